"""Say in a few lines what this is, for whom, why 2022, and what "the article" is."""

from __future__ import annotations

from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.citations import web_address
from routes.evidence.citation import ARTICLE_AUTHOR, ARTICLE_ID, title_of
from routes.language import date, phrase
from routes.model.terms import ARTICLE_YEAR


@dataclass(frozen=True)
class Article:
    """The article that everything here starts from, as its row of sources.csv names it.

    Attributes
    ----------
    title
        Title as printed.
    author
        Given and family name.
    publisher
        Who published it.
    date
        Day of publication in words.
    url
        Address that a browser may follow, or "".
    sentence
        All of this but the address as a sentence, plain text.
    """

    title: str
    author: str
    publisher: str
    date: str
    url: str
    sentence: str


@dataclass(frozen=True)
class About:
    """Who we are, in a few lines of plain text.

    Attributes
    ----------
    line
        What is shown.
    for_whom
        For whom.
    why
        Why the pages open on the year of the article.
    article
        What "the article" is.
    """

    line: str
    for_whom: str
    why: str
    article: Article


def about() -> About:
    """Say what this is; in the language of the run or request."""
    row = next(row for row in store.library().tables.sources if row.source_id == ARTICLE_ID)
    author = f"{ARTICLE_AUTHOR.given} {ARTICLE_AUTHOR.family}"
    title, day = title_of(row.title), date(row.date)
    sentence = phrase(
        "about-article", author=author, title=title, publisher=row.publisher, date=day
    )
    return About(
        line=phrase("about-line"),
        for_whom=phrase("about-for-whom"),
        why=phrase("about-why", year=ARTICLE_YEAR),
        article=Article(title, author, row.publisher, day, web_address(row.url), sentence),
    )
