"""A server that goes away: the page says so, comes back by itself, and the next action counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.shared.view.model import View
from tests.browser.helpers import ROOT, Server, exceptions, free_port, serve, wait_idle
from tests.browser.proxy import Proxy
from tests.browser.test_link import choose, drag, pick, type_in
from tests.browser.views import agreed, settle, view_of

pytestmark = pytest.mark.browser
LINK = (
    "v=1&routes=cpc,btc&avoid=RU&year=2023&focus=btc&closed=aktau_port:0.333&lat=43.10&lon=44.00"
    "&z=5&lang=en&asof=now&from=tengiz&to=rotterdam&only=all&step=2&find=Reuters"
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
        lambda p: choose(p, "Year of the figures", "2019"),
        lambda v: v.year == 2019,
    ),
    "Map-focus": (
        "",
        lambda p: choose(p, "Corridor in detail", "CPC pipeline"),
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
        lambda p: p.locator(".st-key-trip label", has_text="By Novorossiysk (CPC)").click(),
        lambda v: v.journey == "39db6573",
    ),
    "Closure-number": (
        "Closure",
        lambda p: type_in(p, "Port of Aktau: per cent left", "10"),
        lambda v: [str(one) for one in v.closed] == ["aktau_port:0.1"],
    ),
    "Closure-preset": (
        "Closure",
        lambda p: p.get_by_role("button", name="All of Russia avoided").click(),
        lambda v: [str(one) for one in v.closed] == ["RU:0"],
    ),
    "Closure-list": (
        "Closure",
        lambda p: pick(p, "What closes?", "Kropotkin"),
        lambda v: "kropotkin" in {one.id for one in v.closed},
    ),
    "Timeline-event": (
        "Timeline",
        lambda p: p.locator(".st-key-list_told label").nth(6).click(),
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
    "Timeline-event",
    "Story-next",
    "Sources-search",
    "Method-year",
]


def lost(page: Page) -> None:
    """Wait until the page says that it lost its server."""
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')"
        ".dataset.testConnectionState !== 'CONNECTED'"
    )
    banner = page.evaluate(
        "() => getComputedStyle(document.querySelector('[data-testid=stApp]'), '::before').content"
    )
    assert "Connection lost" in banner


def act_once(page: Page, control: str) -> None:
    """Do something on a page that met another server: it counts the first time."""
    *_, done = CONTROLS[control]
    wait_idle(page, 60_000)
    before = agreed(page)
    assert not done(before), "there is nothing to do"
    after = done_at_once(page, control)
    assert after.routes[:1] == before.routes[:1] and after.z == before.z, "the view was lost"


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


def opened_on(page: Page, url: str, control: str) -> None:
    page.goto(f"{url}/{CONTROLS[control][0]}?{LINK}")
    settle(page)


@pytest.mark.parametrize("control", CONTROLS)
def test_after_kill_and_restart(tmp_path: Path, page: Page, control: str) -> None:
    port = free_port()
    with serve(ROOT, tmp_path / "first.log", port=port) as first:
        opened_on(page, first.url, control)
        first.kill()
        lost(page)
    with serve(ROOT, tmp_path / "second.log", port=port):
        act_once(page, control)


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


@pytest.mark.parametrize("control", EARLY)
def test_an_action_in_the_moment_of_coming_back(tmp_path: Path, page: Page, control: str) -> None:
    """The new server has not even drawn the page yet: the action counts all the same."""
    port = free_port()
    with serve(ROOT, tmp_path / "first.log", port=port) as first:
        opened_on(page, first.url, control)
        first.kill()
        lost(page)
    with serve(ROOT, tmp_path / "second.log", port=port):
        page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')"
            ".dataset.testConnectionState === 'CONNECTED'",
            timeout=60_000,
            polling=10,
        )
        after = done_at_once(page, control)
        assert "cpc" in after.routes and after.z == 5, "the view was lost"


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve with a short memory for sessions that went away."""
    log = tmp_path_factory.mktemp("forgetful") / "server.log"
    with serve(ROOT, log, ["--server.disconnectedSessionTTL", "2"]) as server:
        yield server


@pytest.mark.parametrize("control", ONE_A_PAGE)
def test_after_a_sleep_that_the_session_did_not_survive(
    forgetful: Server, page: Page, control: str
) -> None:
    with Proxy([forgetful.port]) as proxy:
        opened_on(page, proxy.url, control)
        proxy.stop()
        lost(page)
        page.wait_for_timeout(6000)
        proxy.resume()
        act_once(page, control)


@pytest.mark.parametrize("control", ["Map-switch", "Closure-number", "Story-next"])
def test_after_a_short_sleep(server: Server, page: Page, control: str) -> None:
    """The session is still there: nothing at all is lost."""
    with Proxy([server.port]) as proxy:
        opened_on(page, proxy.url, control)
        proxy.stop()
        lost(page)
        proxy.resume()
        act_once(page, control)


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    """Serve twice, as `make run` does: a replica that nobody met has the map's frame, too."""
    program = ("scripts/serve.py",)
    with (
        serve(ROOT, tmp_path / "one.log", program=program) as one,
        serve(ROOT, tmp_path / "other.log", program=program) as other,
    ):
        yield one, other


@pytest.mark.parametrize("control", ONE_A_PAGE)
def test_two_replicas_without_sticky_sessions_one_goes(
    replicas: tuple[Server, Server], page: Page, control: str
) -> None:
    one, other = replicas
    with Proxy([one.port, other.port]) as proxy:
        opened_on(page, proxy.url, control)
        if CONTROLS[control][0] in ("", "Journeys", "Closure"):
            map_ = page.frame_locator('iframe[src*="streamlit_folium"]')
            map_.locator("path.mv-land").first.wait_for(state="attached")
        # Whichever of them holds the page, the other takes over.
        proxy.targets[:] = [other.port]
        proxy.drop(one.port)
        one.kill()
        page.wait_for_timeout(1500)
        act_once(page, control)


def test_the_page_says_that_the_server_is_gone(tmp_path: Path, page: Page) -> None:
    with serve(ROOT, tmp_path / "server.log") as server:
        page.goto(server.url)
        wait_idle(page)
        server.kill()
        lost(page)
    expect(page.locator("h1")).to_be_visible()
