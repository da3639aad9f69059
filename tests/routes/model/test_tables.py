"""The committed tables: one test id a table, its rows named by subtests."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from typing import NamedTuple

import pytest
from pydantic import ValidationError

from routes.build.dictionary import COLUMNS, data_md, entries, schema_csv
from routes.files.load import ROOT, TABLES_DIR, load_tables
from routes.model.rows import TABLES, Figure, Place, Quote, Stake, Waypoint
from routes.model.tables import Tables

KEYS = {
    "places": "place_id",
    "waypoints": "leg_id",
    "operators": "operator_id",
    "legs": "leg_id",
    "corridors": "corridor_id",
    "figures": "subject_id",
    "stretches": "subject_id",
    "services": "service_id",
    "stakes": "subject_id",
    "jurisdictions": "subject_id",
    "quotes": "quote_id",
    "endnotes": "number",
    "events": "event_id",
    "sources": "source_id",
    "subjects": "subject_id",
    "areas": "area_id",
    "gates": "gate_id",
    "transfers": "transfer_id",
    "capacities": "element_id",
    "uses": "element_id",
    "directions": "leg_id",
    "backtest": "case_id",
    "story": "step",
}
LAST = "2026-01"
"""The facts were gathered then: a later date is a slip of the pen."""


class Raw(NamedTuple):
    """A row as it stands in its file."""

    table: str
    line: int
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """Name the row, as in cpc-length_km-12."""
        parts = [self.cells[KEYS[self.table]], self.cells.get("quantity"), self.cells.get("seq")]
        return "-".join([*(part for part in parts if part), str(self.line)])


def rows(table: str) -> list[Raw]:
    with (TABLES_DIR / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return [Raw(table, reader.line_num, cells) for cells in reader]


ROWS = {table: rows(table) for table in TABLES}


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("places", 40),
        ("waypoints", 600),
        ("operators", 14),
        ("legs", 33),
        ("corridors", 12),
        ("figures", 300),
        ("stakes", 40),
        ("jurisdictions", 10),
        ("quotes", 20),
        ("endnotes", 45),
        ("events", 40),
        ("sources", 200),
        ("subjects", 3),
        ("areas", 6),
        ("gates", 18),
        ("transfers", 10),
        ("capacities", 80),
        ("uses", 60),
        ("directions", 2),
    ],
)
def test_table_has_rows(table: str, least: int) -> None:
    assert len(ROWS[table]) >= least


def test_every_table_is_named_above() -> None:
    assert set(KEYS) == set(TABLES) == set(ROWS)


DATES = ("as_of", "date", "date_of_event", "since", "until")
DATED = [table for table, found in ROWS.items() if found and set(DATES) & set(found[0].cells)]


def test_the_tables_with_dates_were_found() -> None:
    assert {"legs", "figures", "stakes", "quotes", "events", "sources"} <= set(DATED)


@pytest.mark.parametrize("table", DATED)
def test_dates_exist_and_are_not_of_the_future(table: str, subtests: pytest.Subtests) -> None:
    cells = [
        (row, column, row.cells[column])
        for row in ROWS[table]
        for column in DATES
        if row.cells.get(column)
    ]
    assert cells
    for row, column, cell in cells:
        with subtests.test(f"{row.id}-{column}"):
            found = re.findall(r"\d{4}(?:-\d{2}){0,2}", cell)
            assert found or cell.startswith("undated")
            for text in found:
                year, month, day = (int(part) for part in [*text.split("-"), "1", "1"][:3])
                assert date(year, month, day)
                assert text[:7] <= LAST[: len(text[:7])]


@pytest.mark.parametrize(
    "table", [t for t in KEYS if KEYS[t] not in {"leg_id", "subject_id", "gate_id", "element_id"}]
)
def test_ids_are_unique(table: str) -> None:
    twice = [k for k, n in Counter(r.cells[KEYS[table]] for r in ROWS[table]).items() if n > 1]
    assert ROWS[table]
    assert twice == []


def test_stakes_are_at_most_the_whole(subtests: pytest.Subtests) -> None:
    owned: dict[str, float] = {}
    for row in ROWS["stakes"]:
        if row.cells["until"]:
            continue
        subject = row.cells["subject_id"]
        owned[subject] = owned.get(subject, 0.0) + float(row.cells["percent"])
    assert len(owned) >= 10
    for subject, percent in owned.items():
        with subtests.test(subject):
            assert 0 < percent <= 100.01


@pytest.mark.parametrize("operator", ["cpc_company", "btc_company", "acg_partners", "kpo", "mvl"])
def test_the_register_of_an_operator_is_complete(operator: str) -> None:
    stakes = [
        float(r.cells["percent"])
        for r in ROWS["stakes"]
        if r.cells["subject_id"] == operator and not r.cells["until"]
    ]
    assert sum(stakes) == pytest.approx(100, abs=0.01)


def test_all_endnotes_are_there() -> None:
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    roman = [ten + one for ten in ("", "x", "xx", "xxx", "xl") for one in ones][1:46]
    assert len(roman) == 45
    assert [row.cells["number"] for row in ROWS["endnotes"]] == roman


def test_corridors_keep_their_ids_for_ever() -> None:
    assert {row.cells["corridor_id"] for row in ROWS["corridors"]} >= {
        "cpc",
        "trans_caspian",
        "btc",
        "baku_supsa",
        "rotterdam",
        "btk",
        "china",
        "trans_caspian_pipeline",
        "atyrau_samara",
        "aktau_makhachkala",
        "baku_novorossiysk",
        "druzhba",
    }


def test_the_loader_reads_every_row() -> None:
    """Validating is the loader's work: it stops at the first row that its model refuses."""
    tables = load_tables()
    for name in TABLES:
        table = getattr(tables, name)
        assert list(table.lines) == [row.line for row in ROWS[name]]
        assert len(table) == len(table.rows) == len(ROWS[name])


