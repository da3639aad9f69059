"""Find the figures that a capacity rests on, in million tonnes a year."""

from __future__ import annotations

from collections.abc import Iterable

from routes.errors import MultivectorError
from routes.model import Figure
from routes.model_network import REF
from routes.units import in_mtpa

Index = dict[tuple[str, str, str], list[Figure]]
"""Figures by subject, quantity and source."""


def index(figures: Iterable[Figure]) -> Index:
    """Sort figures by what a reference names them with."""
    found: Index = {}
    for row in figures:
        found.setdefault((row.subject_id, row.quantity, row.source_id), []).append(row)
    return found


def find(figures: Index, ref: str) -> list[Figure]:
    """List the rows that `subject:quantity:source[:period][@value]` names; one, if all is well."""
    found = REF.fullmatch(ref)
    if found is None:
        return []
    subject, quantity, source, period, value = found.groups()
    return [
        row
        for row in figures.get((subject, quantity, source), ())
        if (period is None or row.period == period) and (value is None or row.value == float(value))
    ]


def mtpa(figures: Index, refs: str) -> tuple[float, float]:
    """Return the least and the greatest of the figures named, in Mt a year.

    Raises
    ------
    MultivectorError
        If a reference names no row or several; `make data` stops at such a row.
    """
    values = []
    for ref in refs.split("|"):
        found = find(figures, ref)
        if len(found) != 1:
            raise MultivectorError(f"'{ref}' names {len(found)} rows of figures.csv, not one")
        values.append(in_mtpa(found[0].value, found[0].unit))
    return min(values), max(values)
