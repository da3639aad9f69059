"""Closures on the committed data: what still flows, the bottlenecks, and what the sums say."""

from __future__ import annotations

from math import isinf

import pytest

from routes.files.load import load_atlas, load_tables
from routes.model.errors import InputError
from routes.network.capacity import Capacities, whole_moorings, years
from routes.network.closures import closable, parse
from routes.network.flow import Outcome, actual, bounds_of, close, ways_out
from routes.network.network import network

ATLAS, TABLES = load_atlas(), load_tables()
KNOWN = closable(ATLAS, TABLES.transfers)
NET = network(ATLAS, TABLES, "oil")
YEARS = years(TABLES)


def closed(year: int, *texts: str, avoid: str = "") -> Outcome:
    states = frozenset(avoid.split(",")) if avoid else frozenset[str]()
    return close(ATLAS, TABLES, year, [parse(text, KNOWN) for text in texts], states)


def test_what_is_past_is_no_way_out() -> None:
    """Swaps with Iran ended in 2011: *Closure* lists no way of which nothing could go."""
    assert "aktau_neka" not in closed(2023).ways
    assert "tengiz_alat" in closed(2023).ways


def test_years_with_figures() -> None:
    assert YEARS == [2021, 2022, 2023, 2024, 2025]


def test_ways_out_are_where_the_lines_leave_kazakhstan() -> None:
    assert set(ways_out(ATLAS, NET)) == {
        "cpc_atyrau_kropotkin",
        "bolshoy_chagan_samara",
        "aktau_baku",
        "aktau_makhachkala",
        "aktau_neka",
        "tengiz_alat",
        "beyneu_kungrad",
        "atasu_alashankou",
    }


@pytest.mark.parametrize("year", YEARS)
def test_without_a_closure_what_left_can_leave(year: int) -> None:
    outcome = closed(year)
    assert outcome.flow == pytest.approx(outcome.actual, abs=1e-9)
    assert outcome.shortfall == pytest.approx((0, 0), abs=1e-9)
    assert [name for name, _ in outcome.cut] == ["kazakhstan"]


SUMS = {
    2021: (53.1, 54.0),
    2022: (53.7, 53.8),
    2023: (69.7, 69.9),
    2024: (11.6, 11.6),
    2025: (77.0, 79.6),
}
"""What the ways out with a figure for the whole year add up to, by hand from figures.csv."""


@pytest.mark.parametrize("year", YEARS)
def test_actual_flows_add_up(year: int) -> None:
    caps = Capacities(TABLES, year)
    known = [moved for way in ways_out(ATLAS, NET) if (moved := caps.moved(way))]
    low, high = SUMS[year]
    assert low - 1e-9 <= sum(x for x, _ in known) <= sum(x for _, x in known) <= high + 1e-9


def test_the_sum_of_2023_leaves_little() -> None:
    """Of 70.5 Mt 0.7 are missing: by rail to Uzbekistan and Georgia, and what counts differ in."""
    caps = Capacities(TABLES, 2023)
    (total, _), _, partly = actual(caps, ways_out(ATLAS, NET))
    assert not partly
    known = {way: moved[0] for way in ways_out(ATLAS, NET) if (moved := caps.moved(way))}
    assert set(ways_out(ATLAS, NET)) - set(known) == {
        "aktau_neka",  # swaps until 2011
        "tengiz_alat",  # 0.25 Mt at the most
        "beyneu_kungrad",  # 0.26 Mt at the most
    }
    assert total == 70.5
    assert total - sum(known.values()) == pytest.approx(0.7, abs=0.1)


def test_without_russia() -> None:
    """The article's question in one number, by hand: berths of Aktau and the pipe to China."""
    outcome = closed(2023, avoid="RU")
    # To China goes what the fields of Kyzylorda region made, 3.77, and what Kenkiyak–Kumkol leaves
    # of 10 beside the oil for home, 7.618. low: large berths of Aktau, 5.2; high: 7.5 by Aktau, and
    # by rail to Uzbekistan the most that was ever seen, 0.26 in 2018
    china = 3.77 + 10 - 7.618
    assert outcome.flow[0] == pytest.approx(5.2 + china, abs=0.001)
    assert outcome.flow[1] == pytest.approx(7.5 + china + 0.26, abs=0.001)
    ways = {"kumkol", "kenkiyak_kumkol", "aktau_oil_berths", "beyneu_kungrad"}
    assert {name for name, _ in outcome.cut} == ways
    assert outcome.shortfall[0] == pytest.approx(70.5 - 13.912, abs=0.001)


@pytest.mark.parametrize("year", YEARS)
def test_no_way_out_without_a_figure_hides_a_closure(year: int) -> None:
    """A way out whose capacity nobody knows lets no more through than was ever seen."""
    caps = Capacities(TABLES, year)
    out = ways_out(ATLAS, NET)
    bounds = bounds_of(ATLAS, NET, caps, [])
    free = {way for way in out if isinf(bounds[way].high)}
    # Tankers: the berths of Aktau, which have a nameplate, let no more through.
    assert free <= {"aktau_baku", "aktau_makhachkala"}
    assert not isinf(bounds["aktau_oil_berths"].high)
    everything = sum(bounds[way].high for way in out if way not in free)
    everything += bounds["aktau_oil_berths"].high
    closing = closed(year, "cpc_loading", "bolshoy_chagan_samara", "atasu_alashankou")
    assert closing.flow[1] < 9
    assert closing.flow[1] < everything


