"""Rank what hurts most: every place, line and state shut alone, pairs, markets, and states' shares.

Each is shut for 30 days and for the whole year, in both cases of `limits`. Elements in series are
one row: if shutting any of them leaves the same of the network, it is the same to shut all. What a
state's share of the dependence is, is its Shapley value in the game in which any states shut
together. Computed when the layers are built; see docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from math import fsum
from typing import Any, Final, Literal

import networkx as nx

from routes.language import named, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.tables import Tables
from routes.model.terms import HOME
from routes.model.units import WHOLE_YEAR, days_in
from routes.network.balance import Balance
from routes.network.closures import Closure, write_closures
from routes.network.edges import SINK, SOURCE, Edge
from routes.network.limits import AS_SEEN, CASES, ON_PAPER, Case
from routes.network.network import END
from routes.network.shapley import shapley
from routes.network.stranded import YearNetwork

MONTH: Final = 30
"""Days of the short closure."""
CARRIES: Final = 0.001
"""Mt a year from which a leg carries oil, and Mt that are more than none."""
DIGITS: Final = 6
"""Decimals of Mt that are kept: tonnes."""
PAIRS: Final = 10
"""Pairs that are kept."""
LARGEST: Final = 3
"""Elements of the largest set that is tried on a market."""
NEARLY: Final = 0.9
"""Share of a pair's excess from which a pair that shuts less tells the same."""
STRAITS: Final = "bosphorus_strait"
"""Leg that leads through the Straits."""
BEYOND: Final = "beyond_straits"
"""Id of all markets beyond the Straits together."""

Span = Literal["days", "year"]
SPANS: Final[tuple[Span, Span]] = ("days", "year")
"""For `MONTH` days, and for the year."""
Kind = Literal["place", "leg", "line", "state"]

Cases = dict[Case, float]
"""Mt in both cases."""
Loss = dict[Span, Cases]
"""Mt without a way, by how long it is shut, in both cases."""


@dataclass(frozen=True)
class Row:
    """Something that is shut alone.

    Attributes
    ----------
    id
        Leg, place or state that is shut; of elements in series the first leg.
    kind
        `line` for elements in series.
    members
        All elements of which each has the same effect, in the order of the flow.
    first, last
        Places at the ends of a line; "" where it is none.
    no_way
        Mt without a way while it is shut.
    """

    id: str
    kind: Kind
    members: tuple[str, ...]
    first: str
    last: str
    no_way: Loss


@dataclass(frozen=True)
class Pair:
    """Two rows that together cost more than the sum of both alone.

    Attributes
    ----------
    ids
        Ids of the rows, the worse first.
    no_way
        Mt without a way while both are shut.
    excess
        Mt of it beyond the sum.
    """

    ids: tuple[str, str]
    no_way: Loss
    excess: Loss


@dataclass(frozen=True)
class MarketSets:
    """The smallest sets of lines and places that stop a market.

    Attributes
    ----------
    market
        Gate of the market, or `BEYOND`.
    mt
        Mt that it got in the year as drawn.
    sets
        All sets of the least number that leave no way to it, not even on paper: ids of rows, or
        of a member where a part of a row does; none where `LARGEST` do not suffice.
    states
        States each of which stops it alone.
    """

    market: str
    mt: float
    sets: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]


@dataclass(frozen=True)
class Shares:
    """What each state's part is in what has no way if all shut for a year, in one case.

    Attributes
    ----------
    total
        Mt without a way in the year if all of these states shut.
    by_state
        Shapley value of each state, Mt a year; they add up to the total.
    """

    total: float
    by_state: dict[str, float]


@dataclass(frozen=True)
class Ranking:
    """What hurts most in a year.

    Attributes
    ----------
    year
        One whose balance closes.
    left
        What left as drawn, Mt.
    rows
        What is shut alone, the worst of a month first: as seen, then on paper.
    pairs
        Pairs that cost more than their sum, the greatest excess first.
    markets
        Markets that got oil in the year, in the order of their Mt.
    shares
        States' shares in both cases.
    """

    year: int
    left: float
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    markets: tuple[MarketSets, ...]
    shares: dict[Case, Shares]


