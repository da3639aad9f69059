"""Compute the ground that states dispute, from lines of control; never used at run time.

The world as the United Nations see it stays as it is: of the state that claims an area, land and
waters are divided into the area and the rest. So both sets of borders share every coast, and each
is a partition. The land is cut by the source's line; waters go with the nearest coast, as
everywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from routes.model.borders import Area
from routes.model.errors import DataError
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA, Kind
from routes.world.layers import AreaRow
from routes.world.plane import GRID, Geoms, LocalPlane, on_grid, polygons_of
from routes.world.sea import nearest_coast_cells

CURE = "take it from Debian's package qgis-common: make world (see geodata/world/README.md)"
LINES = "disputed_borders"
PROVINCES = "states_provinces"
SLIVER_KM2 = 30.0
"""Larger pieces of land between a generalised province and the coast are not the province's."""
SHORE_STEP_M, TOLERANCE_M = 1000.0, 100.0


@dataclass(frozen=True)
class Traced:
    """How the source draws an area.

    Attributes
    ----------
    at
        Longitude and latitude of a point in it, degrees.
    claim
        Name of the source's lines round it; "" where it draws provinces.
    provinces
        Names of the source's provinces that make it up.
    """

    at: tuple[float, float]
    claim: str = ""
    provinces: tuple[str, ...] = ()


TRACED: Mapping[str, Traced] = {
    "crimea": Traced((34.10, 44.95), provinces=("Crimea", "Sevastopol")),
    "abkhazia": Traced((41.02, 43.00), claim="Georgian claim"),
    "south_ossetia": Traced((43.97, 42.23), claim="Georgian claim"),
    "transnistria": Traced((29.63, 46.84), claim="Moldovan claim"),
    "donetsk_luhansk": Traced((37.80, 48.00), claim="Ukrainian claim"),
    "northern_cyprus": Traced((33.36, 35.25), provinces=("Northern Cyprus",)),
}
"""Every area that the source draws and that has a row in areas.csv."""

Zone = tuple[Kind, str]
"""Kind of zone, and the state it is of in the set `un`."""


def divide(
    zones: Mapping[Zone, shapely.Geometry], areas: Sequence[Area], lines: Path
) -> list[AreaRow]:
    """Divide the zones of every state that claims an area.

    Parameters
    ----------
    zones
        Zones of the world as the United Nations see it, (multi)polygons in degrees.
    areas
        Areas to divide off, rows of areas.csv.
    lines
        GeoPackage `world_map.gpkg` of QGIS, with lines and provinces of Natural Earth 4.1.0.

    Returns
    -------
    For each zone of a claimant that holds a part of an area: the parts, and what is left, which
    takes the zone's place.

    Raises
    ------
    DataError
        If the source is missing, lacks a layer, or does not draw an area.
    """
    claims, provinces = _read(lines, LINES), _read(lines, PROVINCES)
    rows: list[AreaRow] = []
    for claimant in sorted({area.claimant for area in areas}):
        mine = [area for area in areas if area.claimant == claimant]
        if (LAND, claimant) not in zones:
            fault = f"has no land of {claimant}, which claims {mine[0].name}"
            raise DataError("geodata/world/land.geojson.gz", None, fault, "run: make world")
        whole = zones[LAND, claimant]
        parts = [_land(area, whole, claims, provinces, lines) for area in mine]
        left = polygons_of(shapely.difference(whole, shapely.union_all(parts), grid_size=GRID))
        rows += [(a.area_id, a.controller, LAND, p) for a, p in zip(mine, parts, strict=True)]
        rows.append(("", claimant, LAND, left))
        for kind in (TERRITORIAL_SEA, NEAREST_WATERS):
            waters = zones.get((kind, claimant))
            if waters is None:
                continue
            shares = _by_coast(np.array([left, *parts], dtype=object), waters)
            if all(shapely.is_empty(shares[1:])):
                continue
            rows.append(("", claimant, kind, shares[0]))
            rows += [
                (a.area_id, a.controller, kind, share)
                for a, share in zip(mine, shares[1:], strict=True)
                if not shapely.is_empty(share)
            ]
    return rows


