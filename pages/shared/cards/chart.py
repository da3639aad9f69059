"""Draw events over time: a point for a day, a bar as wide as a month or a year is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

from pages.shared import store
from pages.shared.cards.template import Template
from pages.shared.theme import THEME
from routes.evidence.timeline import span
from routes.language import date, phrase
from routes.model.rows import Event

PICK = "pick"
"""Name of the selection that a click in a row makes."""
ROW_PX, BAR_PX = 15, 7
"""Heights of a row, and of the bar in it."""


@dataclass(frozen=True)
class Group:
    """Events that are drawn alike.

    Attributes
    ----------
    name
        What they did: the last part of a message's id, `chart-group-*`.
    effects
        What they did, as in events.csv.
    colour
        Colour of their marks, in hexadecimal.
    """

    name: Literal["stops", "opens", "other"]
    effects: frozenset[str]
    colour: str


GROUPS = (
    Group("stops", frozenset({"closes", "limits"}), THEME.inside),
    Group("opens", frozenset({"announces", "opens", "restores"}), THEME.outside),
    Group("other", frozenset({"ruling", "incident", "other"}), THEME.dim),
)
"""What an event did, in three colours; the list says the same in words."""


@dataclass(frozen=True)
class ChartLegend:
    """The signs of the chart.

    Attributes
    ----------
    groups
        What the colours mean.
    """

    groups: tuple[Group, ...]


LEGEND = Template("chart_legend.html", ChartLegend)


def group_of(event: Event) -> Group:
    """Return the group that an event is drawn in.

    Parameters
    ----------
    event
        The event.
    """
    return next(group for group in GROUPS if event.effect in group.effects)


def event_rows(events: Sequence[Event], chosen: str, start: int) -> pd.DataFrame:
    """List events, one row each, in their order.

    Parameters
    ----------
    events
        The events.
    chosen
        Id of the event that the page shows.
    start
        Number of the first row.

    Returns
    -------
    Columns `event`, `n`, `title`, `when` and `known` for tooltips, `from` and `to`, `group`, `day`
    (whether it is known to the day) and `chosen`.
    """
    rows = []
    for n, event in enumerate(events, start):
        first, after = span(event.date)
        rows.append(
            {
                "event": event.event_id,
                "n": n,
                "title": event.title,
                "when": date(event.date),
                "known": phrase(f"chart-known-{event.date_precision}"),
                "from": pd.Timestamp(first),
                "to": pd.Timestamp(after),
                "group": phrase(f"chart-group-{group_of(event).name}"),
                "day": event.date_precision == "day",
                "chosen": event.event_id == chosen,
            }
        )
    return pd.DataFrame(rows)


@store.kept(64)
def chart_spec(
    events: tuple[str, ...], chosen: str, first: str, last: str, start: int
) -> dict[str, Any]:
    """Build the chart of events; altair checks it against its schema, which takes 60 ms.

    Parameters
    ----------
    events
        Ids of the events, in order.
    chosen, first, last, start
        As in `events_chart`.

    Returns
    -------
    A specification of Vega-Lite.
    """
    by_id = {event.event_id: event for event in store.library().tables.events}
    chart = events_chart([by_id[event_id] for event_id in events], chosen, first, last, start)
    spec: dict[str, Any] = chart.to_dict()
    return spec


def events_chart(
    events: Sequence[Event], chosen: str, first: str, last: str, start: int = 1
) -> alt.LayerChart:
    """Draw events top down in their order. A click anywhere in a row picks its event, as `PICK`.

    Parameters
    ----------
    events
        The events.
    chosen
        Id of the event that the page shows; its row is marked.
    first, last
        Days between which they are drawn, YYYY-MM-DD.
    start
        Number of the first row.
    """
    data = event_rows(events, chosen, start)
    low, high = pd.Timestamp(first), pd.Timestamp(last)
    for column in ("from", "to"):
        data[column] = [min(max(day, low), high) for day in data[column]]
    data["low"], data["high"] = low, high
    base = alt.Chart(data).encode(
        x=alt.X("from:T", axis=_time_axis(low, high), scale=alt.Scale(domain=[low, high])),
        y=alt.Y("n:O", axis=_number_axis()),
        color=alt.Color(
            "group:N",
            legend=None,
            scale=alt.Scale(
                domain=[phrase(f"chart-group-{group.name}") for group in GROUPS],
                range=[group.colour for group in GROUPS],
            ),
        ),
    )
    # The list beside it is for who cannot see it: marks without a name would only be in the way.
    band = (
        base.transform_filter("datum.chosen")
        .mark_bar(height=ROW_PX, aria=False)
        .encode(x="low:T", x2="high:T", color=alt.value(THEME.band))
    )
    bars = (
        base.transform_filter("!datum.day")
        .mark_bar(height=BAR_PX, aria=False, cornerRadius=2)
        .encode(x2="to:T")
    )
    points = base.transform_filter("datum.day").mark_point(
        filled=True, size=75, shape="diamond", opacity=1, aria=False
    )
    pick = alt.selection_point(name=PICK, fields=["event"], on="click", empty=False)
    hits = (
        base.mark_bar(height=ROW_PX, aria=False, opacity=0.001, cursor="pointer")
        .encode(
            x="low:T",
            x2="high:T",
            tooltip=[
                alt.Tooltip("title:N", title=phrase("chart-tip-event")),
                alt.Tooltip("when:N", title=phrase("chart-tip-date")),
                alt.Tooltip("known:N", title=phrase("chart-tip-known")),
            ],
        )
        .add_params(pick)
    )
    chart: alt.LayerChart = (
        alt.layer(band, bars, points, hits)
        .properties(height=alt.Step(ROW_PX))
        .configure(font=THEME.font)
        .configure_view(stroke=None)
    )
    return chart


def _time_axis(low: pd.Timestamp, high: pd.Timestamp) -> alt.Axis:
    year = (high - low).days < 400
    return alt.Axis(
        title=None,
        format="%b" if year else "%Y",
        tickCount="month" if year else "year",
        gridColor=THEME.row,
        domain=False,
        ticks=False,
        labelColor=THEME.dim,
        labelFontSize=12,
        orient="top",
        labelFlush=False,
    )


def _number_axis() -> alt.Axis:
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelColor=THEME.dim,
        labelFontSize=11,
        labelPadding=5,
        labelOverlap=False,
        labelFlush=False,
        labelBound=False,
    )


def description(events: Sequence[Event], first: str, last: str) -> str:
    """Describe the chart for who cannot see it; the list beside it has every event.

    Parameters
    ----------
    events
        The events.
    first, last
        Days between which they are drawn, YYYY-MM-DD.
    """
    return phrase("chart-description", n=len(events), first=date(first), last=date(last))


def legend_html() -> str:
    """Render what the signs of the chart mean."""
    return LEGEND.fill(ChartLegend(GROUPS))


def picked_event(report: Any) -> str | None:
    """Return the id of the event that was picked in a chart; None for a report that names none.

    Parameters
    ----------
    report
        What Streamlit holds of the chart, or anything else.
    """
    try:
        event_id = report.selection[PICK][0]["event"]
    except (AttributeError, IndexError, KeyError, TypeError):
        return None
    return event_id if isinstance(event_id, str) else None
