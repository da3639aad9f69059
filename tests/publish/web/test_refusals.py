"""What nobody needs is refused before anything reads it; a fault tells nothing of the server."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pages.shared.view.parameter import PAGES
from publish.web.fault import raised
from publish.web.limits import LARGEST_BODY
from publish.web.swift import STREAMLIT
from tests.publish.web.answering import client

SECRET = "/srv/secret/layers.geojson"  # noqa: S105 - a path that no answer may show


def broken(_request: Request) -> Response:
    """Fail as an answer does that finds a file damaged."""
    raise ValueError(f"cannot read {SECRET}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        *(f"/{page}" for page in PAGES if page != "Map"),
        "/Unknown",
        "/Journeys/",
        "/favicon.png",
        "/manifest.json",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/stream",
        "/app/static/map.js",
        "/component/streamlit_folium.st_folium/index.html",
        "/media/1.csv",
        "/card.png",
        "/healthz",
    ],
)
def test_what_is_used_passes(path: str) -> None:
    assert client().get(path).text == "here"


def test_every_file_of_streamlits_page_passes() -> None:
    files = [path.relative_to(STREAMLIT) for path in STREAMLIT.rglob("*.js")]
    assert len(files) > 100
    asking = client()
    assert {asking.get(f"/{file.as_posix()}").status_code for file in files} == {200}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/_stcore/metrics", 403),
        ("/_stcore/upload_file/a/b", 403),
        ("/_stcore/agent/openapi.json", 403),
        ("/_stcore/bidi-components/a", 403),
        ("/oauth2callback", 403),
        ("/auth/login", 404),
        ("/static/none.js", 404),
        ("/none.txt", 404),
        ("/.env", 404),
        ("/Journeys/_stcore/health", 404),
        ("/a/b", 404),
        ("/card.png.bak", 404),
    ],
)
def test_what_is_not_there_or_closed_says_so(path: str, status: int) -> None:
    answer = client().get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(method: str) -> None:
    answer = client().request(method, "/Journeys")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/", "/api/v1/verdicts", "/_stcore/upload_file/a/b"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_is_refused_unread(path: str, method: str) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b"x"

    asking = client()
    large = asking.request(method, path, content=b"x" * (LARGEST_BODY + 1))
    chunked = asking.request(method, path, content=body())
    lengths = (b"-1", b"\xb2", b"9" * 5_000, b"", b"1e3")
    odd = [asking.request(method, path, headers={b"Content-Length": one}) for one in lengths]
    assert {one.status_code for one in (large, chunked, *odd)} == {413}
    assert large.headers["connection"] == "close"
    assert asking.get("/", headers={"Content-Length": "0"}).status_code == 200


@pytest.mark.parametrize("accept", ["text/html,*/*;q=0.8", "application/json", "*/*", ""])
def test_a_fault_shows_nothing_of_the_server(accept: str, caplog: pytest.LogCaptureFixture) -> None:
    """What went wrong stands in the log."""
    with caplog.at_level(logging.ERROR):
        answer = client(broken).get("/Journeys?find=<script>", headers={"Accept": accept})
    assert answer.status_code == 500
    assert SECRET in caplog.text
    for hidden in ("secret", "Traceback", "ValueError", "<script", "Journeys"):
        assert hidden not in answer.text
    assert len(answer.text) < 3_000
    if "html" in accept:
        assert answer.text.startswith("<!DOCTYPE html>")
        assert "&#34;" not in answer.text
    else:
        assert json.loads(answer.text)["title"]
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_that_breaks_off_is_not_answered_twice() -> None:
    def half(_request: Request) -> Response:
        def parts() -> Iterator[bytes]:
            yield b"half"
            raise ValueError(SECRET)

        return StreamingResponse(parts())

    with pytest.raises(ValueError, match="secret"):
        client(half).get("/Journeys")


def test_an_http_error_is_told_in_the_same_words() -> None:
    request = Request({"type": "http", "headers": [], "path": "/", "query_string": b""})
    answer = raised(request, HTTPException(405, SECRET, {"Allow": "GET"}))
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert b"secret" not in answer.body
    assert raised(request, ValueError(SECRET)).status_code == 500
