"""The map page: read the view, ask the engine, draw.

What a switch, a name in the list and the year change (sentence, list, card) is one fragment: it
runs without the rest, and the map has heard of it in the browser. Everything else is a full run.
"""

from dataclasses import replace

import streamlit as st

from pages.shared import store
from pages.shared.cards.corridor import corridor_html, with_view
from pages.shared.cards.corridors import table_html
from pages.shared.cards.headline import headline_of
from pages.shared.cards.known import known_html
from pages.shared.cards.lead import lead_html
from pages.shared.cards.tips import line_tips
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.map.map import draw as draw_map
from pages.shared.map.map import peek, redrawn
from pages.shared.map.scenes import scene
from pages.shared.pickers import switches
from pages.shared.pickers.sheet import sheet
from pages.shared.pickers.when import when
from pages.shared.view import session

known = frame.begin("Map").known

# Read the view.
view = session.open_view(known, "Map")
seen = peek(session.target())
if seen.clicked in known.corridors:
    view = view.replaced(focus=seen.clicked)
view = session.moved(view, seen.lat, seen.lon, seen.z, known)
view, lib = frame.opened(redrawn(view, seen, known))
atlas = lib.atlas
session.keep(view)
opened = [view]

# Ask the engine; what the cards show they ask themselves, and keep.
shown = scene("Map", view, lib)
tips = line_tips(
    atlas,
    store.judged_all(frozenset(view.avoid), view.as_article),
    {
        corridor_id: standing.status
        for corridor_id, standing in store.corridors_stood(view.year, view.as_article).items()
    },
    frozenset(view.avoid),
    store.capacities(view.year),
)


# Draw.
@st.fragment
def answer() -> None:
    """Draw sentence, list, year and card; what the reader does in them runs this alone."""
    alone = not opened
    view = frame.opened(session.open_view(known, "Map"))[0] if alone else opened.pop()
    avoid = frozenset(view.avoid)
    with st.container(key="lead"):
        frame.notices()
        said = headline_of(view.routes, avoid, view.year, view.as_article)
        told = known_html(view.year, avoid, view.as_article)
        st.html(lead_html(said.lead, said.count, (said.cargo, said.rest), told))
    if not st.context.is_embedded:
        with st.container(key="moment"):
            when(view)
        with st.container(key="switches"):
            switches.switches(atlas, view)
        with st.container(key="card"):
            sheet(atlas, view)
            switches.offer(atlas, view)
            if view.focus:
                card = corridor_html(view.focus, avoid, view.year, view.as_article)
                st.html(with_view(card, view))
                citing.draw(
                    view.focus,
                    atlas.corridors[view.focus].name,
                    lambda: citing.corridor(lib, view),
                    ("tests", "ground", "owners", "lengths", "figures", "quotes"),
                )
        with st.container(key="table"):
            st.html(table_html(view.routes, avoid, view.year, view.as_article))
    if alone:
        session.publish()


with st.container(key="overview"):
    # Places first, then what goes there, what the reader waits for foremost: it is on the screen
    # while the map and the menu are still on their way.
    top = st.container(key="head")
    if not st.context.is_embedded:
        with st.container(key="panel"):
            switches.avoid(atlas)
    answer()
    with st.container(key="picture"):
        draw_map(
            replace(
                shown.drawing,
                names={**shown.drawing.names, **tips},
                address=session.address_of(view),
                panel=not st.context.is_embedded,
                fit="" if session.placed() else "shown",
            ),
            session.target(),
            version=atlas.data_version,
            pictured=True,
        )
    with top:
        frame.header(view, "Map")
frame.footer(atlas.data_version)
