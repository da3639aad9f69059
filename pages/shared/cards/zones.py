"""List the kilometres of a path by state and kind of zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.language import number, phrase, states
from routes.model.terms import GROUND
from routes.verdict.judge import Judged

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
            state=states([zone.state], names) if zone.state else phrase("zone-no-state"),
            where=phrase(f"zone-{zone.kind}"),
            km=number(zone.km, ",.0f" if zone.km >= 10 else ".1f"),
            range=km_range(zone.low, zone.high),
            share=phrase("number-percent", value=number(100 * zone.km / judged.length_km, ".1f")),
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
    return phrase("number-range", low=number(low), high=number(high))
