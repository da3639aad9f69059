"""Report verdicts, journeys and misquotes, JSON-ready; docs/cli.md lists the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from routes.evidence.services import Offer, along
from routes.model.atlas import AreaKm, Atlas, ZoneKm
from routes.model.errors import InputError, clipped
from routes.model.rows import Jurisdiction
from routes.model.terms import RUSSIA
from routes.verdict.judge import Judged, judge_corridor
from routes.verdict.ownership import Holding, Owners, Register
from routes.verdict.tests import Test
from routes.world.states import cure_of, read_states

if TYPE_CHECKING:  # a report of verdicts needs no network: networkx costs 0.1 s
    from routes.evidence.quotes import Misquote
    from routes.network.journeys import Journey
    from routes.network.uses import Used

SCHEMA = 2
"""Version of the reports' form; it grows when a field changes its meaning or goes."""

NO_STATE = "none"
"""What is typed to avoid no state; nothing is asked then."""

NAMED = 3
"""States that cannot be read and are named; of the rest the number is given."""


def states(text: str, atlas: Atlas) -> frozenset[str]:
    """Parse a list of states as a user types it: `RU,BY`, `RUS`, `Россия`.

    Parameters
    ----------
    text
        Codes of ISO 3166-1 or names in English, Russian or Kazakh, with commas between.
    atlas
        Has the states that are known.

    Returns
    -------
    ISO 3166-1 alpha-2 codes; none for `NO_STATE`.

    Raises
    ------
    InputError
        If a part is no state of the world; names it, and proposes no other.
    """
    parts = {part.strip().casefold() for part in text.split(",")} - {""}
    if parts == {NO_STATE}:
        return frozenset()
    if NO_STATE in parts:
        cure = f"they contradict each other: give states, or {NO_STATE} alone"
        raise InputError("avoid", clipped(text), cure)
    codes, wrong = read_states(text, atlas.state_names)
    if wrong:
        named = ", ".join(clipped(part) for part in wrong[:NAMED])
        more = f" and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise InputError("avoid", named + more, cure_of(wrong))
    if not codes:
        raise InputError("avoid", clipped(text), f"give at least one state: {RUSSIA}")
    return frozenset(codes)


def verdicts_report(
    atlas: Atlas,
    avoid: frozenset[str],
    owners: Owners,
    jurisdictions: Sequence[Jurisdiction],
) -> dict[str, Any]:
    """Judge every corridor and report the verdicts.

    Parameters
    ----------
    atlas
        What was built.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    owners
        Who owns the operators.
    jurisdictions
        All rows.
    """
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "avoid": sorted(avoid),
        "corridors": [
            verdict_entry(atlas, corridor_id, avoid, owners, jurisdictions)
            for corridor_id in atlas.corridors
        ],
    }


def verdict_entry(
    atlas: Atlas,
    corridor_id: str,
    avoid: frozenset[str],
    owners: Owners,
    jurisdictions: Sequence[Jurisdiction],
) -> dict[str, Any]:
    """Judge a corridor and report its verdict, with those who run it.

    Parameters
    ----------
    atlas, avoid, owners, jurisdictions
        As for `verdicts_report`.
    corridor_id
        Id of a corridor of the atlas.
    """
    return {
        "corridor_id": corridor_id,
        "name": atlas.corridors[corridor_id].name,
        "status": atlas.status(corridor_id),
        **judged_entry(judge_corridor(atlas, corridor_id, avoid, owners, jurisdictions)),
        "operators": [_operator(one) for one in owners.along(atlas.legs_of(corridor_id))],
    }


def verdict_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List a row for each corridor, with the answer to each test.

    Parameters
    ----------
    report
        As `verdicts_report` returns it.
    """
    return [
        {
            **{name: entry[name] for name in ("corridor_id", "verdict", "status", "length_km")},
            **{test["test"]: test["answer"] for test in entry["tests"]},
        }
        for entry in report["corridors"]
    ]


def journeys_report(
    atlas: Atlas,
    origin: str,
    market: str,
    avoid: frozenset[str],
    journeys: Iterable[Journey],
    offered: Sequence[Offer] = (),
) -> dict[str, Any]:
    """Report the journeys between an origin and a market.

    Parameters
    ----------
    atlas
        What was built.
    origin, market
        Ids of the gates.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    journeys
        Journeys between the two, in the order of the report.
    offered
        Days and prices published of carrying cargo.
    """
    found = list(journeys)
    services = list(dict.fromkeys(offer.service for offer in offered))
    gone = {one.service_id for journey in found for one in along(services, journey.ids)}
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "from": origin,
        "to": market,
        "avoid": sorted(avoid),
        "journeys": [
            {
                "code": journey.code,
                "legs": list(journey.ids),
                "modes": list(journey.modes),
                "transfers": len(journey.transfers),
                "transfer_ids": [transfer.transfer_id for transfer in journey.transfers],
                "status": journey.status,
                "decided_by": journey.decided_by,
                "use": _use(journey.used),
                "services": [one.service_id for one in along(services, journey.ids)],
                **judged_entry(journey.judged),
            }
            for journey in found
        ],
        "services": [_offer(one) for one in offered if one.service.service_id in gone],
    }


def journey_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List a row for each journey.

    Parameters
    ----------
    report
        As `journeys_report` returns it.
    """
    columns = ("code", "verdict", "status", "length_km", "transfers", "decided_by")
    return [
        {
            **{name: entry[name] for name in columns},
            "use": entry["use"]["known"] if entry["use"] else "",
            "at_most_mt": entry["use"]["at_most_mt"] if entry["use"] else None,
            "legs": " ".join(entry["legs"]),
        }
        for entry in report["journeys"]
    ]


