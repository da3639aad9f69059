"""Offer what a view hands over: data, pictures, print, citations, an embedded page; one control.

The header has it beside *Copy link*, and every card beside *Cite this* (frame/cite.py). The panel
is drawn in the browser (`static/take.js`); what answers is `publish/web`, which server.py serves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from pages.shared.frame import doors
from pages.shared.frame.component import Component
from pages.shared.frame.copy import drawn
from pages.shared.store import served
from pages.shared.view.model import View
from pages.shared.view.parameter import PAGES, Page
from routes.language import phrase

TAKE = Component("take", lambda: phrase("take-failed"))

TABLES: Final[Mapping[Page, tuple[str, ...]]] = {
    "Map": ("shown", "tests", "ground", "owners", "lengths", "figures", "quotes", "about"),
    "Journeys": ("shown", "tests", "ground", "owners", "services", "figures", "quotes", "about"),
    "Closure": ("shown", "answer", "figures", "quotes", "about"),
    "Trend": ("shown", "ways", "figures", "quotes", "about"),
    "Timeline": ("shown", "event", "figures", "quotes", "about"),
    "Story": ("shown", "figures", "quotes", "about"),
    "Sources": ("shown", "figures", "quotes", "about"),
    "Method": ("shown", "lengths", "figures", "quotes", "about"),
}
"""Tables of each page, in the order of their sheets: those that `publish/take` lays out."""
MAPPED: Final[tuple[Page, ...]] = ("Map", "Journeys", "Closure", "Timeline", "Story")
"""Pages with a map, of which lines and places can be taken."""
PICTURES: Final[Mapping[Page, tuple[str, ...]]] = {
    "Map": ("map", "ribbon", "table", "page"),
    "Journeys": ("map", "ribbon", "table", "page"),
    "Closure": ("map", "chart", "table", "page"),
    "Trend": ("chart", "table", "page"),
    "Timeline": ("map", "page"),
    "Story": ("map", "table", "page"),
    "Sources": ("page",),
    "Method": ("page",),
}
"""What of each page there is a picture of: those that `publish/drawing` draws."""
SHAPES: Final = (("SVG", "svg", 1), ("PNG", "png", 1), ("PNG 2×", "png", 2), ("PDF", "pdf", 1))
"""Name, ending and scale of the files of a picture."""
WIDTH: Final = 132
"""Pixels of the button in the header; a sheet narrows it on a phone."""


def take_away(view: View, page: Page, cited: Mapping[str, Any]) -> None:
    """Draw the control of a page, for all that it shows.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    cited
        Citation of the view in each form, as `cite.forms_of` returns it.
    """
    with st.container(key="take", width=WIDTH):
        TAKE.draw(
            "take_away",
            {
                **drawn(view, page),
                "id": "page",
                "title": phrase("frame-title", page=phrase(f"frame-page-{page}")),
                "page": page,
                "pages": [name for name in PAGES if name != "Map"],
                "open": doors.are_open(),
                "tables": tables(TABLES[page]),
                "features": page in MAPPED,
                "pictures": pictures(view, page),
                "cite": cited,
                "texts": _texts(),
            },
        )


def take_card(key: str, name: str, names: Sequence[str]) -> None:
    """Draw the control of a card; the rest it has from that of the page.

    Parameters
    ----------
    key
        Name of the place on the page.
    name
        Name of what the card is about.
    names
        Names of its tables, some of the page's.
    """
    TAKE.draw(
        f"take_{key}",
        {
            "id": key,
            "name": phrase("take-card", name=name),
            "tables": tables(names),
            "link": served("link.js"),
            "texts": {"take": phrase("take-away")},
        },
    )


def pictures(view: View, page: Page) -> list[dict[str, Any]]:
    """List what of a page there is a picture of, with the forms of its files.

    Parameters
    ----------
    view
        The view: the map has a ribbon of the corridor in focus alone.
    page
        Name of the page.
    """
    shapes = [{"shape": shape, "form": form, "scale": scale} for shape, form, scale in SHAPES]
    return [
        {"part": part, "label": phrase(f"take-part-{part}"), "forms": shapes}
        for part in PICTURES[page]
        if part != "ribbon" or page != "Map" or view.focus
    ]


def tables(names: Sequence[str]) -> list[dict[str, str]]:
    """List tables with their names in the reader's language.

    Parameters
    ----------
    names
        Their names in an address.
    """
    return [{"id": name, "label": phrase(f"take-table-{name}")} for name in names]


def _texts() -> dict[str, str]:
    return {
        "take": phrase("take-away"),
        "close": phrase("take-close"),
        "closed": phrase("take-closed"),
        "data": phrase("take-data"),
        "tables": phrase("take-tables"),
        "features": phrase("take-features"),
        "picture": phrase("take-picture"),
        "print": phrase("take-print"),
        "printPage": phrase("take-print-page"),
        "cite": phrase("take-cite"),
        "form": phrase("frame-cite-form"),
        "copyText": phrase("take-copy-text"),
        "embed": phrase("take-embed"),
        "width": phrase("take-width"),
        "height": phrase("take-height"),
        "snippet": phrase("take-snippet"),
        "copySnippet": phrase("take-copy-snippet"),
        "preview": phrase("take-preview"),
        "copied": phrase("take-copied"),
        "byHand": phrase("take-by-hand"),
    }
