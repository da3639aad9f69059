"""What the answers of every address have in common: what a reader has already, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse

PROBLEM: Final = "application/problem+json"
"""Type of an answer that says what is wrong (RFC 9457)."""
UNPROCESSABLE: Final = "Unprocessable Content"
"""Title of what is well formed and cannot be answered (422)."""


def problem(
    status: int, title: str, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """Return an answer that says what is wrong.

    Parameters
    ----------
    status
        Status of the answer.
    title
        What is wrong, in a line.
    headers
        Headers beside those of its content.
    **more
        Further members, JSON-ready: `detail`, what would be valid.
    """
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return JSONResponse(body, status, headers, media_type=PROBLEM)


def is_known(request: Request, tag: str) -> bool:
    """Return whether a reader has an answer: tags are compared weakly (RFC 9110).

    Parameters
    ----------
    request
        The request.
    tag
        Tag of the answer, in quotes.
    """
    told = request.headers.get("if-none-match", "")
    opaque = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in {opaque, "*"} for one in told.split(","))
