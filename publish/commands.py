"""The commands that write what leaves the house; docs/cli.md describes them for users."""

from __future__ import annotations

from pathlib import Path

import click

from routes.cli.program import Once


@click.command("export", cls=Once)
@click.option(
    "--package",
    type=click.Path(path_type=Path),
    help="Folder for the data as a package that can be cited",
)
def export(package: Path | None) -> None:
    """Write a site that needs no server, one view as a file, or the data as a package."""
    if package is None:
        raise click.UsageError("say what to export")
    from publish.package.write import write_package

    files, size = write_package(package)
    click.echo(f"{package.name}: {files} files, {size / 1e6:.1f} MB")
