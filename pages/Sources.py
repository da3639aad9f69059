"""The sources page: the article's passages, every source, figures, rivals, events, gaps."""

import streamlit as st

from pages.shared import store
from pages.shared.cards.article import article_html, passage_holds
from pages.shared.cards.citations import Citations
from pages.shared.cards.found import event_holds, events_html, figure_holds, figures_html
from pages.shared.cards.rivals import label, matches, rivals_html, unsourced_html
from pages.shared.cards.sources import endnotes_html, found_html, sources_html, totals_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.frame.paper import paper_only
from pages.shared.view import session
from pages.shared.view.model import FIND_AT_MOST, key_of
from routes.evidence.search import within
from routes.evidence.sources import cited, weightiest
from routes.evidence.subjects import concerned, labels
from routes.language import number, phrase
from routes.model.terms import UNSOURCED

AT_ONCE = 40  # sources or figures shown before the reader asks for all


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
text = view.find

# Ask the engine.
subjects, cite, index = labels(tables), Citations(tables), lib.index
about = concerned(tables, view.focus)


def concerns(ids: str) -> bool:
    """Return whether a row is about the corridor picked; about any where none is.

    Parameters
    ----------
    ids
        What the row is about; ids separated by |.
    """
    return not about or bool(about & set(ids.split("|")))


found = weightiest(
    [
        basis
        for basis in store.source_bases()
        if basis.source.source_id != UNSOURCED
        and (not about or basis.only(about).rests)
        and (not text or basis.holds(text, index))
    ],
    about,
)
exact = [basis for basis in found if basis.source.source_id == text]
passages = [q for q in tables.quotes if concerns(q.subject_ids)]
alone = [q for q in tables.quotes if q.quote_id == text]
passages = alone or [q for q in passages if not text or passage_holds(q, text, cite, index)]
figures = [
    row
    for row in tables.figures
    if concerns(row.subject_id) and (not text or figure_holds(row, text, cite, index))
]
sets = [
    one
    for one in store.rivals()
    if concerns(one.subject_id) and matches(one, text, subjects, cite, index, lib.cargo)
]
events = [
    row
    for row in tables.events
    if concerns(row.subject_ids) and (not text or event_holds(row, text, cite, index))
]
notes = [
    (note, quotes)
    for note, quotes in cited(tables)
    if (not about or any(concerns(q.subject_ids) for q in quotes))
    and within(text, note.number, note.reference, note.resolved or "", *(q.text for q in quotes))
]
gaps = [row for row in figures if row.source_id == UNSOURCED]
corridor = lib.atlas.corridors[view.focus].name if view.focus else ""
# What each list has found, and what there is.
counts = {
    "sources": (len(exact or found), len(tables.sources) - 1),
    "article": (len(passages), len(tables.quotes)),
    "figures": (len(figures), len(tables.figures)),
    "rivals": (len(sets), len(store.rivals())),
    "events": (len(events), len(tables.events)),
    "endnotes": (len(notes), len(tables.endnotes)),
    "unsourced": (len(gaps), sum(row.source_id == UNSOURCED for row in tables.figures)),
}


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
    st.html(found_html(*counts[view.tab], view.tab, corridor))
    if view.tab == "sources":
        shown = exact or (found if everything else found[:AT_ONCE])
        st.html(sources_html(shown, view, bool(exact) or len(found) == 1, about))
        all_of(len(shown), len(exact or found))
    elif view.tab == "article":
        st.html(article_html(passages, tables, lib.names, view, bool(alone)))
    elif view.tab == "figures":
        few = figures if everything else figures[:AT_ONCE]
        st.html(figures_html(few, tables, states))
        all_of(len(few), len(figures))
    elif view.tab == "rivals":
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
    elif view.tab == "events":
        st.html(events_html(events, tables, lib.names, view))
    elif view.tab == "endnotes":
        st.html(endnotes_html(notes, len(tables.quotes)))
    else:
        st.html(unsourced_html(gaps, tables, states))
frame.footer(lib.atlas.data_version)
