"""Servers, and pages that record what they do; the browsers are those of tests/conftest.py."""

import re
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.firefox import CONTEXT
from tests.browser.helpers import AS_RUN, ROOT, Server, serve, write_empty_app
from tests.browser.readers import AS_PHONE, DESKTOP, PHONE, OpenPage, Readers


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the pages alone for all tests."""
    with serve(ROOT, tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def whole_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the dashboard as `make run` does: with pictures, data, an API, and the policy."""
    with serve(ROOT, tmp_path_factory.mktemp("whole") / "server.log", program=AS_RUN) as running:
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


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server]]:
    """Serve twice, as `make run` does: a replica that nobody met has the map's frame, too."""
    folder = tmp_path_factory.mktemp("replicas")
    with (
        serve(ROOT, folder / "one.log", program=AS_RUN) as one,
        serve(ROOT, folder / "other.log", program=AS_RUN) as other,
    ):
        yield one, other


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures see whether their test, or a subtest of it, failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed or item.stash.get(FAILED, False)
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium_readers(chromium: Browser) -> Iterator[Readers]:
    """Keep Chromium's contexts from test to test."""
    readers = Readers(chromium, {})
    yield readers
    readers.close()


@pytest.fixture(scope="session")
def firefox_readers(firefox: Browser) -> Iterator[Readers]:
    """Keep Firefox's contexts; its media features are those of the whole browser."""
    readers = Readers(firefox, CONTEXT)
    yield readers
    readers.close()


def _opener(readers: Readers, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    yield readers.open
    failed = request.node.stash.get(FAILED, False)
    name = re.sub(r"[^\w.-]+", "_", request.node.name)
    readers.leave(ROOT / "tests" / "browser" / "failures" if failed else None, name)


@pytest.fixture
def open_page(chromium_readers: Readers, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages in Chromium; a failed test leaves pictures."""
    yield from _opener(chromium_readers, request)


@pytest.fixture
def open_firefox(firefox_readers: Readers, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open pages in Firefox; a failed test leaves pictures."""
    yield from _opener(firefox_readers, request)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open a page at desktop width."""
    return open_page(DESKTOP)


@pytest.fixture
def cold_page(open_page: OpenPage) -> Page:
    """Open a page of a reader who was never here: no file is cached."""
    return open_page(DESKTOP, own=True)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Open a page as a phone would: 390 by 844 points, touch."""
    return open_page(PHONE, **AS_PHONE)
