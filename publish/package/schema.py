"""Describe the columns of the tables as Table Schema, from the models of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from routes.build.dictionary import UNITS, plain
from routes.model.rows import TABLES

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "places": ("place_id",),
    "waypoints": ("leg_id", "seq"),
    "operators": ("operator_id",),
    "legs": ("leg_id",),
    "corridors": ("corridor_id",),
    "stretches": ("subject_id",),
    "services": ("service_id",),
    "quotes": ("quote_id",),
    "endnotes": ("number",),
    "events": ("event_id",),
    "sources": ("source_id",),
    "subjects": ("subject_id",),
    "areas": ("area_id",),
    "gates": ("gate_id", "goods"),
    "transfers": ("transfer_id",),
    "directions": ("leg_id", "since"),
    "backtest": ("case_id",),
    "story": ("step",),
}
"""Columns that no two rows of a table share. The other tables hold statements: two sources may say
the same of one thing."""

ROWS_OF: Final[Mapping[str, str]] = {
    "source_id": "sources",
    "quote_id": "quotes",
    "endnote": "endnotes",
    "place_id": "places",
    "terminal_id": "places",
    "tail": "places",
    "head": "places",
    "leg_id": "legs",
    "corridor_id": "corridors",
}
"""Table that a column names a row of, wherever it stands. A column that may name rows of several
tables, or several rows, is no foreign key; its description says what it names."""

ALSO: Final[Mapping[tuple[str, str], str]] = {
    ("stretches", "subject_id"): "corridors",
    ("backtest", "element_id"): "legs",
}
"""The same where only the column of one table does so."""

BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "minLength", "pattern", "enum")
"""Constraints that have the same name in JSON Schema and in Table Schema."""


def schema_of(table: str) -> dict[str, Any]:
    """Return the Table Schema of a table that people write.

    Parameters
    ----------
    table
        Its name, without `.csv`.
    """
    model = TABLES[table]
    cells = model.model_json_schema()["properties"]
    fields = [
        field(
            column,
            plain(cells[column]),
            info.description or "",
            UNITS.get(column, ""),
            required=info.is_required(),
        )
        for column, info in model.model_fields.items()
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    if foreign := [_foreign(column, of) for column, of in links(table).items()]:
        schema["foreignKeys"] = foreign
    return schema


def links(table: str) -> dict[str, str]:
    """Return the columns of a table that name one row of another, each with that other.

    Parameters
    ----------
    table
        Its name, without `.csv`.
    """
    found = {}
    for column in TABLES[table].model_fields:
        of = ALSO.get((table, column)) or ROWS_OF.get(column)
        if of and of != table:
            found[column] = of
    return found


def field(
    name: str, cell: Mapping[str, Any], what: str, unit: str = "", *, required: bool
) -> dict[str, Any]:
    """Describe one column.

    Parameters
    ----------
    name
        Its name.
    cell
        JSON schema of a filled cell.
    what
        What it holds, in words.
    unit
        Its unit; a name in backticks is that of the column which has it; "" for none.
    required
        Whether no cell is blank.
    """
    allowed = f" ({cell['allowed']})" if "allowed" in cell else ""
    described: dict[str, Any] = {
        "name": name,
        "type": cell["type"],
        "description": f"{what}{allowed}",
    }
    if unit.startswith("`"):
        described["unitColumn"] = unit.strip("`")
    elif unit:
        described["unit"] = unit
    constraints: dict[str, Any] = {"required": True} if required else {}
    constraints |= {name: cell[name] for name in BOUNDS if name in cell}
    if constraints:
        described["constraints"] = constraints
    return described


def _foreign(column: str, of: str) -> dict[str, Any]:
    (key,) = KEYS[of]
    return {"fields": [column], "reference": {"resource": of, "fields": [key]}}
