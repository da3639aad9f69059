"""Draw the layers of a picture, each a self-contained SVG of a size of its own.

A layer says everything itself: no style sheet, no class that another file explains, nothing that is
fetched. Browsers, Inkscape, Illustrator and Typst draw it alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Final

from pages.shared import store
from pages.shared.map.map import constants, sheet_of
from pages.shared.map.scenes import Scene, has_map, scene
from pages.shared.map.still import DESK, Shown, opening, path
from pages.shared.theme import THEME
from publish.drawing.ground import background
from publish.drawing.letters import FAMILIES, printable
from publish.drawing.letters import width as width_of
from publish.drawing.modules import Drawn, Sheet, drawn
from publish.viewed import Viewed
from routes.language import km, phrase
from routes.model.borders import UN
from routes.model.terms import HOME

FIT: Final = 0.9
"""Part of a picture that what is shown takes, where no place is named."""
DEEPEST: Final = 8.0
"""Zoom at which lines are schematic: a picture that chooses its place goes no deeper."""
SCALE_PX: Final = 110
"""Pixels of the scale bar at most."""
EARTH_M: Final = 40_075_016.686
"""Metres round the equator, as Web Mercator has it."""
NICE: Final = (1, 2, 5)
"""First digits of the lengths of scale bars."""
DIGITS: Final = 1
"""Decimals of pixels."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """One part of a picture.

    Attributes
    ----------
    name
        Name by which a sheet asks for it.
    svg
        The drawing: styles resolved, nothing fetched.
    width, height
        Its size in pixels.
    """

    name: str
    svg: str
    width: float
    height: float


def layer(
    name: str, inner: str, width: float, height: float, title: str = "", description: str = ""
) -> Layer:
    """Make a layer of what is drawn.

    Parameters
    ----------
    name
        Name by which a sheet asks for it.
    inner
        Elements of SVG.
    width, height
        Size in pixels.
    title
        What it shows, in words; "" where a sheet says it.
    description
        The same at length.
    """
    told = f"<title>{escape(title)}</title>" if title else ""
    told += f"<desc>{escape(description)}</desc>" if description else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}" font-family="{FAMILIES}">{told}{inner}</svg>'
    )
    return Layer(name, svg, width, height)


def stacked(name: str, layers: Sequence[Layer], width: float, apart: float = 12) -> Layer:
    """Set layers below each other; they stay what they are.

    Parameters
    ----------
    name
        Name of the whole.
    layers
        From top to bottom.
    width
        Pixels.
    apart
        Pixels between them.
    """
    inner, y = [], 0.0
    for one in layers:
        inner.append(placed(one, 0, y))
        y += one.height + apart
    return layer(name, "".join(inner), width, y - apart)


def placed(one: Layer, x: float, y: float) -> str:
    """Return a layer as an element of another drawing.

    Parameters
    ----------
    one
        The layer.
    x, y
        Where its left upper corner stands, pixels.
    """
    return one.svg.replace("<svg", f'<svg x="{x:g}" y="{y:.1f}"', 1)


def written(
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    weight: int = 400,
    color: str = THEME.ink,
    anchor: str = "start",
    italic: bool = False,
) -> str:
    """Write words in one line, as SVG.

    Parameters
    ----------
    words
        Text.
    x, y
        Where its line stands, pixels: its left end, middle or right end by `anchor`.
    size
        Pixels of the letters.
    weight
        Weight of the font.
    color
        Colour of the letters.
    anchor
        "start", "middle" or "end".
    italic
        Whether the letters are italic.
    """
    heavy = f' font-weight="{weight}"' if weight != 400 else ""
    slanted = ' font-style="italic"' if italic else ""
    where = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{heavy}{slanted}{where}'
        f' fill="{color}">{escape(printable(words))}</text>'
    )


# ---------- the map ----------


def scene_of(viewed: Viewed) -> Scene:
    """Return what the map of a page shows; of a page without a map, what that of the first shows.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    lib = store.library()
    return scene(viewed.page if has_map(viewed.page) else "Map", viewed.view, lib)


