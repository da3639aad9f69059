"""Quote the article's passages, each with its endnote and with what other sources say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.template import Template
from pages.shared.view.parameter import NONE
from pages.shared.view.widgets import ARTICLE
from routes.evidence.citation import ARTICLE_ID
from routes.evidence.quotes import closes_itself
from routes.language import date, phrase
from routes.model.rows import Quote
from routes.model.terms import ARTICLE_YEAR

MARK = re.compile(r"(\[[a-z0-9_, ]+\])")
"""[source_id, source_id] in a remark."""
YEAR = re.compile(r"\b20\d\d\b")
SENTENCE = re.compile(r"(?<=\w\w\.)\s+|(?<=\]\.)\s+")


@dataclass(frozen=True)
class RemarkPart:
    """A piece of a remark: text, or a source that it names.

    Attributes
    ----------
    text
        Plain text; "" for a source.
    source
        The source, or None.
    """

    text: str
    source: SourceLink | None = None


@dataclass(frozen=True)
class Passage:
    """A passage of the article.

    Attributes
    ----------
    text
        As printed, slips included.
    kind
        How the author states it: fact, claim or plan.
    date
        When it happened, as precisely as it is known.
    endnote
        Number of its endnote, Roman, or "".
    reference
        The endnote in full, or "".
    remark
        What other sources say of it, in order; empty where nothing is said.
    closed
        Whether it ends with the article's own quotation mark.
    number, total
        Which passage of how many, in the order of the article.
    link
        Address of the passage among all others, from any page.
    article
        The article.
    """

    text: str
    kind: str
    date: str
    endnote: str
    reference: str
    remark: tuple[RemarkPart, ...]
    closed: bool
    number: int
    total: int
    link: str
    article: SourceLink


def passage(quote: Quote, cite: Citations, as_article: bool = False) -> Passage:
    """Quote a passage.

    Parameters
    ----------
    quote
        The passage.
    cite
        Looks up its endnote and the sources of its remark.
    as_article
        Leave out of the remark what rests on anything later than the article.
    """
    remark = quote.remark or ""
    return Passage(
        text=quote.text,
        kind=kind_of(quote),
        date=date(quote.date_of_event),
        endnote=quote.endnote or "",
        reference=cite.endnote(quote.endnote),
        remark=tuple(parts(by_the_article(remark, cite) if as_article else remark, cite)),
        closed=closes_itself(quote.text),
        number=quote.seq,
        total=cite.passages,
        link=passage_link(quote.quote_id, as_article=as_article),
        article=cite.source(ARTICLE_ID),
    )


def kind_of(quote: Quote) -> str:
    """Say how the author states a passage; the cause apart where it is less than the event.

    Parameters
    ----------
    quote
        The passage.
    """
    kind = phrase(f"article-kind-{quote.kind}")
    return phrase("article-caused", kind=kind) if quote.cause else kind


def passage_link(quote_id: str, *, as_article: bool = False) -> str:
    """Return the address of a passage among all others, from any page.

    Parameters
    ----------
    quote_id
        Row of quotes.csv.
    as_article
        Keep to what the article could know.
    """
    parts = {"tab": "article", "find": quote_id, "focus": NONE}
    if as_article:
        parts["asof"] = ARTICLE
    return f"Sources?{urlencode(parts)}"


def parts(remark: str, cite: Citations) -> Iterator[RemarkPart]:
    """Split a remark at its [source_id, …] marks and cite each source.

    Parameters
    ----------
    remark
        As in the table.
    cite
        Looks up the sources; a mark that names none is left as text.
    """
    for text in MARK.split(remark):
        ids = text.strip("[]").split(", ") if text.startswith("[") else []
        if ids and all(source_id in cite for source_id in ids):
            for n, source_id in enumerate(ids):
                yield RemarkPart("; " if n else "(")
                yield RemarkPart("", cite.source(source_id))
            yield RemarkPart(")")
        elif text:
            yield RemarkPart(text)


def by_the_article(remark: str, cite: Citations) -> str:
    """Keep the sentences of a remark that name no later year and rest on nothing later.

    Parameters
    ----------
    remark
        As in the table.
    cite
        Looks up the sources, as the article saw it.
    """
    kept = [
        sentence
        for sentence in SENTENCE.split(remark)
        if not any(part.source and part.source.after for part in parts(sentence, cite))
        and all(int(year) <= ARTICLE_YEAR for year in YEAR.findall(sentence))
    ]
    return " ".join(kept)


@dataclass(frozen=True)
class Legend:
    """What is left out as the article saw it.

    Attributes
    ----------
    text
        The same as a sentence.
    """

    text: str


LEGEND = Template("legend.html", Legend)


def with_legend(html: str, as_article: bool) -> str:
    """Add what is left out as the article saw it.

    Parameters
    ----------
    html
        A card.
    as_article
        Whether nothing later than the article is shown.
    """
    return html + LEGEND.fill(Legend(phrase("article-legend-then"))) if as_article else html
