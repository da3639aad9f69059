"""Measure a leg: its length, its kilometres by zone with their bounds, its pieces and stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from routes.geometry.calibration import wander_of
from routes.geometry.geodesic import length_km
from routes.geometry.precision import (
    BORDER_KM,
    BORDER_KM_OF,
    Interval,
    Samples,
    belts_near,
    interval_in,
    interval_of,
    sample,
    states_near,
)
from routes.geometry.split import pieces
from routes.model.atlas import AreaKm, BeltKm, Leg, LegRecord, Piece, Stop, ZoneKm
from routes.model.errors import MisplacedError
from routes.model.terms import (
    BEYOND,
    GROUND,
    LAND,
    NEAREST_WATERS,
    TERRITORIAL_SEA,
    UNASSIGNED,
    Kind,
    Medium,
)
from routes.world.zones import Zones

SECTOR_BORDER_KM = 20.0
"""Lines between nearest waters are known within this: a tri-point of the Caspian lies 19 km from
the published one when islands and sea level move the coasts by 3 km (docs/method.md)."""

TOUCH_KM = 0.05
"""A sea leg may lie on land for as little as this: the rounding of a shore crossing."""

NOBODYS: tuple[Kind, ...] = (UNASSIGNED, BEYOND)


@dataclass(frozen=True)
class Point:
    """A point that a line was authored from.

    Attributes
    ----------
    lon, lat
        Position in degrees, WGS84.
    precision_km
        Kilometres within which the true line passes.
    name
        Name of the place; may be "".
    kind
        What lies there; `waypoint` for nothing but the line.
    rank
        1 if a map always names it, 2 if it does where there is room, None if it never does.
    """

    lon: float
    lat: float
    precision_km: float
    name: str = ""
    kind: str = "waypoint"
    rank: int | None = None


def measure(record: LegRecord, points: Sequence[Point], zones: Zones) -> Leg:
    """Measure a leg from the points of its line.

    What lies on land is not in the sea: where a railway or a land pipeline runs along a coast
    that the 1:10m world draws too far inland, its kilometres in the territorial sea count as
    land of the same state (`offshore_km` says how many).

    Parameters
    ----------
    record
        What is known of the leg; its medium decides what land and sea count as.
    points
        Two or more, from tail to head; the line between them is geodesic.
    zones
        The partition, see `load_zones`.

    Returns
    -------
    The leg with every number in kilometres, rounded to the metre; those of stops to 100 m.

    Raises
    ------
    GeometryError
        If the line cannot be measured, see `length_km`.
    MisplacedError
        If more than `TOUCH_KM` of a sea leg lie on land, or of a land leg more than 12 nautical
        miles off the coast.
    InputError
        If a precision is no number of kilometres from 0 to 100.
    """
    xy = np.array([(point.lon, point.lat) for point in points])
    unrolled = pieces(xy, zones)
    _check_place(record, unrolled.pieces)
    offshore = _km_of(unrolled.pieces, TERRITORIAL_SEA) if record.medium == "land" else 0.0
    drawn = _by_medium(record.medium, unrolled.pieces)
    ends = np.array([point.precision_km for point in points])
    bits = sample(xy, ends, zones, wander_of(record.mode))
    known: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields(LegRecord)}
    return Leg(
        **known,
        length_km=round(length_km(xy), 3),
        offshore_km=round(offshore, 3),
        precision_km=max(point.precision_km for point in points),
        zones=_by_zone(drawn, bits, record.medium, zones),
        belts=_belts(bits, zones) if record.medium == "sea" else (),
        areas=_areas(drawn, bits, record.medium, zones),
        pieces=tuple(replace(piece, km=round(piece.km, 3)) for piece in drawn),
        stops=_stops(points),
        line=tuple((lon, lat) for lon, lat in unrolled.line.tolist()),
    )


def _km_of(drawn: Sequence[Piece], *kinds: Kind) -> float:
    return sum((piece.km for piece in drawn if piece.kind in kinds), 0.0)


def _check_place(record: LegRecord, drawn: Sequence[Piece]) -> None:
    """Refuse a sea leg on land and a land leg out at sea."""
    ashore, out = _km_of(drawn, LAND, UNASSIGNED), _km_of(drawn, NEAREST_WATERS, BEYOND)
    if record.medium == "sea" and ashore > TOUCH_KM:
        raise MisplacedError(f"sea leg '{record.leg_id}' lies on land for {ashore:.2f} km")
    if record.medium == "land" and out > TOUCH_KM:
        raise MisplacedError(
            f"land leg '{record.leg_id}' lies more than 12 nm off the coast for {out:.2f} km"
        )


def _by_medium(medium: Medium, drawn: Sequence[Piece]) -> tuple[Piece, ...]:
    """Count sea as land for a leg on land, and land as sea for one at sea; join neighbours."""
    own, other = _own_and_other(medium)
    joined: list[Piece] = []
    for piece in drawn:
        kind = own if piece.kind == other else piece.kind
        last = joined[-1] if joined else None
        if last and (last.state, last.kind, last.area) == (piece.state, kind, piece.area):
            joined[-1] = replace(last, end=piece.end, km=last.km + piece.km)
        else:
            joined.append(replace(piece, kind=kind))
    return tuple(joined)


def _own_and_other(medium: Medium) -> tuple[Kind, Kind]:
    return (LAND, TERRITORIAL_SEA) if medium == "land" else (TERRITORIAL_SEA, LAND)


def _by_zone(
    drawn: Sequence[Piece], bits: Samples, medium: Medium, zones: Zones
) -> tuple[ZoneKm, ...]:
    """List kilometres by state and kind, for every state the leg may touch.

    A zone that the leg misses but may touch stays a row of 0 km: without it *no* would be said
    where the answer is *cannot tell*.
    """
    own, _ = _own_and_other(medium)
    rows = []
    reach = float(bits.precision_km.max())
    border = SECTOR_BORDER_KM if medium == "sea" else max(BORDER_KM, *BORDER_KM_OF.values())
    near = states_near(bits, zones, reach + border)
    for state in sorted(near | {piece.state for piece in drawn if piece.state}):
        inner = interval_of(bits, state, zones)
        km = sum(piece.km for piece in drawn if (piece.state, piece.kind) == (state, own))
        if inner.high > 0:
            rows.append(_zone_km(state, own, km, inner.low, inner.high))
        if medium == "sea" and len(zones.of(state, (NEAREST_WATERS,))):
            km = sum(p.km for p in drawn if (p.state, p.kind) == (state, NEAREST_WATERS))
            low, high = _nearest_waters(bits, state, zones, inner)
            if km > 0 or high > 0:
                rows.append(_zone_km(state, NEAREST_WATERS, km, low, high))
    for kind in NOBODYS:
        rest = _km_of(drawn, kind)
        if rest > 0:
            rows.append(_zone_km("", kind, rest, rest, rest))
    return tuple(rows)


def _belts(bits: Samples, zones: Zones) -> tuple[BeltKm, ...]:
    """List the kilometres within 12 miles of each set of coasts."""
    near = belts_near(bits, zones)
    masks = near.values()
    km_of: dict[tuple[str, ...], list[float]] = {}
    for column, by_state in enumerate(
        ([m.inside for m in masks], [m.surely for m in masks], [m.maybe for m in masks])
    ):
        sets, of = np.unique(np.array(by_state).reshape(len(near), -1), axis=1, return_inverse=True)
        for i, total in enumerate(np.bincount(of.ravel(), weights=bits.km)):
            states = tuple(state for state, among in zip(near, sets[:, i], strict=True) if among)
            if states:
                km_of.setdefault(states, [0.0, 0.0, 0.0])[column] = round(float(total), 3)
    return tuple(BeltKm(states, *km_of[states]) for states in sorted(km_of))


def _areas(
    drawn: Sequence[Piece], bits: Samples, medium: Medium, zones: Zones
) -> tuple[AreaKm, ...]:
    """List the kilometres in each disputed area that the leg may touch."""
    own, _ = _own_and_other(medium)
    rows = []
    for area in sorted(set(zones.area) - {""}):
        for kind, kinds, border_km in (
            (own, GROUND, BORDER_KM),
            (NEAREST_WATERS, frozenset({NEAREST_WATERS}), SECTOR_BORDER_KM),
        ):
            if kind == NEAREST_WATERS and medium != "sea":
                continue
            km = sum(p.km for p in drawn if (p.area, p.kind) == (area, kind))
            bounds = interval_in(bits, zones.of_area(area, kinds), zones, border_km)
            if km > 0 or bounds.high > 0:
                low, high = min(bounds.low, km), max(bounds.high, km)
                rows.append(AreaKm(area, kind, round(km, 3), round(low, 3), round(high, 3)))
    return tuple(rows)


def _nearest_waters(
    bits: Samples, state: str, zones: Zones, inner: Interval
) -> tuple[float, float]:
    """Bound the kilometres in waters nearest to a state: what is near its own 12 nm may be either.

    `inner` are the bounds of the territorial sea.
    """
    own = interval_of(bits, state, zones, frozenset({NEAREST_WATERS}), SECTOR_BORDER_KM)
    if own.high == 0:
        return 0.0, 0.0
    outer = interval_of(bits, state, zones, GROUND | {NEAREST_WATERS}, SECTOR_BORDER_KM)
    return max(0.0, outer.low - inner.high), min(own.high, outer.high - inner.low)


def _zone_km(state: str, kind: Kind, km: float, low: float, high: float) -> ZoneKm:
    return ZoneKm(state, kind, round(float(km), 3), round(min(low, km), 3), round(max(high, km), 3))


def _stops(points: Sequence[Point]) -> tuple[Stop, ...]:
    """List the named points with their kilometre, counted from the tail."""
    stops, km = [], 0.0
    for before, point in zip([None, *points], points, strict=False):
        if before is not None:
            km += length_km([(before.lon, before.lat), (point.lon, point.lat)])
        if point.rank:
            stops.append(
                Stop(point.name, point.kind, round(km, 1), point.rank, point.lon, point.lat)
            )
    return tuple(stops)
