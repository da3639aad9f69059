"""Describe one row of each table that draws the map, and name all tables.

The row models are the only schema: the loader validates with them, and
`geodata/tables/SCHEMA.csv` and `docs/data.md` are generated from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
State = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Percent = Annotated[float, Field(ge=0, le=100)]
YesNo = Literal["yes", "no"]
Precision = Literal["day", "month", "season", "year", "undated"]


def _real_date(text: str) -> str:
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not parts:
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in parts.groups())
    date(year, month, day)
    return text


def _id_list(text: str) -> str:
    for part in text.split("|"):
        if not re.fullmatch(r"[a-z0-9][a-z0-9_]*", part):
            raise ValueError(f"'{part}' is no id; separate ids by | without blanks")
    return text


def _stated(text: str) -> str:
    """Check the dates in a free statement of date such as `undated (after 2021-12)`."""
    for found in re.findall(r"\d{4}(?:-\d{2}){0,2}", text):
        _real_date(found)
    if not re.match(r"\d{4}(?!\d)|undated", text):
        raise ValueError("a statement's date begins with a year, or is undated")
    return text


def _period(text: str) -> str:
    """Check a period: words are free, but a date in it exists and from..to is in order."""
    for found in re.findall(r"(?<!\d)\d{4}(?:-\d{1,2}){0,2}(?![\d-])", text):
        _real_date(found)
    if ".." not in text:
        if re.match(r"\d", text):
            _real_date(text)
        return text
    start, _, end = text.partition("..")
    if not start and not end:
        raise ValueError("a span needs a date before or after its dots")
    for part in filter(None, (start, end)):
        _real_date(part)
    # 2022..2022-05 is in order: a bare year begins with its first day.
    if start and end and start > end and not start.startswith(end):
        raise ValueError(f"'{end}' comes before '{start}'")
    return text


PartialDate = Annotated[str, AfterValidator(_real_date)]
"""YYYY, YYYY-MM or YYYY-MM-DD, a day that exists."""

StatedDate = Annotated[str, AfterValidator(_stated)]
"""A date with words around it: `2009 (about)`, `undated (after 2021-12)`."""

Period = Annotated[str, AfterValidator(_period)]
"""A date, from..to (open at one end perhaps), or words: `2024`, `2009-03..`, `first stage`."""

IdList = Annotated[str, AfterValidator(_id_list)]
"""Ids separated by | without blanks."""


class Row(BaseModel):
    """Hold one validated row; a blank cell is an absent value."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


SOURCE = "row of sources.csv that says so"
CapacityRole = Literal[
    "nameplate",
    "total",
    "others",
    "kazakh",
    "kazakh_at_least",
    "supply",
    "export_total",
    "production",
    "domestic",
    "units",
]
Good = Literal["oil", "cargo"]
Goods = Literal["oil", "cargo", "oil|cargo"]
REF = re.compile(r"([a-z0-9_]+):([^:|@]+):([a-z0-9_]+)(?::([^:|@]+))?(?:@([0-9.]+))?")


def _refs(text: str) -> str:
    for part in text.split("|"):
        if not REF.fullmatch(part):
            raise ValueError(f"'{part}' is no subject:quantity:source[:period][@value]")
    return text


def _modes(text: str) -> str:
    if not set(text.split("|")) <= {"pipeline", "rail", "sea"}:
        raise ValueError("modes are pipeline, rail, sea, separated by |")
    return text


def _years(text: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:\.\.(\d{4}))?", text)
    if not found or (found[2] and found[2] < found[1]):
        raise ValueError("years are YYYY or YYYY..YYYY in order")
    return text


Refs = Annotated[str, AfterValidator(_refs)]
"""Rows of figures.csv: subject:quantity:source[:period][@value], separated by |."""


class Gate(Row):
    """A place where a journey begins or ends."""

    gate_id: Id = Field(description="id, for ever; it stands in links")
    role: Literal["origin", "market"] = Field(description="where journeys begin, or end")
    goods: Good = Field(description="what is carried")
    place_id: Id = Field(description="row of places.csv")
    name_en: str = Field(min_length=1, description="name in English")
    source_id: Id = Field(description=SOURCE)
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
    to_mode: Literal["pipeline", "rail", "sea"] = Field(description="mode it hands over to")
    name_en: str = Field(min_length=1, description="name in English")
    source_id: Id = Field(description=SOURCE)
    note: str | None = Field(None, description="what a reader should know")


