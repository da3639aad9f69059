"""Check what is drawn: ids, legs with their ends and waypoints, corridors of legs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from routes.errors import DataError, nearest_name
from routes.geodesic import length_km
from routes.model import Place, Row, Waypoint
from routes.tables import Table, Tables, branches, points_of

END_KM = 15.0
"""A leg begins this near to its tail: a sea leg lies in water, off its port."""


def unknown(
    table: Table[Row], line: int, column: str, wrong: str, known: Iterable[str], what: str
) -> DataError:
    """Describe an id that no row has, with the nearest that one has."""
    cure = nearest_name(wrong, known) or f"add it as a row of {what}"
    return DataError(table.file, line, f"{column} '{wrong}' is no row of {what}", cure)


def keys(tables: Tables) -> Iterator[DataError]:
    """Find ids that stand twice."""
    keyed: list[tuple[Table[Row], str]] = [
        (tables.places, "place_id"), (tables.legs, "leg_id"), (tables.corridors, "corridor_id"),
        (tables.quotes, "quote_id"), (tables.endnotes, "number"), (tables.events, "event_id"),
        (tables.sources, "source_id"), (tables.subjects, "subject_id"),
        (tables.transfers, "transfer_id"),
    ]  # fmt: skip
    for table, key in keyed:
        seen: dict[str, int] = {}
        for line, row in table.numbered():
            name = getattr(row, key)
            if name in seen:
                fault = f"{key} '{name}' stands in line {seen[name]}, too"
                yield DataError(table.file, line, fault, "give each row an id of its own")
            seen[name] = line


def legs(tables: Tables) -> Iterator[DataError]:
    """Find legs between unknown places, and waypoints that leave a gap or belong to no leg."""
    places = {place.place_id for place in tables.places}
    points = points_of(tables)
    known = {leg.leg_id for leg in tables.legs}
    for line, leg in tables.legs.numbered():
        for column in ("tail", "head"):
            if (place := getattr(leg, column)) not in places:
                yield unknown(tables.legs, line, column, place, places, "places.csv")
        if len(points.get(leg.leg_id, ())) < 2:
            fault = f"leg '{leg.leg_id}' has fewer than two waypoints"
            yield DataError(tables.legs.file, line, fault, "add its points to waypoints.csv")
    last: dict[str, int] = {}
    for line, point in tables.waypoints.numbered():
        if point.leg_id not in known:
            yield unknown(tables.waypoints, line, "leg_id", point.leg_id, known, "legs.csv")
        wanted = last.get(point.leg_id, 0) + 1
        if point.seq != wanted:
            fault = f"seq {point.seq} of leg '{point.leg_id}' follows {wanted - 1}"
            yield DataError(tables.waypoints.file, line, fault, f"write {wanted}")
        last[point.leg_id] = point.seq


def ends(tables: Tables) -> Iterator[DataError]:
    """Find legs that end far from their places."""
    places = {place.place_id: place for place in tables.places}
    points = points_of(tables)
    for line, leg in tables.legs.numbered():
        of_leg = points.get(leg.leg_id)
        for column, index in (("tail", 0), ("head", -1)):
            place = places.get(getattr(leg, column))
            if not of_leg or place is None:
                continue
            off = _apart_km(of_leg[index], place)
            if off > END_KM:
                name = of_leg[index].place_name
                yield DataError(
                    tables.legs.file, line,
                    f"leg '{leg.leg_id}' ends {off:.1f} km from its {column} '{place.place_id}'",
                    f"bring its waypoint '{name}' within {END_KM:g} km",
                )  # fmt: skip


def _apart_km(point: Waypoint, place: Place) -> float:
    a, b = (point.lon, point.lat), (place.lon, place.lat)
    return 0.0 if a == b else length_km([a, b])


def corridors(tables: Tables) -> Iterator[DataError]:
    """Find corridors of unknown legs, legs that do not meet, and legs that no corridor has."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    used: set[str] = set()
    for line, row in tables.corridors.numbered():
        for branch in branches(row):
            used.update(branch)
            for leg in branch:
                if leg not in legs:
                    yield unknown(tables.corridors, line, "leg_ids", leg, legs, "legs.csv")
            for before, after in pairwise(branch):
                if before in legs and after in legs and legs[before].head != legs[after].tail:
                    yield DataError(
                        tables.corridors.file, line,
                        f"'{after}' begins at '{legs[after].tail}', but '{before}' before it "
                        f"ends at '{legs[before].head}'",
                        "put the legs in order, or start a new branch with |",
                    )  # fmt: skip
    for line, leg_row in tables.legs.numbered():
        if leg_row.leg_id not in used and leg_row.part == "corridor":
            fault = f"leg '{leg_row.leg_id}' is in no corridor and would not be drawn"
            cure = "add it to a row of corridors.csv, or write feeder as its part"
            yield DataError(tables.legs.file, line, fault, cure)
        elif leg_row.leg_id in used and leg_row.part == "feeder":
            fault = f"leg '{leg_row.leg_id}' is a feeder, yet in a corridor"
            yield DataError(tables.legs.file, line, fault, "write corridor as its part")
