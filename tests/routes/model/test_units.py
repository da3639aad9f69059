"""Factors of units, worked out by hand from the units' own definitions."""

from __future__ import annotations

import pytest

from routes.model.errors import MultivectorError
from routes.model.units import (
    COMMON,
    COUNTS,
    DIMENSIONS,
    Converted,
    comparable,
    convert,
    days_in,
    in_kbd,
    in_mtpa,
)

BY_HAND = {
    "Mt": (1, "Mt"),
    "Mt/y": (1, "Mt"),
    "thousand t": (1 / 1_000, "Mt"),
    "thousand t/y": (1 / 1_000, "Mt"),
    "t": (1 / 1_000_000, "Mt"),
    "Mt/month": (12, "Mt"),
    "thousand t/month": (12 / 1_000, "Mt"),
    "t/d": (365 / 1_000_000, "Mt"),
    "t/h": (24 * 365 / 1_000_000, "Mt"),
    "bcm": (1, "bcm"),
    "bcm/y": (1, "bcm"),
    "bbl": (1, "bbl"),
    "million bbl": (1_000_000, "bbl"),
    "billion bbl": (1_000_000_000, "bbl"),
    "thousand m3": (1000 / (42 * 231 * 0.0254**3), "bbl"),
    "bbl/d": (1, "bbl/d"),
    "million bbl/d": (1_000_000, "bbl/d"),
    "million bbl/month": (12_000_000 / 365, "bbl/d"),
    "km": (1, "km"),
    "mile": (5280 * 12 * 2.54 / 100 / 1000, "km"),
    "nm": (1852 / 1000, "km"),
    "m": (1 / 1000, "km"),
    "mm": (1 / 1_000_000, "km"),
    "inch": (2.54 / 100 / 1000, "km"),
    "USD": (1, "USD"),
    "million USD": (1_000_000, "USD"),
    "billion USD": (1_000_000_000, "USD"),
    "RUB": (1, "RUB"),
    "billion RUB": (1_000_000_000, "RUB"),
}


def test_every_factor_is_worked_out() -> None:
    assert set(BY_HAND) == {unit for table, _ in COMMON for unit in table}
    rest = COUNTS | {"%", "bbl/t", "million boe"}
    assert set(DIMENSIONS) == set(BY_HAND) | rest


@pytest.mark.parametrize("unit", BY_HAND)
def test_a_unit_is_what_its_definition_says(unit: str) -> None:
    factor, common = BY_HAND[unit]
    value, got = comparable(7.0, unit)
    assert got == common
    assert value == pytest.approx(7 * factor, rel=1e-12)
    exact = convert(7.0, unit, common)
    assert exact is not None
    assert not exact.assumed
    assert exact == Converted(value, common, value, value)


def test_tonnes_and_barrels_need_a_density_and_say_so() -> None:
    """8 million barrels a day at 7.33 and at 8 barrels a tonne, for 365 days."""
    made = convert(8.0, "million bbl/d", "Mt")
    assert made is not None
    assert made.assumed
    assert made.low == pytest.approx(365.0)
    assert made.value == made.high == pytest.approx(8 * 365 / 7.33)
    back = convert(1.0, "Mt", "bbl")
    assert back is not None
    assert (back.value, back.low, back.high) == pytest.approx((7.33e6, 7.33e6, 8e6))
    assert (made.unit, back.unit) == ("Mt", "bbl")


def test_tonnes_a_year_are_barrels_a_day_of_365_days() -> None:
    """36.5 Mt a year are a tenth of a Mt a day: 733,000 bbl/d, or 800,000 of the lightest."""
    rate = convert(36.5, "Mt", "bbl/d")
    assert rate is not None
    assert (rate.value, rate.low, rate.high) == pytest.approx((733e3, 733e3, 800e3), rel=1e-12)
    crude = convert(7.33, "million bbl", "Mt")
    assert crude is not None
    assert crude.value == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize(("unit", "common"), [("km", "Mt"), ("Mt", "km"), ("tankers", "bbl")])
def test_what_is_not_convertible_is_none(unit: str, common: str) -> None:
    assert convert(1.0, unit, common) is None


def test_an_amount_or_a_rate_is_million_tonnes_a_year() -> None:
    assert in_mtpa(20.0, "million bbl") == pytest.approx(20 / 7.33)
    assert in_mtpa(3.0, "moorings") == 3.0
    with pytest.raises(MultivectorError, match="unit 'km' is no amount or rate of oil"):
        in_mtpa(1.0, "km")


def test_barrels_a_day_take_the_days_of_the_year() -> None:
    assert [days_in(year) for year in (1900, 2000, 2023, 2024)] == [365, 366, 365, 366]
    assert in_kbd(36.5) == in_kbd(36.5, 2023) == pytest.approx(36.5e6 * 7.33 / 365 / 1000)
    assert in_kbd(36.6, 2024) == pytest.approx(36.6e6 * 7.33 / 366 / 1000)
