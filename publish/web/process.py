"""Set up the process that serves: its memory, its sockets, what it imports ahead.

What Streamlit or uvicorn have an option for stands in `.streamlit/config.toml`. Neither has one for
this, and nothing of theirs is replaced: `mallopt` and the options of a socket are the system's.
"""

from __future__ import annotations

import ctypes
import importlib
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from anyio import sleep, to_thread
from streamlit import get_option, runtime
from streamlit.components.v1.custom_component import CustomComponent

from publish.web.asked import base
from publish.web.completed import FRAME, frame_files

LOG = logging.getLogger(__name__)
HEAVY = (
    "folium",
    "networkx",
    "jinja2",
    "routes.files.load",
    "routes.language.bundle",
    "routes.network.stranded",
)
"""What the first page needs, and Streamlit imports only once a reader is there."""
OURS_TOO = ("publish.web.routes", "publish.web.preview")
"""What answers beside the pages."""
HEAD_START_S = 0.3
"""The server comes up first: it shares the processor with what is imported here."""
FIRST_PAGE_S = 3.0
"""Who opens a page as soon as the server is up has it by then, and need not share the processor."""
M_ARENA_MAX = -8
"""The option of glibc's `mallopt` that bounds how many heaps threads allocate from."""
OPEN_FILES = Path("/dev/fd")
"""The process's open files by number, on Linux and macOS."""


def keep_few_heaps() -> None:
    """Let all threads allocate from two heaps: each session's thread would keep one of its own."""
    try:
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)
    except (AttributeError, OSError):
        return  # another C library than glibc, which has no such heaps


def answer_at_once() -> None:
    """Send each message when it is ready; connections inherit this from the socket that listens.

    Streamlit's leaves Nagle's algorithm on, and what follows the first message of an answer waits
    for the browser's acknowledgement: up to 40 ms a run.
    """
    if not OPEN_FILES.is_dir():
        return
    for number in OPEN_FILES.iterdir():
        # Most are no sockets, and the one that listed them is closed by now.
        with suppress(OSError, ValueError), socket.socket(fileno=os.dup(int(number.name))) as one:
            inet = one.family in (socket.AF_INET, socket.AF_INET6)
            if inet and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def know_the_frame() -> None:
    """Serve the files of the map's frame from the start.

    Streamlit knows them once a page was drawn. A reader whose page was drawn by another replica
    may ask this one first, and would see an empty map. The package is not imported for it: out of
    a page's run its files would stay unknown for good.
    """
    component = CustomComponent(FRAME, str(frame_files()), module_name="streamlit_folium")
    runtime.get_instance().component_registry.register_component(component)


async def warm() -> None:
    """Make ready what the first readers need, beside everything else: imports, then a picture.

    Whatever fails here is told to who asks for it.
    """
    await sleep(HEAD_START_S)
    try:
        await to_thread.run_sync(_imported, HEAVY, abandon_on_cancel=True)
        await sleep(FIRST_PAGE_S)
        await to_thread.run_sync(_imported, OURS_TOO, abandon_on_cancel=True)
        await importlib.import_module("publish.web.pictures").draw_first()
    except Exception:
        LOG.exception("what the first readers need could not be made ready")


def _imported(names: Sequence[str]) -> None:
    with out_of_a_run():
        for name in names:
            importlib.import_module(name)


@contextmanager
def out_of_a_run() -> Iterator[None]:
    """Import parts of pages within a block, without Streamlit's warning that no page is run."""
    context = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    level = context.level
    context.setLevel(logging.ERROR)
    try:
        yield
    finally:
        context.setLevel(level)


def open_browser(program: Path) -> None:
    """Open the page, as `streamlit run` does for an app of one script, unless told not to.

    Parameters
    ----------
    program
        What `streamlit run` was given; another server than Streamlit's opens nothing.
    """
    if get_option("server.headless") or Path(sys.argv[0]).resolve() != program:
        return
    host = get_option("browser.serverAddress")
    host = f"[{host}]" if ":" in host else host
    scheme = "https" if get_option("server.sslCertFile") else "http"
    url = f"{scheme}://{host}:{get_option('server.port')}{base()}/"
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
