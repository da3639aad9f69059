"""Measure how far the tables go: to which month, and on what kind of source they rest."""

from __future__ import annotations

from dataclasses import dataclass

from routes.model.dates import PartialDate
from routes.model.rows import Source
from routes.model.tables import Tables
from routes.model.terms import UNSOURCED

EXCERPT = "search excerpt"
"""How the `access` of a source begins that was read in the excerpt of a search, not as a page."""
GENERAL = "known, no single source"
"""How it begins for what is general knowledge."""


@dataclass(frozen=True)
class Coverage:
    """How far the tables go.

    Attributes
    ----------
    last_event
        Month of the latest event, YYYY-MM, or its year where no month is known; "" without one.
    sources, excerpts
        How many sources there are, and how many of them were read as a search excerpt alone.
    places, general
        How many places there are, and how many positions rest on general knowledge.
    """

    last_event: str
    sources: int
    excerpts: int
    places: int
    general: int


def coverage(tables: Tables) -> Coverage:
    """Measure how far the tables go.

    Parameters
    ----------
    tables
        Its events, sources and places are read.
    """
    dates = [PartialDate.parse(event.date) for event in tables.events]
    last = max(dates, key=lambda one: one.last, default=None)
    sources = [row for row in tables.sources if row.source_id != UNSOURCED]
    general = {row.source_id for row in sources if is_general(row)}
    return Coverage(
        last_event=str(PartialDate(last.year, last.month) if last else ""),
        sources=len(sources),
        excerpts=sum(map(is_excerpt, sources)),
        places=len(tables.places),
        general=sum(place.source_id in general for place in tables.places),
    )


def is_excerpt(source: Source) -> bool:
    """Return whether a source was read as a search excerpt alone.

    Parameters
    ----------
    source
        Row of sources.csv.
    """
    return (source.access or "").startswith(EXCERPT)


def is_general(source: Source) -> bool:
    """Return whether a source stands for general knowledge.

    Parameters
    ----------
    source
        Row of sources.csv.
    """
    return (source.access or "").startswith(GENERAL)
