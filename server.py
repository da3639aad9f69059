"""The server: Streamlit's pages, and beside them previews, pictures, data and an API.

`streamlit run app.py` serves the pages alone.
"""

from pathlib import Path

import streamlit as st

from pages.shared.frame import doors
from publish.web.routes import ROUTES

doors.open_them()
app = st.App(Path(__file__).with_name("app.py"), routes=ROUTES)
