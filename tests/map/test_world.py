"""The background: coordinates are turned round once, arcs become closed rings."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from shapely import Point, Polygon

from tests.map.site import STATIC

pytestmark = pytest.mark.browser

Call = Callable[..., Any]


def test_lon_lat_becomes_lat_lon(call: Call) -> None:
    assert call("world", "flip", [51.96, 47.15]) == [47.15, 51.96]


def test_a_line_is_drawn_where_it_lies(drawn_map: Page, lines: dict[str, Any]) -> None:
    """Leaflet's own answer of where the end of a drawn line is, in degrees."""
    drawn_map.evaluate("harness.show({on: ['cpc']})")
    ends = drawn_map.evaluate(
        """() => Object.values(multivector.map._layers)
            .filter((layer) => layer.options.className === 'mv-hit')
            .map((layer) => [layer.getLatLngs()[0].lng, layer.getLatLngs()[0].lat])"""
    )
    expected = [lines["legs"][leg]["line"][0] for leg in lines["corridors"]["cpc"]["legs"]]
    assert sorted(ends) == sorted(expected)


def test_steps_add_up_to_points(call: Call) -> None:
    file = {"scale": 10, "arcs": [[100, 200, 1, 0, 0, -2], [0, 0, 5, 5]]}
    assert call("world", "arcsOf", file) == [
        [[20, 10], [20, 10.1], [19.8, 10.1]],
        [[0, 0], [0.5, 0.5]],
    ]


def test_a_ring_walks_its_arcs_forwards_and_backwards(call: Call) -> None:
    arcs = [[[0, 0], [0, 1], [1, 1]], [[0, 0], [1, 0], [1, 1]]]
    (polygon,) = call("world", "polygonsOf", {"XX": [[[0, -2]]]}, arcs, "XX")
    assert polygon == [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]
    assert call("world", "polygonsOf", {"XX": [[[0, -2]]]}, arcs, "YY") == []


def test_every_state_is_made_of_closed_rings(blank: Page, subtests: pytest.Subtests) -> None:
    world = json.loads((STATIC / "basemap.json").read_text("utf-8"))
    assert len(world["states"]) > 20
    found = blank.evaluate(
        """async (world) => {
            const { arcsOf, polygonsOf } = await import("/app/static/map/world.js");
            const arcs = arcsOf(world);
            return Object.fromEntries(Object.keys(world.states)
                .map((code) => [code, polygonsOf(world.states, arcs, code)]));
        }""",
        world,
    )
    for code, polygons in found.items():
        with subtests.test(code):
            assert polygons
            assert all(ring[0] == ring[-1] for polygon in polygons for ring in polygon)
    astana = Point(51.17, 71.43)
    inside = [c for c, all_ in found.items() if any(Polygon(p[0]).contains(astana) for p in all_)]
    assert inside == ["KZ"]


def test_the_states_to_avoid_are_tinted(drawn_map: Page) -> None:
    others = ".mv-tint:not(.mv-home)"
    tinted = f"() => [...document.querySelectorAll('{others}')].map((p) => p.dataset.state)"
    drawn_map.evaluate("harness.show({on: ['cpc'], avoid: ['RU', 'IR']})")
    assert set(drawn_map.evaluate(tinted)) == {"RU", "IR"}
    drawn_map.evaluate("harness.show({on: ['cpc'], avoid: ['IR']})")
    assert drawn_map.evaluate(tinted) == ["IR"]
