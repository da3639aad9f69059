"""Tell what stands on one view that is written as a file of its own."""

from __future__ import annotations

from pages.shared import store
from pages.shared.cards.closure import closure_html, range_html
from pages.shared.cards.corridor import corridor_html
from pages.shared.cards.corridors import table_html
from pages.shared.cards.headline import headline_of
from pages.shared.cards.journey import journeys_html
from pages.shared.listed import listed, market_of
from pages.shared.view.parameter import PAGES
from publish.said import said
from publish.site.leaves import Kind, Leaf, led, step_html
from publish.viewed import Viewed
from routes.language import phrase
from routes.model.errors import InputError
from routes.network.balance import nearest_year

KINDS: dict[str, Kind] = {
    "Map": "map",
    "Journeys": "journey",
    "Closure": "closure",
    "Story": "story",
}
"""Pages of which a view can stand alone."""


def leaf_of(viewed: Viewed) -> Leaf:
    """Return the page of one view.

    Parameters
    ----------
    viewed
        The page and its view.

    Raises
    ------
    InputError
        If the page cannot stand alone; names those that can.
    """
    kind = KINDS.get(viewed.page)
    if kind is None:
        can = ", ".join(page for page in PAGES if page in KINDS)
        raise InputError("page", viewed.page, f"one file holds a view of: {can}")
    view = viewed.view
    told = said(viewed)
    lead, count = told.sentence, ""
    if kind == "map":
        headline = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
        lead, count = headline.lead, headline.count
    return Leaf(
        path="view.html",
        kind=kind,
        viewed=viewed,
        label="",
        heading=phrase(f"frame-page-{viewed.page}"),
        lead=lead,
        count=count,
        cards=led(_cards(viewed), None),
    )


def _cards(viewed: Viewed) -> str:
    view, lib = viewed.view, store.library()
    avoid = frozenset(view.avoid)
    if viewed.page == "Story":
        return step_html(view)
    if viewed.page == "Closure":
        year = nearest_year(lib.balances, view.year)
        ranges = range_html(year, view.closed, view.as_article) if view.closed else ""
        return ranges + closure_html(year, view.closed, view.case, view.as_article)
    if viewed.page == "Journeys":
        view = view.replaced(market=market_of(lib.tables, view))
        of = listed(view)
        return journeys_html(
            (view.origin, view.market),
            avoid,
            view.year,
            view.as_article,
            tuple(one.code for one in of.shown),
            tuple(one.code for one in of.chosen),
            view.closed,
        )
    table = table_html(view.routes, avoid, view.year, view.as_article)
    card = corridor_html(view.focus, avoid, view.year, view.as_article) if view.focus else ""
    return table + card
