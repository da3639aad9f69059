"""Format published figures: the number with its unit, the period it is for, when it was stated."""

from __future__ import annotations

from routes.language import date, number, phrase
from routes.model.rows import Figure
from routes.model.units import TO_MT


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
    stated = date(figure.as_of)
    if not figure.period:
        return phrase("figure-stated", date=stated)
    period = figure.period.replace("..", "–")
    return phrase("figure-stated-for", period=period, date=stated)
