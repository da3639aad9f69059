"""Measure pictures: processor time of each form and part, and what stays in memory.

python -m tests.bench.bench_picture [VIEWS]
"""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pages.shared import store
from publish.drawing.layers import map_layer
from publish.drawing.picture import parts_of, picture
from publish.drawing.press import FORMS
from publish.viewed import Viewed, read

PAGES = ("Map", "Journeys", "Closure", "Trend", "Timeline", "Story")


def ms(work: Callable[[], object]) -> float:
    """Return milliseconds of processor time of a piece of work, of all threads."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def resident_mb() -> float:
    """Return the resident memory of this process, MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def views(count: int) -> list[Viewed]:
    """Make up views of the map: some corridors, some states, a year."""
    dice, lib = random.Random(31), store.library()  # noqa: S311 - the same on every run
    corridors, states = list(lib.atlas.corridors), ["RU", "IR", "CN", "TR", "AZ", "GE", "BY"]
    return [
        read(
            "Map",
            f"routes={','.join(dice.sample(corridors, dice.randint(1, 8)))}"
            f"&avoid={','.join(dice.sample(states, dice.randint(0, 3))) or 'none'}"
            f"&year={dice.randint(2019, 2025)}",
        )
        for _ in range(count)
    ]


def free_while(work: Callable[[], object]) -> float:
    """Return which part of its speed another thread of Python keeps while something is drawn."""
    turns, stop = [0], threading.Event()

    def spin() -> None:
        while not stop.is_set():
            turns[0] += 1

    thread = threading.Thread(target=spin)
    thread.start()
    time.sleep(0.5)
    alone = turns[0] / 0.5
    began, before = time.perf_counter(), turns[0]
    work()
    during = (turns[0] - before) / (time.perf_counter() - began)
    stop.set()
    thread.join()
    return during / alone


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    store.library()
    first = read("Map", "")
    print(f"first map of a process: {ms(lambda: map_layer(first, 936, 530)):.0f} ms")
    for page in PAGES:
        view = read(page, "")
        for part in parts_of(view):
            told = []
            for form in FORMS:
                picture(view, form, 1, part)
                times = [ms(partial(picture, view, form, 1, part)) for _ in range(5)]
                told.append(f"{form} {statistics.median(times):.0f}")
            print(f"{page}, {part}: {', '.join(told)} ms")
    made_up = views(count)
    before = resident_mb()
    times = sorted(ms(partial(picture, one, "png", 1, "map")) for one in made_up)
    p95 = times[int(0.95 * len(times))]
    print(f"{count} made-up maps as PNG: median {statistics.median(times):.0f}, p95 {p95:.0f} ms")
    print(f"memory: {before:.0f} MB before, {resident_mb():.0f} MB after")
    again = views(20)
    kept = free_while(lambda: [picture(one, "png", 2, "map") for one in again])
    print(f"another thread keeps {100 * kept:.0f} % of its speed while PNG are drawn")


if __name__ == "__main__":
    main()
