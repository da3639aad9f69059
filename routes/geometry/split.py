"""Split lines by zone, each cut in kilometres on the WGS84 ellipsoid.

Lines are arrays of shape (n, 2), lon/lat in degrees. A leg is a geodesic between its points, so
long segments are first filled up along the geodesic; a cut then takes its share of the segment's
geodesic length, which makes the parts add up to the whole by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from routes.geometry.geodesic import STEP_KM, Floats, Ints, Segments, segments
from routes.model.atlas import Piece
from routes.model.terms import BEYOND, UNASSIGNED, Kind
from routes.world.index import Spans
from routes.world.zones import Zones

CHUNK_POINTS = 500_000
"""Points that are split at a time, to bound memory."""
SHORTEST_PIECE_KM = 0.001
SLIT_KM = 0.02
"""Less than this of `beyond` is a slit between two zones that were rounded apart."""


@dataclass(frozen=True, eq=False)
class Unrolled:
    """A line taken apart by zone.

    Attributes
    ----------
    line
        Shape (n, 2), lon/lat in degrees: the line filled up along geodesics, with a vertex at each
        crossing.
    km
        Shape (n,), kilometres of each vertex from the first.
    pieces
        Stretches by zone, from the first vertex to the last; their km add up to the length.
    """

    line: Floats
    km: Floats
    pieces: tuple[Piece, ...]


def split(
    lines: Sequence[ArrayLike], zones: Zones, step_km: float | None = STEP_KM
) -> pd.DataFrame:
    """Measure how many kilometres of each line lie in each state's zone.

    Parameters
    ----------
    lines
        Arrays of shape (n, 2), lon/lat in degrees; they may cross the antimeridian.
    zones
        The partition, see `load_zones`.
    step_km
        Kilometres to which lines are filled up along geodesics; None takes the segments as
        straight in lon/lat.

    Returns
    -------
    One row per (line, state, kind) with `km` > 0, in order of line and zone. `state` is "" and
    `kind` "beyond" outside all zones, and "unassigned" on land of no state. The rows of a line
    add up to `length_km` of it.

    Raises
    ------
    GeometryError
        As `length_km`, naming the line by its number.
    """
    arrays = [np.asarray(line, dtype=float) for line in lines]
    state = np.array([*zones.state, "", ""], dtype=object)
    first: dict[tuple[str, Kind], int] = {}
    # Zones of one state and kind, such as its disputed areas, are one row.
    same = np.array(
        [
            first.setdefault(pair, i)
            for i, pair in enumerate(zip(zones.state, zones.kind, strict=True))
        ]
        + [len(zones.state), len(zones.state) + 1]
    )
    kind = np.array([*zones.kind, UNASSIGNED, BEYOND], dtype=object)
    chunks: list[tuple[Ints, Ints, Floats]] = []
    for begin, end in _chunks(arrays):
        seg = segments(arrays[begin:end], step_km, first=begin)
        spans = zones.index.locate(seg.a, seg.b)
        km = (spans.end - spans.start) * seg.km[spans.segment]
        # Zone -1 (none) becomes the last column, so that `beyond` comes after the states.
        column = spans.zone % len(state)
        column[zones.unassigned[spans.zone] & (spans.zone >= 0)] = len(zones.state)
        key = seg.line[spans.segment] * len(state) + same[column]
        keys, back = np.unique(key, return_inverse=True)
        total = np.bincount(back, weights=km, minlength=len(keys)).astype(np.float64)
        chunks.append((keys // len(state) + begin, keys % len(state), total))
    if not chunks:
        chunks = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))]
    line, zone, km = (np.concatenate(column) for column in zip(*chunks, strict=True))
    some = km > 0
    line, zone, km = line[some], zone[some], km[some]
    return pd.DataFrame({"line": line, "state": state[zone], "kind": kind[zone], "km": km})


def pieces(line: ArrayLike, zones: Zones) -> Unrolled:
    """Unroll a line into its stretches by zone, from its first point to its last.

    Equal neighbours are one piece. What is shorter than 1 m joins the piece before it, and so
    does less than 20 m of `beyond`: the zones of the world are rounded to 11 m.

    Parameters
    ----------
    line
        Shape (n, 2), lon/lat in degrees.
    zones
        The partition, see `load_zones`.

    Returns
    -------
    The line, filled up along geodesics, with a vertex at each crossing (and two at the
    antimeridian, one on each side); pieces whose km add up to `length_km` of the line.

    Raises
    ------
    GeometryError
        As `length_km`.
    """
    seg = segments([np.asarray(line, dtype=float)], STEP_KM)
    spans = zones.index.locate(seg.a, seg.b)
    a, b, km = span_ends(seg, spans)
    turn = np.flatnonzero((a[1:] != b[:-1]).any(axis=1)) + 1
    vertices = np.insert(np.concatenate([a[:1], b]), turn + 1, a[turn], axis=0)
    at = np.insert(np.cumsum(np.concatenate([[0.0], km])), turn + 1, np.cumsum(km)[turn - 1])
    # Spans on from the antimeridian have one vertex more behind them.
    begin = np.arange(len(km)) + np.searchsorted(turn, np.arange(len(km)), side="right")
    out: list[Piece] = []
    cut = np.flatnonzero(np.diff(spans.zone)) + 1
    for lo, hi in zip([0, *cut], [*cut, len(km)], strict=True):
        zone, length = int(spans.zone[lo]), float(km[lo:hi].sum())
        state, kind, area = _zone_of(zone, zones)
        start = out[-1].end if out else 0
        piece = Piece(state, kind, start, int(begin[hi - 1]) + 1, length, area)
        out = _joined(out, piece)
    return Unrolled(vertices, at, tuple(out))


def _zone_of(zone: int, zones: Zones) -> tuple[str, Kind, str]:
    """Return state, kind and area of a zone by its number; state "" where it is no state's."""
    if zone < 0:
        return "", BEYOND, ""
    if zones.unassigned[zone]:
        return "", UNASSIGNED, ""
    return zones.state[zone], zones.kind[zone], zones.area[zone] if zones.area else ""


