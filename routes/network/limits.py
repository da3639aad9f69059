"""Bound what a leg, a transfer, a field or a market can carry in two cases.

*As seen*: what it was seen to carry in the year or in any other whose balance closes, no more than
on paper. *On paper*: its nameplate less others' oil; where none is published, the most that the
balance of any year allows. So what is unknown is never infinite; only the sea has no limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, isinf
from typing import Final, Literal

from routes.model.atlas import Atlas
from routes.model.rows import Transfer
from routes.model.tables import Tables
from routes.model.terms import HOME
from routes.network.balance import OTHER_WAYS, Balance, Model
from routes.network.capacity import Range, span, whole_moorings
from routes.network.closures import Closure, crossing, of_element
from routes.network.edges import FIELDS
from routes.network.network import START
from routes.network.observations import interval, moorings_of

Case = Literal["as_seen", "on_paper"]
AS_SEEN: Final[Case] = "as_seen"
ON_PAPER: Final[Case] = "on_paper"
CASES: Final[tuple[Case, Case]] = (AS_SEEN, ON_PAPER)
"""The two cases: what other ways were seen to carry, and what they could by their nameplate."""

MONTHS: Final = 12
MONTH_DAYS: Final = 31


@dataclass(frozen=True)
class Limit:
    """What an element can carry of Kazakh oil on its way out of the country, Mt a year.

    Attributes
    ----------
    as_seen, on_paper
        In the two cases; `inf` for a lane at sea.
    basis
        Where the second comes from: `nameplate`, `seen` (no nameplate is published), or `sea`.
    month
        Mt beyond `as_seen` that it, or what it leads to, took over in one month.
    """

    as_seen: float
    on_paper: float
    basis: Literal["nameplate", "seen", "sea"]
    month: float = 0.0

    def of(self, case: Case) -> float:
        """Return what it can carry in a case, Mt a year.

        Parameters
        ----------
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        return self.as_seen if case == AS_SEEN else self.on_paper