def _offer(offer: Offer) -> dict[str, Any]:
    """Report what one source says of a way of carrying cargo."""
    days, price = offer.days or (None, None), offer.price_usd or (None, None)
    return {
        "service_id": offer.service.service_id,
        "name": offer.service.name_en,
        "stretch": offer.service.stretch_en,
        "period": offer.period,
        "planned": offer.planned,
        "days_low": days[0],
        "days_high": days[1],
        "price_40ft_usd_low": price[0],
        "price_40ft_usd_high": price[1],
        "times_by_russia": dict(offer.times),
        "source": offer.source_id,
    }


def _use(used: Used | None) -> dict[str, Any] | None:
    """Report what is known of Kazakh oil on a way; None for cargo."""
    if used is None:
        return None
    return {
        "known": used.known,
        "year": used.year,
        "at_most_mt": used.most_mt,
        "by": used.by,
        "untold": used.untold,
    }


def quotes_report(checked: int, wrong: Iterable[Misquote]) -> dict[str, Any]:
    """Report which quotes are not in the article.

    Parameters
    ----------
    checked
        Number of quotes looked up.
    wrong
        Those that are not there word for word.
    """
    return {
        "schema": SCHEMA,
        "checked": checked,
        "wrong": [{"quote_id": quote.quote_id, "fault": str(quote)} for quote in wrong],
    }


def judged_entry(judged: Judged) -> dict[str, Any]:
    """Report a verdict with its kilometres, tests and lanes, as part of a report.

    Parameters
    ----------
    judged
        Judgement of a corridor, a lane or a journey.
    """
    entry: dict[str, Any] = {
        "verdict": judged.verdict if judged.tests else None,
        "length_km": round(judged.length_km, 1),
        "km": [zone_entry(zone) for zone in judged.zones if zone.high > 0],
        "unattributed_km": round(judged.unattributed_km, 1),
        "counted_twice_km": round(judged.overcounted_km, 1),
        "within_12nm": [_belt(belt) for belt in judged.belts if belt.high > 0],
        "within_12nm_counted_twice_km": round(judged.twice_km, 1),
        "tests": [_test(test) for test in judged.tests],
    }
    if judged.areas:
        entry["areas"] = [_area(area) for area in judged.areas]
    if len(judged.branches) > 1:
        lengths = [branch.judged.length_km for branch in judged.branches]
        entry["branch_km"] = {
            "shortest": round(min(lengths), 1),
            "longest": round(max(lengths), 1),
        }
        entry["lanes" if judged.lanes else "branches"] = [
            {"from": branch.origin, "legs": list(branch.legs), **judged_entry(branch.judged)}
            for branch in judged.branches
        ]
    return entry


def _operator(register: Register) -> dict[str, Any]:
    operator = register.operator
    return {
        "operator_id": operator.operator_id,
        "operator_name": operator.name_en,
        "states": operator.states.split("|") if operator.states else [],
        "owners": [_holding(one) for one in register.holdings],
        "percent_not_known": round(register.not_known, 3),
    }


def _holding(holding: Holding) -> dict[str, Any]:
    return {
        "owner": holding.owner,
        "state": holding.state,
        "holder": holding.kind,
        "percent": round(holding.percent, 3),
        "through": list(holding.through),
        "as_of": holding.as_of,
        "source": holding.chain[-1].source_id,
    }


def zone_entry(zone: ZoneKm) -> dict[str, Any]:
    """Report the kilometres in a zone.

    Parameters
    ----------
    zone
        Kilometres with their bounds.
    """
    return {"state": zone.state, "kind": zone.kind, **_km(zone)}


def _belt(belt: ZoneKm) -> dict[str, Any]:
    return {"state": belt.state, **_km(belt)}


def _km(zone: ZoneKm) -> dict[str, float]:
    return {
        "km": round(zone.km, 1),
        "km_low": round(zone.low, 1),
        "km_high": round(zone.high, 1),
    }


def _area(area: AreaKm) -> dict[str, Any]:
    return {
        "area": area.area,
        "kind": area.kind,
        "km": round(area.km, 1),
        "km_low": round(area.low, 1),
        "km_high": round(area.high, 1),
    }


def _test(test: Test) -> dict[str, Any]:
    return {
        "test": test.test,
        "answer": test.answer,
        "value": test.value,
        "value_least": test.least,
        "value_low": test.low,
        "value_high": test.high,
        "unit": test.unit,
        "source": test.source,
        "note": test.note,
    }
