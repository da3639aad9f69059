"""Draw the maps of many pages over one ground, which is a file of its own."""

from __future__ import annotations

from pages.shared import store
from pages.shared.map.map import constants
from publish.drawing.ground import background
from publish.drawing.layers import ink_svg, layer, lines_svg, scene_of
from publish.drawing.modules import Sheet, drawn
from publish.viewed import Viewed
from routes.model.terms import RUSSIA

GROUND = "ground.svg"
WHOLE = Sheet(lat=46.5, lon=42.0, zoom=3.05, width=600, height=338)
"""What is seen: from the North Sea to the border with China, and down to the Gulf."""


def ground() -> str:
    """Draw water, land and the states that pages begin with avoiding, as SVG."""
    inner = background(WHOLE, (RUSSIA,), redrawn=False)
    return layer("ground", inner, WHOLE.width, WHOLE.height).svg


def fits(viewed: Viewed) -> bool:
    """Return whether the ground is that of a view's map.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    return tuple(scene_of(viewed).drawing.avoid) == (RUSSIA,)


def lines(viewed: Viewed) -> str:
    """Draw what lies over the ground: lines, places and a few names, as SVG.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    with viewed.spoken():
        version = store.library().atlas.data_version
        said = drawn(scene_of(viewed).drawing.message(), constants(version), WHOLE, few=True)
        inner = f"{lines_svg(said)}{ink_svg(said.ink)}"
        return layer("map", inner, WHOLE.width, WHOLE.height).svg
