"""Every number on every page names its source or the computation behind it.

A number is what stands in a metric, in a cell of figures (`td.num`), in bold in a table, or in
the sentence at the head of a page. It is answered for by what stands in the same row or box: a
citation (`.mv-src`, or a link to a source), or the words computed, unsourced, endnote; or by a
`.mv-computed` round it, whose section says how.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from pages.shared.frame.frame import PAGES
from routes.files.load import load_atlas
from tests.browser.helpers import ROOT, Server, exceptions, whole

pytestmark = pytest.mark.browser
HERE = {name: path for name, path in PAGES.items() if (ROOT / path).exists()}
CORRIDORS = list(load_atlas().corridors)

BARE = """() => {
    const named = /computed|unsourced|endnote|no source|measured|article/i;
    const told = (box) => !!box && (named.test(box.textContent)
        || !!box.querySelector('.mv-src, a[href^="http"]'));
    const main = document.querySelector('[data-testid="stMain"]');
    const seen = [], bare = [];
    const numbers = 'td.num, .mv-card :is(td, dd) b, .mv-sentence b, '
        + '[data-testid="stMetricValue"]';
    for (const element of main.querySelectorAll(numbers)) {
        const text = element.textContent.trim();
        if (!/\\d/.test(text)) continue;
        seen.push(text);
        const box = element.closest('tr, dd, [data-testid="stMetric"], .mv-sentence');
        const round = element.closest('.mv-computed');
        const said = round && (round.matches('.mv-sentence')
            || told(round) || told(round.nextElementSibling)
            || told(round.closest('section, article')));
        const metric = element.closest('[data-testid="stMetric"]');
        const beside = metric && metric.closest('[data-testid="stVerticalBlock"]');
        if (!said && !told(box) && !told(beside)) {
            bare.push(`${text} in: ${box ? box.textContent.trim().slice(0, 90) : 'no row'}`);
        }
    }
    return {seen, bare};
}"""


def numbers(page: Page) -> tuple[list[str], list[str]]:
    """Return the numbers on a page, and those that nothing answers for."""
    found = page.evaluate(BARE)
    return found["seen"], found["bare"]


def opened(page: Page, server: Server, path: str, query: str = "") -> Page:
    name = "" if path == "app.py" else re.sub(r"^pages/|\.py$", "", path)
    page.goto(f"{server.url}/{name}{query}")
    whole(page)
    assert exceptions(page) == []
    return page


LEAST = {"Map": 20, "Trend": 60, "Sources": 150, "Method": 30}
"""How many numbers a page has at least: a walk that finds none proves nothing."""
QUERIES = {"Sources": "?tab=rivals"}
"""Query of a page whose numbers are in a list that does not stand open at first."""


def test_every_number_of_a_page_names_what_it_rests_on(
    server: Server, page: Page, subtests: pytest.Subtests
) -> None:
    assert set(LEAST) <= set(HERE)
    for name, path in HERE.items():
        with subtests.test(name):
            seen, bare = numbers(opened(page, server, path, QUERIES.get(name, "")))
            assert len(seen) >= LEAST.get(name, 0)
            assert bare == []


def test_every_number_of_a_card_names_what_it_rests_on(
    server: Server, page: Page, subtests: pytest.Subtests
) -> None:
    assert len(CORRIDORS) >= 12
    for corridor in CORRIDORS:
        with subtests.test(corridor):
            seen, bare = numbers(opened(page, server, "app.py", f"?focus={corridor}&year=2024"))
            assert len(seen) >= 5
            assert bare == []


def test_a_bare_number_is_seen(server: Server, page: Page) -> None:
    """The walk is seen to fail: a metric, a cell and a sentence without a word on their source."""
    opened(page, server, "app.py")
    page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            const box = document.createElement('div');
            box.innerHTML = '<div data-testid="stVerticalBlock"><div data-testid="stMetric">'
                + '<p data-testid="stMetricValue">41 Mt</p></div></div>'
                + '<table><tr><td class="num">42 km</td><td>long</td></tr>'
                + '<tr><td class="num">44 km</td><td><a href="https://a.org">A</a></td></tr></table>'
                + '<h1 class="mv-sentence"><b>43</b> routes</h1>';
            main.append(box);
        }"""
    )
    _, bare = numbers(page)
    assert {text.split(" in:")[0] for text in bare} == {"41 Mt", "42 km", "43"}
