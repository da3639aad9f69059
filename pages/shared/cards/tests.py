"""List the tests of a path against the states to avoid, each with its answer and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.zones import LEAST_SHARED_KM, km_range
from routes.language import km, number, phrase, state_names
from routes.model.terms import TERRITORIAL_SEA
from routes.sentences.corridors import span_km
from routes.verdict.judge import Judged
from routes.verdict.tests import HEADLINE, JURISDICTION, SEA, Answer, Test

SAID: frozenset[Answer] = frozenset({"yes", "no"})
"""Answers that are told by how much there is."""


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
        What was measured, with its unit, where the answer does not say it; or "".
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


def answer_rows(
    judged: Judged, avoid: frozenset[str], names: Mapping[str, str], cite: Citations
) -> tuple[TestRow, ...]:
    """List the tests of a path as rows.

    Parameters
    ----------
    judged
        The judgement of the path.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    cite
        Looks up what the answers rest on.
    """
    exposed = False
    rows = []
    for test in judged.tests:
        if test.test in HEADLINE:
            part = "headline"
        else:
            part, exposed = "exposure" if exposed else "exposure begin", True
        rows.append(
            TestRow(
                label=phrase(f"test-{test.test}"),
                part=part,
                answer=_said(test),
                css=test.answer,
                number="" if test.value is None or test.answer in SAID else measured(test),
                range=km_range(test.low, test.high),
                note=test.note or (shared(judged, avoid, names) if test.test == SEA else ""),
                source=cite.answer(test.source),
            )
        )
    return tuple(rows)


def _said(test: Test) -> str:
    """Format an answer as what there is of it: a number, or none."""
    if test.test == JURISDICTION or test.answer not in SAID:
        return phrase(f"answer-{test.answer}")
    if test.answer == "no":
        return phrase("tests-none-of-it")
    return phrase("answer-yes") if test.value is None else measured(test)


def shared(judged: Judged, avoid: frozenset[str], names: Mapping[str, str]) -> str:
    """Format how much of the waters within 12 miles of a coast is nearest to it; "" where all is.

    Parameters
    ----------
    judged
        The judgement of a path.
    avoid
        ISO 3166-1 alpha-2.
    names
        Names of states by code.
    """
    nearest = {zone.state: zone.km for zone in judged.zones if zone.kind == TERRITORIAL_SEA}
    told = [
        phrase(
            "tests-belt",
            state=state_names([belt.state], names),
            km=km(belt.km),
            nearest=km(nearest.get(belt.state, 0.0)),
        )
        for belt in judged.belts
        if belt.state in avoid and belt.km - nearest.get(belt.state, 0.0) >= LEAST_SHARED_KM
    ]
    return phrase("common-sentence.joint").join(told)


def measured(test: Test) -> str:
    """Format what a test measured, with its unit.

    Parameters
    ----------
    test
        A test with a number; none counts as 0.
    """
    value = test.value or 0
    if test.unit == "km":
        return span_km(test)
    if test.unit == "places":
        return phrase("number-places", n=round(value))
    if not test.unit:
        return number(value, "g")
    return phrase("number-measured", value=number(value, "g"), unit=test.unit)