def test_a_state_closes_as_avoiding_it_does() -> None:
    assert closed(2023, "RU").flow == closed(2023, avoid="RU").flow


def test_two_of_three_moorings_are_not_two_thirds() -> None:
    """One mooring loads up to 3.5 Mt a month, of which others had 7.47 Mt in 2023."""
    outcome = closed(2023, "novorossiysk_cpc_terminal:0.333")
    limits = dict(outcome.cut)
    assert limits["cpc_loading"] == pytest.approx(12 * 3.5 - (63.473894 - 56), abs=1e-6)
    assert outcome.naive
    assert outcome.naive[1] < outcome.flow[1] - 10
    two = closed(2023, "novorossiysk_cpc_terminal:0.667")
    assert two.shortfall[0] == 0
    assert closed(2023, "cpc_moorings:0.333").flow == outcome.flow


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0.5", "CPC moorings: 50 % of 3 is 1.5; only whole moorings load: 2 are"),
        ("0.1", "CPC moorings: 10 % of 3 is 0.3; only whole moorings load: none is"),
        ("0.4", "CPC moorings: 40 % of 3 is 1.2; only whole moorings load: 1 is"),
        ("0.333", ""),
        ("0.667", ""),
        ("0", ""),
        ("1", ""),
    ],
)
@pytest.mark.parametrize("what", ["novorossiysk_cpc_terminal", "cpc_moorings", "RU"])
def test_a_share_that_is_no_whole_mooring_is_said_to_be_rounded(
    what: str, share: str, words: str
) -> None:
    told = [x for x in closed(2023, f"{what}:{share}").assumptions if "whole moorings" in x]
    assert told == ([f"{words} counted."] if words else [])


@pytest.mark.parametrize("moorings", [1, 2, 3, 5])
def test_half_a_mooring_counts_as_one(moorings: int) -> None:
    halves = [whole_moorings((n + 0.5) / moorings, moorings) for n in range(moorings)]
    assert halves == list(range(1, moorings + 1))


def test_the_terminal_shut_is_the_pipe_shut() -> None:
    shut = closed(2023, "novorossiysk_cpc_terminal:0")
    assert shut.flow == pytest.approx(closed(2023, "cpc_atyrau_kropotkin").flow)
    assert shut.naive is None


def test_days_of_the_year_close_their_part() -> None:
    month = closed(2025, "cpc_atyrau_kropotkin:0:30")
    leg = next(x for x in month.legs if x.leg_id == "cpc_atyrau_kropotkin")
    assert leg.bound.high == pytest.approx(72.5 * 335 / 365, abs=1e-6)
    assert not leg.closed


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("what", ["aktau_port:0.5", "kropotkin:0.7", "atasu_alashankou:0:100"])
def test_a_closure_never_adds(year: int, what: str) -> None:
    whole, part = closed(year).flow, closed(year, what).flow
    assert part[0] <= whole[0] + 1e-9
    assert part[1] <= whole[1] + 1e-9
    assert part[0] <= part[1] + 1e-9


@pytest.mark.parametrize(("year", "days"), [(2023, 365), (2024, 366)])
def test_all_days_of_a_year_are_the_whole_year(year: int, days: int) -> None:
    whole = closed(year, "aktau_port")
    assert closed(year, f"aktau_port:0:{days}") == whole
    assert [c.days_of(year) for c in whole.closures] == [days]
    less = closed(year, f"cpc_atyrau_kropotkin:0:{days - 1}")
    assert less.flow[1] > closed(year, "cpc_atyrau_kropotkin").flow[1]


def test_a_closure_of_days_takes_its_part_of_366_days_in_2024() -> None:
    """Atasu–Alashankou, nameplate 20 Mt a year: 30 days are 30/366 of it."""
    by_leg = {leg.leg_id: leg.bound for leg in closed(2024, "atasu_alashankou:0:30").legs}
    whole = {leg.leg_id: leg.bound for leg in closed(2024).legs}["atasu_alashankou"]
    bound = by_leg["atasu_alashankou"]
    assert bound.high == pytest.approx(whole.high * 336 / 366)
    assert bound.how == "closed for 30 of 366 days"


def test_every_assumption_is_a_sentence() -> None:
    told = closed(2023, "RU").assumptions
    assert len(told) > 8
    assert all(text.endswith(".") and (text[0].isupper() or text[0].isdigit()) for text in told)


def test_a_year_without_figures_names_the_nearest() -> None:
    with pytest.raises(InputError, match="nearest: 2021"):
        closed(2019)


def test_every_leg_of_oil_has_an_answer() -> None:
    names = [leg.leg_id for leg in closed(2023).legs]
    wanted = {k for k, v in ATLAS.legs.items() if "oil" in v.goods and v.status != "proposed"}
    assert len(names) == len(set(names))
    assert set(names) == wanted
