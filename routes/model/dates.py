"""Parse dates that are known to the day, the month or the year, and periods between two of them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal

DatePrecision = Literal["day", "month", "year"]

_WHOLE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_WITHIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
SPAN = ".."
"""Stands between the two ends of a period; one of the ends may be open."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as precisely as it is known; str() returns it as a table holds it.

    Dates are ordered as their texts are: a year before its months, a month before its days.
    To ask what is certain, compare `first` and `last`.

    >>> march = PartialDate.parse("2022-03")
    >>> str(march), march.precision, str(march.first), str(march.last)
    ('2022-03', 'month', '2022-03-01', '2022-03-31')
    >>> PartialDate(2022) < march < PartialDate(2022, 3, 1), march in PartialDate(2022)
    (True, True)

    Attributes
    ----------
    year
        Year of the Gregorian calendar, 1 to 9999.
    month
        1 to 12; None where only the year is known.
    day
        Day of the month; None where only the month or the year is known.

    Raises
    ------
    ValueError
        If there is no such day or month, or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day that is in no calendar."""
        if self.day is not None and self.month is None:
            raise ValueError("a date with a day needs its month")
        date(self.year, _or_first(self.month), _or_first(self.day))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Parse a date that is the whole text.

        Parameters
        ----------
        text
            YYYY, YYYY-MM or YYYY-MM-DD.

        Raises
        ------
        ValueError
            If the text is written otherwise, or there is no such day.
        """
        parts = _WHOLE.fullmatch(text)
        if not parts:
            raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else None for part in parts.groups())
        return cls(year or 0, month, day)

    @classmethod
    def leading(cls, text: str | None) -> PartialDate | None:
        """Parse the date that a statement begins with; None where it begins with none.

        >>> str(PartialDate.leading("2009 (about)")), PartialDate.leading("undated (after 2021-12)")
        ('2009', None)

        Parameters
        ----------
        text
            A statement of date as in the tables, or None for a blank cell.
        """
        match = _WITHIN.match(text or "")
        return cls.parse(match.group()) if match else None

    @classmethod
    def find(cls, text: str | None) -> PartialDate | None:
        """Parse the first date that stands anywhere in a statement; None where none does.

        >>> str(PartialDate.find("undated (after 2021-12)")), PartialDate.find("undated")
        ('2021-12', None)

        Parameters
        ----------
        text
            A statement of date as in the tables, or None for a blank cell.
        """
        match = _WITHIN.search(text or "")
        return cls.parse(match.group()) if match else None

    @property
    def first(self) -> date:
        """First day that is meant, or can be."""
        return date(self.year, _or_first(self.month), _or_first(self.day))

    @property
    def last(self) -> date:
        """Last day that is meant, or can be."""
        month = 12 if self.month is None else self.month
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def after(self) -> date:
        """Day after the last, where a span of time drawn for it ends."""
        return self.last + timedelta(days=1)

    @property
    def precision(self) -> DatePrecision:
        """What is known of it: the day, the month or the year."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", f"{self.month:02d}" if self.month else "")
        return "-".join(filter(None, (*parts, f"{self.day:02d}" if self.day else "")))

    def __lt__(self, other: PartialDate) -> bool:
        return (self.year, self.month or 0, self.day or 0) < (
            other.year,
            other.month or 0,
            other.day or 0,
        )

    def __contains__(self, other: date | PartialDate) -> bool:
        """Whether all days that the other date can mean lie within this one."""
        first, last = (other, other) if isinstance(other, date) else (other.first, other.last)
        return self.first <= first and last <= self.last


@dataclass(frozen=True)
class Period:
    """A span of time from one partial date to another, both included; str() gives it as tables do.

    >>> run = Period.parse("2009-03..2011")
    >>> str(run), str(run.first), str(run.last), str(Period.parse("2009-03.."))
    ('2009-03..2011', '2009-03-01', '2011-12-31', '2009-03..')
    >>> Period.parse("2022").year, run.year, date(2010, 12, 31) in run
    (2022, None, True)

    Attributes
    ----------
    start
        Date it begins with; None where its beginning is open.
    end
        Date it ends with; None where its end is open. Equal to `start` for a single date.

    Raises
    ------
    ValueError
        If both ends are open, or the end lies before the start.
    """

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        """Refuse a period of no time."""
        if self.start is None and self.end is None:
            raise ValueError("a span needs a date before or after its dots")
        # 2022..2022-05 is in order: a bare year begins with its first day.
        if self.start and self.end and self.start.first > self.end.last:
            raise ValueError(f"'{self.end}' comes before '{self.start}'")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Parse a date, or two with `..` between them, one of which may be missing.

        Parameters
        ----------
        text
            `2022`, `2022-03`, `2009-03..2011`, `2009-03..`, `..2011`.

        Raises
        ------
        ValueError
            If an end is no date, both are open, or they are in the wrong order.
        """
        start, dots, end = text.partition(SPAN)
        if not dots:
            only = PartialDate.parse(text)
            return cls(only, only)
        return cls(
            PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None
        )

    @classmethod
    def read(cls, text: str | None) -> Period | None:
        """Parse a cell where words may stand instead of a period; None for words or a blank.

        >>> Period.read("after debottlenecking"), str(Period.read("2022-03"))
        (None, '2022-03')

        Parameters
        ----------
        text
            Cell of a column `period`, or None for a blank one.
        """
        try:
            return cls.parse(text or "")
        except ValueError:
            return None

    @property
    def first(self) -> date:
        """First day, or the calendar's first where the beginning is open."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """Last day, or the calendar's last where the end is open."""
        return self.end.last if self.end else date.max

    @property
    def single(self) -> PartialDate | None:
        """The date, where the period is written as one; None for a span."""
        return self.start if self.start == self.end else None

    @property
    def year(self) -> int | None:
        """The year, where the period is written as one whole year; None otherwise."""
        only = self.single
        return only.year if only and only.precision == "year" else None

    @property
    def years(self) -> range | None:
        """The years, where the period is written as whole years with a first and a last one."""
        if not self.start or not self.end or self.start.month or self.end.month:
            return None
        return range(self.start.year, self.end.year + 1)

    def __str__(self) -> str:
        if self.single:
            return str(self.single)
        return f"{self.start or ''}{SPAN}{self.end or ''}"

    def __contains__(self, day: date) -> bool:
        """Whether a day lies within it."""
        return self.first <= day <= self.last


