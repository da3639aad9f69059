"""Rivals side by side: each pair that the facts name, each rule with a toy that it decides."""

from __future__ import annotations

import pytest

from routes.evidence.key_figures import key_figures
from routes.evidence.moment import known_by
from routes.evidence.questions import covers, expected, outcome_of, questions
from routes.evidence.rivals import Published, published, rival_sets
from routes.model.dates import PartialDate
from routes.model.rows import Figure
from routes.model.tables import Tables
from routes.model.units import BBL_PER_T, DIMENSIONS, comparable, convert

PAIRS: dict[str, set[float]] = {
    "cpc-length_km": {1511, 1510, 1580},
    "cpc-capacity-after_debottlenecking": {81.5, 83},
    "cpc-kazakh_oil-2021": {53.1, 54},
    "cpc-kazakh_oil-2025": {63.8, 64.8},
    "cpc-fine-2022-07-11": {3300, 3250, 3245, 3195},
    "cpc-ordered_suspension-2022-07-05_or_2022-07-06": {30},
    "btc-kazakh_oil-2023": {1.392, 1.4, 1.0, 1.057},
    "btc-kazakh_oil-2025": {1.3, 1.5},
    "btc-stake_percent_socar_after_equinor_sale": {32.96, 33.71},
    "btc-throughput_since_start-2006..2022": {3.99e9, 4_000_232_552},
    "baku_supsa-length_km": {829.6, 830, 833, 837},
    "baku_supsa-capacity": {90_000, 106_000, 115_000, 145_000, 155_000},
    "atasu_alashankou-length_km": {962, 965, 970, 988, 998, 1000},
    "kazakhstan-oil_to_china-2023": {1.2, 5.7},
    "kazakhstan-production-2024": {87.56, 87.7},
    "trans_caspian-throughput-2023": {2.7, 2.76, 2.8},
    "trans_caspian-throughput-2024": {3.3, 4.5},
    "btk-length_km": {826, 829, 838, 840, 850},
    "aktau_port-oil_capacity": {5.2, 7.5},
    "ceyhan_terminal-storage": {7e6, 17e6},
    "novorossiysk_cpc_terminal-tankers_hit-2026-01-13": {2, 3, 4},
}
"""The rivals that the collected facts list as worth showing, in the unit of comparison."""


@pytest.fixture(scope="module")
def found(tables: Tables) -> dict[str, Published]:
    return {one.key: one for one in rival_sets(tables.figures)}


@pytest.mark.parametrize("key", PAIRS)
def test_the_facts_rivals_stand_side_by_side(key: str, found: dict[str, Published]) -> None:
    values = {round(value.value, 3) for value in found[key].values}
    assert values >= PAIRS[key]


def test_there_are_enough(tables: Tables, found: dict[str, Published]) -> None:
    assert len(found) >= 20
    assert len(found) == len(rival_sets(tables.figures)), "two sets have one key"
    assert len(tables.figures) >= 300
    assert len({row.subject_id for row in tables.figures}) >= 18


def test_every_figure_answers_a_question(tables: Tables) -> None:
    """No figure is lost: each stands once under its own subject."""
    told = [
        id(row)
        for (subject, _, _), rows in questions(tables.figures).items()
        for row in rows
        if row.subject_id == subject
    ]
    assert sorted(told) == sorted(id(row) for row in tables.figures)
    kept = list(published(tables.figures))
    assert sum(len(one.values) + len(one.apart) for one in kept) >= len(tables.figures)


def test_a_plan_is_never_an_outcome(tables: Tables) -> None:
    for one in published(tables.figures):
        names = {expected(v.figure.quantity) for v in one.values}
        assert names == {expected(one.quantity)}
        assert all(expected(row.quantity) for row in one.expected)


