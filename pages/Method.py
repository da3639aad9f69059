"""The method page: in short for readers, then how everything is made, for developers."""

import re

import streamlit as st

from pages.shared import store
from pages.shared.cards.borders import borders_html
from pages.shared.cards.citations import Citations
from pages.shared.cards.lengths import lengths_html
from pages.shared.cards.method import layers
from pages.shared.frame import frame
from pages.shared.view import session
from pages.shared.view.model import key_of
from routes.files.load import load_document
from routes.language import phrase
from routes.model.borders import BORDERS

lib = frame.begin("Method")

# Read the view.
view, lib = frame.opened(session.open_view(lib.known, "Method"))

# Ask the engine. The documents mark their numbers for the build; their links to other files of the
# repository lead nowhere from here.
method, calibration = (
    re.sub(r"<!--.*?-->|\[([^\]]+)\]\((?!http|#)[^)]*\)", r"\1", load_document(name))
    for name in ("method.md", "calibration.md")
)
readers, developers = layers(method, calibration)
lengths = store.lengths()
both = frame.both_atlases()
rows = (store.owners(), lib.tables.jurisdictions.rows)

# Draw.
frame.header(view, "Method")
frame.notices()
with st.container(key="method"):
    st.radio(
        phrase("borders-control"),
        BORDERS,
        key=key_of("borders"),
        format_func=lambda name: phrase(f"borders-set-{name}"),
        horizontal=True,
    )
    st.markdown(readers)
    if not st.context.is_embedded:
        st.markdown(developers)
        if both:
            st.html(borders_html(*both, rows, store.origins(), Citations(lib.tables)))
        st.html(lengths_html(lengths, lib.atlas, lib.tables.stretches, Citations(lib.tables)))
frame.footer(lib.atlas.data_version)
