"""Draw the story as one page: its opening, the article's steps, and what has happened since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.passages import Passage, passage, with_legend
from pages.shared.cards.sentence import Span, spans
from pages.shared.cards.template import Template
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.citation import ARTICLE_AUTHOR, ARTICLE_ID, title_of
from routes.language import date, phrase
from routes.model.rows import StoryStep
from routes.model.tables import Tables
from routes.model.terms import ARTICLE_YEAR, RUSSIA, YEARS
from routes.network.capacity import Range
from routes.sentences.story import amounts, closing, known, of_ends, opening
from routes.sentences.trend import span_of

OPENING: Final = (
    "routes=cpc,btc,china,trans_caspian,atyrau_samara,aktau_makhachkala"
    "&avoid=RU&focus=cpc&lat=45.50&lon=50.00&z=4"
)
"""The map of the opening, as in a link: every way by which oil left in the article's year."""
CLOSING: Final = (
    "routes=cpc,btc,china,trans_caspian,atyrau_samara,aktau_makhachkala,druzhba"
    "&avoid=RU&focus=btc&lat=47.00&lon=44.00&z=4"
)
"""The map of what has happened since: with the way to Germany, which oil took after the article."""
SINCE: Final = (
    "kmg-socar-2022-11",
    "germany-first-2023-02-23",
    "tengiz-btc-first-2023-03-23",
    "loading-halt-2023-11-27",
    "kropotkinskaya-2025-02-17",
    "entry-decree-2025-07-21",
    "spm2-hit-2025-11-29",
    "kashagan-china-2025-12",
    "tankers-hit-2026-01-13",
    "spm3-back-2026-01-25",
)
"""Events after the article that are told: what closed the pipe, or opened a way round it."""
AVOIDED = frozenset({RUSSIA})
Kind = Literal["pipe", "other", "perhaps", "round"]
"""Part of a year's bar: by the pipe; other ways, across Russia; across it or round it, which is not
known; round it for certain."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True)
class OpeningCard:
    """Where the story begins.

    Attributes
    ----------
    lead
        The number that it begins with.
    article
        The article.
    title
        Its title.
    author
        Who wrote it.
    """

    lead: tuple[Span, ...]
    article: SourceLink
    title: str
    author: str


@dataclass(frozen=True)
class StepCard:
    """A step of the story.

    Attributes
    ----------
    number, total
        Which step of how many.
    title
        What it is about.
    tells
        What happened, in our words.
    quotes
        Passages of the article.
    says_map
        What the map shows, with computed numbers.
    says_text
        What the text only claims.
    left_open
        What the author leaves open, or "".
    """

    number: int
    total: int
    title: str
    tells: str
    quotes: tuple[Passage, ...]
    says_map: str
    says_text: str
    left_open: str


@dataclass(frozen=True)
class Part:
    """A part of a year's bar.

    Attributes
    ----------
    kind
        What it is: the last part of a message's id, `story-year-*`, and a class of the sheet.
    percent
        Its width, per cent of the widest year.
    """

    kind: Kind
    percent: float


@dataclass(frozen=True)
class YearBar:
    """What left in a year.

    Attributes
    ----------
    year
        The year.
    parts
        Its parts from left to right; empty where it is not known.
    words
        The same in words.
    """

    year: int
    parts: tuple[Part, ...]
    words: str


@dataclass(frozen=True)
class Since:
    """An event after the article.

    Attributes
    ----------
    date
        When it happened.
    title
        What happened.
    link
        Address of the event on the timeline.
    source
        Who tells it, or None.
    """

    date: str
    title: str
    link: str
    source: SourceLink | None


@dataclass(frozen=True)
class ClosingCard:
    """Where the story ends.

    Attributes
    ----------
    number
        Its number in the address: the one after the last step.
    lead
        The last year against the article's; "" as the article saw it.
    kinds
        Parts of the bars, in order.
    years
        The years.
    events
        What has happened since.
    trend, timeline
        Addresses of two pages that have more.
    trend_name, timeline_name
        Their names.
    last
        Month of the latest event.
    """

    number: int
    lead: tuple[Span, ...]
    kinds: tuple[Kind, ...]
    years: tuple[YearBar, ...]
    events: tuple[Since, ...]
    trend: str
    timeline: str
    trend_name: str
    timeline_name: str
    last: str


BEGIN = Template("story_opening.html", OpeningCard)
CARD = Template("story_step.html", StepCard)
END = Template("story_closing.html", ClosingCard)


@store.kept(16)
def opening_html(as_article: bool) -> str:
    """Render where the story begins.

    Parameters
    ----------
    as_article
        As the article saw it.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return BEGIN.fill(opening_card(as_article))


def opening_card(as_article: bool) -> OpeningCard:
    """Build where the story begins.

    Parameters
    ----------
    as_article
        As in `opening_html`.
    """
    article = Citations(store.library().tables, as_article).source(ARTICLE_ID)
    return OpeningCard(
        lead=spans(opening(store.moved(ARTICLE_YEAR), _clean(ARTICLE_YEAR))),
        article=article,
        title=title_of(article.title),
        author=f"{ARTICLE_AUTHOR.given} {ARTICLE_AUTHOR.family}",
    )


