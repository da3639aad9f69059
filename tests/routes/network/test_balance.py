"""The year's balance: toys solved by hand and by trying everything, and the committed data."""

from __future__ import annotations

from itertools import product

import pytest

from routes.files.load import load_balance
from routes.model.rows import Capacity, Figure, Gate, Stated
from routes.network import balance as balances
from routes.network.balance import Balance, Contradiction, balance
from routes.network.observations import bounds_of
from tests.routes.network import toys

Known = tuple[Capacity, tuple[Figure, ...]]

PLACES = [
    toys.place("west", "KZ"),
    toys.place("east", "KZ"),
    toys.place("hub", "KZ"),
    toys.place("north", "XX"),
    toys.place("south", "YY"),
]
LEGS = [
    toys.leg("from_west", "west", "hub"),
    toys.leg("from_east", "east", "hub"),
    toys.leg("to_north", "hub", "north"),
    toys.leg("to_south", "hub", "south"),
]


def gate(name: str, role: str) -> Gate:
    (made, _) = toys.gates(name, name)
    return made.model_copy(update={"role": role})


GATES = (
    gate("west", "origin"),
    gate("east", "origin"),
    gate("north", "market"),
    gate("south", "market"),
)
REFINERY = gate("hub", "home").model_copy(update={"gate_id": "refinery"})


def solved(*rows: Known, refinery: bool = False) -> Balance:
    tables = toys.tables((*GATES, REFINERY) if refinery else GATES, (), rows)
    return balance(toys.atlas(LEGS, PLACES), tables, toys.YEAR)


def test_what_nobody_published_follows_by_balance_and_is_explained() -> None:
    """Of 10 Mt that left 7 went north: 3 went south, the total less the northern figure."""
    made = solved(
        toys.known("kazakhstan", "export_total", 10),
        toys.known("to_north", "kazakh", 7),
        toys.known("kazakhstan", "other_home", 0),
    )
    south = made.of("to_south")
    assert (south.low, south.high) == (0.0, 3.0), "what is not drawn may have carried it"
    assert [(held.observation, held.weight, held.value) for held in south.high_by] == [
        ("kazakhstan:export_total", 1.0, 10.0),
        ("to_north:kazakh", -1.0, 7.0),
    ]
    assert made.of("other_ways").range == (0.0, 3.0)
    assert made.contradictions == ()


def test_rivals_are_taken_together_and_rounding_widens_them() -> None:
    made = solved(
        toys.known("kazakhstan", "export_total", 10, 11), toys.known("to_north", "kazakh", 7, 8)
    )
    assert made.of("to_south").range == (0.0, 4.0)
    assert made.left.range == (10.0, 11.0)
    row, (figure,) = toys.known("to_north", "kazakh", 7)
    rounded = figure.model_copy(update={"value": Stated(7.0, "7.0")})
    assert solved((row, (rounded,))).of("to_north").range == pytest.approx((6.95, 7.05))


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("52.2", 0.05),
        ("56", 0.5),
        ("0.993", 0.0005),
        ("63473894", 0.5),
        ("860000", 5_000.0),
        ("90", 0.5),
        ("70.50", 0.005),
    ],
)
def test_a_figure_is_as_exact_as_it_is_written(text: str, half: float) -> None:
    _, (figure,) = toys.known("pipe", "kazakh", 1)
    written = Figure.model_validate({**figure.model_dump(), "value": text})
    value = written.value
    assert isinstance(value, Stated)
    assert value.half == pytest.approx(half)
    ends = list(bounds_of(written))
    assert (min(ends), max(ends)) == pytest.approx((float(text) - half, float(text) + half))


def test_a_part_of_a_year_bounds_it_from_below_alone() -> None:
    """Ten months' 6 Mt: the year had 6 at least, and as much as left at most."""
    made = solved(
        toys.known("kazakhstan", "export_total", 10), toys.known("to_north", "kazakh_at_least", 6)
    )
    assert made.of("to_north").range == (6.0, 10.0)
    assert made.of("to_south").range == (0.0, 4.0)


def test_fields_bound_what_leaves_and_nothing_is_infinite_that_output_bounds() -> None:
    made = solved(toys.known("west", "supply", 4), toys.known("east", "supply_at_most", 5))
    assert made.of("to_north").range == (0.0, 9.0)
    assert made.left.range == (0.0, 9.0)
    assert made.left.known
    assert not solved(toys.known("west", "supply", 4)).left.known


def test_oil_for_refineries_at_home_is_none_that_leaves() -> None:
    made = solved(
        toys.known("kazakhstan", "production", 10),
        toys.known("refinery", "refined", 4),
        toys.known("kazakhstan", "other_home", 1),
        refinery=True,
    )
    assert made.left.range == (5.0, 5.0)
    assert made.of("domestic").range == (4.0, 4.0)
    hub = made.of("from_west").drawn + made.of("from_east").drawn
    assert hub + made.of("other_ways").drawn == pytest.approx(9.0)


