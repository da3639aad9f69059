"""Draw the year under the map: a slider that plays, the article's moment, equal lines."""

from __future__ import annotations

from pages.shared.frame.component import Component
from pages.shared.store import library
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.language import phrase
from routes.model.terms import ARTICLE_YEAR, YEARS
from routes.network.trend import gap

WHEN = Component("when", lambda: phrase("picker-no-when"), ("picked",))


def when(view: View) -> None:
    """Draw the slider, with a note on a year in which the total is not known.

    Parameters
    ----------
    view
        The view.
    """
    texts = {
        "group": phrase("picker-when"),
        "year": phrase("picker-when.year"),
        "play": phrase("picker-when.play"),
        "pause": phrase("picker-when.pause"),
        "article": phrase("picker-when.article"),
        "equal": phrase("picker-when.equal"),
    }
    data = {
        "years": list(YEARS),
        "article_year": ARTICLE_YEAR,
        "notes": _notes(),
        "now": {"year": view.year, "asof": view.asof, "lines": view.lines},
        "texts": texts,
    }
    WHEN.draw(key_of("lines"), {**data, **session.answers(key_of("lines"))})


def _notes() -> dict[str, str]:
    """Say by year that no figures bound what left the country in it."""
    balances = library().balances
    return {
        str(year): phrase("picker-year-unknown", year=str(year))
        for year in YEARS
        if year not in balances or gap(balances[year])
    }
