"""Quick hands and a server abroad: after the last answer everything names one view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from pages.shared.pickers.closures import PRESETS, preset_label
from tests.browser.helpers import Server, exceptions, opened
from tests.browser.proxy import Proxy
from tests.browser.views import agreed, go, settle, view_of
from tests.walk import KNOWN

pytestmark = pytest.mark.browser
BETWEEN_MS = 200


@pytest.fixture(scope="module")
def way(server: Server) -> Iterator[Proxy]:
    """Keep one way to the server, so that the files that came by it stay cached."""
    with Proxy([server.port]) as proxy:
        yield proxy


@pytest.fixture(params=[150, 300], ids=lambda ms: f"{ms}ms")
def far(way: Proxy, request: pytest.FixtureRequest) -> Proxy:
    """Put so many milliseconds, each way, between browser and server."""
    way.delay_ms = request.param
    return way


def do(page: Page, *actions: Callable[[], object]) -> None:
    """Act several times within a round trip, then wait for the last answer."""
    for action in actions:
        action()
        page.wait_for_timeout(BETWEEN_MS)
    settle(page)
    page.wait_for_timeout(900)
    settle(page)


def test_three_switches(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/?routes=cpc&focus=cpc")
    do(page, *(page.locator(f"#mv-on-{c}").click for c in ("btc", "china", "druzhba")))
    assert agreed(page).routes == ("cpc", "btc", "china", "druzhba")
    assert exceptions(page) == []


@pytest.mark.parametrize("delay_ms", [0, 150])
def test_every_switch_fast(way: Proxy, page: Page, delay_ms: int) -> None:
    way.delay_ms = delay_ms
    opened(page, way.url + "/?routes=none&focus=none")
    boxes = page.locator(".mv-row input").all()
    assert len(boxes) == len(KNOWN.corridors) >= 12
    for box in boxes:
        box.click()
    settle(page)
    page.wait_for_timeout(1500)
    settle(page)
    assert view_of(page.url).routes == KNOWN.corridors
    assert page.locator(".mv-row input:checked").count() == len(KNOWN.corridors)


def test_a_preset_and_a_switch(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/")
    preset = page.get_by_role("button", name="Cross Russia")
    do(page, page.locator("#mv-on-btk").click, preset.click, page.locator("#mv-on-btc").click)
    routes = agreed(page).routes
    assert "btc" in routes
    assert "cpc" in routes
    assert "btk" not in routes
    assert "china" not in routes


def test_three_times_next(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/Story")
    button = page.get_by_role("button", name="Next")
    do(page, button.click, button.click, button.click)
    assert agreed(page).step == 3


def test_two_presets_of_a_closure(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/Closure?year=2023")
    labels = [preset_label(one) for one in PRESETS]
    do(page, *(page.get_by_role("button", name=labels[n]).click for n in (4, 1)))
    view = agreed(page)
    assert [str(one) for one in view.closed] == ["cpc_atyrau_kropotkin:0:30:2022-07-06"]
    assert view.year == 2022


def test_a_switch_and_the_menu(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/?routes=cpc&focus=cpc")
    page.locator("#mv-on-btc").click()
    go(page, "Journeys")
    settle(page)
    assert view_of(page.url).routes == ("cpc", "btc")
    go(page, "Map")
    assert agreed(page).routes == ("cpc", "btc")


def test_a_switch_and_back(far: Proxy, page: Page) -> None:
    """Back within the round trip: wherever it ends, everything names that view."""
    opened(page, far.url + "/?routes=cpc&focus=cpc")
    do(page, page.locator("#mv-on-btc").click)
    page.locator("#mv-on-china").click()
    page.go_back()
    settle(page)
    page.wait_for_timeout(1200)
    settle(page)
    assert set(agreed(page).routes) in ({"cpc"}, {"cpc", "btc"}, {"cpc", "btc", "china"})


def test_a_year_and_a_switch(far: Proxy, page: Page) -> None:
    opened(page, far.url + "/?routes=cpc&focus=cpc")
    page.locator(".mv-along input").fill("2023")
    page.locator("#mv-on-btc").click()
    settle(page)
    page.wait_for_timeout(1200)
    settle(page)
    view = agreed(page)
    assert (view.year, view.routes) == (2023, ("cpc", "btc"))
