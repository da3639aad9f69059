"""Measure the first visit on a slow phone network: what is fetched, when, and what is seen when.

Chromium's preset "Fast 3G": 1.44 Mbit/s down, 0.675 up, 562.5 ms before each answer; and a
processor four times slower. The server is warm, the browser has cached nothing.

    python -m tests.bench.bench_slow [REPETITIONS] [--all] [--url http://127.0.0.1:8501]

`--all` lists every file; without `--url` a server is started as `make run` starts it.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.helpers import AS_RUN, ROOT, launch_chromium, serve, write_empty_app

DOWN_BYTES_S = 1.6e6 * 0.9 / 8
UP_BYTES_S = 750e3 * 0.9 / 8
LATENCY_MS = 150 * 3.75
"""As Chromium's developer tools define the preset."""
SLOWER = 4
LONGEST_MS = 90_000
SIGNS = {
    "answer, as the server sends it": "() => document.querySelector('.mv-first .mv-sentence')",
    "answer of the page": "() => document.querySelector('#root .mv-sentence')?.innerText.trim()",
    "picture of the map": "() => { const still = document.querySelector('.mv-still');"
    " return still && still.getBoundingClientRect().width > 0; }",
    "live map": "() => { const frame = document.querySelector('iframe[src*=streamlit_folium]');"
    " const box = frame?.contentDocument?.querySelector('.mv-map');"
    " return box && box.style.visibility !== 'hidden' && box.querySelector('path.mv-leg'); }",
}
"""What is waited for, each as an expression of the page; the first that is true is the moment."""
EMPTY = {"box": "() => document.querySelector('[data-testid=stCheckbox]')"}
GROUPS = (
    ("Streamlit's scripts", lambda path: path.startswith("/static/js/")),
    ("Streamlit's style, fonts, page", lambda path: path.startswith("/static/") or path == "/"),
    ("streamlit-folium", lambda path: path.startswith("/component/")),
    ("data of the map", lambda path: path.startswith("/app/static/") and path.endswith(".json")),
    ("scripts and style of the map", lambda path: path.startswith("/app/static/")),
)


@dataclass
class File:
    """One answer: when it was asked for and there, in seconds, and its bytes on the way."""

    path: str
    asked: float
    there: float = 0.0
    bytes: int = 0
    coding: str = ""


@dataclass
class Visit:
    """One first visit: moments in seconds since the address was entered, and what was fetched."""

    moments: dict[str, float] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    socket_bytes: int = 0

    @property
    def bytes(self) -> int:
        """Return the bytes of all answers, without those of the WebSocket."""
        return sum(one.bytes for one in self.files.values())


def slow(page: Page, visit: Visit, begin: list[float]) -> None:
    """Make a page slow, and record what it fetches."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": DOWN_BYTES_S,
            "uploadThroughput": UP_BYTES_S,
            "connectionType": "cellular3g",
        },
    )
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    def asked(event: dict[str, Any]) -> None:
        begin.append(event["timestamp"])
        path = urlsplit(event["request"]["url"]).path
        visit.files[event["requestId"]] = File(path, event["timestamp"] - begin[0])

    def answered(event: dict[str, Any]) -> None:
        if one := visit.files.get(event["requestId"]):
            headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
            one.coding = headers.get("content-encoding", "")

    def there(event: dict[str, Any]) -> None:
        if one := visit.files.get(event["requestId"]):
            one.there = event["timestamp"] - begin[0]
            one.bytes = int(event["encodedDataLength"])

    def frame(event: dict[str, Any]) -> None:
        visit.socket_bytes += len(event["response"]["payloadData"]) * 3 // 4  # base64

    client.on("Network.requestWillBeSent", asked)
    client.on("Network.responseReceived", answered)
    client.on("Network.loadingFinished", there)
    client.on("Network.webSocketFrameReceived", frame)


def first_visit(browser: Browser, url: str, signs: dict[str, str]) -> Visit:
    """Open a page as a reader who was never here, and wait for every sign."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    visit = Visit()
    try:
        page = context.new_page()
        # Each sign is looked for in every frame that is painted, in the page itself.
        watched = ",".join(f"{name!r}: {sign}" for name, sign in signs.items())
        page.add_init_script(
            f"""if (parent === window) {{
                const signs = {{{watched}}}; window.__seen = {{}};
                const look = () => {{
                    for (const [name, sign] of Object.entries(signs)) {{
                        if (!(name in __seen) && sign()) __seen[name] = performance.now() / 1000;
                    }}
                    requestAnimationFrame(look);
                }};
                requestAnimationFrame(look);
            }}"""
        )
        slow(page, visit, [])
        page.goto(url, wait_until="commit", timeout=LONGEST_MS)
        with contextlib.suppress(Exception):
            page.wait_for_function(
                f"() => window.__seen && Object.keys(__seen).length === {len(signs)}",
                timeout=LONGEST_MS,
                polling=200,
            )
        visit.moments = page.evaluate("() => window.__seen")
        page.wait_for_timeout(1_500)
    finally:
        context.close()
    return visit