class Capacity(Row):
    """What some figures say of a leg, a transfer, an origin or the country in some years."""

    element_id: Id = Field(description="leg, transfer, origin, or kazakhstan")
    years: Annotated[str, AfterValidator(_years)] = Field(description="YYYY or YYYY..YYYY")
    role: CapacityRole = Field(
        description="nameplate: what could move in all; total: what moved in all; others: of it "
        "others' oil; kazakh: of it Kazakh oil, kazakh_at_least: in a part of the year; supply: "
        "what a field produced; export_total, production, domestic: of the country; units: "
        "moorings there are"
    )
    units: int | None = Field(None, ge=1, le=9, description="moorings in service it holds for")
    figures: Refs = Field(
        description="rows of figures.csv as subject:quantity:source[:period][@value], "
        "separated by |; rivals make a range"
    )
    note: str | None = Field(None, description="what it assumes")


LOCATOR = "where in the source: paragraph, table, page"


class Figure(Row):
    """One published number; rivals stand side by side."""

    subject_id: Id = Field(description="place, leg, corridor or row of subjects.csv")
    quantity: str = Field(min_length=1, description="what was counted, in the field's terms")
    value: float = Field(description="the number as published")
    unit: str = Field(min_length=1, description="unit as published; a year is /y, a day /d")
    period: Period | None = Field(None, description="time the number is for: a date, or from..to")
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")
    source_id: Id = Field(description=SOURCE)
    locator: str | None = Field(None, description=LOCATOR)
    note: str | None = Field(None, description="rivals, roundings, what was computed")


class Stake(Row):
    """One owner's share."""

    subject_id: Id = Field(description="place, leg, corridor or row of subjects.csv")
    owner: str = Field(min_length=1, description="holder as the source names it")
    state: State | None = Field(
        None, description="state of the ultimate holder, ISO 3166-1 alpha-2; blank: not known"
    )
    holder: Literal["state", "company", "joint"] = Field(
        description="state: the state or a company it owns; joint: held with others"
    )
    percent: Percent = Field(description="share of the whole, 0 to 100")
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")
    source_id: Id = Field(description=SOURCE)
    locator: str | None = Field(None, description=LOCATOR)
    note: str | None = Field(None, description="who stands behind the holder, what came later")


class Jurisdiction(Row):
    """One statement on whether an operator answers to a state's courts."""

    subject_id: Id = Field(description="leg or corridor")
    state: State = Field(description="state whose courts are meant, ISO 3166-1 alpha-2")
    answer: YesNo = Field(description="whether the operator answers to them")
    basis: str = Field(min_length=1, description="why, in one sentence")
    quote_id: str | None = Field(None, description="row of quotes.csv that says so")
    source_id: Id | None = Field(None, description=SOURCE)
    as_of: StatedDate | None = Field(None, description="date, month or year of the statement")


class Quote(Row):
    """One passage of the article, verbatim."""

    quote_id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="id, for ever")
    subject_ids: IdList = Field(description="what it is about; ids separated by |")
    text: str = Field(min_length=10, description="the passage as printed, slips included")
    endnote: str | None = Field(None, pattern=r"^[ivxl]+$", description="row of endnotes.csv")
    date_of_event: PartialDate | None = Field(None, description="when it happened")
    date_precision: Precision = Field(description="how precisely that is known")
    kind: Literal["fact", "claim", "plan"] = Field(description="how the author states it")
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
    date: PartialDate = Field(description="when it happened")
    date_precision: Precision = Field(description="how precisely that is known")
    subject_ids: IdList = Field(description="what it is about; ids separated by |")
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
    """A subject of figures or quotes that is no place, leg or corridor."""

    subject_id: Id = Field(description="id, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    kind: str = Field(min_length=1, description="what it is")
    note: str | None = Field(None, description="what it covers")


class StoryStep(Row):
    """One step of the story: a saved view of the map beside a passage of the article."""

    step: int = Field(ge=1, le=20, description="1 to n without gaps")
    title: str = Field(min_length=1, description="what the step is about, in a few words")
    quote_ids: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_|-]*$", description="rows of quotes.csv, separated by |"
    )
    view: str = Field(min_length=1, description="the map of the step, as in a link")
    says_map: str = Field(
        min_length=1, description="what the map shows; numbers are computed, as in {cpc.soil}"
    )
    says_text: str = Field(min_length=1, description="what the text only claims")
    left_open: str | None = Field(None, description="what the author leaves open")


