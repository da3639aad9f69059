"""Lay sources and endnotes out, each with what rests on it.

Pure: takes what the engine found, returns HTML in which every value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from types import SimpleNamespace as Item

from pages.shared.cards import words
from pages.shared.cards.corridor import TEMPLATES
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.sources import ONE, Basis
from routes.files.load import Tables
from routes.language import date
from routes.model.rows import Endnote, Quote

MANY = {
    "jurisdiction": "jurisdictions",
    "passage of the article": "passages of the article",
    "figure without a source": "figures without a source",
    "set of rivals": "sets of rivals",
}


def count(n: int, one: str) -> str:
    """Count things: 1 figure, 2 figures."""
    return f"{n:,} {one if n == 1 else MANY.get(one, one + 's')}"


def totals(tables: Tables) -> str:
    """Write what the page begins with: how much there is, and how much has no source."""
    counts = {
        "source": len(tables.sources) - 1,  # the row that stands for none
        "figure": len(tables.figures),
        "passage of the article": len(tables.quotes),
        "endnote": len(tables.endnotes),
        "figure without a source": sum(f.source_id == "unsourced" for f in tables.figures),
    }
    told = [count(n, one).split(" ", 1) for one, n in counts.items()]
    words = [f"<b>{n}</b> {what}" for n, what in told]
    return f"{', '.join(words[:-1])}; {words[-1]}."


def found(n: int, of: int, one: str, only: str) -> str:
    """Write how many of all are shown, and for which corridor."""
    what = f"{n:,} of {count(of, one)}" if n < of else f"All {count(of, one)}"
    only = only or ("" if n else "look for less, or for another word")
    return (
        f'<p class="mv-dim mv-found" role="status">{what}{f", {escape(only)}" if only else ""}</p>'
    )


def sources(
    found: Sequence[Basis], view: View, opened: bool, about: frozenset[str] = frozenset()
) -> str:
    """Lay out sources, each a line that opens; what is about a corridor stands first."""
    rows = []
    for basis in found:
        row = basis.source
        link = query_of(view.replaced(find=row.source_id, focus=""))
        rows.append(
            Item(
                id=row.source_id,
                publisher=row.publisher,
                date=date(row.date) if row.date else "undated",
                title=row.title,
                url=words.safe(row.url),
                kind=row.kind,
                access=row.access,
                permalink=f"?{link}",
                counts=[count(n, ONE[name]) for name, n in basis.only(about).counts.items()],
                rests=[rest.text for rest in basis.only(about).rests],
                others=[r.text for r in basis.rests if about and not r.about & about],
            )
        )
    return TEMPLATES.get_template("sources.html").render(rows=rows, opened=opened)


def endnotes(found: Iterable[tuple[Endnote, tuple[Quote, ...]]]) -> str:
    """Lay out the article's endnotes with the passages that cite them."""
    rows = [
        Item(
            number=note.number,
            reference=note.reference,
            resolved=note.resolved,
            url=words.safe(note.url),
            quotes=[quote.text for quote in quotes],
        )
        for note, quotes in found
    ]
    return TEMPLATES.get_template("endnotes.html").render(rows=rows)
