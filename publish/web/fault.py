"""Answer with a fault: a few lines for people, an object for programs, and nothing of the server.

Neither path nor traceback is shown: who runs the server finds both in its log.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from pages.shared.phrases import GLOBALS
from pages.shared.theme import THEME
from publish.answer import problem
from publish.web.asked import base
from routes.language import SOURCE, phrase

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    trim_blocks=True,
    undefined=jinja2.StrictUndefined,
)
ENVIRONMENT.globals.update(GLOBALS)


def fault(scope: Scope, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer that says what went wrong and what helps.

    Parameters
    ----------
    scope
        The request: whether it asks for a page.
    status
        Status of the answer.
    headers
        Headers beside those of its content.
    """
    told = _told(status)
    kept = {"Cache-Control": "no-store", **(headers or {})}
    if "text/html" in Request(scope).headers.get("accept", ""):
        colours = Markup(THEME.css())  # noqa: S704  the house's own palette
        html = ENVIRONMENT.get_template("fault.html").render(
            lang=SOURCE, told=told, colours=colours, root=f"{base()}/"
        )
        return HTMLResponse(html, status, kept)
    return problem(status, told, kept)


def _told(status: int) -> str:
    if status == 403:
        return phrase("fault-closed")
    if status == 404:
        return phrase("fault-nothing")
    if status == 405:
        return phrase("fault-method")
    if status == 413:
        return phrase("fault-body")
    if status < 500:
        return phrase("fault-asked")
    return phrase("fault-ours")


def raised(request: Request, error: Exception) -> Response:
    """Return the answer to a request for which an answering function raised an error.

    Parameters
    ----------
    request
        The request.
    error
        What was raised.
    """
    if isinstance(error, HTTPException):
        return fault(request.scope, error.status_code, error.headers)
    return fault(request.scope, 500)
