"""Format published figures: the number with its unit, the period it is for, when it was stated."""

from __future__ import annotations

import re

from routes.language import date
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
        return f"{value:.4g} {unit}"
    return f"{value:,.6g} {unit}" if value < 1e6 else f"{value:,.0f} {unit}"


def period_and_statement(figure: Figure) -> str:
    """Format the period a figure is for, and when it was stated.

    Parameters
    ----------
    figure
        A published number.
    """
    period = (figure.period or "").replace("..", "–")
    stated = figure.as_of or "undated"
    stated = date(stated) if re.fullmatch(r"[\d-]+", stated) else stated
    return f"{period}, stated {stated}" if period else f"stated {stated}"
