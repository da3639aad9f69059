"""Measure a toggle and a selection in Chromium, as multiples of an empty Streamlit rerun.

Both are timed in the same run, in alternating blocks, from `click()` to what the reader sees plus
one animation frame. What a reader sees of a toggle is the line on the map (drawn at once by the
map's own script) and then the sentence above it (drawn by the server): both are printed.

    python tests/bench/bench_toggle.py [REPETITIONS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.helpers import ROOT, launch_chromium, serve, wait_idle, watch, write_empty_app

BLOCKS = 3
CLOCK = """async ({click, done}) => {
  const test = eval(done);
  const frame = () => new Promise(requestAnimationFrame);
  const begin = performance.now();
  document.querySelector(click).click();
  while (!test()) { await frame(); if (performance.now() - begin > 10000) throw Error("never"); }
  await frame();
  return performance.now() - begin;
}"""
IN_MAP = "document.querySelector('iframe[src*=streamlit_folium]').contentDocument"


def timed(page: Page, click: str, done: str) -> float:
    """Return milliseconds from a click until `done` holds, and a frame more."""
    wait_idle(page)
    ms: float = page.evaluate(CLOCK, {"click": click, "done": done})
    return ms


def spread(values: list[float]) -> str:
    """Write a median and a 95th percentile."""
    return f"{statistics.median(values):7.1f} {p95(values):7.1f}"


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main(repetitions: int) -> None:
    """Print the table."""
    found: dict[str, list[float]] = {}
    received = [0, 0]

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_empty_app(folder)
        with (
            serve(ROOT, folder / "app.log") as ours,
            serve(folder, folder / "empty.log") as empty,
        ):
            browser = launch_chromium(playwright)
            app = watch(browser.new_page(viewport={"width": 1440, "height": 900}))
            bare = watch(browser.new_page(viewport={"width": 1440, "height": 900}))

            def count(frame: str | bytes) -> None:
                received[0] += len(frame)

            app.on("websocket", lambda ws: ws.on("framereceived", count))
            app.goto(ours.url + "/?routes=cpc,btc,trans_caspian,rotterdam&focus=cpc")
            bare.goto(empty.url)
            wait_idle(app)
            wait_idle(bare)
            app.frame_locator("iframe").locator("path.mv-leg").first.wait_for(state="attached")
            app.wait_for_timeout(1500)
            for block in range(BLOCKS + 1):
                for _ in range(repetitions // BLOCKS if block else 4):
                    one_round(app, bare, found if block else {}, received)
            browser.close()
    yard_median, yard_p95 = statistics.median(found["empty rerun"]), p95(found["empty rerun"])
    print(f"n = {len(found['empty rerun'])}; ms          median     p95   x median  x p95")
    for label, values in found.items():
        ratio = statistics.median(values) / yard_median, p95(values) / yard_p95
        print(f"{label:32} {spread(values)}   {ratio[0]:7.2f} {ratio[1]:6.2f}")
    print(f"WebSocket: {received[0] / 1000 / received[1]:.1f} kB received a toggle")


def one_round(app: Page, bare: Page, found: dict[str, list[float]], received: list[int]) -> None:
    """Time one empty rerun, one toggle (line and sentence) and one selection."""
    word = bare.evaluate("() => document.querySelector('[data-testid=stMain]').innerText")
    empty = timed(
        bare,
        "[data-testid=stCheckbox] input",
        f"() => document.querySelector('[data-testid=stMain]').innerText !== {word!r}",
    )
    found.setdefault("empty rerun", []).append(empty)
    was = bool(app.evaluate(f"() => !!{IN_MAP}.querySelector('path[data-leg=kenkiyak_kumkol]')"))
    before, said = received[0], app.locator("h1").inner_text()
    line = timed(
        app,
        "#mv-on-china",
        f"() => !!{IN_MAP}.querySelector('path[data-leg=kenkiyak_kumkol]') !== {str(was).lower()}",
    )
    # The line is there before the server has begun: the sentence tells when it has ended.
    app.wait_for_function("(said) => document.querySelector('h1').innerText !== said", arg=said)
    wait_idle(app)
    received[0], received[1] = received[0], received[1] + 1
    toggle_bytes = received[0] - before
    found.setdefault("toggle: line on the map", []).append(line)
    sentence = app.locator("h1").inner_text()
    spoken = timed(
        app,
        "#mv-on-china",
        f"() => document.querySelector('h1').innerText !== {sentence!r}",
    )
    found.setdefault("toggle: sentence by the server", []).append(spoken)
    wait_idle(app)
    received[0] = before + toggle_bytes
    title = app.locator(".mv-card h2").inner_text()
    other = "btc" if title.startswith("CPC") else "cpc_atyrau_kropotkin"
    chosen = app.evaluate(
        """([leg]) => { const d = IN_MAP; const p = d.querySelector(`path.mv-leg[data-leg=${leg}]`);
        const a = p.getPointAtLength(p.getTotalLength() / 2), m = p.getScreenCTM();
        const f = document.querySelector('iframe[src*=streamlit_folium]').getBoundingClientRect();
        return [f.x + a.x * m.a + m.e, f.y + a.y * m.d + m.f]; }""".replace("IN_MAP", IN_MAP),
        [other],
    )
    app.evaluate(
        """([title]) => { window.picked = null; document.title = 'wait';
        const frame = document.querySelector('iframe[src*=streamlit_folium]');
        frame.contentDocument.addEventListener('mouseup', () => { window.began = performance.now();
          const look = () => { const h = document.querySelector('.mv-card h2');
            if (h && h.innerText !== title) requestAnimationFrame(() => {
              window.picked = performance.now() - window.began; });
            else requestAnimationFrame(look); };
          look(); }, {once: true, capture: true}); }""",
        [title],
    )
    keep = received[0]
    app.mouse.click(*chosen)
    app.wait_for_function("() => window.picked !== null")
    found.setdefault("selection: card on the page", []).append(app.evaluate("() => window.picked"))
    wait_idle(app)
    received[0] = keep


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
