"""Run Streamlit, and import what the first page needs while the browser is still on its way.

    python scripts/serve.py run app.py [options of streamlit run]

Streamlit imports nothing before the first reader is there, who would wait about a second for it.
"""

import importlib
import logging
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from streamlit import runtime
from streamlit.components.v1.custom_component import CustomComponent
from streamlit.web import cli

MAP = "pages.shared.map"
HEAVY = ("networkx", "jinja2", "routes.load", "routes.flow")
HEAD_START_S = 0.3
"""The server comes up first: it shares the processor with what is imported here."""


def warm() -> None:
    """Import once the server answers: before, it would only come up later."""
    while not runtime.exists():
        time.sleep(0.02)
    time.sleep(HEAD_START_S)
    # Streamlit warns of whatever is imported outside a page.
    quiet = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    quiet.addFilter(_nothing)
    importlib.import_module(MAP)
    # At once: a reader who came early waits for this import and then asks for the frame.
    register()
    for name in HEAVY:
        importlib.import_module(name)
    quiet.removeFilter(_nothing)


def _nothing(_: logging.LogRecord) -> bool:
    return False


def register() -> None:
    """Make the files of the map's frame known, which Streamlit does only while it runs a page.

    A reader whose page was drawn by another replica may ask this one for them first.
    """
    found = [
        thing
        for name, module in list(sys.modules.items())
        if name == MAP or name.startswith("streamlit_folium")
        for thing in vars(module).values()
        if isinstance(thing, CustomComponent)
    ]
    for component in found:
        runtime.get_instance().component_registry.register_component(component)


if __name__ == "__main__":
    threading.Thread(target=warm, daemon=True).start()
    cli.main(prog_name="streamlit")
