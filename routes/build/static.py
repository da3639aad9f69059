"""Write the digests of what is served, by which a start finds a file that is damaged or gone."""

from __future__ import annotations

import json
from pathlib import Path

from routes.files.load import STATIC_DIR, WORLD_DIR
from routes.files.static import DIGESTS, static_digests


def write_digests(static_dir: Path = STATIC_DIR, world_dir: Path = WORLD_DIR) -> int:
    """Write `static/digests.json`, whole or not at all, and return how many files it lists.

    Parameters
    ----------
    static_dir
        Folder of static files; the digests are written into it.
    world_dir
        Folder of the world.
    """
    files = static_digests(static_dir, world_dir)
    part = static_dir / f".{DIGESTS}.new"
    part.write_text(json.dumps({"files": files}, indent=1) + "\n", encoding="utf-8", newline="\n")
    part.replace(static_dir / DIGESTS)
    return len(files)
