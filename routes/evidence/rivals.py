"""List the published answers to each question, and the questions on which sources disagree.

Each number is converted once. The one shown first is chosen by one rule, `compare.choose`;
docs/method.md states it for readers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from routes.evidence.compare import Value, choose, contradict
from routes.evidence.questions import Question, expected, outcome_of, questions
from routes.model.dates import Period
from routes.model.rows import Figure
from routes.model.units import comparable, convert

A_WEEK = 7
"""Days within which sources date one thing differently."""


@dataclass(frozen=True)
class Published:
    """All that was published on one question.

    Attributes
    ----------
    subject_id
        What the question is about.
    quantity
        What was counted, as in figures.csv.
    period
        Time it was counted for, as in figures.csv; "" where time does not matter.
    values
        The answers in one unit: the one shown first, then the others by size.
    apart
        Answers in units that cannot be converted to it (roubles to dollars).
    expected
        Plans and forecasts for the same period, never an answer.
    kind
        `day` where sources agree on the number and differ on its day.
    """

    subject_id: str
    quantity: str
    period: str
    values: tuple[Value, ...]
    apart: tuple[Figure, ...] = ()
    expected: tuple[Figure, ...] = ()
    kind: Literal["value", "day"] = "value"

    @property
    def key(self) -> str:
        """Name of the question in a link: `cpc-kazakh_oil-2021`."""
        parts = (self.subject_id, self.quantity, self.period)
        return re.sub(r"[^a-z0-9_.-]+", "_", "-".join(filter(None, parts)).lower()).strip("_")

    @property
    def first(self) -> Value:
        """The number shown first."""
        return self.values[0]

    @property
    def rivals(self) -> bool:
        """Whether two sources contradict each other."""
        return self.kind == "day" or contradict(self.values)

    def difference(self, other: Value) -> tuple[float, float]:
        """Subtract the first number from another.

        Parameters
        ----------
        other
            One of `values`.

        Returns
        -------
        The difference in the unit that the first was published in, and in per cent of the first;
        negative where the other is smaller.
        """
        share = other.value / self.first.value - 1 if self.first.value else 0.0
        return share * self.first.figure.value, 100 * share


def published(figures: Iterable[Figure]) -> list[Published]:
    """List every question with all published answers, in the order of the table.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    """
    groups = questions(figures)
    plans: dict[Question, list[Figure]] = defaultdict(list)
    for (subject, quantity, _), rows in groups.items():
        for row in rows if expected(quantity) else ():
            plans[subject, outcome_of(quantity), row.period or ""].append(row)
    return [
        answer(question, rows, () if expected(question[1]) else plans.get(question, ()))
        for question, rows in groups.items()
    ]


def rival_sets(figures: Iterable[Figure]) -> list[Published]:
    """List the questions on which sources contradict each other, by subject and quantity.

    One source that gives several numbers gives variants, not rivals, and roundings of one number
    are one number.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    """
    rows = list(figures)
    sets = [one for one in published(rows) if one.rivals] + _days(rows)
    return sorted(sets, key=lambda one: (one.subject_id, one.quantity, one.period))


def answer(question: Question, rows: Sequence[Figure], plans: Sequence[Figure] = ()) -> Published:
    """Convert the answers to a question once and put the chosen one first.

    Parameters
    ----------
    question
        The question.
    rows
        Its answers, at least one.
    plans
        Plans and forecasts for the same period.
    """
    units = [comparable(row.value, row.unit)[1] for row in rows]
    common = max(units, key=lambda unit: (units.count(unit), unit == "Mt"))
    values, apart = [], []
    for row in rows:
        made = convert(row.value, row.unit, common)
        if made:
            values.append(Value(row, made.value, made.unit, made.low, made.high))
        else:
            apart.append(row)
    subject_id, quantity, period = question
    first = choose(values, subject_id)
    rest = sorted((v for v in values if v is not first), key=lambda v: v.value)
    return Published(
        subject_id=subject_id,
        quantity=quantity,
        period=period,
        values=(first, *rest),
        apart=tuple(apart),
        expected=tuple(plans),
    )


def _days(rows: Sequence[Figure]) -> list[Published]:
    """List numbers that sources agree on but date differently, within a week."""
    dated = [(row, day) for row in rows if (day := _day(row))]
    sets = []
    for (one, one_day), (other, other_day) in combinations(dated, 2):
        if _number(one) != _number(other) or one.source_id == other.source_id:
            continue
        if 0 < abs((one_day - other_day).days) <= A_WEEK:
            sets.append(
                Published(
                    subject_id=one.subject_id,
                    quantity=one.quantity,
                    period=f"{one.period} or {other.period}",
                    values=tuple(Value(r, r.value, r.unit, r.value, r.value) for r in (one, other)),
                    kind="day",
                )
            )
    return sets


def _number(row: Figure) -> tuple[str, str, float, str]:
    return row.subject_id, row.quantity, row.value, row.unit


def _day(row: Figure) -> date | None:
    """Return the day that a figure is for; None where it is for any other time."""
    period = Period.read(row.period)
    single = period.single if period else None
    return single.first if single and single.precision == "day" else None
