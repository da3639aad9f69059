"""Compute how much Kazakh oil has no way out when something closes, and for how long.

The year is cut into periods: in each the same is closed. While something is closed, what can leave
is a maximum flow, from fields that send no more than they did to markets that take no more than
they can. Afterwards tanks may be emptied, and fields may produce up to their nameplate. Everything
is solved in two cases, *as seen* and *on paper* (`limits`). See docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import fsum, inf
from typing import Final

from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.units import days_in
from routes.network.balance import OTHER_WAYS, Balance, Estimate, Model
from routes.network.closures import Closure
from routes.network.edges import OPEN_SEA, SINK, SOURCE, Edge
from routes.network.limits import AS_SEEN, CASES, ON_PAPER, Case, Limit, Limits
from routes.network.linear import Programme, Solution, Solver

FAR_KM: Final = 100_000.0
"""Kilometres by which a way is as bad as one tonne that changes its way."""
LEAST: Final = 1e-6
"""Multiplier of a limit that is part of a bottleneck; Mt that are more than none."""
SMALL: Final = 1e-3
"""Mt a year of the least limit that is named in a bottleneck."""
NOTHING: Final = 1e-8
"""Mt that are rounding: ten grams."""
ROOM: Final = 1e-10
"""Mt a year by which limits are widened, so that what is drawn fits them after rounding."""

Cases = Mapping[Case, float]
"""One number for each case."""


@dataclass(frozen=True)
class Cut:
    """An element of the bottleneck.

    Attributes
    ----------
    id
        Leg, transfer, field, market, or `other_ways`.
    mtpa
        What it lets through of Kazakh oil on its way out, Mt a year.
    case
        The case in which it is part of the bottleneck.
    """

    id: str
    mtpa: float
    case: Case


@dataclass(frozen=True)
class LegFlow:
    """What an element carried, and what it carries under the closures.

    Of all flows that let the most through, the one that changes least of what is drawn.

    Attributes
    ----------
    leg_id
        Leg, transfer, field, market, or `other_ways`.
    moved
        What the balance of the year says of it.
    before
        Mt on its way out in the days of the closure, as drawn, if nothing were closed.
    during
        Mt on its way out in the days of the closure.
    year
        Mt on its way out in the whole year.
    limit
        What it can carry when nothing is closed.
    closed
        Whether nothing of it is left while something is closed.
    """

    leg_id: str
    moved: Estimate
    before: float
    during: Cases
    year: Cases
    limit: Limit
    closed: bool


@dataclass(frozen=True)
class Outcome:
    """The answer to closures in a year.

    Attributes
    ----------
    year
        Year of the balance.
    closures
        What closes, states to avoid included, with the days that fall into the year.
    avoid
        States that are closed as a whole, ISO 3166-1 alpha-2.
    balance
        The balance of the year.
    left
        What left as drawn, Mt.
    days
        Days on which anything is closed.
    due
        Mt that would have left on those days.
    during
        Mt of it that can leave on those days.
    year_end
        Mt that can leave by the end of the year.
    cut
        The bottlenecks of the longest period, in both cases.
    flows
        Every leg, transfer, field and market, and the other ways, by id.
    """

    year: int
    closures: tuple[Closure, ...]
    avoid: frozenset[str]
    balance: Balance
    left: float
    days: int
    due: float
    during: Cases
    year_end: Cases
    cut: tuple[Cut, ...]
    flows: dict[str, LegFlow]

    @property
    def no_way(self) -> Cases:
        """Mt that have no way out on the days of the closure."""
        return {case: self.due - self.during[case] for case in CASES}

    @property
    def no_way_per_day(self) -> Cases:
        """Mt a day that have no way out on the days of the closure; 0 when nothing is closed."""
        return {case: mt / self.days if self.days else 0.0 for case, mt in self.no_way.items()}

    @property
    def lost(self) -> Cases:
        """Mt that did not leave by the end of the year."""
        return {case: self.left - self.year_end[case] for case in CASES}

    @property
    def made_up(self) -> Cases:
        """Mt that leave after the closure in place of what could not during it."""
        more = {case: self.no_way[case] - self.lost[case] for case in CASES}
        return {case: mt if mt > NOTHING else 0.0 for case, mt in more.items()}

    @property
    def ways(self) -> tuple[str, ...]:
        """Legs by which oil leaves the country, and the other ways."""
        return (*self.balance.ways, OTHER_WAYS)


def _up_to(whole: float, mt: float) -> float:
    """Return an amount, or the whole where only rounding keeps it from that."""
    return whole if mt > whole - NOTHING else mt


@dataclass(frozen=True)
class _Period:
    """Days of the year on which the same is closed.

    Attributes
    ----------
    days
        Their number.
    closures
        What is closed.
    """

    days: int
    closures: tuple[Closure, ...]


@dataclass(frozen=True)
class _Answer:
    """What leaves in one case.

    Attributes
    ----------
    during, total
        Mt on the days of the closure, and in the year.
    closed, year
        Mt on each element on those days, and in the year.
    cut
        The bottleneck of the longest time of a closure.
    """

    during: float
    total: float
    closed: Mapping[str, float]
    year: Mapping[str, float]
    cut: tuple[Cut, ...] = ()


class YearNetwork:
    """The oil of a year as it is drawn, and what can carry it; answers one closure after another.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Its gates, transfers, directions, capacities and figures are read.
    balances
        Those of all years, by year.
    year
        One whose balance closes.
    """

    def __init__(
        self, atlas: Atlas, tables: Tables, balances: Mapping[int, Balance], year: int
    ) -> None:
        self.year = year
        self.balance = balances[year]
        self.model = Model(atlas, tables, year)
        self.limits = Limits(self.model, balances, atlas, tables)
        fields = [e.element for e in self.model.edges if e.kind == "field"]
        edges = [edge for edge in self.model.edges if edge.kind != "refinery"]
        edges += [Edge(name, f">{OTHER_WAYS}", "", "joint") for name in fields]
        edges.append(Edge(f">{OTHER_WAYS}", SINK, OTHER_WAYS, "market"))
        # Beyond the Straits a ship finds a market, whatever lanes are shut.
        sea = [gate.place_id for gate in self.model.net.gates if gate.role == OPEN_SEA]
        edges += [Edge(f"sea>{place}", SINK, "", "joint") for place in sea]
        self.edges = edges
        self._fields = frozenset(fields)
        self._open: dict[tuple[Case, int], _Plan] = {}

    @cached_property
    def left(self) -> float:
        """What left in the year as drawn, Mt."""
        # The order of a set is another in every run: the sum is the same.
        return fsum(self.limits.base(name) for name in self._fields)

    def close(
        self, closures: Sequence[Closure] = (), avoid: frozenset[str] = frozenset()
    ) -> Outcome:
        """Compute what has no way out.

        Parameters
        ----------
        closures
            What closes; a state closes every leg that crosses it.
        avoid
            States that are closed as a whole, ISO 3166-1 alpha-2.
        """
        asked = tuple(closure.in_year(self.year) for closure in closures)
        named = {closure.id for closure in asked}
        asked = (*asked, *(Closure(state) for state in sorted(avoid - named)))
        periods = self._periods([closure for closure in asked if closure.share < 1])
        closed = sum(period.days for period in periods if period.closures)
        year = days_in(self.year)
        due = self.left * closed / year
        solved = {case: self._solve(periods, case, closed) for case in CASES}
        shut = self._shut(periods, closed)
        elements = [*self.model.elements, OTHER_WAYS]
        return Outcome(
            year=self.year,
            closures=asked,
            avoid=avoid,
            balance=self.balance,
            left=self.left,
            days=closed,
            due=due,
            during={case: _up_to(due, answer.during) for case, answer in solved.items()},
            year_end={case: _up_to(self.left, answer.total) for case, answer in solved.items()},
            cut=tuple(cut for case in CASES for cut in solved[case].cut),
            flows={
                name: LegFlow(
                    leg_id=name,
                    moved=self.balance.of(name),
                    before=self.limits.base(name) * closed / year,
                    during={case: solved[case].closed.get(name, 0.0) for case in CASES},
                    year={case: solved[case].year.get(name, 0.0) for case in CASES},
                    limit=self.limits.whole(name),
                    closed=name in shut,
                )
                for name in elements
                if name not in self.model.refineries
            },
        )

    def shut_by(self, name: str, case: Case) -> frozenset[str]:
        """List the elements of which nothing is left when one thing is shut.

        Parameters
        ----------
        name
            Leg, place, transfer, or state.
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        limits = self.limits.under((Closure(name),), case, 1)
        return frozenset(element for element, mt in limits.items() if mt <= 0)

    def no_way_without(self, shut: Iterable[str], case: Case, days: int) -> float:
        """Compute the Mt without a way while elements are shut, and nothing else of an outcome.

        It is what `close` gives as `no_way`, in a hundredth of the time: one programme is kept for
        each case and number of days, and only the bounds of what is shut are changed.

        Parameters
        ----------
        shut
            Legs, transfers, fields, or `other_ways`, as `shut_by` lists them.
        case
            `AS_SEEN` or `ON_PAPER`.
        days
            Days on which they are shut, all at the same time.
        """
        key = case, days
        if key not in self._open:
            # A closure of nothing: its limits are those of days on which something is closed.
            self._open[key] = _Plan(self, [_Period(days, (Closure("", 1.0),))], case, days)
        most = self._open[key].most_without(frozenset(shut))
        due = self.left * days / days_in(self.year)
        return due - _up_to(due, most)

    def _periods(self, closures: Sequence[Closure]) -> list[_Period]:
        """Cut the year where a closure begins or ends."""
        year = days_in(self.year)
        cuts = {0, year}
        for closure in closures:
            cuts |= {closure.first_day(self.year), closure.last_day(self.year) + 1}
        marks = sorted(cuts)
        return [
            _Period(
                end - start,
                tuple(
                    closure
                    for closure in closures
                    if closure.first_day(self.year) <= start < closure.last_day(self.year) + 1
                ),
            )
            for start, end in pairwise(marks)
        ]

    def _shut(self, periods: Iterable[_Period], closed: int) -> frozenset[str]:
        """List the elements of which nothing is left at some time."""
        shut: set[str] = set()
        for period in periods:
            if period.closures:
                limits = self.limits.under(period.closures, ON_PAPER, closed)
                shut |= {k for k, mt in limits.items() if mt <= 0 and self.limits.whole(k).on_paper}
        return frozenset(shut)

    def _solve(self, periods: Sequence[_Period], case: Case, closed: int) -> _Answer:
        """Compute what leaves in one case: first in the days of the closure, then in the year."""
        year = days_in(self.year)
        base = {edge.element: self.limits.base(edge.element) for edge in self.edges}
        if not closed:
            return _Answer(0.0, self.left, {}, base)
        begun = next(n for n, period in enumerate(periods) if period.closures)
        before = sum(period.days for period in periods[:begun]) / year
        # Tanks are emptied when all is open again: each time of a closure stands by itself.
        alone = [
            _Plan(self, [period], case, closed) if period.closures else None
            for period in periods[begun:]
        ]
        most = [each.most() if each else None for each in alone]
        plan = _Plan(self, periods[begun:], case, closed, most)
        total = plan.most()
        on_days: dict[str, float] = defaultdict(float)
        in_year = {name: before * mt for name, mt in base.items()}
        for period, carried in zip(periods[begun:], plan.nearest(total), strict=True):
            for name, mt in carried.items():
                in_year[name] += mt
                if period.closures:
                    on_days[name] += mt
        during = sum(mt for mt in most if mt is not None)
        longest = max((each for each in alone if each), key=lambda each: each.days)
        cut = tuple(longest.cut())
        return _Answer(during, before * self.left + total, on_days, in_year, cut)

    def shut_in(self, closures: Sequence[Closure], case: Case) -> float:
        """Return what fields cannot send while something is closed, Mt.

        It is what has no way out less what tanks take in: on paper they are empty when a closure
        begins, as seen they are full.

        Parameters
        ----------
        closures
            What closes.
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        periods = self._periods([closure.in_year(self.year) for closure in closures])
        closed = sum(period.days for period in periods if period.closures)
        if not closed:
            return 0.0
        begun = next(n for n, period in enumerate(periods) if period.closures)
        sent = _Plan(self, periods[begun:], case, closed).most_sent()
        due = self.left * closed / days_in(self.year)
        return due - _up_to(due, sent)


class _Plan:
    """The programme of some periods in one case; amounts are in Mt."""

    def __init__(
        self,
        network: YearNetwork,
        periods: Sequence[_Period],
        case: Case,
        closed: int,
        most: Sequence[float | None] = (),
    ) -> None:
        self._network = network
        self._periods = periods
        self._case = case
        limits = network.limits
        self._parts = [period.days / days_in(network.year) for period in periods]
        self.programme = Programme()
        self.limits = [limits.under(period.closures, case, closed) for period in periods]
        self.columns: list[list[int]] = []
        tanks = limits.tanks if case == ON_PAPER else {}
        stocks: dict[str, int] = {}
        for n, period in enumerate(periods):
            nodes: dict[str, dict[int, float]] = defaultdict(dict)
            for node, stock in stocks.items():
                nodes[node][stock] = 1.0
            stocks = {}
            columns = []
            for edge in network.edges:
                high = self._bound(edge, period, self.limits[n])
                column = self.programme.column(0.0, high * self._parts[n] + ROOM)
                columns.append(column)
                nodes[edge.tail][column] = -1.0
                nodes[edge.head][column] = 1.0
            # What is in a tank when the year ends has not left.
            if n < len(periods) - 1:
                stocks = self._fill(nodes, tanks)
            for node, terms in nodes.items():
                if node not in {SOURCE, SINK}:
                    self.programme.row(terms, 0.0, 0.0)
            self.columns.append(columns)
            if case == AS_SEEN and period.closures:
                self._together(columns, self._parts[n])
        self._made_up()
        for n, mt in enumerate(most):
            if mt is not None:
                self.programme.row(self._arriving(n), mt - NOTHING, mt + ROOM)

    def _bound(self, edge: Edge, period: _Period, limits: Mapping[str, float]) -> float:
        """Return what an edge can carry, Mt a year."""
        if edge.kind == "field" and not period.closures:
            return self._network.limits.output(edge.element, self._case)
        return limits[edge.element] if edge.element else inf

    def _fill(
        self, nodes: dict[str, dict[int, float]], tanks: Mapping[str, float]
    ) -> dict[str, int]:
        """Add what tanks hold at the end of a period, and return its column for each node."""
        stocks: dict[str, int] = {}
        for place, mt in tanks.items():
            mine = [node for node in nodes if node.endswith(f">{place}")]
            for node in mine:
                stocks[node] = self.programme.column(0.0, mt)
                nodes[node][stocks[node]] = -1.0
            if len(mine) > 1:
                self.programme.row(dict.fromkeys((stocks[node] for node in mine), 1.0), high=mt)
        return stocks

    def _made_up(self) -> None:
        """Let no field send more by the end of any period than it did: it makes up what it lost."""
        for n in range(1, len(self._periods)):
            for k, edge in enumerate(self._network.edges):
                if edge.kind == "field":
                    base = self._network.limits.base(edge.element) * sum(self._parts[: n + 1])
                    sent = {columns[k]: 1.0 for columns in self.columns[: n + 1]}
                    self.programme.row(sent, high=base + ROOM)

    def _together(self, columns: Sequence[int], part: float) -> None:
        """Bound what other ways take over from one way together, as seen."""
        ways = set(self._network.balance.ways)
        for source, most in self._network.limits.together.items():
            more: dict[int, float] = {}
            for column, edge in zip(columns, self._network.edges, strict=True):
                if edge.element in ways - {source}:
                    extra = self.programme.column()
                    base = self._network.limits.base(edge.element) * part
                    self.programme.row({column: 1.0, extra: -1.0}, high=base + ROOM)
                    more[extra] = 1.0
            self.programme.row(more, high=most * part)

    def _arriving(self, n: int) -> dict[int, float]:
        """Return what leaves in a period, as a sum."""
        edges = zip(self.columns[n], self._network.edges, strict=True)
        return {column: 1.0 for column, edge in edges if edge.head == SINK}

    def _all(self) -> dict[int, float]:
        """Return what leaves in all periods, as a sum."""
        return {k: mt for n in range(len(self._periods)) for k, mt in self._arriving(n).items()}

    def most(self) -> float:
        """Return the most that leaves in all periods, Mt."""
        return self._best.value

    @cached_property
    def _best(self) -> Solution:
        return self.programme.solver().maximise(self._all())

    @property
    def days(self) -> int:
        """Days of all periods."""
        return sum(period.days for period in self._periods)

    @cached_property
    def _solver(self) -> Solver:
        return self.programme.solver()

    def most_without(self, shut: frozenset[str]) -> float:
        """Return the most that leaves in the first period while elements are shut beside, Mt.

        Parameters
        ----------
        shut
            Legs, transfers, fields, or `other_ways`.
        """
        edges = zip(self.columns[0], self._network.edges, strict=True)
        columns = [column for column, edge in edges if edge.element in shut]
        with self._solver.bounded(dict.fromkeys(columns, (0.0, 0.0))) as solver:
            return solver.maximise(self._arriving(0)).value

    def most_sent(self) -> float:
        """Return the most that fields send while something is closed, into tanks as well, Mt."""
        sent = {
            columns[k]: 1.0
            for period, columns in zip(self._periods, self.columns, strict=True)
            for k, edge in enumerate(self._network.edges)
            if period.closures and edge.kind == "field"
        }
        return self.programme.solver().maximise(sent).value

    def nearest(self, most: float) -> list[dict[str, float]]:
        """Return, of the flows that let most through, the one that changes least; Mt by period.

        Parameters
        ----------
        most
            What leaves in all periods, Mt.
        """
        self.programme.row(self._all(), low=most - NOTHING)
        cost: dict[int, float] = {}
        for part, columns in zip(self._parts, self.columns, strict=True):
            for column, edge in zip(columns, self._network.edges, strict=True):
                if not edge.element:
                    continue
                base = self._network.limits.base(edge.element) * part
                more, less = self.programme.column(), self.programme.column()
                self.programme.row({column: 1.0, more: -1.0, less: 1.0}, base, base)
                # A shorter way is taken before a longer one.
                cost[more] = 1.0 + edge.km / FAR_KM
                cost[less] = 1.0
        solution = self.programme.solver().minimise(cost)
        return [
            {
                edge.element: float(solution.columns[column])
                for column, edge in zip(columns, self._network.edges, strict=True)
                if edge.element
            }
            for columns in self.columns
        ]

    def cut(self) -> Iterator[Cut]:
        """Yield the limits of the only period that hold its maximum where it is."""
        solution = self._best
        for column, edge in zip(self.columns[0], self._network.edges, strict=True):
            mtpa = self.programme.upper[column] / self._parts[0]
            # A field with nothing to send is no bottleneck.
            if edge.element and solution.reduced[column] > LEAST and mtpa > SMALL:
                yield Cut(edge.element, mtpa, self._case)
