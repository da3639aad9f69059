"""How do we know? Three facts, each with figures that stand in the table, and their sources."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest

from pages.shared.cards.known import known, known_html
from routes.files.load import TABLES_DIR
from routes.model.terms import YEARS

STATES = [(), ("RU",), ("CN", "RU"), ("IR",), ("KZ",), ("AZ", "CN", "GE", "IR", "RU", "TR")]
CLOSED = 2021
"""First year whose balance closes."""


@pytest.mark.parametrize("year", YEARS)
def test_each_fact_has_figures_with_sources(year: int) -> None:
    for states in STATES:
        told = known(year, frozenset(states))
        assert told.gap == (year < CLOSED)
        assert told.facts
        assert len(told.facts) == (3 if year > CLOSED else len(told.facts))
        for fact in told.facts:
            assert fact.figures, fact.title
            for one in fact.figures:
                assert one.source.text
                assert re.search(r"\d", one.value)
                assert re.search(r"20\d\d", one.when)
        assert len({fact.title for fact in told.facts}) == len(told.facts)


def test_the_facts_of_2022_are_what_a_reader_can_look_up() -> None:
    """The values are those of figures.csv, read here by another way."""
    with (TABLES_DIR / "figures.csv").open(encoding="utf-8", newline="") as file:
        values = {float(row["value"]) for row in csv.DictReader(file) if row["unit"] == "Mt"}
    told = known(2022, frozenset({"RU"}))
    assert [fact.title for fact in told.facts] == [
        "All that left Kazakhstan in 2022: 64.3 Mt",
        "By CPC, Atyrau–Kropotkin: 52.2 Mt, all of it across Russia",
        "By Atasu–Alashankou: 1.29 Mt, none of it across Russia",
    ]
    shown = [one.value for fact in told.facts for one in fact.figures]
    assert {float(value.split()[0]) for value in shown if value.endswith(" Mt")} <= values


def test_the_answer_is_html_with_links_and_dagger_as_the_article_saw_it() -> None:
    html = known_html(2022, frozenset({"RU"}))
    assert 'href="https://' in html
    assert "†" not in html
    assert "†" in known_html(2025, frozenset({"RU"}), True)
    assert "2022" in known_html(2025, frozenset({"RU"}), True)
    gap = unescape(known_html(2020, frozenset({"RU"})))
    assert "No figure that was found says how much left in 2020." in gap
    assert "What Kazakhstan produced in 2020: 85.7 Mt" in gap
