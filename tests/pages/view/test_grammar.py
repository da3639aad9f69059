"""docs/link.md is what the model says, and what it says is so."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl

from pages.shared.view.grammar import COMMAND, grammar
from pages.shared.view.link import parse, parse_query, write
from pages.shared.view.model import View, accept
from pages.shared.view.parameter import parameters_of
from tests.pages.view.test_links import KNOWN, PUBLISHED

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "link.md").read_text("utf-8")


def test_the_page_is_what_the_model_says() -> None:
    assert grammar() == PAGE, f"write it anew: {COMMAND}"


def test_the_page_has_a_row_for_every_parameter_that_a_link_writes() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert len(rows) > 20
    assert {*write(KNOWN.default, "1"), *parse_names()} <= rows


def parse_names() -> set[str]:
    """Return the names that published links have used."""
    found = {name for query in PUBLISHED for name, _ in parse_qsl(query, keep_blank_values=True)}
    assert found
    return found


def test_every_example_is_read_and_is_not_the_default() -> None:
    examples = re.findall(r"\| `([a-z]+=[^`]+)` \|", PAGE)
    assert len(examples) == len(parameters_of(View))
    for example in examples:
        view, notices = parse_query(example, KNOWN)
        assert notices == [], example
        name, _, text = example.partition("=")
        assert write(view)[name] == text
        assert view != KNOWN.default or name == "lang", example


def test_every_bound_of_the_page_holds() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*?number from (-?\d+) to (\d+)", PAGE, re.MULTILINE)
    assert {name for name, *_ in rows} == {"year", "lat", "lon", "z", "step"}
    for name, low, high in rows:
        for good in (low, high):
            assert parse({name: good}, KNOWN)[1] == []
        for bad in (int(low) - 1, int(high) + 1):
            view, notices = accept(KNOWN.default, {name: bad}, KNOWN)
            assert view == KNOWN.default
            assert f"is not a number from {low} to {high}" in notices[0]


def test_every_address_on_the_page_is_read() -> None:
    addresses = re.findall(r"^/\w*\?(\S+)$", PAGE, re.MULTILINE)
    assert addresses
    for query in addresses:
        assert parse_query(query, KNOWN)[1] == [], query
