"""Choose the figures a card shows, and set their rivals beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routes.model import Figure
from routes.units import comparable

CARD = {
    "length_km": "Length, published",
    "capacity": "Nameplate capacity",
    "capacity_kazakh_section": "Nameplate capacity, Kazakh section",
    "capacity_plan": "Capacity, planned",
    "throughput": "Throughput",
    "kazakh_oil": "of it Kazakh oil",
}
"""Quantities on a card, in order, in the field's words."""

TIMELESS = {"length_km", "capacity", "capacity_kazakh_section", "capacity_plan"}
SAME = 0.002
"""Figures nearer than this share of each other are one figure, rounded differently."""


@dataclass(frozen=True)
class KeyFigure:
    """The figure shown first, with the published numbers that disagree with it."""

    subject_id: str
    label: str
    first: Figure
    rivals: tuple[Figure, ...]


def key_figures(figures: Iterable[Figure], subjects: Sequence[str], year: int) -> list[KeyFigure]:
    """Choose one figure for each subject and quantity of a card.

    What moved in a year is shown for that year, else for the last full year before it. A
    capacity is shown as last stated by the end of the year, else as first stated after it; a
    length as last stated. A sourced figure comes before an unsourced one and a later statement
    before an earlier. Every other published number for the same period is a rival.
    """
    rows = list(figures)
    found = []
    for subject in dict.fromkeys(subjects):  # a corridor and its only leg may share an id
        for quantity, label in CARD.items():
            mine = [r for r in rows if (r.subject_id, r.quantity) == (subject, quantity)]
            choice = _choose(mine, quantity, year)
            if choice:
                found.append(KeyFigure(subject, label, choice, _rivals(mine, choice, quantity)))
    return found


def stated(figure: Figure) -> str:
    """Return the year of a statement, or "" where it is undated."""
    match = re.search(r"\d{4}", figure.as_of or "")
    return match.group() if match else ""


def _full_year(figure: Figure) -> int | None:
    period = figure.period or ""
    return int(period) if re.fullmatch(r"\d{4}", period) else None


def _choose(rows: Sequence[Figure], quantity: str, year: int) -> Figure | None:
    def rank(row: Figure) -> tuple[bool, bool, str]:
        exact = re.match(r"\d{4}", row.as_of or "") is not None
        return row.source_id != "unsourced", exact, (row.as_of or "") if exact else stated(row)

    if quantity in TIMELESS:
        dated = [r for r in rows if stated(r)]
        before = [r for r in dated if quantity == "length_km" or int(stated(r)) <= year]
        if before:
            return max(before, key=rank)
        after = sorted(dated, key=lambda r: (r.as_of or "", r.value))
        return after[0] if after else max(rows, key=rank, default=None)
    whole = [r for r in rows if (_full_year(r) or year + 1) <= year]
    if not whole:
        return None
    last = max(_full_year(r) or 0 for r in whole)
    return max((r for r in whole if _full_year(r) == last), key=rank)


def _rivals(rows: Sequence[Figure], first: Figure, quantity: str) -> tuple[Figure, ...]:
    """List each other value of the same period once, the newest statement of it."""
    value, unit = comparable(first.value, first.unit)
    kept: dict[float, Figure] = {}
    for row in sorted(rows, key=lambda r: r.as_of or ""):
        if quantity not in TIMELESS and row.period != first.period:
            continue
        other, other_unit = comparable(row.value, row.unit)
        if other_unit != unit or abs(other - value) > SAME * abs(value):
            kept[round(other, 3)] = row
    return tuple(kept[key] for key in sorted(kept))
