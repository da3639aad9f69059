"""List what can close, to be searched by the names that people use, each with what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any, Literal

from pages.shared import store
from pages.shared.pickers.moved import mt_range
from pages.shared.store import kept
from routes.language import listed, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.rows import Transfer
from routes.model.tables import Tables
from routes.model.terms import HOME, PROPOSED
from routes.network.balance import nearest_year
from routes.network.closures import closable
from routes.network.moved import known
from routes.world.states import DAILY, search_keys

Group = Literal["terminals", "fields", "pipelines", "railways", "straits", "lanes", "states"]
PORTS = frozenset({"terminal", "port", "mooring", "refinery"})
"""Kinds of places that oil is loaded, unloaded or refined at."""
STRAITS = ("bosphorus_strait", "marmara_dardanelles")
"""Lanes that lie in straits."""
LEAST_MT = 0.005
"""Mt below which nothing is told to have moved."""
LINES: dict[str, Group] = {"pipeline": "pipelines", "rail": "railways", "sea": "lanes"}
ORDER: tuple[Group, ...] = (
    "terminals",
    "pipelines",
    "railways",
    "straits",
    "lanes",
    "fields",
    "states",
)


def options(atlas: Atlas, tables: Tables) -> list[str]:
    """List the ids to pick from: places first, then lines, then states that lines go through.

    Parameters
    ----------
    atlas
        Legs, places and states.
    tables
        Transfers.
    """
    known_ids = closable(atlas, tables.transfers)
    legs = [
        leg for leg in atlas.legs.values() if leg.leg_id in known_ids and leg.status != PROPOSED
    ]
    ends = dict.fromkeys(chain.from_iterable((leg.tail, leg.head) for leg in legs))
    places = [end for end in ends if atlas.places[end].kind != "sea"]
    crossed = {zone.state for leg in legs for zone in leg.zones if zone.state and zone.km > 0}
    states = sorted(crossed - {HOME}, key=lambda code: atlas.state_names[code])
    by_label = sorted(places, key=lambda place: label(atlas, tables, place))
    return [*by_label, *(leg.leg_id for leg in legs), *states]


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
        return _place_name(atlas, tables, part)
    if name := transfer_names(tables).get(part):
        return phrase("picker-closed-transfer", name=name)
    if part in atlas.legs:
        return phrase("picker-closed-line", name=atlas.name_of(part))
    return phrase("picker-closed-state", name=atlas.name_of(part))


def row_name(atlas: Atlas, tables: Tables, part: str) -> str:
    """Return the name of what closes for its row of fields.

    Parameters
    ----------
    atlas, tables, part
        As for `label`.
    """
    return transfer_names(tables).get(part) or _place_name(atlas, tables, part)


def transfer_names(tables: Tables) -> dict[str, str]:
    """Return the names of transfers by id.

    Parameters
    ----------
    tables
        Transfers.
    """
    return {row.transfer_id: row.name_en for row in tables.transfers}


def _place_name(atlas: Atlas, tables: Tables, part: str) -> str:
    """Return a name by which people look for it: of a terminal and its moorings with their town."""
    name = atlas.name_of(part)
    for row in tables.transfers:
        if row.terminal_id and part in (row.place_id, row.terminal_id):
            short = atlas.places[part].label if part == row.terminal_id else name
            town = _town(atlas, row)
            return name if town in name else phrase("picker-closed-at", name=short, town=town)
    return name


def _town(atlas: Atlas, row: Transfer) -> str:
    """Return the town that a transfer lies at."""
    return atlas.places[row.place_id].label.partition(" (")[0]


def towns(atlas: Atlas, tables: Tables) -> dict[str, list[str]]:
    """Return the towns in which several terminals load oil into ships, with their places.

    Parameters
    ----------
    atlas
        Names of places.
    tables
        Transfers.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables.transfers:
        if row.goods == "oil" and row.to_mode == "sea":
            found[_town(atlas, row)].append(row.terminal_id or row.place_id)
    return {town: places for town, places in found.items() if len(set(places)) > 1}


@kept(16)
def listed_options(year: int) -> list[dict[str, Any]]:
    """List the options of the picker, by kind: what several terminals of a town are comes first.

    Parameters
    ----------
    year
        Year of the tonnes.
    """
    lib = store.library()
    atlas, tables = lib.atlas, lib.tables
    found: dict[Group, list[dict[str, Any]]] = {group: [] for group in ORDER}
    for town, places in towns(atlas, tables).items():
        names = [_place_name(atlas, tables, place) for place in places]
        found["terminals"].append(
            {
                "id": f"all {town}",
                "ids": places,
                "text": phrase("picker-closed-all", town=town),
                "about": listed(names),
                "also": _names_of_town(town),
            }
        )
    for part in options(atlas, tables):
        option = {"id": part, "text": label(atlas, tables, part), "also": _names(part)}
        if about := _about(part, year):
            option["about"] = about
        if near := _near(part):
            option["near"] = near
        found[_group(atlas, part)].append(option)
    return [
        {**option, "group": phrase(f"picker-closed-group-{group}")}
        for group, some in found.items()
        for option in some
    ]


