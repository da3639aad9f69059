"""The journeys page: from field to quay, every way judged as a whole."""

from dataclasses import replace

import streamlit as st

from pages.shared.cards.journey import journeys_html
from pages.shared.cards.listed import listed
from pages.shared.cards.sentence import sentence_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.map.map import draw as draw_map
from pages.shared.map.map import peek, redrawn
from pages.shared.map.scenes import scene
from pages.shared.pickers import journeys as journey_picker
from pages.shared.pickers import switches
from pages.shared.view import session
from routes.language import phrase

known = frame.begin("Journeys").known

# Read the view.
view = session.open_view(known, "Journeys")
seen = peek(session.target(), "trips")
view = session.moved(view, seen.lat, seen.lon, seen.z, known)
view, lib = frame.opened(redrawn(view, seen, known))
atlas, tables = lib.atlas, lib.tables
answer = listed(view)
view, ends, found, shown = answer.view, answer.ends, answer.found, answer.shown
for text in answer.notices:
    session.notice(text)
if answer.gone and session.fresh():
    session.notice(phrase("picker-journey-gone"))
avoid = frozenset(view.avoid)
gates = (view.origin, view.market)
setting, chosen = answer.setting, answer.chosen
view = journey_picker.fitted(view, atlas, chosen)
session.keep(view)

# Ask the engine.
drawn = scene("Journeys", view, lib)

# Draw. What the reader waits for foremost comes first: sentence and list before map and menu.
with st.container(key="page"):
    head, panel = st.container(key="head"), st.container(key="panel", horizontal=True)
    lead, card = st.container(key="lead"), st.container(key="card")
with panel:
    journey_picker.gates(tables, view)
    switches.avoid(atlas)
    st.toggle(phrase("page-journeys-only"), key="only")
with lead:
    frame.notices()
    st.html(sentence_html(answer.sentence))
    with st.container(key="list"):
        journey_picker.journeys(setting, shown, ends, view)
with card:
    if found:
        st.html(
            journeys_html(
                gates,
                avoid,
                view.year,
                view.as_article,
                tuple(journey.code for journey in shown),
                tuple(journey.code for journey in chosen),
                view.closed,
            )
        )
    frame.later_note(view)
    if chosen:
        citing.draw(
            "journey",
            setting.names[chosen[0].code],
            lambda: [citing.journey(lib, view, j, ends) for j in chosen],
            ("tests", "ground", "owners", "figures", "quotes"),
        )
with lead:
    draw_map(
        replace(drawn.drawing, address=session.address_of(view)),
        session.target(),
        key="trips",
        version=atlas.data_version,
    )
with head:
    frame.header(view, "Journeys")
frame.footer(atlas.data_version)
