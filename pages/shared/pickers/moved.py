"""Write what each corridor moved in each year, for the rows of the panel: words, and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from pages.shared import store
from pages.shared.store import kept
from routes.language import number, phrase
from routes.model.atlas import Atlas
from routes.model.terms import PROPOSED, YEARS
from routes.network.moved import Amount, Carried

Row = dict[str, Any]
"""What a row shows of a year: `text`, and where there are tonnes `low` and `high`, per cent of the
longest bar, and `at`, Mt as drawn, by which rows are sorted; `unknown` where nobody knows."""

WHOLE_MT = 1.0
"""Mt below which a second decimal is written."""
WHOLE_PERCENT = 1.0
"""Per cent below which a decimal is written."""
PERCENT = 100.0
ROUNDING = 1e-9
"""What sums of decimals are off by."""


@kept(None)
def carried_texts() -> dict[str, dict[str, Row]]:
    """Return what the row of each corridor shows of each year, by corridor and by year."""
    atlas = store.library().atlas
    by_year = {year: store.moved(year).corridors for year in YEARS}
    known = [one for moved in by_year.values() for one in moved.values() if one]
    longest = max((one.high for one in known), default=1.0)
    return {
        corridor_id: {
            str(year): _row(atlas, corridor_id, moved, longest) for year, moved in by_year.items()
        }
        for corridor_id in atlas.corridors
    }


def _row(
    atlas: Atlas, corridor_id: str, moved: Mapping[str, Carried | None], longest: float
) -> Row:
    if corridor_id not in moved:
        return {"text": _no_oil(atlas, corridor_id)}
    one = moved[corridor_id]
    if one is None:
        return {"text": phrase("picker-moved-unknown"), "unknown": True}
    low, high = (round(PERCENT * end / longest, 2) for end in (one.low, one.high))
    return {"text": amount(one), "low": low, "high": high, "at": round(one.drawn, 3)}


def _no_oil(atlas: Atlas, corridor_id: str) -> str:
    """Say why a corridor has no tonnes of oil: it is not built, or carries something else."""
    legs = atlas.legs_of(corridor_id)
    if all(leg.status == PROPOSED for leg in legs):
        return phrase("picker-moved-proposed")
    gas = all(leg.goods == "gas" for leg in legs)
    return phrase("picker-moved-gas") if gas else phrase("picker-moved-cargo")


def amount(one: Carried) -> str:
    """Format tonnes and share: `52.2 Mt · 81 %`, `7.9–9.2 Mt · 12–14 %`, `no Kazakh oil`.

    Parameters
    ----------
    one
        What was carried.
    """
    if float(format(one.high, ".2f")) == 0:
        return phrase("picker-moved-none")
    mt = mt_range(one.amount)
    if one.share is None:
        return phrase("picker-moved-mt", mt=mt)
    low, drawn, high = (PERCENT * part for part in one.share)
    share = _range((low, drawn, high), 0 if high >= WHOLE_PERCENT else 1, outwards=True)
    return phrase("picker-moved", mt=mt, share=share)


def mt_range(ends: Amount) -> str:
    """Format tonnes: `52.2`, `0.25`, `7.9–9.2`.

    Parameters
    ----------
    ends
        Least, drawn and greatest, Mt.
    """
    return _range(ends, 1 if ends[-1] >= WHOLE_MT else 2)


def _range(ends: Amount, decimals: int, *, outwards: bool = False) -> str:
    """Format least and greatest, or one number where they are no further apart than its last digit.

    A figure that was published as 52.2 bounds what moved from 52.15 to 52.25: it is 52.2. Shares
    are rounded outwards, as those of the sentence are: "79–83 %" beside "at least 79 %".
    """
    low, drawn, high = ends
    spec = f",.{decimals}f"
    if high - low <= 10**-decimals + ROUNDING:
        return number(drawn, spec)
    if outwards:
        unit = 10**decimals
        low = floor(low * unit + ROUNDING) / unit
        high = ceil(high * unit - ROUNDING) / unit
    return phrase("number-range", low=number(low, spec if low else ".0f"), high=number(high, spec))
