"""Report what hurts most in a year, JSON-ready; docs/cli.md lists the fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from routes.cli.reports import SCHEMA
from routes.model.atlas import Atlas
from routes.model.errors import InputError, clipped
from routes.model.units import days_in
from routes.network.limits import CASES
from routes.network.rank import MONTH, Cases, Ranking, Row, Span, by_span, closure_of, name_of

WHOLE = "year"
"""What is typed for the whole year."""
DAYS = (str(MONTH), WHOLE)
"""What may be typed for how long each is shut."""
DECIMALS = 3
"""Decimals of Mt that are printed; of shares all, so that they add up."""


def of_year(rankings: Mapping[int, Ranking], year: int) -> Ranking:
    """Return the ranking of a year.

    Parameters
    ----------
    rankings
        Of all years whose balance closes.
    year
        Year of the Gregorian calendar.

    Raises
    ------
    InputError
        If the year has none; names the nearest.
    """
    if year in rankings:
        return rankings[year]
    near = min(rankings, key=lambda other: (abs(other - year), -other), default=None)
    cure = "no balance of it closes" + (f"; nearest: {near}" if near else "")
    raise InputError("year", str(year), cure)


def span_of(days: str) -> Span:
    """Return how long each is shut.

    Parameters
    ----------
    days
        As typed: `30` or `year`.

    Raises
    ------
    InputError
        If it is neither.
    """
    if days not in DAYS:
        raise InputError("days", clipped(days), f"give {' or '.join(DAYS)}")
    return "year" if days == WHOLE else "days"


def rank_report(atlas: Atlas, ranking: Ranking, span: Span) -> dict[str, Any]:
    """Report what hurts most.

    Parameters
    ----------
    atlas
        Names legs, places and states.
    ranking
        That of the year.
    span
        How long each is shut.
    """
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "year": ranking.year,
        "days": MONTH if span == "days" else days_in(ranking.year),
        "left_mt": round(ranking.left, DECIMALS),
        "rows": [_row(atlas, row, span) for row in by_span(ranking, span)],
        "pairs": [
            {
                "ids": list(pair.ids),
                "closed": closure_of(pair.ids, span),
                "no_way_mt": _cases(pair.no_way[span]),
                "excess_mt": _cases(pair.excess[span]),
            }
            for pair in ranking.pairs
        ],
        "markets": [
            {
                "market": one.market,
                "got_mt": round(one.mt, DECIMALS),
                "stopped_by": [list(ids) for ids in one.sets],
                "stopped_by_state": list(one.states),
            }
            for one in ranking.markets
        ],
        "shares": {
            case: {
                "total_mt": shares.total,
                "by_state_mt": [
                    {"state": state, "share_mt": mt}
                    for state, mt in sorted(
                        shares.by_state.items(), key=lambda one: (-one[1], one[0])
                    )
                ],
            }
            for case, shares in ranking.shares.items()
        },
    }


def rank_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List the rows of a report as a table has them.

    Parameters
    ----------
    report
        As `rank_report` returns it.
    """
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "name": row["name"],
            **{f"no_way_{case}_mt": row["no_way_mt"][case] for case in CASES},
            "closed": row["closed"],
            "members": " ".join(row["members"]),
        }
        for row in report["rows"]
    ]


def _row(atlas: Atlas, row: Row, span: Span) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "name": name_of(row, atlas),
        "members": list(row.members),
        "closed": closure_of([row.id], span),
        "no_way_mt": _cases(row.no_way[span]),
    }


def _cases(mt: Cases) -> dict[str, float]:
    return {case: round(mt[case], DECIMALS) for case in CASES}
