"""The ways in and out: streamlit-folium's own frame, a page around it, and no Streamlit.

Each of the places where the map leans on what is nobody's interface has a test; a new release of
streamlit-folium or Leaflet that breaks one breaks it here, by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.map.conftest import frame_args
from tests.map.site import Site
from tests.map.test_pointer import on_line

pytestmark = pytest.mark.browser

QUIET_MS = 700
"""streamlit-folium reports 250 ms after a move; what is not reported by then, never is."""
VIEW = {"on": ["cpc", "btc"], "avoid": ["RU"], "focus": "btc"}

OpenHost = Callable[..., tuple[Page, Frame]]


@pytest.fixture
def open_host(chromium: Browser, site: Site, lines: dict[str, Any]) -> Iterator[OpenHost]:
    """Open a page with streamlit-folium's frame and have it draw the map."""
    pages: list[Page] = []

    def open_host(
        size: tuple[int, int] = (1000, 800),
        query: str = "",
        before: str = "",
        view: dict[str, Any] | None = None,
        **args: object,
    ) -> tuple[Page, Frame]:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        page = context.new_page()
        pages.append(page)
        page.goto(f"{site.url}/host{query}")
        page.evaluate("window.ready")
        if before:
            page.evaluate(before)
        asked = {**frame_args(lines["data_version"], {**VIEW, **(view or {})}), **args}
        page.evaluate("(args) => render(args)", asked)
        page.frame_locator("iframe").locator("path.mv-leg").first.wait_for(state="attached")
        return page, page.frames[1]

    yield open_host
    for page in pages:
        page.context.close()


def told(page: Page) -> list[dict[str, Any]]:
    """Return what the frame has reported to the page so far."""
    found: list[dict[str, Any]] = page.evaluate("told")
    return found


# streamlit-folium: what is reported.


def test_a_cold_start_reports_nothing(open_host: OpenHost) -> None:
    """Neither that the map is there, nor that it was set to where the link says."""
    page, frame = open_host(center=[43.1, 44.0], zoom=5)
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == []
    centre = frame.evaluate("(({lat, lng}) => [lat, lng])(multivector.map.getCenter())")
    assert centre == pytest.approx([43.1, 44.0], abs=0.1)


def test_a_move_that_python_asks_for_is_not_reported(
    open_host: OpenHost, lines: dict[str, Any]
) -> None:
    page, frame = open_host()
    asked = {**frame_args(lines["data_version"], VIEW), "center": [40.0, 60.0], "zoom": 6}
    page.evaluate("(args) => render(args)", asked)
    frame.wait_for_function("multivector.map.getZoom() === 6")
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == []


def test_a_window_that_is_measured_again_is_no_move(open_host: OpenHost) -> None:
    """Leaflet then rounds its centre to a pixel, also where the size is what it was."""
    page, frame = open_host(center=[43.1003, 44.0007], zoom=5)
    page.wait_for_timeout(QUIET_MS)
    frame.evaluate("void multivector.map.invalidateSize().fire('moveend')")
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == []


def drag(page: Page, by: tuple[int, int]) -> None:
    """Move the map as a reader does."""
    page.mouse.move(500, 200)
    page.mouse.down()
    page.mouse.move(500 + by[0], 200 + by[1], steps=5)
    page.mouse.up()


def test_a_readers_move_is_reported_once(open_host: OpenHost) -> None:
    page, frame = open_host()
    drag(page, (120, 60))
    page.wait_for_timeout(QUIET_MS)
    (report,) = told(page)
    assert set(report) == {"last_object_clicked_tooltip", "zoom", "center"}
    centre = frame.evaluate("(({lat, lng}) => ({lat, lng}))(multivector.map.getCenter())")
    assert report["center"] == centre
    assert report["center"]["lng"] < 44


