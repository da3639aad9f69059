"""Servers, and pages that record what they do; the browsers are those of tests/conftest.py."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.firefox import CONTEXT
from tests.browser.helpers import ROOT, Server, serve, watch, write_empty_app

DESKTOP = (1366, 900)
PHONE = (390, 844)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the dashboard for all tests."""
    with serve(ROOT, tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """Serve the dashboard for this test alone: nothing is cached, no session was ever open."""
    with serve(ROOT, tmp_path / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one checkbox and one word: the yardstick for times."""
    folder = tmp_path_factory.mktemp("empty")
    write_empty_app(folder)
    with serve(folder, folder / "server.log") as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Let the fixtures see whether their test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


def _opener(
    browser: Browser, request: pytest.FixtureRequest, **always: object
) -> Iterator[OpenPage]:
    """Open pages with a memory of their own, watched; a failed test leaves pictures."""
    pages: list[Page] = []

    def open_one(size: tuple[int, int] = DESKTOP, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            **{"locale": "en-GB", "reduced_motion": "reduce", **options, **always},
        )
        page = watch(context.new_page())
        page.set_default_timeout(20_000)
        pages.append(page)
        return page

    yield open_one
    for number, page in enumerate(pages):
        if request.node.stash.get(FAILED, False):
            folder = ROOT / "tests" / "browser" / "failures"
            folder.mkdir(exist_ok=True)
            name = re.sub(r"[^\w.-]+", "_", request.node.name)
            engine = browser.browser_type.name
            page.screenshot(path=folder / f"{name}-{engine}-{number}.png")
        page.context.close()


@pytest.fixture
def open_page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages in Chromium."""
    yield from _opener(chromium, request)


@pytest.fixture
def open_firefox(firefox: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages in Firefox, whose media features are those of the whole browser."""
    yield from _opener(firefox, request, **CONTEXT)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open a page at desktop width."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Open a page as a phone would: 390 by 844 points, touch."""
    return open_page(PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
