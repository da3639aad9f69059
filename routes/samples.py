"""Cut a line into short bits, each in one zone and with its precision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike

from routes.errors import GeometryError, InputError
from routes.geodesic import STEP_KM, Floats, Ints, segments
from routes.geometry import span_ends
from routes.nearness import MAX_KM
from routes.zones import Zones

SAMPLE_KM = 0.5
LONG_SEGMENT_SHARE = 0.02
"""A long segment between two good points still wanders: at least this share of its length.

A choice, not a measurement.
"""


@dataclass(frozen=True, eq=False)
class Samples:
    """Bits of a line, each in one zone: midpoints, km, zone (-1 for none), precision in km."""

    at: Floats
    km: Floats
    zone: Ints
    precision_km: Floats


def sample(line: ArrayLike, precision_km: float | ArrayLike, zones: Zones) -> Samples:
    """Cut a line at every crossing and at least every half kilometre.

    Parameters
    ----------
    line
        Shape (n, 2), lon/lat in degrees.
    precision_km
        Of the whole line, or of each of its n points; a segment has the worse of its two ends',
        and at least `LONG_SEGMENT_SHARE` of its length.
    zones
        The partition.

    Raises
    ------
    GeometryError
        If the line cannot be measured, or the precisions do not match its points.
    InputError
        If a precision is negative, not a number, or so large that nothing could be said.
    """
    xy = np.asarray(line, dtype=float)
    seg = segments([xy], STEP_KM)
    each = _per_segment(precision_km, len(xy))
    whole = np.bincount(seg.source, weights=seg.km, minlength=len(each))
    each = np.minimum(np.maximum(each, LONG_SEGMENT_SHARE * whole), MAX_KM)
    spans = zones.index.locate(seg.a, seg.b)
    a, b, km = span_ends(seg, spans)
    parts = np.maximum(np.ceil(km / SAMPLE_KM), 1).astype(np.intp)
    of = np.repeat(np.arange(len(parts)), parts)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = ((nth + 0.5) / parts[of])[:, None]
    return Samples(
        a[of] + share * (b[of] - a[of]),
        (km / parts)[of],
        spans.zone[of],
        each[seg.source[spans.segment[of]]],
    )


def states_near(bits: Samples, zones: Zones, reach_km: float) -> set[str]:
    """Return the states with a zone within `reach_km` of a sampled line, and some not far off."""
    turn = 1 / 110.5 / np.maximum(np.cos(np.radians(bits.at[:, 1])), 0.05)
    reach = reach_km * np.column_stack([turn, np.full(len(turn), 1 / 110.5)])
    # Ten samples (5 km) share a box.
    first = np.arange(0, len(bits.at), 10)
    low = np.minimum.reduceat(bits.at - reach, first)
    high = np.maximum.reduceat(bits.at + reach, first)
    tiles = zones.index.tree.query(shapely.box(*low.T, *high.T))[1]
    return {zones.state[z] for z in np.unique(zones.index.tile_zone[tiles])}


def _per_segment(precision_km: float | ArrayLike, points: int) -> Floats:
    """Return the precision of each segment: the worse of its two ends."""
    given = np.asarray(precision_km, dtype=float)
    if given.ndim > 1 or (given.ndim == 1 and len(given) != points):
        raise GeometryError(f"{given.size} precisions for {points} points; give one, or one each")
    bad = ~((given >= 0) & (given <= MAX_KM))
    if bad.any():
        worst = float(np.atleast_1d(given)[int(np.argmax(np.atleast_1d(bad)))])
        raise InputError("precision_km", worst, f"give kilometres from 0 to {MAX_KM:g}")
    each = np.broadcast_to(given, (points,))
    return np.asarray(np.maximum(each[:-1], each[1:]))
