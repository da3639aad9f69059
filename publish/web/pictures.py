"""Answer with pictures of a view."""

from __future__ import annotations

import hashlib
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pages.shared import store
from publish.drawing.card import card
from publish.drawing.press import looks
from publish.viewed import PAGE, START, Viewed, read
from publish.web.kept import Kept

MOST_BYTES: Final = 48_000_000
"""Cards that are kept: some two hundred and fifty."""
LONG_S: Final = 86_400
"""Seconds for which a card may be kept whose address names the version of its data."""
SHORT_S: Final = 300
"""The same of one whose address does not."""

CARDS = Kept(MOST_BYTES)


async def _card(request: Request) -> Response:
    page, query = request.query_params.get(PAGE, START), request.url.query
    viewed = await to_thread.run_sync(read, page, query)
    version = store.library().atlas.data_version
    tag = tag_of(viewed)
    named = request.query_params.get("d") == version
    headers = {
        "cache-control": f"public, max-age={LONG_S if named else SHORT_S}",
        "etag": tag,
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    image = await CARDS.get(tag, lambda: card(viewed))
    return Response(image, media_type="image/png", headers=headers)


def tag_of(viewed: Viewed) -> str:
    """Return what a picture of a view is known by: it changes with the data and with our looks.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    told = (viewed.page, viewed.query, str(bool(viewed.notices)), looks())
    return f'"{hashlib.sha256("|".join(told).encode()).hexdigest()[:24]}"'


ROUTES = [Route("/card.png", _card)]
