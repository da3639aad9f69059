"""Lay out the data of a view as tables: the one place from which every file is written."""

from __future__ import annotations

from publish.take.about import about_table
from publish.take.features import features
from publish.take.shown import shown
from publish.take.table import Cell, Column, Row, Table
from publish.viewed import Viewed

__all__ = ["Cell", "Column", "Row", "Table", "features", "tables"]


def tables(viewed: Viewed, root: str = "") -> tuple[Table, ...]:
    """Lay out what a view shows.

    Parameters
    ----------
    viewed
        The page and its view.
    root
        Address of the app, with a slash at the end, for the permalink; "" for a relative one.

    Returns
    -------
    First `shown`, then what the page adds to it (tests, owners, …), `figures`, `quotes`, and
    `about`, which says what every column means.
    """
    with viewed.spoken():
        found = shown(viewed.page, viewed.view)
        return (*found, about_table(viewed, found, root))