Mode = Literal["pipeline", "rail", "sea"]
Medium = Literal["land", "sea"]
Status = Literal["operating", "idle", "proposed"]
PlaceKind = Literal[
    "field",
    "pump_station",
    "terminal",
    "mooring",
    "port",
    "station",
    "refinery",
    "border",
    "town",
    "sea",
]
PointKind = Literal[
    "field",
    "pump_station",
    "terminal",
    "mooring",
    "port",
    "station",
    "refinery",
    "border",
    "town",
    "sea",
    "waypoint",
    "sea_waypoint",
]


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
    lat: float = Field(ge=-90, le=90, description="latitude, WGS84")
    lon: float = Field(ge=-180, le=180, description="longitude, WGS84")
    precision_km: float = Field(gt=0, le=50, description="the true place lies within this")
    source_id: Id = Field(description="row of sources.csv for the position")


class Waypoint(Row):
    """A bend of a leg, its two ends included."""

    leg_id: Id = Field(description="row of legs.csv")
    seq: int = Field(ge=1, description="1 to n without gaps, tail to head")
    place_name: str = Field(min_length=1, description="the place it is authored from")
    kind: PointKind = Field(description="what lies there; waypoint: nothing but the line")
    lat: float = Field(ge=-90, le=90, description="latitude, WGS84")
    lon: float = Field(ge=-180, le=180, description="longitude, WGS84")
    precision_km: float = Field(gt=0, le=50, description="the true line passes within this")
    rank: int | None = Field(
        None, ge=1, le=2, description="1 always named, 2 when there is room, blank never"
    )
    source_id: Id = Field(description="row of sources.csv for the position")


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
    goods: Goods = Field(description="what it carries of Kazakhstan's: oil, cargo or both")
    status: Status = Field(description="a proposed leg is in no total of what exists")
    since: PartialDate | None = Field(None, description="first day, month or year of service")
    until: PartialDate | None = Field(None, description="last day, month or year of service")
    operator: str | None = Field(None, description="who runs it, short")
    source_id: Id = Field(description="row of sources.csv that says it exists, and its status")
    note: str | None = Field(None, description="what a reader should know")


class CorridorRow(Row):
    """A named system of legs; its id is its file name and stands in links for ever."""

    corridor_id: Id = Field(description="id, file name of its layer, for ever")
    name_en: str = Field(min_length=1, description="name in English")
    name_ru: str = Field(min_length=1, description="name in Russian")
    name_kk: str = Field(min_length=1, description="name in Kazakh")
    path_en: str = Field(min_length=1, description="from where to where, in a few words")
    leg_ids: str = Field(
        min_length=1, description="legs of a branch separated by blanks, branches by |"
    )
    group: Literal["oil_pipelines", "rail_and_sea", "proposed", "russian_baseline"] = Field(
        description="heading it stands under"
    )
    in_article: YesNo = Field(description="whether the article names it")
    verdict_rule: Literal["own", "depends"] = Field(
        description="own: judged as a whole; depends: each branch by its place of loading"
    )
    note: str | None = Field(None, description="what a reader should know")


TABLES: dict[str, type[Row]] = {
    "places": Place,
    "waypoints": Waypoint,
    "legs": LegRow,
    "corridors": CorridorRow,
    "figures": Figure,
    "stakes": Stake,
    "jurisdictions": Jurisdiction,
    "quotes": Quote,
    "endnotes": Endnote,
    "events": Event,
    "sources": Source,
    "subjects": Subject,
    "gates": Gate,
    "transfers": Transfer,
    "capacities": Capacity,
    "story": StoryStep,
}
