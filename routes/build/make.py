"""Turn tables into layers: deterministic, and nothing half.

`build` checks everything first, makes every file in memory, and only then writes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from routes.build.layers import as_json, feature, layer, legs_layer
from routes.build.lines import map_lines
from routes.build.quotes import load_digests
from routes.build.dictionary import data_md, schema_csv
from routes.build.checks import check
from routes.model.errors import DataError, GeometryError, MultivectorError
from routes.files.load import FEEDERS, LAYERS_DIR, MANIFEST, ROOT, STATIC_DIR, TABLES_DIR, WORLD_DIR, sha256
from routes.files.load import load_tables as read_tables
from routes.geometry.measure import TOUCH_KM, Measured, measure
from routes.model.rows import TABLES, LegRow
from routes.evidence.quotes import not_looked_up
from routes.model.tables import Tables, branches, points_of
from routes.world.zones import load_zones

DATE_FILE = "DATE"
DATE_NAME = f"geodata/tables/{DATE_FILE}"
DOCS_DIR = ROOT / "docs"


class BuildError(MultivectorError):
    """Report every fault that keeps the layers from being built."""

    def __init__(self, faults: list[DataError]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def data_version(folder: Path) -> str:
    """Name a state of the tables: the date people gave it, and a hash of every table.

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
    """Make the content of every built file.

    Returns
    -------
    By file name: the layers with their manifest, `lines.json` for the map, and the data
    dictionary as `SCHEMA.csv` and `data.md`.

    Raises
    ------
    DataError
        If a table or the date cannot be read.
    BuildError
        If rows contradict each other or a line lies where it cannot.
    """
    tables = read_tables(tables_dir)
    version = data_version(tables_dir)
    faults = check(tables)
    faults += not_looked_up(tables.quotes.file, tables.quotes.numbered(), load_digests(tables_dir))
    if faults:
        raise BuildError(faults)
    zones = load_zones(world_dir)
    points = points_of(tables)
    measured: dict[str, Measured] = {}
    for line, leg in tables.legs.numbered():
        try:
            measured[leg.leg_id] = measure(points[leg.leg_id], leg.medium, zones)
        except GeometryError as fault:
            what = f"leg '{leg.leg_id}' cannot be measured: {fault}"
            faults.append(DataError(tables.legs.file, line, what, "correct its waypoints"))
            continue
        faults += _misplaced(tables, line, leg, measured[leg.leg_id])
    if faults:
        raise BuildError(faults)
    features = {
        leg.leg_id: feature(leg, points[leg.leg_id], measured[leg.leg_id]) for leg in tables.legs
    }
    files = {
        f"{row.corridor_id}.geojson": layer(row, tables, features, version)
        for row in tables.corridors
    }
    used = {leg for row in tables.corridors for branch in branches(row) for leg in branch}
    rest = [leg.leg_id for leg in tables.legs if leg.leg_id not in used]
    files[FEEDERS] = legs_layer(rest, tables, features, version)
    files["lines.json"] = map_lines(tables, features, measured, version)
    manifest = {
        "data_version": version,
        "corridors": [row.corridor_id for row in tables.corridors],
        "files": {name: sha256(data) for name, data in files.items()},
    }
    documents = {"SCHEMA.csv": schema_csv(), "data.md": data_md()}
    return {**files, MANIFEST: as_json(manifest, indent=1), **documents}


def build(
    tables_dir: Path = TABLES_DIR,
    world_dir: Path = WORLD_DIR,
    layers_dir: Path = LAYERS_DIR,
    static_dir: Path = STATIC_DIR,
    docs_dir: Path = DOCS_DIR,
) -> list[str]:
    """Make all files and write them; see `make` for the errors, which come before any writing.

    Returns
    -------
    Names of the files written.
    """
    files = make(tables_dir, world_dir)
    elsewhere = {"lines.json": static_dir, "SCHEMA.csv": tables_dir, "data.md": docs_dir}
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


def _misplaced(tables: Tables, line: int, leg: LegRow, got: Measured) -> list[DataError]:
    """Find a sea leg on land, or a land leg out at sea."""
    out = sum(piece.km for piece in got.pieces if piece.kind in {"beyond", "nearest_waters"})
    if leg.medium == "sea" and got.ashore_km > TOUCH_KM:
        fault = f"sea leg '{leg.leg_id}' lies on land for {got.ashore_km:.2f} km"
    elif leg.medium == "land" and out > TOUCH_KM:
        fault = f"land leg '{leg.leg_id}' lies more than 12 nm off the coast for {out:.2f} km"
    else:
        return []
    return [DataError(tables.legs.file, line, fault, "move its waypoints, or correct its medium")]
