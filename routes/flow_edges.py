"""Lay a network out as edges to be solved, and say what that assumes."""

from __future__ import annotations

from math import inf

from routes.capacity import Bound, Capacities, Range
from routes.maxflow import SINK, SOURCE, Edge
from routes.network import Network

COUNTRY = "kazakhstan"


def edges_of(
    net: Network, caps: Capacities, bounds: dict[str, Bound], left: Range, side: int
) -> list[Edge]:
    """Lay the network out as edges in the low (0) or the high (1) case."""
    edges = [Edge(SOURCE, COUNTRY, COUNTRY, left[side])]
    modes = sorted({leg.mode for leg in net.legs.values()})
    for gate in net.gates:
        if gate.role == "origin":
            edges.append(Edge(COUNTRY, gate.gate_id, gate.gate_id, caps.supply(gate.gate_id)[side]))
            edges += [Edge(gate.gate_id, f"{gate.place_id}>{m}", "", inf) for m in modes]
        else:
            edges += [Edge(f"{m}>{gate.place_id}", SINK, "", inf) for m in modes]
    for leg in net.legs.values():
        bound = bounds[leg.leg_id]
        capacity = (bound.low, bound.high)[side]
        moved = caps.at_least(leg.leg_id)
        edges.append(
            Edge(f"{leg.tail}>{leg.mode}", f"{leg.mode}>{leg.head}", leg.leg_id, capacity,
                 used=moved[0] if moved else 0.0, km=leg.length_km)
        )  # fmt: skip
    places = {end for leg in net.legs.values() for end in (leg.tail, leg.head)}
    edges += [Edge(f"{m}>{p}", f"{p}>{m}", "", inf) for p in sorted(places) for m in modes]
    for transfer in net.transfers:
        bound, name = bounds[transfer.transfer_id], transfer.transfer_id
        for mode in transfer.from_modes.split("|"):
            edges.append(Edge(f"{mode}>{transfer.place_id}", f"{name}<", "", inf))
        edges.append(Edge(f"{name}<", f"{name}>", name, (bound.low, bound.high)[side]))
        edges.append(Edge(f"{name}>", f"{transfer.place_id}>{transfer.to_mode}", "", inf))
    return edges


def assumptions(
    caps: Capacities, bounds: dict[str, Bound], net: Network, basis: str
) -> tuple[str, ...]:
    """Say what the answer rests on, in sentences."""
    names = {**{k: v.name for k, v in net.legs.items()},
             **{t.transfer_id: t.name_en for t in net.transfers}}  # fmt: skip
    told = [
        f"No more leaves than left in {caps.year} ({basis}).",
        "Which market takes the oil is not modelled: beyond the ports of loading the flow is one "
        "of many.",
        "Oil may change lines at Atyrau and Kenkiyak; no source limits it there.",
        "Others’ oil keeps its volume: what a shared line loses, Kazakh oil loses.",
        "Barrels are turned into tonnes at 7.33 barrels a tonne, which is assumed.",
    ]
    for basis_, text in (("moved", "Capacity unknown, at least what it moved: {}."),
                         ("unknown", "No figure at all, not taken as a limit: {}.")):  # fmt: skip
        found = [names[k] for k, b in bounds.items() if b.basis == basis_ and b.high > 0]
        if found:
            told.append(text.format(", ".join(found)))
    fields = [
        g.name_en for g in net.gates if g.role == "origin" and caps.supply(g.gate_id)[1] == inf
    ]
    if fields:
        told.append(
            f"Output of {caps.year} has no source, not taken as a limit: {', '.join(fields)}."
        )
    told += [note[0].upper() + note[1:] + "." for note in caps.notes()]
    return tuple(dict.fromkeys(told))
