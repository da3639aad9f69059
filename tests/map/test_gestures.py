"""How the map is moved: the wheel is the page's, zoom and sheet have bounds, it opens whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page

from pages.shared.map.map import Drawing
from pages.shared.view.model import LAT, LON, ZOOM
from tests.map.conftest import frame_args
from tests.map.site import Site
from tests.map.test_bridge import QUIET_MS, told
from tests.map.views import mercator

pytestmark = pytest.mark.browser

VIEW = Drawing(on=("cpc", "btc", "china", "rotterdam"), avoid=("RU",), focus="btc", fit="shown")
PLACE = "(({lat, lng}) => [lat, lng])(multivector.map.getCenter())"
ALMATY = (76.9, 43.25)
BOSPHORUS = (29.0, 41.0)

OpenFramed = Callable[..., tuple[Page, Frame]]


@pytest.fixture
def open_framed(chromium: Browser, site: Site, lines: dict[str, Any]) -> Iterator[OpenFramed]:
    """Open a page that is longer than the window, with the map in streamlit-folium's frame."""
    pages: list[Page] = []

    def open_framed(
        size: tuple[int, int] = (1000, 700), view: Drawing = VIEW, query: str = "", **context: Any
    ) -> tuple[Page, Frame]:
        made = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **context
        )
        page = made.new_page()
        pages.append(page)
        page.goto(f"{site.url}/host{query}")
        page.evaluate("window.ready")
        page.evaluate("document.body.style.minHeight = '3000px'")
        asked = {**frame_args(lines["data_version"], view.message()), "height": 560}
        page.evaluate("(args) => render(args)", asked)
        page.frame_locator("iframe").locator("path.mv-leg").first.wait_for(state="attached")
        page.wait_for_timeout(100)
        return page, page.frames[1]

    yield open_framed
    for page in pages:
        page.context.close()


def zoom_of(frame: Frame) -> int:
    """Return the zoom of the map."""
    return int(frame.evaluate("multivector.map.getZoom()"))


def test_the_wheel_scrolls_the_page_and_says_how_to_zoom(
    open_framed: OpenFramed, given: dict[str, Any]
) -> None:
    page, frame = open_framed()
    before = zoom_of(frame)
    hint = frame.locator(".mv-hint")
    assert hint.is_hidden()
    page.mouse.move(500, 300)
    page.mouse.wheel(0, 240)
    page.wait_for_function("scrollY === 240")
    assert zoom_of(frame) == before
    assert hint.is_visible()
    assert hint.inner_text() == given["texts"]["wheel"]
    page.wait_for_timeout(1400)
    assert hint.is_hidden(), "it goes by itself"


def test_the_zoom_keeps_its_bounds_whoever_asks(open_framed: OpenFramed) -> None:
    """Ctrl and the wheel, buttons, double click, keys, and the script itself."""
    page, frame = open_framed()
    page.mouse.move(500, 300)
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(60)
    assert zoom_of(frame) > 4, "with Ctrl the wheel zooms"
    for _ in range(24):
        page.mouse.wheel(0, -800)
        page.wait_for_timeout(50)
    assert zoom_of(frame) == ZOOM[1]
    page.mouse.dblclick(500, 300)
    assert zoom_of(frame) == ZOOM[1]
    for _ in range(24):
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(50)
    page.keyboard.up("Control")
    assert zoom_of(frame) == ZOOM[0]
    assert page.evaluate("scrollY") == 0
    frame.locator(".leaflet-container").focus()
    for key, most in (("-", ZOOM[0]), ("+", ZOOM[1])):
        for _ in range(9):
            page.keyboard.press(key)
        assert zoom_of(frame) == most, key
    for asked, held in ((55, ZOOM[1]), (0, ZOOM[0])):
        frame.evaluate("(z) => void multivector.map.setZoom(z, {animate: false})", asked)
        assert zoom_of(frame) == held
    page.wait_for_timeout(QUIET_MS)
    assert all(ZOOM[0] <= report["zoom"] <= ZOOM[1] for report in told(page))


