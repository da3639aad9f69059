"""Describe one row of each table that people write.

The row models are the schema: the loader validates with them, and `geodata/tables/SCHEMA.csv` and
`docs/data.md` are generated from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from routes.model.dates import PartialDate, Period, check_period, check_statement
from routes.model.terms import (
    FIRST_YEAR,
    HOME_SUBJECT,
    LAST_YEAR,
    MODES,
    LegStatus,
    Medium,
    Mode,
)

NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


def _number(cell: object) -> object:
    # Python reads more as a number than a person writes: nan, infinity, 1_511, 1e3.
    if isinstance(cell, str) and not NUMBER.fullmatch(cell.strip()):
        raise ValueError("a number is written in digits with a point, such as 52.2")
    return cell


class Stated(float):
    """A number that remembers how precisely it was written.

    Attributes
    ----------
    half
        Half a unit of its last digit, in its own unit: 0.05 of 52.2. Noughts at the end of a
        whole number above 1,000 are taken for rounding.
    """

    half: float

    def __new__(cls, value: float, text: str = "") -> Self:
        """Return the number as it was written.

        Parameters
        ----------
        value
            The number.
        text
            Its digits; "" where it was not read from a table, so that it is exact.
        """
        number = super().__new__(cls, value)
        number.half = _half(text.strip())
        return number


def _half(text: str) -> float:
    """Return half a unit of the last digit."""
    if not text:
        return 0.0
    _, point, decimals = text.partition(".")
    if point:
        return 0.5 * 10.0 ** -len(decimals)
    noughts = len(text) - len(text.rstrip("0")) if len(text) > THOUSANDS else 0
    return 0.5 * 10.0**noughts


def _stated(cell: object, read: ValidatorFunctionWrapHandler) -> Stated:
    value: float = read(_number(cell))
    return Stated(value, cell if isinstance(cell, str) else "")


THOUSANDS = 3
"""Digits of a whole number whose noughts at the end are as exact as others."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
State = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Number = Annotated[float, BeforeValidator(_number)]
StatedNumber = Annotated[float, WrapValidator(_stated)]
Percent = Annotated[float, Field(ge=0, le=100), BeforeValidator(_number)]
Kilometres = Annotated[float, Field(gt=0, le=50), BeforeValidator(_number)]
YesNo = Literal["yes", "no"]
Precision = Literal["day", "month", "season", "year", "undated"]
Good = Literal["oil", "cargo"]
Goods = Literal["oil", "cargo", "oil|cargo", "gas"]
PlaceKind = Literal[
    "field",
    "pump_station",
    "compressor_station",
    "terminal",
    "mooring",
    "port",
    "station",
    "refinery",
    "border",
    "town",
    "sea",
]
PointKind = Literal[PlaceKind, "waypoint", "sea_waypoint"]
Evidence = Literal[
    "station", "checked", "beside", "via", "sketch", "fairway", "headland", "open_sea"
]
EVIDENCE: Mapping[Evidence, str] = {
    "station": "a work of the line itself: a pump station, terminal, tank farm, mooring, landfall, "
    "metering or border station, or the port or field where it ends; the position is that of the "
    "work, not of the town it is named after",
    "checked": "a place, or a bend set by hand, that was held against an independent map of this "
    "very line and lies within 3 km of it",
    "beside": "a village or small town that a source says the line passes or serves, or a stop of "
    "a railway, at the position of its centre",
    "via": "a city, or a town that is only known to be on the way: no source says how near the "
    "line comes to it",
    "sketch": "nothing is there but the line, which is known to go hereabouts: a bend set by hand "
    "between places, a crossing of a river or border without a named work",
    "fairway": "at sea: a strait, a port's approach or a traffic separation scheme, where ships "
    "keep to a lane",
    "headland": "at sea: a cape or an island that ships round, without a lane of their own",
    "open_sea": "at sea: open water, where tracks differ from day to day",
}
"""What a waypoint's position rests on. Its precision in kilometres follows from it by
`routes.geometry.calibration`: nobody writes it row by row."""
CapacityRole = Literal[
    "nameplate",
    "total",
    "others",
    "kazakh",
    "kazakh_at_least",
    "kazakh_at_most",
    "home",
    "most",
    "supply",
    "supply_at_least",
    "supply_at_most",
    "export_total",
    "export_at_least",
    "bypass_total",
    "kaztransoil_export",
    "production",
    "production_at_least",
    "domestic",
    "domestic_at_least",
    "refined",
    "refined_at_least",
    "other_home",
    "storage",
    "diverted",
    "diverted_from",
    "units",
]
REF = re.compile(r"([a-z0-9_]+):([^:|@]+):([a-z0-9_]+)(?::([^:|@]+))?(?:@([0-9.]+))?")
"""A row of figures.csv: subject, quantity, source, and where these do not suffice its period and
value."""


