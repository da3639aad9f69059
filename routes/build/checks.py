"""Check the tables against each other: every fault with file, line and cure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from routes.evidence.story import faults
from routes.geometry.calibration import POINT_KM
from routes.geometry.geodesic import length_km
from routes.model.dates import PartialDate
from routes.model.errors import DataError, nearest_name
from routes.model.rows import Place, Row, Stake, Waypoint
from routes.model.tables import Table, Tables, branches, points_of
from routes.model.terms import HOME_SUBJECT
from routes.model.units import DIMENSIONS
from routes.network.capacity import find, index
from routes.verdict.ownership import cycle

END_KM = 15.0
"""A leg begins this near to its tail: a sea leg lies in water, off its port."""
SUM_PERCENT = 100.01
"""Stakes may add up to this: shares as printed are rounded."""
MEASURED = {"length_km": "length", "diameter": "length", "fine": "money"}
"""Dimension that a quantity must have, by the beginning of its name."""


def check(tables: Tables) -> list[DataError]:
    """List every fault that rows have among each other; empty when all is well.

    Parameters
    ----------
    tables
        Everything people write, each row valid by itself.
    """
    return [fault for rule in RULES for fault in rule(tables)]


def _unknown(
    table: Table[Row], line: int, column: str, wrong: str, known: Iterable[str], what: str
) -> DataError:
    """Describe an id that no row has, with the nearest that one has."""
    cure = nearest_name(wrong, known) or f"add it as a row of {what}"
    return DataError(table.file, line, f"{column} '{wrong}' is no row of {what}", cure)


def _keys(tables: Tables) -> Iterator[DataError]:
    """List ids that stand twice."""
    keyed: list[tuple[Table[Row], str]] = [
        (tables.places, "place_id"),
        (tables.operators, "operator_id"),
        (tables.services, "service_id"),
        (tables.legs, "leg_id"),
        (tables.corridors, "corridor_id"),
        (tables.quotes, "quote_id"),
        (tables.endnotes, "number"),
        (tables.events, "event_id"),
        (tables.sources, "source_id"),
        (tables.subjects, "subject_id"),
        (tables.transfers, "transfer_id"),
        (tables.areas, "area_id"),
    ]
    for table, key in keyed:
        seen: dict[str, int] = {}
        for line, row in table.numbered():
            name = getattr(row, key)
            if name in seen:
                fault = f"{key} '{name}' stands in line {seen[name]}, too"
                yield DataError(table.file, line, fault, "give each row an id of its own")
            seen[name] = line


def _sources(tables: Tables) -> Iterator[DataError]:
    """List rows that name a source or quote that is not there, or none where one is due."""
    known = {row.source_id for row in tables.sources}
    quotes = {row.quote_id for row in tables.quotes}
    for name in Tables.__dataclass_fields__:
        table: Table[Row] = getattr(tables, name)
        for line, row in table.numbered():
            source = getattr(row, "source_id", None)
            if source and source not in known:
                yield _unknown(table, line, "source_id", source, known, "sources.csv")
            quote = getattr(row, "quote_id", None)
            if quote and quote not in quotes:
                yield _unknown(table, line, "quote_id", quote, quotes, "quotes.csv")
            if name in {"events", "jurisdictions"} and not (source or quote):
                fault = "has neither quote_id nor source_id"
                yield DataError(table.file, line, fault, "name what it rests on")


def _legs(tables: Tables) -> Iterator[DataError]:
    """List legs between unknown places, and waypoints that leave a gap or belong to no leg."""
    places = {place.place_id for place in tables.places}
    points = points_of(tables)
    known = {leg.leg_id for leg in tables.legs}
    for line, leg in tables.legs.numbered():
        for column in ("tail", "head"):
            if (place := getattr(leg, column)) not in places:
                yield _unknown(tables.legs, line, column, place, places, "places.csv")
        if len(points.get(leg.leg_id, ())) < 2:
            fault = f"leg '{leg.leg_id}' has fewer than two waypoints"
            yield DataError(tables.legs.file, line, fault, "add its points to waypoints.csv")
    last: dict[str, int] = {}
    for line, point in tables.waypoints.numbered():
        if point.leg_id not in known:
            yield _unknown(tables.waypoints, line, "leg_id", point.leg_id, known, "legs.csv")
        wanted = last.get(point.leg_id, 0) + 1
        if point.seq != wanted:
            fault = f"seq {point.seq} of leg '{point.leg_id}' follows {wanted - 1}"
            yield DataError(tables.waypoints.file, line, fault, f"write {wanted}")
        last[point.leg_id] = point.seq


def _stretches(tables: Tables) -> Iterator[DataError]:
    """List stretches that are no part of a branch, or that name no other way where there is one."""
    file, corridors = tables.stretches.file, {row.corridor_id: row for row in tables.corridors}
    seen: set[str] = set()
    for line, row in tables.stretches.numbered():
        if row.subject_id not in corridors:
            yield _unknown(
                tables.stretches, line, "subject_id", row.subject_id, corridors, "corridors.csv"
            )
            continue
        if row.subject_id in seen:
            fault = f"subject_id '{row.subject_id}' has a stretch already"
            yield DataError(file, line, fault, "keep one row of each corridor")
        seen.add(row.subject_id)
        if bool(row.leg_ids) == bool(row.other_way_en):
            fault = "has both leg_ids and other_way_en, or neither"
            yield DataError(file, line, fault, "name the legs, or what the map draws instead")
        legs = (row.leg_ids or "").split()
        ways = branches(corridors[row.subject_id])
        if legs and not any(_within(legs, way) for way in ways):
            fault = f"leg_ids '{row.leg_ids}' are no stretch of '{row.subject_id}'"
            yield DataError(file, line, fault, "name legs that follow each other in one branch")


def _services(tables: Tables) -> Iterator[DataError]:
    """List services by legs that are not there or carry no cargo, and those without figures."""
    table, goods = tables.services, {row.leg_id: row.goods for row in tables.legs}
    told = {row.subject_id for row in tables.figures}
    for line, row in table.numbered():
        for leg in dict.fromkeys(row.leg_ids.replace("|", " ").split()):
            if leg not in goods:
                yield _unknown(table, line, "leg_ids", leg, goods, "legs.csv")
            elif "cargo" not in goods[leg]:
                fault = f"leg '{leg}' of service '{row.service_id}' carries no cargo"
                yield DataError(table.file, line, fault, "name legs that carry cargo")
        if row.service_id not in told:
            fault = f"service '{row.service_id}' has no days or price in figures.csv"
            yield DataError(table.file, line, fault, "add its figures, or take the row out")


def _within(legs: list[str], way: list[str]) -> bool:
    """Return whether legs follow each other in a way."""
    return any(way[n : n + len(legs)] == legs for n in range(len(way)))


def _operators(tables: Tables) -> Iterator[DataError]:
    """List legs that an unknown company runs, and operators without owners."""
    known = {row.operator_id for row in tables.operators}
    owned = {row.subject_id for row in tables.stakes}
    for line, row in tables.operators.numbered():
        name = row.operator_id
        if row.owners == "listed" and name not in owned:
            fault = f"operator '{name}' has no owner in stakes.csv"
            cure = "add its owners, or write not_known in owners"
            yield DataError(tables.operators.file, line, fault, cure)
        if row.owners == "not_known" and name in owned:
            fault = f"owners of '{name}' are not_known, but stakes.csv has some"
            yield DataError(tables.operators.file, line, fault, "write listed in owners")
    for line, leg in tables.legs.numbered():
        for one in leg.operator.split("|") if leg.operator else ():
            if one not in known:
                yield _unknown(tables.legs, line, "operator", one, known, "operators.csv")


def _widths(tables: Tables) -> Iterator[DataError]:
    """List waypoints that claim to be known better than their evidence."""
    for line, point in tables.waypoints.numbered():
        kind_km = POINT_KM[point.evidence]
        if point.wider_km is not None and point.wider_km <= kind_km:
            fault = (
                f"wider_km {point.wider_km:g} of '{point.place_name}' is not wider than the "
                f"{kind_km:g} km of its evidence '{point.evidence}'"
            )
            cure = "leave it blank, or name better evidence"
            yield DataError(tables.waypoints.file, line, fault, cure)


def _ends(tables: Tables) -> Iterator[DataError]:
    """List legs that end far from their places."""
    places = {place.place_id: place for place in tables.places}
    points = points_of(tables)
    for line, leg in tables.legs.numbered():
        of_leg = points.get(leg.leg_id)
        for column, end in (("tail", 0), ("head", -1)):
            place = places.get(getattr(leg, column))
            if not of_leg or place is None:
                continue
            off = _apart_km(of_leg[end], place)
            if off > END_KM:
                name = of_leg[end].place_name
                yield DataError(
                    tables.legs.file,
                    line,
                    f"leg '{leg.leg_id}' ends {off:.1f} km from its {column} '{place.place_id}'",
                    f"bring its waypoint '{name}' within {END_KM:g} km",
                )


def _apart_km(point: Waypoint, place: Place) -> float:
    a, b = (point.lon, point.lat), (place.lon, place.lat)
    return 0.0 if a == b else length_km([a, b])


def _corridors(tables: Tables) -> Iterator[DataError]:
    """List corridors of unknown legs, legs that do not meet, and legs that no corridor has."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    used: set[str] = set()
    for line, row in tables.corridors.numbered():
        for branch in branches(row):
            used.update(branch)
            for leg in branch:
                if leg not in legs:
                    yield _unknown(tables.corridors, line, "leg_ids", leg, legs, "legs.csv")
            for before, after in pairwise(branch):
                if before in legs and after in legs and legs[before].head != legs[after].tail:
                    yield DataError(
                        tables.corridors.file,
                        line,
                        f"'{after}' begins at '{legs[after].tail}', but '{before}' before it "
                        f"ends at '{legs[before].head}'",
                        "put the legs in order, or start a new branch with |",
                    )
    for line, leg_row in tables.legs.numbered():
        if leg_row.leg_id not in used and leg_row.part == "corridor":
            fault = f"leg '{leg_row.leg_id}' is in no corridor and would not be drawn"
            cure = "add it to a row of corridors.csv, or write feeder as its part"
            yield DataError(tables.legs.file, line, fault, cure)
        elif leg_row.leg_id in used and leg_row.part == "feeder":
            fault = f"leg '{leg_row.leg_id}' is a feeder, yet in a corridor"
            yield DataError(tables.legs.file, line, fault, "write corridor as its part")


