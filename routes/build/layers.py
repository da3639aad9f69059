"""Write what was measured: a GeoJSON layer per corridor."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from routes.geometry.geodesic import length_km
from routes.geometry.measure import Measured
from routes.model.rows import CorridorRow, LegRow, Waypoint
from routes.model.tables import Tables, branches


def as_json(content: Any, indent: int | None = None) -> bytes:
    """Write JSON in UTF-8, the same bytes for the same content."""
    text = json.dumps(
        content, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":")
    )
    return text.encode("utf-8") + b"\n"


def _coordinates(got: Measured) -> list[list[float]]:
    rounded: list[list[float]] = np.round(got.line, 6).tolist()
    return rounded


def feature(leg: LegRow, points: list[Waypoint], got: Measured) -> dict[str, Any]:
    """Describe a leg as GeoJSON; `pieces` index into its coordinates."""
    return {
        "type": "Feature",
        "id": leg.leg_id,
        "geometry": {"type": "LineString", "coordinates": _coordinates(got)},
        "properties": {
            "leg_id": leg.leg_id,
            "name": leg.name_en,
            **{key: getattr(leg, key) or "" for key in
               ("tail", "head", "mode", "medium", "goods", "status", "since", "until", "operator",
                "source_id", "note")},
            "length_km": round(got.length_km, 3),
            "offshore_km": round(got.offshore_km, 3),
            "precision_km": max(point.precision_km for point in points),
            "zones": list(got.zones),
            "pieces": [
                {"state": p.state, "kind": p.kind, "start": p.start, "end": p.end,
                 "km": round(p.km, 3)}
                for p in got.pieces
            ],
            "stops": _stops(points),
        },
    }


def _stops(points: list[Waypoint]) -> list[dict[str, Any]]:
    """List the named points of a leg with their kilometre, counted from the tail."""
    stops, km = [], 0.0
    for before, point in zip([None, *points], points, strict=False):
        if before is not None:
            km += length_km([(before.lon, before.lat), (point.lon, point.lat)])
        if point.rank:
            stops.append(
                {"name": point.place_name, "kind": point.kind, "km": round(km, 1),
                 "rank": point.rank, "lon": point.lon, "lat": point.lat}
            )
    return stops


def layer(
    row: CorridorRow, tables: Tables, features: dict[str, dict[str, Any]], version: str
) -> bytes:
    """Write one corridor as RFC 7946 GeoJSON, lon/lat, one feature a leg, a line each."""
    ids = list(dict.fromkeys(leg for branch in branches(row) for leg in branch))
    corridor = {
        "corridor_id": row.corridor_id,
        "name": row.name_en,
        "path": row.path_en,
        "group": row.group,
        "in_article": row.in_article == "yes",
        "rule": row.verdict_rule,
        "note": row.note or "",
        "branches": branches(row),
    }
    return legs_layer(ids, tables, features, version, corridor)


def legs_layer(
    ids: list[str],
    tables: Tables,
    features: dict[str, dict[str, Any]],
    version: str,
    corridor: dict[str, Any] | None = None,
) -> bytes:
    """Write legs as RFC 7946 GeoJSON with the places they join; without a corridor, feeders."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    ends = dict.fromkeys(end for leg in ids for end in (legs[leg].tail, legs[leg].head))
    places = {place.place_id: place for place in tables.places}
    head = {
        "type": "FeatureCollection",
        "data_version": version,
        "corridor": corridor,
        "places": [
            {
                "place_id": end,
                "name": places[end].name_en,
                "label": places[end].label_en,
                "country": places[end].country or "",
                "kind": places[end].kind,
                "lon": places[end].lon,
                "lat": places[end].lat,
                "source_id": places[end].source_id,
            }
            for end in ends
        ],
    }
    body = b",\n".join(as_json(features[leg]).strip() for leg in ids)
    # The last two bytes of the head, its brace and line end, give way to the features.
    return as_json(head)[:-2] + b',"features":[\n' + body + b"\n]}\n"
