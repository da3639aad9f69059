"""Draw the sentence that leads a page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


def sentence_html(text: str, computed: bool = True) -> str:
    """Render a sentence.

    Parameters
    ----------
    text
        Plain text in which `**` encloses what should be bold.
    computed
        Whether it was computed: it changes with the view, and is read aloud when it does.

    Returns
    -------
    HTML in which the text is escaped.
    """
    kind = '"mv-sentence mv-computed" aria-live="polite"' if computed else '"mv-sentence"'
    return f"<h1 class={kind}>{bold(escape(text))}</h1>"


def bold(text: str) -> str:
    """Turn the `**` of an escaped sentence into bold; an odd one stays as it is.

    Parameters
    ----------
    text
        HTML.
    """
    for tag in ("<b>", "</b>") * (text.count("**") // 2):
        text = text.replace("**", tag, 1)
    return text


@dataclass(frozen=True)
class Span:
    """A piece of a sentence.

    Attributes
    ----------
    text
        Plain text.
    bold
        Whether it is bold.
    """

    text: str
    bold: bool


def spans(text: str) -> tuple[Span, ...]:
    """Split a sentence into what is bold and what is not, for a template.

    Parameters
    ----------
    text
        Plain text in which `**` encloses what should be bold.
    """
    pieces = enumerate(text.split("**"))
    return tuple(Span(piece, n % 2 == 1) for n, piece in pieces if piece)
