"""Journeys and closures as a reader meets them: a cold link, a pick, a click on a line, Back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.helpers import (
    Server,
    console_errors,
    drawn,
    exceptions,
    foreign_hosts,
    map_of,
    opened,
    wait_idle,
)
from tests.browser.views import state_of_map

pytestmark = pytest.mark.browser


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_cold_journey_opens_exactly_its_view(fresh_server: Server, page: Page) -> None:
    link = "/Journeys?v=1&from=tengiz&to=rotterdam&avoid=RU&journey=39db6573&beside=7a9bf9b5"
    opened(page, fresh_server.url + link)
    assert drawn(page) >= {"cpc_atyrau_kropotkin", "btc", "tengiz_beyneu", "gibraltar_rotterdam"}
    assert "aktau_makhachkala" not in drawn(page)
    expect(page.locator(".mv-card h2")).to_have_count(2)
    assert page.locator("h1").inner_text().startswith("3 of 8 journeys from Tengiz to Rotterdam")
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def in_sight(page: Page) -> bool:
    """Return whether all lines that the map shows lie in its window."""
    found: bool = (
        map_of(page)
        .locator("body")
        .evaluate(
            """() => {
          const map = multivector.map.getContainer().getBoundingClientRect();
          const lines = [...document.querySelectorAll("path.mv-hit")];
          return lines.length > 0 && lines.every((line) => {
            const box = line.getBoundingClientRect();
            return box.left >= map.left - 20 && box.right <= map.right + 20
              && box.top >= map.top - 20 && box.bottom <= map.bottom + 20;
          });
        }"""
        )
    )
    return found


def test_a_row_picks_a_journey_and_the_map_fits_it(server: Server, page: Page) -> None:
    """By mouse anywhere on the row, and by keys; a second is set beside it; Back undoes a pick."""
    opened(page, server.url + "/Journeys")
    map_of(page).locator("body").evaluate("() => { multivector.map.getContainer().mark = 1; }")
    assert "btc" in drawn(page)
    assert in_sight(page)
    row = page.locator(".mv-trips tr", has_text="By Novorossiysk (CPC)")
    row.locator("td.num").first.click()
    expect(row).to_have_class("chosen")
    expect(page.locator(".mv-card h2")).to_have_text("by Novorossiysk (CPC)")
    wait_idle(page)
    assert "cpc_atyrau_kropotkin" in drawn(page)
    assert "btc" not in drawn(page)
    assert query(page)["journey"] == "39db6573"
    assert in_sight(page)
    page.locator("#mv-compare-7a9bf9b5").click()
    expect(page.locator(".mv-card h2")).to_have_count(2)
    page.wait_for_url(lambda url: "beside=7a9bf9b5" in url)
    page.locator("#mv-trip-39db6573").press("ArrowDown")
    expect(row).not_to_have_class("chosen")
    page.wait_for_url(lambda url: "journey=39db6573" not in url)
    page.go_back()
    expect(row).to_have_class("chosen")
    page.go_back()
    expect(page.locator(".mv-card h2")).to_have_count(1)
    expect(page.locator(".mv-card h2")).to_have_text("by Novorossiysk (CPC)")
    page.go_back()
    expect(page.locator(".mv-card h2")).to_contain_text("Ceyhan")
    wait_idle(page)
    assert "btc" in drawn(page)
    kept = map_of(page).locator("body").evaluate("() => multivector.map.getContainer().mark")
    assert kept == 1, "the map was mounted anew"
    assert exceptions(page) == []


def test_a_cold_closure_opens_exactly_its_view(fresh_server: Server, page: Page) -> None:
    link = "/Closure?v=1&year=2023&avoid=RU&closed=novorossiysk_cpc_terminal:0.333"
    opened(page, fresh_server.url + link)
    assert "down to 1 of 3 moorings" in page.locator("h1").inner_text()
    left = page.locator(".st-key-share_novorossiysk_cpc_terminal")
    expect(left).to_contain_text("CPC terminal, Novorossiysk")
    expect(left.get_by_role("combobox")).to_have_value("1 of 3 moorings left")
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_a_preset_closes_and_back_opens(server: Server, page: Page) -> None:
    opened(page, server.url + "/Closure?year=2023")
    before = page.locator("h1").inner_text()
    page.get_by_role("button", name="All of Russia for the whole year").click()
    expect(page.locator("h1")).to_contain_text("With all of Russia closed")
    wait_idle(page)
    assert query(page)["closed"] == "RU:0"
    closed = state_of_map(page)["closed"]
    assert {"cpc_atyrau_kropotkin", "bolshoy_chagan_samara"} <= set(closed)
    assert "btc" not in closed
    page.go_back()
    expect(page.locator("h1")).to_have_text(before)


def test_the_case_redraws_map_and_table_and_is_in_the_link(server: Server, page: Page) -> None:
    """On paper other ways take more than they were seen to; the sentence tells both."""
    opened(page, server.url + "/Closure?year=2023&closed=RU:0:30")
    total = page.locator(".mv-closure tr.total td b")
    sentence, seen = page.locator("h1").inner_text(), float(total.inner_text())
    width = state_of_map(page)["width"]["atasu_alashankou"]
    page.locator(".st-key-cases label", has_text="on paper").click()
    expect(page.locator(".mv-closure")).to_contain_text("Filled: what can move, on paper")
    wait_idle(page)
    assert float(total.inner_text()) > seen
    assert page.locator("h1").inner_text() == sentence
    assert query(page)["case"] == "paper"
    assert state_of_map(page)["width"]["atasu_alashankou"] >= width
    legend = map_of(page).locator(".mv-legend").text_content() or ""
    assert "closed" in legend
    assert "inside" not in legend
    assert exceptions(page) == []


def test_a_click_on_a_line_closes_it(server: Server, page: Page) -> None:
    opened(page, server.url + "/Closure?year=2023")
    hit = map_of(page).locator('path.mv-hit[data-leg="cpc_atyrau_kropotkin"]')
    hit.evaluate("p => p.focus()")
    hit.press("Enter")
    expect(page.locator("h1")).to_contain_text("With CPC, Atyrau–Kropotkin closed")
    wait_idle(page)
    assert query(page)["closed"] == "cpc_atyrau_kropotkin:0"
    assert exceptions(page) == []


def test_the_menu_takes_a_closure_to_the_journeys(server: Server, page: Page) -> None:
    opened(page, server.url + "/Closure?year=2023&closed=aktau_port:0")
    page.get_by_role("link", name="Journeys").click()
    page.wait_for_url("**/Journeys**")
    wait_idle(page)
    expect(page.locator(".mv-trips")).to_contain_text("closed: Port of Aktau")
