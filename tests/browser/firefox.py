"""Let Playwright drive the Firefox that Debian ships, over WebDriver BiDi.

Playwright sends every new context one command that the extended-support release does not know
yet (`emulation.setMediaFeaturesOverride`), and gives up on the answer. Run as a program, this file
is what Playwright starts for a browser: it starts Firefox and stands between the two, answers that
one command itself, and passes everything else. Once Firefox knows the command, `launch_firefox`
can start it directly.

What a test can ask of a page is the same as of Chromium's, with these exceptions: media features
(reduced motion, dark) are preferences of the whole browser, and `websocket` events never come.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright
    from websockets.asyncio.server import ServerConnection

UNKNOWN = "emulation.setMediaFeaturesOverride"
LISTENS = re.compile(r"(?<=listening on )ws://[\d.]+:\d+")

CONTEXT: dict[str, Any] = {
    "color_scheme": "null",
    "reduced_motion": "null",
    "forced_colors": "null",
    "contrast": "null",
}
"""Options of every new context: Playwright shall emulate no media features."""


def firefox_path() -> str | None:
    """Find the browser as scripts/browser.sh does."""
    names = (os.environ.get("FIREFOX", ""), "firefox-esr", "firefox")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def launch_firefox(playwright: Playwright, folder: Path) -> Browser:
    """Start Firefox for readers who want no motion; `folder` takes the script that starts it.

    Raises
    ------
    RuntimeError
        If there is none: the tests fail then, they are never skipped.
    """
    path = firefox_path()
    if path is None:
        raise RuntimeError("no Firefox found; `make test` installs one (scripts/browser.sh)")
    start = folder / "firefox.sh"
    words = shlex.join([sys.executable, __file__, path])
    start.write_text(f'#!/bin/sh\nexec {words} "$@"\n', "utf-8")
    start.chmod(0o755)
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=start,
        firefox_user_prefs={"ui.prefersReducedMotion": 1},
    )


async def _between(playwright: ServerConnection, firefox_url: str) -> None:
    """Pass messages both ways until one side leaves."""
    from websockets.asyncio.client import connect

    async with connect(firefox_url, max_size=None, compression=None) as firefox:

        async def commands() -> None:
            async for text in playwright:
                command = json.loads(text)
                if command["method"] == UNKNOWN:
                    answer = {"type": "success", "id": command["id"], "result": {}}
                    await playwright.send(json.dumps(answer))
                else:
                    await firefox.send(text)

        async def answers() -> None:
            async for text in firefox:
                await playwright.send(text)

        ways = [asyncio.create_task(commands()), asyncio.create_task(answers())]
        _, left = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in left:
            way.cancel()


async def _main(command: list[str]) -> int:
    """Run Firefox, name our own address where it names its own, and end as it ends."""
    from websockets.asyncio.server import serve

    firefox = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert firefox.stdout
    url = ""

    async def meet(playwright: ServerConnection) -> None:
        assert playwright.request
        await _between(playwright, url + playwright.request.path)

    server = await serve(meet, "127.0.0.1", 0, max_size=None, compression=None)
    own = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    while line := (await firefox.stdout.readline()).decode("utf-8", "replace"):
        if found := LISTENS.search(line):
            url = found.group()
            line = line.replace(url, own)
        sys.stderr.write(line)
        sys.stderr.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(sys.argv[1:])))
