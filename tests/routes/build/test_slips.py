"""A slip in one cell: refused, or it changes nothing but what its row says.

Every table is mutated cell by cell as people slip: digits swapped, a sign lost, latitude and
longitude exchanged, a value of the row below, a blank, another case. What the build accepts must
turn no verdict, and must leave every leg that the row is not about as it was. A seeded sample of
them runs here, every single one with `make thorough`.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from routes.build.checks import check
from routes.build.contradictions import contradictions
from routes.build.measured import atlas_of, measured_leg
from routes.build.placed import misplaced
from routes.build.quotes import load_digests
from routes.evidence.quotes import not_looked_up
from routes.files.load import TABLES_DIR, tables_date
from routes.model.atlas import Atlas
from routes.model.errors import DataError, GeometryError
from routes.model.rows import NUMBER, TABLES
from routes.model.tables import Tables, parse_table, points_of
from routes.verdict.judge import judge_headline
from routes.verdict.tests import Verdict
from tests.effort import THOROUGH
from tests.routes.worldkit import zones

SAMPLE = 2_000
"""Mutations tried, of some 60,000 that there are."""
PICKED = random.Random(20261124)  # noqa: S311 - a sample that is the same in every run

Grid = list[list[str]]
Verdicts = dict[str, list[Verdict]]


@dataclass(frozen=True)
class Slip:
    """One cell with another text.

    Attributes
    ----------
    table
        Name of the table.
    row
        Number of the row from 0, the header not counted.
    cells
        New texts by column.
    how
        Name of the slip.
    """

    table: str
    row: int
    cells: tuple[tuple[str, str], ...]
    how: str


GRIDS: dict[str, Grid] = {
    table: list(csv.reader(io.StringIO((TABLES_DIR / f"{table}.csv").read_text("utf-8"))))
    for table in TABLES
}


def slips(table: str) -> Iterator[Slip]:
    """Yield every slip of every cell of a table."""
    header, *rows = GRIDS[table]
    for at, row in enumerate(rows):
        below = rows[(at + 1) % len(rows)]
        for column, text, other in zip(header, row, below, strict=True):
            for how, new in variants(text, other):
                if new != text:
                    yield Slip(table, at, ((column, new),), how)
        if "lat" in header:
            lat, lon = row[header.index("lat")], row[header.index("lon")]
            yield Slip(table, at, (("lat", lon), ("lon", lat)), "lat and lon exchanged")


def variants(text: str, below: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which one cell is mistyped."""
    yield "blank", ""
    yield "the row below", below
    yield "other case", text.swapcase()
    yield "nothing known", "xqzw"
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield "neighbours exchanged", text[:i] + text[i + 1] + text[i] + text[i + 2 :]
            break
    if text:
        yield "last sign lost", text[:-1]
        yield "last sign twice", text + text[-1]
    if NUMBER.fullmatch(text):
        yield "sign", text[1:] if text.startswith("-") else "-" + text
        yield "point lost", text.replace(".", "")
        yield "ten times", text + "0" if "." not in text else f"{float(text) * 10:g}"
        for odd in ("nan", "inf", "1e308", "1_000", "3022"):
            yield "odd number", odd


def applied(slip: Slip) -> bytes:
    """Write the table with the slip in it."""
    header, *rows = GRIDS[slip.table]
    row = list(rows[slip.row])
    for column, text in slip.cells:
        row[header.index(column)] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [header, *rows[: slip.row], row, *rows[slip.row + 1 :]]
    )
    return out.getvalue().encode()


def legs_about(slip: Slip, tables: Tables, mutated: Tables) -> set[str]:
    """Return the legs that the row is about, before and after the slip."""
    if slip.table not in ("legs", "waypoints"):
        return set()
    both = (getattr(one, slip.table).rows[slip.row] for one in (tables, mutated))
    return {row.leg_id for row in both}


def verdicts(atlas: Atlas) -> Verdicts:
    """Return the verdicts of every corridor and of each of its branches, for Russia."""
    russia = frozenset({"RU"})
    return {
        name: [
            judge_headline([atlas.legs[leg] for leg in legs], atlas.places, russia)
            for legs in (corridor.leg_ids, *corridor.branches)
        ]
        for name, corridor in atlas.corridors.items()
    }


def outcome(slip: Slip, tables: Tables, atlas: Atlas, before: Verdicts) -> str:
    """Return `refused`, `same`, or what a slip has turned."""
    try:
        table = parse_table(f"geodata/tables/{slip.table}.csv", applied(slip), TABLES[slip.table])
    except DataError:
        return "refused"
    changed: Any = {slip.table: table}
    mutated = replace(tables, **changed)
    faults = check(mutated) + contradictions(mutated, tables_date(), atlas.state_names)
    if slip.table == "quotes":
        digests = load_digests(TABLES_DIR)
        faults += not_looked_up(table.file, mutated.quotes.numbered(), digests)
    if faults:
        return "refused"
    if slip.table not in ("places", "waypoints", "legs", "corridors"):
        return "same"  # no verdict's headline rests on these tables
    points = points_of(mutated)
    legs = dict(atlas.legs)
    rows = {row.leg_id: row for row in mutated.legs}
    called = {row.operator_id: row.label_en for row in mutated.operators}
    try:
        for leg in legs_about(slip, tables, mutated):
            legs[leg] = measured_leg(rows[leg], points[leg], zones(), called)
    except (GeometryError, KeyError):
        return "refused"
    remade = atlas_of(mutated, legs, atlas.data_version, atlas.state_names)
    if misplaced(mutated, remade, zones()):
        return "refused"
    after = verdicts(remade)
    turned = [one for one in before if before[one] != after.get(one)]
    return f"turned {turned}" if turned else "same"


def test_a_slip_is_refused_or_turns_nothing(tables: Tables, atlas: Atlas) -> None:
    every = [slip for table in TABLES for slip in slips(table)]
    assert len(every) > 20 * SAMPLE
    tried = every if THOROUGH else PICKED.sample(every, SAMPLE)
    before = verdicts(atlas)
    found = {slip: outcome(slip, tables, atlas, before) for slip in tried}
    assert [(slip, what) for slip, what in found.items() if what.startswith("turned")] == []


@pytest.mark.parametrize("table", ["waypoints", "places"])
def test_latitude_and_longitude_exchanged_turn_no_verdict(
    table: str, tables: Tables, atlas: Atlas
) -> None:
    every = [slip for slip in slips(table) if slip.how.startswith("lat and lon")]
    assert len(every) == len(GRIDS[table]) - 1
    tried = every if THOROUGH else PICKED.sample(every, min(len(every), 200))
    before = verdicts(atlas)
    found = {slip: outcome(slip, tables, atlas, before) for slip in tried}
    assert [(slip, what) for slip, what in found.items() if what.startswith("turned")] == []
    assert sum(what == "refused" for what in found.values()) > 0.9 * len(tried)
