"""Offer citations to copy.

On any page:

    cite.draw("event-x", row.title, lambda: [cite.event(lib, view, row)], ("event", "quotes"))

`key` names the place on the page and must differ between two of them. The third argument is
called only once the reader has opened it, so that a closed one costs a button and no more: it
returns citations of routes/evidence/citation.py, or of the functions here. Beside it stands the
control that takes the card's tables away (frame/take.py). `permalink(view, page)`
gives the permalink and the data version they need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.cards.citations import Citations
from pages.shared.frame.take import take_card
from pages.shared.library import Library
from pages.shared.view import session
from pages.shared.view.drawn import drawn_borders
from pages.shared.view.model import View
from pages.shared.view.parameter import PAGES, Page
from routes.evidence import citation
from routes.evidence.citation import ARTICLE_ID, Citation, Permalink
from routes.evidence.subjects import labels
from routes.language import km, phrase, states
from routes.model.borders import UN
from routes.model.rows import Event, Figure, Gate, Source
from routes.model.terms import UNSOURCED
from routes.network.journeys import Journey, via

FORMS = {"plain": None, "bibtex": "latex", "csl": "json"}
"""Forms of a citation, each with the language by which its text is coloured."""

Works = Callable[[], Sequence[Citation]]


@st.fragment
def draw(key: str, name: str, works: Works, tables: Sequence[str]) -> None:
    """Draw a button that opens the citations; a rerun of its own, the page is not drawn again.

    Parameters
    ----------
    key
        Name of the place on the page.
    name
        Name of what can be cited and taken away there.
    works
        Returns what can be cited there.
    tables
        Names of the tables that can be taken away there.
    """
    session.speak()
    with st.container(key=f"cite_{key}"):
        with st.container(horizontal=True, key=f"cite_row_{key}", vertical_alignment="center"):
            opened = st.toggle(phrase("frame-cite"), key=f"cite_open_{key}")
            take_card(key, name, tables)
        if not opened:
            return
        made = works()
        what = st.selectbox(
            phrase("frame-cite-what"),
            range(len(made)),
            format_func=lambda n: made[n].label,
            key=f"cite_what_{key}",
        )
        chosen = st.radio(
            phrase("frame-cite-form"),
            list(FORMS),
            format_func=lambda form: phrase(f"frame-cite-form-{form}"),
            horizontal=True,
            key=f"cite_form_{key}",
        )
        form = chosen or "plain"
        st.code(getattr(made[what or 0], form), language=FORMS[form], wrap_lines=True)


def permalink(view: View, page: Page = "Map") -> Permalink:
    """Return the permalink of a view on a page, and the data version.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    """
    version = store.library().known.data_version
    parts = urlsplit(st.context.url or "")
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    base = folder if last in PAGES else parts.path.rstrip("/")
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    path = "" if page == "Map" else page
    query = session.query_of(view, version)
    return Permalink(f"{origin}{base}/{path}?{query}", version)


def forms_of(view: View, page: Page) -> dict[str, Any]:
    """Return the citation of a view in each form, and the link that stands in it, JSON-ready.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    """
    names = store.library().atlas.state_names
    avoid = states(view.avoid, names) if view.avoid else phrase("take-none")
    seen = permalink(view, page)
    title = phrase("frame-title", page=phrase(f"frame-page-{page}"))
    one = citation.view(title, phrase("take-cited", avoid=avoid, year=view.year), seen)
    forms = [
        {"label": phrase(f"frame-cite-form-{form}"), "citation": getattr(one, form)}
        for form in FORMS
    ]
    return {"link": seen.link, "forms": forms}


def corridor(lib: Library, view: View) -> list[Citation]:
    """Cite the corridor in focus: itself, its verdict, and the passages about it.

    Parameters
    ----------
    lib
        What was read.
    view
        The view; its focus is the corridor.
    """
    one, seen, avoid = lib.atlas.corridors[view.focus], permalink(view), frozenset(view.avoid)
    judged = store.judged_all(avoid)[view.focus]
    length = km(judged.length_km)
    found = [citation.corridor(view.focus, one.name, one.path, length, seen)]
    if avoid:
        mark = badge(judged, lib.atlas.status(view.focus), avoid, lib.atlas.state_names)
        named = states(avoid, lib.atlas.state_names)
        found.append(citation.verdict(view.focus, one.name, named, _by_lines(mark.text), seen))
    about = {view.focus, *one.leg_ids}
    notes, article = Citations(lib.tables), _sources(lib)[ARTICLE_ID]
    return found + [
        citation.quote(quote, notes.endnote(quote.endnote), article, seen)
        for quote in lib.tables.quotes
        if about & set(quote.subject_ids.split("|"))
    ]


def _by_lines(verdict: str) -> str:
    """Return a verdict with the borders that it is by, unless they are the UN's."""
    return verdict if drawn_borders() == UN else phrase("frame-cite-control", verdict=verdict)


def figures(lib: Library, view: View, rows: Sequence[Figure]) -> list[Citation]:
    """Cite published numbers, each by its source; those without one cannot be cited.

    Parameters
    ----------
    lib
        What was read.
    view
        The view.
    rows
        Published numbers.
    """
    sources = _sources(lib)
    called, seen = labels(lib.tables), permalink(view, "Sources")
    return [
        citation.figure(row, called[row.subject_id], sources[row.source_id], seen, lib.cargo)
        for row in rows
        if row.source_id != UNSOURCED
    ]


def event(lib: Library, view: View, row: Event, page: Page = "Timeline") -> Citation:
    """Cite an event: its source, or the passage of the article that tells it.

    Parameters
    ----------
    lib
        What was read.
    view
        The view.
    row
        The event.
    page
        Page that shows it.
    """
    sources, seen = _sources(lib), permalink(view, page)
    if source := sources.get(row.source_id or ""):
        return citation.event(row, source, seen)
    quote = {one.quote_id: one for one in lib.tables.quotes}[row.quote_id or ""]
    endnote = Citations(lib.tables).endnote(quote.endnote)
    return citation.quote(quote, endnote, sources[ARTICLE_ID], seen)


def journey(lib: Library, view: View, one: Journey, ends: tuple[Gate, Gate]) -> Citation:
    """Cite a journey with its verdict.

    Parameters
    ----------
    lib
        What was read.
    view
        The view.
    one
        The journey.
    ends
        Its origin and its market.
    """
    mark = badge(one.judged, one.status, frozenset(view.avoid), lib.atlas.state_names)
    title = phrase(
        "frame-cite-journey",
        origin=ends[0].name_en,
        market=ends[1].name_en,
        via=via(lib.atlas, one),
        length=km(one.judged.length_km),
        verdict=mark.text,
    )
    return citation.journey(one.code, title, permalink(view, "Journeys"))


def trend(sentence: str, view: View) -> Citation:
    """Cite how the oil left from year to year.

    Parameters
    ----------
    sentence
        What the page says of it; `**` encloses what is bold there.
    view
        The view.
    """
    return citation.trend(sentence.replace("**", "").rstrip("."), permalink(view, "Trend"))


def _sources(lib: Library) -> dict[str, Source]:
    return {row.source_id: row for row in lib.tables.sources}
