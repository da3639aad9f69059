"""Partial dates and periods, held to the calendar of numpy's `datetime64`."""

import pickle
import re
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.model.dates import PartialDate, Period, check_period, check_statement

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
precisions = st.sampled_from([4, 7, 10])
texts = st.builds(lambda day, most: day.isoformat()[:most], days, precisions)


@given(texts)
def test_a_date_gives_its_text_back(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@given(days, precisions)
def test_first_and_last_enclose_the_calendar_span(day: date, most: int) -> None:
    text = day.isoformat()[:most]
    known, oracle = PartialDate.parse(text), np.datetime64(text)
    assert known.first == oracle.astype("datetime64[D]").item()
    assert known.after == (oracle + 1).astype("datetime64[D]").item()
    assert known.last == known.after - timedelta(days=1)
    assert known.precision == {4: "year", 7: "month", 10: "day"}[most]
    assert day in known
    assert known.first - timedelta(days=1) not in known
    assert known.after not in known


@given(texts, texts)
def test_dates_are_ordered_as_their_texts(one: str, other: str) -> None:
    left, right = PartialDate.parse(one), PartialDate.parse(other)
    assert (left < right, left <= right, left == right) == (one < other, one <= other, one == other)


def test_a_less_precise_date_contains_a_more_precise_one() -> None:
    assert PartialDate(2024, 2, 29) in PartialDate(2024, 2)
    assert PartialDate(2024, 2) in PartialDate(2024)
    assert PartialDate(2024) not in PartialDate(2024, 2)
    assert PartialDate(2024, 2) in PartialDate(2024, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22",
        "2022-3",
        "2022-03-5",
        "2022-13",
        "2022-00",
        "2023-02-29",
        "0000",
        "2022-03-05T00",
        "2022-03 ",
        "２０２２",
        "March 2022",
        "20220305",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date is|month must|day is out|day must|year 0"):
        PartialDate.parse(text)


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(2022, None, 5)


@pytest.mark.parametrize(
    ("text", "leading", "anywhere"),
    [
        ("2009 (about)", "2009", "2009"),
        ("2022-03-15 to 2022-03-20", "2022-03-15", "2022-03-15"),
        ("undated (after 2021-12)", None, "2021-12"),
        ("undated", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_date_is_found_in_a_statement(
    text: str | None, leading: str | None, anywhere: str | None
) -> None:
    begins, stands = PartialDate.leading(text), PartialDate.find(text)
    assert (begins and str(begins), stands and str(stands)) == (leading, anywhere)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2009-03..", date(2009, 3, 1), date.max),
        ("..2011", date.min, date(2011, 12, 31)),
        ("2022..2022-05", date(2022, 1, 1), date(2022, 5, 31)),
        ("2022-05..2022", date(2022, 5, 1), date(2022, 12, 31)),
        ("2022-07-05..2022-07-11", date(2022, 7, 5), date(2022, 7, 11)),
    ],
)
def test_a_period_has_its_days_and_gives_its_text_back(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)
    assert first in period
    assert last in period
    assert first == date.min or first - timedelta(days=1) not in period
    assert last == date.max or last + timedelta(days=1) not in period


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("..", "needs a date"),
        ("2022..2021", "'2021' comes before '2022'"),
        ("2022-05..2022-04", "comes before"),
        ("2022-07-05..2022-06", "comes before"),
        ("2021..2022..2023", "a date is YYYY"),
        ("2022-02-30..", "day"),
        ("first stage", "a date is YYYY"),
    ],
)
def test_what_is_no_period_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        Period.parse(text)
    assert Period.read(text) is None


def test_only_a_period_written_as_a_year_has_one() -> None:
    written = ("2022", "2022-03", "2022..", "2021..2022", "2022..2022", "2022-01-01..2022-12-31")
    assert [Period.parse(text).year for text in written] == [2022, None, None, None, 2022, None]
    assert Period.read(None) is None


def test_whole_years_are_counted() -> None:
    written = ("2022", "2019..2021", "2022-03", "2022..", "..2022", "2019-05..2021")
    years = [Period.parse(text).years for text in written]
    assert years == [range(2022, 2023), range(2019, 2022), None, None, None, None]


@pytest.mark.parametrize("text", ["2009", "2009 (about)", "undated", "undated (after 2021-12)"])
def test_a_statement_is_given_back(text: str) -> None:
    assert check_statement(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "begins with a year"),
        ("spring 2022", "begins with a year"),
        ("20225", "begins with a year"),
        ("2022-13", "month"),
        ("undated (after 2021-02-29)", "day"),
    ],
)
def test_what_is_no_statement_of_date_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_statement(text)


@pytest.mark.parametrize(
    "text", ["2022", "2022-03-05", "..2011", "first stage, to 2011", "all of 2022"]
)
def test_a_period_is_given_back(text: str) -> None:
    assert check_period(text) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2022-3", "a date is YYYY"),
        ("first stage, to 2022-02-30", "day"),
        ("after ..2022", "a date is YYYY"),
        ("3 years", "a date is YYYY"),
        ("2022..2021", "comes before"),
        ("..", "needs a date"),
    ],
)
def test_what_is_neither_period_nor_words_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_period(text)


def test_dates_go_to_another_process() -> None:
    period = Period.parse("2009-03..2011")
    assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301 – pickled one line up