@pytest.mark.parametrize(
    ("quantity", "plan"),
    [
        ("kazakh_oil_forecast", True),
        ("capacity_plan_low", True),
        ("hoped_volume_low", True),
        ("jv_stake_plan_percent:Azerbaijan Railways", True),
        ("kazakh_oil_talks", True),
        ("planned_reduction", True),
        ("kazakh_oil", False),
        ("capacity", False),
        ("stake_percent:Transneft", False),
    ],
)
def test_a_plan_is_known_by_its_name(quantity: str, plan: bool) -> None:
    assert expected(quantity) is plan
    assert outcome_of("kazakh_oil_forecast") == outcome_of("kazakh_oil_plan") == "kazakh_oil"


def test_a_forecast_stands_beside_its_outcome(found: dict[str, Published]) -> None:
    told = found["kazakhstan-production-2024"]
    assert {row.value for row in told.expected} >= {87.8}
    assert told.first.figure.quantity == "production"


def figure(value: float, source: str = "a", **cells: str) -> Figure:
    row = {
        "subject_id": "cpc",
        "quantity": "throughput",
        "unit": "Mt",
        "period": "2022",
        "as_of": "2023",
        "source_id": source,
        **cells,
    }
    return Figure.model_validate({**row, "value": value})


def first(*rows: Figure) -> float:
    (one,) = published(rows)
    return one.first.figure.value


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([figure(1, "unsourced"), figure(2)], 2),
        ([figure(1, "a"), figure(1, "b"), figure(2, "c", as_of="2025")], 1),
        ([figure(1, "a"), figure(1, "a"), figure(2, "c", as_of="2025")], 2),
        ([figure(1, as_of="2023-02"), figure(2, "b", as_of="2023-01")], 1),
        ([figure(1, as_of="undated"), figure(2, "b", as_of="2001")], 2),
        ([figure(58_711_145, unit="t"), figure(58.7, "b", as_of="2025")], 58_711_145),
        ([figure(1, note="printed slip: 2"), figure(2, "b", as_of="2001")], 2),
        ([figure(1, as_of="2004"), figure(1, "b", as_of="2005"), figure(2, "c", as_of="2025")], 2),
        ([figure(7.33, unit="million bbl", as_of="2025"), figure(2, "b"), figure(2, "c")], 2),
    ],
    ids=[
        "sourced",
        "most sources",
        "a source votes once",
        "later",
        "dated",
        "most digits",
        "no slip",
        "not stale",
        "no assumed density",
    ],
)
def test_one_rule_chooses_the_first(rows: list[Figure], wanted: float) -> None:
    assert first(*rows) == wanted
    assert first(*reversed(rows)) == wanted


@pytest.mark.parametrize(
    ("rows", "rivals"),
    [
        ([figure(1510), figure(1511, "b")], False),
        ([figure(1.4), figure(1.392, "b")], False),
        ([figure(1.0), figure(1.392, "b")], True),
        ([figure(42), figure(46)], False),
        ([figure(56), figure(56, "b"), figure(80, "b")], False),
        ([figure(3.0), figure(23, "b", unit="million bbl")], False),
        ([figure(3.0), figure(33, "b", unit="million bbl")], True),
        ([figure(2013, unit="year"), figure(2014, "b", unit="year")], True),
        ([figure(1), figure(2, "b", period="2023")], False),
        ([figure(1), figure(2, "b", quantity="throughput_forecast")], False),
    ],
    ids=[
        "near",
        "rounded",
        "too rounded",
        "one source",
        "one knows both",
        "within densities",
        "beyond densities",
        "years",
        "other period",
        "forecast",
    ],
)
def test_what_contradicts(rows: list[Figure], rivals: bool) -> None:
    assert bool(rival_sets(rows)) is rivals


def test_a_difference_is_absolute_and_in_per_cent(found: dict[str, Published]) -> None:
    told = found["cpc-capacity-after_debottlenecking"]
    gap, percent = told.difference(told.values[-1])
    assert gap == pytest.approx(1.5)
    assert percent == pytest.approx(100 * 1.5 / 81.5)
    hole = found["novorossiysk_cpc_terminal-spm2_hole_a-2025-11-29"]
    assert hole.difference(hole.values[-1])[0] == pytest.approx(0.5), "in metres, as published"


