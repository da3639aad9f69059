"""Refuse what nobody needs before anything reads it, and answer for what fails.

Nothing is sent to the dashboard but over its WebSocket, and of Streamlit's own addresses the page
uses three. Streamlit answers every other path with its page: here an address that leads nowhere
says so.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publish.web.asked import below, is_file, is_ours
from publish.web.fault import fault
from publish.web.swift import STREAMLIT

LOG = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "OPTIONS")
LARGEST_BODY = 1024
"""Bytes; no request needs any."""
LENGTH = re.compile(r"[0-9]{1,9}")
CORE, USED = "_stcore/", frozenset({"health", "host-config", "stream"})
"""Streamlit's own addresses, and those that a page asks for."""
SIGN_IN = "oauth2callback"
"""Streamlit's, for apps that one signs in to."""


class Refusal(NamedTuple):
    """Why a request is not answered.

    Attributes
    ----------
    status
        Status of the answer.
    headers
        Headers that go with it.
    """

    status: int
    headers: dict[str, str]


@cache
def _files() -> frozenset[str]:
    """List the files of Streamlit's page, seen from the root of the app."""
    found = (path for path in STREAMLIT.rglob("*") if path.is_file())
    return frozenset(path.relative_to(STREAMLIT).as_posix() for path in found)


def refusal(scope: Scope) -> Refusal | None:
    """Return why a request is not answered; None if it is.

    Parameters
    ----------
    scope
        The request.
    """
    headers, method = Headers(scope=scope), scope["method"]
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not LENGTH.fullmatch(length) or int(length) > LARGEST_BODY:
        # What was sent already is not read: the connection ends with the answer.
        return Refusal(413, {"Connection": "close"})
    path = below(scope["path"])
    status = 404 if path is None else _status(path)
    if status:
        return Refusal(status, {})
    if method not in METHODS:
        return Refusal(405, {"Allow": ", ".join(METHODS)})
    return None


def _status(path: str) -> int:
    """Return the status of the answer at a path at which there is nothing; 0 if there is."""
    if path.startswith(CORE):
        return 0 if path.removeprefix(CORE) in USED else 403
    if path == SIGN_IN:
        return 403
    if is_ours(path):
        return 0
    if path.startswith("static/") or "." in path.partition("/")[0]:
        return 0 if path in _files() else 404
    # What is left are pages: Streamlit's page itself says where there is none of a name.
    return 0 if is_file(path) or "/" not in path else 404


class Limits:
    """Stand before an app: refuse what is closed or too large, and answer for what it raises.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if refused := refusal(scope):
            await fault(scope, *refused)(scope, receive, send)
            return
        started = False

        async def _send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, _send)
        except Exception:
            if started:
                raise  # what was sent cannot be taken back: the connection breaks off
            LOG.exception("no answer to a request")
            await fault(scope, 500)(scope, receive, send)
