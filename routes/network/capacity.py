"""Bound what a leg, a transfer or an origin can carry of Kazakh oil in a year.

Every number comes from rows of `capacities.csv`, which name rows of `figures.csv`. Rivals make a
range; what no figure bounds is unknown and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import floor, inf
from typing import Literal

from routes.language import phrase
from routes.model.dates import Period
from routes.model.errors import MultivectorError
from routes.model.rows import REF, Capacity, CapacityRole, Figure
from routes.model.tables import Tables
from routes.model.units import in_mtpa

Range = tuple[float, float]
"""Least and greatest of a number, Mt a year; `inf` where nothing bounds it."""

FREE: Range = (inf, inf)
SHUT: Range = (0.0, 0.0)

Index = dict[tuple[str, str, str], list[Figure]]
"""Figures by subject, quantity and source."""


@dataclass(frozen=True)
class Bound:
    """What an element can carry of Kazakh oil.

    Attributes
    ----------
    low
        Mt a year that it surely can carry.
    high
        Mt a year beyond which it cannot; `inf` where nothing bounds it.
    basis
        `figures`, `moved` where only what moved is known, `most` where only the most that was ever
        seen is, or `unknown`.
    how
        Where the numbers come from, in one clause for a reader.
    """

    low: float
    high: float
    basis: Literal["figures", "moved", "most", "unknown"]
    how: str = ""


class Capacities:
    """The rows of one year, by element and role, as ranges in Mt a year.

    Parameters
    ----------
    tables
        Its capacities and figures are read.
    year
        Rows that hold for it count.
    """

    def __init__(self, tables: Tables, year: int) -> None:
        self.year = year
        self._figures = index(tables.figures)
        self._rows = [row for row in tables.capacities if year in span(row)]
        self._shared = {
            r.element_id for r in tables.capacities if r.role in {"total", "others", "home"}
        }

    @cached_property
    def _ranges(self) -> dict[tuple[str, str, int | None], Range]:
        return {
            (row.element_id, row.role, row.units): mtpa(self._figures, row.figures)
            for row in self._rows
        }

    def get(self, element: str, role: CapacityRole, units: int | None = None) -> Range | None:
        """Return the range of a role, Mt a year; None where no figure is known for the year.

        Parameters
        ----------
        element
            Leg, transfer, origin or country.
        role
            What the figures say of it.
        units
            Moorings in service for which they say so; None where it is not counted in moorings.
        """
        return self._ranges.get((element, role, units))

    def moorings(self, element: str) -> int | None:
        """Return the number of moorings of an element; None if it is not counted in moorings.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        units = self.get(element, "units")
        return round(units[0]) if units else None

    def moved(self, element: str) -> Range | None:
        """Return what an element carried of Kazakh oil in the whole year, Mt.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        return self.get(element, "kazakh")

    def at_least(self, element: str) -> Range | None:
        """Return what an element carried of Kazakh oil in what is known of the year, Mt.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        return self.moved(element) or self.get(element, "kazakh_at_least")

    def others(self, element: str) -> Range | None:
        """Return what an element carried of others' oil in the year, Mt.

        Where no figure says so, it is what moved in all less what moved of Kazakh oil.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        # What goes to refineries at home is served first, as others' oil is.
        known = self.get(element, "others") or self.get(element, "home")
        total, kazakh = self.get(element, "total"), self.get(element, "kazakh")
        if known or not (total and kazakh):
            return known
        return max(0.0, total[0] - kazakh[1]), max(0.0, total[1] - kazakh[0])

    def bound(self, element: str) -> Bound:
        """Bound an element by itself: what a journey through it could carry.

        Shared with others' oil, it offers its nameplate less what the others moved. Where that is
        not known, at least what it carried of Kazakh oil.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        moved, others = self.at_least(element), self.others(element)
        moorings = self.moorings(element)
        nameplate = self.get(element, "nameplate", moorings)
        if nameplate is None:
            return self._unbounded(moved, self.get(element, "most"))
        how = phrase("closure-how-nameplate")
        if moorings:
            how = phrase("closure-moorings", n=moorings, total=moorings)
        if others:
            low, high = nameplate[0] - others[1], nameplate[1] - others[0]
            how = phrase("closure-how-less-others", how=how)
        elif element in self._shared:
            low, high = (moved[0] if moved else 0.0), nameplate[1]
            how = phrase("closure-how-others-unknown", how=how)
        else:
            low, high = nameplate
        if moved:
            low, high = max(low, moved[0]), max(high, moved[1])
        return Bound(max(0.0, low), max(0.0, high), "figures", how)

    @staticmethod
    def _unbounded(moved: Range | None, most: Range | None) -> Bound:
        """Bound what has no nameplate by what moved, and by the most that was ever seen."""
        low = moved[0] if moved else 0.0
        if most:
            high = max(most[1], moved[1] if moved else 0.0)
            return Bound(low, high, "most", phrase("closure-how-most"))
        if moved:
            return Bound(low, inf, "moved", phrase("closure-how-moved"))
        return Bound(*FREE, "unknown", phrase("closure-how-unknown"))

    def rows_of(self, element: str) -> list[Capacity]:
        """List the rows of the year that bound an element.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        """
        return [row for row in self._rows if row.element_id == element]


def whole_moorings(share: float, moorings: int) -> int:
    """Return how many whole moorings a share of them is; a half counts as one.

    Parameters
    ----------
    share
        0 to 1.
    moorings
        Number of moorings there are.
    """
    return floor(share * moorings + 0.5)


def span(row: Capacity) -> range:
    """Return the years that a row holds for.

    Parameters
    ----------
    row
        Row of capacities.csv.
    """
    return _years(row.years)


def years(tables: Tables) -> list[int]:
    """List the years for which any Kazakh oil is known to have moved.

    Parameters
    ----------
    tables
        Its capacities are read.
    """
    return sorted({year for row in tables.capacities if row.role == "kazakh" for year in span(row)})


@lru_cache(maxsize=256)
def _years(period: str) -> range:
    return Period.parse(period).years or range(0)


def index(figures: Iterable[Figure]) -> Index:
    """Group figures by what a reference names them with.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    """
    grouped: Index = {}
    for row in figures:
        grouped.setdefault((row.subject_id, row.quantity, row.source_id), []).append(row)
    return grouped


def find(figures: Index, ref: str) -> list[Figure]:
    """List the figures that a reference names: one, if all is well.

    Parameters
    ----------
    figures
        As `index` returns them.
    ref
        `subject:quantity:source[:period][@value]`.
    """
    parts = REF.fullmatch(ref)
    if parts is None:
        return []
    subject, quantity, source, period, value = parts.groups()
    return [
        row
        for row in figures.get((subject, quantity, source), ())
        if (period is None or row.period == period) and (value is None or row.value == float(value))
    ]


def mtpa(figures: Index, refs: str) -> Range:
    """Return the least and the greatest of the figures that references name, Mt a year.

    Parameters
    ----------
    figures
        As `index` returns them.
    refs
        References with | between them.

    Raises
    ------
    MultivectorError
        If a reference names no row or several; `make data` stops at such a row.
    """
    values = []
    for ref in refs.split("|"):
        rows = find(figures, ref)
        if len(rows) != 1:
            raise MultivectorError(f"'{ref}' names {len(rows)} rows of figures.csv, not one")
        values.append(in_mtpa(rows[0].value, rows[0].unit))
    return min(values), max(values)
