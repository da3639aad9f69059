"""Format in one sentence what is on the map; it is true for every combination of corridors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from routes.model.terms import IDLE, NOT_YET, OPERATING, PARTLY_IDLE, PROPOSED, UNBUILT
from routes.verdict.judge import Judged
from routes.verdict.tests import PORT, SEA, SOIL, Test

NAMED = 3
"""Corridors that cross and are named at most; of more the number is given."""
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


def summarise(
    shown: Sequence[OnMap], avoid: frozenset[str], names: dict[str, str], places: dict[str, str]
) -> str:
    """Count the corridors shown that bypass the states to avoid, and format how the rest fare.

    Proposed corridors count in no total. One whose verdict depends on the port of loading is
    shown, so it is counted, but has no verdict of its own. Either has a clause of its own. Those
    that stand idle are counted, and told apart.

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

    Returns
    -------
    Clauses that begin with a capital letter; `**` encloses what should be bold.
    """
    if not shown:
        return phrase("verdict-nothing-shown")
    if not avoid:
        return phrase("verdict-no-state")
    existing = [s for s in shown if s.status not in UNBUILT]
    own = [s for s in existing if s.judged.verdict != "depends"]
    told = _Told(avoid, names, places)
    clauses = []
    if own:
        clauses.append(told.count(own, existing, all_exist=len(existing) == len(shown)))
        clauses += told.crossing([s for s in own if s.judged.verdict == "crosses"])
        clauses += _unsure([s for s in own if s.judged.verdict == "cannot_tell"])
    clauses += [_idle(s) for s in existing if s.standing.status in {IDLE, PARTLY_IDLE}]
    clauses += [told.lanes(s) for s in existing if s.judged.verdict == "depends"]
    clauses += [told.proposed(s) for s in shown if s.status == PROPOSED]
    clauses += [phrase("verdict-not-yet", corridor=_name(s)) for s in shown if s.status == NOT_YET]
    return sentence(clauses)


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

    def count(self, own: Sequence[OnMap], existing: Sequence[OnMap], all_exist: bool) -> str:
        """Count among all that exist and are shown, those without a verdict of their own too."""
        self.named = True
        good = [s for s in own if s.judged.verdict == "bypasses"]
        return phrase(
            "verdict-count",
            good=len(good),
            total=len(existing),
            counted="all" if all_exist else "existing",
            idle=sum(s.standing.status == IDLE for s in good),
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
