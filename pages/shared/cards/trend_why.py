"""Draw what the numbers of one year rest on: the figures that hold each end of each range."""

from __future__ import annotations

from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.closure import Reason, ReasonTerm
from pages.shared.cards.template import Template
from pages.shared.cards.trend import way_name, ways_in_order
from routes.language import phrase
from routes.network.balance import EXPORTS
from routes.sentences.balance import Explainer, Term, sources_of


@dataclass(frozen=True)
class WhyRow:
    """A way out, or all that left.

    Attributes
    ----------
    name
        Its name.
    reasons
        What its amount rests on.
    """

    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Why:
    """What the numbers of a year rest on.

    Attributes
    ----------
    year
        The year.
    rows
        Ways out, then all that left.
    """

    year: int
    rows: tuple[WhyRow, ...]


CARD = Template("trend_why.html", Why)


@store.kept(32)
def why_html(year: int, as_article: bool) -> str:
    """Render what the numbers of a year rest on; "" for one of which nothing is told.

    Parameters
    ----------
    year
        The year.
    as_article
        Mark what was published later than the article.

    Returns
    -------
    HTML in which every value is escaped.
    """
    trend = store.trends().get(year)
    if trend is None:
        return ""
    lib = store.library()
    cite = Citations(lib.tables, as_article)
    model = store.year_network(year).model
    explainer = Explainer(lib.atlas, model.figures, model.rows, lib.element_names)

    def _sources(term: Term) -> tuple[SourceLink, ...]:
        return tuple(cite.source(one) for one in sources_of(term.row)) if term.row else ()

    def _row(name: str, element: str) -> WhyRow:
        reasons = (
            Reason(told.text, tuple(ReasonTerm(term.text, _sources(term)) for term in told.terms))
            for told in explainer.told(trend.balance.of(element))
        )
        return WhyRow(name, tuple(reasons))

    ways = [(way_name(way), way) for way in ways_in_order([trend])]
    rows = (_row(name, element) for name, element in (*ways, (phrase("trend-all"), EXPORTS)))
    return CARD.fill(Why(year, tuple(row for row in rows if row.reasons)))
