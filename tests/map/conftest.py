"""A blank page in Chromium with the map's modules, and what Python tells the map."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pages.shared.map.map import BASE_VIEW, _constant, _show, constants
from routes.language import SOURCE
from tests.map.site import STATIC, Site, serving

DESKTOP = 1000
PHONE = 390
HEIGHT = 600
SCRIPTS = ["/app/static/map.js", "/app/static/vendor/leaflet/leaflet.js"]

Call = Callable[..., Any]

PIECES = [
    ["KZ", "land", 0, 1, 10.0],
    ["RU", "land", 1, 2, 20.0],
    ["RU", "territorial_sea", 2, 3, 3.0],
    ["RU", "nearest_waters", 3, 4, 40.0],
    ["TR", "territorial_sea", 4, 5, 5.0],
    ["", "beyond", 5, 6, 60.0],
]
LEG = {
    "name": "A to B",
    "mode": "sea",
    "status": "operating",
    "corridors": ["one", "two"],
    "km": 138.0,
    "line": [[n, 40] for n in range(7)],
    "pieces": PIECES,
}
"""A leg through land, territorial sea and nearest waters of Russia, and through others' waters."""


def frame_args(version: str, view: dict[str, Any]) -> dict[str, Any]:
    """Return what streamlit-folium's frame is sent for a view, as the dashboard sends it."""
    return {
        **_constant(version, "map", SOURCE),
        "height": 560,
        "feature_group": _show(view),
        "center": list(BASE_VIEW[:2]),
        "zoom": BASE_VIEW[2],
    }


@pytest.fixture(scope="session")
def lines() -> dict[str, Any]:
    """Return what the map draws, as it lies in static/."""
    found: dict[str, Any] = json.loads((STATIC / "lines.json").read_text("utf-8"))
    assert len(found["corridors"]) >= 12
    return found


@pytest.fixture(scope="session")
def given(lines: dict[str, Any]) -> dict[str, Any]:
    """Return what Python tells the map once."""
    return constants(lines["data_version"])


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve static/ for one test, which may slow it down or change it."""
    with serving(Site()) as running:
        yield running


@pytest.fixture(scope="session")
def still_site() -> Iterator[Site]:
    """Serve static/ for all tests that leave it as it is."""
    with serving(Site()) as running:
        yield running


def open_blank(browser: Browser, url: str, width: int) -> Page:
    """Open the blank page; an error in it fails the test that asks for the next value."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{url}/blank")
    return page


@pytest.fixture(scope="session")
def blank(chromium: Browser, still_site: Site) -> Iterator[Page]:
    """Open a page with Leaflet and no map: modules are imported and called here."""
    page = open_blank(chromium, still_site.url, DESKTOP)
    page.add_script_tag(url=SCRIPTS[1])
    yield page
    page.context.close()


@pytest.fixture
def call(blank: Page) -> Call:
    """Call a function of a module: `call("lines", "isInside", state, piece)`."""

    def call(module: str, name: str, *given: object) -> Any:
        return blank.evaluate(
            "async ([module, name, given]) =>"
            " (await import(`/app/static/map/${module}.js`))[name](...given)",
            [module, name, given],
        )

    return call


@pytest.fixture
def open_map(
    chromium: Browser, still_site: Site, given: dict[str, Any]
) -> Iterator[Callable[..., Page]]:
    """Open a page with a map of a width, drawn by the real modules."""
    pages: list[Page] = []

    def open_map(width: int = DESKTOP) -> Page:
        page = open_blank(chromium, still_site.url, width)
        pages.append(page)
        page.evaluate(
            "async (given) => { window.harness = await import('/harness/harness.js');"
            " await harness.boot(given); }",
            {"scripts": SCRIPTS, "given": given},
        )
        return page

    yield open_map
    for page in pages:
        page.context.close()


@pytest.fixture
def drawn_map(open_map: Callable[..., Page]) -> Page:
    """Open a map as wide as on a desk."""
    return open_map()


@pytest.fixture
def state(given: dict[str, Any]) -> dict[str, Any]:
    """Return what the functions take of the map's state: one leg, Russia avoided."""
    shown: dict[str, Any] = {
        "on": ["one"],
        "avoid": ["RU"],
        "focus": None,
        "names": {},
        "width": {},
        "closed": [],
        "legs": [],
        "strong": [],
        "status": {},
    }
    lines = {"legs": {"leg": LEG}, "corridors": {"one": {"name": "One"}, "two": {"name": "Two"}}}
    return {"given": given, "shown": shown, "lines": lines}
