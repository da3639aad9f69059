"""Pick what closes: presets, a list of places and lines, the share left and the days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import streamlit as st

from pages.shared import store
from pages.shared.view import session
from pages.shared.view.model import Known, View, accept, cut
from pages.shared.view.widgets import days_key, per_cent, share_key, whole_days
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.units import days_in
from routes.network.closures import Closure, closable, write_closures

PRESETS = {
    "22–23 March 2022: one mooring of three": (2022, "novorossiysk_cpc_terminal:0.333"),
    "5 July 2022: court order, 30 days": (2022, "cpc_atyrau_kropotkin:0:30"),
    "All of Russia avoided": (None, "RU:0"),
    "17 February 2025: Kropotkinskaya hit, 30 % less": (2025, "kropotkin:0.7"),
    "29 November 2025: SPM-1 alone": (2025, "novorossiysk_cpc_terminal:0.333"),
}
"""Closures of the article and later sourced ones (events.csv), with the year they happened in."""


def read(view: View, typed: Iterable[tuple[str, Any, Any]]) -> tuple[Closure, ...]:
    """Read what was typed for each thing that closes; what cannot be read keeps its last value."""
    before = {closure.id: closure for closure in view.closed}
    known = store.library().known.closable
    found = []
    for part, share, days in typed:
        if part not in known:
            session.notice(f"closed: '{cut(part)}' cannot close. The rest was kept.")
            continue
        last = before.get(part, Closure(part))
        found.append(
            Closure(part, _share(part, share, last), _days(part, days, last, view.year)).in_year(
                view.year
            )
        )
    return tuple(found)


def _share(part: str, text: Any, last: Closure) -> float:
    """Read per cent, with a point or a comma; a field that still shows the last keeps it whole."""
    if text is None or text == per_cent(last.share):
        return last.share
    plain = str(text)[:40].strip().removesuffix("%").strip().replace(",", ".")
    if re.fullmatch(r"\d{1,3}(\.\d{0,4})?", plain, re.ASCII) and 0 <= float(plain) <= 100:
        return round(float(plain) / 100, 6)
    session.notice(
        f"{_name(part)}: '{cut(str(text))}' is not a per cent from 0 to 100; "
        f"{per_cent(last.share)} is kept."
    )
    return last.share


def _days(part: str, text: Any, last: Closure, year: int) -> int:
    """Read whole days."""
    shown = whole_days(last, year)
    if text is None or text == shown:
        return last.days
    plain = str(text)[:40].strip()
    if re.fullmatch(r"\d{1,3}", plain, re.ASCII) and 1 <= int(plain) <= days_in(year):
        return int(plain)
    session.notice(
        f"{_name(part)}: '{cut(str(text))}' is not a whole number of days from 1 to "
        f"{days_in(year)}; {shown} is kept."
    )
    return last.days


def _name(part: str) -> str:
    return store.library().atlas.name_of(part)


def options(atlas: Atlas, tables: Tables) -> list[str]:
    """List what can be picked: places first, then lines, then states that lines go through."""
    known = closable(atlas, tables.transfers)
    legs = [leg for leg in atlas.legs.values() if leg.leg_id in known and leg.status != "proposed"]
    ends = dict.fromkeys(chain.from_iterable((leg.tail, leg.head) for leg in legs))
    places = [end for end in ends if atlas.places[end].kind != "sea"]
    crossed = {zone.state for leg in legs for zone in leg.zones if zone.state and zone.km > 0}
    states = sorted(crossed - {"KZ"}, key=lambda code: atlas.state_names[code])
    return [*sorted(places, key=atlas.name_of), *(leg.leg_id for leg in legs), *states]


def presets(view: View, known: Known) -> None:
    """Draw a button for each preset; the one that is on is marked."""
    with st.container(horizontal=True, key="presets", gap="small"):
        for n, (label, (when, text)) in enumerate(PRESETS.items()):
            on = write_closures(view.closed) == text and when in (None, view.year)
            parts = {"closed": text} if when is None else {"closed": text, "year": when}
            session.button(
                label,
                f"closure_{n}",
                _choose(known, parts),
                type="primary" if on else "secondary",
            )
        if view.closed:
            session.button("Open all again", "closure_none", _choose(known, {"closed": ""}))


def _choose(known: Known, parts: dict[str, Any]) -> Callable[[View], View]:
    given = {**parts, "asof": "now"} if "year" in parts else parts
    return lambda view: accept(view, given, known)[0]


def pick(atlas: Atlas, tables: Tables, view: View) -> None:
    """Draw the pickers of what closes; the view already holds what they say."""
    names = options(atlas, tables)
    names += [closure.id for closure in view.closed if closure.id not in names]
    st.multiselect(
        "What closes?",
        names,
        format_func=lambda part: label(atlas, part),
        key="closing",
        placeholder="Pick a place or a line",
    )
    for closure in view.closed:
        with st.container(horizontal=True, key=f"row_{closure.id}", vertical_alignment="bottom"):
            st.text_input(
                f"{atlas.name_of(closure.id)}: per cent left",
                key=share_key(closure.id),
                max_chars=12,
            )
            st.text_input("Days", key=days_key(closure.id), width=110, max_chars=12)


def label(atlas: Atlas, part: str) -> str:
    """Name what can close, with what it is."""
    if part in atlas.places:
        return atlas.name_of(part)
    if part in atlas.legs:
        return f"{atlas.name_of(part)} (line)"
    return f"all of {atlas.name_of(part)}"


def toggled(view: View, part: str, known: Known) -> View:
    """Return the view with what was clicked on the map closed, or open again."""
    if part not in known.closable:
        return view
    closed = tuple(one for one in view.closed if one.id != part)
    if len(closed) == len(view.closed):
        closed = (*closed, Closure(part))
    return view.replaced(closed=closed)
