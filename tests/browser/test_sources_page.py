"""The sources page as a reader meets it: search, filter, a row, rivals, a citation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import (
    Server,
    axe_violations,
    console_errors,
    exceptions,
    foreign_hosts,
    sideways,
    wait_idle,
)

pytestmark = pytest.mark.browser
TABS = ("sources", "article", "figures", "rivals", "events", "endnotes", "unsourced")


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/Sources{query}")
    wait_idle(page)
    page.locator(".mv-entry").first.wait_for(state="attached")
    return page


def clean(page: Page) -> bool:
    return not (exceptions(page) or console_errors(page) or foreign_hosts(page) or sideways(page))


def test_a_search_is_kept_in_the_address_and_back_undoes_it(server: Server, page: Page) -> None:
    opened(page, server)
    box = page.get_by_label("Search")
    box.fill("Alashankou")
    box.press("Enter")
    page.wait_for_function("location.search.includes('find=Alashankou')")
    wait_idle(page)
    few = page.locator(".mv-entry[id^=source]").count()
    assert 0 < few < 40
    page.go_back()
    page.wait_for_function("!location.search.includes('find=Alashankou')")
    wait_idle(page)
    expect(box).to_have_value("")
    expect(page.locator(".mv-entry[id^=source]")).to_have_count(40)
    assert clean(page)


def test_a_link_to_a_source_opens_it(server: Server, page: Page) -> None:
    opened(page, server, "?find=kmg_ar2024&focus=none")
    assert page.locator(".mv-entry[id^=source]").count() == 1
    expect(page.locator("#source-kmg_ar2024 ul")).to_be_visible()
    link = page.locator("#source-kmg_ar2024").get_by_role("link", name="link to this row")
    link.click()
    wait_idle(page)
    expect(page.locator("#source-kmg_ar2024 ul")).to_be_visible()
    assert clean(page)


@pytest.mark.parametrize("width", ["page", "phone"])
@pytest.mark.parametrize("tab", TABS)
def test_each_tab_fits_and_can_be_read(
    server: Server, tab: str, width: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(width)
    page.goto(f"{server.url}/Sources?tab={tab}")
    wait_idle(page)
    assert axe_violations(page) == []
    assert clean(page)


def test_rivals_open_by_keyboard(server: Server, page: Page) -> None:
    opened(page, server, "?focus=cpc")
    page.get_by_text("Rival figures (").click()
    row = page.locator("#rivals-cpc-length_km")
    expect(row.locator("> summary")).to_contain_text("1,511 / 1,510 / 1,580 km")
    row.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(row.locator("tr.first")).to_contain_text("1,511 km")
    assert clean(page)


def test_a_hostile_link_runs_nothing(server: Server, cold_page: Page) -> None:
    cold_page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    cold_page.goto(f"{server.url}/Sources?find=<img src=x onerror=alert(1)>&focus=<b>x</b>")
    wait_idle(cold_page)
    assert cold_page.locator('[data-testid="stMain"] img').count() == 0
    assert exceptions(cold_page) == []
    assert foreign_hosts(cold_page) == set()


@pytest.mark.parametrize("width", ["page", "phone"])
def test_a_corridor_is_cited_from_its_card(
    server: Server, width: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(width)
    page.goto(f"{server.url}/?focus=cpc")
    wait_idle(page)
    assert page.locator('[data-testid="stCode"]').count() == 0
    cite = page.get_by_text("Cite this", exact=True)
    if width == "phone":
        # The card is a sheet, closed at first: what it holds is neither seen nor reached.
        expect(cite).to_be_hidden()
        page.locator(".mv-sheet-bar").click()
    cite.click()
    code = page.locator('[data-testid="stCode"]')
    code.wait_for()
    expect(code).to_contain_text(f"{server.url}/?v=1&routes=cpc,")
    expect(code).to_contain_text("data version")
    page.get_by_text("BibTeX", exact=True).click()
    expect(code).to_contain_text("@misc{multivector-corridor-cpc")
    assert axe_violations(page) == []
    assert clean(page)


def test_the_article_is_one_click_away(server: Server, page: Page) -> None:
    """From a quote on the map to its place among all passages, and to the article itself."""
    page.goto(f"{server.url}/?routes=rotterdam&focus=rotterdam")
    wait_idle(page)
    quote = page.locator("blockquote", has_text="uninterruptedly at Rotterdam").first
    expect(quote.get_by_role("link", name="the article")).to_have_attribute(
        "href", re.compile("^https://trendsresearch")
    )
    with page.context.expect_page() as opening:
        quote.get_by_role("link", name="passage 8 of 32").click()
    there = opening.value
    wait_idle(there)
    expect(there.locator("#passage-rotterdam-2022")).to_be_visible()
    there.get_by_role("link", name="Show all passages").click()
    expect(there.locator(".mv-article > li")).to_have_count(32)
