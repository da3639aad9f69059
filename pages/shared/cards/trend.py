"""Draw how the oil left from year to year: a table of ways out, shares and effective numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pages.shared import store
from pages.shared.cards.template import Template
from routes.language import number, phrase, state_names
from routes.model.terms import ARTICLE_YEAR, YEARS
from routes.network.balance import EXPORTS, OTHER_WAYS
from routes.network.trend import GROUPINGS, Grouping, YearTrend, gap
from routes.sentences.trend import Told, share_of, span_of, summarise

DIGITS = ".1f"
"""Format of million tonnes."""
FEW_DIGITS = ".2f"
"""Format of amounts below one million tonnes."""


@dataclass(frozen=True)
class YearHead:
    """A column of the table.

    Attributes
    ----------
    year
        The year.
    chosen
        Whether it is the year that the page is set to.
    gap
        Why nothing is told of it, or "".
    """

    year: int
    chosen: bool
    gap: str


@dataclass(frozen=True)
class Cell:
    """A number of a year.

    Attributes
    ----------
    value
        As drawn, or the range where nothing is drawn.
    ends
        Its least and greatest value; "" where `value` says them, or both are the same.
    gap
        Whether nothing is told.
    """

    value: str
    ends: str = ""
    gap: bool = False


@dataclass(frozen=True)
class Row:
    """A row of the table.

    Attributes
    ----------
    name
        What it is.
    cells
        One for each year.
    total
        Whether it sums up what stands above.
    """

    name: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class TrendCard:
    """How the oil left from year to year.

    Attributes
    ----------
    years
        Columns.
    ways
        Rows of million tonnes.
    shares
        Rows of what met the states to avoid, and effective numbers.
    gaps
        Sentences on years of which nothing is told.
    avoid
        Whether there are states to avoid.
    """

    years: tuple[YearHead, ...]
    ways: tuple[Row, ...]
    shares: tuple[Row, ...]
    gaps: tuple[str, ...]
    avoid: bool


CARD = Template("trend.html", TrendCard)


def years_shown(as_article: bool) -> list[int]:
    """List the years that the page is about.

    Parameters
    ----------
    as_article
        As the article saw it: up to the year in which it was written.
    """
    return [year for year in YEARS if not as_article or year <= ARTICLE_YEAR]


def told_of(avoid: frozenset[str], as_article: bool) -> tuple[list[Told], list[int]]:
    """Return what is told of each year, and the years of which nothing is.

    Parameters
    ----------
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    as_article
        As the article saw it.
    """
    met = store.touched(avoid)
    years = years_shown(as_article)
    told = [
        Told(year, met[year], store.trends()[year].numbers["way"].range)
        for year in years
        if year in met
    ]
    return told, [year for year in years if year not in met]


def sentence_of(avoid: frozenset[str], as_article: bool) -> str:
    """Format the sentence that leads the page.

    Parameters
    ----------
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    as_article
        As the article saw it.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    told, missing = told_of(avoid, as_article)
    return summarise(told, missing, avoid, store.library().atlas.state_names)


@store.kept(64)
def trend_html(avoid: frozenset[str], chosen: int, as_article: bool) -> str:
    """Render the table.

    Parameters
    ----------
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    chosen
        Year that the page is set to.
    as_article
        As the article saw it.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return CARD.fill(trend_card(avoid, chosen, as_article))


def trend_card(avoid: frozenset[str], chosen: int, as_article: bool) -> TrendCard:
    """Build the table.

    Parameters
    ----------
    avoid, chosen, as_article
        As in `trend_html`.
    """
    lib, trends = store.library(), store.trends()
    years = years_shown(as_article)
    sides = {year: gap(lib.balances[year]) for year in years}
    heads = tuple(
        YearHead(year, year == chosen, phrase(f"trend-gap-{side}") if side else "")
        for year, side in sides.items()
    )
    met = store.touched(avoid)

    def _row(name: str, cell: Callable[[YearTrend], Cell], *, total: bool = False) -> Row:
        cells = (cell(trends[year]) if year in trends else Cell("", gap=True) for year in years)
        return Row(name, tuple(cells), total)

    shares = [_row(phrase(f"trend-effective-{by}"), partial(_effective, by=by)) for by in GROUPINGS]
    if avoid:
        name = phrase("trend-met", avoid=state_names(avoid, lib.atlas.state_names))
        shares.insert(0, _row(name, lambda one: Cell(share_of(met[one.year])), total=True))
    ways = ways_in_order([trends[year] for year in years if year in trends])
    return TrendCard(
        years=heads,
        ways=(
            *(_row(way_name(way), partial(_amount, element=way)) for way in ways),
            _row(phrase("trend-all"), partial(_amount, element=EXPORTS), total=True),
        ),
        shares=tuple(shares),
        gaps=tuple(phrase("trend-gap", year=head.year, why=head.gap) for head in heads if head.gap),
        avoid=bool(avoid),
    )


def ways_in_order(trends: Sequence[YearTrend]) -> list[str]:
    """List the ways out, the widest first, then the other ways.

    Parameters
    ----------
    trends
        The years that count.
    """
    found = {way for one in trends for way in one.balance.ways}
    widest = {way: max(one.balance.of(way).drawn for one in trends) for way in found}
    return [*sorted(found, key=lambda way: (-widest[way], way)), OTHER_WAYS]


def way_name(way: str) -> str:
    """Return the name of a way out.

    Parameters
    ----------
    way
        Id of its leg, or `other_ways`.
    """
    if way == OTHER_WAYS:
        return phrase("trend-other-ways")
    return store.library().atlas.name_of(way)


def _amount(trend: YearTrend, element: str) -> Cell:
    one = trend.balance.of(element)
    spec = DIGITS if one.high >= 1 else FEW_DIGITS
    ends = span_of(one.range, spec)
    drawn = number(one.out, spec)
    return Cell(drawn, "" if ends == drawn else ends)


def _effective(trend: YearTrend, by: Grouping) -> Cell:
    found = trend.numbers[by]
    drawn, ends = number(found.drawn, FEW_DIGITS), span_of(found.range, FEW_DIGITS)
    return Cell(drawn, "" if ends == drawn else ends)