def _subjects(tables: Tables) -> Iterator[DataError]:
    """List rows about something that no table has."""
    known = {row.place_id for row in tables.places} | {row.leg_id for row in tables.legs}
    known |= {row.corridor_id for row in tables.corridors}
    known |= {row.operator_id for row in tables.operators}
    known |= {row.subject_id for row in tables.subjects}
    known |= {row.gate_id for row in tables.gates}
    known |= {row.service_id for row in tables.services}
    about: list[tuple[Table[Row], str]] = [
        (tables.figures, "subject_id"),
        (tables.jurisdictions, "subject_id"),
        (tables.quotes, "subject_ids"),
        (tables.events, "subject_ids"),
    ]
    corridors = {row.corridor_id for row in tables.corridors}
    for line, one in tables.subjects.numbered():
        if one.corridor_id and one.corridor_id not in corridors:
            yield _unknown(
                tables.subjects, line, "corridor_id", one.corridor_id, corridors, "corridors.csv"
            )
    what = "places, legs, corridors, operators, services or subjects.csv"
    for table, column in about:
        for line, row in table.numbered():
            for subject in getattr(row, column).split("|"):
                if subject not in known:
                    yield _unknown(table, line, column, subject, known, what)


def _owners(tables: Tables) -> Iterator[DataError]:
    """List shares of what has no owners, joint holders whose own are not given, and rings."""
    table = tables.stakes
    known = {row.operator_id for row in tables.operators} | {p.place_id for p in tables.places}
    lines = {row.leg_id for row in tables.legs} | {row.corridor_id for row in tables.corridors}
    owned = {row.subject_id for row in table}
    for line, row in table.numbered():
        if row.subject_id in lines - known:
            fault = f"subject_id '{row.subject_id}' is a line, which owners do not hold"
            yield DataError(table.file, line, fault, "name its operator, a row of operators.csv")
        elif row.subject_id not in known:
            what = "operators.csv or places.csv"
            yield _unknown(table, line, "subject_id", row.subject_id, known, what)
        if row.owner_id and row.owner_id not in owned:
            what = "stakes.csv with owners"
            yield _unknown(table, line, "owner_id", row.owner_id, owned, what)
        if row.holder == "joint" and not row.owner_id:
            fault = f"'{row.owner}' is held jointly, but nobody says by whom"
            cure = "give it a row of operators.csv with its own owners, and name that as owner_id"
            yield DataError(table.file, line, fault, cure)
        if row.until and row.as_of and not _in_order(row.as_of, row.until):
            fault = f"'{row.owner}' held its share until {row.until}, stated {row.as_of}"
            yield DataError(table.file, line, fault, "correct until or as_of")
    if ring := cycle(table):
        fault = f"owners hold each other: {' of '.join(ring)}"
        line = next(n for n, row in table.numbered() if row.subject_id == ring[0])
        yield DataError(table.file, line, fault, "take one owner_id out of the ring")


