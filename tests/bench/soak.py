"""Watch the server's memory while readers come and go: `make soak`.

    SECONDS=600 SESSIONS=100 TTL=20 python -m tests.bench.soak

Over so many seconds so many sessions are opened, look at pages, switch and pick, and leave. A
session that was left is kept for `server.disconnectedSessionTTL`, here TTL seconds instead of the
hour of `.streamlit/config.toml`, and is forgotten when a reader comes after that. Resident memory
must then be within 10 % of what it was after a first reader who saw every page.

Loopback only; ends with 1 if memory does not return.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.protocol import Reader, RunError
from tests.server.start import Running, as_run, resident_mb

MAY_GROW = 0.10
STAYS = 0.2
"""Share of the whole time that a reader stays, on average."""


async def look_around(reader: Reader, rng: random.Random, until: float) -> None:
    """Open pages and use what they offer, with pauses, until the time is over."""
    while time.monotonic() < until:
        await reader.turn_to(rng.choice(sorted(reader.pages)))
        for _ in range(3):
            await use(reader, rng)
            await asyncio.sleep(rng.uniform(0.5, 3.0))


async def use(reader: Reader, rng: random.Random) -> None:
    """Use one widget of the page as a reader might."""
    widgets = [w for w in reader.widgets if w.kind in {"selectbox", "checkbox", "radio", "button"}]
    if not reader.page:
        await reader.toggle()
    elif widgets:
        widget = rng.choice(widgets)
        if widget.kind == "button":
            await reader.click(widget)
        elif widget.kind == "checkbox":
            await reader.set(widget, not reader.value(widget))
        elif widget.proto.options:
            await reader.set(widget, rng.choice(list(widget.proto.options)))


async def visit(server: Running, seed: int, start: float, stay: float, faults: list[str]) -> None:
    """Come at a time, stay, and leave."""
    rng = random.Random(seed)  # noqa: S311 - no secret: the same dice in every run
    await asyncio.sleep(max(0.0, start - time.monotonic()))
    try:
        async with Reader.connect(server.url) as reader:
            await reader.open()
            await look_around(reader, rng, time.monotonic() + stay)
            faults += reader.failures
    except (RunError, OSError, TimeoutError) as fault:
        faults.append(str(fault))


async def see_every_page(server: Running) -> None:
    """Open every page once and switch once: what is read and cached from now on is there."""
    async with Reader.connect(server.url) as reader:
        await reader.open()
        await reader.toggle()
        for page in sorted(reader.pages):
            await reader.turn_to(page)


async def run(server: Running, seconds: float, sessions: int, ttl: int) -> bool:
    """Print what memory does; return whether it returned."""
    print(f"started, nobody there        {resident_mb(server.pid):6.0f} MB")
    await see_every_page(server)
    start_mb = resident_mb(server.pid)
    print(f"after a first reader         {start_mb:6.0f} MB (every page seen once)", flush=True)
    # No secret: the same dice in every run.
    rng, faults, peak = random.Random(1), list[str](), start_mb  # noqa: S311
    begin = time.monotonic()
    stay = STAYS * seconds
    tasks = [
        asyncio.create_task(
            visit(
                server,
                n,
                begin + (seconds - stay) * n / sessions,
                stay * rng.uniform(0.5, 1.5),
                faults,
            )
        )
        for n in range(sessions)
    ]
    shown = begin
    while not all(task.done() for task in tasks):
        await asyncio.sleep(1)
        now_mb = resident_mb(server.pid)
        peak = max(peak, now_mb)
        if time.monotonic() - shown > max(5.0, seconds / 10):
            shown = time.monotonic()
            print(f"  after {shown - begin:4.0f} s {now_mb:21.0f} MB", flush=True)
    await asyncio.gather(*tasks)
    print(f"peak                         {peak:6.0f} MB, {sessions} sessions in {seconds:.0f} s")
    print(f"all have left                {resident_mb(server.pid):6.0f} MB")
    await asyncio.sleep(ttl + 1)
    # Sessions are forgotten when the next reader comes or leaves.
    await see_every_page(server)
    await asyncio.sleep(2)
    end_mb = resident_mb(server.pid)
    grown = end_mb / start_mb - 1
    print(f"{ttl} s later, one reader        {end_mb:6.0f} MB ({100 * grown:+.1f} %)")
    for fault in sorted(set(faults)):
        print(f"  fault: {fault[:160]}")
    return grown <= MAY_GROW and not faults


def main(seconds: float, sessions: int, ttl: int) -> int:
    """Soak, and return 1 if memory did not return or a page failed."""
    options = ["--server.disconnectedSessionTTL", str(ttl)]
    with (
        tempfile.TemporaryDirectory() as folder,
        as_run(Path(folder) / "server.log", options=options) as server,
    ):
        returned = asyncio.run(run(server, seconds, sessions, ttl))
    print(f"memory {'returned to' if returned else 'did not return to'} within 10 %")
    return 0 if returned else 1


if __name__ == "__main__":
    given = os.environ.get
    sys.exit(
        main(float(given("SECONDS") or 600), int(given("SESSIONS") or 100), int(given("TTL") or 20))
    )
