"""List what rests on each source, and which passages cite each endnote of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from routes.evidence.search import Index, within
from routes.evidence.subjects import cargo_carriers, counted, labels
from routes.language import date, measured, number, phrase, quantity_name
from routes.model.rows import Endnote, Quote, Row, Source
from routes.model.tables import Tables

ORDER = (
    "figures",
    "stakes",
    "events",
    "jurisdictions",
    "stretches",
    "areas",
    "legs",
    "places",
    "waypoints",
    "remarks",
)
"""What can rest on a source, in the order of a list."""


@dataclass(frozen=True)
class Rest:
    """One thing that rests on a source.

    Attributes
    ----------
    table
        One of `ORDER`.
    about
        Ids of what it is about.
    text
        What it states, in a line for a reader.
    """

    table: str
    about: frozenset[str]
    text: str


@dataclass(frozen=True)
class Basis:
    """A source with everything that rests on it.

    Attributes
    ----------
    source
        Row of sources.csv.
    rests
        What rests on it, in the order of `ORDER`.
    """

    source: Source
    rests: tuple[Rest, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Number of things that rest on it, by table."""
        names = [rest.table for rest in self.rests]
        return {name: names.count(name) for name in ORDER if name in names}

    @property
    def says(self) -> int:
        """Number of statements that rest on it; positions of points are none."""
        return sum(n for name, n in self.counts.items() if name not in {"places", "waypoints"})

    def only(self, subjects: frozenset[str]) -> Basis:
        """Return it with what is about some subjects alone.

        Parameters
        ----------
        subjects
            Ids; without any everything is kept.
        """
        kept = tuple(rest for rest in self.rests if not subjects or rest.about & subjects)
        return Basis(self.source, kept)

    def holds(self, words: str, index: Index) -> bool:
        """Return whether every word is in the source or in what rests on it.

        Parameters
        ----------
        words
            With blanks between, in any case; the id of a source is in that source alone.
        index
            Names of what rests on it is about.
        """
        source = self.source
        if re.search(r"[_0-9]", words) and " " not in words and words.lower() == source.source_id:
            return True
        cells = (source.source_id, source.publisher, source.title, source.date, source.url)
        about = frozenset[str]().union(*(rest.about for rest in self.rests))
        told = (*(cell or "" for cell in cells), *(rest.text for rest in self.rests))
        return within(words, *told, index.names(sorted(about)))


def bases(tables: Tables) -> list[Basis]:
    """List every source with what rests on it, in the order of the table.

    Parameters
    ----------
    tables
        Everything that people write.
    """
    rests: dict[str, list[Rest]] = defaultdict(list)
    for source_id, rest in _rests(tables):
        rests[source_id].append(rest)
    return [
        Basis(row, tuple(sorted(rests[row.source_id], key=lambda rest: ORDER.index(rest.table))))
        for row in tables.sources
    ]


def weightiest(sources: Iterable[Basis], about: frozenset[str] = frozenset()) -> list[Basis]:
    """Sort sources, those on which most statements about something rest first.

    Parameters
    ----------
    sources
        Sources with what rests on them.
    about
        Ids of what the statements are about; without any all statements count.
    """
    return sorted(sources, key=lambda one: (-one.only(about).says, -len(one.only(about).rests)))


def cited(tables: Tables) -> list[tuple[Endnote, tuple[Quote, ...]]]:
    """List the endnotes in the article's order, each with the passages here that cite it.

    Parameters
    ----------
    tables
        Its endnotes and quotes are read.
    """
    return [
        (note, tuple(q for q in tables.quotes if q.endnote == note.number))
        for note in tables.endnotes
    ]


def _rests(tables: Tables) -> Iterator[tuple[str, Rest]]:
    called, joint = labels(tables), phrase("common-list.comma")
    cargo = cargo_carriers(tables)
    points: dict[tuple[str, str], int] = defaultdict(int)
    for point in tables.waypoints:
        points[point.source_id, point.leg_id] += 1
    for (source, leg), n in points.items():
        text = phrase("source-rest", about=called[leg], line=phrase("source-points", n=n))
        yield source, Rest("waypoints", frozenset({leg}), text)
    for name in (
        "figures",
        "stakes",
        "events",
        "jurisdictions",
        "stretches",
        "areas",
        "legs",
        "places",
    ):
        for row in getattr(tables, name):
            about = _about(row)
            head = joint.join(called[one] for one in about)
            if row.source_id:
                text = phrase("source-rest", about=head, line=_line(row, cargo))
                yield row.source_id, Rest(name, frozenset(about), text)
    for name, column in (("quotes", "remark"), ("stakes", "note"), ("figures", "note")):
        for row in getattr(tables, name):
            about = _about(row)
            for marks in re.findall(r"\[([a-z0-9_, ]+)\]", getattr(row, column) or ""):
                for source in marks.split(", "):
                    head = joint.join(called[one] for one in about)
                    text = phrase("source-rest", about=head, line=getattr(row, column))
                    yield source, Rest("remarks", frozenset(about), text)


def _about(row: Row) -> list[str]:
    for column in ("subject_ids", "subject_id", "leg_id", "place_id", "area_id"):
        if ids := getattr(row, column, None):
            return str(ids).split("|")
    return []


def _figure(cells: Mapping[str, Any], cargo: Container[str]) -> str:
    quantity = quantity_name(counted(cells["quantity"], cells["subject_id"], cargo))
    value = measured(cells["value"], cells["unit"])
    if period := cells["period"]:
        return phrase("source-figure-period", quantity=quantity, value=value, period=period)
    return phrase("source-figure", quantity=quantity, value=value)


def _line(row: Row, cargo: Container[str]) -> str:
    """Return what a row states, in a few words."""
    cells = row.model_dump()
    if "quantity" in cells:
        return _figure(cells, cargo)
    if "owner" in cells:
        return phrase("source-stake", owner=cells["owner"], percent=number(cells["percent"], "g"))
    if "basis" in cells:
        return phrase("source-courts", state=cells["state"], basis=cells["basis"])
    if "title" in cells:
        return phrase("source-event", date=date(cells["date"]), title=cells["title"])
    return _on_the_map(cells)


def _on_the_map(cells: dict[str, Any]) -> str:
    """Return what a row states of a line, a place or an area."""
    if "stretch_en" in cells:
        return phrase("source-stretch", stretch=cells["stretch_en"])
    if "controller" in cells:
        holder, other = cells["controller"], cells["claimant"]
        return phrase("source-area", controller=holder, claimant=other)
    return phrase("source-leg" if "tail" in cells else "source-place")
