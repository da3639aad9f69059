"""What a reader is told of a closure: amounts, their share in words, on what it depends."""

from __future__ import annotations

import re
from functools import cache

import pytest

from routes.files.load import load_atlas, load_balance, load_tables
from routes.network.balance import read
from routes.network.closures import closable, parse
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.stranded import YearNetwork
from routes.sentences.closure import bottlenecks, depends_on, share, spoken, summarise

ATLAS, TABLES = load_atlas(), load_tables()
BALANCES = read(load_balance())
KNOWN = closable(ATLAS, TABLES.transfers)
NAMES = {gate.gate_id: gate.name_en for gate in TABLES.gates} | {
    row.transfer_id: row.name_en for row in TABLES.transfers
}


@cache
def network(year: int) -> YearNetwork:
    return YearNetwork(ATLAS, TABLES, BALANCES, year)


def told(year: int, *closed: str) -> str:
    outcome = network(year).close([parse(one, KNOWN) for one in closed])
    return summarise(ATLAS, network(year), outcome, NAMES)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (4.0, 4.3, "4.0 to 4.3"),
        (0.0, 5.3, "up to 5.3"),
        (5.31, 5.34, "5.3"),
        (0.13, 0.142, "0.13 to 0.14"),
        (0.0, 0.0, "0.000"),
        (0.031, 0.05, "0.031 to 0.050"),
    ],
)
def test_ranges_are_spoken(low: float, high: float, text: str) -> None:
    assert spoken(low, high) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.81, 0.83, "about four fifths"),
        (0.74, 0.77, "about three quarters"),
        (0.0, 0.08, "up to 8 %"),
        (0.45, 0.97, "45 to 97 %"),
        (1.0, 1.0, "all"),
        (0.97, 0.98, "nearly all"),
        (0.03, 0.04, "3 to 4 %"),
        (0.004, 0.0042, "0.4 %"),
    ],
)
def test_a_share_is_a_word_where_one_fits(low: float, high: float, text: str) -> None:
    assert share(low, high) == text


def test_days_lead_and_the_year_stays_the_second_figure() -> None:
    """The court's order of 5 July 2022: four fifths of all go by the line that it shut."""
    text = told(2022, "cpc_atyrau_kropotkin:0:30:2022-07-06")
    assert text.startswith("With CPC, Atyrau–Kropotkin closed for 30 days from 6 July 2022, **")
    assert re.search(
        r"\*\*[\d.]+( to [\d.]+)? Mt\*\* would have had no way out, [\d. to]+ Mt a day", text
    )
    assert "of what leaves in a month" in text
    assert "of the year’s 64.3 Mt could still leave." in text
    amounts = [float(one) for one in re.findall(r"[\d.]*\d", text.split("Mt**")[0].split("**")[1])]
    assert 2 < min(amounts) <= max(amounts) < 4.4, "52.2 Mt a year are 4.29 in thirty days"


def test_a_whole_year_names_its_share_and_no_days() -> None:
    text = told(2023, "RU")
    assert text.startswith("With all of Russia closed, **")
    assert "of what left in 2023" in text
    assert "a day" not in text
    assert "by the end of the year" not in text


def test_no_sentence_has_bare_parentheses_or_barrels() -> None:
    cases = ["RU", "RU:0:30", "novorossiysk_cpc_terminal:0.333:30", "aktau_port", "tengiz:0:10"]
    for year in (2022, 2023, 2024):
        for closed in cases:
            text = told(year, closed)
            assert "(" not in text
            assert "barrel" not in text
            assert text.count("**") % 2 == 0


def test_whole_moorings_are_counted() -> None:
    text = told(2023, "novorossiysk_cpc_terminal:0.333:30")
    assert text.startswith("With CPC marine terminal down to 1 of 3 moorings for 30 days, ")
    assert "down to 70% for 98 days" in told(2024, "kropotkin:0.7:98")


def test_what_carried_no_kazakh_oil_leaves_nothing_without_a_way() -> None:
    text = told(2023, "baku_supsa")
    assert "**nothing** would have had no way out: all 70.5 Mt that left in 2023" in text


def test_many_closures_are_counted() -> None:
    legs = ["btc", "baku_supsa", "aktau_port", "kropotkin"]
    assert "With 4 places, lines or states closed in whole or in part" in told(2023, *legs)


def test_without_a_closure_the_sentence_says_what_left() -> None:
    assert told(2022).startswith("In 2022 **64.3 Mt** of Kazakh oil left the country.")


def test_bottlenecks_are_no_fields_and_not_what_is_closed() -> None:
    one = network(2023)
    fields = {edge.element for edge in one.edges if edge.kind == "field"}
    for closed in ("RU", "RU:0:30", "novorossiysk_cpc_terminal:0.333", "cpc_atyrau_kropotkin:0:30"):
        outcome = one.close([parse(closed, KNOWN)])
        for case in CASES:
            found = bottlenecks(one, outcome, case)
            assert found == sorted(found, key=lambda part: (-part[1], part[0]))
            for element, mtpa in found:
                assert element not in fields
                assert not outcome.flows[element].closed
                assert mtpa >= outcome.flows[element].limit.of(case) - 0.01
        for element in depends_on(one, outcome):
            flow = outcome.flows[element]
            assert flow.during[ON_PAPER] > flow.during[AS_SEEN]
