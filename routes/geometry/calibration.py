"""Say how well a point of a line is known, by the kind of evidence that it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from routes.model.rows import Evidence

POINT_KM: Mapping[Evidence, float] = {
    "station": 4.0,
    "checked": 4.0,
    "beside": 6.0,
    "via": 16.0,
    "sketch": 8.0,
    "fairway": 2.0,
    "headland": 6.0,
    "open_sea": 10.0,
}
"""Kilometres within which the true line passes a point, by kind of evidence."""


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
