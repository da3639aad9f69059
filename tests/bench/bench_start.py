"""Measure the start: from `make run` to the map's lines, beside an empty app to its checkbox.

Both start a server anew and open a browser context that has cached nothing, in turn.

    python tests/bench/bench_start.py [REPETITIONS]
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.helpers import ROOT, free_port, launch_chromium, map_of, write_empty_app


def until(
    port: int, command: Sequence[str], folder: Path, browser: Browser, ready: Callable[[Page], None]
) -> tuple[float, float]:
    """Return the seconds until the server answers, and until the page is ready."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    try:
        url = f"http://127.0.0.1:{port}"
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)  # noqa: S310 - our own
                break
            except OSError:
                time.sleep(0.02)
        up = time.perf_counter() - begin
        page = context.new_page()
        page.goto(url)
        ready(page)
        return up, time.perf_counter() - begin
    finally:
        context.close()
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def lines(page: Page) -> None:
    """Wait until the map has drawn a line."""
    map_of(page).locator("path.mv-leg").first.wait_for(state="attached")


def box(page: Page) -> None:
    """Wait until the empty app has drawn its checkbox."""
    page.locator("[data-testid=stCheckbox]").wait_for(state="attached")


def main(repetitions: int) -> None:
    """Print the table."""
    ours: list[tuple[float, float]] = []
    empty: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_empty_app(folder)
        browser = launch_chromium(playwright)
        for _ in range(repetitions):
            port = free_port()
            make = ["make", "run", f"PORT={port}", "HOST=127.0.0.1"]
            ours.append(until(port, make, ROOT, browser, lines))
            port = free_port()
            bare = [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                "app.py",
                "--server.port",
                str(port),
                "--server.address",
                "127.0.0.1",
                "--server.headless",
                "true",
            ]
            empty.append(until(port, bare, folder, browser, box))
        browser.close()
    print(f"n = {repetitions}; s, median     server   ready")
    for label, found in (("make run, map drawn", ours), ("empty app, box drawn", empty)):
        up, ready = (statistics.median(values) for values in zip(*found, strict=True))
        print(f"{label:24} {up:9.2f} {ready:7.2f}")
    ratio = statistics.median(o[1] / e[1] for o, e in zip(ours, empty, strict=True))
    print(f"ratio, pair by pair: {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
