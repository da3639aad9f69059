"""Describe a page in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from publish.said import said
from publish.viewed import Viewed


def linked(viewed: Viewed, base: str = "") -> list[dict[str, Any]]:
    """Describe what a page shows.

    Parameters
    ----------
    viewed
        The page and its view.
    base
        Address of the app, with a slash at its end; "" for relative addresses.
    """
    told = said(viewed)
    return [
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": told.title,
            "description": told.sentence,
            "url": f"{base}{viewed.path}?{viewed.query}",
        }
    ]