def steps_html(says_map: Mapping[int, str], tables: Tables, as_article: bool) -> str:
    """Render the steps, below each other.

    Parameters
    ----------
    says_map, tables, as_article
        As in `step_card`; what the maps show, by step. A step that is not among them is left out.

    Returns
    -------
    HTML in which every value is escaped, with what is left out as the article saw it.
    """
    steps = tables.story.rows
    told = (one for one in steps if one.step in says_map)
    cards = (step_card(one, says_map[one.step], len(steps), tables, as_article) for one in told)
    return with_legend("".join(map(CARD.fill, cards)), as_article)


def step_card(
    step: StoryStep, says_map: str, total: int, tables: Tables, as_article: bool
) -> StepCard:
    """Build the card of a step.

    Parameters
    ----------
    step
        The step.
    says_map
        What the map shows, its numbers filled in.
    total
        How many steps there are.
    tables
        What people wrote.
    as_article
        Leave out of the remarks what is later than the article.
    """
    cite = Citations(tables, as_article)
    quotes = {quote.quote_id: quote for quote in tables.quotes}
    return StepCard(
        number=step.step,
        total=total,
        title=step.title,
        tells=step.tells,
        quotes=tuple(
            passage(quotes[quote_id], cite, as_article) for quote_id in step.quote_ids.split("|")
        ),
        says_map=says_map,
        says_text=step.says_text,
        left_open=step.left_open or "",
    )


def closing_html(view: View) -> str:
    """Render where the story ends.

    Parameters
    ----------
    view
        What is shown; its links carry it along.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return END.fill(closing_card(view))


def closing_card(view: View) -> ClosingCard:
    """Build where the story ends; as the article saw it, nothing of that is known.

    Parameters
    ----------
    view
        As in `closing_html`.
    """
    lib = store.library()
    years = () if view.as_article else years_told()
    rows = {event.event_id: event for event in lib.tables.events}
    cite = Citations(lib.tables, view.as_article)
    told = () if view.as_article else tuple(rows[one] for one in SINCE)
    return ClosingCard(
        number=len(lib.tables.story) + 1,
        lead=spans(_closing() if years else ""),
        kinds=KINDS,
        years=years,
        events=tuple(
            Since(
                date=date(event.date),
                title=event.title,
                link=f"Timeline?{query_of(view.replaced(event=event.event_id, year=YEARS[-1]))}",
                source=cite.source(event.source_id) if event.source_id else None,
            )
            for event in told
        ),
        trend=f"Trend?{query_of(view)}",
        timeline=f"Timeline?{query_of(view.replaced(year=YEARS[-1]))}",
        trend_name=phrase("frame-page-Trend"),
        timeline_name=phrase("frame-page-Timeline"),
        last=date(lib.coverage.last_event),
    )


def _closing() -> str:
    last = max(year for year in YEARS if known(store.moved(year)))
    first = store.moved(ARTICLE_YEAR)
    return closing(store.moved(last), _clean(last), first, _clean(ARTICLE_YEAR))


@store.kept(None, in_words=False)
def _clean(year: int) -> Range:
    """Return the least and the greatest of what left in a year and met Russia nowhere, Mt."""
    return store.trends()[year].amounts(AVOIDED).clean


@store.kept(None)
def years_told() -> tuple[YearBar, ...]:
    """Return what left in each year, as bars of one scale."""
    full = max(total[1] for year in YEARS if (total := store.moved(year).total))
    return tuple(_bar(year, full) for year in YEARS)


def _bar(year: int, full: float) -> YearBar:
    moved = store.moved(year)
    if not known(moved):
        return YearBar(year, (), phrase("story-year-unknown"))
    pipe, total = amounts(moved)
    least, most = _clean(year)
    rest = max(total[1] - pipe[1], 0.0)
    least, most = min(least, rest), min(most, rest)
    widths: Sequence[float] = (pipe[1], rest - most, most - least, least)
    parts = zip(KINDS, widths, strict=True)
    return YearBar(
        year=year,
        parts=tuple(Part(kind, round(100 * mt / full, 2)) for kind, mt in parts if mt > 0),
        words=phrase(
            "story-year",
            pipe=of_ends(pipe),
            round=span_of(_clean(year), ".1f"),
            total=of_ends(total),
        ),
    )


def lead_of(step: int, as_article: bool) -> str:
    """Return what the story says first at one of its numbers: the opening, a step, or the end.

    Parameters
    ----------
    step
        The number, from 0 to that of the end.
    as_article
        As the article saw it: nothing of what has happened since is known.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    rows = store.library().tables.story.rows
    if not step:
        return opening(store.moved(ARTICLE_YEAR), _clean(ARTICLE_YEAR))
    if step <= len(rows):
        return rows[step - 1].tells
    return phrase("story-since-article") if as_article else _closing()


def headings() -> tuple[str, ...]:
    """List the headings of the story by their number: the opening, the steps, the end."""
    steps = store.library().tables.story.rows
    return (phrase("story-title"), *(one.title for one in steps), phrase("story-since"))
