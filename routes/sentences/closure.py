"""Format in words what has no way out in a closure, how much of all it is, and what limits."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf
from typing import Final

from routes.language import date, listed, named, number, phrase, state_names
from routes.model.atlas import Atlas
from routes.model.units import days_in
from routes.network.balance import OTHER_WAYS
from routes.network.capacity import Range, whole_moorings
from routes.network.closures import Closure, of_element
from routes.network.limits import AS_SEEN, ON_PAPER, Case
from routes.network.stranded import Cases, Cut, Outcome, YearNetwork

LEAST: Final = 0.005
"""Million tonnes that are printed as more than 0.00."""
COUNTED: Final = 3
"""Closures that are named at most; of more the number is given."""
LIMITING: Final = 3
"""Bottlenecks that a sentence names at most."""
ROUNDED: Final = 0.11
"""Mt between the ends of a figure that was rounded to a tenth, at most."""
PART: Final = 0.1
"""Part of what the weightiest bottleneck lets through that another must, to be named beside it."""
APART: Final = 0.06
"""Difference of two shares that one word stands for."""
FRACTIONS: Final = {
    "tenth": 0.1,
    "fifth": 0.2,
    "quarter": 0.25,
    "third": 1 / 3,
    "two-fifths": 0.4,
    "half": 0.5,
    "three-fifths": 0.6,
    "two-thirds": 2 / 3,
    "three-quarters": 0.75,
    "four-fifths": 0.8,
    "nine-tenths": 0.9,
    "nearly-all": 0.98,
}
"""Shares that have a word."""
NO_WORD: Final = 0.08
"""Share below which there is no word, and the number is given."""
NOTHING: Final = 0.03
"""Part of the high end from which up the low end is told."""
ALL: Final = 0.995
"""Share from which all is meant."""


def mt(low: float, high: float, spec: str = ".1f") -> str:
    """Format a range of million tonnes, one number where both round to it.

    Parameters
    ----------
    low, high
        Million tonnes; infinite where no figure limits them, and then a word says so.
    spec
        Format of each number.
    """
    if isinf(low):
        return phrase("closure-amount-free")
    if isinf(high):
        return phrase("closure-amount-least", mt=number(low, spec))
    first, last = number(low, spec), number(high, spec)
    return first if first == last else phrase("number-range", low=first, high=last)


def spec_of(high: float) -> str:
    """Return the format in which amounts up to a number are told: with two or three digits.

    Parameters
    ----------
    high
        The greatest of them, million tonnes.
    """
    return ".1f" if high >= 1 else ".2f" if high >= 0.1 else ".3f"


def spoken(low: float, high: float, spec: str = "") -> str:
    """Format a range for a sentence: 4.0 to 4.3, up to 0.3, 5.3.

    Parameters
    ----------
    low, high
        Million tonnes.
    spec
        Format of each number; that of `spec_of` if empty.
    """
    spec = spec or spec_of(high)
    first, last = number(low, spec), number(high, spec)
    if first == last:
        return first
    if low <= NOTHING * high:
        return phrase("closure-up-to", high=last)
    return phrase("closure-to", low=first, high=last)


def _ends(cases: Cases) -> Range:
    """Return the least and the greatest of both cases."""
    return min(cases.values()), max(cases.values())


def what(atlas: Atlas, network: YearNetwork, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Format what closes: CPC moorings down to 1 of 3 for 30 days; all of Russia shut.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    network
        The oil of the year; says what is counted in moorings.
    outcome
        Its closures are named; of more than `COUNTED` the number is given.
    names
        Names of transfers and gates by id.
    """
    if len(outcome.closures) > COUNTED:
        return phrase("closure-what-many", n=len(outcome.closures))
    return listed(_closure(atlas, network, names, closure) for closure in outcome.closures)


def _closure(atlas: Atlas, network: YearNetwork, names: Mapping[str, str], closure: Closure) -> str:
    state = closure.id in atlas.state_names
    name = atlas.name_of(closure.id) if state else _name(atlas, names, closure.id)
    days = closure.days_of(network.year)
    whole = days == days_in(network.year)
    return phrase(
        "closure-what",
        kind="state" if state else "part",
        part=named("state" if state else "part", (closure.id, name)),
        left="some" if closure.share else "none",
        share=_left(network, closure),
        days=0 if whole else days,
        start=date(str(closure.start)) if closure.start and not whole else "",
        dated="yes" if closure.start and not whole else "no",
    )


