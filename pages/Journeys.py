"""The journeys page: from field to quay, every way judged as a whole."""

from dataclasses import replace
from html import escape

import streamlit as st

from pages.shared import citing, closing, frame, map, panel, session, store, trip_card, trip_picker
from routes.network import END, START, gate
from routes.summary_trips import summarise
from routes.when import changed

lib = frame.begin("Journeys", "journeys.css")
atlas, tables = lib.atlas, lib.tables
view = session.open_view(lib.known)
seen = map.peek(session.target(), "trips")
view = session.moved(view, seen.lat, seen.lon, seen.z)
closures = closing.read(atlas, tables, view.closed)

with st.container(key="page"):
    top = st.container(key="head")
    with st.container(key="panel"):
        origin = trip_picker.gates(tables, START, "From")
        start = gate(tables, START, origin)
        market = trip_picker.gates(tables, END, "To", start.goods)
        panel.avoid(atlas)
        st.toggle("Only those that bypass", key="only")
        avoid = frozenset(st.session_state["avoid"])
        found = store.journeys_of(origin, market, avoid, view.year, view.as_article)
        shown = [j for j in found if not st.session_state["only"] or j.judged.verdict == "bypasses"]
        by_code = {journey.code: journey for journey in shown}
        chosen = trip_picker.trips(atlas, by_code, avoid)
    view = replace(view, origin=origin, market=market, avoid=tuple(sorted(avoid)),
                   only="bypass" if st.session_state["only"] else "all",
                   journey=chosen[0].code if chosen else "",
                   beside=chosen[1].code if len(chosen) > 1 else "")  # fmt: skip
    session.keep(view)
    # What the reader waits for foremost: sentence and card before map and menu.
    lead = st.container(key="lead")
    with lead:
        frame.notices()
        ends = (start, gate(tables, END, market, start.goods))
        text = summarise(atlas, found, shown, ends, avoid, closures)
        told = frame.bold(escape(text))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{told}</h1>')
    with st.container(key="card"):
        caps = store.capacities(view.year)
        if found:
            st.html(trip_card.render(atlas, tables, shown, chosen, ends, avoid, closures, caps))
        frame.later_note(view)
        if chosen:
            citing.draw("journey", lambda: [citing.journey(lib, view, j, ends) for j in chosen])
    with lead:
        legs = list(dict.fromkeys(leg for journey in chosen for leg in journey.ids))
        map.draw(on=(), legs=legs, strong=chosen[0].ids if len(chosen) > 1 else (), focus=None,
                 avoid=view.avoid, names=frame.sides(view, atlas), target=session.target(),
                 key="trips", version=atlas.data_version,
                 status=changed(atlas, store.stood(view.year, view.as_article)))  # fmt: skip
    with top:
        frame.header(view, "Journeys")
frame.footer(atlas.data_version)