def _date(text: str) -> str:
    PartialDate.parse(text)
    return text


def _ids(text: str) -> str:
    for part in text.split("|"):
        if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", part):
            raise ValueError(f"'{part}' is no id; separate ids by | without blanks")
    return text


def _states(text: str) -> str:
    for part in text.split("|"):
        if not re.fullmatch(r"[A-Z]{2}", part):
            raise ValueError(f"'{part}' is no code of a state; separate codes by | without blanks")
    return text


def _refs(text: str) -> str:
    for part in text.split("|"):
        if not REF.fullmatch(part):
            raise ValueError(f"'{part}' is no subject:quantity:source[:period][@value]")
    return text


def _modes(text: str) -> str:
    if not set(text.split("|")) <= set(MODES):
        raise ValueError(f"modes are {', '.join(MODES)}, separated by |")
    return text


def _branches(text: str) -> str:
    if not all(branch.strip() for branch in text.split("|")):
        raise ValueError("a branch has no leg; write | between two branches only")
    return text


def _touched(text: str) -> str:
    parts = text.split("|")
    if not all(re.fullmatch(r"[A-Z]{2}\??", part) for part in parts):
        raise ValueError("codes are two capitals, perhaps with ? behind them, separated by |")
    if parts != sorted({part[:2]: part for part in parts}.values()):
        raise ValueError("codes stand once each, in the order of the alphabet")
    return text


def _years(text: str) -> str:
    period = Period.read(text)
    if period is None or period.years is None:
        raise ValueError("years are YYYY or YYYY..YYYY in order")
    return text


def _text(allowed: str, pattern: str = "") -> WithJsonSchema:
    """Describe text: `allowed` stands in the data dictionary, `pattern` is for other programs."""
    schema = {"type": "string", "allowed": allowed}
    return WithJsonSchema(schema | ({"pattern": pattern} if pattern else {}))


