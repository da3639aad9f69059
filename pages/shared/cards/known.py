"""Draw how it is known: the facts that the sentence over the map rests on, with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.figures import period_and_statement, published_value
from pages.shared.cards.template import Template
from routes.language import named, phrase, state_names
from routes.model.rows import Figure
from routes.model.terms import ARTICLE_YEAR
from routes.network.balance import PRODUCTION, REFINED, Estimate
from routes.network.capacity import find, index
from routes.network.observations import rows_of
from routes.sentences.balance import Explainer, amount

FACTS = 3
"""Facts that are told."""
FIGURES = 4
"""Figures at most that are named of a fact."""


@dataclass(frozen=True)
class KnownFigure:
    """A figure that was published.

    Attributes
    ----------
    what
        What it is of.
    value
        Its value, with its unit.
    when
        The period it is for, and when it was stated.
    source
        Who says so.
    """

    what: str
    value: str
    when: str
    source: SourceLink


@dataclass(frozen=True)
class Fact:
    """Something that the sentence rests on.

    Attributes
    ----------
    title
        What is known, with its amount.
    figures
        The figures that hold it; none where only other facts do.
    """

    title: str
    figures: tuple[KnownFigure, ...]


@dataclass(frozen=True)
class Known:
    """How it is known.

    Attributes
    ----------
    year
        Year whose balance is told.
    gap
        Whether no figures bound what left in it.
    facts
        What the sentence rests on.
    """

    year: int
    gap: bool
    facts: tuple[Fact, ...]


CARD = Template("known.html", Known)


@store.kept(256)
def known_html(year: int, avoid: frozenset[str], as_article: bool = False) -> str:
    """Render the facts that the sentence of a year rests on.

    Parameters
    ----------
    year
        Year whose balance is told.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    as_article
        Tell 2022, whatever the year, and mark what was published later than the article.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return CARD.fill(known(ARTICLE_YEAR if as_article else year, avoid, as_article))


def known(year: int, avoid: frozenset[str], as_article: bool = False) -> Known:
    """Return the facts that the sentence of a year rests on.

    What left, then the ways by which most left: one that met the states and one that did not, where
    there are both. Of a year of which no figures bound what left, what was produced and refined.

    Parameters
    ----------
    year, avoid, as_article
        As of `known_html`.
    """
    lib = store.library()
    balance, trend = lib.balances[year], store.trend(year)
    writer = _Writer(year, as_article)
    if trend is None:
        titles = {PRODUCTION: "known-produced", REFINED: "known-refined"}
        facts = (
            writer.fact(_told(titles[each], year, one), one)
            for each in titles
            if (one := balance.of(each)).low > 0
        )
        return Known(year, True, tuple(facts))
    left = balance.left
    facts_of = [writer.fact(phrase("known-left", year=year, mt=amount(left)), left)]
    for way in islice(_ways(year, avoid), FACTS - 1):
        one = balance.of(way)
        title = phrase(
            "known-way",
            way=named("part", (way, lib.atlas.legs[way].name)),
            mt=amount(one),
            met=trend.met_by(way, avoid) if avoid else "unknown",
            avoid=state_names(avoid, lib.atlas.state_names),
        )
        facts_of.append(writer.fact(title, one))
    return Known(year, False, tuple(facts_of))


def _told(message: str, year: int, one: Estimate) -> str:
    if message == "known-produced":
        return phrase("known-produced", year=year, mt=amount(one))
    return phrase("known-refined", mt=amount(one))


def _ways(year: int, avoid: frozenset[str]) -> Iterator[str]:
    """Yield ways out: the widest that met the states, the widest that did not, then the rest."""
    trend = store.trend(year)
    if trend is None:
        return
    of = trend.balance.of
    widest = sorted((w for w in trend.balance.ways if of(w).low > 0), key=lambda w: -of(w).drawn)
    met = {way: trend.met_by(way, avoid) for way in widest}
    first = [next((way for way in widest if met[way] == told), "") for told in ("yes", "no")]
    yield from dict.fromkeys([*filter(None, first if avoid else []), *widest])


class _Writer:
    """What tells a fact with its figures.

    Parameters
    ----------
    year, as_article
        As of `known_html`.
    """

    def __init__(self, year: int, as_article: bool) -> None:
        lib = store.library()
        self._figures = index(lib.tables.figures)
        rows = rows_of(lib.tables, year)
        self._explainer = Explainer(lib.atlas, self._figures, rows, lib.element_names)
        self._cite = Citations(lib.tables, as_article)

    def fact(self, title: str, one: Estimate) -> Fact:
        """Return a fact with the figures that hold its ends."""
        told = dict.fromkeys(self._held(one))
        return Fact(title, tuple(islice(told, FIGURES)))

    def _held(self, one: Estimate) -> Iterator[KnownFigure]:
        for held in (*one.low_by, *one.high_by):
            row = self._explainer.row(held.observation)
            for ref in row.figures.split("|") if row else ():
                for figure in find(self._figures, ref):
                    yield self._figure(self._explainer.what(held.observation), figure)

    def _figure(self, what: str, figure: Figure) -> KnownFigure:
        return KnownFigure(
            what=what,
            value=published_value(figure),
            when=period_and_statement(figure),
            source=self._cite.source(figure.source_id),
        )
