"""Closures as links and the command line write them: read strictly, and read back as written."""

from __future__ import annotations

import re
from datetime import date, timedelta
from time import process_time
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.files.load import load_atlas, load_tables
from routes.model.errors import InputError
from routes.model.units import WHOLE_YEAR, days_in, in_kbd
from routes.network.closures import (
    CHARACTERS,
    CLOSURES,
    FAULTS,
    TIMES,
    Closure,
    closable,
    first_year,
    parse,
    parse_part,
    read_closures,
    settle,
    write_closures,
)

ATLAS, TABLES = load_atlas(), load_tables()
KNOWN = closable(ATLAS, TABLES.transfers)
IDS = sorted(KNOWN)

SHARES = st.one_of(
    st.just(0.0),
    st.just(1.0),
    st.integers(0, 10**6).map(lambda n: n / 10**6),
    st.integers(0, 1000).map(lambda n: round(n / 1000, 3)),
)
DAYS = st.one_of(st.just(WHOLE_YEAR), st.integers(1, 366))


@st.composite
def lists(draw: st.DrawFn, year: int | None = None) -> list[Closure]:
    """Draw a list as a link can hold it: undated and dated, places several times in a year."""
    count = draw(st.integers(1, TIMES))
    ends = sorted(draw(st.sets(st.integers(0, 364), min_size=2 * count, max_size=2 * count)))
    first = date(year or draw(st.sampled_from([2022, 2024])), 1, 1)
    spans = [
        (first + timedelta(days=start), end - start)
        for start, end in zip(ends[::2], ends[1::2], strict=True)
    ]
    found = []
    for one in draw(st.lists(st.sampled_from(IDS), unique=True, max_size=40)):
        spread = draw(st.one_of(st.just([(None, WHOLE_YEAR)]), st.sets(st.sampled_from(spans))))
        found += [Closure(one, draw(SHARES), days, start) for start, days in spread]
    return draw(st.permutations(found))


UNDATED = st.lists(
    st.builds(
        Closure, st.sampled_from(IDS), SHARES, st.sampled_from([WHOLE_YEAR, 1, 30, 90, 200, 365])
    ),
    unique_by=lambda c: c.id,
    max_size=60,
)
LISTS = st.one_of(UNDATED, lists())


@settings(max_examples=400)
@given(LISTS)
def test_what_is_written_is_read(closures: list[Closure]) -> None:
    text = write_closures(closures)
    assert read_closures(text, KNOWN) == (closures, [])
    assert write_closures(read_closures(text, KNOWN)[0]) == text


@given(st.data(), st.sampled_from([2021, 2023, 2024]))
def test_what_is_written_is_read_for_a_year(data: st.DataObject, year: int) -> None:
    closures = data.draw(st.one_of(UNDATED, lists(year)))
    mine = [closure.in_year(year) for closure in closures]
    assert settle(mine, year) == (mine, [])
    assert read_closures(write_closures(mine), KNOWN, year) == (mine, [])


@given(LISTS)
def test_the_long_form_of_old_links_is_read(closures: list[Closure]) -> None:
    assert read_closures(",".join(map(str, closures)), KNOWN) == (closures, [])


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    found, faults = read_closures(text, KNOWN)
    assert all(closure.id in KNOWN for closure in found)
    assert len(faults) <= FAULTS + 1


@given(st.text(alphabet="RUKZ:,.01569_e- ٥aktu_port", max_size=40))
def test_text_that_is_nearly_a_closure_is_read_or_named(text: str) -> None:
    found, faults = read_closures(text, KNOWN)
    assert all(0 <= c.share <= 1 and 1 <= c.days <= WHOLE_YEAR for c in found)
    assert found or faults or not text.strip(" ,")


def test_everything_that_can_close_at_once_fits() -> None:
    """Each with the longest share, days and a start of its own: the longest that is written."""
    assert len(IDS) > 300
    start = date(2024, 2, 17)
    closures = [Closure(i, (100_001 + n) / 10**6, 100 + n % 2, start) for n, i in enumerate(IDS)]
    text = write_closures(closures)
    assert 0.5 * CHARACTERS < len(text) < 0.9 * CHARACTERS
    assert len(IDS) < 0.9 * CLOSURES
    assert read_closures(text, KNOWN) == (closures, [])


