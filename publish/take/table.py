"""Describe a table that leaves the house: named columns with units, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from routes.language import phrase

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

UNITS: Mapping[str, str] = {
    "km": "km",
    "mt": "Mt",
    "mtpa": "Mt/y",
    "percent": "%",
    "days": "days",
    "usd": "USD",
    "lat": "°",
    "lon": "°",
}
"""Units by the part of a column's name that says them: `soil_km_low` is in km."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        Its name in a file.
    what
        What it holds, in words.
    unit
        Its unit; "" for none.
    """

    name: str
    what: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name
        Name of its sheet or file.
    title
        What it is, in words.
    columns
        Its columns, in order.
    rows
        Values by the names of columns; None is not known.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> list[list[Cell]]:
        """The values of its rows, in the order of the columns."""
        return [[row.get(column.name) for column in self.columns] for row in self.rows]


def table(name: str, columns: Iterable[str], rows: Iterable[Row]) -> Table:
    """Return a table whose columns say what they hold.

    Parameters
    ----------
    name
        Its name, the end of a message `take-table-…`.
    columns
        Names of its columns, each the end of a message `take-column-…`.
    rows
        Its rows; what a row does not name is not known.
    """
    return Table(name, phrase(f"take-table-{name}"), tuple(map(column, columns)), tuple(rows))


def column(name: str) -> Column:
    """Return a column with what it holds and its unit.

    Parameters
    ----------
    name
        Its name, the end of a message `take-column-…`.
    """
    unit = next((UNITS[part] for part in name.split("_") if part in UNITS), "")
    return Column(name, phrase(f"take-column-{name}"), unit)


def rounded(value: float | None, digits: int) -> float | None:
    """Round a number for a cell; what has no bound is not known.

    Parameters
    ----------
    value
        The number; None where it is not known.
    digits
        Decimals that are kept.
    """
    if value is None or not isfinite(value):
        return None
    return round(value, digits) + 0.0  # no minus before a nought
