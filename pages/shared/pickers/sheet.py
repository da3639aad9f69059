"""Draw the head of the card: it names what is picked at once, and opens the card on a phone."""

from __future__ import annotations

from pages.shared.frame.component import Component
from pages.shared.view.model import View
from routes.language import phrase
from routes.model.atlas import Atlas

SHEET = Component("sheet")


def sheet(atlas: Atlas, view: View) -> None:
    """Draw the head of the card.

    Parameters
    ----------
    atlas
        Names of corridors.
    view
        The view; its focus is the corridor whose card is open.
    """
    names = {corridor_id: one.name for corridor_id, one in atlas.corridors.items()}
    texts = {name: phrase(f"picker-card-{name}") for name in ("open", "close", "none", "what")}
    SHEET.draw("sheet", {"focus": view.focus, "names": names, "texts": texts})
