"""Read traces by others from GeoJSON files; they are nobody's but their makers', and not trusted.

Only `json` reads them: a file of a stranger is given to no library that guesses at formats.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from routes.files.load import ROOT, read_table
from routes.model.errors import DataError, InputError, clipped
from routes.model.rows import FormerPoint
from routes.model.tables import Table
from routes.model.traces import LonLat, Trace

SUFFIX = ".geojson"
MOST_BYTES = 20_000_000
MOST_POINTS = 200_000
"""A trace of a pipeline has hundreds of points; beyond this the file is something else."""
CALIBRATION_DIR = ROOT / "geodata" / "calibration"
MEASURED = "measured.json"
GIVE_LINES = "give a LineString or a MultiLineString"


def load_former(folder: Path = CALIBRATION_DIR) -> Table[FormerPoint]:
    """Load the points of the legs with a trace as they stood before anybody saw it.

    Parameters
    ----------
    folder
        Folder of `before.csv`.

    Raises
    ------
    DataError
        If the file is missing or a row is not what its model says.
    """
    table: Table[FormerPoint] = read_table(folder / "before.csv", FormerPoint)  # type: ignore[assignment]
    return table


def load_measured(folder: Path = CALIBRATION_DIR) -> dict[str, Any]:
    """Load what calibrating found last.

    Parameters
    ----------
    folder
        Folder of `measured.json`.

    Raises
    ------
    DataError
        If the file is missing or damaged.
    """
    name = f"geodata/calibration/{MEASURED}"
    cure = "write it: python -m routes calibrate --traces DIR --record"
    try:
        found: dict[str, Any] = json.loads((folder / MEASURED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise DataError(name, None, "is missing or no JSON", cure) from None
    return found


def load_traces(folder: Path) -> list[Trace]:
    """Load every trace of a folder, in the order of their names.

    Parameters
    ----------
    folder
        Folder of `*.geojson` files, one a pipeline; other files are passed over.

    Raises
    ------
    InputError
        If the folder is not there, or holds no trace.
    DataError
        If a file is no GeoJSON, or what it draws is no line; names the file and the place in it.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX)
    except NotADirectoryError:
        cure = "is no folder; give the one that the traces are in"
        raise InputError("traces", clipped(str(folder)), cure) from None
    except (OSError, ValueError):
        cure = "give a folder that is there and may be read"
        raise InputError("traces", clipped(str(folder)), cure) from None
    if not files:
        raise InputError("traces", clipped(str(folder)), f"put *{SUFFIX} files into it")
    return [_trace(path) for path in files]


def _trace(path: Path) -> Trace:
    """Read one file."""
    name = clipped(path.name, 80)
    content = _content(path, name)
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as told:
        line = getattr(told, "lineno", None)
        raise DataError(name, line, "is no JSON", "export it as GeoJSON anew") from None
    lines = [line for where, shape in _shapes(data, name) for line in _lines(shape, name, where)]
    if not lines:
        raise DataError(name, None, "draws nothing", GIVE_LINES)
    if sum(map(len, lines)) > MOST_POINTS:
        fault = f"has more than {MOST_POINTS} points"
        raise DataError(name, None, fault, "simplify it, or give one pipeline a file")
    return Trace(clipped(path.stem, 80), name, tuple(lines))


def _content(path: Path, name: str) -> bytes:
    """Read what a regular file of a sensible size holds."""
    try:
        if not path.is_file():
            raise DataError(name, None, "is no file", "give a GeoJSON file, or take it away")
        if path.stat().st_size > MOST_BYTES:
            fault = f"has more than {MOST_BYTES // 1_000_000} MB"
            raise DataError(name, None, fault, "simplify it, or give one pipeline a file")
        return path.read_bytes()
    except OSError as told:
        cure = "let it be read, or take it away"
        raise DataError(name, None, f"cannot be read: {told.strerror}", cure) from None


def _no_number(text: str) -> NoReturn:
    # json takes NaN and Infinity, which GeoJSON does not know.
    raise ValueError(text)


def _shapes(data: object, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each geometry with its place in the file."""
    kind = data.get("type") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(kind, str):
        raise DataError(name, None, "is no GeoJSON: it has no type", "export it as GeoJSON anew")
    if kind == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, list) or not features:
            raise DataError(name, None, "has no features", GIVE_LINES)
        for number, feature in enumerate(features, start=1):
            yield f"feature {number}", _geometry(feature, name, f"feature {number}")
    elif kind == "Feature":
        yield "feature 1", _geometry(data, name, "feature 1")
    else:
        yield "geometry", data


def _geometry(feature: object, name: str, where: str) -> dict[str, Any]:
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(shape, dict):
        raise DataError(name, None, f"{where} has no geometry", GIVE_LINES)
    return shape


def _lines(shape: dict[str, Any], name: str, where: str) -> Iterator[tuple[LonLat, ...]]:
    """Yield the lines of a geometry."""
    kind, parts = shape.get("type"), shape.get("coordinates")
    if kind not in {"LineString", "MultiLineString"}:
        what = clipped(kind) if isinstance(kind, str) else "nothing that has a type"
        raise DataError(name, None, f"{where} is {what}, no line", GIVE_LINES)
    if kind == "LineString":
        parts = [parts]
    if not isinstance(parts, list) or not parts:
        raise DataError(name, None, f"{where} has no coordinates", GIVE_LINES)
    for number, part in enumerate(parts, start=1):
        place = where if kind == "LineString" else f"{where} part {number}"
        if not isinstance(part, list):
            raise DataError(name, None, f"{place} has no coordinates", GIVE_LINES)
        points = tuple(
            _point(at, name, f"{place} point {nth}") for nth, at in enumerate(part, start=1)
        )
        if len(set(points)) < 2:
            fault = f"{place} has {len(set(points))} point{'' if len(set(points)) == 1 else 's'}"
            raise DataError(name, None, fault, "a line has two or more that differ")
        yield points


def _point(at: object, name: str, where: str) -> LonLat:
    """Return a position as lon, lat; heights are left out."""
    if (
        isinstance(at, list)
        and len(at) >= 2
        and all(type(part) in {int, float} for part in at[:2])
        and all(
            abs(part) <= most and math.isfinite(part)
            for part, most in zip(at, (180, 90), strict=False)
        )
    ):
        return float(at[0]), float(at[1])
    parts = at[:3] if isinstance(at, list) else [at]
    simple = all(isinstance(part, int | float | str | None) for part in parts)
    what = clipped(json.dumps(at if simple else type(at).__name__), 30)
    cure = "give lon, lat in degrees: ±180, ±90 (EPSG:4326)"
    raise DataError(name, None, f"{where} is {what}", cure)
