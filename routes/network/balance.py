"""Balance the oil of a year: what every figure together says of what nobody published.

The output of each field group, the oil on each leg and transfer and what each refinery at home
takes in are unknowns of one linear programme. What arrives at a place leaves it. Published figures
bound sums of unknowns (`observations`). If they cannot all be true, the least adjustment, in Mt,
is made and named. Then each quantity has a least and a greatest value, and the figures that hold it
there are its explanation: the multipliers of the programme. See docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, astuple, dataclass, replace
from functools import cached_property
from math import inf, isinf
from typing import Any, Final

from routes.evidence.moment import Moment, in_service
from routes.language import phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError
from routes.model.tables import Tables
from routes.model.terms import HOME, HOME_SUBJECT, RUSSIA, YEARS
from routes.network.capacity import Range, index
from routes.network.directions import at
from routes.network.edges import REFINERY, SINK, SOURCE, edges_of
from routes.network.linear import Programme, Solution, Solver, UnboundedError
from routes.network.network import END, network
from routes.network.observations import Observation, observations, rows_of
from routes.network.uses import years_of as used_in

OTHER_WAYS: Final = "other_ways"
"""Id of what left by ways that are not drawn: by rail above all."""
EXPORTS: Final = HOME_SUBJECT
"""Id of all that left the country."""
PRODUCTION: Final = "production"
REFINED: Final = "domestic"
"""Ids of what all fields produced, and of what the refineries at home took in."""
REST: Final = "other_home"
"""Id of what was produced and neither left nor was refined: losses, stocks, what nobody counts."""

TOTALS: Final = {
    "export_total": EXPORTS,
    "production": PRODUCTION,
    "domestic": REFINED,
    "other_home": REST,
}
"""Quantities of the country that figures give, and what they are here."""
KAZTRANSOIL: Final = (
    "bolshoy_chagan_samara",
    "aktau_baku",
    "aktau_makhachkala",
    "atasu_alashankou",
)
"""Ways out to which KazTransOil carries oil; what it hands over to CPC is in its exports, too."""

SLACK: Final = 1e-7
"""Mt by which figures may differ without contradicting each other."""
SHOWN: Final = 1e-4
"""Weight of a figure, and Mt of an adjustment, that are named."""
ASSUMED_COST: Final = 0.1
"""What an adjustment of a capacity costs, of what one of a report of the year does."""
DIGITS: Final = 9
"""Decimals of Mt that are kept of a range."""
DRAWN_DIGITS: Final = 12
"""Decimals of what is drawn, which adds up at every place."""
CLOSING: Final = 0.85
"""Share of the most that may have left that surely left, in a year whose balance closes."""
FIRM: Final = 0.15
"""Share of what left that the ranges of all ways out may add up to in a firm balance."""
TOLD: Final = 8
"""Figures that an explanation names at most."""
KEPT: Final = 1e4
"""Cost of a tonne that a field keeps at home of which a source says that all its oil leaves."""
PRIME: Final = 100.0
"""How much more a way out, a total, or what a figure speaks of counts than a feeder."""
AT_SEA: Final = 0.01
"""How much less a lane at sea does: many of one voyage follow each other."""
STEPS: Final = 8
"""Straight pieces that the square of half a range is made of."""
NARROW: Final = 0.02
"""Mt of a range below which no range is taken for narrower."""


@dataclass(frozen=True)
class Held:
    """A figure that holds an unknown at one of its ends.

    Attributes
    ----------
    observation
        `element:role`, as in capacities.csv.
    weight
        By how much the unknown would change if the figure did by one: +1 where it is added, −1
        where it is taken off.
    value
        The end of the figure that binds, Mt.
    """

    observation: str
    weight: float
    value: float


@dataclass(frozen=True)
class Estimate:
    """What the balance of a year says of one quantity.

    Attributes
    ----------
    id
        Leg, transfer, gate, or one of the totals of this module.
    low, high
        Least and greatest that agree with all figures, Mt; `high` is `inf` where nothing bounds it.
    drawn
        Its value in the one balance that is drawn, Mt.
    out
        Part of `drawn` that leaves the country, Mt; the rest is for refineries at home, or stays.
    others
        Least and greatest of others' oil there, Mt; None where no figure of the year speaks of it.
    low_by, high_by
        The figures that hold it there.
    others_drawn
        Others' oil there in the balance that is drawn, Mt; None as for `others`.
    """

    id: str
    low: float
    high: float
    drawn: float = 0.0
    out: float = 0.0
    others: Range | None = None
    low_by: tuple[Held, ...] = ()
    high_by: tuple[Held, ...] = ()
    others_drawn: float | None = None

    @property
    def range(self) -> Range:
        """Its least and greatest value, Mt."""
        return self.low, self.high

    @property
    def known(self) -> bool:
        """Whether anything bounds it from above."""
        return not isinf(self.high)


@dataclass(frozen=True)
class Contradiction:
    """Figures that cannot all be true, and the least adjustment that lets them be.

    Attributes
    ----------
    observations
        All that take part, as `element:role`.
    adjusted
        The one that is adjusted.
    by_mt
        By how much, Mt: upwards if positive.
    """

    observations: tuple[str, ...]
    adjusted: str
    by_mt: float

    def __str__(self) -> str:
        """Format it as `adjusted contradicts others by so much`, for whoever keeps the tables."""
        others = ", ".join(one for one in self.observations if one != self.adjusted)
        return f"{self.adjusted} contradicts {others} by {self.by_mt:+.4g} Mt"


@dataclass(frozen=True)
class Balance:
    """The balance of a year.

    Attributes
    ----------
    year
        Year of the Gregorian calendar.
    estimates
        What is said of each quantity, by id.
    ways
        Legs by which oil left the country in the year.
    contradictions
        Figures that do not agree.
    closes
        Whether figures of the year bound what left from both sides, and not far apart.
    """

    year: int
    estimates: dict[str, Estimate]
    ways: tuple[str, ...]
    contradictions: tuple[Contradiction, ...] = ()
    closes: bool = True

    @property
    def firm(self) -> bool:
        """Whether every way out is known so well that what it carried tells what it can."""
        widths = sum(self.of(way).high - self.of(way).low for way in (*self.ways, OTHER_WAYS))
        return self.closes and widths <= FIRM * self.left.low

    def of(self, element: str) -> Estimate:
        """Return what is said of a quantity; zero of what was not in service.

        Parameters
        ----------
        element
            Leg, transfer, gate, or a total.
        """
        return self.estimates.get(element) or Estimate(element, 0.0, 0.0)

    @property
    def left(self) -> Estimate:
        """All that left the country."""
        return self.of(EXPORTS)


@dataclass(frozen=True)
class Columns:
    """Numbers of the unknowns of one edge.

    Attributes
    ----------
    out
        Oil on its way out of the country.
    home
        Oil on its way to a refinery at home; None where none goes.
    others
        Oil of others; None where no figure speaks of it.
    """

    out: int
    home: int | None = None
    others: int | None = None


class Model:
    """The linear programme of a year.

    Parameters
    ----------
    atlas
        Has the legs and the places.
    tables
        Its gates, transfers, directions, capacities and figures are read.
    year
        Year of the Gregorian calendar.
    without
        Observations that are left out, as `element:role`: what the others say without them.
    """

    def __init__(
        self, atlas: Atlas, tables: Tables, year: int, without: frozenset[str] = frozenset()
    ) -> None:
        self.year = year
        moment = Moment(year)
        turned = at(atlas, tables.directions, moment)
        whole = network(turned, tables, "oil")
        legs = {k: leg for k, leg in whole.legs.items() if in_service(leg, year)}
        self.net = replace(whole, legs=legs)
        self.country = {place_id: place.country for place_id, place in atlas.places.items()}
        self.figures = index(tables.figures)
        self.rows = rows_of(tables, year)
        self.edges = edges_of(self.net)
        self.observed = [
            one for one in observations(tables, year, self.figures) if one.id not in without
        ]
        self._denied = frozenset(
            row.element_id for row in tables.uses if row.carried == "no" and year in used_in(row)
        )
        self.programme = Programme()
        self._columns: dict[int, Columns] = {}
        self._fields: dict[str, tuple[int, int]] = {}
        self._lay_out()
        self._rows: dict[int, tuple[Observation, float, float]] = {}
        self._slack: set[int] = set()
        self.contradictions: tuple[Contradiction, ...] = ()

    @cached_property
    def ways(self) -> tuple[str, ...]:
        """Legs by which oil leaves the country."""
        return tuple(k for k, leg in self.net.legs.items() if self._leaves(leg))

    def _leaves(self, leg: Leg) -> bool:
        return self.country[leg.tail] == HOME and self.country[leg.head] != HOME

    def _lay_out(self) -> None:
        """Add the unknowns, and a row for each node: what arrives leaves."""
        add = self.programme.column
        spoken = {row.element_id for row in self.rows if row.role in {"total", "others"}}
        homely = self._homely()
        idle = self._passed_on()
        balance: dict[str, dict[int, float]] = defaultdict(dict)
        at_home: dict[str, dict[int, float]] = defaultdict(dict)
        for n, edge in enumerate(self.edges):
            empty = edge.kind == "refinery" or edge.element in idle | self._denied
            out = add(high=0.0 if empty else inf)
            home = add() if n in homely else None
            others = add() if edge.element in spoken else None
            self._columns[n] = Columns(out, home, others)
            balance[edge.tail][out] = -1.0
            balance[edge.head][out] = 1.0
            if home is not None:
                at_home[edge.tail][home] = -1.0
                at_home[edge.head][home] = 1.0
            if edge.kind == "field":
                # What the field sends by ways that are not drawn, and what is lost or kept.
                self._fields[edge.element] = add(), add()
        for nodes in (balance, at_home):
            for node, terms in nodes.items():
                if node not in {SOURCE, SINK}:
                    self.programme.row(terms, 0.0, 0.0)

    def _homely(self) -> frozenset[int]:
        """List the edges by which oil may reach a refinery at home: pipes that do not cross."""
        by_tail: dict[str, list[int]] = defaultdict(list)
        for n, edge in enumerate(self.edges):
            leg = self.net.legs.get(edge.element)
            if leg and (leg.mode != "pipeline" or self.country[leg.head] != HOME):
                continue
            if edge.kind not in {"transfer", "market"}:
                by_tail[edge.tail].append(n)
        back: dict[str, list[int]] = defaultdict(list)
        for ns in by_tail.values():
            for n in ns:
                back[self.edges[n].head].append(n)
        found: set[int] = set()
        queue = [SINK]
        while queue:
            for n in back[queue.pop()]:
                if n not in found:
                    found.add(n)
                    queue.append(self.edges[n].tail)
        return frozenset(found)

    def _passed_on(self) -> frozenset[str]:
        """List markets where oil is handed over and goes on, unless a figure says what stays."""
        onward = {leg.tail for leg in self.net.legs.values()}
        told = {row.element_id for row in self.rows}
        return frozenset(
            gate.gate_id
            for gate in self.net.gates
            if gate.role == END and gate.place_id in onward and gate.gate_id not in told
        )

    def terms_of(self, element: str, kind: str = "kazakh") -> dict[int, float]:
        """Return the sum of unknowns that a quantity is.

        Parameters
        ----------
        element
            Leg, transfer, gate, or a total of this module.
        kind
            `kazakh`, `others`, `all`, `home` or `out` of an edge; a field produces and a market
            takes in `all` of it.
        """
        if element in self.totals:
            return dict(self.totals[element])
        return self._of_edges(element, kind)

    def _of_edges(self, element: str, kind: str = "kazakh") -> dict[int, float]:
        """Return what the edges of a leg, a transfer or a gate carry, as a sum of unknowns."""
        terms: dict[int, float] = {}
        for n in self.elements.get(element, ()):
            columns = self._columns[n]
            if kind in {"kazakh", "all", "out"}:
                terms[columns.out] = 1.0
            if kind in {"kazakh", "all", "home"} and columns.home is not None:
                terms[columns.home] = 1.0
            if kind in {"others", "all"} and columns.others is not None:
                terms[columns.others] = 1.0
        if element in self._fields and kind not in {"home", "others"}:
            terms |= dict.fromkeys(self._fields[element], 1.0)
        return terms

    @cached_property
    def totals(self) -> dict[str, dict[int, float]]:
        """The totals of this module, as sums of unknowns."""
        others, rest = zip(*self._fields.values(), strict=True) if self._fields else ((), ())
        beside = dict.fromkeys(others, 1.0)
        return {
            EXPORTS: self._sum(self.ways) | beside,
            OTHER_WAYS: beside,
            REST: dict.fromkeys(rest, 1.0),
            PRODUCTION: self._sum(self._fields),
            REFINED: self._sum(self.refineries),
        }

    def leaving(self, element: str) -> dict[int, float]:
        """Return the part of a quantity that leaves the country, as a sum of unknowns.

        Parameters
        ----------
        element
            Leg, transfer, gate, or a total of this module.
        """
        if element in {EXPORTS, OTHER_WAYS}:
            return self.terms_of(element)
        terms = self.terms_of(element, "out") if element in self.elements else {}
        if element in self._fields:
            del terms[self._fields[element][1]]
        return terms

    def _sum(self, elements: Iterable[str]) -> dict[int, float]:
        terms: dict[int, float] = {}
        for element in elements:
            terms |= self._of_edges(element)
        return terms

    @cached_property
    def elements(self) -> dict[str, list[int]]:
        """Numbers of the edges of each leg, transfer and gate."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for n, edge in enumerate(self.edges):
            if edge.element:
                numbers[edge.element].append(n)
        return numbers

    @cached_property
    def at_sea(self) -> frozenset[str]:
        """Lanes at sea, and markets."""
        sea = {leg_id for leg_id, leg in self.net.legs.items() if leg.mode == "sea"}
        return self.markets | sea

    @cached_property
    def kept_back(self) -> list[int]:
        """Columns of oil that stays at home of fields all of whose oil leaves, as a source says."""
        columns: list[int] = []
        for gate in self.net.gates:
            if gate.exports == "all":
                columns.append(self._fields[gate.gate_id][1])
                for n in self.elements[gate.gate_id]:
                    home = self._columns[n].home
                    columns += [] if home is None else [home]
        return columns

    @cached_property
    def paces(self) -> dict[str, float]:
        """Mt that quantities would have had at the pace of a part of the year, by id."""
        found: dict[str, float] = {}
        for one in self.observed:
            if one.pace is not None:
                country = TOTALS.get(one.quantity, "")
                name = country if one.element == HOME_SUBJECT else one.element
                found[name] = max(found.get(name, 0.0), one.pace)
        return found

    @cached_property
    def markets(self) -> frozenset[str]:
        """Gates of markets."""
        return frozenset(gate.gate_id for gate in self.net.gates if gate.role == END)

    @cached_property
    def refineries(self) -> frozenset[str]:
        """Gates of refineries at home."""
        return frozenset(gate.gate_id for gate in self.net.gates if gate.role == REFINERY)

    def out_of(self, number: int) -> dict[int, float]:
        """Return the oil on its way out of the country on an edge, as a sum of unknowns.

        Parameters
        ----------
        number
            Number of the edge.
        """
        return {self._columns[number].out: 1.0}

    def bypassing(self) -> list[tuple[dict[int, float], float]]:
        """List the counts of oil that met no port of Russia, once settled.

        Returns
        -------
        For each what its adjustment takes off, as a sum of unknowns, and the most that it allows.
        """
        return [
            (self._eased(row), high)
            for row, (one, _, high) in self._rows.items()
            if one.quantity == "bypass_total" and not isinf(high)
        ]

    def _eased(self, row: int) -> dict[int, float]:
        """Return the adjustments of a row, as a sum of unknowns."""
        return {k: v for k, v in self.programme.terms[row].items() if k in self._slack}

    def in_line_with(self, element: str) -> frozenset[str]:
        """List the elements that oil may pass before or after an edge, with the edge itself.

        Parameters
        ----------
        element
            Leg or transfer.
        """
        found = {element}
        for near, far in (("head", "tail"), ("tail", "head")):
            queue = [getattr(self.edges[n], near) for n in self.elements[element]]
            seen = set(queue)
            while queue:
                node = queue.pop()
                for edge in self.edges:
                    if getattr(edge, far) == node and edge.kind != "field":
                        found.add(edge.element)
                        if (beyond := getattr(edge, near)) not in seen:
                            seen.add(beyond)
                            queue.append(beyond)
        return frozenset(found - {""})

    def _observed(self, one: Observation) -> list[tuple[dict[int, float], float, float]]:
        """Return the rows that an observation is: terms, low and high."""
        if one.element != HOME_SUBJECT:
            kind = "kazakh" if one.quantity in {"supply", "refined"} else one.quantity
            return [(self.terms_of(one.element, kind), one.low, one.high)]
        if one.quantity in TOTALS:
            return [(self.terms_of(TOTALS[one.quantity]), one.low, one.high)]
        if one.quantity == "kaztransoil_export":
            return [(self._sum(KAZTRANSOIL), -inf, one.high)]
        return self._bypass(one) if one.quantity == "bypass_total" else []

    @cached_property
    def around(self) -> tuple[dict[int, float], dict[int, float]]:
        """What met no port of Russia, as sums of unknowns: at the least, and at the most.

        Whether a count has in it what reached Germany by pipe across Russia is not told, nor what
        left by ways that are not drawn: the first is without them, the second with them.
        """
        outside = [k for k in self.ways if self.country[self.net.legs[k].head] != RUSSIA]
        around = [k for k in outside if RUSSIA not in _states(self.net.legs[k])]
        most = self._sum([*outside, "unecha_schwedt"]) | self.terms_of(OTHER_WAYS)
        return self._sum(around), most

    def _bypass(self, one: Observation) -> list[tuple[dict[int, float], float, float]]:
        """Return what a count of oil that met no port of Russia says: it lies between the two."""
        least, most = self.around
        return [(least, -inf, one.high), (most, one.low, inf)]

    def settle(self) -> Solver:
        """Add the observations, adjust what contradicts, and return the solver of what is left."""
        slacks: dict[int, tuple[int, int]] = {}
        for one in self.observed:
            for terms, low, high in self._observed(one):
                if not terms:
                    continue
                more, less = self.programme.column(), self.programme.column()
                row = self.programme.row(terms | {more: 1.0, less: -1.0}, low, high)
                slacks[row] = more, less
                self._slack |= {more, less}
                self._rows[row] = one, low, high
        cost = {
            column: ASSUMED_COST if self._rows[row][0].assumed else 1.0
            for row, pair in slacks.items()
            for column in pair
        }
        solver = self.programme.solver()
        best = solver.minimise(cost)
        bounds: dict[int, Range] = {}
        adjusted: list[tuple[int, float]] = []
        for row, (more, less) in slacks.items():
            by = float(best.columns[less] - best.columns[more])
            if abs(by) > SLACK:
                adjusted.append((row, by))
            bounds[more] = (0.0, float(best.columns[more]))
            bounds[less] = (0.0, float(best.columns[less]))
        if best.value <= SLACK:
            bounds = dict.fromkeys(bounds, (0.0, 0.0))
        solver.bound_columns(bounds)
        for column, (low, high) in bounds.items():
            self.programme.lower[column], self.programme.upper[column] = low, high
        self.contradictions = tuple(
            Contradiction(
                self._against(solver, slacks[row]), self._rows[row][0].id, round(by, DIGITS)
            )
            for row, by in adjusted
            if abs(by) > SHOWN
        )
        return solver

    def _against(self, solver: Solver, slack: tuple[int, int]) -> tuple[str, ...]:
        """List the figures that force one of them to be adjusted, with it: those with a weight."""
        forced = solver.minimise(dict.fromkeys(slack, 1.0))
        ids = {one.id for row, (one, _, _) in self._rows.items() if abs(forced.rows[row]) > SHOWN}
        return tuple(sorted(ids))

    def held(self, solution: Solution) -> tuple[Held, ...]:
        """Return the figures that hold an optimum where it is, the weightiest first.

        Parameters
        ----------
        solution
            An optimum of the programme.
        """
        found = []
        for row, (one, low, high) in self._rows.items():
            weight = float(solution.rows[row])
            if abs(weight) > SHOWN:
                value = float(sum(v * solution.columns[c] for c, v in self._plain(row).items()))
                end = min((low, high), key=lambda end: abs(end - value))
                found.append(Held(one.id, round(weight, 4), round(end, DIGITS)))
        found.sort(key=lambda one: (-abs(one.weight * one.value), one.observation))
        return tuple(found[:TOLD])

    def _plain(self, row: int) -> Mapping[int, float]:
        return self.programme.terms[row]

    def named(self) -> list[str]:
        """List the ids of all quantities of the balance."""
        return [*self.totals, *(k for k in self.elements if self.terms_of(k))]


