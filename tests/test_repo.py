"""What may stand in the repository at all: no machine of ours, no foreign script, whole tables."""

import csv
import io
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {
    ".git",
    ".venv",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "failures",
}


def listed() -> list[str]:
    """List the files of the repository: what git knows or would add, else what lies there."""
    ask = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        reply = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True).stdout
        found = [name for name in reply.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file()]
        found = [p.as_posix() for p in paths if not SKIPPED & set(p.parts)]
    return sorted(name for name in found if (ROOT / name).is_file())


def text_of(name: str) -> str | None:
    """Read a file as text; None if it is none."""
    data = (ROOT / name).read_bytes()
    return None if b"\0" in data[:8000] else data.decode("utf-8", "replace")


FILES = listed()
TABLES = [name for name in FILES if re.fullmatch(r"geodata/tables/.*\.csv", name)]
CODE = [
    name
    for name in FILES
    if re.fullmatch(
        r"((app|server)\.py|(pages|publish|routes|static)/.*\.(py|js|mjs|css|html|svg))", name
    )
    and not name.startswith("static/vendor/")
]
MARKDOWN = [name for name in FILES if name.endswith(".md")]

# One letter in brackets each, so that this file is clean itself.
MACHINE = re.compile(r"(?<![\w.])/([w]ork|[r]oot|[h]ome/\w+|[t]mp/mv)/")
REGISTRY = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|(deb|security)\.[d]ebian\.org|registry\.[n]pmjs\.org"
)
FOREIGN = re.compile(
    r"https?://[^\s\"'<>)]+\.(js|mjs|css|woff2?|ttf)\b"
    r"|(cdn\.jsdelivr|unpkg|cdnjs\.cloudflare|code\.jquery|fonts\.g(oogleapis|static)"
    r"|tile\.openstreetmap|basemaps\.cartocdn|maxcdn\.bootstrapcdn|netdna\.bootstrapcdn)"
)


def test_files_name_no_machine_and_no_registry(subtests: pytest.Subtests) -> None:
    """No file names a folder of somebody's machine or the host of a package registry."""
    assert len(FILES) > 20
    for name in FILES:
        with subtests.test(name):
            text = text_of(name) or ""
            assert [m.group() for m in MACHINE.finditer(text)] == []
            assert [m.group() for m in REGISTRY.finditer(text)] == []


def test_code_loads_nothing_from_elsewhere(subtests: pytest.Subtests) -> None:
    """No code names a script, a style sheet, a font or a tile on another host."""
    assert len(CODE) > 20
    for name in CODE:
        with subtests.test(name):
            assert [m.group() for m in FOREIGN.finditer(text_of(name) or "")] == []


def test_the_searches_find_what_they_search() -> None:
    """Each pattern is seen to match, and the lists above are not empty."""
    assert MACHINE.search("cd {}/x".format("/root"))
    assert MACHINE.search("cd {}/main".format("/work"))
    assert not MACHINE.search("https://example.org/home/who/ and the network/roots/")
    assert REGISTRY.search("https://{}.org/simple".format("pypi"))
    assert FOREIGN.search("https://example.org/a/leaflet.js")
    assert FOREIGN.search("https://unpkg.com/x")
    assert not FOREIGN.search("https://example.org/report.pdf")
    assert len(FILES) > 20
    assert CODE
    assert MARKDOWN
    assert {"app.py", "Makefile", "LICENSE", "LICENSE-DATA.md", "README.md"} <= set(FILES)


def test_tables_were_found() -> None:
    """The table tests below have something to look at."""
    assert {f"geodata/tables/{n}.csv" for n in ("places", "legs", "sources")} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_table_is_whole(name: str) -> None:
    """A table is UTF-8 with LF, has a header, and every row has the header's cells."""
    data = (ROOT / name).read_bytes()
    text = data.decode("utf-8", "strict")
    assert not text.startswith("\ufeff"), "starts with a byte order mark"
    assert "\r" not in text, "has CR line ends"
    assert re.search(r"[^\n]\n\Z", text), "must end with one line end"
    header, *rows = csv.reader(io.StringIO(text))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", cell) for cell in header), header
    assert len(set(header)) == len(header)
    assert rows, "has no row"
    wrong = [n for n, row in enumerate(rows, 2) if len(row) != len(header)]
    assert wrong == [], f"rows (header = 1) with another number of cells than {len(header)}"
    padded = [n for n, row in enumerate(rows, 2) if any(cell != cell.strip() for cell in row)]
    assert padded == [], "rows with space around a cell"


def test_links_lead_somewhere(subtests: pytest.Subtests) -> None:
    """Every picture and relative link of a document leads to a file of the repository."""
    assert len(MARKDOWN) > 8
    for name in MARKDOWN:
        with subtests.test(name):
            text = re.sub(r"```.*?```", "", text_of(name) or "", flags=re.DOTALL)
            targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
            inner = [target for target in targets if ":" not in target]
            assert [t for t in inner if not ((ROOT / name).parent / t).exists()] == []


def requirements(name: str) -> list[Requirement]:
    """Read a requirements file without what it includes."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


LOCKED = {r.name.lower().replace("_", "-"): r for r in requirements("constraints.txt")}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_keeps_the_ranges(name: str) -> None:
    """constraints.txt names one exact version inside each range."""
    wanted = requirements(name)
    assert wanted
    for requirement in wanted:
        lock = LOCKED[requirement.name.lower().replace("_", "-")]
        exact = re.fullmatch(r"==([\w.]+)", str(lock.specifier))
        assert exact, f"{lock} is no exact version"
        assert requirement.specifier.contains(exact.group(1)), f"{lock} is not {requirement}"


def test_the_lock_is_what_is_installed() -> None:
    """The tests run with the locked versions of what the map leans on."""
    for name in ("streamlit", "streamlit-folium", "folium", "shapely", "pyproj"):
        assert str(LOCKED[name].specifier) == f"=={version(name)}"
