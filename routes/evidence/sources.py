"""Tell what rests on each source, and which passages cite each endnote of the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routes.language import date, measured, number, phrase, quantity_name
from routes.model.rows import Endnote, Quote, Row, Source
from routes.model.tables import Tables

ORDER = ("figures", "stakes", "events", "jurisdictions", "legs", "places", "waypoints", "remarks")
"""What can rest on a source, in the order it is told."""

ONE = {
    "figures": "figure",
    "stakes": "stake",
    "events": "event",
    "jurisdictions": "jurisdiction",
    "legs": "leg",
    "places": "place",
    "waypoints": "point",
    "remarks": "remark",
}


@dataclass(frozen=True)
class Rest:
    """One thing that rests on a source: its table, what it is about, and a line for a reader."""

    table: str
    about: frozenset[str]
    text: str


@dataclass(frozen=True)
class Basis:
    """A source with everything that rests on it."""

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
        """Keep what is about one of these subjects; everything when there are none."""
        kept = tuple(rest for rest in self.rests if not subjects or rest.about & subjects)
        return Basis(self.source, kept)

    def holds(self, words: str) -> bool:
        """Tell whether every word stands in it or in what rests on it; an id finds its source."""
        source = self.source
        if re.search(r"[_0-9]", words) and " " not in words and words.lower() == source.source_id:
            return True
        told = (source.source_id, source.publisher, source.title, source.date, source.url)
        return within(words, *(text or "" for text in told), *(rest.text for rest in self.rests))


def within(words: str, *texts: str) -> bool:
    """Tell whether every word stands in one of the texts; case does not matter."""
    text = "\n".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def names(tables: Tables) -> dict[str, str]:
    """Name every subject of figures, quotes and events."""
    found = {row.subject_id: row.name_en for row in tables.subjects}
    found |= {row.place_id: row.label_en for row in tables.places}
    found |= {row.leg_id: row.name_en for row in tables.legs}
    return found | {row.corridor_id: row.name_en for row in tables.corridors}


def concerned(tables: Tables, corridor_id: str) -> frozenset[str]:
    """List a corridor, its legs and their places: what is said about them is about it."""
    row = next((row for row in tables.corridors if row.corridor_id == corridor_id), None)
    if row is None:
        return frozenset()
    legs = set(row.leg_ids.replace("|", " ").split())
    ends = {place for leg in tables.legs if leg.leg_id in legs for place in (leg.tail, leg.head)}
    return frozenset({corridor_id} | legs | ends)


def bases(tables: Tables) -> list[Basis]:
    """List every source with what rests on it, in the order of the table."""
    found: dict[str, list[Rest]] = defaultdict(list)
    for source_id, rest in _rests(tables):
        found[source_id].append(rest)
    told = []
    for row in tables.sources:
        rests = sorted(found[row.source_id], key=lambda rest: ORDER.index(rest.table))
        told.append(Basis(row, tuple(rests)))
    return told


def weightiest(found: Iterable[Basis], about: frozenset[str] = frozenset()) -> list[Basis]:
    """Sort sources, those on which most statements about something rest first."""
    return sorted(found, key=lambda one: (-one.only(about).says, -len(one.only(about).rests)))


def cited(tables: Tables) -> list[tuple[Endnote, tuple[Quote, ...]]]:
    """List the endnotes in the article's order, each with the passages here that cite it."""
    return [
        (note, tuple(q for q in tables.quotes if q.endnote == note.number))
        for note in tables.endnotes
    ]


def _rests(tables: Tables) -> Iterator[tuple[str, Rest]]:
    called, joint = names(tables), phrase("common-list.comma")
    points: dict[tuple[str, str], int] = defaultdict(int)
    for point in tables.waypoints:
        points[point.source_id, point.leg_id] += 1
    for (source, leg), n in points.items():
        text = phrase("source-rest", about=called[leg], line=phrase("source-points", n=n))
        yield source, Rest("waypoints", frozenset({leg}), text)
    for name in ("figures", "stakes", "events", "jurisdictions", "legs", "places"):
        for row in getattr(tables, name):
            about = _about(row)
            head = joint.join(called[one] for one in about)
            if row.source_id:
                text = phrase("source-rest", about=head, line=_line(row))
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
    for column in ("subject_ids", "subject_id", "leg_id", "place_id"):
        if found := getattr(row, column, None):
            return str(found).split("|")
    return []


def _line(row: Row) -> str:
    """Say in a few words what a row states."""
    told = row.model_dump()
    if "quantity" in told:
        quantity, value = quantity_name(told["quantity"]), measured(told["value"], told["unit"])
        if told["period"]:
            period = told["period"]
            return phrase("source-figure-period", quantity=quantity, value=value, period=period)
        return phrase("source-figure", quantity=quantity, value=value)
    if "owner" in told:
        return phrase("source-stake", owner=told["owner"], percent=number(told["percent"], "g"))
    if "basis" in told:
        return phrase("source-courts", state=told["state"], basis=told["basis"])
    if "title" in told:
        return phrase("source-event", date=date(told["date"]), title=told["title"])
    return phrase("source-leg" if "tail" in told else "source-place")
