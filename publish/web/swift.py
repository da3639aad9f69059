"""Answer a first visit fast: what is served is compressed once, and the page asks for it at once.

Streamlit serves its own scripts as they are and leaves compression to a proxy; most readers of a
small installation have none before it. Its page names the scripts of the frame, and each kind of
element is asked for when the first one of it comes, a round trip later.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publish.web.asked import Asked, asked_of, below, is_file, is_ours

LOG = logging.getLogger(__name__)

PACKED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "application/problem+json",
    "application/xml",
    "application/vnd.google-earth.kml+xml",
    "image/svg+xml",
)
"""Kinds of content that are compressed; fonts and pictures are already."""
SELF_PACKED = "api/"
"""Path below which answers are kept compressed by what answers: they pass as they are."""
LEAST_BYTES = 500
"""Shorter ones are not worth it."""
LEVEL = 6
MOST_BYTES = 32_000_000
"""Compressed bytes that are kept; all of Streamlit's scripts are a quarter of it."""
VERSIONED_S = 3600
"""Seconds that a browser may keep a file whose address names its version."""
HASHED = re.compile(r"/component/.+\.[0-9a-f]{8,}\.js$")
"""Files of the frame whose name has their digest."""
ELEMENTS = "Html/Html", "BidiComponent/BidiComponent", "CustomComponent/ComponentInstance"
"""Kinds of elements that the answer and the map are, by their names in Streamlit's manifest."""
MORE_ELEMENTS = "Multiselect/Multiselect", "Selectbox/Selectbox", "Checkbox/Checkbox"
"""Those beside them."""


@dataclass(frozen=True)
class Answer:
    """One answer, whole: headers as they go out, and the body."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send(self, send: Send) -> None:
        """Send it.

        Parameters
        ----------
        send
            As ASGI has it.
        """
        start: Message = {"type": "http.response.start", "status": self.status}
        await send({**start, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Swift:
    """Compress what is served, keep that, and complete the page.

    Parameters
    ----------
    app
        What serves.
    page
        Completes the page, given what was asked for and its HTML; runs in a thread.
    """

    def __init__(self, app: ASGIApp, page: Callable[[Asked, str], str]) -> None:
        self.app, self.page = app, page
        self._packed: dict[tuple[str, bytes], Answer] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope["type"] != "http" or scope["method"] != "GET" or "range" in headers:
            await self.app(scope, receive, send)
            return
        zipped = "gzip" in headers.get("accept-encoding", "")
        if (below(scope["path"]) or "").startswith(SELF_PACKED):
            await self.app(scope, receive, send)
            return
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        answer = await _whole(self.app, {**scope, "headers": plain}, receive)
        kind = Headers(raw=list(answer.headers)).get("content-type", "")
        if answer.status == 200 and is_page(scope["path"], kind):
            answer = await to_thread.run_sync(self._completed, scope, answer)
        elif answer.status == 200:
            answer = _kept_by_browsers(scope, answer)
        if zipped and answer.status == 200 and kind.startswith(PACKED):
            answer = await self._compressed(scope["path"], answer)
        await answer.send(send)

    def _completed(self, scope: Scope, answer: Answer) -> Answer:
        try:
            html = self.page(asked_of(scope), answer.body.decode("utf-8"))
        except Exception:
            # The page works without: an address that cannot be drawn here is for the session.
            LOG.exception("the first picture of %r could not be drawn", scope["path"])
            return answer
        # The validators are those of Streamlit's file; this page is of the address as well.
        left_out = {b"etag", b"last-modified", b"content-length"}
        kept = [pair for pair in answer.headers if pair[0].lower() not in left_out]
        body = html.encode("utf-8")
        return Answer(200, (*kept, (b"content-length", str(len(body)).encode())), body)

    async def _compressed(self, path: str, answer: Answer) -> Answer:
        if len(answer.body) < LEAST_BYTES:
            return answer
        headers = MutableHeaders(raw=list(answer.headers))
        key = path, headers.get("etag", "").encode()
        # A file is known by its path; other answers are of their query as well.
        keeps = bool(key[1]) and is_file(below(path) or "")
        if keeps and (kept := self._packed.get(key)):
            return kept
        body = await to_thread.run_sync(partial(gzip.compress, answer.body, LEVEL, mtime=0))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        packed = Answer(200, tuple(headers.raw), body)
        if keeps and self._bytes + len(body) <= MOST_BYTES:
            self._packed[key] = packed
            self._bytes += len(body)
        return packed


async def _whole(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """Collect an answer."""
    start: Message = {}
    parts: list[bytes] = []

    async def _take(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, _take)
    return Answer(start["status"], tuple(start.get("headers", ())), b"".join(parts))


def is_page(path: str, kind: str) -> bool:
    """Return whether an answer is the page itself, which Streamlit gives for every page's address.

    Parameters
    ----------
    path
        Path that was asked for.
    kind
        Type of the content.
    """
    seen = below(path) or ""
    return kind.startswith("text/html") and not is_file(seen) and not is_ours(seen)


def _kept_by_browsers(scope: Scope, answer: Answer) -> Answer:
    """Let a browser keep a file whose address names its version: frame and page share it."""
    query = parse_qsl(scope["query_string"].decode("latin-1"))
    versioned = "/app/static/" in scope["path"] and any(name == "v" for name, _ in query)
    if not versioned and not HASHED.search(scope["path"]):
        return answer
    headers = MutableHeaders(raw=list(answer.headers))
    headers["cache-control"] = f"public, max-age={VERSIONED_S}"
    return Answer(answer.status, tuple(headers.raw), answer.body)


def scripts_of(elements: Iterable[str], static: Path) -> list[str]:
    """List the scripts of kinds of elements, with all that they import, from Streamlit's manifest.

    Parameters
    ----------
    elements
        Ends of names in the manifest, without `.tsx`; one that is not there is left out.
    static
        Streamlit's folder of static files.
    """
    manifest = json.loads((static / "manifest.json").read_text("utf-8"))
    wanted = [name for name in manifest if name.endswith(tuple(f"{e}.tsx" for e in elements))]
    found: dict[str, None] = {}
    while wanted:
        entry = manifest[wanted.pop(0)]
        if entry["file"] not in found and not entry.get("isEntry"):
            found[entry["file"]] = None
            wanted += entry.get("imports", ())
    return [name for name in found if name.endswith(".js")]


def asked_at_once(html: str, modules: Iterable[str]) -> str:
    """Write the links by which a page asks for modules that it will import.

    Parameters
    ----------
    html
        The page; what it names already is left out.
    modules
        Their addresses, seen from the page.
    """
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./{escape(module)}">'
        for module in modules
        if module not in html
    )


def asked_later(html: str, modules: Iterable[str], files: Iterable[tuple[str, str]]) -> str:
    """Write what `static/first.js` asks for once Streamlit's scripts have run.

    Parameters
    ----------
    html, modules
        As in `asked_at_once`.
    files
        Addresses of what the map's frame will fetch, each with its kind (`script`, `fetch`,
        `style`).
    """
    links = "".join(
        f'<link rel="preload" as="{kind}" href="./{escape(file)}"'
        f"{' crossorigin' if kind == 'fetch' else ''}>"
        for file, kind in files
    )
    inner = links + asked_at_once(html, modules)
    return f'<template class="mv-later">{inner}</template>'


STREAMLIT = Path(streamlit.__file__).parent / "static"
"""Streamlit's folder of static files."""
