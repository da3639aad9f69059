"""Draw the answer that leads the map: the year in tonnes, what is shown, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from pages.shared.cards.sentence import bold
from pages.shared.cards.template import Template

LONG: Final = 190
"""Characters of a lead, or of a count, that its room takes at its size; a longer one is smaller."""
TOO_LONG: Final = 330
"""Characters that its room does not take at all: all of it then unfolds, too."""


@dataclass(frozen=True)
class Lead:
    """The answer.

    Attributes
    ----------
    lead, count
        The year in tonnes; what is shown. HTML.
    size
        How long they are: "", `long` or `longest`.
    more
        Further sentences, which unfold; HTML.
    known
        How it is known, which unfolds; HTML, "" where it is told elsewhere.
    """

    lead: Markup
    count: Markup
    size: str
    more: tuple[Markup, ...]
    known: Markup


TEMPLATE = Template("lead.html", Lead)


def lead_html(lead: str, count: str, more: tuple[str, ...] = (), known: str = "") -> str:
    """Render the answer in a room of fixed height, the rest of it folded.

    Parameters
    ----------
    lead, count
        Plain text in which `**` encloses what should be bold.
    more
        Further sentences of that kind; empty ones are left out.
    known
        How it is known: HTML in which every value is escaped.

    Returns
    -------
    HTML in which every text is escaped.
    """
    longest = max(len(lead), len(count))
    size = "longest" if longest > TOO_LONG else "long" if longest > LONG else ""
    folded = (lead, count, *more) if size == "longest" else more
    return TEMPLATE.fill(
        Lead(
            lead=_marked(lead),
            count=_marked(count),
            size=size,
            more=tuple(_marked(text) for text in folded if text),
            known=Markup(known),  # noqa: S704  escaped where it was rendered
        )
    )


def _marked(text: str) -> Markup:
    return Markup(bold(str(escape(text))))  # noqa: S704  escaped
