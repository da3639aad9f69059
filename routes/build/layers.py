"""Render the atlas as files: a layer of GeoJSON for each corridor, and one for the feeders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any

import numpy as np

from routes.model.atlas import AreaKm, Atlas, BeltKm, Leg, LegRecord, Piece, ZoneKm


def as_json(content: Any, indent: int | None = None) -> bytes:
    """Render JSON in UTF-8, the same bytes for the same content.

    Parameters
    ----------
    content
        What `json.dumps` takes.
    indent
        Blanks a level; None for a single line.
    """
    text = json.dumps(
        content, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":")
    )
    return text.encode("utf-8") + b"\n"


def corridor_layer(atlas: Atlas, corridor_id: str) -> bytes:
    """Render a corridor as RFC 7946 GeoJSON, lon/lat, one feature a leg, a line each.

    Parameters
    ----------
    atlas
        As measured.
    corridor_id
        Id of one of its corridors.
    """
    corridor = atlas.corridors[corridor_id]
    return _layer(atlas, atlas.legs_of(corridor_id), asdict(corridor))


def feeder_layer(atlas: Atlas) -> bytes:
    """Render the legs that are in no corridor, as `corridor_layer` does those of one.

    Parameters
    ----------
    atlas
        As measured.
    """
    used = {leg for corridor in atlas.corridors.values() for leg in corridor.leg_ids}
    return _layer(atlas, [leg for leg in atlas.legs.values() if leg.leg_id not in used], None)


def redrawn_layer(atlas: Atlas, un: Atlas) -> bytes:
    """Render what other borders than the UN's change, as `corridor_layer` does a corridor.

    Parameters
    ----------
    atlas
        As measured by the other borders.
    un
        The same by the UN's.

    Returns
    -------
    The legs and places that differ, and the disputed areas.
    """
    places = [place for key, place in atlas.places.items() if place != un.places[key]]
    head = {
        "type": "FeatureCollection",
        "data_version": atlas.data_version,
        "borders": atlas.borders,
        "areas": [asdict(area) for area in atlas.areas.values()],
        "places": [asdict(place) for place in places],
    }
    return _collection(head, redrawn_legs(atlas, un))


def redrawn_legs(atlas: Atlas, un: Atlas) -> list[Leg]:
    """List the legs that other borders than the UN's measure otherwise.

    A vertex moved by the rounding of a border that both sets share makes no other leg.

    Parameters
    ----------
    atlas, un
        As in `redrawn_layer`.
    """
    return [
        leg
        for key, leg in atlas.legs.items()
        if replace(leg, line=()) != replace(un.legs[key], line=())
    ]


def feature(leg: Leg) -> dict[str, Any]:
    """Format a leg as a feature of GeoJSON, coordinates rounded to 1e-6 degrees (0.1 m).

    Parameters
    ----------
    leg
        As measured; the `start` and `end` of its pieces are numbers of coordinates.
    """
    return {
        "type": "Feature",
        "id": leg.leg_id,
        "geometry": {"type": "LineString", "coordinates": np.round(leg.line, 6).tolist()},
        "properties": {
            **{field.name: getattr(leg, field.name) for field in fields(LegRecord)},
            "length_km": leg.length_km,
            "offshore_km": leg.offshore_km,
            "precision_km": leg.precision_km,
            "zones": [{"state": zone.state, "kind": zone.kind, **_km(zone)} for zone in leg.zones],
            "within_12nm": [{"states": belt.states, **_km(belt)} for belt in leg.belts],
            **({"areas": [_area(area) for area in leg.areas]} if leg.areas else {}),
            "pieces": [_piece(piece) for piece in leg.pieces],
            "stops": [asdict(stop) for stop in leg.stops],
        },
    }


def _km(zone: ZoneKm | BeltKm | AreaKm) -> dict[str, float]:
    return {"km": zone.km, "km_low": zone.low, "km_high": zone.high}


def _area(area: AreaKm) -> dict[str, Any]:
    return {"area": area.area, "kind": area.kind, **_km(area)}


def _piece(piece: Piece) -> dict[str, Any]:
    """Return a piece without its area where it is in none."""
    return {name: value for name, value in asdict(piece).items() if name != "area" or value}


def _layer(atlas: Atlas, legs: Sequence[Leg], corridor: dict[str, Any] | None) -> bytes:
    ends = dict.fromkeys(end for leg in legs for end in (leg.tail, leg.head))
    head = {
        "type": "FeatureCollection",
        "data_version": atlas.data_version,
        "corridor": corridor,
        "places": [asdict(atlas.places[end]) for end in ends],
    }
    return _collection(head, legs)


def _collection(head: dict[str, Any], legs: Sequence[Leg]) -> bytes:
    body = b",\n".join(as_json(feature(leg)).strip() for leg in legs)
    # The last two bytes of the head, its brace and line end, give way to the features.
    return as_json(head)[:-2] + b',"features":[\n' + body + b"\n]}\n"
