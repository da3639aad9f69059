"""Ask the server's own layers without Streamlit: an app of one answer behind them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from publish.web.headers import Safe
from publish.web.limits import Limits

Answering = Callable[[Request], Response]


@dataclass(frozen=True)
class Client:
    """Asks an app, one request at a time.

    Attributes
    ----------
    app
        What answers.
    root
        Address that it is asked under.
    """

    app: Starlette
    root: str = "https://example.org"

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        """Ask for a path."""

        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=self.root) as client:
                return await client.request(method, path, **given)

        return asyncio.run(go())

    def get(self, path: str, **given: Any) -> httpx.Response:
        """Ask for a path with GET."""
        return self.request("GET", path, **given)


def plain(_request: Request) -> Response:
    """Answer with one word."""
    return Response("here", media_type="text/plain")


def client(answer: Answering = plain) -> Client:
    """Return a client of an app that answers every path, behind the server's layers."""
    methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"]
    return Client(
        Starlette(
            routes=[Route("/{path:path}", answer, methods=methods)],
            middleware=[Middleware(Safe), Middleware(Limits)],
        )
    )
