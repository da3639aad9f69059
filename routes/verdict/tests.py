"""Answer the tests of a path against the states to avoid.

`TESTS` is the registry: whoever judges, prints or draws tests goes by it. Tests of the headline
(soil, port, territorial sea) make the verdict; the others (nearest waters, ownership,
jurisdiction) are remaining exposure and are never folded into it. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Final, Literal, TypeVar

from routes.language import phrase, state_names
from routes.model.atlas import AreaKm, BeltKm, Leg, Spot, ZoneKm
from routes.model.rows import Jurisdiction, Stake
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA, Kind
from routes.verdict.ownership import (
    Holding,
    Owners,
    Register,
    held_text,
    percent_of,
    percent_text,
)

Km = TypeVar("Km", ZoneKm, AreaKm)

TestName = Literal["soil", "port", "territorial_sea", "nearest_waters", "ownership", "jurisdiction"]
"""Name of a test, as reports, links and cards have it."""

SOIL: Final = "soil"
PORT: Final = "port"
SEA: Final = "territorial_sea"
WATERS: Final = "nearest_waters"
OWNERSHIP: Final = "ownership"
JURISDICTION: Final = "jurisdiction"

Answer = Literal["yes", "no", "cannot_tell", "depends"]
"""`depends` on the port of loading, where branches differ: which, the note says."""
Verdict = Literal["bypasses", "crosses", "cannot_tell", "depends", "not_asked"]
"""`depends` on the port of loading; `not_asked` where no state is to be avoided."""

COMPUTED: Final = "computed"
"""Source of an answer that was computed from the map."""
NOT_KNOWN: Final = "not known"
"""Source of an answer for which there is none."""

LOADING_KINDS = frozenset({"port", "terminal", "mooring"})
"""Kinds of place at which a ship is loaded."""

UNDATED = "undated"
"""How a statement of date begins that begins with no year."""

MOST_GAPS = 3
"""Names of what is not known that a note lists; of more it says how many."""


@dataclass(frozen=True)
class Test:
    """One answer with its number.

    Attributes
    ----------
    test
        Name of the test.
    answer
        `yes` where the path has to do with a state to avoid in the way that the test asks about.
    value
        Number behind the answer; None where there is none. Over several branches, which are never
        driven one after the other, that of the branch with most.
    unit
        Unit of the numbers: `km`, `places`, `%`, or "" where there is no number.
    source
        Id of a source or quote, `COMPUTED`, or `NOT_KNOWN`.
    low, high
        Bounds of `value`, in its unit; None where it has none.
    note
        Names and dates behind the answer, for a reader.
    least
        Of the branches that have any, the number of that with least, in the unit of `value`; None
        where there is one path.
    """

    __test__ = False  # keeps pytest from collecting a class of this name

    test: TestName
    answer: Answer
    value: float | None
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    note: str = ""
    least: float | None = None


@dataclass(frozen=True)
class Case:
    """What the tests are asked about: a path, the states to avoid, and what sources say.

    Attributes
    ----------
    legs
        Legs of the path, each once.
    places
        Every tail and head of the legs, by id.
    avoid
        States to avoid, ISO 3166-1 alpha-2; a test is *yes* when it is for any of them.
    owners
        The register of operators and their owners, also of others.
    jurisdictions
        Rows on courts, also of others; those of `subjects`, of the legs and of their operators
        count.
    subjects
        Ids other than the legs' to which rows may belong, such as a corridor's; such a row is
        about the whole path.
    """

    legs: Sequence[Leg]
    places: Mapping[str, Spot]
    avoid: frozenset[str]
    owners: Owners = field(default_factory=Owners)
    jurisdictions: Sequence[Jurisdiction] = ()
    subjects: frozenset[str] = frozenset()

    @cached_property
    def zones(self) -> tuple[ZoneKm, ...]:
        """Kilometres of the path by zone, the longest first."""
        return add_zones(self.legs)

    @cached_property
    def belts(self) -> tuple[BeltKm, ...]:
        """Kilometres within 12 miles of each set of coasts; if not told, by the zones."""
        return tuple(
            chain.from_iterable(
                leg.belts
                or [
                    BeltKm((zone.state,), zone.km, zone.low, zone.high)
                    for zone in leg.zones
                    if zone.kind == TERRITORIAL_SEA
                ]
                for leg in self.legs
            )
        )

    @cached_property
    def leg_ids(self) -> frozenset[str]:
        """Ids of the legs."""
        return frozenset(leg.leg_id for leg in self.legs)

    @cached_property
    def ports(self) -> tuple[Spot, ...]:
        """Places of loading in a state to avoid, in the order of the path."""
        ends = dict.fromkeys(place for leg in self.legs for place in (leg.tail, leg.head))
        places = (self.places[end] for end in ends)
        return tuple(
            place for place in places if place.kind in LOADING_KINDS and place.country in self.avoid
        )


@dataclass(frozen=True)
class TestSpec:
    """One test of the registry.

    Attributes
    ----------
    name
        Its name.
    headline
        Whether it makes the verdict; otherwise it is remaining exposure.
    answer
        Function that answers it for a case.
    decider
        Function that returns the id of the leg or place on which the answer depends most; None
        for a test that makes no verdict.
    """

    __test__ = False

    name: TestName
    headline: bool
    answer: Callable[[Case], Test]
    decider: Callable[[Case], str] | None = None


def add_zones(legs: Iterable[Leg]) -> tuple[ZoneKm, ...]:
    """Add up kilometres by state and kind of zone; their bounds add up, too.

    Parameters
    ----------
    legs
        Legs of a path, each once.

    Returns
    -------
    One entry for each state and kind, the longest first; km.
    """
    zones = chain.from_iterable(leg.zones for leg in legs)
    return add_up(zones, lambda zone: (zone.state, zone.kind))


def add_up(parts: Iterable[Km], key: Callable[[Km], tuple[str, str]]) -> tuple[Km, ...]:
    """Add up kilometres of parts with the same key; their bounds add up, too.

    Parameters
    ----------
    parts
        Kilometres of legs in zones, or in disputed areas.
    key
        Function that returns what is added up together.

    Returns
    -------
    One entry for each key, the longest first; km.
    """
    total: dict[tuple[str, str], Km] = {}
    for part in parts:
        old = total.get(key(part))
        total[key(part)] = (
            part
            if old is None
            else replace(
                old, km=old.km + part.km, low=old.low + part.low, high=old.high + part.high
            )
        )
    return tuple(sorted(total.values(), key=lambda part: (-part.km, key(part))))


def belts_by_state(belts: Iterable[BeltKm]) -> tuple[ZoneKm, ...]:
    """Add up kilometres within 12 miles of each state's coast, whatever other coast is near.

    Parameters
    ----------
    belts
        Kilometres by set of coasts.

    Returns
    -------
    One entry for each state, the longest first; km.
    """
    each: dict[str, list[BeltKm]] = {}
    for belt in belts:
        for state in belt.states:
            each.setdefault(state, []).append(belt)
    total = (
        ZoneKm(
            state,
            TERRITORIAL_SEA,
            sum(belt.km for belt in mine),
            sum(belt.low for belt in mine),
            sum(belt.high for belt in mine),
        )
        for state, mine in each.items()
    )
    return tuple(sorted(total, key=lambda zone: (-zone.km, zone.state)))


def soil(case: Case) -> Test:
    """Test whether the path runs over a state's land, in km.

    Parameters
    ----------
    case
        The path and the states to avoid.
    """
    return _by_km(SOIL, _inside(case, LAND))


def port(case: Case) -> Test:
    """Test whether a place of loading on the path is in a state; the number counts them.

    Parameters
    ----------
    case
        The path and the states to avoid.
    """
    ports = case.ports
    joint = phrase("common-list.comma")
    return Test(
        test=PORT,
        answer="yes" if ports else "no",
        value=len(ports),
        unit="places",
        source=ports[0].source_id if ports else COMPUTED,
        note=joint.join(place.name for place in ports),
    )


def territorial_sea(case: Case) -> Test:
    """Test whether the path runs within 12 nautical miles of a state's coast, in km.

    Every coast within 12 miles counts, the nearer one and the other.

    Parameters
    ----------
    case
        The path and the states to avoid.
    """
    return _by_km(SEA, [belt for belt in case.belts if case.avoid.intersection(belt.states)])


def nearest_waters(case: Case) -> Test:
    """Test whether the path runs through waters nearest to a state's coast, in km.

    They hold the territorial sea, as far as no other coast is nearer; in the Caspian they are the
    state's sector.

    Parameters
    ----------
    case
        The path and the states to avoid.
    """
    return _by_km(WATERS, _inside(case, TERRITORIAL_SEA, NEAREST_WATERS))


def ownership(case: Case) -> Test:
    """Test whether a state or its companies own shares of the operators, in per cent.

    A share that is held through other companies counts by its part. Shares in different operators
    are never added: the number is the largest in one of them, and the note names it. *No* needs an
    operator of every leg and a complete register of each; while one is unknown the answer is
    *cannot tell*.

    Parameters
    ----------
    case
        The path, the states to avoid, and the owners.
    """
    registers = case.owners.along(case.legs)
    if not registers:
        return _owned("cannot_tell", None, NOT_KNOWN, phrase("exposure-no-operator-known"))
    held = [(one, mine) for one in registers if (mine := one.of(case.avoid))]
    if held:
        register, mine = max(held, key=lambda each: percent_of(each[1]))
        note = _as_of(held_text(register, mine, case.owners.state_names), _links(mine))
        return _owned("yes", round(percent_of(mine), 3), mine[0].chain[-1].source_id, note)
    every = _links(chain.from_iterable(one.holdings for one in registers))
    source = every[0].source_id if every else NOT_KNOWN
    gaps = _gaps(case.legs, registers)
    if gaps:
        return _owned("cannot_tell", None, source, gaps)
    note = phrase("exposure-none-holds", n=len(registers), operators=_labels(registers))
    return _owned("no", 0.0, source, _as_of(note, every))


def jurisdiction(case: Case) -> Test:
    """Test whether the operator is subject to the courts of a state.

    A sourced *yes* on any part or operator decides. Without one, what is on a state's soil or in
    its port answers to its courts, and so does an operator that is registered in the state or
    belongs to it. *No* needs, for each state, a sourced *no* on the whole path or on every leg.

    Parameters
    ----------
    case
        The path, the states to avoid, and the rows on courts.
    """
    subjects, parts = case.subjects, case.leg_ids
    registers = case.owners.along(case.legs)
    operators = {one.operator.operator_id for one in registers}
    rows = [
        row
        for row in case.jurisdictions
        if row.subject_id in subjects | parts | operators and row.state in case.avoid
    ]
    for row in rows:
        if row.answer == "yes":
            return _courts("yes", _source(row), row.basis)
    if case.ports or soil(case).answer == "yes":
        return _courts("yes", COMPUTED, phrase("exposure-follows"))
    for one in registers:
        there = case.avoid & set((one.operator.states or "").split("|"))
        if there:
            states = state_names(there, case.owners.state_names)
            note = phrase("exposure-registered", operator=one.operator.label_en, states=states)
            return _courts("yes", one.operator.source_id, note)
    about = {state: {row.subject_id for row in rows if row.state == state} for state in case.avoid}
    if rows and all(about[state] & subjects or about[state] >= parts for state in case.avoid):
        return _courts("no", _source(rows[0]), rows[0].basis)
    return _courts("cannot_tell", NOT_KNOWN, phrase("exposure-no-source"))


def _inside(case: Case, *kinds: Kind) -> list[ZoneKm]:
    return [zone for zone in case.zones if zone.state in case.avoid and zone.kind in kinds]


def _by_km(name: TestName, zones: Sequence[ZoneKm | BeltKm]) -> Test:
    """Test for kilometres in zones: yes if some surely are, no if none can be."""
    km, low, high = (
        float(sum(numbers))
        for numbers in (
            [zone.km for zone in zones],
            [zone.low for zone in zones],
            [zone.high for zone in zones],
        )
    )
    answer: Answer = "yes" if low > 0 else "no" if high == 0 else "cannot_tell"
    return Test(
        test=name,
        answer=answer,
        value=round(km, 1),
        unit="km",
        source=COMPUTED,
        low=round(low, 1),
        high=round(high, 1),
    )


def _owned(answer: Answer, percent: float | None, source: str, note: str) -> Test:
    return Test(test=OWNERSHIP, answer=answer, value=percent, unit="%", source=source, note=note)


def _courts(answer: Answer, source: str, note: str) -> Test:
    return Test(test=JURISDICTION, answer=answer, value=None, unit="", source=source, note=note)


def _links(holdings: Iterable[Holding]) -> list[Stake]:
    """List the rows that holdings rest on."""
    return list(chain.from_iterable(one.chain for one in holdings))


def _labels(registers: Iterable[Register]) -> str:
    return phrase("common-list.comma").join(one.operator.label_en for one in registers)


def _gaps(legs: Sequence[Leg], registers: Sequence[Register]) -> str:
    """Say of which operators not every owner is known, and which legs have no operator."""
    joint = phrase("common-sentence.joint")
    told = []
    unknown = [
        phrase(
            "exposure-gap",
            operator=one.operator.label_en,
            percent=percent_text(one.not_known),
        )
        for one in registers
        if not one.complete
    ]
    if unknown:
        told.append(phrase("exposure-gaps", operators=_some(unknown, phrase("common-list.comma"))))
    without = [leg.name for leg in legs if not leg.operators]
    if without:
        told.append(phrase("exposure-no-operator", legs=_some(without, joint)))
    return joint.join(told)


def _some(names: Sequence[str], joint: str) -> str:
    """List names, of more than three the first two and how many more."""
    if len(names) <= MOST_GAPS:
        return joint.join(names)
    return phrase("exposure-more", names=joint.join(names[:2]), n=len(names) - 2)


def _as_of(note: str, rows: Iterable[Stake]) -> str:
    """Add the newest date among rows to a note; the undated ones are skipped."""
    dates = [row.as_of for row in rows if row.as_of and not row.as_of.startswith(UNDATED)]
    return phrase("exposure-as-of", note=note, date=max(dates)) if dates else note


def _source(row: Jurisdiction) -> str:
    return row.source_id or row.quote_id or ""


def _most_km(kind: Kind) -> Callable[[Case], str]:
    """Return a function that returns the leg with most kilometres in zones of a kind."""
    test = soil if kind == LAND else territorial_sea

    def decider(case: Case) -> str:
        def inside(leg: Leg) -> tuple[float, float]:
            of_leg = test(replace(case, legs=[leg]))
            # Where no kilometre is drawn inside, those that may be decide.
            return of_leg.value or 0.0, of_leg.high or 0.0

        return max(case.legs, key=inside).leg_id

    return decider


def _first_port(case: Case) -> str:
    return case.ports[0].place_id


TESTS: Final[tuple[TestSpec, ...]] = (
    TestSpec(SOIL, headline=True, answer=soil, decider=_most_km(LAND)),
    TestSpec(PORT, headline=True, answer=port, decider=_first_port),
    TestSpec(SEA, headline=True, answer=territorial_sea, decider=_most_km(TERRITORIAL_SEA)),
    TestSpec(WATERS, headline=False, answer=nearest_waters),
    TestSpec(OWNERSHIP, headline=False, answer=ownership),
    TestSpec(JURISDICTION, headline=False, answer=jurisdiction),
)
"""Every test, in the order in which they are shown."""

NAMES: Final[tuple[TestName, ...]] = tuple(spec.name for spec in TESTS)
HEADLINE: Final[tuple[TestName, ...]] = tuple(spec.name for spec in TESTS if spec.headline)
"""Tests that make the verdict."""