def _states(leg: Leg) -> set[str]:
    return {zone.state for zone in leg.zones if zone.state}


Spans = dict[str, tuple[Solution, Solution | None]]
"""Where each quantity is least and greatest; None where nothing bounds it from above."""


def balance(
    atlas: Atlas, tables: Tables, year: int, without: frozenset[str] = frozenset()
) -> Balance:
    """Compute the balance of a year by itself.

    Parameters
    ----------
    atlas
        Has the legs and the places.
    tables
        Its gates, transfers, directions, capacities and figures are read.
    year
        Year of the Gregorian calendar.
    without
        Observations that are left out, as `element:role`.
    """
    model = Model(atlas, tables, year, without)
    solver = model.settle()
    return _made(model, solver, _spans(model, solver), {})


def all_years(atlas: Atlas, tables: Tables) -> dict[int, Balance]:
    """Compute the balance of every year that a reader can choose.

    Where the figures of a year leave much open, what is drawn lies near what the nearest year is
    known to have had. Ranges are those of `balance`.

    Parameters
    ----------
    atlas
        Has the legs and the places.
    tables
        Its gates, transfers, directions, capacities and figures are read.
    """
    models = {year: Model(atlas, tables, year) for year in YEARS}
    solvers = {year: model.settle() for year, model in models.items()}
    spans = {year: _spans(model, solvers[year]) for year, model in models.items()}
    return {
        year: _made(model, solvers[year], spans[year], _usual(spans, year))
        for year, model in models.items()
    }


