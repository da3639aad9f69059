"""Draw an event of the timeline: when and what, what the map shows, who tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.passages import Passage, passage, with_legend
from pages.shared.cards.template import Template
from routes.evidence.moment import after
from routes.evidence.timeline import Stage
from routes.language import date, listed
from routes.model.atlas import Atlas
from routes.model.rows import Event
from routes.model.tables import Tables

PRECISION = {
    "day": "known to the day",
    "month": "known to the month only",
    "season": "known to the season only",
    "year": "known to the year only",
    "undated": "undated",
}
NAMED_LEGS = 3
"""Legs that are named; of more the number is given."""


@dataclass(frozen=True)
class Section:
    """The head of a list of events.

    Attributes
    ----------
    css
        Class of the list in the style sheet.
    title
        What the list holds.
    note
        In what order.
    """

    css: str
    title: str
    note: str


@dataclass(frozen=True)
class EventCard:
    """An event.

    Attributes
    ----------
    date
        When it happened, as precisely as it is known.
    precision
        How precisely that is, in words.
    after
        Whether it is certainly later than the article.
    title
        What happened.
    effect
        What it did to the flow; also a class of the style sheet.
    shows
        What the map shows of it, as a sentence.
    quote
        The article's passage that tells it, or None.
    shared
        Other events that the passage tells, or "".
    source
        Who else tells it, or None.
    subjects
        Names of what it is about, or "".
    """

    date: str
    precision: str
    after: bool
    title: str
    effect: str
    shows: str
    quote: Passage | None
    shared: str
    source: SourceLink | None
    subjects: str


CARD = Template("event.html", EventCard)
HEAD = Template("section.html", Section)
SECTIONS = {
    "told": Section(
        "told", "What the article tells", "In its own order, which is not that of the calendar."
    ),
    "beside": Section("beside", "What other sources add", "The same past, by date."),
    "later": Section("later", "After the article", "To the end of the year chosen above, by date."),
}


def section_html(name: str) -> str:
    """Render the head of a list of events.

    Parameters
    ----------
    name
        One of `SECTIONS`.
    """
    return HEAD.fill(SECTIONS[name])


def event_html(
    event: Event,
    stage: Stage,
    atlas: Atlas,
    tables: Tables,
    names: Mapping[str, str],
    as_article: bool,
) -> str:
    """Render an event.

    Parameters
    ----------
    event, stage, atlas, tables, names, as_article
        As in `event_card`.

    Returns
    -------
    HTML in which every value is escaped, with what the dagger means where there is one.
    """
    html = CARD.fill(event_card(event, stage, atlas, tables, names, as_article))
    return with_legend(html, as_article)


def event_card(
    event: Event,
    stage: Stage,
    atlas: Atlas,
    tables: Tables,
    names: Mapping[str, str],
    as_article: bool,
) -> EventCard:
    """Build the card of an event.

    Parameters
    ----------
    event
        The event.
    stage
        How it sets the map.
    atlas
        What was built.
    tables
        What people wrote.
    names
        Names of everything that an event can be about, by id.
    as_article
        Leave out who told it later than the article, if the article tells it itself.
    """
    cite = Citations(tables)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    quote = quotes.get(event.quote_id or "")
    source = cite.source(event.source_id) if event.source_id else None
    if source and source.after and as_article and quote:
        source = None
    return EventCard(
        date=date(event.date),
        precision=PRECISION[event.date_precision],
        after=after(event.date),
        title=event.title,
        effect=event.effect,
        shows=shows(event, stage, atlas),
        quote=passage(quote, cite, as_article) if quote else None,
        shared=_shared(event, tables),
        source=source,
        subjects=listed(dict.fromkeys(names[s] for s in event.subject_ids.split("|"))),
    )


def shows(event: Event, stage: Stage, atlas: Atlas) -> str:
    """Format what the map shows of an event, as a sentence.

    Parameters
    ----------
    event
        The event.
    stage
        How it sets the map.
    atlas
        What was built.
    """
    if not stage.legs:
        return "It is about no line of the map; the corridors you had on are shown."
    legs = [atlas.legs[leg_id].name for leg_id in stage.legs]
    some = listed(legs) if len(legs) <= NAMED_LEGS else f"{len(legs)} legs"
    corridors = listed(atlas.corridors[c].name for c in stage.routes)
    if stage.closed:
        did = "stopped" if event.effect == "closes" else "limited"
        return f"On the map: what was {did} is struck out ({some})."
    if event.effect == "ruling":
        return f"On the map: {corridors}. A ruling; nothing is struck out."
    if event.effect == "announces":
        return f"On the map: what was spoken of, {corridors}."
    return f"On the map: {some}."


def _shared(event: Event, tables: Tables) -> str:
    """List the other events that the same passage tells."""
    if not event.quote_id:
        return ""
    others = [e for e in tables.events if e.quote_id == event.quote_id and e is not event]
    return listed(f"“{e.title}” ({date(e.date)})" for e in others) if others else ""
