"""Lay the card of a corridor out: verdict, ribbon, tests, kilometres, quotes, figures.

Pure: takes what the engine answered, returns HTML in which every value is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace as Item
from typing import Any

import jinja2

from pages.shared.cards import ribbon as ribbon_card
from pages.shared.cards import words
from routes.evidence.key_figures import KeyFigure
from routes.evidence.lengths import Compared
from routes.evidence.moment import Moment, Standing, after, in_view
from routes.files.load import Tables
from routes.geometry.ribbon import Ribbon
from routes.language import avoided, date, km
from routes.model.atlas import Atlas
from routes.model.rows import Event
from routes.verdict.judge import Judged
from routes.verdict.tests import Test

OPEN = 4
"""How much of a long list stands open."""

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render(
    atlas: Atlas,
    tables: Tables,
    corridor_id: str,
    avoid: frozenset[str],
    time: int | Moment,
    judged: Judged,
    ribbons: Sequence[Ribbon],
    figures: Sequence[KeyFigure],
    compared: Sequence[Compared] = (),
    standing: Standing | None = None,
) -> str:
    """Return the card as HTML; `ribbons` are in the order of the corridor's branches.

    `time` is a year, or the moment to look at; `standing` how the corridor stood then.
    """
    moment = Moment(time) if isinstance(time, int) else time
    standing = standing or Standing(atlas.status(corridor_id))
    corridor = atlas.corridors[corridor_id]
    cite = words.Citations(tables)
    subjects = {corridor_id, *corridor.leg_ids}
    dates = {row.source_id: row.date for row in tables.sources}
    spots = {p for leg in atlas.legs_of(corridor_id) for p in (leg.tail, leg.head)}
    events = [
        e
        for e in tables.events
        if e.date.startswith(str(moment.year))
        and in_view(e, moment, dates)
        and _concerns(e, subjects, spots)
    ]
    quotes = [
        words.passage(q, cite, moment.as_article)
        for q in sorted(tables.quotes, key=_by_date)
        if subjects & set(q.subject_ids.split("|"))
    ]
    # What a reader asks first stays open; the rest is one click away.
    named = [e for e in events if e.in_article == "yes"] or events[:OPEN]
    own = [f for f in figures if f.subject_id == corridor_id] or [*figures[:OPEN]]
    card = Item(
        corridor_id=corridor_id,
        name=corridor.name,
        note=corridor.note,
        status=standing.words,
        year=moment.year,
        as_article=moment.as_article,
        avoid=f"avoiding {avoided(avoid, atlas.state_names)}" if avoid else "no state is picked",
        badge=words.badge(judged, standing.status, avoid, atlas.state_names),
        strips=ribbon_card.strips(atlas, corridor_id, avoid, judged, ribbons),
        tests=[test_row(test, avoid, cite) for test in judged.tests],
        zones=ribbon_card.zone_rows(judged, avoid, atlas.state_names),
        length_note=_length_note(judged, len(corridor.branches)),
        quotes=quotes[:OPEN],
        more_quotes=quotes[OPEN:],
        figures=[_figure(f, corridor_id, atlas, cite, compared) for f in own],
        more_figures=[
            _figure(f, corridor_id, atlas, cite, compared) for f in figures if f not in own
        ],
        events=[_event(e, cite) for e in named],
        more_events=[_event(e, cite) for e in events if e not in named],
    )
    return TEMPLATES.get_template("card.html").render(card=card)


def test_row(test: Test, avoid: frozenset[str], cite: words.Citations) -> Item:
    """Lay a test out as a row."""
    number = "" if test.value is None else words.number(test)
    return Item(
        label=words.TESTS[test.test],
        exposure=test.test not in words.HEADLINE,
        answer=words.ANSWERS[test.answer],
        css=test.answer,
        number=number,
        bounds=words.bounds(test.low, test.high),
        note=test.note,
        source=cite.source(test.source),
    )


def _length_note(judged: Judged, branches: int) -> str:
    if branches == 1:
        return f"On the map {km(judged.length_km)} from end to end."
    return f"{km(judged.length_km)} are all its legs together, each counted once."


def _by_date(quote: Any) -> tuple[bool, str]:
    """Sort passages with a date before those that speak in general."""
    return quote.date_precision in {"year", "undated"}, quote.date_of_event or ""


def _figure(
    key: KeyFigure,
    corridor_id: str,
    atlas: Atlas,
    cite: words.Citations,
    compared: Sequence[Compared],
) -> Item:
    label = key.label
    if key.subject_id != corridor_id:
        label = f"{atlas.legs[key.subject_id].name}: {label[0].lower()}{label[1:]}"
    match = [c for c in compared if c.subject_id == key.subject_id and not c.state]
    on_map = ""
    if key.first.quantity == "length_km" and match:
        share = 100 * match[0].map_km / key.first.value
        on_map = f"{km(match[0].map_km)}, {share:.1f} % of it"
    return Item(
        label=label,
        value=words.quantity(key.first),
        when=words.when(key.first),
        after=after(key.first.as_of),
        source=cite.source(key.first.source_id),
        on_map=on_map,
        rivals=[Item(value=words.quantity(r), source=cite.source(r.source_id)) for r in key.rivals],
    )


def _concerns(event: Event, subjects: set[str], spots: set[str]) -> bool:
    return bool((subjects | spots) & set(event.subject_ids.split("|")))


def _event(event: Event, cite: words.Citations) -> Item:
    source = cite.source(event.source_id) if event.source_id else cite.quote(event.quote_id or "")
    return Item(date=date(event.date), title=event.title, source=source, after=after(event.date))