def _left(network: YearNetwork, closure: Closure) -> str:
    """Format how much is left: whole moorings where the place is counted in them, else per cent."""
    for transfer in network.model.net.transfers:
        moorings = network.limits.moorings.get(transfer.transfer_id)
        if moorings and of_element(transfer, [closure]):
            return phrase(
                "closure-moorings", n=whole_moorings(closure.share, moorings), total=moorings
            )
    return phrase("closure-share", percent=number(100 * closure.share, ".4g"))


def share(low: float, high: float) -> str:
    """Format a share in words where one word fits, else per cent.

    >>> share(0.81, 0.83), share(0.0, 0.08), share(0.45, 0.97)
    ('about four fifths', 'up to 8 %', '45 to 97 %')

    Parameters
    ----------
    low, high
        0 to 1.
    """
    middle = (low + high) / 2
    if low >= ALL:
        return phrase("closure-fraction", part="all")
    if high - low <= APART and middle >= NO_WORD:
        word = min(FRACTIONS, key=lambda one: abs(FRACTIONS[one] - middle))
        return phrase("closure-fraction", part=word)
    spec = ".0f" if high >= 0.01 else ".1f"
    return phrase("number-percent", value=spoken(100 * low, 100 * high, spec))


def summarise(
    atlas: Atlas, network: YearNetwork, outcome: Outcome, names: Mapping[str, str]
) -> str:
    """Format what has no way out, which part of all it is, on what it depends, what is made up.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    network
        The oil of the year.
    outcome
        The answer to the closures.
    names
        Names of transfers and gates by id.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    year, days = outcome.year, outcome.days
    if not days:
        return phrase("closure-nothing-closed", year=year, mt=_left_in(outcome))
    lead = what(atlas, network, outcome, names)
    whole = days == days_in(year)
    low, high = _ends(outcome.no_way)
    if high < LEAST:
        return phrase(
            "closure-no-loss",
            what=lead,
            mt=spoken(outcome.due, outcome.due),
            days=0 if whole else days,
            year=year,
        )
    amount, part = spoken(low, high), share(low / outcome.due, high / outcome.due)
    if whole:
        loss = phrase("closure-loss-year", what=lead, mt=amount, share=part, year=year)
    else:
        a_day = spoken(*_ends(outcome.no_way_per_day))
        loss = phrase(
            "closure-loss-days", what=lead, mt=amount, per_day=a_day, share=part, days=days
        )
    sentences = [loss, _limits(atlas, network, outcome, names)]
    if not whole:
        sentences.append(_by_the_end(outcome))
    return " ".join(text for text in sentences if text)


def _left_in(outcome: Outcome) -> str:
    """Format what left in the year: one number, unless more than its rounding is not known."""
    low, high = outcome.balance.left.range
    return mt(low, high) if high - low > ROUNDED else number(outcome.left, ".1f")


def _by_the_end(outcome: Outcome) -> str:
    """Format how much of it is made up by the end of the year, and the year's rate."""
    low, high = _ends(outcome.made_up)
    rate = spoken(*_ends(outcome.year_end), ".1f")
    return phrase(
        "closure-by-the-end",
        some="yes" if high >= LEAST else "no",
        mt=spoken(low, high),
        rate=rate,
        left=number(outcome.left, ".1f"),
    )


def _limits(atlas: Atlas, network: YearNetwork, outcome: Outcome, names: Mapping[str, str]) -> str:
    """Format on what the answer depends, or what lets no more through."""
    low, high = _ends(outcome.no_way)
    if high - low > max(LEAST, APART * high):
        found = depends_on(network, outcome)[:LIMITING]
        if found:
            things = listed(thing(atlas, network, names, one) for one in found)
            many = len(found) + found.count(OTHER_WAYS)
            return phrase("closure-depends", things=things, n=many)
    full = bottlenecks(network, outcome, ON_PAPER)
    parts = [
        phrase(
            "closure-full-part",
            thing=thing(atlas, network, names, element),
            mt=number(mtpa, spec_of(mtpa)),
        )
        for element, mtpa in full[:LIMITING]
    ]
    return phrase("closure-full", parts=listed(parts)) if parts else ""


