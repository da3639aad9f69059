"""Describe one row of each table that says what sources say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from routes.model_row import (
    Id,
    IdList,
    PartialDate,
    Percent,
    Period,
    Precision,
    Row,
    State,
    StatedDate,
    YesNo,
)

SOURCE = "row of sources.csv that says so"
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
