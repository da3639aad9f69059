"""Lines pass the places that people said they pass: tests/data/passes.csv, stated by hand.

The oracle is pyproj and GeoNames' town centres, not the table of waypoints: a leg may be drawn by
other points, as long as it passes there. What an expert's review found missing stands first.
"""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from pyproj import Geod

from routes.model.atlas import Atlas

GEOD = Geod(ellps="WGS84")
STEP_M = 500.0
FILE = Path(__file__).parents[2] / "data" / "passes.csv"

with FILE.open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))


def _nearest_km(line: list[tuple[float, float]], lon: float, lat: float) -> float:
    """Measure how near a line comes to a point, walking it in steps of half a kilometre."""
    points = list(line)
    for (a_lon, a_lat), (b_lon, b_lat) in pairwise(line):
        metres = GEOD.inv(a_lon, a_lat, b_lon, b_lat)[2]
        if (steps := int(metres // STEP_M)) > 0:
            points += GEOD.npts(a_lon, a_lat, b_lon, b_lat, steps)
    lons, lats = zip(*points, strict=True)
    many = len(points)
    return float(min(GEOD.inv(lons, lats, [lon] * many, [lat] * many)[2])) / 1000.0


def test_the_places_are_there() -> None:
    assert {row["leg_id"] for row in ROWS} >= {"unecha_ust_luga", "uzen_atyrau", "samara_unecha"}


@pytest.mark.parametrize("row", [pytest.param(r, id=f"{r['leg_id']}-{r['place']}") for r in ROWS])
def test_a_line_passes_the_place(row: dict[str, str], atlas: Atlas) -> None:
    line = [(float(lon), float(lat)) for lon, lat in atlas.legs[row["leg_id"]].line]
    off_km = _nearest_km(line, float(row["lon"]), float(row["lat"]))
    assert off_km <= float(row["within_km"]), row["why"]
