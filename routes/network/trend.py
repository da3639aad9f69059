"""Follow how Kazakhstan's oil left the country from year to year, and what of it met given states.

Oil that has met one of the states and oil that has not are two layers of the year's balance: each
place passes both on, a line that touches one of them takes clean oil to the other layer, and every
figure holds for the sum. The least and the greatest share are those of all balances that agree
with the figures, and of all ways in which oil may be shared out where lines meet. See
docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf
from typing import Any, Final, Literal

import numpy as np

from routes.model.atlas import Atlas, Leg
from routes.model.tables import Tables
from routes.model.terms import HOME, RUSSIA
from routes.network.balance import DIGITS, EXPORTS, OTHER_WAYS, Balance, Model
from routes.network.capacity import Range
from routes.network.closures import crossing
from routes.network.edges import SINK, SOURCE
from routes.network.linear import Programme, Solution, Solver

Grouping = Literal["way", "port", "state"]
GROUPINGS: Final[tuple[Grouping, ...]] = ("way", "port", "state")
"""What ways out are counted by: the line that leaves the country; the place where oil was last
loaded or handed over; the state that the line meets first."""

Met = Literal["yes", "no", "depends", "unknown"]
"""Whether oil has met a state: by any way on, by none, by some of them, or not known."""

CLOSE_ENOUGH: Final = 1e-9
"""Mt, or parts of a share, by which two values are the same."""
Numbers = np.ndarray[Any, np.dtype[np.float64]]
ROUNDS: Final = 50
"""Steps to the least or the greatest ratio; four or five are taken."""
SLACK: Final = 1e-7
"""Mt by which what is summed anew may differ from what the solver left of a figure."""


@dataclass(frozen=True)
class Effective:
    """An effective number of ways: 1/Σs², with s the share of each in what left.

    Equal shares of n ways make n; one that carries nearly all makes little more than 1.

    Attributes
    ----------
    low, high
        Bounds: the number is least and greatest for shares that add up to one, each of them within
        its own least and greatest. They may be wider than need be, never too narrow.
    drawn
        That of the balance that is drawn.
    shares
        Least, greatest and drawn share of each, by id; other ways count as one.
    """

    low: float
    high: float
    drawn: float
    shares: Mapping[str, tuple[float, float, float]]

    @property
    def range(self) -> Range:
        """Its least and greatest value."""
        return self.low, self.high


@dataclass(frozen=True)
class Amounts:
    """How much of what left in a year met some states, and how much did not.

    Attributes
    ----------
    met, clean
        Least and greatest, Mt. The least of one and the greatest of the other need not add up to
        what left: they are of different balances.
    """

    met: Range
    clean: Range


Gap = Literal["above", "below"]


def gap(balance: Balance) -> Gap | None:
    """Return from which side no figure bounds what left in a year; None where it is known.

    Parameters
    ----------
    balance
        The balance of the year.
    """
    if not balance.closes or not balance.left.known:
        return "above"
    return None if balance.left.low > 0 else "below"


class YearTrend:
    """How the oil of a year left the country.

    Parameters
    ----------
    atlas
        Has the legs and the places.
    tables
        Its gates, transfers, directions, capacities and figures are read.
    balance
        The balance of the year, which has no `gap`.
    """

    def __init__(self, atlas: Atlas, tables: Tables, balance: Balance) -> None:
        self.year = balance.year
        self.balance = balance
        self._atlas = atlas
        self._model = Model(atlas, tables, balance.year)
        self._solver = self._model.settle()
        self._places = {gate.gate_id: gate.place_id for gate in self._model.net.gates}
        self._places |= {one.transfer_id: one.place_id for one in self._model.net.transfers}

    def touched(self, avoid: frozenset[str]) -> Range:
        """Return the least and the greatest share of what left that met any of some states.

        A line that cannot be told to meet one does so for the greatest share, not for the least.
        Of oil that left by other ways all may have, or none.

        Parameters
        ----------
        avoid
            ISO 3166-1 alpha-2; without any nothing is met.
        """
        if not avoid:
            return 0.0, 0.0
        verdicts = crossing(self._atlas, self._model.net.legs.values(), avoid)
        perhaps = frozenset(verdicts)
        sure = frozenset(leg for leg, verdict in verdicts.items() if verdict == "crosses")
        most_clean = self._clean(avoid, sure)[1]
        least_clean = self._clean(avoid, perhaps)[0]
        return 1.0 - most_clean, 1.0 - least_clean

    def amounts(self, avoid: frozenset[str]) -> Amounts:
        """Return how much of what left met any of some states, and how much none, Mt.

        What cannot be told counts as in `touched`.

        Parameters
        ----------
        avoid
            ISO 3166-1 alpha-2.
        """
        left = self.balance.left
        if HOME in avoid:  # It was there before it left.
            return Amounts(left.range, (0.0, 0.0))
        if not avoid:
            return Amounts((0.0, 0.0), left.range)
        verdicts = crossing(self._atlas, self._model.net.legs.values(), avoid)
        sure = frozenset(leg for leg, verdict in verdicts.items() if verdict == "crosses")
        ends = []
        for legs in (sure, frozenset(verdicts)):
            layers = Layers(self._model, self._touching(avoid, legs), RUSSIA in avoid)
            ends.append((layers, layers.met(self._model.terms_of(EXPORTS))))
        (some, met_some), (every, met_every) = ends
        return Amounts(
            met=(_mt(some.solver.minimise(met_some)), _mt(every.solver.maximise(met_every))),
            clean=(_mt(every.solver.minimise(every.clean)), _mt(some.solver.maximise(some.clean))),
        )

    def passed(self, elements: Sequence[str]) -> Range:
        """Return the least and the greatest of what left by any of some elements, Mt.

        Parameters
        ----------
        elements
            Ids of legs or transfers; a tonne that passes several is counted once.
        """
        layers = self._layers(elements)
        met = layers.met(self._model.terms_of(EXPORTS))
        return _mt(layers.solver.minimise(met)), _mt(layers.solver.maximise(met))

    def passed_drawn(self, elements: Sequence[str]) -> float:
        """Return how much of what left is drawn as passing any of some elements, Mt.

        Where lines meet and what is drawn does not tell whose oil goes on, the middle is taken.

        Parameters
        ----------
        elements
            As of `passed`.
        """
        layers = self._layers(elements)
        for element in self._model.elements:
            terms = self._model.leaving(element)
            drawn = self._drawn(element)
            layers.programme.row(terms, drawn - SLACK, drawn + SLACK)
        solver = layers.programme.solver()
        met = layers.met(self._model.terms_of(EXPORTS))
        return (_mt(solver.minimise(met)) + _mt(solver.maximise(met))) / 2

    def passed_share(self, elements: Sequence[str]) -> Range:
        """Return the least and the greatest share of what left by any of some elements.

        Parameters
        ----------
        elements
            As of `passed`, or a total of the balance alone.
        """
        total = self._model.terms_of(EXPORTS)
        if len(elements) == 1:
            solver, over = self._solver, self._model.leaving(elements[0])
        else:
            layers = self._layers(elements)
            solver, over = layers.solver, layers.met(total)
        if not over:
            return 0.0, 0.0
        least, most = (_share(ratio(solver, over, total, end)) for end in (False, True))
        return least, most

    def _layers(self, elements: Sequence[str]) -> Layers:
        passing = frozenset(n for e in elements for n in self._model.elements.get(e, ()))
        return Layers(self._model, passing, others_clean=True)

    def main_way(self, avoid: frozenset[str]) -> str:
        """Return the leg by which most oil left that has surely met any of some states; "" if none.

        Parameters
        ----------
        avoid
            ISO 3166-1 alpha-2; without any, the leg by which most oil left.
        """
        ways = [way for way in self.balance.ways if self._drawn(way) > SLACK]
        if avoid:
            ways = [way for way in ways if self.met_by(way, avoid) == "yes"]
        return max(ways, key=self._drawn, default="")

    def met_by(self, way: str, avoid: frozenset[str]) -> Met:
        """Return whether oil that leaves by a way has met any of some states when it arrives.

        Parameters
        ----------
        way
            Id of its leg, or `other_ways`.
        avoid
            ISO 3166-1 alpha-2.
        """
        if not avoid:
            return "no"
        if HOME in avoid:
            return "yes"
        if way not in self._model.elements:
            return "unknown"
        verdicts = crossing(self._atlas, self._model.net.legs.values(), avoid)
        crossed = frozenset(leg for leg, verdict in verdicts.items() if verdict == "crosses")
        sure = self._touching(avoid, crossed)
        perhaps = self._touching(avoid, frozenset(verdicts))
        (start,) = self._model.elements[way]
        begun = {self._model.edges[start].head}
        if start in sure or SINK not in self._reached(begun, without=sure):
            return "yes"
        reached = self._reached(begun)
        tails = {self._model.edges[n].tail for n in perhaps if self._carries(n)}
        return "depends" if start in perhaps or reached & tails else "no"

    def _reached(self, begun: set[str], without: frozenset[int] = frozenset()) -> set[str]:
        """List the nodes that oil may have come to from others in the year."""
        queue, seen = list(begun), set(begun)
        while queue:
            for n in self._onward[queue.pop()]:
                head = self._model.edges[n].head
                if n not in without and head not in seen and self._carries(n):
                    seen.add(head)
                    queue.append(head)
        return seen

    def _carries(self, number: int) -> bool:
        element = self._model.edges[number].element
        return not element or self.balance.of(element).high > SLACK

    @cached_property
    def _onward(self) -> dict[str, list[int]]:
        """Numbers of the edges that lead on, by the node that they begin at."""
        onward: dict[str, list[int]] = defaultdict(list)
        for n, edge in enumerate(self._model.edges):
            onward[edge.tail].append(n)
        return onward

    def _clean(self, avoid: frozenset[str], touching: frozenset[str]) -> Range:
        """Return the least and the greatest share that has met none of the states."""
        layers = Layers(self._model, self._touching(avoid, touching), RUSSIA in avoid)
        if HOME in avoid:  # It was there before it left.
            return 0.0, 0.0
        ends = [
            ratio(layers.solver, layers.clean, self._model.terms_of(EXPORTS), greatest)
            for greatest in (False, True)
        ]
        return _share(ends[0]), _share(ends[1])

    def _touching(self, avoid: frozenset[str], legs: frozenset[str]) -> frozenset[int]:
        """List the edges that meet the states: these legs, and transfers that are there."""
        country = self._model.country
        return frozenset(
            n
            for n, edge in enumerate(self._model.edges)
            if edge.element in legs
            or (edge.kind == "transfer" and country[self._places[edge.element]] in avoid)
        )

    @cached_property
    def groups(self) -> dict[Grouping, dict[str, tuple[str, ...]]]:
        """Elements whose sums make up what left, by what they are counted by and its id."""
        ways: dict[str, tuple[str, ...]] = {way: (way,) for way in self._model.ways}
        states: dict[str, tuple[str, ...]] = {}
        for way in self._model.ways:
            state = first_met(self._model.net.legs[way], self._model.country)
            states[state] = (*states.get(state, ()), way)
        rest = {OTHER_WAYS: (OTHER_WAYS,)}
        return {"way": ways | rest, "port": self._ports() | rest, "state": states | rest}

    def _ports(self) -> dict[str, tuple[str, ...]]:
        """Group what left by the place where it was last loaded for the sea, or handed over."""
        ports: dict[str, tuple[str, ...]] = {}
        loaded = [one for one in self._model.net.transfers if one.to_mode == "sea"]
        last = [one for one in loaded if not self._transfers_after(one.transfer_id)]
        found = [(one.place_id, one.transfer_id) for one in last]
        shipped: set[str] = set().union(*(self._after(one.transfer_id) for one in last))
        found += [
            (self._places[gate], gate)
            for gate in sorted(self._model.markets - shipped)
            if gate in self._model.elements
        ]
        for place, element in found:
            ports[place] = (*ports.get(place, ()), element)
        return ports

    def _transfers_after(self, element: str) -> bool:
        transfers = {one.transfer_id for one in self._model.net.transfers}
        return bool(self._after(element) & (transfers - {element}))

    def _after(self, element: str) -> set[str]:
        """List the elements that oil may pass after one."""
        queue = [self._model.edges[n].head for n in self._model.elements.get(element, ())]
        seen, found = set(queue), set[str]()
        while queue:
            for n in self._onward[queue.pop()]:
                edge = self._model.edges[n]
                found.add(edge.element)
                if edge.head not in seen:
                    seen.add(edge.head)
                    queue.append(edge.head)
        return found - {""}

    def effective(self, by: Grouping) -> Effective:
        """Return the effective number of ways.

        Parameters
        ----------
        by
            What they are counted by.
        """
        total = self._model.terms_of(EXPORTS)
        left = sum(self._drawn(way) for way in self.groups["way"])
        shares = {}
        for name, elements in self.groups[by].items():
            terms: dict[int, float] = {}
            for element in elements:
                terms |= self._model.leaving(element)
            low, high = (_share(ratio(self._solver, terms, total, end)) for end in (False, True))
            drawn = sum(self._drawn(element) for element in elements) / left
            shares[name] = low, max(low, high), drawn
        box = [(low, high) for low, high, _ in shares.values()]
        least, most = number_of(box)
        drawn = 1 / sum(share * share for _, _, share in shares.values())
        return Effective(min(least, drawn), max(most, drawn), drawn, shares)

    def _drawn(self, element: str) -> float:
        return self.balance.of(element).out

    @cached_property
    def numbers(self) -> dict[Grouping, Effective]:
        """The effective numbers, by what they are counted by."""
        return {by: self.effective(by) for by in GROUPINGS}


class Layers:
    """The programme of a year in two layers: oil that has met some states, and oil that has not.

    Parameters
    ----------
    model
        The programme of the year, settled.
    touching
        Numbers of its edges that meet one of the states.
    russia
        Whether Russia is one of them: then what stayed clean met no port of Russia, and counts of
        such oil bound it.
    others_clean
        Whether what left by other ways met none of them; else all of it may have, or none.
    """

    def __init__(
        self,
        model: Model,
        touching: frozenset[int],
        russia: bool = False,
        others_clean: bool = False,
    ) -> None:
        programme = deepcopy(model.programme)
        # All oil is clean when it comes out of the ground, and not after it.
        columns = [
            self._part(programme, model.out_of(n), whole=edge.tail == SOURCE)
            for n, edge in enumerate(model.edges)
        ]
        nodes: dict[str, dict[int, float]] = defaultdict(dict)
        self.clean: dict[int, float] = {}
        """What left without meeting one of the states, as a sum of unknowns."""
        for n, edge in enumerate(model.edges):
            nodes[edge.tail][columns[n]] = -1.0
            if n not in touching:
                nodes[edge.head][columns[n]] = 1.0
                if edge.head == SINK:
                    self.clean[columns[n]] = 1.0
        for node, terms in nodes.items():
            if node not in {SOURCE, SINK}:
                programme.row(terms, 0.0, 0.0)
        self.clean[self._part(programme, model.terms_of(OTHER_WAYS), whole=others_clean)] = 1.0
        if russia:
            for count, high in model.bypassing():
                programme.row(self.clean | count, high=high + SLACK)
        self.programme = programme
        self.solver = programme.solver()

    def met(self, total: Mapping[int, float]) -> dict[int, float]:
        """Return what left after meeting one of the states, as a sum of unknowns.

        Parameters
        ----------
        total
            All that left, as a sum of unknowns.
        """
        return dict(total) | {column: -weight for column, weight in self.clean.items()}

    @staticmethod
    def _part(programme: Programme, of: Mapping[int, float], *, whole: bool = False) -> int:
        """Add an unknown that is a part of a sum, or the whole of it, and return its number."""
        column = programme.column()
        low = 0.0 if whole else -inf
        programme.row({column: 1.0} | {k: -v for k, v in of.items()}, low, 0.0)
        return column


def first_met(leg: Leg, country: Mapping[str, str]) -> str:
    """Return the state that a line out of the country meets first, ISO 3166-1 alpha-2.

    Parameters
    ----------
    leg
        The line.
    country
        States of places, by id.
    """
    ground = ("land", "territorial_sea")
    met = (one.state for one in leg.pieces if one.kind in ground and one.state not in {"", HOME})
    return next(met, country[leg.head])


def ratio(
    solver: Solver, over: Mapping[int, float], under: Mapping[int, float], greatest: bool
) -> float:
    """Return the least or the greatest ratio of two sums over all solutions of a programme.

    The optimum of over − λ·under is sought for the λ found last, until it is zero (Dinkelbach).

    Parameters
    ----------
    solver
        Of the programme.
    over, under
        Sums of unknowns; the second is above zero in every solution.
    greatest
        Whether the greatest is sought.
    """
    sign = 1.0 if greatest else -1.0
    value = 0.0
    for step in range(ROUNDS):
        goal = {k: sign * v for k, v in over.items()}
        for column, weight in under.items():
            goal[column] = goal.get(column, 0.0) - sign * value * weight
        found = solver.maximise(goal)
        if step and found.value <= CLOSE_ENOUGH:
            break
        value = _sum(over, found.columns) / _sum(under, found.columns)
    return value


def _sum(terms: Mapping[int, float], columns: Numbers) -> float:
    return float(sum(weight * columns[column] for column, weight in terms.items()))


def _mt(found: Solution) -> float:
    """Return an amount of Mt: rounded, and none below zero."""
    return max(0.0, round(found.value, DIGITS))


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def number_of(box: Iterable[Range]) -> Range:
    """Return the least and the greatest effective number of shares that add up to one.

    Parameters
    ----------
    box
        Least and greatest share of each.
    """
    low, high = (np.array(ends) for ends in zip(*box, strict=True))
    return 1 / _uneven(low, high), 1 / _even(low, high)


def _even(low: Numbers, high: Numbers) -> float:
    """Return the least sum of squares: of all, the shares that are most alike."""
    below, above = 0.0, 1.0
    for _ in range(60):
        level = (below + above) / 2
        if float(np.clip(level, low, high).sum()) < 1:
            below = level
        else:
            above = level
    return float((np.clip(above, low, high) ** 2).sum())


def _uneven(low: Numbers, high: Numbers) -> float:
    """Return the greatest sum of squares: all shares but one are at one of their ends."""
    free = [n for n in range(len(low)) if high[n] - low[n] > CLOSE_ENOUGH]
    best = -inf
    for one in free:
        others = [n for n in free if n != one]
        ends = np.array(list(product((0, 1), repeat=len(others)))).reshape(-1, len(others))
        shares = np.tile(low, (len(ends), 1))
        shares[:, others] = np.where(ends, high[others], low[others])
        shares[:, one] = 1 - (shares.sum(axis=1) - shares[:, one])
        kept = (shares[:, one] >= low[one] - SLACK) & (shares[:, one] <= high[one] + SLACK)
        if kept.any():
            best = max(best, float((shares[kept] ** 2).sum(axis=1).max()))
    return best if best > -inf else float((low**2).sum())
