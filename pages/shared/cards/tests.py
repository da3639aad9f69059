"""List the tests of a path against the states to avoid, each with its answer and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.zones import km_range
from routes.language import km
from routes.verdict.tests import (
    HEADLINE,
    JURISDICTION,
    OWNERSHIP,
    PORT,
    SEA,
    SOIL,
    WATERS,
    Answer,
    Test,
    TestName,
)

LABELS: dict[TestName, str] = {
    SOIL: "Crosses its soil",
    PORT: "Loads in its port",
    SEA: "Crosses its territorial sea (12 nm)",
    WATERS: "Crosses waters nearest to it",
    OWNERSHIP: "Owned by it or its companies",
    JURISDICTION: "Answers to its courts",
}
ANSWERS: dict[Answer, str] = {"yes": "yes", "no": "no", "cannot_tell": "cannot tell"}


@dataclass(frozen=True)
class TestRow:
    """A test with its answer.

    Attributes
    ----------
    label
        What is asked of a state.
    exposure
        Whether it is remaining exposure, and no part of the verdict.
    answer
        The answer in words.
    css
        The answer as a class of the style sheet.
    number
        What was measured, with its unit, or "".
    range
        Kilometres between which the true number lies, or "".
    note
        What is to be known of the answer, or "".
    source
        What the answer rests on; None where nothing is known.
    """

    __test__ = False  # keeps pytest from collecting a class of this name

    label: str
    exposure: bool
    answer: str
    css: Answer
    number: str
    range: str
    note: str
    source: SourceLink | None


def answer_rows(tests: Iterable[Test], cite: Citations) -> tuple[TestRow, ...]:
    """List tests as rows.

    Parameters
    ----------
    tests
        The tests of a path.
    cite
        Looks up what their answers rest on.
    """
    return tuple(
        TestRow(
            label=LABELS[test.test],
            exposure=test.test not in HEADLINE,
            answer=ANSWERS[test.answer],
            css=test.answer,
            number="" if test.value is None else measured(test),
            range=km_range(test.low, test.high),
            note=test.note,
            source=cite.answer(test.source),
        )
        for test in tests
    )


def measured(test: Test) -> str:
    """Format what a test measured, with its unit.

    Parameters
    ----------
    test
        A test with a number; none counts as 0.
    """
    value = test.value or 0
    if test.unit == "km":
        return km(value)
    if test.unit == "places":
        return f"{value:.0f} place{'' if value == 1 else 's'}"
    return f"{value:g} {test.unit}".strip()
