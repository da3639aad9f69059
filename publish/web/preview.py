"""Say what a search engine, a chat or a post shows of a view: title, sentence, picture, data."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from pages.shared import store
from pages.shared.view import link
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from publish.clauses import cut
from publish.package.linked import linked
from publish.said import kind_of, said
from publish.viewed import PAGE, Viewed, read
from publish.web.asked import Asked
from publish.web.head import LOCALES, Head, Written, with_head, written
from routes.language import in_language, phrase

DESCRIBED: Final = 500
"""Characters of a description; no service shows more."""
UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script, as JSON may write them as well."""


def with_preview(asked: Asked, html: str) -> str:
    """Write the head of a view into a page.

    Parameters
    ----------
    asked
        Address that was asked for.
    html
        The page.
    """
    viewed = read(asked.page, asked.query)
    return with_head(html, _written(viewed.page, viewed.view, viewed.placed, asked.root))


@store.kept(256, in_words=False, by_lines=False)
def _written(page: Page, view: View, placed: bool, root: str) -> Written:
    with in_language(view.lang):
        return written(head_of(Viewed(page, view, placed, ()), root), view.lang)


def head_of(viewed: Viewed, root: str) -> Head:
    """Return what the head of a page says.

    Parameters
    ----------
    viewed
        The page and its view.
    root
        Absolute address of the root of the app, with a slash at its end; "" where it is not known.
    """
    told = said(viewed)
    with viewed.spoken():
        description = cut(told.sentence, DESCRIBED)
        url = address(viewed, root)
        return Head(
            full_title=phrase("frame-title", page=told.title),
            title=told.title,
            description=description,
            locale=LOCALES[viewed.view.lang],
            url=url,
            image=picture(viewed, root),
            oembed=f"{root}oembed?{urlencode({'url': url})}" if root else "",
            alt=phrase("said-card", kind=kind_of(viewed.page), words=description),
            linked=in_script(linked(viewed, root, url=url)),
        )


def address(viewed: Viewed, root: str) -> str:
    """Return the one address of a view: the bare one of its page where it is what that opens.

    Parameters
    ----------
    viewed
        The page and its view.
    root
        As in `head_of`.
    """
    if not root:
        return ""
    bare = read(viewed.page, "")
    page = f"{root}{quote(viewed.path)}"
    if (viewed.view, viewed.placed) == (bare.view, bare.placed):
        return page
    return f"{page}?{link.query_of(viewed.view, placed=viewed.placed)}"


def picture(viewed: Viewed, root: str) -> str:
    """Return the address of a view's picture, with the version of the data that it shows.

    Parameters
    ----------
    viewed
        The page and its view.
    root
        As in `head_of`.
    """
    return f"{root}card.png?{urlencode({PAGE: viewed.page})}&{viewed.query}" if root else ""


def in_script(found: list[dict[str, Any]]) -> Markup:
    """Format data for machines so that nothing in them can end the script that they stand in.

    Parameters
    ----------
    found
        JSON-ready.
    """
    return Markup(json.dumps(found, ensure_ascii=False).translate(UNSAFE))  # noqa: S704  no tag is left
