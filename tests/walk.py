"""Walks through the pages by the menu, and links that set everything a view holds."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import parse_qsl

from pages.shared.view.link import only_view, parse
from pages.shared.view.model import View, known_from
from pages.shared.view.parameter import PAGES
from routes.files.load import load_atlas, load_tables
from routes.network.journeys import journeys

ATLAS, TABLES = load_atlas(), load_tables()
KNOWN = known_from(ATLAS, TABLES)
FOUND = [j.code for j in journeys(ATLAS, TABLES, "mangystau", "augusta", frozenset({"BY", "RU"}))]
LINKS = {
    "now": (
        "v=1&routes=cpc,btc,druzhba&avoid=BY,RU&year=2023&focus=druzhba"
        "&closed=aktau_port:0.5:30,kropotkin:0.7&lat=43.10&lon=41.00&z=5&lang=en&asof=now"
        f"&from=mangystau&to=augusta&only=all&journey={FOUND[1]}&beside={FOUND[0]}"
        "&event=court-order-2022-07-05&step=3&find=Reuters"
    ),
    "article": (
        "v=1&routes=cpc,rotterdam&avoid=CN&year=2022&focus=cpc&lat=44.00&lon=30.00&z=4&lang=en"
        "&asof=article&from=tengiz&to=china&only=bypass&event=court-order-2022-07-05&step=9"
        "&find=none&none=closed,beside"
    ),
}

Step = tuple[str, str]


def view_of(query: str) -> View:
    """Return the view of an address's query, which must be readable as a whole."""
    params = dict(parse_qsl(query, keep_blank_values=True))
    view, notices = parse(only_view(params), KNOWN)
    assert notices == [], notices
    return view


def every_pair() -> list[Step]:
    """List every ordered pair of pages once, each beginning where the one before ended."""
    left = {one: [other for other in PAGES if other != one] for one in PAGES}
    path, stack = [], [PAGES[0]]
    while stack:
        if left[stack[-1]]:
            stack.append(left[stack[-1]].pop())
        else:
            path.append(stack.pop())
    path.reverse()
    return list(pairwise(path))


def ring() -> list[Step]:
    """Go round by the menu's order: each page is entered and left once."""
    return list(pairwise([*PAGES, PAGES[0]]))


def back() -> list[Step]:
    """Go round against the menu's order."""
    return [(after, before) for before, after in reversed(ring())]
