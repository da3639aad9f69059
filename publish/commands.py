"""The commands that write what leaves the house; docs/cli.md describes them for users."""

from __future__ import annotations

from pathlib import Path

import click

from routes.cli.program import Once

PATH = click.Path(path_type=Path)


@click.command("export", cls=Once)
@click.option("--all", "site", type=PATH, metavar="DIR", help="Write a site that needs no server.")
@click.option(
    "--view",
    type=(str, PATH),
    metavar="QUERY FILE",
    help="Write one view as a file: what stands after the ? of its link, and page=Journeys, …",
)
def export(site: Path | None, view: tuple[str, Path] | None) -> None:
    """Write a site that needs no server, or one view as a file that needs no other."""
    given = [option for option in (site, view) if option is not None]
    if len(given) != 1:
        raise click.UsageError("give one of --all DIR and --view QUERY FILE")
    if view is not None:
        _view(*view)
    elif site is not None:
        from publish.site.export import export_site

        click.echo(f"wrote {site}: {_size(export_site(site))}")


def _view(query: str, file: Path) -> None:
    from urllib.parse import parse_qs

    from publish.site.export import export_view
    from publish.viewed import PAGE, read

    query = query.removeprefix("?")
    viewed = read(parse_qs(query).get(PAGE, [""])[-1], query)
    for notice in viewed.notices:
        click.echo(notice, err=True)
    click.echo(f"wrote {file}: {_size(export_view(viewed, file))}")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"
