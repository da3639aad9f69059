"""List the journeys between two gates, each judged as a whole, and compare them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from routes.evidence.moment import Moment, standings
from routes.language import km, named, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.rows import Jurisdiction, Transfer
from routes.model.tables import Tables
from routes.model.terms import GROUND, IDLE, OPERATING, Mode
from routes.model.units import WHOLE_YEAR
from routes.network.capacity import Bound, Capacities, Range, years
from routes.network.closures import Closure, crossing, of_element
from routes.network.directions import at
from routes.network.linear import Programme
from routes.network.moved import Moved
from routes.network.network import END, START, gate, network, paths
from routes.network.uses import KNOWN, Used, Uses
from routes.verdict.judge import Judged, decided_by, judge
from routes.verdict.ownership import owners_of
from routes.verdict.tests import Verdict

ORDER: tuple[Verdict, ...] = ("not_asked", "bypasses", "cannot_tell", "crosses")
"""Verdicts in the order of a list of journeys: what a reader looks for first."""
LEAST_KM = 0.05
"""A state with less on a journey is not named: it would be 0.0 km."""


@dataclass(frozen=True)
class Journey:
    """A path of legs from an origin to a market, judged as a whole.

    Attributes
    ----------
    code
        Its name in a link: a hash of its legs.
    legs
        Its legs, in order.
    transfers
        Its changes of mode, in order.
    judged
        Its judgement.
    decided_by
        Leg or place on which the verdict depends most; "" where it bypasses.
    status
        `idle` if one of its legs is, else `operating`.
    used
        What is known of Kazakh oil on it; None for cargo, and where no year is looked at.
    """

    code: str
    legs: tuple[Leg, ...]
    transfers: tuple[Transfer, ...]
    judged: Judged
    decided_by: str
    status: Literal["operating", "idle"]
    used: Used | None = None

    @property
    def modes(self) -> tuple[Mode, ...]:
        """Modes in order, neighbours that agree once."""
        return tuple(mode for mode, _ in groupby(leg.mode for leg in self.legs))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the legs, in order."""
        return tuple(leg.leg_id for leg in self.legs)


@dataclass(frozen=True)
class Bottleneck:
    """What lets the least of a journey's oil through.

    Attributes
    ----------
    name
        Name of the leg or transfer.
    bound
        What it can carry of Kazakh oil.
    """

    name: str
    bound: Bound


@dataclass(frozen=True)
class Narrowest:
    """What bounds the oil that went all the way of a journey in a year.

    Attributes
    ----------
    name
        Name of the leg or transfer on which least went.
    mt
        Mt of Kazakh oil on it in the year, at the most.
    """

    name: str
    mt: float


def journeys(
    atlas: Atlas,
    tables: Tables,
    origin: str,
    market: str,
    avoid: frozenset[str],
    idle: frozenset[str] | None = None,
    moment: Moment | None = None,
) -> list[Journey]:
    """List the journeys between an origin and a market, in the order of `rank`.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Its gates, transfers, operators, stakes, jurisdictions, uses and directions are read.
    origin, market
        Ids of gates.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    idle
        Legs that are idle at the time looked at; None for those that the tables call so, and with
        a moment for those that stood idle then.
    moment
        The time looked at: each leg runs as it did then, and what is known of Kazakh oil is that
        of its year. None for the lines as drawn, and no word on use.

    Raises
    ------
    InputError
        If one of them is unknown, or the market does not take what the origin sends.
    """
    start = gate(tables, START, origin)
    end = gate(tables, END, market, start.goods)
    uses = None
    if moment:
        atlas = at(atlas, tables.directions, moment)
        uses = Uses(atlas, tables, origin, whole_year(moment)) if start.goods == "oil" else None
    net = network(atlas, tables, start.goods)
    owners = owners_of(tables, atlas.state_names)
    rules = spread(atlas, tables.jurisdictions.rows)
    if idle is None and moment:
        stood = standings(atlas, tables.events, moment)
        idle = frozenset(leg for leg, one in stood.items() if one.status == IDLE)
    if idle is None:
        idle = frozenset(leg.leg_id for leg in net.legs.values() if leg.status == IDLE)

    def _journey(path: tuple[Leg, ...]) -> Journey:
        ids = [leg.leg_id for leg in path]
        judged = judge(path, atlas.places, avoid, owners, rules)
        transfers = net.transfers_of(path)
        return Journey(
            code=code_of(ids),
            legs=path,
            transfers=transfers,
            judged=judged,
            decided_by=decided_by(judged, path, atlas.places, avoid),
            status=OPERATING if idle.isdisjoint(ids) else IDLE,
            used=uses.of(path, transfers) if uses else None,
        )

    return sorted(map(_journey, paths(net, start, end)), key=rank)


