"""Hold what the browser fetches against what should be there, before a page is drawn."""

from __future__ import annotations

from pathlib import Path

from routes.build_digests import DIGESTS, digests
from routes.errors import DataError
from routes.load import LAYERS_DIR, MANIFEST, STATIC_DIR, WORLD_DIR, load_layer

SERVED = ("basemap.json", "vendor/leaflet/leaflet.css", "vendor/leaflet/leaflet.js")
"""Static files without which there is no map, whatever else there is: digests.json lists them."""
RESTORE = (
    "restore it from the repository, or if the change is meant, write the digests anew: "
    "python -m routes digests (make data does, too)"
)


def check_served(
    static_dir: Path = STATIC_DIR, layers_dir: Path = LAYERS_DIR, world_dir: Path = WORLD_DIR
) -> None:
    """Find a file that is missing or damaged, and lines of the map that were not built here.

    Raises
    ------
    DataError
        For the first of them; names the file and the cure.
    """
    manifest = load_layer(MANIFEST, {}, layers_dir).get("files", {})
    load_layer("lines.json", manifest, static_dir)
    listed = load_layer(DIGESTS, {}, static_dir).get("files")
    files = listed if isinstance(listed, dict) else {}
    for name in SERVED:
        if f"static/{name}" not in files:
            cure = "write it anew: python -m routes digests (make data does, too)"
            raise DataError(f"static/{DIGESTS}", None, f"does not list {name}", cure)
    found = digests(static_dir, world_dir)
    for name, digest in files.items():
        if name not in found:
            raise DataError(name, None, "is missing", RESTORE)
        if found[name] != digest:
            raise DataError(name, None, f"differs from static/{DIGESTS}", RESTORE)
