"""Published lengths against the map: one test id per published number.

The oracle is figures.csv: numbers that operators and papers printed, each with its source. No
point of a line was placed to meet them.
"""

from __future__ import annotations

import csv
from typing import NamedTuple

import pytest

from routes.evidence.lengths import Compared, compare
from routes.files.load import TABLES_DIR
from routes.model.atlas import Atlas
from routes.model.rows import Figure
from routes.model.tables import Tables

LOW, HIGH = 0.94, 1.005
"""A line on a map cuts corners: it is at most as long as the pipe, but for the map's rounding."""

SHARE_POINTS = 1.0

WHOLE = {
    "btc": 1768,
    "cpc": 1511,
    "baku_supsa": 830,
    "atasu_alashankou": 962,
    "kenkiyak_kumkol": 794,
    "kenkiyak_atyrau": 449,
    "atyrau_samara": 691,
}
SPLIT = {"btc": {"AZ", "GE", "TR"}, "cpc": {"KZ", "RU"}, "baku_supsa": {"AZ", "GE"}}

SPARSE = {
    "baku_supsa": "its line has few named places: 91 % of the pipe, corners cut between them",
    "btc": "93.9 % of the pipe: too few named places, spread along the line; none was invented",
}


class Published(NamedTuple):
    """One row of figures.csv."""

    line: int
    subject_id: str
    quantity: str
    value: float
    source_id: str


def _published() -> list[Published]:
    with (TABLES_DIR / "figures.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return [
            Published(
                reader.line_num, r["subject_id"], r["quantity"], float(r["value"]), r["source_id"]
            )
            for r in reader
            if r["unit"] == "km" and r["quantity"].startswith("length_km")
        ]


ROWS = _published()
LENGTHS = [r for r in ROWS if r.quantity == "length_km" and WHOLE.get(r.subject_id) == r.value]
SHARES = [
    r
    for r in ROWS
    if r.subject_id in SPLIT and r.quantity[len("length_km_in_") :] in SPLIT[r.subject_id]
]


def _params(rows: list[Published], weak: dict[str, str]) -> list[object]:
    return [
        pytest.param(
            row,
            id=f"{row.subject_id}-{row.quantity}-{row.line}",
            marks=pytest.mark.xfail(strict=True, reason=weak[row.subject_id])
            if row.subject_id in weak
            else (),
        )
        for row in rows
    ]


def _of(row: Published, atlas: Atlas, tables: Tables) -> Compared:
    state = row.quantity.removeprefix("length_km").removeprefix("_in_")
    (found,) = [
        c
        for c in compare(
            atlas,
            [f for n, f in tables.figures.numbered() if n == row.line]
            + [f for f in tables.figures if f.quantity == "length_km"],
        )
        if (c.subject_id, c.state, c.published_km, c.source_id)
        == (row.subject_id, state, row.value, row.source_id)
    ][:1]
    return found


def test_every_number_to_reach_is_there() -> None:
    assert {row.subject_id for row in LENGTHS} == set(WHOLE)
    assert {(row.subject_id, row.quantity[-2:]) for row in SHARES} == {
        (subject, state) for subject, states in SPLIT.items() for state in states
    }


@pytest.mark.parametrize("row", _params(LENGTHS, SPARSE))
def test_the_line_is_as_long_as_a_line_on_a_map_can_be(
    row: Published, atlas: Atlas, tables: Tables
) -> None:
    assert LOW <= _of(row, atlas, tables).ratio <= HIGH


@pytest.mark.parametrize("row", _params(SHARES, {}))
def test_each_state_has_its_share(row: Published, atlas: Atlas, tables: Tables) -> None:
    found = _of(row, atlas, tables)
    assert found.share_published
    assert found.share_map
    assert abs(found.share_map - found.share_published) < SHARE_POINTS


def test_the_map_is_measured_on_land_from_the_layers(atlas: Atlas) -> None:
    figure = Figure.model_validate(
        {
            "subject_id": "cpc",
            "quantity": "length_km",
            "value": 1000,
            "unit": "km",
            "source_id": "x",
        }
    )
    (found,) = compare(atlas, [figure])
    legs = ["cpc_tengiz_atyrau", "cpc_atyrau_kropotkin", "cpc_kropotkin_terminal"]
    assert found.map_km == pytest.approx(sum(atlas.legs[leg].length_km for leg in legs))
    assert found.ratio == pytest.approx(found.map_km / 1000)
    assert (found.name, found.state, found.share_map) == ("CPC pipeline", "", None)


def test_what_cannot_be_compared_is_left_out(atlas: Atlas) -> None:
    """Railways, ships, proposals, unknown subjects and other quantities have no pipe."""
    rows = [
        {"subject_id": subject, "quantity": quantity, "value": 5, "unit": unit, "source_id": "x"}
        for subject, quantity, unit in (
            ("btk", "length_km", "km"),
            ("aktau_baku", "length_km", "km"),
            ("trans_caspian_pipeline", "length_km", "km"),
            ("kazakhstan", "length_km", "km"),
            ("btc", "length_km_plan", "km"),
            ("btc", "length_km", "Mt"),
        )
    ]
    assert compare(atlas, [Figure.model_validate(row) for row in rows]) == []


def test_miles_are_converted_and_shares_use_the_same_source(atlas: Atlas) -> None:
    rows = [
        {
            "subject_id": "btc",
            "quantity": "length_km",
            "value": 1000,
            "unit": "mile",
            "source_id": "a",
        },
        {
            "subject_id": "btc",
            "quantity": "length_km",
            "value": 2000,
            "unit": "km",
            "source_id": "b",
        },
        {
            "subject_id": "btc",
            "quantity": "length_km_in_GE",
            "value": 500,
            "unit": "km",
            "source_id": "b",
        },
        {
            "subject_id": "btc",
            "quantity": "length_km_in_GE",
            "value": 1609.344,
            "unit": "km",
            "source_id": "c",
        },
    ]
    found = compare(atlas, [Figure.model_validate(row) for row in rows])
    assert [c.published_km for c in found] == pytest.approx([1609.344, 2000, 500, 1609.344])
    assert [c.share_published for c in found] == [None, None, 25, 100]
