"""Pick what closes: presets, a list of places and lines, what is left, for how long, from when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from pages.shared.pickers.closable import at_place, label, listed_options, row_name
from pages.shared.pickers.picker import PICKER, picker_words
from pages.shared.view import session
from pages.shared.view.model import CLOSING, Known, View, accept
from pages.shared.view.widgets import numbered, per_cent
from routes.language import phrase
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.units import days_in
from routes.network.capacity import Capacities, whole_moorings
from routes.network.closures import Closure, first_year, settle, write_closures


@dataclass(frozen=True)
class Preset:
    """A closure to pick with one click.

    Attributes
    ----------
    closed
        What closes, as an address writes it.
    event_ids
        Rows of events.csv that it begins and ends with; none where it never happened.
    """

    closed: str
    event_ids: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """Year in which it happened; None where it is no event."""
        return first_year(self.closed)


TERMINAL = "novorossiysk_cpc_terminal"
SHESKHARIS = "novorossiysk_sheskharis"
CLOSED_AT_MOST = 20
"""Things that a reader can pick to close; a link may name any number."""

PRESETS = {
    # All loading stopped, then one mooring of three.
    "moorings-2022": Preset(
        f"{TERMINAL}:0:5:2022-03-23,{TERMINAL}:0.333:26:2022-03-28",
        ("loading-halt-2022-03-23", "loading-spm1-2022-03-28", "spm3-back-2022-04-23"),
    ),
    "court-2022": Preset("cpc_atyrau_kropotkin:0:30:2022-07-06", ("court-order-2022-07-05",)),
    "storm-2023": Preset(
        f"{TERMINAL}:0:6:2023-11-24", ("storm-2023-11-24", "loading-resumed-2023-11-30")
    ),
    "kropotkinskaya-2025": Preset(
        "kropotkin:0.7:98:2025-02-17",
        ("kropotkinskaya-2025-02-17", "kropotkinskaya-back-2025-05-26"),
    ),
    "spm1-2025": Preset(f"{TERMINAL}:0.333:33:2025-11-29", ("spm2-hit-2025-11-29",)),
    "novorossiysk": Preset(f"{TERMINAL}.{SHESKHARIS}:0"),
    "russia-days": Preset("RU:0:30"),
    "russia": Preset("RU:0"),
    "bosphorus": Preset("bosphorus_strait:0:30"),
}
"""Closures of the article, later sourced ones and what might be, by the end of their label's id.
Those that happened last from the day of their first event to the day before the last one; where
the table has no end for them, for the days ordered or to the end of the year."""

MOORING_DECIMALS = 3
"""Decimals of the share that a number of moorings is written as: one of three is 0.333."""
SECOND_DAYS = 30
"""Days for which what is closed once more is closed, if there is room."""


def preset_label(preset_id: str) -> str:
    """Return the label of a preset's button.

    Parameters
    ----------
    preset_id
        Key of `PRESETS`.
    """
    return phrase(f"picker-closure-{preset_id}")


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


def fields(atlas: Atlas, tables: Tables, view: View, caps: Capacities, near: str = "") -> None:
    """Draw the list of what closes, and a row of fields for each.

    Parameters
    ----------
    atlas
        Names.
    tables
        Transfers.
    view
        The view; it already holds what the fields say.
    caps
        Says what is counted in moorings.
    near
        What the list is opened for; "" leaves it closed.
    """
    moorings = moorings_of(tables, caps)
    _picker(atlas, tables, view, near)
    last = {closure.id: n for closure, n in numbered(view.closed)}
    for closure, n in numbered(view.closed):
        name = row_name(atlas, tables, closure.id)
        with st.container(
            horizontal=True, key=f"row_{closure.id}_{n}", vertical_alignment="bottom"
        ):
            if total := moorings.get(closure.id):
                _moorings(name, closure, CLOSING.share_key(closure.id, n), total)
            else:
                st.text_input(
                    phrase("picker-share", name=name),
                    key=CLOSING.share_key(closure.id, n),
                    max_chars=12,
                )
            st.text_input(
                phrase("picker-days"),
                key=CLOSING.days_key(closure.id, n),
                width=80,
                max_chars=12,
            )
            st.text_input(
                phrase("picker-start"),
                key=CLOSING.start_key(closure.id, n),
                placeholder=phrase("picker-start.empty"),
                help=phrase("picker-start.help"),
                width=140,
                max_chars=12,
            )
        if n == last[closure.id] and again(view, closure):
            session.button(
                phrase("picker-again", name=name),
                f"again_{closure.id}",
                partial(_once_more, part=closure.id),
                type="tertiary",
            )


def _picker(atlas: Atlas, tables: Tables, view: View, near: str) -> None:
    """Draw the list of what closes."""
    closed = dict.fromkeys(closure.id for closure in view.closed)
    words = {
        "presets": phrase("picker-closed"),
        "others": "",
        "empty": phrase("picker-closed.empty"),
        "nothing": phrase("picker-closed-nothing"),
        "most": phrase("picker-closed-most", most=CLOSED_AT_MOST),
    }
    data = {
        "part": "closed",
        "label": phrase("picker-closed"),
        "picked": [{"id": part, "text": label(atlas, tables, part)} for part in closed],
        "presets": [],
        "options": listed_options(view.year),
        "most": CLOSED_AT_MOST,
        "query": near,
        "texts": {**picker_words(), **words},
        **session.answers(CLOSING.key),
    }
    PICKER.draw(CLOSING.key, data)


def _moorings(name: str, closure: Closure, key: str, total: int) -> None:
    """Draw the choice of how many moorings are left; a link's own share stands for its count."""
    shares = mooring_shares(closure.share, total)
    words = {
        per_cent(share): phrase("picker-moorings", n=n, total=total)
        for n, share in enumerate(shares)
    }
    st.selectbox(name, words, format_func=words.__getitem__, key=key)


