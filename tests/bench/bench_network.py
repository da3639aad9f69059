"""Measure journeys and closures on the whole network, beside reading the layers.

python tests/bench/bench_network.py [REPETITIONS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from routes.files.load import load_atlas, load_balance, load_tables
from routes.network.balance import all_years, read
from routes.network.closures import closable, parse
from routes.network.journeys import journeys
from routes.network.stranded import YearNetwork

RU = frozenset({"RU"})


def timed(what: Callable[[], object], repetitions: int) -> list[float]:
    """Return milliseconds of each call, after one that is not counted."""
    what()
    found = []
    for _ in range(repetitions):
        begin = time.perf_counter()
        what()
        found.append(1000 * (time.perf_counter() - begin))
    return found


def main(repetitions: int) -> None:
    """Print the table."""
    atlas, tables = load_atlas(), load_tables()
    known = closable(atlas, tables.transfers)
    balances = read(load_balance())
    network = YearNetwork(atlas, tables, balances, 2023)
    asked = {
        "without Russia": ["RU"],
        "without Russia, 30 days": ["RU:0:30:2023-03-01"],
        "one mooring": ["novorossiysk_cpc_terminal:0.333"],
        "six times of six": [
            f"{name}:0:{20 + n}:2023-0{n + 2}-05"
            for n, name in enumerate(
                ("btc", "cpc_loading", "RU", "atasu_alashankou", "aktau_port", "kropotkin")
            )
        ],
    }
    closures = {name: [parse(text, known) for text in texts] for name, texts in asked.items()}
    cases: dict[str, Callable[[], object]] = {
        "read the layers": load_atlas,
        "journeys Tengiz-Rotterdam": lambda: journeys(atlas, tables, "tengiz", "rotterdam", RU),
        "journeys Dostyk-Rotterdam": lambda: journeys(atlas, tables, "dostyk", "rotterdam", RU),
        "balances of seven years": lambda: all_years(atlas, tables),
        "network of a year": lambda: YearNetwork(atlas, tables, balances, 2023),
        "closure, nothing closed": network.close,
        **{f"closure, {name}": partial(network.close, closed) for name, closed in closures.items()},
    }
    yard = 0.0
    print(f"{repetitions} repetitions; ms median, p95; median over reading the layers")
    for name, what in cases.items():
        found = timed(what, repetitions)
        median, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        yard = yard or median
        print(f"{name:28} {median:7.1f} {p95:7.1f} {median / yard:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
