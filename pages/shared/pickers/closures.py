"""Pick what closes: presets, a list of places and lines, the share left and the days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import streamlit as st

from pages.shared.view import session
from pages.shared.view.model import CLOSING, Known, View, accept
from pages.shared.view.widgets import numbered
from routes.language import phrase
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.terms import HOME
from routes.network.closures import Closure, closable, write_closures


@dataclass(frozen=True)
class Preset:
    """A closure to pick with one click.

    Attributes
    ----------
    closed
        What closes, as an address writes it.
    year
        Year in which it happened; None where it is no event.
    """

    closed: str
    year: int | None = None


PRESETS = {
    "moorings-2022": Preset("novorossiysk_cpc_terminal:0.333", 2022),
    "court-2022": Preset("cpc_atyrau_kropotkin:0:30", 2022),
    "russia": Preset("RU:0"),
    "kropotkinskaya-2025": Preset("kropotkin:0.7", 2025),
    "spm1-2025": Preset("novorossiysk_cpc_terminal:0.333", 2025),
}
"""Closures of the article and later sourced ones (events.csv), by the end of their label's id."""


def preset_label(preset_id: str) -> str:
    """Return the label of a preset's button.

    Parameters
    ----------
    preset_id
        Key of `PRESETS`.
    """
    return phrase(f"picker-closure-{preset_id}")


def options(atlas: Atlas, tables: Tables) -> list[str]:
    """List the ids to pick from: places first, then lines, then states that lines go through.

    Parameters
    ----------
    atlas
        Legs, places and states.
    tables
        Transfers.
    """
    known = closable(atlas, tables.transfers)
    legs = [leg for leg in atlas.legs.values() if leg.leg_id in known and leg.status != "proposed"]
    ends = dict.fromkeys(chain.from_iterable((leg.tail, leg.head) for leg in legs))
    places = [end for end in ends if atlas.places[end].kind != "sea"]
    crossed = {zone.state for leg in legs for zone in leg.zones if zone.state and zone.km > 0}
    states = sorted(crossed - {HOME}, key=lambda code: atlas.state_names[code])
    return [*sorted(places, key=atlas.name_of), *(leg.leg_id for leg in legs), *states]


def presets(view: View, known: Known) -> None:
    """Draw a button for each preset; the one that is on is marked.

    Parameters
    ----------
    view
        The view.
    known
        What a view may name.
    """
    with st.container(horizontal=True, key="presets", gap="small"):
        for n, (preset_id, preset) in enumerate(PRESETS.items()):
            same_year = preset.year in (None, view.year)
            session.button(
                preset_label(preset_id),
                f"closure_{n}",
                _choose(known, preset),
                type="primary" if same_year and _closes(view, preset) else "secondary",
            )
        if view.closed:
            every = phrase("picker-open-all")
            session.button(every, "closure_none", _choose(known, Preset("")))


def _closes(view: View, preset: Preset) -> bool:
    """Return whether a view closes what a preset does."""
    return write_closures(view.closed) == preset.closed


def _choose(known: Known, preset: Preset) -> Callable[[View], View]:
    """Return the change of a view to a preset, with the year of its event."""
    given: dict[str, Any] = {"closed": preset.closed}
    if preset.year is not None:
        given |= {"year": preset.year, "asof": "now"}
    return lambda view: accept(view, given, known)[0]


def fields(atlas: Atlas, tables: Tables, view: View) -> None:
    """Draw the list of what closes, and a row of fields for each.

    Parameters
    ----------
    atlas
        Names.
    tables
        Transfers.
    view
        The view; it already holds what the fields say.
    """
    transfers = _transfers(tables)
    names = options(atlas, tables)
    names += [closure.id for closure in view.closed if closure.id not in names]
    st.multiselect(
        phrase("picker-closed"),
        names,
        format_func=lambda part: label(atlas, tables, part),
        key=CLOSING.key,
        placeholder=phrase("picker-closed.empty"),
    )
    for closure, n in numbered(view.closed):
        name = transfers.get(closure.id) or atlas.name_of(closure.id)
        with st.container(
            horizontal=True, key=f"row_{closure.id}_{n}", vertical_alignment="bottom"
        ):
            st.text_input(
                phrase("picker-share", name=name),
                key=CLOSING.share_key(closure.id, n),
                max_chars=12,
            )
            st.text_input(
                phrase("picker-days"),
                key=CLOSING.days_key(closure.id, n),
                width=110,
                max_chars=12,
            )
            st.text_input(
                phrase("picker-start"),
                key=CLOSING.start_key(closure.id, n),
                placeholder=phrase("picker-start.empty"),
                width=150,
                max_chars=12,
            )


def label(atlas: Atlas, tables: Tables, part: str) -> str:
    """Return the name of what can close, with what it is.

    Parameters
    ----------
    atlas
        Names.
    tables
        Names of transfers.
    part
        Id of a place, a leg, a transfer or a state.
    """
    if part in atlas.places:
        return atlas.name_of(part)
    if name := _transfers(tables).get(part):
        return phrase("picker-closed-transfer", name=name)
    if part in atlas.legs:
        return phrase("picker-closed-line", name=atlas.name_of(part))
    return phrase("picker-closed-state", name=atlas.name_of(part))


def toggled(view: View, part: str, known: Known) -> View:
    """Return the view with what was clicked on the map closed, or open again.

    Parameters
    ----------
    view
        The view.
    part
        Id of what was clicked, as the browser reports it.
    known
        What can close.
    """
    if part not in known.closable:
        return view
    closed = tuple(one for one in view.closed if one.id != part)
    if len(closed) == len(view.closed):
        closed = (*closed, Closure(part))
    return view.replaced(closed=closed)


def _transfers(tables: Tables) -> dict[str, str]:
    return {row.transfer_id: row.name_en for row in tables.transfers}
