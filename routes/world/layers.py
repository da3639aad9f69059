"""Render and read the layers of `geodata/world/`, as gzipped GeoJSON."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from routes.model.errors import DataError
from routes.model.terms import KINDS, LAND, NEAREST_WATERS, TERRITORIAL_SEA, UNASSIGNED, Kind

Row = tuple[str, Kind, shapely.Geometry]
"""State (ISO 3166-1 alpha-2), kind of zone, (multi)polygon in degrees."""

FILES: dict[Kind, str] = {
    LAND: "land.geojson.gz",
    TERRITORIAL_SEA: "territorial_sea.geojson.gz",
    NEAREST_WATERS: "sectors.geojson.gz",
    UNASSIGNED: "unassigned.geojson.gz",
}
"""Layer of each kind of zone; beyond them there is none."""

AREAS_FILE = "de_facto.geojson.gz"
"""What the set of borders `de_facto` has in place of zones of `un`."""
AreaRow = tuple[str, str, Kind, shapely.Geometry]
"""Area ("" for what is left of a zone without its areas), state, kind of zone, (multi)polygon."""

CURE = "rebuild it with `python -m routes world` or restore it from the repository"

CURE_AREAS = "rebuild it with `make world` or restore it from the repository"

_HEAD_ENDS = ',"geometry":'


def geojson_gz(rows: Iterable[Row]) -> bytes:
    """Render rows as gzipped GeoJSON, one polygon a line, the same bytes every time.

    Parameters
    ----------
    rows
        State, kind of zone and (multi)polygon of each, coordinates rounded to 1e-4 degrees.
    """
    return _gzipped(
        feature
        for state, kind, shape in sorted(rows, key=lambda row: (row[0], row[1]))
        for feature in _features({"state": state, "kind": kind}, shape)
    )


def areas_gz(rows: Iterable[AreaRow]) -> bytes:
    """Render the zones of the set `de_facto` as gzipped GeoJSON, one polygon a line.

    Parameters
    ----------
    rows
        Area, state, kind of zone and (multi)polygon of each, coordinates rounded to 1e-4 degrees.
    """
    return _gzipped(
        feature
        for area, state, kind, shape in sorted(rows, key=lambda row: row[:3])
        for feature in _features({"state": state, "kind": kind, "area": area}, shape)
    )


def _gzipped(features: Iterable[str]) -> bytes:
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    # mtime=0: a time stamp would make each build differ.
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def _features(properties: Mapping[str, str], geometry: shapely.Geometry) -> Iterator[str]:
    parts = shapely.get_parts(shapely.normalize(shapely.orient_polygons(geometry)))
    for part in shapely.orient_polygons(parts):
        rings = [part.exterior, *part.interiors]
        coords = [[[round(x, 4), round(y, 4)] for x, y in ring.coords] for ring in rings]
        shape = {"type": "Polygon", "coordinates": coords}
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


def read_areas(path: Path) -> list[AreaRow]:
    """Read the zones that the set `de_facto` has in place of those of `un`.

    Parameters
    ----------
    path
        Gzipped GeoJSON, as `areas_gz` renders it.

    Returns
    -------
    One row a polygon: area, state, kind, polygon in degrees.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    try:
        heads, parts = _read(gzip.decompress(path.read_bytes()).decode())
        found = [(str(head["area"]), str(head["state"]), _kind(head["kind"])) for head in heads]
    except FileNotFoundError:
        raise DataError(str(path), None, "no such file", CURE_AREAS) from None
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, GEOSException) as e:
        raise DataError(str(path), None, f"damaged ({type(e).__name__}: {e})", CURE_AREAS) from e
    if not any(area for area, _, _ in found):
        raise DataError(str(path), None, "holds no area", CURE_AREAS)
    return [(*head, part) for head, part in zip(found, parts, strict=True)]


def _kind(text: str) -> Kind:
    kinds: dict[str, Kind] = {kind: kind for kind in KINDS}
    return kinds[text]


def _parsed(text: str, kind: Kind) -> tuple[list[str], NDArray[np.object_]]:
    heads, parts = _read(text)
    if wrong := {head["kind"] for head in heads} - {kind}:
        raise ValueError(f"features of kind {sorted(wrong)}")
    return [str(head["state"]) for head in heads], parts


def _read(text: str) -> tuple[list[dict[str, str]], NDArray[np.object_]]:
    """Return the properties and the polygon of each feature."""
    # One polygon a line, as written: shapely reads half a million points without making a
    # Python object of each.
    features = [line.rstrip(",") for line in text.splitlines()[1:-1]]
    heads = [json.loads(f[: f.index(_HEAD_ENDS)] + "}") for f in features]
    properties = [dict(head["properties"]) for head in heads]
    parts = np.array(shapely.from_geojson(features), dtype=object, ndmin=1)
    if (shapely.get_type_id(parts) != 3).any():
        raise ValueError("features that are no polygons")
    return properties, parts
