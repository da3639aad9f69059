"""Compute how much Kazakh oil can still leave when something closes: max flow, exact.

The network of a year is solved twice. In the *low* case what is unknown carries what it was
seen to carry, in the *high* case whatever arrives; the truth is between. See docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Final, Literal

from routes.evidence.moment import Moment, in_service
from routes.language import named, number, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError
from routes.model.rows import Transfer
from routes.model.tables import Tables
from routes.model.terms import HOME, HOME_SUBJECT
from routes.model.units import BBL_PER_T, days_in
from routes.network.capacity import SHUT, Bound, Capacities, Range, whole_moorings, years
from routes.network.closures import Closure, crossing, of_element
from routes.network.directions import at, doubtful
from routes.network.maxflow import SINK, SOURCE, Edge, Solved, solve
from routes.network.network import END, START, Network, network

COUNTRY: Final = HOME_SUBJECT
"""Node and element of the network for all that left the country."""

LOW: Final = 0
HIGH: Final = 1
Case = Literal[0, 1]
"""Which end of each bound is solved for."""

PART_OF_A_MOORING = 0.05
"""A share this near to whole moorings means them: 33.3 per cent of three is meant for one."""


@dataclass(frozen=True)
class LegFlow:
    """What a leg carried, and what it carries under the closures.

    As the whole is a maximum and other ways may share it otherwise, the flows are one answer and
    not the only one.

    Attributes
    ----------
    leg_id
        The leg.
    actual
        Kazakh oil that it carried in the year, Mt; None where it is not known.
    flow
        What it carries in the high case, Mt a year.
    flow_low
        What it carries in the low case, Mt a year.
    bound
        What it can carry of Kazakh oil.
    closed
        Whether it was in service and the closures leave nothing of it.
    """

    leg_id: str
    actual: Range | None
    flow: float
    flow_low: float
    bound: Bound
    closed: bool


@dataclass(frozen=True)
class Outcome:
    """The answer to a closure; every range is in Mt a year.

    Attributes
    ----------
    year
        Year of the figures.
    closures
        What closes, states to avoid included.
    avoid
        States that are closed as a whole, ISO 3166-1 alpha-2.
    actual
        Kazakh oil that left in the year.
    basis
        How it is known, for a reader.
    flow
        What can still leave: in the low case, in the high case.
    cut
        The bottleneck in the high case: elements (leg, transfer, origin or `COUNTRY`) with what
        they let through, Mt a year. `COUNTRY` alone where all that left can still leave; empty
        where nothing can flow.
    cut_low
        The bottleneck in the low case.
    legs
        Every leg of the network.
    assumptions
        Sentences on what the answer rests on.
    naive
        The flow if a share of moorings were a share of tonnes; None where no mooring closes.
    ways
        Legs by which oil leaves the country.
    bounds
        What each leg and transfer can carry, by id.
    counted
        Words for closures of what is counted in moorings, by id: `1 of 3 moorings`.
    partly_known
        Whether `actual` is the sum of those ways out that have a figure.
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
        """What left in the year and cannot leave now: in the high case, in the low case."""
        return max(0.0, self.actual[1] - self.flow[1]), max(0.0, self.actual[0] - self.flow[0])


def close(
    atlas: Atlas,
    tables: Tables,
    year: int,
    closures: Sequence[Closure] = (),
    avoid: frozenset[str] = frozenset(),
) -> Outcome:
    """Compute what can still leave in a year under closures.

    Parameters
    ----------
    atlas
        What was built.
    tables
        Its gates, transfers, capacities and figures are read.
    year
        One for which Kazakh oil is known to have moved (`years`).
    closures
        What closes; a state closes every leg that crosses it.
    avoid
        States that are closed as a whole, ISO 3166-1 alpha-2.

    Raises
    ------
    InputError
        If the year has no figures; names the nearest that has.
    """
    nearest = nearest_year(tables, year)
    if year != nearest:
        raise InputError("year", year, phrase("closure-cure-year", nearest=nearest))
    closures = (
        *(closure.in_year(year) for closure in closures),
        *(Closure(s) for s in sorted(avoid) if s not in {c.id for c in closures}),
    )
    moment = Moment(year)
    atlas = at(atlas, tables.directions, moment)
    net = network(atlas, tables, "oil")
    caps = Capacities(tables, year, doubtful(tables.directions, moment))
    ways = tuple(way for way in ways_out(atlas, net) if in_service(net.legs[way], year))
    left, basis, partly_known = actual(caps, ways)
    bounds = bounds_of(atlas, net, caps, closures)
    low = solve(edges_of(net, caps, bounds, left, LOW))
    high = solve(edges_of(net, caps, bounds, left, HIGH))
    # What left could leave, whatever the figures that are missing.
    least = min(low.value, high.value) if closures else left[0]
    naive: Range | None = None
    if any(closure.share > 0 for _, _, closure in _of_moorings(caps, net, closures)):
        plain = bounds_of(atlas, net, caps, closures, naive=True)
        naive = (
            solve(edges_of(net, caps, plain, left, LOW), routed=False).value,
            solve(edges_of(net, caps, plain, left, HIGH), routed=False).value,
        )
    return Outcome(
        year=year,
        closures=closures,
        avoid=avoid,
        actual=left,
        basis=basis,
        flow=(least, high.value),
        cut=high.cut,
        cut_low=low.cut if closures else high.cut,
        legs=tuple(_leg(leg, caps, bounds[leg.leg_id], low, high) for leg in net.legs.values()),
        assumptions=(
            *_rounded(atlas, caps, net, closures),
            *assumptions(caps, bounds, net, basis),
        ),
        naive=naive,
        ways=ways,
        bounds=bounds,
        counted=_counted(caps, net, closures),
        partly_known=partly_known,
    )


