"""Cut lines by zone: a grid of cells that lie in one zone, then small tiles of the polygons."""

from __future__ import annotations

import math
from threading import Lock
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

TILE_VERTICES = 64
CELL_DEG = 0.25
NOTHING, MIXED = -1, -2
"""In place of a zone's number: no zone, and more than one."""
SLIVER = 1e-7
"""Share of a segment (0.5 mm of 5 km): narrower gaps are rounding at the seam of two tiles."""


class Spans(NamedTuple):
    """Stretches of segments, sorted along them; together they cover each segment once.

    Attributes
    ----------
    segment
        Number of the segment of each.
    start, end
        Where it lies on the segment, as shares of its length in degrees.
    zone
        Number of its zone, or `NOTHING`.
    """

    segment: Ints
    start: Floats
    end: Floats
    zone: Ints


class ZoneIndex:
    """Index of a partition in degrees: `locate` cuts segments by zone.

    Parameters
    ----------
    geometry
        One (multi)polygon per zone, degrees. Where two overlap by rounding, the first met wins.
    """

    def __init__(self, geometry: NDArray[np.object_]) -> None:
        parts, zone = shapely.get_parts(geometry, return_index=True)
        self.tile, self.tile_zone = _tiles_of(parts, zone)
        self.tree = shapely.STRtree(self.tile)
        shapely.prepare(self.tile)
        # Prepared geometries crash when two threads share them (measured: segmentation fault).
        self._lock = Lock()
        self.grid = self._pure_cells(geometry)

    def _pure_cells(self, geometry: NDArray[np.object_]) -> NDArray[np.int16]:
        shape = round(180 / CELL_DEG), round(360 / CELL_DEG)
        grid = np.full(shape, NOTHING, dtype=np.int16)
        edges = shapely.segmentize(shapely.boundary(geometry), CELL_DEG)
        xy, owner = shapely.get_coordinates(shapely.get_parts(edges), return_index=True)
        same = owner[1:] == owner[:-1]
        rows, cols = cells_of(xy)
        first, second = (rows[:-1][same], cols[:-1][same]), (rows[1:][same], cols[1:][same])
        # An edge no longer than a cell touches at most the cells of its ends and their corners.
        for r in (first[0], second[0]):
            for c in (first[1], second[1]):
                grid[r, c] = MIXED
        # No boundary runs between neighbours that are not mixed: one look per run will do.
        fresh = grid != MIXED
        fresh[:, 1:] &= grid[:, :-1] == MIXED
        row, col = np.nonzero(fresh)
        centre = np.column_stack([col, row]) * CELL_DEG + (CELL_DEG / 2 - 180, CELL_DEG / 2 - 90)
        seen = np.full(shape, NOTHING, dtype=np.int16)
        seen[row, col] = self.zone_at(centre.astype(np.float64))
        start = np.where(fresh, np.arange(shape[1]), 0)
        run = np.maximum.accumulate(start, axis=1)
        filled = np.take_along_axis(seen, run, axis=1)
        return np.where(grid == MIXED, np.int16(MIXED), filled)

    def zone_at(self, points: Floats) -> Ints:
        """Return the number of the zone of each point, or `NOTHING`.

        Parameters
        ----------
        points
            Shape (n, 2), lon/lat in degrees.
        """
        out = np.full(len(points), NOTHING, dtype=np.intp)
        with self._lock:
            p, t = self.tree.query(shapely.points(points))
            hit = shapely.intersects_xy(self.tile[t], points[p, 0], points[p, 1])
        p, z = p[hit], self.tile_zone[t[hit]]
        order = np.lexsort((-z, p))
        out[p[order]] = z[order]  # the lowest zone is written last: land comes before water
        return out

    def locate(self, a: Floats, b: Floats) -> Spans:
        """Cut segments where they pass from zone to zone.

        Parameters
        ----------
        a, b
            Ends of the segments, shape (n, 2), lon/lat in degrees; none may cross the antimeridian.

        Returns
        -------
        Spans with `start` and `end` as shares of the straight lon/lat segment.
        """
        (r0, c0), (r1, c1) = cells_of(a), cells_of(b)
        zone = self.grid[r0, c0].astype(np.intp)
        pure = (np.abs(r1 - r0) <= 1) & (np.abs(c1 - c0) <= 1)
        for r, c in ((r0, c1), (r1, c0), (r1, c1)):
            pure &= self.grid[r, c] == zone
        zone[~pure] = MIXED
        hard = np.flatnonzero(zone == MIXED)
        zone[hard], cut = self._through_tiles(a[hard], b[hard])
        whole = np.flatnonzero(zone != MIXED)
        segment = np.concatenate([whole, hard[cut.segment]])
        start = np.concatenate([np.zeros(len(whole)), cut.start])
        end = np.concatenate([np.ones(len(whole)), cut.end])
        every = np.concatenate([zone[whole], cut.zone])
        order = np.lexsort((start, segment))
        return Spans(segment[order], start[order], end[order], every[order])

    def _through_tiles(self, a: Floats, b: Floats) -> tuple[Ints, Spans]:
        """Return the zone of segments within one tile (else `MIXED`) and the cuts of the rest."""
        zone = np.full(len(a), MIXED, dtype=np.intp)
        lines = shapely.linestrings(np.stack([a, b], axis=1))
        with self._lock:
            s, t = self.tree.query(lines)
            inside = shapely.contains_properly(self.tile[t], lines[s])
            zone[s[inside]] = self.tile_zone[t[inside]]
            open_ = zone[s] == MIXED
            s, t = s[open_], t[open_]
            touch = shapely.intersects(self.tile[t], lines[s])
        s, t = s[touch], t[touch]
        bits, of = shapely.get_parts(
            shapely.intersection(self.tile[t], lines[s]), return_index=True
        )
        line = (shapely.get_type_id(bits) == 1) & ~shapely.is_empty(bits)
        bits, s, z = bits[line], s[of[line]], self.tile_zone[t[of[line]]]
        ends = np.stack([shapely.get_point(bits, 0), shapely.get_point(bits, -1)], axis=1)
        xy = shapely.get_coordinates(ends).reshape(-1, 2, 2)
        along = b[s] - a[s]
        done = ((xy - a[s][:, None]) * along[:, None]).sum(axis=2)
        share = done / (along**2).sum(axis=1)[:, None]
        share = np.clip(np.sort(share, axis=1), 0.0, 1.0)
        left = np.flatnonzero(zone == MIXED)
        return zone, _without_overlap(left, s, share[:, 0], share[:, 1], z)


