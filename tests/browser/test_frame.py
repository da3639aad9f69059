"""What holds for every page of the dashboard, whatever stands on it."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.helpers import (
    ROOT,
    Server,
    axe_violations,
    box_of,
    console_errors,
    exceptions,
    foreign_hosts,
    requests,
    sideways,
    whole,
)
from tests.browser.readers import OpenPage

# Streamlit's own rule: the path is the file's name without its number.
PATHS = ["", *(re.sub(r"^\d+_", "", p.stem) for p in sorted((ROOT / "pages").glob("[!_]*.py")))]
every_page = pytest.mark.parametrize("path", PATHS, ids=lambda path: path or "app")


def open_idle(page: Page, server: Server, path: str) -> Page:
    """Open a page of the dashboard and wait until it stands still."""
    page.goto(f"{server.url}/{path}")
    return whole(page)


@every_page
@pytest.mark.parametrize("width", ["page", "phone"])
def test_a_page_holds_what_every_page_promises(
    server: Server,
    path: str,
    width: str,
    request: pytest.FixtureRequest,
    subtests: pytest.Subtests,
) -> None:
    page = open_idle(request.getfixturevalue(width), server, path)
    with subtests.test("something to read, and no exception"):
        assert exceptions(page) == []
        text = page.locator('[data-testid="stMain"]').inner_text()
        assert text.strip()
        assert "Traceback" not in text
    with subtests.test("the console stays clean"):
        assert console_errors(page) == []
    with subtests.test("nothing scrolls sideways"):
        assert width != "phone" or page.evaluate("window.innerWidth") == 390
        assert sideways(page) == []
    with subtests.test("the header stands first, and nothing lies over the menu"):
        top = page.locator(".st-key-top")
        assert box_of(top)["y"] < 20
        menu = ".mv-fold" if width == "phone" else ".mv-nav ul"
        rest = top.locator('[data-testid="stSelectbox"], .mv-copy, .mv-take')
        boxes = [box_of(one) for one in [top.locator(menu), *rest.all()]]
        assert len(boxes) >= 2
        for one, following in pairwise(boxes):
            assert one["x"] + one["width"] <= following["x"]
    with subtests.test("axe-core finds nothing serious or critical"):
        assert axe_violations(page) == []
    # Last: axe itself may ask nobody either.
    with subtests.test("every request, of frames and WebSockets too, goes to its own host"):
        asked = requests(page)
        assert any(url.startswith("ws") for url in asked), "the record is empty"
        assert foreign_hosts(page) == set()


def test_stays_light_for_a_dark_system(server: Server, open_page: OpenPage) -> None:
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
