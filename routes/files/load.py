"""Read the files of the repository at run time: tables, layers, static files, documents."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from routes.model.atlas import AreaKm, Atlas, BeltKm, Corridor, Leg, Piece, Spot, Stop, ZoneKm
from routes.model.borders import BORDERS, DE_FACTO, UN, Area, Borders, Provenance
from routes.model.errors import DataError, InputError, clipped, nearest_name
from routes.model.rows import TABLES, Row
from routes.model.tables import Table, Tables, parse_table

ROOT = Path(__file__).resolve().parents[2]
TABLES_DIR = ROOT / "geodata" / "tables"
LAYERS_DIR = ROOT / "geodata" / "layers"
WORLD_DIR = ROOT / "geodata" / "world"
STATIC_DIR = ROOT / "static"
DOCS_DIR = ROOT / "docs"
MANIFEST = "index.json"
FEEDERS = "feeders.geojson"
REDRAWN = "de_facto.json"
"""Legs that other borders than the UN's measure otherwise, and what is disputed there."""
LINES_REDRAWN = "lines_de_facto.json"
"""What the map draws of these, built with the layers and served from `static/`."""
BALANCE = "balance.json"
"""The balance of each year, built with the layers."""
RANKING = "ranking.json"
"""What hurts most in each year, built with the layers."""
RANKING_TABLE = "ranking.csv"
"""The same as a table, for readers."""
PROVENANCE = "borders.json"
"""Where each set of borders comes from, beside the world's zones."""
STATE_NAMES = "states.json"
"""What a search for a state goes by, served from `static/`."""
LINES = "lines.json"
"""What the map draws, built with the layers and served from `static/`."""
LINES_BY_YEAR = "years.json"
"""What moved in each year, built with the layers and served from `static/`."""
LINES_BAND = "band.json"
"""How well each line is known along its way, built with the layers and served from `static/`."""
DATE_FILE = "DATE"
DATE_NAME = f"geodata/tables/{DATE_FILE}"
REBUILD = "rebuild it: make data"
RESTORE = "restore it from the repository"