def test_everything_closed_alike_is_short() -> None:
    closures = [Closure(i, 0.333333, 300) for i in IDS]
    text = write_closures(closures)
    assert len(text) < 2_500
    assert read_closures(text, KNOWN) == (closures, [])


def test_neighbours_of_one_share_and_time_are_written_as_one() -> None:
    found = [Closure("aktau_port", 0.5, 30), Closure("BY", 0.5, 30), Closure("RU"), Closure("KZ")]
    assert write_closures(found) == "aktau_port.BY:0.5:30,RU.KZ:0"
    assert write_closures([Closure("RU"), Closure("BY", 1.0), Closure("KZ")]) == "RU:0,BY:1,KZ:0"
    assert write_closures([]) == ""
    assert read_closures("", KNOWN) == ([], [])


def test_the_written_form_needs_no_escape_in_a_url() -> None:
    text = write_closures([Closure("aktau_port", 0.5, 30), Closure("BY", 0.5, 30), Closure("RU")])
    query = urlencode({"closed": text}, safe=",:")
    assert query == f"closed={text}"
    assert parse_qs(query)["closed"] == [text]
    # What a browser leaves as it is in a query.
    assert re.fullmatch(r"[A-Za-z0-9*\-._,:]+", text)


@pytest.mark.parametrize("share", ["0.3333", "0.333", "0.667", "0.999999", "0.000001", "0.1", "1"])
def test_a_share_keeps_its_digits(share: str) -> None:
    assert str(parse(f"RU:{share}", KNOWN)) == f"RU:{share}"
    assert parse(f"RU:{share}", KNOWN).share == float(share)


READ = {
    "aktau_port": Closure("aktau_port"),
    " aktau_port ": Closure("aktau_port"),
    "aktau_port:0": Closure("aktau_port"),
    "aktau_port:0.50": Closure("aktau_port", 0.5),
    "aktau_port:1.0:7": Closure("aktau_port", 1.0, 7),
    "ru": Closure("RU"),
    "RUS:0.5": Closure("RU", 0.5),
    "Россия:0:30": Closure("RU", 0.0, 30),
    "643": Closure("RU"),
    "U.S.:0.5": Closure("US", 0.5),
    "RU:0:30:2025-02-17": Closure("RU", 0.0, 30, date(2025, 2, 17)),
    "RU:0:1:2024-02-29": Closure("RU", 0.0, 1, date(2024, 2, 29)),
    "RU:0:30:2025-01-01": Closure("RU", 0.0, 30, date(2025, 1, 1)),
}


@pytest.mark.parametrize("text", READ)
def test_a_closure_is_read(text: str) -> None:
    assert parse(text, KNOWN) == READ[text]


