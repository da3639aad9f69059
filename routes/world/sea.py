"""Compute the sea zones of the world from its coasts; used only when the world is built.

Recipes and measurements: `geodata/world/README.md`. The plain coast is used, not straight
baselines or treaty lines, and every state is given 12 nautical miles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import shapely
from shapely.errors import GEOSException

from routes.world.plane import GRID, Geoms, LocalPlane, polygons_of

NM12_M = 12 * 1852.0
Box = tuple[float, float, float, float]

MARGIN_DEG = 0.25
"""Land so far outside a tile, in degrees of latitude, still throws a 12 nm belt into it."""

CASPIAN_AT = (51.0, 42.0)
"""Longitude and latitude of a point in the Caspian, the one sea that land surrounds."""

NO_HOLE = shapely.MultiPolygon()


def sea_tiles() -> Iterator[Box]:
    """Yield boxes (west, south, east, north) that cover 60°S to 84°N."""
    for south in range(-60, 84, 4):
        width = 20 if south >= 72 else 8 if south >= 50 else 4
        for west in range(-180, 180, width):
            yield float(west), float(south), float(west + width), float(south + 4)


def holes_in(land: Geoms) -> shapely.Geometry:
    """Return what land surrounds and no state's land covers: gaps of the source, not sea.

    Inland lakes are part of the land, and every sea but the Caspian is open to the ocean, so a
    ring of land that is not around the Caspian encloses ground that the source gives to nobody.

    Parameters
    ----------
    land
        One geometry per state, degrees; neighbours share their vertices.

    Returns
    -------
    (Multi)polygon in degrees, empty where land has no such hole.
    """
    ground = shapely.union_all(land)
    rings = [ring for part in shapely.get_parts(ground) for ring in part.interiors]
    inside = shapely.polygons(np.array(rings, dtype=object))
    holes = inside[~shapely.intersects_xy(inside, *CASPIAN_AT)]
    # An island in a hole is land, and so not part of it.
    return polygons_of(shapely.difference(shapely.union_all(holes), ground))


def nearest_coast_cells(
    coast: shapely.Geometry, land: Geoms, box: shapely.Geometry, step_m: float, tolerance_m: float
) -> Geoms:
    """Divide a box among lands by the nearest coast.

    Parameters
    ----------
    coast
        The shoreline, in a plane in metres.
    land
        One geometry per state, in the same plane; each shore belongs to the nearest of them.
    box
        The area to divide, in the same plane.
    step_m, tolerance_m
        Spacing of the points set on the coast, and how much the lines between
        states may be simplified (without gap or overlap).

    Returns
    -------
    One geometry per state, in the order of `land`; empty where a state has no coast.
    """
    out = np.array([shapely.Polygon()] * len(land), dtype=object)
    shore = np.unique(shapely.get_coordinates(shapely.segmentize(coast, step_m)), axis=0)
    points = shapely.points(shore)
    near = shapely.STRtree(land).query_nearest(points)
    owner = np.full(len(points), -1)
    owner[near[0]] = near[1]
    # The point where a border meets the sea belongs to both: given to one state, all waters
    # nearest to it (3,600 km2 off the border of KZ and TM) would go to that state alone.
    own = np.bincount(near[0], minlength=len(points)) == 1
    points, owner = points[own], owner[own]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=box))
    pairs = shapely.STRtree(cells).query(points, predicate="within")
    state = np.full(len(cells), -1)
    state[pairs[1]] = owner[pairs[0]]
    present = [s for s in range(len(land)) if (state == s).any()]
    merged = np.array([_joined(cells[state == s]) for s in present])
    if len(present) > 1:
        merged = np.asarray(shapely.coverage_simplify(merged, tolerance_m))
    out[present] = merged
    return out


def _joined(cells: Geoms) -> shapely.Geometry:
    """Join neighbouring cells; the quick way refuses cells that meet but for a rounding."""
    try:
        return polygons_of(shapely.coverage_union_all(cells))
    except GEOSException:
        return polygons_of(shapely.union_all(cells, grid_size=1e-3))


def belts_in_tile(
    land: Geoms, tile: Box, holes: shapely.Geometry = NO_HOLE
) -> list[tuple[int, shapely.Geometry]]:
    """Compute the belts of 12 nautical miles within one tile, without the land itself.

    Belts of two states never overlap: the nearest coast decides.

    Parameters
    ----------
    land
        One geometry per state, in degrees, on the grid.
    tile
        West, south, east and north in degrees.
    holes
        Gaps in the land, degrees, that are no water and have no shore, see `holes_in`.

    Returns
    -------
    (row of `land`, belt in degrees) for each state with a coast in reach.
    """
    west, south, east, north = tile
    wide = MARGIN_DEG / math.cos(math.radians(max(abs(south), abs(north))))
    window = (west - wide, south - MARGIN_DEG, east + wide, north + MARGIN_DEG)
    near, rows = _land_in_window(land, window)
    if not rows:
        return []
    frame = shapely.box(*tile)
    gap = polygons_of(shapely.clip_by_rect(holes, *window))
    gaps = [] if shapely.is_empty(gap) else [gap]
    here = shapely.union_all([*near, *gaps])
    sea = shapely.difference(frame, here)
    if shapely.is_empty(sea):
        return []
    plane = LocalPlane((west + east) / 2, (south + north) / 2)
    flat = shapely.make_valid(plane.to_plane(near))
    outer = shapely.simplify(shapely.union_all(shapely.buffer(flat, NM12_M, quad_segs=12)), 100.0)
    belt = polygons_of(shapely.make_valid(plane.to_degrees(np.array([outer]))[0]))
    belt = polygons_of(shapely.difference(shapely.intersection(belt, frame), here, grid_size=GRID))
    if len(rows) == 1:
        return [] if shapely.is_empty(belt) else [(rows[0], belt)]
    window_box = shapely.box(*shapely.total_bounds(flat)).buffer(3 * NM12_M)
    flat_gaps = plane.to_plane(np.array(gaps, dtype=object))
    coast = shapely.boundary(shapely.union_all([*flat, *flat_gaps]))
    cells = plane.to_degrees(nearest_coast_cells(coast, flat, window_box, 1000.0, 100.0))
    out, left = [], belt
    for row, cell in zip(rows, cells, strict=True):
        if not shapely.is_empty(cell) and not shapely.is_empty(left):
            mine = shapely.intersection(left, shapely.make_valid(cell), grid_size=GRID)
            mine = polygons_of(mine)
            left = polygons_of(shapely.difference(left, mine, grid_size=GRID))
            out += [] if shapely.is_empty(mine) else [(row, mine)]
    return out


def _land_in_window(land: Geoms, window: Box) -> tuple[Geoms, list[int]]:
    """Clip land to a window that may reach beyond ±180°."""
    west, _, east, _ = window
    turns = [0.0] + [-360.0] * (west < -180) + [360.0] * (east > 180)
    pieces: dict[int, list[shapely.Geometry]] = {}
    bounds = shapely.bounds(land)
    for turn in turns:
        hit = (
            (bounds[:, 0] + turn <= east)
            & (bounds[:, 2] + turn >= west)
            & (bounds[:, 1] <= window[3])
            & (bounds[:, 3] >= window[1])
        )
        for row in np.flatnonzero(hit):
            part = shapely.clip_by_rect(land[row], west - turn, window[1], east - turn, window[3])
            part = polygons_of(shapely.make_valid(part))
            if not shapely.is_empty(part):
                moved = shapely.transform(part, lambda xy, t=turn: np.add(xy, (t, 0.0)))
                pieces.setdefault(int(row), []).append(moved)
    rows = sorted(pieces)
    merged = [p[0] if len(p := pieces[r]) == 1 else shapely.union_all(p) for r in rows]
    return np.array(merged, dtype=object), rows


def nearest_waters(
    land: Geoms, box: shapely.Geometry, centre: tuple[float, float], step_m: float
) -> list[tuple[int, shapely.Geometry]]:
    """Divide an enclosed sea among its coasts; the belt of 12 nm is still part of it.

    Parameters
    ----------
    land
        One geometry per state, in degrees, on the grid.
    box
        Area in degrees; the largest water in it is the sea.
    centre
        (lon, lat) of the plane in which distance is measured.
    step_m
        Spacing of the points set on the coast.

    Returns
    -------
    (row of `land`, waters) in degrees on the grid, the largest first.
    """
    rows = np.flatnonzero(shapely.intersects(land, box))
    near = np.array([shapely.make_valid(shapely.intersection(land[r], box)) for r in rows])
    water = shapely.get_parts(shapely.difference(box, shapely.union_all(near), grid_size=GRID))
    sea = water[np.argmax(shapely.area(water))]
    plane = LocalPlane(*centre)
    flat_sea = plane.to_plane(np.array([sea]))[0]
    # The sea's own edge is the coast: no lake and no other sea in the box counts.
    coast = shapely.boundary(flat_sea)
    wide = shapely.box(*shapely.bounds(flat_sea)).buffer(10_000.0)
    cells = plane.to_degrees(
        nearest_coast_cells(coast, plane.to_plane(near), wide, step_m, step_m / 2)
    )
    out, left = [], sea
    for row, cell in zip(rows, cells, strict=True):
        if not shapely.is_empty(cell):
            mine = shapely.intersection(left, shapely.make_valid(cell), grid_size=GRID)
            left = polygons_of(shapely.difference(left, polygons_of(mine), grid_size=GRID))
            out.append((int(row), polygons_of(mine)))
    return sorted(out, key=lambda pair: -float(shapely.area(pair[1])))