def load_tables(folder: Path = TABLES_DIR) -> Tables:
    """Load every table of a folder.

    Parameters
    ----------
    folder
        Folder of the CSV files, one a table.

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


def data_version(folder: Path = TABLES_DIR) -> str:
    """Return the name of a state of the tables: the date people gave it, and a hash of them all.

    Parameters
    ----------
    folder
        Folder of the tables.

    Raises
    ------
    DataError
        If a table is missing, or the file DATE is missing or holds no date.
    """
    content = b""
    for table in sorted(TABLES):
        data = _bytes(folder / f"{table}.csv", RESTORE)
        content += f"{table}.csv".encode() + b"\0" + data
    return f"{tables_date(folder):%Y-%m-%d}.{sha256(content)[:8]}"


def tables_date(folder: Path = TABLES_DIR) -> date:
    """Return the date that people gave to the tables: nothing in them is younger.

    Parameters
    ----------
    folder
        Folder of the tables.

    Raises
    ------
    DataError
        If the file DATE is missing or holds no date.
    """
    try:
        return date.fromisoformat((folder / DATE_FILE).read_text(encoding="utf-8").strip())
    except OSError:
        raise DataError(DATE_NAME, None, "is missing", "write the tables' date into it") from None
    except ValueError:
        fault = "holds no date that exists"
        raise DataError(DATE_NAME, 1, fault, "write the tables' date as YYYY-MM-DD") from None


def read_table(path: Path, model: type[Row]) -> Table[Row]:
    """Read and validate one table; see `parse_table` for the errors, and a missing file.

    Parameters
    ----------
    path
        CSV file.
    model
        Model of a row.
    """
    return parse_table(display(path), _bytes(path, RESTORE), model)


def load_atlas(
    layers_dir: Path = LAYERS_DIR,
    world_dir: Path = WORLD_DIR,
    tables_dir: Path = TABLES_DIR,
    borders: str = UN,
) -> Atlas:
    """Load every layer of the manifest under a set of borders; needs no geometry library.

    Parameters
    ----------
    layers_dir
        Folder of the layers and their manifest.
    world_dir
        Folder of the world, for the names of states.
    tables_dir
        Folder of the tables that the layers were built from.
    borders
        Set of borders, one of `BORDERS`; what another than `UN` takes is read only then.

    Raises
    ------
    DataError
        If a file is missing or damaged or lacks a state, or the tables have changed since the
        layers were built; names the file and how to rebuild it.
    InputError
        If there is no such set of borders.
    """
    chosen = borders_of(borders)
    manifest = load_layer(MANIFEST, {}, layers_dir)
    try:
        version, digests = manifest["data_version"], manifest["files"]
        names = {corridor_id: f"{corridor_id}.geojson" for corridor_id in manifest["corridors"]}
        lacking = min({*names.values(), FEEDERS} - set(digests), default=None)
    except (KeyError, TypeError) as fault:
        raise _incomplete(layers_dir, str(fault)) from None
    if lacking:
        raise _incomplete(layers_dir, f"'{lacking}'")
    if (written := data_version(tables_dir)) != version:
        old = f"has data version {version}, but the tables are {written}"
        raise DataError(display(layers_dir / MANIFEST), None, old, REBUILD)
    legs: dict[str, Leg] = {}
    corridors: dict[str, Corridor] = {}
    places: dict[str, Spot] = {}
    for corridor_id, name in {**names, "": FEEDERS}.items():
        layer = load_layer(name, digests, layers_dir)
        if corridor_id:
            corridors[corridor_id] = corridor_of(layer["corridor"])
        legs |= {each["id"]: leg_of(each) for each in layer["features"]}
        places |= {place["place_id"]: Spot(**place) for place in layer["places"]}
    areas: dict[str, Area] = {}
    if chosen == DE_FACTO:
        if REDRAWN not in digests:
            raise _incomplete(layers_dir, f"'{REDRAWN}'")
        layer = load_layer(REDRAWN, digests, layers_dir)
        legs |= {each["id"]: leg_of(each) for each in layer["features"]}
        areas = {area["area_id"]: Area(**area) for area in layer["areas"]}
        places |= {place["place_id"]: Spot(**place) for place in layer["places"]}
    names_of = load_state_names(world_dir)
    _check_states(names_of, legs.values(), areas.values())
    return Atlas(version, corridors, legs, places, names_of, chosen, areas)


def load_balance(layers_dir: Path = LAYERS_DIR) -> dict[str, Any]:
    """Load the balances of all years as they were built; `routes.network.balance.read` parses them.

    Parameters
    ----------
    layers_dir
        Folder of the layers and their manifest.

    Raises
    ------
    DataError
        If the file is missing or damaged; names it and how to rebuild it.
    """
    return _years_of(BALANCE, layers_dir)


def load_ranking(layers_dir: Path = LAYERS_DIR) -> dict[str, Any]:
    """Load what hurts most in each year as it was built; `routes.network.rank.read` parses it.

    Parameters
    ----------
    layers_dir
        Folder of the layers and their manifest.

    Raises
    ------
    DataError
        If the file is missing or damaged; names it and how to rebuild it.
    """
    return _years_of(RANKING, layers_dir)


def load_moved(static_dir: Path = STATIC_DIR, layers_dir: Path = LAYERS_DIR) -> dict[str, Any]:
    """Load what moved in each year as it was built; `routes.network.moved.read` parses it.

    Parameters
    ----------
    static_dir
        Folder of static files.
    layers_dir
        Folder of the layers and their manifest.

    Raises
    ------
    DataError
        If the file is missing or damaged; names it and how to rebuild it.
    """
    return _years_of(LINES_BY_YEAR, layers_dir, static_dir)


def _years_of(name: str, layers_dir: Path, folder: Path | None = None) -> dict[str, Any]:
    """Load a file of the manifest that has something for each year, from the layers' folder."""
    digests = load_layer(MANIFEST, {}, layers_dir).get("files", {})
    if name not in digests:
        raise _incomplete(layers_dir, f"'{name}'")
    years: dict[str, Any] = load_layer(name, digests, folder or layers_dir)["years"]
    return years


