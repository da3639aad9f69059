"""Turn the answer to a closure into what the map draws: legs, their widths and their tooltips."""

from __future__ import annotations

from routes.language import phrase
from routes.model.atlas import Atlas
from routes.network.flow import Outcome
from routes.sentences.closure import LEAST, mt

WIDEST_PX = 9.0
"""Pixels that a line which carries `FULL_MT` is wider than one which carries nothing."""
FULL_MT = 60.0
"""Mt a year."""


def _at_sea(atlas: Atlas, outcome: Outcome, leg_id: str) -> bool:
    """Return whether a leg is a lane beyond the ports of loading, on which the model has no say."""
    return atlas.legs[leg_id].mode == "sea" and leg_id not in outcome.ways


def legs_shown(atlas: Atlas, outcome: Outcome, before: Outcome) -> list[str]:
    """List the legs to draw: those that carry, carried, could carry or are closed, and lanes used.

    Parameters
    ----------
    atlas
        What was built.
    outcome, before
        The year with the closures, and without any.
    """
    old = {leg.leg_id: leg.flow for leg in before.legs}
    return [
        leg.leg_id
        for leg in outcome.legs
        if leg.closed
        or max(leg.flow, old[leg.leg_id]) > LEAST
        or (leg.bound.high > 0 and not _at_sea(atlas, outcome, leg.leg_id))
    ]


def leg_widths(atlas: Atlas, outcome: Outcome) -> dict[str, float]:
    """Return the width of each leg by its flow, in pixels; what carries nothing stays a hair.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    """
    return {
        leg.leg_id: 1.0
        if _at_sea(atlas, outcome, leg.leg_id)
        else round(1.0 + WIDEST_PX * min(1.0, leg.flow / FULL_MT), 2)
        for leg in outcome.legs
    }


def leg_tips(atlas: Atlas, outcome: Outcome) -> dict[str, str]:
    """Format what each leg moved and can move, for its tooltip, by the id that the map asks for.

    Parameters
    ----------
    atlas
        What was built.
    outcome
        The year with the closures.
    """
    tips = {}
    for leg in outcome.legs:
        if _at_sea(atlas, outcome, leg.leg_id):
            tip = phrase("closure-tip-sea")
        else:
            low, high = sorted((leg.flow_low, leg.flow))
            tip = phrase("closure-tip-now", mt=mt(low, high))
        if leg.actual:
            moved = phrase("closure-tip-moved", mt=mt(*leg.actual), year=outcome.year)
            tip = phrase("closure-tip", moved=moved, now=tip)
        tips[f"flow.{leg.leg_id}"] = tip
    return tips
