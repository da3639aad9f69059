"""The map page as a reader meets it: a link, a toggle, a click, the copied link, Back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from pages.shared.view.link import write
from tests.browser import views
from tests.browser.helpers import (
    MAP,
    Server,
    box_of,
    console_errors,
    drawn,
    exceptions,
    foreign_hosts,
    map_of,
    opened,
    wait_idle,
)

pytestmark = pytest.mark.browser
LINK = (
    "/?v=1&routes=cpc,btc&avoid=RU&year=2023&focus=btc&closed=none&lat=43.10&lon=44.00&z=5&lang=en"
)


def switch(page: Page, corridor_id: str) -> None:
    """Click a switch and wait until the server has answered: it writes the address."""
    before = page.url
    page.locator(f"#mv-on-{corridor_id}").click()
    page.wait_for_function("(before) => location.href !== before", arg=before)
    wait_idle(page)


def view_of(page: Page) -> dict[str, float]:
    body = map_of(page).locator("body")
    found: dict[str, float] = body.evaluate(
        "() => { const m = multivector.map; const c = m.getCenter();"
        " return {lat: c.lat, lng: c.lng, z: m.getZoom()}; }"
    )
    return found


def test_a_cold_deep_link_opens_exactly_its_view(fresh_server: Server, page: Page) -> None:
    opened(page, fresh_server.url + LINK)
    assert drawn(page) >= {"btc", "cpc_atyrau_kropotkin"}
    assert not any(leg.startswith(("samara", "kenkiyak", "dostyk")) for leg in drawn(page))
    assert (
        page.locator("h1")
        .inner_text()
        .startswith("In 2023 at least 94 % of Kazakhstan’s oil exports, ")
    )
    expect(page.locator(".mv-card h2")).to_have_text("Baku–Tbilisi–Ceyhan pipeline")
    expect(page.locator(".mv-along input")).to_have_value("2023")
    page.wait_for_timeout(800)
    seen = view_of(page)
    assert (round(seen["lat"], 1), round(seen["lng"], 1), seen["z"]) == (43.1, 44.0, 5)
    assert exceptions(page) == []
    assert console_errors(page) == []
    assert foreign_hosts(page) == set()


def test_toggling_never_mounts_the_map_anew(server: Server, page: Page) -> None:
    opened(page, server.url + LINK)
    body = map_of(page).locator("body")
    body.evaluate(
        "() => { window.mark = {}; multivector.map.getContainer().mark = window.mark;"
        " window.bare = 0; const look = () => {"
        " if (!document.querySelector('path.mv-land')) window.bare += 1;"
        " requestAnimationFrame(look); }; look(); }"
    )
    before = view_of(page)
    for n in range(30):
        wanted = n % 2 == 0
        switch(page, "china")
        page.wait_for_function(
            "(wanted) => [...document.querySelectorAll('iframe')].some(f => { try {"
            " return !!f.contentDocument.querySelector('path[data-leg=kenkiyak_kumkol]') === wanted"
            " } catch { return false } })",
            arg=wanted,
        )
        wait_idle(page)
    kept = body.evaluate("() => multivector.map.getContainer().mark === window.mark")
    assert kept, "the map was mounted anew"
    assert body.evaluate("() => window.bare") == 0, "a frame without the basemap"
    assert body.evaluate("() => (window.feature_group || []).length") <= 1
    after = view_of(page)
    assert (before["z"], round(before["lat"], 3)) == (after["z"], round(after["lat"], 3))
    assert "kenkiyak_kumkol" not in drawn(page)


def test_what_python_says_and_what_the_map_shows_agree(server: Server, page: Page) -> None:
    """The map draws a toggle at once; after the server's answer it shows what Python drew."""
    opened(page, server.url + "/?routes=none&focus=none")
    lines = json.loads(page.request.get(server.url + "/app/static/lines.json").text())
    on: set[str] = set()
    for corridor_id in ("cpc", "rotterdam", "btk", "cpc", "druzhba", "rotterdam"):
        switch(page, corridor_id)
        on ^= {corridor_id}
        wait_idle(page)
        expected = {leg for c in on for leg in lines["corridors"][c]["legs"]}
        expect(page.locator(f"#mv-on-{corridor_id}")).to_be_checked(checked=corridor_id in on)
        assert drawn(page) == expected
    assert parse_qs(urlsplit(page.url).query)["routes"] == ["btk,druzhba"]


def test_the_avoided_part_has_its_own_colour(server: Server, page: Page) -> None:
    opened(page, server.url + LINK)
    legs = map_of(page).locator("path.mv-leg")
    found = legs.evaluate_all(
        "all => all.map(p => [p.dataset.leg, p.dataset.inside, getComputedStyle(p).stroke])"
    )
    inside = {colour for _, flag, colour in found if flag == "1"}
    outside = {colour for _, flag, colour in found if flag == "0"}
    assert inside
    assert outside
    assert not inside & outside
    assert {leg for leg, flag, _ in found if flag == "1"} <= {
        "cpc_atyrau_kropotkin",
        "cpc_kropotkin_terminal",
        "cpc_terminal_moorings",
    }


