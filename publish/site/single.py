"""Write one view as a file that needs no other."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from markupsafe import Markup

from pages.shared import store
from pages.shared.cards.closure import closure_html, range_html
from pages.shared.cards.corridor import corridor_html
from pages.shared.cards.corridors import table_html
from pages.shared.cards.headline import headline_of
from pages.shared.cards.journey import journeys_html
from pages.shared.cards.listed import listed
from pages.shared.view.parameter import PAGES
from publish.drawing.layers import map_layer
from publish.said import said
from publish.site.browser import script, shared_data, static_bytes, style
from publish.site.export import DESK, LEAFLET
from publish.site.leaves import Kind, Leaf, led, step_html
from publish.site.page import GENERATOR, Shell, html, inline
from publish.viewed import PAGE, START, Viewed, read
from routes.model.errors import InputError, NotWrittenError, clipped, nearest_name
from routes.network.balance import nearest_year

KINDS: dict[str, Kind] = {
    "Map": "map",
    "Journeys": "journey",
    "Closure": "closure",
    "Story": "story",
}
"""Pages of which a view can stand alone."""
HEAD = 2000
"""Bytes at the begin of a file in which it says that it was written here."""


def viewed_of(query: str) -> Viewed:
    """Read what is to be written.

    Parameters
    ----------
    query
        What stands behind the ? of a link, with `page` beside it.

    Raises
    ------
    InputError
        If there is no page of that name.
    """
    bare = query.removeprefix("?")
    page = parse_qs(bare).get(PAGE, [START])[-1]
    if page not in PAGES:
        raise InputError(PAGE, clipped(page), nearest_name(page, PAGES))
    return read(page, bare)


def export_view(viewed: Viewed, file: Path) -> int:
    """Write one view as a file; return its bytes.

    Parameters
    ----------
    viewed
        The page and its view.
    file
        Where: a file that is not there, or was written so before.

    Raises
    ------
    InputError
        If the page cannot stand alone, or the file is something else.
    NotWrittenError
        If it cannot be written; then nothing is left of it.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        _check(file)
        content = single(viewed).encode()
        part.write_bytes(content)
        part.replace(file)
    except OSError as fault:
        what = f"cannot be written ({fault.strerror or fault})"
        cure = "make room, correct the rights or give another file; nothing was left half"
        raise NotWrittenError(file.name, None, what, cure) from None
    return len(content)


def _check(file: Path) -> None:
    """Raise an InputError if there is something at a place that was not written here."""
    if file.is_dir():
        raise InputError("file", file.name, "it is a folder; give the name of a new file")
    if not file.exists():
        return
    with file.open("rb") as opened:
        if f'content="{GENERATOR}"'.encode() not in opened.read(HEAD):
            cure = "it was not written by export; give the name of a new file"
            raise InputError("file", file.name, cure)


def single(viewed: Viewed) -> str:
    """Render one view as a page that needs no other file.

    Parameters
    ----------
    viewed
        The page and its view.

    Raises
    ------
    InputError
        If the page cannot stand alone; names those that can.
    """
    with viewed.spoken():
        leaf = leaf_of(viewed)
        leaflet = static_bytes(LEAFLET).decode()
        scripts = f"{leaflet}\n{script(shared_data(viewed.view.as_article))}"
        # what ends a script can stand in it only within a text
        scripts = scripts.replace("</", "<\\/")
        shell = Shell(
            style=Markup(f"<style>{style()}</style>"),  # noqa: S704  files of ours
            scripts=Markup(f"<script>{scripts}</script>"),  # noqa: S704
            icon=inline(static_bytes("favicon.png"), "image/png"),
            picture=inline(map_layer(viewed, *DESK).svg.encode(), "image/svg+xml"),
        )
        return html(leaf, shell)


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
    lead, count = " ".join(told.marked), ""
    if kind == "map":
        headline = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
        lead, count = headline.lead, headline.count
    return Leaf(
        path="view.html",
        kind=kind,
        viewed=viewed,
        label="",
        heading=told.title,
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
        of = listed(view)
        return journeys_html(
            (view.origin, of.ends[1].gate_id),
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
