"""What a year's oil met on its way out, and how even its ways are: by hand, and for the data."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from routes.files.load import load_atlas, load_balance, load_tables
from routes.model.atlas import ZoneKm
from routes.network.balance import EXPORTS, OTHER_WAYS, Balance, balance, read
from routes.network.trend import GROUPINGS, YearTrend, gap, number_of
from tests.routes.network.toys import YEAR, atlas, gates, known, leg, place, tables

CLOSE = 1e-6


def soil(state: str) -> ZoneKm:
    """Make fifty kilometres on the soil of a state, for certain."""
    return ZoneKm(state, "land", 50.0, 50.0, 50.0)


def toy(*figures: tuple[str, str, float], unsure: bool = False) -> YearTrend:
    """Make a year of a network solved by hand.

    A field sends oil by one line to a port of B, and by another to a port of C. From there one
    line goes on through D, one does not; both end at one market.
    """
    met = ZoneKm("DD", "land", 50.0, 0.0 if unsure else 50.0, 50.0)
    net = atlas(
        [
            leg("north", "field", "harbour", soil("BB")),
            leg("south", "field", "port", soil("CC")),
            leg("through", "port", "market", met, soil("EE")),
            leg("round", "port", "market", soil("EE")),
            leg("on", "harbour", "market", soil("EE")),
        ],
        [
            place("field", "KZ"),
            place("harbour", "BB"),
            place("port", "CC"),
            place("market", "EE"),
        ],
    )
    rows = tables(gates("field", "market"), (), [known(*one) for one in figures])
    return YearTrend(net, rows, balance(net, rows, YEAR))


# 10 Mt left, 6 by the north and 4 by the south; `others` are the sums that no figure splits.
FIGURES = (("kazakhstan", "export_total", 10.0), ("north", "kazakh", 6.0))


def shares(trend: YearTrend, *avoid: str) -> tuple[float, float]:
    """Return the range, with the rounding of the figures (half of the last digit) taken off."""
    low, high = trend.touched(frozenset(avoid))
    return round(low, 2), round(high, 2)


def test_a_state_that_a_line_ends_in_is_met_by_what_it_carries() -> None:
    trend = toy(*FIGURES, ("south", "kazakh", 4.0), ("through", "kazakh", 1.0))
    assert shares(trend, "BB") == pytest.approx((0.6, 0.6), abs=0.1)
    assert shares(trend, "CC") == pytest.approx((0.4, 0.4), abs=0.1)
    assert shares(trend, "DD") == pytest.approx((0.1, 0.1), abs=0.06)
    assert shares(trend, "EE") == (1.0, 1.0)


def test_oil_that_may_take_either_line_may_have_met_or_not() -> None:
    trend = toy(*FIGURES, ("south", "kazakh", 4.0))
    low, high = trend.touched(frozenset({"DD"}))
    assert low == pytest.approx(0.0, abs=CLOSE)
    assert high == pytest.approx(0.4, abs=0.1)
    both = trend.touched(frozenset({"BB", "DD"}))
    assert both[0] == pytest.approx(0.6, abs=0.1)
    assert both[1] == pytest.approx(1.0, abs=CLOSE)


def test_what_cannot_be_told_counts_for_the_greatest_share_alone() -> None:
    figures = (*FIGURES, ("south", "kazakh", 4.0), ("through", "kazakh", 4.0))
    assert shares(toy(*figures), "DD")[0] == pytest.approx(0.4, abs=0.1)
    low, high = shares(toy(*figures, unsure=True), "DD")
    assert low == 0.0
    assert high == pytest.approx(0.4, abs=0.1)


def test_other_ways_may_have_met_anything_or_nothing() -> None:
    """Of 10 Mt that left 5 went by the lines: of the rest nothing is known."""
    split = ("north", "kazakh", 5.0), ("south", "kazakh", 0.0)
    trend = toy(("kazakhstan", "export_total", 10.0), *split)
    low, high = trend.touched(frozenset({"BB"}))
    assert low == pytest.approx(0.5, abs=0.1)
    assert high == pytest.approx(1.0, abs=CLOSE)
    low, high = trend.touched(frozenset({"DD"}))
    assert low == pytest.approx(0.0, abs=CLOSE)
    assert high > 0.4


def test_without_a_state_nothing_is_met_and_at_home_everything() -> None:
    trend = toy(*FIGURES)
    assert trend.touched(frozenset()) == (0.0, 0.0)
    assert trend.touched(frozenset({"KZ"})) == (1.0, 1.0)
    assert trend.touched(frozenset({"XX"}))[0] == 0.0


def test_effective_numbers_by_hand() -> None:
    assert number_of([(0.5, 0.5), (0.5, 0.5)]) == pytest.approx((2, 2))
    assert number_of([(1.0, 1.0), (0.0, 0.0)]) == pytest.approx((1, 1))
    # As uneven as can be: 0.8, 0.2, 0; as even: 0.6, 0.2, 0.2.
    uneven, even = 1 / (0.64 + 0.04), 1 / (0.36 + 0.04 + 0.04)
    assert number_of([(0.6, 0.8), (0.0, 0.2), (0.0, 0.2)]) == pytest.approx((uneven, even))


@pytest.fixture(scope="module")
def years() -> list[YearTrend]:
    """Return the years of the data of which it is known what left."""
    atlas_, tables_ = load_atlas(), load_tables()
    known_ = [one for one in read(load_balance()).values() if not gap(one)]
    assert len(known_) >= 4
    return [YearTrend(atlas_, tables_, one) for one in known_]


def test_a_year_without_bounds_is_a_gap() -> None:
    one = next(one for one in read(load_balance()).values() if not gap(one))
    empty = replace(one.left, low=0.0)
    assert gap(replace(one, estimates={EXPORTS: empty})) == "below"
    assert gap(replace(one, closes=False)) == "above"
    assert gap(Balance(2023, {}, (), (), closes=True)) == "below"


def test_more_states_never_have_a_smaller_share(years: list[YearTrend]) -> None:
    states = ("RU", "TR", "AZ", "CN", "GE", "BY")
    for trend in years:
        alone = {one: trend.touched(frozenset({one})) for one in states}
        for low, high in alone.values():
            assert 0 <= low <= high <= 1
        for pair in combinations(states, 2):
            low, high = trend.touched(frozenset(pair))
            assert low >= max(alone[one][0] for one in pair) - CLOSE, (trend.year, pair)
            assert high >= max(alone[one][1] for one in pair) - CLOSE, (trend.year, pair)
            assert high <= sum(alone[one][1] for one in pair) + CLOSE, (trend.year, pair)


def test_groups_add_up_to_what_left(years: list[YearTrend]) -> None:
    for trend in years:
        for by in GROUPINGS:
            drawn = sum(share for *_, share in trend.numbers[by].shares.values())
            assert drawn == pytest.approx(1, abs=1e-6), (trend.year, by)
            assert sum(low for low, *_ in trend.numbers[by].shares.values()) <= 1 + CLOSE
            assert sum(high for _, high, _ in trend.numbers[by].shares.values()) >= 1 - CLOSE
            number = trend.numbers[by]
            assert 1 <= number.low <= number.drawn <= number.high <= len(number.shares)
            assert OTHER_WAYS in number.shares


def test_drawn_shares_lie_in_their_ranges(years: list[YearTrend]) -> None:
    for trend in years:
        for name, (low, high, drawn) in trend.numbers["way"].shares.items():
            assert low - CLOSE <= drawn <= high + CLOSE, (trend.year, name)


def test_russia_by_reason(years: list[YearTrend]) -> None:
    """CPC alone is two thirds and more of what leaves, and all of it lands in Russia."""
    for trend in years:
        low, high = trend.touched(frozenset({"RU"}))
        least = trend.numbers["way"].shares["cpc_atyrau_kropotkin"][0]
        assert least - CLOSE <= low <= high <= 1
        # What goes to China by pipe has met no other state but it.
        assert high <= 1 - trend.numbers["way"].shares["atasu_alashankou"][0] + CLOSE


def test_a_count_of_what_met_no_port_of_russia_bounds_the_share(years: list[YearTrend]) -> None:
    """Reuters counted 3.73 Mt of some 70.5 in 2023, and wrote of "just over 5 %"."""
    one = next(trend for trend in years if trend.year == 2023)
    low, high = one.touched(frozenset({"RU"}))
    assert low == pytest.approx(1 - 3.735 / 70.45, abs=1e-3)
    assert low <= high < 0.98