def sheet_for(viewed: Viewed, found: Scene, width: float, height: float) -> Sheet:
    """Choose what is seen of the map: where the page stands, as much as it shows on a desk.

    Parameters
    ----------
    viewed
        The page and its view.
    found
        What its map shows.
    width, height
        Size of the picture in pixels.
    """
    lat, lon, near = found.place
    names_place = viewed.page in {"Timeline", "Story"} or viewed.placed
    if names_place:
        more = math.log2(min(width / DESK[0], height / DESK[1]))
        return Sheet(lat, lon, round(near + more, 3), width, height)
    shown = found.drawing.shown(found.place)
    if viewed.page == "Journeys" and shown.legs:
        return _fitted(shown, width, height)
    (lat, lon, first), room = opening(sheet_of(), shown, HOME)
    more = math.log2(min(width / room[0], height / room[1]))
    zoom = min(first + more, DEEPEST)
    return Sheet(round(lat, 4), round(lon, 4), round(zoom, 3), width, height)


def _fitted(shown: Shown, width: float, height: float) -> Sheet:
    """Choose a place at which the whole of some legs is seen."""
    points = [point for leg in shown.legs for point in sheet_of().legs[leg]]
    (left, right), (top, bottom) = (
        (min(point[axis] for point in points), max(point[axis] for point in points))
        for axis in (0, 1)
    )
    room = min(width / max(right - left, 1e-9), height / max(bottom - top, 1e-9))
    zoom = min(math.log2(FIT * room / 256), DEEPEST)
    y = (top + bottom) / 2
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
    return Sheet(
        round(lat, 4), round((left + right) / 2 * 360 - 180, 4), round(zoom, 3), width, height
    )


def map_layer(
    viewed: Viewed,
    width: int,
    height: int,
    *,
    named: bool = True,
    few: bool = False,
    taken: Sequence[Box] = (),
) -> Layer:
    """Draw the map of a view.

    Parameters
    ----------
    viewed
        The page and its view.
    width, height
        Size in pixels.
    named
        Whether places, states and corridors are named, which takes most of the time.
    few
        Whether few are, for a picture that is seen small: no town and no sea, of the places fields,
        ports and terminals alone, and of the states those that matter. It has no scale then.
    taken
        Boxes under which no name may stand: left, top, right, bottom in pixels.
    """
    return map_drawn(viewed, width, height, named=named, few=few, taken=taken)[0]


def map_drawn(
    viewed: Viewed,
    width: int,
    height: int,
    *,
    named: bool = True,
    few: bool = False,
    taken: Sequence[Box] = (),
) -> tuple[Layer, Drawn]:
    """Draw the map of a view, and return with it what was drawn, for its legend.

    Parameters
    ----------
    viewed, width, height, named, few, taken
        As in `map_layer`.
    """
    with viewed.spoken():
        found = scene_of(viewed)
        sheet = sheet_for(viewed, found, width, height)
        bar = ""
        if not few:
            bar, box = scale_bar(sheet)
            taken = (box, *taken)
        sheet = replace(sheet, taken=tuple(taken))
        version = store.library().atlas.data_version
        said = drawn(found.drawing.message(), constants(version), sheet, named=named, few=few)
        redrawn = found.drawing.borders != UN
        under = background(replace(sheet, taken=()), found.drawing.avoid, redrawn=redrawn)
        inner = f"{under}{lines_svg(said)}{ink_svg(said.ink)}{bar}"
        return layer("map", inner, width, height, phrase("map-script-map")), said


def _data(points: Iterable[Sequence[float]]) -> str:
    return path([(x, y) for x, y in points], DIGITS)


