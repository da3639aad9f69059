"""List the kilometres of a path by state and kind of zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.model.terms import BEYOND, GROUND, LAND, NEAREST_WATERS, TERRITORIAL_SEA, UNASSIGNED
from routes.verdict.judge import Judged

ZONES = {
    LAND: "land",
    TERRITORIAL_SEA: "territorial sea",
    NEAREST_WATERS: "nearest waters",
    UNASSIGNED: "land of no state",
    BEYOND: "beyond 12 nm",
}
TOUCH_KM = 0.05
"""A zone with fewer kilometres is merely touched, and left out."""


@dataclass(frozen=True)
class ZoneRow:
    """The kilometres of a path in one kind of zone of one state.

    Attributes
    ----------
    state
        Name of the state.
    where
        Kind of zone.
    km
        Kilometres.
    range
        Kilometres between which the true number lies, or "" where both are one.
    share
        Per cent of the path.
    inside
        Whether it is ground of a state to avoid.
    """

    state: str
    where: str
    km: str
    range: str
    share: str
    inside: bool


def zone_rows(
    judged: Judged, avoid: frozenset[str], names: Mapping[str, str]
) -> tuple[ZoneRow, ...]:
    """List the kilometres of a path by zone, most first; a mere touch is left out.

    Parameters
    ----------
    judged
        The judgement of the path.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    """
    return tuple(
        ZoneRow(
            state=names.get(zone.state, zone.state) or "no state",
            where=ZONES[zone.kind],
            km=f"{zone.km:,.0f}" if zone.km >= 10 else f"{zone.km:.1f}",
            range=km_range(zone.low, zone.high),
            share=f"{100 * zone.km / judged.length_km:.1f} %",
            inside=zone.state in avoid and zone.kind in GROUND,
        )
        for zone in judged.zones
        if zone.km >= TOUCH_KM
    )


def km_range(low: float | None, high: float | None) -> str:
    """Format the kilometres between which the true number lies; "" where both are one.

    Parameters
    ----------
    low, high
        Kilometres; None where they are not known.
    """
    if low is None or high is None or round(high) == round(low):
        return ""
    return f"{low:,.0f}–{high:,.0f}"
