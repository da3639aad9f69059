"""Lay verdicts out as the command line's JSON; its fields are documented in docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routes.atlas import Atlas, ZoneKm
from routes.errors import InputError, clipped
from routes.model import Jurisdiction, Stake
from routes.states import CURE, REST, TOO_LONG, read_states
from routes.verdict import Judged, judge_corridor

SCHEMA = 1
NAMED = 3
"""States that cannot be read and are named; of the rest the number is given."""


def states(text: str, atlas: Atlas) -> frozenset[str]:
    """Read a list of states as a user types it: `RU,BY`, `RUS`, `Россия`.

    Raises
    ------
    InputError
        If a part is no state of the world; names it, and proposes no other.
    """
    codes, wrong = read_states(text, atlas.state_names)
    if wrong:
        told = ", ".join(clipped(part) for part in wrong[:NAMED])
        more = f" and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise InputError("avoid", told + more, TOO_LONG if wrong[-1].startswith(REST) else CURE)
    if not codes:
        raise InputError("avoid", clipped(text), "give at least one state: RU")
    return frozenset(codes)


def corridor_report(
    atlas: Atlas,
    avoid: frozenset[str],
    stakes: Sequence[Stake],
    jurisdictions: Sequence[Jurisdiction],
) -> dict[str, Any]:
    """Judge every corridor and lay it out, JSON-ready."""
    judged = {
        corridor_id: judge_corridor(atlas, corridor_id, avoid, stakes, jurisdictions)
        for corridor_id in atlas.corridors
    }
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "avoid": sorted(avoid),
        "corridors": [
            {
                "corridor_id": corridor_id,
                "name": atlas.corridors[corridor_id].name,
                "status": atlas.status(corridor_id),
                **judged_entry(atlas, judged[corridor_id]),
            }
            for corridor_id in atlas.corridors
        ],
    }


def judged_entry(atlas: Atlas, judged: Judged) -> dict[str, Any]:
    """Lay out a verdict with its kilometres, tests and lanes, JSON-ready."""
    entry: dict[str, Any] = {
        "verdict": judged.verdict,
        "length_km": round(judged.length_km, 1),
        "km": [_zone(zone) for zone in judged.zones if zone.high > 0],
        "tests": [
            {
                "test": test.test,
                "answer": test.answer,
                "value": test.value,
                "value_low": test.low,
                "value_high": test.high,
                "unit": test.unit,
                "source": test.source,
                "note": test.note,
            }
            for test in judged.tests
        ],
    }
    if judged.lanes:
        entry["lanes"] = [
            {"from": lane.origin, "legs": list(lane.legs), **judged_entry(atlas, lane.judged)}
            for lane in judged.lanes
        ]
    return entry


def _zone(zone: ZoneKm) -> dict[str, Any]:
    return {
        "state": zone.state,
        "kind": zone.kind,
        "km": round(zone.km, 1),
        "km_low": round(zone.low, 1),
        "km_high": round(zone.high, 1),
    }
