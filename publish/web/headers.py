"""Say with every answer what a browser may do with it: scripts, styles, frames, the referrer."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publish.web.asked import below, host_of, is_ours
from publish.web.swift import STREAMLIT

INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
"""A script that stands in a page itself."""
POLICY = "Content-Security-Policy"
OWN = "'self'"
SHARED = {
    "style-src": f"{OWN} 'unsafe-inline'",
    "font-src": f"{OWN} data:",
    "img-src": f"{OWN} data:",
    "object-src": "'none'",
}
"""What holds for all: styles stand in pages themselves, fonts and pictures in style sheets."""
MAPS = "component/"
"""Where the frame of the map comes from."""


@cache
def page_policy() -> Mapping[str, str]:
    """Return what a page of Streamlit's may do.

    Its own script is the only one that may stand in it; `blob:` are the lines from which Streamlit
    imports each of our components, and it compiles some WebAssembly as it starts.
    """
    html = (STREAMLIT / "index.html").read_text("utf-8")
    hashes = "".join(
        f" 'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in INLINE.findall(html)
    )
    return {
        "default-src": OWN,
        "script-src": f"{OWN} blob: 'wasm-unsafe-eval'{hashes}",
        **SHARED,
        "base-uri": OWN,
        "form-action": OWN,
    }


MAP_POLICY = {
    "default-src": OWN,
    "script-src": f"{OWN} 'unsafe-inline' 'unsafe-eval'",
    **SHARED,
    "base-uri": OWN,
    "form-action": OWN,
}
"""The frame evaluates the script that draws its map (streamlit-folium); no page does."""
OUR_POLICY = {
    "default-src": "'none'",
    "script-src": OWN,
    "connect-src": OWN,
    **SHARED,
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What we answer ourselves needs no more, and a picture that is opened by itself less."""


def may_be_framed(scope: Scope) -> bool:
    """Return whether any page may show an answer in a frame.

    Parameters
    ----------
    scope
        The request.
    """
    if embeds(scope["query_string"].decode("latin-1")):
        return True
    if not (below(scope["path"]) or "").startswith(MAPS):
        return False
    # The frame of the map has the reader's page above it, and what shows that page. A stranger's
    # page cannot claim to be ours: both headers are written by the browser.
    headers = Headers(scope=scope)
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    try:
        asking = urlsplit(headers.get("referer", ""))
    except ValueError:
        return False
    return bool(host_of(scope)) and asking.netloc == host_of(scope) and embeds(asking.query)


def embeds(query: str) -> bool:
    """Return whether a query asks for a page to be shown inside of another.

    Parameters
    ----------
    query
        What stands after the question mark, escaped.
    """
    return any(name == "embed" and text.lower() == "true" for name, text in parse_qsl(query))


def headers_of(scope: Scope) -> dict[str, str]:
    """Return the headers that belong to the answer to a request.

    Parameters
    ----------
    scope
        The request.
    """
    path = below(scope["path"]) or ""
    in_map = path.startswith(MAPS)
    policy = dict(OUR_POLICY if is_ours(path) else MAP_POLICY if in_map else page_policy())
    found = {
        "X-Content-Type-Options": "nosniff",
        # Another site is told from where a reader comes, and not which view was open.
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    if not may_be_framed(scope):
        policy["frame-ancestors"] = OWN
        found["X-Frame-Options"] = "SAMEORIGIN"  # for browsers that know no frame-ancestors
    return found | {POLICY: "; ".join(f"{name} {value}" for name, value in policy.items())}


class Safe:
    """Put the headers on every answer, and no cookie; one that has a policy of its own keeps it.

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

        async def _send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_of(scope).items():
                    headers.setdefault(name, value)
                # Streamlit's is for uploads, which are closed: a browser keeps nothing of ours.
                if "set-cookie" in headers:
                    del headers["set-cookie"]
            await send(message)

        await self.app(scope, receive, _send)
