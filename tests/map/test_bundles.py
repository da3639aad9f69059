"""Where lines lie: side by side where they share ground, each where it would be elsewhere."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shapely
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Call = Callable[..., Any]
Laid = dict[str, list[float]]

TILE_PX = 256
GAP_PX = 2
"""Between two lines side by side."""
SLACK = 0.3
"""Part of their distance by which two lines may be nearer, in a bend or where others press them."""
TAPER_PX = 60
"""At the ends of what two lines share they come together, or part."""
FARTHEST_PX = 45
ZOOMS = range(3, 10)
WIDE = {"cpc_tengiz_atyrau": 9.0, "cpc_atyrau_kropotkin": 16.0, "cpc_kropotkin_terminal": 16.0}
PLAIN = 3.0


def in_world(point: list[float], zoom: int) -> tuple[float, float]:
    """Return pixels of the world at a zoom, by the textbook's Mercator."""
    lon, lat = point
    size = TILE_PX * 2**zoom
    up = math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return size * (lon / 360 + 0.5), size * (0.5 - up)


def line_of(laid: Laid) -> shapely.LineString:
    """Return a line laid out as a shape."""
    return shapely.LineString(list(zip(laid["x"], laid["y"], strict=True)))


def at(laid: Laid, u: float) -> tuple[float, float]:
    """Return where a leg's own point lies by now."""
    us = laid["u"]
    after = next(i for i in range(1, len(us)) if us[i] >= u)
    t = (u - us[after - 1]) / (us[after] - us[after - 1])
    x, y = ([*laid[axis][after - 1 : after + 1]] for axis in "xy")
    return x[0] + t * (x[1] - x[0]), y[0] + t * (y[1] - y[0])


def shared(a: list[list[float]], b: list[list[float]]) -> Iterator[list[int]]:
    """Yield runs of points of `a` that `b` has in a row, too, whichever way round."""
    where = {tuple(point): i for i, point in enumerate(b)}
    run: list[int] = []
    for i, point in enumerate(a):
        here = where.get(tuple(point))
        if run and here is not None and abs(here - where[tuple(a[i - 1])]) == 1:
            run.append(i)
            continue
        if len(run) > 1:
            yield run
        run = [] if here is None else [i]
    if len(run) > 1:
        yield run


@pytest.fixture(scope="module")
def everything(lines: dict[str, Any]) -> dict[str, Any]:
    """Return all legs of all corridors."""
    return {key: leg for key, leg in lines["legs"].items() if leg["corridors"]}


def laid_out(call: Call, legs: dict[str, Any], zoom: int) -> dict[str, Laid]:
    """Lay legs out as the map does."""
    widths = [WIDE.get(key, PLAIN) for key in legs]
    given = [{"line": leg["line"], "corridors": leg["corridors"]} for leg in legs.values()]
    return dict(zip(legs, call("bundles", "lay", given, widths, zoom), strict=True))


def along_shared(everything: dict[str, Any], zoom: int) -> Iterator[tuple[str, str, list[int]]]:
    """Yield pairs of legs with the first one's points in the middle of what they share."""
    for a, b in itertools.combinations(everything, 2):
        line = everything[a]["line"]
        for run in shared(line, everything[b]["line"]):
            ground = shapely.LineString([in_world(line[i], zoom) for i in run])
            ends = (TAPER_PX, ground.length - TAPER_PX)
            far = {i: ground.project(shapely.Point(in_world(line[i], zoom))) for i in run}
            if inside := [i for i in run if ends[0] < far[i] < ends[1]]:
                yield a, b, inside


def test_what_shares_ground_lies_side_by_side(
    call: Call, everything: dict[str, Any], subtests: pytest.Subtests
) -> None:
    """At every zoom: half their widths and a gap apart, away from where they part."""
    pairs = set()
    for zoom in ZOOMS:
        laid = laid_out(call, everything, zoom)
        shapes = {key: line_of(one) for key, one in laid.items()}
        for a, b, points in along_shared(everything, zoom):
            pairs.add((a, b))
            least = (WIDE.get(a, PLAIN) + WIDE.get(b, PLAIN)) / 2 + GAP_PX
            away = min(shapes[b].distance(shapely.Point(at(laid[a], i))) for i in points)
            with subtests.test(zoom=zoom, pair=f"{a} {b}"):
                assert away >= (1 - SLACK) * least
    assert ("btc", "baku_supsa") in pairs
    assert len(pairs) > 5