def borders_of(text: str) -> Borders:
    """Return the set of borders that a text names.

    Parameters
    ----------
    text
        `un` or `de_facto`.

    Raises
    ------
    InputError
        If it names none.
    """
    known: dict[str, Borders] = {name: name for name in BORDERS}
    if text not in known:
        cure = nearest_name(text, known) or f"give one of {', '.join(known)}"
        raise InputError("borders", clipped(text), cure)
    return known[text]


def _check_states(names: Mapping[str, str], legs: Iterable[Leg], areas: Iterable[Area]) -> None:
    """Raise a DataError if a state that legs touch, or that disputes an area, has no name."""
    used = {zone.state: leg.name for leg in legs for zone in leg.zones if zone.state}
    for area in areas:
        used |= dict.fromkeys((area.controller, area.claimant), area.name)
    for state in sorted(used.keys() - names.keys()):
        fault = f"lacks {state}, which {used[state]} needs"
        raise DataError("geodata/world/states.csv", None, fault, RESTORE)


def load_provenance(world_dir: Path = WORLD_DIR) -> dict[str, Provenance]:
    """Load where each set of borders comes from, by its name.

    Parameters
    ----------
    world_dir
        Folder of the world.

    Raises
    ------
    DataError
        If the file is missing or says nothing about a set.
    """
    path = world_dir / PROVENANCE
    try:
        read = json.loads(_bytes(path, RESTORE))
        return {name: Provenance(**read[name]) for name in BORDERS}
    except (ValueError, KeyError, TypeError) as fault:
        what = f"does not say where each set of borders comes from ({fault})"
        raise DataError(display(path), None, what, RESTORE) from None


def _incomplete(layers_dir: Path, what: str) -> DataError:
    return DataError(display(layers_dir / MANIFEST), None, f"has no {what}", REBUILD)


def load_layer(name: str, digests: Mapping[str, str], folder: Path = LAYERS_DIR) -> dict[str, Any]:
    """Load one built file and validate it against the manifest.

    Parameters
    ----------
    name
        File name in the folder.
    digests
        SHA-256 of the manifest's files by name; a file that is not among them is not compared.
    folder
        Where it lies.

    Raises
    ------
    DataError
        If the file is missing or differs from what was built; names the file and how to rebuild
        it.
    """
    path = folder / name
    data = _bytes(path, REBUILD)
    if name in digests and sha256(data) != digests[name]:
        raise DataError(display(path), None, "differs from what was built", REBUILD)
    try:
        content = json.loads(data)
    except ValueError:
        raise DataError(display(path), None, "is no JSON", REBUILD) from None
    if not isinstance(content, dict):
        raise DataError(display(path), None, "is no JSON object", REBUILD)
    return content


def leg_of(feature: Mapping[str, Any]) -> Leg:
    """Parse one feature of a layer, as `routes.build.layers.feature` formats it.

    Parameters
    ----------
    feature
        A line in degrees, lon/lat, with the leg's numbers in kilometres.
    """
    values = dict(feature["properties"])
    return Leg(
        zones=tuple(
            ZoneKm(zone["state"], zone["kind"], *_km(zone)) for zone in values.pop("zones")
        ),
        belts=tuple(
            BeltKm(tuple(belt["states"]), *_km(belt)) for belt in values.pop("within_12nm")
        ),
        areas=tuple(
            AreaKm(area["area"], area["kind"], *_km(area)) for area in values.pop("areas", ())
        ),
        pieces=tuple(Piece(**piece) for piece in values.pop("pieces")),
        stops=tuple(Stop(**stop) for stop in values.pop("stops")),
        operators=tuple(values.pop("operators")),
        line=tuple(map(tuple, feature["geometry"]["coordinates"])),
        **values,
    )