def mooring_shares(share: float, total: int) -> list[float]:
    """List the share that each number of moorings left is written as, from none to all.

    Parameters
    ----------
    share
        The share that is left now: it stands for its number, however a link wrote it.
    total
        Moorings that there are.
    """
    shares = [round(n / total, MOORING_DECIMALS) for n in range(total + 1)]
    shares[whole_moorings(share, total)] = share
    return shares


def moorings_of(tables: Tables, caps: Capacities) -> dict[str, int]:
    """Return the number of moorings by id: of what is counted in them, and the places it serves.

    Parameters
    ----------
    tables
        Transfers.
    caps
        Capacities of the year.
    """
    found: dict[str, int] = {}
    for row in tables.transfers:
        if total := caps.moorings(row.transfer_id):
            ids = (row.transfer_id, row.place_id, row.terminal_id)
            found |= dict.fromkeys((one for one in ids if one), total)
    return found


def again(view: View, closure: Closure) -> Closure | None:
    """Return the same once more, from the day after it ends on; None where the year is over.

    Parameters
    ----------
    view
        Holds the year and what closes.
    closure
        One that the view holds.
    """
    start = max(one.last_day(view.year) for one in view.closed if one.id == closure.id) + 1
    days = min(SECOND_DAYS, days_in(view.year) - start)
    if days < 1:
        return None
    first = date(view.year, 1, 1) + timedelta(days=start)
    more = Closure(closure.id, closure.share, days, first)
    _, changes = settle([*view.closed, more], view.year)
    return None if changes else more


def _once_more(view: View, part: str) -> View:
    """Return the view with a place closed once more, after the last time."""
    mine = [one for one in view.closed if one.id == part]
    more = again(view, mine[-1]) if mine else None
    return view.replaced(closed=(*view.closed, more)) if more else view


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


def clicked(
    atlas: Atlas, tables: Tables, view: View, picked: str | None, known: Known
) -> tuple[View, str]:
    """Return the view with what was clicked on the map closed, or open again.

    Parameters
    ----------
    atlas, tables
        What there is.
    view
        The view.
    picked
        What the map reports: `leg:` or `place:` and an id; anything else changes nothing.
    known
        What can close.

    Returns
    -------
    The view, and what the list is to be opened for: the name of a place at which several things
    can close; "" for most. A notice says it, and says so of a place at which nothing can.
    """
    kind, _, part = (picked or "").partition(":")
    if kind == "leg":
        return toggled(view, part, known), ""
    if kind != "place" or part not in atlas.places:
        return view, ""
    name = atlas.places[part].label
    found = at_place(atlas, tables, part)
    if len(found) == 1:
        return toggled(view, found[0], known), ""
    if not found:
        session.notice(phrase("picker-place-nothing", name=name))
        return view, ""
    session.notice(phrase("picker-place-several", name=name, n=len(found)))
    return view, name
