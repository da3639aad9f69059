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

from routes.model.atlas import Atlas, Leg
from routes.verdict.tests import belts_by_state
from tests.routes.worldkit import WORLD

GEOD = Geod(ellps="WGS84")
NM12_M = 22_224
STEP_M = 250.0
AROUND_DEG = 0.6
"""Land further off than this is more than 12 miles away as far north as 60°."""

LANES = ("ionian_gibraltar", "gibraltar_rotterdam")
WITHIN = {"ES": 79, "GI": 29, "FR": 51, "MA": 88, "GB": 70}
"""Kilometres of both lanes together that the expert measured, of the lanes as they ran then."""


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


def test_the_lanes_have_the_kilometres_that_the_expert_found(atlas: Atlas) -> None:
    belts = belts_by_state([belt for lane in LANES for belt in atlas.legs[lane].belts])
    told = {belt.state: belt.km for belt in belts if belt.state in WITHIN}
    assert told == pytest.approx(WITHIN, abs=1)


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
