"""Draw the map once on the server, as a picture that stands until the live map is drawn.

The picture is of the same sheet as the live map: the same projection, centre, zoom and colours,
so that nothing jumps when the live map takes over. It is a stand-in: lines lie on their ground
rather than side by side, and only the names that matter most are written.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from pages.shared.theme import THEME

Place = tuple[float, float, float]
"""Latitude, longitude in degrees and zoom of the middle of the map."""
Point = tuple[float, float]
"""A point of the picture in pixels, from its centre: to the right, down."""

WIDTH, HEIGHT = 1400, 800
"""Pixels of the picture. The page shows its middle; a larger map has water at its rim."""
BEYOND = 8
"""Pixels around the picture in which something is still drawn: strokes end outside."""
TILE = 256
"""Pixels round the earth at zoom 0, as in any map of Web Mercator."""
ROUGH = 0.9
"""Pixels by which a simplified background may miss a point."""
FINE = 0.5
"""The same of a line."""
STEEPEST = 85.05
"""Latitude in degrees at which Web Mercator ends."""

WIDTHS = {"pipeline": 3.0, "sea": 2.6, "rail": 1.8}
"""Pixels of a line at zoom 4, by mode, as in `static/map/bundles.js`."""
WIDTH_PER_ZOOM, THIN_ZOOM, ZOOM_STEPS = 0.25, 4, 4
FOREMOST = 1.45
PX_PER_MT, MT_PER_ZOOM, LEAST, UNKNOWN = 0.3, 0.05, 1.2, 1.6
"""Width by what moved, as there: pixels of a million tonnes, and the part that a zoom step adds;
the least, and that of what is not known."""
DOTTED, BARS, LEAST_DOT = 5.0, "1.4 2.6", 1.8
"""Pixels up to which a lane is dotted; the dashes of a wider one; the least dot."""
CASING, RAIL_CASING, SLEEPERS = 3.0, 4.0, 4.6
IDLE_RIM, IDLE_HOLLOW = 1.4, 0.8
DOT_GAP = 2.1

STATE_SIZES = 10.0, 11.0, 12.5
"""Pixels of a state's name, by how large the data says it is."""
PLACE_SIZE = 12.5
LETTER = 0.62
"""Width of a letter as a part of its size: names keep apart by it."""
SPACING = 0.17
"""Space between the letters of a state's name, as a part of their size."""
DESK = 760, 520
"""Pixels of a map on a desk: names stand in it, and a view that opens is drawn for it."""
CLEAR = 20, 24
"""Pixels at its rim in which no name is written: sideways, up and down."""
DOT_ASIDE = 8
"""Pixels from a dot to its name."""
FONT = THEME.font.replace('"', "")
"""Families of the names: a picture has no fonts of its own, and shows the first that is there."""
ENDS = frozenset({"terminal", "port", "field"})
"""Kinds of places that are named."""


def unit(lon: float, lat: float) -> Point:
    """Project a point to the square of Web Mercator, from (0, 0) in the north-west to (1, 1).

    Parameters
    ----------
    lon, lat
        Degrees.
    """
    sine = math.sin(math.radians(max(-STEEPEST, min(lat, STEEPEST))))
    return (lon + 180) / 360, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


