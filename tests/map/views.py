"""Views of the map over which its names are tested, and where things lie in them, computed here."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

ZOOMS = (4, 5, 6, 7)
TILE_PX = 256
Point = tuple[float, float]


class Look(NamedTuple):
    """One view: the corridor in focus, whether the others are on, zoom, and centre (lon, lat)."""

    corridor: str
    crowded: bool
    zoom: int
    centre: Point

    @property
    def name(self) -> str:
        """Name the view in a failed test."""
        return f"{self.corridor}-{'all' if self.crowded else 'alone'}-z{self.zoom}"

    def asked(self, corridors: list[str]) -> dict[str, Any]:
        """Return it as the browser takes it."""
        view = {
            "on": corridors if self.crowded else [self.corridor],
            "avoid": ["RU"],
            "focus": self.corridor,
        }
        lon, lat = self.centre
        return {"view": view, "centre": [lat, lon], "zoom": self.zoom}


def looks(lines: dict[str, Any]) -> list[Look]:
    """List a view for each corridor, alone and among all, at four zooms; its line runs through."""
    found = []
    for corridor, row in lines["corridors"].items():
        longest = max((lines["legs"][leg] for leg in row["legs"]), key=lambda leg: leg["km"])
        lon, lat = longest["line"][len(longest["line"]) // 2]
        for crowded in (False, True):
            found += [Look(corridor, crowded, zoom, (lon, lat)) for zoom in ZOOMS]
    assert len(found) == 8 * len(lines["corridors"])
    return found


def mercator(lon: float, lat: float, zoom: int) -> Point:
    """Project a place to the pixels of the whole world at a zoom (EPSG:3857)."""
    scale = TILE_PX * 2**zoom
    y = math.asinh(math.tan(math.radians(lat)))
    return (lon / 360 + 0.5) * scale, (0.5 - y / (2 * math.pi)) * scale


def on_sheet(place: Point, look: Look, size: Point) -> Point:
    """Return where a place (lon, lat) lies on a map of this size, in pixels."""
    x, y = mercator(*place, look.zoom)
    x0, y0 = mercator(*look.centre, look.zoom)
    return x - x0 + size[0] / 2, y - y0 + size[1] / 2
