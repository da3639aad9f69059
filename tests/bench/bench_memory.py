"""Measure the server's memory: `make bench`, the numbers of docs/deploy.md.

Resident memory (VmRSS, Linux) of a fresh server, the pages alone and as `make run` starts it: after
the first page, with ten readers who have a page open, and after they have gone and others came.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.helpers import ALONE, AS_RUN, ROOT, launch_chromium, serve, wait_idle
from tests.server.start import resident_mb

READERS = 10
MADE_READY_S = 15
"""A server makes ready what its first readers need while nobody waits; it is done by then."""
Rows = list[tuple[str, float]]


def visit(browser: Browser, url: str, readers: int) -> list[Page]:
    """Open the dashboard for several readers and return their pages, still open."""
    pages = []
    for _ in range(readers):
        page = browser.new_context().new_page()
        page.goto(url)
        wait_idle(page)
        pages.append(page)
    return pages


def measured(browser: Browser, log: Path, program: Sequence[str]) -> tuple[float, Rows]:
    """Return how long the first page takes, in seconds, and resident memory at each step."""
    rows = []
    with serve(ROOT, log, program=program) as server:
        rows.append(("just started", resident_mb(server.pid)))
        time.sleep(MADE_READY_S)
        rows.append(("started, nobody there", resident_mb(server.pid)))
        begin = time.monotonic()
        pages = visit(browser, server.url, 1)
        first_s = time.monotonic() - begin
        rows.append(("one reader", resident_mb(server.pid)))
        pages += visit(browser, server.url, READERS - 1)
        rows.append((f"{READERS} readers at once", resident_mb(server.pid)))
        for page in pages:
            page.context.close()
        for page in visit(browser, server.url, READERS):
            page.context.close()
        rows.append((f"{READERS} more after they left", resident_mb(server.pid)))
    return first_s, rows


def main() -> int:
    """Print a table for each way to start it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for program in (ALONE, AS_RUN):
            name = program[-1]
            first_s, rows = measured(browser, Path(folder) / f"{name}.log", program)
            print(f"{name}: first page idle after {first_s:.1f} s on a started server")
            for step, megabytes in rows:
                print(f"{step:28} {megabytes:6.0f} MB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