class Limits:
    """What each element of a year can carry.

    Parameters
    ----------
    model
        The network and the figures of the year.
    balances
        Those of all years, by year.
    atlas, tables
        What was built.
    """

    def __init__(
        self, model: Model, balances: Mapping[int, Balance], atlas: Atlas, tables: Tables
    ) -> None:
        self._model = model
        self._atlas = atlas
        self._tables = tables
        self._balances = balances
        self.year = model.year
        self.balance = balances[model.year]
        self._crossed: dict[str, Mapping[str, str]] = {}
        self._whole = {name: self._limit(name) for name in (*model.elements, OTHER_WAYS)}

    def whole(self, element: str) -> Limit:
        """Return what an element can carry when nothing is closed.

        Parameters
        ----------
        element
            Leg, transfer, gate, or `other_ways`.
        """
        return self._whole[element]

    def base(self, element: str) -> float:
        """Return what an element carried on its way out of the country, as drawn, Mt.

        Parameters
        ----------
        element
            Leg, transfer, gate, or `other_ways`.
        """
        return self.balance.of(element).out

    @cached_property
    def _nameplates(self) -> dict[tuple[str, int | None], Range]:
        return {
            (row.element_id, row.units): interval(self._model.figures, row.figures)
            for row in self._model.rows
            if row.role == "nameplate"
        }

    @cached_property
    def moorings(self) -> dict[str, int]:
        """Number of moorings of each element that is counted in them."""
        return moorings_of(self._model.rows, self._model.figures)

    def nameplate(self, element: str, share: float = 1.0) -> Range | None:
        """Return the nameplate of what is left of an element, Mt a year; None where none is known.

        Parameters
        ----------
        element
            Leg, transfer, or gate.
        share
            0 (shut) to 1; of moorings, whole ones are left.
        """
        moorings = self.moorings.get(element)
        if moorings:
            left = whole_moorings(share, moorings)
            return self._nameplates.get((element, left)) if left else (0.0, 0.0)
        found = self._nameplates.get((element, None))
        return found and (found[0] * share, found[1] * share)

    def others(self, element: str) -> Range:
        """Return what others move there, Mt a year: as drawn, else of all years with a figure.

        Parameters
        ----------
        element
            Leg, transfer, or gate.
        """
        mine = self.balance.of(element).others_drawn
        if mine is not None:
            return mine, mine
        known = [
            other
            for balance in self._balances.values()
            if (other := balance.of(element).others) and not isinf(other[1])
        ]
        return (min(k[0] for k in known), max(k[1] for k in known)) if known else (0.0, 0.0)

    def _limit(self, element: str) -> Limit:
        """Bound an element of which nothing is closed."""
        base = self.base(element)
        leg = self._model.net.legs.get(element)
        plate = self.nameplate(element)
        if element in self.fields:
            return Limit(base, base, "seen")
        if (leg and leg.mode == "sea") or (element in self._model.markets and not plate):
            # A market without a figure of its own takes in what reaches it by lines with limits.
            return Limit(inf, inf, "sea")
        # What goes to refineries at home is served first, and keeps its room.
        home = self.balance.of(element).drawn - base if element != OTHER_WAYS else 0.0
        low, high = (max(ends) for ends in zip(*self._seen(element), strict=True))
        paper = max(base, plate[1] - self.others(element)[0] - home if plate else high)
        seen = min(max(base, low), paper)
        return Limit(seen, paper, "nameplate" if plate else "seen", self._months.get(element, 0.0))

    def _seen(self, element: str) -> Iterator[Range]:
        """Yield what an element surely, and perhaps, sent out of the country in each year, Mt.

        A year of which little is known tells nothing of what a line can carry.
        """
        for balance in self._balances.values():
            if balance.firm or balance is self.balance:
                one = balance.of(element)
                stays = one.drawn - one.out
                yield one.low - stays, one.high - stays

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Place of each field, by its gate."""
        fields = {START, FIELDS}
        return {g.gate_id: g.place_id for g in self._model.net.gates if g.role in fields}

    @cached_property
    def _months(self) -> dict[str, float]:
        """Mt that each element carried more in a month in which oil was diverted, by element.

        A figure is for a way out. What leads to it and what it leads to carried it as well.
        """
        found: dict[str, float] = defaultdict(float)
        for row in self._tables.capacities:
            if row.role == "diverted" and row.element_id in self._model.elements:
                _, mt = interval(self._model.figures, row.figures)
                for element in self._model.in_line_with(row.element_id):
                    found[element] += mt
        return dict(found)

    @cached_property
    def together(self) -> dict[str, float]:
        """Mt a year that all other ways took over from a way together, by that way, as seen.

        It is the rate of the month in which it was most.
        """
        found: dict[str, float] = {}
        for row in self._tables.capacities:
            if row.role == "diverted_from" and row.element_id in self._model.elements:
                _, mt = interval(self._model.figures, row.figures)
                found[row.element_id] = max(found.get(row.element_id, 0.0), MONTHS * mt)
        return found

    @cached_property
    def tanks(self) -> dict[str, float]:
        """Tonnes that the tanks of a place hold as published, Mt, by place."""
        return {
            row.element_id: interval(self._model.figures, row.figures)[1]
            for row in self._tables.capacities
            if row.role == "storage" and self.year in span(row)
        }

    def output(self, field: str, case: Case) -> float:
        """Return what a field can send out of the country after a closure, Mt a year.

        As seen it is what it sent as drawn; on paper what its nameplate leaves beside what stays.

        Parameters
        ----------
        field
            Gate of the field.
        case
            `AS_SEEN` or `ON_PAPER`.
        """
        base, plate = self.base(field), self.nameplate(field)
        if case == AS_SEEN or not plate:
            return base
        return max(base, plate[1] - (self.balance.of(field).drawn - base))

    def under(self, closures: Sequence[Closure], case: Case, days: int) -> dict[str, float]:
        """Return what each element can carry while something is closed, Mt a year.

        Parameters
        ----------
        closures
            What is closed at one time.
        case
            `AS_SEEN` or `ON_PAPER`.
        days
            Days in which anything is closed: what was seen for one month is not taken for longer.

        Returns
        -------
        By element; fields are bounded by what they sent.
        """
        states = [closure for closure in closures if closure.id in self._atlas.state_names]
        crossed = {state.id: self._crossing(state.id) for state in states}
        longer = min(1.0, MONTH_DAYS / days) if days else 1.0
        limits: dict[str, float] = {}
        for element, whole in self._whole.items():
            bound = whole.of(case)
            if case == AS_SEEN:
                bound = min(bound + MONTHS * whole.month * longer, whole.on_paper)
            for closure in self._closing(element, closures, states, crossed, case):
                bound = min(bound, self._part(element, closure.share, case))
            limits[element] = bound
        return limits

    def _closing(
        self,
        element: str,
        closures: Sequence[Closure],
        states: Sequence[Closure],
        crossed: Mapping[str, Mapping[str, str]],
        case: Case,
    ) -> Iterator[Closure]:
        """Yield the closures that affect an element."""
        if leg := self._model.net.legs.get(element):
            yield from of_element(leg, closures, self._answered)
            for state in states:
                verdict = crossed[state.id].get(element)
                if verdict == "crosses" or (verdict and case == AS_SEEN):
                    yield state
        elif transfer := self._transfers.get(element):
            yield from of_element(transfer, closures)
            country = self._model.country[transfer.place_id]
            yield from (state for state in states if state.id == country)
        elif place := self.fields.get(element):
            yield from (closure for closure in closures if closure.id == place)
        elif element == OTHER_WAYS:
            # Which states these ways cross is not known, but that they leave this one.
            yield from (state for state in states if case == AS_SEEN or state.id == HOME)

    @cached_property
    def _transfers(self) -> dict[str, Transfer]:
        return {transfer.transfer_id: transfer for transfer in self._model.net.transfers}

    @cached_property
    def _answered(self) -> frozenset[str]:
        """Places for which a transfer answers: closed in part, they limit it and not the lines."""
        ends = (p for t in self._model.net.transfers for p in (t.place_id, t.terminal_id))
        return frozenset(place for place in ends if place)

    def _crossing(self, state: str) -> Mapping[str, str]:
        if state not in self._crossed:
            legs = self._model.net.legs.values()
            self._crossed[state] = dict(crossing(self._atlas, legs, frozenset({state})))
        return self._crossed[state]

    def _part(self, element: str, share: float, case: Case) -> float:
        """Return what a share of an element can carry, Mt a year; others are served first."""
        whole = self._whole[element]
        plate = self.nameplate(element, share)
        if plate is None:
            return whole.of(case) * share if share else 0.0
        low, high = self.others(element)
        home = self.balance.of(element).drawn - self.base(element)
        left = plate[0] - high if case == AS_SEEN else plate[1] - low
        return max(0.0, left - home)
