"""Bound what a leg, a transfer or an origin can carry of Kazakh oil in a year.

Every number comes from rows of `capacities.csv`, which name rows of `figures.csv`. Rivals make a
range; what no figure bounds is unknown and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import floor, inf

from routes.language import number, phrase
from routes.model.errors import MultivectorError
from routes.model.rows import REF, Capacity, Figure
from routes.model.tables import Tables
from routes.model.units import in_mtpa

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


Range = tuple[float, float]
FREE: Range = (inf, inf)
SHUT: Range = (0.0, 0.0)


@dataclass(frozen=True)
class Bound:
    """What an element can carry of Kazakh oil, Mt a year; `inf` where nothing bounds it.

    `how` says in one clause where the numbers come from; `basis` is "figures", "moved" where
    only what moved is known, or "unknown".
    """

    low: float
    high: float
    basis: str
    how: str = ""


class Capacities:
    """The rows of one year, by element and role, as ranges in Mt a year."""

    def __init__(self, tables: Tables, year: int) -> None:
        self.year = year
        self._figures = index(tables.figures)
        self._rows = [row for row in tables.capacities if year in span(row)]
        self._shared = {r.element_id for r in tables.capacities if r.role in {"total", "others"}}

    @cached_property
    def _ranges(self) -> dict[tuple[str, str, int | None], Range]:
        return {
            (row.element_id, row.role, row.units): mtpa(self._figures, row.figures)
            for row in self._rows
        }

    def get(self, element: str, role: str, units: int | None = None) -> Range | None:
        """Return the range of a role, or None where no figure is known for the year."""
        return self._ranges.get((element, role, units))

    def moorings(self, element: str) -> int | None:
        """Tell how many moorings an element has, if it is counted in moorings."""
        found = self.get(element, "units")
        return round(found[0]) if found else None

    def moved(self, element: str) -> Range | None:
        """Return what it carried of Kazakh oil in the year."""
        return self.get(element, "kazakh")

    def at_least(self, element: str) -> Range | None:
        """Return what it carried of Kazakh oil in the year, or in the part of it that is known."""
        return self.moved(element) or self.get(element, "kazakh_at_least")

    def others(self, element: str) -> Range | None:
        """Return what it carried of others' oil in the year."""
        known = self.get(element, "others")
        total, kazakh = self.get(element, "total"), self.get(element, "kazakh")
        if known or not (total and kazakh):
            return known
        return max(0.0, total[0] - kazakh[1]), max(0.0, total[1] - kazakh[0])

    def bound(self, element: str, share: float = 1.0, naive: bool = False) -> Bound:
        """Bound an element of which a share is left.

        Parameters
        ----------
        element
            Leg, transfer or origin.
        share
            0 (shut) to 1. Where the capacity is counted in moorings the share is one of
            moorings in service; `naive` takes it for a share of the tonnes instead.

        Returns
        -------
        Shared with others' oil, it offers its nameplate less what the others moved, whatever is
        left of it. Where that is not known, at least what it carried of Kazakh oil.
        """
        if share <= 0:
            return Bound(*SHUT, "figures", phrase("closure-how-closed"))
        moved, others = self.at_least(element), self.others(element)
        moorings = self.moorings(element)
        if moorings and not naive:
            left = whole_moorings(share, moorings)
            nameplate = self.get(element, "nameplate", left) if left else SHUT
            word = phrase("closure-moorings", n=left, total=moorings)
        else:
            nameplate = self.get(element, "nameplate", moorings)
            nameplate = nameplate and (nameplate[0] * share, nameplate[1] * share)
            word = (
                phrase("closure-how-nameplate")
                if share == 1
                else phrase("closure-how-nameplate-part", percent=number(100 * share))
            )
        if nameplate is None:
            if moved is None:
                return Bound(*FREE, "unknown", phrase("closure-how-unknown"))
            return Bound(moved[0] * share, inf, "moved", phrase("closure-how-moved"))
        if others:
            low, high = nameplate[0] - others[1], nameplate[1] - others[0]
            word = phrase("closure-how-less-others", how=word)
        elif element in self._shared:
            low, high = (moved[0] * share if moved else 0.0), nameplate[1]
            word = phrase("closure-how-others-unknown", how=word)
        else:
            low, high = nameplate
        if moved and share == 1:
            low, high = max(low, moved[0]), max(high, moved[1])
        return Bound(max(0.0, low), max(0.0, high), "figures", word)

    def supply(self, origin: str) -> Range:
        """Bound what a field can supply: what it produced, or nothing known."""
        return self.get(origin, "supply") or FREE

    def rows_of(self, element: str) -> list[Capacity]:
        """List the rows of the year that bound an element."""
        return [row for row in self._rows if row.element_id == element]

    def notes(self) -> list[str]:
        """List what the rows of the year assume, each once."""
        return list(dict.fromkeys(row.note for row in self._rows if row.note))


def whole_moorings(share: float, moorings: int) -> int:
    """Count the moorings that a share of them is: whole ones, a half counted as one."""
    return floor(share * moorings + 0.5)


def span(row: Capacity) -> range:
    """Return the years a row holds for."""
    first, _, last = row.years.partition("..")
    return range(int(first), int(last or first) + 1)
