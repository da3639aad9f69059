"""What Python sends the map, and what the map makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from pages.shared.map.map import Drawing

pytestmark = pytest.mark.browser

EVERYTHING = Drawing(
    on=("btc", "cpc"),
    avoid=("RU",),
    focus="btc",
    names={"inside": "inside Russia"},
    width={"btc": 3.5},
    closed=("btc",),
    legs=("cpc_tengiz_atyrau",),
    strong=("btc",),
    status={"btc": "idle"},
    address="v=1",
    panel=True,
    borders="de_facto",
    fit="shown",
    year=2022,
    lines="moved",
    places=True,
)


def test_the_map_knows_every_field_and_no_other(drawn_map: Page) -> None:
    """A field that only one side knows would be dropped in silence."""
    drawn_map.evaluate("(view) => harness.show(view)", EVERYTHING.message("one", "v=1"))
    state = drawn_map.evaluate("multivector.state()")
    sent = {**EVERYTHING.message("one", "v=1"), "on": ["cpc", "btc"]}
    assert state == sent, "corridors stand in the order of the data"


def test_what_is_left_out_is_empty(drawn_map: Page) -> None:
    drawn_map.evaluate("(view) => harness.show(view)", EVERYTHING.message("one", "v=1"))
    drawn_map.evaluate("(view) => harness.show(view)", Drawing().message())
    assert drawn_map.evaluate("multivector.state()") == {
        "on": [],
        "avoid": [],
        "focus": None,
        "names": {},
        "width": {},
        "closed": [],
        "legs": [],
        "strong": [],
        "status": {},
        "session": "",
        "address": "",
        "at": "",
        "panel": False,
        "borders": "",
        "fit": "",
        "year": 0,
        "lines": "equal",
        "places": False,
    }
    assert drawn_map.locator("path.mv-leg").count() == 0


def test_a_text_of_the_view_goes_before_that_of_the_map(drawn_map: Page) -> None:
    box = drawn_map.get_by_role("region")
    drawn_map.evaluate("harness.show({on: ['btc'], names: {map: 'Karte'}})")
    assert box.get_attribute("aria-label") == "Karte"
    drawn_map.evaluate("harness.show({on: ['btc']})")
    assert box.get_attribute("aria-label") == "Map of the export routes"


def test_markup_in_a_name_is_text(drawn_map: Page) -> None:
    evil = "<img src=x onerror='window.hacked = 1'>"
    view: dict[str, Any] = {"on": ["btc"], "avoid": ["RU", "TR"], "focus": "btc"}
    view["names"] = dict.fromkeys(
        ("inside", "corridor.btc", "leg.btc", "place.ceyhan", "state.RU", "flow.btc"), evil
    )
    drawn_map.evaluate("(view) => harness.show(view)", view)
    drawn_map.locator('path.mv-hit[data-leg="btc"]').focus()
    assert evil in drawn_map.locator(".mv-tip").inner_text()
    assert evil in drawn_map.locator(".mv-legend").inner_text()
    assert drawn_map.locator(".mv-text", has_text=evil).count()
    assert drawn_map.evaluate("window.hacked") is None
    assert drawn_map.locator("img[src=x]").count() == 0


def test_the_colours_are_those_of_the_palette(drawn_map: Page, given: dict[str, Any]) -> None:
    for name, value in given["theme"].items():
        found = drawn_map.evaluate(
            "(name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)",
            name,
        )
        assert found == value, name
    land = drawn_map.locator("path.mv-land").first.evaluate("(p) => getComputedStyle(p).fill")
    assert land == "rgb(247, 245, 239)"
