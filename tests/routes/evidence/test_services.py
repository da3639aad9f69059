"""Days and prices of carrying cargo: toy rows by hand, and the rows as they stand."""

from __future__ import annotations

import pytest

from routes.evidence.services import along, fewest, offers
from routes.model.rows import Figure, Service
from routes.model.tables import Tables

NORTH = Service(service_id="north", name_en="North", stretch_en="A–B", leg_ids="rail")
SEA = Service(service_id="sea", name_en="Sea", stretch_en="A–B", leg_ids="ferry port|boat port")


def figure(subject: str, quantity: str, value: float, period: str | None = "2024") -> Figure:
    return Figure(
        subject_id=subject,
        quantity=quantity,
        value=value,
        unit="days",
        period=period,
        source_id=f"source_{subject}",
    )


def test_a_journey_goes_by_a_service_if_it_has_all_legs_of_one_of_its_ways() -> None:
    assert along([NORTH, SEA], ["rail", "boat", "port"]) == [NORTH, SEA]
    assert along([NORTH, SEA], ["ferry", "rail"]) == [NORTH]
    assert along([NORTH, SEA], ["boat"]) == []


def test_two_ends_of_a_range_are_one_offer_and_periods_stay_apart() -> None:
    rows = [
        figure("sea", "days_low", 20),
        figure("sea", "days_high", 25),
        figure("sea", "days", 53, "2022"),
        figure("sea", "price_40ft", 4000, "2022"),
        figure("sea", "containers", 9),
    ]
    told = [(one.period, one.days, one.price_usd) for one in offers([SEA, NORTH], rows)]
    assert told == [("2024", (20, 25), None), ("2022", (53, 53), (4000, 4000))]


def test_fewest_days_are_those_that_passed_not_those_hoped_for() -> None:
    rows = [
        figure("north", "days", 14),
        figure("sea", "days", 23),
        figure("sea", "days_plan", 10, "2025"),
        figure("sea", "days", 11, None),
        figure("sea", "days_high", 12, "2023"),
    ]
    found = offers([NORTH, SEA], rows)
    assert [one.service for one in fewest(found, "A–B")] == [NORTH]
    hoped = [one for one in found if one.planned]
    assert fewest(hoped, "A–B") == hoped
    assert fewest(found, "B–C") == []


@pytest.mark.parametrize(
    ("service", "period", "days", "price"),
    [
        ("china_europe_north", "2024-01", (20, 26), None),
        ("china_europe_caspian", "2024-01", (20, 25), None),
        ("border_brest", "2024-07", (7.31, 7.31), (3289, 3289)),
        ("almaty_poti", "2025-11", (20, 20), (5350, 5400)),
        ("altynkol_poti", "2024-05", (12, 12), None),
    ],
)
def test_what_is_published(
    service: str,
    period: str,
    days: tuple[float, float],
    price: tuple[float, float] | None,
    tables: Tables,
) -> None:
    (found,) = [
        one
        for one in offers(tables.services, tables.figures)
        if (one.service.service_id, one.period) == (service, period)
    ]
    assert (found.days, found.price_usd) == (days, price)
