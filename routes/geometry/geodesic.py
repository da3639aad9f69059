"""Measure lengths on WGS84, fill lines up along their geodesics, and refuse what is no line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from routes.model.errors import GeometryError

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

GEOD = Geod(ellps="WGS84")
STEP_KM = 5.0
"""Spacing of the points along a geodesic: a straight lon/lat line strays 0.5 m in 5 km."""

_A_KM, _E2 = GEOD.a / 1000.0, GEOD.es
_SERIES_KM, _SERIES_LAT = 15.0, 80.0


class Segments(NamedTuple):
    """Short segments of many lines in order; none crosses the antimeridian.

    Attributes
    ----------
    a, b
        Shape (n, 2), their ends, lon/lat in degrees.
    km
        Shape (n,), geodesic length of each in kilometres.
    line
        Shape (n,), number of the line of each.
    source
        Shape (n,), number of the given segment that each is part of, counted over all lines.
    """

    a: Floats
    b: Floats
    km: Floats
    line: Ints
    source: Ints


def length_km(line: ArrayLike) -> float:
    """Measure a line in kilometres as the sum of its geodesics on WGS84.

    >>> round(length_km([(0.0, 0.0), (1.0, 0.0)]), 4)
    111.3195

    Parameters
    ----------
    line
        Shape (n, 2), lon/lat in degrees, n >= 2.

    Raises
    ------
    GeometryError
        If the line is empty, has one point, no length, or a coordinate that is not finite or
        lies outside ±180°, ±90°.
    """
    xy, _ = checked([np.asarray(line, dtype=float)])
    return float(segment_km(xy[:-1], xy[1:]).sum())


def segment_km(a: Floats, b: Floats) -> Floats:
    """Measure geodesics in kilometres.

    Short ones by the Gauss mid-latitude series to second order (at most 1.3e-9 of the length
    off for 10 km, 4 times as fast), the others by Karney's method in pyproj.

    Parameters
    ----------
    a, b
        Their ends, shape (n, 2), lon/lat in degrees.
    """
    mid = np.radians((a[:, 1] + b[:, 1]) / 2)
    df = np.radians(b[:, 1] - a[:, 1])
    dl = np.radians(np.mod(b[:, 0] - a[:, 0] + 180.0, 360.0) - 180.0)
    sin2, cos2 = np.sin(mid) ** 2, np.cos(mid) ** 2
    w2 = 1 - _E2 * sin2
    n = _A_KM / np.sqrt(w2)
    m = n * (1 - _E2) / w2
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        t2, n2 = sin2 / cos2, _E2 / (1 - _E2) * cos2
        x = 1 - dl**2 * sin2 / 24 + df**2 * (1 + n2 - 9 * n2 * t2) / (24 * (1 + n2) ** 2)
        y = 1 - dl**2 * cos2 * (2 + 3 * t2 + 2 * n2) / 24
        km = np.hypot(n * np.cos(mid) * dl * x, m * df * y)
    near_pole = np.maximum(np.abs(a[:, 1]), np.abs(b[:, 1])) > _SERIES_LAT
    far = np.flatnonzero(near_pole | ~(km < _SERIES_KM) | (np.abs(df) > 0.2))
    if len(far):
        km[far] = GEOD.inv(a[far, 0], a[far, 1], b[far, 0], b[far, 1])[2] / 1000.0
    return np.asarray(km, dtype=np.float64)


def checked(lines: Sequence[Floats], first: int = 0) -> tuple[Floats, Ints]:
    """Return all points of all lines and the number of points of each, or refuse.

    Parameters
    ----------
    lines
        Arrays of shape (n, 2), lon/lat in degrees.
    first
        Number of the first line in error messages.

    Raises
    ------
    GeometryError
        As `length_km`; the message gives the number of the line, counted from `first`.
    """
    for i, line in enumerate(lines, start=first):
        if line.ndim != 2 or line.shape[1] != 2 or len(line) < 2:
            fault = "is empty" if line.size == 0 else f"has shape {line.shape}"
            raise GeometryError(f"line {i} {fault}; give two or more points, (lon, lat) each")
    xy, count = np.concatenate(lines), np.array([len(line) for line in lines], dtype=np.intp)
    # Written so that NaN fails as well.
    bad = ~((np.abs(xy[:, 0]) <= 180.0) & (np.abs(xy[:, 1]) <= 90.0))
    if bad.any():
        at = int(np.argmax(bad))
        i = int(np.searchsorted(np.cumsum(count), at, side="right"))
        lon, lat = xy[at]
        raise GeometryError(
            f"line {first + i} point {at - int(count[:i].sum())}: ({lon}, {lat}) is no (lon, lat);"
            " longitude must lie in ±180°, latitude in ±90°"
        )
    # One place may be written in several ways: 180° and -180°, any longitude at a pole.
    place = xy.copy()
    place[place[:, 0] == 180.0, 0] = -180.0
    place[np.abs(place[:, 1]) == 90.0, 0] = 0.0
    moves = (place[1:] != place[:-1]).any(axis=1)
    start = np.cumsum(count) - count
    still = np.array([not moves[s : s + c - 1].any() for s, c in zip(start, count, strict=True)])
    if still.any():
        i = int(np.argmax(still))
        raise GeometryError(f"line {first + i} has no length: all its points are the same")
    return xy, count


def segments(
    lines: Sequence[Floats],
    step_km: float | None = STEP_KM,
    *,
    cut_antimeridian: bool = True,
    first: int = 0,
) -> Segments:
    """Cut lines into segments of at most `step_km`, along their geodesics.

    Parameters
    ----------
    lines
        Arrays of shape (n, 2), lon/lat in degrees.
    step_km
        Longest segment wanted in kilometres; None leaves them as given.
    cut_antimeridian
        Cut at ±180° what passes it (straight in lon/lat, as the segment is short).
    first
        Number of the first line in error messages.
    """
    xy, count = checked(lines, first)
    line = np.repeat(np.arange(len(count)), count)
    real = np.flatnonzero(line[1:] == line[:-1])
    seg = Segments(
        xy[real], xy[real + 1], segment_km(xy[real], xy[real + 1]), line[real], np.arange(len(real))
    )
    if step_km is not None:
        seg = _filled(seg, step_km)
    return _cut_at_180(seg) if cut_antimeridian else seg


def _filled(seg: Segments, step_km: float) -> Segments:
    parts = np.maximum(np.ceil(seg.km / step_km * (1 - 1e-9)), 1).astype(np.intp)
    if (parts == 1).all():
        return seg
    of = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(of)) - np.repeat(np.cumsum(parts) - parts, parts)
    a, inner = seg.a[of], np.flatnonzero(step > 0)
    long = np.flatnonzero(parts > 1)
    azimuth = np.zeros(len(parts))
    azimuth[long] = GEOD.inv(*seg.a[long].T, *seg.b[long].T)[0]
    metres = seg.km[of[inner]] * 1000.0 * step[inner] / parts[of[inner]]
    lon, lat = seg.a[of[inner]].T
    a[inner] = np.column_stack(GEOD.fwd(lon, lat, azimuth[of[inner]], metres)[:2])
    b = seg.b[of]
    b[inner - 1] = a[inner]
    return Segments(a, b, (seg.km / parts)[of], seg.line[of], seg.source[of])


def _cut_at_180(seg: Segments) -> Segments:
    over = np.flatnonzero(np.abs(seg.b[:, 0] - seg.a[:, 0]) > 180.0)
    if not len(over):
        return seg
    a, b = seg.a[over], seg.b[over]
    side = np.where(a[:, 0] > 0, 180.0, -180.0)
    run = b[:, 0] + 2 * side - a[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(run == 0, 0.0, (side - a[:, 0]) / run)
    lat = a[:, 1] + share * (b[:, 1] - a[:, 1])
    twice = np.ones(len(seg.km), dtype=np.intp)
    twice[over] = 2
    out = Segments(
        np.repeat(seg.a, twice, axis=0),
        np.repeat(seg.b, twice, axis=0),
        np.repeat(seg.km, twice),
        np.repeat(seg.line, twice),
        np.repeat(seg.source, twice),
    )
    left = over + np.arange(len(over))
    out.b[left] = np.column_stack([side, lat])
    out.a[left + 1] = np.column_stack([-side, lat])
    out.km[left] *= share
    out.km[left + 1] *= 1 - share
    return out
