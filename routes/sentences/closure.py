"""Say in one sentence what a closure leaves, and lay out before and after by way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from routes.language import listed
from routes.model.atlas import Atlas
from routes.model.units import WHOLE_YEAR, in_kbd
from routes.network.capacity import Range
from routes.network.closures import Closure
from routes.network.flow import Outcome

NAMED = 4
COUNTED = 3
"""So many closures are named; of more the number is given."""


@dataclass(frozen=True)
class Way:
    """A way out of Kazakhstan, Mt a year: what moved there, what can move there now."""

    leg_id: str
    name: str
    moved: Range | None
    after: Range
    closed: bool


def ways(atlas: Atlas, outcome: Outcome) -> list[Way]:
    """List the ways out, what moved most first."""
    by_id = {leg.leg_id: leg for leg in outcome.legs}
    found = [
        Way(
            w,
            atlas.legs[w].name,
            by_id[w].actual,
            _sorted(by_id[w].flow_low, by_id[w].flow),
            by_id[w].closed,
        )
        for w in outcome.ways
    ]
    return sorted(found, key=lambda w: (-(w.moved[0] if w.moved else w.after[1]), w.name))


def _sorted(a: float, b: float) -> Range:
    return min(a, b), max(a, b)


def unaccounted(outcome: Outcome) -> Range:
    """Tell what left in the year less what the ways out with a figure moved, Mt."""
    known = [leg.actual for leg in outcome.legs if leg.leg_id in outcome.ways and leg.actual]
    low = outcome.actual[0] - sum(high for _, high in known)
    high = outcome.actual[1] - sum(low for low, _ in known)
    return max(0.0, low), max(0.0, high)


def gains(atlas: Atlas, before: Outcome, after: Outcome) -> list[tuple[str, float]]:
    """List the ways out that take over what a closure turns away, in the high case, Mt a year."""
    old = {leg.leg_id: leg.flow for leg in before.legs}
    more = [
        (atlas.legs[x.leg_id].name, x.flow - old[x.leg_id])
        for x in after.legs
        if x.leg_id in after.ways
    ]
    return sorted((name, mt) for name, mt in more if mt >= 0.05)


def mt(low: float, high: float) -> str:
    """Write a range of million tonnes, one number where both round to it; a missing end is said."""
    if isinf(low):
        return "not limited by any figure"
    if isinf(high):
        return f"at least {low:.1f}"
    return f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f}–{high:.1f}"


def kbd(low: float, high: float, year: int | None = None) -> str:
    """Write a range of million tonnes a year as thousand barrels a day of that year."""
    a, b = round(in_kbd(low, year)), round(in_kbd(high, year))
    return f"{a:,}" if a == b else f"{a:,}–{b:,}"


def what(atlas: Atlas, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Word what closes: the CPC terminal down to 1 of 3 moorings; all of Russia closed."""
    if len(outcome.closures) > COUNTED:
        return f"{len(outcome.closures)} places, lines or states closed in whole or in part"
    told = []
    for closure in outcome.closures:
        state = closure.id in atlas.state_names
        name = f"all of {atlas.name_of(closure.id)}" if state else _named(atlas, names, closure.id)
        how = "closed" if closure.share == 0 else f"down to {_left(outcome, closure)}"
        days = f" for {closure.days} days" if closure.days < WHOLE_YEAR else ""
        told.append(f"{name} {how}{days}")
    return listed(told)


def _left(outcome: Outcome, closure: Closure) -> str:
    return outcome.counted.get(closure.id, f"{closure.share:.0%}")


def summarise(atlas: Atlas, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Say what can still leave, what has no way out, and what binds.

    Parameters
    ----------
    names
        Names of transfers and origins by id.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    left = mt(*outcome.actual)
    least = "at least " if outcome.basis.startswith("at least") else ""
    if not outcome.closures:
        return (
            f"In {outcome.year} {least}**{left} Mt** of Kazakh oil left the country. "
            "Close a place or a line to see how much still could."
        )
    lead = what(atlas, outcome, names)
    head = f"With {lead}, **{mt(*outcome.flow)} Mt a year** of Kazakh oil can still leave, of "
    head += f"{least}{left} Mt that did in {outcome.year}"
    short = outcome.shortfall
    if short[1] < 0.05:
        return f"{head}; over the year **nothing** is left without a way out."
    tail = (
        f"**{mt(*short)} Mt** ({kbd(*short, outcome.year)} thousand barrels a day) has no way out"
    )
    binding = [
        (n, v)
        for n, v in (outcome.cut if short[0] >= 0.05 else outcome.cut_low)
        if n != "kazakhstan"
    ]
    if not binding:
        return f"{head}; {tail}."
    told = [f"{_named(atlas, names, n)} ({v:.1f})" for n, v in binding[:NAMED]]
    case = "What binds is" if short[0] >= 0.05 else "At the worst what binds is"
    return f"{head}; {tail}. {case} **{listed(told)}**."


def _named(atlas: Atlas, names: Mapping[str, str], part: str) -> str:
    return names.get(part) or atlas.name_of(part)
