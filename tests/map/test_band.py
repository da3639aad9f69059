"""How well lines are known: a ribbon as wide as the precision, close up and nowhere else."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.map.site import STATIC

pytestmark = pytest.mark.browser

Call = Callable[..., Any]
BAND: dict[str, Any] = json.loads((STATIC / "band.json").read_text("utf-8"))
EQUATOR_KM = 40_075.017
TILE_PX = 256
BAKU = [40.4, 48.5]
VIEW = {"on": ["btc", "cpc"], "avoid": ["RU"]}

PROBE = """async ({ points, probes }) => {
  const { ribbonOf } = await import("/app/static/map/band.js");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ribbonOf(points.map(([x, y, r]) => ({ x, y, r }))));
  svg.append(path);
  document.body.append(svg);
  const inside = probes.map(([x, y]) => path.isPointInFill(new DOMPoint(x, y)));
  svg.remove();
  return inside;
}"""

RIBBONS = {
    "straight": [[0, 0, 10], [100, 0, 10]],
    "widening": [[0, 0, 5], [60, 30, 30], [150, 10, 8]],
    "hairpin": [[0, 0, 20], [100, 0, 25], [5, 6, 20], [100, 12, 20]],
    "one end within the other": [[0, 0, 40], [10, 0, 5]],
    "leftwards": [[100, 50, 12], [0, 20, 20], [-80, 90, 6]],
}


@pytest.mark.parametrize(("lat", "zoom"), [(0, 0), (40.4, 8), (60, 9), (-35, 7)])
def test_kilometres_are_as_many_pixels_as_mercator_says(call: Call, lat: float, zoom: int) -> None:
    whole = EQUATOR_KM * math.cos(math.radians(lat))
    assert call("band", "pxOfKm", whole, lat, zoom) == pytest.approx(TILE_PX * 2**zoom)


def test_it_is_faint_at_seven_and_full_from_eight(call: Call) -> None:
    at = [call("band", "strength", zoom) for zoom in range(10)]
    assert at[:7] == [0] * 7
    assert 0 < at[7] < at[8] == at[9] < 0.3


@pytest.mark.parametrize("name", RIBBONS)
def test_a_ribbon_encloses_its_line_and_reaches_as_far_as_its_width(blank: Page, name: str) -> None:
    """Around every vertex in all directions; and no farther than the widest place."""
    points = RIBBONS[name]
    turns = [math.tau * i / 24 for i in range(24)]
    near = [
        (x + 0.97 * r * math.cos(t), y + 0.97 * r * math.sin(t))
        for x, y, r in points
        for t in turns
    ]
    near += [(x, y) for x, y, _ in points]
    near += [
        (a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]))
        for a, b in itertools.pairwise(points)
        for s in (0.25, 0.5, 0.75)
    ]
    widest = max(r for *_, r in points) + 1
    left, right = (pick(x for x, *_ in points) for pick in (min, max))
    far = [(left - widest, points[0][1]), (right + widest, points[0][1])]
    inside = blank.evaluate(PROBE, {"points": points, "probes": [*near, *far]})
    assert all(inside[: len(near)])
    assert not any(inside[len(near) :])


def test_the_span_never_says_better_than_it_is(call: Call, state: dict[str, Any]) -> None:
    assert call("band", "spanKm", state, [5.2, 5.0]) == "5–6"
    assert call("band", "spanKm", state, [2.3, 16.4, 7]) == "3–17"
    assert call("band", "spanKm", state, [5, 5]) == "5"


def test_close_up_the_map_says_that_it_is_a_schematic(drawn_map: Page) -> None:
    """Asked for once, when zoom 7 is first reached; a ribbon for each line, and the words."""
    asked: list[str] = []
    drawn_map.on("request", lambda request: asked.append(request.url))
    look = "([view, centre, zoom]) => harness.show(view, { centre, zoom })"
    drawn_map.evaluate(look, [VIEW, BAKU, 6])
    assert drawn_map.locator(".mv-ribbon, .mv-schematic").count() == 0
    assert [url for url in asked if "band.js" in url] == []
    drawn_map.evaluate(look, [VIEW, BAKU, 8])
    words = drawn_map.locator(".mv-schematic")
    words.wait_for(state="visible")
    assert words.text_content().startswith("schematic, ± ")  # type: ignore[union-attr]
    legs = drawn_map.locator(".mv-ribbon").evaluate_all("all => all.map(p => p.dataset.leg)")
    assert "btc" in " ".join(legs)
    assert len(set(legs)) == len(legs)
    assert (
        drawn_map.locator(".mv-ribbon").first.evaluate("p => getComputedStyle(p).pointerEvents")
        == "none"
    )
    drawn_map.evaluate(look, [VIEW, BAKU, 6])
    assert drawn_map.locator(".mv-ribbon").count() == 0
    assert words.is_hidden()
    drawn_map.evaluate(look, [VIEW, BAKU, 7])
    assert len([url for url in asked if "band.js" in url]) == 2, "module and data, once each"


def test_there_is_a_number_for_each_vertex(lines: dict[str, Any]) -> None:
    assert set(BAND["legs"]) == set(lines["legs"])
    assert BAND["data_version"] == lines["data_version"]
    for leg_id, kms in BAND["legs"].items():
        assert len(kms) == len(lines["legs"][leg_id]["line"])
        assert min(kms) > 0
