"""Say in plain text what a page says first: for previews, pictures and pages without a server."""

from __future__ import annotations

from dataclasses import dataclass

from pages.shared.cards.headline import headline_of
from publish.viewed import Viewed
from routes.language import phrase


@dataclass(frozen=True)
class Said:
    """What a page says first.

    Attributes
    ----------
    title
        Title of the page.
    sentence
        The sentence with which it leads, without markup.
    """

    title: str
    sentence: str


def said(viewed: Viewed) -> Said:
    """Return what a page says first.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    view = viewed.view
    with viewed.spoken():
        told = headline_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
        title = phrase("frame-title", page=phrase(f"frame-page-{viewed.page}"))
        return Said(title, _plain(told.lead, told.count))


def _plain(*parts: str) -> str:
    return " ".join(part.replace("**", "") for part in parts if part)
