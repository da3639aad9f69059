"""The timeline: the events of 2022 as the article tells them, and what came after."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.shared import store
from pages.shared.cards.chart import chart_spec, description, legend_html, picked_event
from pages.shared.cards.event import event_html, section, section_html
from pages.shared.cards.sentence import sentence_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.map.map import Drawing
from pages.shared.map.map import draw as draw_map
from pages.shared.view import session
from routes.evidence.moment import Moment, changed, touched
from routes.evidence.timeline import sections, shortly_after, stage
from routes.language import date, phrase
from routes.model.rows import Event

# Days between which the article's own events are drawn; the later ones begin at the second.
BEGIN, AFTER_THE_ARTICLE = "2022-01-01", "2022-08-01"

lib = frame.begin("Timeline")

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Timeline"))
atlas, tables = lib.atlas, lib.tables
moment = Moment(view.year, view.as_article)

# Ask the engine.
told, others, later = sections(tables.events, tables.quotes, moment, lib.dates)
events = {event.event_id: event for event in tables.events}
event = events[view.event or next(e.event_id for e in told if touched(e, atlas))]
scene = stage(event, atlas, view.routes or lib.known.default.routes)
stood = store.stood(view.year, view.as_article)


def pick(key: str) -> None:
    """Take over what was chosen in a list or in a chart.

    Parameters
    ----------
    key
        Key of the list or of the chart.
    """
    chosen = st.session_state[key]
    if not isinstance(chosen, str | None):
        chosen = picked_event(chosen)
    if chosen:
        session.act_parts(lib.known, event=chosen)


def event_list(key: str, group: Sequence[Event], start: int) -> None:
    """Draw a list of events; all lists share one choice.

    Parameters
    ----------
    key
        Name of the section.
    group
        The events.
    start
        Number of the first.
    """
    st.html(section_html(key))
    ids = [e.event_id for e in group]
    shown = event.event_id if event in group else None
    if not session.recovering():
        st.session_state[f"list_{key}"] = shown
    chosen = st.radio(
        section(key).title,
        ids,
        key=f"list_{key}",
        label_visibility="collapsed",
        on_change=pick,
        args=(f"list_{key}",),
        width="stretch",
        format_func=lambda id_: (
            f"{ids.index(id_) + start}\\. **{date(events[id_].date)}** {events[id_].title}"
        ),
    )
    if session.recovering() and chosen not in (None, shown) and shown is not None:
        session.act_parts(lib.known, event=chosen)


def event_chart(key: str, group: Sequence[Event], first: str, last: str, start: int) -> None:
    """Draw a chart whose rows choose an event.

    Parameters
    ----------
    key
        Name of the section.
    group
        The events.
    first, last
        Days between which they are drawn, YYYY-MM-DD.
    start
        Number of the first.
    """
    ids = tuple(e.event_id for e in group)
    st.vega_lite_chart(
        spec=chart_spec(ids, event.event_id, first, last, start),
        key=f"chart_{key}",
        on_select=lambda: pick(f"chart_{key}"),
        alt=description(group, first, last),
    )


# Draw.
frame.header(view, "Timeline")
frame.notices()
with st.container(key="timeline"):
    far = phrase("page-timeline-coverage", last=date(lib.coverage.last_event))
    lead = sentence_html(phrase("page-timeline-lead"), computed=False)
    st.html(f'{lead}<p class="mv-dim">{escape(far)}</p>')
    with st.container(key="events"):
        event_list("told", told, 1)
        event_list("others", others, len(told) + 1)
        if later:
            event_list("later", later, len(told) + len(others) + 1)
    with st.container(key="stage"):
        st.html(event_html(event, scene, atlas, tables, lib.names, view.as_article))
        citing.draw("event", lambda: [citing.event(lib, view, event)])
        draw_map(
            Drawing(
                on=scene.routes,
                avoid=view.avoid,
                focus=scene.focus or None,
                closed=scene.closed,
                names=frame.sides(view, atlas),
                status=changed(atlas, stood),
                borders=view.borders,
            ),
            (scene.lat, scene.lon, scene.z),
            key="timeline_map",
            height=360,
            version=atlas.data_version,
        )
    with st.container(key="chart"):
        st.html(legend_html())
        event_chart("told", told, BEGIN, AFTER_THE_ARTICLE, 1)
        if later:
            end = shortly_after(later[-1])
            event_chart("later", later, AFTER_THE_ARTICLE, end, len(told) + len(others) + 1)
frame.footer(atlas.data_version)
