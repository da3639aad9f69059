"""map.js: every module is there before it is called, of one version, in four round trips."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.firefox import CONTEXT
from tests.map.conftest import frame_args
from tests.map.site import STATIC, Site

pytestmark = pytest.mark.browser

VIEW = {"on": ["cpc", "btc"], "avoid": ["RU"], "focus": "btc"}
LATER = {"band.js"}
"""Asked for when the map first stands close."""
MODULES = sorted(path.name for path in (STATIC / "map").glob("*.js") if path.name not in LATER)
CONNECTIONS = 6
"""Requests that a browser has under way at one host without HTTP/2."""


@pytest.fixture(params=["chromium", "firefox"])
def context(request: pytest.FixtureRequest) -> Any:
    """Open a browser's memory: what it keeps, it keeps for this test."""
    browser: Browser = request.getfixturevalue(request.param)
    made = browser.new_context(**(CONTEXT if request.param == "firefox" else {}))
    yield made
    made.close()


@pytest.fixture
def open_frame(context: BrowserContext, site: Site, lines: dict[str, Any]) -> Callable[..., Page]:
    """Draw the map in streamlit-folium's frame, of a version."""

    def open_frame(version: str = "") -> Page:
        args = frame_args(lines["data_version"], VIEW)
        if version:
            args["js_links"] = [re.sub(r"\?v=.*", f"?v={version}", src) for src in args["js_links"]]
        page = context.new_page()
        page.goto(f"{site.url}/host")
        page.evaluate("window.ready")
        page.evaluate("(args) => render(args)", args)
        page.frame_locator("iframe").locator("path.mv-leg").first.wait_for(state="attached")
        return page

    return open_frame


def static(site: Site) -> list[str]:
    """List what was asked of static/, in order, with the query."""
    return [path for path in site.asked if path.startswith("/app/static/")]


def test_there_are_modules() -> None:
    assert len(MODULES) > 5


def test_everything_is_asked_for_once_and_of_one_version(
    open_frame: Callable[..., Page], site: Site
) -> None:
    """Every module that lies in static/map/, and no file without the version."""
    open_frame()
    asked = static(site)
    assert sorted(set(asked)) == sorted(asked), "something was asked for twice"
    names = [Path(urlsplit(path).path).name for path in asked if "/static/map/" in path]
    assert sorted(names) == MODULES
    versions = {urlsplit(path).query for path in asked}
    assert len(versions) == 1
    assert re.fullmatch(r"v=\w{10}-.+", versions.pop())


def test_it_takes_five_round_trips(open_frame: Callable[..., Page], site: Site) -> None:
    """First map.js; then all the rest at once, which four rounds of connections can bring."""
    open_frame()
    first, *rest = static(site)
    assert "/app/static/map.js" in first
    assert len(rest) <= 4 * CONNECTIONS


@pytest.mark.parametrize("name", ["main", "labels", "world"])
def test_the_map_waits_for_a_slow_module(
    open_frame: Callable[..., Page], site: Site, name: str
) -> None:
    """Nothing is called before it is there: no error, one map, no report of a cold start."""
    site.slow[rf"/static/map/{name}\.js"] = 1.5
    page = open_frame()
    page.wait_for_timeout(700)
    assert page.evaluate("told") == []
    frame = page.frames[1]
    assert frame.evaluate("multivector.heard")
    assert frame.locator("path.mv-land").count() == 1
    assert frame.locator(".leaflet-container").count() == 1


def test_a_slow_leaflet_holds_nothing_up_for_good(
    open_frame: Callable[..., Page], site: Site
) -> None:
    site.slow[r"leaflet\.js"] = 1.0
    page = open_frame()
    assert page.frames[1].evaluate("multivector.heard")


def test_a_changed_module_is_fetched_anew(
    open_frame: Callable[..., Page], site: Site, tmp_path: Path
) -> None:
    """Also one that only another module imports; and without a change nothing is asked again."""
    site.static = tmp_path / "static"
    shutil.copytree(STATIC, site.static)
    open_frame("one").close()
    before = len(static(site))
    page = open_frame("one")
    assert len(static(site)) == before, "nothing is kept: the test proves nothing"
    assert page.frames[1].evaluate("window.changed") is None
    page.close()
    labels = site.static / "map" / "labels.js"
    labels.write_text(labels.read_text("utf-8") + "\nwindow.changed = true;\n", "utf-8")
    page = open_frame("two")
    assert page.frames[1].evaluate("window.changed") is True
