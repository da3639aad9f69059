"""Pick what closes: presets, a list of places and lines, the share left and the days."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import streamlit as st

from pages.shared import session
from pages.shared.state import View
from routes.atlas import Atlas
from routes.closures import Closure, closable, parse
from routes.errors import InputError
from routes.load import Tables
from routes.units import DAYS

PRESETS = {
    "22–23 March 2022: one mooring of three": (2022, "novorossiysk_cpc_terminal:0.333"),
    "5 July 2022: court order, 30 days": (2022, "cpc_atyrau_kropotkin:0:30"),
    "All of Russia avoided": (None, "RU:0"),
    "17 February 2025: Kropotkinskaya hit, 30 % less": (2025, "kropotkin:0.7"),
    "29 November 2025: SPM-1 alone": (2025, "novorossiysk_cpc_terminal:0.333"),
}
"""Closures of the article and later sourced ones (events.csv), with the year they happened in."""


def read(atlas: Atlas, tables: Tables, text: str) -> list[Closure]:
    """Read closures as a link writes them; what cannot be read is named and the rest kept."""
    known = closable(atlas, tables.transfers)
    found: dict[str, Closure] = {}
    for part in filter(None, text.split(",")):
        try:
            closure = parse(part, known)
        except InputError as fault:
            session.notice(f"{fault}. The rest was kept.")
        else:
            found[closure.id] = closure
    return list(found.values())


def write(closures: Sequence[Closure]) -> str:
    """Write closures as a link does."""
    return ",".join(str(closure) for closure in closures)


def fill(closures: Sequence[Closure]) -> None:
    """Set the widgets to closures; for a link, and for a preset's callback."""
    st.session_state["closing"] = [closure.id for closure in closures]
    for closure in closures:
        st.session_state[f"share_{closure.id}"] = round(100 * closure.share, 1)
        st.session_state[f"days_{closure.id}"] = closure.days


def options(atlas: Atlas, tables: Tables) -> list[str]:
    """List what can be picked: places first, then lines, then states that lines go through."""
    known = closable(atlas, tables.transfers)
    legs = [leg for leg in atlas.legs.values() if leg.leg_id in known and leg.status != "proposed"]
    ends = dict.fromkeys(chain.from_iterable((leg.tail, leg.head) for leg in legs))
    places = [end for end in ends if atlas.places[end].kind != "sea"]
    crossed = {zone.state for leg in legs for zone in leg.zones if zone.state and zone.km > 0}
    states = sorted(crossed - {"KZ"}, key=lambda code: atlas.state_names[code])
    return [*sorted(places, key=atlas.name_of), *(leg.leg_id for leg in legs), *states]


def presets(atlas: Atlas, tables: Tables, current: Sequence[Closure], year: int) -> None:
    """Draw a button for each preset; the one that is on is marked."""

    def choose(when: int | None, text: str) -> None:
        if when is not None:
            st.session_state["year"] = when
        fill(read(atlas, tables, text))

    with st.container(horizontal=True, key="presets", gap="small"):
        for n, (label, (when, text)) in enumerate(PRESETS.items()):
            on = write(current) == text and when in (None, year)
            st.button(label, key=f"closure_{n}", type="primary" if on else "secondary",
                      on_click=choose, args=(when, text))  # fmt: skip
        if current:
            st.button("Open all again", key="closure_none", on_click=fill, args=([],))


def pick(atlas: Atlas, tables: Tables, view: View) -> list[Closure]:
    """Draw the pickers and return what closes."""
    if st.session_state.get("closing_of") != session.adopted() or "closing" not in st.session_state:
        st.session_state["closing_of"] = session.adopted()
        fill(read(atlas, tables, view.closed))
    names = options(atlas, tables)
    names += [part for part in st.session_state["closing"] if part not in names]
    st.multiselect("What closes?", names, format_func=lambda part: label(atlas, part),
                   key="closing", placeholder="Pick a place or a line")  # fmt: skip
    found = []
    for part in st.session_state["closing"]:
        share, days = f"share_{part}", f"days_{part}"
        st.session_state.setdefault(share, 0.0)
        st.session_state.setdefault(days, int(DAYS))
        with st.container(horizontal=True, key=f"row_{part}", vertical_alignment="bottom"):
            left = st.number_input(f"{atlas.name_of(part)}: per cent left", 0.0, 100.0, key=share,
                                   step=5.0, format="%.1f")  # fmt: skip
            time = st.number_input("Days", 1, int(DAYS), key=days, width=110)
        found.append(Closure(part, round(left / 100, 3), int(time)))
    return found


def label(atlas: Atlas, part: str) -> str:
    """Name what can close, with what it is."""
    if part in atlas.places:
        return atlas.name_of(part)
    if part in atlas.legs:
        return f"{atlas.name_of(part)} (line)"
    return f"all of {atlas.name_of(part)}"


def toggle(part: str) -> None:
    """Close what was clicked on the map, or open it again."""
    closing = st.session_state.get("closing", [])
    st.session_state["closing"] = (
        [one for one in closing if one != part] if part in closing else [*closing, part]
    )
