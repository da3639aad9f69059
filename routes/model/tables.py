"""Parse tables into rows that keep their line numbers."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from routes.model.errors import DataError
from routes.model.rows import (
    FORMS,
    Backtest,
    Capacity,
    CorridorRow,
    Direction,
    DisputedArea,
    Endnote,
    Event,
    Figure,
    Gate,
    Jurisdiction,
    LegRow,
    Operator,
    Place,
    Quote,
    Row,
    Service,
    Source,
    Stake,
    StoryStep,
    Stretch,
    Subject,
    Transfer,
    Use,
    Waypoint,
)

R_co = TypeVar("R_co", bound=Row, covariant=True)
R = TypeVar("R", bound=Row)
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Table(Generic[R_co]):
    """The rows of one file with the line each ends on, for messages.

    Attributes
    ----------
    file
        Path as a reader of the repository knows it.
    rows
        Validated rows, in the order of the file.
    lines
        Line in the file of each row, the header being line 1.
    """

    file: str
    rows: tuple[R_co, ...]
    lines: tuple[int, ...]

    def __iter__(self) -> Iterator[R_co]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def numbered(self) -> Iterator[tuple[int, R_co]]:
        """Yield (line, row)."""
        return zip(self.lines, self.rows, strict=True)


@dataclass(frozen=True)
class Tables:
    """Everything people write; docs/data.md describes the columns of each table with their units.

    Attributes
    ----------
    places
        Where legs begin and end.
    waypoints
        Bends of legs, in degrees.
    operators
        Companies that run legs, or hold shares in those that do.
    legs
        Legs from a tail to a head.
    corridors
        Named systems of legs.
    figures
        Published numbers, each in its own unit.
    stretches
        What published lengths are of, where it is not all that the map draws.
    services
        Ways of carrying cargo of which days or prices are published.
    stakes
        Owners' shares, in per cent.
    jurisdictions
        Statements on the courts that an operator answers to.
    quotes
        Passages of the article.
    endnotes
        Endnotes of the article.
    events
        Dated events.
    sources
        What all other rows rest on.
    subjects
        Subjects of figures and quotes that are no place, leg, corridor or operator.
    areas
        Ground that states dispute.
    gates
        Where journeys begin and end.
    transfers
        Changes of mode.
    capacities
        Figures that bound what a leg, a transfer or an origin can carry.
    uses
        Where Kazakh oil is known to have gone, and where not.
    directions
        Which way lines ran that were turned round.
    backtest
        What was reported of closures that happened, and what it is held against.
    story
        Steps of the story.
    """

    places: Table[Place]
    waypoints: Table[Waypoint]
    operators: Table[Operator]
    legs: Table[LegRow]
    corridors: Table[CorridorRow]
    figures: Table[Figure]
    stretches: Table[Stretch]
    services: Table[Service]
    stakes: Table[Stake]
    jurisdictions: Table[Jurisdiction]
    quotes: Table[Quote]
    endnotes: Table[Endnote]
    events: Table[Event]
    sources: Table[Source]
    subjects: Table[Subject]
    areas: Table[DisputedArea]
    gates: Table[Gate]
    transfers: Table[Transfer]
    capacities: Table[Capacity]
    uses: Table[Use]
    directions: Table[Direction]
    backtest: Table[Backtest]
    story: Table[StoryStep]


def branches(row: CorridorRow) -> list[list[str]]:
    """Parse the branches of a corridor, each a list of leg ids.

    Parameters
    ----------
    row
        Row of corridors.csv.
    """
    return [branch.split() for branch in row.leg_ids.split("|")]


def points_of(tables: Tables) -> dict[str, list[Waypoint]]:
    """Return the waypoints of each leg, in order of `seq`.

    Parameters
    ----------
    tables
        Everything people write.
    """
    of_leg: dict[str, list[Waypoint]] = defaultdict(list)
    for point in tables.waypoints:
        of_leg[point.leg_id].append(point)
    return {leg: sorted(points, key=lambda point: point.seq) for leg, points in of_leg.items()}


def parse_table(name: str, data: bytes, model: type[R]) -> Table[R]:
    """Parse and validate the bytes of one table.

    Parameters
    ----------
    name
        Path as a reader of the repository knows it, for messages.
    data
        CSV in UTF-8 with a header of the model's fields, in their order.
    model
        Model of a row.

    Raises
    ------
    DataError
        If it is not UTF-8, its header differs from the model, or a cell is not of its kind; with
        file, line, fault and cure.
    """
    if data.startswith(codecs.BOM_UTF8):
        fault = "begins with a byte order mark, as Excel writes it"
        raise DataError(name, 1, fault, "save it as UTF-8 without BOM (plain CSV in UTF-8)")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise DataError(name, line, f"is not UTF-8 ({fault.reason})", "save it as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    expected = list(model.model_fields)
    rows, lines = [], []
    try:
        header = list(reader.fieldnames or ())
        if header != expected:
            raise DataError(name, 1, f"header is {','.join(header)}", f"write {','.join(expected)}")
        for cells in reader:
            rows.append(_row(name, reader.line_num, cells, model))
            lines.append(reader.line_num)
    except csv.Error as fault:
        raise DataError(name, reader.line_num, str(fault), "check the quoting") from None
    return Table(name, tuple(rows), tuple(lines))


def _row(name: str, line: int, cells: dict[str, Any], model: type[R]) -> R:
    if None in cells or None in cells.values():
        raise DataError(
            name, line, "has more or fewer cells than the header", "quote cells that hold commas"
        )
    for column, value in cells.items():
        if unseen := UNSEEN.search(value):
            fault = f"{column} {value!r} holds the control character {unseen[0]!r}"
            raise DataError(name, line, fault, "delete it")
    filled = {key: value for key, value in cells.items() if value.strip()}
    try:
        return model.model_validate(filled)
    except ValidationError as fault:
        first = fault.errors()[0]
        column = ".".join(str(part) for part in first["loc"])
        what = f"{column} '{filled[column]}'" if column in filled else f"{column} is blank"
        cure = "correct the cell" if column in filled else "fill in the cell"
        raise DataError(name, line, f"{what}: {_message(first)}", cure) from None


def _message(fault: ErrorDetails) -> str:
    """Return what pydantic says of a cell, a pattern in words; letters keep their case."""
    if fault["type"] == "string_pattern_mismatch":
        return f"is not written as it must be: {FORMS[fault['ctx']['pattern']]}"
    message = fault["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
