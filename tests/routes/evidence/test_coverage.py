"""How far the tables go is counted, never typed."""

from __future__ import annotations

import csv
from pathlib import Path

from routes.evidence.coverage import Coverage, coverage
from routes.files.load import load_tables

FOLDER = Path(__file__).resolve().parents[3] / "geodata" / "tables"


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_what_the_tables_have() -> None:
    sources = {row["source_id"]: row["access"] for row in rows("sources")}
    places = [sources[row["source_id"]] for row in rows("places")]
    found = coverage(load_tables())
    assert found == Coverage(
        last_event=max(row["date"] for row in rows("events"))[:7],
        sources=len(sources) - 1,
        excerpts=sum(access.startswith("search excerpt") for access in sources.values()),
        places=len(places),
        general=sum("no single source" in access for access in places),
    )
    assert found.sources > found.excerpts > 300
    assert found.places >= found.general
    assert found.last_event == "2026-01"
