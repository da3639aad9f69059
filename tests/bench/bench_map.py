"""Measure in Chromium what a zoom costs the map with all corridors on it.

Printed for each zoom: milliseconds in which all lines are laid side by side for the first time at
that zoom (`bundles.lay`), and of `setView` with all that follows in the same task; medians. A fixed
loop is timed in the same run, so that two runs on a busy machine can be compared by their ratio.

    python -m tests.bench.bench_map [REPETITIONS]
"""

from __future__ import annotations

import json
import statistics
import sys

from playwright.sync_api import sync_playwright

from pages.shared.map.map import constants
from tests.browser.helpers import launch_chromium
from tests.map.conftest import HEIGHT, SCRIPTS
from tests.map.site import STATIC, Site, serving

ZOOMS = range(3, 10)
YEAR = 2022
LOOP = (
    "() => { const t = performance.now(); let s = 0; for (let i = 0; i < 3e7; i++) s += i % 7;"
    " return [performance.now() - t, s]; }"
)
LAY = """async ([legs, widths, zoom]) => {
  const { lay } = await import('/app/static/map/bundles.js');
  window.kept ??= new WeakMap();
  window.legs ??= legs;
  const begin = performance.now();
  lay(window.legs, widths, zoom, window.kept);
  return performance.now() - begin;
}"""
ZOOM = """(zoom) => {
  const { map } = multivector;
  const begin = performance.now();
  map.setView([41, 47], zoom, { animate: false });
  document.body.getBoundingClientRect();
  return performance.now() - begin;
}"""


def main(repetitions: int) -> None:
    """Print the table."""
    lines = json.loads((STATIC / "lines.json").read_text("utf-8"))
    legs = [leg for leg in lines["legs"].values() if leg["corridors"]]
    laid: dict[int, list[float]] = {zoom: [] for zoom in ZOOMS}
    whole: dict[int, list[float]] = {zoom: [] for zoom in ZOOMS}
    loops = []
    with serving(Site()) as site, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_page(viewport={"width": 1000, "height": HEIGHT})
        page.goto(f"{site.url}/blank")
        page.evaluate(
            "async (given) => { window.harness = await import('/harness/harness.js');"
            " await harness.boot(given); }",
            {"scripts": SCRIPTS, "given": constants(lines["data_version"])},
        )
        view = {"on": list(lines["corridors"]), "avoid": ["RU"], "year": YEAR, "lines": "moved"}
        page.evaluate("(view) => harness.show(view)", view)
        for n in range(repetitions):
            loops.append(page.evaluate(LOOP)[0])
            for zoom in ZOOMS:
                widths = [3 + n / 100] * len(legs)  # another width each time: nothing is kept
                laid[zoom].append(page.evaluate(LAY, [legs, widths, zoom]))
                whole[zoom].append(page.evaluate(ZOOM, zoom))
        browser.close()
    loop = statistics.median(loops)
    print(f"fixed loop {loop:.1f} ms; {repetitions} repetitions, medians")
    print("zoom  laid ms  of the loop  whole zoom ms")
    for zoom in ZOOMS:
        first, all_of_it = statistics.median(laid[zoom]), statistics.median(whole[zoom])
        print(f"{zoom:4}  {first:7.1f}  {first / loop:11.2f}  {all_of_it:13.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
