"""What every test shares: the tree, the same examples, no network, browsers (which come last)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from typing_extensions import Buffer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

Address = tuple[Any, ...] | str | Buffer
ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run: a red run is a change of ours, not of the dice.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the repository."""
    return ROOT


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but those to this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Address) -> None:
        host = str(address[0]) if isinstance(address, tuple) else "localhost"
        if host not in {"localhost", "::1"} and not host.startswith("127."):
            raise OSError(f"the dashboard works without a network, but asked for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives both browsers: once, a second one in the same process is refused."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    from tests.browser.helpers import launch_chromium

    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start one Firefox for all tests that ask for it."""
    from tests.browser.firefox import launch_firefox

    browser = launch_firefox(playwright, tmp_path_factory.mktemp("firefox"))
    yield browser
    browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the files that open a browser and run them after everything faster.

    What drives it keeps an event loop in its thread: no test that comes later could start one.
    """
    opening = {item.path for item in items if "playwright" in getattr(item, "fixturenames", ())}
    for item in items:
        if item.path in opening or "browser" in item.path.relative_to(ROOT).parts:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
