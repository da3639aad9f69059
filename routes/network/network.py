"""Join legs into a network of oil and one of cargo, with their changes of mode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from heapq import heapify, heappop, heappush
from itertools import islice, pairwise
from typing import Final

from routes.language import phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError
from routes.model.rows import Gate, Transfer
from routes.model.tables import Tables
from routes.model.terms import PROPOSED

START: Final = "origin"
END: Final = "market"
"""Roles of gates."""
AT_MOST = 24
"""Journeys shown between one origin and one market, shortest first."""
TRIED = 20_000
"""Steps taken to find them; a network of a hundred lines takes some hundred."""


@dataclass(frozen=True)
class Network:
    """The legs that carry one good, and where it changes mode.

    Attributes
    ----------
    good
        `oil` or `cargo`.
    legs
        Legs by id.
    transfers
        Changes of mode.
    gates
        Origins and markets.
    """

    good: str
    legs: dict[str, Leg]
    transfers: tuple[Transfer, ...]
    gates: tuple[Gate, ...]

    def transfer(self, before: Leg, after: Leg) -> Transfer | None:
        """Return the transfer that takes from one leg what another carries on; None without one.

        Parameters
        ----------
        before, after
            The legs, in the order of the path.
        """
        return next(
            (
                transfer
                for transfer in self.transfers
                if transfer.place_id == before.head
                and before.mode in transfer.from_modes.split("|")
                and (transfer.from_legs is None or before.leg_id in transfer.from_legs.split("|"))
                and transfer.to_mode == after.mode
            ),
            None,
        )

    def joins(self, before: Leg, after: Leg) -> bool:
        """Return whether what one leg brings can go on by another.

        Parameters
        ----------
        before, after
            The legs, in the order of the path.
        """
        if before.head != after.tail:
            return False
        return before.mode == after.mode or self.transfer(before, after) is not None

    def transfers_of(self, path: Sequence[Leg]) -> tuple[Transfer, ...]:
        """List the changes of mode on a path, in order.

        Parameters
        ----------
        path
            Legs, each of which begins where the one before ends.
        """
        changes = (self.transfer(a, b) for a, b in pairwise(path) if a.mode != b.mode)
        return tuple(transfer for transfer in changes if transfer)


def network(atlas: Atlas, tables: Tables, good: str) -> Network:
    """Join everything that carries a good and exists or existed; what is proposed stays out.

    Parameters
    ----------
    atlas
        Has the legs.
    tables
        Its gates and transfers are read.
    good
        `oil` or `cargo`.
    """
    return Network(
        good=good,
        legs={k: v for k, v in atlas.legs.items() if good in v.goods and v.status != PROPOSED},
        transfers=tuple(t for t in tables.transfers if t.goods == good),
        gates=tuple(g for g in tables.gates if g.goods == good),
    )


def gate(tables: Tables, role: str, name: str, good: str = "") -> Gate:
    """Return an origin or a market by its id.

    Parameters
    ----------
    tables
        Its gates are read.
    role
        `START` or `END`.
    name
        Id of the gate.
    good
        `oil` or `cargo`; "" for whatever the gate has.

    Raises
    ------
    InputError
        If there is none of that name, or none for the good; names the nearest.
    """
    gates = [g for g in tables.gates if g.role == role and g.gate_id == name]
    if not gates:
        known = list(dict.fromkeys(g.gate_id for g in tables.gates if g.role == role))
        raise InputError("from" if role == START else "to", name, _cure(name, known))
    fitting = [g for g in gates if good in ("", g.goods)]
    if not fitting:
        others = [g.gate_id for g in tables.gates if g.role == role and g.goods == good]
        listed = phrase("common-list.comma").join(others)
        raise InputError("to", name, phrase("journeys-cure-goods", goods=good, known=listed))
    return fitting[0]


def _cure(name: str, known: Sequence[str]) -> str:
    """Return a name that is near one that is not known, or those that there are."""
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return phrase("common-nearest", near=near[0])
    return phrase("common-one-of", known=phrase("common-list.comma").join(known))


def paths(net: Network, origin: Gate, market: Gate) -> list[tuple[Leg, ...]]:
    """List the simple paths from an origin to a market, shortest first.

    Parameters
    ----------
    net
        The network.
    origin, market
        Gates of its good.

    Returns
    -------
    At most `AT_MOST` paths, none of which meets a place twice; none where there is no way.
    """
    follow = _follow(net)
    rest = _rest(net, follow, market)
    return list(islice(_nearest(net, follow, rest, origin, market), AT_MOST))


def _follow(net: Network) -> dict[str, list[Leg]]:
    """List for each leg those that can carry on what it brings, parallel ones and modes apart."""
    leaving: dict[str, list[Leg]] = defaultdict(list)
    for leg in net.legs.values():
        leaving[leg.tail].append(leg)
    return {
        leg.leg_id: [after for after in leaving[leg.head] if net.joins(leg, after)]
        for leg in net.legs.values()
    }


def _rest(net: Network, follow: dict[str, list[Leg]], market: Gate) -> dict[str, float]:
    """Return the least km from the end of each leg to a market; without those that lead nowhere."""
    behind: dict[str, list[str]] = defaultdict(list)
    for leg_id, after in follow.items():
        for leg in after:
            behind[leg.leg_id].append(leg_id)
    rest: dict[str, float] = {}
    queue = [(0.0, k) for k, leg in net.legs.items() if leg.head == market.place_id]
    heapify(queue)
    while queue:
        km, leg_id = heappop(queue)
        if leg_id in rest:
            continue
        rest[leg_id] = km
        for before in behind[leg_id]:
            heappush(queue, (km + net.legs[leg_id].length_km, before))
    return rest


def _nearest(
    net: Network,
    follow: dict[str, list[Leg]],
    rest: dict[str, float],
    origin: Gate,
    market: Gate,
) -> Iterator[tuple[Leg, ...]]:
    """Yield paths by length: of all that are begun, the one that can end soonest goes on first.

    The least rest of the way is known, so that no path is begun that ends later than one that
    waits (A*). A path that ends at the market may go on from there only if it comes back to it,
    which it may not.
    """
    begun = [leg for leg in net.legs.values() if leg.tail == origin.place_id]
    queue: list[tuple[float, float, tuple[str, ...]]] = [
        (leg.length_km + rest[leg.leg_id], leg.length_km, (leg.leg_id,))
        for leg in begun
        if leg.leg_id in rest
    ]
    heapify(queue)
    for _ in range(TRIED):
        if not queue:
            return
        _, km, ids = heappop(queue)
        path = tuple(net.legs[leg_id] for leg_id in ids)
        if path[-1].head == market.place_id:
            yield path
            continue
        seen = {leg.tail for leg in path} | {path[-1].head}
        for leg in follow[ids[-1]]:
            if leg.leg_id in rest and leg.head not in seen:
                longer = km + leg.length_km
                heappush(queue, (longer + rest[leg.leg_id], longer, (*ids, leg.leg_id)))
