"""The sources page: every source with what rests on it, rival figures, endnotes, gaps."""

import streamlit as st

from pages.shared import store
from pages.shared.cards.citations import Citations
from pages.shared.cards.rivals import label, matches, rivals_html, unsourced_html
from pages.shared.cards.sources import endnotes_html, found_html, sources_html, totals_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.view import session
from pages.shared.view.model import FIND_AT_MOST
from routes.evidence.sources import cited, weightiest, within
from routes.evidence.subjects import concerned, labels
from routes.language import phrase
from routes.model.terms import UNSOURCED

AT_ONCE = 40  # sources shown before the reader asks for all


def show_all() -> None:
    """Show every source found; for the button."""
    st.session_state["sources_all"] = True


lib = frame.begin("Sources")
tables, states = lib.tables, lib.atlas.state_names

# Read the view.
view = session.open_view(lib.known, "Sources")
if session.fresh() and "focus" not in st.query_params:
    # An address that names no corridor means all of them here: only the map needs one.
    view = view.replaced(focus="")
session.keep(view)
text = view.find

# Ask the engine.
subjects, cite = labels(tables), Citations(tables)
about = concerned(tables, view.focus)
found = weightiest(
    [
        basis
        for basis in store.source_bases()
        if basis.source.source_id != UNSOURCED
        and (not about or basis.only(about).rests)
        and (not text or basis.holds(text))
    ],
    about,
)
exact = [basis for basis in found if basis.source.source_id == text]
sets = [
    one
    for one in store.rivals()
    if (not about or one.subject_id in about) and matches(one, text, subjects, cite, lib.cargo)
]
notes = [
    (note, quotes)
    for note, quotes in cited(tables)
    if (not about or any(about & set(q.subject_ids.split("|")) for q in quotes))
    and within(text, note.number, note.reference, note.resolved or "", *(q.text for q in quotes))
]
gaps = [
    row
    for row in tables.figures
    if row.source_id == UNSOURCED
    and (not about or row.subject_id in about)
    and within(text, subjects[row.subject_id], row.quantity, row.note or "")
]
corridor = lib.atlas.corridors[view.focus].name if view.focus else ""

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
    names = ("sources", "rivals", "endnotes", "unsourced")
    tabs = st.tabs([phrase(f"page-sources-tab-{name}") for name in names])
    with tabs[0]:
        shown = exact or (found if st.session_state.get("sources_all") else found[:AT_ONCE])
        st.html(found_html(len(found), len(tables.sources) - 1, "sources", corridor))
        st.html(sources_html(shown, view, bool(exact) or len(found) == 1, about))
        if len(shown) < len(found) and not exact:
            st.button(phrase("page-sources-show-all", n=len(found)), on_click=show_all)
    with tabs[1]:
        st.html(found_html(len(sets), len(store.rivals()), "rivals", corridor))
        st.html(rivals_html(tuple(one.key for one in sets), view.as_article, len(sets) == 1))
        one = st.selectbox(
            phrase("page-sources-cite"),
            sets,
            index=None,
            key="cite_set",
            format_func=lambda s: label(s, subjects, lib.cargo),
            placeholder=phrase("page-sources-cite.empty"),
        )
        if one:
            rows = [value.figure for value in one.values]
            citing.draw(f"set_{one.key}", lambda: citing.figures(lib, view, rows))
    with tabs[2]:
        st.html(found_html(len(notes), len(tables.endnotes), "endnotes", corridor))
        st.html(endnotes_html(notes))
    with tabs[3]:
        st.html(unsourced_html(gaps, tables, states))
frame.footer(lib.atlas.data_version)
