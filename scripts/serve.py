"""Run Streamlit, and import what the first page needs while the browser is still on its way.

    python scripts/serve.py run app.py [options of streamlit run]

Streamlit imports nothing before the first reader is there, who would wait about a second for it.
"""

import importlib
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from streamlit import runtime
from streamlit.web import cli

HEAVY = ("folium", "networkx", "jinja2", "routes.load", "routes.flow")
HEAD_START_S = 0.3
"""The server comes up first: it shares the processor with what is imported here."""


def warm() -> None:
    """Import once the server answers: before, it would only come up later."""
    while not runtime.exists():
        time.sleep(0.02)
    time.sleep(HEAD_START_S)
    for name in HEAVY:
        importlib.import_module(name)


if __name__ == "__main__":
    threading.Thread(target=warm, daemon=True).start()
    cli.main(prog_name="streamlit")
