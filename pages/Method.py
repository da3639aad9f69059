"""The method page: how kilometres, zones, precision and verdicts are made, and their limits."""

import re

import streamlit as st

from pages.shared import store
from pages.shared.cards.citations import Citations
from pages.shared.cards.lengths import lengths_html
from pages.shared.frame import frame
from pages.shared.view import session
from routes.files.load import load_document

lib = frame.begin("Method")

# Read the view.
view = session.open_view(lib.known, "Method")

# Ask the engine. The documents mark their numbers for the build; their links to other files of the
# repository lead nowhere from here.
method, calibration = (
    re.sub(r"<!--.*?-->|\[([^\]]+)\]\((?!http)[^)]*\)", r"\1", load_document(name))
    for name in ("method.md", "calibration.md")
)
# A page has one title: that of the calibration becomes a section of it.
calibration = re.sub("^#", "##", calibration, flags=re.MULTILINE)
lengths = store.lengths()

# Draw.
frame.header(view, "Method")
frame.notices()
with st.container(key="method"):
    st.markdown(method)
    st.markdown(calibration)
    st.html(lengths_html(lengths, lib.atlas, lib.tables.stretches, Citations(lib.tables)))
frame.footer(lib.atlas.data_version)
