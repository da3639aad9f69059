"""The cards of gas: what moved, in billion cubic metres, each number for its year."""

from __future__ import annotations

import pytest

from pages.shared import store


@pytest.mark.parametrize(
    ("corridor", "year", "told"),
    [
        ("cagp", 2019, {"Gas moved in 2019": 47.9, "Kazakh gas in 2019": 7.5}),
        ("cagp", 2022, {"Gas moved in 2022": 43.2, "Kazakh gas in 2022": 5.5}),
        ("cagp", 2023, {"Gas in transit through Kazakhstan in 2023": 35.6}),
        ("cac", 2024, {"Gas moved in 2024": 5.6}),
    ],
)
def test_what_moved_is_of_the_year(corridor: str, year: int, told: dict[str, float]) -> None:
    shown = {one.label: one.first for one in store.corridor_figures(corridor, year)}
    assert {label: shown[label].value for label in told} == told
    assert {shown[label].unit for label in told} == {"bcm"}
    assert not any("hroughput" in label or "oil" in label for label in shown)
