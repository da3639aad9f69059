"""Answer, by geometry and with sources, whether a path keeps clear of given states.

Tests 1 to 3 (soil, port, territorial sea) make the verdict; tests 4 to 6
(nearest waters, ownership, jurisdiction) are remaining exposure and are never
folded into it. See `docs/method.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from routes.model.atlas import Atlas, Leg, Spot, ZoneKm
from routes.model.rows import Jurisdiction, Stake
from routes.verdict.tests import COMPUTED, Answer, Outcome, Test, jurisdiction, ownership

HEADLINE = ("soil", "port", "territorial_sea")
LOADING_KINDS = frozenset({"port", "terminal", "mooring"})


@dataclass(frozen=True)
class Lane:
    """The judgement of one branch by the place it starts from."""

    origin: str
    legs: tuple[str, ...]
    judged: Judged


@dataclass(frozen=True)
class Judged:
    """The verdict of a path with its tests and its kilometres by zone."""

    verdict: Outcome
    tests: tuple[Test, ...]
    length_km: float
    zones: tuple[ZoneKm, ...]
    lanes: tuple[Lane, ...] = ()

    def test(self, name: str) -> Test:
        """Look up a test by its name."""
        return next(test for test in self.tests if test.test == name)


def add_zones(legs: Iterable[Leg]) -> tuple[ZoneKm, ...]:
    """Add up kilometres by (state, kind) over legs; low and high add up, too."""
    total: dict[tuple[str, str], ZoneKm] = {}
    for zone in (zone for leg in legs for zone in leg.zones):
        old = total.get((zone.state, zone.kind))
        total[zone.state, zone.kind] = (
            zone
            if old is None
            else replace(
                old, km=old.km + zone.km, low=old.low + zone.low, high=old.high + zone.high
            )
        )
    return tuple(sorted(total.values(), key=lambda zone: (-zone.km, zone.state, zone.kind)))


def _by_geometry(name: str, zones: Sequence[ZoneKm]) -> Test:
    km, low, high = (
        float(sum(getattr(zone, field) for zone in zones)) for field in ("km", "low", "high")
    )
    answer: Answer = "yes" if low > 0 else "no" if high == 0 else "cannot_tell"
    return Test(name, answer, round(km, 1), "km", COMPUTED, round(low, 1), round(high, 1))


def _port(legs: Sequence[Leg], places: dict[str, Spot], avoid: frozenset[str]) -> Test:
    ends = dict.fromkeys(place for leg in legs for place in (leg.tail, leg.head))
    found = [
        places[end]
        for end in ends
        if places[end].kind in LOADING_KINDS and places[end].country in avoid
    ]
    return Test(
        "port",
        "yes" if found else "no",
        len(found),
        "places",
        found[0].source_id if found else COMPUTED,
        note=", ".join(place.name for place in found),
    )


def judge(
    legs: Sequence[Leg],
    places: dict[str, Spot],
    avoid: frozenset[str],
    stakes: Sequence[Stake] = (),
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
    stakes, jurisdictions
        All rows; those of `subjects` and of the legs count.
    subjects
        Ids beside the legs' own to which stakes and jurisdictions may belong; such a row is
        about the whole path.

    Returns
    -------
    The verdict with its six tests, kilometres with their bounds.
    """
    zones = add_zones(legs)
    mine = [zone for zone in zones if zone.state in avoid]
    of_kind = {
        kind: [zone for zone in mine if zone.kind == kind]
        for kind in ("land", "territorial_sea", "nearest_waters")
    }
    soil = _by_geometry("soil", of_kind["land"])
    port = _port(legs, places, avoid)
    sea = _by_geometry("territorial_sea", of_kind["territorial_sea"])
    nearest = _by_geometry("nearest_waters", of_kind["territorial_sea"] + of_kind["nearest_waters"])
    headline = (soil, port, sea)
    tests = (
        *headline,
        nearest,
        ownership(subjects, legs, avoid, stakes),
        jurisdiction(subjects, legs, avoid, jurisdictions, headline),
    )
    return Judged(outcome(headline), tests, sum(leg.length_km for leg in legs), zones)


def outcome(headline: Sequence[Test]) -> Outcome:
    """Fold the three headline tests into a verdict: one *yes* crosses, all *no* bypasses."""
    answers = {test.answer for test in headline}
    return "crosses" if "yes" in answers else "bypasses" if answers == {"no"} else "cannot_tell"


def judge_corridor(
    atlas: Atlas,
    corridor_id: str,
    avoid: frozenset[str],
    stakes: Sequence[Stake] = (),
    jurisdictions: Sequence[Jurisdiction] = (),
) -> Judged:
    """Judge a corridor; one whose rule is *depends* is judged lane by lane.

    See `judge` for the parameters. A lane is a branch, named by its first place.
    """
    corridor = atlas.corridors[corridor_id]

    def path(ids: Sequence[str]) -> Judged:
        legs = [atlas.legs[leg] for leg in ids]
        return judge(legs, atlas.places, avoid, stakes, jurisdictions, frozenset({corridor_id}))

    whole = path(corridor.leg_ids)
    if corridor.rule != "depends":
        return whole
    lanes = tuple(
        Lane(atlas.legs[branch[0]].tail, branch, path(branch)) for branch in corridor.branches
    )
    return replace(whole, verdict="depends", lanes=lanes, tests=_shared(whole.tests, lanes, atlas))


def _shared(tests: Sequence[Test], lanes: Sequence[Lane], atlas: Atlas) -> tuple[Test, ...]:
    """Keep an answer that all lanes share; else it depends on the port of loading."""
    result = []
    for test in tests:
        yes = [lane for lane in lanes if lane.judged.test(test.test).answer == "yes"]
        if 0 < len(yes) < len(lanes):
            origins = ", ".join(atlas.places[lane.origin].name for lane in yes)
            test = replace(test, answer="cannot_tell", note=f"yes when loaded at {origins}")
        result.append(test)
    return tuple(result)
