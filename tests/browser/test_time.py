"""Year, timeline and story as a reader meets them: keyboard, Back, one map that stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import set_year
from tests.browser.helpers import (
    Server,
    axe_violations,
    box_of,
    console_errors,
    drawn,
    exceptions,
    foreign_hosts,
    map_of,
    sideways,
    wait_idle,
)
from tests.browser.helpers import opened as opened_map
from tests.browser.views import state_of_map

pytestmark = pytest.mark.browser
WAY_OF_LEG = "path.mv-leg[data-leg='{}']"


def opened(page: Page, url: str) -> Page:
    """Open a link whose map has lines, and wait until they are drawn."""
    opened_map(page, url)
    map_of(page).locator("path.mv-leg").first.wait_for(state="attached")
    return page


def closed(page: Page) -> list[str]:
    found: list[str] = state_of_map(page)["closed"]
    return found


def wait_step(page: Page, number: int) -> None:
    expect(page.locator(".mv-step .mv-when")).to_contain_text(f"Step {number} of")
    wait_idle(page)


@pytest.mark.parametrize(("year", "strokes"), [("2019", 1), ("2022", 2)])
def test_the_year_changes_the_pattern_of_a_line(
    server: Server, page: Page, year: str, strokes: int
) -> None:
    """An idle line is hollow: two strokes, one over the other."""
    opened(page, f"{server.url}/?routes=baku_supsa&year={year}&lat=41.5&lon=46&z=6")
    lines = map_of(page).locator("path[data-leg='baku_supsa'].mv-leg, path.mv-detail")
    expect(lines).to_have_count(strokes)


def test_a_year_picked_redraws_without_mounting_anew(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/?routes=btk&focus=btk&year=2022&lat=41.5&lon=44&z=6")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    set_year(page, 2023)
    expect(page.locator("h1")).to_contain_text("was closed from May 2023")
    wait_idle(page)
    label = map_of(page).locator("path.mv-hit[data-leg='tbilisi_akhalkalaki']")
    assert "idle" in (label.get_attribute("aria-label") or "")
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1


def test_an_event_sets_the_map_from_list_and_chart_and_back(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Timeline?event=court-order-2022-07-05")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    assert closed(page) == []
    page.locator(".st-key-list_told label", has_text="stops altogether").click()
    expect(page.locator(".mv-event h2")).to_contain_text("stops altogether")
    wait_idle(page)
    expect(map_of(page).locator("path.mv-cross").first).to_be_attached()
    assert closed(page) == ["cpc_terminal_moorings"]
    assert "event=loading-halt-2022-03-23" in page.url
    # A row of the chart (15 px, below an axis of 26) chooses as the list does; the last: the fine.
    chart = page.locator('[data-testid="stVegaLiteChart"]').first.locator("canvas, svg.marks").first
    chart.scroll_into_view_if_needed()
    box = box_of(chart)
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + 26 + 15 * 21.5)
    expect(page.locator(".mv-event h2")).to_contain_text("fine of 200,000 roubles")
    wait_idle(page)
    assert "event=court-fine-2022-07-11" in page.url
    page.go_back()
    expect(page.locator(".mv-event h2")).to_contain_text("stops altogether")
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1, "mounted anew"
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_the_story_goes_by_arrow_keys_and_back_with_one_map(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Story?step=1")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    assert drawn(page) == {
        "cpc_tengiz_atyrau",
        "cpc_atyrau_kropotkin",
        "cpc_kropotkin_terminal",
        "cpc_terminal_moorings",
    }
    page.keyboard.press("ArrowRight")
    wait_step(page, 2)
    page.keyboard.press("ArrowRight")
    wait_step(page, 3)
    assert "step=3" in page.url
    assert "gibraltar_rotterdam" in drawn(page)
    page.keyboard.press("ArrowLeft")
    wait_step(page, 2)
    page.go_back()
    wait_step(page, 3)
    page.go_back()
    wait_step(page, 2)
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1, "mounted anew"
    centre = (
        map_of(page)
        .locator("body")
        .evaluate("() => [multivector.map.getCenter().lat, multivector.map.getCenter().lng]")
    )
    assert [round(value, 1) for value in centre] == [45.5, 44.0]
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_a_step_opens_as_the_very_view_on_the_map(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Story?step=6")
    legs = drawn(page)
    page.get_by_role("link", name="Open this view on the map").click()
    page.locator(".mv-sentence").wait_for()
    wait_idle(page)
    map_of(page).locator("path.mv-leg").first.wait_for(state="attached")
    assert drawn(page) == legs
    assert "routes=btc" in page.url
    assert "focus=btc" in page.url
    assert "z=5" in page.url


@pytest.mark.parametrize(
    "path",
    [
        "Timeline?year=2025&event=spm2-hit-2025-11-29",
        "Timeline?asof=article",
        "Story?step=5",
        "Story?step=9&asof=article",
        "?routes=btk,baku_supsa&year=2023&d=2020-01-01.aaaaaaaa",
    ],
)
def test_a_phone_reads_it(server: Server, phone: Page, path: str) -> None:
    opened(phone, f"{server.url}/{path}")
    assert exceptions(phone) == []
    assert console_errors(phone) == []
    assert sideways(phone) == []
    assert axe_violations(phone) == []
    assert foreign_hosts(phone) == set()
