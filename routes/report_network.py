"""Lay journeys and flows out as the command line's JSON; its fields stand in docs/cli.md."""

from __future__ import annotations

from math import isinf
from typing import Any

from routes.atlas import Atlas
from routes.capacity import Range
from routes.flow import Outcome
from routes.journeys import Journey
from routes.report import SCHEMA, judged_entry


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
