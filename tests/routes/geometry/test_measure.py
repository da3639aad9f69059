"""Measuring a leg: toy worlds solved by hand, lengths by pyproj."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
import shapely
from pyproj import Geod

from routes.build.layers import feature
from routes.files.load import leg_of
from routes.geometry.calibration import WANDER
from routes.geometry.measure import TOUCH_KM, Point, measure
from routes.model.atlas import Leg, LegRecord
from routes.model.errors import GeometryError, InputError, MisplacedError
from routes.model.terms import Kind, Medium
from routes.world.zones import Zones

GEOD = Geod(ellps="WGS84")
KINDS: tuple[Kind, ...] = ("land", "land", "territorial_sea", "nearest_waters")


def toy() -> Zones:
    """Return two states side by side on the equator; A has a strip of sea and one of waters."""
    shapes = [
        shapely.box(0, 0, 4, 2),
        shapely.box(4, 0, 8, 2),
        shapely.box(0, -2, 4, 0),
        shapely.box(0, -4, 4, -2),
    ]
    return Zones(("AA", "BB", "AA", "AA"), KINDS, np.array(shapes, dtype=object))


def km(*line: tuple[float, float]) -> float:
    lon, lat = np.array(line).T
    return float(GEOD.line_length(lon, lat)) / 1000


def leg(medium: Medium, *line: tuple[float, float], precision_km: float = 1.0) -> Leg:
    points = [Point(lon, lat, precision_km) for lon, lat in line]
    return measure(LegRecord(leg_id="mine", medium=medium), points, toy())


def by_zone(of: Leg) -> dict[tuple[str, str], tuple[float, float, float]]:
    return {(z.state, z.kind): (z.low, z.km, z.high) for z in of.zones}


def test_a_leg_across_a_border_has_its_kilometres_on_both_sides() -> None:
    """The points are known within 1 km, the middle between them less well, the border within 3."""
    mine = leg("land", (3, 1), (5, 1))
    half = km((3, 1), (4, 1))
    # Up to x from the border it may lie across: x = 1 + 3 + wander * (half² - x²) / 2 half.
    a = WANDER / (2 * half)
    reach = (-1 + np.sqrt(1 + 4 * a * (4 + a * half**2))) / (2 * a)
    assert mine.length_km == pytest.approx(km((3, 1), (5, 1)), abs=5e-4)
    assert [(p.state, p.kind) for p in mine.pieces] == [("AA", "land"), ("BB", "land")]
    assert sum(p.km for p in mine.pieces) == pytest.approx(mine.length_km, abs=2e-3)
    zones = by_zone(mine)
    assert set(zones) == {("AA", "land"), ("BB", "land")}
    for low, drawn, high in zones.values():
        assert drawn == pytest.approx(half, abs=0.01)
        assert drawn - low == pytest.approx(reach, abs=0.6)
        assert high - drawn == pytest.approx(reach, abs=0.6)


def test_the_line_has_a_vertex_at_each_crossing() -> None:
    mine = leg("land", (3, 1), (5, 1))
    first, second = mine.pieces
    assert (first.start, second.end) == (0, len(mine.line) - 1)
    assert first.end == second.start
    assert (*mine.line[0], *mine.line[-1]) == (3.0, 1.0, 5.0, 1.0)
    assert mine.line[first.end][0] == pytest.approx(4, abs=1e-9)


def test_a_land_leg_in_the_territorial_sea_lies_on_land_and_says_how_far() -> None:
    mine = leg("land", (1, 0.5), (1, -0.5), (2, 0.5))
    assert [(p.state, p.kind) for p in mine.pieces] == [("AA", "land")]
    assert mine.offshore_km == pytest.approx(mine.length_km / 2, abs=0.2)
    assert set(by_zone(mine)) == {("AA", "land")}


def test_a_sea_leg_has_waters_beyond_the_territorial_sea_apart() -> None:
    mine = leg("sea", (2, -1), (2, -3))
    assert [(p.state, p.kind) for p in mine.pieces] == [
        ("AA", "territorial_sea"),
        ("AA", "nearest_waters"),
    ]
    zones = by_zone(mine)
    assert zones["AA", "territorial_sea"][1] == pytest.approx(km((2, -1), (2, -2)), abs=0.01)
    assert zones["AA", "nearest_waters"][1] == pytest.approx(km((2, -2), (2, -3)), abs=0.01)
    assert mine.offshore_km == 0.0


def test_a_zone_that_may_be_touched_stays_with_no_kilometre() -> None:
    mine = leg("land", (3.98, 0.5), (3.98, 1.5))
    low, drawn, high = by_zone(mine)["BB", "land"]
    assert (low, drawn) == (0.0, 0.0)
    assert high == pytest.approx(mine.length_km, abs=1e-3)


def test_a_sea_leg_on_land_is_refused() -> None:
    with pytest.raises(MisplacedError, match=r"sea leg 'mine' lies on land for 55\.29 km"):
        leg("sea", (2, -1), (2, 0.5))
    ashore = TOUCH_KM / 2 / 110.574
    touching = leg("sea", (2, -1), (2, ashore))
    assert [(p.state, p.kind) for p in touching.pieces] == [("AA", "territorial_sea")]


@pytest.mark.parametrize(
    "end", [(1, -3), (-0.5, 1)], ids=["into nearest waters", "beyond all zones"]
)
def test_a_land_leg_out_at_sea_is_refused(end: tuple[float, float]) -> None:
    with pytest.raises(MisplacedError, match=r"land leg 'mine' lies more than 12 nm off the coast"):
        leg("land", (1, 1), end)


def test_stops_are_the_ranked_points_with_their_kilometre() -> None:
    points = [
        Point(1, 1, 2.0, "Begin", "field", 1),
        Point(2, 1, 5.0),
        Point(3, 1, 1.0, "Middle", "town", 2),
        Point(3, 1.5, 1.0, "End", "port", 1),
    ]
    mine = measure(LegRecord(leg_id="mine"), points, toy())
    wanted = [
        ("Begin", "field", 0.0, 1),
        ("Middle", "town", round(km((1, 1), (2, 1), (3, 1)), 1), 2),
        ("End", "port", round(km((1, 1), (2, 1), (3, 1), (3, 1.5)), 1), 1),
    ]
    assert [(s.name, s.kind, s.km, s.rank) for s in mine.stops] == wanted
    assert (mine.stops[1].lon, mine.stops[1].lat) == (3, 1)
    assert mine.precision_km == 5.0


def test_a_leg_keeps_what_was_known_of_it_and_survives_a_file() -> None:
    points = [Point(1, 1, 2.0, "Begin", "field", 1), Point(2, 1, 5.0)]
    record = LegRecord(
        leg_id="mine",
        name="Mine",
        tail="a",
        head="b",
        mode="rail",
        medium="land",
        goods="cargo",
        status="proposed",
        since="2027",
        until="2030-05",
        operator="us",
        source_id="s",
        note="n",
    )
    mine = measure(record, points, toy())
    for field in fields(LegRecord):
        assert getattr(mine, field.name) == getattr(record, field.name)
    read = leg_of(feature(mine))
    assert np.array(read.line) == pytest.approx(np.array(mine.line), abs=1e-6)
    assert replace(read, line=mine.line) == mine == measure(mine, points, toy())


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(GeometryError, match="two or more points"):
        leg("land", (1, 1))
    with pytest.raises(InputError, match="precision_km"):
        leg("land", (1, 1), (2, 1), precision_km=500.0)


def strait() -> Zones:
    """Return two coasts 20 km apart; the water between them is cut down its middle."""
    wide = 20 / 110.574
    shapes = [
        shapely.box(0, -1, 4, 0),
        shapely.box(0, wide, 4, 2),
        shapely.box(0, 0, 4, wide / 2),
        shapely.box(0, wide / 2, 4, wide),
    ]
    kinds: tuple[Kind, ...] = ("land", "land", "territorial_sea", "territorial_sea")
    return Zones(("AA", "BB", "AA", "BB"), kinds, np.array(shapes, dtype=object))


def test_water_within_twelve_miles_of_two_coasts_is_of_both() -> None:
    """The partition gives the lane to the nearer coast, the belts to both, counted once."""
    points = [Point(lon, 5 / 110.574, 1.0) for lon in (1.0, 1.2, 1.4)]
    mine = measure(LegRecord(leg_id="mine", mode="sea", medium="sea"), points, strait())
    assert {(z.state, z.km) for z in mine.zones} == {("AA", mine.length_km)}
    (both,) = mine.belts
    assert both.states == ("AA", "BB")
    assert both.km == both.low == both.high == pytest.approx(mine.length_km, abs=2e-3)


def test_a_belt_ends_twelve_miles_from_its_coast() -> None:
    """Bounds are the precisions of line and coast together: 1 km and 3 km, here due south."""
    shapes = [
        shapely.box(0, 1, 4, 2),
        shapely.box(0, 1 - 22.224 / 110.574, 4, 1),
        shapely.box(0, 0, 4, 0.2),
        shapely.box(0, 0.2, 4, 1 - 22.224 / 110.574),
    ]
    kinds: tuple[Kind, ...] = ("land", "territorial_sea", "land", "territorial_sea")
    world = Zones(("BB", "BB", "AA", "AA"), kinds, np.array(shapes, dtype=object))
    points = [Point(2.0, 1 - away / 110.574, 1.0) for away in range(60, 9, -2)]
    mine = measure(LegRecord(leg_id="mine", medium="sea"), points, world)
    told = {
        name: sum(getattr(belt, name) for belt in mine.belts if "BB" in belt.states)
        for name in ("low", "km", "high")
    }
    wanted = {"low": 22.224 - 4 - 10, "km": 22.224 - 10, "high": 22.224 + 4 - 10}
    assert told == pytest.approx(wanted, abs=0.6)


def test_a_leg_on_land_has_no_belt() -> None:
    assert leg("land", (1, 0.5), (1, -0.5), (2, 0.5)).belts == ()
