"""The map as the server draws it: where things lie, what they cost, what is kept."""

from __future__ import annotations

import gzip
import json
import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from urllib.parse import unquote

import pytest
from pyproj import Transformer
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from pages.shared.map import still
from pages.shared.map.still import Sheet, Shown
from pages.shared.store import library
from pages.shared.theme import THEME
from routes.files.load import STATIC_DIR
from routes.model.terms import GROUND, HOME
from tests.pages.helpers import opened, pick

DESK = (45.5, 44.0, 4)
CPC = Shown(("cpc",), ("RU",), "cpc", (), (), (), (), (), (), DESK)
LEGS = {"cpc_tengiz_atyrau", "cpc_atyrau_kropotkin"}


@cache
def sheet() -> Sheet:
    """Read what the live map fetches."""
    read = (json.loads((STATIC_DIR / name).read_text("utf-8")) for name in FILES)
    return Sheet(*read)


FILES = ("lines.json", "basemap.json")


def drawn(shown: Shown) -> str:
    """Draw a picture."""
    return still.still(sheet(), shown, ground=GROUND, home=HOME)


def points_of(data: str) -> list[list[tuple[float, float]]]:
    """Read the data of a path that has only `M`, `l` and `z`, as SVG reads it."""
    found = []
    for part in data.split("M")[1:]:
        start, steps = part.rstrip("z").split("l")
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", f"{start} {steps}")]
        x = y = 0.0
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def test_a_place_lies_where_web_mercator_has_it() -> None:
    """Beside EPSG:3857 of PROJ, at three places and zooms."""
    project = Transformer.from_crs(4326, 3857, always_xy=True).transform
    for lat, lon, zoom in (DESK, (38.0, 60.5, 7), (61.0, -10.0, 3)):
        metres_a_pixel = 2 * 20037508.342789244 / (256 * 2**zoom)
        x, y = project(lon, lat)
        for to in ((53.42, 46.18), (4.1, 51.9), (87.0, 49.0)):
            east, north = project(*to)
            [found] = still.projection((lat, lon, zoom))([still.unit(*to)])
            assert found == pytest.approx(
                ((east - x) / metres_a_pixel, (y - north) / metres_a_pixel), abs=0.01
            )


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_a_path_is_read_back_as_it_was_meant(digits: int) -> None:
    points = [(0.04, -12.3456), (10.5, -0.05), (10.06, 0.0), (-3.3, 107.0), (-3.31, 100.0)]
    [back] = points_of(still.path(points, digits))
    near = 0.51 / 10**digits
    assert all(min(math.dist(point, one) for one in back) <= near * 1.5 for point in points)
    assert back[0] == pytest.approx(points[0], abs=near)
    assert back[-1] == pytest.approx(points[-1], abs=near)
    assert still.path([(1.0, 1.0), (1.1, 1.1)]) == ""


def test_simplifying_misses_no_point_by_more_than_it_may() -> None:
    line = sheet().legs["btc"]
    points = still.projection(DESK)(line)
    less = still.simplified(points, 0.5)
    assert 2 < len(less) < len(points) / 2
    assert (less[0], less[-1]) == (points[0], points[-1])
    assert LineString(less).hausdorff_distance(LineString(points)) <= 0.51


def test_the_land_is_that_of_all_states() -> None:
    """What is filled is the union of the states: no border is left in it, and no hole filled."""
    world = sheet().world
    rings = [Polygon([(x * 360, y * 360) for x, y in ring]) for ring in sheet().outlines]
    assert len(rings) > 100
    filled = Polygon()
    for ring in rings:
        filled = filled.symmetric_difference(ring.buffer(0))
    states = []
    for polygons in world["states"].values():
        for first, *holes in polygons:
            area = Polygon(scaled(first)).buffer(0)
            for hole in holes:
                area = area.difference(Polygon(scaled(hole)).buffer(0))
            states.append(area)
    whole = unary_union(states)
    assert filled.symmetric_difference(whole).area < 0.002 * whole.area


def scaled(refs: list[int]) -> list[tuple[float, float]]:
    """Join arcs to a ring."""
    arcs = sheet().arcs
    ring = [p for ref in refs for p in (arcs[~ref][::-1] if ref < 0 else arcs[ref])]
    return [(x * 360, y * 360) for x, y in ring]


