"""The view and its link by hand: what is kept, what is refused, and what the reader is told."""

from __future__ import annotations

from typing import Any

import pytest

from pages.shared.view.kinds import TEXT_AT_MOST
from pages.shared.view.link import (
    MARKS,
    MAY_BE_NOTHING,
    NOTICES_AT_MOST,
    is_foreign,
    only_view,
    parse,
    parse_query,
    query_of,
    write,
)
from pages.shared.view.model import (
    LAT,
    LON,
    PARAMETERS,
    STEP,
    ZOOM,
    Known,
    View,
    accept,
    key_of,
    known_from,
    read,
)
from pages.shared.view.parameter import cut
from routes.files.load import load_tables
from routes.model.atlas import Atlas, Corridor
from routes.network.closures import Closure
from tests.routes.network import toys

PLACES = [toys.place("field", "KZ"), toys.place("quay", "XX", "port"), toys.place("end", "YY")]
LEGS = [toys.leg("pipe", "field", "quay"), toys.leg("cargo", "quay", "end", goods="cargo")]
DATA = "2026-01-31.0a1b2c3d"


def corridor(corridor_id: str, in_article: bool) -> Corridor:
    return Corridor(corridor_id, corridor_id.upper(), "", "pipeline", in_article, "own", "", ())


def known() -> Known:
    """Return what a toy of four corridors names: the second and the third are the article's."""
    plain = toys.atlas(LEGS, PLACES)
    corridors = {
        name: corridor(name, name in {"second", "third"})
        for name in ("first", "second", "third", "fourth")
    }
    atlas = Atlas(DATA, corridors, plain.legs, plain.places, plain.state_names)
    gates = toys.gates("tengiz", "rotterdam")
    more = toys.gates("aktobe", "samara")
    again = gates[1].model_copy(update={"goods": "cargo"})
    tables = toys.tables((*gates, *more, again), [toys.transfer("quay", "pipeline", "sea")])
    return known_from(atlas, tables)


def opened(query: str) -> tuple[View, list[str]]:
    return parse_query(query, known())


def test_what_may_be_named_is_what_the_data_has() -> None:
    made = known()
    assert made.corridors == ("first", "second", "third", "fourth")
    assert made.ids["corridor"] == made.corridors
    assert made.ids["origin"] == ("tengiz", "aktobe")
    assert made.ids["market"] == ("rotterdam", "samara")
    assert made.ids["event"] == tuple(row.event_id for row in load_tables().events)
    assert made.states == {one: f"State of {one}" for one in ("KZ", "XX", "YY")}
    assert made.closable == {
        "KZ": "State of KZ",
        "XX": "State of XX",
        "YY": "State of YY",
        "field": "FIELD",
        "pipe": "PIPE",
        "quay": "QUAY",
        "quay_transfer": "quay_transfer",
    }
    assert list(made.closable) == sorted(made.closable)
    assert made.data_version == DATA


def test_a_bare_address_opens_the_articles_corridors_and_the_first_of_them() -> None:
    view, notices = opened("")
    assert (view.routes, view.focus, notices) == (("second", "third"), "second", [])
    assert view == known().default
    assert (view.avoid, view.year, view.asof, view.lang) == (("RU",), 2022, "now", "en")
    assert (view.lat, view.lon, view.z) == (45.5, 44.0, 4)
    assert (view.origin, view.market, view.only) == ("tengiz", "rotterdam", "all")
    assert (view.closed, view.journey, view.beside, view.event, view.find, view.step) == (
        (),
        "",
        "",
        "",
        "",
        0,
    )
    assert (view.order, view.tell) == ("date", ("article", "others", "later"))


def test_a_link_writes_every_parameter() -> None:
    made = known()
    view = made.default.replaced(
        lat=43.1, lon=-7.25, z=6, closed=(Closure("pipe", 0.5, 30),), find="a b&c", focus=""
    )
    wanted = {
        "v": "1",
        "routes": "second,third",
        "avoid": "RU",
        "year": "2022",
        "closed": "pipe:0.5:30",
        "case": "seen",
        "lat": "43.10",
        "lon": "-7.25",
        "z": "6",
        "borders": "un",
        "lang": "en",
        "lines": "moved",
        "asof": "now",
        "from": "tengiz",
        "to": "rotterdam",
        "only": "all",
        "order": "date",
        "tell": "article,others,later",
        "step": "0",
        "find": "a b&c",
        "tab": "sources",
        "none": "focus,journey,beside,event",
    }
    assert write(view) == wanted
    assert write(view, DATA) == {**wanted, "d": DATA}
    query = query_of(view, DATA)
    assert query.startswith(
        "v=1&routes=second,third&avoid=RU&year=2022&closed=pipe:0.5:30&case=seen&lat="
    )
    assert query.endswith(f"&find=a+b%26c&tab=sources&none=focus,journey,beside,event&d={DATA}")
    assert "&d=" not in query_of(view)


