"""Draw the sentence that leads a page."""

from __future__ import annotations

from html import escape

from markupsafe import Markup


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


def marked(text: str) -> Markup:
    """Return a sentence as a template takes it, with what is bold in it.

    Parameters
    ----------
    text
        Plain text in which `**` encloses what should be bold.
    """
    return Markup(bold(escape(text)))  # noqa: S704  escaped
