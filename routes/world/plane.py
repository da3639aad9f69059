"""Project to planes and round to a grid; used only when the world is built."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

GRID = 1e-4
"""Degrees (11 m) to which every coordinate of the world is rounded."""

Geoms = NDArray[np.object_]


class LocalPlane:
    """Azimuthal equidistant plane in metres about a point; inverse longitudes stay near it.

    Parameters
    ----------
    lon, lat
        The point, degrees.
    """

    def __init__(self, lon: float, lat: float) -> None:
        crs = f"+proj=aeqd +lon_0={lon} +lat_0={lat} +datum=WGS84 +units=m"
        self._lon = lon
        self._forward = Transformer.from_crs("EPSG:4326", crs, always_xy=True)

    def to_plane(self, geometry: Geoms) -> Geoms:
        """Project from degrees to metres.

        Parameters
        ----------
        geometry
            Geometries in degrees, lon/lat.
        """
        return np.asarray(shapely.transform(geometry, self._project))

    def to_degrees(self, geometry: Geoms) -> Geoms:
        """Project from metres to degrees, unwrapped about the plane's own longitude.

        Parameters
        ----------
        geometry
            Geometries in metres of the plane.
        """
        return np.asarray(shapely.transform(geometry, self._unproject))

    def _project(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(self._forward.transform(xy[:, 0], xy[:, 1]))

    def _unproject(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = self._forward.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
        # The inverse answers in -180..180: without this, belts at the antimeridian wrap the globe.
        lon = self._lon + np.mod(lon - self._lon + 180.0, 360.0) - 180.0
        return np.column_stack([lon, lat])


def polygons_of(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a geometry, as one valid (multi)polygon.

    Parameters
    ----------
    geometry
        Of any kind, in any unit.
    """
    parts = shapely.get_parts(shapely.get_parts(np.atleast_1d(np.asarray(geometry, dtype=object))))
    parts = parts[(shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)]
    if not len(parts):
        return shapely.MultiPolygon()
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))


def on_grid(geometry: shapely.Geometry) -> shapely.Geometry:
    """Round to `GRID` and mend what rounding breaks.

    Parameters
    ----------
    geometry
        In degrees.
    """
    moved = shapely.transform(geometry, lambda xy: np.round(xy, 4))
    if shapely.is_valid(moved):
        return moved
    mended = polygons_of(shapely.make_valid(moved, method="structure"))
    return polygons_of(shapely.set_precision(mended, GRID))
