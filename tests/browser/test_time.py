"""Year, timeline and story as a reader meets them: keyboard, Back, one map that stays."""

from __future__ import annotations

import re

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
    """Wait until the buttons and the address stand at a step."""
    dot = page.locator(".mv-dots li").nth(number).get_by_role("button")
    expect(dot).to_have_attribute("aria-current", "step")
    if number:
        expect(page).to_have_url(re.compile(rf"[?&]step={number}\b"))
    wait_idle(page)
    expect(dot).to_have_attribute("aria-current", "step")


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
    expect(page.locator(".mv-lead")).to_contain_text("was closed from May 2023")
    wait_idle(page)
    label = map_of(page).locator("path.mv-hit[data-leg='tbilisi_akhalkalaki']")
    assert "idle" in (label.get_attribute("aria-label") or "")
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1


def test_an_event_sets_the_map_and_back(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Timeline?event=court-order-2022-07-05")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    assert closed(page) == []
    rows = page.locator(".mv-happening")
    rows.filter(has_text="stops altogether").click()
    expect(page.locator(".mv-event h2")).to_contain_text("stops altogether")
    wait_idle(page)
    expect(map_of(page).locator("path.mv-cross").first).to_be_attached()
    assert closed(page) == ["cpc_terminal_moorings"]
    assert "event=loading-halt-2022-03-23" in page.url
    # Arrows go through the rows as through any list of choices.
    page.keyboard.press("ArrowDown")
    expect(page.locator(".mv-event h2")).to_contain_text("Loading resumes by one mooring")
    wait_idle(page)
    page.go_back()
    expect(page.locator(".mv-event h2")).to_contain_text("stops altogether")
    wait_idle(page)
    expect(rows.filter(has=page.locator("input:checked"))).to_contain_text("stops altogether")
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1, "mounted anew"
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_order_and_filters_of_the_timeline(server: Server, page: Page) -> None:
    """Words stand at the marks; by date no thread goes back, in the article's order they cross."""
    opened(page, f"{server.url}/Timeline")
    rows = page.locator(".mv-happening")
    every = rows.count()
    assert every > 40
    assert page.locator(".mv-axis .mv-thread").count() == every
    axis = page.locator(".mv-axis")
    ends = "all => all.map(one => Number(one.getAttribute('d').split(',').pop()))"
    # The thread of the event chosen is drawn last, over the others.
    by_date = axis.locator(".mv-thread:not(.chosen)").evaluate_all(ends)
    assert by_date == sorted(by_date)
    # Known to the month or the year alone: a thin bracket, one for each, and no bar.
    assert axis.locator(".mv-bracket").count() < 12
    page.get_by_label("In the article’s order").check()
    expect(page.locator(".mv-section").first).to_have_text("What the article tells")
    expect(page).to_have_url(re.compile("order=article"))
    wait_idle(page)
    crossing = axis.locator(".mv-thread:not(.chosen)").evaluate_all(ends)
    assert crossing != sorted(crossing)
    expect(rows.first).to_contain_text("April 2022")
    assert rows.count() == every
    page.get_by_label("What other sources add").uncheck()
    expect(page).to_have_url(re.compile("tell=article(,|%2C)later"))
    wait_idle(page)
    left = rows.count()
    assert 0 < left < every
    assert axis.locator(".mv-thread").count() == left
    page.get_by_label("By date").check()
    expect(page).to_have_url(re.compile("order=date"))
    wait_idle(page)
    expect(rows.first).to_contain_text("2022")
    assert page.locator(".mv-section").all_inner_texts() == ["After the article"]
    assert axe_violations(page) == []
    assert exceptions(page) == []
    assert console_errors(page) == []


def scrolled_to(page: Page, number: int) -> None:
    """Bring a step to where it is read, as a reader does who scrolls."""
    page.evaluate(
        "n => document.querySelector(`.mv-step[data-step='${n}']`)"
        ".scrollIntoView({ behavior: 'instant', block: 'start' })",
        number,
    )


def test_scrolling_moves_the_steps_and_the_map(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Story")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    wait_step(page, 0)
    assert page.locator(".mv-step :is(h1, h2)").count() == 11
    scrolled_to(page, 1)
    wait_step(page, 1)
    assert drawn(page) == {
        "cpc_tengiz_atyrau",
        "cpc_atyrau_kropotkin",
        "cpc_kropotkin_terminal",
        "cpc_terminal_moorings",
    }
    before = page.evaluate("() => history.length")
    # Who scrolls past a step asks for no map of it.
    for number in (2, 3, 4, 5):
        scrolled_to(page, number)
        page.wait_for_timeout(40)
    scrolled_to(page, 6)
    wait_step(page, 6)
    assert "step=6" in page.url
    assert drawn(page) >= {"btc"}
    scrolled_to(page, 7)
    wait_step(page, 7)
    assert page.evaluate("() => history.length") == before, "each step scrolled is one of Back"
    assert page.url.count("step=7") == 1
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1, "mounted anew"
    assert exceptions(page) == []
    assert console_errors(page) == []


def test_the_story_goes_by_arrow_keys_and_back_with_one_map(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/Story?step=1")
    map_of(page).locator("body").evaluate("() => { window.mark = 1; }")
    wait_step(page, 1)
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
    heading = box_of(page.locator(".mv-step[data-step='2'] h2"))
    assert 0 <= heading["y"] < 300, "Back did not bring the text"
    page.get_by_role("button", name="9: 11 July").click()
    wait_step(page, 9)
    page.get_by_role("button", name="Next").click()
    wait_step(page, 10)
    expect(page.get_by_role("button", name="Next")).to_have_attribute("aria-disabled", "true")
    assert map_of(page).locator("body").evaluate("() => window.mark") == 1, "mounted anew"
    assert axe_violations(page) == []
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_on_a_phone_the_map_stays_above_the_text(server: Server, phone: Page) -> None:
    opened(phone, f"{server.url}/Story?step=5")
    wait_step(phone, 5)
    height = phone.evaluate("() => innerHeight")
    shown = box_of(phone.locator(".st-key-shown"))
    assert shown["y"] <= 1
    assert shown["height"] <= 0.45 * height
    assert box_of(phone.locator(".mv-step[data-step='5'] h2"))["y"] >= shown["height"]
    following = phone.get_by_role("button", name="Next")
    assert box_of(following)["y"] > 0.8 * height
    following.click()
    wait_step(phone, 6)
    phone.wait_for_timeout(800)
    assert box_of(phone.locator(".st-key-shown"))["y"] <= 1
    heading = box_of(phone.locator(".mv-step[data-step='6'] h2"))
    assert shown["height"] <= heading["y"] < box_of(following)["y"]
    assert sideways(phone) == []


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