@dataclass(frozen=True, eq=False)
class Sheet:
    """What the live map fetches, as it is in `static/`.

    Attributes
    ----------
    lines
        Content of `lines.json`.
    world
        Content of `basemap.json`.
    """

    lines: Mapping[str, Any]
    world: Mapping[str, Any]

    @cached_property
    def arcs(self) -> list[list[Point]]:
        """The arcs of the world, projected; coded as `static/map/world.js` undoes it."""
        scale = self.world["scale"]
        arcs = []
        for deltas in self.world["arcs"]:
            x = y = 0
            points = []
            for dx, dy in zip(deltas[::2], deltas[1::2], strict=True):
                x, y = x + dx, y + dy
                points.append(unit(x / scale, y / scale))
            arcs.append(points)
        return arcs

    @cached_property
    def legs(self) -> dict[str, list[Point]]:
        """The lines of the legs, projected, by id."""
        legs = self.lines["legs"]
        return {leg: [unit(lon, lat) for lon, lat in legs[leg]["line"]] for leg in legs}

    @cached_property
    def outlines(self) -> list[list[Point]]:
        """The land, projected, as rings that no border parts.

        They are joined of the arcs that bound land and no border. Which arc follows where several
        meet does not matter to what is filled (even and odd).
        """
        kinds = self.world["kinds"]
        edges = {i: arc for i, arc in enumerate(self.arcs) if kinds[i] != "b"}
        ends: dict[Point, list[int]] = {}
        for i, arc in edges.items():
            ends.setdefault(arc[0], []).append(i)
            ends.setdefault(arc[-1], []).append(i)
        rings = []
        while edges:
            ring = list(edges.pop(next(iter(edges))))
            while following := [i for i in ends[ring[-1]] if i in edges]:
                arc = edges.pop(following[0])
                ring += arc[1:] if arc[0] == ring[-1] else arc[-2::-1]
            rings.append(ring)
        return rings


@dataclass(frozen=True)
class Shown:
    """What is drawn; by ids alone, so that a picture is found again.

    Attributes
    ----------
    on
        Corridor ids.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    focus
        Corridor drawn foremost, or "".
    legs, closed, strong
        Leg ids shown beside the corridors' own, struck out, and drawn foremost.
    width
        Leg ids with line widths in pixels.
    moved
        Leg ids with what moved in the year, Mt, None where that is not known; empty where widths
        show no amount.
    status
        Leg ids with a status that is not that of the data.
    place
        Latitude, longitude in degrees and zoom of the middle; None where the map opens on what is
        shown, for the room that it has.
    """

    on: tuple[str, ...]
    avoid: tuple[str, ...]
    focus: str
    legs: tuple[str, ...]
    closed: tuple[str, ...]
    strong: tuple[str, ...]
    width: tuple[tuple[str, float], ...]
    moved: tuple[tuple[str, float | None], ...]
    status: tuple[tuple[str, str], ...]
    place: Place | None


Project = Callable[[Iterable[Point]], list[Point]]
"""From points of the square of Web Mercator to pixels from the middle of the picture."""


def projection(place: Place) -> Project:
    """Return a function from the square of Web Mercator to pixels from the picture's middle.

    Parameters
    ----------
    place
        Latitude, longitude in degrees and zoom of the middle.
    """
    lat, lon, zoom = place
    scale = TILE * 2.0**zoom
    x, y = unit(lon, lat)
    return lambda points: [(scale * (to_x - x), scale * (to_y - y)) for to_x, to_y in points]


def _inside(point: Point) -> bool:
    return abs(point[0]) <= WIDTH / 2 + BEYOND and abs(point[1]) <= HEIGHT / 2 + BEYOND


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    part = (bound - a[axis]) / (b[axis] - a[axis])
    cut = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (bound, cut) if axis == 0 else (cut, bound)


def clip_ring(ring: Sequence[Point]) -> list[Point]:
    """Clip an area to the picture (Sutherland and Hodgman).

    Parameters
    ----------
    ring
        Corners in pixels from the middle; the last is joined to the first.
    """
    points = list(ring)
    for axis, half in ((0, WIDTH / 2 + BEYOND), (1, HEIGHT / 2 + BEYOND)):
        for sign in (1, -1):
            before, points = points, []
            for i, b in enumerate(before):
                a = before[i - 1]
                a_in, b_in = sign * a[axis] <= half, sign * b[axis] <= half
                if a_in != b_in:
                    points.append(_crossing(a, b, axis, sign * half))
                if b_in:
                    points.append(b)
    return points


def clip_line(line: Sequence[Point]) -> list[list[Point]]:
    """Cut a line into the parts that come near the picture; each keeps one point outside.

    Parameters
    ----------
    line
        Points in pixels from the middle.
    """
    parts: list[list[Point]] = []
    last = -2
    for i, (a, b) in enumerate(pairwise(line)):
        if not (_inside(a) or _inside(b) or _crosses(a, b)):
            continue
        if last != i - 1:
            parts.append([a])
        parts[-1].append(b)
        last = i
    return parts


