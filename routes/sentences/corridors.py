"""Format in one sentence what is on the map; it is true for every combination of corridors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.evidence.moment import Standing
from routes.language import Names, date, km, listed, named, phrase, sentence, state_names
from routes.model.atlas import Corridor
from routes.model.terms import IDLE, NOT_YET, OPERATING, PARTLY_IDLE, PROPOSED, UNBUILT
from routes.verdict.judge import Judged
from routes.verdict.tests import PORT, SEA, SOIL

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

    Proposed corridors count in no total. One that depends on the port of loading is shown, so
    it is counted, but has no verdict of its own. Either has a clause of its own.

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
    One to four clauses; `**` encloses what should be bold.
    """
    if not shown:
        return phrase("verdict-nothing-shown")
    if not avoid:
        return phrase("verdict-no-state")
    ground = state_names(avoid, names)
    existing = [s for s in shown if s.status not in UNBUILT]
    own = [s for s in existing if s.corridor.rule == "own"]
    clauses = []
    if own:
        clauses.append(_count(own, existing, ground, all_exist=len(existing) == len(shown)))
        clauses += _crossing([s for s in own if s.judged.verdict == "crosses"])
        clauses += _unsure([s for s in own if s.judged.verdict == "cannot_tell"])
    clauses += [_idle(s) for s in existing if s.standing.status in {IDLE, PARTLY_IDLE}]
    clauses += [_lanes(s, places) for s in shown if s.corridor.rule == "depends"]
    clauses += [_proposed(s, ground, bool(own)) for s in shown if s.status == PROPOSED]
    clauses += [phrase("verdict-not-yet", corridor=_name(s)) for s in shown if s.status == NOT_YET]
    return sentence(clauses)


def _name(*shown: OnMap) -> Names:
    return named("corridor", *((s.corridor.corridor_id, s.corridor.name) for s in shown))


def _count(own: Sequence[OnMap], existing: Sequence[OnMap], ground: Names, all_exist: bool) -> str:
    """Count among all that exist and are shown, those without a verdict of their own too."""
    return phrase(
        "verdict-count",
        good=sum(s.judged.verdict == "bypasses" for s in own),
        total=len(existing),
        counted="all" if all_exist else "existing",
        avoid=ground,
    )


def _crossing(crossing: Sequence[OnMap]) -> list[str]:
    def soil(s: OnMap) -> float:
        return s.judged.test(SOIL).value or 0.0

    ranked = sorted(crossing, key=lambda s: (-soil(s), s.corridor.name))
    clauses = [_crosses(s) for s in ranked[:NAMED]]
    if len(ranked) > NAMED:
        clauses.append(phrase("verdict-crosses-more", n=len(ranked) - NAMED))
    return [listed(clauses)] if clauses else []


def _crosses(s: OnMap) -> str:
    """Format how a corridor crosses: by kilometres of soil, else by a port, else at sea."""
    soil, port, sea = (s.judged.test(name) for name in (SOIL, PORT, SEA))
    if soil.answer == "yes":
        return phrase("verdict-crosses-soil", corridor=_name(s), km=km(soil.value or 0))
    if port.answer == "yes":
        return phrase("verdict-crosses-port", corridor=_name(s), port=port.note)
    return phrase("verdict-crosses-sea", corridor=_name(s), km=km(sea.value or 0))


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


def _lanes(s: OnMap, places: dict[str, str]) -> str:
    lanes = s.judged.lanes

    def loaded(verdict: str) -> list[tuple[str, str]]:
        return [(la.origin, places[la.origin]) for la in lanes if la.judged.verdict == verdict]

    bad, unsure = loaded("crosses"), loaded("cannot_tell")
    ports, open_ports, corridor = named("part", *bad), named("part", *unsure), _name(s)
    share = "some" if len(bad) < len(lanes) else "all"
    if bad and unsure:
        return phrase(
            "verdict-lanes-cross-unsure",
            corridor=corridor,
            share=share,
            bad=ports,
            unsure=open_ports,
        )
    if bad:
        return phrase("verdict-lanes-cross", corridor=corridor, share=share, bad=ports)
    if unsure:
        return phrase("verdict-lanes-unsure", corridor=corridor, unsure=open_ports)
    return phrase("verdict-lanes-clear", corridor=corridor, lanes=len(lanes))


def _proposed(s: OnMap, ground: Names, said: bool) -> str:
    return phrase(
        "verdict-proposed",
        corridor=_name(s),
        verdict=s.judged.verdict,
        named="yes" if said else "no",
        avoid=ground,
    )
