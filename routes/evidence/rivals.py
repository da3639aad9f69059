"""Set rival figures side by side: every published answer to a question, converted once.

The one shown first is chosen by one rule, `values.choose`; docs/method.md states it for readers.
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
from routes.model.rows import Figure
from routes.model.units import comparable, convert

A_WEEK = 7


@dataclass(frozen=True)
class Published:
    """All that was published on one question.

    `values` begins with the one shown first, the others follow by size. `apart` are numbers in
    units that nothing leads to (roubles beside dollars). `expected` are plans and forecasts for
    the same period, never an answer. `kind` is "day" where sources agree on the number and
    differ on its day.
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
        """Name the question in a link: `cpc-kazakh_oil-2021`."""
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
        """Subtract the first number from another: in the first one's unit, and in per cent."""
        share = other.value / self.first.value - 1 if self.first.value else 0.0
        return share * self.first.figure.value, 100 * share


def published(figures: Iterable[Figure]) -> list[Published]:
    """List every question with all published answers, in the order of the table."""
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
    """
    rows = list(figures)
    found = [one for one in published(rows) if one.rivals] + _days(rows)
    return sorted(found, key=lambda one: (one.subject_id, one.quantity, one.period))


def series(figures: Iterable[Figure], subject_id: str, quantity: str) -> list[Published]:
    """List what was published on one subject and quantity, period by period."""
    mine = [
        one
        for one in published(figures)
        if (one.subject_id, one.quantity) == (subject_id, quantity)
    ]
    return sorted(mine, key=lambda one: one.period)


def answer(question: Question, rows: Sequence[Figure], plans: Sequence[Figure] = ()) -> Published:
    """Convert the answers to a question once and put the chosen one first."""
    units = [comparable(row.value, row.unit)[1] for row in rows]
    common = max(units, key=lambda unit: (units.count(unit), unit == "Mt"))
    values, apart = [], []
    for row in rows:
        made = convert(row.value, row.unit, common)
        if made:
            values.append(Value(row, made.value, made.unit, made.low, made.high))
        else:
            apart.append(row)
    first = choose(values, question[0])
    rest = sorted((v for v in values if v is not first), key=lambda v: v.value)
    return Published(*question, (first, *rest), tuple(apart), tuple(plans))


def _days(rows: Sequence[Figure]) -> list[Published]:
    """Find numbers that sources agree on but date differently, within a week."""
    found = []
    for one, other in combinations([r for r in rows if _day(r.period or "")], 2):
        told = [(r.subject_id, r.quantity, r.value, r.unit) for r in (one, other)]
        days = [_day(r.period or "") for r in (one, other)]
        if told[0] != told[1] or one.source_id == other.source_id:
            continue
        if 0 < abs((days[0] - days[1]).days) <= A_WEEK:  # type: ignore[operator]
            values = [Value(r, r.value, r.unit, r.value, r.value) for r in (one, other)]
            period = f"{one.period} or {other.period}"
            found.append(Published(one.subject_id, one.quantity, period, tuple(values), kind="day"))
    return found


def _day(period: str) -> date | None:
    return date.fromisoformat(period) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period) else None