def cells_of(xy: Floats) -> tuple[Ints, Ints]:
    """Return (row, column) of the grid cell of each point.

    Parameters
    ----------
    xy
        Shape (n, 2), lon/lat in degrees.
    """
    rows, cols = round(180 / CELL_DEG), round(360 / CELL_DEG)
    row = np.clip(np.floor((xy[:, 1] + 90) / CELL_DEG), 0, rows - 1).astype(np.intp)
    col = np.clip(np.floor((xy[:, 0] + 180) / CELL_DEG), 0, cols - 1).astype(np.intp)
    return row, col


def _tiles_of(
    parts: NDArray[np.object_], zone: NDArray[np.intp]
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Halve polygons until none has more than `TILE_VERTICES` vertices; keep each one's zone."""
    done, done_zone = [], []
    while len(parts):
        small = shapely.get_num_coordinates(parts) <= TILE_VERTICES
        done.append(parts[small])
        done_zone.append(zone[small])
        halves, of = [], []
        bounds = shapely.bounds(parts[~small]).tolist()
        for part, z, box in zip(parts[~small], zone[~small].tolist(), bounds, strict=True):
            for half in _halves(box):
                cut = shapely.clip_by_rect(part, *half)
                if isinstance(cut, shapely.Polygon):
                    pieces = [] if cut.is_empty else [cut]
                else:
                    pieces = [p for p in cut.geoms if isinstance(p, shapely.Polygon)]
                halves += pieces
                of += [z] * len(pieces)
        parts = np.empty(len(halves), dtype=object)
        parts[:] = halves
        zone = np.array(of, dtype=np.intp)
    return np.concatenate(done), np.concatenate(done_zone)


def _halves(box: list[float]) -> list[tuple[float, float, float, float]]:
    x0, y0, x1, y1 = box
    # Between the world's grid of 1e-4 degrees: a cut then never runs through a vertex.
    if x1 - x0 > y1 - y0:
        m = math.floor((x0 + x1) / 2 * 1e4) / 1e4 + 5e-5
        return [(x0, y0, m, y1), (m, y0, x1, y1)]
    m = math.floor((y0 + y1) / 2 * 1e4) / 1e4 + 5e-5
    return [(x0, y0, x1, m), (x0, m, x1, y1)]


def _without_overlap(every: Ints, s: Ints, start: Floats, end: Floats, zone: Ints) -> Spans:
    """Return the stretches on each segment of `every`, the first met first, gaps as `NOTHING`."""
    row = np.searchsorted(every, s)
    order = np.lexsort((zone, start, row))
    row, lo, hi, zone = row[order], start[order] + row[order], end[order] + row[order], zone[order]
    hi = np.where(row + 1 - hi < SLIVER, row + 1.0, hi)
    # Segment k occupies k..k+1 of one long axis, so one running maximum serves all of them.
    before = np.concatenate([[0.0], np.maximum.accumulate(hi)[:-1]]) if len(hi) else hi
    before = np.maximum(before, row)
    lo = np.where(lo - before < SLIVER, before, lo)
    keep = hi - lo > 0
    row, lo, hi, zone = row[keep], lo[keep], hi[keep], zone[keep]
    # Gaps: from the end of each stretch (or the segment's start) to the next (or its end).
    g0 = np.concatenate([np.arange(len(every), dtype=float), hi])
    g_row = np.concatenate([np.arange(len(every)), row])
    g_sort = np.lexsort((g0, g_row))
    g0, g_row = g0[g_sort], g_row[g_sort]
    g1 = np.concatenate([np.arange(len(every)) + 1.0, lo])
    g1 = g1[np.lexsort((g1, np.concatenate([np.arange(len(every)), row])))]
    gap = g1 - g0 > 0
    all_row = np.concatenate([row, g_row[gap]])
    lo, hi = np.concatenate([lo, g0[gap]]), np.concatenate([hi, g1[gap]])
    zone = np.concatenate([zone, np.full(int(gap.sum()), NOTHING)])
    order = np.lexsort((lo, all_row))
    row, lo, hi = all_row[order], lo[order], hi[order]
    return Spans(every[row], lo - row, hi - row, zone[order].astype(np.intp))