def test_a_move_is_not_reported_half_way(open_host: OpenHost) -> None:
    """The report of one move is due 250 ms after it, when the reader may be dragging again."""
    page, frame = open_host()
    where = "(({lat, lng}) => ({lat, lng}))(multivector.map.getCenter())"
    drag(page, (60, 30))
    first = frame.evaluate(where)
    page.mouse.move(500, 300)
    page.mouse.down()
    page.mouse.move(560, 330, steps=5)
    page.wait_for_timeout(QUIET_MS)
    # On a slow machine the first move is reported before the second one begins.
    assert [report["center"] for report in told(page)] in ([], [first])
    page.mouse.up()
    page.wait_for_timeout(QUIET_MS)
    assert told(page)[-1]["center"] == frame.evaluate(where)


def told_of(page: Page, count: int) -> list[Any]:
    """Return what the host was told, once it was told so often: a message takes its time."""
    for _ in range(100):
        if len(told(page)) >= count:
            break
        page.wait_for_timeout(20)
    return told(page)


def test_a_pick_is_reported_at_once_and_once(open_host: OpenHost) -> None:
    page, frame = open_host()
    page.mouse.click(*on_line(frame, "cpc_atyrau_kropotkin"))
    (report,) = told_of(page, 1)
    assert re.fullmatch(r"cpc#\w+", report["last_object_clicked_tooltip"])
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == [report]


def test_a_second_click_on_a_line_is_another_one(open_host: OpenHost) -> None:
    page, frame = open_host()
    for _ in range(2):
        page.mouse.click(*on_line(frame, "cpc_atyrau_kropotkin"))
        page.wait_for_timeout(20)
    tokens = [report["last_object_clicked_tooltip"] for report in told_of(page, 2)]
    assert len(set(tokens)) == 2


def test_on_a_map_of_legs_the_leg_is_picked(open_host: OpenHost) -> None:
    page, frame = open_host(view={"on": [], "legs": ["cpc_atyrau_kropotkin"], "focus": None})
    page.mouse.click(*on_line(frame, "cpc_atyrau_kropotkin"))
    (report,) = told_of(page, 1)
    assert report["last_object_clicked_tooltip"].startswith("leg:cpc_atyrau_kropotkin#")


def test_what_another_server_did_not_hear_is_asked_again(
    open_host: OpenHost, lines: dict[str, Any]
) -> None:
    page, frame = open_host(view={"session": "one"})
    page.mouse.click(*on_line(frame, "cpc_atyrau_kropotkin"))
    runs = (
        ("two", "asked again"),
        ("two", "answered"),
        ("three", "answered"),
    )
    for session, at in runs:
        asked = frame_args(lines["data_version"], {**VIEW, "session": session, "at": at})
        page.evaluate("(args) => render(args)", asked)
        page.wait_for_timeout(100)
        assert len(told(page)) == 2, f"{session}: {at}"


# The frame's height.


def test_on_a_desk_the_map_is_as_tall_as_python_says(open_host: OpenHost) -> None:
    page, frame = open_host()
    assert page.evaluate("heights").pop() == 560
    assert frame.evaluate("multivector.map.getSize().y") == 560


def test_on_a_phone_it_leaves_room_for_the_page(open_host: OpenHost, lines: dict[str, Any]) -> None:
    page, frame = open_host(size=(390, 844))
    fitting = round(844 * 0.48)
    assert page.evaluate("heights").pop() == fitting
    assert frame.evaluate("multivector.map.getSize().y") == fitting
    page.evaluate(
        "(args) => render(args)",
        {**frame_args(lines["data_version"], {**VIEW, "focus": "cpc"})},
    )
    page.wait_for_timeout(QUIET_MS)
    assert page.evaluate("heights").pop() == fitting, "a run of the page undid it"
    assert told(page) == [], "no reader moved the map"


def test_where_the_page_gives_it_a_height_it_has_that(open_host: OpenHost) -> None:
    sheet = (
        "document.head.insertAdjacentHTML('beforeend', '<style>:root { --map: calc(100vh - 200px) }"
        " iframe { height: var(--map) !important }</style>')"
    )
    page, frame = open_host(size=(800, 620), query="?embed=true", before=sheet)
    assert frame.evaluate("multivector.map.getSize().y") == 620 - 200
    page.evaluate("document.documentElement.style.setProperty('--map', '300px')")
    page.wait_for_function(
        "document.querySelector('iframe').contentWindow.multivector.map.getSize().y === 300"
    )
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == [], "no reader moved the map"


