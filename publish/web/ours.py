"""Answer at our own addresses; what answers is imported by the first who asks, or `process.warm`.

Pictures, data and the API import the whole engine, which takes a second: a server that did it
before it answers would come up a second later.
"""

from __future__ import annotations

import importlib
from threading import Lock

from anyio import to_thread
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from publish.web.asked import OURS, base
from publish.web.process import out_of_a_run

_lock = Lock()
_routers: list[Router] = []


def _router() -> Router:
    with _lock, out_of_a_run():
        if not _routers:
            routes = importlib.import_module("publish.web.routes").ROUTES
            _routers.append(Router(routes, redirect_slashes=False))
    return _routers[0]


class Ours:
    """Hand a request to the route of its path, as seen from the root of the app."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        router = _routers[0] if _routers else await to_thread.run_sync(_router)
        await router({**scope, "root_path": base()}, receive, send)


def routes() -> list[BaseRoute]:
    """List our addresses for Streamlit's app, below the path that it lies under."""
    return [
        Route(f"{base()}/{name}{rest}", Ours(), name=f"{name}{rest}")
        for name in sorted(OURS)
        for rest in ("", "/{rest:path}")
    ]
