"""Describe what was built: corridors of legs, each leg measured zone by zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from routes.model.borders import UN, Area, Borders
from routes.model.terms import OPERATING, Kind, LegStatus, Medium, Mode


@dataclass(frozen=True)
class ZoneKm:
    """Kilometres of a leg in all zones of one kind of one state.

    `low` and `high` bound `km` when the line may lie anywhere within its precision and the border
    within its own.

    Attributes
    ----------
    state
        ISO 3166-1 alpha-2; "" where `kind` is `unassigned` or `beyond`.
    kind
        Kind of the zones.
    km
        Kilometres as drawn; 0 where the line misses the zones but may touch them.
    low
        Kilometres that surely lie in the zones.
    high
        Kilometres that may lie in them.
    """

    state: str
    kind: Kind
    km: float
    low: float
    high: float


@dataclass(frozen=True)
class AreaKm:
    """Kilometres of a leg in a disputed area; those of its controller hold them as well.

    Attributes
    ----------
    area
        Row of areas.csv.
    kind
        Kind of the area's zones.
    km
        Kilometres as drawn; 0 where the line misses the zones but may touch them.
    low
        Kilometres that surely lie in the zones.
    high
        Kilometres that may lie in them.
    """

    area: str
    kind: Kind
    km: float
    low: float
    high: float


@dataclass(frozen=True)
class BeltKm:
    """Kilometres of a leg at sea within 12 nautical miles of the coasts of some states.

    Each row is about exactly its states, so that water within 12 miles of several coasts is
    counted once: what lies within 12 miles of any of some states is the sum of the rows that name
    one of them.

    Attributes
    ----------
    states
        ISO 3166-1 alpha-2 codes, sorted, at least one.
    km
        Kilometres within 12 miles of all of these and of no other, as drawn.
    low
        Kilometres that surely are so near to all of these, and surely to no other.
    high
        Kilometres that may be so near to each of these, and to no other.
    """

    states: tuple[str, ...]
    km: float
    low: float
    high: float


@dataclass(frozen=True)
class Piece:
    """A stretch of a line in one zone; the end of one piece is the start of the next.

    Attributes
    ----------
    state
        ISO 3166-1 alpha-2; "" where `kind` is `unassigned` or `beyond`.
    kind
        Kind of the zone.
    start
        Number of the vertex of the line that it begins with, from 0.
    end
        Number of the vertex that it ends with.
    km
        Its length in kilometres.
    area
        Disputed area that the zone is of, a row of areas.csv; "" for most.
    """

    state: str
    kind: Kind
    start: int
    end: int
    km: float
    area: str = ""


@dataclass(frozen=True)
class Stop:
    """A named point of a leg.

    Attributes
    ----------
    name
        Name of the place that the point was authored from.
    kind
        What lies there, a `PointKind` of waypoints.csv.
    km
        Kilometres from the leg's tail.
    rank
        1 if a map always names it, 2 if it does where there is room.
    lon, lat
        Position in degrees, WGS84.
    """

    name: str
    kind: str
    km: float
    rank: int
    lon: float
    lat: float


@dataclass(frozen=True)
class Spot:
    """A place at which legs begin or end.

    Attributes
    ----------
    place_id
        Row of places.csv.
    name
        Name in English.
    label
        Short name, for maps and sentences.
    country
        State it lies in, ISO 3166-1 alpha-2; "" at open sea.
    kind
        What it is, a `PlaceKind` of places.csv.
    lon, lat
        Position in degrees, WGS84.
    source_id
        Row of sources.csv for the position.
    """

    place_id: str
    name: str
    label: str
    country: str
    kind: str
    lon: float
    lat: float
    source_id: str


@dataclass(frozen=True, kw_only=True)
class LegRecord:
    """What is known of a leg before it is measured: one mode from a tail place to a head place.

    Attributes
    ----------
    leg_id
        Row of legs.csv, or any name for a line that is in no table.
    name
        Name in English.
    tail, head
        Ids of the places it starts from and ends at.
    mode
        How it carries.
    medium
        What it lies on.
    goods
        What it carries: `oil`, `cargo`, or `oil|cargo`.
    status
        Whether it operates, stands idle, or is proposed.
    since, until
        First and last day, month or year of service, as a `PartialDate` is written; "" where not
        known.
    operator
        Who runs it, short names with commas between; "" where not known.
    operators
        Ids of those who run it, from tail to head; rows of operators.csv.
    source_id
        Row of sources.csv that says it exists; "" for a line that is in no table.
    note
        What a reader should know; may be "".
    """

    leg_id: str
    name: str = ""
    tail: str = ""
    head: str = ""
    mode: Mode = "pipeline"
    medium: Medium = "land"
    goods: str = ""
    status: LegStatus = OPERATING
    since: str = ""
    until: str = ""
    operator: str = ""
    operators: tuple[str, ...] = ()
    source_id: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Leg(LegRecord):
    """A leg as measured; kilometres are rounded to the metre. Its record comes first.

    Attributes
    ----------
    length_km
        Length of its line in kilometres, along geodesics on WGS84.
    offshore_km
        Kilometres of a leg on land that the world draws as territorial sea, counted as land.
    precision_km
        Kilometres within which the true line passes, at the worst of its points.
    zones
        Kilometres by state and kind of zone, with their bounds; they add up to the length.
    belts
        Of a leg at sea, kilometres within 12 nautical miles of each set of coasts, with their
        bounds; every coast counts, not the nearest alone.
    areas
        Of these, kilometres in disputed areas, with their bounds; none under the borders `un`,
        where each area is the claimant's like any other ground.
    pieces
        Stretches by zone from tail to head.
    stops
        Its named points from tail to head.
    line
        Its vertices, (longitude, latitude) in degrees, WGS84: those of a geodesic filled up to
        5 km, and one at each crossing.
    """

    length_km: float
    offshore_km: float
    precision_km: float
    zones: tuple[ZoneKm, ...]
    pieces: tuple[Piece, ...]
    stops: tuple[Stop, ...]
    belts: tuple[BeltKm, ...] = ()
    areas: tuple[AreaKm, ...] = ()
    line: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Corridor:
    """A named system of legs; branches run from a tail to a head, leg after leg.

    Attributes
    ----------
    corridor_id
        Row of corridors.csv; it stands in links.
    name
        Name in English.
    path
        From where to where, in a few words.
    group
        Heading it stands under.
    in_article
        Whether the article names it.
    rule
        `own` if it is judged as a whole, `depends` if each branch is by its place of loading.
    note
        What a reader should know; may be "".
    branches
        Leg ids of each branch, in order.
    """

    corridor_id: str
    name: str
    path: str
    group: str
    in_article: bool
    rule: str
    note: str
    branches: tuple[tuple[str, ...], ...]

    @property
    def leg_ids(self) -> tuple[str, ...]:
        """Ids of its legs, each once, in the order of the branches."""
        return tuple(dict.fromkeys(leg for branch in self.branches for leg in branch))


@dataclass(frozen=True)
class Atlas:
    """All corridors, legs and places of one data version.

    Attributes
    ----------
    data_version
        Date of the tables and a hash of them, as `2026-01-31.0a1b2c3d`.
    corridors
        Corridors by id, in the order of their table.
    legs
        Legs by id, those of no corridor among them.
    places
        Places at which legs begin or end, by id.
    state_names
        Names of states in English by ISO 3166-1 alpha-2 code.
    borders
        Set of borders by which the legs are measured.
    areas
        Disputed areas by id; none under the borders `un`.
    """

    data_version: str
    corridors: dict[str, Corridor]
    legs: dict[str, Leg]
    places: dict[str, Spot]
    state_names: dict[str, str]
    borders: Borders = UN
    areas: Mapping[str, Area] = field(default_factory=dict)

    def legs_of(self, corridor_id: str) -> tuple[Leg, ...]:
        """List the legs of a corridor, each once.

        Parameters
        ----------
        corridor_id
            Id of a corridor of the atlas.
        """
        return tuple(self.legs[leg] for leg in self.corridors[corridor_id].leg_ids)

    def status(self, corridor_id: str) -> LegStatus:
        """Return the status of a corridor: that of its legs if they agree, else operating.

        Parameters
        ----------
        corridor_id
            Id of a corridor of the atlas.
        """
        each = {leg.status for leg in self.legs_of(corridor_id)}
        return each.pop() if len(each) == 1 else OPERATING

    def length_km(self, corridor_id: str) -> float:
        """Compute the length of a corridor in kilometres, each leg counted once.

        Parameters
        ----------
        corridor_id
            Id of a corridor of the atlas.
        """
        return sum(leg.length_km for leg in self.legs_of(corridor_id))

    def name_of(self, part: str) -> str:
        """Return the name of a leg, a place or a state in English.

        Parameters
        ----------
        part
            Id of a leg or a place, or ISO 3166-1 alpha-2 code; any other text is returned as it
            is.
        """
        known = self.legs.get(part) or self.places.get(part)
        return known.name if known else self.state_names.get(part, part)
