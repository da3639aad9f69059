"""The programme's solver against scipy's and by hand, and what it says when there is no answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from math import inf

import numpy as np
import pytest
from scipy.optimize import linprog  # type: ignore[import-untyped]

from routes.network.linear import InfeasibleError, Programme, UnboundedError


def test_an_optimum_by_hand_with_its_multipliers() -> None:
    """Of 6 in all at most 5 are of the dearer kind: 2 × 5 + 1, and one more would be worth 1."""
    programme = Programme()
    dear, cheap = programme.column(high=5), programme.column(high=3)
    row = programme.row({dear: 1.0, cheap: 1.0}, high=6)
    solver = programme.solver()
    best = solver.maximise({dear: 2.0, cheap: 1.0})
    assert best.value == pytest.approx(11)
    assert list(best.columns) == pytest.approx([5, 1])
    assert (best.rows[row], best.reduced[dear]) == pytest.approx((1.0, 1.0))
    assert solver.minimise({dear: 1.0}).value == 0


def test_no_answer_and_no_end_are_told_apart() -> None:
    programme = Programme()
    mt = programme.column()
    solver = programme.solver()
    with pytest.raises(UnboundedError):
        solver.maximise({mt: 1.0})
    programme.row({mt: 1.0}, high=-1.0)
    with pytest.raises(InfeasibleError):
        programme.solver().minimise({mt: 1.0})


def test_bounds_can_be_changed_between_answers() -> None:
    programme = Programme()
    mt = programme.column(0, 4)
    programme.row({mt: 1.0}, high=9)
    solver = programme.solver()
    assert solver.maximise({mt: 1.0}).value == 4
    solver.bound_columns({mt: (0.0, inf)})
    assert solver.maximise({mt: 1.0}).value == 9
    with solver.bounded({mt: (0.0, 2.0)}):
        assert solver.maximise({mt: 1.0}).value == 2
    assert solver.maximise({mt: 1.0}).value == 9


def test_bounds_for_a_while_end_with_a_failure() -> None:
    programme = Programme()
    mt = programme.column(1, 4)
    programme.row({mt: 1.0}, low=1)
    solver = programme.solver()
    with pytest.raises(InfeasibleError), solver.bounded({mt: (0.0, 0.0)}):
        solver.maximise({mt: 1.0})
    assert solver.maximise({mt: 1.0}).value == 4


def test_threads_share_a_solver() -> None:
    """Each gets the answer to its own question, with its own bounds; without care Python dies."""
    programme = Programme()
    columns = [programme.column(0, n + 1) for n in range(200)]
    for n in columns:
        programme.row({n: 1.0, (n + 1) % 200: 0.5}, high=1000)
    solver = programme.solver()

    def ask(n: int) -> tuple[float, float]:
        with solver.bounded({n: (0.0, 0.5)}):
            low = solver.maximise({n: 1.0}).value
        return low, solver.maximise({n: 2.0}).value

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, columns * 5))
    assert found == [(0.5, 2.0 * (n + 1)) for n in columns] * 5


@pytest.mark.parametrize("seed", range(20))
def test_it_agrees_with_scipy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    columns, rows = int(rng.integers(3, 9)), int(rng.integers(2, 9))
    terms = rng.integers(0, 4, (rows, columns)).astype(float)
    most, cost = rng.uniform(5, 20, rows), rng.uniform(-3, 3, columns)
    programme = Programme()
    for _ in range(columns):
        programme.column(0.0, 10.0)
    for row in range(rows):
        programme.row(dict(enumerate(terms[row])), high=float(most[row]))
    found = programme.solver().minimise(dict(enumerate(cost)))
    oracle = linprog(cost, A_ub=terms, b_ub=most, bounds=[(0, 10)] * columns)
    assert found.value == pytest.approx(oracle.fun, abs=1e-9)
