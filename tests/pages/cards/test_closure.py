"""The card of a closure draws each case as what it is; the map draws what flows as the stronger."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pages.shared.cards.closure import CARD, RANGE, ClosureCard, Row, Writer
from pages.shared.cards.flow import closed_legs, leg_tips, leg_widths, legs_shown
from pages.shared.library import Library
from routes.files.load import load_atlas, load_tables
from routes.network.closures import parse
from routes.network.limits import AS_SEEN, CASES, ON_PAPER, Case
from routes.network.stranded import Outcome, YearNetwork
from routes.sentences.closure import ways

LIB = Library(load_atlas(), load_tables())
ATLAS = LIB.atlas
COURT = "cpc_atyrau_kropotkin:0:30:2022-07-06"
CLOSURES = ["RU:0:30", "cpc_loading", "aktau_port:0:10", COURT]


@cache
def network(year: int) -> YearNetwork:
    return YearNetwork(ATLAS, LIB.tables, LIB.balances, year)


@cache
def outcome(year: int, *closed: str) -> Outcome:
    return network(year).close([parse(one, LIB.known.closable) for one in closed])


def writer(year: int) -> Writer:
    return Writer(ATLAS, LIB.tables, LIB.balances, network(year), LIB.element_names)


def card(year: int, *closed: str, case: Case = AS_SEEN) -> ClosureCard:
    return writer(year).card(outcome(year, *closed), case)


def rows(found: ClosureCard) -> list[Row]:
    return [row for group in found.groups for row in group.rows]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("closed", CLOSURES)
def test_ways_out_add_up_to_what_left_and_to_what_can(closed: str, case: Case) -> None:
    """Rows are rounded to a hundredth, so the sum may be a hundredth a row off."""
    *every, total = rows(card(2022, closed, case=case))
    assert len(every) > 5
    assert total.total
    for column in ("moved", "can_move"):
        summed = sum(float(getattr(row, column)) for row in every)
        assert summed == pytest.approx(float(getattr(total, column)), abs=0.06)


def test_rows_keep_their_order_whatever_is_closed() -> None:
    """By what moved in the year, the other ways last."""
    names = [row.name for row in rows(card(2022, COURT))]
    assert names[0] == "CPC, Atyrau–Kropotkin"
    assert names[-2:] == ["Other ways", "All ways out"]
    assert names == [row.name for row in rows(card(2022, "RU", case=ON_PAPER))]
    assert len(names) == len(ways(network(2022))) + 1


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    """All on one scale, that of all ways out: outline for what moved, filled for what can."""
    found = outcome(2022, COURT)
    for row, way in zip(rows(card(2022, COURT)), ways(network(2022)), strict=False):
        flow = found.flows[way]
        assert row.outline == pytest.approx(100 * flow.before / found.due)
        assert row.full == pytest.approx(100 * flow.during[AS_SEEN] / found.due)
    cpc, *_, total = rows(card(2022, COURT))
    assert (cpc.can_move, cpc.full, cpc.closed) == ("0.00", pytest.approx(0, abs=1e-6), True)
    assert cpc.outline == pytest.approx(100 * 52.2 / 64.3, abs=0.2)
    assert total.outline == 100


def test_bars_are_drawn_as_long_as_the_model_says() -> None:
    made = card(2022, COURT)
    first = rows(made)[0]
    row = re.search(f">{re.escape(first.name)} .*?</tr>", CARD.fill(made), re.DOTALL)
    assert row
    assert re.findall(r'<span class="(\w+)" style="width:([0-9.]+)%">', row.group()) == [
        ("flow", f"{first.full:.2f}"),
        ("was", f"{first.outline:.2f}"),
    ]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("closed", ["", *CLOSURES])
def test_no_bar_leaves_its_cell(closed: str, case: Case) -> None:
    for year in (2022, 2023, 2024):
        found = rows(card(year, *[closed] if closed else [], case=case))
        assert len(found) > 3
        for row in found:
            assert min(row.outline, row.full, row.maybe) >= 0
            assert max(row.outline, row.full + row.maybe) <= 100 + 1e-9


def test_what_nobody_published_says_from_what_it_follows() -> None:
    """2.02 Mt from Aktau to Makhachkala: 2.268 over Aktau's berths less 0.25 to Baku."""
    row = next(r for r in rows(card(2022)) if r.name == "Aktau–Makhachkala, tankers")
    least = next(
        reason for reason in row.reasons if "2.02" in reason.text or "2.017" in reason.text
    )
    texts = [term.text for term in least.terms]
    assert texts[0].startswith("oil berths of Aktau")
    assert "2.268" in texts[0]
    assert texts[1].startswith("less Aktau–Sangachal, tankers")
    assert texts[1].endswith("0.25")
    assert all(term.sources for term in least.terms)


