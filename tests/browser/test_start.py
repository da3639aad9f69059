"""The dashboard starts where others already live: packages, addresses, replicas."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.helpers import (
    AS_RUN,
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
    wait_for_health,
    wait_idle,
    whole,
)
from tests.browser.proxy import Proxy
from tests.browser.test_frame import PATHS


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
            wait_for_health(url, run, log)
            page.goto(url)
            wait_idle(page)
            assert f"Multivector is at {url} " in log.read_text("utf-8")
            assert exceptions(page) == []
            assert foreign_hosts(page) == set()
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


def test_a_replica_that_no_reader_met_has_every_file(
    server: Server, cold_page: Page, tmp_path: Path
) -> None:
    """Whatever the pages ask of one server, one that has just started answers as well."""
    for path in PATHS:
        cold_page.goto(f"{server.url}/{path}")
        whole(cold_page)
    asked = {url.removeprefix(server.url) for url in requests(cold_page) if url.startswith("http:")}
    # Opened at /Page, Streamlit's front end first looks for its server under that path.
    asked = {path for path in asked if not re.match(r"/\w+/_stcore/", path)}
    assert len(asked) > 20
    assert any("/app/static/map.js" in path for path in asked)
    with serve(ROOT, tmp_path / "unmet.log", program=AS_RUN) as unmet:
        lost = {path: code for path in sorted(asked) if (code := status(unmet.url + path)) != 200}
    assert lost == {}


def status(url: str) -> int:
    """Ask for one file; return the status."""
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:  # noqa: S310 - of this machine
            return int(reply.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_two_replicas_without_sticky_sessions_draw_every_page(page: Page, tmp_path: Path) -> None:
    """Each connection goes to the next replica; after one is gone, the other serves alone."""
    with (
        serve(ROOT, tmp_path / "first.log", program=AS_RUN) as first,
        serve(ROOT, tmp_path / "second.log", program=AS_RUN) as second,
        Proxy([first.port, second.port]) as proxy,
    ):
        for path in PATHS:
            page.goto(f"{proxy.url}/{path}")
            whole(page)
            assert exceptions(page) == []
            assert console_errors(page) == []
        assert {port for port, _ in proxy.passed} == {first.port, second.port}
        proxy.targets.remove(first.port)
        proxy.drop(first.port)
        opened(page, f"{proxy.url}/?routes=btc")
        assert any("btc" in leg for leg in drawn(page))


def test_under_a_path_pages_open_by_their_links_in_silence(page: Page, tmp_path: Path) -> None:
    with serve(ROOT, tmp_path / "under.log", program=AS_RUN, path="/routes") as under:
        for path in ("", "Journeys", "Closure"):
            page.goto(f"{under.url}/{path}")
            whole(page)
            assert exceptions(page) == []
            assert console_errors(page) == []
            assert foreign_hosts(page) == set()
        opened(page, f"{under.url}/?routes=btc")
        assert any("btc" in leg for leg in drawn(page))
