"""Compare published numbers: which are the same, which contradict, which one is shown first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from routes.model.dates import PartialDate
from routes.model.rows import Figure
from routes.model.terms import UNSOURCED
from routes.model.units import COUNTS

SAME = 0.001
"""Figures nearer than this share of each other are one figure."""
ROUNDED = 0.01
"""So are those nearer than this of which one is the other with fewer digits."""
STALE_YEARS = 10
"""A statement that is so much older than the newest is shown only when there is no other."""
ODD = frozenset({"mile", "nm"})
"""Units shown first only when there is no other."""


@dataclass(frozen=True)
class Value:
    """One published number in the unit of comparison.

    Attributes
    ----------
    figure
        The number as published.
    value
        The number in `unit`.
    unit
        Unit in which it is compared.
    low, high
        Bounds of `value`; they differ where a density is assumed.
    """

    figure: Figure
    value: float
    unit: str
    low: float
    high: float

    @property
    def assumed(self) -> bool:
        """Whether a density was assumed to compare it."""
        return self.low != self.high

    @property
    def sourced(self) -> bool:
        """Whether a source is known."""
        return self.figure.source_id != UNSOURCED

    @property
    def slip(self) -> bool:
        """Whether the note calls the number, as printed, a slip of the pen."""
        return (self.figure.note or "").startswith("printed slip")

    @property
    def stated(self) -> str:
        """Date of the statement, YYYY, YYYY-MM or YYYY-MM-DD; "" where none is known."""
        return str(self.date or "")

    @cached_property
    def date(self) -> PartialDate | None:
        """Date of the statement, the earliest it can be; None where none is known."""
        return PartialDate.find(self.figure.as_of)


def choose(values: Sequence[Value], subject_id: str = "") -> Value:
    """Choose the number shown first: the one rule.

    A sourced number comes before an unsourced one and before a known slip of the pen. Of the
    sourced, the number that most sources give, roundings of it counted together; an undated
    statement and one more than ten years older than the newest count only when there is no
    other. Between equals, the later statement. Of that number's roundings the one with most
    digits is shown. What had to be converted by an assumed density, or is counted under another
    name than `subject_id`, comes first only when there is nothing else.

    Parameters
    ----------
    values
        Answers to one question in one unit, at least one.
    subject_id
        What the question is about.
    """
    if len(values) == 1:
        return values[0]
    among = _narrowed(values, lambda v: v.sourced)
    among = _narrowed(among, lambda v: not v.slip)
    among = _narrowed(among, lambda v: not v.assumed)
    since = max((v.date.year for v in among if v.date), default=0) - STALE_YEARS
    among = _narrowed(among, lambda v: v.date is not None and v.date.year >= since)
    own = _narrowed(among, lambda v: v.figure.subject_id == subject_id)
    votes = {id(v): len({w.figure.source_id for w in among if same(v, w)}) for v in own}
    leaders = [v for v in own if votes[id(v)] == max(votes.values())]
    leader = max(leaders, key=lambda v: v.stated)
    alike = [v for v in own if same(v, leader)]
    return max(alike, key=lambda v: (v.figure.unit not in ODD, digits(v.figure.value), v.stated))


def same(one: Value, other: Value) -> bool:
    """Return whether two numbers are one: equal, within 0.1 %, or one the other rounded.

    Counts and years must be equal. Where a density is assumed, the ranges are compared at their
    nearest.

    Parameters
    ----------
    one, other
        Numbers in one unit.
    """
    if one.unit in COUNTS or other.unit in COUNTS:
        return one.value == other.value
    a = min(max(one.low, other.low), one.high)
    b = min(max(a, other.low), other.high)
    short, long = sorted((a, b), key=digits)
    gap = abs(a - b)
    if gap <= SAME * max(abs(a), abs(b)):
        return True
    return gap <= ROUNDED * abs(long) and float(f"{long:.{digits(short)}g}") == short


def contradict(values: Sequence[Value]) -> bool:
    """Return whether two sources each give a number that the other does not.

    Parameters
    ----------
    values
        Answers to one question in one unit.
    """
    by_source: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_source[value.figure.source_id].append(value)
    pairs = combinations(by_source.values(), 2)
    return any(_beyond(one, other) and _beyond(other, one) for one, other in pairs)


def digits(value: float) -> int:
    """Return the number of significant digits of a number as printed: 1510 has three.

    Parameters
    ----------
    value
        Any number.
    """
    return max(1, len(f"{abs(value):.12g}".replace(".", "").strip("0")))


def _narrowed(values: Sequence[Value], wanted: Callable[[Value], bool]) -> list[Value]:
    """Keep the values that are wanted, or all when none is."""
    return [v for v in values if wanted(v)] or list(values)


def _beyond(one: Sequence[Value], other: Sequence[Value]) -> bool:
    return any(not any(same(v, w) for w in other) for v in one)