def test_others_oil_is_apart() -> None:
    """Of 12 to 13 Mt in the pipe 3 to 4 were Kazakh: others had 8 to 10."""
    made = solved(toys.known("to_north", "total", 12, 13), toys.known("to_north", "kazakh", 3, 4))
    assert made.of("to_north").others == (8.0, 10.0)
    assert made.of("to_south").others is None


def test_what_cannot_all_be_true_is_named_with_the_least_adjustment() -> None:
    """10 Mt left, yet 7 and 5 are told of two ways: one figure is 2 too much."""
    made = solved(
        toys.known("kazakhstan", "export_total", 10),
        toys.known("to_north", "kazakh", 7),
        toys.known("to_south", "kazakh", 5),
    )
    (one,) = made.contradictions
    assert set(one.observations) == {
        "kazakhstan:export_total",
        "to_north:kazakh",
        "to_south:kazakh",
    }
    assert one.adjusted in one.observations
    assert abs(one.by_mt) == pytest.approx(2.0)
    assert (one.by_mt > 0) == (one.adjusted == "kazakhstan:export_total")


def test_a_nameplate_gives_way_to_what_moved() -> None:
    made = solved(toys.known("to_north", "nameplate", 6), toys.known("to_north", "kazakh", 7))
    assert made.contradictions == (
        Contradiction(("to_north:kazakh", "to_north:nameplate"), "to_north:nameplate", 1.0),
    )
    assert made.of("to_north").range == (7.0, 7.0)


FIGURES = [("west", "supply"), ("east", "supply"), ("to_north", "kazakh"), ("to_south", "kazakh")]


@pytest.mark.parametrize("seed", range(30))
def test_ranges_are_those_found_by_trying_everything(seed: int) -> None:
    """Every whole flow of up to 5 Mt is tried: bounds that are whole are met by whole flows."""
    bounds = {
        name: ((seed * 7 + n * 3) % 4, (seed * 7 + n * 3) % 4 + (seed // 4 + n) % 3)
        for n, (name, _) in enumerate(FIGURES)
    }
    rows = [toys.known(name, role, *map(float, bounds[name])) for name, role in FIGURES]
    rows.append(toys.known("kazakhstan", "other_home", 0))
    tried = [
        (west, east, north, south)
        for west, east, north, south in product(range(6), repeat=4)
        if north + south <= west + east
        and all(
            low <= mt <= high
            for mt, (low, high) in zip((west, east, north, south), bounds.values(), strict=True)
        )
    ]
    made = solved(*rows)
    assert bool(made.contradictions) == (not tried)
    if not tried:
        return
    for n, (name, _) in enumerate(FIGURES):
        values = [flow[n] for flow in tried]
        assert made.of(name).range == pytest.approx((min(values), max(values)), abs=1e-9)
    others = [west + east - north - south for west, east, north, south in tried]
    assert made.of("other_ways").range == pytest.approx((min(others), max(others)), abs=1e-9)


def test_the_drawn_balance_conserves_and_lies_in_every_range() -> None:
    made = solved(
        toys.known("west", "supply", 4),
        toys.known("east", "supply", 5),
        toys.known("to_north", "kazakh", 3, 5),
    )
    assert made.estimates
    for one in made.estimates.values():
        assert one.low - 1e-9 <= one.drawn <= one.high + 1e-9, one.id
    arrived = made.of("from_west").drawn + made.of("from_east").drawn
    assert arrived == pytest.approx(made.of("to_north").drawn + made.of("to_south").drawn)


BUILT = balances.read(load_balance())


def test_what_is_written_is_what_is_read() -> None:
    assert len(BUILT) == 7
    assert balances.read(balances.write(BUILT)) == BUILT


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_the_balance_of_a_year_closes_and_adds_up(year: int) -> None:
    """Ways out and what is not drawn are the total, to 1 % and better."""
    made = BUILT[year]
    assert made.closes
    ways = sum(made.of(way).drawn for way in (*made.ways, "other_ways"))
    assert ways == pytest.approx(made.left.drawn, rel=1e-6)
    fields = made.of("production").drawn
    at_home = made.of("domestic").drawn + made.of("other_home").drawn
    assert fields == pytest.approx(made.left.drawn + at_home, rel=1e-6)
    for one in made.estimates.values():
        assert one.low <= one.high
        assert one.low - 1e-6 <= one.drawn <= one.high + 1e-6, one.id


def test_makhachkala_in_2022_is_what_aktau_shipped_less_what_went_to_baku() -> None:
    """2.268 from Aktau (KazTransOil) less 0.25 to Baku is 2.02; by the rival 2.5 it is 2.25."""
    one = BUILT[2022].of("aktau_makhachkala")
    assert one.low == pytest.approx(2.018, abs=0.01)
    assert one.high <= 2.31
    told = {held.observation: held.weight for held in one.low_by}
    assert told["aktau_oil_berths:kazakh"] == 1.0
    assert told["aktau_baku:kazakh"] == -1.0
