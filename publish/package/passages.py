"""Find the passages of the article that a page shows for a view."""

from __future__ import annotations

from pages.shared import store
from pages.shared.cards.article import in_order
from pages.shared.cards.search import search
from pages.shared.library import Library
from pages.shared.map.scenes import event_of
from pages.shared.view.model import View
from publish.viewed import Viewed
from routes.model.rows import Quote


def passages_of(viewed: Viewed) -> list[Quote]:
    """List the passages that a page shows, in the order of the article.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    lib, view = store.library(), viewed.view
    match viewed.page:
        case "Map":
            return _about(view.focus, lib)
        case "Timeline":
            event, _ = event_of(view, lib)
            return [row for row in lib.tables.quotes if row.quote_id == event.quote_id]
        case "Story":
            return _of_step(view, lib)
        case "Sources" if view.tab == "article":
            found = search(view)
            return in_order(found.alone or found.passages)
    return []


def _about(corridor_id: str, lib: Library) -> list[Quote]:
    """List the passages on a corridor's card; none where no card is open."""
    corridor = lib.atlas.corridors.get(corridor_id)
    if corridor is None:
        return []
    subjects = {corridor_id, *corridor.leg_ids}
    return in_order(row for row in lib.tables.quotes if subjects & set(row.subject_ids.split("|")))


def _of_step(view: View, lib: Library) -> list[Quote]:
    """List the passages of a step of the story; its opening and its end have none."""
    for step in lib.tables.story:
        if step.step == view.step:
            named = step.quote_ids.split("|")
            return in_order(row for row in lib.tables.quotes if row.quote_id in named)
    return []
