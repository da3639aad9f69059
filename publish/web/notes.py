"""Answer what machines ask of any site: is it well, what may be read, what is there, what is it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from pages.shared import store
from pages.shared.pickers.closures import PRESETS, preset_label
from pages.shared.view.parameter import PAGES, Page
from publish.viewed import START, Viewed, read
from publish.web.api.endpoints import ENDPOINTS, VERSION
from publish.web.asked import root_of
from publish.web.fault import fault
from publish.web.preview import address
from routes.language import phrase
from routes.model.errors import MultivectorError

LOG = logging.getLogger(__name__)
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
KEPT_S: Final = 3600
"""Seconds that robots.txt and the lists may be kept: they change with the data."""


class Found(NamedTuple):
    """A view that is worth finding.

    Attributes
    ----------
    title
        What it shows.
    viewed
        Its page and view.
    """

    title: str
    viewed: Viewed


def worth_finding() -> Iterator[Found]:
    """Yield the views that a search should find: pages, corridors, the closures to pick."""
    for page in PAGES:
        yield Found(phrase(f"frame-page-{page}"), read(page, ""))
    for corridor_id, name in _corridors().items():
        yield Found(name, read(START, f"focus={corridor_id}"))
    closure: Page = "Closure"
    for preset_id, preset in PRESETS.items():
        yield Found(preset_label(preset_id), read(closure, f"closed={preset.closed}"))


def _corridors() -> dict[str, str]:
    lib = store.library()
    return {corridor_id: lib.names[corridor_id] for corridor_id in lib.atlas.corridors}


def sitemap(root: str) -> str:
    """List the addresses of the views that a search should find, as sitemaps.org describes it.

    Parameters
    ----------
    root
        Absolute address of the root of the app, with a slash at its end.
    """
    # The version of the data begins with its day.
    day = store.library().atlas.data_version.partition(".")[0]
    # The first page opens on the card of one corridor: it is the address of both.
    found = dict.fromkeys(address(one.viewed, root) for one in worth_finding())
    rows = "".join(
        f"<url><loc>{escape(url)}</loc><lastmod>{day}</lastmod></url>\n" for url in found
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n{rows}</urlset>\n'


def robots(root: str) -> str:
    """Say what programs that read the web may ask for.

    Parameters
    ----------
    root
        Absolute address of the root of the app, with a slash at its end.
    """
    # Files of a view are for people who want them; there is one of each for every view.
    return f"User-agent: *\nDisallow: {_path(root)}take/\nAllow: /\n\nSitemap: {root}sitemap.xml\n"


def _path(root: str) -> str:
    return "/" + root.partition("://")[2].partition("/")[2]


def for_readers(root: str) -> str:
    """Describe the dashboard to programs that read: what it is, what to ask, where.

    Parameters
    ----------
    root
        Absolute address of the root of the app, with a slash at its end.
    """
    version = store.library().atlas.data_version
    views = [f"- [{found.title}]({address(found.viewed, root)})" for found in worth_finding()]
    doors = (
        (phrase("notes-api"), "api"),
        (phrase("notes-openapi"), "api/v1/openapi.json"),
        (phrase("notes-data"), "take/data.csv?page=Map&routes=cpc,btc"),
        (phrase("notes-picture"), "take/picture.svg?page=Map&routes=cpc,btc"),
        (phrase("notes-card"), "card.png?page=Map&routes=cpc,btc"),
        (phrase("notes-sitemap"), "sitemap.xml"),
        (phrase("notes-health"), "healthz"),
    )
    questions = [
        f"- [{VERSION}{one.path}]({root}{f'{VERSION}{one.example}'.removeprefix('/')}): {one.title}"
        for one in ENDPOINTS
    ]
    parts = (
        "# Multivector",
        f"> {phrase('about-line')}",
        phrase("notes-what"),
        phrase("notes-verdict"),
        f"## {phrase('notes-doors')}",
        "\n".join(f"- [{path.partition('?')[0]}]({root}{path}): {told}" for told, path in doors),
        phrase("notes-view"),
        f"## {phrase('notes-questions')}",
        "\n".join(questions),
        f"## {phrase('notes-views')}",
        "\n".join(views),
        f"## {phrase('notes-rights')}",
        phrase("notes-licence", version=version),
    )
    return "\n\n".join(parts) + "\n"


def health() -> tuple[int, dict[str, str]]:
    """Say whether the layers can be read, and of which version they are.

    Returns
    -------
    Status of the answer, and the answer.
    """
    try:
        version = store.library().atlas.data_version
    except MultivectorError as error:
        return 503, {"status": "unavailable", "reason": str(error)}
    except OSError:
        LOG.exception("the layers cannot be read")
        return 503, {"status": "unavailable", "reason": phrase("notes-unreadable")}
    return 200, {"status": "ok", "data_version": version}


async def _healthz(_request: Request) -> Response:
    status, told = await to_thread.run_sync(health)
    return JSONResponse(told, status, {"Cache-Control": "no-store"})


def _note(path: str, write: Callable[[str], str], kind: str) -> Route:
    async def _answer(request: Request) -> Response:
        root = root_of(request.scope)
        if not root:
            return fault(request.scope, 400)
        try:
            text = await to_thread.run_sync(write, root)
        except MultivectorError:
            LOG.exception("no answer at %s", path)
            return fault(request.scope, 503)
        headers = {"Cache-Control": f"public, max-age={KEPT_S}", "Vary": "Host"}
        return PlainTextResponse(text, headers=headers, media_type=kind)

    return Route(path, _answer)


ROUTES: list[BaseRoute] = [
    Route("/healthz", _healthz),
    _note("/robots.txt", robots, "text/plain"),
    _note("/sitemap.xml", sitemap, "application/xml"),
    _note("/llms.txt", for_readers, "text/markdown"),
]
"""Every address of these."""
