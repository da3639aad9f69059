"""What the commands share: options, and rows printed as CSV or as aligned text."""

from __future__ import annotations

import csv
import io
import os
from typing import Any

import click


def typed(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Read letters as UTF-8 that a console without them (LANG=C) handed over as bare bytes."""
    if isinstance(value, tuple):
        return tuple(typed(ctx, param, part) for part in value)
    try:
        return os.fsencode(value).decode("utf-8") if value else value
    except UnicodeError:
        return value


AVOID = click.option(
    "--avoid",
    default="RU",
    callback=typed,
    help="States to avoid: codes (ISO 3166-1) or names, as in RU,BY",
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table"
)


def echo_rows(rows: list[dict[str, Any]], form: str) -> None:
    """Print rows as a table, or as CSV."""
    click.echo(as_csv(rows) if form == "csv" else as_table(rows), nl=False)


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Write rows as CSV with a header."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()


def as_table(rows: list[dict[str, Any]]) -> str:
    """Write rows as aligned text."""
    if not rows:
        return ""
    cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in cells)
    return "\n".join(line.rstrip() for line in lines) + "\n"
