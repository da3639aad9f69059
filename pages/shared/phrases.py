"""Give templates the messages of the catalogue: `t` for text, `t_html` where a slot is HTML."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from routes.language import Slot, phrase, phrase_parts


def phrase_html(message: str, /, **slots: Slot) -> Markup:
    """Format a message as HTML: everything is escaped but slots that are marked as safe.

    Parameters
    ----------
    message
        Its id.
    **slots
        What fills its slots; a link or a badge comes as Markup, as macros return it.
    """
    return Markup("").join(phrase_parts(message, **slots))


GLOBALS: dict[str, Callable[..., str]] = {"t": phrase, "t_html": phrase_html}
"""What a template may call; jinja escapes what `t` returns."""
