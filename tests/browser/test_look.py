"""What a page looks like before it is whole, embedded, on a tablet, and without colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from pages.shared.view.parameter import PAGES
from tests.browser.acts import drag
from tests.browser.helpers import (
    MAP,
    ROOT,
    Server,
    box_of,
    exceptions,
    map_of,
    opened,
    serve,
    wait_idle,
)
from tests.browser.proxy import Proxy
from tests.browser.views import go
from tests.walk import ATLAS

pytestmark = pytest.mark.browser
MAPS = ("", "Journeys", "Closure", "Timeline", "Story")
IN_EVERY_FRAME = """
  window.bare = [];
  const look = () => {
    for (const control of document.querySelectorAll('.leaflet-control-zoom a, .mv-legend')) {
      const seen = getComputedStyle(control).visibility !== 'hidden' && control.offsetHeight > 0;
      const pane = document.querySelector('.leaflet-map-pane');
      if (seen && pane && getComputedStyle(pane).position !== 'absolute') {
        window.bare.push('leaflet');
      }
      if (seen && !getComputedStyle(document.querySelector('.leaflet-container'))
          .getPropertyValue('--mv-water')) window.bare.push('mv');
    }
    requestAnimationFrame(look);
  };
  addEventListener('DOMContentLoaded', look);
