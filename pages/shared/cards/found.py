"""List figures and events that a search found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.figures import period, published_value
from pages.shared.cards.template import Template
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.search import Index, within
from routes.evidence.subjects import cargo_carriers, counted, labels
from routes.language import date, listed, phrase, quantity_name
from routes.model.dates import PartialDate
from routes.model.rows import Event, Figure
from routes.model.tables import Tables


@dataclass(frozen=True)
class FoundFigure:
    """A published number.

    Attributes
    ----------
    subject, quantity, period
        What was counted, and for which time.
    value
        The number with its unit.
    stated
        When it was stated, and where in the source.
    source
        Who published it.
    note
        What the table adds, or "".
    """

    subject: str
    quantity: str
    period: str
    value: str
    stated: str
    source: SourceLink
    note: str


@dataclass(frozen=True)
class FoundFigures:
    """Published numbers.

    Attributes
    ----------
    rows
        The numbers, in the order of the table.
    """

    rows: tuple[FoundFigure, ...]


@dataclass(frozen=True)
class FoundEvent:
    """An event.

    Attributes
    ----------
    event_id
        Row of events.csv; the entry's anchor.
    date
        When it happened, as precisely as it is known.
    title
        What happened.
    about
        Names of what it is about.
    source
        Who tells it, or None.
    link
        Address of the event on the timeline.
    """

    event_id: str
    date: str
    title: str
    about: str
    source: SourceLink | None
    link: str


@dataclass(frozen=True)
class FoundEvents:
    """Events.

    Attributes
    ----------
    rows
        The events, by date.
    """

    rows: tuple[FoundEvent, ...]


FIGURES = Template("figures.html", FoundFigures)
EVENTS = Template("events.html", FoundEvents)


def figure_holds(row: Figure, text: str, cite: Citations, index: Index) -> bool:
    """Return whether every word of a search is in a figure or in the names it is about.

    Parameters
    ----------
    row
        The figure.
    text
        What is looked for.
    cite
        Looks up its source.
    index
        Names of what it is about.
    """
    source = cite.source(row.source_id)
    cells = (row.quantity, quantity_name(row.quantity), published_value(row), row.period or "")
    told = (source.text, source.title, row.source_id, row.note or "")
    return within(text, *cells, *told, index.names([row.subject_id]))


def event_holds(row: Event, text: str, cite: Citations, index: Index) -> bool:
    """Return whether every word of a search is in an event or in the names it is about.

    Parameters
    ----------
    row
        The event.
    text
        What is looked for.
    cite
        Looks up its source.
    index
        Names of what it is about.
    """
    source = cite.source(row.source_id) if row.source_id else None
    told = (row.title, row.event_id, row.date, date(row.date), source.text if source else "")
    return within(text, *told, index.names(row.subject_ids.split("|")))


def figures_html(rows: Iterable[Figure], tables: Tables, states: Mapping[str, str]) -> str:
    """Render published numbers as a table.

    Parameters
    ----------
    rows
        Rows of figures.csv.
    tables
        What people wrote.
    states
        Names of states by code.

    Returns
    -------
    HTML in which every value is escaped.
    """
    subjects, cite, cargo = labels(tables), Citations(tables), cargo_carriers(tables)
    found = (
        FoundFigure(
            subject=subjects[row.subject_id],
            quantity=quantity_name(counted(row.quantity, row.subject_id, cargo), states),
            period=period(row.period or ""),
            value=published_value(row),
            stated=_stated(row),
            source=cite.source(row.source_id),
            note=row.note or "",
        )
        for row in rows
    )
    return FIGURES.fill(FoundFigures(tuple(found)))


def _stated(row: Figure) -> str:
    told = date(row.as_of)
    if PartialDate.leading(row.as_of):
        told = phrase("figure-stated", date=told)
    parts = (told, row.locator or "")
    return phrase("common-list.comma").join(filter(None, parts))


def events_html(rows: Sequence[Event], tables: Tables, names: Mapping[str, str], view: View) -> str:
    """Render events, by date, each with a link to the timeline.

    Parameters
    ----------
    rows
        The events.
    tables
        What people wrote.
    names
        Names of everything that an event can be about, by id.
    view
        The reader's view, which the links keep.

    Returns
    -------
    HTML in which every value is escaped.
    """
    cite = Citations(tables, view.as_article)
    found = (
        FoundEvent(
            event_id=row.event_id,
            date=date(row.date),
            title=row.title,
            about=listed(dict.fromkeys(names[one] for one in row.subject_ids.split("|"))),
            source=cite.source(row.source_id) if row.source_id else cite.quote(row.quote_id or ""),
            link=f"Timeline?{query_of(view.replaced(event=row.event_id))}",
        )
        for row in sorted(rows, key=lambda row: row.date)
    )
    return EVENTS.fill(FoundEvents(tuple(found)))
