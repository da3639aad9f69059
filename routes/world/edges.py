"""Measure how far points are from the edge of a state's zones, near it and nowhere else."""

from __future__ import annotations

import math
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.world.index import CELL_DEG, MIXED, Floats, Ints, ZoneIndex, cells_of

MAX_KM = 100.0
"""A line that is known no better than this says nothing about where it lies."""
_LEVELS_KM = (25.0, 150.0)
_KM_PER_DEG = 110.5
_GRID = 1e-4
_TINY_DEG2 = 1e-6
_PAD = 80
BLOCK = (4.0, 1.0)
"""Degrees of longitude and latitude of a block; one plane serves all of it."""

Window = tuple[float, float, float, float]


class EdgeDistance:
    """Distances to the outer edges of unions of zones, by blocks that are kept once built.

    Parameters
    ----------
    geometry
        One (multi)polygon per zone, degrees.
    index
        Index of the same zones.
    """

    def __init__(self, geometry: NDArray[np.object_], index: ZoneIndex) -> None:
        self._geometry, self._index = geometry, index
        mixed = (index.grid == MIXED).astype(np.int64)
        around = np.pad(np.pad(mixed, ((0, 0), (_PAD, _PAD)), mode="wrap"), ((_PAD, _PAD), (0, 0)))
        self._count = np.pad(around.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        self._near: dict[Window, set[int]] = {}
        self._trees: dict[tuple[tuple[int, ...], Window], shapely.STRtree | None] = {}
        # One thread at a time, as in the index.
        self._lock = Lock()

    def distance_km(self, zones: Ints, points: Floats, limit_km: float) -> Floats:
        """Measure to the edge of the union of some zones.

        Parameters
        ----------
        zones
            Numbers of the zones; edges between two of them do not count.
        points
            Shape (n, 2), lon/lat in degrees.
        limit_km
            At most 150 kilometres; what is further away is at infinity.
        """
        out = np.full(len(points), np.inf)
        some = np.flatnonzero(self._edge_in_reach(points, limit_km))
        if not len(some) or not len(zones):
            return out
        key = tuple(int(z) for z in zones)
        level = next(km for km in _LEVELS_KM if limit_km <= km)
        block = np.floor(points[some] / BLOCK).astype(int)
        blocks, of = np.unique(block, axis=0, return_inverse=True)
        with self._lock:
            for i, (col, row) in enumerate(blocks.tolist()):
                south, west = row * BLOCK[1], col * BLOCK[0]
                tree = self._tree(key, (west, south), level)
                if tree is not None:
                    rows = some[of.ravel() == i]
                    flat = shapely.points(points[rows] * _scale(south + BLOCK[1] / 2))
                    near, km = tree.query_nearest(
                        flat, max_distance=limit_km, return_distance=True, all_matches=False
                    )
                    out[rows[near[0]]] = km
        return out

    def _edge_in_reach(self, points: Floats, limit_km: float) -> NDArray[np.bool_]:
        """Return where the grid has any mixed cell within the limit; most of a line is far off."""
        row, col = cells_of(points)
        high = int(limit_km / _KM_PER_DEG / CELL_DEG) + 1
        shrink = np.maximum(np.cos(np.radians(np.abs(points[:, 1]) + 1.5)), 0.05)
        wide = np.minimum((limit_km / _KM_PER_DEG / shrink / CELL_DEG).astype(int) + 1, _PAD)
        r0, r1 = row + _PAD - high, row + _PAD + high + 1
        c0, c1 = col + _PAD - wide, col + _PAD + wide + 1
        c = self._count
        return np.asarray(c[r1, c1] - c[r0, c1] - c[r1, c0] + c[r0, c0] > 0)

    def _tree(
        self, zones: tuple[int, ...], corner: tuple[float, float], level: float
    ) -> shapely.STRtree | None:
        west, south = corner
        high = round(level / _KM_PER_DEG, 4)
        top = min(max(abs(south), abs(south + BLOCK[1])) + high, 88.0)
        wide = round(min(high / math.cos(math.radians(top)), 80.0), 4)
        window = west - wide, south - high, west + BLOCK[0] + wide, south + BLOCK[1] + high
        near = self._zones_near(window)
        here = tuple(z for z in zones if z in near)
        if (here, window) not in self._trees:
            self._trees[here, window] = self._build(here, window, south) if here else None
        return self._trees[here, window]

    def _zones_near(self, window: Window) -> set[int]:
        if window not in self._near:
            boxes = [shapely.box(*_moved(window, turn)) for turn in _turns(window)]
            tiles = self._index.tree.query(boxes)[1]
            self._near[window] = set(self._index.tile_zone[tiles].tolist())
        return self._near[window]

    def _build(
        self, zones: tuple[int, ...], window: Window, south: float
    ) -> shapely.STRtree | None:
        parts = []
        for turn in _turns(window):
            for zone in zones:
                part = shapely.clip_by_rect(self._geometry[zone], *_moved(window, turn))
                if not shapely.is_empty(part):
                    moved = shapely.transform(part, lambda xy, t=turn: xy - (t, 0.0))
                    parts.append(shapely.make_valid(moved))
        whole = shapely.union_all(parts, grid_size=_GRID) if len(parts) > 1 else parts
        rings = shapely.get_rings(shapely.get_parts(shapely.get_parts(whole)))
        # Slits where two layers were rounded apart are no edge of the state.
        rings = rings[shapely.area(shapely.polygons(rings)) > _TINY_DEG2]
        xy, of = shapely.get_coordinates(rings, return_index=True)
        a, b = xy[:-1], xy[1:]
        real = of[1:] == of[:-1]
        for axis, bound in ((0, window[0]), (1, window[1]), (0, window[2]), (1, window[3])):
            cut = (np.abs(a[:, axis] - bound) < _GRID) & (np.abs(b[:, axis] - bound) < _GRID)
            real &= ~cut
        if not real.any():
            return None
        scale = _scale(south + BLOCK[1] / 2)
        ends = np.stack([a[real] * scale, b[real] * scale], axis=1)
        return shapely.STRtree(shapely.linestrings(ends))


def _scale(lat: float) -> Floats:
    """Return kilometres per degree of longitude and of latitude on WGS84."""
    phi = np.radians(lat)
    w2 = 1 - 0.00669438 * np.sin(phi) ** 2
    n = 6378.137 / np.sqrt(w2)
    return np.radians([n * np.cos(phi), n * (1 - 0.00669438) / w2])


def _turns(window: Window) -> list[float]:
    """Return by how much to turn the world to see what lies in a window beyond ±180°."""
    return [0.0, *([360.0] if window[0] < -180 else []), *([-360.0] if window[2] > 180 else [])]


def _moved(window: Window, turn: float) -> Window:
    return window[0] + turn, window[1], window[2] + turn, window[3]
