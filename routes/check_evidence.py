"""Check what is said: sources, subjects, shares, twin figures, endnotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from routes.check_lines import unknown
from routes.errors import DataError
from routes.model import Row
from routes.tables import Table, Tables

SUM_PERCENT = 100.01
"""Stakes may add up to this: shares as printed are rounded."""


def sources(tables: Tables) -> Iterator[DataError]:
    """Find rows that name a source or quote that is not there, or none where one is due."""
    known = {row.source_id for row in tables.sources}
    quotes = {row.quote_id for row in tables.quotes}
    for name in Tables.__dataclass_fields__:
        table: Table[Row] = getattr(tables, name)
        for line, row in table.numbered():
            source = getattr(row, "source_id", None)
            if source and source not in known:
                yield unknown(table, line, "source_id", source, known, "sources.csv")
            quote = getattr(row, "quote_id", None)
            if quote and quote not in quotes:
                yield unknown(table, line, "quote_id", quote, quotes, "quotes.csv")
            if name in {"events", "jurisdictions"} and not (source or quote):
                fault = "has neither quote_id nor source_id"
                yield DataError(table.file, line, fault, "name what it rests on")


def subjects(tables: Tables) -> Iterator[DataError]:
    """Find rows about something that no table has."""
    known = {row.place_id for row in tables.places} | {row.leg_id for row in tables.legs}
    known |= {row.corridor_id for row in tables.corridors}
    known |= {row.subject_id for row in tables.subjects}
    known |= {row.gate_id for row in tables.gates}
    about: list[tuple[Table[Row], str]] = [
        (tables.figures, "subject_id"), (tables.stakes, "subject_id"),
        (tables.jurisdictions, "subject_id"), (tables.quotes, "subject_ids"),
        (tables.events, "subject_ids"),
    ]  # fmt: skip
    what = "places, legs, corridors or subjects.csv"
    for table, column in about:
        for line, row in table.numbered():
            for subject in getattr(row, column).split("|"):
                if subject not in known:
                    yield unknown(table, line, column, subject, known, what)


def shares(tables: Tables) -> Iterator[DataError]:
    """Find owners' shares that add up to more than the whole."""
    total: dict[str, float] = defaultdict(float)
    for line, row in tables.stakes.numbered():
        total[row.subject_id] += row.percent
        if total[row.subject_id] > SUM_PERCENT:
            fault = f"the stakes in '{row.subject_id}' sum to {total[row.subject_id]:g} %"
            yield DataError(tables.stakes.file, line, fault, "keep one set of one date")


def twins(tables: Tables) -> Iterator[DataError]:
    """Find figures that differ in nothing but the value, with no word on why."""
    seen: dict[tuple[object, ...], tuple[int, str | None]] = {}
    for line, row in tables.figures.numbered():
        key = (
            row.subject_id, row.quantity, row.unit, row.period, row.as_of, row.source_id,
            row.locator,
        )  # fmt: skip
        if key in seen and not (row.note or seen[key][1]):
            fault = f"is equal to line {seen[key][0]} in all but the value"
            yield DataError(tables.figures.file, line, fault, "say in the note why there are two")
        seen[key] = (line, row.note)


def endnotes(tables: Tables) -> Iterator[DataError]:
    """Find quotes whose endnote the article does not have."""
    known = {row.number for row in tables.endnotes}
    for line, row in tables.quotes.numbered():
        if row.endnote and row.endnote not in known:
            yield unknown(tables.quotes, line, "endnote", row.endnote, known, "endnotes.csv")
