"""Format what the map's tooltips say of lines that only Python can tell: verdict and capacity."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf

from pages.shared.cards.badges import badge
from routes.language import phrase
from routes.model.atlas import Atlas
from routes.network.capacity import Capacities
from routes.sentences.closure import mt
from routes.verdict.judge import Judged


def line_tips(
    atlas: Atlas,
    judged: Mapping[str, Judged],
    statuses: Mapping[str, str],
    avoid: frozenset[str],
    caps: Capacities,
) -> dict[str, str]:
    """Format verdicts of corridors and capacities of legs, by the name that the map asks for.

    Parameters
    ----------
    atlas
        Has the legs.
    judged
        Judgement by corridor; without states to avoid there is no verdict.
    statuses
        Status by corridor at the time looked at.
    avoid
        ISO 3166-1 alpha-2.
    caps
        Capacities of the year.

    Returns
    -------
    `verdict.<corridor>` and `cap.<leg>`; a leg that no figure bounds has none.
    """
    tips = {}
    if avoid:
        for corridor_id, one in judged.items():
            mark = badge(one, statuses[corridor_id], avoid, atlas.state_names)
            tips[f"verdict.{corridor_id}"] = mark.plain
    for leg_id, leg in atlas.legs.items():
        if "oil" not in leg.goods:
            continue
        bound = caps.bound(leg_id)
        if bound.basis == "figures" and not isinf(bound.high):
            amount = mt(bound.low, bound.high)
            tips[f"cap.{leg_id}"] = phrase("map-tip-capacity", mt=amount, year=caps.year)
    return tips
