"""Draw the card of a corridor: verdict, ribbon, tests, kilometres, figures, passages, events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pages.shared import store
from pages.shared.cards.badges import Badge, badge
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.figures import period_and_statement, published_value
from pages.shared.cards.owners import OperatorOwners, operators_owners, without_operator
from pages.shared.cards.passages import Passage, by_the_article, passage, with_legend
from pages.shared.cards.ribbon import Part, RibbonView, branch_ribbons
from pages.shared.cards.template import Template
from pages.shared.cards.tests import TestRow, answer_rows
from pages.shared.cards.zones import ZoneTable, zone_table
from pages.shared.store import CorridorAnswer
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.key_figures import KeyFigure
from routes.evidence.lengths import Compared
from routes.evidence.moment import Moment
from routes.evidence.subjects import labels
from routes.language import Names, date, km, number, phrase, state_names
from routes.model.atlas import Atlas, Leg
from routes.model.dates import PartialDate
from routes.model.rows import Event, Quote, Stretch
from routes.model.tables import Tables
from routes.model.terms import IDLE
from routes.model.units import DAYS_A_YEAR, in_mtpa
from routes.network.capacity import Capacities
from routes.network.directions import doubtful, of_leg
from routes.sentences.corridors import mt_of, share_of
from routes.verdict.judge import Judged
from routes.verdict.tests import HEADLINE

OPEN_ROWS = 4
"""Rows of a long list that stand open; the others are one click away."""


@dataclass(frozen=True)
class RivalNumber:
    """A published number that disagrees with the one shown first.

    Attributes
    ----------
    value
        The number with its unit.
    source
        Who published it.
    """

    value: str
    source: SourceLink


@dataclass(frozen=True)
class FigureRow:
    """A published number on the card.

    Attributes
    ----------
    label
        What was counted; of a part, with its name.
    value
        The number with its unit.
    when
        The period it is for, and when it was stated.
    marks
        What to know before it is read beside the others: that it is older than the year shown,
        that the line was idle then; each as a clause.
    note
        What the table adds to a number that is so marked, or "".
    source
        Who published it.
    on_map
        The same length on the map and its share of the published one, as a clause, or "".
    rivals
        Numbers that disagree.
    """

    label: str
    value: str
    when: str
    marks: tuple[str, ...]
    note: str
    source: SourceLink
    on_map: str
    rivals: tuple[RivalNumber, ...]


@dataclass(frozen=True)
class OilRow:
    """What leads the card: how much oil, and how much could go.

    Attributes
    ----------
    label
        What is told.
    value
        The amount with its unit, or that it is not known.
    note
        Its share, or what sets it; "" for nothing.
    """

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class EventRow:
    """An event on the card.

    Attributes
    ----------
    date
        When it happened, as precisely as it is known.
    title
        What happened.
    event_id
        Row of events.csv, which the timeline shows.
    source
        Who tells it: a source, or a passage of the article.
    """

    date: str
    title: str
    event_id: str
    source: SourceLink | None


@dataclass(frozen=True)
class CorridorCard:
    """The card of a corridor.

    Attributes
    ----------
    corridor_id
        Id of the corridor; the card's anchor.
    name
        Name of the corridor.
    note
        What is to be known of it, or "".
    status
        Its status in words, or "" while it operates.
    badge
        Verdict.
    oil
        Kazakh oil of the year and room for it; none for what carries none.
    avoid
        The states to avoid.
    headline_tests
        How many tests make the verdict.
    ribbons
        Its branches, each unrolled.
    places, general
        How many places it joins, and how many positions rest on general knowledge.
    tests
        Tests with their answers.
    operators
        Who runs its legs, each with its owners.
    unowned
        Legs of which no operator is known, as a list; "" where there is none.
    zones
        Kilometres by state and kind of zone.
    length_note
        How long it is on the map, as a sentence.
    year
        Year of the events.
    as_article
        Whether nothing later than the article is shown.
    events, more_events
        Events that stand open, and those behind a click.
    figures, more_figures
        Published numbers of its own, and those of its parts.
    quotes, more_quotes
        Passages of the article that stand open, and those behind a click.
    """

    corridor_id: str
    name: str
    note: str
    status: str
    badge: Badge
    oil: tuple[OilRow, ...]
    avoid: Names
    headline_tests: int
    ribbons: tuple[RibbonView, ...]
    places: int
    general: int
    tests: tuple[TestRow, ...]
    operators: tuple[OperatorOwners, ...]
    unowned: str
    zones: ZoneTable
    length_note: str
    year: int
    as_article: bool
    events: tuple[EventRow, ...]
    more_events: tuple[EventRow, ...]
    figures: tuple[FigureRow, ...]
    more_figures: tuple[FigureRow, ...]
    quotes: tuple[Passage, ...]
    more_quotes: tuple[Passage, ...]


CARD = Template("corridor.html", CorridorCard)
EVENT_LINK = re.compile(r'href="Timeline\?event=([a-z0-9-]+)"')
"""A link of the card to an event on the timeline."""


@store.kept(512)
def corridor_html(
    corridor_id: str, avoid: frozenset[str], year: int, as_article: bool = False
) -> str:
    """Render the card of a corridor.

    Parameters
    ----------
    corridor_id
        Id of the corridor.
    avoid
        ISO 3166-1 alpha-2.
    year
        Year of figures and events.
    as_article
        Leave out what is later than the article.

    Returns
    -------
    HTML in which every value is escaped.
    """
    lib = store.library()
    answer = store.corridor_answer(corridor_id, avoid, year, as_article)
    oil = () if as_article else oil_rows(corridor_id, year)
    return with_legend(CARD.fill(corridor_card(lib.atlas, lib.tables, answer, oil)), as_article)


def ribbons_of(atlas: Atlas, tables: Tables, answer: CorridorAnswer) -> tuple[RibbonView, ...]:
    """Draw the ribbons of a corridor, one for each of its branches.

    Parameters
    ----------
    atlas, tables, answer
        As in `corridor_card`.
    """
    part = published_part(atlas, _stretch(tables, answer.corridor_id))
    return branch_ribbons(atlas, answer.avoid, answer.judged, answer.ribbons, part)


def _stretch(tables: Tables, corridor_id: str) -> Stretch | None:
    return next((s for s in tables.stretches if s.subject_id == corridor_id), None)


def oil_rows(corridor_id: str, year: int) -> tuple[OilRow, ...]:
    """List how much Kazakh oil went by a corridor in a year, and how much could have.

    Parameters
    ----------
    corridor_id
        Id of the corridor.
    year
        One that a reader can choose.

    Returns
    -------
    None of a corridor that carries no oil; no capacity of one of several branches, or of which no
    figure bounds it.
    """
    moved = store.moved(year).corridors
    if corridor_id not in moved:
        return ()
    one = moved[corridor_id]
    value, note = phrase("corridor-oil-unknown"), ""
    if one:
        value = phrase("corridor-oil-mt", mt=mt_of((one.low, one.high), one.drawn))
    if one and one.share and one.high > 0:
        low, drawn, high = one.share
        note = phrase("corridor-oil-share", share=share_of((low, high), drawn))
    rows = [OilRow(phrase("corridor-oil", year=year), value, note)]
    atlas = store.library().atlas
    if len(atlas.corridors[corridor_id].branches) == 1:
        rows += _room(atlas.legs_of(corridor_id), store.capacities(year))
    return tuple(rows)


def _room(legs: Sequence[Leg], caps: Capacities) -> list[OilRow]:
    """Return the capacity for Kazakh oil of the narrowest leg; nothing where none is bounded."""
    bounds = [(leg, caps.bound(leg.leg_id)) for leg in legs]
    known = [(leg, bound) for leg, bound in bounds if bound.basis == "figures"]
    if not known:
        return []
    leg, bound = min(known, key=lambda each: (each[1].high, each[1].low))
    rate = phrase("corridor-oil-rate", mt=mt_of((bound.low, bound.high)))
    note = phrase("corridor-oil-set-by", leg=leg.name) if len(legs) > 1 else ""
    return [OilRow(phrase("corridor-oil-capacity"), rate, note)]


def with_view(html: str, view: View) -> str:
    """Let the view travel along the links of a card: the card itself is kept for every view.

    Parameters
    ----------
    html
        The card.
    view
        What the page shows.
    """

    def _link(found: re.Match[str]) -> str:
        query = query_of(view.replaced(event=found[1]))
        return f'href="Timeline?{escape(query)}"'

    return EVENT_LINK.sub(_link, html)


def corridor_card(
    atlas: Atlas, tables: Tables, answer: CorridorAnswer, oil: tuple[OilRow, ...] = ()
) -> CorridorCard:
    """Build the card of a corridor.

    Parameters
    ----------
    atlas
        What was built.
    tables
        What people wrote.
    answer
        What the engine answers about the corridor.
    oil
        What `oil_rows` lists.
    """
    corridor = atlas.corridors[answer.corridor_id]
    avoid, moment, judged = answer.avoid, answer.moment, answer.judged
    cite = Citations(tables, moment.as_article)
    subjects = {answer.corridor_id, *corridor.leg_ids}
    ends = {place for leg in atlas.legs_of(answer.corridor_id) for place in (leg.tail, leg.head)}
    events = [e for e in answer.events if (subjects | ends) & set(e.subject_ids.split("|"))]
    # What a reader asks first stays open; the rest is one click away.
    named = [e for e in events if e.in_article == "yes"] or events[:OPEN_ROWS]
    stretch = _stretch(tables, answer.corridor_id)
    own = [f for f in answer.figures if f.subject_id == answer.corridor_id]
    own = own or [*answer.figures[:OPEN_ROWS]]
    quotes = [
        passage(quote, cite, moment.as_article)
        for quote in sorted(tables.quotes, key=_by_date)
        if subjects & set(quote.subject_ids.split("|"))
    ]

    names = labels(tables)
    own_note = by_the_article(corridor.note, cite) if moment.as_article else corridor.note

    def _figure_rows(figures: Iterable[KeyFigure]) -> tuple[FigureRow, ...]:
        return tuple(
            _figure_row(
                f, answer.corridor_id, atlas, cite, answer.lengths, _idle(f, answer), stretch, names
            )
            for f in figures
        )

    return CorridorCard(
        corridor_id=answer.corridor_id,
        name=corridor.name,
        note=" ".join(filter(None, [own_note, *_turned(tables, corridor.leg_ids, moment)])),
        status=answer.standing.words,
        badge=badge(judged, answer.standing.status, avoid, atlas.state_names),
        oil=oil,
        avoid=state_names(avoid, atlas.state_names),
        headline_tests=len(HEADLINE),
        ribbons=ribbons_of(atlas, tables, answer),
        places=len(ends),
        general=sum(cite.general(atlas.places[place].source_id) for place in ends),
        tests=answer_rows(judged, avoid, atlas.state_names, cite),
        operators=operators_owners(answer.registers, avoid, atlas.state_names, cite),
        unowned=phrase("common-sentence.joint").join(
            without_operator(atlas.legs_of(answer.corridor_id))
        ),
        zones=zone_table(judged, avoid, atlas.state_names, atlas.areas),
        length_note=_length_note(judged, len(corridor.branches)),
        year=moment.year,
        as_article=moment.as_article,
        events=tuple(_event_row(e, cite) for e in named),
        more_events=tuple(_event_row(e, cite) for e in events if e not in named),
        figures=_figure_rows(own),
        more_figures=_figure_rows(f for f in answer.figures if f not in own),
        quotes=tuple(quotes[:OPEN_ROWS]),
        more_quotes=tuple(quotes[OPEN_ROWS:]),
    )


def _turned(tables: Tables, legs: Iterable[str], moment: Moment) -> Iterator[str]:
    """Yield a sentence on each leg that ran the other way then, or of which it is not known."""
    doubts = doubtful(tables.directions, moment)
    for leg_id in legs:
        row = of_leg(tables.directions, leg_id, moment)
        if row and (row.runs == "reversed" or leg_id in doubts):
            yield phrase(
                "corridor-turned",
                sure="no" if leg_id in doubts else "yes",
                year=moment.year,
                name=row.name_en,
                note=row.note or "",
            )


def _length_note(judged: Judged, branches: int) -> str:
    if branches == 1:
        return phrase("corridor-length", km=km(judged.length_km))
    return phrase("corridor-length-branches", km=km(judged.length_km))


def _by_date(quote: Quote) -> tuple[bool, str]:
    """Sort passages with a date before those that speak in general."""
    return quote.date_precision in {"year", "undated"}, quote.date_of_event or ""


def published_part(atlas: Atlas, stretch: Stretch | None) -> dict[int, Part]:
    """Return the part of a branch to which the published length belongs, by the branch's number.

    Parameters
    ----------
    atlas
        What was built.
    stretch
        What the published lengths of the corridor are of; None where it is all that is drawn.
    """
    legs = tuple((stretch.leg_ids or "").split()) if stretch else ()
    if not stretch or not legs:
        return {}
    found = {}
    for n, branch in enumerate(atlas.corridors[stretch.subject_id].branches):
        for start in range(len(branch)):
            if tuple(branch[start : start + len(legs)]) == legs:
                whole, before, part = (
                    sum(atlas.legs[leg].length_km for leg in some)
                    for some in (branch, branch[:start], legs)
                )
                text = phrase("corridor-part", stretch=stretch.stretch_en)
                found[n] = Part(100 * before / whole, 100 * part / whole, text)
    return found


def _idle(key: KeyFigure, answer: CorridorAnswer) -> str:
    """Say that a line moved something in a year in which it was idle, and how little; "" if not."""
    standing = answer.standing
    since = PartialDate.leading(standing.since)
    if standing.status != IDLE or since is None or key.year is None or not key.first.value:
        return ""
    if key.year <= since.year or key.subject_id != answer.corridor_id:
        return ""
    capacity = next((f.first for f in answer.figures if f.first.quantity == "capacity"), None)
    days = 0
    if capacity:
        a_year = in_mtpa(capacity.value, capacity.unit)
        days = round(in_mtpa(key.first.value, key.first.unit) / a_year * DAYS_A_YEAR)
    return phrase("figure-idle", since=date(standing.since), year=key.year, days=days)


def _figure_row(
    key: KeyFigure,
    corridor_id: str,
    atlas: Atlas,
    cite: Citations,
    lengths: Sequence[Compared],
    idle: str,
    stretch: Stretch | None,
    names: Mapping[str, str],
) -> FigureRow:
    label = key.label
    if key.subject_id != corridor_id:
        small = f"{label[0].lower()}{label[1:]}"
        label = phrase("corridor-figure-of-leg", leg=names[key.subject_id], label=small)
    whole = [one for one in lengths if one.subject_id == key.subject_id and not one.state]
    on_map = ""
    if key.first.quantity == "length_km" and whole:
        percent = number(100 * whole[0].map_km / key.first.value, ".1f")
        on_map = phrase(
            "corridor-on-map", stretch=whole[0].stretch, km=km(whole[0].map_km), percent=percent
        )
    if key.first.quantity == "length_km" and stretch and stretch.other_way_en:
        on_map = phrase(
            "corridor-other-way",
            stretch=stretch.stretch_en,
            drawn=stretch.other_way_en,
            km=km(sum(leg.length_km for leg in atlas.legs_of(corridor_id))),
        )
    return FigureRow(
        label=label,
        value=published_value(key.first),
        when=period_and_statement(key.first),
        marks=tuple(
            filter(None, [phrase("figure-older", year=key.asked) if key.older else "", idle])
        ),
        note=(key.first.note or "") if idle else key.note,
        source=cite.source(key.first.source_id),
        on_map=on_map,
        rivals=tuple(
            RivalNumber(published_value(rival), cite.source(rival.source_id))
            for rival in key.rivals
        ),
    )


def _event_row(event: Event, cite: Citations) -> EventRow:
    source = cite.source(event.source_id) if event.source_id else cite.quote(event.quote_id or "")
    return EventRow(date(event.date), event.title, event.event_id, source)
