"""Pick an origin, a market, and the one or two journeys to show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared.cards.journey import journey_markdown, journey_text
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.language import phrase
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network.journeys import Journey
from routes.network.network import END, START, gate


def fitting(tables: Tables, view: View) -> View:
    """Return the view with a market that takes what its origin gives; say so if it gives way.

    Parameters
    ----------
    tables
        Gates.
    view
        The view.
    """
    goods = gate(tables, START, view.origin).goods
    options = _options(tables, END, goods)
    if view.market in options:
        return view
    names = _names(tables, END, goods)
    market, shown = names[view.market], names[options[0]]
    session.notice(phrase("picker-market-refuses", market=market, goods=goods, shown=shown))
    return view.replaced(market=options[0])


def settled(view: View, by_code: Mapping[str, Journey]) -> View:
    """Return the view with journeys that are there: the first one if none is named.

    Parameters
    ----------
    view
        The view.
    by_code
        Journeys between its origin and its market, by code.
    """
    for code in (view.journey, view.beside):
        if code and code not in by_code:
            session.notice(phrase("picker-journey-gone", code=code))
    first = view.journey if view.journey in by_code else next(iter(by_code), "")
    beside = view.beside if view.beside in by_code and view.beside != first else ""
    return view.replaced(journey=first, beside=beside)


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
    origins, markets = _names(tables, START), _names(tables, END, goods)
    st.selectbox(
        phrase("picker-origin"),
        _options(tables, START),
        format_func=origins.__getitem__,
        key=key_of("origin"),
    )
    st.selectbox(
        phrase("picker-market"),
        _options(tables, END, goods),
        format_func=markets.__getitem__,
        key=key_of("market"),
    )


def journeys(atlas: Atlas, by_code: Mapping[str, Journey], view: View) -> None:
    """Draw the pickers of the journey on the map and of the one beside it.

    Parameters
    ----------
    atlas
        Names of places and legs.
    by_code
        Journeys to pick from, by code; nothing is drawn of none.
    view
        The view.
    """
    if not by_code:
        return
    avoid = frozenset(view.avoid)
    st.radio(
        phrase("picker-journey"),
        list(by_code),
        key=key_of("journey"),
        format_func=lambda code: journey_markdown(atlas, by_code[code], avoid),
    )
    st.selectbox(
        phrase("picker-beside"),
        [code for code in by_code if code != view.journey],
        key=key_of("beside"),
        placeholder=phrase("picker-beside.empty"),
        format_func=lambda code: journey_text(atlas, by_code[code]),
    )


def _names(tables: Tables, role: str, goods: str = "") -> dict[str, str]:
    """Name the gates of a role by id; one that takes two goods by its place for one of them."""
    mine = [g for g in tables.gates if g.role == role]
    return {g.gate_id: g.name_en for g in sorted(mine, key=lambda g: g.goods == goods)}


def _options(tables: Tables, role: str, goods: str = "") -> list[str]:
    """List the gates of a role that take a good; every gate for ""."""
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    return list(dict.fromkeys(fitting))
