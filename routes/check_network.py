"""Check what joins legs into a network: gates, transfers, and the figures behind capacities."""

from __future__ import annotations

from collections.abc import Iterator

from routes.check_lines import unknown
from routes.errors import DataError
from routes.figures import find, index
from routes.tables import Tables


def gates(tables: Tables) -> Iterator[DataError]:
    """Find gates and transfers at unknown places, and gates that stand twice."""
    places = {place.place_id for place in tables.places}
    seen: dict[tuple[str, str], int] = {}
    for line, gate in tables.gates.numbered():
        if gate.place_id not in places:
            yield unknown(tables.gates, line, "place_id", gate.place_id, places, "places.csv")
        key = (gate.gate_id, gate.goods)
        if key in seen:
            fault = f"gate '{gate.gate_id}' for {gate.goods} stands in line {seen[key]}, too"
            yield DataError(tables.gates.file, line, fault, "keep one place a gate and good")
        seen[key] = line
    for line, transfer in tables.transfers.numbered():
        if transfer.place_id not in places:
            yield unknown(
                tables.transfers, line, "place_id", transfer.place_id, places, "places.csv"
            )


def capacities(tables: Tables) -> Iterator[DataError]:
    """Find capacities of unknown elements, and those that rest on no figure or on several."""
    known = {leg.leg_id for leg in tables.legs} | {t.transfer_id for t in tables.transfers}
    known |= {gate.gate_id for gate in tables.gates} | {"kazakhstan"}
    figures = index(tables.figures)
    for line, row in tables.capacities.numbered():
        if row.element_id not in known:
            what = "legs.csv, transfers.csv or gates.csv"
            yield unknown(tables.capacities, line, "element_id", row.element_id, known, what)
        for ref in row.figures.split("|"):
            found = find(figures, ref)
            if len(found) != 1:
                fault = f"'{ref}' is {len(found) or 'no'} rows of figures.csv"
                cure = "name one: subject:quantity:source:period@value"
                yield DataError(tables.capacities.file, line, fault, cure)
