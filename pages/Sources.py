"""The sources page: the article's passages, every source, figures, rivals, events, gaps."""

import streamlit as st

from pages.shared.cards.article import article_html
from pages.shared.cards.found import events_html, figures_html
from pages.shared.cards.rivals import label, rivals_html, unsourced_html
from pages.shared.cards.search import search
from pages.shared.cards.sources import endnotes_html, found_html, sources_html, totals_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.frame.paper import paper_only
from pages.shared.view import session
from pages.shared.view.model import FIND_AT_MOST, key_of
from routes.evidence.subjects import labels
from routes.language import number, phrase

AT_ONCE = 40  # sources or figures shown before the reader asks for all
IN_A_FRAME = 5  # of them in the frame of another page


def show_all() -> None:
    """Show everything found; for the button."""
    st.session_state["sources_all"] = True


lib = frame.begin("Sources")
tables, states = lib.tables, lib.atlas.state_names

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Sources"))
if session.fresh() and "focus" not in st.query_params:
    # An address that names no corridor means all of them here: only the map needs one.
    view = view.replaced(focus="")
session.keep(view)

# Ask the engine.
subjects, found = labels(tables), search(view)
counts = found.counts


def tab_label(name: str) -> str:
    """Format the name of a list with how much was found in it.

    Parameters
    ----------
    name
        Id of the list.
    """
    return phrase("page-sources-tab", tab=phrase(f"page-sources-tab-{name}"), n=counts[name][0])


def all_of(shown: int, of: int) -> None:
    """Draw the button that shows the rest of a long list.

    Parameters
    ----------
    shown, of
        How many are shown, and how many were found.
    """
    if shown < of:
        every = phrase("page-sources-show-all", n=number(of))
        st.button(every, on_click=show_all)
        paper_only(phrase("page-sources-on-paper", n=shown, more=of - shown, button=every))


# Draw.
frame.header(view, "Sources")
frame.notices()
with st.container(key="sources"):
    st.html(totals_html(tables))
    with st.container(horizontal=True, key="find_row"):
        st.text_input(
            phrase("page-sources-search"),
            key="find",
            max_chars=FIND_AT_MOST,
            placeholder=phrase("page-sources-search.empty"),
        )
        st.selectbox(
            phrase("page-sources-corridor"),
            lib.known.corridors,
            key="focus",
            placeholder=phrase("page-sources-corridor.empty"),
            format_func=lambda c: lib.atlas.corridors[c].name,
        )
    session.refill("tab")
    st.radio(
        phrase("page-sources-list"),
        list(counts),
        key=key_of("tab"),
        format_func=tab_label,
        horizontal=True,
        label_visibility="collapsed",
    )
    everything = bool(st.session_state.get("sources_all"))
    at_once = IN_A_FRAME if st.context.is_embedded else AT_ONCE
    st.html(found_html(*counts[view.tab], view.tab, found.corridor))
    if view.tab == "sources":
        every = found.exact or found.sources
        shown = every if found.exact or everything else every[:at_once]
        st.html(sources_html(shown, view, len(every) == 1, found.about))
        all_of(len(shown), len(every))
    elif view.tab == "article":
        st.html(article_html(found.passages, tables, lib.names, view, bool(found.alone)))
    elif view.tab == "figures":
        few = found.figures if everything else found.figures[:at_once]
        st.html(figures_html(few, tables, states))
        all_of(len(few), len(found.figures))
    elif view.tab == "rivals":
        st.html(
            rivals_html(
                tuple(one.key for one in found.rivals), view.as_article, len(found.rivals) == 1
            )
        )
        one = st.selectbox(
            phrase("page-sources-cite"),
            found.rivals,
            index=None,
            key="cite_set",
            format_func=lambda s: label(s, subjects, lib.cargo),
            placeholder=phrase("page-sources-cite.empty"),
        )
        if one:
            rows = [value.figure for value in one.values]
            citing.draw(
                f"set_{one.key}",
                label(one, subjects, lib.cargo),
                lambda: citing.figures(lib, view, rows),
                ("shown", "figures"),
            )
    elif view.tab == "events":
        st.html(events_html(found.events, tables, lib.names, view))
    elif view.tab == "endnotes":
        st.html(endnotes_html(found.endnotes, len(tables.quotes)))
    else:
        st.html(unsourced_html(found.unsourced, tables, states))
frame.footer(lib.atlas.data_version)
