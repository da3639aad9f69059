"""Where a lane leaves the sheet an arrow names the way; one for ways that leave together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Call = Callable[..., Any]
SIZE = {"width": 100, "height": 50}
PLACED: dict[str, Any] = {"centre": [45, 45], "zoom": 4}


def test_a_line_leaves_where_it_crosses_the_edge_for_good(call: Call) -> None:
    def exit_of(*points: tuple[float, float]) -> Any:
        return call("edges", "exitOf", [{"x": x, "y": y} for x, y in points], SIZE)

    assert exit_of((50, 25), (-50, 25)) == {"i": 0, "t": 0.5, "x": 0, "y": 25}
    assert exit_of((50, 25), (50, 75)) == {"i": 0, "t": 0.5, "x": 50, "y": 50}
    assert exit_of((50, 25), (-10, 25), (60, 25), (160, 25)) == {
        "i": 2,
        "t": 0.4,
        "x": 100,
        "y": 25,
    }
    assert exit_of((-50, 25), (50, 25)) is None, "its end is in view"
    assert exit_of((-50, 25), (-20, 25)) is None, "none of it is"


def test_a_way_goes_on_to_every_end(call: Call) -> None:
    legs = {
        "a": {"line": [[0, 0], [1, 0]]},
        "b": {"line": [[1, 0], [2, 0]]},
        "c": {"line": [[1, 0], [1, 5]]},
        "back": {"line": [[2, 0], [0, 0]]},
    }
    assert call("edges", "waysOn", legs, "a") == [["a", "b", "back"], ["a", "c"]]


def test_arrows_that_lie_together_are_one(call: Call) -> None:
    def arrow(name: str, km: float, y: float) -> dict[str, Any]:
        return {"name": name, "low": km, "high": km, "x": 0, "y": y, "way": [name + str(km)]}

    one, two = call(
        "edges", "merged", [arrow("Rotterdam", 90, 0), arrow("Riga", 5, 400), arrow("Ghent", 80, 9)]
    )
    assert (one["names"], one["low"], one["high"]) == (["Rotterdam", "Ghent"], 80, 90)
    assert two["names"] == ["Riga"]


def test_the_lanes_to_rotterdam_end_in_an_arrow(drawn_map: Page, lines: dict[str, Any]) -> None:
    """It names the kilometres that are left, keeps clear of controls, and leads there."""
    drawn_map.evaluate(
        "(place) => harness.show({on: ['rotterdam', 'cpc'], avoid: ['RU']}, place)",
        {"centre": [45, 50], "zoom": 5},
    )
    arrows = drawn_map.locator(".mv-edge")
    assert arrows.count() >= 1
    legs = lines["legs"]
    rest = ("bosphorus_strait", "marmara_dardanelles", "aegean_ionian", "ionian_gibraltar")
    most = sum(legs[leg]["km"] for leg in (*rest, "gibraltar_rotterdam"))
    words = arrows.first.inner_text()
    assert words.startswith("to Rotterdam, ")
    km = float(
        words.removeprefix("to Rotterdam, ").removesuffix(" km").split("–")[0].replace(",", "")
    )
    assert most - 300 < km < most + 300, "from the edge, not from the port"
    boxes = drawn_map.evaluate(
        """() => [".mv-edge", ".leaflet-control"].map((one) =>
            [...document.querySelectorAll(one)].map((node) => {
                const b = node.getBoundingClientRect();
                return [b.left, b.top, b.right, b.bottom];
            }))"""
    )
    for left, top, right, bottom in boxes[0]:
        assert bottom - top >= 24
        for l2, t2, r2, b2 in boxes[1]:
            assert left >= r2 or l2 >= right or top >= b2 or t2 >= bottom
    arrows.first.click()
    drawn_map.wait_for_timeout(100)
    assert drawn_map.evaluate("multivector.map.getBounds().contains([51.9, 4.05])")
    assert drawn_map.locator(".mv-edge").count() == 0, "now its end is in view"
