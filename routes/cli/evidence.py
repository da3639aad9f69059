"""Report figures, quotes, events and sources, JSON-ready; docs/cli.md lists the fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from routes.cli.reports import SCHEMA
from routes.evidence.citation import ARTICLE_AUTHOR, ARTICLE_ID, title_of
from routes.evidence.subjects import belonging, full_names
from routes.model.errors import InputError, clipped, nearest_name
from routes.model.rows import Event, Figure, Quote, Source
from routes.model.tables import Tables, branches

OURS: Final = (
    "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/: credit The Multivector authors "
    "with the data version. A published number is a fact: name its source."
)
"""Terms of our tables, as LICENSE-DATA.md has them."""
THEIRS: Final = (
    "Short passages, attributed, quoted for comment and verification. All rights stay with the "
    "author and the publisher; CC BY does not cover them."
)
"""Terms of the passages of the article, as LICENSE-DATA.md has them."""


@dataclass(frozen=True)
class Stock:
    """What rows of evidence are laid out with.

    Attributes
    ----------
    tables
        What people wrote.
    names
        Names of everything that a row can be about, by id.
    sources
        Rows of sources.csv by id.
    """

    tables: Tables
    names: Mapping[str, str]
    sources: Mapping[str, Source]


def stock_of(tables: Tables) -> Stock:
    """Return what rows of evidence are laid out with.

    Parameters
    ----------
    tables
        What people wrote.
    """
    return Stock(tables, full_names(tables), {row.source_id: row for row in tables.sources})


def about(stock: Stock, subjects: Iterable[str]) -> frozenset[str]:
    """Return the ids that rows about some subjects name.

    Parameters
    ----------
    stock
        Has the names that are known.
    subjects
        Ids. Of a corridor its legs count, too, and the subjects that stand on its card.

    Raises
    ------
    InputError
        If there is no such subject; names the nearest.
    """
    legs = {row.corridor_id: row for row in stock.tables.corridors}
    found: set[str] = set()
    for subject in subjects:
        if subject not in stock.names:
            cure = nearest_name(clipped(subject), stock.names)
            raise InputError(
                "subject", clipped(subject), cure or "give the id of a row, as in figures.csv"
            )
        found.add(subject)
        if subject in legs:
            found |= {leg for branch in branches(legs[subject]) for leg in branch}
            found |= {*belonging(stock.tables, subject)}
    return frozenset(found)


def figures_report(stock: Stock, data_version: str, subjects: Sequence[str]) -> dict[str, Any]:
    """Report published numbers, rivals side by side.

    Parameters
    ----------
    stock
        What rows are laid out with.
    data_version
        Date and hash of the tables.
    subjects
        Ids of what they are about, as `about` takes them; none for all.
    """
    wanted = about(stock, subjects)
    return {
        **_head(data_version, subjects),
        "rights": OURS,
        "figures": [
            figure_entry(stock, row)
            for row in stock.tables.figures
            if not subjects or row.subject_id in wanted
        ],
    }


def figure_entry(stock: Stock, row: Figure) -> dict[str, Any]:
    """Report one published number with its source.

    Parameters
    ----------
    stock
        What rows are laid out with.
    row
        Row of figures.csv.
    """
    return {
        "subject_id": row.subject_id,
        "subject_name": stock.names.get(row.subject_id),
        "quantity": row.quantity,
        "value": int(row.value) if row.value.is_integer() else float(row.value),
        "unit": row.unit,
        "period": row.period,
        "as_of": row.as_of,
        **_source(stock, row.source_id),
        "locator": row.locator,
        "note": row.note,
    }


def quotes_list(stock: Stock, data_version: str, subjects: Sequence[str]) -> dict[str, Any]:
    """Report passages of the article, each with its attribution and its endnote.

    Parameters
    ----------
    stock
        What rows are laid out with.
    data_version
        Date and hash of the tables.
    subjects
        Ids of what they are about, as `about` takes them; none for all.
    """
    wanted = about(stock, subjects)
    article = stock.sources[ARTICLE_ID]
    family, given = ARTICLE_AUTHOR
    credit = (
        f"{given} {family}, “{title_of(article.title)}”, {article.publisher}, {article.date}, "
        f"{article.url}"
    )
    return {
        **_head(data_version, subjects),
        "rights": THEIRS,
        "attribution": credit,
        "quotes": [
            _quote(stock, row, credit)
            for row in stock.tables.quotes
            if not subjects or not wanted.isdisjoint(row.subject_ids.split("|"))
        ],
    }


def _quote(stock: Stock, row: Quote, credit: str) -> dict[str, Any]:
    note = next((one for one in stock.tables.endnotes if one.number == row.endnote), None)
    return {
        "quote_id": row.quote_id,
        "seq": row.seq,
        "subject_ids": row.subject_ids.split("|"),
        "text": row.text,
        "attribution": credit,
        "endnote": row.endnote,
        "reference": note and note.reference,
        "resolved": note and note.resolved,
        "date_of_event": row.date_of_event,
        "date_precision": row.date_precision,
        "kind": row.kind,
        "cause": row.cause,
        "remark": row.remark,
    }


def events_report(
    stock: Stock, data_version: str, subjects: Sequence[str], year: int | None
) -> dict[str, Any]:
    """Report what happened.

    Parameters
    ----------
    stock
        What rows are laid out with.
    data_version
        Date and hash of the tables.
    subjects
        Ids of what they are about, as `about` takes them; none for all.
    year
        Year in which they happened; None for all.
    """
    wanted = about(stock, subjects)
    return {
        **_head(data_version, subjects),
        "year": year,
        "rights": OURS,
        "events": [
            _event(stock, row)
            for row in stock.tables.events
            if (not subjects or not wanted.isdisjoint(row.subject_ids.split("|")))
            and (year is None or row.date[:4] == f"{year:04}")
        ],
    }


def _event(stock: Stock, row: Event) -> dict[str, Any]:
    return {
        "event_id": row.event_id,
        "date": row.date,
        "date_precision": row.date_precision,
        "subject_ids": row.subject_ids.split("|"),
        "title": row.title,
        "effect": row.effect,
        "quote_id": row.quote_id,
        **_source(stock, row.source_id),
        "in_article": row.in_article == "yes",
    }


def sources_report(stock: Stock, data_version: str) -> dict[str, Any]:
    """Report every source.

    Parameters
    ----------
    stock
        What rows are laid out with.
    data_version
        Date and hash of the tables.
    """
    return {
        "schema": SCHEMA,
        "data_version": data_version,
        "rights": OURS,
        "sources": [row.model_dump() for row in stock.tables.sources],
    }


def flat_rows(entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """List entries as a table has them: the ids of a list with blanks between.

    Parameters
    ----------
    entries
        Entries of a report of this module.
    """
    return [
        {name: " ".join(cell) if isinstance(cell, list) else cell for name, cell in entry.items()}
        for entry in entries
    ]


def _head(data_version: str, subjects: Collection[str]) -> dict[str, Any]:
    return {"schema": SCHEMA, "data_version": data_version, "subject": sorted(set(subjects))}


def _source(stock: Stock, source_id: str | None) -> dict[str, Any]:
    """Report who says so; a row that rests on a quote alone has no source of its own."""
    row = stock.sources[source_id] if source_id else None
    return {
        "source_id": source_id,
        "publisher": row and row.publisher,
        "url": row and row.url,
    }
