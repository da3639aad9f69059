"""The head of a page: what a search, a chat or a post reads of a link, whatever stands in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers

from pages.shared import store
from pages.shared.view.parameter import PAGES
from publish.package.linked import linked
from publish.said import said
from publish.viewed import read
from publish.web import head, preview
from publish.web.asked import Asked, root_of
from publish.web.swift import STREAMLIT
from tests.effort import effort
from tests.publish.views import hostile, shared

ROOT = "https://example.org/routes/"
INDEX = (STREAMLIT / "index.html").read_text("utf-8")
SHARED = effort(300, 2_000)


class Parsed(HTMLParser):
    """What is in a page: its elements in order, its title, its metas, its links, its data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.titles: list[str] = []
        self.metas: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.data: list[str] = []
        self.lang = ""
        self._in: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        if tag == "html":
            self.lang = held["lang"]
        elif tag == "meta" and (name := held.get("property") or held.get("name")):
            self.metas.setdefault(name, []).append(held["content"])
        elif tag == "link" and held["rel"] in {"canonical", "alternate"}:
            self.links[held["rel"]] = held["href"]
        elif tag == "title":
            self._in = "title"
            self.titles.append("")
        elif tag == "script" and held.get("type") == "application/ld+json":
            self._in = "data"
            self.data.append("")

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.titles[-1] += data
        elif self._in == "data":
            self.data[-1] += data

    def handle_endtag(self, _tag: str) -> None:
        self._in = None


@pytest.fixture(scope="module", autouse=True)
def read_once() -> None:
    """Read the data: before, no more is said than what every page is about."""
    store.library()


def parsed(page: str, query: str, root: str = ROOT) -> Parsed:
    """Read the page that the server sends for an address."""
    return Parsed(preview.with_preview(Asked(page, query, root), INDEX))


def check(page: str, query: str, usual: Parsed) -> None:
    """Check what is sent for an address against what the view says."""
    found, viewed = parsed(page, query), read(page, query)
    told = said(viewed)
    assert found.elements == usual.elements, "an element that is not ours"
    assert found.titles == [f"{told.title} · Multivector"]
    assert found.lang == "en"
    assert all(len(one) == 1 for one in found.metas.values())
    metas = {name: one for name, (one,) in found.metas.items()}
    assert metas["og:title"] == metas["twitter:title"] == told.title
    described = metas["og:description"]
    assert described == metas["description"] == metas["twitter:description"]
    assert described == told.sentence or len(described) <= preview.DESCRIBED
    assert metas["twitter:card"] == "summary_large_image"
    assert (metas["og:image:width"], metas["og:image:height"]) == ("1200", "630")
    url = found.links["canonical"]
    data = linked(viewed, ROOT, url=url)
    assert json.loads(found.data[0]) == json.loads(json.dumps(data))
    assert url == metas["og:url"]
    again = read(urlsplit(url).path.removeprefix("/routes/"), urlsplit(url).query)
    assert (again.page, again.view, again.placed) == (viewed.page, viewed.view, viewed.placed)
    assert again.notices == ()
    picture = urlsplit(metas["og:image"])
    assert picture.path == "/routes/card.png"
    params = dict(parse_qsl(picture.query))
    assert params["page"] == viewed.page
    assert params["d"] == store.library().atlas.data_version
    drawn = read(params["page"], picture.query)
    assert (drawn.page, drawn.view, drawn.notices) == (viewed.page, viewed.view, ())


@pytest.fixture(scope="module")
def usual() -> Parsed:
    """Return what is sent for the bare address."""
    return parsed("", "")


def test_a_link_says_what_its_view_says(usual: Parsed) -> None:
    views = [*shared(SHARED), *hostile()]
    assert len(views) >= 800
    for page, query in views:
        check(page, query, usual)


QUERIES = st.lists(
    st.tuples(
        st.sampled_from(
            ("routes", "avoid", "closed", "find", "focus", "event", "d", "none", "<b>")
        ),
        st.text(max_size=60),
    ),
    max_size=5,
).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs))


@settings(max_examples=effort(200, 1_000))
@given(st.sampled_from((*PAGES, "", "x/y", "</title><script>")), QUERIES)
def test_no_address_writes_an_element(page: str, query: str) -> None:
    check(page, query, parsed("", ""))


def test_streamlits_own_words_are_gone() -> None:
    html = preview.with_preview(Asked("", "", ROOT), INDEX)
    assert "Streamlit" in INDEX
    assert "Streamlit app" not in html
    assert "<title>Streamlit" not in html
    assert "_stcore/agent" in INDEX
    assert "_stcore/agent" not in html
    assert html.count("</noscript>") == 1


def test_a_bare_page_has_a_bare_address() -> None:
    assert parsed("", "").links["canonical"] == ROOT
    assert parsed("Trend", "").links["canonical"] == f"{ROOT}Trend"
    assert parsed("Trend", "utm_source=x&avoid=RU").links["canonical"] == f"{ROOT}Trend"
    card = parsed("Trend", "avoid=CN").links["alternate"]
    asked = dict(parse_qsl(urlsplit(card).query))["url"]
    assert card.startswith(f"{ROOT}oembed?")
    assert read("Trend", urlsplit(asked).query).view.avoid == ("CN",)


@pytest.mark.parametrize("host", ["<script>", 'a"b', "a b", "", "a/../b", "x" * 400])
def test_a_host_that_is_none_stands_nowhere(host: str) -> None:
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b""}
    root = root_of({**scope, "headers": [(b"host", host.encode())]})
    assert Headers(raw=[(b"host", host.encode())])["host"] == host
    assert root == ""
    found = parsed("", "", root)
    assert found.links == {}
    assert "og:image" not in found.metas
    assert found.metas["og:title"] == [said(read("", "")).title]


def test_before_the_data_are_read_the_page_says_what_all_are_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "library", lambda: pytest.fail("waits for the data"))
    found = Parsed(head.with_start(INDEX))
    assert found.titles == [
        "How Kazakhstan’s oil and cargo leave, and which ways bypass Russia · Multivector"
    ]
    assert "bypass Russia" in found.metas["og:description"][0]
    assert found.lang == "en"


def test_what_is_written_for_machines_ends_no_script() -> None:
    held = [{"name": "</script><script>alert(1)</script>", "more": "<!-- & \u2028 ]]>"}]
    text = str(preview.in_script(held))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == held


def test_nothing_in_a_head_is_left_unescaped() -> None:
    bad = '"><script>alert(1)</script><x a="'
    told = head.Head(bad, bad, bad, bad, bad, bad, bad, bad)
    found = Parsed(head.with_head(INDEX, head.written(told, "en")))
    plain = Parsed(
        head.with_head(INDEX, head.written(head.Head("x", "x", "x", "x", "x", "x", "x", "x"), "en"))
    )
    assert found.elements == plain.elements
    assert {bad} == {found.metas["og:title"][0], found.links["canonical"], asdict(told)["url"]}
