"""Whether Kazakhstan diversified, in one sentence for every case."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from routes.network.capacity import Range
from routes.sentences.trend import Told, change, share_of, summarise, ways_of

NAMES = {"RU": "Russia", "TR": "Türkiye", "CN": "China"}
RU = frozenset({"RU"})


def said(*told: tuple[int, Range, Range], avoid: frozenset[str] = RU, **other: Any) -> str:
    return summarise([Told(*one) for one in told], other.get("missing", ()), avoid, NAMES)


class Case(NamedTuple):
    """Shares and effective numbers of two years, and what the sentence says of each."""

    before: tuple[Range, Range]
    after: tuple[Range, Range]
    share: str
    ways: str


CASES = {
    "fell and hardly more ways": Case(
        ((0.97, 0.98), (1.5, 1.5)),
        ((0.90, 0.93), (1.6, 1.7)),
        share="Between 2021 and 2025 the share of oil exports that met Russia "
        "**fell from 97.0–98.0% to 90–93%**; ",
        ways="**1.5** ways out in 2021 and **1.6–1.7** in 2025: **it hardly diversified**.",
    ),
    "rose and fewer ways": Case(
        ((0.5, 0.6), (3.0, 3.2)),
        ((0.7, 0.8), (2.0, 2.2)),
        share="**rose from 50–60% to 70–80%**; ",
        ways="**fewer ways out: 3.0–3.2** in 2021, **2.0–2.2** in 2025.",
    ),
    "hardly changed and more ways": Case(
        ((0.95, 0.955), (1.5, 1.6)),
        ((0.95, 0.956), (2.5, 2.6)),
        share="has **hardly changed: 95.0–95.5%** in 2021, **95.0–95.6%** in 2025; ",
        ways="**more ways out: 1.5–1.6** in 2021, **2.5–2.6** in 2025.",
    ),
    "cannot be told": Case(
        ((0.784, 1.0), (1.4, 1.9)),
        ((0.93, 0.97), (1.4, 1.6)),
        share="was **78–100%** in 2021 and **93–97%** in 2025: whether it rose or fell **cannot be "
        "told**, but in no year was it below 78%; ",
        ways="**1.4–1.9** ways out in 2021 and **1.4–1.6** in 2025: whether these are more "
        "**cannot be told**.",
    ),
    "cannot be told and little is known": Case(
        ((0.0, 1.0), (1.4, 1.9)),
        ((0.1, 0.9), (1.4, 1.6)),
        share="was **0–100%** in 2021 and **10–90%** in 2025: whether it rose or fell **cannot be "
        "told**; ",
        ways="cannot be told**.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_first_and_last_year_are_compared(case: Case) -> None:
    text = said((2021, *case.before), (2023, (1.0, 1.0), (9.0, 9.0)), (2025, *case.after))
    assert case.share in text
    assert text.endswith(case.ways)


def test_without_a_state_the_ways_alone_are_told() -> None:
    none = said((2021, (0, 0), (1.5, 1.5)), (2025, (0, 0), (1.6, 1.6)), avoid=frozenset())
    assert none == (
        "By their effective number Kazakhstan had **1.5** ways out in 2021 and **1.6** in 2025: "
        "**it hardly diversified**."
    )


def test_one_year_is_compared_with_none() -> None:
    text = said((2022, (0.97, 0.98), (1.5, 1.5)))
    assert text.startswith(
        "In 2022, the only year that is known, **97.0–98.0%** of oil exports met"
    )
    assert text.endswith("**1.5** ways out in 2022; no other year can be compared.")
    assert "share" not in said((2022, (0, 0), (1.5, 1.5)), avoid=frozenset())


def test_years_that_are_not_known_are_named() -> None:
    two = [(2021, (0.9, 0.9), (1.5, 1.5)), (2025, (0.9, 0.9), (1.5, 1.5))]
    assert said(*two, missing=[2019, 2020]).endswith(
        "; how much left in 2019 and 2020 is not known."
    )
    assert "known" not in said(*two)
    assert "nothing can be told" in said(missing=[2019])


def test_three_states_are_counted() -> None:
    text = said((2021, (0.9, 0.9), (1, 1)), (2025, (0.9, 0.9), (1, 1)), avoid=frozenset(NAMES))
    assert "met the 3 states to avoid" in text


def test_a_change_is_told_when_the_ranges_leave_no_doubt() -> None:
    assert change((1, 2), (2.5, 3), 0.1) == "rose"
    assert change((2.5, 3), (1, 2), 0.1) == "fell"
    assert change((1, 2), (1.9, 3), 0.1) == "unknown"
    assert change((1, 1.05), (1.02, 1.06), 0.1) == "same"
    assert change((1, 1), (1.1, 1.1), 0.2) == "same"


def test_nearly_all_is_not_all() -> None:
    assert share_of((0.5, 1.0)) == "50–100%"
    assert share_of((0.95, 0.997)) == "95.0–99.7%"
    assert share_of((1.0, 1.0)) == "100.0%"
    assert share_of((0.0, 0.0)) == "0.0%"
    assert share_of((0.4712, 0.4715)) == "47.1%"
    assert ways_of((1.46, 1.54)) == "1.5"
    assert ways_of((1.44, 1.54)) == "1.4–1.5"
