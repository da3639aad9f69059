"""Read the view that an address asks for, without a session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pages.shared import store
from pages.shared.view import link
from pages.shared.view.drawn import by_borders
from pages.shared.view.model import View
from pages.shared.view.parameter import PAGES, Page
from routes.language import in_language, phrase
from routes.model.borders import UN
from routes.model.errors import MultivectorError

START: Page = "Map"
"""The page at the root, which stands for one that does not exist."""
PAGE = "page"
"""Parameter of our own addresses that names a page, beside those of the view."""


@dataclass(frozen=True)
class Viewed:
    """A page as a reader would see it.

    Attributes
    ----------
    page
        Name of the page.
    view
        What it shows.
    placed
        Whether the address says where the map stands; if not, it opens on what is shown.
    notices
        What of the address could not be read, in words.
    """

    page: Page
    view: View
    placed: bool
    notices: tuple[str, ...]

    @property
    def query(self) -> str:
        """The query of its link, every parameter written out, with the version of the data."""
        with by_borders(self.view.borders):
            version = store.library().atlas.data_version
        return link.query_of(self.view, version, placed=self.placed)

    @property
    def path(self) -> str:
        """The address of its page, seen from the root of the app."""
        return "" if self.page == START else self.page

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Answer in its language and by its borders within a block."""
        with in_language(self.view.lang), by_borders(self.view.borders):
            yield


def page_of(name: str) -> Page:
    """Return the page of a name, the first one for a name that no page has.

    Parameters
    ----------
    name
        Name as an address has it, with slashes around or without.
    """
    bare = name.strip("/")
    return bare if bare in PAGES else START


def read(page: str, query: str) -> Viewed:
    """Read an address. Never raises: whatever stands there opens a view.

    Parameters
    ----------
    page
        Name of the page, or its path.
    query
        What stands after the question mark, escaped.
    """
    given = dict(parse_qsl(query[: link.QUERY_AT_MOST], keep_blank_values=True))
    params = {name: text for name, text in given.items() if name != PAGE}
    named = page_of(page)
    with by_borders(UN):
        view, notices = link.parse(params, store.library().known)
    if named == "Sources" and "focus" not in params:
        # As the page has it: only a map needs a corridor.
        view = view.replaced(focus="")
    try:
        with by_borders(view.borders):
            store.library()
    except MultivectorError as fault:
        view = view.replaced(borders=UN)
        notices = [*notices, phrase("frame-no-borders", fault=str(fault))]
    return Viewed(named, view, link.names_place(params), tuple(notices))