def _read(lines: Path, layer: str) -> gpd.GeoDataFrame:
    if not lines.is_file():
        raise DataError(lines.name, None, "is missing", CURE)
    try:
        return gpd.read_file(lines, layer=layer)
    except (OSError, RuntimeError, ValueError, sqlite3.Error) as fault:
        raise DataError(lines.name, None, f"has no layer {layer} ({fault})", CURE) from None


def _land(
    area: Area,
    whole: shapely.Geometry,
    claims: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    lines: Path,
) -> shapely.Geometry:
    """Return the part of a state's land that is an area."""
    traced = TRACED.get(area.area_id)
    if traced is None:
        fault = f"draws no area '{area.area_id}'"
        raise DataError(lines.name, None, fault, "say in routes/world/areas.py how it does")
    column, names = (claims, [traced.claim]) if traced.claim else (provinces, traced.provinces)
    drawn = column[column["name"].isin(names)].geometry.to_numpy()
    part = (_cut if traced.claim else _province)(whole, drawn, traced.at)
    if part is None or shapely.is_empty(part):
        fault = f"has no {', '.join(names)} round {area.name}"
        raise DataError(lines.name, None, fault, CURE)
    return part


def _cut(whole: shapely.Geometry, drawn: Geoms, at: tuple[float, float]) -> shapely.Geometry | None:
    """Return the piece of land about a point, cut off by lines that end at its edge."""
    cut = shapely.union_all([on_lines(line) for line in drawn])
    noded = shapely.union(shapely.boundary(whole), cut, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    here = faces[shapely.intersects_xy(faces, *at)]
    if len(here) != 1:
        return None
    part = polygons_of(shapely.intersection(here[0], whole, grid_size=GRID))
    # A line that does not reach from edge to edge cuts nothing off.
    return part if shapely.area(shapely.difference(whole, part)) > GRID else None


def on_lines(line: shapely.Geometry) -> shapely.Geometry:
    """Round a line to the grid of the world.

    Parameters
    ----------
    line
        (Multi)line in degrees.
    """
    return shapely.set_precision(line, GRID)


def _province(
    whole: shapely.Geometry, drawn: Geoms, at: tuple[float, float]
) -> shapely.Geometry | None:
    """Return the land of provinces whose coasts the source generalised: slivers go with them."""
    province = on_grid(polygons_of(shapely.union_all(drawn))) if len(drawn) else None
    if province is None or not shapely.intersects_xy(province, *at):
        return None
    inside = shapely.intersection(whole, province, grid_size=GRID)
    outside = shapely.get_parts(shapely.difference(whole, province, grid_size=GRID))
    near = shapely.touches(outside, province) | (shapely.distance(outside, province) < 2 * GRID)
    slivers = outside[near & (_km2(outside) < SLIVER_KM2)]
    return polygons_of(shapely.union_all([inside, *slivers], grid_size=GRID))


def _km2(shapes: Geoms) -> np.ndarray:
    """Return rough areas in square kilometres, good enough to tell a sliver from a province."""
    lat = np.radians(shapely.get_y(shapely.centroid(shapes)))
    return np.asarray(shapely.area(shapes) * np.cos(lat) * 111.2**2)


def _by_coast(lands: Geoms, waters: shapely.Geometry) -> Geoms:
    """Divide waters among the lands whose coasts are nearest; what is nobody's is the first's."""
    west, south, east, north = shapely.total_bounds(waters)
    plane = LocalPlane((west + east) / 2, (south + north) / 2)
    flat = plane.to_plane(lands)
    box = shapely.box(*shapely.total_bounds(plane.to_plane(np.array([waters], dtype=object))))
    coast = shapely.boundary(shapely.union_all(flat))
    cells = nearest_coast_cells(coast, flat, shapely.buffer(box, 50_000), SHORE_STEP_M, TOLERANCE_M)
    cells = plane.to_degrees(cells)
    shares = np.array([shapely.MultiPolygon()] * len(lands), dtype=object)
    left = waters
    for i, cell in enumerate(cells[1:], 1):
        if not shapely.is_empty(cell):
            mine = polygons_of(shapely.make_valid(cell))
            shares[i] = polygons_of(shapely.intersection(left, mine, grid_size=GRID))
            left = polygons_of(shapely.difference(left, shares[i], grid_size=GRID))
    shares[0] = left
    return shares
