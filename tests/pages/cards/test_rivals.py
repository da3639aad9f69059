"""Rival figures stand side by side, each with how it differs from the one shown first."""

from __future__ import annotations

import re

import pytest

from pages.shared.cards.citations import Citations
from pages.shared.cards.figures import period
from pages.shared.cards.rivals import SETS, RivalRow, RivalSets, rival_set
from routes.evidence.compare import Value
from routes.evidence.rivals import Published
from routes.files.load import load_tables
from routes.model.rows import Figure

TABLES = load_tables()
CITE = Citations(TABLES)
SOURCE = next(row.source_id for row in TABLES.sources if row.source_id != "unsourced")


def value(number: float, low: float | None = None, high: float | None = None) -> Value:
    """Return a published number of million tonnes, or of what was made of other units."""
    figure = Figure(
        subject_id="cpc",
        quantity="throughput",
        value=number,
        unit="Mt",
        source_id=SOURCE,
        period="2021",
        as_of="2022-01",
        locator=None,
        note=None,
    )
    return Value(
        figure, number, "Mt", number if low is None else low, number if high is None else high
    )


def rows(*values: Value) -> tuple[RivalRow, ...]:
    one = Published("cpc", "throughput", "2021", values)
    return rival_set(one, {"cpc": "CPC"}, {}, CITE, as_article=False).rows


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (58.2, "−1.8 Mt, −3 %"),
        (61.8, "+1.8 Mt, +3 %"),
        (60.0, "the same"),
        (60.03, "+0.03 Mt, +0.05 %, counts as the same"),
        (1500.0, "+1,440 Mt, +2,400 %"),
    ],
)
def test_a_difference_has_its_sign(number: float, told: str) -> None:
    """Less than the first is less: a sign lost would call 3 % too little 3 % too much."""
    first, second = rows(value(60.0), value(number))
    assert first.difference == "shown first"
    assert first.css == "first"
    assert second.difference == told
    one = Published("cpc", "throughput", "2021", (value(60.0), value(number)))
    made = rival_set(one, {"cpc": "CPC"}, {}, CITE, as_article=False)
    html = SETS.fill(RivalSets((made,), opened=True))
    cells = re.findall(r'<td class="num">([^<]*)</td><td>([^<]*)</td>', html)
    assert [cell[1] for cell in cells] == ["shown first", told]


def test_what_rests_on_a_density_is_about_so_much() -> None:
    first = value(60.0)
    assert rows(first, value(50.0, 48.0, 52.0))[1].difference == "about −10 Mt, −17 %"
    alike = rows(first, value(59.0, 57.0, 61.0))[1]
    assert alike.difference == "no difference within the range of densities"
    assert "7.33 barrels a tonne, assumed" in alike.note


def test_a_set_begins_with_its_different_numbers_and_how_far_they_lie_apart() -> None:
    one = Published("cpc", "throughput", "2021", (value(60.0), value(54.0), value(61.0)))
    made = rival_set(one, {"cpc": "CPC"}, {}, CITE, as_article=False)
    assert made.distinct == "60 / 54 / 61 Mt"
    assert made.spread == "up to 10 %"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2022-07-11", "11 July 2022"),
        ("2023-01..2023-07", "January 2023–July 2023"),
        ("2023..", "2023–"),
        ("2022-07-07 or 2022-07-11", "7 July 2022 or 11 July 2022"),
        ("after debottlenecking", "after debottlenecking"),
        ("", ""),
    ],
)
def test_a_period_is_told_as_precisely_as_it_is_known(text: str, told: str) -> None:
    assert period(text) == told