def test_nothing_blank_needs_no_none() -> None:
    view = known().default.replaced(
        closed=(Closure("pipe"),), journey="a", beside="b", event="c", find="d"
    )
    assert "none" not in write(view)


def test_the_focus_follows_the_corridors_unless_it_was_given() -> None:
    assert opened("routes=first,fourth")[0].focus == "first"
    assert opened("routes=first,second")[0].focus == "second"
    assert opened("routes=first&focus=fourth")[0].focus == "fourth"
    assert opened("none=routes")[0].focus == ""
    view, notices = opened("routes=fourth&focus=nowhere")
    assert view.focus == "fourth"
    assert len(notices) == 1
    assert opened("routes=fourth&none=focus")[0].focus == ""


def test_none_names_what_holds_nothing() -> None:
    view, notices = opened("none=routes,avoid,focus,closed")
    assert (view.routes, view.avoid, view.focus, view.closed, notices) == ((), (), "", (), [])
    view, notices = opened("none=avoid&avoid=XX")
    assert (view.avoid, notices) == (("XX",), [])
    view, notices = opened("none=year,,nobody")
    assert view == known().default
    assert [text.split(":")[:2] for text in notices] == [
        ["none", " 'year' is no parameter that can be nothing."],
        ["none", " 'nobody' is no parameter that can be nothing."],
    ]
    assert {"routes", "avoid", "closed", "find"} <= set(MAY_BE_NOTHING)
    assert not {"year", "lat", "z", "lang", "from"} & set(MAY_BE_NOTHING)
    within = "x" * (TEXT_AT_MOST - len(",avoid")) + ",avoid"
    assert opened(f"none={within}")[0].avoid == ()
    view, notices = opened(f"none=x{within}")
    assert view.avoid == ("RU",)
    assert notices[-1].startswith("none: 'avoi'")


def test_another_version_of_the_grammar_is_named() -> None:
    view, notices = opened("v=9&year=2023")
    assert view.year == 2023
    assert len(notices) == 1
    assert notices[0].startswith("v=9: ")
    assert "than 1;" in notices[0]
    assert opened("v=1")[1] == []


@pytest.mark.parametrize("name", ["utm_source", "utm_", "fbclid", "gclid", "yclid"])
def test_what_others_add_to_a_link_is_passed_over(name: str) -> None:
    assert is_foreign(name)
    assert opened(f"{name}=1") == opened("")


@pytest.mark.parametrize("name", ["clid", "utm", "xutm_a", "clidx", "route"])
def test_what_is_nobodys_is_named(name: str) -> None:
    assert not is_foreign(name)
    assert opened(f"{name}=1")[1] == [f"'{name}': this page knows no such parameter."]


def test_strangers_are_named_together_in_their_order() -> None:
    view, notices = opened("zz=1&year=2023&yy=2&embed=true&d=x&go=menu&utm_a=1&xx=3&ww=4&v=1")
    assert notices == ["'zz', 'yy', 'xx': this page knows no such parameter."]
    assert view.year == 2023
    assert {"v", "none", "d", "go", "embed", "embed_options"} == set(MARKS)


def test_only_what_is_the_views_is_kept() -> None:
    params = {"v": "1", "none": "avoid", "from": "aktobe", "d": DATA, "origin": "x", "utm_a": "1"}
    assert only_view(params) == {"v": "1", "none": "avoid", "from": "aktobe"}
    assert list(PARAMETERS) == list(View.model_fields)
    assert (PARAMETERS["origin"], PARAMETERS["market"], PARAMETERS["year"]) == (
        "from",
        "to",
        "year",
    )


def test_of_many_notices_some_are_told_and_the_rest_counted() -> None:
    bad = (
        "routes=q1,q2,q3,q4&avoid=QQ,QW,QE,QR&closed=w1,w2,w3,w4&year=1&lat=1&lon=999&z=99&step=21"
        "&journey=~"
    )
    _, notices = opened(bad)
    every = read(
        known().default,
        {
            "routes": "q1,q2,q3,q4",
            "avoid": "QQ,QW,QE,QR",
            "closed": "w1,w2,w3,w4",
            "year": "1",
            "lat": "1",
            "lon": "999",
            "z": "99",
            "step": "21",
            "journey": "~",
        },
        known(),
    )[1]
    assert len(every) > NOTICES_AT_MOST + 1
    assert set(notices[:-1]) < set(every)
    assert len(notices) == NOTICES_AT_MOST + 1
    assert notices[-1].startswith(f"{len(every) - NOTICES_AT_MOST} more part")


def test_a_repeated_or_an_empty_parameter() -> None:
    assert opened("year=2021&year=2023")[0].year == 2023
    assert opened("find=")[0].find == ""
    assert opened("find=a%2Cb+c")[0].find == "a,b c"


