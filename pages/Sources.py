"""The sources page: every source with what rests on it, rival figures, endnotes, gaps."""

import streamlit as st

from pages.shared import store
from pages.shared.cards import rivals as rival_cards
from pages.shared.cards import sources as source_cards
from pages.shared.cards import words
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.view import session
from pages.shared.view.widgets import FOCUS, Search, Year
from routes.evidence.sources import cited, concerned, names, weightiest, within

AT_ONCE = 40


def show_all() -> None:
    """Show every source found; for the button."""
    st.session_state["sources_all"] = True


lib = frame.begin("Sources")
view = session.open_view(lib.known, "Sources", Search(), FOCUS, Year())
if session.fresh() and "focus" not in st.query_params:
    # An address that names no corridor means all of them here: only the map needs one.
    view = view.replaced(focus="")
session.keep(view)
frame.header(view, "Sources")
frame.notices()

tables, states = lib.tables, lib.atlas.state_names
called, cite = names(tables), words.Citations(tables)
about = concerned(tables, view.focus)
text = view.find
found = weightiest(
    [
        b
        for b in store.source_bases()
        if b.source.source_id != "unsourced"
        and (not about or b.only(about).rests)
        and b.holds(text)
    ],
    about,
)
exact = [b for b in found if b.source.source_id == text]
sets = [
    one
    for one in store.rivals()
    if (not about or one.subject_id in about) and rival_cards.matching(one, text, called, cite)
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
    if row.source_id == "unsourced"
    and (not about or row.subject_id in about)
    and within(text, called[row.subject_id], row.quantity, row.note or "")
]

only = f"for {lib.atlas.corridors[view.focus].name}" if view.focus else ""

with st.container(key="sources"):
    st.html(
        '<h1 class="mv-sentence">What every statement here rests on</h1>'
        f'<p class="mv-lead">{source_cards.totals(tables)}</p>'
    )
    with st.container(horizontal=True, key="find_row"):
        st.text_input(
            "Search",
            key="find",
            max_chars=80,
            placeholder="A publisher, a title, a number, a place",
        )
        st.selectbox(
            "Corridor",
            lib.known.corridors,
            key="focus",
            placeholder="All corridors",
            format_func=lambda c: lib.atlas.corridors[c].name,
        )
    tabs = st.tabs(["Sources", "Rival figures", "Endnotes", "Unsourced"])
    with tabs[0]:
        shown = exact or (found if st.session_state.get("sources_all") else found[:AT_ONCE])
        st.html(source_cards.found(len(found), len(tables.sources) - 1, "source", only))
        st.html(source_cards.sources(shown, view, bool(exact) or len(found) == 1, about))
        if len(shown) < len(found) and not exact:
            st.button(f"Show all {len(found)} sources", on_click=show_all)
    with tabs[1]:
        st.html(source_cards.found(len(sets), len(store.rivals()), "set of rivals", only))
        st.html(rival_cards.rivals(sets, tables, states, view, len(sets) == 1))
        one = st.selectbox(
            "Figures to cite",
            sets,
            index=None,
            key="cite_set",
            format_func=lambda s: rival_cards.label(s, called),
            placeholder="Pick a set of figures",
        )
        if one:
            rows = [value.figure for value in one.values]
            citing.draw(f"set_{one.key}", lambda: citing.figures(lib, view, rows))
    with tabs[2]:
        st.html(source_cards.found(len(notes), len(tables.endnotes), "endnote", only))
        st.html(source_cards.endnotes(notes))
    with tabs[3]:
        st.html(rival_cards.unsourced(gaps, tables, states))
frame.footer(lib.atlas.data_version)
