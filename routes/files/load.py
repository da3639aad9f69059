"""Read tables and layers: the only reader of files at run time."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from routes.model.atlas import Atlas, Corridor, Leg, Spot, corridor_from, leg_from
from routes.model.errors import DataError, InputError
from routes.model.rows import TABLES, Row
from routes.model.tables import Table, Tables, parse_table

__all__ = [
    "FEEDERS",
    "LAYERS_DIR",
    "MANIFEST",
    "REBUILD",
    "ROOT",
    "STATIC_DIR",
    "TABLES_DIR",
    "WORLD_DIR",
    "Table",
    "Tables",
    "load_atlas",
    "load_document",
    "load_layer",
    "load_state_rows",
    "load_tables",
    "read_table",
    "read_text",
    "sha256",
    "static_version",
]

ROOT = Path(__file__).resolve().parents[2]
TABLES_DIR = ROOT / "geodata" / "tables"
LAYERS_DIR = ROOT / "geodata" / "layers"
WORLD_DIR = ROOT / "geodata" / "world"
STATIC_DIR = ROOT / "static"
MANIFEST = "index.json"
FEEDERS = "feeders.geojson"
REBUILD = "rebuild it: make data"
RESTORE = "restore it from the repository"


def sha256(data: bytes) -> str:
    """Hash bytes as the manifest does."""
    return hashlib.sha256(data).hexdigest()


@cache
def static_version(names: tuple[str, ...], folder: Path = STATIC_DIR) -> str:
    """Hash static files, so that a browser never takes an old one from its cache.

    Raises
    ------
    DataError
        If one of them is missing.
    """
    return sha256(b"".join(_bytes(folder / name, RESTORE) for name in names))[:10]


def read_table(path: Path, model: type[Row]) -> Table[Row]:
    """Read and validate one table; see `parse_table` for the errors, and a missing file."""
    return parse_table(_display(path), _bytes(path, RESTORE), model)


def load_tables(folder: Path = TABLES_DIR) -> Tables:
    """Read every table of a folder.

    Raises
    ------
    DataError
        If a file is missing or a row is not what its model says; with file, line, fault, cure.
    """
    read: dict[str, Any] = {
        field.name: read_table(folder / f"{field.name}.csv", TABLES[field.name])
        for field in fields(Tables)
    }
    return Tables(**read)


def load_layer(name: str, manifest: dict[str, str], folder: Path = LAYERS_DIR) -> dict[str, Any]:
    """Read one built file and hold it against the manifest.

    Raises
    ------
    DataError
        If the file is missing or differs from what was built; names the file and how to rebuild
        it.
    """
    path = folder / name
    data = _bytes(path, REBUILD)
    if name in manifest and sha256(data) != manifest[name]:
        raise DataError(_display(path), None, "differs from what was built", REBUILD)
    try:
        content = json.loads(data)
    except ValueError:
        raise DataError(_display(path), None, "is no JSON", REBUILD) from None
    if not isinstance(content, dict):
        raise DataError(_display(path), None, "is no JSON object", REBUILD)
    return content


def load_atlas(layers_dir: Path = LAYERS_DIR, world_dir: Path = WORLD_DIR) -> Atlas:
    """Read every layer of the manifest; needs no geometry library.

    Raises
    ------
    DataError
        If a file is missing or damaged; names the file and how to rebuild it.
    """
    manifest = load_layer(MANIFEST, {}, layers_dir)
    try:
        version, files = manifest["data_version"], manifest["files"]
        names = {corridor_id: f"{corridor_id}.geojson" for corridor_id in manifest["corridors"]}
        if missing := {*names.values(), FEEDERS} - set(files):
            raise KeyError(min(missing))
    except (KeyError, TypeError) as fault:
        where = _display(layers_dir / MANIFEST)
        raise DataError(where, None, f"has no {fault}", REBUILD) from None
    legs: dict[str, Leg] = {}
    corridors: dict[str, Corridor] = {}
    places: dict[str, Spot] = {}
    for corridor_id, name in {**names, "": FEEDERS}.items():
        layer = load_layer(name, files, layers_dir)
        if corridor_id:
            corridors[corridor_id] = corridor_from(layer["corridor"])
        legs |= {feature["id"]: leg_from(feature) for feature in layer["features"]}
        places |= {place["place_id"]: Spot(**place) for place in layer["places"]}
    names_en = {row["state"]: row["name_en"] for row in load_state_rows(world_dir)}
    return Atlas(version, corridors, legs, places, names_en)


def load_sheets(names: Iterable[str], folder: Path = STATIC_DIR) -> str:
    """Read style sheets of `static/`, one after the other.

    Raises
    ------
    DataError
        If one of them is missing.
    """
    return "\n".join(_bytes(folder / name, RESTORE).decode("utf-8") for name in names)


def built_stamp(layers_dir: Path = LAYERS_DIR) -> int:
    """Return when the layers were last built, in nanoseconds; 0 where they are missing."""
    try:
        return (layers_dir / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0


def load_document(name: str, folder: Path = ROOT / "docs") -> str:
    """Read a page of the documentation, such as `method.md`.

    Raises
    ------
    DataError
        If it is missing.
    """
    return _bytes(folder / name, RESTORE).decode("utf-8")


def read_text(path: Path) -> str:
    """Read a text a user names.

    Raises
    ------
    InputError
        If it cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("file", str(path), f"give a readable UTF-8 text ({fault})") from None


def load_state_rows(world_dir: Path = WORLD_DIR) -> list[dict[str, str]]:
    """Read the states of the world: `state` (ISO 3166-1 alpha-2 code), `name_en`, `name_ru`.

    Raises
    ------
    DataError
        If the file is missing.
    """
    text = _bytes(world_dir / "states.csv", RESTORE).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _bytes(path: Path, cure: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise DataError(_display(path), None, "is missing", cure) from None


def _display(path: Path) -> str:
    """Name a file as a reader of the repository knows it, never by a machine's path."""
    parts = path.parts
    for room in ("geodata", "static", "docs"):
        if room in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(room) :])
    return path.name
