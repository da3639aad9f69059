"""Draw the picture that stands beside a link in a chat or a post."""

from __future__ import annotations

from pages.shared import store
from publish.drawing.layers import map_layer
from publish.drawing.press import press
from publish.said import said
from publish.viewed import Viewed

WIDTH, HEIGHT = 1200, 630
"""Pixels that the services which show previews ask for."""
MAP_HEIGHT = 430


def card(viewed: Viewed) -> bytes:
    """Draw the card of a view, as PNG.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    told = said(viewed)
    data = {
        "sentence": told.sentence,
        "foot": f"{told.title} · {store.library().atlas.data_version}",
    }
    return press("card.typ", data, [map_layer(viewed, WIDTH, MAP_HEIGHT)])
