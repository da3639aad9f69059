"""Choose the figures a card shows, and set their rivals beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routes.evidence.compare import same
from routes.evidence.moment import known_by as known_by
from routes.evidence.questions import STAGED, covers, full_year
from routes.evidence.rivals import Published, published
from routes.language import phrase
from routes.model.rows import Figure

CARD = (
    "length_km",
    "capacity",
    "capacity_kazakh_section",
    "capacity_plan",
    "throughput",
    "kazakh_oil",
)
"""Quantities on a card, in order; `figure-label-*` are their labels."""

PLANNED = "capacity_plan"


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
    capacity is that of the span which holds the end of the year, else of the stage last spoken
    of by then, else of the first. A length is asked once for ever. Among the answers to the
    question so found, `values.choose` is the rule; every other number that is not the same is a
    rival.
    """
    found = []
    answers = published(figures)
    for subject in dict.fromkeys(subjects):  # a corridor of one leg has its leg's id
        for quantity in CARD:
            mine = [a for a in answers if (a.subject_id, a.quantity) == (subject, quantity)]
            if chosen := _question(mine, quantity, year):
                label = phrase(f"figure-label-{quantity}")
                found.append(KeyFigure(subject, label, chosen.first.figure, _rivals(chosen)))
    return found


def stated(figure: Figure) -> str:
    """Return the year of a statement, or "" where it is undated."""
    match = re.search(r"\d{4}", figure.as_of or "")
    return match.group() if match else ""


def _question(answers: Sequence[Published], quantity: str, year: int) -> Published | None:
    if STAGED.fullmatch(quantity) or quantity == PLANNED:
        return _stage(answers, year)
    if quantity == "length_km":
        return answers[0] if answers else None
    whole = {full_year(a.period) or year + 1: a for a in answers}
    before = [of for of in whole if of <= year]
    return whole[max(before)] if before else None


def _stage(answers: Sequence[Published], year: int) -> Published | None:
    """Find the stage of a capacity that held at the end of a year."""
    if spans := [a for a in answers if covers(a.period, year)]:
        return spans[-1]

    def last(one: Published, by: str) -> str:
        said = [v.figure.as_of or "" for v in one.values]
        return max((day for day in said if day[:1].isdigit() and day[:4] <= by), default="")

    if before := [a for a in answers if last(a, str(year))]:
        return max(before, key=lambda a: last(a, str(year)))
    return min(answers, key=lambda a: last(a, "9999") or "9999", default=None)


def _rivals(chosen: Published) -> tuple[Figure, ...]:
    """List each other number once, the newest statement of it."""
    kept: dict[float, Figure] = {}
    for value in sorted(chosen.values, key=lambda v: v.figure.as_of or ""):
        if not same(value, chosen.first):
            kept[round(value.value, 3)] = value.figure
    return (*(kept[key] for key in sorted(kept)), *chosen.apart)