def _in_order(stated: str, until: str) -> bool:
    made = PartialDate.leading(stated)
    return made is None or made.first <= PartialDate.parse(until).last


def _shares(tables: Tables) -> Iterator[DataError]:
    """List owners' shares that add up to more than the whole, now or at a time in the past."""
    table = tables.stakes
    times: dict[str, set[str | None]] = defaultdict(lambda: {None})
    for row in table:
        times[row.subject_id].add(row.until)
    for subject, ends in times.items():
        for end in sorted(ends, key=lambda end: end or ""):
            total = 0.0
            for line, row in table.numbered():
                if row.subject_id != subject or not _held(row, end):
                    continue
                total += row.percent
                if total > SUM_PERCENT:
                    when = f" until {end}" if end else ""
                    fault = f"the stakes in '{subject}'{when} sum to {total:g} %"
                    yield DataError(table.file, line, fault, "keep one set of one date")
                    break


def _held(row: Stake, end: str | None) -> bool:
    """Return whether a share was held on the day another was given up, or is held now."""
    if end is None:
        return row.until is None
    day = PartialDate.parse(end)
    if row.until:
        return PartialDate.parse(row.until).last >= day.last
    made = PartialDate.leading(row.as_of)
    return made is None or made.first <= day.last


def _twins(tables: Tables) -> Iterator[DataError]:
    """List figures that differ in nothing but the value, with no word on why."""
    seen: dict[tuple[object, ...], tuple[int, str | None]] = {}
    for line, row in tables.figures.numbered():
        key = (
            row.subject_id,
            row.quantity,
            row.unit,
            row.period,
            row.as_of,
            row.source_id,
            row.locator,
        )
        if key in seen and not (row.note or seen[key][1]):
            fault = f"is equal to line {seen[key][0]} in all but the value"
            yield DataError(tables.figures.file, line, fault, "say in the note why there are two")
        seen[key] = (line, row.note)


