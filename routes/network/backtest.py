"""Hold the model against what happened: what was reported beside what it says.

Whatever is held against something is left out where the model learns from it: diversions of the
same year, or the count of oil that met no port of Russia.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from routes.model.atlas import Atlas
from routes.model.errors import DataError
from routes.model.rows import Backtest
from routes.model.tables import Table, Tables
from routes.model.units import days_in
from routes.network.balance import Balance, Model
from routes.network.capacity import Range, find, index, span
from routes.network.closures import closable, read_closures
from routes.network.limits import CASES
from routes.network.observations import interval
from routes.network.stranded import Outcome, YearNetwork

WIDEST: Final = 3.0
"""Greatest ratio of the ends of a range for which no reason need be given."""
RATES: Final = ("/y", "/month", "/d")
"""Ends of units that are rates."""
BYPASS: Final = "kazakhstan:bypass_total"
"""Observation that a count of oil without a port of Russia is read from."""


@dataclass(frozen=True)
class Comparison:
    """A report beside what the model says.

    Attributes
    ----------
    row
        Row of backtest.csv.
    days
        Days that it is of.
    reported
        What was reported, Mt, with its rounding; rivals make a range.
    modelled
        What the model says, Mt.
    """

    row: Backtest
    days: int
    reported: Range
    modelled: Range

    @property
    def inside(self) -> bool:
        """Whether all that was reported lies in the range of the model."""
        low, high = self.modelled
        return low <= self.reported[0] and self.reported[1] <= high

    @property
    def narrow(self) -> bool:
        """Whether the range is no wider than `WIDEST` to one."""
        low, high = self.modelled
        return high <= WIDEST * low


def backtest(atlas: Atlas, tables: Tables, balances: Mapping[int, Balance]) -> list[Comparison]:
    """List what was reported beside what the model says.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Everything people write.
    balances
        Those of all years, by year.

    Raises
    ------
    DataError
        If a closure of a row cannot be read; with the line and the cure.
    """
    networks: dict[int, YearNetwork] = {}
    tested = []
    for line, row in tables.backtest.numbered():
        if row.closures is None:
            days = days_in(row.year)
            modelled = _around(atlas, tables, row.year)
        else:
            if row.year not in networks:
                known = _without_diversions(tables, row.year)
                networks[row.year] = YearNetwork(atlas, known, balances, row.year)
            ids = closable(atlas, tables.transfers)
            closures, wrong = read_closures(row.closures, ids, row.year)
            if wrong:
                raise DataError(tables.backtest.file, line, wrong[0])
            outcome = networks[row.year].close(closures)
            days = row.days or outcome.days
            if row.against == "output":
                ends = [networks[row.year].shut_in(closures, case) for case in CASES]
                modelled = min(ends), max(ends)
            else:
                modelled = _modelled(row, days, outcome)
        tested.append(Comparison(row, days, _reported(tables, row, days), modelled))
    return tested


def _without_diversions(tables: Tables, year: int) -> Tables:
    """Return the tables without what was diverted in a year: the model must not know it."""
    kept = [
        (row, line)
        for line, row in tables.capacities.numbered()
        if not (row.role in {"diverted", "diverted_from"} and year in span(row))
    ]
    rows, lines = zip(*kept, strict=True)
    return replace(tables, capacities=Table(tables.capacities.file, rows, lines))


def _around(atlas: Atlas, tables: Tables, year: int) -> Range:
    """Return the least and the most that met no port of Russia, Mt, without that count."""
    model = Model(atlas, tables, year, frozenset({BYPASS}))
    solver = model.settle()
    least, most = model.around
    return solver.minimise(least).value, solver.maximise(most).value


def around(atlas: Atlas, tables: Tables, year: int, also: Sequence[str] = ()) -> Range:
    """Return what went round Russia by ways that are drawn, by the balance without a count of it.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Everything people write.
    year
        Year of the Gregorian calendar.
    also
        Legs that are counted as well.

    Returns
    -------
    The least and the most, Mt.
    """
    model = Model(atlas, tables, year, frozenset({BYPASS}))
    solver = model.settle()
    terms = dict(model.around[0])
    for leg_id in also:
        terms |= model.terms_of(leg_id)
    return solver.minimise(terms).value, solver.maximise(terms).value


def _modelled(row: Backtest, days: int, outcome: Outcome) -> Range:
    """Return the least and the greatest that the model says in its two cases, Mt."""
    if row.against == "no_way":
        ends = list(outcome.no_way.values())
    elif row.against == "diverted":
        ways = [outcome.flows[way] for way in outcome.ways]
        ends = [sum(max(0.0, way.during[case] - way.before) for way in ways) for case in CASES]
    else:
        flow = outcome.flows[row.element_id or ""]
        a_day = flow.before / outcome.days
        ends = [flow.during[case] + a_day * (days - outcome.days) for case in CASES]
    return min(ends), max(ends)


def _reported(tables: Tables, row: Backtest, days: int) -> Range:
    """Return what was reported in some days, Mt."""
    figures = index(tables.figures)
    low, high = inf, -inf
    for ref in row.figures.split("|"):
        (figure,) = find(figures, ref)
        part = days / days_in(row.year) if figure.unit.endswith(RATES) else 1.0
        for end in interval(figures, ref):
            low, high = min(low, end * part), max(high, end * part)
    return low, high


def faults(tested: Comparison) -> Iterator[str]:
    """Yield what a row needs a reason for: a wide range, or a report outside.

    Parameters
    ----------
    tested
        A report beside what the model says.
    """
    if not tested.inside:
        yield "outside"
    if not tested.narrow:
        yield "wide"
