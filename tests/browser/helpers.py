"""A Streamlit server to test against, and what a test asks of an open page."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    FloatRect,
    FrameLocator,
    Locator,
    Page,
    Playwright,
)

ROOT = Path(__file__).resolve().parents[2]
EMPTY_APP = """import streamlit as st

st.checkbox("box", key="box")
st.write("on" if st.session_state.box else "off")
"""
"""One checkbox and one word: the yardstick for times."""
MAP = 'iframe[src*="streamlit_folium"]'
"""The frame that the map lives in; its title is a reader's."""
AS_RUN = ("-m", "streamlit", "run", "server.py")
"""What `make run` has Python run: the pages, and what the server answers beside them."""
ALONE = ("-m", "streamlit", "run", "app.py")
"""The pages alone, as Streamlit Community Cloud serves them."""
START_SECONDS = 60
IDLE_MS = 30_000

# Console errors that are not ours and harm nobody, each with its reason. Add none lightly.
TOLERATED_ERRORS = (
    # Opened at /Page, Streamlit's front end first looks for its server under that path.
    r"404 \(Not Found\) \(http://127\.0\.0\.1:\d+(/\w+)+/_stcore/(health|host-config)\)$",
)


def chromium_path() -> str | None:
    """Find the browser as scripts/browser.sh does; None means Playwright's own."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def launch_chromium(playwright: Playwright) -> Browser:
    """Start Chromium so that it asks nothing of the network by itself.

    Raises
    ------
    RuntimeError
        If there is none: the browser tests fail then, they are never skipped.
    """
    path = chromium_path()
    if path is None and not Path(playwright.chromium.executable_path).exists():
        raise RuntimeError("no Chromium found; `make test` installs one (scripts/browser.sh)")
    return playwright.chromium.launch(
        executable_path=path,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            "--force-color-profile=srgb",
        ],
    )


def write_empty_app(folder: Path) -> None:
    """Write an app of one checkbox and one word, with the dashboard's own settings."""
    (folder / "app.py").write_text(EMPTY_APP, "utf-8")
    (folder / ".streamlit").mkdir()
    config = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    (folder / ".streamlit" / "config.toml").write_text(config, "utf-8")


