"""Max flow and cut against networks solved by hand, and against an independent LP."""

from __future__ import annotations

from collections import defaultdict
from math import inf

import numpy as np
import pytest
from scipy.optimize import linprog  # type: ignore[import-untyped]

from routes.network.maxflow import SINK, SOURCE, Edge, solve


def edges(text: str) -> list[Edge]:
    """Read `s>a:3 a>t:2`; s and t are the ends, ∞ is no limit."""
    ends = {"s": SOURCE, "t": SINK}
    found = []
    for part in text.split():
        pair, _, limit = part.partition(":")
        tail, head = (ends.get(end, end) for end in pair.split(">"))
        found.append(Edge(tail, head, pair, inf if limit == "∞" else float(limit)))
    return found


BY_HAND = {
    "a diamond": ("s>a:3 s>b:2 a>t:2 b>t:3 a>b:1", 5.0, {"s>a", "s>b"}),
    "a diamond with a neck": ("s>a:9 s>b:9 a>c:2 b>c:3 c>t:9", 5.0, {"a>c", "b>c"}),
    "two sources": ("s>a:4 s>b:1.5 a>m:∞ b>m:∞ m>t:5", 5.0, {"m>t"}),
    "two sources, little oil": ("s>a:2 s>b:1.5 a>m:∞ b>m:∞ m>t:5", 3.5, {"s>a", "s>b"}),
    "a partial closure": ("s>a:∞ a>t:1.25", 1.25, {"a>t"}),
    "no way": ("s>a:5 a>b:0 b>t:5", 0.0, set()),
    "against the arrow": ("s>a:5 b>a:5 b>t:5", 0.0, set()),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_network_solved_by_hand(name: str) -> None:
    text, value, cut = BY_HAND[name]
    solved = solve(edges(text))
    assert solved.value == pytest.approx(value, abs=1e-12)
    assert {edge for edge, _ in solved.cut} == cut
    assert sum(limit for _, limit in solved.cut) == pytest.approx(value, abs=1e-9)


def random_network(seed: int) -> list[Edge]:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(4, 14))
    names = [SOURCE, *(f"n{i}" for i in range(size - 2)), SINK]
    made = []
    for n in range(int(rng.integers(size, 4 * size))):
        tail, head = (int(i) for i in rng.choice(size, 2, replace=False))
        if head == 0 or tail == size - 1:
            continue
        capacity = float(
            rng.choice([0.0, rng.uniform(0, 80), rng.uniform(0, 1)], p=[0.1, 0.6, 0.3])
        )
        made.append(Edge(names[tail], names[head], f"e{n}", capacity))
    return made


def lp_value(network: list[Edge]) -> float:
    """Maximise what leaves the source, with HiGHS; nothing of the code under test."""
    nodes = sorted({end for e in network for end in (e.tail, e.head)} - {SOURCE, SINK})
    balance = np.zeros((len(nodes), len(network)))
    gain = np.zeros(len(network))
    for column, edge in enumerate(network):
        for end, sign in ((edge.tail, -1), (edge.head, 1)):
            if end in nodes:
                balance[nodes.index(end), column] += sign
        gain[column] -= edge.tail == SOURCE
    limits = [(0, edge.capacity) for edge in network]
    kept = {"A_eq": balance, "b_eq": np.zeros(len(nodes))} if nodes else {}
    return float(-linprog(gain, bounds=limits, method="highs", **kept).fun)


def test_max_flow_and_cut_agree_with_an_lp(subtests: pytest.Subtests) -> None:
    for seed in range(200):
        with subtests.test(seed=seed):
            network = random_network(seed)
            assert network
            solved = solve(network)
            assert solved.value == pytest.approx(lp_value(network), abs=1e-9)
            assert sum(limit for _, limit in solved.cut) == pytest.approx(solved.value, abs=1e-9)


def test_the_flow_is_one_and_keeps_the_limits(subtests: pytest.Subtests) -> None:
    for seed in range(0, 200, 10):
        with subtests.test(seed=seed):
            network = random_network(seed)
            solved = solve(network)
            net: dict[str, float] = defaultdict(float)
            for edge in network:
                sent = solved.flows.get(edge.name, 0.0)
                assert -1e-9 <= sent <= edge.capacity + 1e-9
                net[edge.tail] -= sent
                net[edge.head] += sent
            between = {node: v for node, v in net.items() if node not in (SOURCE, SINK)}
            assert all(abs(v) < 1e-6 for v in between.values())
            assert net[SINK] == pytest.approx(solved.value, abs=1e-4)


def test_oil_keeps_to_its_old_way() -> None:
    """Two ways of equal capacity: what moved before goes first, though it is longer."""
    network = [
        Edge(SOURCE, "f", "field", 10.0),
        Edge("f", SINK, "old", 8.0, used=6.0, km=900),
        Edge("f", SINK, "new", 8.0, km=100),
    ]
    flows = solve(network).flows
    assert flows["old"] == pytest.approx(6, abs=1e-3)
    assert flows["new"] == pytest.approx(4, abs=1e-3)
