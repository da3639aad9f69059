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

# Ask the engine. The document marks its numbers for the build; its links to other files of the
# repository lead nowhere from here.
method = re.sub(r"<!--.*?-->", "", load_document("method.md"))
method = re.sub(r"\[([^\]]+)\]\((?!http)[^)]*\)", r"\1", method)
lengths = store.lengths()

# Draw.
frame.header(view, "Method")
frame.notices()
with st.container(key="method"):
    st.markdown(method)
    st.html(lengths_html(lengths, lib.atlas, lib.tables.stretches, Citations(lib.tables)))
frame.footer(lib.atlas.data_version)