def test_a_line_has_the_colours_of_its_verdict() -> None:
    svg = drawn(CPC)
    assert f"stroke='{THEME.inside}'" in svg
    assert f"stroke='{THEME.outside}'" in svg
    assert THEME.tint in svg
    nobody = drawn(replace(CPC, avoid=()))
    assert THEME.inside not in nobody
    assert f"fill='{THEME.tint}'" not in nobody


def test_a_line_lies_on_its_points() -> None:
    """The drawn line of BTC is nowhere farther than a pixel from its points."""
    svg = drawn(replace(CPC, on=("btc",), focus=""))
    [path] = re.findall(rf"<path stroke='{THEME.outside}'[^>]* d='([^']*)'", svg)
    [points] = points_of(path)
    want = LineString(still.projection(DESK)(sheet().legs["btc"]))
    assert LineString(points).hausdorff_distance(want) < 1


def test_the_picture_is_small_whatever_is_shown() -> None:
    """At most 60 kB, and 20 kB on the way, for every corridor and zoom, and where the map opens."""
    every = tuple(library().atlas.corridors)
    wide = replace(CPC, on=every, avoid=("RU", "BY", "IR", "CN"))
    for place in [None, *((45.5, 44.0, zoom) for zoom in range(3, 10))]:
        html = still.still_html(drawn(replace(wide, place=place)), "all")
        assert len(html) <= 60_000, place
        assert len(gzip.compress(html.encode())) <= 20_000


def test_it_is_an_image_that_names_what_matters() -> None:
    html = still.still_html(drawn(replace(CPC, place=None)), 'a "b" <c>')
    tag = ET.fromstring(html.replace("></div>", "/></div>"))  # noqa: S314 - our own
    image = tag.find("img")
    assert image is not None
    assert image.get("alt") == 'a "b" <c>'
    kind, _, coded = image.get("src", "").partition(",")
    assert kind == "data:image/svg+xml"
    picture = ET.fromstring(unquote(coded))  # noqa: S314 - our own
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"RUSSIA", "KAZAKHSTAN", "Tengiz"} <= words


def test_a_view_that_opens_shows_home_and_what_is_shown() -> None:
    (lat, lon, zoom), (width, height) = still.opening(sheet(), CPC, HOME)
    assert zoom == 4
    assert width <= still.DESK[0]
    assert height <= still.DESK[1]
    project = still.projection((lat, lon, zoom))
    for leg in LEGS:
        for x, y in project(sheet().legs[leg]):
            assert abs(x) <= width / 2 / (1 - still.CUT) + 1
            assert abs(y) <= height / 2 / (1 - still.CUT) + 1


def test_width_says_how_much_moved() -> None:
    """52 Mt are drawn 15.6 px wide at zoom 4; what is not known has the width of that."""
    row = sheet().lines["legs"]["btc"]
    moved = replace(CPC, moved=(("btc", 52.0), ("baku_supsa", None)))
    assert still.width_of(moved, "btc", row, 4) == pytest.approx(15.6)
    assert still.width_of(moved, "btc", row, 6) == pytest.approx(17.16)
    assert still.width_of(moved, "baku_supsa", row, 4) == still.UNKNOWN
    assert still.width_of(CPC, "btc", row, 4) == still.WIDTHS["pipeline"]


def test_nothing_is_drawn_of_what_is_not_shown() -> None:
    svg = drawn(replace(CPC, on=(), avoid=(), focus=""))
    assert THEME.inside not in svg
    assert THEME.outside not in svg
    assert "KAZAKHSTAN" in svg


def test_one_visit_has_one_picture() -> None:
    """A state that is added changes the live map; the picture under it is not sent again."""
    app = opened(routes="cpc,btc", avoid="RU")

    def picture() -> str:
        bodies = [element.proto.body for element in app.get("html")]
        [found] = [body for body in bodies if "mv-still" in body and "<img" in body]
        return str(found)

    first = picture()
    assert "Baku–Tbilisi–Ceyhan" in first
    pick(app, "picker", avoid=["RU", "IR"])
    assert not app.exception
    assert picture() == first
