"""Write numbers and dates as the reader's language does: the one formatter of both."""

from __future__ import annotations

from functools import lru_cache

from routes.language.catalogue import Catalogue, language, load_catalogue


def number(value: float, spec: str = ",.0f") -> str:
    """Write a number with the marks of the reader's language.

    >>> number(1511.4), number(0.25, ".1f"), number(5.1e7, ",.6g")
    ('1,511', '0.2', '5.1e+07')

    Parameters
    ----------
    value
        In whatever unit; the unit is part of the message that takes the number.
    spec
        Format of Python: a comma asks for groups of three digits.
    """
    digits = format(value, spec)
    group, decimal = _marks(load_catalogue(), language())
    if (group, decimal) == (",", "."):
        return digits
    return digits.translate({ord(","): group, ord("."): decimal})


@lru_cache(maxsize=64)
def _marks(messages: Catalogue, lang: str) -> tuple[str, str]:
    """Return the mark between groups of three digits, and that of decimals."""
    group = messages.format("number-marks.group", lang)
    return group, messages.format("number-marks.decimal", lang)


def date(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a date as precisely as it is known.

    >>> date(2022, 7, 5), date(2022, 3), date(2022)
    ('5 July 2022', 'March 2022', '2022')

    Parameters
    ----------
    year
        Of the Gregorian calendar.
    month
        1 to 12, or None if it is not known.
    day
        Of the month, or None if it is not known.
    """
    return _date(load_catalogue(), language(), year, month, day)


@lru_cache(maxsize=4096)
def _date(messages: Catalogue, lang: str, year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return messages.format("date-year", lang, year=year)
    if day is None:
        return messages.format("date-month", lang, month=month, year=year)
    return messages.format("date-day", lang, day=day, month=month, year=year)
