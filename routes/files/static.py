"""Validate what the browser fetches against what should be there, before a page is drawn."""

from __future__ import annotations

from pathlib import Path

from routes.files.load import (
    LAYERS_DIR,
    LINES,
    LINES_BAND,
    LINES_BY_YEAR,
    LINES_REDRAWN,
    MANIFEST,
    STATIC_DIR,
    WORLD_DIR,
    load_layer,
    sha256,
)
from routes.model.errors import DataError

DIGESTS = "digests.json"
"""Digests of what is served, but for what is built: that is in the manifest of the layers."""
SERVED = ("basemap.json", "vendor/leaflet/leaflet.css", "vendor/leaflet/leaflet.js")
"""Static files without which there is no map, whatever else there is: digests.json lists them."""
BUILT = (LINES, LINES_REDRAWN, LINES_BY_YEAR, LINES_BAND)
"""Static files that are built with the layers, and listed in their manifest."""
NOT_SERVED = ("LICENSE", "README")
READ_AT_RUN_TIME = ("states.csv",)
"""Files of `geodata/world/` that are read without the geometry."""
RENEW = "python -m routes digests (make data does, too)"
RESTORE = (
    "restore it from the repository, or if the change is meant, write the digests anew: " + RENEW
)


def check_served(
    static_dir: Path = STATIC_DIR, layers_dir: Path = LAYERS_DIR, world_dir: Path = WORLD_DIR
) -> None:
    """Validate every file that is served, and that what the map draws was built here.

    Parameters
    ----------
    static_dir
        Folder of static files and of their digests.
    layers_dir
        Folder of the layers and their manifest.
    world_dir
        Folder of the world.

    Raises
    ------
    DataError
        For the first file that is missing or damaged; names it and the cure.
    """
    manifest = load_layer(MANIFEST, {}, layers_dir).get("files", {})
    load_layer(LINES, manifest, static_dir)
    load_layer(LINES_BY_YEAR, manifest, static_dir)
    load_layer(LINES_BAND, manifest, static_dir)
    listed = load_layer(DIGESTS, {}, static_dir).get("files")
    digests = listed if isinstance(listed, dict) else {}
    for name in SERVED:
        if f"static/{name}" not in digests:
            fault = f"does not list {name}"
            raise DataError(f"static/{DIGESTS}", None, fault, f"write it anew: {RENEW}")
    there = static_digests(static_dir, world_dir)
    for name, digest in digests.items():
        if name not in there:
            raise DataError(name, None, "is missing", RESTORE)
        if there[name] != digest:
            raise DataError(name, None, f"differs from static/{DIGESTS}", RESTORE)


def check_redrawn(static_dir: Path = STATIC_DIR, layers_dir: Path = LAYERS_DIR) -> None:
    """Validate what the map draws under other borders than the UN's, which it fetches when asked.

    Parameters
    ----------
    static_dir
        Folder of static files.
    layers_dir
        Folder of the layers and their manifest.

    Raises
    ------
    DataError
        If it is missing or damaged; names the file and the cure.
    """
    manifest = load_layer(MANIFEST, {}, layers_dir).get("files", {})
    load_layer(LINES_REDRAWN, manifest, static_dir)


def static_digests(static_dir: Path = STATIC_DIR, world_dir: Path = WORLD_DIR) -> dict[str, str]:
    """Compute the digest of each file there is, by its path from the root of the repository.

    Parameters
    ----------
    static_dir
        Folder of static files.
    world_dir
        Folder of the world.
    """
    digests = {}
    for path in sorted(static_dir.rglob("*")):
        name = path.relative_to(static_dir).as_posix()
        left_out = name in {DIGESTS, *BUILT} or path.name.startswith((".", *NOT_SERVED))
        if path.is_file() and not left_out:
            digests[f"static/{name}"] = sha256(path.read_bytes())
    for name in READ_AT_RUN_TIME:
        if (world_dir / name).is_file():
            digests[f"geodata/world/{name}"] = sha256((world_dir / name).read_bytes())
    return digests
