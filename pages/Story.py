"""The story: who, where, why; the article's argument step by step; what has happened since.

All of it stands on one page. The map beside it is the one of the step that the reader has come to.
"""

from html import escape

import streamlit as st

from pages.shared import store
from pages.shared.cards.story import (
    closing_html,
    headings,
    maps,
    opening_html,
    saved,
    steps_html,
    texts_of_maps,
)
from pages.shared.frame import frame
from pages.shared.map.map import Drawing
from pages.shared.map.map import draw as draw_map
from pages.shared.pickers import story
from pages.shared.view import session
from pages.shared.view.link import write
from routes.evidence.moment import changed
from routes.language import phrase

lib = frame.begin("Story")
parts = maps()

# Read the view. The map is the step's own; the year, and what the article knew, are the reader's.
view = session.open_view(lib.known, "Story")
view, lib = frame.opened(view.replaced(step=min(view.step, len(parts) - 1)))
atlas = lib.atlas
session.keep(view)

# Ask the engine.
stood = store.stood(view.year, view.as_article)
here = saved(view, parts[view.step])

# Draw.
frame.header(view, "Story")
frame.notices()
with st.container(key="story"):
    with st.container(key="told"):
        if st.context.is_embedded:
            st.html(f"<h1>{escape(headings()[view.step])}</h1>")
        else:
            st.html(opening_html(view.as_article))
            st.html(steps_html(texts_of_maps(view), lib.tables, view.as_article))
            st.html(closing_html(view))
            with st.container(key="story_nav"):
                story.steps(view.step, headings())
    with st.container(key="shown"):
        draw_map(
            Drawing(
                on=here.routes,
                avoid=here.avoid,
                focus=here.focus or None,
                names=frame.sides(here, atlas),
                status=changed(atlas, stood),
                borders=view.borders,
                year=view.year,
                lines=view.lines,
            ),
            (here.lat, here.lon, here.z),
            key="story_map",
            height=520,
            version=atlas.data_version,
        )
        if not st.context.is_embedded:
            st.page_link(
                "app.py",
                label=phrase("page-story-open"),
                query_params=session.offer(write(here)),
            )
frame.footer(atlas.data_version)
