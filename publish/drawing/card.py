"""Draw the picture that stands beside a link in a chat or a post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pages.shared import store
from pages.shared.cards.sentence import spans
from pages.shared.cards.sources import totals
from pages.shared.cards.trend import told_of, years_shown
from pages.shared.map.scenes import event_of, step_shown
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from publish.clauses import cut
from publish.drawing.layers import Layer, map_layer, scene_of
from publish.drawing.letters import width as width_of
from publish.drawing.press import press
from publish.drawing.size import HEIGHT
from publish.said import Said, kind_of, said
from publish.viewed import Viewed
from routes.language import date, number, phrase, state_names
from routes.model.borders import UN
from routes.sentences.trend import share_of, ways_of
from routes.verdict.tests import TESTS

ASIDE: Final = 680, HEIGHT
"""Pixels of the map beside the words."""
LARGER: Final = 1.9
"""How much larger the map is drawn than on a page: a chat shows a third of the picture's pixels."""
ROOMS: Final = ((240, 130), (190, 110), (150, 90), (120, 70), (90, 0), (60, 0))
"""Characters of the first sentence and of what follows; the sheet takes the first that fits."""
KICKERS: Final = (110, 80, 60, 40)
"""Characters of what stands above them, of which the sheet does the same."""
LETTERS: Final = 25
"""Pixels of the letters of the legend."""
SIGN: Final = 56, 32, 32
"""Pixels of the legend: a sign with its gap, the edges on both sides, and the height of a row."""


def card(viewed: Viewed) -> bytes:
    """Draw the card of a view, as PNG.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    with viewed.spoken():
        told = said(viewed)
        words = words_of(viewed.page, told)
        version = store.library().atlas.data_version
        data = {
            "title": told.title,
            "kickers": [cut(words.kicker, most) for most in KICKERS],
            "variants": variants(words),
            "facts": facts(viewed.page, viewed.view),
            "version": phrase("card-version", version=version),
            "notice": phrase("card-unread") if viewed.notices else "",
            **_beside(viewed),
        }
        layers: list[Layer] = []
        if data["kind"] == "map":
            width, height = (round(side / LARGER) for side in ASIDE)
            taken = _room_of([words for _, words in data["legend"]])
            layers.append(map_layer(viewed, width, height, few=True, taken=taken))
        return press("card.typ", data, layers)


@dataclass(frozen=True)
class Words:
    """What a card says; in each text `**` encloses what should be bold.

    Attributes
    ----------
    kicker
        What stands above, small.
    first
        What is read first.
    second
        What follows it, smaller; "" for nothing.
    """

    kicker: str
    first: str
    second: str


def words_of(page: Page, told: Said) -> Words:
    """Choose what a card says first of what its page says.

    Parameters
    ----------
    page
        Name of the page.
    told
        What it says.
    """
    if page in {"Timeline", "Sources"}:
        # The title says more than the sentence, which a number or the map beside it repeats.
        return Words(phrase(f"card-page-{page}"), told.title, " ".join(told.marked[-1:]))
    return Words(told.title, told.marked[0], " ".join(told.marked[1:]))


def _room_of(legend: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Return the box of the map, in its own pixels, that the legend covers; none for no legend."""
    if not legend:
        return []
    sign, edges, row = SIGN
    wide = sign + edges + max(width_of(words, LETTERS) for words in legend)
    high = edges + row * len(legend)
    right, bottom = (side / LARGER for side in ASIDE)
    return [(right - wide / LARGER, bottom - high / LARGER, right, bottom)]


def variants(words: Words) -> list[dict[str, Any]]:
    """Return what a card says, from the longest that may be set to the shortest.

    Parameters
    ----------
    words
        What it says.
    """
    return [
        {
            "first": _pieces(cut(words.first, most)),
            "second": _pieces(cut(words.second, rest)) if words.second and rest else [],
        }
        for most, rest in ROOMS
    ]


def _pieces(text: str) -> list[tuple[str, bool]]:
    return [(one.text, one.bold) for one in spans(text)]


def facts(page: Page, view: View) -> str:
    """Format what a card is about: which states to avoid, when, and by which borders.

    Parameters
    ----------
    page
        Name of the page.
    view
        What it shows.
    """
    if page in {"Sources", "Method"}:
        return phrase("about-line")
    names = state_names(_shown(page, view).avoid, store.library().atlas.state_names)
    told = phrase("card-facts", avoid=names, when=_when(page, view))
    return told if view.borders == UN else phrase("card-control", facts=told)


def _shown(page: Page, view: View) -> View:
    """Return the view that a page's map shows: a step of the story has its own."""
    return step_shown(view, store.library()) if page == "Story" else view


def _when(page: Page, view: View) -> str:
    if page == "Timeline":
        return date(event_of(view, store.library())[0].date)
    if view.as_article:
        return phrase("said-article")
    if page == "Trend":
        years = years_shown(view.as_article)
        return phrase("trend-span", low=str(years[0]), high=str(years[-1]))
    return str(view.year)


def _beside(viewed: Viewed) -> dict[str, Any]:
    """Return what stands beside the words: a map, bars by year, or numbers."""
    view = _shown(viewed.page, viewed.view)
    names = state_names(view.avoid, store.library().atlas.state_names)
    kind = kind_of(viewed.page)
    if kind == "map":
        legend = [
            ("inside", phrase("frame-inside", avoid=names)),
            ("outside", phrase("frame-outside", avoid=names)),
        ]
        closed = ("closed", phrase("map-script-closed"))
        struck = scene_of(viewed).drawing.closed
        shown = legend if view.avoid else []
        return {"kind": kind, "legend": [*shown, closed] if struck else shown}
    if kind == "bars":
        return {"kind": kind, "bars": _bars(view)}
    counts = _counts() if viewed.page == "Method" else _totals()
    return {"kind": kind, "numbers": counts}


def _bars(view: View) -> dict[str, Any]:
    avoid = frozenset(view.avoid)
    names = state_names(avoid, store.library().atlas.state_names)
    told, missing = told_of(avoid, view.as_article)
    most = max((one.ways[1] for one in told), default=1)
    rows = [
        {
            "year": str(one.year),
            "known": True,
            "low": one.touched[0] if avoid else one.ways[0] / most,
            "high": one.touched[1] if avoid else one.ways[1] / most,
            "words": share_of(one.touched) if avoid else ways_of(one.ways),
        }
        for one in told
    ]
    rows += [
        {"year": str(year), "known": False, "words": phrase("card-not-known")} for year in missing
    ]
    return {
        "title": phrase("trend-heading", chart="share" if avoid else "numbers", avoid=names),
        "least": "inside" if avoid else "outside",
        "range": "inside-gone" if avoid else "outside-maybe",
        "rows": sorted(rows, key=lambda row: str(row["year"])),
    }


def _counts() -> Sequence[tuple[str, str]]:
    """Count what the method is applied to."""
    lib = store.library()
    counts = {
        "corridors": len(lib.atlas.corridors),
        "legs": len(lib.atlas.legs),
        "places": len(lib.atlas.places),
        "tests": len(TESTS),
    }
    return [(number(n), phrase(f"card-count-{what}", n=n)) for what, n in counts.items()]


def _totals() -> Sequence[tuple[str, str]]:
    """Count what everything rests on."""
    counts = totals(store.library().tables)
    return [
        (number(n), phrase(f"card-count-{what}", n=n))
        for what, n in counts.items()
        if what != "unsourced"
    ]
