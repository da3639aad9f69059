"""Measure the cards of views: `make bench`, the numbers of docs/deploy.md.

    python -m tests.bench.bench_card [VIEWS]

A server as `make run` starts it, a reader who switches a corridor every second, and somebody who
asks for the picture of one view after another, none twice: seconds to the last byte, bytes, and
how much memory the process has gained.
"""

from __future__ import annotations

import asyncio
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from PIL import Image

from tests.protocol import Reader
from tests.publish.views import SEED, shared
from tests.server.start import Running, as_run, finished, resident_mb

PAUSE_S = 1.0
"""Between two switches of the reader."""
WARM_UP = 20
"""Views that are asked for before any is counted, of other dice."""


async def read_on(url: str, done: asyncio.Event, took: list[float]) -> None:
    """Switch a corridor every second, and note how long the answer takes."""
    async with Reader.connect(url) as reader:
        await reader.open()
        while not done.is_set():
            begin = time.perf_counter()
            await reader.toggle()
            took.append(time.perf_counter() - begin)
            await asyncio.sleep(PAUSE_S)


async def measured(server: Running, n: int) -> None:
    """Ask for the cards, and print what they took."""
    done = asyncio.Event()
    answers: list[float] = []
    seconds: list[float] = []
    sizes: list[int] = []
    reading = asyncio.create_task(read_on(server.url, done, answers))
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        for page, query in shared(WARM_UP, SEED + 1):
            (await client.get(f"card.png?page={page}&{query}")).raise_for_status()
        before = resident_mb(server.pid)
        marks = {}
        for i, (page, query) in enumerate(shared(n)):
            begin = time.perf_counter()
            answer = await client.get(f"card.png?page={page}&{query}")
            seconds.append(time.perf_counter() - begin)
            answer.raise_for_status()
            sizes.append(len(answer.content))
            if Image.open(io.BytesIO(answer.content)).size != (1200, 630):
                raise ValueError(f"{page}?{query} is of another size")
            if (i + 1) % (n // 4 or 1) == 0:
                marks[i + 1] = resident_mb(server.pid) - before
        begin = time.perf_counter()
        for page, query in shared(n)[-50:]:
            (await client.get(f"card.png?page={page}&{query}")).raise_for_status()
        kept = (time.perf_counter() - begin) / 50
    done.set()
    await reading
    cuts = statistics.quantiles(seconds, n=100)
    print(f"{n} cards, none asked for twice, beside one reader: milliseconds")
    print(f"  median {1e3 * cuts[49]:.0f}, p95 {1e3 * cuts[94]:.0f}, most {1e3 * max(seconds):.0f}")
    print(f"  one that is kept {1e3 * kept:.1f}")
    print(f"kilobytes: median {statistics.median(sizes) / 1e3:.0f}, most {max(sizes) / 1e3:.0f}")
    print(f"the reader's answer: median {1e3 * statistics.median(answers):.0f} ms")
    grown = ", ".join(f"{gained:+.0f} after {i}" for i, gained in marks.items())
    print(f"memory, MB: {before:.0f} before, {grown}")


def main(n: int) -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, as_run(Path(folder) / "server.log") as server:
        finished(measured(server, n))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
