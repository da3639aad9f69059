"""Bound every leg and transfer of a network in a year under closures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from routes.atlas import Atlas
from routes.capacity import SHUT, Bound, Capacities
from routes.closures import Closure, crossing, of_element
from routes.network import Network
from routes.units import days_in
from routes.when import in_service


def bounds_of(
    atlas: Atlas,
    net: Network,
    caps: Capacities,
    closures: Sequence[Closure],
    naive: bool = False,
) -> dict[str, Bound]:
    """Bound every leg and transfer under the closures."""
    answered = {p for t in net.transfers for p in (t.place_id, t.terminal_id) if p}
    states = [c for c in closures if c.id in atlas.state_names]
    shut = {c.id: crossing(atlas, net.legs.values(), frozenset({c.id})) for c in states}
    found: dict[str, Bound] = {}
    for leg in net.legs.values():
        bound = _under(caps, leg.leg_id, of_element(leg, closures, answered), naive)
        if not in_service(leg, caps.year):
            bound = Bound(*SHUT, "figures", f"not in service in {caps.year}")
        for state in states:
            verdict = shut[state.id].get(leg.leg_id)
            other = _under(caps, leg.leg_id, [state], naive)
            if verdict == "crosses":
                bound = _least(bound, other)
            elif verdict == "cannot_tell":
                bound = Bound(min(bound.low, other.low), bound.high, bound.basis, bound.how)
        found[leg.leg_id] = bound
    for transfer in net.transfers:
        mine = of_element(transfer, closures)
        mine += [s for s in states if atlas.places[transfer.place_id].country == s.id]
        found[transfer.transfer_id] = _under(caps, transfer.transfer_id, mine, naive)
    return found


def _under(caps: Capacities, element: str, closures: Iterable[Closure], naive: bool) -> Bound:
    """Bound an element under closures, each for its days of the year."""
    whole = caps.bound(element, naive=naive)
    bound = whole
    year = days_in(caps.year)
    for closure in closures:
        part = closure.days_of(caps.year) / year
        shut = caps.bound(element, closure.share, naive)
        if part == 1:
            bound = _least(bound, shut)
            continue
        low, high = (
            part * s + (1 - part) * w if s < inf else w
            for s, w in ((shut.low, whole.low), (shut.high, whole.high))
        )
        how = f"{shut.how} for {closure.days} of {year} days"
        bound = _least(bound, Bound(low, high, whole.basis, how))
    return bound


def _least(one: Bound, other: Bound) -> Bound:
    first = other if (other.high, other.low) <= (one.high, one.low) else one
    return Bound(min(one.low, other.low), min(one.high, other.high), first.basis, first.how)