REFUSED = {
    "aktu_port": "nearest name: 'aktau_port'",
    "RUX": "name a leg, a place, a transfer or a state",
    "<script>": "name a leg, a place, a transfer or a state",
    "": "name a leg, a place, a transfer or a state",
    "aktau_port:1.5": r"the share left is 0 to 1; nearest: 1 \(1.5 % is 0.015\)",
    "aktau_port:50": r"nearest: 1 \(50 % is 0.5\)",
    "aktau_port:1000": "nearest: 1$",
    "aktau_port:-1": "nearest: 0",
    "aktau_port:nan": "write a plain number such as 0.5",
    "aktau_port:inf": "write a plain number such as 0.5",
    "aktau_port:0_1": "write a plain number such as 0.5",
    "aktau_port:1e-1": "write a plain number such as 0.5",
    "aktau_port:+1": "write a plain number such as 0.5",
    "aktau_port:0x1": "write a plain number such as 0.5",
    "aktau_port: 1": "write a plain number such as 0.5",
    "aktau_port:1 :30": "write a plain number such as 0.5",
    "aktau_port:٠٫٥": "write a plain number such as 0.5",
    "aktau_port:０.５": "write a plain number such as 0.5",
    "aktau_port:": "write a plain number such as 0.5",
    "aktau_port::30": "write a plain number such as 0.5",
    "aktau_port:.5": "write a plain number such as 0.5",
    "aktau_port:50%": "write a plain number such as 0.5",
    "aktau_port:0,5": "a point, not a comma: write 0.5",
    "aktau_port:0,25:30": "a point, not a comma: write 0.25",
    "aktau_port:00.5": "write 0.5",
    "aktau_port:0.1234567": "at most 6 decimals: write 0.123457",
    "aktau_port:0:0": "the days are 1 to 366; nearest: 1",
    "aktau_port:0:-3": "the days are 1 to 366; nearest: 1",
    "aktau_port:0:367": "the days are 1 to 366; nearest: 366",
    "aktau_port:0:30.9": "the days are whole: write 30 or 31",
    "aktau_port:0:1.5": "the days are whole: write 1 or 2",
    "aktau_port:0:1e2": "a whole number from 1 to 366",
    "aktau_port:0:1_0": "a whole number from 1 to 366",
    "aktau_port:0: 3": "a whole number from 1 to 366",
    "aktau_port:0:030": "a whole number from 1 to 366",
    "aktau_port:0:٣": "a whole number from 1 to 366",
    "aktau_port:0:": "a whole number from 1 to 366",
    "aktau_port:0:9:9": "the start is a date, YYYY-MM-DD, such as 2025-02-17",
    "aktau_port:0:9:": "the start is a date, YYYY-MM-DD",
    "aktau_port:0:9:17.02.2025": "the start is a date, YYYY-MM-DD",
    "aktau_port:0:9:2025-2-17": "the start is a date, YYYY-MM-DD",
    "aktau_port:0:9:2025-02-17T00": "the start is a date, YYYY-MM-DD",
    "aktau_port:0:9:٢٠٢٥-02-17": "the start is a date, YYYY-MM-DD",
    "aktau_port:0:9:2025-02-29": "no calendar has this start; nearest: 2025-02-28",
    "aktau_port:0:9:2025-13-40": "no calendar has this start; nearest: 2025-12-31",
    "aktau_port:0:9:2025-00-00": "no calendar has this start; nearest: 2025-01-01",
    "aktau_port:0:9:0000-01-01": "no calendar has this start; nearest: 0001-01-01",
    "aktau_port:0:0:2025-02-17": "the days are 1 to 318; nearest: 1",
    "aktau_port:0:400:2025-02-17": "the days are 1 to 318; nearest: 318",
    "aktau_port:0:366:2025-02-17": "the days are 1 to 318; nearest: 318",
    "aktau_port:0:2025-02-17": "a whole number from 1 to 366",
    "aktau_port::30:2025-02-17": "write a plain number such as 0.5",
    "aktau_port:0,25:30:2025-02-17": "a point, not a comma: write 0.25",
    "aktau_port:0:9:2025-01-01:9": "write id:share:days:start",
    "aktau_port.RU:0": "give one thing at a time",
    "aktau_port.nowhere:0": "'nowhere' cannot be used",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_closure_that_cannot_be_read_names_the_cure(text: str) -> None:
    with pytest.raises(InputError, match=REFUSED[text]):
        parse(text, KNOWN)


@pytest.mark.parametrize("text", sorted(set(REFUSED) - {"", "aktau_port.RU:0"}))
def test_in_a_list_it_is_named_and_its_neighbours_are_kept(text: str) -> None:
    found, faults = read_closures(f"KZ:0.25,{text},BY:0.75", KNOWN)
    kept = [closure for closure in found if closure.id in {"KZ", "BY"}]
    assert kept == [Closure("KZ", 0.25), Closure("BY", 0.75)]
    # Of several of which one is unknown, the others are kept.
    assert [c for c in found if c not in kept] == (
        [Closure("aktau_port")] if text == "aktau_port.nowhere:0" else []
    )
    assert len(faults) == 1
    assert re.search(REFUSED[text], faults[0])


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("aktau_port:0,5", "0.5"),
        ("aktau_port:0,5:30", "0.5"),
        ("aktau_port:1,0", "1.0"),
        ("RU:0,aktau_port:0,25", "0.25"),
    ],
)
def test_a_decimal_comma_never_shuts_anything(text: str, write: str) -> None:
    found, faults = read_closures(text, KNOWN)
    assert "aktau_port" not in [closure.id for closure in found]
    assert len(faults) == 1
    assert faults[0].endswith(f"a point, not a comma: write {write}")


