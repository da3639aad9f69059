"""Lay out what stands beside a map: an event of the timeline, a step of the story.

Pure: takes rows and computed words, returns HTML in which every value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace as Item

from pages.shared.cards import words
from pages.shared.cards.corridor import TEMPLATES
from pages.shared.cards.words import passage
from routes.evidence.moment import after
from routes.evidence.timeline import Stage
from routes.files.load import Tables
from routes.language import date, listed
from routes.model.atlas import Atlas
from routes.model.rows import Event, StoryStep

PRECISION = {
    "day": "known to the day",
    "month": "known to the month only",
    "season": "known to the season only",
    "year": "known to the year only",
    "undated": "undated",
}

SECTIONS = {
    "told": ("What the article tells", "In its own order, which is not that of the calendar."),
    "beside": ("What other sources add", "The same past, by date."),
    "later": ("After the article", "To the end of the year chosen above, by date."),
}


def event_html(
    event: Event,
    stage: Stage,
    atlas: Atlas,
    tables: Tables,
    names: Mapping[str, str],
    as_article: bool,
) -> str:
    """Lay an event out: date and its precision, what the map shows, passage, source."""
    cite = words.Citations(tables)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    quote = quotes.get(event.quote_id or "")
    source = cite.source(event.source_id) if event.source_id else None
    if source and source.after and as_article and quote:
        source = None
    item = Item(
        date=date(event.date),
        after=after(event.date),
        precision=PRECISION[event.date_precision],
        title=event.title,
        effect=event.effect,
        shows=shows(event, stage, atlas),
        quote=quote and passage(quote, cite, as_article),
        shared=_shared(event, tables),
        source=source,
        subjects=listed(dict.fromkeys(names[s] for s in event.subject_ids.split("|"))),
    )
    return _keyed(TEMPLATES.get_template("event.html").render(event=item), as_article)


def shows(event: Event, stage: Stage, atlas: Atlas) -> str:
    """Say what the map shows of an event."""
    if not stage.legs:
        return "It is about no line of the map; the corridors you had on are shown."
    legs = [atlas.legs[leg_id].name for leg_id in stage.legs]
    some = listed(legs) if len(legs) <= 3 else f"{len(legs)} legs"
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
    """Name the other events that the same passage tells."""
    if not event.quote_id:
        return ""
    others = [e for e in tables.events if e.quote_id == event.quote_id and e is not event]
    return listed(f"“{e.title}” ({date(e.date)})" for e in others) if others else ""


def step_html(step: StoryStep, says_map: str, total: int, tables: Tables, as_article: bool) -> str:
    """Lay a step of the story out: passages, what the map shows, what the text claims."""
    cite = words.Citations(tables)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    wanted: Sequence[str] = step.quote_ids.split("|")
    item = Item(
        number=step.step,
        total=total,
        title=step.title,
        quotes=[passage(quotes[quote_id], cite, as_article) for quote_id in wanted],
        says_map=says_map,
        says_text=step.says_text,
        left_open=step.left_open,
    )
    return _keyed(TEMPLATES.get_template("step.html").render(step=item), as_article)


def _keyed(html: str, as_article: bool) -> str:
    """Add what the dagger means where there is one, and what is left out where something is."""
    if not as_article and "mv-after" not in html:
        return html
    legend = TEMPLATES.get_template("passage.html").module.legend(as_article)
    return html + str(legend)  # marked as safe it would escape what it is added to
