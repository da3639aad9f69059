"""Write numbers and dates as the reader's language does: the one formatter of both."""

from __future__ import annotations

import re
from functools import lru_cache

from routes.language.catalogue import Catalogue, language, load_catalogue, phrase

DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")

MINUS = "−"
"""Before a negative number; a hyphen is none."""
UNDATED = ("", "undated")
"""How the tables say that a date is not known."""


def number(value: float, spec: str = ",.0f") -> str:
    """Format a number with the marks of the reader's language, and a true minus.

    >>> number(1511.4), number(0.25, ".1f"), number(5.1e7, ",.6g"), number(-2, "+d")
    ('1,511', '0.2', '5.1e+07', '−2')

    Parameters
    ----------
    value
        In whatever unit; the unit is part of the message that takes the number.
    spec
        Format of Python: a comma asks for groups of three digits.
    """
    digits = format(value, spec)
    if digits.startswith("-"):
        digits = f"{MINUS}{digits[1:]}"
    group, decimal = _marks(load_catalogue(), language())
    if (group, decimal) == (",", "."):
        return digits
    return digits.translate({ord(","): group, ord("."): decimal})


@lru_cache(maxsize=64)
def _marks(messages: Catalogue, lang: str) -> tuple[str, str]:
    """Return the mark between groups of three digits, and that of decimals."""
    group = messages.format("number-marks.group", lang)
    return group, messages.format("number-marks.decimal", lang)


def km(value: float) -> str:
    """Format kilometres: whole ones, with one decimal below ten.

    >>> km(1511.4), km(4.04), km(0)
    ('1,511 km', '4.0 km', '0 km')

    Parameters
    ----------
    value
        Kilometres.
    """
    spec = ",.0f" if value >= 10 or value == 0 else ".1f"
    return phrase("number-km", value=number(value, spec))


def measured(value: float, unit: str) -> str:
    """Format a published number with its unit as it was published.

    >>> measured(1200000, "bbl/d"), measured(2001, "year"), measured(0.25, "Mt")
    ('1,200,000 bbl/d', '2001', '0.25 Mt')

    Parameters
    ----------
    value
        As published.
    unit
        One of `routes.model.units.DIMENSIONS`; a year is printed alone.
    """
    if unit == "year":
        return f"{value:.0f}"
    return phrase("number-measured", value=number(value, ",.10g"), unit=unit)


def date(stated: str | None) -> str:
    """Format a date as precisely as it is known.

    >>> date("2022-07-05"), date("2022-03"), date("2022"), date("spring 2022"), date(None)
    ('5 July 2022', 'March 2022', '2022', 'spring 2022', 'undated')

    Parameters
    ----------
    stated
        YYYY-MM-DD, YYYY-MM or YYYY; anything else is returned as it is; nothing, and `undated` as
        the tables have it, in the language's word for it.
    """
    return _date(load_catalogue(), language(), stated or "")


@lru_cache(maxsize=4096)
def _date(messages: Catalogue, lang: str, stated: str) -> str:
    found = DATE.fullmatch(stated)
    if not found:
        return messages.format("date-undated", lang) if stated in UNDATED else stated
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not month:
        return messages.format("date-year", lang, year=year)
    if not day:
        return messages.format("date-month", lang, month=month, year=year)
    return messages.format("date-day", lang, day=day, month=month, year=year)
