"""Draw the sentence that leads a page."""

from __future__ import annotations

from html import escape


def sentence_html(text: str) -> str:
    """Render a sentence that was computed.

    Parameters
    ----------
    text
        Plain text in which `**` encloses what should be bold.

    Returns
    -------
    HTML in which the text is escaped.
    """
    return f'<h1 class="mv-sentence mv-computed" aria-live="polite">{bold(escape(text))}</h1>'


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