def _endnotes(tables: Tables) -> Iterator[DataError]:
    """List quotes whose endnote the article does not have."""
    known = {row.number for row in tables.endnotes}
    for line, row in tables.quotes.numbered():
        if row.endnote and row.endnote not in known:
            yield _unknown(tables.quotes, line, "endnote", row.endnote, known, "endnotes.csv")


def _units(tables: Tables) -> Iterator[DataError]:
    """List units that are not on the closed list, or do not fit what was counted."""
    table = tables.figures
    for line, row in table.numbered():
        if row.unit not in DIMENSIONS:
            cure = nearest_name(row.unit, DIMENSIONS) or f"write one of {', '.join(DIMENSIONS)}"
            yield DataError(table.file, line, f"unit '{row.unit}' is not on the list", cure)
            continue
        for name, wanted in MEASURED.items():
            if row.quantity.startswith(name) and DIMENSIONS[row.unit] != wanted:
                fault = f"unit '{row.unit}' of '{row.quantity}' is no unit of {wanted}"
                yield DataError(table.file, line, fault, "correct the unit or the quantity")


def _percents(tables: Tables) -> Iterator[DataError]:
    """List per cents that are less than nothing or more than all of it."""
    for line, row in tables.figures.numbered():
        if row.unit == "%" and not 0 <= row.value <= 100:
            fault = f"value {row.value:g} % of '{row.quantity}' is not from 0 to 100"
            yield DataError(tables.figures.file, line, fault, "correct the value")


