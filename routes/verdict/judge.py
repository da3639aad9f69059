"""Judge whether a path keeps clear of given states, by geometry and with sources.

The tests are those of `routes.verdict.tests.TESTS`; those of the headline make the verdict, the
others are remaining exposure. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from routes.language import phrase
from routes.model.atlas import AreaKm, Atlas, Leg, Spot, ZoneKm
from routes.model.rows import Jurisdiction
from routes.verdict.ownership import Owners
from routes.verdict.tests import (
    HEADLINE,
    TESTS,
    Answer,
    Case,
    Test,
    TestName,
    Verdict,
    add_up,
    belts_by_state,
)

SPANNED: Final = frozenset({"km"})
"""Units of numbers that differ from branch to branch."""


@dataclass(frozen=True)
class Lane:
    """The judgement of one branch of a corridor.

    Attributes
    ----------
    origin
        Id of the place that the branch begins at.
    legs
        Ids of its legs, in order.
    judged
        Its judgement.
    """

    origin: str
    legs: tuple[str, ...]
    judged: Judged


@dataclass(frozen=True)
class Judged:
    """The verdict of a path with its tests and its kilometres by zone.

    Attributes
    ----------
    verdict
        `depends` for a corridor whose lanes do not agree.
    tests
        One answer for each test of the registry, in its order; none if no state is to be avoided.
    length_km
        Length of all legs on the map, km; of a corridor of branches, its length of track.
    zones
        Kilometres by state and kind of zone, the longest first.
    belts
        Kilometres within 12 miles of each state's coast, the longest first; every coast counts,
        so they add up to more than the path has in territorial seas.
    twice_km
        Kilometres that `belts` count for more than one state, once for each state too many.
    areas
        Of `zones`, kilometres in disputed areas, the longest first; none under the borders `un`.
    unattributed_km, overcounted_km
        Kilometres of the length that are in none of `zones`, and those that are in two: with them
        the zones add up to the length.
    branches
        Branches of a corridor that has several, each judged by itself.
    lanes
        The same, of a corridor that is judged by its port of loading; otherwise empty.
    by_state
        Where several states are to be avoided, the judgement for each alone that it does not
        bypass, without owners and courts.
    """

    verdict: Verdict
    tests: tuple[Test, ...]
    length_km: float
    zones: tuple[ZoneKm, ...]
    belts: tuple[ZoneKm, ...] = ()
    twice_km: float = 0.0
    unattributed_km: float = 0.0
    overcounted_km: float = 0.0
    branches: tuple[Lane, ...] = ()
    areas: tuple[AreaKm, ...] = ()
    lanes: tuple[Lane, ...] = ()
    by_state: tuple[tuple[str, Judged], ...] = ()

    def test(self, name: TestName) -> Test:
        """Return the answer to a test.

        Parameters
        ----------
        name
            Name of the test.
        """
        return next(test for test in self.tests if test.test == name)


def judge(
    legs: Sequence[Leg],
    places: Mapping[str, Spot],
    avoid: frozenset[str],
    owners: Owners | None = None,
    jurisdictions: Sequence[Jurisdiction] = (),
    subjects: frozenset[str] = frozenset(),
) -> Judged:
    """Judge a path of legs against the states to avoid.

    Parameters
    ----------
    legs
        The legs of the path, each once.
    places
        Every tail and head of the legs, by id.
    avoid
        ISO 3166-1 alpha-2 codes; a test is *yes* when it is for any of them.
    owners
        Who owns the operators; None where nobody is known.
    jurisdictions
        All rows; those of `subjects`, of the legs and of their operators count.
    subjects
        Ids other than the legs' to which jurisdictions may belong; such a row is about the whole
        path.

    Returns
    -------
    The verdict with an answer to each test, and kilometres with their bounds. Without a state to
    avoid there is no test and no verdict.
    """
    case = Case(legs, places, avoid, owners or Owners(), jurisdictions, subjects)
    # Without a state to avoid nothing is asked, so nothing is answered.
    tests = tuple(spec.answer(case) for spec in TESTS) if avoid else ()
    length_km = sum(leg.length_km for leg in legs)
    rest = length_km - sum(zone.km for zone in case.zones)
    return Judged(
        verdict=verdict_of(tests) if avoid else "not_asked",
        tests=tests,
        length_km=length_km,
        zones=case.zones,
        unattributed_km=max(0.0, rest),
        overcounted_km=max(0.0, -rest),
        belts=belts_by_state(case.belts),
        twice_km=sum(belt.km * (len(belt.states) - 1) for belt in case.belts),
        areas=add_areas(legs),
    )


def add_areas(legs: Iterable[Leg]) -> tuple[AreaKm, ...]:
    """Add up kilometres by disputed area and kind of zone; their bounds add up, too.

    Parameters
    ----------
    legs
        Legs of a path, each once.

    Returns
    -------
    One entry for each area and kind, the longest first; km.
    """
    return add_up((one for leg in legs for one in leg.areas), lambda one: (one.area, one.kind))


def judge_headline(
    legs: Sequence[Leg], places: Mapping[str, Spot], avoid: frozenset[str]
) -> Verdict:
    """Return the verdict of a path alone, without what is only exposure.

    Parameters
    ----------
    legs
        The legs of the path, each once.
    places
        Every tail and head of the legs, by id.
    avoid
        ISO 3166-1 alpha-2 codes.
    """
    case = Case(legs, places, avoid)
    return verdict_of([spec.answer(case) for spec in TESTS if spec.headline])


def verdict_of(tests: Iterable[Test]) -> Verdict:
    """Fold the tests of the headline into a verdict: one *yes* crosses, all *no* bypasses.

    Parameters
    ----------
    tests
        Answers; those that are exposure are passed over.
    """
    answers = {test.answer for test in tests if test.test in HEADLINE}
    return "crosses" if "yes" in answers else "bypasses" if answers == {"no"} else "cannot_tell"


def decided_by(
    judged: Judged, legs: Sequence[Leg], places: Mapping[str, Spot], avoid: frozenset[str]
) -> str:
    """Return the leg or place on which a path's verdict depends most; "" where it bypasses.

    Parameters
    ----------
    judged
        What `judge` returned for the path.
    legs, places, avoid
        As they were given to `judge`.
    """
    deciding: Answer = "yes" if judged.verdict == "crosses" else "cannot_tell"
    for spec in TESTS:
        if spec.decider and judged.tests and judged.test(spec.name).answer == deciding:
            return spec.decider(Case(legs, places, avoid))
    return ""


def judge_corridor(
    atlas: Atlas,
    corridor_id: str,
    avoid: frozenset[str],
    owners: Owners | None = None,
    jurisdictions: Sequence[Jurisdiction] = (),
) -> Judged:
    """Judge a corridor, and each of its branches.

    One whose rule is *depends* has the verdict of its lanes where they agree, and depends on the
    port of loading where they do not; so has each test its answer.

    Parameters
    ----------
    atlas
        What was built.
    corridor_id
        Corridor to judge. Rows on it are about each of its branches.
    avoid
        ISO 3166-1 alpha-2 codes; a test is *yes* when it is for any of them.
    owners
        Who owns the operators; None where nobody is known.
    jurisdictions
        All rows; those of the corridor, its legs and their operators count.

    Raises
    ------
    KeyError
        If there is no such corridor.
    """
    together = _judge_branches(atlas, corridor_id, avoid, owners, jurisdictions)
    if len(avoid) < 2:
        return together
    each = (
        (state, _judge_branches(atlas, corridor_id, frozenset({state})))
        for state in sorted(avoid & _touched(atlas, corridor_id))
    )
    by_state = tuple((state, one) for state, one in each if one.verdict != "bypasses")
    return replace(together, by_state=by_state)


def _touched(atlas: Atlas, corridor_id: str) -> set[str]:
    """List the states in which a corridor has kilometres for certain or perhaps, or a place."""
    touched = set()
    for leg in atlas.legs_of(corridor_id):
        touched |= {zone.state for zone in leg.zones}
        touched |= {state for belt in leg.belts for state in belt.states}
        touched |= {atlas.places[end].country for end in (leg.tail, leg.head)}
    return touched


def _judge_branches(
    atlas: Atlas,
    corridor_id: str,
    avoid: frozenset[str],
    owners: Owners | None = None,
    jurisdictions: Sequence[Jurisdiction] = (),
) -> Judged:
    """Judge all legs of a corridor together, and each of its branches."""
    corridor = atlas.corridors[corridor_id]

    def _path(ids: Sequence[str]) -> Judged:
        legs = [atlas.legs[leg] for leg in ids]
        return judge(legs, atlas.places, avoid, owners, jurisdictions, frozenset({corridor_id}))

    whole = _path(corridor.leg_ids)
    if len(corridor.branches) < 2 and corridor.rule != "depends":
        return whole
    branches = tuple(
        Lane(origin=atlas.legs[branch[0]].tail, legs=branch, judged=_path(branch))
        for branch in corridor.branches
    )
    if corridor.rule != "depends":
        tests = tuple(_spanned(test, branches) for test in whole.tests)
        return replace(whole, tests=tests, branches=branches)
    verdicts = {lane.judged.verdict for lane in branches}
    return replace(
        whole,
        verdict=verdicts.pop() if len(verdicts) == 1 else "depends",
        tests=tuple(_over_lanes(test, branches, atlas) for test in whole.tests),
        branches=branches,
        lanes=branches,
    )


def _spanned(test: Test, branches: Sequence[Lane]) -> Test:
    """Replace a sum over all legs by the numbers of the branches: nobody drives them all."""
    if test.unit not in SPANNED:
        return test
    own = [branch.judged.test(test.test) for branch in branches]
    some = [one for one in own if one.answer != "no"] or own
    values = [one.value or 0.0 for one in some]
    lows = [one.low for one in some if one.low is not None]
    highs = [one.high for one in some if one.high is not None]
    return replace(
        test,
        value=max(values),
        least=min(values),
        low=min(lows, default=None),
        high=max(highs, default=None),
    )


def _over_lanes(test: Test, lanes: Sequence[Lane], atlas: Atlas) -> Test:
    """Keep an answer that all lanes share; any other depends on the port of loading."""
    spanned = _spanned(test, lanes)
    answers: dict[Answer, list[str]] = {}
    for lane in lanes:
        name = atlas.places[lane.origin].name
        answers.setdefault(lane.judged.test(test.test).answer, []).append(name)
    if len(answers) == 1:
        return replace(spanned, answer=next(iter(answers)))
    joint = phrase("common-list.comma")
    notes = [
        phrase("exposure-loaded", answer=answer, places=joint.join(answers[answer]))
        for answer in ("yes", "cannot_tell")
        if answer in answers
    ]
    note = phrase("common-sentence.joint").join(notes)
    return replace(spanned, answer="depends", note=note)
