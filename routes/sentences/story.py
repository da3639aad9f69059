"""Format how much of Kazakhstan's oil went by the one pipe, where the story begins and ends."""

from __future__ import annotations

from routes.language import number, phrase
from routes.network.capacity import Range
from routes.network.moved import Amount, Moved
from routes.sentences.trend import share_of, span_of

PIPE = "cpc"
"""Corridor that the story is about."""
DIGITS = ".1f"
"""Format of million tonnes."""
ROUNDED = 0.11
"""Mt between two ends that are one number as it was printed, rounded."""


def known(moved: Moved) -> bool:
    """Return whether enough is known of a year to tell what went by the pipe.

    Parameters
    ----------
    moved
        What moved in the year.
    """
    return moved.total is not None and moved.corridors.get(PIPE) is not None


def opening(moved: Moved, clean: Range) -> str:
    """Say how much of the year's oil went by the pipe, and how much round Russia.

    Parameters
    ----------
    moved
        What moved in a year that is `known`.
    clean
        Least and greatest of what met Russia nowhere, Mt.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    pipe, total = amounts(moved)
    return phrase(
        "story-opening",
        year=moved.year,
        part=_part(moved),
        pipe=of_ends(pipe),
        total=of_ends(total),
        round=span_of(clean, DIGITS),
    )


def closing(moved: Moved, clean: Range, first: Moved, before: Range) -> str:
    """Compare the last year of which enough is known with that of the article.

    Parameters
    ----------
    moved, clean
        As in `opening`, of the last year.
    first, before
        The same of the article's year.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    pipe, total = amounts(moved)
    same = 0 < tenths(moved) == tenths(first)
    return phrase(
        "story-closing",
        same="yes" if same else "no",
        year=moved.year,
        first=first.year,
        part=_part(moved),
        pipe=of_ends(pipe),
        total=of_ends(total),
        round=span_of(clean, DIGITS),
        before=span_of(before, DIGITS),
    )


def amounts(moved: Moved) -> tuple[Amount, Amount]:
    """Return what went by the pipe, and all that left, Mt.

    Parameters
    ----------
    moved
        What moved in a year that is `known`.
    """
    pipe = moved.corridors[PIPE]
    if pipe is None or moved.total is None:
        raise ValueError(f"too little is known of {moved.year}; ask `known` first")
    return pipe.amount, moved.total


def tenths(moved: Moved) -> int:
    """Return how many of ten barrels went by the pipe; 0 where the ends do not agree on it.

    Parameters
    ----------
    moved
        What moved in a year that is `known`.
    """
    low, high = (round(10 * end) for end in _ends(moved))
    return low if low == high else 0


def _part(moved: Moved) -> str:
    """Name the part that went by the pipe: in barrels of ten, per cent where that is too rough."""
    if of_ten := tenths(moved):
        return phrase("story-part-tenths", tenths=of_ten)
    return phrase("story-part-share", share=share_of(_ends(moved)))


def _ends(moved: Moved) -> Range:
    """Return the least and greatest share of the pipe."""
    pipe, total = amounts(moved)
    carried = moved.corridors[PIPE]
    share = carried.share if carried else None
    return (share[0], share[2]) if share else (pipe[0] / total[2], pipe[2] / total[0])


def of_ends(amount: Amount) -> str:
    """Format an amount: as drawn where its ends are one printed number, else both ends.

    Parameters
    ----------
    amount
        Least, drawn and greatest, Mt.
    """
    low, drawn, high = amount
    return number(drawn, DIGITS) if high - low < ROUNDED else span_of((low, high), DIGITS)