Date = Annotated[
    str,
    AfterValidator(_date),
    _text("YYYY, YYYY-MM or YYYY-MM-DD", r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
]
"""A day that exists, a month or a year; read it by `PartialDate.parse`."""

StatedDate = Annotated[
    str, AfterValidator(check_statement), _text("a date, or undated; words may follow")
]
"""A date with words around it: `2009 (about)`, `undated (after 2021-12)`; read it by
`PartialDate.leading` or `PartialDate.find`."""

StatedPeriod = Annotated[
    str,
    AfterValidator(check_period),
    _text("a date, from..to with one end perhaps open, or words"),
]
"""`2024`, `2009-03..`, `first stage`; read it by `Period.read`."""

Ids = Annotated[
    str,
    AfterValidator(_ids),
    _text("ids separated by |", r"^[a-z0-9][a-z0-9_]*(\|[a-z0-9][a-z0-9_]*)*$"),
]
Touched = Annotated[
    str,
    AfterValidator(_touched),
    _text("codes separated by |, ? behind what is only possible", r"^[A-Z]{2}\??(\|[A-Z]{2}\??)*$"),
]

States = Annotated[
    str,
    AfterValidator(_states),
    _text("two capitals each, separated by |", r"^[A-Z]{2}(\|[A-Z]{2})*$"),
]
Refs = Annotated[str, AfterValidator(_refs)]
"""Rows of figures.csv: subject:quantity:source[:period][@value], separated by |."""

SOURCE = "row of sources.csv that says so"
SUBJECT = "place, leg, corridor, or row of operators.csv, services.csv or subjects.csv"
LOCATOR = "where in the source: paragraph, table, page"


class Row(BaseModel):
    """One validated row; a blank cell is an absent value."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Place(Row):
    """A named place: where a leg begins or ends."""

    place_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    name_ru: str | None = Field(None, description="name in Russian")
    name_kk: str | None = Field(None, description="name in Kazakh")
    label_en: str = Field(min_length=1, description="short name, for maps and sentences")
    rank: int = Field(ge=1, le=2, description="1 always named on a map, 2 when there is room")
    country: State | None = Field(
        None, description="state it lies in, ISO 3166-1 alpha-2; blank at open sea"
    )
    kind: PlaceKind = Field(description="a port, terminal or mooring in a state is a loading place")
    lat: Number = Field(ge=-90, le=90, description="latitude, WGS84")
    lon: Number = Field(ge=-180, le=180, description="longitude, WGS84")
    precision_km: Number = Field(gt=0, le=50, description="the true place lies within this")
    source_id: Id = Field(description="row of sources.csv for the position")


class Waypoint(Row):
    """A bend of a leg, its two ends included."""

    leg_id: Id = Field(description="row of legs.csv")
    seq: int = Field(ge=1, description="1 to n without gaps, tail to head")
    place_name: str = Field(min_length=1, description="the place it is authored from")
    kind: PointKind = Field(description="what lies there; waypoint: nothing but the line")
    lat: Number = Field(ge=-90, le=90, description="latitude, WGS84")
    lon: Number = Field(ge=-180, le=180, description="longitude, WGS84")
    evidence: Evidence = Field(
        description="what the position rests on (kinds below); the kilometres within which the "
        "true line passes follow from it"
    )
    wider_km: Kilometres | None = Field(
        None,
        description="kilometres within which the true line passes, only where this point is known "
        "worse than its kind of evidence; never narrower",
    )
    rank: int | None = Field(
        None, ge=1, le=2, description="1 always named, 2 when there is room, blank never"
    )
    source_id: Id = Field(description="row of sources.csv for the position")


class FormerPoint(Row):
    """A point of a leg as it stood before a trace of that leg was seen; no table, and frozen."""

    leg_id: Id = Field(description="row of legs.csv")
    seq: int = Field(ge=1, description="1 to n without gaps, tail to head")
    place_name: str = Field(min_length=1, description="the place it was authored from")
    lat: Number = Field(ge=-90, le=90, description="latitude, WGS84")
    lon: Number = Field(ge=-180, le=180, description="longitude, WGS84")
    evidence: Evidence = Field(description="what the position rested on")
    precision_km: Number = Field(description="the number that was written for it by hand")


class LegRow(Row):
    """One mode from a tail place to a head place."""

    leg_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    tail: Id = Field(description="row of places.csv it starts from")
    head: Id = Field(description="row of places.csv it ends at")
    mode: Mode = Field(description="how it carries")
    medium: Medium = Field(description="what it lies on; a subsea pipeline lies on sea")
    part: Literal["corridor", "feeder"] = Field(
        description="feeder: joins the network, but is in no corridor"
    )
    goods: Goods = Field(
        description="what it carries: oil, cargo or both, or gas, which has no journeys here"
    )
    states: Touched | None = Field(
        None,
        description="states whose land or territorial sea it touches, codes in order separated by "
        "|, with ? behind those that it only may touch, within its precision; the build compares "
        "them with the line",
    )
    status: LegStatus = Field(description="a proposed leg is in no total of what exists")
    since: Date | None = Field(None, description="first day, month or year of service")
    until: Date | None = Field(None, description="last day, month or year of service")
    operator: Ids | None = Field(
        None, description="rows of operators.csv that run it, tail to head, separated by |"
    )
    source_id: Id = Field(description="row of sources.csv that says it exists, and its status")
    note: str | None = Field(None, description="what a reader should know")


class Operator(Row):
    """A company that runs legs, or holds a share in one that does."""

    operator_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    label_en: str = Field(min_length=1, description="short name, for sentences")
    states: States | None = Field(
        None,
        description="states that it is registered in or belongs to, ISO 3166-1 alpha-2, "
        "separated by |; blank: not known",
    )
    owners: Literal["listed", "not_known"] = Field(
        description="listed: rows of stakes.csv name them; not_known: no source was found"
    )
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what it runs")


class CorridorRow(Row):
    """A named system of legs; its id is its file name and stands in links for ever."""

    corridor_id: Id = Field(description="id, file name of its layer, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    name_ru: str = Field(min_length=1, description="name in Russian")
    name_kk: str = Field(min_length=1, description="name in Kazakh")
    path_en: str = Field(min_length=1, description="from where to where, in a few words")
    leg_ids: Annotated[str, AfterValidator(_branches)] = Field(
        min_length=1, description="legs of a branch separated by blanks, branches by |"
    )
    group: Literal["oil_pipelines", "rail_and_sea", "proposed", "russian_baseline", "gas"] = Field(
        description="heading it stands under; gas is in no preset"
    )
    in_article: YesNo = Field(description="whether the article names it")
    verdict_rule: Literal["own", "depends"] = Field(
        description="own: judged as a whole; depends: each branch by its place of loading"
    )
    note: str | None = Field(None, description="what a reader should know")


class Figure(Row):
    """One published number; rivals stand side by side."""

    subject_id: Id = Field(description=SUBJECT)
    quantity: str = Field(min_length=1, description="what was counted, in the field's terms")
    value: StatedNumber = Field(description="the number as published")
    unit: str = Field(min_length=1, description="unit as published; a year is /y, a day /d")
    period: StatedPeriod | None = Field(
        None, description="time the number is for: a date, or from..to"
    )
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")
    source_id: Id = Field(description=SOURCE)
    locator: str | None = Field(None, description=LOCATOR)
    note: str | None = Field(None, description="rivals, roundings, what was computed")


class Service(Row):
    """A way of carrying cargo of which days or prices are published, for a stretch of its own."""

    service_id: Id = Field(description="id, for ever; figures.csv has its days and prices")
    name_en: str = Field(min_length=1, description="name in English")
    stretch_en: str = Field(
        min_length=1,
        description="the stretch that its numbers are for: services of one stretch are compared",
    )
    leg_ids: Annotated[str, AfterValidator(_branches)] = Field(
        min_length=1,
        description="legs by which a journey is known to go this way, separated by blanks; other "
        "ways of the same service by |",
    )
    note: str | None = Field(None, description="what a reader should know")


class Stretch(Row):
    """The stretch of a corridor whose length was published, where it is not all that is drawn."""

    subject_id: Id = Field(description="row of corridors.csv")
    leg_ids: str | None = Field(
        None,
        min_length=1,
        description="legs of the stretch from end to end, separated by blanks; blank where the map "
        "draws another way, so that nothing is compared",
    )
    stretch_en: str = Field(min_length=1, description="the stretch, from where to where")
    other_way_en: str | None = Field(
        None, description="what the map draws instead; only where leg_ids is blank"
    )
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what a reader should know")


class Stake(Row):
    """One owner's share."""

    subject_id: Id = Field(description="row of operators.csv, or place for a field")
    owner: str = Field(min_length=1, description="holder as the source names it")
    owner_id: Id | None = Field(
        None,
        description="row of operators.csv, or place, that the holder is: its owners hold the "
        "share, each by its part",
    )
    state: State | None = Field(
        None, description="state of the ultimate holder, ISO 3166-1 alpha-2; blank: not known"
    )
    holder: Literal["state", "company", "joint"] = Field(
        description="state: the state or a company it owns; joint: held by several, see owner_id"
    )
    percent: Percent = Field(description="share of the whole, 0 to 100")
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")
    until: Date | None = Field(
        None, description="last day, month or year that it was held; blank: it still is"
    )
    source_id: Id = Field(description=SOURCE)
    locator: str | None = Field(None, description=LOCATOR)
    note: str | None = Field(None, description="who stands behind the holder, what came later")


class Jurisdiction(Row):
    """One statement on whether an operator answers to a state's courts."""

    subject_id: Id = Field(description="leg, corridor or row of operators.csv")
    state: State = Field(description="state whose courts are meant, ISO 3166-1 alpha-2")
    answer: YesNo = Field(description="whether the operator answers to them")
    basis: str = Field(min_length=1, description="why, in one sentence")
    quote_id: str | None = Field(None, description="row of quotes.csv that says so")
    source_id: Id | None = Field(None, description=SOURCE)
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")


class Quote(Row):
    """One passage of the article, verbatim."""

    quote_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="id, for ever")
    seq: int = Field(ge=1, description="1 to n without gaps, in the order of the article")
    subject_ids: Ids = Field(description="what it is about; ids separated by |")
    text: str = Field(min_length=10, description="the passage as printed, slips included")
    endnote: str | None = Field(None, pattern=r"^[ivxl]+$", description="row of endnotes.csv")
    date_of_event: Date | None = Field(None, description="when it happened")
    date_precision: Precision = Field(description="how precisely that is known")
    kind: Literal["fact", "claim", "plan"] = Field(description="how the author states it")
    cause: Literal["claim"] | None = Field(
        None, description="claim: that it happened is fact, why it did is the author's claim"
    )
    remark: str | None = Field(None, description="what other sources say; never in the quote")


