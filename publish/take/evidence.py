"""Lay out what a view rests on: published figures with their sources, passages of the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pages.shared import store
from pages.shared.cards.citations import Citations, web_address
from pages.shared.cards.figures import published_value
from pages.shared.cards.passages import by_the_article, kind_of
from publish.take.table import Row, Table, table
from routes.evidence.citation import ARTICLE_AUTHOR, ARTICLE_ID, title_of
from routes.evidence.compare import same
from routes.evidence.key_figures import KeyFigure
from routes.evidence.rivals import Published, published
from routes.evidence.subjects import counted, labels
from routes.language import phrase, quantity_name
from routes.model.rows import Figure, Quote
from routes.model.terms import UNSOURCED

FIGURES = (
    "subject_id",
    "subject",
    "quantity",
    "quantity_name",
    "value",
    "value_unit",
    "period",
    "as_of",
    "shown",
    "rivals",
    "source_id",
    "source_title",
    "publisher",
    "source_date",
    "url",
    "locator",
    "note",
)
QUOTES = (
    "quote_id",
    "text",
    "kind",
    "date_of_event",
    "endnote",
    "reference",
    "remark",
    "subject_ids",
    "author",
    "article",
    "publisher",
    "source_date",
    "url",
)
OF_BALANCE = ("element_id", "role", "year")
"""Columns before those of a figure, where it bounds the balance of a year."""


def figures_table(figures: Iterable[Figure], first: Iterable[Figure] = ()) -> Table:
    """Lay out published figures, each with its source and with what contradicts it.

    Parameters
    ----------
    figures
        The figures; each is listed once.
    first
        Those that the page shows first, of rivals.
    """
    leading = {id(row) for row in first}
    rows = ({**_figure(row), "shown": _shown(row, leading)} for row in _each(figures))
    return table("figures", FIGURES, rows)


def key_figures_table(chosen: Iterable[KeyFigure]) -> Table:
    """Lay out the figures of cards, those shown first and their rivals.

    Parameters
    ----------
    chosen
        Figures as a card chooses them.
    """
    told = list(chosen)
    rows = [row for one in told for row in (one.first, *one.rivals)]
    return figures_table(rows, [one.first for one in told])


def balance_figures_table(behind: Iterable[tuple[int, str, Figure]]) -> Table:
    """Lay out the figures that bound the balance of years.

    Parameters
    ----------
    behind
        Year, `element:role` as in capacities.csv, and figure.
    """
    rows: list[Row] = []
    for year, observation, row in behind:
        element, _, role = observation.partition(":")
        rows.append({"element_id": element, "role": role, "year": year, **_figure(row)})
    names = [name for name in FIGURES if name != "shown"]
    return table("figures", (*OF_BALANCE, *names), rows)


def quotes_table(quotes: Iterable[Quote], as_article: bool) -> Table:
    """Lay out passages of the article, verbatim, each with its endnote.

    Parameters
    ----------
    quotes
        The passages.
    as_article
        Leave out of the remarks what rests on anything later than the article.
    """
    tables = store.library().tables
    cite = Citations(tables, as_article)
    article = next(row for row in tables.sources if row.source_id == ARTICLE_ID)
    rows = []
    for quote in sorted(quotes, key=lambda one: one.seq):
        remark = quote.remark or ""
        rows.append(
            {
                "quote_id": quote.quote_id,
                "text": quote.text,
                "kind": kind_of(quote),
                "date_of_event": quote.date_of_event,
                "endnote": quote.endnote,
                "reference": cite.endnote(quote.endnote) or None,
                "remark": (by_the_article(remark, cite) if as_article else remark) or None,
                "subject_ids": quote.subject_ids,
                "author": f"{ARTICLE_AUTHOR.given} {ARTICLE_AUTHOR.family}",
                "article": title_of(article.title),
                "publisher": article.publisher,
                "source_date": article.date,
                "url": web_address(article.url) or None,
            }
        )
    return table("quotes", QUOTES, rows)


def about_any(ids: Iterable[str]) -> list[Quote]:
    """List the passages of the article that are about any of some things.

    Parameters
    ----------
    ids
        Ids of corridors, legs, places or other subjects.
    """
    wanted = set(ids)
    quotes = store.library().tables.quotes
    return [quote for quote in quotes if wanted & set(quote.subject_ids.split("|"))]


def _each(figures: Iterable[Figure]) -> list[Figure]:
    return list({id(row): row for row in figures}.values())


def _shown(row: Figure, leading: set[int]) -> str | None:
    """Return whether a figure is shown first among its rivals; None where nothing is."""
    if not leading:
        return None
    return phrase("take-shown-first" if id(row) in leading else "take-shown-rival")


@store.kept(None, in_words=False, by_lines=False)
def _answers() -> Mapping[int, Published]:
    """Return the question that each figure answers, by the figure's identity."""
    answers = published(store.library().tables.figures)
    return {id(value.figure): one for one in answers for value in one.values}


def _rivals(row: Figure) -> str | None:
    """Name the other answers to the same question that are not the same number."""
    one = _answers().get(id(row))
    if one is None:
        return None
    mine = next(value for value in one.values if value.figure is row)
    cite = Citations(store.library().tables)
    others = [
        phrase(
            "take-rival",
            value=published_value(value.figure),
            source=cite.source(value.figure.source_id).text,
        )
        for value in one.values
        if not same(value, mine)
    ]
    return phrase("common-sentence.joint").join(dict.fromkeys(others)) or None


@store.kept(None, in_words=False, by_lines=False)
def _called() -> Mapping[str, str]:
    return labels(store.library().tables)


def _figure(row: Figure) -> Row:
    lib = store.library()
    source = next(one for one in lib.tables.sources if one.source_id == row.source_id)
    known = row.source_id != UNSOURCED
    quantity = counted(row.quantity, row.subject_id, lib.cargo)
    return {
        "subject_id": row.subject_id,
        "subject": _called()[row.subject_id],
        "quantity": row.quantity,
        "quantity_name": quantity_name(quantity, lib.atlas.state_names),
        "value": float(row.value),
        "value_unit": row.unit,
        "period": row.period,
        "as_of": row.as_of,
        "rivals": _rivals(row),
        "source_id": row.source_id,
        "source_title": source.title if known else phrase("source-unsourced"),
        "publisher": source.publisher if known else None,
        "source_date": source.date,
        "url": web_address(source.url) or None,
        "locator": row.locator,
        "note": row.note,
    }
