"""The closure page: what closes, what has no way out, what limits it; else the year's balance."""

from dataclasses import replace

import streamlit as st

from pages.shared import store
from pages.shared.cards.closure import CASE_OF, closure_html, range_html, sentence_of
from pages.shared.cards.flow import leg_tips
from pages.shared.cards.method import method_link_html
from pages.shared.cards.ranking import ranking_html, rest_of
from pages.shared.cards.sentence import sentence_html
from pages.shared.frame import frame
from pages.shared.map.map import draw as draw_map
from pages.shared.map.map import peek, redrawn
from pages.shared.map.scenes import scene
from pages.shared.pickers import case as case_picker
from pages.shared.pickers import closures as closure_picker
from pages.shared.view import session
from routes.language import phrase
from routes.network.balance import nearest_year

known = frame.begin("Closure").known

# Read the view.
view = session.open_view(known, "Closure")
seen = peek(session.target(), "flows")
view = session.moved(view, seen.lat, seen.lon, seen.z, known)
view, lib = frame.opened(redrawn(view, seen, known))
atlas, tables = lib.atlas, lib.tables
view, near = closure_picker.clicked(atlas, tables, view, seen.clicked, known)
session.keep(view)
year = nearest_year(lib.balances, view.year)
if year != view.year:
    session.notice(phrase("page-closure-no-year", year=view.year, nearest=year))

# Ask the engine.
outcome = store.outcome_of(year, view.closed)
case = CASE_OF[view.case]
shown = scene("Closure", view, lib)

# Draw. Places first: what the reader waits for is filled before map and menu.
with st.container(key="closure"):
    head, choices = st.container(key="head"), st.container(key="choices")
    with st.container(key="lead"):
        lead, picture = st.container(), st.container()
    side = st.container(key="side")
with side:
    closure_picker.fields(atlas, tables, view, store.capacities(year), near)
    frame.later_note(view)
    st.html(closure_html(year, view.closed, view.case, view.as_article))
    st.html(method_link_html(view))
with choices:
    closure_picker.presets(view, known)
with lead:
    frame.notices()
    st.html(sentence_html(sentence_of(year, view.closed)))
    if outcome.days:
        with st.container(key="cases"):
            case_picker.switch()
            st.html(range_html(year, view.closed, view.as_article))
with picture:
    draw_map(
        replace(
            shown.drawing,
            names={**shown.drawing.names, **leg_tips(atlas, outcome, case)},
            address=session.address_of(view),
        ),
        session.target(),
        key="flows",
        version=atlas.data_version,
    )
    st.caption(phrase("page-closure-note"))
if not st.context.is_embedded and (worst := ranking_html(year, rest_of(view))):
    st.html(worst)
with head:
    frame.header(view, "Closure")
frame.footer(atlas.data_version)