def bottlenecks(network: YearNetwork, outcome: Outcome, case: Case) -> list[tuple[str, float]]:
    """List what lets no more through, that which lets most through first.

    Parameters
    ----------
    network
        The oil of the year.
    outcome
        The answer to the closures.
    case
        As seen, or on paper.

    Returns
    -------
    Ids, with what each lets through, Mt a year; without those that let little through.
    """
    found = _limiting(network, outcome, case)
    most = max(found.values(), default=0.0)
    kept = [(one, mtpa) for one, mtpa in found.items() if mtpa >= max(LEAST, PART * most)]
    return sorted(kept, key=lambda part: (-part[1], part[0]))


def _limiting(network: YearNetwork, outcome: Outcome, case: Case) -> dict[str, float]:
    """Return the bottlenecks of a case, with what each lets through, Mt a year.

    What is closed itself is none, in whole or in part, and neither is a field's own output.
    """
    fields = {edge.element for edge in network.edges if edge.kind == "field"}
    return {
        cut.id: cut.mtpa
        for cut in outcome.cut
        if cut.case == case and cut.id not in fields and not _closed(outcome, cut)
    }


def _closed(outcome: Outcome, cut: Cut) -> bool:
    """Return whether something is closed, in whole or in part."""
    flow = outcome.flows[cut.id]
    return flow.closed or cut.mtpa < flow.limit.of(cut.case) - LEAST


def depends_on(network: YearNetwork, outcome: Outcome) -> list[str]:
    """List what would have to carry more than was seen, that of which most is asked first.

    Parameters
    ----------
    network
        The oil of the year.
    outcome
        The answer to the closures.
    """
    # Where what all other ways took over together limits, no single one is a bottleneck.
    for names in (_limiting(network, outcome, AS_SEEN), outcome.ways):
        more = {
            name: flow.during[ON_PAPER] - flow.during[AS_SEEN]
            for name in names
            if (flow := outcome.flows.get(name))
        }
        most = max(more.values(), default=0.0)
        if most >= LEAST:
            kept = [name for name, mt_more in more.items() if mt_more >= max(LEAST, PART * most)]
            return sorted(kept, key=lambda name: (-more[name], name))
    return []


def thing(atlas: Atlas, network: YearNetwork, names: Mapping[str, str], element: str) -> str:
    """Format a line, a transfer or the other ways in a sentence: the pipe to China.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    network
        The oil of the year.
    names
        Names of transfers and gates by id.
    element
        Its id.
    """
    leg = atlas.legs.get(element)
    if element in network.model.markets:
        gate = next(gate for gate in network.model.net.gates if gate.gate_id == element)
        port = named("part", (gate.place_id, atlas.places[gate.place_id].label))
        return phrase("closure-thing", kind="market", part=port)
    if not leg:
        kind = "other" if element == OTHER_WAYS else "transfer"
        part = named("part", (element, _name(atlas, names, element)))
        return phrase("closure-thing", kind=kind, part=part)
    state = atlas.places[leg.head].country
    pipes = [
        way
        for way in network.balance.ways
        if atlas.legs[way].mode == "pipeline"
        and atlas.places[atlas.legs[way].head].country == state
    ]
    if pipes == [element]:
        return phrase("closure-thing-to", state=state_names([state], atlas.state_names))
    mine = [one for one in atlas.corridors.values() if element in one.leg_ids]
    if element in pipes and len(mine) == 1:
        return phrase(
            "closure-thing-line", line=named("corridor", (mine[0].corridor_id, mine[0].name))
        )
    return phrase("closure-thing", kind=leg.mode, part=named("part", (element, leg.name)))


def way_name(atlas: Atlas, way: str) -> str:
    """Return the name of a way out of the country.

    Parameters
    ----------
    atlas
        Names legs.
    way
        Leg, or the other ways.
    """
    return phrase("closure-other-ways") if way == OTHER_WAYS else atlas.legs[way].name


def ways(network: YearNetwork) -> list[str]:
    """List the ways out, that by which most left in the year first, the other ways last.

    The order hangs on the year alone: no closure changes it.

    Parameters
    ----------
    network
        The oil of the year.
    """
    base = network.limits.base
    found = [
        way for way in network.balance.ways if max(base(way), network.balance.of(way).high) >= LEAST
    ]
    return [*sorted(found, key=lambda way: (-base(way), way)), OTHER_WAYS]


def _name(atlas: Atlas, names: Mapping[str, str], part: str) -> str:
    return names.get(part) or atlas.name_of(part)
