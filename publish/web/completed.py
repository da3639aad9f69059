"""Complete Streamlit's page: what it will need is asked for at once, and something is seen."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import cache
from pathlib import Path

from publish.web import swift
from publish.web.asked import Asked
from publish.web.head import with_start

FRAME = "streamlit_folium.st_folium"
"""Name of the component that the map lives in."""


@cache
def _of_streamlit(elements: tuple[str, ...]) -> list[str]:
    return swift.scripts_of(elements, swift.STREAMLIT)


def complete(asked: Asked, html: str) -> str:
    """Complete Streamlit's page.

    Parameters
    ----------
    asked
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
        if not asked.page:
            body += first.first_html(asked.query)
        # Before Streamlit's own: modules run in their order.
        early = f'<script type="module" src="./{script}"></script>'
        html = html.replace('<script type="module"', f'{early}<script type="module"', 1)
        html = importlib.import_module("publish.web.preview").with_preview(asked, html)
    else:
        html = with_start(html)
    return html.replace("</head>", f"{head}</head>", 1).replace("</body>", f"{body}</body>", 1)


def frame_files() -> Path:
    """Return the folder of the files of the map's frame."""
    package = importlib.util.find_spec("streamlit_folium")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("streamlit_folium is not installed; run `make run`")
    return Path(package.submodule_search_locations[0]) / "frontend" / "build"


@cache
def frame_scripts() -> list[tuple[str, str]]:
    """List the scripts of the map's frame, as the page asks for them, each with its kind."""
    folder = frame_files()
    found = sorted(folder.glob("static/js/*.js"))
    return [
        (f"component/{FRAME}/{path.relative_to(folder).as_posix()}", "script") for path in found
    ]
