"""Low and high kilometres: made-up lines along and across borders, where the answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from pyproj import Geod

from routes.geometry.geodesic import length_km
from routes.geometry.precision import (
    BORDER_KM_OF,
    Interval,
    interval_of,
    sample,
    split_by_zone,
)
from routes.geometry.split import split
from routes.model.errors import GeometryError, InputError
from routes.model.terms import LAND, TERRITORIAL_SEA
from routes.world.edges import MAX_KM
from routes.world.zones import Zones
from tests.routes.worldkit import interval, wandering_lines, zones

GEOD = Geod(ellps="WGS84")
SOCHI = [(39.3, 43.40), (39.5, 43.17)]
"""32 to 44 km off Sochi, along the coast."""


def land_of(state: str) -> shapely.Geometry:
    return zones().geometry[zones().of(state, (LAND,))[0]]


def along_the_border() -> np.ndarray:
    """Follow the KZ-RU border from 51.1°E to 53.4°E, 2.5 km inside Kazakhstan."""
    window = shapely.box(51.1, 50.0, 53.4, 52.6)
    border = shapely.intersection(land_of("KZ"), land_of("RU"))
    border = shapely.line_merge(shapely.intersection(border, window))
    parts = shapely.get_parts(border)
    line = parts[np.argmax(shapely.length(parts))]
    # 2.5 km: 0.0225° of latitude, and a plane stretched so that degrees are alike.
    flat = shapely.transform(line, lambda xy: xy * [np.cos(np.radians(51.3)), 1.0])
    inside = []
    for side in (0.0225, -0.0225):
        moved = shapely.offset_curve(flat, side)
        moved = shapely.transform(moved, lambda xy: xy / [np.cos(np.radians(51.3)), 1.0])
        inside.append(shapely.intersection(moved, shapely.buffer(land_of("KZ"), -0.018)))
    best = max(inside, key=shapely.length)
    parts = shapely.get_parts(best)
    return np.asarray(shapely.get_coordinates(parts[np.argmax(shapely.length(parts))]))


def off_the_coast(km: float) -> np.ndarray:
    """Run parallel to the outer edge of Russia's 12 nm off Sochi, about `km` outside it."""
    belt = zones().geometry[zones().of("RU", (TERRITORIAL_SEA,))[0]]
    window = shapely.box(38.9, 42.9, 39.6, 43.4)
    whole = shapely.union_all(
        [shapely.clip_by_rect(g, 38, 42, 41, 45) for g in (belt, land_of("RU"), land_of("GE"))]
    )
    ring = shapely.boundary(shapely.buffer(whole, km / 111.2 / np.cos(np.radians(43.2))))
    parts = shapely.get_parts(shapely.line_merge(shapely.intersection(ring, window)))
    return np.asarray(shapely.get_coordinates(parts[np.argmax(shapely.length(parts))]))


@pytest.mark.parametrize("precision", [0.0, 2.0, 5.0])
def test_along_the_border_one_cannot_tell(precision: float) -> None:
    """Measured earlier: RU 0 / 0 / 171 km at a precision of 0, 0 / 0 / 248 at 2 and 5."""
    line = along_the_border()
    assert split([line], zones()).set_index("state").km["KZ"] > 150
    got = interval(line, precision, "RU")
    assert (got.low, got.mid) == (0.0, 0.0)
    assert got.high > 100
    mine = interval(line, precision, "KZ")
    assert mine.low < mine.mid == pytest.approx(mine.high)


def test_well_off_sochi_a_line_bypasses() -> None:
    assert interval(SOCHI, 2.0, "RU") == Interval(0.0, 0.0, 0.0)


def test_just_outside_twelve_miles_one_cannot_tell() -> None:
    line = off_the_coast(3.0)
    got = interval(line, 2.0, "RU")
    assert got.low == got.mid == 0.0
    assert got.high == pytest.approx(length_km(line))
    assert got.high > 10
    assert interval(off_the_coast(8.0), 2.0, "RU").high == 0.0


def tip_of_russia() -> np.ndarray:
    """Cut 2 km off a headland of Russian land that reaches into Kazakhstan."""
    border = land_of("RU")
    for lat in np.arange(50.4, 53.0, 0.005):
        chord = shapely.intersection(shapely.LineString([(50.5, lat), (62, lat)]), border)
        for part in shapely.get_parts(chord)[shapely.length(shapely.get_parts(chord)) > 0]:
            (lon0, _), (lon1, _) = part.coords[0], part.coords[-1]
            km = GEOD.inv(lon0, lat, lon1, lat)[2] / 1000
            line = np.array([(lon0 - 0.15, lat), (lon1 + 0.15, lat)])
            rest = shapely.difference(shapely.LineString(line), part)
            if 1.5 < km < 2.5 and shapely.contains(shapely.buffer(land_of("KZ"), 1e-9), rest):
                return line
    raise AssertionError("no headland of 2 km found")


