"""Pictures as the server gives them: their kind, how long they are kept, what is not sent again."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import anyio
import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from pages.shared import store
from publish.viewed import read
from publish.web import pictures
from publish.web.kept import Kept
from tests.effort import effort
from tests.publish.views import hostile, shared


class Client:
    """Asks a server that answers with pictures alone."""

    def request(self, method: str, url: str, **headers: str) -> httpx.Response:
        """Ask, and return the whole answer."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(Starlette(routes=pictures.ROUTES))
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as one:
                return await one.request(method, url, headers=headers)

        return anyio.run(ask)

    def get(self, url: str, **headers: str) -> httpx.Response:
        """Ask for what is there."""
        return self.request("GET", url, **headers)

    def head(self, url: str) -> httpx.Response:
        """Ask what would be sent."""
        return self.request("HEAD", url)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a client; what is kept is of this test's own loop."""
    monkeypatch.setattr(pictures, "CARDS", Kept(pictures.MOST_BYTES))
    return Client()


def test_a_picture_says_how_long_it_may_be_kept(client: Client) -> None:
    version = store.library().atlas.data_version
    plain = client.get("/card.png?page=Method")
    assert plain.status_code == 200
    assert plain.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(plain.content)).size == (1200, 630)
    assert plain.headers["cache-control"] == "public, max-age=300"
    dated = client.get(f"/card.png?page=Method&d={version}")
    assert dated.headers["cache-control"] == "public, max-age=86400"
    assert dated.headers["etag"] == plain.headers["etag"]
    assert (
        client.get("/card.png?page=Method&d=2020-01-01.aa").headers["cache-control"].endswith("300")
    )
    known = client.get("/card.png?page=Method", **{"if-none-match": plain.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    asked = client.head("/card.png?page=Method")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == plain.headers["content-length"]


def test_one_view_is_one_picture_however_it_is_written(client: Client) -> None:
    tags = {
        client.head(f"/card.png?{query}").headers["etag"]
        for query in ("", "page=Map", "page=nowhere", "utm_source=x", "avoid=RUS", "year=2022&v=1")
    }
    assert len(tags) == 1
    assert client.head("/card.png?avoid=CN").headers["etag"] not in tags
    # It says on itself that not all could be read.
    assert client.head("/card.png?avoid=RU,XX").headers["etag"] not in tags


def test_every_view_has_a_picture(client: Client) -> None:
    views = [*shared(effort(48, 1_000)), *hostile()[:: effort(12, 4)]]
    assert len(views) >= effort(80, 1_000)
    for page, query in views:
        answer = client.get(f"/card.png?{urlencode({'page': page})}&{query}")
        assert answer.status_code == 200, (page, query)
        assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
        assert len(answer.content) < 600_000, "more than a messenger takes"
    assert pictures.CARDS.size <= pictures.MOST_BYTES


def test_a_tag_changes_with_what_is_seen() -> None:
    tags = [
        pictures.tag_of(read(page, query))
        for page, query in (("Map", ""), ("Trend", ""), ("Map", "avoid=CN"), ("Map", "z=5"))
    ]
    assert len(set(tags)) == len(tags)
