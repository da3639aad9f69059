"""Draw what is round every page: style, menu, year, copied link, notices, footer."""

from __future__ import annotations

from html import escape

import streamlit as st
from markupsafe import Markup

from pages.shared import store
from pages.shared.cards.citations import Citations
from pages.shared.cards.sentence import bold
from pages.shared.frame import embedded
from pages.shared.frame.cite import forms_of
from pages.shared.frame.component import Component
from pages.shared.frame.copy import copy_link
from pages.shared.frame.paper import paper
from pages.shared.frame.take import take_away
from pages.shared.library import Library
from pages.shared.store import library
from pages.shared.view import guard, session
from pages.shared.view.drawn import by_borders, drawn_borders, use_borders
from pages.shared.view.model import View, key_of
from pages.shared.view.parameter import PAGES as NAMES
from pages.shared.view.parameter import Page
from pages.shared.view.widgets import ARTICLE
from routes.evidence.citation import ARTICLE_ID
from routes.language import date, listed, number, phrase, phrase_parts
from routes.model.atlas import Atlas
from routes.model.borders import DE_FACTO, UN
from routes.model.errors import MultivectorError
from routes.model.terms import YEARS

guard.install()

ICON = "app/static/favicon.png"
"""A static file: an icon that Streamlit keeps lives in one process, and a replica has none."""
PAGES: dict[str, str] = {name: f"pages/{name}.py" if name != "Map" else "app.py" for name in NAMES}
"""Pages by name, in the order of the menu, with the script of each."""

NAV = Component("nav", lambda: phrase("frame-no-menu"))
A_DAY = 86_400


def begin(page: Page) -> Library:
    """Set a page up and return the data; where they cannot be read, name the file and stop.

    Parameters
    ----------
    page
        Name of the page.
    """
    session.speak()
    title = phrase("frame-title", page=page_name(page))
    st.set_page_config(page_title=title, page_icon=ICON, layout="wide")
    try:
        store.refresh()
        # In the page itself: Firefox fetches no sheet that a page inserted names, and a sheet
        # that is fetched comes after the first picture. The browser keeps it by its hash.
        st.html(f"<style>{store.sheets()}{embedded.sheet()}</style>")
        # The view is not opened yet, and what it may name is the same by all borders.
        use_borders(UN)
        read = library()
    except MultivectorError as fault:
        st.html(
            f'<div class="mv-fault" role="alert"><h1>{escape(phrase("frame-no-data"))}</h1>'
            f"<p>{escape(str(fault))}</p></div>"
        )
        st.stop()
    if not st.get_option("server.enableStaticServing"):
        st.html(f'<p class="mv-notice" role="alert">{escape(phrase("frame-no-static"))}</p>')
    _stay_in_touch()
    return read


def opened(view: View) -> tuple[View, Library]:
    """Return the view and the data by the borders that it asks for.

    Call it when the view is settled. Where these data cannot be read, the page says so and is drawn
    by the UN's borders.

    Parameters
    ----------
    view
        The view of this run.
    """
    use_borders(view.borders)
    try:
        return view, library()
    except MultivectorError as fault:
        if view.borders == UN:
            raise
        session.notice(phrase("frame-no-borders", fault=str(fault)))
        use_borders(UN)
        return view.replaced(borders=UN), library()


@st.fragment(run_every=A_DAY)
def _stay_in_touch() -> None:
    """Have the browser ask for the page when it meets a server that never drew it.

    After a connection was lost the front end runs the page again if something on it is to be
    run from time to time. Otherwise a page of a server that is gone stays as it is, and the
    reader's next action is lost.
    """


def page_name(page: str) -> str:
    """Return the name of a page in the reader's language.

    Parameters
    ----------
    page
        Its name in the address.
    """
    return phrase(f"frame-page-{page}")


def header(view: View, page: Page) -> None:
    """Draw the name and the menu (the view travels along), the year and the copied link.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    """
    if st.context.is_embedded:
        st.html(embedded.caption_html(page_name(page), embedded.whole(view, page)))
        return
    with st.container(key="masthead"):
        _bar(view, page)
        if page != "Map":
            # The first page says it in full, above its sentence.
            st.html(f'<p class="mv-what">{escape(phrase("about-line"))}</p>')


def _bar(view: View, page: Page) -> None:
    with st.container(horizontal=True, key="top", vertical_alignment="center"):
        menu = {
            "brand": "Multivector",
            "label": phrase("frame-menu"),
            "pages": [
                {"name": page_name(name), "path": "" if name == "Map" else name} for name in PAGES
            ],
            "current": page_name(page),
        }
        with st.container(key="menu", width="stretch"):
            NAV.draw("nav", menu)
        if page != "Map":
            # The map has a slider, which plays.
            st.selectbox(
                phrase("frame-year"),
                [ARTICLE, *YEARS],
                key=key_of("year"),
                format_func=lambda year: (
                    phrase("frame-year-article") if year == ARTICLE else str(year)
                ),
                label_visibility="collapsed",
                width=210,
            )
        copy_link(view, page)
        take_away(view, page, forms_of(view, page))


def notices() -> None:
    """Draw what could not be read of the link, and what changed since; as text, never as markup."""
    found = session.notices() + library().changed(session.shown(), session.made_with())
    if found:
        items = "".join(f"<li>{escape(text)}</li>" for text in found)
        st.html(f'<div role="status"><ul class="mv-notice">{items}</ul></div>')
    borders_note()


def both_atlases() -> tuple[Atlas, Atlas] | None:
    """Return what was built by the UN's borders and by the lines of control.

    Where the second cannot be read, the page says so and None is returned.
    """
    with by_borders(UN):
        un = library().atlas
    try:
        with by_borders(DE_FACTO):
            return un, library().atlas
    except MultivectorError as fault:
        session.notice(phrase("frame-no-borders", fault=str(fault)))
        return None


def borders_note() -> None:
    """Draw by which borders the page is drawn, unless they are the UN's."""
    if drawn_borders() == UN:
        return
    areas = library().atlas.areas.values()
    text = phrase("frame-borders", areas=listed(area.name for area in areas))
    st.html(f'<p class="mv-borders">{escape(text)}</p>')


def later_note(view: View) -> None:
    """Draw what a page computes with that the article could not know.

    Parameters
    ----------
    view
        The view; nothing is drawn unless it is as the article saw it.
    """
    if view.as_article:
        st.html(f'<p class="mv-dim">{escape(phrase("frame-later"))}</p>')


def _article_link() -> Markup:
    """Return a link to the article."""
    source = Citations(library().tables).source(ARTICLE_ID)
    url = escape(source.url, quote=True)
    whole = f'<a href="{url}" target="_blank" rel="noopener noreferrer">{escape(source.title)}</a>'
    return Markup(whole)  # noqa: S704  escaped


def footer(data_version: str) -> None:
    """Draw data version, how far the tables go and where things come from; write the address.

    Call it last.

    Parameters
    ----------
    data_version
        Version of the data.
    """
    if st.context.is_embedded:
        embedded.source(data_version)
    else:
        far = library().coverage
        known = phrase(
            "frame-coverage",
            version=data_version,
            last=date(far.last_event),
            excerpts=number(far.excerpts),
            sources=number(far.sources),
            general=number(far.general),
            places=number(far.places),
        )
        shown = phrase(f"frame-shown-{drawn_borders()}")
        parts = phrase_parts("frame-footer", article=_article_link(), shown=Markup.escape(shown))
        text = Markup("").join(parts)
        st.html(f'<footer class="mv-footer"><p>{bold(escape(known))}</p><p>{text}</p></footer>')
    paper()
    session.publish()
