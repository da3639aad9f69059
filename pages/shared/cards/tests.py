"""List the tests of a path against the states to avoid, each with its answer and its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.zones import km_range
from routes.language import km, number, phrase
from routes.verdict.tests import HEADLINE, Answer, Test


@dataclass(frozen=True)
class TestRow:
    """A test with its answer.

    Attributes
    ----------
    label
        What is asked of a state.
    part
        Class of the row: `headline` makes the verdict, `exposure` is none of it, and the first
        row of that is `exposure begin`.
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
    part: str
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
    exposed = False
    rows = []
    for test in tests:
        if test.test in HEADLINE:
            part = "headline"
        else:
            part, exposed = "exposure" if exposed else "exposure begin", True
        rows.append(
            TestRow(
                label=phrase(f"test-{test.test}"),
                part=part,
                answer=phrase(f"answer-{test.answer}"),
                css=test.answer,
                number="" if test.value is None else measured(test),
                range=km_range(test.low, test.high),
                note=test.note,
                source=cite.answer(test.source),
            )
        )
    return tuple(rows)


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
        return phrase("number-places", n=round(value))
    if not test.unit:
        return number(value, "g")
    return phrase("number-measured", value=number(value, "g"), unit=test.unit)