def of_year(
    atlas: Atlas,
    tables: Tables,
    origin: str,
    market: str,
    avoid: frozenset[str],
    year: int | None = None,
) -> list[Journey]:
    """List the journeys between an origin and a market as they stood at the end of a year.

    Parameters
    ----------
    atlas, tables, origin, market, avoid
        As for `journeys`.
    year
        Year of the Gregorian calendar; the last with figures of Kazakh oil unless one is given.

    Raises
    ------
    InputError
        As for `journeys`.
    """
    moment = Moment(year or years(tables)[-1])
    return journeys(atlas, tables, origin, market, avoid, moment=moment)


def rank(journey: Journey) -> tuple[int, int, bool, int, float]:
    """Return the key that journeys are sorted by: verdict, use, what is idle last, length.

    Of those with one verdict, what carried Kazakh oil comes before what only could, and what never
    did comes last: a way that nobody took stands before none that was taken. Between two that were
    taken, the one of which fewer parts are without evidence for the year.

    Parameters
    ----------
    journey
        One of a list.
    """
    verdict = ORDER.index(journey.judged.verdict)
    used = journey.used
    use, untold = (KNOWN.index(used.known), used.untold) if used else (0, 0)
    return verdict, use, journey.status == IDLE, untold, journey.judged.length_km


def whole_year(moment: Moment) -> int:
    """Return the last year that was over at a time: the article's is the year before it.

    Parameters
    ----------
    moment
        The time looked at.
    """
    return moment.month.year - 1 if moment.as_article else moment.year


def code_of(ids: Sequence[str]) -> str:
    """Return the name of a path in a link: eight digits of the hash of its legs.

    Parameters
    ----------
    ids
        Ids of the legs, in order.
    """
    return hashlib.sha256(" ".join(ids).encode()).hexdigest()[:8]


def spread(atlas: Atlas, rows: Sequence[Jurisdiction]) -> list[Jurisdiction]:
    """Assign rows on a corridor to each of its legs, as a journey runs over parts of it.

    A leg with rows of its own keeps those alone.

    Parameters
    ----------
    atlas
        Has the corridors.
    rows
        On legs, operators and corridors.

    Returns
    -------
    Rows on legs and operators, those that were so first.
    """
    own = {row.subject_id for row in rows}
    on_legs = [row for row in rows if row.subject_id not in atlas.corridors]
    of_corridors = [
        row.model_copy(update={"subject_id": leg.leg_id})
        for row in rows
        if row.subject_id in atlas.corridors
        for leg in atlas.legs_of(row.subject_id)
        if leg.leg_id not in own or leg.leg_id == row.subject_id
    ]
    return on_legs + of_corridors


def via(atlas: Atlas, journey: Journey) -> str:
    """Return the name of a journey: by Aktau, Sangachal and Ceyhan, where it changes mode.

    Parameters
    ----------
    atlas
        Has the places.
    journey
        The journey.
    """
    places = [(t.place_id, atlas.places[t.place_id].label) for t in journey.transfers]
    if places:
        return phrase("journeys-via", places=named("part", *places))
    return phrase("journeys-mode", mode=journey.modes[0])


def names_of(atlas: Atlas, found: Sequence[Journey]) -> dict[str, str]:
    """Name journeys so that no two have one name, by code.

    What `via` calls the same is told apart by the first place that none of the others of that name
    goes over, else by its length.

    Parameters
    ----------
    atlas
        Has the places.
    found
        The journeys of a list.
    """
    told = {journey.code: via(atlas, journey) for journey in found}
    shared = Counter(told.values())
    alike: dict[str, list[Journey]] = defaultdict(list)
    for journey in found:
        if shared[told[journey.code]] > 1:
            alike[told[journey.code]].append(journey)
    for name, ones in alike.items():
        heads = {one.code: [leg.head for leg in one.legs] for one in ones}
        often = Counter(place for places in heads.values() for place in set(places))
        for one in ones:
            alone = [place for place in heads[one.code] if often[place] == 1]
            if alone:
                over = named("part", (alone[0], atlas.places[alone[0]].label))
                told[one.code] = phrase("journeys-via-over", way=name, over=over)
            else:
                told[one.code] = phrase("journeys-via-km", way=name, km=km(one.judged.length_km))
    return told


