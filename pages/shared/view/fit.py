"""Find where a map should stand so that lines are in sight, before a browser has drawn it."""

from __future__ import annotations

from collections.abc import Iterable
from math import asinh, atan, degrees, floor, log2, radians, sinh, tan, tau

from pages.shared.view.model import LAT, LON, ZOOM

WIDTH, HEIGHT = 840, 480
"""Pixels of the map that lines are fitted into: a page on a desk, less a margin."""
TILE = 256
"""Pixels of the whole world at zoom 0."""


def fit(lines: Iterable[Iterable[tuple[float, float]]]) -> tuple[float, float, int] | None:
    """Return the centre and the zoom at which lines fill a map, and none of them leaves it.

    Parameters
    ----------
    lines
        Points of each, lon and lat in degrees.

    Returns
    -------
    Latitude, longitude in degrees, to two decimals, and zoom, within the bounds of the view; None
    without a point.
    """
    points = [point for line in lines for point in line]
    if not points:
        return None
    lons = [lon for lon, _ in points]
    # Web Mercator: a tile's height is that of the world from -π to π.
    ys = [asinh(tan(radians(lat))) for _, lat in points]
    wide, high = (max(lons) - min(lons)) / 360, (max(ys) - min(ys)) / tau
    scale = min(WIDTH / max(wide, 1e-9), HEIGHT / max(high, 1e-9)) / TILE
    middle = degrees(atan(sinh((max(ys) + min(ys)) / 2)))
    return (
        round(min(max(middle, LAT[0]), LAT[1]), 2),
        round(min(max((max(lons) + min(lons)) / 2, LON[0]), LON[1]), 2),
        min(max(floor(log2(scale)), ZOOM[0]), ZOOM[1]),
    )
