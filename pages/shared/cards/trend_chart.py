"""Draw the years: what left by each way, the share that met the states, the effective numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from pages.shared import store
from pages.shared.cards.template import Template
from pages.shared.cards.trend import way_name, ways_in_order, years_shown
from pages.shared.theme import THEME
from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.evidence.moment import Moment, in_view
from routes.evidence.timeline import span
from routes.language import date, phrase, state_names
from routes.model.rows import Event
from routes.model.units import days_in
from routes.network.balance import OTHER_WAYS
from routes.network.trend import GROUPINGS, Met, gap
from routes.sentences.trend import share_of, span_of

Chart = Literal["ways", "share", "numbers"]

MARKED: Final = (
    "loading-halt-2022-03-23",
    "court-order-2022-07-05",
    "germany-first-2023-02-23",
    "tengiz-btc-first-2023-03-23",
    "kropotkinskaya-2025-02-17",
    "spm2-hit-2025-11-29",
)
"""Events that are marked: those that closed a way or opened one, a handful."""

COLOURS: Final[dict[Met, str]] = {
    "yes": THEME.inside,
    "depends": THEME.inside_gone,
    "no": THEME.outside,
    "unknown": THEME.closed,
}
"""Colours of ways by what their oil met."""
LINES: Final = dict(zip(GROUPINGS, (THEME.ink, THEME.outside, THEME.inside), strict=True))
"""Colours of effective numbers by what is counted."""
BAR: Final = 0.82
"""Part of a year that its bar is wide."""
HEIGHTS: Final[dict[Chart, int]] = {"ways": 320, "share": 260, "numbers": 300}
"""Heights of the charts, pixels."""


@dataclass(frozen=True)
class Marked:
    """An event that is marked.

    Attributes
    ----------
    number
        Its number in the charts.
    when
        Its date.
    title
        What happened.
    link
        Address of the timeline that shows it.
    """

    number: int
    when: str
    title: str
    link: str


@dataclass(frozen=True)
class Colour:
    """A colour of ways.

    Attributes
    ----------
    words
        What it means.
    value
        As CSS writes it.
    """

    words: str
    value: str


@dataclass(frozen=True)
class Signs:
    """What the signs of the charts mean.

    Attributes
    ----------
    colours
        What the colours of the ways mean.
    events
        The events marked.
    """

    colours: tuple[Colour, ...]
    events: tuple[Marked, ...]


SIGNS = Template("trend_signs.html", Signs)


def signs_html(view: View) -> str:
    """Render what the colours of the ways mean, and the events marked.

    Parameters
    ----------
    view
        What is shown.
    """
    lib = store.library()
    avoid = state_names(view.avoid, lib.atlas.state_names)
    met: tuple[Met, ...] = ("yes", "depends", "no", "unknown") if view.avoid else ()
    events = tuple(
        Marked(
            number=n,
            when=date(event.date),
            title=event.title,
            link=f"Timeline?{query_of(view.replaced(event=event.event_id))}",
        )
        for n, event in marked(view.as_article)
    )
    colours = (Colour(phrase("trend-colour", met=one, avoid=avoid), COLOURS[one]) for one in met)
    return SIGNS.fill(Signs(tuple(colours), events))


def marked(as_article: bool) -> Iterator[tuple[int, Event]]:
    """Yield the events marked, with their numbers.

    Parameters
    ----------
    as_article
        Those alone that the article could know.
    """
    lib = store.library()
    moment = Moment(years_shown(as_article)[-1], as_article)
    events = {event.event_id: event for event in lib.tables.events}
    shown = [events[one] for one in MARKED if in_view(events[one], moment, lib.dates)]
    yield from enumerate(shown, 1)


@store.kept(64)
def trend_spec(chart: Chart, avoid: frozenset[str], as_article: bool) -> dict[str, Any]:
    """Build a chart.

    Parameters
    ----------
    chart
        Which.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    as_article
        As the article saw it.

    Returns
    -------
    A specification of Vega-Lite.
    """
    years, low = years_shown(as_article), 0.0
    if chart == "ways":
        drawn, top = _ways_chart(years, avoid)
    elif chart == "share":
        drawn, top = _share_chart(years, avoid), 100.0
    else:
        low = 1.0
        drawn, top = _numbers_chart(years)
    layers = [*_gaps(years, top), *drawn, *_events(years, as_article, low, top)]
    whole: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=HEIGHTS[chart])
        .configure(font=THEME.font)
        .configure_view(stroke=None)
    )
    spec: dict[str, Any] = whole.to_dict()
    return spec


def description(chart: Chart, as_article: bool) -> str:
    """Describe a chart for who cannot see it; the tables have every number.

    Parameters
    ----------
    chart
        Which.
    as_article
        As the article saw it.
    """
    years = years_shown(as_article)
    return phrase(f"trend-alt-{chart}", first=years[0], last=years[-1])


def _x(years: Sequence[int], name: str = "x") -> alt.X:
    """Return the axis of years; every layer has the same, for one without would take it away."""
    axis = alt.Axis(
        title=None,
        values=[year + 0.5 for year in years],
        labelExpr="floor(datum.value)",
        grid=False,
        ticks=False,
        domainColor=THEME.line,
        labelColor=THEME.dim,
        labelFontSize=12,
        labelOverlap=False,
    )
    ends = [years[0], years[-1] + 1]
    return alt.X(f"{name}:Q", axis=axis, scale=alt.Scale(domain=ends, nice=False, zero=False))


def _y(name: str, low: float, top: float) -> alt.Y:
    axis = alt.Axis(
        title=None,
        tickCount=5,
        gridColor=THEME.row,
        domain=False,
        ticks=False,
        labelColor=THEME.dim,
        labelFontSize=11,
    )
    return alt.Y(f"{name}:Q", axis=axis, scale=alt.Scale(domain=[low, top], nice=False, zero=False))


def _tips(*names: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{name}:N", title=phrase(f"trend-tip-{name}")) for name in names]


def _ways_chart(years: Sequence[int], avoid: frozenset[str]) -> tuple[list[alt.Chart], float]:
    """Draw bars of ways on each other, as drawn, each with its range, and the range of the sum."""
    trends = {year: one for year, one in store.trends().items() if year in years}
    ways = ways_in_order(list(trends.values()))
    bars: list[dict[str, Any]] = []
    sums: list[dict[str, float]] = []
    for year, one in trends.items():
        base = 0.0
        for n, way in enumerate(ways):
            found = one.balance.of(way)
            if found.high <= 0:
                continue
            bars.append(
                {
                    "x": year + (1 - BAR) / 2,
                    "to": year + (1 + BAR) / 2,
                    "at": year + (1 - BAR) / 2 + BAR * (n + 0.5) / len(ways),
                    "base": base,
                    "y": base + found.out,
                    "low": base + found.low,
                    "high": base + found.high,
                    "year": str(year),
                    "way": way_name(way),
                    "mt": span_of(found.range, ".2f" if found.high < 1 else ".1f"),
                    "colour": COLOURS[one.met_by(way, avoid)] if avoid else _plain(way),
                }
            )
            base += found.out
        left = one.balance.left
        sums.append({"x": year + 0.5, "y": left.low, "high": left.high})
    top = 1.15 * max([row["high"] for row in (*bars, *sums)], default=1.0)
    x, y = _x(years), _y("y", 0, top)
    base_ = alt.Chart(pd.DataFrame(bars)).encode(x=x)
    stacks = base_.mark_bar(stroke=THEME.white, strokeWidth=1, aria=False).encode(
        x2="to:Q",
        y=y,
        y2="base:Q",
        color=alt.Color("colour:N", scale=None, legend=None),
        tooltip=_tips("year", "way", "mt"),
    )
    ranges = base_.mark_rule(color=THEME.dim, strokeWidth=1.5, aria=False).encode(
        x=_x(years, "at"), y=_y("low", 0, top), y2="high:Q"
    )
    whole = (
        alt.Chart(pd.DataFrame(sums))
        .mark_rule(color=THEME.ink, strokeWidth=4, aria=False)
        .encode(x=x, y=y, y2="high:Q")
    )
    return [stacks, ranges, whole], top


def _plain(way: str) -> str:
    return COLOURS["unknown"] if way == OTHER_WAYS else COLOURS["no"]


def _share_chart(years: Sequence[int], avoid: frozenset[str]) -> list[alt.Chart]:
    """Draw the share between its ends, year by year; a gap stays open."""
    met = {year: ends for year, ends in store.touched(avoid).items() if year in years}
    rows, run = [], 0
    for year in years:
        if year not in met:
            run += 1
            continue
        low, high = met[year]
        rows.append(
            {
                "x": year + 0.5,
                "y": 100 * low,
                "high": 100 * high,
                "run": run,
                "year": str(year),
                "share": share_of((low, high)),
            }
        )
    base = alt.Chart(pd.DataFrame(rows)).encode(x=_x(years), detail="run:N")
    y = _y("y", 0, 100)
    band = base.mark_area(color=THEME.inside_pale, aria=False).encode(y=y, y2="high:Q")
    lows = base.mark_line(color=THEME.inside, strokeWidth=1.5, aria=False).encode(y=y)
    highs = base.mark_line(color=THEME.inside, strokeWidth=1.5, aria=False).encode(
        y=_y("high", 0, 100)
    )
    ends = base.mark_bar(color=THEME.inside, width=10, aria=False, minBandSize=2).encode(
        y=y, y2="high:Q", tooltip=_tips("year", "share")
    )
    return [band, lows, highs, ends]


def _numbers_chart(years: Sequence[int]) -> tuple[list[alt.Chart], float]:
    """Draw the effective numbers as drawn, each with its range."""
    rows: list[dict[str, Any]] = []
    for year, one in store.trends().items():
        if year not in years:
            continue
        for n, by in enumerate(GROUPINGS):
            found = one.numbers[by]
            rows.append(
                {
                    "x": year + 0.3 + 0.2 * n,
                    "y": found.drawn,
                    "low": found.low,
                    "high": found.high,
                    "year": str(year),
                    "by": phrase(f"trend-by-{by}"),
                    "number": span_of(found.range, ".2f"),
                }
            )
    top = 1.15 * max([row["high"] for row in rows], default=2.0)
    colour = alt.Color(
        "by:N",
        scale=alt.Scale(
            domain=[phrase(f"trend-by-{by}") for by in GROUPINGS], range=list(LINES.values())
        ),
        legend=alt.Legend(title=None, orient="top", direction="vertical", labelLimit=320),
    )
    base = alt.Chart(pd.DataFrame(rows)).encode(x=_x(years), color=colour)
    ends = base.mark_rule(strokeWidth=4, opacity=0.45, aria=False).encode(
        y=_y("low", 1, top), y2="high:Q"
    )
    points = base.mark_point(filled=True, size=60, opacity=1, aria=False).encode(
        y=_y("y", 1, top), tooltip=_tips("year", "by", "number")
    )
    return [ends, points], top


def _gaps(years: Sequence[int], top: float) -> list[alt.Chart]:
    """Draw years of which nothing is told as what they are."""
    balances = store.library().balances
    rows = [
        {"x": year, "to": year + 1, "y": top, "mid": year + 0.5, "why": phrase(f"trend-gap-{side}")}
        for year in years
        if (side := gap(balances[year]))
    ]
    if not rows:
        return []
    base = alt.Chart(pd.DataFrame(rows))
    ground = base.mark_rect(color=THEME.gray_pale, aria=False).encode(
        x=_x(years), x2="to:Q", tooltip=_tips("why")
    )
    mark = base.mark_text(
        text=phrase("trend-gap-cell"), fontSize=18, color=THEME.dim, aria=False
    ).encode(x=_x(years, "mid"))
    return [ground, mark]


def _events(years: Sequence[int], as_article: bool, low: float, top: float) -> list[alt.Chart]:
    """Draw the events as numbered lines."""
    rows = []
    for n, event in marked(as_article):
        first = span(event.date)[0]
        gone = (first.timetuple().tm_yday - 1) / days_in(first.year)
        rows.append(
            {
                "x": first.year + gone,
                "y": top,
                "n": str(n),
                "event": event.title,
                "when": date(event.date),
            }
        )
    if not rows:
        return []
    base = alt.Chart(pd.DataFrame(rows)).encode(x=_x(years))
    lines = base.mark_rule(color=THEME.ink, strokeDash=[3, 3], strokeWidth=1, aria=False)
    numbers = base.mark_text(
        fontSize=11, fontWeight="bold", color=THEME.ink, dx=6, dy=6, baseline="top", aria=False
    ).encode(y=_y("y", low, top), text="n:N", tooltip=_tips("when", "event"))
    return [lines, numbers]
