"""Turn tables into layers: deterministic, and nothing half.

`build` checks everything first, makes every file in memory, and only then writes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from routes.build.calibrated import calibration_md
from routes.build.checks import check
from routes.build.dictionary import data_md, schema_csv
from routes.build.layers import as_json, corridor_layer, feeder_layer
from routes.build.lines import map_lines
from routes.build.measured import measured_atlas
from routes.build.quotes import load_digests
from routes.evidence.quotes import not_looked_up
from routes.files.load import (
    FEEDERS,
    LAYERS_DIR,
    LINES,
    MANIFEST,
    ROOT,
    STATIC_DIR,
    TABLES_DIR,
    WORLD_DIR,
    load_state_names,
    load_tables,
    sha256,
)
from routes.model.errors import BuildError, DataError
from routes.model.rows import TABLES
from routes.model.tables import Tables
from routes.world.zones import load_zones

DATE_FILE = "DATE"
DATE_NAME = f"geodata/tables/{DATE_FILE}"
DOCS_DIR = ROOT / "docs"
CALIBRATION = "calibration.md"


def data_version(folder: Path) -> str:
    """Return the name of a state of the tables: the date people gave it, and a hash of them all.

    Parameters
    ----------
    folder
        Folder of the tables.

    Raises
    ------
    DataError
        If the file DATE is missing or holds no date.
    """
    content = b""
    for table in sorted(TABLES):
        content += f"{table}.csv".encode() + b"\0" + (folder / f"{table}.csv").read_bytes()
    try:
        text = (folder / DATE_FILE).read_text(encoding="utf-8").strip()
        day = date.fromisoformat(text)
    except OSError:
        raise DataError(DATE_NAME, None, "is missing", "write the tables' date into it") from None
    except ValueError:
        fault = "holds no date that exists"
        raise DataError(DATE_NAME, 1, fault, "write the tables' date as YYYY-MM-DD") from None
    return f"{day:%Y-%m-%d}.{sha256(content)[:8]}"


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
    Content by file name: the layers with their manifest, `lines.json` for the map, and the data
    dictionary as `SCHEMA.csv` and `data.md`.

    Raises
    ------
    DataError
        If a table or the date cannot be read.
    BuildError
        If rows contradict each other or a line lies where it cannot.
    """
    tables = load_tables(tables_dir)
    version = data_version(tables_dir)
    _check(tables, tables_dir)
    zones = load_zones(world_dir)
    atlas = measured_atlas(tables, zones, version, load_state_names(world_dir))
    files = {f"{corridor}.geojson": corridor_layer(atlas, corridor) for corridor in atlas.corridors}
    files[FEEDERS] = feeder_layer(atlas)
    files[LINES] = map_lines(atlas, {place.place_id: place.rank for place in tables.places})
    manifest = {
        "data_version": version,
        "corridors": list(atlas.corridors),
        "files": {name: sha256(data) for name, data in files.items()},
    }
    documents = {"SCHEMA.csv": schema_csv(), "data.md": data_md(), CALIBRATION: calibration_md()}
    return {**files, MANIFEST: as_json(manifest, indent=1), **documents}


def _check(tables: Tables, folder: Path) -> None:
    faults = check(tables)
    faults += not_looked_up(tables.quotes.file, tables.quotes.numbered(), load_digests(folder))
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
        Folder for `lines.json`.
    docs_dir
        Folder for `data.md`.

    Returns
    -------
    Names of the files written.
    """
    files = make(tables_dir, world_dir)
    elsewhere = {
        LINES: static_dir,
        "SCHEMA.csv": tables_dir,
        "data.md": docs_dir,
        CALIBRATION: docs_dir,
    }
    fresh: dict[Path, Path] = {}
    for name, data in files.items():
        folder = elsewhere.get(name, layers_dir)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.new"
        part.write_bytes(data)
        fresh[part] = folder / name
    # Only now that all are on the disk does the first take the place of an old one.
    for part, path in fresh.items():
        part.replace(path)
    for old in layers_dir.glob("*.geojson"):
        if old.name not in files:
            old.unlink()
    return sorted(files)