@pytest.mark.parametrize(
    ("year", "days", "left"),
    [
        (2023, 365, WHOLE_YEAR),
        (2024, 365, 365),
        (2024, 366, WHOLE_YEAR),
        (None, 365, 365),
        (None, 366, WHOLE_YEAR),
    ],
)
def test_the_whole_of_a_year_is_the_whole_year(year: int | None, days: int, left: int) -> None:
    assert parse(f"RU:0:{days}", KNOWN, year) == Closure("RU", 0.0, left)
    assert (str(parse(f"RU:0:{days}", KNOWN, year)) == "RU:0") == (left == WHOLE_YEAR)


def test_a_year_of_365_days_has_no_366th() -> None:
    with pytest.raises(InputError, match="the days are 1 to 365; nearest: 365"):
        parse("RU:0:366", KNOWN, 2023)
    assert (Closure("RU").days_of(2023), Closure("RU").days_of(2024)) == (365, 366)
    assert Closure("RU", 0.0, 365).in_year(2023) == Closure("RU")
    assert Closure("RU", 0.0, 365).in_year(2024) == Closure("RU", 0.0, 365)


@pytest.mark.parametrize(
    ("year", "days"), [(2000, 366), (1900, 365), (2021, 365), (2024, 366), (2025, 365)]
)
def test_days_of_years(year: int, days: int) -> None:
    assert days_in(year) == days
    assert in_kbd(1.0, year) == pytest.approx(1e3 * 7.33 / days)


def test_two_closures_of_one_thing_that_contradict_each_other_are_named() -> None:
    found, faults = read_closures("aktau_port:0.5,RU:0,aktau_port:0.25:30", KNOWN)
    assert found == [Closure("aktau_port", 0.25, 30), Closure("RU")]
    assert faults == [
        "closed: aktau_port:0.5 and aktau_port:0.25:30 overlap in time; the last is kept"
    ]
    _, faults = read_closures("RUS:0,Россия:0:30", KNOWN)
    assert len(faults) == 1
    assert "RU:0 and RU:0:30 overlap" in faults[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("RU:0:30:2025-02-17,RU:0.5:30:2025-03-18", "RU:0.5:30:2025-03-18"),
        ("RU:0.5:30:2025-03-18,RU:0:30:2025-02-17", "RU:0:30:2025-02-17"),
        ("RU:0:30:2025-02-17,RU:0", "RU:0"),
        ("RU:0:60,RU:0:30:2025-03-01", "RU:0:30:2025-03-01"),
        ("RU:0:9:2025-12-30,RU:0:1:2025-12-31", "RU:0:1:2025-12-31"),
        ("RU:0:9:2025-02-17,KZ:0,RU:0:9:2025-03-17,RU:0:60:2025-02-01", "RU:0:60:2025-02-01,KZ:0"),
    ],
)
def test_of_two_that_overlap_in_time_the_later_in_the_text_is_kept(text: str, kept: str) -> None:
    found, faults = read_closures(text, KNOWN, 2025)
    assert write_closures(found) == kept
    told = [fault for fault in faults if fault.endswith("overlap in time; the last is kept")]
    assert len(told) == text.count(",") - kept.count(",")
    assert all(f"and {kept.split(',', maxsplit=1)[0]} overlap" in fault for fault in told)


