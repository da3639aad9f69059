"""Tie the search box and the corridor filter of the sources page to the view in the URL."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.shared import session
from pages.shared.state import Known, View

FIND, WRITTEN = "find", "find_written"
LONGEST = 80


def open_view(known: Known) -> View:
    """Return the view of this run with what is looked for; set the box before it is drawn.

    An address that names no corridor means all of them here: only the map needs one to begin
    with.
    """
    state = st.session_state
    view = session.open_view(known)
    if "focus" not in st.query_params and state[session.VIEW].focus:
        state[session.VIEW] = view = replace(state[session.VIEW], focus="")
        state["focus"] = None
    if FIND not in state or state.get(WRITTEN) != view.find:
        state[FIND] = view.find
    view = replace(view, find=clean(state[FIND] or ""))
    state[WRITTEN] = view.find
    return view


def clean(text: str) -> str:
    """Keep what the link keeps: printable characters, not too many."""
    return "".join(c for c in text if c.isprintable())[:LONGEST].strip()


def show_all() -> None:
    """Show every source found; for the button's callback."""
    st.session_state["sources_all"] = True
