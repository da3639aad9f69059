"""Hold what the browser fetches against what should be there, before a page is drawn."""

from __future__ import annotations

from pathlib import Path

from routes.load import LAYERS_DIR, MANIFEST, STATIC_DIR, load_layer, static_version

SERVED = (
    "app.css", "map.css", "map.js", "basemap.json",
    "vendor/leaflet/leaflet.css", "vendor/leaflet/leaflet.js",
)  # fmt: skip
"""Static files without which the map page is broken."""


def check_served(static_dir: Path = STATIC_DIR, layers_dir: Path = LAYERS_DIR) -> None:
    """Find a static file that is missing, and lines of the map that were not built here.

    Raises
    ------
    DataError
        For the first of them; names the file and the cure.
    """
    manifest = load_layer(MANIFEST, {}, layers_dir).get("files", {})
    load_layer("lines.json", manifest, static_dir)
    static_version(SERVED, static_dir)
