"""List places and lines that lie elsewhere than their rows say.

A slip in a coordinate is caught by what else is known: a line does not turn back on itself, a
pipeline is about as long as published, a place lies in its state, and a leg touches the states
that its row names. What the rows say and what the map gives are two statements; either may hold
the slip, so the message shows both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from routes.evidence.lengths import compare
from routes.geometry.geodesic import segment_km
from routes.geometry.precision import BORDER_KM, BORDER_KM_OF
from routes.model.atlas import Atlas, Leg
from routes.model.errors import DataError
from routes.model.rows import Place
from routes.model.tables import Tables, points_of
from routes.model.terms import GROUND, LAND
from routes.verdict.tests import belts_by_state
from routes.world.zones import Zones

DETOUR = 2.4
"""Greatest detour at a point: the way by it over the way past it. The sharpest true bend, the
railway's at Kulsary, is 2.36; of 723 points 688 exceed this when their latitude and longitude are
swapped (measured on the tables of 2026-11-24)."""
LEAST_RATIO, MOST_RATIO = 0.85, 1.1
"""A line on the map over a length published for it: lines cut corners, and published lengths differ
by 5 %. The tables have 0.90 to 1.04."""
PERHAPS = "?"
"""Follows a state that a leg may touch, within the precision of line and border."""


def misplaced(tables: Tables, atlas: Atlas, zones: Zones) -> list[DataError]:
    """List what lies elsewhere than its row says.

    Parameters
    ----------
    tables
        Everything people write.
    atlas
        The legs as measured from it.
    zones
        The partition that they were measured by.
    """
    return [
        *_bends(tables),
        *_lengths(tables, atlas),
        *_places(tables, zones),
        *_touched(tables, atlas),
    ]


def _bends(tables: Tables) -> Iterator[DataError]:
    """List points at which a line goes a long way round and comes back."""
    line_of = {(p.leg_id, p.seq): line for line, p in tables.waypoints.numbered()}
    bends = [
        bend
        for points in points_of(tables).values()
        for bend in zip(points, points[1:], points[2:], strict=False)
    ]
    before, at, after = (
        np.array([(bend[i].lon, bend[i].lat) for bend in bends]).reshape(-1, 2) for i in range(3)
    )
    way_by = segment_km(before, at) + segment_km(at, after)
    way_past = segment_km(before, after)
    for (_, point, _), by, past in zip(bends, way_by, way_past, strict=True):
        if by > DETOUR * past:
            fault = f"'{point.place_name}' of leg '{point.leg_id}' is a detour: "
            fault += f"{by:,.0f} km by it, {past:,.0f} km past it"
            cure = "correct its lat and lon (swapped?), or add the points of a true bend"
            line = line_of[point.leg_id, point.seq]
            yield DataError(tables.waypoints.file, line, fault, cure)


def _lengths(tables: Tables, atlas: Atlas) -> Iterator[DataError]:
    """List published lengths that the line is far from."""
    lines = {id(row): line for line, row in tables.figures.numbered()}
    for row in tables.figures:
        for pair in compare(atlas, [row]):
            if not LEAST_RATIO <= pair.ratio <= MOST_RATIO:
                where = f" in {pair.state}" if pair.state else ""
                fault = f"'{pair.subject_id}' was published as {pair.published_km:,.0f} km{where}, "
                fault += f"its line has {pair.map_km:,.0f} km"
                cure = f"correct the value, or the waypoints of '{pair.subject_id}'"
                yield DataError(tables.figures.file, lines[id(row)], fault, cure)


def _places(tables: Tables, zones: Zones) -> Iterator[DataError]:
    """List places that do not lie in their state, and places on land without one."""
    for line, place in tables.places.numbered():
        point = np.array([[place.lon, place.lat]])
        if place.country is None:
            there = sorted({zones.state[z] for z in zones.index.zone_at(point) if z >= 0})
            on_land = [s for s in there if _within(point, s, (LAND,), 0.0, zones)]
            if place.kind != "sea" or on_land:
                fault = f"country of '{place.place_id}' is blank, yet it is no place at open sea"
                cure = f"write {' or '.join(there) or 'its state'}, or correct lat and lon"
                yield DataError(tables.places.file, line, fault, cure)
        elif not _within(point, place.country, GROUND, _reach_km(place), zones):
            there = sorted({zones.state[z] for z in zones.index.zone_at(point) if z >= 0})
            fault = f"'{place.place_id}' does not lie in {place.country}, but in "
            fault += " or ".join(there) or "no state"
            yield DataError(tables.places.file, line, fault, "correct country, or lat and lon")


def _reach_km(place: Place) -> float:
    border = max([BORDER_KM, *(km for pair, km in BORDER_KM_OF.items() if place.country in pair)])
    return place.precision_km + border


def _within(
    point: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    state: str,
    kinds: Collection[str],
    reach_km: float,
    zones: Zones,
) -> bool:
    own = zones.of(state, kinds)
    if np.isin(zones.index.zone_at(point), own).any():
        return True
    return bool(zones.edges.distance_km(own, point, reach_km)[0] <= reach_km) if reach_km else False


def _touched(tables: Tables, atlas: Atlas) -> Iterator[DataError]:
    """List legs that touch other states than their rows name."""
    for line, row in tables.legs.numbered():
        found = touched(atlas.legs[row.leg_id])
        if (row.states or "") != "|".join(found):
            fault = f"leg '{row.leg_id}' touches {'|'.join(found) or 'no state'} as drawn, "
            fault += f"states says {row.states or 'none'}"
            cure = "correct its waypoints, or if they are right write what it touches"
            yield DataError(tables.legs.file, line, fault, cure)


def touched(leg: Leg) -> Sequence[str]:
    """List the states whose land or territorial sea a leg touches, in order of their codes.

    Parameters
    ----------
    leg
        A leg as measured.

    Returns
    -------
    ISO 3166-1 alpha-2 codes; with `?` behind those that it only may touch, within the precision
    of line and border.
    """
    low: dict[str, float] = {}
    # Within 12 miles of two coasts is within 12 miles of each, whichever is nearer.
    for zone in (*leg.zones, *belts_by_state(leg.belts)):
        if zone.kind in GROUND and zone.state and zone.high > 0:
            low[zone.state] = max(low.get(zone.state, 0.0), zone.low)
    return [state if low[state] > 0 else state + PERHAPS for state in sorted(low)]
