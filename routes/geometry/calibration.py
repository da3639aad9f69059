"""Say how well a line is known: the width of the band that it lies in, from calibrated numbers.

A stated precision is a claim: at least 95 % of a line lies within it of where the pipe is. The
numbers below are no opinion: `python -m routes calibrate` fits them to traces by others
(`routes.geometry.fit`), and a test holds them to what it finds.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from routes.geometry.geodesic import Floats
from routes.model.rows import Evidence
from routes.model.terms import Mode

FITTED_ON = "2026-11-26"
"""Day on which the numbers were fitted, to the five traces that docs/calibration.md names."""

POINT_KM: Mapping[Evidence, float] = {
    "station": 5.2,
    "checked": 2.3,
    "beside": 5.4,
    "via": 17.0,
    "sketch": 16.0,
    # Not calibrated: there is no trace of a ship. Chosen from the width of lanes (a traffic
    # separation lane is 2 to 5 nautical miles wide) and of what passes a cape.
    "fairway": 2.0,
    "headland": 6.0,
    "open_sea": 10.0,
}
"""Kilometres within which the true line passes a point, by what its position rests on."""

WANDER = 0.28
"""How far a pipeline or railway strays from the straight way between two points: at a share t of a
segment of L km by WANDER · L · t · (1 - t), so by a quarter of it in the middle."""

SEA_WANDER = 0.08
"""The same of a ship, which steers straight from one turn to the next: 2 % of a segment in its
middle. Not calibrated."""


def point_km(evidence: Evidence, wider_km: float | None = None) -> float:
    """Return the kilometres within which the true line passes a point.

    Parameters
    ----------
    evidence
        What the position of the point rests on.
    wider_km
        Kilometres written for the point itself, where it is known worse than its kind.
    """
    return max(POINT_KM[evidence], wider_km or 0.0)


def wander_of(mode: Mode) -> float:
    """Return how far a line strays between two points, as a share of their distance.

    Parameters
    ----------
    mode
        How the leg carries. A subsea pipeline strays as one on land does.
    """
    return SEA_WANDER if mode == "sea" else WANDER


def band_km(
    start_km: ArrayLike,
    end_km: ArrayLike,
    length_km: ArrayLike,
    share: ArrayLike,
    wander: float = WANDER,
) -> Floats:
    """Compute the kilometres within which the true line lies, at places along segments.

    The band is a lens on a wedge: as wide as the points' precisions at both ends, straight
    between them, and wider by the wander, which grows with the distance from the nearer end.

    Parameters
    ----------
    start_km, end_km
        Precision of the point at which each segment begins, and ends, in kilometres.
    length_km
        Length of each segment in kilometres.
    share
        Where along its segment each place is: 0 at the start, 1 at the end.
    wander
        How far the line strays, as a share of the segment's length.
    """
    t = np.asarray(share, dtype=np.float64)
    wedge = (1 - t) * np.asarray(start_km) + t * np.asarray(end_km)
    return np.asarray(wedge + wander * np.asarray(length_km) * t * (1 - t), dtype=np.float64)
