"""Split the documents on the method in two layers: one for readers, and what lies behind it."""

from __future__ import annotations

import re
from html import escape

from pages.shared.view.link import query_of
from pages.shared.view.model import View
from routes.language import phrase

CLOSURES = "Two cases"
"""Heading below which stands how closures are computed."""
FOR_DEVELOPERS = "\n## For developers\n"
"""The heading that parts the two layers in `docs/method.md`."""
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(#([^)]+)\)")


def layers(method: str, calibration: str) -> tuple[str, str]:
    """Return the layer for readers, and the one for developers under a list of contents.

    Parameters
    ----------
    method, calibration
        The documents, in Markdown. Their links to headings are those of the repository's pages,
        which make other anchors than this one does.
    """
    readers, developers = method.split(FOR_DEVELOPERS)
    # A page has one title, and one heading for each layer: all that is below is a step smaller.
    inner = HEADING.sub(r"#\1 \2", developers) + "\n\n" + HEADING.sub(r"##\1 \2", calibration)
    titles = [title for marks, title in HEADING.findall(inner) if len(marks) == 3]
    anchors = {
        repository_anchor(title): anchor(title)
        for _, title in HEADING.findall(f"{readers}{FOR_DEVELOPERS}{inner}")
    }
    listed = "\n".join(f"- [{title.replace('*', '')}](#{anchor(title)})" for title in titles)
    shown, hidden = (
        LINK.sub(lambda link: f"](#{anchors.get(link[1], link[1])})", text)
        for text in (readers, f"{FOR_DEVELOPERS.strip()}\n\n{listed}\n\n{inner}")
    )
    return shown.strip(), hidden


def lead_of(readers: str) -> str:
    """Return what the layer for readers begins with, under its heading, as one line of text.

    Parameters
    ----------
    readers
        The layer, in Markdown.
    """
    return " ".join(readers.split("\n\n")[1].split())


def method_link_html(view: View) -> str:
    """Return a link to how closures are computed; the view goes along.

    Parameters
    ----------
    view
        The view.
    """
    href = escape(f"Method?{query_of(view)}#{anchor(CLOSURES)}")
    text = escape(phrase("closure-method"))
    return f'<p class="mv-dim"><a href="{href}" target="_self">{text}</a></p>'


def anchor(title: str) -> str:
    """Return the anchor that Streamlit gives a heading.

    >>> anchor("The year's balance"), anchor("Low, high, and *cannot tell*")
    ('the-year-s-balance', 'low-high-and-cannot-tell')

    Parameters
    ----------
    title
        The heading, in Markdown.
    """
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def repository_anchor(title: str) -> str:
    """Return the anchor that a heading has where the repository's pages are shown.

    >>> repository_anchor("The year's balance"), repository_anchor("Low, high, and *cannot tell*")
    ('the-years-balance', 'low-high-and-cannot-tell')

    Parameters
    ----------
    title
        The heading, in Markdown.
    """
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
