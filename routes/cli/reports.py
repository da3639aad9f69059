"""Lay journeys and flows out as the command line's JSON; its fields stand in docs/cli.md."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any

from routes.model.atlas import Atlas, ZoneKm
from routes.model.errors import InputError, clipped
from routes.model.rows import Jurisdiction, Stake
from routes.network.capacity import Range
from routes.network.flow import Outcome
from routes.network.journeys import Journey
from routes.verdict.judge import Judged, judge_corridor
from routes.world.states import CURE, REST, TOO_LONG, read_states

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


def journeys_report(
    atlas: Atlas, origin: str, market: str, avoid: frozenset[str], found: list[Journey]
) -> dict[str, Any]:
    """Lay out the journeys between an origin and a market, JSON-ready."""
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "from": origin,
        "to": market,
        "avoid": sorted(avoid),
        "journeys": [
            {
                "code": journey.code,
                "legs": list(journey.ids),
                "modes": list(journey.modes),
                "transfers": len(journey.transfers),
                "transfer_ids": [transfer.transfer_id for transfer in journey.transfers],
                "status": journey.status,
                "decided_by": journey.decided_by,
                **judged_entry(atlas, journey.judged),
            }
            for journey in found
        ],
    }


def flow_report(atlas: Atlas, outcome: Outcome) -> dict[str, Any]:
    """Lay out what can still leave, JSON-ready; `null` where a number is not known."""
    report: dict[str, Any] = {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "year": outcome.year,
        "closed": [
            {"id": c.id, "share_left": c.share, "days": c.days_of(outcome.year)}
            for c in outcome.closures
        ],
        "avoid": sorted(outcome.avoid),
        "actual_mt": _number(outcome.actual[0]),
        "actual_mt_range": _range(outcome.actual),
        "actual_basis": outcome.basis,
        "max_flow_mt": _range(outcome.flow),
        "shortfall_mt": _range(outcome.shortfall),
        "cut": [{"id": name, "capacity_mtpa": _number(value)} for name, value in outcome.cut],
        "cut_low": [
            {"id": name, "capacity_mtpa": _number(value)} for name, value in outcome.cut_low
        ],
        "by_leg": [
            {
                "id": leg.leg_id,
                "actual_mt": leg.actual and _number(leg.actual[0]),
                "flow_mt": _number(leg.flow),
                "capacity_mtpa": _number(leg.bound.high),
                "capacity_mtpa_low": _number(leg.bound.low),
                "basis": leg.bound.how,
            }
            for leg in outcome.legs
        ],
        "assumptions": list(outcome.assumptions),
    }
    if outcome.naive:
        report["naive_max_flow_mt"] = _range(outcome.naive)
    return report


def _range(found: Range) -> dict[str, float | None]:
    return {"low": _number(found[0]), "high": _number(found[1])}


def _number(value: float) -> float | None:
    return None if isinf(value) else round(value, 3)
