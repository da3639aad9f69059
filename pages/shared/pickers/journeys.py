"""Pick an origin, a market, and the one or two journeys to show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared.cards import journey as journey_card
from pages.shared.view import session
from pages.shared.view.model import View
from routes.files.load import Tables
from routes.model.atlas import Atlas
from routes.network.journeys import Journey
from routes.network.network import END, START, gate


def fitting(tables: Tables, view: View) -> View:
    """Return the view with a market that takes what its origin gives; say so if it gives way."""
    goods = gate(tables, START, view.origin).goods
    options = _options(tables, END, goods)
    if view.market in options:
        return view
    names = _names(tables, END)
    session.notice(f"{names[view.market]} does not take {goods}; {names[options[0]]} is shown.")
    return view.replaced(market=options[0])


def settled(view: View, by_code: Mapping[str, Journey]) -> View:
    """Return the view with journeys that are there: the first one if none is named."""
    for code in (view.journey, view.beside):
        if code and code not in by_code:
            session.notice(f"journey {code} is not among those shown.")
    first = view.journey if view.journey in by_code else next(iter(by_code), "")
    beside = view.beside if view.beside in by_code and view.beside != first else ""
    return view.replaced(journey=first, beside=beside)


def gates(tables: Tables, view: View) -> None:
    """Draw the pickers of origin and market."""
    goods = gate(tables, START, view.origin).goods
    for role, key, label, given in ((START, "from", "From", ""), (END, "to", "To", goods)):
        names = _names(tables, role)
        st.selectbox(label, _options(tables, role, given), format_func=names.__getitem__, key=key)


def trips(atlas: Atlas, by_code: Mapping[str, Journey], view: View) -> None:
    """Draw the pickers of the journey on the map and of the one beside it."""
    if not by_code:
        return
    avoid = frozenset(view.avoid)
    st.radio(
        "On the map",
        list(by_code),
        key="trip",
        format_func=lambda code: journey_card.option(atlas, by_code[code], avoid),
    )
    st.selectbox(
        "Beside it",
        [code for code in by_code if code != view.journey],
        key="beside",
        placeholder="Pick a second journey",
        format_func=lambda code: journey_card.plain(atlas, by_code[code]),
    )


def _names(tables: Tables, role: str) -> dict[str, str]:
    return {g.gate_id: g.name_en for g in tables.gates if g.role == role}


def _options(tables: Tables, role: str, goods: str) -> list[str]:
    """List the gates of a role that take a good; every gate for ""."""
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    return list(dict.fromkeys(fitting))
