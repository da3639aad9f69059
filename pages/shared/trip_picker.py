"""Pick an origin, a market, and the one or two journeys to show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared import session, trip_card
from routes.atlas import Atlas
from routes.journeys import Journey
from routes.load import Tables
from routes.network import START


def gates(tables: Tables, role: str, label: str, goods: str = "") -> str:
    """Draw the picker of an origin or a market; one that does not take the good gives way."""
    key = "from" if role == START else "to"
    names = {g.gate_id: g.name_en for g in tables.gates if g.role == role}
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    options = list(dict.fromkeys(fitting))
    if st.session_state[key] not in options:
        session.notice(f"{names[st.session_state[key]]} does not take {goods}; "
                       f"{names[options[0]]} is shown.")  # fmt: skip
        st.session_state[key] = options[0]
    return str(st.selectbox(label, options, format_func=names.__getitem__, key=key))


def trips(atlas: Atlas, by_code: Mapping[str, Journey], avoid: frozenset[str]) -> list[Journey]:
    """Draw the pickers of the journey on the map and of the one beside it; return both."""
    state = st.session_state
    for key in ("trip", "beside"):
        if state[key] not in by_code:
            if state[key]:
                session.notice(f"journey {state[key]} is not among those shown.")
            state[key] = None
    if not by_code:
        return []
    if not state["trip"]:
        state["trip"] = next(iter(by_code))
    st.radio("On the map", list(by_code), key="trip",
             format_func=lambda code: trip_card.option(atlas, by_code[code], avoid))  # fmt: skip
    others = [code for code in by_code if code != state["trip"]]
    if state["beside"] not in others:
        state["beside"] = None
    st.selectbox("Beside it", others, key="beside", placeholder="Pick a second journey",
                 format_func=lambda code: trip_card.plain(atlas, by_code[code]))  # fmt: skip
    return [by_code[code] for code in (state["trip"], state["beside"]) if code]
