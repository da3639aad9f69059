"""Turn the answer to a closure into what the map draws: legs, their widths and their tooltips."""

from __future__ import annotations

from routes.language import number, phrase
from routes.model.atlas import Atlas
from routes.model.units import days_in
from routes.network.limits import CASES, Case
from routes.network.stranded import LegFlow, Outcome
from routes.sentences.closure import LEAST, spec_of

WIDEST_PX = 9.0
"""Pixels of a line that carries `FULL_MT`."""
FULL_MT = 60.0
"""Mt a year."""
LEAST_PX = 2.2
"""Pixels of a line that carries anything: what still flows is seen, however little."""
LANE_PX = 3.5
"""Pixels at most of a lane beyond the ports of loading."""
HAIR_PX = 1.0
"""Pixels of what carries nothing, and of what is closed."""


def _beyond(atlas: Atlas, outcome: Outcome, leg_id: str) -> bool:
    """Return whether a leg is a lane beyond the ports of loading."""
    return atlas.legs[leg_id].mode == "sea" and leg_id not in outcome.ways


def _rate(outcome: Outcome, flow: LegFlow, case: Case) -> float:
    """Return what a leg carries, Mt a year: under the closures, else as drawn."""
    if not outcome.days:
        return flow.moved.out
    return flow.during[case] * days_in(outcome.year) / outcome.days


def _legs(atlas: Atlas, outcome: Outcome) -> list[LegFlow]:
    return [flow for flow in outcome.flows.values() if flow.leg_id in atlas.legs]


def legs_shown(atlas: Atlas, outcome: Outcome) -> list[str]:
    """List the legs to draw: those that carry, carried, could carry or are closed.

    The same in both cases. A lane beyond the ports of loading has no limit: it is drawn if it is
    used.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    """
    return [
        flow.leg_id
        for flow in _legs(atlas, outcome)
        if flow.closed
        or max(flow.moved.out, *(_rate(outcome, flow, case) for case in CASES)) > LEAST
        or (flow.limit.on_paper > LEAST and not _beyond(atlas, outcome, flow.leg_id))
    ]


def closed_legs(atlas: Atlas, outcome: Outcome) -> list[str]:
    """List the legs of which nothing is left while something is closed.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    """
    return [flow.leg_id for flow in _legs(atlas, outcome) if flow.closed]


def leg_widths(atlas: Atlas, outcome: Outcome, case: Case) -> dict[str, float]:
    """Return the width of each leg by its flow, in pixels; what carries nothing is a hair.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    case
        As seen, or on paper.
    """
    widths = {}
    for flow in _legs(atlas, outcome):
        mtpa = _rate(outcome, flow, case)
        most = LANE_PX if _beyond(atlas, outcome, flow.leg_id) else WIDEST_PX
        wide = LEAST_PX + (most - LEAST_PX) * min(1.0, mtpa / FULL_MT)
        widths[flow.leg_id] = HAIR_PX if flow.closed or mtpa <= LEAST else round(wide, 2)
    return widths


def leg_tips(atlas: Atlas, outcome: Outcome, case: Case) -> dict[str, str]:
    """Format what each leg moved and can move, for its tooltip, by the id that the map asks for.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    case
        As seen, or on paper.
    """
    return {f"flow.{flow.leg_id}": _tip(outcome, flow, case) for flow in _legs(atlas, outcome)}


def _tip(outcome: Outcome, flow: LegFlow, case: Case) -> str:
    year = outcome.year
    if not outcome.days:
        out = flow.moved.out
        return phrase("closure-tip-year", mt=number(out, spec_of(out)), year=year)
    spec = spec_of(max(flow.before, flow.during[case]))
    return phrase(
        "closure-tip-days",
        days=0 if outcome.days == days_in(year) else outcome.days,
        before=number(flow.before, spec),
        now=number(flow.during[case], spec),
    )
