"""Describe one row of each table that joins legs into a network."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from routes.model_row import Id, Row

SOURCE = "row of sources.csv that says so"
CapacityRole = Literal[
    "nameplate", "total", "others", "kazakh", "kazakh_at_least", "supply", "export_total",
    "production", "domestic", "units",
]  # fmt: skip
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
    if not found or found[2] and found[2] < found[1]:
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
