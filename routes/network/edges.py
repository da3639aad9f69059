"""Lay a network out as edges between nodes, so that programmes and graphs can be made of it.

A place has a node for each mode that arrives and one for each that departs, so that a change of
mode goes through its transfer. A leg from which alone a transfer takes arrives at a node of its
own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from routes.network.network import END, START, Network

SOURCE: Final = "source"
SINK: Final = "sink"
"""Where all oil comes from, and where it all goes."""
FIELDS: Final = "fields"
REFINERY: Final = "home"
OPEN_SEA: Final = "sea"
"""Roles of gates that are no ends of journeys: fields that none begins at, refineries of
Kazakhstan, and where ships have the open sea before them."""

Kind = Literal["field", "leg", "transfer", "market", "refinery", "joint"]


@dataclass(frozen=True)
class Edge:
    """An edge of the network.

    Attributes
    ----------
    tail, head
        Nodes that it leads from and to.
    element
        Id of the leg, transfer or gate that it is; "" for one that only joins others.
    kind
        What it is.
    km
        Its length; 0 but for legs.
    """

    tail: str
    head: str
    element: str
    kind: Kind
    km: float = 0.0


def edges_of(net: Network) -> list[Edge]:
    """List the edges of a network, from `SOURCE` by its fields to `SINK` by markets and refineries.

    Parameters
    ----------
    net
        The network of oil.
    """
    edges: list[Edge] = []
    modes = sorted({leg.mode for leg in net.legs.values()})
    arriving = {(leg.mode, leg.head) for leg in net.legs.values()}
    leaving = {(leg.mode, leg.tail) for leg in net.legs.values()}
    for gate in net.gates:
        place, name = gate.place_id, gate.gate_id
        if gate.role in {START, FIELDS}:
            edges.append(Edge(SOURCE, name, name, "field"))
            on = [f"{place}>{mode}" for mode in modes if (mode, place) in leaving]
            # A refinery beside the field is fed by no leg.
            on += [f">{g.gate_id}" for g in net.gates if (g.role, g.place_id) == (REFINERY, place)]
            edges += [Edge(name, node, "", "joint") for node in on]
        elif gate.role in {END, REFINERY}:
            at_end = [f"{mode}>{place}" for mode in modes if (mode, place) in arriving]
            edges += [Edge(node, f">{name}", "", "joint") for node in at_end]
            kind: Kind = "market" if gate.role == END else "refinery"
            edges.append(Edge(f">{name}", SINK, name, kind))
    alone = {leg for t in net.transfers for leg in (t.from_legs or "").split("|")}
    for leg in net.legs.values():
        head = arrival = f"{leg.mode}>{leg.head}"
        if leg.leg_id in alone:
            head = f"{arrival}>{leg.leg_id}"
            edges.append(Edge(head, arrival, "", "joint"))
        edges.append(Edge(f"{leg.tail}>{leg.mode}", head, leg.leg_id, "leg", leg.length_km))
    edges += [Edge(f"{m}>{p}", f"{p}>{m}", "", "joint") for m, p in sorted(arriving & leaving)]
    for transfer in net.transfers:
        name = transfer.transfer_id
        for mode in transfer.from_modes.split("|"):
            arrival = f"{mode}>{transfer.place_id}"
            if transfer.from_legs is None:
                edges.append(Edge(arrival, f"{name}<", "", "joint"))
                continue
            edges += [
                Edge(f"{arrival}>{leg_id}", f"{name}<", "", "joint")
                for leg_id in transfer.from_legs.split("|")
            ]
        edges.append(Edge(f"{name}<", f"{name}>", name, "transfer"))
        edges.append(Edge(f"{name}>", f"{transfer.place_id}>{transfer.to_mode}", "", "joint"))
    return edges