def lines_svg(said: Drawn) -> str:
    """Draw the lines, those foremost on top: halos, casings, then strokes.

    Parameters
    ----------
    said
        What the modules say of the map.
    """
    halos, casings, strokes = [], [], []
    for leg in said.legs:
        whole = _data(leg["whole"]) if leg["whole"] else ""
        if not whole:
            continue
        if halo := leg["halo"]:
            halos.append(
                f'<path stroke="{THEME.map_ink}" stroke-opacity="{halo["opacity"]:g}"'
                f' stroke-width="{halo["width"]:.4g}" d="{whole}"/>'
            )
        casings.append(f'<path stroke-width="{leg["casing"]:.4g}" d="{whole}"/>')
        runs = [
            f'<path {stroke_svg(stroke)} d="{data}"/>'
            for run in leg["runs"]
            if (data := _data(run["points"]) if run["points"] else "")
            for stroke in run["strokes"]
        ]
        of = " ".join(leg["corridors"])
        strokes.append(
            f'<g data-leg="{escape(leg["id"])}" data-corridors="{escape(of)}">{"".join(runs)}</g>'
        )
    white = f'stroke="{THEME.white}" stroke-opacity="0.92"'
    return (
        f'<g fill="none" stroke-linejoin="round"><g>{"".join(halos)}</g>'
        f"<g {white}>{''.join(casings)}</g><g>{''.join(strokes)}</g></g>"
    )


def stroke_svg(stroke: Mapping[str, Any], color: str = "") -> str:
    """Write a stroke as the attributes of a path.

    Parameters
    ----------
    stroke
        As `strokes` of `static/map/lines.js` says it.
    color
        Its colour, where not its own.
    """
    said = f'stroke="{color or stroke["color"]}" stroke-width="{stroke["weight"]:.4g}"'
    if dash := stroke.get("dashArray"):
        said += f' stroke-dasharray="{dash}"'
    if (cap := stroke.get("lineCap", "butt")) != "butt":
        said += f' stroke-linecap="{cap}"'
    if (opacity := stroke.get("opacity", 1)) != 1:
        said += f' stroke-opacity="{opacity:g}"'
    return said


@dataclass(frozen=True)
class _Look:
    """Colours of a name: its letters, and the rim round them."""

    fill: str
    rim: str
    opacity: float


_TEXT = _Look(THEME.map_ink, THEME.white, 0.88)
_LOOKS: Final[dict[str, _Look]] = {
    "mv-place mv-minor": _Look(THEME.legend, THEME.white, 0.88),
    "mv-corridor": _Look(THEME.corridor_name, THEME.white, 0.88),
    "mv-state": _Look(THEME.state_name, THEME.land, 0.7),
    "mv-state mv-avoided": _Look(THEME.avoided_name, THEME.tint, 0.7),
    "mv-state mv-home-name": _Look(THEME.home_name, THEME.home, 0.7),
    "mv-sea": _Look(THEME.sea_name, THEME.water, 0.8),
    "mv-city": _Look(THEME.city_name, THEME.land, 0.8),
}
"""Colours of names by the classes that `static/map/names.js` gives them, as in `static/map.css`."""

_MARKS: Final[dict[str, str]] = {
    "mv-mark-ink": f'fill="{THEME.map_ink}"',
    "mv-mark-paper": f'fill="{THEME.white}" stroke="{THEME.map_ink}" stroke-width="1.3"',
    "mv-mark-stroke": f'fill="none" stroke="{THEME.map_ink}" stroke-width="1.5"',
    "mv-mark-cut": f'fill="none" stroke="{THEME.white}" stroke-width="1.1" stroke-linecap="round"',
    "mv-cross": f'fill="none" stroke="{THEME.closed}" stroke-width="1.6"',
    "mv-city-dot": f'fill="{THEME.city_dot}"',
}
"""Looks of marks by class, as in `static/map.css`."""
_OWN: Final = {
    ("mv-mark-border", "mv-mark-cut"): f'fill="none" stroke="{THEME.white}" stroke-width="4"',
    **{
        (mark, "mv-mark-ink"): f'fill="{THEME.map_ink}" stroke="{THEME.white}" stroke-width="1"'
        for mark in ("mv-mark-port", "mv-mark-refinery")
    },
}
"""Looks of parts of single marks."""