@pytest.mark.parametrize(
    "text",
    [
        "RU:0:30:2025-02-17,RU:0.5:30:2025-03-19",
        "RU:0.5:30:2025-03-19,RU:0:30:2025-02-17",
        "RU:0:59,RU:0:30:2025-03-01",
        "RU:0:1:2025-01-01,RU:0:1:2025-01-02,RU:0:1:2025-12-31",
        "RU.KZ:0:30:2025-02-17",
    ],
)
def test_two_of_one_place_that_do_not_overlap_are_both_kept(text: str) -> None:
    found, faults = read_closures(text, KNOWN, 2025)
    assert (write_closures(found), faults) == (text, [])
    assert len(found) == text.count(",") + text.count(".KZ") + 1


@pytest.mark.parametrize(
    ("text", "year", "kept", "words"),
    [
        (
            "RU:0:30:2025-02-17",
            2023,
            "RU:0:30:2023-02-17",
            "same day, RU:0:30:2023-02-17; to keep its date choose the year 2025",
        ),
        ("RU:0:30:2024-02-29", 2023, "RU:0:30:2023-02-28", "choose the year 2024"),
        ("RU:0:30:1999-02-17", 2023, "RU:0:30:2023-02-17", "same day, RU:0:30:2023-02-17"),
        ("RU:0:60:2024-12-01", 2023, "RU:0:31:2023-12-01", "same day, RU:0:31:2023-12-01"),
        (
            "RU:0:60:2025-12-01",
            2025,
            "RU:0:31:2025-12-01",
            "runs beyond 31 December and is cut there; 31 days are left: RU:0:31:2025-12-01",
        ),
        ("RU:0:2:2025-12-31", 2025, "RU:0:1:2025-12-31", "1 day is left"),
        ("RU:0:365:2025-01-02", 2025, "RU:0:364:2025-01-02", "364 days are left"),
    ],
)
def test_what_does_not_lie_in_the_year_is_kept_moved_or_cut(
    text: str, year: int, kept: str, words: str
) -> None:
    found, faults = read_closures(text, KNOWN, year)
    assert write_closures(found) == kept
    assert len(faults) == 1
    assert faults[0].startswith(f"closed: {text} ")
    assert words in faults[0]
    assert read_closures(kept, KNOWN, year) == (found, [])


def test_a_start_outside_the_year_is_refused_where_one_closure_is_read() -> None:
    with pytest.raises(InputError, match=r"a day of 2024; nearest: 2024-02-17"):
        parse("RU:0:30:2025-02-17", KNOWN, 2024)
    with pytest.raises(InputError, match=r"a day of 2023; nearest: 2023-02-28"):
        parse("RU:0:30:2024-02-29", KNOWN, 2023)
    assert parse("RU:0:30:2024-02-29", KNOWN, 2024).start == date(2024, 2, 29)


def test_the_days_of_a_dated_closure() -> None:
    """Kropotkinskaya: 17 February to 26 May 2025 are 48th to 145th day, 98 of them, by hand."""
    one = Closure("kropotkin", 0.7, 98, date(2025, 2, 17))
    assert (one.first_day(2025), one.last_day(2025), one.days_of(2025)) == (47, 144, 98)
    assert (one.first_day(2024), Closure("RU").first_day(2024)) == (47, 0)
    assert Closure("RU", 0, 98, date(2024, 3, 1)).first_day(2024) == 60
    assert Closure("RU", 0, 98, date(2025, 11, 29)).days_of(2025) == 33
    assert Closure("RU", 0, WHOLE_YEAR, date(2025, 11, 29)).in_year(2025).days == 33


@pytest.mark.parametrize(("year", "days"), [(2025, 365), (2024, 366)])
def test_a_whole_year_has_no_start(year: int, days: int) -> None:
    text = f"RU:0:{days}:{year}-01-01"
    assert read_closures(text, KNOWN, year) == ([Closure("RU")], [])
    assert read_closures(text, KNOWN) == ([Closure("RU")], [])
    assert Closure("RU", 0.5, WHOLE_YEAR, date(year, 1, 1)).in_year(year) == Closure("RU", 0.5)


