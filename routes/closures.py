"""Read what closes, and tell the share that is left of each leg and transfer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from routes.atlas import Atlas, Leg
from routes.errors import InputError, nearest_name
from routes.model import Transfer
from routes.units import DAYS
from routes.verdict import judge


@dataclass(frozen=True)
class Closure:
    """A leg, place, transfer or state of which a share is left for some days of the year."""

    id: str
    share: float = 0.0
    days: int = 365

    def __str__(self) -> str:
        """Write it as links and the command line do."""
        return f"{self.id}:{self.share:g}" + (f":{self.days}" if self.days != 365 else "")


def parse(text: str, known: Collection[str]) -> Closure:
    """Read `aktau_port`, `aktau_port:0.5`, or `aktau_port:0.5:30` for thirty days.

    Raises
    ------
    InputError
        If the id is unknown, the share outside 0 to 1 or the days outside 1 to 365; names the
        nearest valid value.
    """
    name, *rest = text.strip().split(":")
    name = name.upper() if name.upper() in known else name
    if name not in known:
        cure = nearest_name(name, known) or "name a leg, a place, a transfer or a state"
        raise InputError("closed", name, cure)
    share = _number(rest[0], 0, 1, "share left") if rest and rest[0] else 0.0
    days = _number(rest[1], 1, DAYS, "days") if len(rest) > 1 and rest[1] else DAYS
    if len(rest) > 2:
        raise InputError("closed", text, "write id:share:days")
    return Closure(name, share, int(days))


def _number(text: str, low: float, high: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        near = f"{high if value > high else low:g}"
        raise InputError("closed", text, f"the {what} is {low:g} to {high:g}; nearest: {near}")
    return value


def closable(atlas: Atlas, transfers: Iterable[Transfer]) -> set[str]:
    """List what can close: legs that carry oil, their places, transfers, and states."""
    legs = [leg for leg in atlas.legs.values() if "oil" in leg.goods]
    found = {leg.leg_id for leg in legs} | {end for leg in legs for end in (leg.tail, leg.head)}
    found |= {transfer.transfer_id for transfer in transfers if transfer.goods == "oil"}
    return found | set(atlas.state_names)


def of_element(
    leg: Leg | Transfer, closures: Iterable[Closure], answered: Collection[str] = ()
) -> list[Closure]:
    """List the closures that meet a leg or a transfer.

    `answered` are the places that a transfer answers for: partly closed, such a place limits
    its transfer and not the lines to it.
    """
    found = []
    for closure in closures:
        if isinstance(leg, Leg):
            ends = closure.id in (leg.tail, leg.head)
            hit = (
                closure.id == leg.leg_id
                or ends
                and not (closure.id in answered and closure.share > 0)
            )
        else:
            hit = closure.id in (leg.transfer_id, leg.place_id, leg.terminal_id)
        if hit:
            found.append(closure)
    return found


def crossing(atlas: Atlas, legs: Iterable[Leg], states: frozenset[str]) -> dict[str, str]:
    """Name the legs that are shut when states are avoided: leg id to crosses or cannot_tell."""
    told = {leg.leg_id: judge([leg], atlas.places, states).verdict for leg in legs}
    return {leg: verdict for leg, verdict in told.items() if verdict != "bypasses"}
