"""List the kilometres of a path by state and kind of zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from routes.language import km, number, phrase, states
from routes.model.atlas import ZoneKm
from routes.model.borders import Area
from routes.model.terms import GROUND, TERRITORIAL_SEA
from routes.verdict.judge import Judged

TOUCH_KM = 0.05
"""A zone with fewer kilometres is merely touched, and left out."""
LEAST_SHARED_KM = 0.5
"""Fewer kilometres within 12 miles of a coast that is not the nearest are not told."""


@dataclass(frozen=True)
class ZoneRow:
    """The kilometres of a path in one kind of zone of one state.

    Attributes
    ----------
    state
        Name of the state.
    where
        Kind of zone.
    belt
        Of a territorial sea, kilometres within 12 miles of the coast where those are more than
        are nearest to it, or "".
    km
        Kilometres.
    range
        Kilometres between which the true number lies, or "" where both are one.
    share
        Per cent of the path.
    inside
        Whether it is ground of a state to avoid.
    branches
        Of a corridor of branches, kilometres of the branch with least and of that with most, of
        those that have any; otherwise "".
    """

    state: str
    where: str
    belt: str
    km: str
    range: str
    share: str
    inside: bool
    branches: str = ""


@dataclass(frozen=True)
class ClosingRow:
    """A line that closes the sum of the kilometres.

    Attributes
    ----------
    label
        What is counted.
    km
        Kilometres.
    """

    label: str
    km: str


@dataclass(frozen=True)
class ZoneTable:
    """The kilometres of a path by zone, and what closes their sum.

    Attributes
    ----------
    rows
        Kilometres by state and kind of zone.
    closing
        What is in no zone and what is in two, each with its kilometres, and the length that all
        add up to.
    twice
        Kilometres within 12 miles of several coasts, as a sentence, or "".
    branched
        Whether the path is a corridor of several branches, so that the kilometres are of track.
    """

    rows: tuple[ZoneRow, ...]
    closing: tuple[ClosingRow, ...]
    twice: str
    branched: bool


def zone_table(
    judged: Judged,
    avoid: frozenset[str],
    names: Mapping[str, str],
    areas: Mapping[str, Area] | None = None,
) -> ZoneTable:
    """List the kilometres of a path by zone, with the lines that close the sum.

    Parameters
    ----------
    judged, avoid, names, areas
        As in `zone_rows`.
    """
    branched = len(judged.branches) > 1
    twice = phrase("zones-twice", km=km(judged.twice_km))
    length = phrase("zones-length", of="track" if branched else "path")
    return ZoneTable(
        rows=zone_rows(judged, avoid, names, areas),
        closing=(
            ClosingRow(phrase("zones-unattributed"), number(judged.unattributed_km)),
            ClosingRow(phrase("zones-overcounted"), number(judged.overcounted_km)),
            ClosingRow(length, number(judged.length_km)),
        ),
        twice=twice if judged.twice_km >= LEAST_SHARED_KM else "",
        branched=branched,
    )


def zone_rows(
    judged: Judged,
    avoid: frozenset[str],
    names: Mapping[str, str],
    areas: Mapping[str, Area] | None = None,
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
    areas
        Disputed areas by id: what is in one stands under the row of its controller.
    """
    nearest = {zone.state: zone for zone in judged.zones if zone.kind == TERRITORIAL_SEA}
    belts = {
        belt.state: belt.km
        for belt in judged.belts
        if belt.km - (nearest[belt.state].km if belt.state in nearest else 0) >= LEAST_SHARED_KM
    }
    # Water within 12 miles of a coast that is nowhere the nearest is in no zone of its state.
    missed = [
        ZoneKm(state, TERRITORIAL_SEA, 0.0, 0.0, 0.0) for state in belts if state not in nearest
    ]
    return tuple(
        row
        for zone in [*judged.zones, *missed]
        if zone.km >= TOUCH_KM or _shared(zone, belts)
        for row in (
            _zone_row(zone, judged, avoid, names, belts),
            *_area_rows(zone, judged, avoid, names, areas or {}),
        )
    )


def _zone_row(
    zone: ZoneKm,
    judged: Judged,
    avoid: frozenset[str],
    names: Mapping[str, str],
    belts: Mapping[str, float],
) -> ZoneRow:
    return ZoneRow(
        state=states([zone.state], names) if zone.state else phrase("zone-no-state"),
        where=phrase(f"zone-{zone.kind}"),
        belt=phrase("zones-belt", km=km(belts[zone.state])) if _shared(zone, belts) else "",
        km=number(zone.km, ",.0f" if zone.km >= 10 or not zone.km else ".1f"),
        range=km_range(zone.low, zone.high),
        share=phrase("number-percent", value=number(100 * zone.km / judged.length_km, ".1f")),
        inside=zone.state in avoid and zone.kind in GROUND,
        branches=_of_branches(judged, zone),
    )


def _area_rows(
    zone: ZoneKm,
    judged: Judged,
    avoid: frozenset[str],
    names: Mapping[str, str],
    areas: Mapping[str, Area],
) -> Iterator[ZoneRow]:
    """Yield what of a zone's kilometres is in disputed areas that its state controls."""
    for one in judged.areas:
        area = areas.get(one.area)
        if area and (area.controller, one.kind) == (zone.state, zone.kind) and one.km >= TOUCH_KM:
            held = ZoneKm(zone.state, one.kind, one.km, one.low, one.high)
            row = _zone_row(held, judged, avoid, names, {})
            yield replace(row, branches="", state=phrase("zones-of-it", area=disputed(area, names)))


def disputed(area: Area, names: Mapping[str, str]) -> str:
    """Format a disputed area with who controls and who claims it.

    Parameters
    ----------
    area
        The area.
    names
        Names of states by code.
    """
    return phrase(
        "zones-disputed",
        area=area.name,
        controller=states([area.controller], names),
        claimant=states([area.claimant], names),
    )


def _of_branches(judged: Judged, of: ZoneKm) -> str:
    """Format the kilometres in a zone from branch to branch; "" of a single path."""
    if len(judged.branches) < 2:
        return ""
    some = [
        zone.km
        for branch in judged.branches
        for zone in branch.judged.zones
        if (zone.state, zone.kind) == (of.state, of.kind) and zone.km >= TOUCH_KM
    ]
    least, most = min(some, default=0.0), max(some, default=0.0)
    return km_range(least, most) or number(most, ",.0f" if most >= 10 or not most else ".1f")


def _shared(zone: ZoneKm, belts: Mapping[str, float]) -> bool:
    return zone.kind == TERRITORIAL_SEA and zone.state in belts


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
