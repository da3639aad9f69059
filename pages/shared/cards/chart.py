"""Draw events over time: a point for a day, a bar as wide as a month or a year is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from routes.evidence.timeline import span
from routes.language import date
from routes.model.rows import Event

PICK = "pick"
DIM, OUT, STOP = "#4c5a66", "#0b6fa4", "#c8441b"
FONT = '"Source Sans", sans-serif'
GROUPS = {
    "stops or limits": ({"closes", "limits"}, STOP),
    "announces, opens, restores": ({"announces", "opens", "restores"}, OUT),
    "ruling, incident, other": ({"ruling", "incident", "other"}, DIM),
}
"""What an event did, in three colours; the list says the same in words."""


def group(event: Event) -> str:
    """Tell the group that an event is drawn in."""
    return next(name for name, (effects, _) in GROUPS.items() if event.effect in effects)


def rows(events: Sequence[Event], chosen: str, start: int) -> pd.DataFrame:
    """Lay events out, one row each, in their order, numbered from `start`."""
    made = []
    for n, event in enumerate(events, start):
        first, after = span(event.date)
        made.append(
            {
                "event": event.event_id,
                "n": n,
                "title": event.title,
                "when": date(event.date),
                "known": event.date_precision,
                "from": pd.Timestamp(first),
                "to": pd.Timestamp(after),
                "group": group(event),
                "day": event.date_precision == "day",
                "chosen": event.event_id == chosen,
            }
        )
    return pd.DataFrame(made)


def timeline(
    events: Sequence[Event], chosen: str, first: str, last: str, start: int = 1
) -> alt.LayerChart:
    """Draw events top down in their order, over the time from `first` to `last`.

    A click anywhere in a row picks its event's id, as `PICK`.
    """
    data = rows(events, chosen, start)
    low, high = pd.Timestamp(first), pd.Timestamp(last)
    data["from"], data["to"] = data["from"].clip(low, high), data["to"].clip(low, high)
    data["low"], data["high"] = low, high
    year = (high - low).days < 400
    axis = alt.Axis(
        title=None,
        format="%b" if year else "%Y",
        tickCount="month" if year else "year",
        gridColor="#e3e9ed",
        domain=False,
        ticks=False,
        labelColor=DIM,
        labelFontSize=12,
        orient="top",
        labelFlush=False,
    )
    numbers = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelColor=DIM,
        labelFontSize=11,
        labelPadding=5,
        labelOverlap=False,
        labelFlush=False,
        labelBound=False,
    )
    base = alt.Chart(data).encode(
        x=alt.X("from:T", axis=axis, scale=alt.Scale(domain=[low, high])),
        y=alt.Y("n:O", axis=numbers),
        color=alt.Color(
            "group:N",
            legend=None,
            scale=alt.Scale(domain=list(GROUPS), range=[colour for _, colour in GROUPS.values()]),
        ),
    )
    # The list beside it is for who cannot see it: marks without a name would only be in the way.
    silent = {"height": 15, "aria": False}
    band = (
        base.transform_filter("datum.chosen")
        .mark_bar(**silent)
        .encode(x="low:T", x2="high:T", color=alt.value("#dbe7ef"))
    )
    bars = (
        base.transform_filter("!datum.day")
        .mark_bar(**{**silent, "height": 7}, cornerRadius=2)
        .encode(x2="to:T")
    )
    points = base.transform_filter("datum.day").mark_point(
        filled=True, size=75, shape="diamond", opacity=1, aria=False
    )
    pick = alt.selection_point(name=PICK, fields=["event"], on="click", empty=False)
    hits = (
        base.mark_bar(**silent, opacity=0.001, cursor="pointer")
        .encode(
            x="low:T",
            x2="high:T",
            tooltip=[
                alt.Tooltip("title:N", title="Event"),
                alt.Tooltip("when:N", title="Date"),
                alt.Tooltip("known:N", title="Known to the"),
            ],
        )
        .add_params(pick)
    )
    return (
        alt.layer(band, bars, points, hits)
        .properties(height=alt.Step(15))
        .configure(font=FONT)
        .configure_view(stroke=None)
    )


def spoken(events: Sequence[Event], first: str, last: str) -> str:
    """Describe the chart for who cannot see it; the list beside it has every event."""
    return f"{len(events)} events from {date(first)} to {date(last)}, in the order of the list."


def key() -> str:
    """Word the signs of the chart, as HTML."""
    items = "".join(
        f'<span style="color:{colour}">■</span> {name} ' for name, (_, colour) in GROUPS.items()
    )
    return (
        f'<p class="mv-dim mv-signs">◆ known to the day, ▬ to the month or year only. {items}'
        "The numbers are those of the list.</p>"
    )


def picked(report: Any) -> str | None:
    """Return the event that was picked in a chart; None for a report that names none."""
    try:
        point = report.selection[PICK][0]["event"]
    except (AttributeError, IndexError, KeyError, TypeError):
        return None
    return point if isinstance(point, str) else None
