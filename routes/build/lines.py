"""Write what the map in the browser draws: every leg once, and the places it names."""

from __future__ import annotations

from typing import Any

import numpy as np

from routes.build.layers import as_json
from routes.geometry.measure import Measured
from routes.model.names import short
from routes.model.tables import Tables, branches


def map_lines(
    tables: Tables,
    features: dict[str, dict[str, Any]],
    measured: dict[str, Measured],
    version: str,
) -> bytes:
    """Write what the map draws: each leg once, with coordinates rounded to 1e-4 degrees (11 m).

    Parameters
    ----------
    tables
        Everything people write.
    features, measured
        By leg id, for every leg of a corridor.
    version
        Data version.

    Returns
    -------
    JSON: `data_version`, `corridors` (id to name and legs), `legs` (id to name, mode, medium,
    status, corridors, km, line, and pieces as state, kind, first and last vertex, km) and
    `places` with what the map names; rank 1 is always named.
    """
    corridors = {
        row.corridor_id: {
            "name": row.name_en,
            "legs": list(dict.fromkeys(leg for branch in branches(row) for leg in branch)),
        }
        for row in tables.corridors
    }
    of_leg: dict[str, list[str]] = {}
    for corridor_id, corridor in corridors.items():
        for leg in corridor["legs"]:
            of_leg.setdefault(leg, []).append(corridor_id)
    legs = {}
    for leg_id, feature in features.items():
        values = feature["properties"]
        legs[leg_id] = {
            **{key: values[key] for key in ("name", "mode", "medium", "status")},
            "corridors": of_leg.get(leg_id, []),
            "km": round(values["length_km"], 1),
            "line": np.round(measured[leg_id].line, 4).tolist(),
            "pieces": [
                [p["state"], p["kind"], p["start"], p["end"], round(p["km"], 1)]
                for p in values["pieces"]
            ],
        }
    content = {
        "data_version": version,
        "corridors": corridors,
        "legs": legs,
        "places": _map_places(tables, features, of_leg),
    }
    return as_json(content)


def _map_places(
    tables: Tables, features: dict[str, dict[str, Any]], of_leg: dict[str, list[str]]
) -> list[dict[str, Any]]:
    """List what the map names: the ends of legs, and their named stops."""
    found: dict[str, dict[str, Any]] = {}
    for leg in tables.legs:
        if leg.leg_id not in features:
            continue
        for end in (leg.tail, leg.head):
            place = next(place for place in tables.places if place.place_id == end)
            entry = found.setdefault(
                end,
                {"id": end, "name": place.label_en, "kind": place.kind, "lon": place.lon,
                 "lat": place.lat, "rank": place.rank, "corridors": [], "legs": []},
            )
            entry["corridors"] = list(
                dict.fromkeys(entry["corridors"] + of_leg.get(leg.leg_id, []))
            )
            entry["legs"].append(leg.leg_id)
    ends = {entry["name"] for entry in found.values()}
    for leg_id, feature in features.items():
        for stop in feature["properties"]["stops"][1:-1]:
            name = short(stop["name"])
            if name in ends:
                continue
            # A stop waits for room; the ends of legs are what a reader looks for.
            entry = found.setdefault(
                f"{name}@{stop['lon']:.1f},{stop['lat']:.1f}",
                {"id": "", "name": name, "kind": stop["kind"], "lon": stop["lon"],
                 "lat": stop["lat"], "rank": 2, "corridors": [], "legs": []},
            )
            entry["corridors"] = list(dict.fromkeys(entry["corridors"] + of_leg.get(leg_id, [])))
            entry["legs"].append(leg_id)
    return [entry for entry in found.values() if entry["kind"] != "sea"]
