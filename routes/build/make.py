"""Turn tables into layers: deterministic, and nothing half.

`build` checks everything first, makes every file in memory, and only then writes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from routes.build.band import map_band
from routes.build.calibrated import calibration_md
from routes.build.checks import check
from routes.build.cited import CITATION, cited
from routes.build.contradictions import contradictions
from routes.build.dictionary import data_md, schema_csv
from routes.build.layers import as_json, corridor_layer, feeder_layer, redrawn_layer
from routes.build.lines import map_lines, map_redrawn
from routes.build.measured import measured_atlas
from routes.build.placed import misplaced
from routes.build.prose import filled, numbers_of
from routes.build.quotes import load_digests
from routes.build.years import map_years
from routes.evidence.quotes import not_looked_up, out_of_order
from routes.files.load import (
    BALANCE,
    FEEDERS,
    LAYERS_DIR,
    LINES,
    LINES_BAND,
    LINES_BY_YEAR,
    LINES_REDRAWN,
    MANIFEST,
    RANKING,
    RANKING_TABLE,
    REDRAWN,
    ROOT,
    STATIC_DIR,
    TABLES_DIR,
    WORLD_DIR,
    data_version,
    display,
    load_balance,
    load_document,
    load_provenance,
    load_state_names,
    load_tables,
    sha256,
    tables_date,
)
from routes.model.borders import BORDERS, DE_FACTO, UN, Borders
from routes.model.errors import BuildError, DataError, NotWrittenError
from routes.model.formats import as_csv
from routes.model.tables import Tables
from routes.network import balance, rank
from routes.world.zones import Zones, load_zones

DOCS_DIR = ROOT / "docs"
CALIBRATION = "calibration.md"
METHOD = "method.md"
"""Page whose numbers are computed."""


def make(tables_dir: Path = TABLES_DIR, world_dir: Path = WORLD_DIR) -> dict[str, bytes]:
    """Render every built file in memory.

    Parameters
    ----------
    tables_dir
        Folder of the tables and the digests of quotes.
    world_dir
        Folder of the world's zones.

    Returns
    -------
    Content by file name: the layers with their manifest, `lines.json`, `years.json` and
    `band.json` for the map, and the data dictionary as `SCHEMA.csv` and `data.md`, the method page
    with its numbers filled in, and CITATION.cff with the version of the data.

    Raises
    ------
    DataError
        If a table or the date cannot be read.
    BuildError
        If rows contradict each other or a line lies where it cannot.
    """
    tables = load_tables(tables_dir)
    version = data_version(tables_dir)
    states = load_state_names(world_dir)
    _check(tables, tables_dir, states)
    zones = {borders: _zones(world_dir, borders, states) for borders in BORDERS}
    _check_areas(tables, zones[DE_FACTO])
    atlas, redrawn = (
        measured_atlas(tables, zones[borders], version, states, borders) for borders in BORDERS
    )
    if faults := misplaced(tables, atlas, zones[UN]):
        raise BuildError(faults)
    files = {f"{corridor}.geojson": corridor_layer(atlas, corridor) for corridor in atlas.corridors}
    files[FEEDERS] = feeder_layer(atlas)
    files[REDRAWN] = redrawn_layer(redrawn, atlas)
    balances = balance.all_years(atlas, tables)
    files[BALANCE] = as_json({"years": balance.write(balances)})
    rankings = rank.all_years(atlas, tables, balances)
    files[RANKING] = as_json({"years": rank.write(rankings)})
    rows = [row for one in rankings.values() for row in rank.table(one, atlas)]
    files[RANKING_TABLE] = as_csv(rows).encode()
    files[LINES] = map_lines(atlas, {place.place_id: place.rank for place in tables.places})
    files[LINES_REDRAWN] = map_redrawn(redrawn, atlas, zones[DE_FACTO])
    files[LINES_BY_YEAR] = map_years(atlas, tables, balances)
    files[LINES_BAND] = map_band(atlas, tables)
    manifest = {
        "data_version": version,
        "corridors": list(atlas.corridors),
        "borders": {name: asdict(origin) for name, origin in load_provenance(world_dir).items()},
        "files": {name: sha256(data) for name, data in files.items()},
    }
    numbers = numbers_of(tables, atlas, zones[UN], balances)
    method = filled(f"docs/{METHOD}", load_document(METHOD), numbers)
    documents = {
        "SCHEMA.csv": schema_csv(),
        "data.md": data_md(),
        METHOD: method.encode(),
        CALIBRATION: calibration_md(),
        CITATION: cited(load_document(CITATION, ROOT), version).encode(),
    }
    return {**files, MANIFEST: as_json(manifest, indent=1), **documents}


def _zones(world_dir: Path, borders: Borders, names: Mapping[str, str]) -> Zones:
    """Load the zones under a set of borders, all of states that have a name."""
    zones = load_zones(world_dir, borders=borders)
    if lacking := sorted(set(zones.state) - set(names)):
        fault = f"lacks {lacking[0]}, which has zones with borders={borders}"
        raise DataError("geodata/world/states.csv", None, fault, "run: make world")
    return zones


def _check_areas(tables: Tables, zones: Zones) -> None:
    """Raise a BuildError if the world has disputed areas otherwise than their table."""
    built = dict(zip(zones.area, zones.state, strict=False))
    built.pop("", None)
    faults = []
    for line, row in tables.areas.numbered():
        state = built.pop(row.area_id, None)
        if state != row.controller:
            known = f"{row.area_id} with {state}, not {row.controller}"
            fault = f"the world has {known if state else f'no zone of {row.area_id}'}"
            faults.append(DataError(tables.areas.file, line, fault, "run: make world"))
    for area in sorted(built):
        fault = f"has no row for {area}, of which the world has zones"
        faults.append(DataError(tables.areas.file, None, fault, "add it, or run: make world"))
    if faults:
        raise BuildError(faults)


def _check(tables: Tables, folder: Path, states: Collection[str]) -> None:
    faults = check(tables) + contradictions(tables, tables_date(folder), states)
    looked_up, quotes = load_digests(folder), tables.quotes
    faults += not_looked_up(quotes.file, quotes.numbered(), looked_up)
    faults += out_of_order(quotes.file, quotes.numbered(), looked_up)
    if faults:
        raise BuildError(faults)


def build(
    tables_dir: Path = TABLES_DIR,
    world_dir: Path = WORLD_DIR,
    layers_dir: Path = LAYERS_DIR,
    static_dir: Path = STATIC_DIR,
    docs_dir: Path = DOCS_DIR,
) -> list[str]:
    """Build all files and write them; see `make` for the errors, which come before any writing.

    Parameters
    ----------
    tables_dir, world_dir
        Folders to read, as in `make`; `SCHEMA.csv` is written beside the tables.
    layers_dir
        Folder for the layers and their manifest; layers of no corridor are removed from it.
    static_dir
        Folder for `lines.json`, `years.json` and `band.json`.
    docs_dir
        Folder for `data.md` and `method.md`; CITATION.cff is written beside it.

    Returns
    -------
    Names of the files written.
    """
    files = make(tables_dir, world_dir)
    elsewhere = {
        LINES: static_dir,
        LINES_REDRAWN: static_dir,
        LINES_BY_YEAR: static_dir,
        LINES_BAND: static_dir,
        "SCHEMA.csv": tables_dir,
        "data.md": docs_dir,
        CALIBRATION: docs_dir,
        METHOD: docs_dir,
        CITATION: docs_dir.parent,
    }
    fresh: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            folder = elsewhere.get(name, layers_dir)
            part = folder / f"{name}.new"
            fresh[part] = folder / name
            folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
    except OSError as fault:
        for left in fresh:
            with suppress(OSError):
                left.unlink()
        what = f"cannot be written ({fault.strerror or fault})"
        cure = "make room or correct the rights, then again: make data; nothing was changed"
        raise NotWrittenError(display(fresh[part]), None, what, cure) from None
    # Only now that all are on the disk does the first take the place of an old one.
    for part, path in fresh.items():
        part.replace(path)
    for old in layers_dir.glob("*.geojson"):
        if old.name not in files:
            old.unlink()
    return sorted(files)


def contradicted(layers_dir: Path = LAYERS_DIR) -> list[str]:
    """List figures that cannot all be true, a line each: they stop nothing, and are told.

    Parameters
    ----------
    layers_dir
        Folder of the layers, as they were built.
    """
    known = balance.read(load_balance(layers_dir))
    return [f"{year}: {each}" for year, one in known.items() for each in one.contradictions]
