"""Solve a network for its maximum flow, its bottleneck (a minimum cut), and one such flow.

Edges are named; an unnamed one is no bottleneck. Max flow and cut are networkx's, exact in whole
grams: with floats a rest of 1e-16 can hide which edge is full. The flow itself is one of minimum
cost, so that what moved before moves there still and only the rest goes the shortest way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

import networkx as nx
from networkx.algorithms.flow import shortest_augmenting_path

SOURCE, SINK = "source", "sink"
GRAMS_PER_MT = 10**12
OLD_WAY = 20_000
"""What a tonne saves on a leg where it moved before, in km: more than any detour."""


@dataclass(frozen=True)
class Edge:
    """An edge of the network.

    Attributes
    ----------
    tail, head
        Nodes that it leads from and to.
    name
        Name of the element that it is; "" for one that only joins others.
    capacity
        Mt a year that it can carry; `inf` where nothing bounds it.
    used
        Mt a year of it that are known to have moved.
    km
        Its length.
    """

    tail: str
    head: str
    name: str
    capacity: float
    used: float = 0.0
    km: float = 0.0


@dataclass(frozen=True)
class Solved:
    """What a network can carry.

    Attributes
    ----------
    value
        The maximum flow, Mt a year.
    cut
        The bottleneck: names of the edges of a minimum cut, with their capacities in Mt a year.
    flows
        One maximum flow, Mt a year by name of edge; empty if it was not wanted.
    """

    value: float
    cut: tuple[tuple[str, float], ...]
    flows: dict[str, float] = field(default_factory=dict)


def solve(edges: Sequence[Edge], routed: bool = True) -> Solved:
    """Solve a network from `SOURCE` to `SINK`.

    Parameters
    ----------
    edges
        The network; two edges may join the same nodes.
    routed
        Whether the flow itself is wanted.

    Returns
    -------
    The cut is that nearest to the source; an edge of 0 is no part of it, so it is empty where
    nothing can flow.
    """
    graph = _graph(edges)
    if not nx.has_path(graph, SOURCE, SINK):
        return Solved(0.0, ())
    # Backwards, as networkx returns the cut that is nearest to where the flow ends.
    value, (far, near) = nx.minimum_cut(
        graph.reverse(copy=False), SINK, SOURCE, flow_func=shortest_augmenting_path
    )
    cut = tuple(
        (edge.name, edge.capacity)
        for edge in edges
        if edge.tail in near and edge.head in far and edge.capacity > 0
    )
    return Solved(value / GRAMS_PER_MT, cut, _cheapest(edges, value) if routed else {})


def _grams(mt: float) -> int:
    return 1 if mt == inf else round(mt * GRAMS_PER_MT)


def _graph(edges: Iterable[Edge]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([SOURCE, SINK])
    for edge in edges:
        if not _grams(edge.capacity):
            continue
        limits = {} if edge.capacity == inf else {"capacity": _grams(edge.capacity)}
        head = edge.head
        if graph.has_edge(edge.tail, head):
            # Two edges between the same nodes stay two by a node of its own for the second.
            head = f"{edge.tail}|{edge.name}|{edge.head}"
            graph.add_edge(head, edge.head)
        graph.add_edge(edge.tail, head, **limits)
    return graph


def _cheapest(edges: Sequence[Edge], total: int) -> dict[str, float]:
    """Send the flow where oil went before, and what is left over the shortest way."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(SOURCE, demand=-total)
    graph.add_node(SINK, demand=total)
    parts: dict[tuple[str, str], str] = {}
    for edge in edges:
        whole = total if edge.capacity == inf else _grams(edge.capacity)
        old = min(whole, _grams(edge.used))
        for tag, amount, cost in (("old", old, -OLD_WAY), ("new", whole - old, int(edge.km))):
            if amount <= 0:
                continue
            head = edge.head
            if edge.name:
                head = f"{edge.tail}|{edge.name}|{edge.head}|{tag}"
                graph.add_edge(head, edge.head)
                parts[edge.tail, head] = edge.name
            graph.add_edge(edge.tail, head, capacity=amount, weight=cost)
    flows: dict[str, float] = {}
    sent = nx.min_cost_flow(graph)
    for (tail, middle), name in parts.items():
        flows[name] = flows.get(name, 0.0) + sent[tail][middle] / GRAMS_PER_MT
    return flows