@dataclass(frozen=True)
class Server:
    """A running `streamlit run`."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """Return the number of the server's process."""
        return self.process.pid

    @property
    def port(self) -> int:
        """Return where it listens."""
        return urlsplit(self.url).port or 0

    def kill(self) -> None:
        """End it as `kill -9` does: no goodbye, and the port is free for `serve(…, port=)`."""
        self.process.kill()
        self.process.wait(10)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def answers(url: str) -> bool:
    """Return whether a server at `http://host:port` says that it is well."""
    try:
        # Of this machine, and by HTTP.
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as reply:  # noqa: S310
            return bool(reply.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def wait_for_health(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers at `http://host:port`, a minute at most.

    Raises
    ------
    RuntimeError
        If it ends early or does not answer in time; with its log.
    """
    end = time.monotonic() + START_SECONDS
    while not answers(url):
        if process.poll() is not None or time.monotonic() > end:
            text = log.read_text("utf-8", "replace")[-2000:]
            raise RuntimeError(f"the server at {url} did not start:\n{text}")
        time.sleep(0.05)


@contextlib.contextmanager
def serve(
    folder: Path,
    log: Path,
    options: Sequence[str] = (),
    *,
    port: int = 0,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = ALONE,
    path: str = "",
) -> Iterator[Server]:
    """Run the app of a folder with its own `.streamlit/config.toml` until the block ends.

    `port` 0 takes a free one; `env` is added to the environment; `program` is what Python runs
    there (`ALONE`, `AS_RUN`); `path` is the one that the app lies under, as `/routes`.

    Raises
    ------
    RuntimeError
        If the server ends early or does not answer within a minute; with its log.
    """
    url = f"http://127.0.0.1:{(port := port or free_port())}{path}"
    command = [sys.executable, *program]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    # Everything else as users get it: from .streamlit/config.toml.
    command += ["--server.headless", "true", *options]
    if path:
        command += ["--server.baseUrlPath", path.strip("/")]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for_health(url, process, log)
            yield Server(url, process, log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


@dataclass
class Record:
    """What a page did since it was opened, with the pages that it opened itself."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


_records: WeakKeyDictionary[Page, Record] = WeakKeyDictionary()


def watch(page: Page) -> Page:
    """Record, from now on, every request, WebSocket, console error and uncaught error of a page."""
    known = page in _records
    record = _records.setdefault(page, Record())
    record.requests.clear()
    record.errors.clear()

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            record.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def attach(one: Page) -> None:
        one.on("request", lambda request: record.requests.append(request.url))
        one.on("websocket", lambda socket: record.requests.append(socket.url))
        one.on("console", console)
        one.on("pageerror", lambda error: record.errors.append(str(error)))
        one.on("popup", attach)

    if not known:
        attach(page)
    return page


def requests(page: Page) -> list[str]:
    """Return the URLs asked for so far, frames and WebSockets included."""
    return list(_records[page].requests)


def console_errors(page: Page) -> list[str]:
    """Return the errors on the console so far, but the tolerated ones."""
    found = _records[page].errors
    return [text for text in found if not any(re.search(e, text) for e in TOLERATED_ERRORS)]


def foreign_hosts(page: Page) -> set[str]:
    """Return the hosts asked for that are not the one the page comes from."""
    own = urlsplit(page.url).netloc
    asked = {
        parts.netloc
        for parts in map(urlsplit, requests(page))
        if parts.scheme in {"http", "https", "ws", "wss"}
    }
    return asked - {own}


def wait_idle(page: Page, timeout_ms: float = IDLE_MS) -> None:
    """Wait until Streamlit is connected, runs no script, and has drawn something.

    The state must hold for three animation frames: a click takes one to reach the server.
    """
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]');
            const idle = app
                && app.dataset.testConnectionState === 'CONNECTED'
                && app.dataset.testScriptState === 'notRunning'
                && document.querySelector('[data-testid="stMain"] [data-testid^="st"]')
                && !document.querySelector('[data-testid="stSkeleton"]');
            window.__idle = idle ? (window.__idle || 0) + 1 : 0;
            return window.__idle > 3;
        }""",
        timeout=timeout_ms,
    )
    page.evaluate("window.__idle = 0")


def whole(page: Page) -> Page:
    """Wait until a page stands still, its maps and charts are drawn, and nothing more is fetched.

    Not by Playwright's `networkidle`, which was seen never to come behind a proxy.
    """
    wait_idle(page)
    for frame in page.locator(MAP).all():
        frame.content_frame.locator("path.mv-land").first.wait_for(state="attached")
    page.wait_for_function(
        """() => {
            const charts = document.querySelectorAll('[data-testid="stVegaLiteChart"]');
            const drawn = [...charts].every((chart) => chart.querySelector('canvas, svg.marks'));
            const fetched = performance.getEntriesByType('resource').length;
            const now = performance.now();
            if (!drawn || window.__fetched !== fetched) window.__since = now;
            window.__fetched = fetched;
            return now - window.__since > 400;
        }"""
    )
    return page


def exceptions(page: Page) -> list[str]:
    """Return the texts of the exceptions that the page shows."""
    return page.locator('[data-testid="stException"]').all_inner_texts()


def sideways(page: Page) -> list[str]:
    """Name the scrolling boxes of the page that are wider than they show."""
    found: list[str] = page.evaluate(
        """() => [document.documentElement, document.body,
                  ...document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebar"]')]
            .filter(e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)
            .map(e => `${e.dataset.testid || e.tagName}: ${e.scrollWidth} > ${e.clientWidth}`)"""
    )
    return found


def axe_violations(page: Page, impacts: Sequence[str] = ("serious", "critical")) -> list[str]:
    """Run axe-core, frames included, and return its findings of these impacts.

    axe comes with its Python package, so it asks nothing of the network.
    """
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{finding['id']} ({finding['impact']}): {finding['help']}: {node['target']} "
        f"{node['html'][:160]}"
        for finding in found
        if finding["impact"] in impacts
        for node in finding["nodes"]
    ]


def box_of(locator: Locator) -> FloatRect:
    """Return where an element is, in CSS pixels; it must be drawn."""
    box = locator.bounding_box()
    assert box, f"{locator} is not drawn"
    return box


def map_of(page: Page) -> FrameLocator:
    """Return the frame that the map lives in."""
    return page.frame_locator(MAP)


def opened(page: Page, url: str) -> Page:
    """Open a link and wait until its map is drawn."""
    page.goto(url)
    wait_idle(page)
    map_of(page).locator("path.mv-land").first.wait_for(state="attached")
    return page


def drawn(page: Page) -> set[str]:
    """Return the legs that the map shows."""
    paths = map_of(page).locator("path.mv-leg")
    return set(paths.evaluate_all("all => all.map(p => p.dataset.leg)"))
