"""Word the article's passages, with what other sources say beside them."""

from __future__ import annotations

import re
from types import SimpleNamespace as Item

from pages.shared.words import Citations
from routes.model import Quote
from routes.names import date

SENTENCE = re.compile(r"(?<=\w\w\.)\s+|(?<=\]\.)\s+")


def passage(quote: Quote, cite: Citations, as_article: bool = False) -> Item:
    """Word a passage as printed, its endnote in full, and the remark with its sources."""
    return Item(
        quote_id=quote.quote_id,
        text=quote.text,
        kind=quote.kind,
        date=date(quote.date_of_event),
        endnote=quote.endnote,
        reference=cite.endnote(quote.endnote),
        remark=cite.linked(
            remark_by(quote.remark or "", cite) if as_article else quote.remark or ""
        ),
    )


def remark_by(remark: str, cite: Citations) -> str:
    """Keep those sentences of a remark that rest on nothing later than the article."""
    kept = [
        sentence for sentence in SENTENCE.split(remark)
        if not any(part.source and part.source.after for part in cite.linked(sentence))
    ]  # fmt: skip
    return " ".join(kept)