def test_a_click_on_a_line_opens_its_card(server: Server, page: Page) -> None:
    opened(page, server.url + LINK)
    box = map_of(page).locator('path.mv-leg[data-leg="cpc_atyrau_kropotkin"]').first
    point = box.evaluate(
        "p => { const a = p.getPointAtLength(p.getTotalLength() / 2); const m = p.getScreenCTM();"
        " return {x: a.x * m.a + m.e, y: a.y * m.d + m.f}; }"
    )
    frame = box_of(page.locator(MAP))
    page.mouse.click(frame["x"] + point["x"], frame["y"] + point["y"])
    expect(page.locator(".mv-card h2")).to_have_text("CPC pipeline")
    wait_idle(page)
    assert parse_qs(urlsplit(page.url).query)["focus"] == ["cpc"]


def test_the_copied_link_opens_the_same_view_elsewhere(
    server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    opened(page, server.url + "/?routes=cpc,btc&focus=btc")
    switch(page, "trans_caspian")
    wait_idle(page)
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("() => navigator.clipboard.readText()")
    query = parse_qs(urlsplit(link).query)
    assert set(query) == {*write(views.view_of(link)), "d"}
    assert query["routes"] == ["cpc,btc,trans_caspian"]
    other = opened(open_page(), link)
    assert other.locator("h1").inner_text() == page.locator("h1").inner_text()
    assert drawn(other) == drawn(page)


def test_a_copied_bare_address_writes_every_parameter(
    server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    opened(page, server.url + "/")
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "routes=cpc,btc," in link
    assert "avoid=RU" in link
    assert "lat=" in link


def test_back_and_forward_walk_through_whole_views(server: Server, page: Page) -> None:
    opened(page, server.url + "/?routes=cpc&focus=cpc")
    first = page.locator("h1").inner_text()
    switch(page, "btc")
    wait_idle(page)
    second = page.locator("h1").inner_text()
    switch(page, "druzhba")
    wait_idle(page)
    third = page.locator("h1").inner_text()
    assert len({first, second, third}) == 3
    for step, wanted, corridors in (
        (page.go_back, second, {"cpc", "btc"}),
        (page.go_back, first, {"cpc"}),
        (page.go_forward, second, {"cpc", "btc"}),
        (page.go_forward, third, {"cpc", "btc", "druzhba"}),
    ):
        step()
        expect(page.locator("h1")).to_have_text(wanted)
        wait_idle(page)
        boxes = page.locator(".mv-row:has(input:checked)")
        names = boxes.evaluate_all("all => all.map(row => row.dataset.corridor)")
        assert set(names) == corridors


def test_moving_the_map_is_written_and_settles(server: Server, page: Page) -> None:
    opened(page, server.url + LINK)
    box = box_of(page.locator(MAP))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 160, y + 40, steps=6)
    page.mouse.up()
    page.wait_for_function("() => !location.search.includes('lon=44.00')")
    wait_idle(page)
    page.wait_for_timeout(1500)
    written = parse_qs(urlsplit(page.url).query)
    seen = view_of(page)
    assert float(written["lon"][0]) == pytest.approx(seen["lng"], abs=0.02)
    url = page.url
    page.wait_for_timeout(1500)
    assert page.url == url, "the view swings to and fro"
    switch(page, "china")
    wait_idle(page)
    assert view_of(page)["lng"] == pytest.approx(seen["lng"], abs=0.01)


@pytest.mark.parametrize(
    "query",
    [
        "routes=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E",
        "avoid=%3Cimg+src%3Dx+onerror%3D%22window.hacked%3D1%22%3E&routes=cpc",
        "focus=!%5Bx%5D(http%3A%2F%2F127.0.0.2%2Fx.png)&lat=%00&z=1e9",
        "closed=" + "a" * 3000,
    ],
)
def test_nothing_in_a_url_runs_or_loads(server: Server, page: Page, query: str) -> None:
    opened(page, f"{server.url}/?{query}")
    expect(page.locator(".mv-notice li").first).to_be_visible()
    assert page.evaluate("() => window.hacked") is None
    assert exceptions(page) == []
    assert foreign_hosts(page) == set()
    assert re.search(r"oil exports", page.locator("h1").inner_text())


def test_the_menu_takes_the_view_along(server: Server, page: Page) -> None:
    opened(page, server.url + "/?routes=cpc,druzhba&focus=druzhba&year=2023")
    page.get_by_role("link", name="Method").click()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    wait_idle(page)
    assert "routes=cpc%2Cdruzhba" in page.url or "routes=cpc,druzhba" in page.url
    page.get_by_role("link", name="Map").click()
    expect(page.locator(".mv-card h2")).to_have_text("Druzhba pipeline")
    wait_idle(page)
    map_of(page).locator("path.mv-leg").first.wait_for(state="attached")
    lines = json.loads(page.request.get(server.url + "/app/static/lines.json").text())
    assert drawn(page) == {leg for c in ("cpc", "druzhba") for leg in lines["corridors"][c]["legs"]}


def test_embedded_it_shows_the_map_and_the_verdict_alone(server: Server, page: Page) -> None:
    opened(page, server.url + LINK.replace("/?", "/?embed=true&"))
    assert "1 of the 2 corridors shown bypasses" in page.locator("h1").inner_text()
    assert page.locator('input[type="checkbox"]').count() == 0
    assert page.locator(".mv-card").count() == 0


def test_on_a_phone_the_map_comes_first(server: Server, phone: Page) -> None:
    opened(phone, server.url + LINK)
    order = ("h1", MAP, "#mv-on-cpc")
    tops = [box_of(phone.locator(selector).first)["y"] for selector in order]
    assert tops == sorted(tops)
    assert tops[1] < 500, "the map is on the first screen"
