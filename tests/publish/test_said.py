"""What a preview says is what the page itself says, on every page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from pages.shared.frame.frame import PAGES as SCRIPTS
from pages.shared.view.parameter import PAGES
from publish.said import said
from publish.viewed import read
from tests.pages.helpers import opened, texts

TAG = re.compile(r"<[^>]+>")
HEADING = re.compile(r"<h1\b[^>]*mv-sentence[^>]*>(.*?)</h1>", re.DOTALL)

VIEWS: dict[str, list[dict[str, str]]] = {
    "Map": [
        {},
        {"avoid": "none"},
        {"routes": "none"},
        {"asof": "article", "avoid": "BY,RU"},
        {"avoid": "RU,CN,TR,AZ,GE,IR", "year": "2024"},
        {"borders": "de_facto", "routes": "baku_supsa,cpc", "avoid": "GE"},
        {"routes": "rotterdam"},
        {"year": "1999", "routes": "nothing", "avoid": "<b>"},
    ],
    "Journeys": [
        {},
        {"avoid": "none"},
        {"from": "kashagan", "to": "samara", "only": "bypass"},
        {"from": "dostyk", "to": "rotterdam"},
        {"closed": "cpc_loading,aktau_port", "asof": "article"},
    ],
    "Closure": [
        {},
        {"closed": "RU"},
        {"closed": "cpc_loading:0.333333:30:2022-03-22", "case": "paper"},
        {"closed": "cpc_loading:0:30,aktau_port:0.5,RU:0:10", "year": "2023"},
        {"year": "2019", "closed": "aktau_port"},
    ],
    "Trend": [{}, {"avoid": "none"}, {"avoid": "CN,RU"}, {"asof": "article"}],
    "Timeline": [
        {},
        {"event": "two-moorings-2022-07-01"},
        {"event": "court-order-2022-07-05", "asof": "article", "routes": "none"},
    ],
    "Story": [{}, {"step": "3"}, {"step": "20"}, {"step": "20", "asof": "article"}],
    "Sources": [{}, {"find": "Reuters", "focus": "cpc"}, {"tab": "rivals"}, {"find": "<b>&qqq"}],
    "Method": [{}, {"borders": "de_facto"}],
}


def spoken(html: str) -> str:
    """Return the words of HTML as a reader sees them, in one line."""
    return " ".join(unescape(TAG.sub(" ", html.replace("</b>", "").replace("<b>", ""))).split())


def test_every_page_is_compared() -> None:
    assert set(VIEWS) == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_preview_says_what_the_page_says(page: str, subtests: pytest.Subtests) -> None:
    for params in VIEWS[page]:
        with subtests.test(**params):
            app = opened("" if page == "Map" else SCRIPTS[page], **params)
            assert not app.exception
            html = texts(app)
            query = "&".join(f"{name}={value}" for name, value in params.items())
            told = said(read(page, query.replace("&qqq", "%26qqq")))
            assert told.title
            assert "**" not in told.sentence
            assert told.sentence == " ".join(told.marked).replace("**", "")
            if page in {"Map", "Journeys", "Closure", "Trend"}:
                assert told.sentence == spoken(HEADING.findall(html)[0])
            elif page == "Method":
                lines = "\n".join(one.value for one in app.markdown).split("\n\n")
                assert told.sentence in [" ".join(line.split()) for line in lines]
            else:
                words = spoken(html)
                parts = told.sentence.split(". ") if page == "Timeline" else [told.sentence]
                if page == "Sources":
                    parts = [told.title, *(part.rstrip(".") for part in told.marked if part)]
                    parts = [part.replace("**", "") for part in parts]
                for part in [told.title, *parts]:
                    assert part in words


def test_an_address_of_no_page_is_the_map() -> None:
    assert said(read("nowhere", "")) == said(read("Map", ""))
