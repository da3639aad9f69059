"""The commands that write what leaves the house; docs/cli.md describes them for users."""

from __future__ import annotations

import click

from routes.cli.program import Once


@click.command("export", cls=Once)
def export() -> None:
    """Write a site that needs no server, one view as a file, or the data as a package."""
    raise click.UsageError("say what to export")
