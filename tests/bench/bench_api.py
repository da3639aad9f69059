"""Measure the API: answers a second from what is kept, and closures that nobody asked before.

In this process, through ASGI; and from a server, which runs as `make run` starts it and is held to
one core while this process asks from the others.

    python -m tests.bench.bench_api [SECONDS]
"""

from __future__ import annotations

import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
from starlette.applications import Starlette

from pages.shared import store
from publish.web.api.endpoints import ENDPOINTS, VERSION
from publish.web.api.service import ROUTES
from routes.network.closures import closable
from tests.server.start import as_run, cpu_s

AT_ONCE = 8
CLOSURES = 150
Ask = Callable[[str], Awaitable[int]]


def closures(count: int) -> list[str]:
    """Make up closures of one to six things, most for some days, some for the year."""
    dice, lib = random.Random(14), store.library()  # noqa: S311 - the same on every run
    known = sorted(closable(lib.atlas, lib.tables.transfers))
    things = [one for one in known if one.islower()] + ["RU", "AZ", "GE", "TR", "CN", "IR"] * 5
    years = [year for year, balance in lib.balances.items() if balance.closes]
    asked = []
    for _ in range(count):
        year = dice.choice(years)
        parts = [
            f"{thing}:{dice.choice(['0', '0.25', '0.5'])}:{dice.randint(1, 300)}"
            f":{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            for thing in dice.sample(things, dice.choice([1, 1, 2, 3, 6]))
        ]
        query = "&".join(f"close={quote(part)}" for part in parts)
        asked.append(f"{VERSION}/flow?year={year}&{query}")
    return asked


async def rate(ask: Ask, seconds: float) -> dict[str, float]:
    """Return answers a second of each endpoint's example, from what is kept."""
    found = {}
    for endpoint in ENDPOINTS:
        address = f"{VERSION}{endpoint.example}"
        assert await ask(address) == 200
        count, end = 0, time.perf_counter() + seconds

        async def one(address: str = address, end: float = end) -> int:
            done = 0
            while time.perf_counter() < end:
                assert await ask(address) == 200
                done += 1
            return done

        begin = time.perf_counter()
        count = sum(await asyncio.gather(*(one() for _ in range(AT_ONCE))))
        found[endpoint.path] = count / (time.perf_counter() - begin)
    return found


async def waits(ask: Ask) -> list[float]:
    """Return milliseconds of each closure, one after the other."""
    found = []
    for address in closures(CLOSURES):
        begin = time.perf_counter()
        status = await ask(address)
        if status == 200:  # two of one place may overlap: that is told, and is no answer
            found.append(1000 * (time.perf_counter() - begin))
    return found


class Connections:
    """Ask a server over connections that stay open; a client of few parts costs little itself."""

    def __init__(self, url: str) -> None:
        split = urlsplit(url)
        self.host, self.port = split.hostname or "", split.port or 0
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, address: str) -> int:
        """Return the status of an answer, all of which is read."""
        if not self.idle:
            self.idle.append(await asyncio.open_connection(self.host, self.port))
        reader, writer = self.idle.pop()
        head = f"GET {address} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
        writer.write(f"{head}Accept-Encoding: gzip\r\n\r\n".encode())
        told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        assert "json" in told.split("content-type:")[1].split("\r\n")[0], "no server.py answers"
        length = int(told.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        self.idle.append((reader, writer))
        return int(told.split()[1])


def report(title: str, rates: dict[str, float], milliseconds: list[float]) -> None:
    """Print what was measured."""
    print(title)
    for path, answers in rates.items():
        print(f"  {path:28} {answers:7.0f} answers a second")
    cuts = statistics.quantiles(milliseconds, n=20)
    print(f"  flow, not asked before ({len(milliseconds)}):", end=" ")
    print(f"median {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, most {max(milliseconds):.0f} ms")


async def within(seconds: float) -> None:
    """Measure in this process."""
    transport = httpx.ASGITransport(Starlette(routes=ROUTES))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:

        async def ask(address: str) -> int:
            return (await client.get(address)).status_code

        report("in this process, client included", await rate(ask, seconds), await waits(ask))


async def served(url: str, pid: int, seconds: float) -> None:
    """Measure a server that is held to one core."""
    connections = Connections(url)
    await connections.ask(f"{VERSION}/verdicts")
    pinned = ["--all-tasks", "--cpu-list", "--pid", "0", str(pid)]
    process = await asyncio.create_subprocess_exec("taskset", *pinned, stdout=subprocess.DEVNULL)
    assert await process.wait() == 0
    before, begin = cpu_s(pid), time.perf_counter()
    rates = await rate(connections.ask, seconds)
    busy = (cpu_s(pid) - before) / (time.perf_counter() - begin)
    report(f"a server on one core ({100 * busy:.0f} % of it)", rates, await waits(connections.ask))


def main(seconds: float) -> None:
    """Print both tables."""
    asyncio.run(within(seconds))
    with tempfile.TemporaryDirectory() as folder, as_run(Path(folder) / "log") as server:
        asyncio.run(served(server.url, server.pid, seconds))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
