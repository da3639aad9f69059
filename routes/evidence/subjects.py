"""Name what rows are about, and list what belongs to a corridor."""

from __future__ import annotations

from routes.model.tables import Tables, branches


def labels(tables: Tables) -> dict[str, str]:
    """Return a short name for everything that a row can be about, by id, as lists have it.

    A place has its label: `Ceyhan`, where `full_names` has `Ceyhan marine terminal`.

    Parameters
    ----------
    tables
        Its places, legs, corridors, operators and subjects are read.
    """
    return _named(tables, {row.place_id: row.label_en for row in tables.places})


def full_names(tables: Tables) -> dict[str, str]:
    """Return the name of everything that a row can be about, by id, as sentences have it.

    Parameters
    ----------
    tables
        Its places, legs, corridors, operators and subjects are read.
    """
    return _named(tables, {row.place_id: row.name_en for row in tables.places})


def _named(tables: Tables, places: dict[str, str]) -> dict[str, str]:
    return {
        **{row.subject_id: row.name_en for row in tables.subjects},
        **{row.operator_id: row.name_en for row in tables.operators},
        **places,
        **{row.leg_id: row.name_en for row in tables.legs},
        **{row.corridor_id: row.name_en for row in tables.corridors},
    }


def concerned(tables: Tables, corridor_id: str) -> frozenset[str]:
    """List a corridor, its legs and their places: a row about one of them is about it.

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
    return frozenset({corridor_id} | legs | ends)
