"""Print a page: its title, the link of the view and the version of the data on each sheet."""

from __future__ import annotations

from html import escape

import streamlit as st

from pages.shared.frame.component import Component
from pages.shared.frame.copy import drawn
from pages.shared.store import library
from pages.shared.view import session
from routes.language import phrase

PAPER = Component("paper")
CUT = "\N{BLACK SQUARE}"
"""Stands in a message where the browser writes a number that only it knows."""


def paper() -> None:
    """Draw what only paper shows, which the browser fills before it prints."""
    version = library().known.data_version
    view, page = session.shown(), session.page()
    sheet = phrase("paper-sheet", n=CUT, of=CUT).split(CUT)
    texts = {"sheet": sheet, "notes": phrase("paper-notes"), "link": phrase("paper-link")}
    with st.container(key="paper"):
        PAPER.draw(
            "on_paper",
            {
                **drawn(view, page),
                "stamp": phrase("paper-version", version=version),
                "texts": texts,
            },
        )


def paper_only(text: str) -> None:
    """Draw words that paper alone shows.

    Parameters
    ----------
    text
        Plain text.
    """
    st.html(f'<p class="mv-paper-only">{escape(text)}</p>')
