"""Whatever comes from outside passes one model: bounds hold, the rest is kept, nothing raises."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.shared.view.link import parse, query_of, write
from pages.shared.view.model import FIND_AT_MOST, PARAMETERS, STEP, View, accept
from pages.shared.view.session import moved
from routes.model.units import WHOLE_YEAR
from routes.network.closures import Closure
from routes.world.states import read_states
from tests.pages.helpers import opened, panel, texts
from tests.pages.view.test_links import KNOWN

HOSTILE = [
    None,
    True,
    False,
    -1,
    0,
    2**63,
    -2000,
    1e10,
    3e9,
    1e300,
    math.inf,
    -math.inf,
    math.nan,
    4.5,
    "",
    "none",
    "0_1",
    "30.9",
    "٣",
    "1e3",
    " 4",
    "4 ",
    "0x4",
    "\x00",
    "\ud800",
    "<script>",
    "a" * 10**6,
    [],
    {},
    [None],
    [1, 2],
    [["cpc"]],
    ["zz"] * 200_000,
    {"lat": 1},
    b"cpc",
    object(),
    ("cpc", 7),
]


def named(value: Any) -> str:
    return f"{type(value).__name__}-{str(value)[:12]!r}"


@pytest.mark.parametrize("part", PARAMETERS)
def test_no_foreign_value_raises_or_leaves_the_bounds(part: str, subtests: pytest.Subtests) -> None:
    for value in HOSTILE:
        with subtests.test(named(value)):
            view, notices = accept(KNOWN.default, {part: value}, KNOWN)
            assert all(len(text) < 400 for text in notices)
            assert len(notices) < 20
            again, more = parse(write(view), KNOWN)
            assert (again, more) == (view, []), "it took what it cannot read back"


@pytest.mark.parametrize("part", ["lat", "lon", "z"])
def test_a_move_to_nowhere_is_no_move(part: str, subtests: pytest.Subtests) -> None:
    for value in HOSTILE:
        with subtests.test(named(value)):
            given = {"lat": 50.0, "lon": 60.0, "z": 5} | {part: value}
            view = moved(KNOWN.default, **given, known=KNOWN)
            assert 12 <= view.lat <= 74
            assert -40 <= view.lon <= 140
            assert 3 <= view.z <= 9
            assert parse(write(view), KNOWN) == (view, [])


@pytest.mark.parametrize(("reported", "held"), [(0, 3), (55, 9)])
def test_a_zoom_beyond_the_bounds_is_held_and_its_link_is_read(reported: int, held: int) -> None:
    """A link from the app is never refused by the app."""
    view = moved(KNOWN.default, 50.0, 60.0, reported, KNOWN)
    assert view.z == held
    assert parse(write(view), KNOWN) == (view, [])


def test_a_good_move_is_taken_over() -> None:
    view = moved(KNOWN.default, 50.126, 60.0, 5, KNOWN)
    assert (view.lat, view.lon, view.z) == (50.13, 60.0, 5)


IDS = sorted(KNOWN.closable)
SHARES = st.one_of(
    st.sampled_from([0.0, 1.0, 0.5, 0.333, 0.3333]), st.integers(0, 10**6).map(lambda n: n / 10**6)
)
CLOSURES = st.builds(
    Closure,
    st.sampled_from(IDS),
    SHARES,
    st.one_of(st.just(WHOLE_YEAR), st.integers(1, 366)),
    st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2025, 12, 31))),
)


def some(items: Any, most: int = 400) -> st.SearchStrategy[tuple[Any, ...]]:
    """Choose some items, in the order of the data."""
    return st.sets(st.sampled_from(list(items)), max_size=most).map(
        lambda chosen: tuple(one for one in items if one in chosen)
    )


FINDS = st.text(max_size=FIND_AT_MOST).map(
    lambda text: "".join(c for c in text if c.isprintable()).strip()
)
VIEWS = st.builds(
    View,
    routes=some(KNOWN.corridors),
    avoid=some(sorted(KNOWN.states)),
    year=st.integers(2019, 2025),
    focus=st.sampled_from(["", *KNOWN.corridors]),
    # More than a link can hold, of many years: the view settles them.
    closed=st.lists(CLOSURES, max_size=40).map(tuple),
    lat=st.integers(1200, 7400).map(lambda n: n / 100),
    lon=st.integers(-4000, 14000).map(lambda n: n / 100),
    z=st.integers(3, 9),
    asof=st.sampled_from(["now", "article"]),
    origin=st.sampled_from(KNOWN.ids["origin"]),
    market=st.sampled_from(KNOWN.ids["market"]),
    only=st.sampled_from(["all", "bypass"]),
    journey=st.sampled_from(["", "ab12cd34"]),
    beside=st.sampled_from(["", "ab12cd34"]),
    event=st.sampled_from(["", *KNOWN.ids["event"]]),
    step=st.integers(*STEP),
    find=st.one_of(FINDS, st.sampled_from(["none", "=none", "==", "NONE", "a=b&c", "Каспий"])),
)


@settings(max_examples=2_000, deadline=None)
@given(VIEWS)
def test_whatever_is_written_is_read_back(view: View) -> None:
    once = write(view)
    read, notices = parse(once, KNOWN)
    assert (read, notices) == (view, [])
    assert write(read) == once


def test_everything_that_can_close_comes_back() -> None:
    view = KNOWN.default.replaced(
        closed=tuple(Closure(one, n / 1000) for n, one in enumerate(IDS[:500]))
    )
    assert len(view.closed) > 300
    assert parse(write(view), KNOWN) == (view, [])


def test_a_link_reads_well() -> None:
    query = query_of(KNOWN.default)
    assert "%" not in query
    assert "=none" not in query
    assert len(query) < 275


CODES = [
    ("RUS,CN", ("CN", "RU")),
    ("RUS,CHN,BLR,TUR", ("BY", "CN", "RU", "TR")),
    ("643", ("RU",)),
    ("Россия,Қазақстан", ("KZ", "RU")),
    ("russia", ("RU",)),
    ("Turkey,Türkiye", ("TR",)),
]


@pytest.mark.parametrize(("text", "codes"), CODES)
def test_a_state_is_looked_up_as_on_the_command_line(text: str, codes: tuple[str, ...]) -> None:
    view, notices = parse({"avoid": text}, KNOWN)
    assert (view.avoid, notices) == (codes, [])
    assert read_states(text, KNOWN.states) == (codes, ())


@pytest.mark.parametrize("text", ["XYZ,RU", "RU,Ruritania", "QQ"])
def test_an_unknown_state_is_named_and_none_is_guessed(text: str) -> None:
    view, notices = parse({"avoid": text}, KNOWN)
    assert view.avoid == ("RU",)
    assert len(notices) == 1
    assert "is not known" in notices[0]
    assert "nearest" not in notices[0]


@pytest.mark.parametrize(
    ("closed", "words"),
    [
        ("aktau_port:0.5,aktau_port:0.2", "overlap in time; the last is kept"),
        ("RU:0.1:1.5", "the days are whole"),
        ("aktau_port:0,5", "write 0.5"),
        ("aktau_port:0_1", "write a plain number"),
    ],
)
def test_a_closure_that_is_not_plain_is_named(closed: str, words: str) -> None:
    _, notices = parse({"closed": closed}, KNOWN)
    assert any(words in text for text in notices)


def test_a_flood_of_parameters_is_named_and_the_rest_read() -> None:
    app = opened(routes="cpc", **{f"x{n}": "1" for n in range(1200)})
    assert not app.exception
    assert panel(app)["on"] == ["cpc"]
    assert "1,201 parameters; the first 200 were read" in texts(app)
