"""The commands that write what leaves the house; docs/cli.md describes them for users."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from routes.cli.program import Once

PATH = click.Path(path_type=Path)
SCRIPT_RUN = "streamlit.runtime.scriptrunner_utils.script_run_context"


@click.command("export", cls=Once)
@click.option("--all", "site", type=PATH, metavar="DIR", help="Folder for a site without a server")
@click.option(
    "--view",
    type=(str, PATH),
    metavar="QUERY FILE",
    help="One view as a file: what stands behind the ? of its link, with page=Journeys or another",
)
@click.option(
    "--package",
    type=PATH,
    metavar="DIR",
    help="Folder for the data as a package that can be cited",
)
def _export(site: Path | None, view: tuple[str, Path] | None, package: Path | None) -> None:
    """Write a site that needs no server, one view as a file, or the data as a package."""
    if sum(one is not None for one in (site, view, package)) != 1:
        raise click.UsageError("give one of --all DIR, --view QUERY FILE and --package DIR")
    # Streamlit's word on pages that run without its server; nothing of it is drawn here.
    logging.getLogger(SCRIPT_RUN).disabled = True
    if site is not None:
        from publish.site.export import export_site

        files, size = export_site(site)
        click.echo(f"{site.name}: {files} files, {size / 1e6:.1f} MB")
    if view is not None:
        _view(*view)
    if package is not None:
        from publish.package.write import write_package

        files, size = write_package(package)
        click.echo(f"{package.name}: {files} files, {size / 1e6:.1f} MB")


export = _export
"""The command; its options say for users what the function's parameters are."""


def _view(query: str, file: Path) -> None:
    from publish.site.single import export_view, viewed_of

    viewed = viewed_of(query)
    for notice in viewed.notices:
        click.echo(notice, err=True)
    size = export_view(viewed, file)
    click.echo(f"{file.name}: {size / 1e6:.1f} MB")