def ink_svg(ink: Iterable[Mapping[str, Any]]) -> str:
    """Draw marks, names and strikes.

    Parameters
    ----------
    ink
        Nodes as the modules put them into a document.
    """
    return f"<g>{''.join(map(_node, ink))}</g>"


def _node(node: Mapping[str, Any], parent: str = "") -> str:
    attributes, name = node["attributes"], node["name"]
    classes = attributes.get("class", "")
    if name == "text":
        return _name_svg(node)
    kept = "".join(
        f' {key}="{escape(value)}"' for key, value in attributes.items() if key != "class"
    )
    if name == "g":
        mark = classes.split()[-1] if classes else ""
        return f"<g{kept}>{''.join(_node(child, mark) for child in node['children'])}</g>"
    look = _OWN.get((parent, classes)) or _MARKS[classes]
    return f"<{name} {look}{kept}/>"


_FACE: Final = re.compile(r"(italic )?(\d+) ([\d.]+)px")


def _name_svg(node: Mapping[str, Any]) -> str:
    """Write a name: its rim, then its letters; not every tool knows the order of paint."""
    attributes = node["attributes"]
    classes = attributes["class"].removeprefix("mv-text ")
    look = _LOOKS.get(classes, _TEXT)
    face = _FACE.match(node["style"]["font"])
    if face is None:
        return ""
    slanted, weight, size = face.groups()
    px = float(size)
    spacing = node["style"].get("letterSpacing", "").removesuffix("px")
    set_ = f'font-size="{px:g}" font-weight="{weight}"'
    if slanted:
        set_ += ' font-style="italic"'
    if spacing:
        set_ += f' letter-spacing="{spacing}"'
    if (anchor := attributes["text-anchor"]) != "start":
        set_ += f' text-anchor="{anchor}"'
    rows, y = [], 0.0
    for row in node["children"]:
        y += float(row["attributes"]["dy"].removesuffix("em")) * px
        rows.append(f'<tspan x="0" y="{y:.1f}">{escape(printable(row["text"]))}</tspan>')
    inner = "".join(rows)
    rim = (
        f'<text aria-hidden="true" fill="none" stroke="{look.rim}"'
        f' stroke-opacity="{look.opacity:g}" stroke-width="3" stroke-linejoin="round">'
        f"{inner}</text>"
    )
    return (
        f'<g transform="{attributes["transform"]}" {set_}>{rim}'
        f'<text fill="{look.fill}">{inner}</text></g>'
    )


def scale_bar(sheet: Sheet) -> tuple[str, Box]:
    """Draw the scale of the map's middle into its right lower corner.

    Parameters
    ----------
    sheet
        What is seen.

    Returns
    -------
    SVG, and the box that it takes.
    """
    metres = EARTH_M * math.cos(math.radians(sheet.lat)) / (256 * 2**sheet.zoom)
    most = SCALE_PX * metres / 1000
    ten = 10 ** math.floor(math.log10(most))
    length = max(digit * ten for digit in NICE if digit * ten <= most)
    px = length * 1000 / metres
    right, bottom = sheet.width - 14, sheet.height - 12
    left = right - px
    words = km(length)
    rule = f"M{left:.1f} {bottom - 5:.1f}v5h{px:.1f}v-5"
    svg = (
        f'<g><path d="{rule}" fill="none" stroke="{THEME.white}" stroke-opacity="0.9"'
        f' stroke-width="4"/><path d="{rule}" fill="none" stroke="{THEME.map_ink}"'
        f' stroke-width="1.3"/>'
        f'<text aria-hidden="true" x="{right:.1f}" y="{bottom - 8:.1f}" font-size="11"'
        f' text-anchor="end" fill="none" stroke="{THEME.white}" stroke-opacity="0.9"'
        f' stroke-width="3">{escape(words)}</text>'
        f"{written(words, right, bottom - 8, 11, color=THEME.map_ink, anchor='end')}</g>"
    )
    wide = max(px, width_of(words, 11))
    return svg, (right - wide - 4, bottom - 20, right + 4, bottom + 4)
