"""Hand out a page for the frame of another: the lines to paste, and oEmbed (oembed.com, 1.0)."""

from __future__ import annotations

from html import escape
from typing import Any, Final
from urllib.parse import quote, urlsplit

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pages.shared.view.link import QUERY_AT_MOST
from pages.shared.view.parameter import PAGES
from publish.answer import problem
from publish.said import said
from publish.viewed import Viewed, read
from publish.web.asked import base, below, host_of, root_of
from publish.web.preview import picture
from routes.language import phrase

WIDTH: Final = 800
"""Pixels of a frame where nobody asks for less, as `static/take.js` has it."""
HEIGHT: Final = 680
"""The same of its height: the map, its sentence and the source are whole in it."""
LEAST: Final = 100
"""Pixels; a frame that is smaller shows nothing that can be read."""
CARD: Final = 1200, 630
"""Pixels of the picture of a view, `card.png`."""
KEPT_S: Final = 3600
"""Seconds that an answer may be kept: it changes with the data and the words."""
ADDRESS_AT_MOST = QUERY_AT_MOST + 2048
"""Characters of an address that is looked at."""


def snippet(viewed: Viewed, root: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """Return the lines that show a page in a frame, for a page of another site.

    `static/take.js` writes the same of what is on the screen; a test compares them.

    Parameters
    ----------
    viewed
        The page and its view.
    root
        Absolute address of the root of the app, with a slash at its end.
    width, height
        Pixels of the frame; it is never wider than the column that it stands in.
    """
    with viewed.spoken():
        title = phrase("frame-title", page=phrase(f"frame-page-{viewed.page}"))
    source = f"{root}{quote(viewed.path)}?{viewed.query}&embed=true"
    return (
        f'<iframe src="{escape(source)}" width="{width}" height="{height}" '
        f'style="border:0;max-width:100%" loading="lazy" title="{escape(title)}"></iframe>'
    )


def named(url: str, host: str) -> Viewed | None:
    """Return the page and view that an address of this server names; None for any other address.

    Parameters
    ----------
    url
        The address; whatever somebody sent.
    host
        The host of this server, as it was asked.
    """
    try:
        parts = urlsplit(url[:ADDRESS_AT_MOST])
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.netloc.lower() != host:
        return None
    page = below(parts.path)
    return read(page, parts.query) if page is not None and page in {"", *PAGES} else None


def oembed(viewed: Viewed, root: str, most: tuple[int | None, int | None]) -> dict[str, Any]:
    """Describe how a page is embedded: a `rich` answer of oEmbed.

    Parameters
    ----------
    viewed, root
        As in `snippet`.
    most
        Pixels of width and height that the asking page has at most, None for as many as needed.

    Returns
    -------
    Its fields, JSON-ready; without a picture where that would be larger than what is asked for.
    """
    width, height = (
        min(pixels, bound or pixels) for pixels, bound in zip((WIDTH, HEIGHT), most, strict=True)
    )
    found: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Multivector",
        "provider_url": root,
        "title": said(viewed).title,
        "cache_age": KEPT_S,
        "html": snippet(viewed, root, width, height),
        "width": width,
        "height": height,
    }
    if all(bound is None or bound >= pixels for pixels, bound in zip(CARD, most, strict=True)):
        found |= {
            "thumbnail_url": picture(viewed, root),
            "thumbnail_width": CARD[0],
            "thumbnail_height": CARD[1],
        }
    return found


def _at_most(text: str | None) -> int | None:
    """Read a bound in pixels; ValueError for what is none."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) >= LEAST):
        raise ValueError(text)
    return int(text)


async def _oembed(request: Request) -> Response:
    asked = request.query_params
    root = root_of(request.scope)
    form = asked.get("format", "json")
    if form != "json":
        return _problem(501, phrase("embed-no-form", form=form[:40]))
    if "url" not in asked:
        example = quote(f"{root}Journeys", safe="")
        return _problem(400, phrase("embed-no-url", example=f"{base()}/oembed?url={example}"))
    try:
        most = _at_most(asked.get("maxwidth")), _at_most(asked.get("maxheight"))
    except ValueError:
        return _problem(400, phrase("embed-no-size", least=LEAST))
    viewed = named(asked["url"], host_of(request.scope))
    if viewed is None:
        return _problem(404, phrase("embed-not-ours", pages=", ".join(PAGES)))
    body = await to_thread.run_sync(lambda: oembed(viewed, root, most))
    kept = {"Cache-Control": f"public, max-age={KEPT_S}", "Access-Control-Allow-Origin": "*"}
    return JSONResponse(body, headers=kept)


def _problem(status: int, told: str) -> Response:
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    return problem(status, told, headers)


ROUTES: list[BaseRoute] = [Route("/oembed", _oembed)]
