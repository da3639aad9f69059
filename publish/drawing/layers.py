"""Draw the layers of a picture, each a self-contained SVG of a size of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages.shared import store
from pages.shared.map.map import sheet_of
from pages.shared.map.scenes import scene
from pages.shared.map.still import fixed
from publish.viewed import Viewed
from routes.language import language
from routes.model.terms import GROUND, HOME


@dataclass(frozen=True)
class Layer:
    """One part of a picture.

    Attributes
    ----------
    name
        Name by which a sheet asks for it.
    svg
        The drawing: styles resolved, nothing fetched.
    width, height
        Its size in pixels.
    """

    name: str
    svg: str
    width: float
    height: float


def map_layer(viewed: Viewed, width: int, height: int) -> Layer:
    """Draw the map of a view.

    Parameters
    ----------
    viewed
        The page and its view.
    width, height
        Size in pixels.
    """
    view = viewed.view
    with viewed.spoken():
        found = scene(viewed.page, view, store.library())
        if found is None:
            found = scene("Map", view, store.library())
        shown = replace(found.drawing, fit="" if viewed.placed else "shown").shown(found.place)
        svg = fixed(sheet_of(), shown, (width, height), ground=GROUND, home=HOME, lang=language())
    return Layer("map", svg, width, height)
