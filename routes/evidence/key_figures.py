"""Choose the figures that a card shows, each with the published numbers that disagree with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from routes.evidence.compare import same
from routes.evidence.questions import STAGED, covers, full_year
from routes.evidence.rivals import Published, published
from routes.language import phrase
from routes.model.dates import PartialDate
from routes.model.rows import Figure

CARD = (
    "length_km",
    "capacity",
    "capacity_kazakh_section",
    "capacity_plan",
    "throughput",
    "kazakh_oil",
    "gas_moved",
    "gas_moved_kazakh",
    "gas_moved_transit",
)
"""Quantities on a card, in order; `figure-label-*` are their labels."""

PLANNED = "capacity_plan"


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
    """

    subject_id: str
    label: str
    first: Figure
    rivals: tuple[Figure, ...]


def key_figures(figures: Iterable[Figure], subjects: Sequence[str], year: int) -> list[KeyFigure]:
    """Choose one figure for each subject and quantity of a card.

    What moved in a year is shown for that year, else for the last full year before it. A
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
    """
    chosen = []
    answers = published(figures)
    for subject in dict.fromkeys(subjects):  # a corridor of one leg has its leg's id
        for quantity in CARD:
            mine = [a for a in answers if (a.subject_id, a.quantity) == (subject, quantity)]
            if answer := _question(mine, quantity, year):
                chosen.append(
                    KeyFigure(
                        subject_id=subject,
                        label=phrase(f"figure-label-{quantity}"),
                        first=answer.first.figure,
                        rivals=_rivals(answer),
                    )
                )
    return chosen


def _question(answers: Sequence[Published], quantity: str, year: int) -> Published | None:
    if STAGED.fullmatch(quantity) or quantity == PLANNED:
        return _stage(answers, year)
    if quantity == "length_km":
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
