"""Draw an event of the timeline: when and what, what the map shows, who tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.passages import Passage, passage, with_legend
from pages.shared.cards.template import Template
from routes.evidence.moment import after
from routes.evidence.timeline import Stage
from routes.language import date, listed, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Event
from routes.model.tables import Tables

Effect = Literal[
    "announces", "restores", "limits", "opens", "closes", "incident", "ruling", "other"
]
"""What an event did to the flow, as in events.csv."""
NAMED_LEGS = 3
"""Legs that are named; of more the number is given."""


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
        Whether to mark it as later than the article: as the article saw it, and certain to be.
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
    effect: Effect
    shows: str
    quote: Passage | None
    shared: str
    source: SourceLink | None
    subjects: str


CARD = Template("event.html", EventCard)


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
    HTML in which every value is escaped, with what is left out as the article saw it.
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
    cite = Citations(tables, as_article)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    quote = quotes.get(event.quote_id or "")
    source = cite.source(event.source_id) if event.source_id else None
    if source and source.after and quote:
        source = None
    return EventCard(
        date=date(event.date),
        precision=phrase(f"event-known-{event.date_precision}"),
        after=as_article and after(event.date),
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
        return phrase("event-map-none")
    legs = phrase("event-legs", n=len(stage.legs))
    if len(stage.legs) <= NAMED_LEGS:
        legs = listed(atlas.legs[leg_id].name for leg_id in stage.legs)
    corridors = listed(atlas.corridors[c].name for c in stage.routes)
    if stage.closed:
        return phrase("event-map-struck", effect=event.effect, legs=legs)
    if event.effect == "ruling":
        return phrase("event-map-ruling", corridors=corridors)
    if event.effect == "announces":
        return phrase("event-map-announced", corridors=corridors)
    return phrase("event-map-other", legs=legs)


def _shared(event: Event, tables: Tables) -> str:
    """List the other events that the same passage tells."""
    if not event.quote_id:
        return ""
    others = [e for e in tables.events if e.quote_id == event.quote_id and e is not event]
    return listed(phrase("event-named", title=e.title, date=date(e.date)) for e in others)
