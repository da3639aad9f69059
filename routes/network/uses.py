"""Say whether Kazakh oil is known to have gone a way, and how much of it at the most in a year.

Evidence is of two kinds: what `capacities.csv` says of Kazakh oil on a leg or transfer in a year,
and the rows of `uses.csv`, which may name the field whose oil it was. Nothing is concluded from a
line that stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from routes.evidence.questions import full_year
from routes.model.atlas import Atlas, Leg
from routes.model.dates import Period
from routes.model.rows import Transfer, Use
from routes.model.tables import Tables
from routes.network.capacity import Capacities, Range, find, index, mtpa, span

IN_YEAR: Final = "in_year"
BEFORE: Final = "before"
POSSIBLE: Final = "possible"
NEVER: Final = "never"
Known = Literal["in_year", "before", "possible", "never"]
"""How far a way is known to have carried Kazakh oil: all of it in the year, all of it at some time
by then, a part of it not as far as sources tell, or a part of it never, as a source says."""
KNOWN: tuple[Known, ...] = (IN_YEAR, BEFORE, POSSIBLE, NEVER)
"""In the order of a list of journeys: used before possible, what never was last."""

CARRIES = frozenset({"kazakh", "kazakh_at_least"})
"""Roles of capacities.csv that say that Kazakh oil went."""


@dataclass(frozen=True)
class Used:
    """What is known of Kazakh oil on a way.

    Attributes
    ----------
    known
        How far it is known to have gone there.
    year
        Year of the Gregorian calendar that is looked at.
    most_mt
        Mt that went all the way in the year at the most; None where no figure bounds it, 0 where
        a part never carried any.
    by
        Leg or transfer that has that figure, or never carried any; "" where there is none.
    untold
        Legs and transfers of it that are not known to have carried any in the year.
    """

    known: Known
    year: int
    most_mt: float | None
    by: str
    untold: int = 0


@dataclass(frozen=True)
class _Part:
    """What is known of one leg or transfer, for the oil of one field."""

    carried: frozenset[int]
    denied: bool
    most_mt: float | None


class Uses:
    """What is known of the oil of one field by the end of a year.

    Parameters
    ----------
    atlas
        Spreads rows on a corridor over its legs.
    tables
        Its uses, capacities and figures are read.
    origin
        Gate of the field.
    year
        Year of the Gregorian calendar.
    """

    def __init__(self, atlas: Atlas, tables: Tables, origin: str, year: int) -> None:
        self.year = year
        self._origin = origin
        self._caps = Capacities(tables, year)
        self._figures = index(tables.figures)
        self._rows: dict[str, list[Use]] = defaultdict(list)
        for row in tables.uses:
            for element in _elements(atlas, row):
                self._rows[element].append(row)
        self._years: dict[str, set[int]] = defaultdict(set)
        for kept in tables.capacities:
            if kept.role in CARRIES:
                self._years[kept.element_id].update(span(kept))
        self._parts: dict[str, _Part] = {}

    def of(self, legs: Sequence[Leg], transfers: Iterable[Transfer]) -> Used:
        """Return what is known of a way.

        A leg at sea needs no evidence of its own where it has none: what was loaded has sailed,
        and the transfer before it answers.

        Parameters
        ----------
        legs
            Its legs, in order.
        transfers
            Its changes of mode.
        """
        ids = [leg.leg_id for leg in legs if leg.mode != "sea" or self._told(leg.leg_id)]
        ids += [transfer.transfer_id for transfer in transfers]
        parts = {element: self._part(element) for element in ids}
        denied = next((element for element, part in parts.items() if part.denied), "")
        if denied:
            return Used(NEVER, self.year, 0.0, denied, len(parts))
        known = self._known(parts.values())
        untold = sum(self.year not in part.carried for part in parts.values())
        figures = [(p.most_mt, e) for e, p in parts.items() if p.most_mt is not None]
        if not figures:
            return Used(known, self.year, None, "", untold)
        most, by = min(figures)
        return Used(known, self.year, round(most, 6), by, untold)

    def _known(self, parts: Iterable[_Part]) -> Known:
        years = [part.carried for part in parts]
        if all(self.year in carried for carried in years):
            return IN_YEAR
        return BEFORE if all(min(c, default=9999) <= self.year for c in years) else POSSIBLE

    def _told(self, element: str) -> bool:
        return element in self._rows or element in self._years

    def _part(self, element: str) -> _Part:
        if element not in self._parts:
            self._parts[element] = self._ask(element)
        return self._parts[element]

    def _ask(self, element: str) -> _Part:
        """Collect what is known of a leg or transfer, of the field's oil or oil not told apart."""
        mine = [row for row in self._rows.get(element, ()) if row.origin_id in {None, self._origin}]
        carried = set(self._years.get(element, ()))
        for row in mine:
            if row.carried == "yes":
                carried.update(years_of(row))
        # The year of a denial may lie before the year that is looked at: nothing newer is known.
        denied = not carried and any(
            row.carried == "no" and min(years_of(row)) <= self.year for row in mine
        )
        return _Part(frozenset(carried), denied, self._most(element, mine))

    def _most(self, element: str, mine: Iterable[Use]) -> float | None:
        """Return the least upper bound of what a leg or transfer carried in the year, Mt."""
        ranges = [self._caps.moved(element), self._caps.get(element, "kazakh_at_most")]
        ranges += [self._figure(row) for row in mine if row.origin_id and row.figures]
        return min((most[1] for most in ranges if most), default=None)

    def _figure(self, row: Use) -> Range | None:
        """Return what a row says of the whole year; a figure of a part of it bounds nothing."""
        if self.year not in years_of(row) or not row.figures:
            return None
        named = [figure for ref in row.figures.split("|") for figure in find(self._figures, ref)]
        whole = all(full_year(figure.period or "") == self.year for figure in named)
        return mtpa(self._figures, row.figures) if whole else None


def years_of(row: Use) -> range:
    """Return the years that a row is about.

    Parameters
    ----------
    row
        Row of uses.csv.
    """
    return Period.parse(row.years).years or range(0)


def _elements(atlas: Atlas, row: Use) -> Iterator[str]:
    """List the legs of a corridor, or the one leg or transfer that a row is about."""
    if row.element_id in atlas.legs or row.element_id not in atlas.corridors:
        yield row.element_id
    else:
        yield from atlas.corridors[row.element_id].leg_ids
