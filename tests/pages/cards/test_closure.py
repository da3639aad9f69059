"""The card of a closure draws each case as what it is; tooltips name the year they tell of."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pages.shared.cards.citations import Citations
from pages.shared.cards.closure import CARD, WayRow, closure_card
from pages.shared.cards.flow import leg_tips, leg_widths, legs_shown
from routes.files.load import load_atlas, load_tables
from routes.network.capacity import Bound, Capacities
from routes.network.closures import Closure
from routes.network.flow import LegFlow, Outcome, close

ATLAS, TABLES = load_atlas(), load_tables()
FREE = Bound(0.0, 60.0, "figures")


def outcome(year: int = 2023) -> Outcome:
    """Return an answer made up by hand: two ways out and the lanes behind them."""
    first, second, sea = ways()
    legs = (
        LegFlow(first, (39.0, 40.0), 24.0, 16.0, FREE, closed=False),
        LegFlow(second, (10.0, 10.0), 12.0, 12.0, FREE, closed=False),
        LegFlow(sea, None, 30.0, 20.0, FREE, closed=False),
    )
    return Outcome(
        year=year,
        closures=(Closure(first, 0.5),),
        avoid=frozenset(),
        actual=(50.0, 50.0),
        basis="published",
        flow=(30.0, 40.0),
        cut=((first, 24.0),),
        cut_low=((first, 16.0),),
        legs=legs,
        assumptions=("None.",),
        ways=(first, second),
        bounds={first: FREE},
    )


def ways() -> tuple[str, str, str]:
    """Return two legs that are no lanes, and a lane."""
    land = [leg.leg_id for leg in ATLAS.legs.values() if leg.mode == "pipeline"]
    sea = next(leg.leg_id for leg in ATLAS.legs.values() if leg.mode == "sea")
    return land[0], land[1], sea


def rows(found: Outcome) -> dict[str, WayRow]:
    caps = Capacities(TABLES, found.year)
    card = closure_card(ATLAS, Citations(TABLES), {}, found, found, caps)
    return {row.name: row for row in card.rows}


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    """The widest number, 40 Mt, fills the cell: 16 in any case, 8 more at best, 16 lost."""
    first, second, _ = ways()
    found = rows(outcome())
    way = found[ATLAS.legs[first].name]
    assert (way.low, way.maybe, way.gone) == (40, 20, 40)
    assert (way.moved, way.now) == ("39.0–40.0", "16.0–24.0")
    other = found[ATLAS.legs[second].name]
    assert (other.low, other.maybe, other.gone) == (30, 0, 0)
    total = found["All ways out"]
    assert (total.low, total.maybe, total.gone) == (60, 20, 20)
    assert (total.moved, total.now, total.total) == ("50.0", "30.0–40.0", True)


def test_bars_are_drawn_as_long_as_the_model_says() -> None:
    """Blue, pale, hatched: in this order, each with its own number."""
    first, _, _ = ways()
    card = closure_card(
        ATLAS, Citations(TABLES), {}, outcome(), outcome(), Capacities(TABLES, 2023)
    )
    name = re.escape(ATLAS.legs[first].name)
    row = re.search(f">{name}</th>.*?</tr>", CARD.fill(card), re.DOTALL)
    assert row
    assert re.findall(r'<span class="(\w+)" style="width:([0-9.]+)%">', row.group()) == [
        ("flow", "40.00"),
        ("maybe", "20.00"),
        ("gone", "40.00"),
    ]


@pytest.mark.parametrize("closed", ["RU", "cpc_loading", "aktau_port"])
def test_no_bar_leaves_its_cell(closed: str) -> None:
    """Three bars one after the other are never longer than the whole."""
    found = rows(close(ATLAS, TABLES, 2023, (Closure(closed),)))
    assert len(found) > 3
    for row in found.values():
        assert min(row.low, row.maybe, row.gone) >= 0
        assert row.low + row.maybe + row.gone <= 100 + 1e-9


@pytest.mark.parametrize("year", [2021, 2023])
def test_a_tooltip_names_the_year_of_what_moved(year: int) -> None:
    first, _, sea = ways()
    tips = leg_tips(ATLAS, outcome(year))
    assert tips[f"flow.{first}"] == (f"moved 39.0–40.0 Mt in {year}; now 16.0–24.0 Mt a year")
    assert tips[f"flow.{sea}"] == "which market takes it is not modelled"


def test_a_line_is_as_wide_as_its_flow() -> None:
    """Nothing is a hair, 60 Mt ten pixels, more no wider; lanes have no say."""
    first, second, sea = ways()
    found = outcome()
    legs = (
        replace(found.legs[0], flow=0.0),
        replace(found.legs[1], flow=90.0),
        found.legs[2],
    )
    assert leg_widths(ATLAS, found)[first] == 4.6
    assert leg_widths(ATLAS, replace(found, legs=legs)) == {first: 1.0, second: 10.0, sea: 1.0}


def test_what_carries_carried_or_is_closed_is_drawn() -> None:
    first, second, sea = ways()
    found = outcome()
    shut = Bound(0.0, 0.0, "figures")
    legs = (
        replace(found.legs[0], flow=0.0, bound=shut, closed=True),
        replace(found.legs[1], flow=0.0, bound=shut),
        replace(found.legs[2], flow=0.0),
    )
    now = replace(found, legs=legs)
    assert legs_shown(ATLAS, now, found) == [first, second, sea]
    before = replace(found, legs=tuple(replace(leg, flow=0.0) for leg in found.legs))
    assert legs_shown(ATLAS, now, before) == [first]
