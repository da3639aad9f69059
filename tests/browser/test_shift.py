"""What a reader does moves nothing else: layout shift, as browsers count it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.acts import pick
from tests.browser.helpers import Server, opened
from tests.browser.readers import AS_PHONE, DESKTOP, PHONE, OpenPage
from tests.browser.views import settle

MOST = 0.02
"""Shift of an act, in the measure of the Layout Instability API; shifts just after an act count
as well, which a browser's own sum leaves out."""
MOST_OF_A_STATE_ON_A_PHONE = 0.05
"""There a second state takes a row of its own in the picker, and the list below it gives way."""

WATCH = """() => {
    window.__shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
            const name = ({ node }) => node && (node.className || node.nodeName || node.data);
            __shifts.push([value, (sources || []).map(name).slice(0, 3).join(', ')]);
        }
    }).observe({ type: 'layout-shift' });
}"""


def shift_of(page: Page, act: Callable[[], object]) -> tuple[float, list[list[object]]]:
    """Act, wait for the answer; return the sum of the shifts, and what shifted by how much."""
    page.wait_for_timeout(500)  # what the act before moved is over
    page.evaluate("() => { window.__shifts.length = 0; }")
    act()
    settle(page)
    page.wait_for_timeout(300)
    found: list[list[object]] = page.evaluate("window.__shifts")
    return sum(float(str(value)) for value, _ in found), found


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_nothing_moves(
    server: Server, open_page: OpenPage, phone: bool, subtests: pytest.Subtests
) -> None:
    """A corridor, a preset, a state and a year, after each other on one page."""
    page = open_page(PHONE, own=True, **AS_PHONE) if phone else open_page(DESKTOP, own=True)
    opened(page, server.url)
    settle(page)
    page.evaluate(WATCH)
    assert shifts_are_seen(page)

    def toggle() -> None:
        page.locator("#mv-on-btc").click()

    def preset() -> None:
        page.get_by_role("button", name="All", exact=True).click()

    def state() -> None:
        pick(page, "States to avoid", "Iran")

    for act in (toggle, preset, state):
        with subtests.test(act.__name__):
            total, found = shift_of(page, act)
            most = MOST_OF_A_STATE_ON_A_PHONE if phone and act is state else MOST
            assert total <= most, found


def shifts_are_seen(page: Page) -> bool:
    """Push the page down once: a watch that sees nothing would pass every test."""

    def push() -> None:
        page.evaluate(
            """() => {
                const main = document.querySelector('.st-key-overview');
                main.style.marginTop = '200px';
                setTimeout(() => { main.style.marginTop = ''; }, 200);
            }"""
        )

    return shift_of(page, push)[0] > MOST
