"""List the article's passages in their order, each with its corridors and a link to their map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.passages import Passage, passage
from pages.shared.cards.template import Template
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.citation import ARTICLE_ID
from routes.evidence.search import Index, within
from routes.evidence.subjects import concerned
from routes.language import listed
from routes.model.rows import Quote
from routes.model.tables import Tables


@dataclass(frozen=True)
class PassageEntry:
    """A passage with what it is about.

    Attributes
    ----------
    quote_id
        Row of quotes.csv; the entry's anchor.
    passage
        The passage.
    about
        Names of what it is about.
    corridors
        Names of the corridors that it concerns, or "".
    map_link
        Address of the map with these corridors, or with those that the article names.
    """

    quote_id: str
    passage: Passage
    about: str
    corridors: str
    map_link: str


@dataclass(frozen=True)
class PassageList:
    """The passages of the article.

    Attributes
    ----------
    article
        The article.
    title
        Its title.
    rows
        The passages, in the order of the article.
    alone
        Address of all passages where one is shown alone, else "".
    """

    article: SourceLink
    title: str
    rows: tuple[PassageEntry, ...]
    alone: str


ARTICLE = Template("article.html", PassageList)


def article_html(
    quotes: Iterable[Quote], tables: Tables, names: Mapping[str, str], view: View, alone: bool
) -> str:
    """Render passages of the article.

    Parameters
    ----------
    quotes
        The passages, in any order.
    tables
        What people wrote.
    names
        Names of everything that a passage can be about, by id.
    view
        The reader's view, which the links to the map keep.
    alone
        Whether one passage was asked for by its id.

    Returns
    -------
    HTML in which every value is escaped.
    """
    cite = Citations(tables, view.as_article)
    source = cite.source(ARTICLE_ID)
    rows = (_entry(quote, tables, names, cite, view) for quote in in_order(quotes))
    everything = f"?{query_of(view.replaced(find=''))}" if alone else ""
    return ARTICLE.fill(PassageList(source, source.title, tuple(rows), everything))


def in_order(quotes: Iterable[Quote]) -> list[Quote]:
    """Sort passages as they stand in the article.

    Parameters
    ----------
    quotes
        The passages.
    """
    return sorted(quotes, key=lambda quote: quote.seq)


def corridors_of(quote: Quote, tables: Tables) -> tuple[str, ...]:
    """List the corridors that a passage concerns: those it names, else those at what it names.

    Parameters
    ----------
    quote
        The passage.
    tables
        Corridors and their legs.
    """
    subjects = set(quote.subject_ids.split("|"))
    corridors = [row.corridor_id for row in tables.corridors]
    named = tuple(one for one in corridors if one in subjects)
    return named or tuple(one for one in corridors if concerned(tables, one) & subjects)


def passage_holds(quote: Quote, text: str, cite: Citations, index: Index) -> bool:
    """Return whether every word of a search is in a passage or in what stands with it.

    Parameters
    ----------
    quote
        The passage.
    text
        What is looked for; the id of a passage is in that passage alone.
    cite
        Looks up its endnote.
    index
        Names of what it is about.
    """
    if text == quote.quote_id:
        return True
    endnote, remark = cite.endnote(quote.endnote), quote.remark or ""
    return within(text, quote.text, endnote, remark, index.names(quote.subject_ids.split("|")))


def _entry(
    quote: Quote, tables: Tables, names: Mapping[str, str], cite: Citations, view: View
) -> PassageEntry:
    corridors = corridors_of(quote, tables)
    named = tuple(row.corridor_id for row in tables.corridors if row.in_article == "yes")
    shown = view.replaced(routes=corridors or named, focus=(corridors or named)[0])
    return PassageEntry(
        quote_id=quote.quote_id,
        passage=passage(quote, cite, view.as_article),
        about=listed(names[one] for one in quote.subject_ids.split("|")),
        corridors=listed(names[one] for one in corridors),
        map_link=f"./?{query_of(shown)}",
    )
