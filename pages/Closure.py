"""The closure page: what closes, how much still flows, and what binds."""

from dataclasses import replace
from html import escape

import streamlit as st

from pages.shared import closing, closure_card, frame, map, session, store
from routes.flow import nearest_year
from routes.summary_flow import summarise
from routes.when import changed

lib = frame.begin("Closure", "closure.css")
atlas, tables = lib.atlas, lib.tables
view = session.open_view(lib.known)
seen = map.peek(session.target(), "flows")
view = session.moved(view, seen.lat, seen.lon, seen.z)
if seen.clicked and seen.clicked.startswith("leg:"):
    closing.toggle(seen.clicked.removeprefix("leg:"))

with st.container(key="closure"):
    # Places first: what the reader waits for is filled before map and menu, and the menu and the
    # copied link need the view that the pickers make.
    top, row = st.container(key="head"), st.container(key="choices")
    with st.container(key="lead"):
        told, drawn = st.container(), st.container()
    side = st.container(key="side")
    with side:
        closures = tuple(closing.pick(atlas, tables, view))
        view = replace(view, closed=closing.write(closures))
        session.keep(view)
        year = nearest_year(tables, view.year)
        if year != view.year:
            session.notice(f"year: no throughput is known for {view.year}; {year} is shown.")
        outcome, before = store.flow_of(year, closures), store.flow_of(year, ())
    with row:
        closing.presets(atlas, tables, closures, view.year)
    with told:
        frame.notices()
        text = escape(summarise(atlas, outcome, closure_card.names_of(tables)))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{frame.bold(text)}</h1>')
    with side:
        frame.later_note(view)
        st.html(closure_card.render(atlas, tables, outcome, before, store.capacities(year)))
    with drawn:
        map.draw(on=(), legs=closure_card.shown(atlas, outcome, before), focus=None,
                 avoid=view.avoid, width=closure_card.widths(atlas, outcome),
                 closed=[leg.leg_id for leg in outcome.legs if leg.closed],
                 names={**frame.sides(view, atlas), **closure_card.tips(atlas, outcome)},
                 target=session.target(), key="flows", version=atlas.data_version,
                 status=changed(atlas, store.stood(view.year, view.as_article)))  # fmt: skip
        st.caption("Width: Mt a year of Kazakh oil that can move. Hair lines: nothing moves, or "
                   "which market takes it is not known. Struck out: closed. Click a line to close "
                   "it.")  # fmt: skip
    with top:
        frame.header(view, "Closure")
frame.footer(atlas.data_version)
