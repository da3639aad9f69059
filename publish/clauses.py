"""Cut a sentence where it may end: at a full stop, a semicolon, a colon, a comma, or a word."""

from __future__ import annotations

import re
from typing import Final

from routes.language import phrase

ENDS: Final = (re.compile(r"[.;] "), re.compile(r": "), re.compile(r", "), re.compile(r" "))
"""Where a text may be cut, the best place first. A comma within a number has no space after it."""
LEAST: Final = 0.4
"""Part of what there is room for that a cut text must fill, or the next worse place is taken."""
MARK: Final = "**"


def cut(text: str, most: int) -> str:
    """Cut a text to a number of characters.

    What is cut at a full stop or a semicolon is a sentence of its own and gets a full stop;
    anything else ends with dots, so that nobody takes a part for the whole.

    Parameters
    ----------
    text
        Text in which `**` encloses what should be bold; the marks count for nothing.
    most
        Characters that there is room for.
    """
    if len(text.replace(MARK, "")) <= most:
        return text
    for place in ENDS:
        fitting = [
            found.start()
            for found in place.finditer(text)
            if LEAST * most <= len(text[: found.start()].replace(MARK, "")) <= most - 2
        ]
        if fitting:
            kept = _closed(text[: fitting[-1]])
            return f"{kept}." if place is ENDS[0] else phrase("card-more", text=kept)
    return phrase("card-more", text=text.replace(MARK, "")[: most - 2])


def _closed(text: str) -> str:
    """Close a bold piece that was cut in two, or take away a mark that opens nothing."""
    if text.count(MARK) % 2 == 0:
        return text
    return text.removesuffix(MARK) if text.endswith(MARK) else f"{text}{MARK}"