class Endnote(Row):
    """One endnote of the article."""

    number: str = Field(pattern=r"^[ivxl]+$", description="Roman, as printed")
    reference: str = Field(min_length=1, description="the reference as printed")
    url: str | None = Field(None, description="link in the reference")
    resolved: str | None = Field(None, description="the full reference behind an Ibid.")


class Event(Row):
    """One dated event."""

    event_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="id, for ever")
    date: Date = Field(description="when it happened")
    date_precision: Precision = Field(description="how precisely that is known")
    subject_ids: Ids = Field(description="what it is about; ids separated by |")
    title: str = Field(min_length=1, description="what happened, in one line")
    effect: Literal[
        "announces", "restores", "limits", "opens", "closes", "incident", "ruling", "other"
    ] = Field(description="what it did to the flow")
    quote_id: str | None = Field(None, description="row of quotes.csv that tells it")
    source_id: Id | None = Field(None, description=SOURCE)
    in_article: YesNo = Field(description="whether the article tells it")


class Source(Row):
    """One source."""

    source_id: Id = Field(description="id, for ever")
    publisher: str = Field(min_length=1, description="who published it")
    title: str = Field(min_length=1, description="title as published")
    date: StatedDate | None = Field(None, description="date of publication, as far as known")
    url: str | None = Field(None, description="address")
    kind: Literal["press", "reference", "operator", "article", "government", "unsourced"] | None = (
        Field(None, description="kind of publisher; unsourced: no source was found")
    )
    access: str | None = Field(None, description="how far the source was checked")


