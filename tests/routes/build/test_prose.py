"""Numbers in the prose of the method page are computed; the oracles are not."""

from __future__ import annotations

import json
import re

import pytest
import shapely
from pyproj import Geod

from routes.build.prose import filled
from routes.files.load import LAYERS_DIR, ROOT, load_tables
from routes.model.atlas import Atlas
from routes.model.errors import DataError
from tests.routes.worldkit import zones

GEOD = Geod(ellps="WGS84")
TEXT = (ROOT / "docs" / "method.md").read_text("utf-8")
NUMBERS = dict(re.findall(r"<!--=([a-z_]+)-->(.*?)<!--=-->", TEXT, re.DOTALL))


def outside_km(atlas: Atlas, leg_id: str) -> float:
    """Measure how near a lane comes to the territorial sea of Crimea, point by point."""
    world = zones()
    sea = world.geometry[world.of("UA", {"territorial_sea"})[0]]
    sea = shapely.clip_by_rect(sea, 32.3, 43.8, 36.7, 46.2)
    shore = shapely.segmentize(sea.boundary, 0.01)
    line = shapely.segmentize(shapely.LineString(atlas.legs[leg_id].line), 0.02)
    edge = shapely.get_coordinates(shore)
    least = 1e9
    for x, y in shapely.get_coordinates(line):
        near = edge[(abs(edge[:, 0] - x) < 2) & (abs(edge[:, 1] - y) < 1.5)]
        if len(near):
            _, _, away = GEOD.inv([x] * len(near), [y] * len(near), near[:, 0], near[:, 1])
            least = min(least, min(away) / 1000)
    return least


def test_the_lanes_stay_as_far_from_crimea_as_the_page_says(atlas: Atlas) -> None:
    """It said "more than 70 km, a test holds this for all four lanes": the Midia lane has 30."""
    drawn = {leg for corridor in atlas.corridors.values() for leg in corridor.leg_ids}
    lanes = [
        leg.leg_id
        for leg in atlas.legs.values()
        if leg.mode == "sea" and leg.leg_id.endswith(("_bosphorus", "_midia", "_constanta"))
    ]
    assert len(lanes) >= 7
    away = {leg_id: outside_km(atlas, leg_id) for leg_id in lanes}
    nearest = min(away, key=away.__getitem__)
    assert atlas.legs[nearest].name == NUMBERS["crimea_lane"]
    assert away[nearest] == pytest.approx(float(NUMBERS["crimea"]) + 0.5, abs=1.0)
    least = min(km for leg_id, km in away.items() if leg_id in drawn)
    assert least == pytest.approx(float(NUMBERS["crimea_corridors"]) + 0.5, abs=1.0)


def test_the_years_are_those_of_the_balance() -> None:
    with (LAYERS_DIR / "balance.json").open(encoding="utf-8") as file:
        years = json.load(file)["years"]
    closed = {year for year, one in years.items() if one["closes"]}
    assert closed
    assert set(re.findall(r"\d{4}", NUMBERS["years_closed"])) == closed
    assert set(re.findall(r"\d{4}", NUMBERS["years_firm"])) <= closed


def test_a_figure_is_that_of_the_table() -> None:
    row = next(r for r in load_tables().figures if r.quantity == "capacity_one_spm")
    assert float(NUMBERS["mooring"]) == row.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "one\n<!--=wide-->3<!--=--> km",
            "page.md line 2: number 'wide' is not computed; write one",
        ),
        ("<!--=high-->3<!--=--> km", "page.md: number 'low' stands nowhere; write <!--=low-->"),
    ],
    ids=["unknown", "left out"],
)
def test_a_mark_that_does_not_fit_is_told(text: str, words: str) -> None:
    with pytest.raises(DataError, match=re.escape(words)):
        filled("page.md", text, {"high": "1", "low": "2"})


def test_what_stands_there_is_written_anew() -> None:
    text = "from <!--=low-->9<!--=--> to <!--=high--><!--=-->"
    made = filled("page.md", text, {"high": "2", "low": "1"})
    assert made == "from <!--=low-->1<!--=--> to <!--=high-->2<!--=-->"
    assert filled("page.md", made, {"high": "2", "low": "1"}) == made
