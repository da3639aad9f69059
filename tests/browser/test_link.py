"""A link keeps what it says: from page to page, through Back and Forward, under quick hands.

Which page a view comes from matters to the server: tests/server/test_walk.py goes through every
pair of pages. Here the browser's part is walked: round by the menu, and back.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.acts import choose, drag, open_card, pick, set_year, type_in
from tests.browser.helpers import Server, exceptions, opened, wait_idle
from tests.browser.views import (
    agreed,
    copied,
    go,
    query,
    settle,
    view_of,
)
from tests.effort import THOROUGH
from tests.walk import KNOWN, LINKS, back, every_pair, ring

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_no_page_loses_what_a_cold_link_set(server: Server, page: Page, link: str) -> None:
    opened(page, f"{server.url}/?{link}")
    wanted = view_of(page.url)
    assert wanted == agreed(page)
    for before, after in every_pair() if THOROUGH else [*ring(), *back()]:
        go(page, after)
        now = view_of(page.url)
        # A journey is filled in where a page has to show one.
        parts = {"journey": now.journey} if not wanted.journey else {}
        meant = wanted.replaced(**parts)
        lost = {
            part: (getattr(meant, part), value)
            for part, value in now
            if value != getattr(meant, part)
        }
        assert lost == {}, f"lost on the way from {before} to {after}"
        if after in ("Map", "Journeys", "Closure", "Story", "Sources"):
            agreed(page)
    assert exceptions(page) == []


def test_no_page_loses_what_another_set(server: Server, page: Page) -> None:
    """Without any link: each parameter is set where it is set, and is there on every page."""
    opened(page, f"{server.url}/Journeys")
    go(page, "Map")
    go(page, "Journeys")
    assert "no verdict" not in page.locator("h1").inner_text()
    go(page, "Map")
    page.locator("#mv-on-druzhba").click()
    settle(page)
    pick(page, "States to avoid", "Belarus")
    set_year(page, 2023)
    open_card(page, "Druzhba pipeline")
    drag(page)
    go(page, "Journeys")
    choose(page, "From", "Mangystau fields")
    page.locator(".st-key-trip label").nth(1).click()
    settle(page)
    page.get_by_text("Only those that bypass").click()
    settle(page)
    go(page, "Closure")
    pick(page, "What closes?", "Port of Aktau")
    type_in(page, "Port of Aktau: per cent left", "12,5")
    go(page, "Timeline")
    page.locator(".mv-happening").nth(4).click()
    settle(page)
    go(page, "Story")
    page.get_by_role("button", name="Next").click()
    settle(page)
    go(page, "Sources")
    type_in(page, "Search", "Reuters")
    wanted = view_of(page.url)
    assert "druzhba" in wanted.routes
    assert wanted.avoid == ("BY", "RU")
    assert (wanted.year, wanted.focus, wanted.origin) == (2023, "druzhba", "mangystau")
    assert (wanted.only, wanted.step, wanted.find) == ("bypass", 1, "Reuters")
    assert [str(one) for one in wanted.closed] == ["aktau_port:0.125"]
    assert wanted.event
    assert wanted.journey
    assert wanted.lon != KNOWN.default.lon
    go(page, "Map")
    for before, after in every_pair() if THOROUGH else ring():
        go(page, after)
        assert view_of(page.url) == wanted, f"lost on the way from {before} to {after}"


def test_moving_replaces_the_address_and_choosing_adds_to_it(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/?{LINKS['now']}")
    page.locator("#mv-on-china").click()
    settle(page)
    before = page.evaluate("() => history.length")
    for _ in range(10):
        drag(page, 30)
    assert page.evaluate("() => history.length") == before, "a pan is a step of Back"
    moved = agreed(page)
    assert moved.lon != 41.0
    assert "china" in moved.routes
    page.locator("#mv-on-btk").click()
    settle(page)
    assert page.evaluate("() => history.length") == before + 1
    page.go_back()
    settle(page)
    assert agreed(page) == moved
    page.go_back()
    settle(page)
    assert view_of(page.url) == view_of(f"?{LINKS['now']}")


def test_a_copied_link_reads_well_and_drops_nothing(server: Server, page: Page) -> None:
    opened(page, f"{server.url}/")
    link = copied(page)
    assert "%" not in link
    assert len(link.partition("?")[2]) < 335
    params = set(query(page)) | set(link.partition("?")[2].replace("=", "&").split("&"))
    assert {"v", "routes", "avoid", "none", "d"} <= params
    assert "=none" not in link


def test_many_closures_come_back(server: Server, page: Page) -> None:
    """What the page can write it can read: everything that can close, closed."""
    legs = [leg for leg in sorted(KNOWN.closable) if leg.islower()]
    assert len(legs) > 80
    closed = ",".join(f"{one}:0.25" for one in legs)
    page.goto(f"{server.url}/Closure?year=2023&closed={closed}")
    wait_idle(page, 60_000)
    link = copied(page)
    assert len(view_of(link).closed) == len(legs)
    page.goto(link)
    wait_idle(page, 60_000)
    assert len(view_of(copied(page)).closed) == len(legs)
