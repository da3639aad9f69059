"""List rows that cannot all be true: dates, statuses, modes, answers that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl

from routes.files.load import (
    FEEDERS,
    LINES,
    LINES_BAND,
    LINES_BY_YEAR,
    LINES_REDRAWN,
    MANIFEST,
    REDRAWN,
)
from routes.model.dates import PartialDate, Period
from routes.model.errors import DataError, nearest_name
from routes.model.rows import TABLES, CorridorRow, LegRow, Row
from routes.model.tables import Table, Tables, branches
from routes.model.terms import IDLE, OPERATING, PROPOSED, UNSOURCED, YEARS
from routes.model.units import comparable
from routes.verdict.tests import LOADING_KINDS

# Many rows have the same few dates.
_found = lru_cache(PartialDate.find)
_leading = lru_cache(PartialDate.leading)
_period = lru_cache(Period.read)

OLDEST = 1900
"""Year before which nothing here is dated."""
LATEST = 2100
"""Year after which no plan reaches."""
EXPECTED = ("agreed", "cancelled", "capacity", "expansion")
"""Beginnings of quantities that may be stated before their time, beside forecasts and plans."""
LARGEST = {"Mt": 3e3, "bbl": 3e10, "bbl/d": 1e7, "km": 2e4, "USD": 1e12, "RUB": 1e13}
"""Greatest value, in the units in which rivals are compared. No figure on one country's exports is
greater, in a year or since the beginning; a slip of a few noughts is."""
MOST = 1e5
"""Greatest value of what is counted."""
STORY_VIEW = ("routes", "avoid", "focus", "year", "lat", "lon", "z")
"""Parameters of a link that a step of the story may set."""
STORY_BOUNDS = {"lat": 90.0, "lon": 180.0, "z": 9.0}
"""Greatest absolute value of the numbers among them: degrees, degrees, level of zoom."""
NONE = "none"
"""What a link has for an empty list."""


def contradictions(
    tables: Tables, today: date = date.max, states: Collection[str] = ()
) -> list[DataError]:
    """List every fault of rows that contradict each other, or the day on which they were written.

    Parameters
    ----------
    tables
        Everything people write, each row valid by itself.
    today
        Date of the tables: nothing that happened or was stated lies after it.
    states
        Codes of the states that the world has, ISO 3166-1 alpha-2; none if they are not to be
        compared.
    """
    found = [fault for rule in RULES for fault in rule(tables)]
    return [*found, *_later(tables, today), *(_states(tables, states) if states else ())]


def _filled(tables: Tables) -> Iterator[DataError]:
    """List tables of a header alone: every page rests on some row of each."""
    for name in Tables.__dataclass_fields__:
        table: Table[Row] = getattr(tables, name)
        if not table.rows:
            yield DataError(table.file, 1, "has no row", "restore it from the repository")


def _states(tables: Tables, known: Collection[str]) -> Iterator[DataError]:
    """List codes of states that the world does not have."""
    for table, column in _having(tables, ("country", "state", "states")):
        for line, row in table.numbered():
            codes = (getattr(row, column) or "").replace("?", "").split("|")
            for code in filter(lambda code: code and code not in known, codes):
                fault = f"{column} '{code}' is the code of no state"
                yield DataError(table.file, line, fault, "write ISO 3166-1 alpha-2, as in KZ")
    for line, step in tables.story.numbered():
        for code in dict(parse_qsl(step.view)).get("avoid", "").split(","):
            if code not in {"", NONE, *known}:
                fault = f"view: avoid '{code}' is the code of no state"
                yield DataError(tables.story.file, line, fault, "write codes, as in RU,CN")


def _later(tables: Tables, today: date) -> Iterator[DataError]:
    """List what is dated after the tables themselves, or before there was anything to date."""
    dates = ("since", "until", "date", "date_of_event", "as_of")
    for table, column in _having(tables, dates):
        for line, row in table.numbered():
            text = getattr(row, column)
            found = _found(text) if text else None
            if found and found.first > today:
                fault = f"{column} '{text}' lies after the tables' own date, {today}"
                yield DataError(table.file, line, fault, "correct it, or the file DATE")
            elif found and found.year < OLDEST:
                fault = f"{column} '{text}' lies before {OLDEST}"
                yield DataError(table.file, line, fault, "correct the year")


def _having(tables: Tables, columns: Sequence[str]) -> Iterator[tuple[Table[Row], str]]:
    """Yield each table with each of its columns that are among those given."""
    for name in Tables.__dataclass_fields__:
        for column in columns:
            if column in TABLES[name].model_fields:
                yield getattr(tables, name), column


def _services(tables: Tables) -> Iterator[DataError]:
    """List legs whose status does not go with their dates and their operator."""
    for line, leg in tables.legs.numbered():
        fault = _service(leg)
        if fault:
            yield DataError(tables.legs.file, line, f"leg '{leg.leg_id}' {fault[0]}", fault[1])


def _service(leg: LegRow) -> tuple[str, str] | None:
    since = PartialDate.parse(leg.since) if leg.since else None
    until = PartialDate.parse(leg.until) if leg.until else None
    if since and until and since.first > until.last:
        return f"was in service since {since} until {until}", "put the dates in order"
    if leg.status == OPERATING and until:
        return f"is operating, yet until {until}", "write idle, or leave until blank"
    if leg.status == IDLE and not until:
        return "is idle since no date", "write its last day of service into until"
    if leg.status == PROPOSED and (since or until or leg.operator):
        return "is proposed, yet has dates or an operator", "leave them blank, or write operating"
    return None


def _groups(tables: Tables) -> Iterator[DataError]:
    """List corridors whose legs do not go with their heading."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    for line, row in tables.corridors.numbered():
        own = [legs[leg] for branch in branches(row) for leg in branch if leg in legs]
        if not own:
            continue
        proposed = {leg.status == PROPOSED for leg in own}
        if row.group == "proposed" and proposed != {True}:
            fault = f"corridor '{row.corridor_id}' is proposed, its legs are not"
            yield DataError(
                tables.corridors.file, line, fault, "correct its group, or their status"
            )
        if row.group != "proposed" and True in proposed:
            fault = f"corridor '{row.corridor_id}' has a proposed leg"
            yield DataError(
                tables.corridors.file, line, fault, "give what is proposed a corridor of its own"
            )
        if row.group == "oil_pipelines" and {leg.mode for leg in own} != {"pipeline"}:
            fault = f"corridor '{row.corridor_id}' is an oil pipeline, one of its legs is none"
            yield DataError(tables.corridors.file, line, fault, "correct its group, or their mode")


