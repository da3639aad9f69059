"""A small host that answers as the dashboard's does, so that the map can be tested without it.

It serves `static/`, the frame of streamlit-folium, and two pages of its own: a blank one, where a
test imports modules and calls their functions, and one with the frame, to which it speaks as
Streamlit's page does.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}
HELD_AT_MOST_S = 30
LONG_AGO = "Mon, 24 Nov 2025 00:00:00 GMT"
"""When every file was last changed: without `Cache-Control`, as Streamlit answers, a browser keeps
a file for a tenth of its age without asking."""

BLANK = """<!doctype html><meta charset="utf-8"><title>blank</title>
<link rel="stylesheet" href="/app/static/vendor/leaflet/leaflet.css">
<link rel="stylesheet" href="/app/static/map.css">
<style>body { margin: 0 }</style>
<div id="map_div" style="height: 560px"></div>
"""
HOST = """<!doctype html><meta charset="utf-8"><title>host</title><style>body { margin: 0 }</style>
<iframe style="width: 100%; border: 0" src="/component/st_folium/index.html"></iframe>
<script>
  const frame = document.querySelector("iframe");
  window.told = [];
  window.heights = [];
  window.render = (args) =>
    frame.contentWindow.postMessage({type: "streamlit:render", args, dfs: []}, "*");
  window.ready = new Promise((resolve) => {
    addEventListener("message", ({data}) => {
      if (data.type === "streamlit:componentReady") resolve();
      if (data.type === "streamlit:setComponentValue") window.told.push(data.value);
      if (data.type === "streamlit:setFrameHeight") {
        window.heights.push(data.height);
        frame.style.height = `${data.height}px`;
      }
    });
  });
</script>
"""


def frame_folder() -> Path:
    """Find the frame that streamlit-folium serves, without importing the package."""
    package = find_spec("streamlit_folium")
    assert package, "streamlit-folium is not installed"
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "frontend" / "build"


@dataclass
class Site:
    """A running host.

    Attributes
    ----------
    url
        Where it answers, without a slash at the end.
    asked
        Every path asked for so far, with its query.
    static
        The folder served at `/app/static/`.
    slow
        Pattern of a path → seconds that its answer takes longer.
    held
        Pattern of paths whose answer waits until `released` is set.
    lost
        Pattern of paths that are not there.
    """

    url: str = ""
    asked: list[str] = field(default_factory=list)
    static: Path = STATIC
    slow: dict[str, float] = field(default_factory=dict)
    held: str = "^$"
    released: threading.Event = field(default_factory=threading.Event)
    lost: str = "^$"

    def body(self, path: str) -> tuple[bytes, str] | None:
        """Return content and type of what lies at a path; None for nothing."""
        if re.search(self.lost, path):
            return None
        pages = {"/blank": BLANK, "/host": HOST}
        if path in pages:
            return pages[path].encode(), TYPES[".html"]
        if path == "/favicon.ico":
            return b"", "image/png"
        folders = {
            "/app/static/": self.static,
            "/component/st_folium/": frame_folder(),
            "/harness/": Path(__file__).parent,
        }
        for prefix, folder in folders.items():
            file = folder / path.removeprefix(prefix)
            if path.startswith(prefix) and file.is_file():
                return file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream")
        return None


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on a free port until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            site.asked.append(self.path)
            time.sleep(sum(s for pattern, s in site.slow.items() if re.search(pattern, path)))
            if re.search(site.held, path):
                site.released.wait(HELD_AT_MOST_S)
            found = site.body(path)
            body, kind = found or (b"", "text/plain")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Last-Modified", LONG_AGO)
            self.end_headers()
            with contextlib.suppress(OSError):  # the browser did not wait
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site.url = f"http://127.0.0.1:{server.server_port}"
        yield site
        server.shutdown()
