"""The dashboard starts where others already live: packages, addresses, replicas."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.helpers import (
    ROOT,
    Server,
    console_errors,
    drawn,
    exceptions,
    foreign_hosts,
    free_port,
    opened,
    requests,
    serve,
    wait_idle,
)
from tests.browser.proxy import Proxy
from tests.browser.test_frame import PATHS

WAYS = {"make run": ("scripts/serve.py",), "streamlit run": ("-m", "streamlit")}


@pytest.mark.parametrize("name", ["pages", "routes"])
@pytest.mark.parametrize("way", WAYS)
def test_a_package_of_our_name_elsewhere_harms_nobody(
    page: Page, tmp_path: Path, name: str, way: str
) -> None:
    """The app's folder goes first, and its packages are packages."""
    stranger = tmp_path / "site" / name
    stranger.mkdir(parents=True)
    (stranger / "__init__.py").write_text("raise RuntimeError('the wrong package')\n", "utf-8")
    env = {"PYTHONPATH": str(stranger.parent)}
    with serve(ROOT, tmp_path / "server.log", env=env, program=WAYS[way]) as server:
        page.goto(f"{server.url}/")
        wait_idle(page)
        assert exceptions(page) == []
        assert "bypass" in page.locator("h1").inner_text()


def test_it_listens_on_ipv6_and_names_the_address(page: Page, tmp_path: Path) -> None:
    """`make run HOST=::1`, where the machine has that address; else it says what helps."""
    log = tmp_path / "run.log"
    port = free_port()
    with log.open("wb") as out:
        run = subprocess.Popen(
            ["scripts/run.sh", "::1", str(port)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            if not has_ipv6():
                assert run.wait(30) != 0
                assert "HOST=localhost" in log.read_text("utf-8")
                return
            url = f"http://[::1]:{port}"
            wait_for(f"{url}/_stcore/health", run)
            page.goto(url)
            wait_idle(page)
            assert f"Multivector is at {url} " in log.read_text("utf-8")
            assert exceptions(page) == []
            assert foreign_hosts(page) == set()
        finally:
            run.terminate()
            run.wait(10)


def test_the_containers_command_starts_it(tmp_path: Path) -> None:
    """What docs/deploy.md gives a container to run, but for the address."""
    text = (ROOT / "docs/deploy.md").read_text("utf-8")
    found = re.search(r"^CMD (\[.*?\])$", text, re.DOTALL | re.MULTILINE)
    assert found, "the docs give a container no command"
    command = json.loads(found.group(1).replace("\\\n", ""))
    assert command[0] == "python"
    assert "0.0.0.0" in command
    port = free_port()
    command = [sys.executable, *(word.replace("0.0.0.0", "127.0.0.1") for word in command[1:])]
    with (tmp_path / "server.log").open("wb") as out:
        run = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", run)
        finally:
            run.terminate()
            run.wait(10)


def has_ipv6() -> bool:
    """Look whether this machine can listen on its own address of version 6."""
    try:
        with socket.socket(socket.AF_INET6) as trial:
            trial.bind(("::1", 0))
    except OSError:
        return False
    return True


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers there, a minute at most."""
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)


def test_a_replica_that_no_reader_met_has_every_file(
    server: Server, page: Page, tmp_path: Path
) -> None:
    """Whatever the pages ask of one server, one that has just started answers as well."""
    asked: set[str] = set()
    for path in PATHS:
        page.goto(f"{server.url}/{path}")
        wait_idle(page)
        page.wait_for_load_state("networkidle")
        asked |= {url.removeprefix(server.url) for url in requests(page) if url.startswith("http:")}
    # Opened at /Page, Streamlit's front end first looks for its server under that path.
    asked = {path for path in asked if not re.match(r"/\w+/_stcore/", path)}
    assert len(asked) > 20
    assert any("/app/static/map.js" in path for path in asked)
    with serve(ROOT, tmp_path / "unmet.log", program=WAYS["make run"]) as unmet:
        lost = {path: code for path in sorted(asked) if (code := status(unmet.url + path)) != 200}
    assert lost == {}


def status(url: str) -> int:
    """Ask for one file; return the status."""
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_two_replicas_without_sticky_sessions_draw_every_page(page: Page, tmp_path: Path) -> None:
    """Each connection goes to the next replica; after one is gone, the other serves alone."""
    with (
        serve(ROOT, tmp_path / "first.log", program=WAYS["make run"]) as first,
        serve(ROOT, tmp_path / "second.log", program=WAYS["make run"]) as second,
        Proxy([first.port, second.port]) as proxy,
    ):
        for path in PATHS:
            page.goto(f"{proxy.url}/{path}")
            wait_idle(page)
            page.wait_for_load_state("networkidle")
            assert exceptions(page) == []
            assert console_errors(page) == []
        assert {port for port, _ in proxy.passed} == {first.port, second.port}
        proxy.targets.remove(first.port)
        proxy.drop(first.port)
        opened(page, f"{proxy.url}/?routes=btc")
        assert any("btc" in leg for leg in drawn(page))