def test_a_difference_is_negative_where_the_rival_is_smaller() -> None:
    """Two sources say 100, one says 97 and one 112: 3 % less, 12 % more."""
    rows = [figure(100), figure(100, "c"), figure(97, "b"), figure(112, "d")]
    (one,) = published(rows)
    differences = {v.value: one.difference(v) for v in one.values}
    assert differences[97] == pytest.approx((-3, -3))
    assert differences[112] == pytest.approx((12, 12))
    assert differences[100] == (0.0, 0.0)


def test_what_cannot_be_converted_stands_apart(found: dict[str, Published]) -> None:
    assert [row.unit for row in found["cpc-fine-2022-07-11"].apart] == ["RUB"]


def test_a_capacity_is_that_of_its_stage(tables: Tables) -> None:
    for year, wanted in ((2022, 67), (2025, 81.5)):
        cards = key_figures(tables.figures, ("cpc",), year)
        assert next(c.first.value for c in cards if c.label == "Nameplate capacity") == wanted
    (card,) = [
        c
        for c in key_figures(tables.figures, ("btk",), 2022)
        if c.first.unit == "Mt/y" and not c.first.quantity.endswith("plan")
    ]
    assert card.first.value == 1


@pytest.mark.parametrize(
    ("period", "year", "holds"),
    [
        ("2009-03..", 2022, True),
        ("..2024-05", 2022, True),
        ("..2024-05", 2024, False),
        ("2024-05-20..", 2024, True),
        ("2022", 2022, False),
        ("2006-03..2009-03", 2009, False),
    ],
)
def test_a_span_holds_the_end_of_a_year(period: str, year: int, holds: bool) -> None:
    assert covers(period, year) is holds


@pytest.mark.parametrize(
    ("stated", "cutoff", "known"),
    [
        ("2022-07-11", "2022-07", True),
        ("2022-07", "2022-07", True),
        ("2022-08-01", "2022-07", False),
        ("2022", "2022-07", False),
        ("2021", "2022-07", True),
        ("undated", "2022-07", False),
        ("undated (after 2009)", "2022-07", False),
        (None, "2022-07", False),
        ("", "2022-07", False),
        ("2009 (about)", "2022-07", True),
        ("2022-07-12", "2022-07-11", False),
        ("2022", "2022", True),
    ],
)
def test_what_was_known_by(stated: str | None, cutoff: str, known: bool) -> None:
    assert known_by(stated, PartialDate.parse(cutoff)) is known


UNITS = [
    (1, "thousand t/y", (1e-3, "Mt")),
    (1, "Mt/month", (12, "Mt")),
    (614, "mile", (988.137, "km")),
    (2, "billion bbl", (2e9, "bbl")),
    (86.3, "million USD", (86.3e6, "USD")),
    (42, "inch", (0.0010668, "km")),
    (31, "%", (31, "%")),
    (1, "t/d", (365e-6, "Mt")),
]


@pytest.mark.parametrize(("value", "unit", "wanted"), UNITS, ids=[unit for _, unit, _ in UNITS])
def test_a_unit_is_converted_once(value: float, unit: str, wanted: tuple[float, str]) -> None:
    converted, common = comparable(value, unit)
    assert converted == pytest.approx(wanted[0], rel=1e-6)
    assert common == wanted[1]


def test_barrels_become_tonnes_only_with_a_density_that_is_told() -> None:
    made = convert(1.2, "million bbl/d", "Mt")
    assert made
    assert made.assumed
    assert made.value == pytest.approx(1.2 * 365 / BBL_PER_T)
    assert made.low == pytest.approx(1.2 * 365 / 8.0)
    assert made.high == made.value
    assert convert(1, "USD", "RUB") is None
    assert convert(1, "tankers", "Mt") is None
    back = convert(59.755, "Mt", "bbl/d")
    assert back
    assert back.value == pytest.approx(1.2e6, rel=1e-4)


def test_a_unit_on_the_list_is_used(tables: Tables) -> None:
    """The list is closed: what no figure needs is not on it."""
    spare = {"bbl", "million USD", "billion USD"}
    assert len(DIMENSIONS) >= 20
    assert set(DIMENSIONS) - spare <= {row.unit for row in tables.figures}