def span_ends(seg: Segments, spans: Spans) -> tuple[Floats, Floats, Floats]:
    """Return the two ends of each span, exact where it ends with its segment, and its km.

    Parameters
    ----------
    seg
        Segments of lines, lon/lat in degrees.
    spans
        Their stretches by zone, as `ZoneIndex.locate` returns them.
    """
    a, b = seg.a[spans.segment], seg.b[spans.segment]
    start, end = spans.start[:, None], spans.end[:, None]
    from_ = np.where(start == 0, a, a + start * (b - a))
    to = np.where(end == 1, b, a + end * (b - a))
    return from_, to, (spans.end - spans.start) * seg.km[spans.segment]


def _joined(done: list[Piece], new: Piece) -> list[Piece]:
    """Append a piece, merging it with the last where it is the same zone or either is a scrap."""
    if not done:
        return [new]
    last = done[-1]
    if (last.state, last.kind, last.area) == (new.state, new.kind, new.area) or _scrap(new):
        merged = replace(last, end=new.end, km=last.km + new.km)
    elif _scrap(last):
        merged = replace(new, start=last.start, km=last.km + new.km)
    else:
        return [*done, new]
    return [*done[:-1], merged]


def _scrap(piece: Piece) -> bool:
    """Return whether a piece is too short to show, or a slit."""
    return piece.km < (SLIT_KM if piece.kind == BEYOND else SHORTEST_PIECE_KM)


def _chunks(arrays: list[Floats]) -> list[tuple[int, int]]:
    """Divide lines into runs of about `CHUNK_POINTS`, to bound memory."""
    if not arrays:
        return []
    block = np.cumsum([len(a) for a in arrays]) // CHUNK_POINTS
    cut = [0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(arrays)]
    return list(pairwise(cut))
