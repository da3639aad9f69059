"""Copy the link of a view with every parameter written out."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.shared.frame.component import Component
from pages.shared.store import library, served
from pages.shared.view import session
from pages.shared.view.model import View
from pages.shared.view.parameter import Page, parameters_of
from routes.language import phrase

COPY = Component("copy", lambda: phrase("frame-no-copy"))


def copy_link(view: View, page: Page) -> None:
    """Draw the button that copies a link with every parameter written out.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    """
    texts = {
        "copy": phrase("frame-copy"),
        "copied": phrase("frame-copy.copied"),
        "done": phrase("frame-copy.done"),
        "byHand": phrase("frame-copy.by-hand"),
    }
    with st.container(key="copy", width=124):
        COPY.draw("copy_link", {**drawn(view, page), "texts": texts})


def drawn(view: View, page: Page) -> dict[str, Any]:
    """Return what `static/link.js` makes the link of the screen from, and where it is.

    Parameters
    ----------
    view
        The view.
    page
        Name of the page.
    """
    version = library().known.data_version
    return {
        "link": served("link.js"),
        "query": session.query_of(view, version),
        "at": session.came_from(),
        "version": version,
        # The map of such a page stands where the view says, or gives a view its place.
        "mapped": page in parameters_of(View)["lat"].owned.pages,
    }