def test_it_is_drawn_for_the_paper_and_as_it_was_afterwards(open_host: OpenHost) -> None:
    page, _ = open_host(size=(1300, 700))
    stands = """(event) => {
        if (event) dispatchEvent(new Event(event)); // nothing is drawn until the sheets are laid
        const inside = document.querySelector('iframe').contentWindow;
        const { map } = inside.multivector;
        const { lat, lng } = map.getCenter();
        const { x, y } = map.getSize();
        const found = (css) => inside.document.querySelectorAll(css);
        const names = found('.mv-text').length;
        return [lat, lng, map.getZoom(), x, y, found('.mv-legend')[0].open, names];
    }"""
    before = page.evaluate(stands)
    _, _, zoom, width, height, legend, names = page.evaluate(stands, "beforeprint")
    assert (width, height, legend) == (900, 580, True)
    assert zoom == before[2] - 1, "as much as was seen"
    assert names > 3, "they are there at once"
    after = page.evaluate(stands, "afterprint")
    assert after[:6] == pytest.approx(before[:6], abs=0.001)
    page.wait_for_timeout(QUIET_MS)
    assert told(page) == [], "no reader moved the map"


# The page around the frame.


def test_the_frame_has_a_name(open_host: OpenHost, given: dict[str, Any]) -> None:
    page, _ = open_host()
    assert page.locator("iframe").get_attribute("title") == given["texts"]["map"]


def test_a_move_is_in_the_address_without_a_step_back(open_host: OpenHost) -> None:
    address = "v=1&routes=cpc,btc&lat=45.50&lon=44.00&z=4&step=1"
    page, frame = open_host(view={"address": address})
    steps = page.evaluate("history.length")
    drag(page, (120, 60))
    found = parse_qs(urlsplit(page.url).query)
    lat, lng = frame.evaluate("(({lat, lng}) => [lat, lng])(multivector.map.getCenter())")
    assert found == {
        "v": ["1"],
        "routes": ["cpc,btc"],
        "step": ["1"],
        "z": ["4"],
        "lat": [f"{lat:.2f}"],
        "lon": [f"{lng:.2f}"],
    }
    assert page.evaluate("history.length") == steps


def test_a_move_keeps_what_a_switch_wrote_since(open_host: OpenHost) -> None:
    address = "v=1&routes=cpc&lat=45.50&lon=44.00&z=4&step=1"
    page, _ = open_host(view={"address": address, "at": "before"})
    newer = address.replace("routes=cpc", "routes=cpc,btc")
    page.evaluate("(query) => history.replaceState({}, '', `?${query}`)", newer)
    drag(page, (120, 60))
    assert parse_qs(urlsplit(page.url).query)["routes"] == ["cpc,btc"]


def test_a_move_where_it_is_no_part_of_the_view_writes_nothing(open_host: OpenHost) -> None:
    page, _ = open_host(query="?v=1&step=1")
    drag(page, (120, 60))
    assert urlsplit(page.url).query == "v=1&step=1"


SWITCHES = """document.body.insertAdjacentHTML("beforeend", ["cpc", "btc", "btk"].map((id) =>
    `<label class="mv-row" data-corridor="${id}"><input type="checkbox"
     ${id === "btk" ? "" : "checked"}></label>`).join(""))"""


def test_a_switch_is_followed_before_python_answers(
    open_host: OpenHost, lines: dict[str, Any]
) -> None:
    page, frame = open_host(view={"panel": True}, before=SWITCHES)
    assert frame.evaluate("multivector.state().on") == ["cpc", "btc"]
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('mv-routes', {detail: ['cpc', 'btc', 'btk']}))"
    )
    assert frame.evaluate("multivector.state().on") == ["cpc", "btc", "btk"]
    seen = frame.locator("path.mv-leg").evaluate_all("all => all.map((p) => p.dataset.leg)")
    assert set(lines["corridors"]["btk"]["legs"]) <= set(seen)


