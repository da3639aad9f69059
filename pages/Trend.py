"""The trend page: whether Kazakhstan's oil leaves by more ways than before, and what it meets."""

import streamlit as st

from pages.shared.cards.sentence import sentence_html
from pages.shared.cards.trend import told_of, trend_html
from pages.shared.frame import cite as citing
from pages.shared.frame import frame
from pages.shared.pickers import switches
from pages.shared.view import session
from routes.sentences.trend import summarise

lib = frame.begin("Trend")

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Trend"))
atlas = lib.atlas
avoid = frozenset(view.avoid)

# Ask the engine.
told, missing = told_of(avoid, view.as_article)
sentence = summarise(told, missing, avoid, atlas.state_names)

# Draw.
frame.header(view, "Trend")
with st.container(key="trend"):
    with st.container(key="lead"):
        frame.notices()
        st.html(sentence_html(sentence))
    with st.container(key="panel"):
        switches.avoid(atlas)
    with st.container(key="card"):
        st.html(trend_html(avoid, view.year, view.as_article))
        frame.later_note(view)
        citing.draw("trend", lambda: [citing.trend(sentence, view)])
frame.footer(atlas.data_version)
