"""Measure every leg of the tables and hold them as an atlas, before any of it is a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from routes.geometry.calibration import point_km
from routes.geometry.measure import Point, measure
from routes.model.atlas import Atlas, Corridor, Leg, LegRecord, Spot
from routes.model.borders import UN, Area, Borders
from routes.model.errors import BuildError, DataError, GeometryError, MisplacedError
from routes.model.rows import CorridorRow, DisputedArea, LegRow, Place, Waypoint
from routes.model.tables import Tables, branches, points_of
from routes.world.zones import Zones


def measured_atlas(
    tables: Tables,
    zones: Zones,
    data_version: str,
    state_names: Mapping[str, str],
    borders: Borders = UN,
) -> Atlas:
    """Measure the legs of the tables.

    Parameters
    ----------
    tables
        Everything people write, without a fault that `check` would find.
    zones
        The partition, see `load_zones`.
    data_version
        Date and hash of the tables.
    state_names
        Names of states in English by ISO 3166-1 alpha-2 code.
    borders
        Set of borders that the zones are of.

    Raises
    ------
    BuildError
        If lines cannot be measured or lie where they cannot, with every such row.
    """
    points = points_of(tables)
    called = {row.operator_id: row.label_en for row in tables.operators}
    legs: dict[str, Leg] = {}
    faults = []
    for line, row in tables.legs.numbered():
        try:
            legs[row.leg_id] = measured_leg(row, points[row.leg_id], zones, called)
        except MisplacedError as fault:
            cure = "move its waypoints, or correct its medium"
            faults.append(DataError(tables.legs.file, line, str(fault), cure))
        except GeometryError as fault:
            what = f"leg '{row.leg_id}' cannot be measured: {fault}"
            faults.append(DataError(tables.legs.file, line, what, "correct its waypoints"))
    if faults:
        raise BuildError(faults)
    return atlas_of(tables, legs, data_version, state_names, zones, borders)


def measured_leg(
    row: LegRow, points: Sequence[Waypoint], zones: Zones, called: Mapping[str, str]
) -> Leg:
    """Measure one leg of the tables.

    Parameters
    ----------
    row
        Its row.
    points
        Its waypoints, in order of `seq`.
    zones
        The partition, see `load_zones`.
    called
        Short names of operators, by id.

    Raises
    ------
    GeometryError
        If its line cannot be measured or lies where it cannot.
    """
    return measure(_record(row, called), _points(points), zones)


def atlas_of(
    tables: Tables,
    legs: Mapping[str, Leg],
    data_version: str,
    state_names: Mapping[str, str],
    zones: Zones | None = None,
    borders: Borders = UN,
) -> Atlas:
    """Return the atlas of measured legs.

    Parameters
    ----------
    tables
        Their corridors and places are read.
    legs
        The legs by id.
    data_version
        Date and hash of the tables.
    state_names
        Names of states in English by ISO 3166-1 alpha-2 code.
    zones
        The partition that they were measured by; None where no place is in a disputed area.
    borders
        Set of borders that the zones are of.
    """
    ends = {end for leg in legs.values() for end in (leg.tail, leg.head)}
    return Atlas(
        data_version,
        {row.corridor_id: _corridor(row) for row in tables.corridors},
        dict(legs),
        {row.place_id: _spot(row, zones) for row in tables.places if row.place_id in ends},
        dict(state_names),
        borders,
        {row.area_id: area_of(row) for row in tables.areas} if borders != UN else {},
    )


def _record(row: LegRow, called: Mapping[str, str]) -> LegRecord:
    operators = tuple(row.operator.split("|")) if row.operator else ()
    return LegRecord(
        leg_id=row.leg_id,
        name=row.name_en,
        tail=row.tail,
        head=row.head,
        mode=row.mode,
        medium=row.medium,
        goods=row.goods,
        status=row.status,
        since=row.since or "",
        until=row.until or "",
        operator=", ".join(called[one] for one in operators),
        operators=operators,
        source_id=row.source_id,
        note=row.note or "",
    )


def _points(rows: Sequence[Waypoint]) -> list[Point]:
    return [
        Point(
            row.lon,
            row.lat,
            point_km(row.evidence, row.wider_km),
            row.place_name,
            row.kind,
            row.rank,
        )
        for row in rows
    ]


def _corridor(row: CorridorRow) -> Corridor:
    return Corridor(
        corridor_id=row.corridor_id,
        name=row.name_en,
        path=row.path_en,
        group=row.group,
        in_article=row.in_article == "yes",
        rule=row.verdict_rule,
        note=row.note or "",
        branches=tuple(tuple(branch) for branch in branches(row)),
    )


def _spot(row: Place, zones: Zones | None) -> Spot:
    return Spot(
        place_id=row.place_id,
        name=row.name_en,
        label=row.label_en,
        country=_controller(row, zones) or row.country or "",
        kind=row.kind,
        lon=row.lon,
        lat=row.lat,
        source_id=row.source_id,
    )


def _controller(row: Place, zones: Zones | None) -> str:
    """Return the state that controls the disputed area that a place lies in; "" elsewhere."""
    if zones is None or not zones.area or not row.country:
        return ""
    zone = int(zones.index.zone_at(np.array([[row.lon, row.lat]]))[0])
    return zones.state[zone] if zone >= 0 and zones.area[zone] else ""


def area_of(row: DisputedArea) -> Area:
    """Return a disputed area as its row states it.

    Parameters
    ----------
    row
        Row of areas.csv.
    """
    return Area(
        row.area_id, row.name_en, row.controller, row.claimant, row.source_id, row.note or ""
    )
