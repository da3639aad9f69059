"""Say what a set of tables is: of what view, by which data, under which terms, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pages.shared import store
from pages.shared.cards.listed import listed
from publish.said import said
from publish.take.table import Row, Table, table
from publish.viewed import Viewed
from routes.evidence import citation
from routes.evidence.citation import Permalink
from routes.language import date, number, phrase, states
from routes.network.balance import nearest_year

ABOUT = ("key", "what", "is")


def about_table(viewed: Viewed, tables: Iterable[Table], root: str = "") -> Table:
    """Lay out what tables are about, and what each of their columns means.

    Parameters
    ----------
    viewed
        The page and its view.
    tables
        The tables.
    root
        Address of the app, with a slash at the end; "" for links relative to it.
    """
    return table("about", ABOUT, (*_told(viewed, root), *_columns(tables)))


def _told(viewed: Viewed, root: str) -> Iterator[Row]:
    lib, view = store.library(), viewed.view
    told = said(viewed)
    link = Permalink(f"{root}{viewed.path}?{viewed.query}", lib.atlas.data_version)
    cited = citation.view(told.title, told.sentence, link)
    far = lib.coverage
    rows = {
        "title": told.title,
        "sentence": told.sentence,
        "permalink": link.link,
        "data_version": link.data_version,
        "coverage": phrase(
            "take-coverage",
            last=date(far.last_event),
            sources=number(far.sources),
            excerpts=number(far.excerpts),
        ),
        "avoid": states(view.avoid, lib.atlas.state_names) if view.avoid else phrase("take-none"),
        "year": phrase("frame-year-article") if view.as_article else str(view.year),
        "borders": phrase(f"frame-shown-{view.borders}"),
        "licence": phrase("take-licence"),
        "licence_quotes": phrase("take-licence-quotes"),
        "cite": cited.plain,
        "bibtex": cited.bibtex,
        "blank": phrase("take-blank"),
    }
    for key, value in rows.items():
        yield {"key": key, "what": phrase(f"take-about-{key}"), "is": value}
    for n, text in enumerate((*viewed.notices, *_of_page(viewed)), 1):
        yield {"key": f"notice_{n}", "what": phrase("take-about-notice"), "is": text}


def _of_page(viewed: Viewed) -> tuple[str, ...]:
    """Return what of the view the page itself shows otherwise than it was asked for."""
    view, balances = viewed.view, store.library().balances
    if viewed.page == "Journeys":
        return listed(view).notices
    if viewed.page == "Closure" and (year := nearest_year(balances, view.year)) != view.year:
        return (phrase("page-closure-no-year", year=view.year, nearest=year),)
    return ()


def _columns(tables: Iterable[Table]) -> Iterator[Row]:
    for one in tables:
        for column in one.columns:
            what = phrase("take-meaning", column=column.name, table=one.title)
            text = column.what
            if column.unit:
                text = phrase("take-meaning-unit", what=text, unit=column.unit)
            yield {"key": f"{one.name}.{column.name}", "what": what, "is": text}
