"""Draw what is round a page in the frame of another: what it is, and where it is from."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from routes.files.load import load_sheets
from routes.language import phrase

HOST = Component("embedded")
SHEET = "embedded.css"


def sheet() -> str:
    """Return the style sheet of a page that is embedded; "" for any other."""
    return load_sheets((SHEET,)) if st.context.is_embedded else ""


def caption_html(page: str, link: str) -> str:
    """Render what an embedded page is, with a link to the whole of it.

    Parameters
    ----------
    page
        Its name in the reader's language.
    link
        Address of the whole page.
    """
    return (
        f'<p class="mv-embed-head"><span><b>Multivector · {escape(page)}</b> '
        f"{escape(phrase('about-line'))}</span>"
        f'<a href="{escape(link)}" target="_blank" rel="noopener">'
        f"{escape(phrase('embed-whole'))}</a></p>"
    )


def whole(view: View, page: Page) -> str:
    """Return the address of the whole page that shows a view.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.

    Returns
    -------
    Absolute, as the reader's browser has it; relative where that is not known.
    """
    query = f"?{session.query_of(view)}"
    try:
        parts = urlsplit(st.context.url or "")
    except ValueError:
        return query
    if parts.scheme not in {"http", "https"}:
        return query
    # The first page lies at the root of the app, with the slash that Streamlit leaves out.
    path = parts.path if page != "Map" else f"{parts.path.rstrip('/')}/"
    return f"{parts.scheme}://{parts.netloc}{path}{query}"


def source(data_version: str) -> None:
    """Draw where the data come from, and have the page around the frame told how high it is.

    Parameters
    ----------
    data_version
        Version of the data.
    """
    text = escape(phrase("frame-footer-embedded", version=data_version))
    st.html(f'<footer class="mv-embedded">{text}</footer>')
    HOST.draw("host", {})
