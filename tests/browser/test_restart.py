"""A server that goes away: the page says so, comes back by itself, and the next action counts.

Pages that wait for the same thing wait together: several are open when one server is killed, and
each then does something of its own on the server that follows. What each does is a subtest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.shared.view.model import View
from tests.browser.acts import choose, drag, open_card, pick, set_year, type_in
from tests.browser.helpers import ROOT, Server, exceptions, free_port, serve, wait_idle
from tests.browser.proxy import Proxy
from tests.browser.readers import OpenPage
from tests.browser.views import agreed, settle, view_of

pytestmark = pytest.mark.browser
LINK = (
    "v=1&routes=cpc,btc&avoid=RU&year=2023&focus=btc&closed=aktau_port:0.333&lat=43.10&lon=44.00"
    "&z=5&lang=en&asof=now&from=tengiz&to=rotterdam&only=all&step=2&find=Reuters&tab=sources"
    "&none=journey,beside,event"
)
Act = Callable[[Page], object]
Parts = Callable[[View], bool]


def click_line(page: Page) -> None:
    """Pick the line of CPC by keyboard."""
    frame = page.frame_locator('iframe[src*="streamlit_folium"]')
    hit = frame.locator('path.mv-hit[data-leg="cpc_atyrau_kropotkin"]')
    hit.evaluate("p => p.focus()")
    hit.press("Enter")


CONTROLS: dict[str, tuple[str, Act, Parts]] = {
    "Map-switch": ("", lambda p: p.locator("#mv-on-china").click(), lambda v: "china" in v.routes),
    "Map-preset": (
        "",
        lambda p: p.get_by_role("button", name="Cross Russia").click(),
        lambda v: "druzhba" in v.routes and "btc" not in v.routes,
    ),
    "Map-avoid": ("", lambda p: pick(p, "States to avoid", "China"), lambda v: "CN" in v.avoid),
    "Map-year": (
        "",
        lambda p: set_year(p, 2019),
        lambda v: v.year == 2019,
    ),
    "Map-focus": (
        "",
        lambda p: open_card(p, "CPC pipeline"),
        lambda v: v.focus == "cpc",
    ),
    "Map-click": ("", click_line, lambda v: v.focus == "cpc"),
    "Map-move": ("", drag, lambda v: v.lon < 43),
    "Journeys-from": (
        "Journeys",
        lambda p: choose(p, "From", "Kashagan"),
        lambda v: v.origin == "kashagan",
    ),
    "Journeys-only": (
        "Journeys",
        lambda p: p.get_by_text("Only those that bypass").click(),
        lambda v: v.only == "bypass",
    ),
    "Journeys-trip": (
        "Journeys",
        lambda p: p.locator("#mv-trip-39db6573").click(),
        lambda v: v.journey == "39db6573",
    ),
    "Closure-number": (
        "Closure",
        lambda p: type_in(p, "Port of Aktau: per cent left", "10"),
        lambda v: [str(one) for one in v.closed] == ["aktau_port:0.1"],
    ),
    "Closure-preset": (
        "Closure",
        lambda p: p.get_by_role("button", name="All of Russia for the whole year").click(),
        lambda v: [str(one) for one in v.closed] == ["RU:0"],
    ),
    "Closure-list": (
        "Closure",
        lambda p: pick(p, "What closes?", "Kropotkin"),
        lambda v: "kropotkin" in {one.id for one in v.closed},
    ),
    "Trend-avoid": (
        "Trend",
        lambda p: pick(p, "States to avoid", "China"),
        lambda v: v.avoid == ("CN", "RU"),
    ),
    "Timeline-event": (
        "Timeline",
        lambda p: p.locator(".mv-happening").nth(6).click(),
        lambda v: bool(v.event),
    ),
    "Story-next": (
        "Story",
        lambda p: p.get_by_role("button", name="Next").click(),
        lambda v: v.step == 3,
    ),
    "Sources-search": (
        "Sources",
        lambda p: type_in(p, "Search", "Interfax"),
        lambda v: v.find == "Interfax",
    ),
    "Method-year": (
        "Method",
        lambda p: choose(p, "Year of the figures", "2019"),
        lambda v: v.year == 2019,
    ),
}
ONE_A_PAGE = [
    "Map-switch",
    "Map-click",
    "Journeys-only",
    "Closure-number",
    "Trend-avoid",
    "Timeline-event",
    "Story-next",
    "Sources-search",
    "Method-year",
]
BATCHES = {
    "map": [name for name in CONTROLS if name.startswith("Map-")],
    "journeys and closures": [n for n in CONTROLS if n.startswith(("Journeys-", "Closure-"))],
    "the other pages": [
        n
        for n in CONTROLS
        if n.startswith(("Trend-", "Timeline-", "Story-", "Sources-", "Method-"))
    ],
}


def test_every_control_is_in_a_batch() -> None:
    assert sorted(name for batch in BATCHES.values() for name in batch) == sorted(CONTROLS)
    assert all(BATCHES.values())


@pytest.fixture(scope="module")
def port() -> int:
    """Return the one port that servers are killed and started on: its files stay cached."""
    return free_port()


def lost(page: Page) -> None:
    """Wait until the page says that it lost its server."""
    page.bring_to_front()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')"
        ".dataset.testConnectionState !== 'CONNECTED'"
    )
    banner = page.evaluate(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]'), '::before').content"
    )
    assert "Connection lost" in banner
    expect(page.locator("h1").first).to_be_visible()


def act_once(page: Page, control: str) -> None:
    """Do something on a page that met another server: it counts the first time."""
    *_, done = CONTROLS[control]
    # Of several pages one is in front; the others are drawn once a second.
    page.bring_to_front()
    wait_idle(page, 60_000)
    before = agreed(page)
    assert not done(before), "there is nothing to do"
    after = done_at_once(page, control)
    assert after.routes[:1] == before.routes[:1], "the view was lost"
    if not control.startswith("Journeys"):
        # There the map moves to what is picked.
        assert after.z == before.z, "the view was lost"


def done_at_once(page: Page, control: str) -> View:
    """Act once and return the view that page, address and copied link then agree on."""
    _, act, done = CONTROLS[control]
    act(page)
    for _ in range(20):
        settle(page)
        if done(view_of(page.url)):
            break
    after = agreed(page)
    assert done(after), f"the action was lost: {after}"
    assert exceptions(page) == []
    return after


def opened_on(page: Page, url: str, control: str) -> Page:
    page.goto(f"{url}/{CONTROLS[control][0]}?{LINK}")
    settle(page)
    return page


def opened_all(open_page: OpenPage, url: str, controls: Sequence[str]) -> dict[str, Page]:
    """Open a page for each control."""
    assert controls
    return {control: opened_on(open_page(), url, control) for control in controls}


@pytest.mark.parametrize("batch", BATCHES)
def test_after_kill_and_restart(
    tmp_path: Path, open_page: OpenPage, port: int, batch: str, subtests: pytest.Subtests
) -> None:
    with serve(ROOT, tmp_path / "first.log", port=port) as first:
        pages = opened_all(open_page, first.url, BATCHES[batch])
        first.kill()
        for page in pages.values():
            lost(page)
    with serve(ROOT, tmp_path / "second.log", port=port):
        for control, page in pages.items():
            with subtests.test(control):
                act_once(page, control)


@pytest.fixture(scope="module")
def way(replicas: tuple[Server, Server]) -> Iterator[Proxy]:
    """Keep one way to the servers, so that the files that came by it stay cached."""
    with Proxy([replicas[0].port]) as proxy:
        yield proxy


BACK = (
    "() => document.querySelector('[data-testid=stApp]')"
    ".dataset.testConnectionState === 'CONNECTED'"
)
EARLY = [
    "Map-switch",
    "Map-year",
    "Journeys-only",
    "Closure-number",
    "Closure-preset",
    "Timeline-event",
    "Story-next",
    "Sources-search",
]


def act_early(page: Page, control: str) -> None:
    """Do something as soon as the page has a connection, before the new server has drawn it."""
    page.wait_for_function(BACK, timeout=60_000, polling=10)
    after = done_at_once(page, control)
    assert "cpc" in after.routes
    assert after.z == 5, "the view was lost"


@pytest.mark.parametrize("control", EARLY)
def test_an_action_in_the_moment_of_coming_back(
    replicas: tuple[Server, Server], way: Proxy, page: Page, control: str
) -> None:
    """The other server is so far off that it has not even drawn the page yet."""
    one, other = replicas
    way.targets[:], way.delay_ms = [one.port], 0
    opened_on(page, way.url, control)
    way.stop()
    lost(page)
    way.targets[:], way.delay_ms = [other.port], 300
    way.resume()
    act_early(page, control)


@pytest.mark.parametrize("control", ["Map-switch", "Closure-number"])
def test_an_action_in_the_moment_that_a_cold_server_is_there(
    tmp_path: Path, page: Page, port: int, control: str
) -> None:
    with serve(ROOT, tmp_path / "first.log", port=port) as first:
        opened_on(page, first.url, control)
        first.kill()
        lost(page)
    with serve(ROOT, tmp_path / "second.log", port=port):
        act_early(page, control)


def test_after_a_sleep_that_the_session_did_not_survive(
    tmp_path: Path, open_page: OpenPage, subtests: pytest.Subtests
) -> None:
    """The server forgets a session two seconds after its page went."""
    options = ["--server.disconnectedSessionTTL", "2"]
    with (
        serve(ROOT, tmp_path / "forgetful.log", options) as forgetful,
        Proxy([forgetful.port]) as proxy,
    ):
        pages = opened_all(open_page, proxy.url, ONE_A_PAGE)
        proxy.stop()
        for page in pages.values():
            lost(page)
        page.wait_for_timeout(6000)
        proxy.resume()
        for control, page in pages.items():
            with subtests.test(control):
                act_once(page, control)


@pytest.mark.parametrize("control", ["Map-switch", "Closure-number", "Story-next"])
def test_after_a_short_sleep(
    replicas: tuple[Server, Server], way: Proxy, page: Page, control: str
) -> None:
    """The session is still there: nothing at all is lost."""
    way.targets[:], way.delay_ms = [replicas[0].port], 0
    opened_on(page, way.url, control)
    way.stop()
    lost(page)
    way.resume()
    act_once(page, control)


# Last: it takes a server away for good.
def test_two_replicas_without_sticky_sessions_one_goes(
    replicas: tuple[Server, Server], way: Proxy, open_page: OpenPage, subtests: pytest.Subtests
) -> None:
    one, other = replicas
    way.targets[:], way.delay_ms = [one.port, other.port], 0
    pages = opened_all(open_page, way.url, ONE_A_PAGE)
    # Whichever of them holds a page, the other takes over.
    way.targets[:] = [other.port]
    way.drop(one.port)
    one.kill()
    next(iter(pages.values())).wait_for_timeout(1500)
    for control, page in pages.items():
        with subtests.test(control):
            act_once(page, control)
