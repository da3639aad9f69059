"""Compute how much Kazakh oil can still leave when something closes: max flow, exact.

The network of a year is solved twice. In the *low* case what is unknown carries what it was
seen to carry, in the *high* case whatever arrives; the truth lies between. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from routes.evidence.moment import in_service
from routes.language import named, number, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError
from routes.model.tables import Tables
from routes.model.units import BBL_PER_T, days_in
from routes.network.capacity import SHUT, Bound, Capacities, Range, span, whole_moorings
from routes.network.closures import Closure, crossing, of_element
from routes.network.maxflow import SINK, SOURCE, Edge, Solved, solve
from routes.network.network import Network, network


def bounds_of(
    atlas: Atlas,
    net: Network,
    caps: Capacities,
    closures: Sequence[Closure],
    naive: bool = False,
) -> dict[str, Bound]:
    """Bound every leg and transfer under the closures."""
    answered = {p for t in net.transfers for p in (t.place_id, t.terminal_id) if p}
    states = [c for c in closures if c.id in atlas.state_names]
    shut = {c.id: crossing(atlas, net.legs.values(), frozenset({c.id})) for c in states}
    found: dict[str, Bound] = {}
    for leg in net.legs.values():
        bound = _under(caps, leg.leg_id, of_element(leg, closures, answered), naive)
        if not in_service(leg, caps.year):
            how = phrase("closure-how-not-in-service", year=caps.year)
            bound = Bound(*SHUT, "figures", how)
        for state in states:
            verdict = shut[state.id].get(leg.leg_id)
            other = _under(caps, leg.leg_id, [state], naive)
            if verdict == "crosses":
                bound = _least(bound, other)
            elif verdict == "cannot_tell":
                bound = Bound(min(bound.low, other.low), bound.high, bound.basis, bound.how)
        found[leg.leg_id] = bound
    for transfer in net.transfers:
        mine = of_element(transfer, closures)
        mine += [s for s in states if atlas.places[transfer.place_id].country == s.id]
        found[transfer.transfer_id] = _under(caps, transfer.transfer_id, mine, naive)
    return found


def _under(caps: Capacities, element: str, closures: Iterable[Closure], naive: bool) -> Bound:
    """Bound an element under closures, each for its days of the year."""
    whole = caps.bound(element, naive=naive)
    bound = whole
    year = days_in(caps.year)
    for closure in closures:
        part = closure.days_of(caps.year) / year
        shut = caps.bound(element, closure.share, naive)
        if part == 1:
            bound = _least(bound, shut)
            continue
        low, high = (
            part * s + (1 - part) * w if s < inf else w
            for s, w in ((shut.low, whole.low), (shut.high, whole.high))
        )
        how = phrase("closure-how-days", how=shut.how, days=closure.days, year=year)
        bound = _least(bound, Bound(low, high, whole.basis, how))
    return bound


def _least(one: Bound, other: Bound) -> Bound:
    first = other if (other.high, other.low) <= (one.high, one.low) else one
    return Bound(min(one.low, other.low), min(one.high, other.high), first.basis, first.how)


COUNTRY = "kazakhstan"


def edges_of(
    net: Network, caps: Capacities, bounds: dict[str, Bound], left: Range, side: int
) -> list[Edge]:
    """Lay the network out as edges in the low (0) or the high (1) case."""
    edges = [Edge(SOURCE, COUNTRY, COUNTRY, left[side])]
    modes = sorted({leg.mode for leg in net.legs.values()})
    for gate in net.gates:
        if gate.role == "origin":
            edges.append(Edge(COUNTRY, gate.gate_id, gate.gate_id, caps.supply(gate.gate_id)[side]))
            edges += [Edge(gate.gate_id, f"{gate.place_id}>{m}", "", inf) for m in modes]
        else:
            edges += [Edge(f"{m}>{gate.place_id}", SINK, "", inf) for m in modes]
    for leg in net.legs.values():
        bound = bounds[leg.leg_id]
        capacity = (bound.low, bound.high)[side]
        moved = caps.at_least(leg.leg_id)
        edges.append(
            Edge(
                f"{leg.tail}>{leg.mode}",
                f"{leg.mode}>{leg.head}",
                leg.leg_id,
                capacity,
                used=moved[0] if moved else 0.0,
                km=leg.length_km,
            )
        )
    places = {end for leg in net.legs.values() for end in (leg.tail, leg.head)}
    edges += [Edge(f"{m}>{p}", f"{p}>{m}", "", inf) for p in sorted(places) for m in modes]
    for transfer in net.transfers:
        bound, name = bounds[transfer.transfer_id], transfer.transfer_id
        for mode in transfer.from_modes.split("|"):
            edges.append(Edge(f"{mode}>{transfer.place_id}", f"{name}<", "", inf))
        edges.append(Edge(f"{name}<", f"{name}>", name, (bound.low, bound.high)[side]))
        edges.append(Edge(f"{name}>", f"{transfer.place_id}>{transfer.to_mode}", "", inf))
    return edges


def assumptions(
    caps: Capacities, bounds: dict[str, Bound], net: Network, basis: str
) -> tuple[str, ...]:
    """Say what the answer rests on, in sentences."""
    names = {
        **{k: v.name for k, v in net.legs.items()},
        **{t.transfer_id: t.name_en for t in net.transfers},
    }
    told = [
        phrase("closure-assumes-total", year=caps.year, basis=basis),
        phrase("closure-assumes-market"),
        phrase("closure-assumes-exchange"),
        phrase("closure-assumes-others"),
        phrase("closure-assumes-density", density=number(BBL_PER_T, ".2f")),
    ]
    joint = phrase("common-list.comma")

    def bounded(by: str) -> str:
        return joint.join(names[k] for k, b in bounds.items() if b.basis == by and b.high > 0)

    if moved := bounded("moved"):
        told.append(phrase("closure-assumes-moved", parts=moved))
    if unknown := bounded("unknown"):
        told.append(phrase("closure-assumes-unknown", parts=unknown))
    fields = [
        g.name_en for g in net.gates if g.role == "origin" and caps.supply(g.gate_id)[1] == inf
    ]
    if fields:
        told.append(phrase("closure-assumes-output", year=caps.year, fields=joint.join(fields)))
    told += [note[0].upper() + note[1:] + "." for note in caps.notes()]
    return tuple(dict.fromkeys(told))


@dataclass(frozen=True)
class LegFlow:
    """What a leg moved (None: not known) and what it moves now, Mt a year.

    `flow` is that of the high case, `flow_low` that of the low one; as the whole is a maximum
    and other ways may share it otherwise, it is one answer and not the only one.
    """

    leg_id: str
    actual: Range | None
    flow: float
    flow_low: float
    bound: Bound
    closed: bool


@dataclass(frozen=True)
class Outcome:
    """The answer to a closure; every range is (low, high) in Mt a year.

    `cut` are the elements that bind in the high case with what they let through, `cut_low`
    those of the low case; empty where all that left can still leave. `naive` is the flow if a
    share of moorings were a share of tonnes, None where no mooring is counted. `counted` words
    such closures (id to "1 of 3 moorings"); `ways` are the legs by which oil leaves the country;
    `bounds` holds for legs and transfers; `partly_known` is True where `actual` is the sum of
    those ways out that have a figure.
    """

    year: int
    closures: tuple[Closure, ...]
    avoid: frozenset[str]
    actual: Range
    basis: str
    flow: Range
    cut: tuple[tuple[str, float], ...]
    cut_low: tuple[tuple[str, float], ...]
    legs: tuple[LegFlow, ...]
    assumptions: tuple[str, ...]
    naive: Range | None = None
    ways: tuple[str, ...] = ()
    bounds: dict[str, Bound] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    partly_known: bool = False

    @property
    def shortfall(self) -> Range:
        """What left in the year and has no way now, Mt a year."""
        return max(0.0, self.actual[1] - self.flow[1]), max(0.0, self.actual[0] - self.flow[0])


def years(tables: Tables) -> list[int]:
    """List the years for which any Kazakh oil is known to have moved."""
    return sorted({year for row in tables.capacities if row.role == "kazakh" for year in span(row)})


def nearest_year(tables: Tables, year: int) -> int:
    """Return the year itself if it has figures, else the nearest that has."""
    return min(years(tables), key=lambda known: abs(known - year))


def ways_out(atlas: Atlas, net: Network) -> tuple[str, ...]:
    """List the legs by which oil leaves Kazakhstan: from a place there to one elsewhere."""
    country = {place_id: place.country for place_id, place in atlas.places.items()}
    return tuple(
        leg.leg_id
        for leg in net.legs.values()
        if country[leg.tail] == "KZ" and country[leg.head] != "KZ"
    )


def actual(caps: Capacities, ways: Sequence[str]) -> tuple[Range, str, bool]:
    """Return how much left in the year, how that is known, and whether it is only a part.

    Parameters
    ----------
    caps
        The figures of the year.
    ways
        Legs by which oil leaves the country.

    Returns
    -------
    Million tonnes, low and high; a phrase; True where some ways out have no figure.
    """
    published = caps.get(COUNTRY, "export_total")
    if published:
        return published, phrase("closure-basis-published"), False
    made, used = caps.get(COUNTRY, "production"), caps.get(COUNTRY, "domestic")
    if made and used:
        left = made[0] - used[1], made[1] - used[0]
        return left, phrase("closure-basis-computed"), False
    known = [found for way in ways if (found := caps.moved(way))]
    total = sum(low for low, _ in known), sum(high for _, high in known)
    return total, phrase("closure-basis-summed", n=len(known), total=len(ways)), True


def close(
    atlas: Atlas,
    tables: Tables,
    year: int,
    closures: Sequence[Closure] = (),
    avoid: frozenset[str] = frozenset(),
) -> Outcome:
    """Answer what can still leave in a year under closures.

    Parameters
    ----------
    year
        One for which Kazakh oil is known to have moved (`years`).
    closures
        What closes; a state closes every leg that crosses it.
    avoid
        States that are closed, too.

    Raises
    ------
    InputError
        If the year has no figures; names the nearest that has.
    """
    nearest = nearest_year(tables, year)
    if year != nearest:
        raise InputError("year", year, f"no throughput is known for it; nearest: {nearest}")
    closures = (
        *(closure.in_year(year) for closure in closures),
        *(Closure(s) for s in sorted(avoid) if s not in {c.id for c in closures}),
    )
    net = network(atlas, tables, "oil")
    caps = Capacities(tables, year)
    ways = ways_out(atlas, net)
    left, basis, partly_known = actual(caps, ways)
    bounds = bounds_of(atlas, net, caps, closures)
    low = solve(edges_of(net, caps, bounds, left, 0))
    high = solve(edges_of(net, caps, bounds, left, 1))
    # What left could leave, whatever the figures that are missing.
    least = min(low.value, high.value) if closures else left[0]
    naive: Range | None = None
    if any(
        c.share > 0 and caps.moorings(t.transfer_id)
        for t in net.transfers
        for c in of_element(t, closures)
    ):
        plain = bounds_of(atlas, net, caps, closures, naive=True)
        naive = (
            solve(edges_of(net, caps, plain, left, 0), routed=False).value,
            solve(edges_of(net, caps, plain, left, 1), routed=False).value,
        )
    return Outcome(
        year,
        closures,
        avoid,
        left,
        basis,
        (least, high.value),
        high.cut,
        low.cut if closures else high.cut,
        tuple(_leg(leg, caps, bounds[leg.leg_id], low, high) for leg in net.legs.values()),
        (*_rounded(atlas, caps, net, closures), *assumptions(caps, bounds, net, basis)),
        naive,
        ways,
        bounds,
        _counted(caps, net, closures),
        partly_known,
    )


def _leg(leg: Leg, caps: Capacities, bound: Bound, low: Solved, high: Solved) -> LegFlow:
    return LegFlow(
        leg.leg_id,
        caps.moved(leg.leg_id),
        high.flows.get(leg.leg_id, 0.0),
        low.flows.get(leg.leg_id, 0.0),
        bound,
        bound.high == 0 and in_service(leg, caps.year),
    )


def _counted(caps: Capacities, net: Network, closures: Sequence[Closure]) -> dict[str, str]:
    """Word closures of what is counted in moorings."""
    found = {}
    for transfer in net.transfers:
        whole = caps.moorings(transfer.transfer_id)
        for closure in of_element(transfer, closures) if whole else ():
            left = whole_moorings(closure.share, whole or 0)
            found[closure.id] = phrase("closure-moorings", n=left, total=whole or 0)
    return found


def _rounded(
    atlas: Atlas, caps: Capacities, net: Network, closures: Sequence[Closure]
) -> list[str]:
    """Say in sentences where a share of moorings is rounded to whole moorings."""
    found = []
    for transfer in net.transfers:
        whole = caps.moorings(transfer.transfer_id)
        country = atlas.places[transfer.place_id].country
        states = [closure for closure in closures if closure.id == country]
        for closure in [*of_element(transfer, closures), *states] if whole else ():
            exact = closure.share * (whole or 0)
            left = whole_moorings(closure.share, whole or 0)
            # 33.3 per cent of three is meant for one: within a twentieth of a mooring all is well.
            if abs(exact - left) > 0.05:
                found.append(
                    phrase(
                        "closure-rounded",
                        transfer=named("part", (transfer.transfer_id, transfer.name_en)),
                        percent=number(100 * closure.share, ".4g"),
                        total=whole or 0,
                        exact=number(exact, ".3g"),
                        n=left,
                    )
                )
    return list(dict.fromkeys(found))
