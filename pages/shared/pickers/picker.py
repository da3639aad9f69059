"""The picker of states and of what closes: one component, static/picker.js."""

from __future__ import annotations

from pages.shared.frame.component import Component
from routes.language import phrase

PICKER = Component("picker", lambda: phrase("picker-no-list"), ("picked",))


def picker_words() -> dict[str, str]:
    """Return the words that every list to pick from has."""
    return {
        "remove": phrase("picker-list-remove"),
        "already": phrase("picker-list-already"),
        "found": phrase("picker-list-found"),
        "failed": phrase("picker-list-failed"),
    }
