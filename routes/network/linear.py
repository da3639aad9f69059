"""Build and solve linear programmes: unknowns by name, rows with a name each; HiGHS does the work.

highspy is taken rather than scipy, which calls the same solver: a programme that is solved for many
objectives goes on from its last basis, it is imported in a third of the time, and weighs a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from threading import RLock

import highspy
import numpy as np
from highspy._core import _Highs  # `highspy.Highs` prints a banner when it is made

from routes.model.errors import MultivectorError

Terms = Mapping[int, float]
"""Coefficients by column."""
Ends = tuple[float, float]
"""Least and greatest value of a column."""

OPTIMAL = highspy.HighsModelStatus.kOptimal
INFEASIBLE = highspy.HighsModelStatus.kInfeasible
UNBOUNDED = highspy.HighsModelStatus.kUnbounded


class InfeasibleError(MultivectorError):
    """No values fulfil all rows of a programme."""


class UnboundedError(MultivectorError):
    """An objective has no end."""


@dataclass(frozen=True)
class Solution:
    """An optimum of a linear programme.

    Attributes
    ----------
    value
        Value of the objective.
    columns
        Value of each column.
    rows
        Multiplier of each row: by how much the objective changes if its active bound does by one.
    reduced
        Multiplier of each column's active bound.
    """

    value: float
    columns: np.ndarray[tuple[int], np.dtype[np.float64]]
    rows: np.ndarray[tuple[int], np.dtype[np.float64]]
    reduced: np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass
class Programme:
    """A linear programme that is built column by column and row by row.

    Attributes
    ----------
    lower, upper
        Bounds of the columns.
    row_lower, row_upper
        Bounds of the rows.
    terms
        Coefficients of each row, by column.
    """

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    terms: list[dict[int, float]] = field(default_factory=list)

    def column(self, low: float = 0.0, high: float = inf) -> int:
        """Add an unknown and return its number.

        Parameters
        ----------
        low, high
            Its bounds; `inf` for none.
        """
        self.lower.append(low)
        self.upper.append(high)
        return len(self.lower) - 1

    def row(self, terms: Terms, low: float = -inf, high: float = inf) -> int:
        """Add a row, low ≤ sum of terms ≤ high, and return its number.

        Parameters
        ----------
        terms
            Coefficients by column.
        low, high
            Bounds of the sum; `inf` for none.
        """
        self.terms.append({k: v for k, v in terms.items() if v})
        self.row_lower.append(low)
        self.row_upper.append(high)
        return len(self.terms) - 1

    def solver(self) -> Solver:
        """Return a solver of the programme as it stands."""
        return Solver(self)


class Solver:
    """Solves one programme for one objective after another, each from the last one's basis.

    Threads may share it: each answer is computed alone. HiGHS lets go of Python's lock while it
    runs, and two threads on one of its models end the process, or answer each other's question.

    Parameters
    ----------
    programme
        What is solved.
    """

    def __init__(self, programme: Programme) -> None:
        self._lock = RLock()
        self._highs = _Highs()
        self._highs.setOptionValue("output_flag", False)
        # A programme of a hundred rows is sooner solved than reduced, and keeps its basis.
        self._highs.setOptionValue("presolve", "off")
        for option in ("threads", "random_seed"):
            self._highs.setOptionValue(option, 1)
        # Flows are compared to 1e-9 Mt, a kilogram.
        for tolerance in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self._highs.setOptionValue(tolerance, 1e-10)
        self._highs.passModel(_model(programme))
        self._objective: dict[int, float] = {}
        self._bounds: list[Ends] = list(zip(programme.lower, programme.upper, strict=True))

    def minimise(self, objective: Terms) -> Solution:
        """Return values of the columns that make an objective least.

        Parameters
        ----------
        objective
            Coefficients by column.

        Raises
        ------
        InfeasibleError
            If nothing fulfils all rows.
        UnboundedError
            If the objective has no end.
        MultivectorError
            If the solver stops for another reason.
        """
        with self._lock:
            return self._minimised(objective)

    def _minimised(self, objective: Terms) -> Solution:
        columns = sorted(self._objective.keys() | objective.keys())
        costs = [objective.get(column, 0.0) for column in columns]
        self._highs.changeColsCost(
            len(columns), np.array(columns, dtype=np.int32), np.array(costs, dtype=np.float64)
        )
        self._objective = dict(objective)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == INFEASIBLE:
            raise InfeasibleError("no values fulfil all rows of the programme")
        if status == UNBOUNDED:
            raise UnboundedError("the objective has no end")
        if status != OPTIMAL:
            text = self._highs.modelStatusToString(status)
            raise MultivectorError(f"the programme was not solved: {text}")
        solution = self._highs.getSolution()
        return Solution(
            value=self._highs.getInfo().objective_function_value,
            columns=np.array(solution.col_value),
            rows=np.array(solution.row_dual),
            reduced=np.array(solution.col_dual),
        )

    def maximise(self, objective: Terms) -> Solution:
        """Return values of the columns that make an objective greatest.

        Parameters
        ----------
        objective
            Coefficients by column.
        """
        least = self.minimise({column: -cost for column, cost in objective.items()})
        return Solution(-least.value, least.columns, -least.rows, -least.reduced)

    def bound_columns(self, bounds: Mapping[int, Ends]) -> None:
        """Set the bounds of columns for good.

        Parameters
        ----------
        bounds
            New bounds by column.
        """
        with self._lock:
            for column, (low, high) in bounds.items():
                self._highs.changeColBounds(column, _limit(low), _limit(high))
                self._bounds[column] = low, high

    @contextmanager
    def bounded(self, bounds: Mapping[int, Ends]) -> Iterator[Solver]:
        """Solve with other bounds of some columns for a while; other threads wait until it ends.

        Parameters
        ----------
        bounds
            Bounds by column.
        """
        with self._lock:
            before = {column: self._bounds[column] for column in bounds}
            self.bound_columns(bounds)
            try:
                yield self
            finally:
                self.bound_columns(before)


def _limit(value: float) -> float:
    if value == inf:
        return float(highspy.kHighsInf)
    return -float(highspy.kHighsInf) if value == -inf else value


def _limits(values: Iterable[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([_limit(value) for value in values], dtype=np.float64)


def _model(programme: Programme) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_ = len(programme.lower)
    lp.num_row_ = len(programme.terms)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = _limits(programme.lower), _limits(programme.upper)
    lp.row_lower_, lp.row_upper_ = _limits(programme.row_lower), _limits(programme.row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.cumsum([0, *(len(terms) for terms in programme.terms)])
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = np.array([c for t in programme.terms for c in t], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([v for t in programme.terms for v in t.values()], dtype=float)
    return lp
