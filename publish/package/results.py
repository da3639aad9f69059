"""Lay out what is computed from the tables: verdicts, tests, balances, the ranking."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, get_args

from pages.shared.library import Library
from publish.package.schema import field as column
from routes.cli.flow import balance_report, balance_rows
from routes.cli.reports import verdict_rows, verdicts_report
from routes.files.load import LAYERS_DIR, RANKING_TABLE, load_atlas
from routes.model.borders import BORDERS
from routes.model.formats import as_csv
from routes.model.terms import RUSSIA
from routes.verdict.ownership import owners_of
from routes.verdict.tests import Answer, Verdict

TEXT: Final = {"type": "string"}
NUMBER: Final = {"type": "number"}
LEAST: Final = {"type": "number", "minimum": 0}
YEAR: Final = {"type": "integer"}
_told = partial(column, required=True)
_perhaps = partial(column, required=False)

ANSWER: Final = {"type": "string", "enum": list(get_args(Answer))}
CASE: Final = (
    _told("borders", {"type": "string", "enum": list(BORDERS)}, "set of borders that is judged by"),
    _told(
        "avoid",
        {"type": "string", "pattern": "^[A-Z]{2}$"},
        "state to avoid, ISO 3166-1 alpha-2",
    ),
    _told("corridor_id", TEXT, "row of corridors.csv"),
)
"""What a verdict is of."""


@dataclass(frozen=True)
class Result:
    """A file of what is computed.

    Attributes
    ----------
    name
        Its name in the package.
    path
        Its path in the package.
    title
        What it is, in a few words.
    description
        How it comes about, and what a row or a part is.
    content
        The file.
    schema
        Its Table Schema; None for what is no table.
    """

    name: str
    path: str
    title: str
    description: str
    content: bytes
    schema: Mapping[str, Any] | None = field(default=None)


def results(lib: Library) -> Iterator[Result]:
    """List what is computed.

    Parameters
    ----------
    lib
        What it is computed from, by the borders as the United Nations see them.
    """
    yield from _verdicts(lib)
    yield from _balances(lib)
    yield Result(
        "ranking",
        "results/ranking.csv",
        "What hurts most",
        "Every place, line and state shut alone, for 30 days and for the year, in each year whose "
        "balance closes: Kazakh oil without a way out, as seen (other ways carry what they were "
        "seen to carry) and on paper (what they can by their nameplate).",
        (LAYERS_DIR / RANKING_TABLE).read_bytes(),
        _RANKING,
    )


def _verdicts(lib: Library) -> Iterator[Result]:
    """List verdicts and tests for every state that a line touches, and all of it for Russia."""
    owners = owners_of(lib.tables, lib.atlas.state_names)
    told, tests = [], []
    for borders in BORDERS:
        atlas = load_atlas(borders=borders)
        states = {zone.state for leg in atlas.legs.values() for zone in leg.zones} - {""}
        for state in sorted(states):
            rows = lib.tables.jurisdictions.rows
            report = verdicts_report(atlas, frozenset({state}), owners, rows)
            case = {"borders": borders, "avoid": state}
            told += [case | row for row in verdict_rows(report)]
            tests += [
                case | {"corridor_id": entry["corridor_id"]} | test
                for entry in report["corridors"]
                for test in entry["tests"]
            ]
            if state == RUSSIA:
                yield Result(
                    f"verdicts-{borders.replace('_', '-')}-ru",
                    f"results/verdicts_{borders}_RU.json",
                    f"Verdicts against Russia, borders {borders}",
                    "Verdict, kilometres by state and zone, lanes, tests and owners of every "
                    "corridor, as the command line gives them (docs/cli.md).",
                    as_json(report),
                )
    yield Result(
        "verdicts",
        "results/verdicts.csv",
        "Verdicts",
        "Which corridors bypass the territory of a state, for every state whose ground or waters "
        "a line touches, by both sets of borders. Computed from the lines (docs/method.md).",
        as_csv(told).encode(),
        _VERDICTS,
    )
    yield Result(
        "tests",
        "results/tests.csv",
        "Tests behind the verdicts",
        "The six tests of each verdict, each with its number and what it rests on.",
        as_csv(tests).encode(),
        _TESTS,
    )


def _balances(lib: Library) -> Iterator[Result]:
    reports = [balance_report(lib.atlas, lib.tables, one) for one in lib.balances.values()]
    rows = [{"year": report["year"]} | row for report in reports for row in balance_rows(report)]
    yield Result(
        "balance",
        "results/balance.csv",
        "The balance of each year",
        "Of each quantity of a year the least and the greatest that agree with all figures, and "
        "the figures that hold them there (docs/method.md).",
        as_csv(rows).encode(),
        _BALANCE,
    )
    yield Result(
        "balance-report",
        "results/balance.json",
        "The balance of each year, with all that it rests on",
        "A list, one report a year, as the command line gives it (docs/cli.md).",
        as_json(reports),
    )


def as_json(content: object) -> bytes:
    """Render JSON in UTF-8 for people and programs, the same bytes for the same content.

    Parameters
    ----------
    content
        What `json.dumps` takes.
    """
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _schema(
    fields: tuple[dict[str, Any], ...], key: tuple[str, ...], of_corridors: bool = False
) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": list(fields),
        "missingValues": [""],
        "primaryKey": list(key),
    }
    if of_corridors:
        reference = {"resource": "corridors", "fields": ["corridor_id"]}
        schema["foreignKeys"] = [{"fields": ["corridor_id"], "reference": reference}]
    return schema


_VERDICTS = _schema(
    (
        *CASE,
        _perhaps(
            "verdict",
            {"type": "string", "enum": list(get_args(Verdict))},
            "bypasses: soil, port and territorial sea are all no; crosses: one of them is yes; "
            "cannot_tell: the line, moved within its precision, could be on either side; depends: "
            "each lane by itself, and they differ",
        ),
        _told("status", TEXT, "whether the corridor operates, stands idle or is proposed"),
        _told("length_km", LEAST, "length on the map, along geodesics", "km"),
        _perhaps("soil", ANSWER, "whether it runs on the state's land"),
        _perhaps("port", ANSWER, "whether it loads or transships at a place in the state"),
        _perhaps(
            "territorial_sea", ANSWER, "whether it comes within 12 nautical miles of its coast"
        ),
        _perhaps("nearest_waters", ANSWER, "whether it runs in waters nearest to its coast"),
        _perhaps("ownership", ANSWER, "whether the state or its companies hold a share"),
        _perhaps("jurisdiction", ANSWER, "whether the operator answers to its courts"),
    ),
    ("borders", "avoid", "corridor_id"),
    of_corridors=True,
)
_TESTS = _schema(
    (
        *CASE,
        _told("test", TEXT, "which test; docs/method.md says how it is answered"),
        _told("answer", ANSWER, "yes, no, or that it cannot be told"),
        _perhaps("value", NUMBER, "its number; blank where there is none", "`unit`"),
        _perhaps("value_least", NUMBER, "the least of several lanes", "`unit`"),
        _perhaps("value_low", NUMBER, "lower bound; blank where there is none", "`unit`"),
        _perhaps("value_high", NUMBER, "upper bound; blank where there is none", "`unit`"),
        _perhaps("unit", TEXT, "unit of the numbers"),
        _told("source", TEXT, "row of sources.csv or quotes.csv, computed, or not known"),
        _perhaps("note", TEXT, "names and dates behind the answer"),
    ),
    ("borders", "avoid", "corridor_id", "test"),
    of_corridors=True,
)
_BALANCE = _schema(
    (
        _told("year", YEAR, "year of the balance"),
        _told("id", TEXT, "leg, transfer, field, market, refinery or total (docs/cli.md)"),
        _told("low", NUMBER, "the least that agrees with all figures", "Mt"),
        _perhaps("high", NUMBER, "the greatest; blank where nothing bounds it", "Mt"),
        _perhaps("drawn", NUMBER, "its value in the balance that is drawn", "Mt"),
        _perhaps("low_by", TEXT, "figures that hold the least, as a sum, with their sources"),
        _perhaps("high_by", TEXT, "figures that hold the greatest, as a sum, with their sources"),
    ),
    ("year", "id"),
)
_RANKING = _schema(
    (
        _told("year", YEAR, "year of the balance"),
        _told("id", TEXT, "what is shut: place, leg or state; of a line its first leg"),
        _told("kind", TEXT, "place, leg, state, or line: legs and places in series"),
        _told("name", TEXT, "name in English"),
        _told("members", TEXT, "all ids of a row"),
        _told("no_way_30_days_as_seen_mt", NUMBER, "without a way out in 30 days, as seen", "Mt"),
        _told("no_way_30_days_on_paper_mt", NUMBER, "the same on paper", "Mt"),
        _told("no_way_year_as_seen_mt", NUMBER, "without a way out in the year, as seen", "Mt"),
        _told("no_way_year_on_paper_mt", NUMBER, "the same on paper", "Mt"),
        _told("closed_30_days", TEXT, "the closure of 30 days, as the command line takes it"),
        _told("closed_year", TEXT, "the closure of the year, as the command line takes it"),
    ),
    ("year", "id"),
)
