"""Hold what was built: corridors of legs, each leg measured by state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["land", "territorial_sea", "nearest_waters", "unassigned", "beyond"]


@dataclass(frozen=True)
class ZoneKm:
    """Kilometres of a leg in one zone of one state.

    `low` and `high` bound `km` when the line may lie anywhere within its
    precision and the border within its own.
    """

    state: str
    kind: str
    km: float
    low: float
    high: float


@dataclass(frozen=True)
class Piece:
    """A stretch of a leg in one zone, in order from tail to head; km is its length."""

    state: str
    kind: str
    km: float


@dataclass(frozen=True)
class Stop:
    """A named point of a leg, `km` from its tail; rank 1 is always named."""

    name: str
    kind: str
    km: float
    rank: int
    lon: float
    lat: float


@dataclass(frozen=True)
class Spot:
    """A place at which legs begin or end."""

    place_id: str
    name: str
    label: str
    country: str
    kind: str
    lon: float
    lat: float
    source_id: str


@dataclass(frozen=True)
class Leg:
    """One mode from tail to head, as built."""

    leg_id: str
    name: str
    tail: str
    head: str
    mode: str
    medium: str
    goods: str
    status: str
    since: str
    until: str
    operator: str
    source_id: str
    note: str
    length_km: float
    offshore_km: float
    precision_km: float
    zones: tuple[ZoneKm, ...]
    pieces: tuple[Piece, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Corridor:
    """A named system of legs; branches run from a tail to a head, leg after leg."""

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
        """Name each leg once, in the order of the branches."""
        return tuple(dict.fromkeys(leg for branch in self.branches for leg in branch))


@dataclass(frozen=True)
class Atlas:
    """Hold all corridors, legs and places of one data version."""

    data_version: str
    corridors: dict[str, Corridor]
    legs: dict[str, Leg]
    places: dict[str, Spot]
    state_names: dict[str, str]

    def legs_of(self, corridor_id: str) -> tuple[Leg, ...]:
        """List the legs of a corridor, each once."""
        return tuple(self.legs[leg] for leg in self.corridors[corridor_id].leg_ids)

    def status(self, corridor_id: str) -> str:
        """Tell the status of a corridor: that of its legs if they agree, else operating."""
        found = {leg.status for leg in self.legs_of(corridor_id)}
        return found.pop() if len(found) == 1 else "operating"

    def name_of(self, part: str) -> str:
        """Name a leg, a place or a state as readers know it; else return the id."""
        known = self.legs.get(part) or self.places.get(part)
        return known.name if known else self.state_names.get(part, part)

    def length_km(self, corridor_id: str) -> float:
        """Add up the legs of a corridor, each once, in km."""
        return sum(leg.length_km for leg in self.legs_of(corridor_id))


def leg_from(feature: dict[str, Any]) -> Leg:
    """Read one feature of a layer."""
    values = dict(feature["properties"])
    return Leg(
        zones=tuple(
            ZoneKm(zone["state"], zone["kind"], zone["km"], zone["km_low"], zone["km_high"])
            for zone in values.pop("zones")
        ),
        pieces=tuple(
            Piece(piece["state"], piece["kind"], piece["km"]) for piece in values.pop("pieces")
        ),
        stops=tuple(Stop(**stop) for stop in values.pop("stops")),
        **values,
    )


def corridor_from(values: dict[str, Any]) -> Corridor:
    """Read the corridor member of a layer."""
    return Corridor(
        **{
            **values,
            "branches": tuple(tuple(branch) for branch in values["branches"]),
        }
    )
