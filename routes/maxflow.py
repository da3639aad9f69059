"""Solve a network for its maximum flow, its minimum cut, and a flow that keeps to old ways.

Edges are named; an unnamed one cannot bind. Max flow and cut are networkx's, exact to the
rounding of floats; the flow itself is one of minimum cost, so that what moved before moves
there still and only the rest goes the shortest way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

import networkx as nx
from networkx.algorithms.flow import preflow_push

SOURCE, SINK = "source", "sink"
STEPS_PER_MT = 1_000_000
"""Whole tonnes: min-cost flow wants integers."""
OLD_WAY = 20_000
"""What a tonne saves on a leg where it moved before, in km: more than any detour."""


@dataclass(frozen=True)
class Edge:
    """An edge with its capacity in Mt a year; of it `used` is known to have moved."""

    tail: str
    head: str
    name: str
    capacity: float
    used: float = 0.0
    km: float = 0.0


@dataclass(frozen=True)
class Solved:
    """Maximum flow in Mt a year, the named edges that bind with their capacity, the flow."""

    value: float
    cut: tuple[tuple[str, float], ...]
    flows: dict[str, float] = field(default_factory=dict)


def solve(edges: Sequence[Edge], routed: bool = True) -> Solved:
    """Solve from `SOURCE` to `SINK`.

    Returns
    -------
    `flows` by name of edge, if they are wanted (`routed`). The cut is that nearest to the
    source; an edge of 0 is no part of it, so it is empty where nothing can flow.
    """
    graph = _graph(edges)
    if not nx.has_path(graph, SOURCE, SINK):
        return Solved(0.0, ())
    # Backwards, as networkx finds the cut that is nearest to where it flows to.
    value, (far, near) = nx.minimum_cut(
        graph.reverse(copy=False), SINK, SOURCE, flow_func=preflow_push
    )
    cut = tuple(
        (edge.name, edge.capacity)
        for edge in edges
        if edge.tail in near and edge.head in far and edge.capacity > 0
    )
    return Solved(float(value), cut, _cheapest(edges, float(value)) if routed else {})


def _graph(edges: Iterable[Edge]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([SOURCE, SINK])
    for edge in edges:
        if edge.capacity <= 0:
            continue
        # Two edges between the same nodes stay two by a node of their own.
        middle = f"{edge.tail}|{edge.name}|{edge.head}"
        limits = {} if edge.capacity == inf else {"capacity": edge.capacity}
        graph.add_edge(edge.tail, middle, **limits)
        graph.add_edge(middle, edge.head)
    return graph


def _cheapest(edges: Sequence[Edge], value: float) -> dict[str, float]:
    """Send the flow where oil went before, and what is left over the shortest way."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    # Capacities are cut to whole tonnes: with 50 t less than the maximum it always fits.
    total = int(value * STEPS_PER_MT) - 50
    if total <= 0:
        return {}
    graph.add_node(SOURCE, demand=-total)
    graph.add_node(SINK, demand=total)
    parts: dict[tuple[str, str], str] = {}
    for edge in edges:
        whole = total if edge.capacity == inf else int(edge.capacity * STEPS_PER_MT)
        old = min(whole, int(edge.used * STEPS_PER_MT))
        for tag, amount, cost in (("old", old, -OLD_WAY), ("new", whole - old, int(edge.km))):
            if amount <= 0:
                continue
            middle = f"{edge.tail}|{edge.name}|{edge.head}|{tag}"
            graph.add_edge(edge.tail, middle, capacity=amount, weight=cost if edge.name else 0)
            graph.add_edge(middle, edge.head, capacity=amount, weight=0)
            parts[edge.tail, middle] = edge.name
    flows: dict[str, float] = {}
    sent = nx.min_cost_flow(graph)
    for (tail, middle), name in parts.items():
        if name:
            flows[name] = flows.get(name, 0.0) + sent[tail][middle] / STEPS_PER_MT
    return flows
