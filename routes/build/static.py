"""Write what is served beside the lines: the states to search in, and the digests of all of it."""

from __future__ import annotations

import json
from pathlib import Path

from routes.files.load import STATE_NAMES, STATIC_DIR, WORLD_DIR, load_state_rows
from routes.files.static import DIGESTS, static_digests
from routes.world.states import search_keys


def render_states() -> str:
    """Return `states.json`: of each state its code, its name and the keys that find it."""
    names = {row["state"]: row["name_en"] for row in load_state_rows()}
    keys = search_keys(names)
    rows = [[code, name, *keys[code]] for code, name in sorted(names.items(), key=lambda s: s[1])]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def write_digests(static_dir: Path = STATIC_DIR, world_dir: Path = WORLD_DIR) -> int:
    """Write `states.json` and `digests.json`, each whole or not; return how many files it lists.

    Parameters
    ----------
    static_dir
        Folder of static files; the digests are written into it.
    world_dir
        Folder of the world.
    """
    _write(static_dir / STATE_NAMES, render_states())
    files = static_digests(static_dir, world_dir)
    _write(static_dir / DIGESTS, json.dumps({"files": files}, indent=1) + "\n")
    return len(files)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.new")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
