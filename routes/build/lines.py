"""Render what the map in the browser draws: every leg once, and the places it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely

from routes.build.layers import as_json, redrawn_legs
from routes.geometry.geodesic import segment_km
from routes.model.atlas import Atlas, Leg
from routes.model.borders import Area
from routes.model.names import short
from routes.model.terms import LAND
from routes.world.zones import Zones

THIN_DEG = 0.003
"""Degrees: what no zoom of the map shows."""
NO_PLACE = frozenset({"waypoint", "sea_waypoint", "sea"})
"""Kinds of points that are of the line alone, and are called by where they lie from a place."""
ONE_PLACE_KM = 40.0
"""Two places of one name nearer than this are one: the town beside a pipeline and its station."""
_COMPASS = "N|NE|E|SE|S|SW|W|NW"
_POSITION = re.compile(
    rf"^(?:{_COMPASS}) of |^Off | (?:{_COMPASS})$"
    r"|\b(?:crossing|landfall|bend|sill|boundary|approach|entrance)$"
)
"""What tells where a point lies, and names nothing there."""


def map_lines(atlas: Atlas, ranks: Mapping[str, int]) -> bytes:
    """Render what the map draws: each leg once, with coordinates rounded to 1e-4 degrees (11 m).

    Parameters
    ----------
    atlas
        As measured.
    ranks
        Rank of each of its places, by id: 1 is always named, 2 where there is room.

    Returns
    -------
    JSON: `data_version`, `corridors` (id to name and legs), `legs` (id to name, mode, medium,
    status, corridors, km, line, and pieces as state, kind, first and last vertex, km) and
    `places` with what the map names.
    """
    content = {
        "data_version": atlas.data_version,
        "corridors": {
            corridor_id: {"name": corridor.name, "legs": list(corridor.leg_ids)}
            for corridor_id, corridor in atlas.corridors.items()
        },
        "legs": {
            leg_id: _leg(leg, _corridors_of(atlas, leg)) for leg_id, leg in atlas.legs.items()
        },
        "places": _places(atlas, ranks),
    }
    return as_json(content)


def map_redrawn(atlas: Atlas, un: Atlas, zones: Zones) -> bytes:
    """Render what the map draws otherwise under other borders than the UN's.

    Parameters
    ----------
    atlas
        As measured by the other borders.
    un
        The same by the UN's.
    zones
        The world by the other borders, degrees.

    Returns
    -------
    JSON: `data_version`, `areas` (id to name, controller, claimant, where the name may stand, its
    land as polygons of rings, and the line of control) and `legs` (id to line and pieces, as in
    `map_lines`, of those that differ).
    """
    content = {
        "data_version": atlas.data_version,
        "areas": {key: _area(area, zones) for key, area in atlas.areas.items()},
        "legs": {
            leg.leg_id: {key: _leg(leg, [])[key] for key in ("line", "pieces")}
            for leg in redrawn_legs(atlas, un)
        },
    }
    return as_json(content)


def _area(area: Area, zones: Zones) -> dict[str, Any]:
    """Return what the map draws of an area, thinned to what its largest zoom shows."""
    ground = shapely.union_all(zones.geometry[zones.of_area(area.area_id, (LAND,))])
    rest = [i for i in zones.of(area.claimant, (LAND,)) if not zones.area[i]]
    line = shapely.intersection(
        shapely.boundary(ground), shapely.boundary(shapely.union_all(zones.geometry[rest]))
    )
    parts = shapely.get_parts(line)
    parts = shapely.line_merge(shapely.union_all(parts[shapely.get_type_id(parts) == 1]))
    middle = shapely.maximum_inscribed_circle(ground, tolerance=0.01).coords[0]
    land = shapely.simplify(ground, THIN_DEG)
    return {
        "name": area.name,
        "controller": area.controller,
        "claimant": area.claimant,
        "at": np.round(middle, 2).tolist(),
        "land": [
            [np.round(shapely.get_coordinates(ring), 3).tolist() for ring in shapely.get_rings(one)]
            for one in shapely.get_parts(land)
        ],
        "line": [
            np.round(shapely.get_coordinates(one), 3).tolist()
            for one in shapely.get_parts(shapely.simplify(parts, THIN_DEG))
        ],
    }


def _corridors_of(atlas: Atlas, leg: Leg) -> list[str]:
    return [c for c, corridor in atlas.corridors.items() if leg.leg_id in corridor.leg_ids]


def _leg(leg: Leg, corridors: list[str]) -> dict[str, Any]:
    return {
        "name": leg.name,
        "mode": leg.mode,
        "medium": leg.medium,
        "status": leg.status,
        "corridors": corridors,
        "km": round(leg.length_km, 1),
        "line": np.round(leg.line, 4).tolist(),
        "pieces": [
            [p.state, p.kind, p.start, p.end, round(p.km, 1), *([p.area] if p.area else [])]
            for p in leg.pieces
        ],
    }


def name_on_map(name: str, kind: str) -> str:
    """Return the name that a map may write beside a point: that of a place, or nothing.

    >>> name_on_map("Georgian-Turkish border at Türkgözü", "border")
    'Türkgözü'
    >>> name_on_map("Borzhakty junction", "station"), name_on_map("Bozoy N", "station")
    ('Borzhakty', '')

    Parameters
    ----------
    name
        As in waypoints.csv or places.csv.
    kind
        What lies there, as in waypoints.csv.

    Returns
    -------
    "" where the point is one of the line alone, or is called by where it lies.
    """
    said = short(name)
    if kind == "border":
        # "the border at B" is called B; "the border of two states" is drawn, and needs no name
        said = re.sub(r"^.*\bborder at ", "", said)
        said = "" if said.endswith(" border") else said
    said = re.sub(r" junction$", "", said)
    return "" if kind in NO_PLACE or _POSITION.search(said) else said


def _spelling(name: str) -> str:
    """Fold the spellings of one name: Saksaul’skiy and Saksaulsky, Qulsary and Kulsary."""
    plain = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(c for c in plain if c.isalnum())
    return re.sub("i+", "i", letters.replace("q", "k").replace("y", "i"))


def _one_spelling(entries: Iterable[dict[str, Any]]) -> None:
    """Give places that are one place one name, that of the first: the map writes it once."""
    named: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        same = named.setdefault(_spelling(entry["name"]), [])
        here = np.array([[entry["lon"], entry["lat"]]])
        for other in same:
            there = np.array([[other["lon"], other["lat"]]])
            if segment_km(here, there)[0] < ONE_PLACE_KM:
                entry["name"] = other["name"]
                break
        same.append(entry)


def _places(atlas: Atlas, ranks: Mapping[str, int]) -> list[dict[str, Any]]:
    """List what the map marks and names: the ends of legs, and their named stops.

    A point of the line alone is neither; a border crossing without a name is marked.
    """
    entries: dict[str, dict[str, Any]] = {}

    def note(key: str, leg: Leg, **named: Any) -> None:
        entry = entries.setdefault(key, {**named, "corridors": [], "legs": []})
        entry["corridors"] = list(dict.fromkeys(entry["corridors"] + _corridors_of(atlas, leg)))
        entry["legs"].append(leg.leg_id)

    for leg in atlas.legs.values():
        for end in (leg.tail, leg.head):
            place = atlas.places[end]
            at = {"lon": place.lon, "lat": place.lat, "rank": ranks[end]}
            if place.kind not in NO_PLACE:
                note(end, leg, id=end, name=place.label, kind=place.kind, **at)
    ends = {entry["name"] for entry in entries.values()}
    for leg in atlas.legs.values():
        for stop in leg.stops[1:-1]:
            name = name_on_map(stop.name, stop.kind)
            marked = name or stop.kind == "border"
            if marked and name not in ends:
                # A stop waits for room; the ends of legs are what a reader looks for.
                at = {"lon": stop.lon, "lat": stop.lat, "rank": 2}
                key = f"{name}@{stop.lon:.1f},{stop.lat:.1f}"
                note(key, leg, id="", name=name, kind=stop.kind, **at)
    _one_spelling(entry for entry in entries.values() if entry["name"])
    return list(entries.values())