class Subject(Row):
    """A subject of figures or quotes that is no place, leg, corridor or operator."""

    subject_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    kind: str = Field(min_length=1, description="what it is")
    corridor_id: Id | None = Field(
        None, description="row of corridors.csv whose card shows its figures; blank: none"
    )
    note: str | None = Field(None, description="what it covers")


class DisputedArea(Row):
    """Ground that one state controls and another one claims; see docs/decisions/0015."""

    area_id: Id = Field(description="id, for ever; `routes/world/areas.py` says how it is drawn")
    name_en: str = Field(min_length=1, description="name in English")
    controller: State = Field(description="state that controls it: its own with de_facto borders")
    claimant: State = Field(description="state that claims it: its own with the UN's borders")
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what a reader should know")


class Gate(Row):
    """A place where a journey begins or ends."""

    gate_id: Id = Field(description="id, for ever; it stands in links")
    role: Literal["origin", "market", "fields", "home", "sea"] = Field(
        description="origin, market: where journeys begin, or end; fields: where other oil enters "
        "the network, home: where a refinery of Kazakhstan takes it out, for the year's balance; "
        "sea: where a ship has the open sea before it, so that no lane beyond binds"
    )
    goods: Good = Field(description="what is carried")
    place_id: Id = Field(description="row of places.csv")
    name_en: str = Field(min_length=1, description="name in English")
    source_id: Id = Field(description=SOURCE)
    exports: Literal["all"] | None = Field(
        None,
        description="all: a source says that all oil of the field leaves the country; for the "
        "balance that is drawn, not for its ranges",
    )
    note: str | None = Field(None, description="what a reader should know")