def corners(frame: Frame) -> list[float]:
    """Return west, south, east, north of what the map shows, degrees."""
    found: list[float] = frame.evaluate(
        "((b) => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])"
        "(multivector.map.getBounds())"
    )
    return found


def test_there_is_nothing_to_pan_to_beyond_the_sheet(open_framed: OpenFramed) -> None:
    page, frame = open_framed(size=(2560, 1300))
    assert zoom_of(frame) >= 4, "at zoom 3 the sheet is narrower than this map"
    for toward in ((2000, 1200), (-2000, -1200)):
        for _ in range(3):
            page.mouse.move(1280, 280)
            page.mouse.down()
            page.mouse.move(1280 + toward[0] / 2, 280 + toward[1] / 3, steps=4)
            page.mouse.up()
        west, south, east, north = corners(frame)
        assert west >= LON[0] - 0.2
        assert east <= LON[1] + 0.2
        assert south >= LAT[0] - 0.2
        assert north <= LAT[1] + 0.2
    frame.evaluate("void multivector.map.setView([74, 140], 4)")
    assert corners(frame)[2] <= LON[1] + 0.2, "nor does the script itself"


@pytest.mark.parametrize(("size", "zoom"), [((700, 700), 4), ((930, 700), 4), ((390, 844), 3)])
def test_it_opens_on_the_ground_where_verdicts_are_decided(
    open_framed: OpenFramed, size: tuple[int, int], zoom: int
) -> None:
    page, frame = open_framed(size=size)
    assert zoom_of(frame) == zoom
    west, south, east, north = corners(frame)
    for lon, lat in (ALMATY, BOSPHORUS, (60.0, 54.9), (36.2, 36.9)):
        assert west < lon < east
        assert south < lat < north
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == [], "no reader moved the map"


def test_it_stays_fitted_until_a_reader_moves_it(
    open_framed: OpenFramed, lines: dict[str, Any]
) -> None:
    page, frame = open_framed(size=(930, 700))
    page.set_viewport_size({"width": 600, "height": 700})
    frame.wait_for_function("multivector.map.getZoom() === 3")
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == []
    page.set_viewport_size({"width": 930, "height": 700})
    frame.wait_for_function("multivector.map.getZoom() === 4")
    page.mouse.move(500, 200)
    page.mouse.down()
    page.mouse.move(400, 240, steps=4)
    page.mouse.up()
    here = frame.evaluate(PLACE)
    # a switch used just before Python heard of the move asks once more for the opening
    page.evaluate("(a) => render(a)", frame_args(lines["data_version"], VIEW.message("x")))
    page.wait_for_timeout(QUIET_MS)
    assert frame.evaluate(PLACE) == pytest.approx(here)
    assert [report["zoom"] for report in told(page)] == [4]
    gone = Drawing(**{**VIEW.__dict__, "fit": ""})
    page.evaluate("(a) => render(a)", frame_args(lines["data_version"], gone.message()))
    page.evaluate("(a) => render(a)", frame_args(lines["data_version"], VIEW.message()))
    page.wait_for_timeout(100)
    assert frame.evaluate(PLACE) != pytest.approx(here), "a link that names no place opens it anew"


