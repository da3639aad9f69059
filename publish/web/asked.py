"""Know what was asked for, and under which address this server is known outside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit import get_option

HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?")
"""A host as a browser names it: a name or an address, and a port."""
SCHEMES = ("http", "https")
OURS = frozenset(
    {"api", "card.png", "healthz", "llms.txt", "oembed", "robots.txt", "sitemap.xml", "take"}
)
"""First parts of the paths that we answer at and not Streamlit: those of routes.py."""
FOLDERS = ("static/", "app/static/", "component/", "media/", "_stcore/")
"""Folders from which Streamlit answers, seen from the root of the app."""


@dataclass(frozen=True)
class Asked:
    """What a browser asked for.

    Attributes
    ----------
    page
        Path below the root of the app, without slashes around: the name of a page, or "".
    query
        What stands after the question mark, escaped.
    root
        Absolute address of the root of the app, with a slash at its end; "" where the request
        does not say it.
    """

    page: str
    query: str
    root: str


def base() -> str:
    """Return the path that the app lies under, as `/routes`; "" at the root of its host."""
    path = str(get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def below(path: str) -> str | None:
    """Return a path as seen from the root of the app, without slashes around.

    Parameters
    ----------
    path
        Path of a request.

    Returns
    -------
    The path; None where it does not lie under the app's own.
    """
    bare = path.strip("/")
    own = base().strip("/")
    if not own:
        return bare
    return "" if bare == own else bare[len(own) + 1 :] if bare.startswith(f"{own}/") else None


def is_ours(path: str) -> bool:
    """Return whether we answer at a path, and not Streamlit.

    Parameters
    ----------
    path
        Path seen from the root of the app.
    """
    return path.partition("/")[0] in OURS


def is_file(path: str) -> bool:
    """Return whether a path leads into one of Streamlit's folders.

    Parameters
    ----------
    path
        Path seen from the root of the app.
    """
    return path.startswith(FOLDERS)


def host_of(scope: Scope) -> str:
    """Return the host that a request names, with its port; "" where it is none.

    Whatever stands in that header is the sender's: it goes into addresses only if it is a host.

    Parameters
    ----------
    scope
        The request.
    """
    host = Headers(scope=scope).get("host", "").lower()
    return host if HOST.fullmatch(host) else ""


def root_of(scope: Scope) -> str:
    """Return the absolute address of the root of the app, as the reader's browser knows it.

    Parameters
    ----------
    scope
        The request.

    Returns
    -------
    The address, with a slash at its end; "" where the header `Host` is no host.
    """
    # A proxy that ends TLS says so; of several, the first is the reader's.
    said = Headers(scope=scope).get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    scheme = said if said in SCHEMES else scope.get("scheme", "http")
    host = host_of(scope)
    return f"{scheme}://{host}{base()}/" if host else ""


def asked_of(scope: Scope) -> Asked:
    """Return what a request asks for.

    Parameters
    ----------
    scope
        The request.
    """
    query = scope["query_string"].decode("latin-1")
    return Asked(below(scope["path"]) or "", query, root_of(scope))
