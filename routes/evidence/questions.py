"""Group figures by the question they answer: what was counted, of what, for which time.

Two numbers are rivals only when they answer one question. A length is asked once for ever, a
throughput for each period, a capacity for each stage of the line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from routes.model.dates import Period
from routes.model.rows import Figure
from routes.model.units import comparable

Question = tuple[str, str, str]
"""Subject, quantity, period; the period is "" where time does not matter."""

TIMELESS = re.compile(
    r"length_km\w*|distance_nm|diameter_\w+|storage|\w*start_year|stake_percent:.*|spm_count"
    r"|spm_distance_from_shore"
)
"""Quantities that a thing keeps: every number for them answers the same question."""

STAGED = re.compile(r"(\w+_)?capacity(_(?!plan|low|high)\w+)?")
"""Quantities that hold until the thing is rebuilt."""

EXPECTED = re.compile(
    r"_(plan|forecast|talks)(?=_|$)|^(hoped|planned|expected|possible|requested)_|_stake_plan_"
)
"""Marks of a plan, a forecast, a hope: never an outcome."""

ALSO = {("aktau_baku", "throughput"): ("btc", "kazakh_oil")}
"""The same oil counted under two names: shipped from Aktau to Baku, taken over by BTC."""


def expected(quantity: str) -> bool:
    """Return whether a quantity is a plan or forecast.

    >>> expected("kazakh_oil_forecast"), expected("kazakh_oil")
    (True, False)

    Parameters
    ----------
    quantity
        As in figures.csv.
    """
    return EXPECTED.search(quantity) is not None


def outcome_of(quantity: str) -> str:
    """Return the quantity that a plan or forecast is about: `kazakh_oil` for its forecast.

    Parameters
    ----------
    quantity
        As in figures.csv.
    """
    return re.sub(r"_(plan|forecast)(_low|_high)?$", "", quantity)


def questions(figures: Iterable[Figure]) -> dict[Question, list[Figure]]:
    """Group all figures by the question they answer, in the order of the table.

    A capacity given for a year joins the stage whose number it repeats; where a subject has no
    stages, all its capacities answer one question.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    """
    rows = list(figures)
    grouped: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for row in rows:
        key = (row.subject_id, row.quantity)
        grouped[key].append(row)
        if key in ALSO:
            grouped[ALSO[key]].append(row)
    asked: dict[Question, list[Figure]] = defaultdict(list)
    for (subject, quantity), mine in grouped.items():
        for row in mine:
            asked[subject, quantity, _period(row, quantity, mine)].append(row)
    return asked


def full_year(period: str) -> int | None:
    """Return the year of a period that is one whole year; None for any other.

    Parameters
    ----------
    period
        As in figures.csv.
    """
    read = _read(period)
    return read.year if read else None


def covers(period: str, year: int) -> bool:
    """Return whether a span `from..to`, open at one end perhaps, holds the end of a year.

    Parameters
    ----------
    period
        As in figures.csv; one date is no span.
    year
        Year of the Gregorian calendar.
    """
    read = _read(period)
    return read is not None and read.single is None and date(year, 12, 31) in read


@lru_cache(maxsize=1024)
def _read(period: str) -> Period | None:
    return Period.read(period)


def _period(row: Figure, quantity: str, mine: Sequence[Figure]) -> str:
    period = row.period or ""
    if TIMELESS.fullmatch(quantity):
        return ""
    if not STAGED.fullmatch(quantity) or _stage(row):
        return period
    stages = [other for other in mine if _stage(other)]
    if not stages:
        return ""
    same = [_stage(s) for s in stages if comparable(s.value, s.unit) == comparable(*_value(row))]
    return same[-1] if same else period


def _stage(row: Figure) -> str:
    """Return the stage that a row names: anything but a plain year."""
    period = row.period or ""
    return "" if full_year(period) else period


def _value(row: Figure) -> tuple[float, str]:
    return row.value, row.unit