def _areas(tables: Tables) -> Iterator[DataError]:
    """List disputed areas that nobody disputes."""
    for line, row in tables.areas.numbered():
        if row.controller == row.claimant:
            fault = f"'{row.area_id}' is controlled and claimed by {row.claimant}"
            yield DataError(tables.areas.file, line, fault, "name two states")


def _gates(tables: Tables) -> Iterator[DataError]:
    """List gates and transfers at unknown places, and gates that stand twice."""
    places = {place.place_id for place in tables.places}
    seen: dict[tuple[str, str], int] = {}
    for line, gate in tables.gates.numbered():
        if gate.place_id not in places:
            yield _unknown(tables.gates, line, "place_id", gate.place_id, places, "places.csv")
        key = (gate.gate_id, gate.goods)
        if key in seen:
            fault = f"gate '{gate.gate_id}' for {gate.goods} stands in line {seen[key]}, too"
            yield DataError(tables.gates.file, line, fault, "keep one place a gate and good")
        seen[key] = line
    for line, transfer in tables.transfers.numbered():
        if transfer.place_id not in places:
            yield _unknown(
                tables.transfers, line, "place_id", transfer.place_id, places, "places.csv"
            )
        terminal = transfer.terminal_id
        if terminal and terminal not in places:
            yield _unknown(tables.transfers, line, "terminal_id", terminal, places, "places.csv")
        arriving = {
            leg.leg_id
            for leg in tables.legs
            if leg.head == transfer.place_id and leg.mode in transfer.from_modes.split("|")
        }
        for leg_id in transfer.from_legs.split("|") if transfer.from_legs else ():
            if leg_id not in arriving:
                fault = f"from_legs '{leg_id}' does not arrive at '{transfer.place_id}' so"
                cure = f"name some of {', '.join(sorted(arriving)) or 'the legs that end there'}"
                yield DataError(tables.transfers.file, line, fault, cure)


def _capacities(tables: Tables) -> Iterator[DataError]:
    """List capacities of unknown elements, and those that rest on no figure or on several."""
    known = {leg.leg_id for leg in tables.legs} | {t.transfer_id for t in tables.transfers}
    known |= {gate.gate_id for gate in tables.gates} | {HOME_SUBJECT}
    known |= {place.place_id for place in tables.places}
    figures = index(tables.figures)
    for line, row in tables.capacities.numbered():
        if row.element_id not in known:
            what = "legs.csv, transfers.csv, gates.csv or places.csv"
            yield _unknown(tables.capacities, line, "element_id", row.element_id, known, what)
        for ref in row.figures.split("|"):
            named = find(figures, ref)
            if len(named) != 1:
                fault = f"'{ref}' is {len(named) or 'no'} rows of figures.csv"
                cure = "name one: subject:quantity:source:period@value"
                yield DataError(tables.capacities.file, line, fault, cure)


