"""The dashboard starts where others already live: packages of its names, a container."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.helpers import ALONE, AS_RUN, ROOT, free_port, serve, wait_for_health
from tests.protocol import Reader
from tests.server.start import finished

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what a container listens on; here nothing does
WAYS = {"make run": AS_RUN, "streamlit run": ALONE}


@pytest.mark.parametrize("way", WAYS)
def test_packages_of_our_names_elsewhere_harm_nobody(tmp_path: Path, way: str) -> None:
    """The app's folder goes first, and its packages are packages."""
    site = tmp_path / "site"
    for name in ("pages", "routes"):
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").write_text("raise RuntimeError('the wrong package')\n")

    async def visit(url: str) -> Reader:
        async with Reader.connect(url) as reader:
            await reader.open()
            return reader

    env = {"PYTHONPATH": str(site)}
    with serve(ROOT, tmp_path / "server.log", env=env, program=WAYS[way]) as server:
        reader = finished(visit(server.url))
    assert reader.failures == []
    assert "bypass" in reader.sentence


def test_the_containers_command_starts_it(tmp_path: Path) -> None:
    """What docs/deploy.md gives a container to run, but for the address."""
    text = (ROOT / "docs/deploy.md").read_text("utf-8")
    found = re.search(r"^CMD (\[.*?\])$", text, re.DOTALL | re.MULTILINE)
    assert found, "the docs give a container no command"
    command = json.loads(found.group(1).replace("\\\n", ""))
    assert command[0] == "python"
    assert EVERYWHERE in command
    port = free_port()
    command = [sys.executable, *(word.replace(EVERYWHERE, "127.0.0.1") for word in command[1:])]
    log = tmp_path / "server.log"
    with log.open("wb") as out:
        run = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
        try:
            wait_for_health(f"http://127.0.0.1:{port}", run, log)
        finally:
            run.terminate()
            run.wait(10)
