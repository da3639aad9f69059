"""Measure what a run costs the server: processor time, not time on the clock.

In one go, in alternating blocks, beside an empty app with the same settings: a full rerun of each
page, a switch on the map page, and the first page of a new reader. Processor time is that of the
whole server, user and system, from /proc (Linux); both servers run as `make run` starts them.

    python tests/bench/bench_rerun.py [REPETITIONS]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from tests.browser.helpers import write_empty_app
from tests.protocol import Reader
from tests.server.start import Running, as_run, cpu_s

BLOCK = 20
WARM_UP = 10
Action = Callable[[], Awaitable[object]]


async def actions(
    stack: AsyncExitStack, ours: Running, empty: Running
) -> dict[str, tuple[Running, Action]]:
    """Return what is measured: its name, whose processor it takes, and how it is done."""

    async def at(server: Running, page: str = "") -> Reader:
        reader = await stack.enter_async_context(Reader.connect(server.url))
        await reader.open("", page)
        return reader

    async def newcomer(server: Running) -> None:
        async with Reader.connect(server.url) as reader:
            await reader.open()

    bare = await at(empty)
    on_map = await at(ours)
    box = bare.widget("box")

    async def bare_toggle() -> None:
        await bare.set(box, not bare.value(box))

    found: dict[str, tuple[Running, Action]] = {
        "empty app: rerun": (empty, bare_toggle),
        "empty app: a new reader": (empty, lambda: newcomer(empty)),
        "Map: switch": (ours, on_map.toggle),
        "Map: a new reader": (ours, lambda: newcomer(ours)),
    }
    for page in sorted(on_map.pages):
        reader = await at(ours, page)

        def again(reader: Reader = reader) -> Awaitable[object]:
            return reader.run(reader.rerun())

        found[f"{page or 'Map'}: full rerun"] = (ours, again)
    return found


async def measure(ours: Running, empty: Running, repetitions: int) -> dict[str, float]:
    """Return processor milliseconds of each action."""
    spent: dict[str, float] = {}
    blocks = max(1, -(-repetitions // BLOCK))
    async with AsyncExitStack() as stack:
        for name, (_, act) in (todo := await actions(stack, ours, empty)).items():
            spent[name] = 0.0
            for _ in range(WARM_UP):
                await act()
        for _ in range(blocks):
            for name, (server, act) in todo.items():
                before = cpu_s(server.pid)
                for _ in range(BLOCK):
                    await act()
                spent[name] += cpu_s(server.pid) - before
    return {name: 1000 * seconds / (blocks * BLOCK) for name, seconds in spent.items()}


def main(repetitions: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_empty_app(folder)
        with (
            as_run(folder / "app.log") as ours,
            as_run(folder / "empty.log", folder) as empty,
        ):
            found = asyncio.run(measure(ours, empty, repetitions))
    yard = found["empty app: rerun"]
    print(f"n = {max(1, -(-repetitions // BLOCK)) * BLOCK}; processor     ms  x empty rerun")
    for label, ms in found.items():
        print(f"{label:26} {ms:7.1f} {ms / yard:10.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