def _crosses(a: Point, b: Point) -> bool:
    """Return whether a step with both ends outside may still cross the picture."""
    return all(
        min(a[axis], b[axis]) <= half and max(a[axis], b[axis]) >= -half
        for axis, half in ((0, WIDTH / 2 + BEYOND), (1, HEIGHT / 2 + BEYOND))
    )


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie on the way (Douglas and Peucker).

    Parameters
    ----------
    points
        Points in pixels; the first and the last stay.
    tolerance
        Pixels by which the rest may miss a point that is left out.
    """
    if len(points) < 3:
        return list(points)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy)
        worst, where = tolerance, 0
        for i in range(first + 1, last):
            px, py = points[i][0] - ax, points[i][1] - ay
            off = abs(px * dy - py * dx) / length if length else math.hypot(px, py)
            if off > worst:
                worst, where = off, i
        if where:
            keep[where] = True
            stack += [(first, where), (where, last)]
    return [point for point, kept in zip(points, keep, strict=True) if kept]


def path(points: Sequence[Point], digits: int = 0, close: bool = False) -> str:
    """Write the data of a path: the first point, then steps; "" for what is shorter than a pixel.

    Parameters
    ----------
    points
        Points in pixels.
    digits
        Decimals that are kept.
    close
        Whether the last point is joined to the first.
    """
    unit = 10**digits
    spots = [(round(x * unit), round(y * unit)) for x, y in points]
    x, y = spots[0]
    steps: list[str] = []
    for to_x, to_y in spots[1:]:
        if (to_x, to_y) != (x, y):
            steps += [_number(to_x - x, unit), _number(to_y - y, unit)]
            x, y = to_x, to_y
    if len(steps) < (4 if close else 2):
        return ""
    start = [_number(part, unit) for part in spots[0]]
    return f"M{_joined(start)}l{_joined(steps)}{'z' if close else ''}"


def _number(value: int, unit: int) -> str:
    """Write a number of units as short as SVG reads it: -.5, 12, 3.25."""
    if not value % unit:
        return str(value // unit)
    sign, size = "-" * (value < 0), abs(value)
    part = f"{size % unit:0{len(str(unit)) - 1}d}".rstrip("0")
    return f"{sign}{size // unit or ''}.{part}"


def _joined(numbers: Iterable[str]) -> str:
    return " ".join(numbers).replace(" -", "-")


def _ring(arcs: Mapping[int, list[Point]], refs: Iterable[int]) -> list[Point]:
    ring: list[Point] = []
    for ref in refs:
        arc = arcs[~ref][::-1] if ref < 0 else arcs[ref]
        ring += arc[1:] if ring else arc
    return ring


def _area(arcs: Mapping[int, list[Point]], polygons: Iterable[Iterable[Iterable[int]]]) -> str:
    rings = (_ring(arcs, refs) for polygon in polygons for refs in polygon)
    return "".join(_closed(ring) for ring in rings)


def _closed(ring: Sequence[Point]) -> str:
    clipped = list(ring) if all(map(_inside, ring)) else clip_ring(ring)
    if len(clipped) < 3:
        return ""
    # A ring has no ends to start from: its two farthest halves are simplified each by itself.
    far = max(range(len(clipped)), key=lambda i: math.dist(clipped[0], clipped[i]))
    there = simplified(clipped[: far + 1], ROUGH)
    back = simplified([*clipped[far:], clipped[0]], ROUGH)
    return path([*there, *back[1:-1]], close=True)


@lru_cache(maxsize=4)
def _ground(sheet: Sheet, place: Place) -> tuple[str, str]:
    """Draw land with its coasts, and borders, which are the same whatever is shown."""
    project = projection(place)
    land = "".join(_closed(project(ring)) for ring in sheet.outlines)
    borders = "".join(
        path(simplified(part, ROUGH))
        for arc, kind in zip(sheet.arcs, sheet.world["kinds"], strict=True)
        if kind == "b"
        for part in clip_line(project(arc))
    )
    coast = f'stroke="{THEME.coast}" stroke-width=".8"'
    border = f'stroke="{THEME.border}" stroke-width=".9"'
    return (
        f'<path fill="{THEME.land}" fill-rule="evenodd" {coast} d="{land}"/>',
        f'<path fill="none" {border} d="{borders}"/>',
    )


def _background(sheet: Sheet, shown: Shown, place: Place) -> str:
    land, borders = _ground(sheet, place)
    states = sheet.world["states"]
    used = {
        ~ref if ref < 0 else ref
        for state in shown.avoid
        for polygon in states.get(state, ())
        for refs in polygon
        for ref in refs
    }
    project = projection(place)
    arcs = {ref: project(sheet.arcs[ref]) for ref in used}
    tint = "".join(_area(arcs, states.get(state, ())) for state in shown.avoid)
    tinted = f'<path fill="{THEME.tint}" fill-rule="evenodd" d="{tint}"/>' if tint else ""
    return land + tinted + borders


def _wanted(sheet: Sheet, shown: Shown) -> list[str]:
    """List the legs that are drawn, those foremost last."""
    on = set(shown.on)
    legs = sheet.lines["legs"]
    drawn = [leg for leg in legs if leg in shown.legs or not on.isdisjoint(legs[leg]["corridors"])]
    return sorted(drawn, key=lambda leg: _foremost(shown, leg, legs[leg]))


def _foremost(shown: Shown, leg: str, row: Mapping[str, Any]) -> bool:
    return leg in shown.strong or shown.focus in row["corridors"]


def width_of(shown: Shown, leg: str, row: Mapping[str, Any], zoom: float) -> float:
    """Return the width of a line in pixels, as `widthOf` of `static/map/bundles.js` does.

    Parameters
    ----------
    shown
        What is drawn.
    leg
        Leg id.
    row
        What `lines.json` holds of it.
    zoom
        Zoom of the map.
    """
    given, moved = dict(shown.width), dict(shown.moved)
    if leg in given:
        return max(0.8, given[leg])
    steps = max(0, min(zoom - THIN_ZOOM, ZOOM_STEPS))
    if leg in moved:
        amount = moved[leg]
        if amount is None:
            return UNKNOWN
        return max(LEAST, amount * PX_PER_MT * (1 + steps * MT_PER_ZOOM))
    width = WIDTHS.get(row["mode"], WIDTHS["rail"]) + steps * WIDTH_PER_ZOOM
    return width * (FOREMOST if _foremost(shown, leg, row) else 1)


@dataclass(frozen=True)
class Stroke:
    """One stroke of a line: its colour, width and dashes in pixels, and its ends."""

    color: str
    width: float
    dash: str = ""
    cap: str = "butt"

    def attributes(self) -> str:
        """Write it as the attributes of a path."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        cap = f' stroke-linecap="{self.cap}"' if self.cap != "butt" else ""
        return f'stroke="{self.color}" stroke-width="{self.width:.4g}"{dash}{cap}'


