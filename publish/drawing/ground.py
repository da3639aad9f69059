"""Draw what lies under the lines of a map: water, land, states to avoid, borders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from pages.shared import store
from pages.shared.map.map import sheet_of
from pages.shared.map.still import Point, path, unit
from pages.shared.theme import THEME
from publish.drawing.modules import Sheet
from routes.files.load import LINES_REDRAWN, STATIC_DIR, load_layer
from routes.model.terms import HOME

Shapes = NDArray[np.object_]
BEYOND: Final = 8
"""Pixels around the picture in which something is still drawn: strokes end outside."""
ROUGH: Final = 0.45
"""Pixels by which a simplified outline may miss a point."""
WORLD_PX: Final = 256
HATCH_PX: Final = 6


class _Land:
    """The world in the square of Web Mercator, as shapes."""

    def __init__(self) -> None:
        sheet = sheet_of()
        self.world = sheet.world
        self._arcs = sheet.arcs
        self.land = _polygons(sheet.outlines)
        kinds = zip(sheet.arcs, sheet.world["kinds"], strict=True)
        self.borders = _array([shapely.LineString(arc) for arc, kind in kinds if kind == "b"])

    def state(self, code: str) -> Shapes:
        """Return the rings of a state; none where the basemap has none."""
        polygons = self.world["states"].get(code, ())
        return _polygons([self._ring(refs) for polygon in polygons for refs in polygon])

    def _ring(self, refs: Iterable[int]) -> list[Point]:
        ring: list[Point] = []
        for ref in refs:
            arc = self._arcs[~ref][::-1] if ref < 0 else self._arcs[ref]
            ring += arc[1:] if ring else arc
        return ring


def _array(shapes: Sequence[shapely.Geometry]) -> Shapes:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def _polygons(rings: Iterable[Sequence[Point]]) -> Shapes:
    return _array([shapely.Polygon(ring) for ring in rings if len(ring) > 3])


@store.kept(2, in_words=False)
def _land() -> _Land:
    return _Land()


class Frame:
    """A sheet's place in the square of Web Mercator.

    Parameters
    ----------
    sheet
        What is seen.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.scale = WORLD_PX * 2.0**sheet.zoom
        x, y = unit(sheet.lon, sheet.lat)
        wide, high = sheet.width / self.scale, sheet.height / self.scale
        self.corner = x - wide / 2, y - high / 2
        rim = BEYOND / self.scale
        self.box = (
            self.corner[0] - rim,
            self.corner[1] - rim,
            self.corner[0] + wide + rim,
            self.corner[1] + high + rim,
        )

    def on_sheet(self, lon: float, lat: float) -> Point:
        """Return where a place lies, in pixels from the left upper corner.

        Parameters
        ----------
        lon, lat
            Degrees.
        """
        x, y = unit(lon, lat)
        return (x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale

    def data(self, shapes: Shapes, *, closed: bool) -> str:
        """Write shapes as the data of a path, cut to the sheet.

        Parameters
        ----------
        shapes
            Polygons or lines in the square of Web Mercator.
        closed
            Whether they are areas.
        """
        cut = shapely.clip_by_rect(shapes, *self.box)
        cut = shapely.simplify(cut, ROUGH / self.scale, preserve_topology=False)
        parts = shapely.get_parts(cut[~shapely.is_empty(cut)])
        rings = shapely.get_rings(parts) if closed else parts
        return "".join(
            path(
                list(map(tuple, (shapely.get_coordinates(one) - self.corner) * self.scale)),
                1,
                closed,
            )
            for one in rings
        )


@store.kept(8, in_words=False)
def _background(sheet: Sheet) -> tuple[str, str]:
    """Draw land and borders, which are the same whatever is shown."""
    frame, land = Frame(sheet), _land()
    coast = f'stroke="{THEME.coast}" stroke-width="0.8"'
    border = f'stroke="{THEME.border}" stroke-width="0.9"'
    ground, edges = frame.data(land.land, closed=True), frame.data(land.borders, closed=False)
    return (
        f'<path fill="{THEME.land}" fill-rule="evenodd" {coast} d="{ground}"/>',
        f'<path fill="none" {border} d="{edges}"/>',
    )


def background(sheet: Sheet, avoid: Iterable[str], *, redrawn: bool) -> str:
    """Draw water, land, the state that this is about and those to avoid, and borders, as SVG.

    Parameters
    ----------
    sheet
        What is seen.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    redrawn
        Whether disputed areas are drawn, with the line of control.
    """
    frame, land = Frame(sheet), _land()
    ground, borders = _background(sheet)
    avoided = tuple(avoid)
    tints = [(code, THEME.tint) for code in avoided]
    if HOME not in avoided:
        tints.insert(0, (HOME, THEME.home))
    states = "".join(
        f'<path fill="{color}" fill-rule="evenodd" data-state="{code}" d="{data}"/>'
        for code, color in tints
        if (data := frame.data(land.state(code), closed=True))
    )
    areas = _areas(frame, frozenset(avoided)) if redrawn else ""
    return (
        f'<rect width="{sheet.width:g}" height="{sheet.height:g}" fill="{THEME.water}"/>'
        f"{ground}{states}{borders}{areas}"
    )


def _areas(frame: Frame, avoid: frozenset[str]) -> str:
    """Draw disputed areas hatched, each with its line of control."""
    rows: Mapping[str, Mapping[str, Any]] = load_layer(LINES_REDRAWN, {}, STATIC_DIR)["areas"]
    hatch = (
        f'<defs><pattern id="mv-hatch" width="{HATCH_PX}" height="{HATCH_PX}"'
        ' patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V{HATCH_PX}" stroke="{THEME.legend}" stroke-width="1.4"'
        ' stroke-opacity="0.6"/></pattern></defs>'
    )
    drawn = [hatch]
    for row in rows.values():
        rings = _polygons([_projected(ring) for rings in row["land"] for ring in rings])
        data = frame.data(rings, closed=True)
        edge = frame.data(
            _array([shapely.LineString(_projected(points)) for points in row["line"]]), closed=False
        )
        color = THEME.tint if row["controller"] in avoid else THEME.land
        if data:
            drawn.append(f'<path fill="{color}" fill-rule="evenodd" d="{data}"/>')
            drawn.append(f'<path fill="url(#mv-hatch)" fill-rule="evenodd" d="{data}"/>')
        if edge:
            drawn.append(
                f'<path fill="none" stroke="{THEME.map_ink}" stroke-opacity="0.85"'
                f' stroke-width="1.6" stroke-dasharray="5 4" d="{edge}"/>'
            )
    return "".join(drawn)


def _projected(points: Iterable[Sequence[float]]) -> list[Point]:
    return [unit(lon, lat) for lon, lat in points]
