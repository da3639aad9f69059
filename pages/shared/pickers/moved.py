"""Write what each corridor moved in each year, for the rows of the panel: words, and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pages.shared import store
from pages.shared.store import kept
from routes.language import number, phrase
from routes.model.atlas import Atlas
from routes.model.terms import PROPOSED, YEARS

Row = dict[str, Any]
"""What a row shows of a year: `text`, and where there are tonnes `low` and `high`, per cent of the
longest bar, and `at`, Mt as drawn, by which rows are sorted; `unknown` where nobody knows."""

WHOLE_MT = 1.0
"""Mt below which a second decimal is written."""
WHOLE_SHARE = 0.01
"""Share below which a decimal of its per cent is written."""
PERCENT = 100.0


class Carried(Protocol):
    """What went by a corridor in a year, Mt, and its share of all that left."""

    @property
    def low(self) -> float: ...
    @property
    def drawn(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def share_low(self) -> float | None: ...
    @property
    def share_high(self) -> float | None: ...


@kept(None)
def carried_texts() -> dict[str, dict[str, Row]]:
    """Return what the row of each corridor shows of each year, by corridor and by year."""
    atlas = store.library().atlas
    by_year = {year: _moved(year) for year in YEARS}
    known = [one for moved in by_year.values() for one in moved.values() if one]
    longest = max((one.high for one in known), default=1.0)
    return {
        corridor_id: {
            str(year): _row(atlas, corridor_id, moved, longest) for year, moved in by_year.items()
        }
        for corridor_id in atlas.corridors
    }


def _moved(year: int) -> Mapping[str, Carried | None]:
    """Return what each corridor moved in a year; a corridor of no oil is absent."""
    ask = getattr(store, "moved", None)
    return ask(year).corridors if ask else {}


def _row(
    atlas: Atlas, corridor_id: str, moved: Mapping[str, Carried | None], longest: float
) -> Row:
    if corridor_id not in moved:
        return {"text": _no_oil(atlas, corridor_id) if moved else ""}
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
    spec = ",.1f" if one.high >= WHOLE_MT else ",.2f"
    if float(format(one.high, ".2f")) == 0:
        return phrase("picker-moved-none")
    mt = _range(one.low, one.high, spec)
    if one.share_low is None or one.share_high is None:
        return phrase("picker-moved-mt", mt=mt)
    spec = ",.0f" if one.share_high >= WHOLE_SHARE else ",.1f"
    share = _range(PERCENT * one.share_low, PERCENT * one.share_high, spec)
    return phrase("picker-moved", mt=mt, share=share)


def _range(low: float, high: float, spec: str) -> str:
    """Format two ends of a range, or one number where they are written alike."""
    least, most = number(low, spec if low else ".0f"), number(high, spec)
    if format(low, spec) == format(high, spec):
        return most
    return phrase("number-range", low=least, high=most)