def test_a_list_has_so_many_times_and_names_the_nearest_of_more() -> None:
    parts = [f"{one}:0:10:2025-0{n + 1}-01" for n, one in enumerate(IDS[:TIMES])]
    text = ",".join([*parts, f"{IDS[7]}:0", f"{IDS[8]}:0.5:10:2025-03-01"])
    assert read_closures(text, KNOWN, 2025)[1] == []
    found, faults = read_closures(f"{text},RU:0.5:12:2025-04-02", KNOWN, 2025)
    assert write_closures(found) == text
    told = "; nearest of them: RU:0.5:10:2025-04-01"
    assert [fault[-len(told) :] for fault in faults] == [told]
    assert faults[0].startswith("closed: RU:0.5:12:2025-04-02 is left out, as one list has 6 times")


@given(LISTS, st.sampled_from([2021, 2024, None]))
def test_what_is_settled_stays(closures: list[Closure], year: int | None) -> None:
    once, _ = settle(closures * 2, year)
    assert settle(once, year) == (once, [])
    assert year is None or all(c.last_day(year) < days_in(year) for c in once)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("RU:0:30:2025-02-17", 2025),
        ("KZ:0,RU:0:30:2023-02-17,BY:0:1:2024-01-01", 2023),
        ("RU:0:30:1999-02-17", None),
        ("RU:0:30", None),
        ("", None),
        ("RU:0:30:2025-02-171", None),
    ],
)
def test_the_year_of_a_list_is_that_of_its_first_date(text: str, year: int | None) -> None:
    assert first_year(text) == year


@pytest.mark.parametrize(
    "text", ["RU:0,RU:0", "RU,RUS:0.0", "RU.RU:0", "RU:0,RU:0:365", "RU,ru,643"]
)
def test_a_repeat_is_merged_in_silence(text: str) -> None:
    assert read_closures(text, KNOWN, 2023) == ([Closure("RU")], [])


def test_a_group_on_the_command_line() -> None:
    assert parse_part("RU.aktau_port:0.5", KNOWN) == [
        Closure("RU", 0.5),
        Closure("aktau_port", 0.5),
    ]


LONG = {
    "unknown ids": ",".join(f"aktau_por{n}:0.5" for n in range(100_000)),
    "unknown ids in one": ".".join(f"aktau_por{n}" for n in range(100_000)),
    "wrong shares": "RU:x," * 100_000,
    "contradictions": "".join(f"RU:0.{n % 1000:03d}1," for n in range(100_000)),
    "one long id": "a" * 10**6,
    "a long number": "RU:" + "1" * 10**6,
    "commas": "," * 10**6,
    "points": "." * 10**6,
    "colons": "RU" + ":0" * 10**6,
    "one thing for ever": "RU:0," * 100_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_list_without_end_costs_little_and_is_refused_in_words(name: str) -> None:
    parse("Россия", KNOWN)
    started = process_time()
    found, faults = read_closures(LONG[name], KNOWN)
    assert process_time() - started < 0.1
    assert len(found) <= 1
    assert 1 <= len(faults) <= FAULTS + 3
    assert faults[0] == f"closed: only the first {CHARACTERS:,} characters are read"
    assert all(len(fault) < 200 for fault in faults)


def test_of_many_faults_some_are_named_and_the_rest_counted() -> None:
    _, faults = read_closures(",".join(f"nowhere{n}" for n in range(20)), KNOWN)
    assert len(faults) == FAULTS + 1
    assert faults[-1] == "closed: 15 more parts cannot be read"
    _, faults = read_closures(",".join(["x"] * (CLOSURES + 5)), KNOWN)
    assert faults[0] == f"closed: only the first {CLOSURES} are read"


@pytest.mark.parametrize("text", ["RUX", "CHX", "Rusia", "X" * 60])
def test_no_state_is_proposed(text: str) -> None:
    with pytest.raises(InputError, match="name a leg, a place, a transfer or a state"):
        parse(text, KNOWN)
