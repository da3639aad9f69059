"""Draw the answer that leads the map: the year in tonnes, what is shown, and how it is known."""

from __future__ import annotations

from html import escape
from typing import Final

from markupsafe import Markup

from pages.shared.cards.about import about
from pages.shared.cards.sentence import bold
from routes.language import phrase, phrase_parts

LONG: Final = 190
"""Characters of a lead, or of a count, that its room takes at its size; a longer one is smaller."""
TOO_LONG: Final = 330
"""Characters that its room does not take at all: all of it then unfolds, too."""


def lead_html(lead: str, count: str, more: tuple[str, ...] = (), known: str = "") -> str:
    """Render the answer in a room of fixed height, the rest of it folded.

    Parameters
    ----------
    lead, count
        The year in tonnes, and what is shown: plain text in which `**` encloses what should be
        bold.
    more
        Further sentences of that kind; empty ones are left out.
    known
        How it is known: HTML in which every value is escaped; "" where that is told elsewhere.

    Returns
    -------
    HTML in which every text is escaped.
    """
    longest = max(len(lead), len(count))
    size = " longest" if longest > TOO_LONG else " long" if longest > LONG else ""
    told = [
        _marked(text) for text in ((lead, count, *more) if longest > TOO_LONG else more) if text
    ]
    counted = f'<span class="mv-count">{_marked(count)}</span>' if count else ""
    rest = "".join(f"<p>{text}</p>" for text in told)
    folded = [
        _folded(phrase("lead-more"), f'<div class="mv-computed">{rest}</div>') if told else "",
        _folded(phrase("lead-known"), known) if known else "",
    ]
    return (
        f'<div class="mv-lead">{about_html()}'
        f'<div class="mv-room{size}"><h1 class="mv-sentence mv-computed" aria-live="polite">'
        f"{' '.join(filter(None, (_marked(lead), counted)))}</h1></div>"
        f'<div class="mv-unfold">{"".join(folded)}</div></div>'
    )


def about_html() -> str:
    """Render who we are: a line, under which the rest is folded.

    Returns
    -------
    HTML in which every text is escaped.
    """
    told = about()
    article = told.article
    title = escape(article.title)
    if article.url:
        href = escape(article.url)
        title = f'<a href="{href}" target="_blank" rel="noopener noreferrer">{title}</a>'
    parts = phrase_parts(
        "about-article",
        author=article.author,
        title=Markup(title),  # noqa: S704  escaped
        publisher=article.publisher,
        date=article.date,
    )
    linked = Markup("").join(parts)
    return (
        '<details class="mv-who" name="mv-lead"><summary><span class="mv-what">'
        f"<b>{escape(told.line)}</b> <span>{escape(article.sentence)}</span></span></summary>"
        f'<div class="mv-folded"><p>{escape(told.for_whom)}</p><p>{escape(told.why)}</p>'
        f"<p>{linked}</p></div></details>"
    )


def _marked(text: str) -> str:
    return bold(escape(text))


def _folded(title: str, html: str) -> str:
    """Render what unfolds over what is below; one of them at a time."""
    return (
        f'<details name="mv-lead"><summary>{escape(title)}</summary>'
        f'<div class="mv-folded">{html}</div></details>'
    )
