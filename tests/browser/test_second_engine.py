"""What readers with Firefox get: the layout, the switches, the link and the map of Chromium."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import (
    Server,
    drawn,
    opened,
    sideways,
    wait_idle,
)
from tests.browser.readers import DESKTOP, PHONE, OpenPage
from tests.browser.test_frame import PATHS

TOLERANCE_PX = 4
LONG_WAY = 0.005
"""The fonts are the same files, but the engines round words and lines differently, which adds up
over a long page: downwards half a per cent is let pass, sideways only the pixels."""

BOXES = """() => {
    const round = (value) => Math.round(value * 10) / 10;
    const found = {};
    for (const e of document.querySelectorAll(
        '[class*="st-key-"], .mv-sentence, .mv-brand, .mv-footer, h1, h2'
    )) {
        const box = e.getBoundingClientRect();
        if (!box.width || !box.height) continue;
        const key = [...e.classList].find((name) => /^(st-key-|mv-)/.test(name));
        const name = key || `${e.tagName.toLowerCase()} ${e.textContent.trim().slice(0, 40)}`;
        // Of many of one name (a list's titles) the first stands for all.
        found[name] ??= {
            x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height),
            font: getComputedStyle(e).fontSize,
        };
    }
    return found;
}"""


def settled(page: Page, server: Server, path: str) -> Page:
    """Open a page and wait until nothing on it moves any more."""
    page.goto(f"{server.url}/{path}")
    wait_idle(page)
    # Scrollbars have their own width in every engine and on every system.
    page.add_style_tag(content="* { scrollbar-width: none !important; }")
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.wait_for_function(
        """() => {
            const height = document.querySelector('[data-testid="stMain"]').scrollHeight;
            window.__same = window.__height === height ? (window.__same || 0) + 1 : 0;
            window.__height = height;
            return window.__same > 30;
        }"""
    )
    return page


def differs(side: str, have: float | str, want: float | str) -> bool:
    """Compare a font size exactly, a place or a length within the tolerance."""
    if isinstance(have, str) or isinstance(want, str):
        return have != want
    share = LONG_WAY if side in {"y", "height"} else 0
    return abs(have - want) > max(TOLERANCE_PX, share * want)


@pytest.fixture
def firefox_page(open_firefox: OpenPage) -> Page:
    return open_firefox(DESKTOP)


def test_firefox_lays_pages_out_as_chromium_does(
    server: Server, page: Page, firefox_page: Page, subtests: pytest.Subtests
) -> None:
    """Boxes and font sizes of everything that has a name are the same; a phone's width fits.

    That each page is silent in Firefox, too, is what test_policy.py looks at.
    """
    assert len(PATHS) == 8
    for path in PATHS:
        with subtests.test(path or "app"):
            want = settled(page, server, path).evaluate(BOXES)
            have = settled(firefox_page, server, path).evaluate(BOXES)
            assert len(want) >= 5, "too little was compared"
            assert set(have) == set(want)
            wrong = [
                f"{name}: {side} {have[name][side]} instead of {box[side]}"
                for name, box in want.items()
                for side in box
                if differs(side, have[name][side], box[side])
            ]
            assert wrong == []
            firefox_page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            firefox_page.wait_for_timeout(300)
            assert sideways(firefox_page) == []
            firefox_page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


def test_firefox_draws_the_lines_of_the_map(server: Server, page: Page, firefox_page: Page) -> None:
    want = drawn(opened(page, f"{server.url}/"))
    opened(firefox_page, f"{server.url}/")
    assert want
    assert drawn(firefox_page) == want


def test_a_switch_works_in_firefox(server: Server, firefox_page: Page) -> None:
    opened(firefox_page, f"{server.url}/?routes=cpc,btc")
    before = drawn(firefox_page)
    firefox_page.get_by_role("checkbox", name=re.compile("CPC pipeline")).click()
    firefox_page.wait_for_url(re.compile(r"routes=btc(&|$)"))
    wait_idle(firefox_page)
    after = drawn(firefox_page)
    assert after < before
    assert any("btc" in leg for leg in after)
    assert not any("cpc" in leg for leg in after)


def test_a_link_copied_in_firefox_opens_the_same_view(
    server: Server, firefox_page: Page, open_firefox: OpenPage
) -> None:
    opened(firefox_page, f"{server.url}/?routes=btc,cpc&avoid=RU&year=2022&focus=btc")
    firefox_page.get_by_role("button", name="Copy link").click()
    button = firefox_page.get_by_role("button", name=re.compile("Copied|Copy link"))
    expect(button).to_have_attribute("data-link", re.compile(r"focus=btc"))
    link = button.get_attribute("data-link") or ""
    other = opened(open_firefox(DESKTOP, own=True), link)
    assert drawn(other) == drawn(firefox_page)
    assert other.locator("h1").inner_text() == firefox_page.locator("h1").inner_text()
    asked = parse_qs(urlsplit(link).query)
    assert asked["routes"] == ["btc,cpc"] or asked["routes"] == ["cpc,btc"]
