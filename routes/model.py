"""Describe one row of each table that draws the map, and name all tables.

The row models are the only schema: the loader validates with them, and
`geodata/tables/SCHEMA.csv` and `docs/data.md` are generated from them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from routes.model_evidence import (
    Endnote,
    Event,
    Figure,
    Jurisdiction,
    Quote,
    Source,
    Stake,
    Subject,
)
from routes.model_network import Capacity, Gate, Goods, Transfer
from routes.model_row import Id, PartialDate, Row, State, YesNo

__all__ = [
    "TABLES", "Capacity", "CorridorRow", "Endnote", "Event", "Figure", "Gate", "Jurisdiction",
    "LegRow", "Place", "Quote", "Row", "Source", "Stake", "Subject", "Transfer", "Waypoint",
]  # fmt: skip

Mode = Literal["pipeline", "rail", "sea"]
Medium = Literal["land", "sea"]
Status = Literal["operating", "idle", "proposed"]
PlaceKind = Literal[
    "field", "pump_station", "terminal", "mooring", "port", "station", "refinery", "border", "town",
    "sea",
]  # fmt: skip
PointKind = Literal[
    "field", "pump_station", "terminal", "mooring", "port", "station", "refinery", "border", "town",
    "sea", "waypoint", "sea_waypoint",
]  # fmt: skip


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
}
