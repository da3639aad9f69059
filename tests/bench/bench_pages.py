"""Measure a pick on the Journeys and the Closure page, as multiples of an empty Streamlit rerun.

All are timed in the same run, in turn, from `click()` to the answer in the page and a frame more.

    python tests/bench/bench_pages.py [REPETITIONS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.bench.bench_toggle import p95, spread, timed
from tests.browser.helpers import (
    ROOT,
    launch_chromium,
    opened,
    serve,
    wait_idle,
    watch,
    write_empty_app,
)

WARM_UP = 4


def changed(page: Page, click: str, what: str) -> float:
    """Click, and return the milliseconds until a text is another."""
    wait_idle(page)
    said = page.locator(what).first.inner_text()
    return timed(page, click, f"() => document.querySelector({what!r}).innerText !== {said!r}")


def main(repetitions: int) -> None:
    """Print the table."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_empty_app(folder)
        with (
            serve(ROOT, folder / "app.log") as ours,
            serve(folder, folder / "empty.log") as empty,
        ):
            browser = launch_chromium(playwright)
            size = ViewportSize(width=1440, height=900)
            bare, trips, closure = (watch(browser.new_page(viewport=size)) for _ in range(3))
            bare.goto(empty.url)
            opened(trips, ours.url + "/Journeys")
            opened(closure, ours.url + "/Closure?year=2023")
            for n in range(repetitions + WARM_UP):
                row = 1 + 2 * ((n + 1) % 2)
                label = f".st-key-trip [role=radiogroup] > div:nth-of-type({row}) input"
                preset = f".st-key-closure_{2 if n % 2 else 0} button"
                main_text = "[data-testid=stMain]"
                one = {
                    "empty rerun": changed(bare, "[data-testid=stCheckbox] input", main_text),
                    "Journeys: another on the map": changed(trips, label, ".mv-card h2"),
                    "Closure: a preset": changed(closure, preset, "h1"),
                }
                for key, value in one.items() if n >= WARM_UP else ():
                    found.setdefault(key, []).append(value)
            browser.close()
    yard = found["empty rerun"]
    print(f"n = {repetitions}; ms          median     p95   x median  x p95")
    for key, values in found.items():
        ratio = statistics.median(values) / statistics.median(yard), p95(values) / p95(yard)
        print(f"{key:32} {spread(values)}   {ratio[0]:7.2f} {ratio[1]:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
