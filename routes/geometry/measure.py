"""Measure one leg: its kilometres by zone with their bounds, its pieces and its named stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.geometry.geodesic import Floats, length_km
from routes.geometry.precision import (
    BORDER_KM,
    BORDER_KM_OF,
    Interval,
    Samples,
    interval_of,
    sample,
    states_near,
)
from routes.geometry.split import Piece, pieces
from routes.model.rows import Waypoint
from routes.world.zones import BEYOND, LAND, NEAREST_WATERS, TERRITORIAL_SEA, UNASSIGNED, Zones

SECTOR_BORDER_KM = 20.0
"""Lines between nearest waters are known within this: a tri-point of the Caspian lies 19 km from
the published one when islands and sea level move the coasts by 3 km (docs/method.md)."""

TOUCH_KM = 0.05
"""A sea leg may lie on land for as little as this: the rounding of a shore crossing."""


@dataclass(frozen=True)
class Measured:
    """A leg in numbers; `line` has shape (n, 2), lon/lat, with a vertex at each crossing."""

    line: Floats
    km_at: Floats
    length_km: float
    pieces: tuple[Piece, ...]
    zones: tuple[dict[str, object], ...]
    ashore_km: float
    offshore_km: float


def measure(points: Sequence[Waypoint], medium: str, zones: Zones) -> Measured:
    """Measure a leg from its points.

    What lies on land is not in the sea: where a railway or a land pipeline runs along a coast
    that the 1:10m world draws too far inland, its kilometres in the territorial sea count as
    land of the same state (`offshore_km` says how many). A sea leg has no land: what it touches
    is `ashore_km`, a fault of the data when above `TOUCH_KM`.
    """
    xy = np.array([(point.lon, point.lat) for point in points])
    unrolled = pieces(xy, zones)
    ashore, offshore = 0.0, 0.0
    told = []
    for piece in unrolled.pieces:
        kind = piece.kind
        if medium == "land" and kind == TERRITORIAL_SEA:
            offshore += piece.km
            kind = LAND
        elif medium == "sea" and kind == LAND:
            ashore += piece.km
            kind = TERRITORIAL_SEA
        elif medium == "sea" and kind == UNASSIGNED:
            ashore += piece.km
        told.append(Piece(piece.state, kind, piece.start, piece.end, piece.km))
    precision = np.array([point.precision_km for point in points])
    bits = sample(xy, precision, zones)
    merged = _merge(told)
    rows = _by_zone(merged, bits, medium, zones)
    return Measured(unrolled.line, unrolled.km, length_km(xy), merged, rows, ashore, offshore)


def _merge(told: Sequence[Piece]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for piece in told:
        if out and (out[-1].state, out[-1].kind) == (piece.state, piece.kind):
            last = out.pop()
            piece = Piece(piece.state, piece.kind, last.start, piece.end, last.km + piece.km)
        out.append(piece)
    return tuple(out)


def _by_zone(
    told: Sequence[Piece], bits: Samples, medium: str, zones: Zones
) -> tuple[dict[str, object], ...]:
    """List km, km_low, km_high by (state, kind), for every state the leg may touch.

    A zone that the leg misses but may touch stays a row of 0 km: without it *no* would be said
    where the answer is *cannot tell*.
    """
    own = LAND if medium == "land" else TERRITORIAL_SEA
    rows = []
    reach = float(bits.precision_km.max())
    border = SECTOR_BORDER_KM if medium == "sea" else max(BORDER_KM, *BORDER_KM_OF.values())
    near = states_near(bits, zones, reach + border)
    for state in sorted(near | {piece.state for piece in told if piece.state}):
        inner = interval_of(bits, state, zones, (LAND, TERRITORIAL_SEA))
        km = sum(piece.km for piece in told if (piece.state, piece.kind) == (state, own))
        if inner.high > 0:
            rows.append(_row(state, own, km, inner.low, inner.high))
        if medium == "sea" and len(zones.of(state, (NEAREST_WATERS,))):
            km = sum(p.km for p in told if (p.state, p.kind) == (state, NEAREST_WATERS))
            low, high = _nearest_waters(bits, state, zones, inner)
            if km > 0 or high > 0:
                rows.append(_row(state, NEAREST_WATERS, km, low, high))
    for kind in (UNASSIGNED, BEYOND):
        rest = sum(piece.km for piece in told if piece.kind == kind)
        if rest > 0:
            rows.append(_row("", kind, rest, rest, rest))
    return tuple(rows)


def _nearest_waters(
    bits: Samples, state: str, zones: Zones, inner: Interval
) -> tuple[float, float]:
    """Bound the kilometres in waters nearest to a state: what is near its own 12 nm may be either.

    `inner` are the bounds of the territorial sea.
    """
    own = interval_of(bits, state, zones, (NEAREST_WATERS,), SECTOR_BORDER_KM)
    if own.high == 0:
        return 0.0, 0.0
    kinds = (LAND, TERRITORIAL_SEA, NEAREST_WATERS)
    outer = interval_of(bits, state, zones, kinds, SECTOR_BORDER_KM)
    return max(0.0, outer.low - inner.high), min(own.high, outer.high - inner.low)


def _row(state: str, kind: str, km: float, low: float, high: float) -> dict[str, object]:
    return {
        "state": state,
        "kind": kind,
        "km": round(float(km), 3),
        "km_low": round(min(low, km), 3),
        "km_high": round(max(high, km), 3),
    }
