"""Print what a command answers: as JSON, as CSV, or as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from routes.cli.answers import Answer
from routes.model.formats import as_csv


def echo_json(report: Mapping[str, Any]) -> None:
    """Print a report as JSON, letters of every script as they are.

    Parameters
    ----------
    report
        JSON-ready.
    """
    click.echo(json.dumps(report, ensure_ascii=False, indent=1))


def echo_rows(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print rows as a table, or as CSV.

    Parameters
    ----------
    rows
        Each with the same columns.
    form
        `table` or `csv`.
    """
    click.echo(as_csv(rows) if form == "csv" else as_table(rows), nl=False)


def echo_answer(answer: Answer, form: str) -> None:
    """Print an answer in one of the three forms; what of the question was changed, to stderr.

    Parameters
    ----------
    answer
        What was answered.
    form
        `table`, `json` or `csv`.
    """
    for notice in answer.notices:
        click.echo(notice, err=True)
    if form == "json":
        echo_json(answer.report)
    elif form == "csv":
        click.echo(as_csv(answer.rows, answer.columns), nl=False)
    else:
        if answer.lead:
            click.echo(answer.lead)
        echo_rows(answer.rows, form)


def as_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Format rows as text in columns, under a header; nothing without rows.

    Parameters
    ----------
    rows
        Each with the same columns.
    """
    if not rows:
        return ""
    cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in cells)
    return "\n".join(line.rstrip() for line in lines) + "\n"
