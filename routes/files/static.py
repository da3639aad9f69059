"""Hold what the browser fetches against what should be there, before a page is drawn."""

from __future__ import annotations

import json
from pathlib import Path

from routes.files.load import LAYERS_DIR, MANIFEST, STATIC_DIR, WORLD_DIR, load_layer, sha256
from routes.model.errors import DataError

DIGESTS = "digests.json"
BY_MANIFEST = "lines.json"
"""Built with the layers: their manifest holds its digest."""
NOT_SERVED = ("LICENSE", "README")
READ_AT_RUN_TIME = ("states.csv",)
"""Files of `geodata/world/` that are read without the geometry."""


def digests(static_dir: Path = STATIC_DIR, world_dir: Path = WORLD_DIR) -> dict[str, str]:
    """Hash each file there is, by its path from the root of the repository."""
    found = {}
    for path in sorted(static_dir.rglob("*")):
        name = path.relative_to(static_dir).as_posix()
        left_out = name in {DIGESTS, BY_MANIFEST} or path.name.startswith((".", *NOT_SERVED))
        if path.is_file() and not left_out:
            found[f"static/{name}"] = sha256(path.read_bytes())
    for name in READ_AT_RUN_TIME:
        if (world_dir / name).is_file():
            found[f"geodata/world/{name}"] = sha256((world_dir / name).read_bytes())
    return found


def write_digests(static_dir: Path = STATIC_DIR, world_dir: Path = WORLD_DIR) -> int:
    """Write `static/digests.json`, whole or not at all; return how many files it lists."""
    files = digests(static_dir, world_dir)
    part = static_dir / f".{DIGESTS}.new"
    part.write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8", newline="\n")
    part.replace(static_dir / DIGESTS)
    return len(files)


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
