"""Format in one sentence whether Kazakhstan's oil leaves the country by more ways than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final, Literal

from routes.language import listed, number, phrase, sentence, state_names
from routes.network.capacity import Range

HARDLY_SHARE: Final = 0.02
"""Part of what left by which a share may differ and has hardly changed."""
HARDLY_WAYS: Final = 0.25
"""Effective number of ways by which two years may differ and are hardly different."""
HALF: Final = 0.5
"""Share that is told as one that no year fell short of."""
WHOLE: Final = 0.02
"""Width of a share that is formatted in whole per cent."""
ONE_WAY: Final = 0.1
"""Part of a per cent, and of a way, within which two ends are formatted as one number."""

Change = Literal["rose", "fell", "same", "unknown"]


@dataclass(frozen=True)
class Told:
    """What is told of a year.

    Attributes
    ----------
    year
        Year of the Gregorian calendar.
    touched
        Least and greatest share of what left that met any of the states to avoid.
    ways
        Least and greatest effective number of ways out.
    """

    year: int
    touched: Range
    ways: Range


def summarise(
    told: Sequence[Told], missing: Sequence[int], avoid: frozenset[str], names: Mapping[str, str]
) -> str:
    """Compare the last year with the first: the share that met the states, and the ways out.

    Parameters
    ----------
    told
        Years whose balance closes, in order.
    missing
        Years that are asked for and whose balance does not close.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    names
        Names of states by code.

    Returns
    -------
    Text in which `**` encloses what should be bold.
    """
    if not told:
        return phrase("trend-none")
    first, last = told[0], told[-1]
    met = state_names(avoid, names)
    clauses = []
    if first is last:
        ways = ways_of(first.ways)
        if avoid:
            share = share_of(first.touched)
            clauses += [phrase("trend-one-share", year=first.year, share=share, avoid=met)]
        clauses += [phrase("trend-one-ways", year=first.year, ways=ways)]
    else:
        if avoid:
            clauses += [
                phrase(
                    "trend-share",
                    change=change(first.touched, last.touched, HARDLY_SHARE),
                    first=first.year,
                    last=last.year,
                    before=share_of(first.touched),
                    after=share_of(last.touched),
                    least=_least([one.touched[0] for one in told]),
                    avoid=met,
                )
            ]
        clauses += [
            phrase(
                "trend-ways",
                change=change(first.ways, last.ways, HARDLY_WAYS),
                first=first.year,
                last=last.year,
                before=ways_of(first.ways),
                after=ways_of(last.ways),
            )
        ]
    if missing:
        clauses += [phrase("trend-missing", years=listed(map(str, missing)))]
    return sentence(clauses)


def _least(lows: Sequence[float]) -> str:
    """Format the share that no year fell short of; `none` where it is less than half."""
    if min(lows) < HALF:
        return "none"
    return phrase("trend-percent", low=number(floor(100 * min(lows))), high="", one="yes")


def change(before: Range, after: Range, hardly: float) -> Change:
    """Return how a quantity changed, by its ranges in two years.

    Parameters
    ----------
    before, after
        Least and greatest value.
    hardly
        What it may change by and have hardly changed.
    """
    least, most = after[0] - before[1], after[1] - before[0]
    if -hardly <= least and most <= hardly:
        return "same"
    return "rose" if least > 0 else "fell" if most < 0 else "unknown"


def share_of(ends: Range) -> str:
    """Format a share by its least and greatest value, per cent.

    Parameters
    ----------
    ends
        Parts of one.
    """
    low, high = (100 * end for end in ends)
    spec = ".0f" if ends[1] - ends[0] > WHOLE else ".1f"
    if high - low < ONE_WAY:
        return phrase("trend-percent", low=number((low + high) / 2, ".1f"), high="", one="yes")
    # A share of nearly all is not all, and one of nearly nothing not nothing.
    spec = ".1f" if high > 99 > low and high < 100 else spec
    low_text, high_text = number(low, spec), number(high, spec)
    one = "yes" if low_text == high_text else "no"
    return phrase("trend-percent", low=low_text, high=high_text, one=one)


def ways_of(ends: Range) -> str:
    """Format an effective number of ways by its least and greatest value.

    Parameters
    ----------
    ends
        Its ends.
    """
    return span_of(ends, ".1f")


def span_of(ends: Range, spec: str) -> str:
    """Format a range; one number where both ends read alike.

    Parameters
    ----------
    ends
        Its ends.
    spec
        Format of a number, as Python has it.
    """
    low, high = (number(end, spec) for end in ends)
    return low if low == high else phrase("trend-span", low=low, high=high)