def strokes(
    shown: Shown, leg: str, row: Mapping[str, Any], zoom: float, inside: bool
) -> list[Stroke]:
    """List the strokes of a line, bottom up, as `strokes` of `static/map/lines.js` does.

    Parameters
    ----------
    shown
        What is drawn.
    leg
        Leg id.
    row
        What `lines.json` holds of it.
    zoom
        Zoom of the map.
    inside
        Whether this part of it is on ground to avoid.
    """
    width = width_of(shown, leg, row, zoom)
    color = THEME.inside if inside else THEME.outside
    status = dict(shown.status).get(leg, row["status"])
    if leg in shown.closed:
        return [Stroke(THEME.closed, width, "2 4")]
    if status == "proposed":
        return [Stroke(color, width, "11 7")]
    if status == "idle":
        return [Stroke(color, width + IDLE_RIM), Stroke(THEME.white, max(width - IDLE_HOLLOW, 0.9))]
    return _open_strokes(color, width, row["mode"])


def _open_strokes(color: str, width: float, mode: str) -> list[Stroke]:
    """List the strokes of a line in use: its pattern tells its mode."""
    if mode == "rail":
        return [Stroke(color, width), Stroke(color, width + SLEEPERS, "1.4 6.6")]
    if mode != "sea":
        return [Stroke(color, width, cap="round")]
    if width > DOTTED:
        return [Stroke(color, width, BARS)]
    dot = max(LEAST_DOT, width)
    return [Stroke(color, dot, f"0.1 {dot * DOT_GAP:.1f}", "round")]