def check_statement(text: str) -> str:
    """Validate a date with words around it, and return it as given.

    >>> check_statement("undated (after 2021-12)")
    'undated (after 2021-12)'

    Parameters
    ----------
    text
        A year or a date and what follows it, or `undated` and what follows.

    Raises
    ------
    ValueError
        If it begins otherwise, or a date in it does not exist.
    """
    for part in _WITHIN.findall(text):
        PartialDate.parse(part)
    if not re.match(r"[0-9]{4}(?![0-9])|undated", text):
        raise ValueError("a statement's date begins with a year, or is undated")
    return text


def check_period(text: str) -> str:
    """Validate a period, and return it as given: its words are free, its dates are not.

    >>> check_period("first stage, to 2011"), check_period("2009-03..")
    ('first stage, to 2011', '2009-03..')

    Parameters
    ----------
    text
        A date, two with `..` between them of which one may be missing, or words.

    Raises
    ------
    ValueError
        If a date in it does not exist, or it ends before it starts.
    """
    for part in re.findall(r"(?<![0-9])[0-9]{4}(?:-[0-9]{1,2}){0,2}(?![0-9-])", text):
        PartialDate.parse(part)
    if SPAN in text or re.match(r"[0-9]", text):
        Period.parse(text)
    return text


def _or_first(part: int | None) -> int:
    return 1 if part is None else part
