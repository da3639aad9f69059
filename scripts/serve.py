"""Run Streamlit, and import what the first page needs while the browser is still on its way.

    python scripts/serve.py run app.py [options of streamlit run]

Streamlit imports nothing before the first reader is there, who would wait about a second for it.
"""

import importlib
import importlib.util
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from streamlit import runtime
from streamlit.components.v1.custom_component import CustomComponent
from streamlit.web import cli

HEAVY = ("folium", "networkx", "jinja2", "routes.load", "routes.flow")
HEAD_START_S = 0.3
"""The server comes up first: it shares the processor with what is imported here."""


def know_the_frame() -> None:
    """Serve the files of the map's frame from the start.

    Streamlit knows them once a page was drawn. A reader whose page was drawn by another replica
    may ask this one first, and would see an empty map. The package is not imported for it: out of
    a page's run its files would stay unknown for good.
    """
    package = importlib.util.find_spec("streamlit_folium")
    assert package and package.submodule_search_locations
    files = Path(package.submodule_search_locations[0]) / "frontend" / "build"
    component = CustomComponent(
        "streamlit_folium.st_folium", str(files), module_name="streamlit_folium"
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
    threading.Thread(target=warm, daemon=True).start()
    cli.main(prog_name="streamlit")
