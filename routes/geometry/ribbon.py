"""Unroll a path from its origin to its end: states, places and events by kilometre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from routes.model.atlas import Atlas
from routes.model.names import known_place, short
from routes.model.rows import Event
from routes.model.terms import Kind, Mode

LITTLE_KNOWN = frozenset({"pump_station", "compressor_station", "border"})
"""Kinds of points that give way to towns of their rank."""
NEAR_KM = 0.5
"""Kilometres from an end of a leg within which a point is that end, and has its name."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of the path in one zone, by one mode.

    Attributes
    ----------
    state
        ISO 3166-1 alpha-2; "" where it is no state's.
    kind
        Kind of the zone.
    mode
        How the leg there carries.
    start
        Kilometres of the path at which it begins.
    km
        Its length in kilometres.
    """

    state: str
    kind: Kind
    mode: Mode
    start: float
    km: float


@dataclass(frozen=True)
class Mark:
    """A named point of the path.

    Attributes
    ----------
    km
        Kilometres from the path's origin.
    text
        Its name, short.
    rank
        0 for an end of the path, 1 where its legs meet, then the greater the fewer know it.
    """

    km: float
    text: str
    rank: int


@dataclass(frozen=True)
class Ribbon:
    """A path unrolled.

    Attributes
    ----------
    length_km
        Its length in kilometres.
    stretches
        Stretches by zone and mode, from origin to end.
    places
        Its ends and named points between them, in order.
    events
        Kilometre and row of the events that are tied to a place on it.
    """

    length_km: float
    stretches: tuple[Stretch, ...]
    places: tuple[Mark, ...]
    events: tuple[tuple[float, Event], ...]


def unroll(atlas: Atlas, path: Sequence[str], events: Iterable[Event] = ()) -> Ribbon:
    """Unroll the legs of a path, one after the other.

    Parameters
    ----------
    atlas
        As built.
    path
        Leg ids from origin to end.
    events
        Candidates; each is set at the first of its subjects that is a place on the path.
    """
    at: dict[str, float] = {}
    stretches: list[Stretch] = []
    places: dict[str, Mark] = {}
    km = 0.0
    legs = [atlas.legs[leg_id] for leg_id in path]
    start = 0.0
    for leg in legs[:-1]:
        # Where legs meet readers know the place by its label; a strait's entrance by the strait.
        start += leg.length_km
        joint = short(atlas.places[leg.head].label)
        places.setdefault(joint, Mark(start, joint, 1))
    for leg in legs:
        at.setdefault(leg.tail, km)
        for stop in leg.stops:
            name = known_place(stop.name, stop.kind)
            if name and NEAR_KM < stop.km < leg.length_km - NEAR_KM:
                rank = stop.rank + (2 if stop.kind in LITTLE_KNOWN else 1)
                places.setdefault(name, Mark(km + stop.km, name, rank))
        start = km
        for piece in leg.pieces:
            last = stretches[-1] if stretches else None
            if last and (last.state, last.kind, last.mode) == (piece.state, piece.kind, leg.mode):
                stretches[-1] = replace(last, km=last.km + piece.km)
            else:
                stretches.append(Stretch(piece.state, piece.kind, leg.mode, start, piece.km))
            start += piece.km
        km += leg.length_km
        at[leg.head] = km
    ends = (_end(atlas, path[0], "tail", 0.0), _end(atlas, path[-1], "head", km))
    for end in ends:
        places.pop(end.text, None)
    inner = [m for m in places.values() if all(abs(m.km - end.km) > 0.02 * km for end in ends)]
    placed = []
    for event in events:
        on_path = [at[s] for s in event.subject_ids.split("|") if s in at]
        if on_path:
            placed.append((on_path[0], event))
    marks = sorted([*ends, *inner], key=lambda m: m.km)
    return Ribbon(km, tuple(stretches), tuple(marks), tuple(placed))


def _end(atlas: Atlas, leg_id: str, side: str, km: float) -> Mark:
    place = atlas.places[getattr(atlas.legs[leg_id], side)]
    return Mark(km, place.label, 0)