def test_a_line_leaves_its_ground_by_no_more_than_its_bundle(
    call: Call, everything: dict[str, Any]
) -> None:
    """No spike: every point lies within the width of all that could press it."""
    for zoom in ZOOMS:
        for key, laid in laid_out(call, everything, zoom).items():
            own = shapely.LineString([in_world(p, zoom) for p in everything[key]["line"]])
            away = shapely.hausdorff_distance(own, line_of(laid))
            assert away < FARTHEST_PX, (zoom, key)


def test_the_same_lines_lie_the_same_way_again(call: Call, everything: dict[str, Any]) -> None:
    first = laid_out(call, everything, 6)
    assert laid_out(call, everything, 6) == first


def test_a_line_by_itself_lies_where_it_runs(call: Call, everything: dict[str, Any]) -> None:
    laid = laid_out(call, {"btc": everything["btc"]}, 7)["btc"]
    own = shapely.LineString([in_world(p, 7) for p in everything["btc"]["line"]])
    assert shapely.hausdorff_distance(own, line_of(laid)) < 1
    assert laid["u"][0] == 0
    assert laid["u"][-1] == len(everything["btc"]["line"]) - 1


TRUNK = [[40 + n / 2, 45.0] for n in range(21)]
"""Ground that toys share, from west to east."""


def toy(begin: float, end: float, *, backwards: bool = False) -> dict[str, Any]:
    """Return a line that comes from a latitude to the trunk and leaves for another one."""
    line = [[36.0, 45 + begin], *TRUNK, [54.0, 45 + end]]
    return {"line": line[::-1] if backwards else line, "corridors": [f"{begin} {end}"]}


def crossings(call: Call, toys: list[dict[str, Any]], zoom: int) -> int:
    """Count where toys cross."""
    laid = laid_out(call, dict(enumerate(toys)), zoom)  # type: ignore[arg-type]
    shapes = [line_of(one) for one in laid.values()]
    met = [shapely.intersection(a, b) for a, b in itertools.combinations(shapes, 2)]
    return sum(len(shapely.get_parts(one)) for one in met if not one.is_empty)


@pytest.mark.parametrize(
    ("ends", "needed"),
    [
        pytest.param([(4, 4), (-4, -4)], 0, id="each keeps its side"),
        pytest.param([(-4, -4), (4, 4)], 0, id="in the other order"),
        pytest.param([(0, -4), (0, 4)], 0, id="one turns off to each side"),
        pytest.param([(4, 4), (0, 0), (-4, -4)], 0, id="three fan out"),
        pytest.param([(0, 0), (-4, 3), (-6, 6)], 3, id="each has to cross each"),
        pytest.param([(4, -4), (-4, 4)], 1, id="they have to cross, once"),
    ],
)
def test_lines_do_not_cross_without_need(
    call: Call, ends: list[tuple[float, float]], needed: int
) -> None:
    for zoom in (5, 6, 7):
        plain = [toy(*one) for one in ends]
        turned = [toy(*one, backwards=n == 1) for n, one in enumerate(ends)]
        assert crossings(call, plain, zoom) == needed
        assert crossings(call, turned, zoom) == needed, "one is drawn the other way round"


def test_names_and_hits_go_by_what_is_drawn(drawn_map: Page) -> None:
    """`placed` is what the browser draws, in pixels of the map's box."""
    drawn_map.evaluate("harness.show({on: ['btc', 'baku_supsa']}, {centre: [40.5, 47], zoom: 8})")
    far = drawn_map.evaluate("harness.strayed()")
    assert set(far) == {"btc", "baku_supsa"}
    assert max(far.values()) < 1
