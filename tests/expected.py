"""What people expect of each corridor, stated by hand in tests/data: the oracle of the verdicts.

A corridor is added in the tables and stated here once more, by somebody who looked at an atlas
and not at the answer: in `corridors.csv`, and port by port in `lanes.csv` where its verdict
depends on the port of loading. A corridor that nobody stated fails. `verdicts.csv` has what is
expected where other states than Russia are avoided.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Expected:
    """What a corridor is expected to be.

    Attributes
    ----------
    verdict
        On Russia.
    soil, port, territorial_sea, ownership
        The answers of these tests, with Russia avoided.
    through
        Codes of the states on whose land or in whose territorial sea it lies, as the world's
        polygons of scale 1:10 million have it, and of no other.
    lanes
        Port of loading (place id) → verdict, where the verdict depends on it.
    """

    verdict: str
    soil: str
    port: str
    territorial_sea: str
    ownership: str
    through: frozenset[str]
    lanes: dict[str, str]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read() -> dict[str, Expected]:
    lanes: dict[str, dict[str, str]] = {}
    for row in _rows("lanes.csv"):
        lanes.setdefault(row["corridor_id"], {})[row["origin"]] = row["verdict"]
    found = {}
    for row in _rows("corridors.csv"):
        corridor, through = row.pop("corridor_id"), row.pop("through")
        states = frozenset(through.split())
        found[corridor] = Expected(through=states, lanes=lanes.get(corridor, {}), **row)
    return found


EXPECTED = _read()

VERDICTS = [(row["corridor_id"], row["avoid"], row["verdict"]) for row in _rows("verdicts.csv")]
"""Corridor, states to avoid (codes with blanks between), and the verdict expected."""


def not_stated(corridors: Iterable[str]) -> list[str]:
    """List what is to be done where corridors and expectations differ; nothing is fine."""
    there = set(corridors)
    return [
        *(
            f"tests/data/corridors.csv: no row of {one!r}; state what you expect of it, from an "
            "atlas and not from the answer"
            for one in sorted(there - set(EXPECTED))
        ),
        *(
            f"tests/data/corridors.csv: {one!r} is no corridor; take the row out"
            for one in sorted(set(EXPECTED) - there)
        ),
    ]
