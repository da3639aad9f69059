"""Pages for tests to open: tabs and contexts are kept from test to test, so that files stay cached.

A page of a context of its own fetches, parses and compiles all of the front end: 3.7 s of a
processor, against 2.5 s in a new tab of a context that has met the server and 1.5 s in a tab that
has. So a test gets a tab that another one has left: empty, without cookies, memories, listeners
of the watch. What a tab cannot forget (scripts and routes that a test adds to it) wants a context
of its own; a test that failed leaves no context behind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.helpers import watch

DESKTOP = (1366, 900)
PHONE = (390, 844)
TIMEOUT_MS = 20_000
AS_PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}


class OpenPage(Protocol):
    """Open a page for the test that asks."""

    def __call__(
        self, size: tuple[int, int] = DESKTOP, *, own: bool = False, **options: Any
    ) -> Page:
        """Open a page.

        Parameters
        ----------
        size
            Width and height of the viewport, CSS pixels.
        own
            Whether it gets a context of its own: nothing is cached, nothing is remembered.
        options
            Of Playwright's `Browser.new_context`.
        """


@dataclass
class Readers:
    """The contexts of one browser, by their options, each with a tab, for the whole run.

    Attributes
    ----------
    browser
        Where they live.
    always
        Options of every context.
    """

    browser: Browser
    always: dict[str, Any]
    _kept: dict[str, BrowserContext] = field(default_factory=dict)
    _free: dict[str, Page] = field(default_factory=dict)
    _open: list[tuple[str, Page]] = field(default_factory=list)

    def open(self, size: tuple[int, int] = DESKTOP, *, own: bool = False, **options: Any) -> Page:
        """Open a page, watched; see `OpenPage`."""
        given = {"locale": "en-GB", "reduced_motion": "reduce", **options, **self.always}
        name = "" if own else json.dumps(given, sort_keys=True)
        page = self._free.pop(name, None) or self._context(name, given).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        self._open.append((name, watch(page)))
        return page

    def _context(self, name: str, given: dict[str, Any]) -> BrowserContext:
        context = self._kept.get(name)
        if context is None:
            context = self.browser.new_context(**given)
            context.set_default_timeout(TIMEOUT_MS)
            if name:
                self._kept[name] = context
        return context

    def leave(self, pictures: Path | None = None, name: str = "") -> None:
        """Close what a test opened, and forget what its pages remember.

        Parameters
        ----------
        pictures
            Where pictures of the pages go, if the test failed; its contexts are not kept then.
        name
            How the pictures are called.
        """
        if pictures:
            pictures.mkdir(exist_ok=True)
            engine = self.browser.browser_type.name
            for number, (_, page) in enumerate(self._open):
                page.screenshot(path=pictures / f"{name}-{engine}-{number}.png")
        contexts = {page.context: (key, page) for key, page in reversed(self._open)}
        self._open.clear()
        for context, (key, page) in contexts.items():
            if key and not pictures and _emptied(page):
                self._free[key] = page
            else:
                self._kept.pop(key, None)
                context.close()

    def close(self) -> None:
        """Close every context."""
        for context in self._kept.values():
            context.close()


def _emptied(page: Page) -> bool:
    """Empty a tab and what its context remembers; return whether it can be used again."""
    context = page.context
    try:
        for other in context.pages:
            if other != page:
                other.close()
        page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }")
        context.clear_cookies()
        page.goto("about:blank")
        # Chromium counts to fifty and no further: a test that counts needs room.
        return int(page.evaluate("() => history.length")) < 25
    except Error:
        return False