def test_with_nothing_closed_the_balance_of_the_year_is_shown() -> None:
    """Fields, what stayed, ways out; what left is all ways together, nothing is a bottleneck."""
    made = card(2023)
    fields, home, out = made.groups
    assert "Tengiz" in [row.name for row in fields.rows]
    assert {"Atyrau refinery", "Shymkent refinery"} <= {row.name for row in home.rows}
    *every, total = out.rows
    assert sum(float(r.moved) for r in every) == pytest.approx(float(total.moved), abs=0.06)
    assert float(total.moved) == pytest.approx(70.5, abs=0.1)
    assert not any(row.can_move for row in rows(made))
    assert made.bottlenecks == ()
    assert "can move" not in CARD.fill(made)


def test_contradictions_of_the_year_are_named() -> None:
    years = [year for year, one in LIB.balances.items() if one.closes]
    assert years
    for year in years:
        found = LIB.balances[year].contradictions
        told = card(year).contradictions
        assert len(told) == len(found)
        assert all(" would have to be " in text for text in told)


def test_why_there_is_a_range_names_lines_with_both_numbers() -> None:
    """None is closed, none a field, and each takes more on paper than it was seen to."""
    found = writer(2022).why(outcome(2022, COURT))
    assert float(found.seen) >= float(found.paper)
    assert found.rows
    assert all(float(row.seen) <= float(row.paper.split()[-1]) for row in found.rows)
    names = {row.name for row in found.rows}
    assert "CPC, Atyrau–Kropotkin" not in names
    assert not names & {"Tengiz", "Kashagan", "Karachaganak"}
    assert "Why a range?" in RANGE.fill(found)


@pytest.mark.parametrize("case", CASES)
def test_bottlenecks_are_neither_closed_nor_fields(case: Case) -> None:
    names = {row.name for row in card(2023, "RU:0:30", case=case).bottlenecks}
    assert names
    assert not names & {"CPC moorings", "CPC, Atyrau–Kropotkin", "Tengiz", "other fields"}


def test_what_flows_is_drawn_wider_than_what_is_closed() -> None:
    """Closed is a hair; whatever still flows at least twice as wide, lanes at sea thin."""
    found = outcome(2023, "RU:0:30")
    widths = leg_widths(ATLAS, found, ON_PAPER)
    shut = closed_legs(ATLAS, found)
    assert {"cpc_atyrau_kropotkin", "bolshoy_chagan_samara"} <= set(shut)
    assert "btc" not in shut
    assert {widths[leg] for leg in shut} == {1.0}
    flowing = [leg for leg in widths if found.flows[leg].during[ON_PAPER] > 0.005]
    assert "atasu_alashankou" in flowing
    assert min(widths[leg] for leg in flowing) > 2
    lanes = [leg for leg in flowing if ATLAS.legs[leg].mode == "sea" and leg not in found.ways]
    assert lanes
    assert max(widths[leg] for leg in lanes) <= 3.5


def test_with_nothing_closed_a_line_is_as_wide_as_what_it_carried() -> None:
    """52.2 Mt of 60 that are 9 pixels, from 2.2 for next to nothing."""
    widths = leg_widths(ATLAS, outcome(2022), AS_SEEN)
    assert widths["cpc_atyrau_kropotkin"] == pytest.approx(2.2 + 6.8 * 52.2 / 60, abs=0.02)
    assert widths == leg_widths(ATLAS, outcome(2022), ON_PAPER)


def test_what_carries_carried_or_is_closed_is_drawn_in_both_cases() -> None:
    found = outcome(2023, "RU")
    shown = set(legs_shown(ATLAS, found))
    assert set(closed_legs(ATLAS, found)) <= shown
    assert "atasu_alashankou" in shown
    assert {leg for leg, flow in found.flows.items() if leg in ATLAS.legs and flow.before} <= shown


def test_a_tooltip_names_the_time_it_tells_of() -> None:
    tips = leg_tips(ATLAS, outcome(2022), AS_SEEN)
    assert tips["flow.cpc_atyrau_kropotkin"] == "52.2 Mt in 2022"
    tips = leg_tips(ATLAS, outcome(2022, COURT), AS_SEEN)
    assert tips["flow.cpc_atyrau_kropotkin"] == ("in those 30 days 4.3 Mt moved, 0.0 Mt can move")
    tips = leg_tips(ATLAS, outcome(2022, "cpc_atyrau_kropotkin"), AS_SEEN)
    assert tips["flow.cpc_atyrau_kropotkin"] == "in the year 52.2 Mt moved, 0.0 Mt can move"