class Transfer(Row):
    """A change of mode at a place: from tank to tanker, from rail to ferry."""

    transfer_id: Id = Field(description="id, for ever")
    place_id: Id = Field(description="row of places.csv")
    terminal_id: Id | None = Field(
        None, description="row of places.csv whose closure closes this, too"
    )
    goods: Good = Field(description="what is carried")
    from_modes: Annotated[str, AfterValidator(_modes)] = Field(
        description="modes it takes from, separated by |"
    )
    from_legs: Ids | None = Field(
        None, description="legs that it takes from; blank: all that arrive by those modes"
    )
    to_mode: Mode = Field(description="mode it hands over to")
    name_en: str = Field(min_length=1, description="name in English")
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what a reader should know")


class Capacity(Row):
    """What some figures say of a leg, a transfer, an origin or the country in some years."""

    element_id: Id = Field(description=f"leg, transfer, gate, place with tanks, or {HOME_SUBJECT}")
    years: Annotated[str, AfterValidator(_years)] = Field(description="YYYY or YYYY..YYYY")
    role: CapacityRole = Field(
        description="nameplate: what could move in all; total: what moved in all; others: of it "
        "others' oil; kazakh: of it Kazakh oil, kazakh_at_least: in a part of the year, "
        "kazakh_at_most: on this way and others together; home: of it oil for refineries of "
        "Kazakhstan; most: the most that a source saw in any year, where no capacity is known; "
        "supply: what a field produced, supply_at_least, supply_at_most: a bound of it; refined, "
        "refined_at_least: what a refinery at home took in; storage: tanks of a place; diverted: "
        "what was sent by this way in a month instead of another, diverted_from: what all other "
        "ways took over from this one; export_total, export_at_least, production, "
        "production_at_least, domestic, domestic_at_least, other_home: of the country; "
        "bypass_total: what left it without a port of Russia; kaztransoil_export: what "
        "KazTransOil carried out of it; units: moorings there are"
    )
    units: int | None = Field(None, ge=1, le=9, description="moorings in service it holds for")
    figures: Refs = Field(
        description="rows of figures.csv as subject:quantity:source[:period][@value], "
        "separated by |; rivals make a range"
    )
    note: str | None = Field(None, description="what it assumes")


