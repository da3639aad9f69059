"""Render the data dictionary from the row models: SCHEMA.csv for programs, docs/data.md for people.

`python -m routes build` writes both; a test keeps the committed ones current.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from routes.geometry.calibration import POINT_KM
from routes.model.rows import EVIDENCE, FORMS, TABLES, Row, Waypoint

COLUMNS = ("table", "column", "type", "unit", "required", "allowed", "description")
UNITS = {
    "lat": "degree",
    "lon": "degree",
    "precision_km": "km",
    "wider_km": "km",
    "percent": "%",
    "value": "`unit`",
}
INTRO = """# The tables

People write the tables in `geodata/tables/`: UTF-8, LF, commas, a header row, one row one fact.
Coordinates are longitude and latitude on WGS84. Blank means not known, or none. `make data` checks
every row and builds the layers; a fault stops it with file, line, fault and cure.

This page and `geodata/tables/SCHEMA.csv` are written by `make data` from the row models in
`routes/model/rows.py`: change those, never this page. So is the Table Schema of the data package
(`python -m routes export --package DIR`), which has the same for other programs, with keys.
"""


def entries() -> list[dict[str, str]]:
    """List every column of every table, as rows of SCHEMA.csv."""
    return [entry for table, model in TABLES.items() for entry in _columns(table, model)]


def schema_csv() -> bytes:
    """Render the columns as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(entries())
    return out.getvalue().encode("utf-8")


def data_md() -> bytes:
    """Render the columns as a page, a section each table."""
    parts = [INTRO]
    for table, model in TABLES.items():
        parts.append(f"\n## {table}.csv\n\n{(model.__doc__ or '').strip()}\n\n")
        parts.append("| column | what | type | required |\n|---|---|---|---|\n")
        for entry in _columns(table, model):
            kind = " ".join(filter(None, [entry["type"], _in_brackets(entry)]))
            what = entry["description"].replace("|", "\\|")
            parts.append(
                f"| `{entry['column']}` | {what} | {kind.replace('|', chr(92) + '|')} "
                f"| {entry['required']} |\n"
            )
        parts += _kinds() if model is Waypoint else []
    return "".join(parts).encode("utf-8")


def _kinds() -> list[str]:
    """Render what each kind of evidence means, and the kilometres that follow from it."""
    rows = [f"| `{kind}` | {what} | {POINT_KM[kind]:g} km |\n" for kind, what in EVIDENCE.items()]
    return ["\n| `evidence` | what the position rests on | precision |\n|---|---|---|\n", *rows]


def _in_brackets(entry: dict[str, str]) -> str:
    inside = "; ".join(filter(None, [entry["unit"], entry["allowed"]]))
    return f"({inside})" if inside else ""


def _columns(table: str, model: type[Row]) -> Iterator[dict[str, str]]:
    schema = model.model_json_schema()
    for column, field in model.model_fields.items():
        cell = plain(schema["properties"][column])
        yield {
            "table": table,
            "column": column,
            "type": "text" if cell["type"] == "string" else cell["type"],
            "unit": UNITS.get(column, ""),
            "required": "yes" if field.is_required() else "no",
            "allowed": _allowed(cell),
            "description": field.description or "",
        }


def plain(cell: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a cell that is filled.

    Parameters
    ----------
    cell
        JSON schema of a column, which may be blank.
    """
    options = [o for o in cell.get("anyOf", []) if o.get("type") != "null"]
    return options[0] if options else cell


def _allowed(cell: dict[str, Any]) -> str:
    if "allowed" in cell:
        return str(cell["allowed"])
    if "enum" in cell:
        return ", ".join(cell["enum"])
    if "pattern" in cell:
        return FORMS[cell["pattern"]]
    low, high = cell.get("minimum"), cell.get("maximum")
    if "exclusiveMinimum" in cell:
        return f"above {cell['exclusiveMinimum']:g} to {high:g}"
    if low is None:
        return ""
    return f"{low:g} to {high:g}" if high is not None else f"from {low:g}"
