"""Run Streamlit, and import what the first page needs while the browser is still on its way.

    python scripts/serve.py run app.py [options of streamlit run]

Streamlit imports nothing before the first reader is there, who would wait about a second for it.
"""

import ctypes
import importlib
import importlib.util
import socket
import sys
import threading
import time
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import uvicorn
from streamlit import runtime
from streamlit.components.v1.custom_component import CustomComponent
from streamlit.config import get_option
from streamlit.web import cli

from pages.shared.view import guard
from scripts import swift

HEAVY = (
    "folium",
    "networkx",
    "jinja2",
    "routes.files.load",
    "routes.language.bundle",
    "routes.network.stranded",
)
HEAD_START_S = 0.3
"""The server comes up first: it shares the processor with what is imported here."""


M_ARENA_MAX = -8
"""The option of glibc's `mallopt` that bounds how many heaps threads allocate from."""


def keep_few_heaps() -> None:
    """Let all threads allocate from two heaps: each session's thread would keep one of its own."""
    try:
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)
    except (AttributeError, OSError):
        return  # another C library than glibc, which has no such heaps


@cache
def _of_streamlit(elements: tuple[str, ...]) -> list[str]:
    return swift.scripts_of(elements, swift.STREAMLIT)


def complete(path: str, query: str, html: str) -> str:
    """Complete Streamlit's page: what it will need is asked for at once, and something is seen.

    Parameters
    ----------
    path, query
        Address that was asked for.
    html
        The page.
    """
    head, body = swift.asked_at_once(html, _of_streamlit(swift.ELEMENTS)), ""
    store = sys.modules.get("pages.shared.store")
    # Before a first reader's page has imported and read everything, this one would wait for it.
    if store is not None and store.ready():
        first = importlib.import_module("pages.shared.map.first")
        script, modules, files = first.fetched()
        modules = [*modules, *_of_streamlit(swift.MORE_ELEMENTS)]
        body = swift.asked_later(html + head, modules, [*frame_scripts(), *files])
        if path.strip("/") == (get_option("server.baseUrlPath") or "").strip("/"):
            body += first.first_html(query)
        # Before Streamlit's own: modules run in their order.
        early = f'<script type="module" src="./{script}"></script>'
        html = html.replace('<script type="module"', f'{early}<script type="module"', 1)
    return html.replace("</head>", f"{head}</head>", 1).replace("</body>", f"{body}</body>", 1)


def answer_at_once() -> None:
    """Send each message when it is ready, and each file compressed.

    Streamlit's listening socket leaves Nagle's algorithm on, and what follows the first message of
    an answer waits for the browser's acknowledgement: up to 40 ms a run.
    """
    startup = uvicorn.Server.startup

    async def undelayed(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        for one in sockets or ():
            if one.family in (socket.AF_INET, socket.AF_INET6):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.config.loaded_app = swift.Swift(self.config.loaded_app, complete)
        await startup(self, sockets)

    uvicorn.Server.startup = undelayed  # type: ignore[method-assign]


def frame_files() -> Path:
    """Return the folder of the files of the map's frame."""
    package = importlib.util.find_spec("streamlit_folium")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("streamlit_folium is not installed; run `make run`")
    return Path(package.submodule_search_locations[0]) / "frontend" / "build"


def frame_scripts() -> list[tuple[str, str]]:
    """List the scripts of the map's frame, as the page asks for them, each with its kind."""
    folder = frame_files()
    found = sorted(folder.glob("static/js/*.js"))
    place = "component/streamlit_folium.st_folium"
    return [(f"{place}/{path.relative_to(folder).as_posix()}", "script") for path in found]


def know_the_frame() -> None:
    """Serve the files of the map's frame from the start.

    Streamlit knows them once a page was drawn. A reader whose page was drawn by another replica
    may ask this one first, and would see an empty map. The package is not imported for it: out of
    a page's run its files would stay unknown for good.
    """
    component = CustomComponent(
        "streamlit_folium.st_folium", str(frame_files()), module_name="streamlit_folium"
    )
    runtime.get_instance().component_registry.register_component(component)


def warm() -> None:
    """Import once the server answers: before, it would only come up later."""
    while not runtime.exists():
        time.sleep(0.01)
    know_the_frame()
    time.sleep(HEAD_START_S)
    for name in HEAVY:
        importlib.import_module(name)


if __name__ == "__main__":
    keep_few_heaps()
    answer_at_once()
    # The first messages of all come before any page has imported it.
    guard.install()
    threading.Thread(target=warm, daemon=True).start()
    cli.main(prog_name="streamlit")