def _km(values: Mapping[str, Any]) -> tuple[float, float, float]:
    return values["km"], values["km_low"], values["km_high"]


def corridor_of(values: Mapping[str, Any]) -> Corridor:
    """Parse the corridor member of a layer.

    Parameters
    ----------
    values
        Fields of `Corridor`, the branches as lists.
    """
    branches = tuple(tuple(branch) for branch in values["branches"])
    return Corridor(**{**values, "branches": branches})


def load_state_names(world_dir: Path = WORLD_DIR) -> dict[str, str]:
    """Load the names of states in English, by ISO 3166-1 alpha-2 code.

    Parameters
    ----------
    world_dir
        Folder of the world.

    Raises
    ------
    DataError
        If the file is missing.
    """
    return {row["state"]: row["name_en"] for row in load_state_rows(world_dir)}


def load_state_rows(world_dir: Path = WORLD_DIR) -> list[dict[str, str]]:
    """Load the states of the world: `state` (ISO 3166-1 alpha-2 code), `name_en`, `name_ru`.

    Parameters
    ----------
    world_dir
        Folder of the world.

    Raises
    ------
    DataError
        If the file is missing.
    """
    text = _bytes(world_dir / "states.csv", RESTORE).decode("utf-8")
    return list(csv.DictReader(text.splitlines()))


def built_stamp(layers_dir: Path = LAYERS_DIR) -> int:
    """Return when the layers were last built, in nanoseconds; 0 where they are missing.

    Parameters
    ----------
    layers_dir
        Folder of the layers and their manifest.
    """
    try:
        return (layers_dir / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0


@cache
def static_version(names: tuple[str, ...], folder: Path = STATIC_DIR) -> str:
    """Return a hash of static files, so that a browser never takes an old one from its cache.

    Parameters
    ----------
    names
        Paths in the folder.
    folder
        Folder of static files.

    Raises
    ------
    DataError
        If one of them is missing.
    """
    return sha256(b"".join(_bytes(folder / name, RESTORE) for name in names))[:10]


def load_sheets(names: Iterable[str], folder: Path = STATIC_DIR) -> str:
    """Load style sheets, one after the other.

    Parameters
    ----------
    names
        Paths in the folder.
    folder
        Folder of static files.

    Raises
    ------
    DataError
        If one of them is missing.
    """
    return "\n".join(_bytes(folder / name, RESTORE).decode("utf-8") for name in names)


def load_document(name: str, folder: Path = DOCS_DIR) -> str:
    """Load a page of the documentation, such as `method.md`.

    Parameters
    ----------
    name
        Path in the folder.
    folder
        Folder of the documentation.

    Raises
    ------
    DataError
        If it is missing.
    """
    return _bytes(folder / name, RESTORE).decode("utf-8")


def read_text(path: Path) -> str:
    """Read a text that a user names.

    Parameters
    ----------
    path
        Any file.

    Raises
    ------
    InputError
        If it cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("file", str(path), f"give a readable UTF-8 text ({fault})") from None


def sha256(data: bytes) -> str:
    """Compute the digest of a file as the manifest has it, in hexadecimal.

    Parameters
    ----------
    data
        Content of the file.
    """
    return hashlib.sha256(data).hexdigest()


def _bytes(path: Path, cure: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise DataError(display(path), None, "is missing", cure) from None


def display(path: Path) -> str:
    """Return the name of a file as a reader of the repository knows it, never a machine's path.

    Parameters
    ----------
    path
        Any file.
    """
    parts = path.parts
    for room in ("geodata", "static", "docs"):
        if room in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(room) :])
    return path.name
