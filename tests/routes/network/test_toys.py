"""Bounds, bottlenecks, closures and the order of journeys on networks solved by hand."""

from __future__ import annotations

import pytest

from routes.model.atlas import ZoneKm
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.journeys import bottleneck, journeys, shut_by
from tests.routes.network import toys

PLACES = [
    toys.place("field", "KZ"),
    toys.place("yard", "XX"),
    toys.place("quay", "YY", "port"),
    toys.place("market", "ZZ", "port"),
]
LEGS = [
    toys.leg("pipe", "field", "yard"),
    toys.leg("rail", "yard", "quay", mode="rail"),
    toys.leg("ship", "quay", "market", mode="sea", medium="sea"),
]
TRANSFERS = [toys.transfer("yard", "pipeline", "rail"), toys.transfer("quay", "rail", "sea")]
GATES = toys.gates("field", "market")
LEFT = [toys.known("kazakhstan", "export_total", 10), toys.known("pipe", "kazakh", 8)]


def test_others_oil_is_least_where_most_is_kazakh() -> None:
    """In all 10 to 12 Mt moved, of it 3 or 4 Kazakh: others had 6 to 9, which leaves 11 to 14."""
    rows = [
        toys.known("pipe", "total", 10, 12),
        toys.known("pipe", "kazakh", 3, 4),
        toys.known("pipe", "nameplate", 20),
    ]
    caps = Capacities(toys.tables(capacities=rows), toys.YEAR)
    assert caps.others("pipe") == (6, 9)
    bound = caps.bound("pipe")
    assert (bound.low, bound.high, bound.basis) == (11, 14, "figures")


def test_a_published_range_of_others_oil_is_taken_off_crosswise() -> None:
    rows = [toys.known("pipe", "others", 6, 9), toys.known("pipe", "nameplate", 20, 22)]
    bound = Capacities(toys.tables(capacities=rows), toys.YEAR).bound("pipe")
    assert (bound.low, bound.high) == (11, 16)


def test_the_bottleneck_of_a_journey_is_its_narrowest_part() -> None:
    """A pipe of 12, a railway of 5, a quay of 7, and a ship of which nothing is known."""
    rows = [
        toys.known("pipe", "nameplate", 12),
        toys.known("rail", "nameplate", 5),
        toys.known("quay_transfer", "nameplate", 7),
    ]
    tables = toys.tables(GATES, TRANSFERS, rows)
    (journey,) = journeys(toys.atlas(LEGS, PLACES), tables, "field", "market", frozenset())
    narrow = bottleneck(Capacities(tables, toys.YEAR), journey)
    assert narrow is not None
    assert (narrow.name, narrow.bound.high) == ("RAIL", 5)
    assert bottleneck(Capacities(tables, toys.YEAR - 1), journey) is None


def test_a_transfer_may_be_the_bottleneck() -> None:
    rows = [toys.known("pipe", "nameplate", 12), toys.known("quay_transfer", "nameplate", 7)]
    tables = toys.tables(GATES, TRANSFERS, rows)
    (journey,) = journeys(toys.atlas(LEGS, PLACES), tables, "field", "market", frozenset())
    narrow = bottleneck(Capacities(tables, toys.YEAR), journey)
    assert narrow is not None
    assert narrow.name == "QUAY transfer"


@pytest.mark.parametrize(
    ("closure", "shuts"),
    [
        (Closure("pipe"), True),
        (Closure("quay"), True),
        (Closure("yard_transfer"), True),
        (Closure("YY"), True),
        (Closure("pipe", 0.5), False),
        (Closure("pipe", days=30), False),
        (Closure("elsewhere"), False),
    ],
    ids=str,
)
def test_what_shuts_a_journey(closure: Closure, shuts: bool) -> None:
    atlas, tables = toys.atlas(LEGS, PLACES), toys.tables(GATES, TRANSFERS)
    (journey,) = journeys(atlas, tables, "field", "market", frozenset())
    assert shut_by(atlas, journey, [closure]) == ([closure] if shuts else [])


def test_journeys_are_listed_by_verdict_then_idle_ones_last_then_by_length() -> None:
    """The shortest crosses, the next cannot be told: yet what bypasses comes first."""
    around = ZoneKm("YY", "land", 50, 50, 50)
    legs = [
        toys.leg("across", "field", "market", ZoneKm("XX", "land", 10, 8, 12), length_km=100.0),
        toys.leg("unsure", "field", "market", ZoneKm("XX", "land", 1, 0, 2), length_km=200.0),
        toys.leg("idle", "field", "market", around, length_km=300.0, status="idle"),
        toys.leg("long", "field", "market", around, length_km=500.0),
        toys.leg("around", "field", "market", around, length_km=400.0),
    ]
    listed = journeys(
        toys.atlas(legs, PLACES), toys.tables(GATES), "field", "market", frozenset({"XX"})
    )
    assert [(one.ids[0], one.judged.verdict) for one in listed] == [
        ("around", "bypasses"),
        ("long", "bypasses"),
        ("idle", "bypasses"),
        ("unsure", "cannot_tell"),
        ("across", "crosses"),
    ]
    assert [one.decided_by for one in listed] == ["", "", "", "unsure", "across"]


def test_legs_that_are_idle_in_the_year_looked_at_make_a_journey_idle() -> None:
    atlas, tables = toys.atlas(LEGS, PLACES), toys.tables(GATES, TRANSFERS)
    (now,) = journeys(atlas, tables, "field", "market", frozenset())
    (then,) = journeys(atlas, tables, "field", "market", frozenset(), frozenset({"rail"}))
    assert (now.status, then.status) == ("operating", "idle")