def shut_by(atlas: Atlas, journey: Journey, closures: Iterable[Closure]) -> list[Closure]:
    """List the closures that shut a journey as a whole, all year.

    Parameters
    ----------
    atlas
        Has the places and the states.
    journey
        The journey.
    closures
        What closes; those that leave a share or last for some days shut no journey.
    """
    parts: list[Leg | Transfer] = [*journey.legs, *journey.transfers]

    def _shuts(closure: Closure) -> bool:
        if closure.id in atlas.state_names:
            return bool(crossing(atlas, journey.legs, frozenset({closure.id})))
        return any(of_element(part, [closure]) for part in parts)

    whole = (c for c in closures if c.share == 0 and c.days >= WHOLE_YEAR)
    return [closure for closure in whole if _shuts(closure)]


def bottleneck(caps: Capacities, journey: Journey) -> Bottleneck | None:
    """Return the bottleneck of a journey of oil in a year; None where no figure bounds it.

    Parameters
    ----------
    caps
        The figures of the year.
    journey
        A journey of oil.
    """
    parts = [(leg.name, caps.bound(leg.leg_id)) for leg in journey.legs]
    parts += [(t.name_en, caps.bound(t.transfer_id)) for t in journey.transfers]
    known = [Bottleneck(name, bound) for name, bound in parts if bound.basis == "figures"]
    return min(known, key=lambda one: (one.bound.high, one.bound.low), default=None)


def together(caps: Capacities, ways: Sequence[Journey]) -> Range | None:
    """Return what several journeys of oil can carry together in a year, Mt.

    It is the greatest flow over all of them: what two share carries for both no more than for one.
    Each end is the flow where every part lets through that end of its figures; a part without a
    figure bounds nothing.

    Parameters
    ----------
    caps
        The figures of the year.
    ways
        Journeys of oil.

    Returns
    -------
    Least and greatest; None without a journey, or where one of them has no figure that bounds it.
    """
    if not ways or any(bottleneck(caps, way) is None for way in ways):
        return None
    users: dict[str, list[int]] = defaultdict(list)
    for n, way in enumerate(ways):
        for part in (*way.ids, *(one.transfer_id for one in way.transfers)):
            users[part].append(n)
    bounds = {part: caps.bound(part) for part in users}
    figures = {part: one for part, one in bounds.items() if one.basis == "figures"}

    def _flow(limits: Iterable[tuple[str, float]]) -> float:
        programme = Programme()
        columns = [programme.column() for _ in ways]
        for part, limit in limits:
            programme.row(dict.fromkeys((columns[n] for n in users[part]), 1.0), high=limit)
        return -programme.solver().minimise(dict.fromkeys(columns, -1.0)).value

    low = _flow((part, one.low) for part, one in figures.items())
    return low, _flow((part, one.high) for part, one in figures.items())


def narrowest(moved: Moved | None, journey: Journey) -> Narrowest | None:
    """Return the part of a journey on which least Kazakh oil went in a year; None where unknown.

    So much went all the way at the most: a leg carries the oil of other fields and for other
    markets as well. What a source says of one field's oil counts beside what moved by the balance.

    Parameters
    ----------
    moved
        What moved in the year; None where that is not known.
    journey
        A journey of oil, with what is known of its use.
    """
    known = []
    used = journey.used
    if used and used.most_mt is not None:
        # Where both say the same but for rounding, the part that a source is about is named.
        names = {leg.leg_id: leg.name for leg in journey.legs}
        names |= {one.transfer_id: one.name_en for one in journey.transfers}
        known.append(Narrowest(names[used.by], used.most_mt))
    legs = moved.legs if moved else {}
    known += [
        Narrowest(leg.name, carried.high)
        for leg in journey.legs
        if (carried := legs.get(leg.leg_id))
    ]
    return min(known, key=lambda one: round(one.mt, 2), default=None)


def states_of(atlas: Atlas, journey: Journey) -> list[str]:
    """List the names of the states whose ground a journey goes through, the longest first.

    Parameters
    ----------
    atlas
        Has the names.
    journey
        The journey.
    """
    zones = [z for z in journey.judged.zones if z.kind in GROUND and z.km >= LEAST_KM]
    codes = dict.fromkeys(z.state for z in zones)
    return [atlas.state_names.get(code, code) for code in codes]


def differences(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what only the first and what only the second has, in their order.

    Parameters
    ----------
    first, second
        Two lists of names.
    """
    return [x for x in first if x not in second], [x for x in second if x not in first]
