"""Kilometres within 12 miles of a coast, against geodesic distances taken by other means.

The oracle knows neither zones nor tiles: it walks the points of a lane, every 250 m along the
geodesic, and asks pyproj how far each of the coast's points is, set every 200 m on the land as the
file has it.
"""

from __future__ import annotations

import gzip
import json
from functools import cache

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from routes.geometry.measure import Point, measure
from routes.model.atlas import Atlas, Leg, LegRecord
from routes.verdict.tests import belts_by_state
from tests.routes.worldkit import WORLD, zones

GEOD = Geod(ellps="WGS84")
NM12_M = 22_224
STEP_M = 250.0
AROUND_DEG = 0.6
"""Land further off than this is more than 12 miles away as far north as 60°."""

LANES = ("ionian_gibraltar", "gibraltar_rotterdam")
WITHIN = {"ES": 79, "GI": 29, "FR": 51, "MA": 88, "GB": 70}
"""Kilometres that an expert measured of the lane past Gibraltar as it was drawn at first."""

THEN = [
    (-0.5, 36.55),
    (-2.2, 36.35),
    (-4.5, 36),
    (-5.5, 35.95),
    (-6.1, 35.9),
    (-9.3, 36.7),
    (-9.95, 38.7),
    (-9.75, 41),
    (-9.85, 43.1),
    (-7.9, 45.8),
    (-5.8, 48.8),
    (-4, 49.45),
    (-2.9, 49.95),
    (-0.5, 50.25),
    (0.95, 50.7),
    (1.45, 51),
    (1.85, 51.2),
    (2.5, 51.6),
    (3.7, 52.01),
    (3.98, 51.995),
]
"""That lane, longitude and latitude in degrees, from Oran on."""


@cache
def land(state: str) -> shapely.Geometry:
    """Read a state's land from the file, without the engine."""
    with gzip.open(WORLD / "land.geojson.gz", "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    mine = [f["geometry"] for f in features if f["properties"]["state"] == state]
    return shapely.union_all([shapely.from_geojson(json.dumps(shape)) for shape in mine])


def walked(leg: Leg) -> NDArray[np.float64]:
    """Return points along the vertices of a leg, and the metres that each stands for."""
    points = []
    for (x0, y0), (x1, y1) in zip(leg.line, leg.line[1:], strict=False):
        metres = GEOD.inv(x0, y0, x1, y1)[2]
        for i in range(parts := max(1, round(metres / STEP_M))):
            share = (i + 0.5) / parts
            points.append((x0 + share * (x1 - x0), y0 + share * (y1 - y0), metres / parts))
    return np.array(points)


def oracle_km(leg: Leg, state: str) -> float:
    """Measure the kilometres of a leg that are within 12 miles of a state's coast."""
    points = walked(leg)
    box = shapely.box(*shapely.total_bounds(shapely.points(points[:, :2]))).buffer(AROUND_DEG)
    shore = shapely.intersection(land(state), box)
    if shapely.is_empty(shore):
        return 0.0
    coast = shapely.get_coordinates(shapely.segmentize(shapely.boundary(shore), 0.002))
    tree = shapely.STRtree(shapely.points(coast))
    total = 0.0
    for lon, lat, metres in points:
        window = shapely.box(lon - AROUND_DEG, lat - 0.25, lon + AROUND_DEG, lat + 0.25)
        near = coast[tree.query(window)]
        if len(near):
            here = np.full(len(near), lon), np.full(len(near), lat)
            if GEOD.inv(*here, near[:, 0], near[:, 1])[2].min() <= NM12_M:
                total += metres
    return total / 1000


@pytest.mark.parametrize("state", WITHIN)
def test_a_lane_counts_every_coast_within_twelve_miles(state: str, atlas: Atlas) -> None:
    for lane in LANES:
        told = {belt.state: belt.km for belt in belts_by_state(atlas.legs[lane].belts)}
        assert told.get(state, 0.0) == pytest.approx(oracle_km(atlas.legs[lane], state), abs=0.8)


def test_a_lane_has_the_kilometres_that_the_expert_found() -> None:
    points = [Point(lon, lat, 2.0) for lon, lat in THEN]
    lane = measure(LegRecord(leg_id="then", medium="sea"), points, zones())
    told = {belt.state: belt.km for belt in belts_by_state(lane.belts) if belt.state in WITHIN}
    assert told == pytest.approx(WITHIN, abs=1)


def nearest_km(leg: Leg, at: tuple[float, float]) -> float:
    """Measure how near a leg comes to a place."""
    points = walked(leg)
    lon, lat = np.full(len(points), at[0]), np.full(len(points), at[1])
    return float(GEOD.inv(lon, lat, points[:, 0], points[:, 1])[2].min()) / 1000


def test_lanes_keep_to_the_side_of_the_voyage(atlas: Atlas) -> None:
    """Westbound past Tarifa on the Spanish side, north-east-bound past Dover on the French."""
    tarifa, cires = (-5.609, 36.001), (-5.482, 35.913)
    gris_nez, dungeness, south_foreland = (1.584, 50.870), (0.976, 50.913), (1.371, 51.141)
    for lane in LANES:
        assert nearest_km(atlas.legs[lane], tarifa) < 8
    assert nearest_km(atlas.legs[LANES[0]], cires) > 7
    home = atlas.legs[LANES[1]]
    assert nearest_km(home, gris_nez) < 13
    assert nearest_km(home, south_foreland) > 19
    assert nearest_km(home, dungeness) > 25


def test_belts_hold_the_territorial_sea_and_more(atlas: Atlas, subtests: pytest.Subtests) -> None:
    """Each state's part of the partition is within 12 miles of its coast, too."""
    lanes = [leg for leg in atlas.legs.values() if leg.belts]
    assert len(lanes) >= 20
    for leg in lanes:
        with subtests.test(leg=leg.leg_id):
            belts = {belt.state: belt for belt in belts_by_state(leg.belts)}
            seas = [zone for zone in leg.zones if zone.kind == "territorial_sea"]
            assert seas
            for zone in seas:
                belt = belts[zone.state]
                # A slit of a few metres between two zones joins the stretch before it.
                assert belt.km >= zone.km - 0.05
                assert belt.low >= zone.low - 0.05
                assert belt.high >= zone.high - 0.05
            for belt in belts.values():
                assert 0 <= belt.low <= belt.km <= belt.high <= leg.length_km + 0.05
