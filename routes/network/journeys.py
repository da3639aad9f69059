"""Word journeys, say what closes them, and set two side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from routes.language import named, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.rows import Jurisdiction, Stake, Transfer
from routes.model.tables import Tables
from routes.model.units import WHOLE_YEAR
from routes.network.capacity import Bound, Capacities
from routes.network.closures import Closure, crossing, of_element
from routes.network.network import END, START, Network, gate, network, paths
from routes.verdict.judge import Judged, decided_by, judge

R = TypeVar("R", Stake, Jurisdiction)
ORDER = ("bypasses", "cannot_tell", "crosses")
"""Verdicts, those that a reader looks for first."""


@dataclass(frozen=True)
class Journey:
    """A path of legs from an origin to a market, judged as a whole.

    `decided_by` is the leg or place that decides the verdict, "" where none does; `status` is
    "idle" if one of its legs is. `code` names it in a link: a hash of its legs.
    """

    code: str
    legs: tuple[Leg, ...]
    transfers: tuple[Transfer, ...]
    judged: Judged
    decided_by: str
    status: str

    @property
    def modes(self) -> tuple[str, ...]:
        """Name the modes in order, neighbours that agree once."""
        modes = [leg.mode for leg in self.legs]
        return tuple(m for i, m in enumerate(modes) if i == 0 or modes[i - 1] != m)

    @property
    def ids(self) -> tuple[str, ...]:
        """Name the legs in order."""
        return tuple(leg.leg_id for leg in self.legs)


def journeys(
    atlas: Atlas,
    tables: Tables,
    origin: str,
    market: str,
    avoid: frozenset[str],
    idle: frozenset[str] | None = None,
) -> list[Journey]:
    """List the journeys between an origin and a market by verdict, then length, idle ones last.

    Parameters
    ----------
    origin, market
        Gates.
    avoid
        ISO 3166-1 alpha-2.
    idle
        Legs that stand still in the year that is looked at; None for those that do now.

    Raises
    ------
    InputError
        If one of them is unknown, or the market does not take what the origin sends.
    """
    start = gate(tables, START, origin)
    end = gate(tables, END, market, start.goods)
    net = network(atlas, tables, start.goods)
    stakes = spread(atlas, tables.stakes.rows)
    rules = spread(atlas, tables.jurisdictions.rows)
    if idle is None:
        idle = frozenset(leg.leg_id for leg in net.legs.values() if leg.status == "idle")
    ways = paths(net, start, end)
    found = [_journey(atlas, net, path, avoid, stakes, rules, idle) for path in ways]
    return sorted(found, key=_rank)


def _rank(journey: Journey) -> tuple[int, bool, float]:
    """Sort by verdict; what is idle after what runs; then by length."""
    verdict = ORDER.index(journey.judged.verdict)
    return verdict, journey.status == "idle", journey.judged.length_km


def code_of(ids: Sequence[str]) -> str:
    """Name a path in a link: eight digits of the hash of its legs."""
    return hashlib.sha256(" ".join(ids).encode()).hexdigest()[:8]


def spread(atlas: Atlas, rows: Sequence[R]) -> list[R]:
    """Give what is known of a corridor to each of its legs, as a journey runs over parts of it.

    A leg with rows of its own keeps those alone.
    """
    own = {row.subject_id for row in rows}
    told = [row for row in rows if row.subject_id not in atlas.corridors]
    for row in rows:
        for leg in atlas.legs_of(row.subject_id) if row.subject_id in atlas.corridors else ():
            if leg.leg_id not in own or leg.leg_id == row.subject_id:
                told.append(row.model_copy(update={"subject_id": leg.leg_id}))
    return told


def _journey(
    atlas: Atlas,
    net: Network,
    path: tuple[Leg, ...],
    avoid: frozenset[str],
    stakes: Sequence[Stake],
    rules: Sequence[Jurisdiction],
    idle: frozenset[str],
) -> Journey:
    judged = judge(path, atlas.places, avoid, stakes, rules)
    return Journey(
        code_of([leg.leg_id for leg in path]),
        path,
        net.transfers_of(path),
        judged,
        decided_by(judged, path, atlas.places, avoid),
        "idle" if idle & {leg.leg_id for leg in path} else "operating",
    )


@dataclass(frozen=True)
class Neck:
    """What lets the least of a journey's oil through: a leg or transfer with its bound."""

    name: str
    bound: Bound


def via(atlas: Atlas, journey: Journey) -> str:
    """Name a journey by the places where it changes mode: by Aktau, Sangachal and Ceyhan."""
    places = [(t.place_id, atlas.places[t.place_id].label) for t in journey.transfers]
    if places:
        return phrase("journeys-via", places=named("part", *places))
    return phrase("journeys-mode", mode=journey.modes[0])


def shut_by(atlas: Atlas, journey: Journey, closures: Iterable[Closure]) -> list[Closure]:
    """List the closures that shut a journey as a whole, all year."""
    whole = [c for c in closures if c.share == 0 and c.days >= WHOLE_YEAR]
    found = []
    for closure in whole:
        if closure.id in atlas.state_names:
            hit = bool(crossing(atlas, journey.legs, frozenset({closure.id})))
        else:
            parts: list[Leg | Transfer] = [*journey.legs, *journey.transfers]
            hit = any(of_element(part, [closure]) for part in parts)
        if hit:
            found.append(closure)
    return found


def neck(caps: Capacities, journey: Journey) -> Neck | None:
    """Find the bottleneck of a journey of oil in a year; None where no figure bounds it."""
    named = [(leg.name, caps.bound(leg.leg_id)) for leg in journey.legs]
    named += [(t.name_en, caps.bound(t.transfer_id)) for t in journey.transfers]
    known = [Neck(name, bound) for name, bound in named if bound.basis == "figures"]
    return min(known, key=lambda n: (n.bound.high, n.bound.low), default=None)


def states_of(atlas: Atlas, journey: Journey) -> list[str]:
    """List the states whose land or territorial sea a journey goes through, longest first."""
    zones = [
        z for z in journey.judged.zones if z.kind in {"land", "territorial_sea"} and z.km >= 0.05
    ]
    codes = dict.fromkeys(z.state for z in zones)
    return [atlas.state_names.get(code, code) for code in codes]


def differences(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell what only the first and what only the second has, in their order."""
    return [x for x in first if x not in second], [x for x in second if x not in first]