def _usual(spans: Mapping[int, Spans], year: int) -> dict[str, float]:
    """Return what quantities had in the nearest year of which twice as much is known, Mt."""
    usual: dict[str, float] = {}
    for other in sorted(spans, key=lambda other: (-abs(other - year), other)):
        for name, ends in spans[other].items():
            if _width(ends) <= _width(spans[year].get(name, ends)) / 2:
                usual[name] = _middle(ends)
    return usual


def _width(ends: tuple[Solution, Solution | None]) -> float:
    least, most = ends
    return max(most.value - least.value, NARROW) if most else inf


def _middle(ends: tuple[Solution, Solution | None]) -> float:
    least, most = ends
    return (least.value + most.value) / 2 if most else inf


def _spans(model: Model, solver: Solver) -> Spans:
    return {
        name: (solver.minimise(terms), _most(solver, terms))
        for name in model.named()
        for terms in (model.terms_of(name),)
    }


def _made(model: Model, solver: Solver, spans: Spans, usual: Mapping[str, float]) -> Balance:
    drawn = _drawn(model, spans, usual)
    estimates = {}
    for name, (least, most) in spans.items():
        low, high = _plain(least.value), _plain(most.value if most else inf)
        estimates[name] = Estimate(
            id=name,
            low=low,
            high=max(low, high),
            drawn=round(_value(model.terms_of(name), drawn), DRAWN_DIGITS) + 0.0,
            out=round(_value(model.leaving(name), drawn), DRAWN_DIGITS) + 0.0,
            others=_others(model, solver, name),
            low_by=model.held(least),
            high_by=model.held(most) if most else (),
            others_drawn=_others_drawn(model, name, drawn),
        )
    return Balance(
        year=model.year,
        estimates=estimates,
        ways=model.ways,
        contradictions=model.contradictions,
        closes=estimates[EXPORTS].low >= CLOSING * estimates[EXPORTS].high,
    )


