"""Lay verdicts out as the command line's JSON; its fields are documented in docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routes.atlas import Atlas, ZoneKm
from routes.errors import InputError, nearest_name
from routes.model import Jurisdiction, Stake
from routes.verdict import Judged, judge_corridor

SCHEMA = 1


def states(text: str, atlas: Atlas) -> frozenset[str]:
    """Read a list of states as a user types it: `RU,BY`.

    Raises
    ------
    InputError
        If a code is not one of the world's; names the nearest.
    """
    codes = [code.strip().upper() for code in text.split(",") if code.strip()]
    for code in codes:
        if code not in atlas.state_names:
            raise InputError("avoid", code, _nearest_state(code, atlas.state_names))
    if not codes:
        raise InputError("avoid", text, "give at least one ISO 3166-1 alpha-2 code: RU")
    return frozenset(codes)


def _nearest_state(code: str, names: dict[str, str]) -> str:
    """Find what was meant by a name or a longer code: Russia, RUS."""
    for state, name in names.items():
        if len(code) > 2 and name.upper().startswith(code):
            return f"nearest name: {state!r} ({name})"
    return nearest_name(code, names) or "give ISO 3166-1 alpha-2 codes: RU,BY"


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
