"""The server as it runs: what it answers beside the pages, under a path too; the pages alone."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from pages.shared.view.parameter import PAGES
from tests.browser.helpers import ALONE, AS_RUN, ROOT, serve
from tests.protocol import Reader
from tests.server.start import Running, finished

POLICY = "content-security-policy"
HOST = "routes.example.org"


@pytest.fixture(scope="module")
def under(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve all under a path."""
    log = tmp_path_factory.mktemp("under") / "server.log"
    with serve(ROOT, log, program=AS_RUN, path="/routes") as started:
        yield Running(started.url, started.pid, log)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve the pages alone, as Streamlit Community Cloud does."""
    log = tmp_path_factory.mktemp("alone") / "server.log"
    with serve(ROOT, log, program=ALONE) as started:
        yield Running(started.url, started.pid, log)


def ask(running: Running, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Ask for a path of the host as it is written, dots and all."""
    connection = http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def opened(running: Running, page: str) -> Reader:
    """Open a page by a link, in a session of its own."""

    async def go() -> Reader:
        async with Reader.connect(running.url) as reader:
            await reader.open("avoid=RU&routes=btc,cpc", page)
            return reader

    return finished(go())


WAYS = ("server", "under", "alone")


@pytest.mark.parametrize("way", WAYS)
def test_every_page_opens_by_its_link(
    way: str, request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    """Cold: the first that this process is asked for, whatever stands before Streamlit."""
    running: Running = request.getfixturevalue(way)
    assert len(PAGES) == 8
    base = urlsplit(running.url).path
    for page in PAGES:
        name = "" if page == "Map" else page
        with subtests.test(page):
            status, _, html = ask(running, f"{base}/{name}")
            assert status == 200
            assert b'<div id="root"></div>' in html
            reader = opened(running, name)
            assert reader.failures == []
            assert not reader.not_found


@pytest.mark.parametrize("way", ["server", "under"])
def test_our_own_addresses_answer(way: str, request: pytest.FixtureRequest) -> None:
    running: Running = request.getfixturevalue(way)
    base = urlsplit(running.url).path
    status, headers, body = ask(running, f"{base}/healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert headers[POLICY].startswith("default-src 'none'")
    assert f"https://{HOST}{base}/Journeys<".encode() in ask(running, f"{base}/sitemap.xml")[2]
    status, headers, image = ask(running, f"{base}/card.png?page=Journeys&avoid=RU,CN")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert image.startswith(b"\x89PNG")


def test_under_a_path_nothing_is_answered_beside_it(under: Running) -> None:
    for path in ("/", "/healthz", "/card.png", "/Journeys", "/_stcore/health", "/routesx/"):
        assert ask(under, path)[0] == 404


def test_a_path_with_dots_leads_nowhere(server: Running) -> None:
    for path in ("/static/../../app.py", "/..%2f..%2fetc/passwd", "/app/static/../../app.py"):
        status, _, body = ask(server, path)
        assert status in {400, 404}
        assert b"import streamlit" not in body
        assert b"root:" not in body


def test_alone_the_pages_lose_what_stands_before_them(alone: Running, server: Running) -> None:
    """And nothing else: no policy, no door, and no control that would lead to one."""
    status, headers, html = ask(alone, "/healthz")
    assert status == 200
    assert b'<div id="root"></div>' in html
    assert POLICY not in headers
    assert POLICY in ask(server, "/")[1]
    assert opened(alone, "").sentence == opened(server, "").sentence
