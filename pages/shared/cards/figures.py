"""Format published figures: the number with its unit, the period it is for, when it was stated."""

from __future__ import annotations

from routes.language import date, number, phrase
from routes.model.dates import SPAN, PartialDate
from routes.model.rows import Figure
from routes.model.units import TO_MT

OR = " or "
"""Between two times, one of which a figure is for."""


def published_value(figure: Figure) -> str:
    """Format a published number; tonnes become million tonnes, which changes nothing else.

    Parameters
    ----------
    figure
        A number in its own unit; a year stands without one.
    """
    value, unit = figure.value, figure.unit
    if unit == "year":
        return f"{value:.0f}"
    if unit in {"t", "thousand t"} and figure.value * TO_MT[unit] >= 0.1:
        value, unit = value * TO_MT[unit], "Mt"
        return phrase("number-measured", value=number(value, ".4g"), unit=unit)
    digits = number(value, ",.6g" if value < 1e6 else ",.0f")
    return phrase("number-measured", value=digits, unit=unit)


def period_and_statement(figure: Figure) -> str:
    """Format the period a figure is for, and when it was stated.

    Parameters
    ----------
    figure
        A published number.
    """
    told = date(figure.as_of)
    dated = PartialDate.leading(figure.as_of) is not None
    if not figure.period:
        return phrase("figure-stated", date=told) if dated else told
    when = period(figure.period)
    if not dated:
        return phrase("figure-undated-for", period=when, date=told)
    return phrase("figure-stated-for", period=when, date=told)


def period(text: str) -> str:
    """Format a period: 11 July 2022, January 2023–July 2023, after debottlenecking.

    Parameters
    ----------
    text
        As in figures.csv: a date, two with `..` or ` or ` between, or words.
    """
    if SPAN in text:
        first, last = (date(part) if part else "" for part in text.split(SPAN))
        return phrase("figure-period-span", first=first, last=last)
    if OR in text:
        first, last = map(date, text.split(OR))
        return phrase("figure-period-or", first=first, last=last)
    return date(text) if text else ""