def table(visits: list[Visit], every_file: bool) -> None:
    """Print the moments and what was fetched."""
    for name in SIGNS | EMPTY:
        seen = sorted(v.moments[name] for v in visits if name in v.moments)
        if seen:
            middle, count = statistics.median(seen), len(seen)
            print(f"  {name:32} {middle:6.2f} s  ({seen[0]:.2f}–{seen[-1]:.2f}, n = {count})")
    last = visits[-1]
    print(
        f"  {len(last.files)} requests, {last.bytes / 1e3:,.0f} kB, "
        f"WebSocket {last.socket_bytes / 1e3:,.0f} kB; the last visit:"
    )
    left = dict(last.files)
    for label, belongs in (*GROUPS, ("else", lambda _: True)):
        own = {key: one for key, one in left.items() if belongs(one.path)}
        left = {key: one for key, one in left.items() if key not in own}
        if own:
            coded = {one.coding or "as it is" for one in own.values()}
            first, end = (min(o.asked for o in own.values()), max(o.there for o in own.values()))
            size = sum(one.bytes for one in own.values()) / 1e3
            print(
                f"  {label:32} {len(own):3} requests {size:8,.1f} kB  "
                f"{first:5.2f}–{end:5.2f} s  {', '.join(sorted(coded))}"
            )
    if every_file:
        for one in sorted(last.files.values(), key=lambda one: one.asked):
            when = f"{one.asked:6.2f} {one.there:6.2f}"
            print(f"    {when} {one.bytes:9,} {one.coding:5} {one.path[-70:]}")


@contextlib.contextmanager
def started(url: str, folder: Path) -> Iterator[str]:
    """Yield the address of the dashboard, started unless it is given."""
    if url:
        yield url
        return
    with serve(ROOT, folder / "server.log", program=AS_RUN) as server:
        yield server.url


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("repetitions", type=int, nargs="?", default=3)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--url", default="")
    parser.add_argument("--no-empty", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = launch_chromium(playwright)
        (folder / "empty").mkdir()
        write_empty_app(folder / "empty")
        with (
            started(given.url, folder) as url,
            serve(folder / "empty", folder / "empty.log") as empty,
        ):
            # The servers are warm: the first reader pays for what is imported and kept.
            warm = browser.new_page()
            for one, sign in ((url, ".mv-sentence"), (empty.url, "[data-testid=stCheckbox]")):
                warm.goto(one)
                warm.locator(sign).wait_for()
            warm.close()
            time.sleep(2)
            ours, bare = [], []
            for _ in range(given.repetitions):
                ours.append(first_visit(browser, url, SIGNS))
                if not given.no_empty:
                    bare.append(first_visit(browser, empty.url, EMPTY))
        browser.close()
    print("Dashboard, fast 3G, processor four times slower")
    table(ours, given.all)
    if bare:
        print("Empty Streamlit app, the same")
        table(bare, every_file=False)


if __name__ == "__main__":
    main()