def _most(solver: Solver, terms: Mapping[int, float]) -> Solution | None:
    """Return where a sum is greatest; None where nothing bounds it."""
    try:
        return solver.maximise(terms)
    except UnboundedError:
        return None


def _others(model: Model, solver: Solver, name: str) -> Range | None:
    """Return the least and the greatest of others' oil on an element, Mt."""
    terms = model.terms_of(name, "others") if name in model.elements else {}
    if not terms:
        return None
    most = _most(solver, terms)
    return _plain(solver.minimise(terms).value), _plain(most.value) if most else inf


def _others_drawn(model: Model, name: str, drawn: Sequence[float]) -> float | None:
    terms = model.terms_of(name, "others") if name in model.elements else {}
    return round(_value(terms, drawn), DRAWN_DIGITS) + 0.0 if terms else None


def _plain(value: float) -> float:
    """Return a number of Mt as it is kept: rounded, and zero without a sign."""
    return round(value, DIGITS) + 0.0 if not isinf(value) else value


def _value(terms: Mapping[int, float], columns: Sequence[float]) -> float:
    return float(sum(weight * columns[column] for column, weight in terms.items()))


def _drawn(model: Model, spans: Spans, usual: Mapping[str, float]) -> Sequence[float]:
    """Return one balance of many: of all, the one nearest to what is likely.

    Likely is the pace of a part of the year that is known; else what the nearest year had, if twice
    as much is known of it; else the middle of the range. Nearest by squares, each distance in
    parts of its range, so that no range is met at its end for the sake of another. The square is
    made of straight pieces, whose sum is a linear programme. Fields of which a source says that all
    their oil leaves the country keep none at home, where that can be.
    """
    programme = deepcopy(model.programme)
    cost: dict[int, float] = {}
    spoken = {one.element for one in model.observed}
    prime = {*model.ways, *model.totals, *model.paces, *spoken}
    for name, (least, most) in spans.items():
        low, high = least.value, most.value if most else inf
        likely = model.paces.get(name, usual.get(name, _middle((least, most))))
        if isinf(likely):
            continue
        likely = min(max(likely, low), high)
        width = max(min(high - low, likely + NARROW), NARROW)
        terms = model.terms_of(name)
        weight = PRIME if name in prime else 1.0
        if name not in prime and name in model.at_sea:
            weight = AT_SEA
        for sign in (1.0, -1.0):
            for step in range(STEPS):
                last = step == STEPS - 1
                off = programme.column(0.0, inf if last else width / STEPS)
                cost[off] = weight * (2 * step + 1) / width
                terms[off] = sign
        programme.row(terms, likely, likely)
    for column in model.kept_back:
        cost[column] = cost.get(column, 0.0) + KEPT
    return [float(x) for x in programme.solver().minimise(cost).columns]


