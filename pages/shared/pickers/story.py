"""Draw where a reader is in the story: dots, buttons, keys, and what scrolling reports."""

from __future__ import annotations

from collections.abc import Sequence

from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import key_of
from routes.language import phrase

STEPS = Component("story", lambda: phrase("story-failed"), ("picked",))


def steps(step: int, headings: Sequence[str]) -> None:
    """Draw the dots and the buttons.

    Parameters
    ----------
    step
        Where the reader is: 0 for the opening.
    headings
        Headings of the opening, the steps and the end.
    """
    key = key_of("step")
    names = [phrase("story-dot", n=n, title=title) for n, title in enumerate(headings)]
    names[0], names[-1] = headings[0], headings[-1]
    data = {
        "names": names,
        "step": step,
        "texts": {
            "nav": phrase("story-nav"),
            "previous": phrase("story-previous"),
            "next": phrase("story-next"),
        },
        **session.answers(key),
    }
    STEPS.draw(key, data)
