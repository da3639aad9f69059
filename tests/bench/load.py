"""Measure how many readers one process serves: `make load`, the table of docs/deploy.md.

The dashboard runs as `make run` starts it. Each of so many sessions switches a corridor on or off
every two seconds, through a client that speaks Streamlit's protocol; so the browser's own time is
not in the numbers. A reader who has not been answered yet waits for it before the next switch.

    python -m tests.bench.load [SESSIONS ...]

Loopback only, and three minutes at most.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.protocol import Reader, RunError
from tests.server.start import Running, as_run, cpu_s, resident_mb

SESSIONS = (1, 20, 50, 100, 200)
EVERY_S = 2.0
SETTLE_S, WINDOW_S = 3.0, 18.0
"""Seconds of each row before and while it is measured."""
WHOLE_S = 170.0
OPEN_AT_ONCE = 4


@dataclass
class Row:
    """What was measured with so many sessions."""

    sessions: int
    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    cpu: float = 0.0
    client_cpu: float = 0.0
    resident: float = 0.0


@dataclass
class Load:
    """The sessions, and the row that is being measured; None between rows."""

    server: Running
    readers: list[Reader] = field(default_factory=list)
    row: Row | None = None
    stopped: bool = False

    async def open(self, stack: AsyncExitStack, count: int) -> None:
        """Open sessions until there are so many, a few at once."""
        gate = asyncio.Semaphore(OPEN_AT_ONCE)

        async def one() -> Reader:
            async with gate:
                reader = await stack.enter_async_context(Reader.connect(self.server.url))
                await reader.open()
                return reader

        missing = count - len(self.readers)
        self.readers += await asyncio.gather(*(one() for _ in range(missing)))

    async def toggle(self, reader: Reader, rng: random.Random) -> None:
        """Switch every two seconds, from a moment of its own, until the load is stopped."""
        due = time.monotonic() + rng.uniform(0, EVERY_S)
        while not self.stopped:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            due = max(due + EVERY_S, time.monotonic())
            before = len(reader.failures)
            row = self.row
            try:
                seconds = await reader.toggle()
            except (RunError, KeyError):
                if row is not None:
                    row.errors += 1
                return
            if row is not None:
                row.seconds.append(seconds)
                row.errors += len(reader.failures) > before


async def measure(load: Load, count: int) -> Row:
    """Measure one row with the sessions that are open."""
    await asyncio.sleep(SETTLE_S)
    row = load.row = Row(count)
    server, own, begin = cpu_s(load.server.pid), time.process_time(), time.monotonic()
    await asyncio.sleep(WINDOW_S)
    took = time.monotonic() - begin
    load.row = None
    row.cpu = 100 * (cpu_s(load.server.pid) - server) / took
    row.client_cpu = 100 * (time.process_time() - own) / took
    row.resident = resident_mb(load.server.pid)
    return row


async def run(server: Running, counts: list[int]) -> None:
    """Print a row for each number of sessions."""
    # No secret: the same dice in every run.
    rng, load, first = random.Random(1), Load(server), 0.0  # noqa: S311
    tasks: list[asyncio.Task[None]] = []
    begin = time.monotonic()
    print(
        "sessions  toggles   p50 s   p95 s  errors  CPU %  resident MB  MB a session  client CPU %"
    )
    async with AsyncExitStack() as stack:
        for count in sorted(counts):
            if time.monotonic() - begin > WHOLE_S - SETTLE_S - WINDOW_S:
                print(f"{count:8}  left out: {WHOLE_S:.0f} s are over")
                continue
            already = len(load.readers)
            await load.open(stack, count)
            tasks += [asyncio.create_task(load.toggle(one, rng)) for one in load.readers[already:]]
            row = await measure(load, count)
            if not first:
                first = row.resident
            each = (row.resident - first) / (count - 1) if count > 1 else float("nan")
            middle, high = spread(row.seconds)
            print(
                f"{count:8} {len(row.seconds):8} {middle:7.3f} {high:7.3f} {row.errors:7} "
                f"{row.cpu:6.0f} {row.resident:12.0f} {each:13.2f} {row.client_cpu:13.0f}",
                flush=True,
            )
        load.stopped = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def spread(seconds: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    if len(seconds) < 2:
        return (seconds or [float("nan")])[0], (seconds or [float("nan")])[0]
    return statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]


def main(counts: list[int]) -> None:
    """Print the table."""
    begin = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        as_run(Path(folder) / "server.log") as server,
    ):
        asyncio.run(run(server, counts))
        traced = server.log.read_text("utf-8", "replace").count("Traceback")
    print(f"every session toggles every {EVERY_S:.0f} s; {traced} tracebacks in the server's log; ")
    print(f"{time.monotonic() - begin:.0f} s in all")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or list(SESSIONS))
