"""Cut polygons into small tiles: a test against 64 vertices is quick, against 36,000 it is not."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray

TILE_VERTICES = 64


def tiles_of(
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
