"""Report closures and balances, JSON-ready; docs/cli.md lists the fields.

Amounts are rounded to a tonne, so that sums of them close.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isinf
from typing import Any, Final

from routes.cli.reports import SCHEMA
from routes.model.atlas import Atlas
from routes.model.rows import Figure
from routes.model.tables import Tables
from routes.model.units import days_in
from routes.network.assumptions import assumptions
from routes.network.balance import OTHER_WAYS, Balance, Contradiction, Estimate, Held
from routes.network.capacity import find, index
from routes.network.closures import Closure
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.observations import ASSUMED, rows_of
from routes.network.stranded import Cases, LegFlow, Outcome, YearNetwork

DIGITS: Final = 6
"""Decimals of Mt: tonnes."""


def flow_report(
    atlas: Atlas, network: YearNetwork, outcome: Outcome, notices: Sequence[str] = ()
) -> dict[str, Any]:
    """Report what has no way out under closures; None where a number has no bound.

    Parameters
    ----------
    atlas
        What was built.
    network
        The oil of the year.
    outcome
        Its answer to the closures.
    notices
        What of the closures was changed, in sentences.
    """
    days = days_in(outcome.year)
    left = outcome.balance.left
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "year": outcome.year,
        "closed": [_closed(closure, outcome.year) for closure in outcome.closures],
        "avoid": sorted(outcome.avoid),
        "left_mt": {**_range(left), "drawn": _mt(outcome.left)},
        "during": {
            "days": outcome.days,
            "due_mt": _mt(outcome.due),
            "no_way_mt": _cases(outcome.no_way),
            "per_day_mt": _cases(outcome.no_way_per_day),
        },
        "year_end": {
            "no_way_mt": _cases(outcome.lost),
            "made_up_mt": _cases(outcome.made_up),
            "can_leave_mt": _cases(outcome.year_end),
        },
        "cut": [
            {"id": cut.id, "capacity_mt_per_day": _mt(cut.mtpa / days), "case": cut.case}
            for cut in outcome.cut
        ],
        "by_leg": [
            {
                "id": flow.leg_id,
                "moved_mt": _range(flow.moved),
                "flow_mt": _cases(flow.year),
            }
            for flow in _legs(network, outcome)
        ],
        "contradictions": [_contradiction(one) for one in outcome.balance.contradictions],
        "assumptions": list(assumptions(atlas, network, outcome)),
        "notices": list(notices),
    }


def _legs(network: YearNetwork, outcome: Outcome) -> list[LegFlow]:
    """List the legs of the year, and what leaves by ways that are not drawn."""
    return [outcome.flows[name] for name in (*network.model.net.legs, OTHER_WAYS)]


def _closed(closure: Closure, year: int) -> dict[str, Any]:
    return {
        "id": closure.id,
        "share_left": closure.share,
        "days": closure.days_of(year),
        "start": str(closure.start) if closure.start else None,
    }


def flow_rows(network: YearNetwork, outcome: Outcome) -> list[dict[str, Any]]:
    """List a row for each leg, and for what leaves by other ways.

    Parameters
    ----------
    network
        The oil of the year.
    outcome
        Its answer to closures.
    """
    return [
        {
            "id": flow.leg_id,
            "moved_low": _mt(flow.moved.low),
            "moved_high": _mt(flow.moved.high),
            "moved_basis": _basis(flow.moved),
            "flow_as_seen": _mt(flow.year[AS_SEEN]),
            "flow_on_paper": _mt(flow.year[ON_PAPER]),
        }
        for flow in _legs(network, outcome)
    ]


def flow_line(outcome: Outcome) -> str:
    """Format an answer as a line for a reader.

    Parameters
    ----------
    outcome
        Answer to closures.
    """
    cut = ", ".join(dict.fromkeys(one.id for one in outcome.cut)) or "nothing"
    return (
        f"{outcome.year}: {outcome.left:.2f} Mt left; in {outcome.days} days "
        f"{outcome.due:.2f} would have, without a way {_span(outcome.no_way)} "
        f"(a day {_span(outcome.no_way_per_day, 4)}); by the end of the year without a way "
        f"{_span(outcome.lost)}; binds: {cut}"
    )


def _span(cases: Cases, digits: int = 2) -> str:
    return f"{cases[ON_PAPER]:.{digits}f} on paper, {cases[AS_SEEN]:.{digits}f} as seen"


def balance_report(atlas: Atlas, tables: Tables, balance: Balance) -> dict[str, Any]:
    """Report the balance of a year: of each quantity its bounds, and the figures that hold them.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Its capacities and figures are read.
    balance
        The balance of the year.
    """
    figures = figures_behind(tables, balance.year)
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "year": balance.year,
        "closes": balance.closes,
        "firm": balance.firm,
        "unknowns": [
            {
                "id": one.id,
                "low_mt": _mt(one.low),
                "high_mt": _mt(one.high),
                "drawn_mt": _mt(one.drawn),
                "out_mt": _mt(one.out),
                "others_mt": one.others and {"low": _mt(one.others[0]), "high": _mt(one.others[1])},
                "low_by": [_held(held, figures) for held in one.low_by],
                "high_by": [_held(held, figures) for held in one.high_by],
            }
            for one in balance.estimates.values()
        ],
        "contradictions": [
            {
                **_contradiction(one),
                "sources": sorted({f.source_id for o in one.observations for f in figures[o]}),
            }
            for one in balance.contradictions
        ],
    }


def figures_behind(tables: Tables, year: int) -> Mapping[str, Sequence[Figure]]:
    """Return the figures that each observation of a year is read from, by `element:role`.

    Parameters
    ----------
    tables
        Its capacities and figures are read.
    year
        Year of the Gregorian calendar.
    """
    known = index(tables.figures)
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in rows_of(tables, year):
        for ref in row.figures.split("|"):
            rows = found[f"{row.element_id}:{row.role}"]
            rows += [figure for figure in find(known, ref) if figure not in rows]
    return found


def balance_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List a row for each quantity of a balance.

    Parameters
    ----------
    report
        As `balance_report` returns it.
    """
    return [
        {
            "id": one["id"],
            "low": one["low_mt"],
            "high": one["high_mt"],
            "drawn": one["drawn_mt"],
            "low_by": _sum(one["low_by"]),
            "high_by": _sum(one["high_by"]),
        }
        for one in report["unknowns"]
    ]