def test_across_a_tip_of_land_one_cannot_tell() -> None:
    got = interval(tip_of_russia(), 2.0, "RU", (LAND,))
    assert got.low == 0.0
    assert 1.5 < got.mid < 2.5
    assert got.high > got.mid


def test_deep_inside_and_far_away_all_three_agree() -> None:
    line = [(69.0, 49.0), (71.0, 50.0)]
    whole = GEOD.inv(69.0, 49.0, 71.0, 50.0)[2] / 1000
    got = interval(line, 5.0, "KZ")
    assert (got.low, got.mid, got.high) == pytest.approx((whole, whole, whole))
    assert interval(line, 5.0, "RU") == Interval(0.0, 0.0, 0.0)


def test_land_and_sea_of_a_state_have_no_edge_between_them() -> None:
    """From 30 km inland to 15 km off the coast at Tuapse: all of it surely within Russia."""
    line = [(39.35, 44.35), (38.95, 44.0)]
    both = interval(line, 1.0, "RU")
    land = interval(line, 1.0, "RU", (LAND,))
    assert both.low == pytest.approx(both.high)
    assert land.low < land.mid < land.high < both.mid


def test_the_border_with_china_is_less_well_known() -> None:
    """A line 4 km inside Kazakhstan may lie in China; one as far from Russia does not."""
    wide = interval(around("KZ", "CN", (80.0, 44.2, 80.6, 45.0), 4.0), 0.0, "CN")
    usual = interval(around("KZ", "RU", (51.1, 50.0, 53.4, 52.6), 4.0), 0.0, "RU")
    assert wide.high > 5
    assert usual.high == 0.0
    assert BORDER_KM_OF[frozenset({"KZ", "CN"})] == 5.0


def around(a: str, b: str, window: tuple[float, ...], km: float) -> np.ndarray:
    """Follow a border at a distance, inside `a`."""
    border = shapely.intersection(
        shapely.intersection(land_of(a), land_of(b)), shapely.box(*window)
    )
    lat = (window[1] + window[3]) / 2
    scale = np.array([np.cos(np.radians(lat)), 1.0])
    flat = shapely.transform(border, lambda xy: xy * scale)
    ring = shapely.transform(
        shapely.boundary(shapely.buffer(flat, km / 111.2, quad_segs=4)), lambda xy: xy / scale
    )
    mine = shapely.intersection(ring, land_of(a))
    mine = shapely.intersection(mine, shapely.buffer(shapely.box(*window), -0.1))
    parts = shapely.get_parts(shapely.line_merge(mine))
    return np.asarray(shapely.get_coordinates(parts[np.argmax(shapely.length(parts))]))


@pytest.mark.parametrize("precision", [0.0, 2.0, 10.0])
def test_low_mid_high_are_in_order_and_mid_is_that_of_split(precision: float) -> None:
    found = 0
    for line in wandering_lines(12, 60, seed=9):
        bits = sample(line, precision, zones())
        told = split([line], zones())
        for state in ("RU", "KZ", "AZ", "TR", "UA"):
            got = interval_of(bits, state, zones())
            assert got.low <= got.mid <= got.high
            mine = told[(told.state == state) & told.kind.isin([LAND, TERRITORIAL_SEA])]
            assert got.mid == pytest.approx(mine.km.sum(), abs=1e-9)
            found += got.high > 0
    assert found > 5


def test_a_worse_line_is_never_surer() -> None:
    line = wandering_lines(3, 60, seed=2)[2]
    found = [interval(line, p, "RU") for p in (0.0, 1.0, 5.0, 20.0)]
    assert [g.low for g in found] == sorted((g.low for g in found), reverse=True)
    assert [g.high for g in found] == sorted(g.high for g in found)


def test_distance_is_that_on_the_ellipsoid() -> None:
    """The edge distance against pyproj, at points near the Russian border and coast."""
    numbers = zones().of("RU", (LAND, TERRITORIAL_SEA))
    line = wandering_lines(40, 60, seed=7)
    points = np.concatenate(line)
    mine = zones().edges.distance_km(numbers, points, 20.0)
    near = np.flatnonzero(np.isfinite(mine))
    assert len(near) > 30
    whole = shapely.union_all(zones().geometry[numbers], grid_size=1e-4)
    for i in near[:30]:
        lon, lat = points[i]
        ring = shapely.boundary(shapely.clip_by_rect(whole, lon - 1, lat - 0.5, lon + 1, lat + 0.5))
        xy = shapely.get_coordinates(shapely.segmentize(ring, 0.001))
        xy = xy[(np.abs(xy[:, 0] - lon) < 0.999) & (np.abs(xy[:, 1] - lat) < 0.499)]
        away = GEOD.inv(np.full(len(xy), lon), np.full(len(xy), lat), xy[:, 0], xy[:, 1])[2]
        assert mine[i] == pytest.approx(away.min() / 1000, rel=0.02, abs=0.1)


