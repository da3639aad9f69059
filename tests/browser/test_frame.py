"""What holds for every page of the dashboard, whatever stands on it."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.helpers import (
    ROOT,
    Server,
    axe_violations,
    console_errors,
    exceptions,
    foreign_hosts,
    requests,
    sideways,
    wait_idle,
)

# Streamlit's own rule: the path is the file's name without its number.
PATHS = ["", *(re.sub(r"^\d+_", "", p.stem) for p in sorted((ROOT / "pages").glob("[!_]*.py")))]
every_page = pytest.mark.parametrize("path", PATHS, ids=lambda path: path or "app")


def open_idle(page: Page, server: Server, path: str) -> Page:
    """Open a page of the dashboard and wait until it stands still."""
    page.goto(f"{server.url}/{path}")
    wait_idle(page)
    page.wait_for_load_state("networkidle")
    return page


@every_page
def test_opens_without_an_exception(server: Server, page: Page, path: str) -> None:
    """A page shows no exception and something to read."""
    open_idle(page, server, path)
    assert exceptions(page) == []
    text = page.locator('[data-testid="stMain"]').inner_text()
    assert text.strip()
    assert "Traceback" not in text


@every_page
def test_asks_no_other_host(server: Server, page: Page, path: str) -> None:
    """Every request, of frames and WebSockets too, goes to the dashboard's own host."""
    open_idle(page, server, path)
    asked = requests(page)
    assert any(url.startswith("ws") for url in asked), "the record is empty: nothing was watched"
    assert foreign_hosts(page) == set()


@every_page
def test_logs_no_error(server: Server, page: Page, path: str) -> None:
    """The browser's console stays clean."""
    open_idle(page, server, path)
    assert console_errors(page) == []


@every_page
def test_fits_a_phone(server: Server, phone: Page, path: str) -> None:
    """Nothing scrolls sideways at 390 px."""
    open_idle(phone, server, path)
    assert phone.evaluate("window.innerWidth") == 390
    assert sideways(phone) == []


@every_page
@pytest.mark.parametrize("width", ["page", "phone"])
def test_axe_finds_nothing_serious(
    server: Server, path: str, width: str, request: pytest.FixtureRequest
) -> None:
    """axe-core reports no serious or critical violation, and asks no other host itself."""
    opened = open_idle(request.getfixturevalue(width), server, path)
    assert axe_violations(opened) == []
    assert foreign_hosts(opened) == set()


def test_stays_light_for_a_dark_system(server: Server, open_page) -> None:
    """The theme is light for everybody: the map's colours are chosen for it."""
    page = open_idle(open_page(color_scheme="dark"), server, "")
    colour = page.eval_on_selector('[data-testid="stApp"]', "e => getComputedStyle(e).background")
    assert "rgb(255, 255, 255)" in colour


def test_shows_neither_streamlits_menu_nor_its_page_list(server: Server, page: Page) -> None:
    """The frame draws its own menu; Streamlit's deploy button and page list are off."""
    open_idle(page, server, "")
    for part in ("stSidebarNav", "stAppDeployButton", "stMainMenu"):
        assert page.locator(f'[data-testid="{part}"]').count() == 0, part


def test_the_watch_sees_what_it_should(empty_server: Server, page: Page) -> None:
    """A foreign request, a console error and a wide element are all noticed."""
    open_idle(page, empty_server, "")
    assert foreign_hosts(page) == set()
    assert console_errors(page) == []
    assert sideways(page) == []
    page.evaluate(
        """async () => {
            console.error('on purpose');
            await fetch('http://127.0.0.1:9/elsewhere.js').catch(() => 0);
            const wide = document.createElement('button');
            wide.style.cssText = 'width: 3000px; height: 9px; display: block';
            document.querySelector('[data-testid="stMain"]').append(wide);
        }"""
    )
    assert foreign_hosts(page) == {"127.0.0.1:9"}
    assert any("on purpose" in text for text in console_errors(page))
    assert sideways(page)
    assert any("button-name" in text for text in axe_violations(page))
