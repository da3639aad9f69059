"""Closures as links and the command line write them: read strictly, and read back as written."""

from __future__ import annotations

import re
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
    Closure,
    closable,
    parse,
    parse_part,
    read_closures,
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
LISTS = st.lists(
    st.builds(Closure, st.sampled_from(IDS), SHARES, DAYS), unique_by=lambda c: c.id, max_size=60
)


@settings(max_examples=400)
@given(LISTS)
def test_what_is_written_is_read(closures: list[Closure]) -> None:
    text = write_closures(closures)
    assert read_closures(text, KNOWN) == (closures, [])
    assert write_closures(read_closures(text, KNOWN)[0]) == text


@given(LISTS, st.sampled_from([2021, 2023, 2024]))
def test_what_is_written_is_read_for_a_year(closures: list[Closure], year: int) -> None:
    mine = [closure.in_year(year) for closure in closures]
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
    """Each with the longest share and days of its own: the longest that can be written."""
    assert len(IDS) > 300
    closures = [Closure(i, (100_001 + n) / 10**6, 100 + n % 2) for n, i in enumerate(IDS)]
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
    "aktau_port:0:9:9": "write id:share:days",
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
        "closed: aktau_port:0.5 and aktau_port:0.25:30 contradict each other; the last is kept"
    ]
    _, faults = read_closures("RUS:0,Россия:0:30", KNOWN)
    assert len(faults) == 1
    assert "RU:0 and RU:0:30 contradict" in faults[0]


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
