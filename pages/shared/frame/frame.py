"""Draw what is round every page: style, menu, year, copied link, notices, footer."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shared import store
from pages.shared.frame.component import Component
from pages.shared.frame.copy import copy_link
from pages.shared.library import Library
from pages.shared.store import library
from pages.shared.view import guard, session
from pages.shared.view.link import query_of
from pages.shared.view.model import View, key_of
from pages.shared.view.parameter import PAGES as NAMES
from pages.shared.view.widgets import ARTICLE
from routes.language import avoided
from routes.model.atlas import Atlas
from routes.model.errors import MultivectorError
from routes.model.terms import YEARS

guard.install()

ICON = "app/static/favicon.png"
"""A static file: an icon that Streamlit keeps lives in one process, and a replica has none."""
YEAR_WORDS = {ARTICLE: "As the article saw it"}
PAGES: dict[str, str] = {name: f"pages/{name}.py" if name != "Map" else "app.py" for name in NAMES}
"""Pages by name, in the order of the menu, with the script of each."""

NAV = Component("nav", lambda: "The menu could not be loaded: reload the page.")
A_DAY = 86_400

HIDDEN = (
    ".st-key-panel, .st-key-side, .st-key-presets, .st-key-card, .st-key-events, .st-key-chart, "
    ".st-key-steps, .st-key-find_row, .mv-event > :not(h2, .mv-when), .mv-step > :not(h1), "
    ".mv-method, [class*='st-key-cite_'], [data-testid='stCaptionContainer']"
)
EMBEDDED = (
    f":is({HIDDEN}) {{ display: none; }}"
    ":is(.st-key-page, .st-key-closure) { grid-template: 'lead' auto / minmax(0, 1fr) !important; }"
    ":is(.st-key-story, .st-key-timeline) { display: block !important; }"
    "[data-testid='stMainBlockContainer'] { padding: .5rem .8rem .3rem !important; }"
    ".st-key-lead { gap: .4rem; } .mv-sentence { font-size: 1.05rem; }"
)
"""An embedded page shows its map and its verdict alone."""


UNSERVED = (
    "This server does not serve the files of static/, so there are no switches and no map. Start "
    "it in the folder of the repository, so that .streamlit/config.toml is read."
)


def begin(title: str) -> Library:
    """Set the page up and read the data, or say which file is at fault and stop."""
    st.set_page_config(page_title=f"{title} · Multivector", page_icon=ICON, layout="wide")
    try:
        store.refresh()
        # In the page itself: Firefox fetches no sheet that a page inserted names, and a sheet
        # that is fetched comes after the first picture. The browser keeps it by its hash.
        st.html(f"<style>{store.sheets()}{EMBEDDED if st.context.is_embedded else ''}</style>")
        read = library()
    except MultivectorError as fault:
        st.html(
            '<div class="mv-fault" role="alert"><h1>The data cannot be read</h1>'
            f"<p>{escape(str(fault))}</p></div>"
        )
        st.stop()
    if not st.get_option("server.enableStaticServing"):
        st.html(f'<p class="mv-notice" role="alert">{UNSERVED}</p>')
    _stay_in_touch()
    return read


@st.fragment(run_every=A_DAY)
def _stay_in_touch() -> None:
    """Have the browser ask for the page when it meets a server that never drew it.

    After a connection was lost the front end runs the page again if something on it is to be
    run from time to time. Otherwise a page of a server that is gone stays as it is, and the
    reader's next action is lost.
    """


def header(view: View, page: str) -> None:
    """Draw the name and the menu (the view travels along), the year and the copied link."""
    if st.context.is_embedded:
        return
    with st.container(horizontal=True, key="top", vertical_alignment="center"):
        pages = [{"name": name, "path": "" if name == "Map" else name} for name in PAGES]
        with st.container(key="menu", width="stretch"):
            NAV.draw(
                "nav", {"brand": "Multivector", "label": "Pages", "pages": pages, "current": page}
            )
        st.selectbox(
            "Year of the figures",
            [ARTICLE, *YEARS],
            key=key_of("year"),
            format_func=lambda year: YEAR_WORDS.get(year, str(year)),
            label_visibility="collapsed",
            width=210,
        )
        copy_link(view)


def notices() -> None:
    """Name what could not be read of the link, and what changed since; as text, never as markup."""
    found = session.notices() + library().changed(session.shown(), session.made_with())
    if found:
        items = "".join(f"<li>{escape(text)}</li>" for text in found)
        st.html(f'<div role="status"><ul class="mv-notice">{items}</ul></div>')


def bold(text: str) -> str:
    """Turn the `**` of an escaped sentence into bold."""
    for tag in ("<b>", "</b>") * (text.count("**") // 2):
        text = text.replace("**", tag, 1)
    return text


def sides(view: View, atlas: Atlas) -> dict[str, str]:
    """Word the two sides of the map's colours for the states to avoid."""
    if not view.avoid:
        return {}
    named = avoided(view.avoid, atlas.state_names)
    return {"inside": f"inside {named}", "outside": f"outside {named}"}


def later_note(view: View) -> None:
    """Say what a page computes with that the article could not know."""
    if view.as_article:
        st.html(
            '<p class="mv-dim">As the article saw it: status is that of July 2022. Owners, and '
            "figures of the year 2022, which were published later, are used all the same and "
            "carry †.</p>"
        )


def footer(data_version: str) -> None:
    """Draw the data version and where things come from, and write the address; call it last."""
    if st.context.is_embedded:
        query = escape(query_of(session.shown()), quote=True)
        st.html(
            f'<footer class="mv-embedded"><a href="?{query}" target="_blank">Multivector</a>: own '
            f"data CC BY 4.0, version {escape(data_version)}; land and borders Natural Earth, "
            "public domain</footer>"
        )
    else:
        st.html(
            '<footer class="mv-footer">Data version <b>'
            f"{escape(data_version)}</b>. Land and borders: Natural Earth 1:10m, public domain. "
            "Town centres: GeoNames, CC BY 4.0. Quotes: Stephen Blank, TRENDS Research &amp; "
            "Advisory, 2022; † marks what was stated or done later. Own data: CC BY 4.0. "
            "Crimea is shown as part of Ukraine, Abkhazia and "
            "South Ossetia as part of Georgia.</footer>"
        )
    session.publish()
