"""The closure page: what closes, how much still flows, and what binds."""

from html import escape

import streamlit as st

from pages.shared import store
from pages.shared.cards import closure as closure_card
from pages.shared.frame import frame
from pages.shared.map import map
from pages.shared.pickers import closures as closure_picker
from pages.shared.view import session
from pages.shared.view.widgets import Closures, Year
from routes.evidence.moment import changed
from routes.network.flow import nearest_year
from routes.sentences.closure import summarise

lib = frame.begin("Closure")
atlas, tables, known = lib.atlas, lib.tables, lib.known
view = session.open_view(known, "Closure", Year(), Closures(closure_picker.read))
seen = map.peek(session.target(), "flows")
view = session.moved(view, seen.lat, seen.lon, seen.z, known)
if seen.clicked and seen.clicked.startswith("leg:"):
    view = closure_picker.toggled(view, seen.clicked.removeprefix("leg:"), known)
session.keep(view)
year = nearest_year(tables, view.year)
if year != view.year:
    session.notice(f"year: no throughput is known for {view.year}; {year} is shown.")
outcome, before = store.flow_of(year, view.closed), store.flow_of(year, ())

with st.container(key="closure"):
    # Places first: what the reader waits for is filled before map and menu.
    top, row = st.container(key="head"), st.container(key="choices")
    with st.container(key="lead"):
        told, drawn = st.container(), st.container()
    with st.container(key="side"):
        closure_picker.pick(atlas, tables, view)
        frame.later_note(view)
        st.html(closure_card.render(atlas, tables, outcome, before, store.capacities(year)))
    with row:
        closure_picker.presets(view, known)
    with told:
        frame.notices()
        text = escape(summarise(atlas, outcome, closure_card.names_of(tables)))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{frame.bold(text)}</h1>')
    with drawn:
        map.draw(
            on=(),
            legs=closure_card.shown(atlas, outcome, before),
            focus=None,
            avoid=view.avoid,
            width=closure_card.widths(atlas, outcome),
            closed=[leg.leg_id for leg in outcome.legs if leg.closed],
            names={**frame.sides(view, atlas), **closure_card.tips(atlas, outcome)},
            target=session.target(),
            key="flows",
            version=atlas.data_version,
            status=changed(atlas, store.stood(view.year, view.as_article)),
            address=session.address_of(view),
        )
        st.caption(
            "Width: Mt a year of Kazakh oil that can move. Hair lines: nothing moves, or which "
            "market takes it is not known. Struck out: closed. Click a line to close it."
        )
    with top:
        frame.header(view, "Closure")
frame.footer(atlas.data_version)
