"""Cite sources and endnotes in a few words, as a link."""

from __future__ import annotations

from dataclasses import dataclass

from routes.evidence.coverage import is_excerpt, is_general
from routes.evidence.moment import after
from routes.language import date, phrase
from routes.model.tables import Tables
from routes.model.terms import UNSOURCED
from routes.verdict.tests import COMPUTED, NOT_KNOWN


@dataclass(frozen=True)
class SourceLink:
    """A source as it is named beside what it says.

    Attributes
    ----------
    text
        Publisher and date, or what stands in their place.
    title
        Title of what was published; a tooltip.
    url
        Address that a browser may follow, or "".
    after
        Whether to mark it as later than the article: as the article saw it, and certain to be.
    excerpt
        Whether it was read as a search excerpt alone, which is said beside a number.
    """

    text: str
    title: str
    url: str = ""
    after: bool = False
    excerpt: bool = False


class Citations:
    """Look up sources, passages and endnotes by their ids.

    Parameters
    ----------
    tables
        Everything people wrote.
    as_article
        Whether the reader looks as the article saw it. Only then is a later source marked: in the
        present nearly every one is, and the mark would tell nothing.
    """

    def __init__(self, tables: Tables, as_article: bool = False) -> None:
        self.as_article = as_article
        self._sources = {row.source_id: row for row in tables.sources}
        self._endnotes = {row.number: row for row in tables.endnotes}
        self._quotes = {row.quote_id: row for row in tables.quotes}

    @property
    def passages(self) -> int:
        """Number of passages of the article."""
        return len(self._quotes)

    def __contains__(self, source_id: str) -> bool:
        return source_id in self._sources

    def source(self, source_id: str) -> SourceLink:
        """Cite a source by publisher and date.

        Parameters
        ----------
        source_id
            Row of sources.csv; that which stands for none says so.
        """
        row = self._sources[source_id]
        if source_id == UNSOURCED:
            return SourceLink(phrase("source-unsourced"), phrase("source-unsourced.title"))
        text = row.publisher
        if row.date:
            text = phrase("source-named", publisher=row.publisher, date=date(row.date))
        later = self.as_article and after(row.date)
        return SourceLink(text, row.title, web_address(row.url), later, is_excerpt(row))

    def general(self, source_id: str) -> bool:
        """Return whether something rests on general knowledge.

        Parameters
        ----------
        source_id
            Row of sources.csv.
        """
        return is_general(self._sources[source_id])

    def quote(self, quote_id: str) -> SourceLink | None:
        """Cite a passage of the article by its endnote; None if there is no such passage.

        Parameters
        ----------
        quote_id
            Row of quotes.csv.
        """
        quote = self._quotes.get(quote_id)
        if quote is None:
            return None
        if not quote.endnote:
            return SourceLink(phrase("article-cited"), "")
        text = phrase("article-cited-endnote", number=quote.endnote)
        return SourceLink(text, self.endnote(quote.endnote))

    def answer(self, basis: str) -> SourceLink | None:
        """Cite what a test's answer rests on; None where nothing is known.

        Parameters
        ----------
        basis
            Id of a source or passage, or how the answer was computed, as in `Test.source`.
        """
        if basis in {"", NOT_KNOWN}:
            return None
        if basis == COMPUTED:
            return SourceLink(phrase("source-computed"), phrase("source-computed.title"))
        return self.source(basis) if basis in self else self.quote(basis)

    def endnote(self, number: str | None) -> str:
        """Return an endnote's reference in full, an *Ibid.* with what it points at.

        Parameters
        ----------
        number
            Roman, as printed; "" is returned where it is none.
        """
        row = self._endnotes.get(number or "")
        if row is None:
            return ""
        return f"{row.reference} [{row.resolved}]" if row.resolved else row.reference


def web_address(url: str | None) -> str:
    """Return an address that a browser may follow, else "": no script, no file.

    Parameters
    ----------
    url
        As in a table.
    """
    return url if url and url.startswith(("https://", "http://")) else ""
