"""The story: who, where, why; the article's argument step by step; what has happened since.

All of it stands on one page. The map beside it is the one of the step that the reader has come to.
"""

from html import escape

import streamlit as st

from pages.shared.cards.story import closing_html, headings, opening_html, steps_html
from pages.shared.frame import frame
from pages.shared.frame.paper import paper_only
from pages.shared.map.map import draw as draw_map
from pages.shared.map.scenes import scene, step_shown, steps_of, texts_of_steps
from pages.shared.pickers import story
from pages.shared.view import session
from pages.shared.view.link import write
from routes.language import phrase

lib = frame.begin("Story")
maps = steps_of(lib)

# Read the view. The map is the step's own; the year, and what the article knew, are the reader's.
view = session.open_view(lib.known, "Story")
view, lib = frame.opened(view.replaced(step=min(view.step, len(maps) - 1)))
atlas = lib.atlas
session.keep(view)


# Ask the engine.
here = step_shown(view, lib)
drawn = scene("Story", view, lib)

# Draw.
frame.header(view, "Story")
frame.notices()
with st.container(key="story"):
    with st.container(key="told"):
        if st.context.is_embedded:
            st.html(f"<h1>{escape(headings()[view.step])}</h1>")
        else:
            st.html(opening_html(view.as_article))
            st.html(steps_html(texts_of_steps(view, lib), lib.tables, view.as_article))
            st.html(closing_html(view))
            with st.container(key="story_nav"):
                story.steps(view.step, headings())
    with st.container(key="shown"):
        draw_map(
            drawn.drawing,
            drawn.place,
            key="story_map",
            height=520,
            version=atlas.data_version,
        )
        paper_only(phrase("page-story-map", heading=headings()[view.step]))
        if not st.context.is_embedded:
            st.page_link(
                "app.py",
                label=phrase("page-story-open"),
                query_params=session.offer(write(here)),
            )
frame.footer(atlas.data_version)
