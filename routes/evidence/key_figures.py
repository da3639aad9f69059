"""Choose the figures that a card shows, each with the published numbers that disagree with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from routes.evidence.compare import same
from routes.evidence.questions import STAGED, covers, full_year
from routes.evidence.rivals import Published, published
from routes.language import phrase
from routes.model.dates import PartialDate
from routes.model.rows import Figure

GAS = ("gas_moved", "gas_moved_kazakh", "gas_moved_transit")
"""Quantities of a year of gas: all that moved, Kazakhstan's own, and what it let through."""

CARD = (
    "length_km",
    "distance_nm",
    "capacity",
    "capacity_kazakh_section",
    "capacity_plan",
    "throughput",
    "kazakh_oil",
    *GAS,
)
"""Quantities on a card, in order; `figure-label-*` and `figure-moved-*` are their labels."""

PLANNED = "capacity_plan"
TIMELESS = ("length_km", "distance_nm")
"""Quantities that are asked once for ever."""
COUNTS = "counts "
"""Beginning of a note on what a number counts, where its neighbours count something else."""
MOVED = ("throughput", "kazakh_oil", *GAS)
"""Quantities of a year: all that moved, and the parts of it."""


@dataclass(frozen=True)
class KeyFigure:
    """The figure shown first, with the published numbers that disagree with it.

    Attributes
    ----------
    subject_id
        What the figure is of.
    label
        What was counted, for a reader.
    first
        The figure.
    rivals
        Each other number once, in its newest statement, by size.
    year
        Year in which it moved; None for what is no quantity of a year.
    asked
        Year that the card is about.
    """

    subject_id: str
    label: str
    first: Figure
    rivals: tuple[Figure, ...]
    year: int | None = None
    asked: int = 0

    @property
    def note(self) -> str:
        """What is to be known where the number stands: what it counts, how it was computed."""
        note = self.first.note or ""
        told = note.startswith(COUNTS) or self.first.quantity == "distance_nm"
        return note if told else ""

    @property
    def older(self) -> bool:
        """Whether it moved before the year that the card is about."""
        return self.year is not None and self.year < self.asked


def key_figures(
    figures: Iterable[Figure], subjects: Sequence[str], year: int, cargo: Container[str] = ()
) -> list[KeyFigure]:
    """Choose one figure for each subject and quantity of a card.

    What moved in a year is shown for that year, else for the last full year before it, and its
    label says for which: Kazakh oil is a part of the throughput only where both are of one year. A
    capacity is that of the span which holds the end of the year, else of the stage last stated
    by then, else of the first. A length is asked once for ever. Among the answers to that
    question, `compare.choose` is the rule; every other number that is not the same is a rival.

    Parameters
    ----------
    figures
        Rows of figures.csv.
    subjects
        Ids of corridors, legs or places, in the order of the card.
    year
        Year that the card is about.
    cargo
        Ids of what carries cargo: what moved there is never called throughput, as oil is.
    """
    chosen: list[KeyFigure] = []
    answers = published(figures)
    for subject in dict.fromkeys(subjects):  # a corridor of one leg has its leg's id
        whole = None
        for quantity in CARD:
            mine = [a for a in answers if (a.subject_id, a.quantity) == (subject, quantity)]
            if answer := _question(mine, quantity, year):
                moved = full_year(answer.period) if quantity in MOVED else None
                if quantity == "throughput":
                    whole = moved
                chosen.append(
                    KeyFigure(
                        subject_id=subject,
                        label=_label(quantity, moved, whole, cargo=subject in cargo),
                        first=answer.first.figure,
                        rivals=_rivals(answer),
                        year=moved,
                        asked=year,
                    )
                )
    return chosen


def _label(quantity: str, moved: int | None, whole: int | None, *, cargo: bool) -> str:
    """Return what was counted, and of a quantity of a year, in which."""
    if moved is None:
        return phrase(f"figure-label-{quantity}")
    if quantity in GAS:
        return phrase(f"figure-moved-{quantity}", year=moved)
    if quantity == "throughput":
        return phrase("figure-moved-cargo" if cargo else "figure-moved-throughput", year=moved)
    return phrase("figure-moved-part" if moved == whole else "figure-moved-kazakh_oil", year=moved)


def _question(answers: Sequence[Published], quantity: str, year: int) -> Published | None:
    if STAGED.fullmatch(quantity) or quantity == PLANNED:
        return _stage(answers, year)
    if quantity in TIMELESS:
        return answers[0] if answers else None
    whole = {full_year(a.period) or year + 1: a for a in answers}
    before = [of for of in whole if of <= year]
    return whole[max(before)] if before else None


def _stage(answers: Sequence[Published], year: int) -> Published | None:
    """Return the stage of a capacity that held at the end of a year."""
    if spans := [a for a in answers if covers(a.period, year)]:
        return spans[-1]
    if before := [(a, stated) for a in answers if (stated := _last_stated(a, year))]:
        return max(before, key=lambda pair: pair[1])[0]
    ever = date.max.year
    return min(answers, key=lambda a: _last_stated(a, ever) or PartialDate(ever), default=None)


def _last_stated(answer: Published, year: int) -> PartialDate | None:
    """Return the date of the last statement made by the end of a year; None without one."""
    dates = (PartialDate.leading(value.figure.as_of) for value in answer.values)
    return max((one for one in dates if one and one.year <= year), default=None)


def _rivals(chosen: Published) -> tuple[Figure, ...]:
    """List each other number once, in its newest statement."""
    newest: dict[float, Figure] = {}
    for value in sorted(chosen.values, key=lambda v: v.figure.as_of or ""):
        if not same(value, chosen.first):
            newest[round(value.value, 3)] = value.figure
    return (*(newest[key] for key in sorted(newest)), *chosen.apart)
