"""Answer with pictures of a view."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from publish.drawing.card import card
from publish.viewed import PAGE, START, read


async def _card(request: Request) -> Response:
    page, query = request.query_params.get(PAGE, START), request.url.query
    image = await to_thread.run_sync(lambda: card(read(page, query)))
    return Response(image, media_type="image/png")


ROUTES = [Route("/card.png", _card)]
