"""Split neighbouring polygons into arcs that are stored, simplified and drawn once.

The idea is TopoJSON's: a border is one arc that two states refer to, so no simplification
can tear them apart. Thinning differs by place: finest where the corridors run.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import shapely

FRAME = (-45.0, 5.0, 150.0, 77.0)
"""What of the world is kept, degrees: enough that no cut shows at zoom 3."""

SCALE = 500
"""Steps per degree (0.002°, about 0.2 km): a quarter of a pixel at zoom 8."""

ZONES = (
    # (west, south, east, north), least triangle and least island, both in square degrees
    ((26.0, 36.0, 60.0, 48.5), 0.00003, 0.0006),
    ((-11.0, 30.0, 92.0, 57.5), 0.0003, 0.004),
    (FRAME, 0.008, 0.12),
)
"""Finest first. Caspian, Caucasus and Black Sea carry most lines; the far world is a hint."""

Point = tuple[int, int]


def _zone(x: float, y: float) -> tuple[float, float]:
    for (west, south, east, north), triangle, island in ZONES:
        if west <= x / SCALE <= east and south <= y / SCALE <= north:
            return triangle, island
    return ZONES[-1][1:]


def _rings(land: gpd.GeoSeries) -> list[tuple[str, int, list[Point]]]:
    """List (state, polygon number, ring without its closing point), on the integer grid."""
    rings = []
    for state, shape in land.items():
        for number, polygon in enumerate(shapely.get_parts(shape)):
            if polygon.geom_type != "Polygon":
                continue
            for ring in (polygon.exterior, *polygon.interiors):
                points = [(round(x * SCALE), round(y * SCALE)) for x, y in ring.coords[:-1]]
                points = [p for i, p in enumerate(points) if p != points[i - 1]]
                if len(points) > 2:
                    rings.append((str(state), number, points))
    return rings


def _on_frame(a: Point, b: Point) -> bool:
    west, south, east, north = (round(v * SCALE) for v in FRAME)
    return any(
        a[axis] == b[axis] == side for axis, side in ((0, west), (1, south), (0, east), (1, north))
    )


def _thin(arc: list[Point]) -> list[Point]:
    """Drop the points that span the smallest triangles (Visvalingam), by the place's zone."""
    arc = list(arc)
    least = 3 if arc[0] == arc[-1] else 1
    while len(arc) > least + 1:
        ratios = []
        for (ax, ay), (bx, by), (cx, cy) in zip(arc, arc[1:], arc[2:], strict=False):
            area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 / SCALE**2
            ratios.append(area / _zone(bx, by)[0])
        small = {i + 1 for i, r in enumerate(ratios) if r < 1}
        # never two neighbours in one pass: the second's triangle changes with the first
        order = sorted(small, key=lambda i: (ratios[i - 1], i))
        gone: set[int] = set()
        for i in order:
            if i - 1 not in gone and i + 1 not in gone and len(arc) - len(gone) > least + 1:
                gone.add(i)
        if not gone:
            break
        arc = [p for i, p in enumerate(arc) if i not in gone]
    return arc


def _cut(points: list[Point], nodes: set[Point]) -> Iterable[list[Point]]:
    """Cut a ring into arcs at its nodes; a ring without any is one closed arc."""
    start = next((i for i, p in enumerate(points) if p in nodes), None)
    if start is None:
        start = points.index(min(points))
    points = points[start:] + points[: start + 1]
    arc = [points[0]]
    for p in points[1:]:
        arc.append(p)
        if p in nodes:
            yield arc
            arc = [p]
    if len(arc) > 1:
        yield arc


def topology(land: gpd.GeoSeries) -> dict[str, Any]:
    """Split a polygon coverage into shared arcs, and states that refer to them.

    Parameters
    ----------
    land
        Valid coverage (neighbours share their vertices), EPSG:4326, indexed by state.

    Returns
    -------
    `arcs`: lists of x, y, then differences, in steps of 1 / `SCALE` degree; `kinds`: one
    letter per arc, b border, c coast, f edge of the frame; `states`: code → polygons →
    rings → arc numbers, ~i for arc i backwards.
    """
    rings = _rings(land)
    near: dict[Point, set[Point]] = defaultdict(set)
    for _, _, points in rings:
        for a, b in zip(points, points[1:] + points[:1], strict=True):
            near[a].add(b)
            near[b].add(a)
    nodes = {p for p, ns in near.items() if len(ns) != 2}
    nodes |= {p for p, ns in near.items() if len({_on_frame(p, n) for n in ns}) > 1}
    index: dict[tuple[Point, ...], int] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    states: dict[str, list[list[list[int]]]] = defaultdict(list)
    last: tuple[str, int] | None = None
    for state, number, points in rings:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        extent = (max(xs) - min(xs)) * (max(ys) - min(ys)) / SCALE**2
        alone = not any(p in nodes for p in points)
        if alone and extent < _zone(sum(xs) / len(xs), sum(ys) / len(ys))[1]:
            continue
        refs = []
        for arc in _cut(points, nodes):
            forward, backward = tuple(arc), tuple(reversed(arc))
            if backward in index:
                refs.append(~index[backward])
            else:
                refs.append(index.setdefault(forward, len(index)))
            owners[max(refs[-1], ~refs[-1])].add(state)
        if (state, number) != last:
            states[state].append([])
            last = (state, number)
        states[state][-1].append(refs)
    arcs, kinds = [], ""
    for arc_points, i in index.items():
        cut = all(_on_frame(a, b) for a, b in itertools.pairwise(arc_points))
        kinds += "f" if cut else "b" if len(owners[i]) > 1 else "c"
        thin = _thin(list(arc_points))
        deltas = [*thin[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(thin):
            deltas += [bx - ax, by - ay]
        arcs.append(deltas)
    return {"arcs": arcs, "kinds": kinds, "states": dict(sorted(states.items()))}