def _paths(tables: Tables) -> Iterator[DataError]:
    """List branches that stand twice, meet a leg twice, or change mode where nothing is moved."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    changes = {
        (t.place_id, goods, mode, t.to_mode)
        for t in tables.transfers
        for goods in (t.goods,)
        for mode in t.from_modes.split("|")
    }
    for line, row in tables.corridors.numbered():
        seen: list[list[str]] = []
        for branch in branches(row):
            if branch in seen or len(set(branch)) < len(branch):
                fault = f"corridor '{row.corridor_id}' has '{' '.join(branch)}' twice"
                yield DataError(
                    tables.corridors.file, line, fault, "write each branch and leg once"
                )
            seen.append(branch)
            for before, after in pairwise(legs[leg] for leg in branch if leg in legs):
                if before.head != after.tail:
                    continue  # the rule on legs that do not meet says so
                both = set(before.goods.split("|")) & set(after.goods.split("|"))
                joined = before.mode == after.mode or any(
                    (before.head, goods, before.mode, after.mode) in changes for goods in both
                )
                if not both or not joined:
                    fault = f"nothing goes on from '{before.leg_id}' to '{after.leg_id}'"
                    cure = "correct their goods or modes, or add a row to transfers.csv"
                    yield DataError(tables.corridors.file, line, fault, cure)


def _judged_as(tables: Tables) -> Iterator[DataError]:
    """List corridors whose rule of judgement does not go with where their branches begin."""
    legs = {leg.leg_id: leg for leg in tables.legs}
    kind = {place.place_id: place.kind for place in tables.places}
    for line, row in tables.corridors.numbered():
        rule = "depends" if _lanes(row, legs, kind) else "own"
        if row.verdict_rule != rule and all(leg in legs for b in branches(row) for leg in b):
            fault = f"corridor '{row.corridor_id}' is judged '{row.verdict_rule}'"
            cure = f"write {rule}: its branches are {'' if rule == 'depends' else 'not all '}lanes "
            cure += "of their own ports of loading"
            yield DataError(tables.corridors.file, line, fault, cure)


def _lanes(row: CorridorRow, legs: Mapping[str, LegRow], kind: Mapping[str, str]) -> bool:
    """Return whether a corridor is several lanes, each from a place of loading of its own."""
    first = [legs[branch[0]] for branch in branches(row) if branch and branch[0] in legs]
    return len(first) > 1 and all(
        leg.mode == "sea" and kind.get(leg.tail) in LOADING_KINDS for leg in first
    )


def _answers(tables: Tables) -> Iterator[DataError]:
    """List statements on the courts of a state that say both yes and no."""
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for line, row in tables.jurisdictions.numbered():
        answer, first = seen.setdefault((row.subject_id, row.state), (row.answer, line))
        if answer != row.answer:
            fault = f"'{row.subject_id}' and {row.state}: '{row.answer}', line {first} '{answer}'"
            yield DataError(tables.jurisdictions.file, line, fault, "keep the one that holds")


def _holders(tables: Tables) -> Iterator[DataError]:
    """List shares of a state without the state."""
    for line, row in tables.stakes.numbered():
        if row.holder == "state" and not row.state:
            fault = f"'{row.owner}' is a state's, but of which is blank"
            yield DataError(tables.stakes.file, line, fault, "fill in the state")


def _capacity_years(tables: Tables) -> Iterator[DataError]:
    """List two rows on one year of one element and role."""
    seen: dict[tuple[str, str, int | None, int], int] = {}
    for line, row in tables.capacities.numbered():
        period = Period.read(row.years)
        for year in (period.years if period else None) or ():
            first = seen.setdefault((row.element_id, row.role, row.units, year), line)
            if first != line:
                fault = f"{row.role} of '{row.element_id}' in {year} stands in line {first}, too"
                yield DataError(tables.capacities.file, line, fault, "let their years not overlap")
                break


def _served(tables: Tables) -> Iterator[DataError]:
    """List gates and transfers that no leg of their goods touches."""
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    into: dict[tuple[str, str], set[str]] = defaultdict(set)
    for leg in tables.legs:
        for goods in leg.goods.split("|"):
            out[leg.tail, goods].add(leg.mode)
            into[leg.head, goods].add(leg.mode)
    for line, gate in tables.gates.numbered():
        side, verb = (out, "begins") if gate.role in {"origin", "fields"} else (into, "ends")
        if not side[gate.place_id, gate.goods]:
            fault = f"gate '{gate.gate_id}': no leg of {gate.goods} {verb} at '{gate.place_id}'"
            yield DataError(
                tables.gates.file, line, fault, "correct its place or goods, or add one"
            )
    for line, transfer in tables.transfers.numbered():
        at = transfer.place_id, transfer.goods
        idle = [mode for mode in transfer.from_modes.split("|") if mode not in into[at]]
        idle += [transfer.to_mode] if transfer.to_mode not in out[at] else []
        if idle:
            fault = f"transfer '{transfer.transfer_id}': no leg of {transfer.goods} by {idle[0]}"
            cure = f"correct its modes, goods or place '{transfer.place_id}'"
            yield DataError(tables.transfers.file, line, fault, cure)


def _told(tables: Tables) -> Iterator[DataError]:
    """List events and passages whose dates are written more or less precisely than they say."""
    for line, event in tables.events.numbered():
        yield from _precision(tables.events, line, event.date, event.date_precision)
        if (event.in_article == "yes") != bool(event.quote_id):
            fault = f"in_article is '{event.in_article}', quote_id '{event.quote_id or ''}'"
            yield DataError(tables.events.file, line, fault, "what the article tells has a passage")
    for line, quote in tables.quotes.numbered():
        yield from _precision(tables.quotes, line, quote.date_of_event, quote.date_precision)


def _precision(table: Table[Row], line: int, text: str | None, stated: str) -> Iterator[DataError]:
    written = PartialDate.parse(text).precision if text else "undated"
    if stated != written and not (stated == "season" and written in ("month", "year")):
        fault = f"date '{text or ''}' is written to the {written}, date_precision is '{stated}'"
        yield DataError(table.file, line, fault, "let the two agree")


def _kinds_of_source(tables: Tables) -> Iterator[DataError]:
    """List sources that are called unsourced without being so, and the other way round."""
    for line, row in tables.sources.numbered():
        if (row.kind == UNSOURCED) != (row.source_id == UNSOURCED):
            fault = f"source '{row.source_id}' has kind '{row.kind}'"
            yield DataError(tables.sources.file, line, fault, f"only '{UNSOURCED}' is of that kind")


def _values(tables: Tables) -> Iterator[DataError]:
    """List numbers that no such quantity can have."""
    for line, row in tables.figures.numbered():
        value, unit = comparable(row.value, row.unit)
        if row.value < 0:
            fault = f"value {row.value:g} of '{row.quantity}' is less than nothing"
            yield DataError(tables.figures.file, line, fault, "correct the sign")
        elif row.unit == "year" and not OLDEST <= row.value <= LATEST:
            fault = f"value {row.value:g} of '{row.quantity}' is no year of our time"
            yield DataError(tables.figures.file, line, fault, "correct the year")
        elif value > LARGEST.get(unit, MOST):
            fault = f"value {row.value:g} {row.unit} of '{row.quantity}' is beyond any such figure"
            yield DataError(tables.figures.file, line, fault, "correct the value or the unit")
        for name, wanted in (("percent", "%"), ("share", "%"), ("_year", "year")):
            if name in row.quantity.split(":")[0] and row.unit != wanted:
                fault = f"unit '{row.unit}' of '{row.quantity}' is not {wanted}"
                yield DataError(
                    tables.figures.file, line, fault, "correct the unit or the quantity"
                )


def _stated(tables: Tables) -> Iterator[DataError]:
    """List numbers that were stated before the time they are for began, and periods out of time."""
    for line, row in tables.figures.numbered():
        period, stated = _period(row.period), _leading(row.as_of)
        if period is None:
            continue
        ahead = any(word in row.quantity for word in ("forecast", "plan"))
        years = [end.year for end in (period.start, period.end) if end]
        if not all(OLDEST <= year <= LATEST for year in years):
            fault = f"period '{row.period}' is out of our time"
            yield DataError(tables.figures.file, line, fault, "correct the year")
        elif (
            stated
            and period.first > stated.last
            and not (ahead or row.quantity.startswith(EXPECTED))
        ):
            fault = f"'{row.quantity}' of {row.period} was stated in {row.as_of}, before it"
            cure = "correct a date, or call it a forecast or a plan"
            yield DataError(tables.figures.file, line, fault, cure)


def _views(tables: Tables) -> Iterator[DataError]:
    """List steps of the story whose map asks for what is not there."""
    corridors = {row.corridor_id for row in tables.corridors}
    for line, row in tables.story.numbered():
        try:
            pairs = parse_qsl(row.view, keep_blank_values=True, strict_parsing=True)
        except ValueError:
            fault = f"view '{row.view}' is no query"
            yield DataError(tables.story.file, line, fault, "write name=value&name=value")
            continue
        names = [name for name, _ in pairs]
        for name, value in pairs:
            problem = _view_fault(name, value, corridors)
            if not problem and names.count(name) > 1:
                problem = "stands twice", "write it once"
            if problem:
                fault = f"view: {name} '{value}' {problem[0]}"
                yield DataError(tables.story.file, line, fault, problem[1])


def _view_fault(name: str, value: str, corridors: Collection[str]) -> tuple[str, str] | None:
    if name not in STORY_VIEW:
        return "is no parameter of a step", f"use one of {', '.join(STORY_VIEW)}"
    if name in ("routes", "focus"):
        ids = value.split(",") if name == "routes" else [value]
        wrong = [one for one in ids if one not in corridors and value != NONE]
        if wrong:
            return "names no corridor", nearest_name(wrong[0], corridors) or "use a corridor's id"
    if name == "year" and value not in map(str, YEARS):
        return "is no year shown", f"write {YEARS[0]} to {YEARS[-1]}"
    if name in STORY_BOUNDS:
        try:
            inside = abs(float(value)) <= STORY_BOUNDS[name]
        except ValueError:
            inside = False
        if not inside:
            return "is no such number", f"write a number up to {STORY_BOUNDS[name]:g}"
    return None


def _reserved(tables: Tables) -> Iterator[DataError]:
    """List ids of corridors whose layer would take the place of another file."""
    for line, row in tables.corridors.numbered():
        if row.corridor_id in RESERVED:
            fault = f"corridor_id '{row.corridor_id}' is the name of another file of the layers"
            yield DataError(tables.corridors.file, line, fault, "give it another id")


RESERVED = frozenset(
    name.partition(".")[0]
    for name in (FEEDERS, MANIFEST, REDRAWN, LINES, LINES_REDRAWN, LINES_BY_YEAR, LINES_BAND)
)
"""Names of built files that no corridor may have."""

RULES: tuple[Callable[[Tables], Iterator[DataError]], ...] = (
    _filled,
    _reserved,
    _services,
    _groups,
    _paths,
    _judged_as,
    _answers,
    _holders,
    _capacity_years,
    _served,
    _told,
    _kinds_of_source,
    _values,
    _stated,
    _views,
)
"""Every check that needs nothing but the tables, in the order in which faults are listed."""
