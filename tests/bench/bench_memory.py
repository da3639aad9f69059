"""Measure the server's memory: `make bench`, the numbers of docs/deploy.md.

Resident memory (VmRSS, Linux) of a fresh server after the first page, after ten readers with a
page open at once, and after they have gone and others came; and what the browser loads.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.helpers import AS_RUN, ROOT, launch_chromium, serve, wait_idle
from tests.server.start import resident_mb

READERS = 10


def visit(browser: Browser, url: str, readers: int) -> list[Page]:
    """Open the dashboard for several readers and return their pages, still open."""
    pages = []
    for _ in range(readers):
        page = browser.new_context().new_page()
        page.goto(url)
        wait_idle(page)
        pages.append(page)
    return pages


def main() -> int:
    """Print the table."""
    rows = []
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(ROOT, Path(folder) / "server.log", program=AS_RUN) as server,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
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
        browser.close()
    print(f"first page idle after {first_s:.1f} s on a started server")
    for name, megabytes in rows:
        print(f"{name:28} {megabytes:6.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
