"""What hurts most on the page: rows in order, links that open their closure, bars on one scale."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

import pytest

from pages.shared import store
from pages.shared.cards.ranking import CARD, FIRST, MOST, ranking_html, rest_of
from pages.shared.view.link import parse_query
from routes.network.limits import AS_SEEN
from routes.network.rank import SPANS, by_span, closure_of
from tests.pages.helpers import opened, texts

YEAR = 2023
ROW = re.compile(
    r'<tr><th scope="row"><a href="\./Closure\?([^"]*)".*?>(.*?)</a>.*?<b>([\d.,]+)</b></td>'
    r'<td class="num">([\d.,]+)</td>\s*<td class="bar"><span class="seen" style="width:([\d.]+)%">'
    r'</span><span class="paper" style="width:([\d.]+)%">',
    re.DOTALL,
)


def rows(query: str) -> list[tuple[str, ...]]:
    view, _ = parse_query(query, store.library().known)
    found = ROW.findall(ranking_html(YEAR, rest_of(view)))
    return [tuple(unescape(part) for part in row) for row in found]


@pytest.mark.parametrize("closed", ["", "&closed=aktau_port:0.5", "&none=closed"])
def test_each_row_links_to_its_closure_and_keeps_the_rest_of_the_view(closed: str) -> None:
    known = store.library().known
    given = f"v=1&year={YEAR}&avoid=RU,BY&routes=btc{closed}"
    view, _ = parse_query(given, known)
    ranking = store.library().rankings[YEAR]
    expected = [
        (closure_of([row.id], span), span)
        for span in SPANS
        for row in by_span(ranking, span)[:MOST]
    ]
    found = rows(given)
    assert len(found) > len(expected) == 2 * MOST
    for (query, *_), (closure, _) in zip(found, expected, strict=False):
        opens, faults = parse_query(query, known)
        assert faults == []
        assert ",".join(str(one) for one in opens.closed) == closure
        assert "closed" not in dict(parse_qsl(query)).get("none", "")
        assert opens.replaced(closed=view.closed) == view


def test_bars_are_on_one_scale_and_never_wider_outlined_than_filled() -> None:
    found = rows(f"year={YEAR}")
    assert len(found) > 2 * MOST
    for n, (_, name, seen, paper, seen_bar, paper_bar) in enumerate(found):
        assert 0 <= float(paper_bar) <= float(seen_bar) + 0.01 <= 100.01 or n >= 2 * MOST, name
        widest = found[n // MOST * MOST] if n < 2 * MOST else None
        if widest:
            share = 100 * float(seen) / float(widest[2])
            assert float(seen_bar) == pytest.approx(share, abs=0.6), name
        assert float(paper) >= 0


def test_the_card_says_shares_pairs_and_markets() -> None:
    ranking = store.library().rankings[YEAR]
    html = ranking_html(YEAR, "v=1")
    total = ranking.shares[AS_SEEN].total
    assert f"{total:.1f} Mt as seen" in html
    assert html.count("<li>") == min(6, len(ranking.pairs)) + len(ranking.markets)
    assert "All beyond the Turkish Straits" in html
    assert f"{MOST - FIRST} more" in html


def test_a_year_without_a_balance_that_closes_shows_nothing() -> None:
    assert 1999 not in store.library().rankings
    assert ranking_html(1999, "v=1") == ""


def test_the_page_has_the_card() -> None:
    app = opened("pages/Closure.py", year=str(YEAR), closed="RU:0:30")
    assert not app.exception
    shown = texts(app)
    assert f"What hurts most in {YEAR}" in shown
    assert "CPC, Atyrau to CPC moorings" in shown
    assert CARD.file == "ranking.html"
