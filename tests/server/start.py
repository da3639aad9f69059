"""Start the dashboard as `make run` does, and read what its process costs."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.browser.helpers import ALONE, AS_RUN, ROOT, serve

T = TypeVar("T")


@dataclass(frozen=True)
class Running:
    """A dashboard that answers: its address, its process, what it wrote."""

    url: str
    pid: int
    log: Path


def finished(work: Coroutine[Any, Any, T]) -> T:
    """Run asynchronous work to its end, in a thread: Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


TICKS = os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def as_run(log: Path, folder: Path = ROOT, options: Sequence[str] = ()) -> Iterator[Running]:
    """Run the app of a folder as scripts/run.sh does, with the settings of its `.streamlit`.

    One that has no `server.py` is an app of one script.

    Raises
    ------
    RuntimeError
        If the server ends early or does not answer within a minute; with its log.
    """
    quiet = ("--logger.hideWelcomeMessage", "true")
    program = AS_RUN if (folder / "server.py").is_file() else ALONE
    with serve(folder, log, [*quiet, *options], program=program) as server:
        yield Running(server.url, server.pid, log)


def cpu_s(pid: int) -> float:
    """Read the processor time of a process, user and system, in seconds (Linux)."""
    # The name, in brackets, may hold blanks.
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int) -> float:
    """Read the resident memory of a process in megabytes (10^6 bytes; Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kib) * 1024 / 1e6
