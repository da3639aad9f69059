"""How well a line is known along its way, held against the formula of docs/method.md by hand."""

from __future__ import annotations

import numpy as np
import pytest

from routes.build.band import band_along, map_band
from routes.geometry.calibration import SEA_WANDER, WANDER
from routes.model.atlas import Atlas
from routes.model.rows import Waypoint
from routes.model.tables import Tables
from routes.model.terms import Mode


def _point(seq: int, lon: float, evidence: str) -> Waypoint:
    return Waypoint.model_validate(
        {
            "leg_id": "one",
            "seq": seq,
            "place_name": "A",
            "kind": "waypoint",
            "lat": 0,
            "lon": lon,
            "evidence": evidence,
            "source_id": "own",
        }
    )


@pytest.mark.parametrize(("mode", "wander"), [("pipeline", WANDER), ("sea", SEA_WANDER)])
def test_the_band_is_a_wedge_and_a_lens(mode: Mode, wander: float) -> None:
    """On the equator, a degree of 111.319 km: as known at the ends, a quarter wider between."""
    points = [_point(1, 0, "checked"), _point(2, 1, "via"), _point(3, 3, "station")]
    line = np.array([(lon, 0.0) for lon in (0, 0.5, 1, 2, 3)])
    degree = 111.319
    assert band_along(line, points, mode) == pytest.approx(
        [2.3, (2.3 + 17) / 2 + wander * degree / 4, 17, 11.1 + wander * 2 * degree / 4, 5.2],
        abs=0.01,
    )


def test_it_is_the_same_each_time(atlas: Atlas, tables: Tables) -> None:
    assert map_band(atlas, tables) == map_band(atlas, tables)
