"""Disputed areas on the map: hatched, named and bounded where a view asks for lines of control."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.map.site import STATIC
from tests.map.test_bridge import OpenHost, open_host, told_of  # noqa: F401  a fixture

pytestmark = pytest.mark.browser

REDRAWN = json.loads((STATIC / "lines_de_facto.json").read_text("utf-8"))
CONTROL = "{on: ['rotterdam', 'cpc'], avoid: ['RU'], borders: 'de_facto'}"
UN = "{on: ['rotterdam', 'cpc'], avoid: ['RU']}"
CRIMEA = "{centre: [44.5, 36], zoom: 6}"


def shown(page: Page, view: str) -> None:
    """Show a view of the Black Sea, and wait until what it takes is there."""
    page.evaluate(f"harness.show({view}, {CRIMEA})")
    if view == CONTROL:
        page.locator("path.mv-area").first.wait_for(state="attached")
    page.evaluate(f"harness.show({view}, {CRIMEA})")


def test_the_file_has_every_area_with_both_states_and_a_line() -> None:
    assert len(REDRAWN["areas"]) == 6
    for area in REDRAWN["areas"].values():
        assert re.fullmatch("[A-Z]{2}", area["controller"])
        assert area["controller"] != area["claimant"]
        assert area["land"]
        assert area["line"]
    assert (
        REDRAWN["data_version"] == json.loads((STATIC / "lines.json").read_text())["data_version"]
    )


def test_areas_come_and_go_with_the_borders(drawn_map: Page) -> None:
    assert drawn_map.locator("path.mv-area").count() == 0
    shown(drawn_map, CONTROL)
    assert drawn_map.locator("path.mv-area").count() == len(REDRAWN["areas"])
    assert drawn_map.locator("path.mv-control").count() == len(REDRAWN["areas"])
    fill = drawn_map.locator("path.mv-area").first.get_attribute("fill")
    assert fill == "url(#mv-hatch)"
    assert drawn_map.locator("#mv-hatch path").count() == 1
    names = drawn_map.locator(".mv-area-name").evaluate_all(
        "(all) => all.map((n) => n.textContent)"
    )
    assert {"Crimea", "Abkhazia"} <= set(names)
    shown(drawn_map, UN)
    assert drawn_map.locator("path.mv-area").count() == 0
    assert drawn_map.locator(".mv-area-name").count() == 0


def test_an_area_has_the_tint_of_the_state_that_controls_it(drawn_map: Page) -> None:
    shown(drawn_map, CONTROL)
    for area_id, area in REDRAWN["areas"].items():
        ground = drawn_map.locator(f'path.mv-ground[data-area="{area_id}"]')
        classes = ground.get_attribute("class") or ""
        assert ("mv-avoided" in classes.split()) == (area["controller"] == "RU")


def test_lines_are_those_that_the_borders_measure(drawn_map: Page, lines: dict[str, Any]) -> None:
    """Waters by Crimea are nearest to Ukraine by one set, and to Russia by the other."""
    shown(drawn_map, CONTROL)
    told = [
        drawn_map.evaluate(
            """async ([base, redrawn, borders]) => {
                const { linesOf } = await import("/app/static/map/world.js");
                const legs = linesOf({ base, redrawn, shown: { borders } }).legs;
                return legs.novorossiysk_bosphorus.pieces.map((piece) => piece[0]);
            }""",
            [lines, REDRAWN, borders],
        )
        for borders in ("", "de_facto")
    ]
    assert "UA" in told[0]
    assert "UA" not in told[1]
    assert set(told[1]) <= {"RU", "TR"}


def test_the_legend_says_which_borders_and_its_button_asks_for_the_others(
    open_host: OpenHost,  # noqa: F811  a fixture
    given: dict[str, Any],
) -> None:
    texts = given["texts"]
    for view, now, other in (
        ({"address": "v=1"}, "un", "de_facto"),
        ({"address": "v=1", "borders": "de_facto"}, "de_facto", "un"),
    ):
        page, frame = open_host(view=view)
        item = frame.locator(".mv-legend .mv-borders")
        expect(item).to_have_attribute("data-borders", now)
        expect(item).to_contain_text(texts[f"borders-{now}"])
        button = item.get_by_role("button", name=texts[f"to-{other}"])
        button.click()
        (report,) = told_of(page, 1)
        assert re.fullmatch(rf"borders:{other}#\w+", report["last_object_clicked_tooltip"])


def test_a_map_of_no_view_has_no_button(drawn_map: Page, given: dict[str, Any]) -> None:
    shown(drawn_map, UN)
    item = drawn_map.locator(".mv-legend .mv-borders")
    expect(item).to_have_text(given["texts"]["borders-un"])
    assert item.get_by_role("button").count() == 0


def test_a_file_that_is_missing_is_told_and_the_map_stays(
    open_map: Callable[..., Page], given: dict[str, Any]
) -> None:
    page = open_map()
    page.route("**/lines_de_facto.json*", lambda route: route.fulfill(status=404))
    page.evaluate(f"harness.show({CONTROL}, {CRIMEA})")
    expect(page.get_by_role("alert")).to_contain_text("lines_de_facto.json: 404")
    assert page.locator("path.mv-leg").count() > 0
    assert given["texts"]["failed"]
