"""Say what moved in a year and how the corridors shown fare.

True for every combination of corridors, years and states.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, floor, isinf
from typing import Final

from routes.evidence.moment import Standing
from routes.language import (
    Names,
    date,
    km,
    listed,
    named,
    number,
    phrase,
    sentence,
    state_names,
)
from routes.model.atlas import Corridor
from routes.model.terms import (
    HOME,
    IDLE,
    NOT_YET,
    OPERATING,
    PARTLY_IDLE,
    PROPOSED,
    RUSSIA,
    UNBUILT,
)
from routes.network.capacity import Range
from routes.network.moved import Amount
from routes.verdict.judge import Judged
from routes.verdict.tests import PORT, SEA, SOIL, Test

NAMED = 3
"""Corridors that cross and are named at most; of more the number is given."""
NEAR: Final = 0.105
"""Mt by which two ends may differ that are told as one number; a tenth of it below one Mt."""
NONE_MT: Final = 0.05
"""Mt below which a part of what left is none that is told."""
NONE_SHARE: Final = 5e-4
"""Share of what left below which some corridors carried none of it."""
HALF: Final = 0.5
"""Share from which on its least alone is told; a way that is named carried as much of it."""
CLOSE_ENOUGH: Final = 1e-6
"""Per cent by which a share may miss a whole number that it is."""
SERVING = Standing(OPERATING)
"""How a corridor stands unless its standing is given."""


@dataclass(frozen=True)
class OnMap:
    """A corridor that is switched on.

    Attributes
    ----------
    corridor
        The corridor.
    status
        Its status at the time looked at.
    judged
        Its judgement.
    standing
        Since when it was idle, and which of its legs.
    """

    corridor: Corridor
    status: str
    judged: Judged
    standing: Standing = SERVING


@dataclass(frozen=True)
class Way:
    """A corridor out of the country.

    Attributes
    ----------
    id
        Its id.
    name
        Its name in English.
    moved
        What went by it, Mt: least, drawn and greatest.
    """

    id: str
    name: str
    moved: Amount


@dataclass(frozen=True)
class Year:
    """What the balance of a year says of oil and of the states to avoid.

    Attributes
    ----------
    year
        Year of the Gregorian calendar.
    as_article
        Whether the reader looks as the article saw it: its figures were published later.
    total
        All that left, Mt: least, drawn and greatest; None in a year whose balance does not close.
    most
        Most that may have left, Mt; `inf` where nothing bounds it.
    share
        Least and greatest share of it that met the states to avoid.
    met, clean
        Least and greatest that met them, and that met none of them, Mt.
    way
        The way by which most of what met them left; of all, without a state to avoid. None where
        there is none.
    """

    year: int
    as_article: bool
    total: Amount | None
    most: float
    share: Range = (0.0, 0.0)
    met: Range = (0.0, 0.0)
    clean: Range = (0.0, 0.0)
    way: Way | None = None


@dataclass(frozen=True)
class Headline:
    """What leads the map's page: sentences in which `**` encloses what should be bold.

    Attributes
    ----------
    lead
        The year in tonnes; it hangs on the year and the states alone.
    count
        How many of the corridors shown bypass the states; "" where none of them exists.
    cargo
        Which of them carry no oil; "" where all do.
    rest
        Kilometres crossed, what was idle, lanes by port, what is proposed; "" where nothing is
        left to say.
    """

    lead: str
    count: str
    cargo: str
    rest: str

    @property
    def text(self) -> str:
        """All of it, one sentence after the other."""
        return " ".join(filter(None, (self.lead, self.count, self.cargo, self.rest)))


def headline(
    shown: Sequence[OnMap],
    avoid: frozenset[str],
    names: dict[str, str],
    places: dict[str, str],
    year: Year,
    oil: Collection[str],
    carried: Range | None,
) -> Headline:
    """Say what moved in the year, and which of the corridors shown bypass the states to avoid.

    Proposed corridors count in no total, and those that stood idle are told apart. One whose
    verdict depends on the port of loading is shown, so it is counted, but has no verdict of its
    own.

    Parameters
    ----------
    shown
        What is switched on.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    names
        Names of all states by code.
    places
        Names of places by id.
    year
        What the balance of the year says.
    oil
        Ids of the corridors that bring oil out of the country or to one of their ends.
    carried
        Least and greatest share of what left that went by those `bypassing`; None where that is
        not known.
    """
    lead = lead_of(year, avoid, names)
    if not shown:
        return Headline(lead, phrase("verdict-nothing-shown"), "", "")
    if not avoid:
        return Headline(lead, phrase("verdict-no-state"), _cargo(shown, oil), "")
    told = _Told(avoid, names, places)
    existing = [s for s in shown if s.status not in UNBUILT]
    used = [s for s in existing if s.standing.status != IDLE]
    own = [s for s in existing if s.judged.verdict != "depends"]
    alone = used if len(used) == 1 else existing if len(existing) == 1 else []
    single = alone[0] if alone else None
    count = ""
    if single:
        count = told.single(single, _carried(year, carried) if used else "idle")
    elif used:
        which = "all" if len(used) == len(shown) else "existing"
        which = which if len(used) == len(existing) else "used"
        count = told.count(bypassing(shown), used, which, _carried(year, carried))
    elif existing:
        count = told.all_idle(existing)
    rest = [s for s in own if s is not single]
    clauses = told.crossing([s for s in rest if s.judged.verdict == "crosses"])
    clauses += _unsure([s for s in rest if s.judged.verdict == "cannot_tell"])
    clauses += [_idle(s) for s in existing if s.standing.status in {IDLE, PARTLY_IDLE}]
    clauses += [
        told.lanes(s) for s in existing if s.judged.verdict == "depends" and s is not single
    ]
    clauses += [told.proposed(s) for s in shown if s.status == PROPOSED]
    clauses += [phrase("verdict-not-yet", corridor=_name(s)) for s in shown if s.status == NOT_YET]
    return Headline(
        lead=lead,
        count=sentence([count]) if count else "",
        cargo=_cargo(shown, oil),
        rest=sentence(clauses) if clauses else "",
    )


def bypassing(shown: Sequence[OnMap]) -> list[OnMap]:
    """List the corridors that were in use and bypass the states to avoid.

    Parameters
    ----------
    shown
        What is switched on.
    """
    return [
        s
        for s in shown
        if s.status not in UNBUILT and s.standing.status != IDLE and s.judged.verdict == "bypasses"
    ]


def lead_of(year: Year, avoid: frozenset[str], names: dict[str, str]) -> str:
    """Say how much oil left in a year, and how much of it crossed the states to avoid.

    Parameters
    ----------
    year
        What the balance of the year says.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    names
        Names of all states by code.
    """
    when = phrase("headline-year", year=year.year, known="then" if year.as_article else "now")
    ground = _ground(avoid, names)
    if year.total is None:
        most = "" if isinf(year.most) else number(_up(year.most), ".1f")
        asked = "no" if HOME in avoid or not avoid else "yes"
        return sentence(
            [
                phrase(
                    "headline-gap",
                    year=year.year,
                    most=most or "none",
                    asked=asked,
                    avoid=ground.avoid,
                    first=ground.first,
                    second=ground.second,
                )
            ]
        )
    total = _total(year.total)
    if not avoid:
        return sentence([_plain(when, total, year)])
    if HOME in avoid:
        alone = "yes" if len(avoid) == 1 else "no"
        home = state_names([HOME], names)
        return sentence([phrase("headline-home", when=when, total=total, home=home, alone=alone)])
    if year.met[0] < NONE_MT:
        return sentence([_none_known(when, total, year, ground)])
    way = year.way if year.way and year.way.moved[0] >= HALF * year.met[0] else None
    clauses = [
        phrase(
            "headline-crossed",
            when=when,
            share=share_of(year.share),
            met=_part(year.met, year.total),
            total=total,
            by=mt_of((way.moved[0], way.moved[2]), way.moved[1]) if way else "none",
            way=_names(way),
            avoid=ground.avoid,
            first=ground.first,
            second=ground.second,
        )
    ]
    if year.clean[1] >= NONE_MT:
        clean = _part(year.clean, year.total)
        most = "yes" if year.clean[0] < NONE_MT else "no"
        clauses.append(phrase("headline-round", clean=clean, most=most, avoid=ground.avoid))
    return sentence(clauses)


def _plain(when: str, total: str, year: Year) -> str:
    """Say what left, and by which way most of it."""
    if year.way is None or year.total is None:
        return phrase("headline-left", when=when, total=total)
    low, drawn, high = year.way.moved
    share = low / year.total[2], high / year.total[0]
    return phrase(
        "headline-left-by",
        when=when,
        total=total,
        share=share_of(share, drawn / year.total[1]),
        by=mt_of((low, high), drawn),
        way=_names(year.way),
    )


def _none_known(when: str, total: str, year: Year, ground: _Ground) -> str:
    """Say that no oil is known to have crossed the states, and of how much that is known."""
    if year.total and year.clean[0] < HALF * year.total[0]:
        met = mt_of((year.met[1], year.met[1])) if year.met[1] < year.total[0] else "none"
        return phrase(
            "headline-unknown",
            when=when,
            total=total,
            met=met,
            avoid=ground.avoid,
            first=ground.first,
            second=ground.second,
        )
    rest = "yes" if year.met[1] >= NONE_MT else "no"
    clean = number(year.clean[0], ".1f")
    return phrase(
        "headline-none",
        when=when,
        clean=clean,
        rest=rest,
        avoid=ground.avoid,
        first=ground.first,
        second=ground.second,
    )


@dataclass(frozen=True)
class _Ground:
    """The states to avoid as messages take them: all of them, and the first two by themselves."""

    avoid: Names
    first: Names
    second: Names


def _ground(avoid: frozenset[str], names: dict[str, str]) -> _Ground:
    first, second = [*sorted(avoid, key=lambda code: (code != RUSSIA, code)), "", ""][:2]
    return _Ground(
        state_names(avoid, names),
        state_names([first] if first else [], names),
        state_names([second] if second else [], names),
    )


def _names(way: Way | None) -> Names:
    return named("corridor", *([(way.id, way.name)] if way else []))


def _part(ends: Range, total: Amount) -> str:
    """Format a part of a total, Mt: an end that is nothing, or all of it, is not told."""
    if ends[0] < NONE_MT:
        return mt_of((ends[1], ends[1]))
    if ends[1] > total[2] - NONE_MT:
        return mt_of((ends[0], ends[0]))
    return mt_of(ends)


def _total(total: Amount) -> str:
    """Format all that left, Mt without the unit."""
    low, drawn, high = total
    if high - low <= NEAR:
        return number(drawn, ".1f")
    return phrase("number-range", low=number(low, ".1f"), high=number(high, ".1f"))


def mt_of(ends: Range, drawn: float | None = None) -> str:
    """Format an amount of oil by its ends, Mt without the unit; one number where they are near.

    Parameters
    ----------
    ends
        Least and greatest, Mt.
    drawn
        The value that is drawn, which stands for ends that are near; else their middle.
    """
    low, high = ends
    if high < NEAR / 100:
        return number(0)
    spec, near = (".1f", NEAR) if high >= 1 else (".2f", NEAR / 10)
    if high - low <= near:
        return number((low + high) / 2 if drawn is None else drawn, spec)
    first, last = number(low, spec), number(high, spec)
    return first if first == last else phrase("headline-span", low=first, high=last)


def share_of(ends: Range, drawn: float | None = None) -> str:
    """Format a share by its ends: per cent that it surely was, or was at most, or both.

    Parameters
    ----------
    ends
        Least and greatest, parts of one.
    drawn
        The value that is drawn, which stands for ends that are within a per cent.
    """
    low, high = (100 * end for end in ends)
    least, most = floor(low + CLOSE_ENOUGH), ceil(high - CLOSE_ENOUGH)
    if high < 1 - HALF / 100:
        return phrase("headline-share", kind="below", low="", high=number(1))
    together = most - least <= 1 if drawn is not None else round(low) == round(high)
    if together:
        one = (low + high) / 2 if drawn is None else 100 * drawn
        return phrase("headline-share", kind="one", low=number(one), high="")
    if low >= 100 * HALF:
        return phrase("headline-share", kind="least", low=number(least), high="")
    if least < 1:
        return phrase("headline-share", kind="most", low="", high=number(most))
    return phrase("headline-share", kind="range", low=number(least), high=number(most))


def _up(value: float) -> float:
    """Return a bound from above, rounded up to a tenth."""
    return ceil(10 * value - CLOSE_ENOUGH) / 10


def _carried(year: Year, carried: Range | None) -> str:
    """Format what part of the oil some corridors carried; "unsaid" where the lead has no total."""
    if year.total is None:
        return "unsaid"
    if carried is None:
        return "unknown"
    return share_of(carried) if carried[1] >= NONE_SHARE else "none"


def _cargo(shown: Sequence[OnMap], oil: Collection[str]) -> str:
    """Say which of the corridors shown carry no oil; "" where all do."""
    others = [s for s in shown if s.corridor.corridor_id not in oil and s.status not in UNBUILT]
    if not others:
        return ""
    gas = _name(*(s for s in others if s.corridor.group == "gas"))
    cargo = _name(*(s for s in others if s.corridor.group != "gas"))
    kind = "both" if gas.names and cargo.names else "gas" if gas.names else "cargo"
    return sentence([phrase("headline-cargo", kind=kind, gas=gas, cargo=cargo)])


def span_km(test: Test) -> str:
    """Format the kilometres of a test: of a corridor of branches, from the least to the most.

    Parameters
    ----------
    test
        A test of unit km.
    """
    most, least = km(test.value or 0), km(test.least or 0)
    if test.least is None or least == most:
        return most
    return phrase("verdict-span", least=number(test.least, ",.0f"), most=most)


@dataclass
class _Told:
    """Format clauses one after the other; a single state is "it" once it was named.

    Attributes
    ----------
    avoid
        States to avoid, ISO 3166-1 alpha-2, at least one.
    names
        Names of all states by code.
    places
        Names of places by id.
    named
        Whether the territory was named in a clause before.
    """

    avoid: frozenset[str]
    names: dict[str, str]
    places: dict[str, str]
    named: bool = False

    def ground(self, state: str = "") -> str:
        """Name what is crossed: "it" of one state, the state of several, else all of them."""
        if state and len(self.avoid) > 1:
            return phrase("verdict-object", named="state", avoid=state_names([state], self.names))
        before, self.named = self.named, True
        return phrase(
            "verdict-object",
            named="yes" if before else "no",
            avoid=state_names(self.avoid, self.names),
        )

    def count(self, good: Sequence[OnMap], used: Sequence[OnMap], which: str, carried: str) -> str:
        """Count those that bypass among several that were in use, and say what they carried."""
        self.named = True
        return phrase(
            "verdict-count",
            good=len(good),
            total=len(used),
            all="yes" if len(good) == len(used) else "no",
            counted=which,
            carried=carried if good else "unsaid",
            avoid=state_names(self.avoid, self.names),
        )

    def single(self, s: OnMap, carried: str) -> str:
        """Say how the only one that was in use fares."""
        verdict = s.judged.verdict
        if verdict == "depends":
            return self.lanes(s)
        if verdict == "crosses":
            return phrase("verdict-crosses", corridor=_name(s), parts=self.parts(s.judged))
        ground = self.ground()
        if verdict == "bypasses":
            return phrase("verdict-bypasses", corridor=_name(s), ground=ground, carried=carried)
        return phrase("verdict-unsure-alone", corridor=_name(s), ground=ground)

    def all_idle(self, existing: Sequence[OnMap]) -> str:
        """Say that nothing shown was in use, and how many would bypass."""
        self.named = True
        return phrase(
            "verdict-all-idle",
            total=len(existing),
            good=sum(s.judged.verdict == "bypasses" for s in existing),
            avoid=state_names(self.avoid, self.names),
        )

    def crossing(self, crossing: Sequence[OnMap]) -> list[str]:
        def soil(s: OnMap) -> float:
            return s.judged.test(SOIL).value or 0.0

        ranked = sorted(crossing, key=lambda s: (-soil(s), s.corridor.name))
        clauses = [
            phrase("verdict-crosses", corridor=_name(s), parts=self.parts(s.judged))
            for s in ranked[:NAMED]
        ]
        if len(ranked) > NAMED:
            more = len(ranked) - NAMED
            if len(self.avoid) == 1:
                clauses.append(phrase("verdict-crosses-more", n=more))
            else:
                clauses.append(phrase("verdict-crosses-more-of", n=more))
        # A corridor that crosses several states has a list of its own.
        return clauses if len(self.avoid) > 1 or not clauses else [listed(clauses)]

    def parts(self, judged: Judged) -> str:
        """List what a corridor crosses, state by state where there are several to avoid."""
        if len(self.avoid) == 1:
            return self.part(judged, *self.avoid)
        crossed = [(s, one) for s, one in judged.by_state if one.verdict == "crosses"]
        # What is crossed from one port of loading only is told where nothing is from all.
        some = crossed or [(s, one) for s, one in judged.by_state if _loaded(one, "crosses")]
        some = sorted(some, key=lambda each: -_most_km(each[1]))
        parts = [self.part(one, state) for state, one in some[:NAMED]]
        if len(some) > NAMED:
            parts.append(phrase("verdict-part-more", n=len(some) - NAMED))
        return listed(parts) or self.ground()

    def part(self, judged: Judged, state: str) -> str:
        """Format how a state is crossed: by kilometres of soil, else by a port, else at sea."""
        ground = self.ground(state)
        soil, port, sea = (judged.test(name) for name in (SOIL, PORT, SEA))
        if judged.verdict == "depends":
            bad = named("part", *_at(judged, "crosses", self.places))
            return phrase("verdict-part-lanes", ground=ground, bad=bad)
        if soil.answer == "yes":
            return phrase("verdict-part-soil", ground=ground, km=span_km(soil), by=_by(soil))
        if port.answer == "yes":
            return phrase("verdict-part-port", ground=ground, port=port.note)
        if sea.answer == "yes":
            return phrase("verdict-part-sea", ground=ground, km=span_km(sea), by=_by(sea))
        return phrase("verdict-part-every", ground=ground)

    def lanes(self, s: OnMap) -> str:
        """Format from which ports of loading a corridor crosses, and from which it may."""
        unsure = named("part", *_at(s.judged, "cannot_tell", self.places))
        if not _loaded(s.judged, "crosses"):
            return phrase("verdict-lanes-unsure", corridor=_name(s), unsure=unsure)
        crosses = phrase("verdict-crosses", corridor=_name(s), parts=self.parts(s.judged))
        if not unsure.names:
            return crosses
        return phrase("verdict-lanes-cross-unsure", crosses=crosses, unsure=unsure)

    def proposed(self, s: OnMap) -> str:
        verdict = s.judged.verdict
        if verdict == "crosses" or _loaded(s.judged, "crosses"):
            verdict, ground = "crosses", self.parts(s.judged)
        else:
            ground = self.ground()
        return phrase("verdict-proposed", corridor=_name(s), verdict=verdict, ground=ground)


def _by(test: Test) -> str:
    """Say whether the kilometres of a test differ from branch to branch."""
    return "path" if span_km(test) == km(test.value or 0) else "branch"


def _name(*shown: OnMap) -> Names:
    return named("corridor", *((s.corridor.corridor_id, s.corridor.name) for s in shown))


def _loaded(judged: Judged, verdict: str) -> bool:
    """Return whether a corridor has a verdict from some port of loading."""
    return any(lane.judged.verdict == verdict for lane in judged.lanes)


def _at(judged: Judged, verdict: str, places: dict[str, str]) -> list[tuple[str, str]]:
    """List the ports of loading from which a corridor has a verdict, by id and name."""
    return [
        (lane.origin, places[lane.origin])
        for lane in judged.lanes
        if lane.judged.verdict == verdict
    ]


def _most_km(judged: Judged) -> float:
    """Return by how much one of several states comes before another: soil, then sea."""
    soil, sea = judged.test(SOIL), judged.test(SEA)
    return 1000 * (soil.value or 0.0) + (sea.value or 0.0)


def _unsure(unsure: Sequence[OnMap]) -> list[str]:
    return [phrase("verdict-unsure", corridors=_name(*unsure))] if unsure else []


def _idle(s: OnMap) -> str:
    since = date(s.standing.since) if s.standing.since else ""
    parts = listed(s.standing.parts)
    if parts and since:
        return phrase("verdict-closed-since", corridor=_name(s), since=since, parts=parts)
    if parts:
        return phrase("verdict-closed", corridor=_name(s), parts=parts)
    if since:
        return phrase("verdict-idle-since", corridor=_name(s), since=since)
    return phrase("verdict-idle", corridor=_name(s))
