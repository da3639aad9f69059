"""Judge whether a path keeps clear of given states, by geometry and with sources.

The tests are those of `routes.verdict.tests.TESTS`; those of the headline make the verdict, the
others are remaining exposure. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

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
    belts_by_state,
)


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
        `depends` for a corridor that is judged lane by lane.
    tests
        One answer for each test of the registry, in its order.
    length_km
        Length of all legs on the map, km.
    zones
        Kilometres by state and kind of zone, the longest first.
    belts
        Kilometres within 12 miles of each state's coast, the longest first; every coast counts,
        so they add up to more than the path has in territorial seas.
    twice_km
        Kilometres that `belts` count for more than one state, once for each state too many.
    areas
        Of these, kilometres in disputed areas, the longest first; none under the borders `un`.
    lanes
        Branches of a corridor whose verdict depends on the port of loading; otherwise empty.
    """

    verdict: Verdict
    tests: tuple[Test, ...]
    length_km: float
    zones: tuple[ZoneKm, ...]
    belts: tuple[ZoneKm, ...] = ()
    twice_km: float = 0.0
    areas: tuple[AreaKm, ...] = ()
    lanes: tuple[Lane, ...] = ()

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
    The verdict with an answer to each test, and kilometres with their bounds.
    """
    case = Case(legs, places, avoid, owners or Owners(), jurisdictions, subjects)
    tests = tuple(spec.answer(case) for spec in TESTS)
    return Judged(
        verdict=verdict_of(tests),
        tests=tests,
        length_km=sum(leg.length_km for leg in legs),
        zones=case.zones,
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
    total: dict[tuple[str, str], AreaKm] = {}
    for one in chain.from_iterable(leg.areas for leg in legs):
        old = total.get((one.area, one.kind), replace(one, km=0.0, low=0.0, high=0.0))
        total[one.area, one.kind] = replace(
            old, km=old.km + one.km, low=old.low + one.low, high=old.high + one.high
        )
    return tuple(sorted(total.values(), key=lambda one: (-one.km, one.area, one.kind)))


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
        if spec.decider and judged.test(spec.name).answer == deciding:
            return spec.decider(Case(legs, places, avoid))
    return ""


def judge_corridor(
    atlas: Atlas,
    corridor_id: str,
    avoid: frozenset[str],
    owners: Owners | None = None,
    jurisdictions: Sequence[Jurisdiction] = (),
) -> Judged:
    """Judge a corridor; one whose rule is *depends* is judged lane by lane, too.

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
    corridor = atlas.corridors[corridor_id]

    def _path(ids: Sequence[str]) -> Judged:
        legs = [atlas.legs[leg] for leg in ids]
        return judge(legs, atlas.places, avoid, owners, jurisdictions, frozenset({corridor_id}))

    whole = _path(corridor.leg_ids)
    if corridor.rule != "depends":
        return whole
    lanes = tuple(
        Lane(origin=atlas.legs[branch[0]].tail, legs=branch, judged=_path(branch))
        for branch in corridor.branches
    )
    tests = tuple(_over_lanes(test, lanes, atlas) for test in whole.tests)
    return replace(whole, verdict="depends", lanes=lanes, tests=tests)


def _over_lanes(test: Test, lanes: Sequence[Lane], atlas: Atlas) -> Test:
    """Keep an answer that all lanes share; any other depends on the port of loading."""
    yes = [lane for lane in lanes if lane.judged.test(test.test).answer == "yes"]
    if not 0 < len(yes) < len(lanes):
        return test
    places = phrase("common-list.comma").join(atlas.places[lane.origin].name for lane in yes)
    return replace(test, answer="cannot_tell", note=phrase("exposure-loaded", places=places))