def test_what_the_panel_shows_counts_until_it_says_else(
    open_host: OpenHost, lines: dict[str, Any]
) -> None:
    """An answer of Python's to an older switch changes no line; without a panel it counts."""
    page, frame = open_host(view={"panel": True}, before=SWITCHES)
    page.evaluate("document.dispatchEvent(new CustomEvent('mv-routes', {detail: ['btk']}))")
    for panel, on in ((True, ["btk"]), (False, ["cpc"])):
        asked = frame_args(lines["data_version"], {**VIEW, "on": ["cpc"], "panel": panel})
        page.evaluate("(args) => render(args)", asked)
        page.wait_for_timeout(100)
        assert frame.evaluate("multivector.state().on") == on


def test_the_pages_font_is_borrowed(open_host: OpenHost, site: Site) -> None:
    rule = (
        "document.head.insertAdjacentHTML('beforeend', `<style>@font-face {"
        " font-family: 'Source Sans'; src: url(fonts/sans.woff2) } @font-face {"
        " font-family: 'Other'; src: url(other.woff2) }</style>`)"
    )
    _, frame = open_host(before=rule)
    frame.wait_for_function("[...document.fonts].some((face) => face.family.includes('Source'))")
    families = frame.evaluate("[...document.fonts].map((face) => face.family.replaceAll('\"', ''))")
    assert families == ["Source Sans"]
    assert any(path.startswith("/fonts/sans.woff2") for path in site.asked), "another address"


# Leaflet and its style sheet.


def test_nothing_moves_for_who_wants_no_motion(open_host: OpenHost) -> None:
    _, frame = open_host()
    assert frame.evaluate("multivector.map._zoomAnimated") is False
    moved = frame.evaluate(
        """() => new Promise((done) => {
            let animated = false;
            multivector.map.once("zoomanim", () => { animated = true; });
            multivector.map.once("zoomend", () => done(animated));
            multivector.map.zoomIn();
        })"""
    )
    assert moved is False


def test_the_zoom_keeps_its_bounds(open_host: OpenHost, given: dict[str, Any]) -> None:
    _, frame = open_host()
    bounds = frame.evaluate("[multivector.map.getMinZoom(), multivector.map.getMaxZoom()]")
    assert bounds == given["limits"]["zoom"]


@pytest.mark.parametrize("sheet", ["leaflet.css", "map.css"])
def test_nothing_is_seen_before_it_is_styled(open_host: OpenHost, site: Site, sheet: str) -> None:
    site.held = re.escape(sheet)
    _, frame = open_host()
    box = frame.locator(".leaflet-container")
    expect(box).to_have_attribute("data-styled", "")
    expect(box).to_be_hidden()
    site.released.set()
    expect(box).to_have_attribute("data-styled", "1")
    expect(box).to_be_visible()


# What the map says when its data is not there, or not of this version.


def test_lines_of_another_version_are_named(open_host: OpenHost, given: dict[str, Any]) -> None:
    asked = frame_args("2020-01-01.aa", VIEW)
    _, frame = open_host(**asked)
    expect(frame.locator(".mv-failed")).to_have_text(given["texts"]["rebuilt"])


def test_data_that_cannot_be_read_is_named(
    chromium: Browser, site: Site, given: dict[str, Any], lines: dict[str, Any]
) -> None:
    site.lost = r"basemap\.json"
    page = chromium.new_page()
    page.goto(f"{site.url}/host")
    page.evaluate("window.ready")
    page.evaluate("(args) => render(args)", frame_args(lines["data_version"], VIEW))
    note = page.frame_locator("iframe").get_by_role("alert")
    expect(note).to_have_text(f"{given['texts']['failed']} (basemap.json: 404)")
    page.close()
