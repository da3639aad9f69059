"""The timeline: what happened to Kazakhstan's ways out, by date or as the article tells it."""

from html import escape

import streamlit as st

from pages.shared.cards.event import event_html
from pages.shared.cards.sentence import sentence_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.map.map import draw as draw_map
from pages.shared.map.scenes import event_of, events_told, scene
from pages.shared.pickers import timeline
from pages.shared.view import session
from pages.shared.view.link import write
from routes.evidence.timeline import by_date, year_of
from routes.language import date, phrase

lib = frame.begin("Timeline")

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Timeline"))
atlas, tables = lib.atlas, lib.tables

# Ask the engine.
parts = events_told(view.year, view.as_article)
event, stage = event_of(view, lib)
shown = scene("Timeline", view, lib)
on_map = view.replaced(
    event=event.event_id,
    routes=stage.routes,
    focus=stage.focus or view.focus,
    year=view.year if view.as_article else year_of(event, view.year),
    lat=stage.lat,
    lon=stage.lon,
    z=stage.z,
)

# Draw.
frame.header(view, "Timeline")
frame.notices()
with st.container(key="timeline"):
    far = phrase("page-timeline-coverage", last=date(lib.coverage.last_event))
    lead = sentence_html(phrase("page-timeline-lead", order=view.order), computed=False)
    st.html(f'{lead}<p class="mv-dim">{escape(far)}</p>')
    with st.container(key="events"):
        timeline.events(by_date(parts), view, event.event_id)
    with st.container(key="stage"):
        with st.container(key="happened_text"):
            st.html(event_html(event, stage, atlas, tables, lib.names, view.as_article))
            st.page_link(
                "app.py",
                label=phrase("page-timeline-map"),
                query_params=session.offer(write(on_map)),
            )
            citing.draw(
                "event",
                event.title,
                lambda: [citing.event(lib, view, event)],
                ("event", "quotes"),
            )
        with st.container(key="happened_map"):
            draw_map(
                shown.drawing,
                shown.place,
                key="timeline_map",
                height=420,
                version=atlas.data_version,
            )
frame.footer(atlas.data_version)
