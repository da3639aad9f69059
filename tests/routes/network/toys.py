"""Small networks made up by hand: a field in Kazakhstan, lines, ports and a market."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from routes.files.load import load_tables
from routes.model.atlas import Atlas, Leg, Spot, ZoneKm
from routes.model.rows import Capacity, Figure, Gate, Row, Transfer
from routes.model.tables import Table, Tables

YEAR = 2023


def leg(leg_id: str, tail: str, head: str, *zones: ZoneKm, **other: Any) -> Leg:
    """Make an oil pipeline of 100 km; its name is its id in capitals."""
    values: dict[str, Any] = {
        "name": leg_id.upper(),
        "mode": "pipeline",
        "medium": "land",
        "goods": "oil",
        "status": "operating",
        "since": "",
        "until": "",
        "operator": "",
        "source_id": "",
        "note": "",
        "length_km": 100.0,
        "offshore_km": 0.0,
        "precision_km": 1.0,
        "pieces": (),
        "stops": (),
    }
    return Leg(leg_id=leg_id, tail=tail, head=head, zones=zones, **(values | other))


def place(place_id: str, country: str, kind: str = "station") -> Spot:
    """Make a place; its name is its id in capitals."""
    return Spot(
        place_id=place_id,
        name=place_id.upper(),
        label=place_id.upper(),
        country=country,
        kind=kind,
        lon=0.0,
        lat=0.0,
        source_id="made_up",
    )


def atlas(legs: Iterable[Leg], places: Iterable[Spot]) -> Atlas:
    """Make an atlas without corridors; its states are those of the places."""
    spots = {one.place_id: one for one in places}
    states = {one.country: f"State of {one.country}" for one in spots.values()}
    return Atlas("1", {}, {one.leg_id: one for one in legs}, spots, states)


def gates(origin: str, market: str) -> tuple[Gate, ...]:
    """Make an origin and a market of oil with the ids of their places."""
    ends = (("origin", origin), ("market", market))
    return tuple(
        Gate.model_validate(
            {
                "gate_id": one,
                "role": role,
                "goods": "oil",
                "place_id": one,
                "name_en": one.upper(),
                "source_id": "made_up",
            }
        )
        for role, one in ends
    )


def transfer(place_id: str, before: str, after: str) -> Transfer:
    """Make a change of mode for oil, `PLACE_transfer`."""
    return Transfer.model_validate(
        {
            "transfer_id": f"{place_id}_transfer",
            "place_id": place_id,
            "goods": "oil",
            "from_modes": before,
            "to_mode": after,
            "name_en": f"{place_id.upper()} transfer",
            "source_id": "made_up",
        }
    )


def known(element: str, role: str, *mt: float) -> tuple[Capacity, tuple[Figure, ...]]:
    """Make what rival sources say of an element in the year, Mt (moorings for `units`)."""
    unit = "moorings" if role == "units" else "Mt"
    figures = tuple(
        Figure.model_validate(
            {
                "subject_id": element,
                "quantity": role,
                "value": value,
                "unit": unit,
                "period": str(YEAR),
                "source_id": f"source{n}",
            }
        )
        for n, value in enumerate(mt)
    )
    refs = "|".join(f"{element}:{role}:{row.source_id}" for row in figures)
    row = Capacity.model_validate(
        {"element_id": element, "years": str(YEAR), "role": role, "figures": refs}
    )
    return row, figures


def tables(
    gates: Iterable[Gate] = (),
    transfers: Iterable[Transfer] = (),
    capacities: Iterable[tuple[Capacity, tuple[Figure, ...]]] = (),
) -> Tables:
    """Make tables of a network; nothing is known of owners and courts."""
    rows = list(capacities)
    made: dict[str, Iterable[Row]] = {
        "gates": gates,
        "transfers": transfers,
        "capacities": [row for row, _ in rows],
        "figures": [figure for _, figures in rows for figure in figures],
        "stakes": (),
        "jurisdictions": (),
    }
    return replace(_loaded(), **{name: _table(rows) for name, rows in made.items()})


@cache
def _loaded() -> Tables:
    return load_tables()


def _table(rows: Iterable[Row]) -> Table[Any]:
    kept = tuple(rows)
    return Table("made up", kept, tuple(range(2, 2 + len(kept))))