def _runs(
    shown: Shown, row: Mapping[str, Any], points: Sequence[Point], ground: frozenset[str]
) -> list[tuple[bool, Sequence[Point]]]:
    """Join neighbouring pieces on the same side; each with whether it is on ground to avoid."""
    runs: list[tuple[bool, int, int]] = []
    for state, kind, first, last, *_ in row["pieces"]:
        inside = state in shown.avoid and kind in ground
        if runs and runs[-1][0] == inside:
            runs[-1] = (inside, runs[-1][1], last)
        else:
            runs.append((inside, runs[-1][2] if runs else first, last))
    return [(inside, points[first : last + 1]) for inside, first, last in runs]


def _lines(
    sheet: Sheet,
    shown: Shown,
    place: Place,
    ground: frozenset[str],
) -> str:
    project, zoom = projection(place), place[2]
    casings: dict[str, list[str]] = {}
    drawn: list[str] = []
    for leg in _wanted(sheet, shown):
        row = sheet.lines["legs"][leg]
        points = project(sheet.legs[leg])
        whole = _line_path(points)
        if not whole:
            continue
        around = RAIL_CASING if row["mode"] == "rail" else CASING
        casing = f"{width_of(shown, leg, row, zoom) + around:.4g}"
        casings.setdefault(casing, []).append(whole)
        for inside, part in _runs(shown, row, points, ground):
            if data := _line_path(part):
                drawn += [
                    f'<path {stroke.attributes()} d="{data}"/>'
                    for stroke in strokes(shown, leg, row, zoom, inside)
                ]
    under = "".join(
        f'<path stroke-width="{width}" d="{"".join(paths)}"/>' for width, paths in casings.items()
    )
    white = f'stroke="{THEME.white}" stroke-opacity=".92" stroke-linejoin="round"'
    over = f'<g fill="none" stroke-linejoin="round">{"".join(drawn)}</g>'
    return f'<g fill="none" {white}>{under}</g>{over}'


def _line_path(points: Sequence[Point]) -> str:
    return "".join(path(simplified(part, FINE), 1) for part in clip_line(points))


@dataclass(frozen=True)
class Name:
    """A name on the picture: its text, middle, size and spacing in pixels, and its attributes."""

    text: str
    at: Point
    size: float
    spacing: float
    looks: str
    anchor: str = "middle"

    def box(self) -> tuple[float, float, float, float]:
        """Return about what it covers: left, top, right, bottom."""
        width = len(self.text) * (self.size * LETTER + self.spacing)
        left = self.at[0] - (width / 2 if self.anchor == "middle" else 0)
        return left, self.at[1] - self.size * 0.7, left + width, self.at[1] + self.size * 0.7

    def svg(self) -> str:
        """Write it."""
        spaced = f' letter-spacing="{self.spacing:.3g}"' if self.spacing else ""
        anchor = ' text-anchor="middle"' if self.anchor == "middle" else ""
        where = f'x="{self.at[0]:.0f}" y="{self.at[1] + 0.34 * self.size:.0f}"'
        return (
            f'<text {where} font-size="{self.size:.4g}"{spaced}{anchor} {self.looks}>'
            f"{escape(self.text)}</text>"
        )


