"""What a browser may do with an answer: scripts, frames; by the request, not by who asks nicely."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from publish.web.headers import POLICY, embeds, page_policy
from publish.web.swift import STREAMLIT
from tests.publish.web.answering import client

PAGE = "/Journeys"
FRAME = "/component/streamlit_folium.st_folium/index.html"


def policy(answer: httpx.Response) -> dict[str, str]:
    """Read an answer's policy."""
    return dict(part.split(" ", 1) for part in answer.headers[POLICY].split("; "))


def is_open(answer: httpx.Response) -> bool:
    """Return whether any page may frame an answer; both headers must agree."""
    refused = ("frame-ancestors" in policy(answer), "x-frame-options" in answer.headers)
    assert refused[0] == refused[1]
    return not refused[0]


class Scripts(HTMLParser):
    """Collects the scripts that stand in a page, by Python's own parser."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inline = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        if self.inline:
            self.found.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self.inline = False


def test_the_hash_is_of_the_script_that_stands_in_streamlits_page() -> None:
    page = Scripts()
    page.feed((STREAMLIT / "index.html").read_text("utf-8"))
    assert page.found
    for script in page.found:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page_policy()["script-src"]
    assert page_policy()["script-src"].count("sha256-") == len(page.found)


@pytest.mark.parametrize("path", ["/", PAGE, FRAME, "/card.png", "/none/x", "/_stcore/metrics"])
def test_every_answer_has_them(path: str) -> None:
    """Also one that says that there is nothing."""
    answer = client().get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert policy(answer)["object-src"] == "'none'"
    assert "*" not in answer.headers[POLICY]
    assert "http" not in answer.headers[POLICY]
    loose = "'unsafe-eval'" in policy(answer)["script-src"]
    assert loose == (path == FRAME)
    if path == "/card.png":
        assert policy(answer)["default-src"] == "'none'"


def test_an_answer_keeps_its_own_policy_and_no_cookie() -> None:
    def answer(_request: Request) -> Response:
        own = {POLICY: "default-src 'none'", "Set-Cookie": "_streamlit_xsrf=1"}
        return Response("here", headers=own)

    found = client(answer).get("/api")
    assert found.headers.get_list(POLICY) == ["default-src 'none'"]
    assert "set-cookie" not in found.headers


@pytest.mark.parametrize(
    ("path", "may"),
    [
        (PAGE, False),
        (f"{PAGE}?embed=true", True),
        (f"{PAGE}?routes=btc&embed=True", True),
        (f"{PAGE}?embed=false", False),
        (f"{PAGE}?xembed=true", False),
        (f"{PAGE}?find=embed%3Dtrue", False),
        ("/card.png?embed=true", True),
    ],
)
def test_only_what_is_to_be_embedded_is_framed(path: str, may: bool) -> None:
    assert is_open(client().get(path)) == may


@pytest.mark.parametrize(
    ("headers", "may"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Referer": "https://example.org/?embed=true"}, True),
        ({"Referer": "https://example.org/"}, False),
        ({"Referer": "https://stranger.example/?embed=true"}, False),
        ({"Referer": "https://[stranger"}, False),
        (
            {"Referer": "https://example.org/?embed=true", "Sec-Fetch-Site": "cross-site"},
            False,
        ),
    ],
    ids=str,
)
def test_the_frame_of_the_map_follows_the_page_that_asks_for_it(
    headers: dict[str, str], may: bool
) -> None:
    """It evaluates what it is told, so no page of a stranger may hold it by itself."""
    assert is_open(client().get(FRAME, headers=headers)) == may


def test_other_files_are_not_framed_for_who_asks() -> None:
    assert not is_open(client().get(PAGE, headers={"Sec-Fetch-Site": "same-origin"}))


def test_a_strange_query_embeds_nothing() -> None:
    assert not any(map(embeds, ("", "embed", "%ff=%fe&embed=%00", "=true", "&&&")))
