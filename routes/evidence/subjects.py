"""Name what rows are about, and list what belongs to a corridor."""

from __future__ import annotations

from collections.abc import Container

from routes.model.tables import Tables, branches


def labels(tables: Tables) -> dict[str, str]:
    """Return a short name for everything that a row can be about, by id, as lists have it.

    A place has its label: `Ceyhan`, where `full_names` has `Ceyhan marine terminal`.

    Parameters
    ----------
    tables
        Its places, legs, corridors, areas, operators and subjects are read.
    """
    return _named(tables, {row.place_id: row.label_en for row in tables.places})


def full_names(tables: Tables) -> dict[str, str]:
    """Return the name of everything that a row can be about, by id, as sentences have it.

    Parameters
    ----------
    tables
        Its places, legs, corridors, areas, operators and subjects are read.
    """
    return _named(tables, {row.place_id: row.name_en for row in tables.places})


def cargo_carriers(tables: Tables) -> frozenset[str]:
    """List what carries cargo: its tonnes are no throughput of oil.

    A leg that carries cargo alone, and a corridor along whose first branch cargo goes from end to
    end: other branches may carry oil, as the tankers of the Trans-Caspian corridor do.

    Parameters
    ----------
    tables
        Its corridors, legs and stakes are read.

    Returns
    -------
    Ids of legs and corridors.
    """
    goods = {row.leg_id: set(row.goods.split("|")) for row in tables.legs}
    legs = {leg for leg, carried in goods.items() if carried == {"cargo"}}
    corridors = {
        row.corridor_id
        for row in tables.corridors
        if all("cargo" in goods[leg] for leg in branches(row)[0])
    }
    return frozenset(legs | corridors)


def counted(quantity: str, subject_id: str, cargo: Container[str]) -> str:
    """Return what was counted, in the field's terms: what moved of cargo is no throughput.

    >>> counted("throughput", "trans_caspian", {"trans_caspian"})
    'cargo_carried'
    >>> counted("throughput", "cpc", {"trans_caspian"})
    'throughput'

    Parameters
    ----------
    quantity
        As in figures.csv.
    subject_id
        What the figure is about.
    cargo
        Ids of what carries cargo, as `cargo_carriers` lists them.
    """
    if quantity != "throughput" or subject_id not in cargo:
        return quantity
    return "cargo_carried"


def _named(tables: Tables, places: dict[str, str]) -> dict[str, str]:
    return {
        **{row.gate_id: row.name_en for row in tables.gates},
        **{row.subject_id: row.name_en for row in tables.subjects},
        **{row.area_id: row.name_en for row in tables.areas},
        **{row.operator_id: row.name_en for row in tables.operators},
        **{row.service_id: row.name_en for row in tables.services},
        **places,
        **{row.leg_id: row.name_en for row in tables.legs},
        **{row.corridor_id: row.name_en for row in tables.corridors},
    }


def concerned(tables: Tables, corridor_id: str) -> frozenset[str]:
    """List a corridor, its legs, places, operators, and the subjects that stand on its card.

    A row about one of them is about the corridor. Companies through which others hold the
    operators are among them.

    Parameters
    ----------
    tables
        Its corridors and legs are read.
    corridor_id
        Id of a corridor.

    Returns
    -------
    Ids; none where there is no such corridor.
    """
    row = next((row for row in tables.corridors if row.corridor_id == corridor_id), None)
    if row is None:
        return frozenset()
    legs = {leg for branch in branches(row) for leg in branch}
    ends = {place for leg in tables.legs if leg.leg_id in legs for place in (leg.tail, leg.head)}
    held = {
        operator
        for leg in tables.legs
        if leg.leg_id in legs and leg.operator
        for operator in leg.operator.split("|")
    }
    places = {row.place_id for row in tables.places}
    while more := {
        row.owner_id for row in tables.stakes if row.subject_id in held and row.owner_id
    } - (held | places):
        held |= more
    return frozenset({corridor_id, *belonging(tables, corridor_id)} | legs | ends | held)


def belonging(tables: Tables, corridor_id: str) -> tuple[str, ...]:
    """List the subjects whose figures a corridor's card shows: the distances of its lanes.

    Parameters
    ----------
    tables
        Its subjects are read.
    corridor_id
        Id of a corridor.
    """
    return tuple(row.subject_id for row in tables.subjects if row.corridor_id == corridor_id)
