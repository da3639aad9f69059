"""Switch between the two cases of a closure."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from pages.shared.view.model import View, key_of
from routes.language import phrase


def switch() -> None:
    """Draw the switch between *as seen* and *on paper*."""
    st.radio(
        phrase("closure-case"),
        get_args(View.model_fields["case"].annotation),
        key=key_of("case"),
        format_func=lambda case: phrase(f"closure-case-{case}"),
        horizontal=True,
    )
