"""Lay out the data of a view as tables: the one place from which every file is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared import store
from publish.said import said
from publish.viewed import Viewed

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        Its name in a file.
    what
        What it holds, in words.
    unit
        Its unit; "" for none.
    """

    name: str
    what: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name
        Name of its sheet or file.
    title
        What it is, in words.
    columns
        Its columns, in order.
    rows
        Values by the names of columns; None is not known.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]


def tables(viewed: Viewed) -> tuple[Table, ...]:
    """Lay out what a view shows.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    told = said(viewed)
    rows: tuple[Mapping[str, Cell], ...] = (
        {"key": "title", "value": told.title},
        {"key": "sentence", "value": told.sentence},
        {"key": "data_version", "value": store.library().atlas.data_version},
    )
    columns = Column("key", "what is told"), Column("value", "what it is")
    return (Table("about", "About these data", columns, rows),)
