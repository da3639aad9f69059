"""Compare what is answered by two sets of borders: verdicts, tests and kilometres that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.model.atlas import Atlas, ZoneKm
from routes.model.rows import Jurisdiction
from routes.model.terms import Kind
from routes.verdict.judge import Judged, judge_corridor
from routes.verdict.ownership import Owners
from routes.verdict.tests import Test, Verdict


@dataclass(frozen=True)
class Redrawn:
    """An answer about a corridor, or a lane of it, that other borders change.

    Attributes
    ----------
    corridor_id
        The corridor.
    lane
        Id of the place that a lane begins at; "" for a corridor as a whole.
    state
        State asked about, ISO 3166-1 alpha-2.
    before, after
        Verdicts by the first set of borders and by the second.
    tests
        Tests that differ in answer or in kilometres, by the first set and by the second.
    """

    corridor_id: str
    lane: str
    state: str
    before: Verdict
    after: Verdict
    tests: tuple[tuple[Test, Test], ...]

    @property
    def turned(self) -> bool:
        """Whether the verdict is another."""
        return self.before != self.after


@dataclass(frozen=True)
class RedrawnKm:
    """Kilometres of a leg in a state's zones of a kind that other borders change.

    Attributes
    ----------
    leg_id
        The leg.
    state
        ISO 3166-1 alpha-2.
    kind
        Kind of the zones.
    before, after
        Kilometres by the first set of borders and by the second; None where there are none.
    """

    leg_id: str
    state: str
    kind: Kind
    before: ZoneKm | None
    after: ZoneKm | None


def disputing(atlas: Atlas) -> tuple[str, ...]:
    """List the states that control or claim a disputed area, in the order of the areas.

    Parameters
    ----------
    atlas
        As measured by the borders that have the areas.
    """
    pairs = ((area.controller, area.claimant) for area in atlas.areas.values())
    return tuple(dict.fromkeys(state for pair in pairs for state in pair))


def redrawn(
    first: Atlas,
    second: Atlas,
    owners: Owners | None = None,
    jurisdictions: Sequence[Jurisdiction] = (),
) -> tuple[Redrawn, ...]:
    """List the answers that differ between two sets of borders, asked about each disputing state.

    Parameters
    ----------
    first, second
        The same data as measured by each set; the second has the disputed areas.
    owners
        Who owns the operators; None where nobody is known.
    jurisdictions
        All rows.

    Returns
    -------
    By state, then in the order of the corridors, each before its lanes.
    """
    found = []
    for state in disputing(second):
        for corridor_id in first.corridors:
            before, after = (
                judge_corridor(atlas, corridor_id, frozenset({state}), owners, jurisdictions)
                for atlas in (first, second)
            )
            pairs = [("", before, after)]
            lanes = zip(before.lanes, after.lanes, strict=True)
            pairs += [(old.origin, old.judged, new.judged) for old, new in lanes]
            for lane, one, other in pairs:
                tests = tuple(_differing(one, other))
                if one.verdict != other.verdict or tests:
                    found.append(
                        Redrawn(corridor_id, lane, state, one.verdict, other.verdict, tests)
                    )
    return tuple(found)


def _differing(one: Judged, other: Judged) -> Iterator[tuple[Test, Test]]:
    for before, after in zip(one.tests, other.tests, strict=True):
        if before != after:
            yield before, after


def redrawn_km(first: Atlas, second: Atlas) -> tuple[RedrawnKm, ...]:
    """List the kilometres of legs that differ between two sets of borders.

    Parameters
    ----------
    first, second
        As in `redrawn`.

    Returns
    -------
    In the order of the legs, then by kind and state.
    """
    rows = []
    for leg_id, leg in first.legs.items():
        before, after = (
            {(zone.kind, zone.state): zone for zone in one.zones}
            for one in (leg, second.legs[leg_id])
        )
        for kind, state in sorted(before.keys() | after.keys()):
            pair = before.get((kind, state)), after.get((kind, state))
            if pair[0] != pair[1]:
                rows.append(RedrawnKm(leg_id, state, kind, *pair))
    return tuple(rows)
