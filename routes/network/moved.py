"""Say how much Kazakh oil went by each corridor and each leg in a year, from the year's balance.

Oil is counted where a corridor takes it out of the country or brings it to one of its ends, each
tonne once; what turns off before is not counted, what joins on the way is. The same oil may go by
several corridors in turn, CPC and then a lane to Rotterdam, so corridors are never added up: ways
out of the country are. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.terms import HOME
from routes.network.balance import OTHER_WAYS, Balance, Estimate
from routes.network.network import network
from routes.network.observations import ASSUMED
from routes.network.trend import YearTrend, gap

SAYS_NOTHING: Final = 0.25
"""Part of what left that a range from nothing may span; of a wider one no figure says anything."""
DIGITS: Final = 3
"""Decimals of Mt that are kept: thousand tonnes."""
SHARE_DIGITS: Final = 5
"""Decimals of a share that are kept."""
NOTHING: Final = 1e-9
"""Mt that are none."""

Amount = tuple[float, float, float]
"""Least, drawn and greatest of an amount, Mt, or of a share."""


@dataclass(frozen=True)
class Carried:
    """What went by a corridor, a leg or other ways in a year.

    Attributes
    ----------
    low, drawn, high
        Kazakh oil, Mt: least, that of the one balance that is drawn, greatest.
    share_low, share_drawn, share_high
        Its share of all that left the country; None where that is not known, and of a leg.
    """

    low: float
    drawn: float
    high: float
    share_low: float | None = None
    share_drawn: float | None = None
    share_high: float | None = None

    @property
    def amount(self) -> Amount:
        """Its least, drawn and greatest value, Mt."""
        return self.low, self.drawn, self.high

    @property
    def share(self) -> Amount | None:
        """Least, drawn and greatest share of all that left; None where that is not known."""
        if self.share_low is None or self.share_drawn is None or self.share_high is None:
            return None
        return self.share_low, self.share_drawn, self.share_high


@dataclass(frozen=True)
class Moved:
    """What moved in a year.

    Attributes
    ----------
    year
        Year of the Gregorian calendar.
    legs
        By id, of each leg that carries oil and is built; None where no figure tells. Absent is
        what carries cargo or gas, and what is only proposed.
    corridors
        The same of each corridor that brings oil out of the country or to one of its ends.
    total
        All that left the country, Mt; None in a year whose balance does not close.
    others
        What left by ways that are not drawn; None where no figure tells.
    """

    year: int
    legs: Mapping[str, Carried | None]
    corridors: Mapping[str, Carried | None]
    total: Amount | None
    others: Carried | None


def moved(atlas: Atlas, tables: Tables, balance: Balance) -> Moved:
    """Compute what moved in a year.

    Parameters
    ----------
    atlas
        Has the legs and the corridors.
    tables
        What the balance was computed from.
    balance
        The balance of the year.
    """
    counting = _Counting(atlas, tables, balance)
    oil = network(atlas, tables, "oil").legs
    corridors = {}
    for corridor_id in atlas.corridors:
        if legs := counted_at(atlas, corridor_id):
            corridors[corridor_id] = counting.corridor(legs)
    return Moved(
        year=balance.year,
        legs={leg_id: counting.leg(leg_id) for leg_id in oil},
        corridors=corridors,
        total=counting.total,
        others=counting.corridor((OTHER_WAYS,)),
    )


def counted_at(atlas: Atlas, corridor_id: str) -> tuple[str, ...]:
    """List the legs at which oil by a corridor is counted: out of the country, and to its ends.

    Parameters
    ----------
    atlas
        Has the legs and the corridors.
    corridor_id
        Id of the corridor.

    Returns
    -------
    Ids of legs that carry oil and are built; none of a corridor of cargo or gas, whatever oil uses
    a part of it.
    """
    corridor = atlas.corridors[corridor_id]
    ends = {branch[-1] for branch in corridor.branches}
    country = {place_id: place.country for place_id, place in atlas.places.items()}
    return tuple(
        leg.leg_id
        for leg in atlas.legs_of(corridor_id)
        if "oil" in leg.goods
        and leg.status != "proposed"
        and (leg.leg_id in ends or (country[leg.tail] == HOME and country[leg.head] != HOME))
    )


def known(one: Estimate, left: Estimate) -> bool:
    """Return whether the figures of a year tell a quantity.

    They do if one holds its least above nothing. Of a range from nothing the most must be held by
    reports of the year: a nameplate, or the most that some other year had, tells nothing of what
    moved. Nor does a range from nothing to more than a quarter of what left.

    Parameters
    ----------
    one
        What the balance says of the quantity.
    left
        What it says of all that left.
    """
    if one.low > NOTHING or one.high <= NOTHING:
        return one.known
    held = [each.observation for each in one.high_by if each.weight > 0]
    reported = bool(held) and not any(each.rpartition(":")[2] in ASSUMED for each in held)
    return one.known and reported and one.high <= SAYS_NOTHING * left.high


class _Counting:
    """What counts the oil of a year.

    Parameters
    ----------
    atlas, tables, balance
        As of `moved`.
    """

    def __init__(self, atlas: Atlas, tables: Tables, balance: Balance) -> None:
        self._balance = balance
        self._trend = YearTrend(atlas, tables, balance)
        left = balance.left
        self.total = None if gap(balance) else (left.low, left.drawn, left.high)

    def leg(self, leg_id: str) -> Carried | None:
        """Return what went by a leg, for refineries at home too."""
        one = self._balance.of(leg_id)
        return Carried(one.low, one.drawn, one.high) if self._known(leg_id) else None

    def _known(self, element: str) -> bool:
        return known(self._balance.of(element), self._balance.left)

    def corridor(self, legs: Sequence[str]) -> Carried | None:
        """Return what went by any of some legs, each tonne once; None where that is not known."""
        if len(legs) == 1:
            one = self._balance.of(legs[0])
            low, drawn, high = one.low, one.drawn, one.high
        else:
            low, high = self._trend.passed(legs)
            drawn = min(max(self._trend.passed_drawn(legs), low), high)
        if low <= NOTHING and not all(self._known(leg_id) for leg_id in legs):
            return None
        if self.total is None:
            return Carried(low, drawn, high)
        least, most = self._trend.passed_share(legs)
        share = drawn / self.total[1]
        return Carried(low, drawn, high, min(least, share), share, max(most, share))


def write(one: Moved) -> dict[str, Any]:
    """Format what moved in a year as JSON has it; the inverse of `read`.

    Parameters
    ----------
    one
        What moved.
    """
    shares = {name: each.share for name, each in one.corridors.items() if each and each.share}
    if one.others and one.others.share:
        shares[OTHER_WAYS] = one.others.share
    return {
        "legs": {name: _cells(each) for name, each in one.legs.items()},
        "corridors": {name: _cells(each) for name, each in one.corridors.items()},
        "shares": {name: [round(end, SHARE_DIGITS) for end in s] for name, s in shares.items()},
        "total": one.total and [round(end, DIGITS) for end in one.total],
        "others": _cells(one.others),
    }


def _cells(one: Carried | None) -> list[float] | None:
    return [round(end, DIGITS) + 0.0 for end in one.amount] if one else None


def read(raw: Mapping[str, Any]) -> dict[int, Moved]:
    """Parse what moved in each year from JSON; the inverse of `write`.

    Parameters
    ----------
    raw
        By year, as `write` formats it.
    """
    return {int(year): _read(int(year), one) for year, one in raw.items()}


def _read(year: int, raw: Mapping[str, Any]) -> Moved:
    shares = raw["shares"]

    def carried(name: str, cells: Sequence[float] | None) -> Carried | None:
        return None if cells is None else Carried(*cells, *shares.get(name, ()))

    return Moved(
        year=year,
        legs={name: carried("", cells) for name, cells in raw["legs"].items()},
        corridors={name: carried(name, cells) for name, cells in raw["corridors"].items()},
        total=raw["total"] and tuple(raw["total"]),
        others=carried(OTHER_WAYS, raw["others"]),
    )
