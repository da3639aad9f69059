"""Answer questions on the network on the command line: journeys and flow."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from routes.errors import InputError, clipped
from routes.load import load_atlas, load_tables
from routes.tabular import AVOID, FORMAT, echo_rows, typed

if TYPE_CHECKING:
    from routes.closures import Closure


@click.command()
@click.option("--from", "origin", required=True, help="Where it begins: tengiz, dostyk, …")
@click.option("--to", "market", required=True, help="Where it goes: rotterdam, china, …")
@AVOID
@FORMAT
def journeys(origin: str, market: str, avoid: str, form: str) -> None:
    """List the journeys from a field or border to a market, each judged as a whole."""
    from routes.journeys import journeys as find
    from routes.report import states
    from routes.report_network import journeys_report

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
    from routes.closures import Closure, closable
    from routes.flow import close
    from routes.report import states
    from routes.report_network import flow_report

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
    from routes.closures import parse_part

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
