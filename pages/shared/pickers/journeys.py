"""Pick an origin, a market, and in one list the one or two journeys to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from pages.shared.cards.journey import Setting, columns, journey_rows
from pages.shared.cards.listed import gates_for, names_of_gates
from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.fit import fit
from pages.shared.view.model import View, key_of
from routes.language import named, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Gate
from routes.model.tables import Tables
from routes.network.journeys import Journey
from routes.network.network import END, START, gate

LIST = Component("journeys", lambda: phrase("picker-no-switches"), ("picked",))
WIDTH = 240
"""Pixels of a picker of gates."""


def fitted(view: View, atlas: Atlas, chosen: Sequence[Journey]) -> View:
    """Return the view with the map over the whole of the journeys on it, where it should go there.

    Parameters
    ----------
    view
        The view, settled.
    atlas
        Has the lines.
    chosen
        The one or two on the map.
    """
    legs = {leg for journey in chosen for leg in journey.ids}
    picked = session.to_fit(tuple(journey.code for journey in chosen))
    place = fit(atlas.legs[leg].line for leg in legs) if picked else None
    return session.aim(view, *place) if place else view


def gates(tables: Tables, view: View) -> None:
    """Draw the pickers of origin and market.

    Parameters
    ----------
    tables
        Gates.
    view
        The view.
    """
    goods = gate(tables, START, view.origin).goods
    origins, markets = names_of_gates(tables, START), names_of_gates(tables, END, goods)
    st.selectbox(
        phrase("picker-origin"),
        gates_for(tables, START),
        format_func=origins.__getitem__,
        key=key_of("origin"),
        width=WIDTH,
    )
    st.selectbox(
        phrase("picker-market"),
        gates_for(tables, END, goods),
        format_func=markets.__getitem__,
        key=key_of("market"),
        width=WIDTH,
    )


def journeys(
    setting: Setting, shown: Sequence[Journey], ends: tuple[Gate, Gate], view: View
) -> None:
    """Draw the list: a row is picked for the map, another set beside it; it is one component.

    Parameters
    ----------
    setting
        What the journeys are told in.
    shown
        Journeys to pick from; nothing is drawn of none.
    ends
        Origin and market.
    view
        The view.
    """
    if not shown:
        return
    origin, market = (named("gate", (one.gate_id, one.name_en)) for one in ends)
    year = shown[0].used.year if shown[0].used else view.year
    heads = columns(setting.states, ends[0].goods == "oil", year)
    data = {
        "columns": [{"text": text, "num": num} for text, num in heads],
        "rows": [asdict(row) for row in journey_rows(setting, shown)],
        "texts": {
            "title": phrase("journeys-all", origin=origin, market=market),
            "how": phrase("journeys-how"),
            "chosen": phrase("journeys-on-map"),
            "compare": phrase("journeys-compare"),
            "beside": phrase("journeys-compared"),
        },
        "on": view.journey,
        "beside": view.beside,
        **session.answers(key_of("journey")),
    }
    LIST.draw(key_of("journey"), data)
