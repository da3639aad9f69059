"""`rank` on the command line: its fields, their documentation, its three formats."""

from __future__ import annotations

import csv
import io
import re

import pytest

from routes.files.load import LAYERS_DIR, RANKING_TABLE, load_atlas, load_ranking
from routes.network.rank import read, table
from tests.routes.cli.test_cli import DOCUMENT, keys, report, run


@pytest.mark.parametrize(("words", "days"), [((), 30), (("--days", "year"), 365)])
def test_the_fields_promised_are_given_and_documented(words: tuple[str, ...], days: int) -> None:
    found = report("rank", "--year", "2023", *words)
    part = DOCUMENT.split("## `rank --format json`")[1].split("\n## ")[0]
    cells = [line.split("|") for line in part.splitlines() if line.startswith("| `")]
    documented = {name for row in cells for name in re.findall(r"`(\w+)`", row[1])}
    common = {"schema", "data_version", "name", "state", "share_mt"}
    assert keys(found) - common == documented - common
    assert {key for key in keys(found) if f"`{key}`" not in DOCUMENT} == set()
    assert (found["schema"], found["year"], found["days"]) == (2, 2023, days)
    worst = [list(row["no_way_mt"].values()) for row in found["rows"]]
    assert worst == sorted(worst, reverse=True)
    assert len(worst) > 50
    ids = {row["id"] for row in found["rows"]}
    assert all(set(pair["ids"]) <= ids for pair in found["pairs"])
    members = {name for row in found["rows"] for name in row["members"]}
    assert all({*sets} <= members for one in found["markets"] for sets in one["stopped_by"])
    for shares in found["shares"].values():
        total = sum(one["share_mt"] for one in shares["by_state_mt"])
        assert total == pytest.approx(shares["total_mt"], abs=1e-9)


def test_rows_are_printed_as_csv_and_as_a_table() -> None:
    printed = run("rank", "--year", "2023", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    assert rows[0]["id"] == "RU"
    assert rows[0]["closed"] == "RU:0:30"
    shown = run("rank", "--year", "2023").stdout.splitlines()
    assert len(shown) == len(rows) + 1
    assert "CPC, Atyrau to CPC moorings" in "\n".join(shown[:10])


def test_the_table_for_readers_has_the_rows_of_all_years() -> None:
    atlas, rankings = load_atlas(), read(load_ranking())
    text = (LAYERS_DIR / RANKING_TABLE).read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    made = [row for one in rankings.values() for row in table(one, atlas)]
    assert rows == [{name: str(value) for name, value in row.items()} for row in made]
    assert len({row["year"] for row in rows}) == len(rankings) > 3


def test_a_year_without_a_balance_names_the_nearest() -> None:
    result = run("rank", "--year", "1999")
    assert result.exit_code == 2
    assert re.search(r"year '1999' cannot be used; .*; nearest: 20\d\d", result.stderr)
    assert run("rank", "--year", "2023", "--days", "31").exit_code == 2