def nearest_year(tables: Tables, year: int) -> int:
    """Return the year itself if it has figures, else the nearest that has.

    Parameters
    ----------
    tables
        Its capacities are read.
    year
        Any year.
    """
    return min(years(tables), key=lambda known: abs(known - year))


def ways_out(atlas: Atlas, net: Network) -> tuple[str, ...]:
    """List the legs by which oil leaves Kazakhstan: from a place there to one elsewhere.

    Parameters
    ----------
    atlas
        Has the places.
    net
        The network of oil.
    """
    country = {place_id: place.country for place_id, place in atlas.places.items()}
    return tuple(
        leg.leg_id
        for leg in net.legs.values()
        if country[leg.tail] == HOME and country[leg.head] != HOME
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
    known = [moved for way in ways if (moved := caps.moved(way))]
    total = sum(low for low, _ in known), sum(high for _, high in known)
    return total, phrase("closure-basis-summed", n=len(known), total=len(ways)), True


def bounds_of(
    atlas: Atlas,
    net: Network,
    caps: Capacities,
    closures: Sequence[Closure],
    naive: bool = False,
) -> dict[str, Bound]:
    """Bound every leg and transfer under the closures.

    Parameters
    ----------
    atlas
        Has the places and the states.
    net
        The network of oil.
    caps
        The figures of the year.
    closures
        What closes. A state closes the legs that cross it and the transfers in it.
    naive
        Whether a share of moorings is taken for a share of the tonnes.

    Returns
    -------
    Bounds by id.
    """
    answered = {p for t in net.transfers for p in (t.place_id, t.terminal_id) if p}
    states = [c for c in closures if c.id in atlas.state_names]
    shut = {c.id: crossing(atlas, net.legs.values(), frozenset({c.id})) for c in states}
    bounds: dict[str, Bound] = {}
    for leg in net.legs.values():
        bound = _under(caps, leg.leg_id, of_element(leg, closures, answered), naive)
        if not in_service(leg, caps.year):
            how = phrase("closure-how-not-in-service", year=caps.year)
            bound = Bound(*SHUT, "figures", how)
        for state in states:
            verdict = shut[state.id].get(leg.leg_id)
            if verdict is None:
                continue
            other = _under(caps, leg.leg_id, [state], naive)
            if verdict == "crosses":
                bound = _least(bound, other)
            else:
                bound = replace(bound, low=min(bound.low, other.low))
        bounds[leg.leg_id] = bound
    for transfer in net.transfers:
        mine = of_element(transfer, closures)
        mine += [s for s in states if atlas.places[transfer.place_id].country == s.id]
        bounds[transfer.transfer_id] = _under(caps, transfer.transfer_id, mine, naive)
    return bounds


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


def edges_of(
    net: Network, caps: Capacities, bounds: dict[str, Bound], left: Range, case: Case
) -> list[Edge]:
    """Build the edges of the flow problem in the low or the high case.

    A place has a node for each mode that arrives and one for each that departs, so that a change
    of mode goes through its transfer. A leg from which alone a transfer takes arrives at a node of
    its own.

    Parameters
    ----------
    net
        The network of oil.
    caps
        The figures of the year.
    bounds
        What each leg and transfer can carry, by id.
    left
        What left in the year, Mt.
    case
        `LOW` or `HIGH`.
    """
    edges = [Edge(SOURCE, COUNTRY, COUNTRY, left[case])]
    modes = sorted({leg.mode for leg in net.legs.values()})
    arriving = {(leg.mode, leg.head) for leg in net.legs.values()}
    leaving = {(leg.mode, leg.tail) for leg in net.legs.values()}
    for gate in net.gates:
        place = gate.place_id
        if gate.role == START:
            edges.append(Edge(COUNTRY, gate.gate_id, gate.gate_id, caps.supply(gate.gate_id)[case]))
            on = [f"{place}>{m}" for m in modes if (m, place) in leaving]
            edges += [Edge(gate.gate_id, node, "", inf) for node in on]
        elif gate.role == END:
            at_end = [f"{m}>{place}" for m in modes if (m, place) in arriving]
            edges += [Edge(node, SINK, "", inf) for node in at_end]
    alone = {leg for t in net.transfers for leg in (t.from_legs or "").split("|")}
    for leg in net.legs.values():
        moved = caps.at_least(leg.leg_id)
        head = arrival = f"{leg.mode}>{leg.head}"
        if leg.leg_id in alone:
            head = f"{arrival}>{leg.leg_id}"
            edges.append(Edge(head, arrival, "", inf))
        edges.append(
            Edge(
                tail=f"{leg.tail}>{leg.mode}",
                head=head,
                name=leg.leg_id,
                capacity=_end(bounds[leg.leg_id], case),
                used=moved[0] if moved else 0.0,
                km=leg.length_km,
            )
        )
    edges += [Edge(f"{m}>{p}", f"{p}>{m}", "", inf) for m, p in sorted(arriving & leaving)]
    for transfer in net.transfers:
        name = transfer.transfer_id
        for mode in transfer.from_modes.split("|"):
            arrival = f"{mode}>{transfer.place_id}"
            if transfer.from_legs is None:
                edges.append(Edge(arrival, f"{name}<", "", inf))
                continue
            for leg_id in transfer.from_legs.split("|"):
                edges.append(Edge(f"{arrival}>{leg_id}", f"{name}<", "", inf))
        edges.append(Edge(f"{name}<", f"{name}>", name, _end(bounds[name], case)))
        edges.append(Edge(f"{name}>", f"{transfer.place_id}>{transfer.to_mode}", "", inf))
    return edges


def _end(bound: Bound, case: Case) -> float:
    return bound.high if case == HIGH else bound.low


def assumptions(
    caps: Capacities, bounds: dict[str, Bound], net: Network, basis: str
) -> tuple[str, ...]:
    """List what the answer rests on, in sentences for a reader.

    Parameters
    ----------
    caps
        The figures of the year.
    bounds
        What each leg and transfer can carry, by id.
    net
        The network of oil.
    basis
        How it is known what left in the year.
    """
    names = {
        **{k: v.name for k, v in net.legs.items()},
        **{t.transfer_id: t.name_en for t in net.transfers},
    }
    sentences = [
        phrase("closure-assumes-total", year=caps.year, basis=basis),
        phrase("closure-assumes-market"),
        phrase("closure-assumes-exchange"),
        phrase("closure-assumes-others"),
        phrase("closure-assumes-density", density=number(BBL_PER_T, ".2f")),
    ]
    joint = phrase("common-list.comma")

    def _of_basis(known: str) -> str:
        return joint.join(names[k] for k, b in bounds.items() if b.basis == known and b.high > 0)

    if moved := _of_basis("moved"):
        sentences.append(phrase("closure-assumes-moved", parts=moved))
    if most := _of_basis("most"):
        sentences.append(phrase("closure-assumes-most", parts=most))
    if unknown := _of_basis("unknown"):
        sentences.append(phrase("closure-assumes-unknown", parts=unknown))
    fields = [g.name_en for g in net.gates if g.role == START and caps.supply(g.gate_id)[1] == inf]
    if fields:
        text = phrase("closure-assumes-output", year=caps.year, fields=joint.join(fields))
        sentences.append(text)
    sentences += [note[0].upper() + note[1:] + "." for note in caps.notes()]
    return tuple(dict.fromkeys(sentences))


def _leg(leg: Leg, caps: Capacities, bound: Bound, low: Solved, high: Solved) -> LegFlow:
    return LegFlow(
        leg_id=leg.leg_id,
        actual=caps.moved(leg.leg_id),
        flow=high.flows.get(leg.leg_id, 0.0),
        flow_low=low.flows.get(leg.leg_id, 0.0),
        bound=bound,
        closed=bound.high == 0 and in_service(leg, caps.year),
    )


def _of_moorings(
    caps: Capacities, net: Network, closures: Sequence[Closure]
) -> Iterator[tuple[Transfer, int, Closure]]:
    """List closures of transfers that are counted in moorings, with how many there are."""
    for transfer in net.transfers:
        if moorings := caps.moorings(transfer.transfer_id):
            for closure in of_element(transfer, closures):
                yield transfer, moorings, closure


def _counted(caps: Capacities, net: Network, closures: Sequence[Closure]) -> dict[str, str]:
    """Format closures of what is counted in moorings, by id."""
    return {
        closure.id: phrase(
            "closure-moorings", n=whole_moorings(closure.share, moorings), total=moorings
        )
        for _, moorings, closure in _of_moorings(caps, net, closures)
    }


def _rounded(
    atlas: Atlas, caps: Capacities, net: Network, closures: Sequence[Closure]
) -> list[str]:
    """List, in sentences, where a share of moorings is rounded to whole moorings."""
    sentences = []
    for transfer in net.transfers:
        moorings = caps.moorings(transfer.transfer_id)
        country = atlas.places[transfer.place_id].country
        states = [closure for closure in closures if closure.id == country]
        for closure in [*of_element(transfer, closures), *states] if moorings else ():
            exact = closure.share * (moorings or 0)
            left = whole_moorings(closure.share, moorings or 0)
            if abs(exact - left) > PART_OF_A_MOORING:
                sentences.append(
                    phrase(
                        "closure-rounded",
                        transfer=named("part", (transfer.transfer_id, transfer.name_en)),
                        percent=number(100 * closure.share, ".4g"),
                        total=moorings or 0,
                        exact=number(exact, ".3g"),
                        n=left,
                    )
                )
    return list(dict.fromkeys(sentences))