def write(balances: Mapping[int, Balance]) -> dict[str, Any]:
    """Format balances as JSON has them; the inverse of `read`.

    Parameters
    ----------
    balances
        By year.
    """
    return {
        str(year): {
            "closes": one.closes,
            "ways": list(one.ways),
            "contradictions": [asdict(each) for each in one.contradictions],
            "estimates": {name: _cells(each) for name, each in one.estimates.items()},
        }
        for year, one in balances.items()
    }


def _cells(one: Estimate) -> list[Any]:
    return [
        one.low,
        None if isinf(one.high) else one.high,
        one.drawn,
        one.out,
        one.others and [one.others[0], None if isinf(one.others[1]) else one.others[1]],
        [list(astuple(held)) for held in one.low_by],
        [list(astuple(held)) for held in one.high_by],
        one.others_drawn,
    ]


def read(raw: Mapping[str, Any]) -> dict[int, Balance]:
    """Parse balances from JSON; the inverse of `write`.

    Parameters
    ----------
    raw
        As `write` formats them.
    """
    return {
        int(year): Balance(
            year=int(year),
            estimates={name: _estimate(name, cells) for name, cells in one["estimates"].items()},
            ways=tuple(one["ways"]),
            contradictions=tuple(
                Contradiction(**{**each, "observations": tuple(each["observations"])})
                for each in one["contradictions"]
            ),
            closes=one["closes"],
        )
        for year, one in raw.items()
    }