def test_a_pick_on_a_map_that_nobody_moved_names_no_place(open_framed: OpenFramed) -> None:
    page, frame = open_framed()
    frame.locator('path.mv-hit[data-leg="btc"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(QUIET_MS)
    (report,) = told(page)
    assert report["last_object_clicked_tooltip"].startswith("btc#")
    assert report["center"] is None


def test_a_move_names_the_place_that_the_link_left_out(open_framed: OpenFramed) -> None:
    page, frame = open_framed(view=Drawing(**{**VIEW.__dict__, "address": "v=1&step=1"}))
    page.mouse.move(500, 200)
    page.mouse.down()
    page.mouse.move(400, 240, steps=4)
    page.mouse.up()
    lat, lng = frame.evaluate(PLACE)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {
        "v": ["1"],
        "step": ["1"],
        "lat": [f"{lat:.2f}"],
        "lon": [f"{lng:.2f}"],
        "z": ["4"],
    }


def test_buttons_fit_and_lead_home(open_framed: OpenFramed, lines: dict[str, Any]) -> None:
    page, frame = open_framed()
    opened = corners(frame)
    group = frame.get_by_role("group", name="View of the map")
    names = [b.get_attribute("aria-label") for b in group.get_by_role("button").all()]
    assert names == ["Whole view", "Fit to what is selected or shown", "Full screen"]
    group.get_by_role("button", name="Fit").click()
    west, south, east, north = corners(frame)
    btc = [p for leg in lines["corridors"]["btc"]["legs"] for p in lines["legs"][leg]["line"]]
    assert all(west < lon < east and south < lat < north for lon, lat in btc)
    (x0, y0), (x1, y1) = mercator(west, north, 0), mercator(east, south, 0)
    spread = [mercator(lon, lat, 0) for lon, lat in btc]
    xs, ys = [x for x, _ in spread], [y for _, y in spread]
    assert max((max(xs) - min(xs)) / (x1 - x0), (max(ys) - min(ys)) / (y1 - y0)) > 0.45
    page.wait_for_timeout(QUIET_MS)
    assert len(told(page)) == 1, "a reader moved it"
    group.get_by_role("button", name="Whole").click()
    assert corners(frame) == pytest.approx(opened, abs=0.05)
    page.wait_for_timeout(QUIET_MS)
    assert len(told(page)) == 2, "a reader moved it back"
    group.get_by_role("button", name="Full screen").click()
    frame.wait_for_function("document.fullscreenElement")
    frame.wait_for_function("multivector.map.getSize().y === innerHeight")
    page.mouse.move(500, 300)
    before = zoom_of(frame)
    page.mouse.wheel(0, -400)
    frame.wait_for_function(f"multivector.map.getZoom() > {before}")
    frame.get_by_role("button", name="Leave full screen").click()
    frame.wait_for_function("!document.fullscreenElement && multivector.map.getSize().y === 560")


def touch(page: Page, kind: str, *points: tuple[float, float]) -> None:
    """Touch the screen with as many fingers as there are points."""
    session = getattr(page, "_touching", None) or page.context.new_cdp_session(page)
    page._touching = session  # type: ignore[attr-defined]
    at = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


def test_one_finger_scrolls_the_page_and_two_move_the_map(
    open_framed: OpenFramed, given: dict[str, Any]
) -> None:
    page, frame = open_framed(size=(390, 844), has_touch=True, is_mobile=True)
    here, zoom = frame.evaluate(PLACE), zoom_of(frame)
    touch(page, "touchStart", (200, 300))
    for y in range(290, 90, -20):
        touch(page, "touchMove", (200, y))
        page.wait_for_timeout(16)
    touch(page, "touchEnd")
    page.wait_for_function("scrollY > 50")
    assert frame.evaluate(PLACE) == pytest.approx(here)
    assert frame.locator(".mv-hint").inner_text() == given["texts"]["fingers"]
    page.wait_for_timeout(400)  # what the finger began goes on for a moment
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    touch(page, "touchStart", (150, 200), (240, 200))
    for step in range(1, 12):
        touch(page, "touchMove", (150 - 9 * step, 200), (240 + 9 * step, 200))
        page.wait_for_timeout(16)
    touch(page, "touchEnd")
    page.wait_for_timeout(400)
    assert zoom_of(frame) > zoom
    assert page.evaluate("scrollY") == 0
    touch(page, "touchStart", (150, 200), (240, 200))
    for step in range(1, 12):
        touch(page, "touchMove", (150 + 6 * step, 200), (240 + 6 * step, 200))
        page.wait_for_timeout(16)
    touch(page, "touchEnd")
    page.wait_for_timeout(400)
    assert frame.evaluate(PLACE)[1] < here[1] - 1
    for button in frame.locator(".mv-buttons button, .leaflet-control-zoom a").all():
        box = button.bounding_box()
        assert box
        assert round(min(box["width"], box["height"]), 1) >= 44