def balance_line(balance: Balance) -> str:
    """Format what a balance says of itself: whether it closes, and what contradicts itself.

    Parameters
    ----------
    balance
        The balance of a year.
    """
    closes = "closes" if balance.closes else "does not close: nothing bounds what left"
    lines = [f"{balance.year}: the balance {closes}"]
    return "\n".join([*lines, *(f"{balance.year}: {one}" for one in balance.contradictions)])


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "figures": list(one.observations),
        "adjusted": one.adjusted,
        "by_mt": _mt(one.by_mt),
    }


def _held(held: Held, figures: Mapping[str, Sequence[Figure]]) -> dict[str, Any]:
    return {
        "figure": held.observation,
        "weight": held.weight,
        "value_mt": _mt(held.value),
        "sources": sorted({figure.source_id for figure in figures[held.observation]}),
    }


def _sum(held: Iterable[Mapping[str, Any]]) -> str:
    """Format the figures that hold an end as a sum: `+2.268 aktau:kazakh -0.25 aktau_baku:…`."""
    return " ".join(
        f"{'+' if one['weight'] > 0 else '-'}{abs(one['weight']) * one['value_mt']:.4g} "
        f"{one['figure']} ({'|'.join(one['sources'])})"
        for one in held
    )


def _range(one: Estimate) -> dict[str, Any]:
    return {"low": _mt(one.low), "high": _mt(one.high), "basis": _basis(one)}


def _basis(one: Estimate) -> str:
    """Return how a quantity is known: `published`, by `balance`, or `open` where nothing bounds it.

    Published is what reports of itself hold at both ends.
    """
    if not one.known:
        return "open"
    for ends in (one.low_by, one.high_by):
        held = {tuple(each.observation.split(":")) for each in ends}
        if {element for element, _ in held} != {one.id} or {role for _, role in held} & ASSUMED:
            return "balance"
    return "published"


def _cases(cases: Cases) -> dict[str, float | None]:
    return {case: _mt(cases[case]) for case in CASES}


def _mt(value: float) -> float | None:
    return None if isinf(value) else round(value, DIGITS) + 0.0
