"""What traces show of our lines: made-up ones, where the answer is known, and the five at hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from pyproj import Geod

from routes.files.traces import load_former
from routes.geometry.calibration import POINT_KM, SEA_WANDER, WANDER, band_km, point_km, wander_of
from routes.geometry.fit import (
    COVERED,
    KINDS,
    Course,
    Held,
    bands,
    fit,
    held_against,
    measured,
    quantile,
    result_of,
)
from routes.model.rows import EVIDENCE, Evidence
from routes.model.traces import LonLat, Trace

GEOD = Geod(ellps="WGS84")


def trace(*parts: list[LonLat], trace_id: str = "made_up") -> Trace:
    return Trace(trace_id, f"{trace_id}.geojson", tuple(tuple(part) for part in parts))


def course(*line: LonLat, evidence: Evidence = "checked", wider_km: float = 0.0) -> Course:
    return Course("line", line, (evidence,) * len(line), (wider_km,) * len(line))


def east(km: float, lat: float) -> float:
    """Return the longitude that lies so far east of 60° on a parallel."""
    return float(GEOD.fwd(60.0, lat, 90.0, km * 1000)[0])


def test_a_line_beside_a_trace_is_as_far_off_as_it_was_drawn() -> None:
    """A meridian 5 km east of another, and 10 km longer to the north, where there is no trace."""
    other = trace([(60.0, 47.0), (60.0, 48.0)])
    lon = east(5.0, 47.5)
    held = measured(other, course((lon, 47.0), (lon, 48.09)))
    found = result_of(held, np.full(len(held.km), 5.02))
    assert held.km.max() <= 0.5
    assert found.compared_km == pytest.approx(GEOD.inv(60, 47, 60, 48)[2] / 1000, abs=0.6)
    assert found.length_km == pytest.approx(GEOD.inv(60, 47, 60, 48.09)[2] / 1000, abs=0.01)
    assert found.error_median_km == pytest.approx(5.0, abs=0.02)
    assert found.error_p95_km == pytest.approx(5.04, abs=0.03)
    assert 0.5 < found.covered < 0.9


def test_distances_are_those_on_the_ellipsoid() -> None:
    other = [(60.0, 47.0), (60.4, 47.6), (61.3, 47.9), (62.0, 48.6)]
    mine = course((60.1, 47.0), (60.9, 48.1), (62.1, 48.5))
    held = measured(trace(other), mine)
    dense = np.concatenate(
        [
            np.array([(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in STEPS])
            for a, b in itertools.pairwise(other)
        ]
    )
    for (lon, lat), off in zip(mine.line, held.point_off_km, strict=True):
        away = GEOD.inv(np.full(len(dense), lon), np.full(len(dense), lat), *dense.T)[2]
        assert off == pytest.approx(away.min() / 1000, rel=0.01, abs=0.05)


STEPS = np.linspace(0, 1, 2001)


def test_a_trace_in_parts_that_meet_is_one_line() -> None:
    whole = trace([(60.0, 47.0), (60.0, 47.5), (60.0, 48.0)])
    parts = trace([(60.0, 47.5), (60.0, 48.0)], [(60.0, 47.0), (60.0, 47.5)])
    gap = trace([(60.0, 47.0), (60.0, 47.4)], [(60.0, 47.6), (60.0, 48.0)])
    mine = course((60.05, 47.0), (60.05, 48.0))
    compared = [float(measured(t, mine).along.sum()) for t in (whole, parts, gap)]
    assert compared[0] == compared[1]
    assert compared[2] == pytest.approx(0.8 * compared[0], rel=0.02)


def test_the_band_is_a_wedge_with_a_lens_on_it() -> None:
    share = np.array([0.0, 0.25, 0.5, 1.0])
    assert band_km(2.0, 6.0, 100.0, share, 0.4).tolist() == pytest.approx([2.0, 10.5, 14.0, 6.0])
    assert band_km(2.0, 6.0, 100.0, share, 0.0).tolist() == pytest.approx([2.0, 3.0, 4.0, 6.0])


def test_every_kind_of_evidence_has_a_number_and_a_written_one_only_widens() -> None:
    assert set(POINT_KM) == set(EVIDENCE)
    assert [POINT_KM[kind] for kind in KINDS] == sorted(POINT_KM[kind] for kind in KINDS)
    assert point_km("station") == point_km("station", 0.5) == POINT_KM["station"]
    assert point_km("station", 30.0) == 30.0
    assert (wander_of("pipeline"), wander_of("rail"), wander_of("sea")) == (
        WANDER,
        WANDER,
        SEA_WANDER,
    )


def test_a_quantile_counts_weights() -> None:
    assert quantile([3.0, 1.0, 2.0], [1.0, 1.0, 1.0], 0.5) == 2.0
    assert quantile([3.0, 1.0, 2.0], [8.0, 1.0, 1.0], 0.5) == 3.0
    assert quantile([3.0, 1.0, 2.0], [1.0, 8.0, 1.0], 0.5) == 1.0


def along_a_wave(spacing_km: float, off_km: float, evidence: Evidence, seed: int) -> list[Held]:
    """Hold lines through points off a wave against the wave: a pipe that bends every 60 km."""
    dice = np.random.default_rng(seed)
    held = []
    for name in ("one", "two", "three"):
        km = np.arange(0, 600, 2.0)
        wave = 6.0 * np.sin(2 * np.pi * km / 120 + dice.uniform(0, 6))
        lat = 47.0 + km / 111.2
        lon = 60.0 + wave / 75.0
        every = int(spacing_km / 2)
        away = dice.uniform(-off_km, off_km, len(km)) / 75.0
        line = [(float(x + d), float(y)) for x, d, y in zip(lon, away, lat, strict=True)][::every]
        other = trace(list(zip(lon.tolist(), lat.tolist(), strict=True)), trace_id=name)
        held.append(measured(other, course(*line, evidence=evidence)))
    return held


def test_a_fit_finds_how_far_the_points_were_put_off() -> None:
    """Points off by up to 4 km either way: nine in ten lie within 3.6, a little less across."""
    model = fit(along_a_wave(10, 4.0, "beside", seed=1))
    assert 3.0 <= model.point_km["beside"] <= 3.9
    assert model.widened == 1.0
    far = fit(along_a_wave(10, 8.0, "beside", seed=1))
    assert 1.8 <= far.point_km["beside"] / model.point_km["beside"] <= 2.2


def test_a_fit_finds_that_a_line_strays_more_between_points_further_apart() -> None:
    near, far = (fit(along_a_wave(km, 0.5, "checked", seed=3)) for km in (10, 40))
    assert near.wander < far.wander


def test_a_fit_covers_each_leg_and_another_pipe_of_the_kind() -> None:
    held = along_a_wave(30, 3.0, "beside", seed=5)
    model = fit(held)
    assert all(result_of(h, bands(h, model)).covered >= COVERED for h in held)
    others = along_a_wave(30, 3.0, "beside", seed=6)
    assert all(result_of(h, bands(h, model)).covered >= COVERED - 0.05 for h in others)


def test_kinds_of_which_nothing_was_held_have_the_numbers_of_the_next_worse() -> None:
    model = fit(along_a_wave(10, 4.0, "beside", seed=1))
    assert model.point_km["station"] == model.point_km["checked"] == model.point_km["beside"]
    assert model.point_km["sketch"] == model.point_km["via"]
    for kind in set(POINT_KM) - {"station", "checked", "beside", "sketch"}:
        assert model.point_km[kind] == POINT_KM[kind]
    assert model.counts
    assert model.counts["beside"] > 100
    assert model.counts["via"] == 0


def test_a_point_on_another_way_and_one_known_worse_are_no_measure() -> None:
    (held, *_) = along_a_wave(10, 1.0, "via", seed=2)
    line = list(held.course.line)
    line[5] = (line[5][0] + 0.8, line[5][1])
    gone = measured(trace(list(held.course.line)), course(*line, evidence="via"))
    assert gone.point_off_km[5] > 40
    assert fit([gone]).point_km["via"] < 5 or fit([gone]).widened > 1
    wider = measured(
        trace(list(held.course.line)),
        course(*held.course.line, evidence="via", wider_km=20.0),
    )
    assert fit([wider]).counts == dict.fromkeys(KINDS, 0)


def test_a_trace_is_matched_by_number_by_hand_or_by_its_course() -> None:
    mine = {
        "baku_supsa": Course("baku_supsa", ((60.0, 47.0), (60.0, 48.0)), *KNOWN),
        "far": Course("far", ((70.0, 47.0), (70.0, 48.0)), *KNOWN),
        "short": Course("short", ((60.0, 47.0), (60.0, 47.1)), *KNOWN),
    }
    line = [(60.01, 46.9), (60.01, 48.1)]
    by = {
        "number": held_against([trace(line, trace_id="P0643")], mine),
        "hand": held_against([trace(line, trace_id="x")], mine, {"x": ["baku_supsa"]}),
        "course": held_against([trace(line, trace_id="x")], mine, None, ["baku_supsa", "far"]),
    }
    for name, (held, none) in by.items():
        assert [(h.course.leg_id, h.by) for h in held] == [("baku_supsa", name)]
        assert none == []
    # A leg that ends far from the trace is another pipeline, however near it runs.
    assert held_against([trace([(61.0, 46.9), (61.0, 48.1)])], mine, None, list(mine))[0] == []


KNOWN: tuple[tuple[Evidence, ...], tuple[float, ...]] = (("checked", "checked"), (0.0, 0.0))


def test_the_former_points_are_those_of_the_legs_with_a_trace() -> None:
    former = load_former()
    assert len(former) == 110
    assert len({row.leg_id for row in former}) == 8
    assert {row.evidence for row in former} <= set(KINDS)