def test_a_line_is_known_at_its_points_and_less_well_between_them() -> None:
    line = [(60.0, 48.0), (60.1, 48.0), (60.2, 48.0), (66.0, 48.0)]
    bits = sample(line, [1.0, 4.0, 2.0, 0.5], zones(), wander=0.2)
    lengths = [GEOD.inv(a, 48.0, b, 48.0)[2] / 1000 for a, b in ((60.0, 60.1), (60.2, 66.0))]
    at, band = np.cumsum(bits.km) - bits.km / 2, bits.precision_km
    assert band[0] == pytest.approx(1.0, abs=0.15)
    assert band[np.argmin(abs(at - lengths[0]))] == pytest.approx(4.0, abs=0.15)
    assert band[-1] == pytest.approx(0.5, abs=0.06)
    # In the middle of the long segment: half of its ends' 2.0 and 0.5, and a quarter of the wander.
    middle = 2 * lengths[0] + lengths[1] / 2
    here = band[np.argmin(abs(at - middle))]
    assert here == pytest.approx(1.25 + 0.2 * lengths[1] / 4, abs=0.02)
    assert here == pytest.approx(band.max(), abs=0.05)


def test_a_line_that_does_not_stray_is_known_as_well_as_its_points() -> None:
    bits = sample([(60.0, 48.0), (66.0, 48.0)], 3.0, zones(), wander=0.0)
    assert bits.precision_km == pytest.approx(np.full(len(bits.km), 3.0))


def test_a_band_is_never_wider_than_what_can_be_asked() -> None:
    bits = sample([(50.0, 48.0), (80.0, 48.0)], 3.0, zones(), wander=0.9)
    assert bits.precision_km.max() == MAX_KM


def test_split_by_zone_tells_every_zone_with_its_bounds() -> None:
    legs = GeoDataFrame(
        {"precision_km": [2.0, np.array([1.0, 1.0])]},
        geometry=[shapely.LineString(SOCHI), shapely.LineString([(50.0, 46.5), (48.0, 46.3)])],
        index=["sochi", "delta"],
        crs="EPSG:4326",
    )
    got = split_by_zone(legs, zones())
    assert got.columns.tolist() == ["leg_id", "state", "kind", "km", "km_low", "km_high"]
    told = split([shapely.get_coordinates(g) for g in legs.geometry], zones())
    assert got.groupby("leg_id", sort=False).km.sum().tolist() == pytest.approx(
        told.groupby("line").km.sum().tolist()
    )
    delta = got[got.leg_id == "delta"].set_index(["state", "kind"])
    assert (delta.km_low <= delta.km).all()
    assert (delta.km <= delta.km_high).all()
    assert delta.km["RU", "land"] > 10 < delta.km["KZ", "land"]


def test_split_by_zone_tells_belts_beside_the_partition_if_asked() -> None:
    """Off Tarifa the strait is within 12 miles of Spain and Morocco; the partition takes one."""
    lane = shapely.LineString([(-5.9, 35.93), (-5.5, 35.96)])
    legs = GeoDataFrame({"precision_km": [1.0]}, geometry=[lane], index=["lane"], crs=4326)
    alone, both = split_by_zone(legs, zones()), split_by_zone(legs, zones(), belts=True)
    assert both[both.kind != "within_12nm"].reset_index(drop=True).equals(alone)
    belts = both[both.kind == "within_12nm"].set_index("state").km
    whole = alone.km.sum()
    assert belts["ES"] == belts["MA"] == pytest.approx(whole)
    seas = alone[alone.kind == "territorial_sea"].set_index("state").km
    assert seas["ES"] + seas["MA"] == pytest.approx(whole)
    assert min(seas["ES"], seas["MA"]) < whole / 2


def test_bad_precision_is_refused() -> None:
    for wrong in (-1.0, float("nan"), 1000.0, [1.0, -2.0]):
        with pytest.raises(InputError, match="precision_km"):
            sample(SOCHI, wrong, zones())
    with pytest.raises(GeometryError, match="3 precisions for 2 points"):
        sample(SOCHI, [1.0, 2.0, 3.0], zones())


def test_a_leg_that_is_no_line_is_named() -> None:
    legs = GeoDataFrame({"precision_km": [1.0]}, geometry=[shapely.Point(1, 2)], index=["spm"])
    with pytest.raises(GeometryError, match="'spm' is a Point"):
        split_by_zone(legs, toy())


def toy() -> Zones:
    return Zones(("AA",), ("land",), np.array([shapely.box(0, 0, 2, 1)], dtype=object))
