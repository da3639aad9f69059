"""Say in plain text what a page says first: for previews, pictures and pages without a server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from pages.shared import store
from pages.shared.cards import closure, story, trend
from pages.shared.cards.event import shows
from pages.shared.cards.headline import headline_of
from pages.shared.cards.listed import listed
from pages.shared.cards.method import layers, lead_of
from pages.shared.cards.search import search
from pages.shared.cards.sources import count, found_text, totals
from pages.shared.map.scenes import event_of, has_map
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from publish.viewed import Viewed
from routes.files.load import load_document
from routes.language import date, named, phrase, state_names
from routes.network.balance import nearest_year
from routes.sentences.closure import what


@dataclass(frozen=True)
class Said:
    """What a page says first.

    Attributes
    ----------
    title
        What the page is about, for this view; the name of the house is not in it.
    sentence
        The sentence with which it leads, without markup.
    marked
        Its sentences one by one; in each `**` encloses what should be bold.
    """

    title: str
    sentence: str
    marked: tuple[str, ...]


def said(viewed: Viewed) -> Said:
    """Return what a page says first.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    with viewed.spoken():
        return _said(viewed.page, viewed.view)


def kind_of(page: Page) -> Literal["map", "bars", "numbers"]:
    """Return what stands for a page in a picture of few words.

    Parameters
    ----------
    page
        Name of the page.
    """
    return "map" if has_map(page) else "bars" if page == "Trend" else "numbers"


@store.kept(512)
def _said(page: Page, view: View) -> Said:
    title, *marked = PAGES[page](view)
    sentences = tuple(text for text in marked if text)
    return Said(title, " ".join(sentences).replace("**", ""), sentences)


def _map(view: View) -> tuple[str, ...]:
    names = store.library().atlas.state_names
    told = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
    when = phrase("said-article") if view.as_article else str(view.year)
    title = phrase("said-title-Map", avoid=state_names(view.avoid, names), when=when)
    return title, told.lead, told.count


def _journeys(view: View) -> tuple[str, ...]:
    found = listed(view)
    origin, market = (named("gate", (one.gate_id, one.name_en)) for one in found.ends)
    avoid = state_names(view.avoid, store.library().atlas.state_names)
    title = phrase("said-title-Journeys", origin=origin, market=market, avoid=avoid)
    return title, found.sentence


def _closure(view: View) -> tuple[str, ...]:
    lib = store.library()
    year = nearest_year(lib.balances, view.year)
    network, outcome = store.year_network(year), store.outcome_of(year, view.closed)
    closed = what(lib.atlas, network, outcome, lib.element_names) if outcome.days else "none"
    title = phrase("said-title-Closure", what=closed, year=year)
    return title, closure.sentence_of(year, view.closed)


def _trend(view: View) -> tuple[str, ...]:
    sentence = trend.sentence_of(frozenset(view.avoid), view.as_article)
    return phrase("said-title-Trend"), sentence


def _timeline(view: View) -> tuple[str, ...]:
    lib = store.library()
    event, stage = event_of(view, lib)
    shown = shows(event, stage, lib.atlas)
    return event.title, phrase("said-event", date=date(event.date), shows=shown)


def _story(view: View) -> tuple[str, ...]:
    headings = story.headings()
    step = min(view.step, len(headings) - 1)
    return headings[step], story.lead_of(step, view.as_article)


def _sources(view: View) -> tuple[str, ...]:
    found = search(view)
    counts = {what: count(n, what) for what, n in totals(store.library().tables).items()}
    told = phrase(
        "said-sources",
        sources=counts["sources"],
        figures=counts["figures"],
        quotes=counts["quotes"],
        endnotes=counts["endnotes"],
        unsourced=counts["unsourced"],
    )
    n, of = found.counts[view.tab]
    narrowed = n < of or bool(found.corridor)
    shown = phrase("said-found", found=found_text(n, of, view.tab, found.corridor))
    return phrase("source-title"), told, shown if narrowed else ""


def _method(_view: View) -> tuple[str, ...]:
    readers, _ = layers(load_document("method.md"), "")
    return phrase("said-title-Method"), lead_of(readers)


PAGES: Final[dict[Page, Callable[[View], tuple[str, ...]]]] = {
    "Map": _map,
    "Journeys": _journeys,
    "Closure": _closure,
    "Trend": _trend,
    "Timeline": _timeline,
    "Story": _story,
    "Sources": _sources,
    "Method": _method,
}
"""What each page says first: its title, then its sentences."""
