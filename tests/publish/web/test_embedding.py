"""What is handed out to show a page inside of another."""

from __future__ import annotations

import asyncio
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
from starlette.applications import Starlette

from pages.shared.view.parameter import PAGES
from publish.said import said
from publish.viewed import read
from publish.web.embedding import HEIGHT, ROUTES, WIDTH, snippet
from tests.browser.helpers import ROOT

HOST = "https://example.org"


def get(path: str, **params: str) -> httpx.Response:
    """Ask for a path."""

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return await client.get(path, params=params or None)

    return asyncio.run(go())


def asked(url: str, **more: str) -> httpx.Response:
    """Ask how an address is embedded."""
    return get("/oembed", url=url, **more)


class Frames(HTMLParser):
    """Reads frames as a browser would."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        assert tag == "iframe", "nothing else is in it"
        self.found.append(dict(attrs))


def frame_of(html: str) -> dict[str, str | None]:
    """Return the attributes of the one frame in a piece of HTML."""
    frames = Frames()
    frames.feed(html)
    (frame,) = frames.found
    return frame


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_embedded(page: str) -> None:
    path = "" if page == "Map" else page
    reply = asked(f"{HOST}/{path}?routes=btc&year=2023&avoid=RU,CN")
    assert reply.status_code == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    body = reply.json()
    viewed = read(page, "routes=btc&year=2023&avoid=RU,CN")
    assert (body["version"], body["type"]) == ("1.0", "rich")
    assert body["title"] == said(viewed).title
    assert (body["width"], body["height"]) == (WIDTH, HEIGHT)
    frame = frame_of(body["html"])
    source = urlsplit(frame["src"] or "")
    assert source.path == f"/{path}"
    assert source.query == f"{viewed.query}&embed=true", "the view, and nothing else"
    assert parse_qs(source.query)["year"] == ["2023"]
    assert (frame["width"], frame["height"]) == (str(WIDTH), str(HEIGHT))
    assert body["thumbnail_url"].startswith(f"{HOST}/card.png?page={page}&v=1&routes=btc")


def test_the_asking_page_says_how_large() -> None:
    body = asked(f"{HOST}/", maxwidth="400", maxheight="300").json()
    assert (body["width"], body["height"]) == (400, 300)
    assert 'width="400" height="300"' in body["html"]
    assert "thumbnail_url" not in body, "it would be larger than asked for"
    assert asked(f"{HOST}/", maxwidth="1200").json()["width"] == WIDTH


@pytest.mark.parametrize(
    ("url", "more", "status"),
    [
        ("https://example.com/", {}, 404),
        ("https://example.org.evil.example/", {}, 404),
        ("https://example.org@evil.example/", {}, 404),
        ("javascript:alert(1)//example.org/", {}, 404),
        ("//example.org/", {}, 404),
        ("http://[::1", {}, 404),
        ("", {}, 404),
        (f"{HOST}/nowhere", {}, 404),
        (f"{HOST}/_stcore/health", {}, 404),
        (f"{HOST}/", {"format": "xml"}, 501),
        (f"{HOST}/", {"maxwidth": "wide"}, 400),
        (f"{HOST}/", {"maxheight": "-1"}, 400),
        (f"{HOST}/", {"maxwidth": "²"}, 400),
        (f"{HOST}/", {"maxwidth": "9" * 5000}, 400),
    ],
)
def test_what_cannot_be_answered_says_why(url: str, more: dict[str, str], status: int) -> None:
    reply = asked(url, **more)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["status"] == status
    assert len(reply.json()["title"]) > 30


def test_without_an_address_an_example_is_given() -> None:
    reply = get("/oembed")
    assert reply.status_code == 400
    example = reply.json()["title"].split("Example: ")[1]
    assert get(example).status_code == 200, "it can be followed"


def test_what_stands_in_an_address_stays_text() -> None:
    hostile = '"><script>alert(1)</script>'
    url = f"{HOST}/Sources?find={quote(hostile)}&embed=true&routes={quote(hostile)}"
    body = asked(url).json()
    frame = frame_of(body["html"])
    assert parse_qs(urlsplit(frame["src"] or "").query)["find"] == [hostile]
    assert (frame["src"] or "").count("embed=") == 1
    assert "<script" not in body["html"]


def test_the_browser_writes_the_same_lines() -> None:
    """`static/take.js` has the template of the same frame, and the same sizes."""
    script = (ROOT / "static" / "take.js").read_text("utf-8")
    written = "".join(re.findall(r"`(<iframe [^`]*|style=[^`]*</iframe>)`", script))
    fields = {
        "escaped(source)": "S",
        "width": "1",
        "height": "2",
        "escaped(title)": "T",
    }
    for name, text in fields.items():
        written = written.replace(f"${{{name}}}", text)
    made = frame_of(snippet(read("Map", ""), f"{HOST}/", 1, 2))
    assert frame_of(written) == made | {"src": "S", "title": "T"}
    sizes = re.search(r"SIZES = \{ width: \[.*?, (\d+)\], height: \[.*?, (\d+)\] \}", script)
    assert sizes
    assert sizes.groups() == (str(WIDTH), str(HEIGHT))
    assert "&embed=true`" in script