def _state_names(
    sheet: Sheet, shown: Shown, project: Project, home: str, lang: str
) -> list[list[Name]]:
    """List the states that matter, each with the places where its name may stand."""
    rows = (sheet.lines["legs"][leg] for leg in _wanted(sheet, shown))
    crossed = {state for row in rows for state, kind, *_ in row["pieces"] if kind == "land"}
    first = [home, *shown.avoid]
    wishes = []
    for label in sheet.world["labels"]:
        state = label["id"]
        if label["kind"] != "state" or (state not in crossed and state not in first):
            continue
        size = STATE_SIZES[label["size"] - 1]
        avoided = state in shown.avoid
        color, halo = (
            (THEME.avoided_name, THEME.tint) if avoided else (THEME.state_name, THEME.land)
        )
        looks = f'font-weight="600" fill="{color}" stroke="{halo}"'
        text = (label["name"].get(lang) or label["name"]["en"]).upper()
        places = project(unit(lon, lat) for lon, lat in label["at"])
        wishes.append(
            (
                state not in first,
                -label["size"],
                [Name(text, place, size, size * SPACING, looks) for place in places],
            )
        )
    return [names for *_, names in sorted(wishes, key=lambda wish: wish[:2])]


def _place_names(sheet: Sheet, shown: Shown, project: Project) -> list[list[Name]]:
    """List the ends of what is drawn, each with the places where its name may stand."""
    on = set(shown.on)
    looks = f'font-weight="500" fill="{THEME.map_ink}" stroke="{THEME.white}"'
    wishes = []
    for place in sheet.lines["places"]:
        if place["rank"] != 1 or place["kind"] not in ENDS:
            continue
        if on.isdisjoint(place["corridors"]) and not set(shown.legs) & set(place["legs"]):
            continue
        [(x, y)] = project([unit(place["lon"], place["lat"])])
        wishes.append([Name(place["name"], (x + DOT_ASIDE, y), PLACE_SIZE, 0, looks, "start")])
    return wishes


def _names(wishes: Iterable[Sequence[Name]], room: Point) -> list[Name]:
    """Choose names that are whole in a room and cover no other, the first wish first."""
    taken: list[tuple[float, float, float, float]] = []
    chosen = []
    (half_x, half_y), (clear_x, clear_y) = (room[0] / 2, room[1] / 2), CLEAR
    for names in wishes:
        for name in names:
            left, top, right, bottom = box = name.box()
            aside = max(-left, right) < half_x - clear_x
            whole = aside and max(-top, bottom) < half_y - clear_y
            if whole and all(
                right < a or left > c or bottom < b or top > d for a, b, c, d in taken
            ):
                taken.append(box)
                chosen.append(name)
                break
    return chosen


GROUND_SHOWN = 27.0, 35.0, 88.0, 56.0
"""The ground where verdicts are decided, as in `static/map/gestures.js`: west, south, east, north
in degrees. A lane that leaves it does not widen the view that opens."""
CUT = 0.08
"""Part of what is to be seen that may be cut off of a view that opens, as there."""
STEPS = {-1: (350, 360), 0: DESK, 1: (1280, 620)}
"""Zooms for which a view that opens is drawn, from that of a map on a desk, with the room in pixels
in which its names stand: on a phone, a desk, a wide desk."""


def opening(sheet: Sheet, shown: Shown, home: str) -> tuple[Place, Point]:
    """Return where the map opens on a desk, and the room in pixels that this zoom takes.

    Parameters
    ----------
    sheet
        What the live map draws from.
    shown
        What is drawn.
    home
        State whose oil leaves, ISO 3166-1 alpha-2, which is always seen.
    """
    west, south, east, north = GROUND_SHOWN
    seen = [
        point
        for polygon in sheet.world["states"].get(home, ())
        for refs in polygon
        for ref in refs
        for point in sheet.arcs[~ref if ref < 0 else ref]
    ]
    for leg in _wanted(sheet, shown):
        row = sheet.lines["legs"][leg]
        seen += [
            point
            for (lon, lat), point in zip(row["line"], sheet.legs[leg], strict=True)
            if west <= lon <= east and south <= lat <= north
        ]
    first, last = (
        (min(x for x, _ in seen), min(y for _, y in seen)),
        (max(x for x, _ in seen), max(y for _, y in seen)),
    )
    size = [TILE * (1 - CUT) * (b - a) for a, b in zip(first, last, strict=True)]
    zoom = math.floor(math.log2(min(room / part for room, part in zip(DESK, size, strict=True))))
    x, y = ((a + b) / 2 for a, b in zip(first, last, strict=True))
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return (lat, x * 360 - 180, zoom), (size[0] * 2**zoom, size[1] * 2**zoom)


