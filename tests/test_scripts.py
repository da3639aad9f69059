"""What `make run` does before Streamlit starts: look at the address and at the packages."""

from __future__ import annotations

import importlib
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.test_repo import FILES, text_of

ROOT = Path(__file__).resolve().parent.parent
SHELL = sorted((ROOT / "scripts").glob("*.sh"))


@pytest.fixture(scope="module")
def script() -> Iterator[Callable[[str], ModuleType]]:
    """Import scripts as Python does that runs one: from their own folder."""
    sys.path.insert(0, str(ROOT / "scripts"))
    yield importlib.import_module
    sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture
def address(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("address")


@pytest.fixture
def lost(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("lost")


def test_the_scripts_were_found() -> None:
    assert {"run.sh", "setup.sh", "browser.sh"} <= {path.name for path in SHELL}


@pytest.mark.parametrize("path", SHELL, ids=lambda path: path.name)
def test_a_script_can_be_parsed(path: Path) -> None:
    subprocess.run(["bash", "-n", str(path)], check=True)


# The address.


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("localhost", "http://localhost:8501"),
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),  # noqa: S104 - nothing listens, it is written
        ("::", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
        ("fe80::1", "http://[fe80::1]:8501"),
    ],
)
def test_an_address_is_written_as_a_browser_takes_it(
    address: ModuleType, host: str, url: str
) -> None:
    assert address.url(host, "8501") == url


@pytest.mark.parametrize(
    ("host", "port", "cure"),
    [
        ("localhost", "none", "Choose one of 1024 to 65535"),
        ("localhost", "0", "Choose one of 1024 to 65535"),
        ("localhost", "70000", "Choose one of 1024 to 65535"),
        ("localhost", "²", "Choose one of 1024 to 65535"),
        ("192.0.2.1", "8501", "make run HOST=localhost"),
        ("2001:db8::1", "8501", "make run HOST=localhost"),
        ("::g", "8501", "make run HOST=localhost"),
    ],
)
def test_a_refused_address_comes_with_its_cure(
    address: ModuleType, host: str, port: str, cure: str
) -> None:
    fault = address.check(host, port)
    assert fault is not None
    assert (host if "HOST" in cure else port) in fault[0]
    assert cure in fault[1]


def test_a_port_that_is_taken_is_named(address: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        fault = address.check("127.0.0.1", port)
        assert fault
        assert port in fault[0]
        assert fault[1] == "Choose another port: make run PORT=8502"
    assert address.check("127.0.0.1", port) is None


# The packages.


def install(folder: Path, name: str, version: str, requires: tuple[str, ...] = ()) -> None:
    """Write what pip leaves of a package of one module."""
    entry = folder / f"{name}-{version}.dist-info"
    entry.mkdir()
    needs = "".join(f"Requires-Dist: {line}\n" for line in requires)
    entry.joinpath("METADATA").write_text(f"Name: {name}\nVersion: {version}\n{needs}", "utf-8")
    entry.joinpath("RECORD").write_text(f"{name}/__init__.py,,\n{name}/more.py,,\n", "utf-8")
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("", "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    install(tmp_path, "mv_outer", "1.5", ("mv_inner>=2", "mv_extra; extra == 'more'"))
    install(tmp_path, "mv_inner", "2.1")
    return tmp_path


@pytest.mark.usefixtures("site")
def test_what_is_there_is_not_lost(lost: ModuleType) -> None:
    assert lost.lost(["mv_outer~=1.4"]) == []


def test_what_was_removed_is_found_also_below(lost: ModuleType, site: Path) -> None:
    for file in (site / "mv_inner-2.1.dist-info").iterdir():
        file.unlink()
    (site / "mv_inner-2.1.dist-info").rmdir()
    importlib.invalidate_caches()
    assert lost.lost(["mv_outer", "mv_never"]) == ["mv_inner", "mv_never"]


def test_an_entry_without_its_code_is_found(lost: ModuleType, site: Path) -> None:
    (site / "mv_inner" / "__init__.py").unlink()
    assert lost.lost(["mv_outer"]) == ["mv_inner"]


@pytest.mark.usefixtures("site")
def test_another_version_than_asked_for_is_found(lost: ModuleType) -> None:
    assert lost.lost(["mv_outer~=2.0"]) == ["mv_outer"]


@pytest.mark.usefixtures("site")
def test_an_extra_is_followed_only_if_asked_for(lost: ModuleType) -> None:
    assert lost.lost(["mv_outer[more]"]) == ["mv_extra"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_here_nothing_is_lost(lost: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    wanted = list(lost.listed(name))
    assert len(wanted) > 8
    assert lost.lost(wanted) == []


# The settings.

ONE_PLACE = (
    "fileWatcherType",
    "disconnectedSessionTTL",
    "maxUploadSize",
    "maxMessageSize",
    "enableStaticServing",
    "showErrorDetails",
)


def test_the_settings_hold_for_every_way_of_starting() -> None:
    """What the tests measure is what users get: nothing passes a setting of its own."""
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert config["server"]["fileWatcherType"] == "none"
    assert config["server"]["disconnectedSessionTTL"] >= 3600
    looked = [name for name in FILES if re.search(r"\.(sh|py|md)$|Makefile", name)]
    assert len(looked) > 50
    flag = re.compile(rf"--\w+\.({'|'.join(ONE_PLACE)})\b")
    found = {name: flag.findall(text_of(name) or "") for name in looked}
    # A test may start a server wrongly on purpose.
    assert [name for name, flags in found.items() if flags and "tests/" not in name] == []
