"""The story: the article's argument about routes, step by step, each a saved view of the map."""

from collections.abc import Callable

import streamlit as st

from pages.shared import store
from pages.shared.cards.step import step_html
from pages.shared.frame import frame
from pages.shared.map.map import Drawing
from pages.shared.map.map import draw as draw_map
from pages.shared.view import session
from pages.shared.view.link import parse_query, write
from pages.shared.view.model import View
from routes.evidence.moment import changed
from routes.evidence.story import fill
from routes.language import phrase

lib = frame.begin("Story")
steps = lib.tables.story.rows

# Read the view. The map is the step's own; the year, and what the article knew, are the reader's.
view = session.open_view(lib.known, "Story")
view, lib = frame.opened(view.replaced(step=min(view.step, len(steps))))
atlas = lib.atlas
session.keep(view)
step = steps[view.step - 1]
saved, _ = parse_query(step.view, lib.known)
saved = saved.replaced(year=view.year, asof=view.asof, borders=view.borders)

# Ask the engine.
judged = store.judged_all(frozenset(saved.avoid), saved.as_article)
stood = store.stood(saved.year, saved.as_article)
corridors_stood = store.corridors_stood(saved.year, saved.as_article)
statuses = {corridor_id: standing.status for corridor_id, standing in corridors_stood.items()}
says_map = fill(step.says_map, atlas, judged, statuses, saved.routes)


def by(steps_on: int) -> Callable[[View], View]:
    """Return a move along the story from where the reader is then: quick clicks add up.

    Parameters
    ----------
    steps_on
        Steps forward, or back if negative.
    """
    return lambda view: view.replaced(step=max(1, min(view.step + steps_on, len(steps))))


# Draw.
frame.header(view, "Story")
frame.notices()
with st.container(key="story"):
    with st.container(key="told"):
        with st.container(horizontal=True, key="steps", vertical_alignment="center"):
            session.button(
                phrase("page-story-previous"),
                "previous",
                by(-1),
                disabled=view.step == 1,
                shortcut="Left",
            )
            session.button(
                phrase("page-story-next"),
                "next",
                by(1),
                type="primary",
                disabled=view.step == len(steps),
                shortcut="Right",
            )
            st.page_link(
                "app.py",
                label=phrase("page-story-open"),
                query_params=session.offer(write(saved)),
            )
        st.html(step_html(step, says_map, len(steps), lib.tables, view.as_article))
    with st.container(key="shown"):
        draw_map(
            Drawing(
                on=saved.routes,
                avoid=saved.avoid,
                focus=saved.focus or None,
                names=frame.sides(saved, atlas),
                status=changed(atlas, stood),
                borders=view.borders,
            ),
            (saved.lat, saved.lon, saved.z),
            key="story_map",
            height=520,
            version=atlas.data_version,
        )
frame.footer(atlas.data_version)