"""


def test_no_unstyled_map_is_seen_from_a_slow_host(server: Server, cold_page: Page) -> None:
    cold_page.add_init_script(IN_EVERY_FRAME)
    with Proxy([server.port], static_delay_ms=700) as proxy:
        cold_page.goto(proxy.url)
        map_of(cold_page).locator("path.mv-leg").first.wait_for(state="visible")
        cold_page.wait_for_timeout(1500)
        bare = map_of(cold_page).locator("body").evaluate("() => window.bare")
    assert bare == []
    assert map_of(cold_page).locator(".leaflet-container").get_attribute("data-styled") == "1"


def test_the_page_is_styled_with_its_first_words(server: Server, cold_page: Page) -> None:
    cold_page.add_init_script(
        "window.plain = 0; const look = () => { const h = document.querySelector('h1.mv-sentence');"
        " if (h && getComputedStyle(h).fontWeight !== '400') window.plain += 1;"
        " requestAnimationFrame(look); }; look();"
    )
    opened(cold_page, server.url)
    assert cold_page.evaluate("() => window.plain") == 0


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path or "Map")
def test_embedded_nothing_is_cut_off(
    server: Server, open_page: Callable[..., Page], path: str
) -> None:
    page = open_page((800, 620))
    opened(page, f"{server.url}/{path}?embed=true")
    page.wait_for_timeout(1200)
    frame = box_of(page.locator(MAP))
    licence = box_of(page.locator(".mv-embedded"))
    assert frame["y"] + frame["height"] <= 620
    assert licence["y"] + licence["height"] <= 620
    assert "CC BY 4.0" in page.locator(".mv-embedded").inner_text()
    for part in (".mv-legend", ".leaflet-control-scale", ".leaflet-control-attribution"):
        box = box_of(map_of(page).locator(part))
        assert box["y"] + box["height"] <= frame["y"] + frame["height"] + 1, part
    assert not page.locator(".mv-nav, .mv-row, .mv-card").first.is_visible()
    assert "lat" not in page.url, "the map moved by itself"
    for hidden in (".st-key-events", ".st-key-story_nav", ".st-key-side"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".mv-ranking").count() == 0
    link = page.locator(".mv-embed-head a").get_attribute("href") or ""
    assert "embed" not in link
    assert link.startswith(f"{server.url}/{path}?v=1&routes=")


def test_an_embedded_map_can_be_moved(server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page((800, 620))
    opened(page, f"{server.url}/?embed=true&routes=cpc&focus=cpc")
    before = page.evaluate("() => history.length")
    drag(page)
    assert exceptions(page) == []
    assert "embed=true" in page.url
    assert "routes=cpc" in page.url
    assert "lon=" in page.url
    assert "lon=44.00" not in page.url
    assert page.evaluate("() => history.length") == before
    page.reload()
    wait_idle(page)
    assert not page.locator(".mv-nav").first.is_visible()


@pytest.mark.parametrize("width", [760, 900, 1100])
def test_a_tablet_gets_one_column_and_a_whole_menu(
    server: Server, open_page: Callable[..., Page], width: int
) -> None:
    page = open_page((width, 1000))
    opened(page, server.url)
    map_box, rows = box_of(page.locator(MAP)), box_of(page.locator(".mv-rows").first)
    assert map_box["width"] > width * 0.85
    assert rows["y"] > map_box["y"] + map_box["height"] - 1
    menu = page.locator(".mv-nav ul")
    assert menu.evaluate("ul => ul.scrollWidth <= ul.clientWidth"), "the menu is cut"
    for path in ("Closure", "Timeline", "Story"):
        page.goto(f"{server.url}/{path}")
        wait_idle(page)
        assert box_of(page.locator(MAP))["width"] > width * 0.85, path


def test_the_menu_marks_the_page_and_shows_the_focus(server: Server, page: Page) -> None:
    opened(page, server.url)
    for name in PAGES[1:3]:
        go(page, name)
        assert page.locator(".mv-nav [aria-current=page]").all_inner_texts() == [name]
    link = page.locator(".mv-nav a").nth(3)
    page.locator(".mv-nav a").nth(2).focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.evaluate("a => getComputedStyle(a).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/Trend"))


def test_a_menu_link_opens_the_view_in_another_tab(server: Server, page: Page) -> None:
    opened(page, server.url + "/?routes=cpc&focus=cpc")
    page.locator("#mv-on-btc").click()
    page.wait_for_function("() => location.search.includes('btc')")
    link = page.locator(".mv-nav a").nth(1)
    link.hover()
    href = link.get_attribute("href") or ""
    assert href.startswith("/Journeys?")
    assert "btc" in href


def test_a_switch_is_heard_by_its_name_and_verdict(server: Server, page: Page) -> None:
    opened(page, server.url)
    names = page.locator(".mv-row input").evaluate_all(
        "all => all.map(i => i.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent).join(' '))"
    )
    assert len(names) == len(ATLAS.corridors)
    assert names[0] == "CPC pipeline crosses · 1,031 km 52.2 Mt · 81 %"
    box = page.get_by_role(
        "checkbox", name="CPC pipeline crosses · 1,031 km 52.2 Mt · 81 %", exact=True
    )
    expect(box).to_be_checked()
    assert page.locator(MAP).get_attribute("title") == "Map of the export routes"


def test_ticks_and_bars_survive_forced_colours(
    server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(forced_colors="active")
    opened(page, server.url)
    bars = page.locator(".mv-bar > span").evaluate_all(
        "all => all.map(bar => getComputedStyle(bar).backgroundColor)"
    )
    assert bars
    assert "rgb(11, 111, 164)" in bars
    assert "rgb(200, 68, 27)" in bars
    pressed = page.locator('.mv-preset[aria-pressed="true"]').first
    assert pressed.evaluate("b => getComputedStyle(b).outlineStyle") == "solid"
    current = page.locator(".mv-nav [aria-current=page]")
    assert current.evaluate("a => getComputedStyle(a).outlineStyle") == "solid"
    assert page.locator(".mv-row input").first.evaluate("i => getComputedStyle(i).appearance") in (
        "auto",
        "checkbox",
    )


def test_without_static_files_the_page_says_so(tmp_path: Path, page: Page) -> None:
    with serve(ROOT, tmp_path / "log", ["--server.enableStaticServing", "false"]) as bare:
        page.goto(bare.url)
        wait_idle(page)
        expect(page.locator(".mv-notice").first).to_contain_text("does not serve the files")
        expect(page.locator("h1")).to_contain_text("corridors shown")


def test_a_map_that_cannot_run_says_so(server: Server, cold_page: Page) -> None:
    """As behind a policy that forbids what streamlit-folium does."""
    cold_page.route(
        re.compile(r"/component/streamlit_folium[^/]*/index\.html"),
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            headers={
                **answer.headers,
                "content-security-policy": "script-src 'self' 'unsafe-inline' blob:",
            },
        ),
    )
    cold_page.goto(server.url)
    note = cold_page.get_by_role("alert")
    expect(note).to_contain_text("cannot run in this browser", timeout=20_000)
    expect(cold_page.locator(".mv-table table")).to_be_visible()
    assert cold_page.locator(".mv-table tbody tr").count() == 7
    expect(cold_page.locator("h1")).to_contain_text("corridors shown")


def test_lines_of_another_data_version_are_not_shown_in_silence(
    server: Server, cold_page: Page
) -> None:
    def older(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "data_version": "2020-01-01.aa"})

    cold_page.route("**/app/static/lines.json*", older)
    cold_page.goto(server.url)
    note = map_of(cold_page).locator(".mv-failed")
    expect(note).to_contain_text(
        "Reload the page to see map and text of one version", timeout=20_000
    )
