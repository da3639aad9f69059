"""Read published figures as observations: each bounds a sum of unknowns from below, above, or both.

A figure is as exact as it was written: 52.2 lies between 52.15 and 52.25. Rivals are taken
together, from the least to the greatest. What is known of a part of a year bounds the year from
below and never from above, and so does "more than".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Final

from routes.model.dates import Period
from routes.model.errors import MultivectorError
from routes.model.rows import Capacity, CapacityRole, Figure, Stated
from routes.model.tables import Tables
from routes.model.units import convert, days_in
from routes.network.capacity import Index, Range, find, span

AT_LEAST: Final = "_at_least"
AT_MOST: Final = "_at_most"
BOUNDS: Final = {
    "nameplate": ("all", AT_MOST),
    "most": ("kazakh", AT_MOST),
    "kaztransoil_export": ("kaztransoil_export", AT_MOST),
    "total": ("all", ""),
}
"""Roles whose names do not tell what they bound, and from which side."""
ASSUMED: Final = frozenset({"most", "nameplate"})
"""Roles that do not report what moved in the year: they give way first in a contradiction."""


@dataclass(frozen=True)
class Observation:
    """What published figures say of one quantity in a year.

    Attributes
    ----------
    id
        `element:role`, as the row of capacities.csv that it is read from.
    element
        Leg, transfer, gate or country.
    role
        Role of the row.
    quantity
        What is bounded: `kazakh`, `others`, `all` (of a leg or transfer), `home`, `supply`,
        `refined`, or a quantity of the country.
    low, high
        Bounds, Mt; `inf` where it has none.
    assumed
        Whether it is no report of the year.
    pace
        What the year would have had at the pace of the part that is known, Mt. It bounds nothing
        and is drawn where the figures leave it open. None elsewhere.
    """

    id: str
    element: str
    role: CapacityRole
    quantity: str
    low: float
    high: float
    assumed: bool
    pace: float | None = None


def observations(tables: Tables, year: int, figures: Index) -> Iterator[Observation]:
    """Yield what the figures of a year say.

    Parameters
    ----------
    tables
        Its capacities are read.
    year
        Year of the Gregorian calendar.
    figures
        As `index` returns them.
    """
    rows = rows_of(tables, year)
    moorings = moorings_of(rows, figures)
    for row in rows:
        if row.role in {"units", "storage", "diverted", "diverted_from"}:
            continue
        if row.units is not None and row.units != moorings.get(row.element_id):
            continue
        low, high = interval(figures, row.figures)
        quantity, side = _bound(row.role)
        yield Observation(
            id=f"{row.element_id}:{row.role}",
            element=row.element_id,
            role=row.role,
            quantity=quantity,
            low=-inf if side == AT_MOST else low,
            high=inf if side == AT_LEAST else high,
            assumed=row.role in ASSUMED,
            pace=_pace(figures, row.figures, year) if side == AT_LEAST else None,
        )


def _bound(role: str) -> tuple[str, str]:
    """Return the quantity that a role is about, and the side from which alone it bounds it."""
    for side in (AT_LEAST, AT_MOST):
        if role.endswith(side):
            return role.removesuffix(side), side
    return BOUNDS.get(role, (role, ""))


def _pace(figures: Index, refs: str, year: int) -> float | None:
    """Return what a year would have had at the pace of the longest of its parts, Mt."""
    longest, pace = 0, None
    for ref in refs.split("|"):
        for figure in find(figures, ref):
            period = Period.read(figure.period)
            days = (
                (period.last - period.first).days + 1
                if period and period.start and period.end
                else 0
            )
            # The figure of a whole year is one of a part of the thing: it has no pace.
            if longest < days < days_in(year):
                ends = list(bounds_of(figure))
                longest, pace = days, sum(ends) / len(ends) * days_in(year) / days
    return pace


def rows_of(tables: Tables, year: int) -> list[Capacity]:
    """List the rows of capacities.csv that hold for a year.

    Parameters
    ----------
    tables
        Its capacities are read.
    year
        Year of the Gregorian calendar.
    """
    return [row for row in tables.capacities if year in span(row)]


def moorings_of(rows: Iterable[Capacity], figures: Index) -> dict[str, int]:
    """Return how many moorings there are of each element that is counted in them.

    Parameters
    ----------
    rows
        Rows of one year, as `rows_of` lists them.
    figures
        As `capacity.index` returns them.
    """
    return {
        row.element_id: round(interval(figures, row.figures)[0])
        for row in rows
        if row.role == "units"
    }


def interval(figures: Index, refs: str) -> Range:
    """Return the least and the greatest that figures allow, with their rounding, Mt or Mt a year.

    Parameters
    ----------
    figures
        As `capacity.index` returns them.
    refs
        References with | between them.

    Raises
    ------
    MultivectorError
        If a reference names no row or several, or one whose unit is none of oil.
    """
    ends: list[float] = []
    for ref in refs.split("|"):
        rows = find(figures, ref)
        if len(rows) != 1:
            raise MultivectorError(f"'{ref}' names {len(rows)} rows of figures.csv, not one")
        ends += bounds_of(rows[0])
    return min(ends), max(ends)


def bounds_of(figure: Figure) -> Iterable[float]:
    """Return the ends of what a figure may mean, Mt or Mt a year; moorings as they are.

    Parameters
    ----------
    figure
        Row of figures.csv. Barrels are tonnes at any density between those in `model/units`.

    Raises
    ------
    MultivectorError
        If its unit is none of an amount or a rate of oil.
    """
    if figure.unit == "moorings":
        return [figure.value]
    half = figure.value.half if isinstance(figure.value, Stated) else 0.0
    ends: list[float] = []
    for value in (figure.value - half, figure.value + half):
        converted = convert(value, figure.unit, "Mt")
        if converted is None:
            raise MultivectorError(f"unit '{figure.unit}' is no amount or rate of oil")
        ends += [converted.low, converted.high]
    return ends
