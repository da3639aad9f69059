"""The map page: read the URL, ask the engine, draw.

What a click on the map changes (header, sentence, map, card) is one fragment: it runs without
the switches, which only a full run draws.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from pages.shared import citing, frame, map, panel, session, store
from routes.summary import Shown, summarise
from routes.when import changed

lib = frame.begin("Map")
atlas = lib.atlas
known = lib.known


@st.fragment
def scene() -> None:
    """Draw everything but the switches."""
    view = session.open_view(known)
    seen = map.peek(session.target())
    if seen.clicked in known.corridors:
        st.session_state["focus"] = seen.clicked
        view = replace(view, focus=seen.clicked)
    view = session.moved(view, seen.lat, seen.lon, seen.z)
    session.keep(view)
    avoid = frozenset(view.avoid)
    judged = store.judged_all(avoid, view.as_article)
    stood = store.corridors_stood(view.year, view.as_article)

    # Places first, then what goes there, what the reader waits for foremost: it is on the screen
    # while the map and the menu are still on their way.
    top, lead = st.container(key="head"), st.container(key="lead")
    with lead:
        frame.notices()
        shown = [
            Shown(atlas.corridors[c], stood[c].status, judged[c], stood[c]) for c in view.routes
        ]
        text = escape(summarise(shown, avoid, atlas.state_names, lib.place_names))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{frame.bold(text)}</h1>')
    if not st.context.is_embedded:
        with st.container(key="card"):
            st.selectbox(
                "Corridor in detail",
                known.corridors,
                format_func=lambda c: atlas.corridors[c].name,
                key="focus",
                placeholder="Pick a corridor, or click a line on the map",
            )
            if view.focus:
                st.html(store.card_html(view.focus, avoid, view.year, view.as_article))
                citing.draw(view.focus, lambda: citing.corridor(lib, view))
    with lead:
        map.draw(
            on=view.routes,
            avoid=view.avoid,
            focus=view.focus or None,
            names=frame.sides(view, atlas),
            target=session.target(),
            version=atlas.data_version,
            status=changed(atlas, store.stood(view.year, view.as_article)),
        )
    with top:
        frame.header(view, "Map")


with st.container(key="page"):
    if not st.context.is_embedded:
        side = st.container(key="panel")
    scene()
    if not st.context.is_embedded:
        with side:
            panel.draw(atlas, session.open_view(known))
frame.footer(atlas.data_version)
