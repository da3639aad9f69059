"""The table of what the lines of control change, held against an overlay of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from pyproj import Geod

from pages.shared.cards.borders import borders_html
from pages.shared.cards.citations import Citations
from pages.shared.cards.zones import zone_rows
from routes.files.load import load_atlas, load_provenance, load_tables
from routes.model.atlas import Atlas
from routes.model.borders import DE_FACTO
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of
from routes.verdict.redrawn import disputing, redrawn, redrawn_km
from tests.routes.worldkit import WORLD, zones

GEOD = Geod(ellps="WGS84")
UN_ATLAS, CONTROL, TABLES = load_atlas(), load_atlas(borders=DE_FACTO), load_tables()
ROWS = (owners_of(TABLES, UN_ATLAS.state_names), TABLES.jurisdictions.rows)
CHANGES = redrawn(UN_ATLAS, CONTROL, *ROWS)


@cache
def km_in(leg_id: str, area: str, kind: str) -> float:
    """Measure a leg in an area by plain intersection, without the engine's index and samples."""
    line = shapely.LineString(CONTROL.legs[leg_id].line)
    shapes = zones(DE_FACTO).geometry[zones(DE_FACTO).of_area(area, (kind,))]
    return float(GEOD.geometry_length(shapely.intersection(line, shapely.union_all(shapes)))) / 1000


def test_kilometres_in_areas_are_those_of_a_plain_overlay(subtests: pytest.Subtests) -> None:
    rows = [(leg_id, one) for leg_id, leg in CONTROL.legs.items() for one in leg.areas]
    assert len(rows) > 8
    for leg_id, one in rows:
        with subtests.test(f"{leg_id}-{one.area}-{one.kind}"):
            assert one.low <= one.km <= one.high
            # The overlay knows no geodesics: 5 km segments differ by 0.02 %.
            assert one.km == pytest.approx(km_in(leg_id, one.area, one.kind), rel=1e-3, abs=0.1)


def test_what_an_area_takes_from_its_claimant_its_controller_gets(
    subtests: pytest.Subtests,
) -> None:
    """Kilometres as drawn: the controller gains what the area has, the claimant loses it."""
    moved = {(row.leg_id, row.kind, row.state): row for row in redrawn_km(UN_ATLAS, CONTROL)}
    seen = 0
    for leg_id, leg in CONTROL.legs.items():
        for one in leg.areas:
            area = CONTROL.areas[one.area]
            alike = [a for a in leg.areas if a.kind == one.kind]
            for state, sign in ((area.controller, 1), (area.claimant, -1)):
                with subtests.test(f"{leg_id}-{one.area}-{state}"):
                    seen += 1
                    row = moved[leg_id, one.kind, state] if one.km else None
                    after = row.after.km if row and row.after else 0.0
                    before = row.before.km if row and row.before else 0.0
                    side = "controller" if sign > 0 else "claimant"
                    due = sum(a.km for a in alike if getattr(CONTROL.areas[a.area], side) == state)
                    if row:
                        assert after - before == pytest.approx(sign * due, abs=0.01)
    assert seen > 8


def turned() -> dict[tuple[str, str, str], tuple[str, str]]:
    return {(c.corridor_id, c.lane, c.state): (c.before, c.after) for c in CHANGES if c.turned}


def test_the_verdicts_that_turn_are_these() -> None:
    """The line of South Ossetia is within precision of a pipeline and of a railway."""
    found = turned()
    assert found["baku_supsa", "", "RU"] == ("bypasses", "cannot_tell")
    assert found["trans_caspian", "", "RU"] == ("bypasses", "cannot_tell")
    assert found["rotterdam", "poti_port", "RU"] == ("bypasses", "cannot_tell")
    about_russia = {c for c, lane, state in found if (lane, state) == ("", "RU")}
    assert about_russia == {"baku_supsa", "trans_caspian"}
    for corridor_id in ("cpc", "btc", "china", "druzhba"):
        assert not any(one[0] == corridor_id for one in found)


def test_every_answer_that_is_not_listed_is_the_same() -> None:
    listed = {(c.corridor_id, c.state) for c in CHANGES if not c.lane}
    assert set(disputing(CONTROL)) == {"RU", "UA", "GE", "MD", "TR", "CY"}
    for state in disputing(CONTROL):
        for corridor_id in UN_ATLAS.corridors:
            one, other = (
                judge_corridor(atlas, corridor_id, frozenset({state}), *ROWS)
                for atlas in (UN_ATLAS, CONTROL)
            )
            if (corridor_id, state) not in listed:
                assert (one.verdict, one.tests) == (other.verdict, other.tests)
            else:
                assert (one.verdict, one.tests) != (other.verdict, other.tests)


def html(second: Atlas) -> str:
    return borders_html(UN_ATLAS, second, ROWS, load_provenance(), Citations(TABLES))


def test_the_table_says_what_turns_and_where_the_borders_come_from() -> None:
    page = html(CONTROL)
    corridors = {c for c, lane, _ in turned() if not lane}
    assert f"{len(corridors)} corridors of {len(UN_ATLAS.corridors)} get another verdict" in page
    assert "Baku–Supsa pipeline, asked about Russia: bypasses as the UN sees it" in page
    assert "Crimea (controlled by Russia, claimed by Ukraine)" in page
    for origin in load_provenance().values():
        assert origin.sha256 in page
        assert origin.package.split(" ")[0] in page
    waters = sum(
        one.km for leg in CONTROL.legs.values() for one in leg.areas if one.area == "crimea"
    )
    assert f"{waters:,.0f} km of all legs" in page


def test_where_nothing_turns_a_sentence_says_so() -> None:
    page = html(replace(UN_ATLAS, areas=CONTROL.areas))
    assert f"No corridor of {len(UN_ATLAS.corridors)} gets another verdict" in page


def test_a_card_names_disputed_ground_under_its_controller() -> None:
    judged = judge_corridor(CONTROL, "baku_supsa", frozenset({"RU"}), *ROWS)
    rows = zone_rows(judged, frozenset({"RU"}), CONTROL.state_names, CONTROL.areas)
    named = [row.state for row in rows]
    at = named.index("of it South Ossetia (controlled by Russia, claimed by Georgia)")
    assert named[at - 1] == "Russia"
    assert rows[at].km == rows[at - 1].km
    plain = judge_corridor(UN_ATLAS, "baku_supsa", frozenset({"RU"}), *ROWS)
    assert not any(
        "controlled" in row.state
        for row in zone_rows(plain, frozenset({"RU"}), UN_ATLAS.state_names, UN_ATLAS.areas)
    )


def test_lanes_over_the_black_sea_keep_clear_of_crimea() -> None:
    """No lane comes within 12 miles of Crimea: its kilometres are waters beyond, by either set."""
    assert WORLD.is_dir()
    crimea = zones(DE_FACTO).of_area("crimea", (TERRITORIAL_SEA,))
    lanes = [leg for leg in CONTROL.legs.values() if any(a.area == "crimea" for a in leg.areas)]
    assert len(lanes) >= 3
    for leg in lanes:
        kinds = {one.kind for one in leg.areas if one.area == "crimea"}
        assert kinds == {NEAREST_WATERS}
        km = zones(DE_FACTO).edges.distance_km(crimea, np.array(leg.line), 100.0)
        assert km.min() > 25
    assert LAND not in {one.kind for leg in lanes for one in leg.areas}