def _scaled(room: Point) -> str:
    """Write the rules by which a view that opens takes the zoom that fits its room."""
    rules = []
    for step in STEPS:
        times = 2.0**step
        others = ",".join(f".mv-names-{other + 1}" for other in STEPS if other != step)
        rule = f".mv-ground{{transform:scale({times:g})}}{others}{{display:none}}"
        own = f".mv-names-{step + 1}{{display:inline}}"
        width, height = (math.ceil(side * times) for side in room)
        query = f"(min-width:{width}px) and (min-height:{height}px)"
        rules.append(rule + own if step == min(STEPS) else f"@media {query}{{{rule}{own}}}")
    return "".join(rules)


def still(
    sheet: Sheet, shown: Shown, *, ground: frozenset[str], home: str, lang: str = "en"
) -> str:
    """Draw the map as an SVG document that fills its room, around the middle of the map.

    Parameters
    ----------
    sheet
        What the live map draws from.
    shown
        What is drawn.
    ground
        Kinds of zone that count as a state's ground.
    home
        State whose oil leaves, ISO 3166-1 alpha-2.
    lang
        Language of the names.
    """
    if shown.place is None:
        place, room = opening(sheet, shown, home)
        rules, zooms = _scaled(room), {place[2] + step: own for step, own in STEPS.items()}
    else:
        place, rules, zooms = shown.place, "", {shown.place[2]: DESK}
    lat, lon, _ = place
    names = "".join(
        f'<g class="mv-names-{i}">'
        f"{_written(sheet, shown, (lat, lon, zoom), own, home=home, lang=lang)}</g>"
        for i, (zoom, own) in enumerate(zooms.items())
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">'
        f"<style>path{{vector-effect:non-scaling-stroke}}{rules}</style>"
        f'<rect width="100%" height="100%" fill="{THEME.water}"/>'
        '<svg x="50%" y="50%" overflow="visible">'
        f'<g class="mv-ground">{_background(sheet, shown, place)}'
        f"{_lines(sheet, shown, place, ground)}</g>{names}</svg></svg>"
    )
    return svg.replace('"', "'")  # as an attribute of a page has it; texts are escaped


def still_html(svg: str, label: str) -> str:
    """Write the picture into a page, which keeps markup of SVG out.

    Parameters
    ----------
    svg
        The picture.
    label
        What it shows, in words.
    """
    # As it is but for what ends an address, an attribute or, to a cautious reader, markup: a third
    # shorter than base64, and it compresses well.
    coded = svg.replace("%", "%25").replace("#", "%23").replace("<", "%3C").replace("&", "%26")
    return (
        f'<div class="mv-still"><img alt="{escape(label)}" src="data:image/svg+xml,{coded}"></div>'
    )


def _written(sheet: Sheet, shown: Shown, place: Place, room: Point, *, home: str, lang: str) -> str:
    """Write the names, and the dots of places, for one zoom."""
    project = projection(place)
    wishes = [
        *_place_names(sheet, shown, project),
        *_state_names(sheet, shown, project, home, lang),
    ]
    names = _names(wishes, room)
    dots = "".join(
        f'<circle cx="{name.at[0] - DOT_ASIDE:.0f}" cy="{name.at[1]:.0f}" r="3"/>'
        for name in names
        if name.anchor == "start"
    )
    return (
        f'<g fill="{THEME.white}" stroke="{THEME.map_ink}" stroke-width="1.6">{dots}</g>'
        f'<g font-family="{FONT}" stroke-width="3" paint-order="stroke"'
        f' stroke-linejoin="round">{"".join(name.svg() for name in names)}</g>'
    )
