"""Hold what every row model shares: kinds of cells, with what each accepts."""

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