def _estimate(name: str, cells: Sequence[Any]) -> Estimate:
    low, high, drawn, out, others, low_by, high_by, others_drawn = cells
    return Estimate(
        id=name,
        low=low,
        high=inf if high is None else high,
        drawn=drawn,
        out=out,
        others=others and (others[0], inf if others[1] is None else others[1]),
        low_by=tuple(Held(*held) for held in low_by),
        high_by=tuple(Held(*held) for held in high_by),
        others_drawn=others_drawn,
    )


def nearest_year(balances: Mapping[int, Balance], year: int) -> int:
    """Return the year itself if its balance closes, else the nearest whose does.

    Parameters
    ----------
    balances
        Those of all years, by year.
    year
        Any year.
    """
    closed = (known for known, one in balances.items() if one.closes)
    return min(closed, key=lambda known: (abs(known - year), known))


def closing(balances: Mapping[int, Balance], year: int) -> Balance:
    """Return the balance of a year that closes.

    Parameters
    ----------
    balances
        Those of all years, by year.
    year
        Year of the Gregorian calendar.

    Raises
    ------
    InputError
        If there is none, or it does not close; names the nearest year whose does.
    """
    nearest = nearest_year(balances, year)
    if year != nearest:
        raise InputError("year", year, phrase("closure-cure-year", nearest=nearest))
    return balances[year]
