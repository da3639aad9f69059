"""Measure journeys and closures on the whole network, beside reading the layers.

python tests/bench/bench_network.py [REPETITIONS]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from routes.files.load import load_atlas, load_tables
from routes.network.closures import closable, parse
from routes.network.flow import close
from routes.network.journeys import journeys

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
    third = [parse("novorossiysk_cpc_terminal:0.333", known)]
    cases: dict[str, Callable[[], object]] = {
        "read the layers": load_atlas,
        "journeys Tengiz-Rotterdam": lambda: journeys(atlas, tables, "tengiz", "rotterdam", RU),
        "journeys Dostyk-Rotterdam": lambda: journeys(atlas, tables, "dostyk", "rotterdam", RU),
        "flow 2023, nothing closed": lambda: close(atlas, tables, 2023),
        "flow 2023, without Russia": lambda: close(atlas, tables, 2023, avoid=RU),
        "flow 2023, one mooring": lambda: close(atlas, tables, 2023, third),
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
