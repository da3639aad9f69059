"""Render how well each line is known along its way, for the ribbon that the map draws close up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from routes.build.layers import as_json
from routes.geometry.calibration import band_km, point_km, wander_of
from routes.geometry.geodesic import Floats, segment_km
from routes.model.atlas import Atlas
from routes.model.rows import Waypoint
from routes.model.tables import Tables, points_of
from routes.model.terms import Mode

DECIMALS = 1
"""Of kilometres: the numbers that they come from have no more."""


def map_band(atlas: Atlas, tables: Tables) -> bytes:
    """Render the kilometres within which the true line lies, at each vertex of each leg.

    Parameters
    ----------
    atlas
        As measured under the borders of `lines.json`.
    tables
        What it was measured from; the evidence of its waypoints says how well each is known.

    Returns
    -------
    JSON: `data_version`, and `legs` (id to kilometres, one for each vertex of its `line` in
    `lines.json`).
    """
    points = points_of(tables)
    return as_json(
        {
            "data_version": atlas.data_version,
            "legs": _along(atlas, points),
        }
    )


def _along(atlas: Atlas, points: Mapping[str, Sequence[Waypoint]]) -> dict[str, list[float]]:
    return {
        leg_id: np.round(
            band_along(np.array(leg.line), points[leg_id], leg.mode), DECIMALS
        ).tolist()
        for leg_id, leg in atlas.legs.items()
    }


def band_along(line: Floats, points: Sequence[Waypoint], mode: Mode) -> Floats:
    """Compute the kilometres within which the true line lies, at each vertex of a leg.

    Parameters
    ----------
    line
        Shape (n, 2), its vertices as measured, lon/lat in degrees: its waypoints and what was
        filled in between them.
    points
        Its waypoints, in order.
    mode
        How the leg carries; ships stray less than pipes between two points.

    Returns
    -------
    Shape (n,), kilometres.
    """
    at = _km_from_start(line)
    authored = np.array([(point.lon, point.lat) for point in points])
    known = np.array([point_km(point.evidence, point.wider_km) for point in points])
    turns = _km_from_start(authored)
    # Filling a geodesic adds millimetres: both are measured by their share of the whole.
    at, turns = at / at[-1], turns / turns[-1]
    of = np.clip(np.searchsorted(turns, at, side="right") - 1, 0, len(turns) - 2)
    length = turns[of + 1] - turns[of]
    share = np.clip((at - turns[of]) / length, 0, 1)
    whole = float(segment_km(authored[:-1], authored[1:]).sum())
    return band_km(known[of], known[of + 1], length * whole, share, wander_of(mode))


def _km_from_start(line: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(segment_km(line[:-1], line[1:]))])