REFUSED: dict[str, tuple[Any, str]] = {
    "year": (1999, "year: '1999' is not a number from 2019 to 2025; 2022 is shown."),
    "lat": (74.5, "lat: '74.5' is not a number from 12 to 74; 45.5 is shown."),
    "lon": ("east", "lon: 'east' is not a number from -40 to 140; 44"),
    "z": (2, "z: '2' is not a number from 3 to 9; 4 is shown."),
    "step": (21, "step: '21' is not a number from 0 to 20; 0 is shown."),
    "origin": ("tengis", "from: 'tengis' is not known; nearest name: 'tengiz'."),
    "market": ("nowhere at all", "to: 'nowhere at all' is not known"),
    "focus": ("fist", "focus: 'fist' is not known; nearest name: 'first'."),
    "routes": ("qqqqq", "routes: 'qqqqq' is not known"),
    "journey": ("A B", "journey: 'A B'"),
    "only": ("some", "only: 'some'"),
    "asof": ("then", "asof: 'then'"),
    "order": ("dates", "order: 'dates' is not known; nearest name: 'date'."),
    "tell": ("nobody", "tell: 'nobody' is not known"),
}


@pytest.mark.parametrize("part", REFUSED)
def test_what_is_refused_is_named_and_the_rest_taken(part: str) -> None:
    value, notice = REFUSED[part]
    base = known().default
    other = {"find": "Reuters"}
    view, notices, refused = read(base, {part: value, **other}, known())
    assert view == base.replaced(**other)
    assert len(notices) == 1
    assert notices[0].startswith(notice)
    assert refused == {part}
    assert accept(base, {part: value, **other}, known()) == (view, notices)


def test_each_refused_part_is_told_once_and_what_stood_stays() -> None:
    base = known().default.replaced(year=2024, lat=50.0, routes=("fourth",))
    given = {"year": 1, "lat": "x", "z": 5, "lon": 60}
    view, notices, refused = read(base, given, known())
    assert (view.year, view.lat, view.lon, view.z) == (2024, 50.0, 60.0, 5)
    assert view.routes == ("fourth",)
    assert sorted(text.split(":")[0] for text in notices) == ["lat", "year"]
    assert any("2024 is shown" in text for text in notices)
    assert refused == {"year", "lat"}


def test_a_list_of_which_a_part_is_unknown_is_kept_and_not_refused() -> None:
    base = known().default
    view, notices, refused = read(base, {"routes": "fourth,fist", "avoid": "QQ,XX"}, known())
    assert (view.routes, view.avoid) == (("fourth",), ("XX",))
    assert refused == frozenset()
    assert len(notices) == len(set(notices)) == 2
    assert "'fist'" in notices[0]
    assert "'QQ'" in notices[1]
    # What is told once is not told again when another part is refused.
    _, again, refused = read(base, {"routes": "fourth,fist", "year": 1}, known())
    assert len(again) == len(set(again)) == 2
    assert refused == {"year"}


def test_good_values_are_taken_as_they_are() -> None:
    base = known().default
    view, notices, refused = read(base, {"year": 2023, "closed": "pipe:0:365"}, known())
    assert (view.year, view.closed) == (2023, (Closure("pipe"),))
    assert (notices, refused) == ([], frozenset())
    assert read(base, {}, known()) == (base, [], frozenset())


def test_a_base_that_cannot_stand_is_left_as_it_is() -> None:
    """Values that were never checked are no reason to raise."""
    broken = known().default.replaced(year=1900)
    view, notices, refused = read(broken, {"z": 5}, known())
    assert view is broken
    assert (notices, refused) == ([], {"z"})


def test_the_article_has_its_year() -> None:
    view, notices = opened("asof=article&year=2024")
    assert (view.year, view.as_article, notices) == (2022, True, [])
    assert not opened("year=2024")[0].as_article
    assert opened("closed=pipe:0:365&year=2024")[0].closed == (Closure("pipe", 0.0, 365),)
    assert opened("closed=pipe:0:365&year=2023")[0].closed == (Closure("pipe"),)


def test_bounds_and_keys_are_those_of_the_fields() -> None:
    assert (LAT, LON, ZOOM, STEP) == ((12, 74), (-40, 140), (3, 9), (0, 20))
    keys = {part: key_of(part) for part in ("origin", "market", "journey", "only", "find")}
    assert len(set(keys.values())) == len(keys)
    assert "from" in keys["origin"]
    assert "to" in keys["market"]


def test_a_foreign_text_is_cut() -> None:
    _, notices = opened("q" * 500 + "=1")
    assert notices == [f"'{cut('q' * 500)}': this page knows no such parameter."]
    assert parse({"v": "9" * 500}, known())[1][0].startswith(f"v={cut('9' * 500)}: ")


def test_an_attribute_that_no_view_has_is_refused_and_raises_nothing() -> None:
    base, _ = opened("year=2023")
    view, _, refused = read(base, {"zz": 3, "year": "2022"}, known())
    assert (view.year, refused) == (2022, frozenset({"zz"}))
