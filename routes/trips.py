"""Word journeys, say what closes them, and set two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routes.atlas import Atlas, Leg
from routes.capacity import Bound, Capacities
from routes.closures import Closure, crossing, of_element
from routes.journeys import Journey
from routes.model import Transfer
from routes.names import listed
from routes.units import WHOLE_YEAR


@dataclass(frozen=True)
class Neck:
    """What lets the least of a journey's oil through: a leg or transfer with its bound."""

    name: str
    bound: Bound


def via(atlas: Atlas, journey: Journey) -> str:
    """Name a journey by the places where it changes mode: by Aktau, Sangachal and Ceyhan."""
    places = [atlas.places[transfer.place_id].label for transfer in journey.transfers]
    if places:
        return f"by {listed(places)}"
    return f"by {journey.modes[0]} all the way"


def shut_by(atlas: Atlas, journey: Journey, closures: Iterable[Closure]) -> list[Closure]:
    """List the closures that shut a journey as a whole, all year."""
    whole = [c for c in closures if c.share == 0 and c.days >= WHOLE_YEAR]
    found = []
    for closure in whole:
        if closure.id in atlas.state_names:
            hit = bool(crossing(atlas, journey.legs, frozenset({closure.id})))
        else:
            parts: list[Leg | Transfer] = [*journey.legs, *journey.transfers]
            hit = any(of_element(part, [closure]) for part in parts)
        if hit:
            found.append(closure)
    return found


def neck(caps: Capacities, journey: Journey) -> Neck | None:
    """Find the bottleneck of a journey of oil in a year; None where no figure bounds it."""
    named = [(leg.name, caps.bound(leg.leg_id)) for leg in journey.legs]
    named += [(t.name_en, caps.bound(t.transfer_id)) for t in journey.transfers]
    known = [Neck(name, bound) for name, bound in named if bound.basis == "figures"]
    return min(known, key=lambda n: (n.bound.high, n.bound.low), default=None)


def states_of(atlas: Atlas, journey: Journey) -> list[str]:
    """List the states whose land or territorial sea a journey goes through, longest first."""
    zones = [
        z for z in journey.judged.zones if z.kind in {"land", "territorial_sea"} and z.km >= 0.05
    ]
    codes = dict.fromkeys(z.state for z in zones)
    return [atlas.state_names.get(code, code) for code in codes]


def differences(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell what only the first and what only the second has, in their order."""
    return [x for x in first if x not in second], [x for x in second if x not in first]
