"""Note what each file holds that the browser fetches, or that is read as people wrote it.

A file cut in half by a full disk or a broken copy is then found at the start (`routes.served`),
not by a reader before an empty map.
"""

from __future__ import annotations

import json
from pathlib import Path

from routes.load import STATIC_DIR, WORLD_DIR, sha256

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
