"""Check what numbers are given in: units on the closed list, percents of a whole."""

from __future__ import annotations

from collections.abc import Iterator

from routes.errors import DataError, nearest_name
from routes.tables import Tables
from routes.units import DIMENSIONS

MEASURED = {"length_km": "length", "diameter": "length", "fine": "money"}
"""Dimension that a quantity must have, by the beginning of its name."""


def units(tables: Tables) -> Iterator[DataError]:
    """Find units that are not on the closed list, or do not fit what was counted."""
    table = tables.figures
    for line, row in table.numbered():
        if row.unit not in DIMENSIONS:
            cure = nearest_name(row.unit, DIMENSIONS) or f"write one of {', '.join(DIMENSIONS)}"
            yield DataError(table.file, line, f"unit '{row.unit}' is not on the list", cure)
            continue
        for name, wanted in MEASURED.items():
            if row.quantity.startswith(name) and DIMENSIONS[row.unit] != wanted:
                fault = f"unit '{row.unit}' of '{row.quantity}' is no unit of {wanted}"
                yield DataError(table.file, line, fault, "correct the unit or the quantity")


def percents(tables: Tables) -> Iterator[DataError]:
    """Find per cents that are less than nothing or more than all of it."""
    for line, row in tables.figures.numbered():
        if row.unit == "%" and not 0 <= row.value <= 100:
            fault = f"value {row.value:g} % of '{row.quantity}' is not from 0 to 100"
            yield DataError(tables.figures.file, line, fault, "correct the value")
