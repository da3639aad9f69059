"""The story: the article's argument about routes, step by step, each a saved view of the map."""

from dataclasses import replace
from urllib.parse import parse_qsl

import streamlit as st

from pages.shared import frame, map, session, store, tellings
from pages.shared.state import parse, write
from routes.story import fill
from routes.when import changed

lib = frame.begin("Story", "story.css")
atlas, steps = lib.atlas, lib.tables.story.rows
view = session.open_view(lib.known)
wanted = st.session_state.pop("to_step", view.step)
view = replace(view, step=max(1, min(wanted, len(steps))))
session.keep(view)
step = steps[view.step - 1]
# The step's own view; the year, and what the article knew, are the reader's choice.
saved, _ = parse(dict(parse_qsl(step.view)), lib.known)
saved = replace(saved, year=view.year, asof=view.asof)
avoid = frozenset(saved.avoid)
statuses = {
    c: s.status for c, s in store.corridors_stood(saved.year, saved.as_article).items()
}  # fmt: skip
judged = store.judged_all(avoid, saved.as_article)
says_map = fill(step.says_map, atlas, judged, statuses, saved.routes)


def go(to: int) -> None:
    """Go to a step when this run ends."""
    st.session_state["to_step"] = to


frame.header(view, "Story")
frame.notices()
with st.container(key="story"):
    with st.container(key="told"):
        with st.container(horizontal=True, key="steps", vertical_alignment="center"):
            st.button("Previous", key="previous", on_click=go, args=(view.step - 1,),
                      disabled=view.step == 1, shortcut="Left")  # fmt: skip
            st.button("Next", key="next", on_click=go, args=(view.step + 1,), type="primary",
                      disabled=view.step == len(steps), shortcut="Right")  # fmt: skip
            st.page_link("app.py", label="Open this view on the map", query_params=write(saved))
        st.html(tellings.step_html(step, says_map, len(steps), lib.tables, view.as_article))
    with st.container(key="shown"):
        map.draw(
            on=saved.routes, avoid=saved.avoid, focus=saved.focus or None,
            names=frame.sides(saved, atlas),
            target=(saved.lat, saved.lon, saved.z), key="story_map", height=520,
            version=atlas.data_version,
            status=changed(atlas, store.stood(saved.year, saved.as_article)),
        )  # fmt: skip
frame.footer(atlas.data_version)