class Use(Row):
    """Whether Kazakh oil is known to have gone by a line or a transfer in some years."""

    element_id: Id = Field(description="leg, corridor (all its legs) or transfer")
    origin_id: Id | None = Field(None, description="gate whose oil it was; blank: not told")
    years: Annotated[str, AfterValidator(_years)] = Field(description="YYYY or YYYY..YYYY")
    carried: YesNo = Field(description="no: a source says whose oil it carried, none of it Kazakh")
    figures: Refs | None = Field(
        None,
        description="what went, as in capacities.csv; of a part of the year it is a least",
    )
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what is not told, and what was concluded")


class Direction(Row):
    """Which way a line ran in a time, where that changed."""

    leg_id: Id = Field(description="row of legs.csv")
    since: Date = Field(description="first day, month or year for which it is known")
    until: Date | None = Field(None, description="last for which it is known; blank: still")
    runs: Literal["as_drawn", "reversed"] = Field(
        description="as_drawn: from tail to head of legs.csv; reversed: from head to tail"
    )
    name_en: str = Field(min_length=1, description="name in English while it runs so")
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what a reader should know")


class Backtest(Row):
    """What was reported of something that happened, and what of the model it is held against."""

    case_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="what happened, in a few words")
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, description="year of the balance")
    closures: str | None = Field(
        None,
        min_length=1,
        description="what was closed, as a link writes it; blank where the balance is asked",
    )
    figures: Refs = Field(
        description="what was reported, as in capacities.csv; a rate is taken over the days"
    )
    against: Literal["no_way", "output", "diverted", "carried", "bypass"] = Field(
        description="no_way: what had no way out on the closed days; output: of it what tanks did "
        "not take in, so that fields could not produce it; diverted: what other ways "
        "took over on them; carried: what the element carried; bypass: what met no port of Russia "
        "in the year, by the balance without that figure"
    )
    element_id: Id | None = Field(None, description="leg that carried it; otherwise blank")
    days: int | None = Field(
        None, ge=1, le=366, description="days that the figure is of; blank: the closed ones"
    )
    reason: str | None = Field(
        None,
        min_length=1,
        description="why the range is wider than three to one, or does not hold what was reported",
    )
    note: str | None = Field(None, description="what it assumes")


class StoryStep(Row):
    """One step of the story: a saved view of the map beside a passage of the article."""

    step: int = Field(ge=1, le=20, description="1 to n without gaps")
    title: str = Field(min_length=1, description="what the step is about, in a few words")
    tells: str = Field(min_length=1, description="what happened, in our words, before the quotes")
    quote_ids: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_|-]*$", description="rows of quotes.csv, separated by |"
    )
    view: str = Field(min_length=1, description="the map of the step, as in a link")
    says_map: str = Field(
        min_length=1, description="what the map shows; numbers are computed, as in {cpc.soil}"
    )
    says_text: str = Field(min_length=1, description="what the text only claims")
    left_open: str | None = Field(None, description="what the author leaves open")


FORMS = {
    r"^[A-Z]{2}$": "two capitals",
    r"^[ivxl]+$": "Roman number in small letters",
    r"^[a-z0-9][a-z0-9_]*$": "a-z, 0-9, _",
    r"^[a-z0-9][a-z0-9_-]*$": "a-z, 0-9, _ and -",
    r"^[a-z0-9][a-z0-9_|-]*$": "ids separated by |",
}
"""Patterns of cells in words, for the data dictionary and for messages."""

TABLES: dict[str, type[Row]] = {
    "places": Place,
    "waypoints": Waypoint,
    "operators": Operator,
    "legs": LegRow,
    "corridors": CorridorRow,
    "figures": Figure,
    "stretches": Stretch,
    "services": Service,
    "stakes": Stake,
    "jurisdictions": Jurisdiction,
    "quotes": Quote,
    "endnotes": Endnote,
    "events": Event,
    "sources": Source,
    "subjects": Subject,
    "areas": DisputedArea,
    "gates": Gate,
    "transfers": Transfer,
    "capacities": Capacity,
    "uses": Use,
    "directions": Direction,
    "backtest": Backtest,
    "story": StoryStep,
}