def test_proposed_legs_have_no_years_of_service(tables: Tables) -> None:
    proposed = [leg for leg in tables.legs if leg.status == "proposed"]
    assert proposed
    assert not any(leg.since or leg.until for leg in proposed)


def test_idle_legs_say_since_when(tables: Tables) -> None:
    idle = [leg for leg in tables.legs if leg.status == "idle"]
    assert idle
    assert all(leg.until for leg in idle)


@pytest.mark.parametrize(
    ("name", "made"), [("geodata/tables/SCHEMA.csv", schema_csv), ("docs/data.md", data_md)]
)
def test_the_data_dictionary_is_current(name: str, made: object) -> None:
    """Run `make data` when this fails: the dictionary is written from the models."""
    assert callable(made)
    assert (ROOT / name).read_bytes() == made()


def test_every_column_is_described(subtests: pytest.Subtests) -> None:
    described = list(entries())
    assert {entry["table"] for entry in described} == set(TABLES)
    for entry in described:
        with subtests.test(f"{entry['table']}-{entry['column']}"):
            assert tuple(entry) == COLUMNS
            assert entry["description"]
            assert entry["type"] in {"text", "number", "integer"}
            if entry["type"] == "number":
                assert entry["unit"]


@pytest.mark.parametrize(
    "period",
    [
        "2022",
        "2022-07-05",
        "2024-01..2024-10",
        "2009-03..",
        "..2024-05",
        "2022..2022-05",
        "after debottlenecking",
        "first stage",
        "from May 2022",
    ],
)
def test_a_period_may_be(period: str) -> None:
    cells = {key: cell for key, cell in ROWS["figures"][0].cells.items() if cell}
    assert Figure.model_validate({**cells, "period": period})


PLACE = ROWS["places"][0].cells
BAD = [
    (Place, PLACE, "lat", "91"),
    (Place, PLACE, "lon", "-180.5"),
    (Place, PLACE, "lon", "east"),
    (Place, PLACE, "lat", "nan"),
    (Place, PLACE, "kind", "harbour"),
    (Place, PLACE, "country", "Russia"),
    (Place, PLACE, "precision_km", "0"),
    (Place, PLACE, "place_id", "Aktau port"),
    (Place, PLACE, "name_en", ""),
    (Waypoint, ROWS["waypoints"][0].cells, "seq", "0"),
    (Waypoint, ROWS["waypoints"][0].cells, "rank", "3"),
    (Waypoint, ROWS["waypoints"][0].cells, "evidence", "hearsay"),
    (Waypoint, ROWS["waypoints"][0].cells, "evidence", ""),
    (Waypoint, ROWS["waypoints"][0].cells, "wider_km", "0"),
    (Waypoint, ROWS["waypoints"][0].cells, "wider_km", "50.1"),
    (Stake, ROWS["stakes"][0].cells, "percent", "100.5"),
    (Figure, ROWS["figures"][0].cells, "value", "many"),
    (Figure, ROWS["figures"][0].cells, "as_of", "2022-02-30"),
    (Figure, ROWS["figures"][0].cells, "as_of", "last spring"),
    (Figure, ROWS["figures"][0].cells, "period", "2022-13"),
    (Figure, ROWS["figures"][0].cells, "period", "2022-1"),
    (Figure, ROWS["figures"][0].cells, "period", ".."),
    (Figure, ROWS["figures"][0].cells, "period", "2022-06..2022-05-30"),
    (Figure, ROWS["figures"][0].cells, "period", "2022..soon"),
    (Quote, ROWS["quotes"][0].cells, "date_of_event", "2022-13"),
    (Quote, ROWS["quotes"][0].cells, "date_of_event", "22-03"),
    (Quote, ROWS["quotes"][0].cells, "subject_ids", "cpc | btc"),
    (Quote, ROWS["quotes"][0].cells, "kind", "rumour"),
]


@pytest.mark.parametrize(
    ("model", "cells", "column", "value"), BAD, ids=[f"{m.__name__}-{c}-{v}" for m, _, c, v in BAD]
)
def test_a_model_refuses(
    model: type[Place], cells: dict[str, str], column: str, value: str
) -> None:
    """Each kind of cell is seen to refuse what it should; the row is fine without the change."""
    good = {key: cell for key, cell in cells.items() if cell}
    assert model.model_validate(good)
    with pytest.raises(ValidationError):
        model.model_validate({key: cell for key, cell in (good | {column: value}).items() if cell})