class Ranker:
    """Shuts one thing after another in the network of a year.

    Parameters
    ----------
    network
        The oil of the year.
    atlas
        Has the states.
    """

    def __init__(self, network: YearNetwork, atlas: Atlas) -> None:
        self._network = network
        limits, net = network.limits, network.model.net
        self.legs = [k for k in net.legs if limits.base(k) >= CARRIES]
        ends = (end for k in self.legs for end in (net.legs[k].tail, net.legs[k].head))
        self.places = list(dict.fromkeys(ends))
        touched = {zone.state for k in self.legs for zone in net.legs[k].zones}
        self.states = sorted(touched & set(atlas.state_names) - {HOME})
        self._elements = frozenset(edge.element for edge in network.edges if edge.element)
        self._open = {case: [e for e in network.edges if self._can(e, case)] for case in CASES}
        self._drawn = [e for e in network.edges if self._did(e)]
        self._days = {"days": MONTH, "year": days_in(network.year)}
        self._values: dict[tuple[frozenset[str], Case, int], float] = {}
        self._shut: dict[tuple[str, Case], frozenset[str]] = {}

    def _can(self, edge: Edge, case: Case) -> bool:
        """Whether an edge can carry anything in a case."""
        limits = self._network.limits
        if not edge.element:
            return True
        if edge.kind == "field":
            return limits.base(edge.element) > 0
        whole = limits.whole(edge.element)
        return whole.of(case) > 0 or (case == AS_SEEN and whole.month > 0)

    def _did(self, edge: Edge) -> bool:
        """Whether an edge carried oil as drawn."""
        return not edge.element or self._network.limits.base(edge.element) >= CARRIES

    def shut_by(self, name: str, case: Case) -> frozenset[str]:
        """Return what is dead when one thing is shut: with it, what leads only to or from it.

        Parameters
        ----------
        name
            Leg, place, or state.
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        if (name, case) not in self._shut:
            shut = self._network.shut_by(name, case)
            self._shut[name, case] = self.dead(shut, self._open[case])
        return self._shut[name, case]

    def both(self, one: frozenset[str], other: frozenset[str], case: Case) -> frozenset[str]:
        """Return what is dead when two things are shut together.

        Parameters
        ----------
        one, other
            What is dead with each, as `shut_by` returns it.
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        if one <= other or other <= one:
            return max(one, other, key=len)
        return self.dead(one | other, self._open[case])

    def dead(self, shut: frozenset[str], edges: Iterable[Edge]) -> frozenset[str]:
        """Return the elements that lie on no way from a field to a market while some are shut.

        No flow changes if they are shut, too.

        Parameters
        ----------
        shut
            Ids of elements.
        edges
            The network.
        """
        open_edges = [(e.tail, e.head, e.element) for e in edges if e.element not in shut]
        onward, back = defaultdict(list), defaultdict(list)
        for tail, head, _ in open_edges:
            onward[tail].append(head)
            back[head].append(tail)
        fed, ending = _reached(SOURCE, onward), _reached(SINK, back)
        alive = {name for tail, head, name in open_edges if tail in fed and head in ending}
        return self._elements - alive

    def value(self, dead: frozenset[str], case: Case, span: Span) -> float:
        """Return the Mt without a way while elements are dead.

        Parameters
        ----------
        dead
            As `shut_by` returns them.
        case
            `AS_SEEN` or `ON_PAPER`.
        span
            How long.
        """
        # On paper one day is as another, and a year so many months.
        days = self._days["year" if case == ON_PAPER else span]
        key = dead, case, days
        if key not in self._values:
            self._values[key] = round(self._network.no_way_without(dead, case, days), DIGITS)
        return self._values[key] * self._days[span] / days

    def loss(self, dead: Mapping[Case, frozenset[str]]) -> Loss:
        """Return the Mt without a way, by how long elements are dead.

        Parameters
        ----------
        dead
            As `shut_by` returns them, in each case.
        """
        return {
            span: {case: round(self.value(dead[case], case, span), DIGITS) for case in CASES}
            for span in SPANS
        }

    def alone(self, name: str) -> Loss:
        """Return the Mt without a way while one thing is shut.

        Parameters
        ----------
        name
            Leg, place, or state.
        """
        return self.loss({case: self.shut_by(name, case) for case in CASES})

    def rows(self) -> list[Row]:
        """List what is shut alone, elements in series as one, the worst first."""
        found = [Row(name, "state", (name,), "", "", self.alone(name)) for name in self.states]
        alike: dict[Any, list[str]] = defaultdict(list)
        for name in (*self.legs, *self.places):
            dead = self.dead(self._network.shut_by(name, ON_PAPER), self._drawn)
            alike[dead, str(self.alone(name))].append(name)
        for names in alike.values():
            found += (self._row(group) for group in self._in_series(names))
        return sorted((row for row in found if not self._is_open_sea(row)), key=_worst)

    def _in_series(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Yield the names in groups whose legs and places follow on each other."""
        legs = self._network.model.net.legs
        rest = list(names)
        while rest:
            group, queue = [], [rest.pop(0)]
            while queue:
                name = queue.pop()
                group.append(name)
                near = [k for k in rest if _touch(legs.get(name), k) or _touch(legs.get(k), name)]
                rest = [k for k in rest if k not in near]
                queue += near
            yield group

    def _row(self, group: Sequence[str]) -> Row:
        """Return the row of elements in series."""
        net = self._network.model.net
        legs = [k for k in group if k in net.legs]
        no_way = self.alone(group[0])
        if len(group) == 1:
            return Row(group[0], "leg" if legs else "place", (group[0],), "", "", no_way)
        order = nx.DiGraph()
        for k in legs:
            nx.add_path(order, [net.legs[k].tail, k, net.legs[k].head])
        path = [name for name in _in_order(order) if name in legs or name in self.places]
        members = tuple(name for name in path if name in group)
        ordered = [name for name in members if name in legs]
        first, last = net.legs[ordered[0]].tail, net.legs[ordered[-1]].head
        return Row(ordered[0], "line", members, first, last, no_way)

    def pairs(self, rows: Sequence[Row]) -> list[Pair]:
        """List the pairs that together cost more than the sum of both, the greatest excess first.

        Of pairs that cost nearly as much more, of which one shuts part of what the other does, the
        smaller is kept.

        Parameters
        ----------
        rows
            As `rows` lists them.
        """
        found = [p for one, other in combinations(rows, 2) for p in self._pair(one, other)]
        found.sort(key=_greatest)
        kept: list[Pair] = []
        for n, pair in enumerate(found):
            if len(kept) == PAIRS:
                break
            # Of two that are within each other the first is kept.
            within = (k for k, other in enumerate(found) if k != n and self._within(other, pair))
            if not any(k < n or not self._within(pair, found[k]) for k in within):
                kept.append(pair)
        return kept

    def _pair(self, one: Row, other: Row) -> Iterator[Pair]:
        """Yield a pair if neither is inside the other and both cost more than their sum."""
        mine, theirs = ({c: self.shut_by(row.id, c) for c in CASES} for row in (one, other))
        if any(mine[c] <= theirs[c] or theirs[c] <= mine[c] for c in CASES):
            return
        no_way = self.loss({c: self.both(mine[c], theirs[c], c) for c in CASES})
        excess: Loss = {
            span: {
                c: _beyond(no_way[span][c], one.no_way[span][c] + other.no_way[span][c])
                for c in CASES
            }
            for span in SPANS
        }
        if max(excess["days"].values()) > 0:
            yield Pair((one.id, other.id), no_way, excess)

    def _within(self, smaller: Pair, larger: Pair) -> bool:
        """Whether a pair shuts part of what another does, and costs nearly as much more."""
        if any(smaller.excess["days"][c] < NEARLY * larger.excess["days"][c] for c in CASES):
            return False
        return any(
            all(
                self.shut_by(a, case) <= self.shut_by(b, case)
                for a, b in zip(ids, larger.ids, strict=True)
                for case in CASES
            )
            for ids in (smaller.ids, smaller.ids[::-1])
        )

    def markets(self, rows: Sequence[Row]) -> list[MarketSets]:
        """List the smallest sets of lines and places that stop each market, the largest first.

        Parameters
        ----------
        rows
            As `rows` lists them.
        """
        net, base = self._network.model.net, self._network.limits.base
        mt = {g.gate_id: base(g.gate_id) for g in net.gates if g.role == END}
        served = {gate: amount for gate, amount in mt.items() if amount >= CARRIES}
        beyond = self._behind(STRAITS) & set(served)
        found = [self._market(gate, frozenset({gate}), served[gate], rows) for gate in served]
        if beyond:
            found.append(self._market(BEYOND, beyond, fsum(served[g] for g in beyond), rows))
        return sorted(found, key=lambda one: (-one.mt, one.market))

    def _behind(self, leg: str) -> frozenset[str]:
        """List the markets to which oil goes on from a leg."""
        onward = defaultdict(list)
        for edge in self._network.edges:
            onward[edge.tail].append(edge.head)
        reached = {
            n for e in self._network.edges if e.element == leg for n in _reached(e.head, onward)
        }
        return frozenset(
            e.element for e in self._network.edges if e.kind == "market" and e.tail in reached
        )

    def _market(
        self, market: str, gates: frozenset[str], mt: float, rows: Sequence[Row]
    ) -> MarketSets:
        shut = dict(part for row in rows for part in self._parts(row))
        sets: list[tuple[str, ...]] = []
        for size in range(1, LARGEST + 1):
            for ids in combinations(shut, size):
                together = shut[ids[0]]
                for name in ids[1:]:
                    together = self.both(together, shut[name], ON_PAPER)
                if gates <= together:
                    sets.append(ids)
            if sets:
                break
        states = [s for s in self.states if gates <= self.shut_by(s, ON_PAPER)]
        return MarketSets(market, mt, tuple(sets), tuple(states))

    def _parts(self, row: Row) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the parts of a row that shut different things on paper, each by one of its ids.

        What has the same effect on the oil as drawn may yet leave other ways to a market.
        """
        if row.kind == "state":
            return
        alike: dict[frozenset[str], list[str]] = defaultdict(list)
        for name in row.members:
            alike[self.shut_by(name, ON_PAPER)].append(name)
        for dead, names in alike.items():
            legs = [name for name in names if name in self.legs]
            yield row.id if row.id in names else (legs or names)[0], dead

    def _is_open_sea(self, row: Row) -> bool:
        """Whether it is a point at sea in no state: lanes meet there, and nobody can shut it."""
        return row.kind == "place" and not self._network.model.country[row.id]

    def shares(self, case: Case) -> Shares:
        """Share what has no way in a year if all states shut among them.

        Parameters
        ----------
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        sets = {state: self.shut_by(state, case) for state in self.states}
        nothing = self.dead(frozenset(), self._open[case])
        every = nothing
        for shut in sets.values():
            every = self.both(every, shut, case)
        by_state = shapley(
            sets,
            lambda one, other: self.both(one, other, case),
            lambda shut: self.value(shut, case, "year"),
            nothing,
        )
        return Shares(self.value(every, case, "year"), by_state)


def _touch(leg: Leg | None, place: str) -> bool:
    return leg is not None and place in {leg.tail, leg.head}


def _beyond(mt: float, sum_of_both: float) -> float:
    """Return by how much Mt exceed a sum; what is less than a leg carries is none."""
    excess = round(mt - sum_of_both, DIGITS)
    return excess if abs(excess) >= CARRIES else 0.0


def _worst(row: Row) -> Any:
    return [*(-row.no_way[span][case] for span in SPANS for case in CASES), row.kind, row.id]


def _greatest(pair: Pair) -> Any:
    """Return what pairs are sorted by; of equals, lines and places come before states."""
    states = sum(name.isupper() for name in pair.ids)
    return [*(-pair.excess[span][case] for span in SPANS for case in CASES), states, pair.ids]


def _in_order(graph: Any) -> list[str]:
    """List nodes as they follow on each other; in a ring from any of them."""
    if nx.is_directed_acyclic_graph(graph):
        return list(nx.lexicographical_topological_sort(graph))
    return list(graph)


def _reached(start: str, onward: Mapping[str, Iterable[str]]) -> set[str]:
    found, queue = {start}, [start]
    while queue:
        for node in onward.get(queue.pop(), ()):
            if node not in found:
                found.add(node)
                queue.append(node)
    return found


def rank(network: YearNetwork, atlas: Atlas) -> Ranking:
    """Rank what hurts most in a year.

    Parameters
    ----------
    network
        The oil of the year; its balance closes.
    atlas
        Has the states.
    """
    ranker = Ranker(network, atlas)
    rows = ranker.rows()
    return Ranking(
        year=network.year,
        left=round(network.left, DIGITS),
        rows=tuple(rows),
        pairs=tuple(ranker.pairs(rows)),
        markets=tuple(ranker.markets(rows)),
        shares={case: ranker.shares(case) for case in CASES},
    )


def all_years(atlas: Atlas, tables: Tables, balances: Mapping[int, Balance]) -> dict[int, Ranking]:
    """Rank what hurts most in every year whose balance closes.

    Parameters
    ----------
    atlas
        What was built.
    tables
        As `YearNetwork` reads them.
    balances
        Those of all years, by year.
    """
    return {
        year: rank(YearNetwork(atlas, tables, balances, year), atlas)
        for year, balance in balances.items()
        if balance.closes
    }


def closure_of(names: Iterable[str], span: Span) -> str:
    """Format the closure of rows as links and the command line do.

    Parameters
    ----------
    names
        Ids of the rows.
    span
        How long.
    """
    days = MONTH if span == "days" else WHOLE_YEAR
    return write_closures(Closure(name, days=days) for name in names)


def name_of(row: Row, atlas: Atlas) -> str:
    """Return the name of a row: of elements in series by their first and their last place.

    Parameters
    ----------
    row
        The row.
    atlas
        Names legs, places and states.
    """
    legs = [atlas.legs[name] for name in row.members if name in atlas.legs]
    if len(legs) < 2:
        return atlas.name_of(row.id)
    heads = {leg.name.partition(", ")[0] if ", " in leg.name else "" for leg in legs}
    line = heads.pop() if len(heads) == 1 else ""
    return phrase(
        "rank-line",
        kind="named" if line else "plain",
        line=line,
        first=named("part", (row.first, atlas.name_of(row.first))),
        last=named("part", (row.last, atlas.name_of(row.last))),
    )


def by_span(ranking: Ranking, span: Span) -> list[Row]:
    """List the rows, the worst first: as seen, then on paper.

    Parameters
    ----------
    ranking
        What hurts most in a year.
    span
        How long each is shut.
    """
    return sorted(
        ranking.rows, key=lambda row: [*(-row.no_way[span][case] for case in CASES), row.id]
    )


def table(ranking: Ranking, atlas: Atlas) -> list[dict[str, Any]]:
    """List the rows of a year as a table has them.

    Parameters
    ----------
    ranking
        What hurts most in the year.
    atlas
        Names legs, places and states.
    """
    return [
        {
            "year": ranking.year,
            "id": row.id,
            "kind": row.kind,
            "name": name_of(row, atlas),
            "members": " ".join(row.members),
            **{
                f"no_way_{'30_days' if span == 'days' else span}_{case}_mt": row.no_way[span][case]
                for span in SPANS
                for case in CASES
            },
            "closed_30_days": closure_of([row.id], "days"),
            "closed_year": closure_of([row.id], "year"),
        }
        for row in ranking.rows
    ]


def write(rankings: Mapping[int, Ranking]) -> dict[str, Any]:
    """Format rankings as JSON has them; the inverse of `read`.

    Parameters
    ----------
    rankings
        By year.
    """
    return {str(year): asdict(one) for year, one in rankings.items()}


def read(raw: Mapping[str, Any]) -> dict[int, Ranking]:
    """Parse rankings from JSON; the inverse of `write`.

    Parameters
    ----------
    raw
        As `write` formats them.
    """
    return {int(year): _ranking(one) for year, one in raw.items()}


def _ranking(raw: Mapping[str, Any]) -> Ranking:
    return Ranking(
        year=raw["year"],
        left=raw["left"],
        rows=tuple(Row(**{**row, "members": tuple(row["members"])}) for row in raw["rows"]),
        pairs=tuple(Pair(**{**pair, "ids": tuple(pair["ids"])}) for pair in raw["pairs"]),
        markets=tuple(
            MarketSets(
                one["market"],
                one["mt"],
                tuple(tuple(ids) for ids in one["sets"]),
                tuple(one["states"]),
            )
            for one in raw["markets"]
        ),
        shares={case: Shares(**raw["shares"][case]) for case in CASES},
    )
