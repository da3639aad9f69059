"""Render and read the layers of `geodata/world/`, as gzipped GeoJSON."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from routes.model.errors import DataError
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA, UNASSIGNED, Kind

Row = tuple[str, Kind, shapely.Geometry]
"""State (ISO 3166-1 alpha-2), kind of zone, (multi)polygon in degrees."""

FILES: dict[Kind, str] = {
    LAND: "land.geojson.gz",
    TERRITORIAL_SEA: "territorial_sea.geojson.gz",
    NEAREST_WATERS: "sectors.geojson.gz",
    UNASSIGNED: "unassigned.geojson.gz",
}
"""Layer of each kind of zone; beyond them there is none."""

CURE = "rebuild it with `python -m routes world` or restore it from the repository"

_HEAD_ENDS = ',"geometry":'


def geojson_gz(rows: Iterable[Row]) -> bytes:
    """Render rows as gzipped GeoJSON, one polygon a line, the same bytes every time.

    Parameters
    ----------
    rows
        State, kind of zone and (multi)polygon of each, coordinates rounded to 1e-4 degrees.
    """
    ordered = sorted(rows, key=lambda row: (row[0], row[1]))
    features = ",\n".join(feature for row in ordered for feature in _features(row))
    text = f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'
    # mtime=0: a time stamp would make each build differ.
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _features(row: Row) -> Iterator[str]:
    state, kind, geometry = row
    parts = shapely.get_parts(shapely.normalize(shapely.orient_polygons(geometry)))
    for part in shapely.orient_polygons(parts):
        rings = [part.exterior, *part.interiors]
        coords = [[[round(x, 4), round(y, 4)] for x, y in ring.coords] for ring in rings]
        shape = {"type": "Polygon", "coordinates": coords}
        properties = {"state": state, "kind": kind}
        feature = {"type": "Feature", "properties": properties, "geometry": shape}
        yield json.dumps(feature, separators=(",", ":"))


def read_layer(path: Path, kind: Kind) -> tuple[list[str], NDArray[np.object_]]:
    """Read the state and the polygon of each feature of a layer.

    Parameters
    ----------
    path
        Gzipped GeoJSON, as `geojson_gz` renders it.
    kind
        Kind of zone that it must hold.

    Returns
    -------
    ISO 3166-1 alpha-2 codes, and as many polygons in degrees, lon/lat.

    Raises
    ------
    DataError
        If the file is missing or damaged, or holds another kind of zone.
    """
    try:
        codes, parts = _parsed(gzip.decompress(path.read_bytes()).decode(), kind)
    except FileNotFoundError:
        raise DataError(str(path), None, "no such file", CURE) from None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, GEOSException) as e:
        raise DataError(str(path), None, f"damaged ({type(e).__name__}: {e})", CURE) from e
    if not codes:
        raise DataError(str(path), None, "holds no zone", CURE)
    return codes, parts


def _parsed(text: str, kind: Kind) -> tuple[list[str], NDArray[np.object_]]:
    # One polygon a line, as written: shapely reads half a million points without making a
    # Python object of each.
    features = [line.rstrip(",") for line in text.splitlines()[1:-1]]
    heads = [json.loads(f[: f.index(_HEAD_ENDS)] + "}") for f in features]
    codes = [str(head["properties"]["state"]) for head in heads]
    if wrong := {head["properties"]["kind"] for head in heads} - {kind}:
        raise ValueError(f"features of kind {sorted(wrong)}")
    parts = np.array(shapely.from_geojson(features), dtype=object, ndmin=1)
    if (shapely.get_type_id(parts) != 3).any():
        raise ValueError("features that are no polygons")
    return codes, parts
