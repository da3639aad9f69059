"""Write the lines and places of the atlas in the formats of geographic information systems."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Final

import geopandas as gpd
import pyogrio
from shapely import LineString, Point

from routes.model.atlas import Atlas

CRS: Final = "EPSG:4326"
PARTS: Final = (
    "leg_id",
    "name",
    "tail",
    "head",
    "mode",
    "medium",
    "goods",
    "status",
    "since",
    "until",
    "operator",
    "length_km",
    "precision_km",
    "source_id",
    "note",
)
"""What is told of a leg beside its line."""


def legs_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return every leg with its line, degrees on WGS84, lon/lat.

    Parameters
    ----------
    atlas
        Has the legs.
    """
    of_leg: dict[str, list[str]] = defaultdict(list)
    for corridor_id, corridor in atlas.corridors.items():
        for leg_id in corridor.leg_ids:
            of_leg[leg_id].append(corridor_id)
    legs = list(atlas.legs.values())
    columns = {name: [getattr(leg, name) for leg in legs] for name in PARTS}
    columns["corridor_ids"] = ["|".join(of_leg[leg.leg_id]) for leg in legs]
    return gpd.GeoDataFrame(columns, geometry=[LineString(leg.line) for leg in legs], crs=CRS)


def places_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return every place where a leg begins or ends, degrees on WGS84, lon/lat.

    Parameters
    ----------
    atlas
        Has the places.
    """
    places = list(atlas.places.values())
    columns = {
        "place_id": [place.place_id for place in places],
        "name": [place.name for place in places],
        "country": [place.country for place in places],
        "kind": [place.kind for place in places],
        "source_id": [place.source_id for place in places],
    }
    points = [Point(place.lon, place.lat) for place in places]
    return gpd.GeoDataFrame(columns, geometry=points, crs=CRS)


def geopackage(atlas: Atlas) -> bytes:
    """Write legs and places as a GeoPackage with two layers, the same bytes for the same atlas.

    Parameters
    ----------
    atlas
        What was built. The file is dated by its data version, not by the clock.
    """
    day = atlas.data_version.split(".", maxsplit=1)[0]
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "multivector.gpkg"
            # Version 1.4 is more than Debian's GDAL knows, and nothing of it is used.
            legs_frame(atlas).to_file(
                path, layer="legs", driver="GPKG", engine="pyogrio", VERSION="1.3"
            )
            places_frame(atlas).to_file(path, layer="places", driver="GPKG", engine="pyogrio")
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def flatgeobuf(atlas: Atlas) -> bytes:
    """Write the legs as FlatGeobuf, the same bytes for the same atlas.

    Parameters
    ----------
    atlas
        What was built.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "legs.fgb"
        legs_frame(atlas).to_file(path, driver="FlatGeobuf", engine="pyogrio")
        return path.read_bytes()
