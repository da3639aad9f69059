"""List sources and endnotes, each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pages.shared.cards.citations import web_address
from pages.shared.cards.passages import passage_link
from pages.shared.cards.template import Template
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.quotes import closes_itself
from routes.evidence.sources import Basis
from routes.language import date, number, phrase
from routes.model.rows import Endnote, Quote
from routes.model.tables import Tables
from routes.model.terms import UNSOURCED

Counted = Literal["sources", "figures", "quotes", "endnotes", "unsourced"]
"""What there is of each kind: tables, and figures without a source."""


@dataclass(frozen=True)
class SourceEntry:
    """A source with what rests on it.

    Attributes
    ----------
    source_id
        Id of the source; the entry's anchor.
    publisher, date, title
        Who published what, and when.
    counts
        How many things of each kind rest on it.
    rests
        A line for each thing, of what was asked for.
    others
        Lines for what is about other things.
    url
        Address that a browser may follow, or "".
    kind
        Kind of publisher.
    access
        How far it was checked, as a clause.
    permalink
        Address of the page with this source alone.
    """

    source_id: str
    publisher: str
    date: str
    title: str
    counts: tuple[str, ...]
    rests: tuple[str, ...]
    others: tuple[str, ...]
    url: str
    kind: str
    access: str
    permalink: str


@dataclass(frozen=True)
class SourceList:
    """Sources.

    Attributes
    ----------
    rows
        The sources, in order.
    opened
        Whether all stand open.
    """

    rows: tuple[SourceEntry, ...]
    opened: bool


@dataclass(frozen=True)
class Cited:
    """A passage that cites an endnote.

    Attributes
    ----------
    text
        As printed.
    closed
        Whether it ends with the article's own quotation mark.
    link
        Address of the passage among all others.
    number, total
        Which passage of how many, in the order of the article.
    """

    text: str
    closed: bool
    link: str
    number: int
    total: int


@dataclass(frozen=True)
class EndnoteEntry:
    """An endnote of the article.

    Attributes
    ----------
    number
        Roman, as printed.
    reference
        As printed.
    resolved
        What an *Ibid.* points at, or "".
    url
        Address that a browser may follow, or "".
    quotes
        Passages that cite it.
    """

    number: str
    reference: str
    resolved: str
    url: str
    quotes: tuple[Cited, ...]


@dataclass(frozen=True)
class EndnoteList:
    """Endnotes.

    Attributes
    ----------
    rows
        The endnotes, in the article's order.
    """

    rows: tuple[EndnoteEntry, ...]


@dataclass(frozen=True)
class Total:
    """A number of things.

    Attributes
    ----------
    n
        How many.
    number
        The same, formatted.
    what
        What is counted: the last part of a message's id, `source-count-*`.
    """

    n: int
    number: str
    what: Counted


@dataclass(frozen=True)
class Totals:
    """What the page begins with.

    Attributes
    ----------
    counts
        How much there is of each kind of thing, and how much has no source.
    """

    counts: tuple[Total, ...]


@dataclass(frozen=True)
class Found:
    """How much was found.

    Attributes
    ----------
    text
        How many of how many, and for which corridor alone.
    """

    text: str


SOURCES = Template("sources.html", SourceList)
ENDNOTES = Template("endnotes.html", EndnoteList)
HEAD = Template("totals.html", Totals)
FOUND = Template("found.html", Found)


def count(n: int, what: str) -> str:
    """Count things: 1 figure, 2 figures.

    Parameters
    ----------
    n
        How many.
    what
        What is counted: a table, or another last part of `source-count-*`.
    """
    return phrase(f"source-count-{what}", n=n, number=number(n))


def totals(tables: Tables) -> dict[Counted, int]:
    """Count how much there is of each kind of thing, and how much has no source.

    Parameters
    ----------
    tables
        What people wrote.
    """
    return {
        "sources": len(tables.sources) - 1,  # the row that stands for none
        "figures": len(tables.figures),
        "quotes": len(tables.quotes),
        "endnotes": len(tables.endnotes),
        "unsourced": sum(f.source_id == UNSOURCED for f in tables.figures),
    }


def totals_html(tables: Tables) -> str:
    """Render what the page begins with: how much there is, and how much has no source.

    Parameters
    ----------
    tables
        What people wrote.
    """
    counts = totals(tables).items()
    return HEAD.fill(Totals(tuple(Total(n, number(n), what) for what, n in counts)))


def found_text(n: int, of: int, what: str, corridor: str) -> str:
    """Format how many of all are shown, and for which corridor.

    Parameters
    ----------
    n, of
        How many are shown, and how many there are.
    what
        What is counted, as in `count`.
    corridor
        Name of the corridor to which they are limited, or "".
    """
    total = count(of, what)
    if n < of:
        text = phrase("source-found-some", n=number(n), total=total)
    else:
        text = phrase("source-found-all", total=total)
    if corridor:
        return phrase("source-found-for", found=text, corridor=corridor)
    return text if n else phrase("source-found-none", found=text)


def found_html(n: int, of: int, what: str, corridor: str) -> str:
    """Render how many of all are shown, and for which corridor.

    Parameters
    ----------
    n, of, what, corridor
        As in `found_text`.
    """
    return FOUND.fill(Found(found_text(n, of, what, corridor)))


def sources_html(
    sources: Sequence[Basis], view: View, opened: bool, about: frozenset[str] = frozenset()
) -> str:
    """Render sources, each a line that opens; what is about a corridor stands first.

    Parameters
    ----------
    sources
        The sources with what rests on them.
    view
        The reader's view, which the permalink of a source keeps.
    opened
        Whether all stand open.
    about
        Ids of what was asked for; none means everything.

    Returns
    -------
    HTML in which every value is escaped.
    """
    rows = (_source_entry(basis, view, about) for basis in sources)
    return SOURCES.fill(SourceList(tuple(rows), opened))


def _source_entry(basis: Basis, view: View, about: frozenset[str]) -> SourceEntry:
    row, mine = basis.source, basis.only(about)
    return SourceEntry(
        source_id=row.source_id,
        publisher=row.publisher,
        date=date(row.date),
        title=row.title,
        counts=tuple(count(n, name) for name, n in mine.counts.items()),
        rests=tuple(rest.text for rest in mine.rests),
        others=tuple(r.text for r in basis.rests if about and not r.about & about),
        url=web_address(row.url),
        kind=phrase(f"source-kind-{row.kind or 'unknown'}"),
        access=phrase("source-checked", access=row.access)
        if row.access
        else phrase("source-not-checked"),
        permalink=f"?{query_of(view.replaced(find=row.source_id, focus=''))}",
    )


def endnotes_html(endnotes: Iterable[tuple[Endnote, tuple[Quote, ...]]], total: int) -> str:
    """Render the article's endnotes with the passages that cite them.

    Parameters
    ----------
    endnotes
        Each endnote with its passages.
    total
        How many passages there are.

    Returns
    -------
    HTML in which every value is escaped.
    """
    rows = (
        EndnoteEntry(
            number=note.number,
            reference=note.reference,
            resolved=note.resolved or "",
            url=web_address(note.url),
            quotes=tuple(
                Cited(
                    text=quote.text,
                    closed=closes_itself(quote.text),
                    link=passage_link(quote.quote_id),
                    number=quote.seq,
                    total=total,
                )
                for quote in quotes
            ),
        )
        for note, quotes in endnotes
    )
    return ENDNOTES.fill(EndnoteList(tuple(rows)))
