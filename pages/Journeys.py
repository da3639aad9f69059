"""The journeys page: from field to quay, every way judged as a whole."""

from html import escape

import streamlit as st

from pages.shared import store
from pages.shared.cards import journey as journey_card
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.map import map
from pages.shared.pickers import journeys as journey_picker
from pages.shared.pickers import switches
from pages.shared.view import session
from pages.shared.view.widgets import AVOID, BESIDE, JOURNEY, MARKET, ORIGIN, Bypass, Year
from routes.evidence.moment import changed
from routes.network.network import END, START, gate
from routes.sentences.journeys import summarise

lib = frame.begin("Journeys")
atlas, tables, known = lib.atlas, lib.tables, lib.known
view = session.open_view(
    known, "Journeys", ORIGIN, MARKET, AVOID, Bypass(), JOURNEY, BESIDE, Year()
)
seen = map.peek(session.target(), "trips")
view = session.moved(view, seen.lat, seen.lon, seen.z, known)
view = journey_picker.fitting(tables, view)
avoid = frozenset(view.avoid)
start = gate(tables, START, view.origin)
ends = (start, gate(tables, END, view.market, start.goods))
found = store.journeys_of(view.origin, view.market, avoid, view.year, view.as_article)
shown = [j for j in found if view.only == "all" or j.judged.verdict == "bypasses"]
by_code = {journey.code: journey for journey in shown}
view = journey_picker.settled(view, by_code)
chosen = [by_code[code] for code in (view.journey, view.beside) if code]
session.keep(view)

with st.container(key="page"):
    top = st.container(key="head")
    with st.container(key="panel"):
        journey_picker.gates(tables, view)
        switches.avoid(atlas)
        st.toggle("Only those that bypass", key="only")
        journey_picker.trips(atlas, by_code, view)
    # What the reader waits for foremost: sentence and card before map and menu.
    lead = st.container(key="lead")
    with lead:
        frame.notices()
        text = summarise(atlas, found, shown, ends, avoid, view.closed)
        told = frame.bold(escape(text))
        st.html(f'<h1 class="mv-sentence mv-computed" aria-live="polite">{told}</h1>')
    with st.container(key="card"):
        caps = store.capacities(view.year)
        if found:
            st.html(
                journey_card.render(atlas, tables, shown, chosen, ends, avoid, view.closed, caps)
            )
        frame.later_note(view)
        if chosen:
            citing.draw("journey", lambda: [citing.journey(lib, view, j, ends) for j in chosen])
    with lead:
        legs = list(dict.fromkeys(leg for journey in chosen for leg in journey.ids))
        map.draw(
            on=(),
            legs=legs,
            strong=chosen[0].ids if len(chosen) > 1 else (),
            focus=None,
            avoid=view.avoid,
            names=frame.sides(view, atlas),
            target=session.target(),
            key="trips",
            version=atlas.data_version,
            status=changed(atlas, store.stood(view.year, view.as_article)),
            address=session.address_of(view),
        )
    with top:
        frame.header(view, "Journeys")
frame.footer(atlas.data_version)
