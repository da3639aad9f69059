"""No page loses what a link or another page set, whichever page the reader comes from.

The client is tests/protocol.py: no browser, so that every ordered pair of pages is walked. What
the browser adds to a click in the menu (static/nav.js) is walked in tests/browser/test_link.py.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from pages.shared.view.link import parse
from pages.shared.view.model import View
from pages.shared.view.parameter import PAGES
from tests.protocol import Reader
from tests.server.start import Running, finished
from tests.walk import KNOWN, LINKS, every_pair, view_of


async def go(reader: Reader, page: str) -> None:
    """Follow the menu as static/nav.js does: to the address as it is now, by way of `go`."""
    reader.page = "" if page == "Map" else page
    reader.query += "&go=menu" if reader.query else "go=menu"
    await reader.run(reader.rerun(is_history_navigation=True))
    assert reader.failures == []


async def walk(reader: Reader) -> list[str]:
    """Walk every pair of pages; return the steps on which the view changed."""
    await go(reader, PAGES[0])
    wanted = view_of(reader.query)
    lost = []
    for before, after in every_pair():
        await go(reader, after)
        now = view_of(reader.query)
        # A journey is filled in where a page has to show one.
        if now != (wanted if wanted.journey else wanted.replaced(journey=now.journey)):
            lost.append(f"{before} to {after}: {now}")
    return lost


def test_the_walk_meets_every_pair_of_pages() -> None:
    assert len(every_pair()) == len(set(every_pair())) == len(PAGES) * (len(PAGES) - 1)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_no_page_loses_what_a_link_set(server: Running, link: str) -> None:
    async def visit() -> tuple[View, list[str]]:
        async with Reader.connect(server.url) as reader:
            await reader.open(link)
            return view_of(reader.query), await walk(reader)

    wanted, lost = finished(visit())
    assert wanted == parse(dict(parse_qsl(link, keep_blank_values=True)), KNOWN)[0]
    assert lost == []


def test_no_page_loses_what_another_set(server: Running) -> None:
    """Without any link: each parameter is set where it is set, and is there on every page."""

    async def visit() -> tuple[View, list[str]]:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await reader.toggle()
            await reader.tell("picker", avoid=["RU", "BY"])
            await reader.tell("when", year=2023, asof="now")
            await reader.tell("panel", focus="druzhba")
            await go(reader, "Journeys")
            await reader.set("from", "Mangystau fields")
            await go(reader, "Closure")
            await reader.click("All of Russia for the whole year")
            await go(reader, "Timeline")
            await go(reader, "Story")
            await reader.tell("story", step=2)
            await go(reader, "Sources")
            await reader.set("Search", "Reuters")
            return view_of(reader.query), await walk(reader)

    wanted, lost = finished(visit())
    assert wanted.avoid == ("BY", "RU")
    assert (wanted.year, wanted.focus, wanted.origin) == (2023, "druzhba", "mangystau")
    assert (wanted.step, wanted.find) == (2, "Reuters")
    assert [str(one) for one in wanted.closed] == ["RU:0"]
    assert lost == []
