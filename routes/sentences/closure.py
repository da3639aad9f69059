"""Format in one sentence what a closure leaves, and compare before and after by way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from routes.language import listed, named, number, phrase
from routes.model.atlas import Atlas
from routes.model.units import WHOLE_YEAR, in_kbd
from routes.network.capacity import Range
from routes.network.closures import Closure
from routes.network.flow import COUNTRY, Outcome

NAMED = 4
"""Bottlenecks that are named at most."""
LEAST = 0.05
"""Million tonnes a year that are printed as more than 0.0."""
COUNTED = 3
"""Closures that are named at most; of more the number is given."""


@dataclass(frozen=True)
class Way:
    """A way out of Kazakhstan.

    Attributes
    ----------
    leg_id
        Leg that leaves the country.
    name
        Its name.
    moved
        What moved there in the year, Mt; None where no figure is known.
    after
        What can move there now, Mt a year, in the low and in the high case.
    closed
        Whether it is closed.
    """

    leg_id: str
    name: str
    moved: Range | None
    after: Range
    closed: bool


def ways(atlas: Atlas, outcome: Outcome) -> list[Way]:
    """List the ways out of the country, the one by which most moved first.

    Parameters
    ----------
    atlas
        Names legs.
    outcome
        The answer to the closures.
    """
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
    """Compute what left by ways out for which no figure is known, Mt a year.

    Parameters
    ----------
    outcome
        The answer to the closures.

    Returns
    -------
    Least and most: what left in all, less what the ways out with a figure moved; nothing where
    the whole is the sum of those figures.
    """
    if outcome.partly_known:
        return 0.0, 0.0
    known = [leg.actual for leg in outcome.legs if leg.leg_id in outcome.ways and leg.actual]
    low = outcome.actual[0] - sum(high for _, high in known)
    high = outcome.actual[1] - sum(low for low, _ in known)
    return max(0.0, low), max(0.0, high)


def gains(atlas: Atlas, before: Outcome, after: Outcome) -> list[tuple[str, float]]:
    """List the ways out that take over what a closure turns away, in the high case.

    Parameters
    ----------
    atlas
        Names legs.
    before, after
        The answers without and with the closures.

    Returns
    -------
    Name of each, sorted, and what it carries more, Mt a year.
    """
    old = {leg.leg_id: leg.flow for leg in before.legs}
    more = [
        (atlas.legs[x.leg_id].name, x.flow - old[x.leg_id])
        for x in after.legs
        if x.leg_id in after.ways
    ]
    return sorted((name, mt) for name, mt in more if mt >= LEAST)


def mt(low: float, high: float) -> str:
    """Format a range of million tonnes, one number where both round to it.

    Parameters
    ----------
    low, high
        Million tonnes; infinite where no figure limits them, and then a word says so.
    """
    if isinf(low):
        return phrase("closure-amount-free")
    if isinf(high):
        return phrase("closure-amount-least", mt=number(low, ".1f"))
    return _range(number(low, ".1f"), number(high, ".1f"))


def kbd(low: float, high: float, year: int | None = None) -> str:
    """Format a range of million tonnes a year as thousand barrels a day.

    Parameters
    ----------
    low, high
        Million tonnes a year.
    year
        The year whose days are meant; without one it has 365.
    """
    return _range(number(round(in_kbd(low, year))), number(round(in_kbd(high, year))))


def _range(low: str, high: str) -> str:
    return low if low == high else phrase("number-range", low=low, high=high)


def what(atlas: Atlas, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Format what closes: the CPC terminal down to 1 of 3 moorings; all of Russia closed.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    outcome
        Its closures are named; of more than `COUNTED` the number is given.
    names
        Names of transfers and origins by id.
    """
    if len(outcome.closures) > COUNTED:
        return phrase("closure-what-many", n=len(outcome.closures))
    return listed(_closure(atlas, outcome, names, closure) for closure in outcome.closures)


def _closure(atlas: Atlas, outcome: Outcome, names: Mapping[str, str], closure: Closure) -> str:
    state = closure.id in atlas.state_names
    name = atlas.name_of(closure.id) if state else _name(atlas, names, closure.id)
    percent = phrase("closure-share", percent=number(100 * closure.share))
    return phrase(
        "closure-what",
        kind="state" if state else "part",
        part=named("state" if state else "part", (closure.id, name)),
        left="some" if closure.share else "none",
        share=outcome.counted.get(closure.id, percent),
        days=closure.days if closure.days < WHOLE_YEAR else 0,
    )


def summarise(atlas: Atlas, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Format what can still leave, what has no way out, and what the bottlenecks are.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    outcome
        The answer to the closures.
    names
        Names of transfers and origins by id.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    actual, year = mt(*outcome.actual), outcome.year
    known = "part" if outcome.partly_known else "all"
    if not outcome.closures:
        return phrase("closure-nothing-closed", year=year, known=known, actual=actual)
    lead, flow, short = what(atlas, outcome, names), mt(*outcome.flow), outcome.shortfall
    if short[1] < LEAST:
        return phrase(
            "closure-no-loss", what=lead, flow=flow, known=known, actual=actual, year=year
        )
    loss = phrase(
        "closure-loss",
        what=lead,
        flow=flow,
        known=known,
        actual=actual,
        year=year,
        short=mt(*short),
        kbd=kbd(*short, year),
    )
    sure = short[0] >= LEAST
    cut = outcome.cut if sure else outcome.cut_low
    binding = [(part, limit) for part, limit in cut if part != COUNTRY]
    if not binding:
        return loss
    parts = listed(
        phrase(
            "closure-part",
            part=named("part", (part, _name(atlas, names, part))),
            mt=number(limit, ".1f"),
        )
        for part, limit in binding[:NAMED]
    )
    case, count = "sure" if sure else "worst", len(binding[:NAMED])
    return f"{loss} {phrase('closure-binds', case=case, count=count, parts=parts)}"


def _name(atlas: Atlas, names: Mapping[str, str], part: str) -> str:
    return names.get(part) or atlas.name_of(part)