def _group(atlas: Atlas, part: str) -> Group:
    if part in atlas.places:
        return "terminals" if atlas.places[part].kind in PORTS else "fields"
    if part in atlas.legs:
        return "straits" if part in STRAITS else LINES[atlas.legs[part].mode]
    return "states"


def _names(part: str) -> list[str]:
    """List the other names of what can close: short, in other languages, of a state all."""
    lib = store.library()
    if part in lib.atlas.places:
        row = next(one for one in lib.tables.places if one.place_id == part)
        short = lib.atlas.places[part].label
        mine = [
            _town(lib.atlas, one)
            for one in lib.tables.transfers
            if one.terminal_id and part in (one.place_id, one.terminal_id)
        ]
        ways = [f"{town} {short}" for town in mine if town not in short]
        ways += [name for town in mine for name in _names_of_town(town)]
        return [name for name in (short, *ways, row.name_ru, row.name_kk) if name]
    if part in lib.atlas.state_names:
        return search_keys([part])[part]
    return []


def _names_of_town(town: str) -> list[str]:
    """List a town's names in other languages: a place that is named after it has them, too."""
    rows = [one for one in store.library().tables.places if one.name_en.startswith(f"{town} (")]
    names = [name.partition(" (")[0] for one in rows for name in (one.name_ru, one.name_kk) if name]
    return list(dict.fromkeys(names))


def _near(part: str) -> list[str]:
    """List the names of what it belongs to: the state of a place, corridors and states of a line.

    A state that has another name in daily use has that too: a strait is found by *Turkey*.
    """
    atlas = store.library().atlas
    if part in atlas.places:
        states: Iterable[str] = [atlas.places[part].country]
        names = []
    elif part in atlas.legs:
        leg = atlas.legs[part]
        states = {zone.state for zone in leg.zones if zone.state and zone.km > 0}
        names = [one.name for one in atlas.corridors.values() if part in one.leg_ids]
    else:
        return []
    for state in sorted(states):
        # In other scripts a state itself is found; each of its places would be too much.
        names += [atlas.state_names[state], *filter(str.isascii, DAILY.get(state, ()))]
    return names


def _about(part: str, year: int) -> str:
    """Say what a place of loading is: its moorings, whose lines end there, what went by it."""
    lib = store.library()
    mine = [
        row
        for row in lib.tables.transfers
        if row.goods == "oil" and part in (row.place_id, row.terminal_id)
    ]
    counts = [store.capacities(year).moorings(row.transfer_id) for row in mine]
    words = [phrase("picker-closed-moorings", n=count) for count in counts if count]
    if mine and (names := _operators(part)):
        words.append(phrase("picker-closed-operators", names=listed(names)))
    words += [_moved(row, year, alone=len(mine) == 1) for row in mine]
    return phrase("common-list.comma").join(filter(None, words))


def _moved(row: Transfer, year: int, *, alone: bool) -> str:
    """Say what went by a transfer; "" where no figure tells."""
    balances = store.library().balances
    near = nearest_year(balances, year)
    balance = balances[near]
    one = balance.of(row.transfer_id)
    if not known(one, balance.left):
        return ""
    mt = mt_range((one.low, one.drawn, one.high))
    none = "none" if one.high < LEAST_MT else "some"
    if alone:
        return phrase("picker-closed-moved", mt=mt, year=near, some=none)
    return phrase("picker-closed-moved-by", name=row.name_en, mt=mt, year=near, some=none)


def _operators(part: str) -> list[str]:
    """Return the short names of who runs the pipelines that end at a place."""
    lib = store.library()
    legs: list[Leg] = [
        leg for leg in lib.atlas.legs.values() if leg.head == part and leg.mode == "pipeline"
    ]
    ids = dict.fromkeys(leg.operators[-1] for leg in legs if leg.operators)
    labels = {one.operator_id: one.label_en for one in lib.tables.operators}
    return [labels[one] for one in ids]


def at_place(atlas: Atlas, tables: Tables, place: str) -> list[str]:
    """List what can close at a place of the map: its terminal, itself, or what it loads.

    Parameters
    ----------
    atlas
        Places.
    tables
        Transfers.
    place
        Id of the place.
    """
    mine = [row for row in tables.transfers if row.goods == "oil" and row.place_id == place]
    terminals = dict.fromkeys(row.terminal_id for row in mine if row.terminal_id)
    if terminals:
        return list(terminals)
    if place in closable(atlas, tables.transfers):
        return [place]
    return [row.transfer_id for row in mine]