def _backtest(tables: Tables) -> Iterator[DataError]:
    """List events whose reports are no row or several, or that ask for what there is not."""
    table, figures = tables.backtest, index(tables.figures)
    legs = {leg.leg_id for leg in tables.legs}
    for line, row in table.numbered():
        for ref in row.figures.split("|"):
            named = find(figures, ref)
            if len(named) != 1:
                fault = f"'{ref}' is {len(named) or 'no'} rows of figures.csv"
                cure = "name one: subject:quantity:source:period@value"
                yield DataError(table.file, line, fault, cure)
        if (row.against == "carried") != (row.element_id is not None):
            fault = f"is held against {row.against} with element_id '{row.element_id or ''}'"
            yield DataError(table.file, line, fault, "name a leg where it carried something")
        if row.element_id is not None and row.element_id not in legs:
            yield _unknown(table, line, "element_id", row.element_id, legs, "legs.csv")
        if (row.against == "bypass") != (row.closures is None):
            fault = f"is held against {row.against} with closures '{row.closures or ''}'"
            yield DataError(table.file, line, fault, "write what was closed, but for bypass")


def _uses(tables: Tables) -> Iterator[DataError]:
    """List uses of unknown elements or fields, or whose figures are no row or several."""
    table = tables.uses
    elements = {leg.leg_id for leg in tables.legs} | {t.transfer_id for t in tables.transfers}
    elements |= {row.corridor_id for row in tables.corridors}
    origins = {gate.gate_id for gate in tables.gates if gate.role == "origin"}
    figures = index(tables.figures)
    for line, row in table.numbered():
        if row.element_id not in elements:
            what = "legs.csv, corridors.csv or transfers.csv"
            yield _unknown(table, line, "element_id", row.element_id, elements, what)
        if row.origin_id and row.origin_id not in origins:
            yield _unknown(table, line, "origin_id", row.origin_id, origins, "gates.csv")
        if row.carried == "no" and row.figures:
            fault = "carried is no, yet figures say how much"
            yield DataError(table.file, line, fault, "write yes, or clear the figures")
        for ref in row.figures.split("|") if row.figures else ():
            if len(named := find(figures, ref)) != 1:
                fault = f"'{ref}' is {len(named) or 'no'} rows of figures.csv"
                cure = "name one: subject:quantity:source:period@value"
                yield DataError(table.file, line, fault, cure)


def _directions(tables: Tables) -> Iterator[DataError]:
    """List directions of unknown legs, and times that overlap or run backwards."""
    table = tables.directions
    known = {leg.leg_id for leg in tables.legs}
    last: dict[str, PartialDate | None] = {}
    for line, row in table.numbered():
        if row.leg_id not in known:
            yield _unknown(table, line, "leg_id", row.leg_id, known, "legs.csv")
        since = PartialDate.parse(row.since)
        until = PartialDate.parse(row.until) if row.until else None
        if until and until.last < since.first:
            fault = f"until {row.until} is before since {row.since}"
            yield DataError(table.file, line, fault, "put the dates in order")
        before = last.get(row.leg_id)
        if row.leg_id in last and (before is None or before.last >= since.first):
            fault = f"the time of leg '{row.leg_id}' overlaps the row before it"
            yield DataError(table.file, line, fault, "give the row before an earlier until")
        last[row.leg_id] = until


def _story(tables: Tables) -> Iterator[DataError]:
    """List steps out of order, passages that are not there, and numbers that were typed."""
    known = {row.quote_id for row in tables.quotes}
    corridors = {row.corridor_id: row for row in tables.corridors}
    for n, (line, row) in enumerate(tables.story.numbered(), 1):
        if row.step != n:
            fault = f"step {row.step} stands where step {n} should"
            yield DataError(tables.story.file, line, fault, "number the steps 1 to n")
        for quote in row.quote_ids.split("|"):
            if quote not in known:
                yield _unknown(tables.story, line, "quote_ids", quote, known, "quotes.csv")
        for fault in faults(row.says_map, corridors):
            yield DataError(tables.story.file, line, f"says_map: {fault}")


RULES: tuple[Callable[[Tables], Iterator[DataError]], ...] = (
    _keys,
    _sources,
    _legs,
    _operators,
    _stretches,
    _services,
    _widths,
    _ends,
    _corridors,
    _subjects,
    _owners,
    _shares,
    _twins,
    _endnotes,
    _units,
    _percents,
    _areas,
    _gates,
    _capacities,
    _backtest,
    _uses,
    _directions,
    _story,
)
"""Every check, in the order in which their faults are listed."""
