"""Report corridors and their lines, JSON-ready; docs/cli.md lists the fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from routes.cli.evidence import OURS, Stock, figure_entry
from routes.cli.reports import SCHEMA, verdict_entry, zone_entry
from routes.evidence.subjects import belonging
from routes.model.atlas import Atlas, Corridor, Leg
from routes.model.errors import InputError, clipped, nearest_name
from routes.verdict.ownership import Owners

DECIMALS = 6
"""Decimals of degrees that are reported: 0.1 m."""


def corridors_report(atlas: Atlas) -> dict[str, Any]:
    """Report which corridors there are, without a verdict.

    Parameters
    ----------
    atlas
        What was built.
    """
    return {
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "rights": OURS,
        "corridors": [
            {
                "corridor_id": one.corridor_id,
                "name": one.name,
                "status": atlas.status(one.corridor_id),
                **_told(one),
                "length_km": round(atlas.length_km(one.corridor_id), 1),
                "legs": list(one.leg_ids),
            }
            for one in atlas.corridors.values()
        ],
    }


def corridor_report(
    atlas: Atlas, corridor_id: str, avoid: frozenset[str], owners: Owners, stock: Stock
) -> dict[str, Any]:
    """Report a corridor as GeoJSON: its verdict and figures, and its legs as features.

    Parameters
    ----------
    atlas
        What was built.
    corridor_id
        Id of the corridor.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    owners
        Who owns the operators.
    stock
        Has the figures.

    Raises
    ------
    InputError
        If there is no such corridor; names the nearest.
    """
    if corridor_id not in atlas.corridors:
        listed = f"one of {', '.join(atlas.corridors)}"
        cure = nearest_name(clipped(corridor_id), atlas.corridors) or listed
        raise InputError("corridor", clipped(corridor_id), cure)
    jurisdictions = stock.tables.jurisdictions.rows
    return {
        "type": "FeatureCollection",
        "schema": SCHEMA,
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "avoid": sorted(avoid),
        "rights": OURS,
        "corridor": {
            **verdict_entry(atlas, corridor_id, avoid, owners, jurisdictions),
            **_told(atlas.corridors[corridor_id]),
            "figures": _figures(stock, [corridor_id, *belonging(stock.tables, corridor_id)]),
        },
        "features": [_feature(leg, stock) for leg in atlas.legs_of(corridor_id)],
    }


def corridor_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List a row for each leg of a corridor, without its line.

    Parameters
    ----------
    report
        As `corridor_report` returns it.
    """
    columns = ("leg_id", "name", "tail", "head", "mode", "medium", "status")
    more = ("since", "until", "length_km", "precision_km", "source_id")
    return [
        {
            "corridor_id": report["corridor"]["corridor_id"],
            **{name: feature["properties"][name] for name in columns},
            "goods": " ".join(feature["properties"]["goods"]),
            **{name: feature["properties"][name] for name in more},
        }
        for feature in report["features"]
    ]


def _told(corridor: Corridor) -> dict[str, Any]:
    return {
        "path": corridor.path,
        "group": corridor.group,
        "in_article": corridor.in_article,
        "note": corridor.note or None,
    }


def _feature(leg: Leg, stock: Stock) -> dict[str, Any]:
    line = [[round(lon, DECIMALS), round(lat, DECIMALS)] for lon, lat in leg.line]
    return {
        "type": "Feature",
        "id": leg.leg_id,
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": {
            "leg_id": leg.leg_id,
            "name": leg.name,
            "tail": leg.tail,
            "head": leg.head,
            "mode": leg.mode,
            "medium": leg.medium,
            "goods": leg.goods.split("|"),
            "status": leg.status,
            "since": leg.since or None,
            "until": leg.until or None,
            "operators": list(leg.operators),
            "length_km": round(leg.length_km, 1),
            "precision_km": leg.precision_km,
            "km": [zone_entry(zone) for zone in leg.zones if zone.high > 0],
            "figures": _figures(stock, [leg.leg_id]),
            "source_id": leg.source_id,
            "note": leg.note or None,
        },
    }


def _figures(stock: Stock, subjects: Sequence[str]) -> list[dict[str, Any]]:
    return [figure_entry(stock, row) for row in stock.tables.figures if row.subject_id in subjects]
