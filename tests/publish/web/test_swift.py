"""What stands before the server: files compressed once, a page that asks for what it needs."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from publish.web import swift
from publish.web.asked import Asked

BODY = b"const a = 1;\n" * 500


def asked(
    path: str,
    kind: str = "text/javascript",
    *,
    query: str = "",
    coding: str = "gzip",
    times: int = 1,
    page: Callable[[Asked, str], str] = lambda asked, html: f"{html}<!-- {asked} -->",
) -> tuple[list[dict[str, str]], list[bytes], int]:
    """Ask for a path so many times; return headers and bodies, and how often it was compressed."""

    async def app(scope: Scope, _: Receive, send: Send) -> None:
        assert not any(name == b"accept-encoding" for name, _ in scope["headers"])
        headers = [(b"content-type", kind.encode()), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": BODY[:1000], "more_body": True})
        await send({"type": "http.response.body", "body": BODY[1000:]})

    front = swift.Swift(app, page)
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "scheme": "https",
        "headers": [(b"accept-encoding", coding.encode()), (b"host", b"example.org")],
    }

    async def once() -> tuple[dict[str, str], bytes]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        await front(scope, nothing, send)
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return headers, sent[1]["body"]

    answers = [asyncio.run(once()) for _ in range(times)]
    return [h for h, _ in answers], [b for _, b in answers], len(front._packed)


async def nothing() -> dict[str, Any]:
    """Receive nothing."""
    return {"type": "http.disconnect"}


def test_a_script_is_compressed_once() -> None:
    headers, bodies, kept = asked("/static/js/a.js", times=2)
    assert kept == 1
    for header, body in zip(headers, bodies, strict=True):
        assert header["content-encoding"] == "gzip"
        assert int(header["content-length"]) == len(body) < len(BODY) / 10
        assert "Accept-Encoding" in header["vary"]
        assert gzip.decompress(body) == BODY


@pytest.mark.parametrize(("kind", "coding"), [("font/woff2", "gzip"), ("text/javascript", "br")])
def test_what_cannot_be_compressed_is_sent_as_it_is(kind: str, coding: str) -> None:
    headers, bodies, _ = asked("/static/a", kind, coding=coding)
    assert "content-encoding" not in headers[0]
    assert bodies[0] == BODY


@pytest.mark.parametrize(
    ("path", "query", "kept"),
    [
        ("/app/static/map.js", "v=1", True),
        ("/app/static/map.js", "", False),
        ("/component/streamlit_folium.st_folium/static/js/main.521860b0.js", "", True),
        ("/static/js/a.js", "v=1", False),
    ],
)
def test_only_an_address_with_a_version_is_kept_by_browsers(
    path: str, query: str, kept: bool
) -> None:
    [header], _, _ = asked(path, query=query)
    assert ("max-age" in header.get("cache-control", "")) == kept


def test_what_hangs_on_its_query_is_not_kept_by_its_path() -> None:
    """Answers of ours to many queries have one ETag: the version of the data."""
    for path in ("/card.png", "/take/data.csv", "/Journeys"):
        headers, _, kept = asked(path, "application/json", times=2)
        assert headers[0]["content-encoding"] == "gzip"
        assert kept == 0


def test_the_page_is_completed_and_nothing_else() -> None:
    [header], [body], _ = asked("/", "text/html; charset=utf-8", query="routes=cpc")
    asked_for = Asked("", "routes=cpc", "https://example.org/")
    assert gzip.decompress(body).endswith(f"<!-- {asked_for} -->".encode())
    assert "etag" not in header
    for path in ("/component/x/index.html", "/app/static/a.html"):
        _, [body], _ = asked(path, "text/html")
        assert gzip.decompress(body) == BODY


def test_the_scripts_of_the_elements_are_there() -> None:
    """Another Streamlit may name its elements otherwise: then nothing would be asked for early."""
    html = (swift.STREAMLIT / "index.html").read_text("utf-8")
    for elements in (swift.ELEMENTS, swift.MORE_ELEMENTS):
        for element in elements:
            scripts = swift.scripts_of((element,), swift.STREAMLIT)
            assert any(element.partition("/")[2] in script for script in scripts)
            assert all((swift.STREAMLIT / script).is_file() for script in scripts)
    links = swift.asked_at_once(html, swift.scripts_of(swift.ELEMENTS, swift.STREAMLIT))
    assert 2 < links.count("modulepreload") < 20
    assert "react-dom" not in links


def test_a_first_picture_that_cannot_be_drawn_leaves_the_page_as_it_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever stands in an address, the page comes, and the log says what went wrong."""

    def broken(_asked: Asked, _html: str) -> str:
        raise ValueError("no such place")

    headers, bodies, _ = asked("/", "text/html", query="lat=%00", coding="", page=broken)
    assert bodies == [BODY]
    assert headers[0]["etag"] == '"1"'
    assert "no such place" in caplog.text


def test_the_api_compresses_its_answers_itself() -> None:
    """They are kept so: compressed anew, a long one would take ten times as long to answer."""
    seen: list[tuple[bytes, bytes]] = []

    async def app(scope: Scope, _: Receive, send: Send) -> None:
        seen.extend(scope["headers"])
        headers = [(b"content-type", b"application/json"), (b"content-encoding", b"gzip")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"as it is" * 1000})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    told = [(b"accept-encoding", b"gzip")]
    scope = {"type": "http", "method": "GET", "path": "/api/v1/sources", "headers": told}
    asyncio.run(swift.Swift(app, lambda asked, html: f"{html}{asked}")(scope, nothing, send))
    assert seen == told
    assert sent[0]["headers"][1:] == [(b"content-encoding", b"gzip")]
    assert sent[1]["body"] == b"as it is" * 1000
