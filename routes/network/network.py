"""Join legs into a network of oil and one of cargo, with their changes of mode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import Final

import networkx as nx

from routes.language import phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError
from routes.model.rows import Gate, Transfer
from routes.model.tables import Tables
from routes.model.terms import PROPOSED

START: Final = "origin"
END: Final = "market"
"""Roles of gates, and the nodes at which paths begin and end."""
AT_MOST = 24
"""Journeys shown between one origin and one market, shortest first."""
TRIED = 400
"""Paths tried for them: those that meet a place twice are passed over."""


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
    graph = _line_graph(net, origin, market)
    return list(islice(_simple(net, graph), AT_MOST))


def _line_graph(net: Network, origin: Gate, market: Gate) -> nx.DiGraph[str]:
    """Build the graph whose nodes are legs, so that parallel ones and modes stay apart."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([START, END])
    for leg in net.legs.values():
        if leg.tail == origin.place_id:
            graph.add_edge(START, leg.leg_id, km=leg.length_km)
        if leg.head == market.place_id:
            graph.add_edge(leg.leg_id, END, km=0.0)
        for after in net.legs.values():
            if net.joins(leg, after):
                graph.add_edge(leg.leg_id, after.leg_id, km=after.length_km)
    return graph


def _simple(net: Network, graph: nx.DiGraph[str]) -> Iterator[tuple[Leg, ...]]:
    try:
        for ids in islice(nx.shortest_simple_paths(graph, START, END, weight="km"), TRIED):
            path = tuple(net.legs[leg] for leg in ids[1:-1])
            places = [path[0].tail, *(leg.head for leg in path)]
            if len(set(places)) == len(places):
                yield path
    except nx.NetworkXNoPath:
        return
