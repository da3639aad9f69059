"""A link restores its view, whatever else stands in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.view.link import parse, parse_query, write
from pages.shared.view.model import View, known_from
from routes.files.load import load_atlas, load_tables

TABLES = load_tables()
KNOWN = known_from(load_atlas(), TABLES)
PUBLISHED = json.loads((Path(__file__).parents[2] / "data" / "published_links.json").read_text())


def opened(query: str) -> tuple[View, list[str]]:
    return parse_query(query, KNOWN)


def test_links_were_published() -> None:
    assert len(PUBLISHED) >= 5


@pytest.mark.parametrize("query", PUBLISHED, ids=range(len(PUBLISHED)))
def test_a_published_link_opens_the_view_it_opened_then(query: str) -> None:
    view, notices = opened(query)
    # The grammar may have grown since; what a link said then it says for ever.
    assert parse(PUBLISHED[query], KNOWN) == (view, [])
    then = {name: text for name, text in PUBLISHED[query].items() if text != "none"}
    assert then.items() <= write(view).items()
    assert notices == []


def test_every_step_of_the_story_is_a_view_that_can_be_read(subtests: pytest.Subtests) -> None:
    assert TABLES.story.rows
    for step in TABLES.story.rows:
        with subtests.test(step.title):
            view, notices = opened(step.view)
            assert notices == []
            then = dict(pair.split("=") for pair in step.view.split("&"))
            # What a step says of its view is what a link to it writes.
            assert then.items() <= write(view).items()


def test_a_bare_address_opens_the_articles_corridors() -> None:
    view, notices = opened("")
    assert view == KNOWN.default
    assert "cpc" in view.routes
    assert "druzhba" not in view.routes
    assert notices == []


def test_order_and_form_of_a_link_do_not_matter() -> None:
    one, _ = opened("routes=btc,cpc&lat=43.10&avoid=by,RU")
    two, _ = opened("routes=cpc,btc,btc&lat=43.1&avoid=RU,BY")
    assert one == two
    assert one.avoid == ("BY", "RU")


@pytest.mark.parametrize(
    ("query", "word", "kept"),
    [
        ("routes=cpc,btcc", "'btcc'", ("routes", ("cpc",))),
        ("avoid=XX,RU", "'XX'", ("avoid", ("RU",))),
        ("year=1999", "'1999'", ("year", 2022)),
        ("year=abc", "'abc'", ("year", 2022)),
        ("lat=91", "'91'", ("lat", 45.5)),
        ("lat=nan", "'nan'", ("lat", 45.5)),
        ("lon=1e5", "'1e5'", ("lon", 44.0)),
        ("z=99", "'99'", ("z", 4)),
        ("z=٤", "'٤'", ("z", 4)),
        ("focus=nowhere", "'nowhere'", ("focus", "cpc")),
        ("routes=nothing", "'nothing'", ("routes", KNOWN.default.routes)),
        ("avoid=%3Cb%3E", "'<b>'", ("avoid", ("RU",))),
        ("lang=xx", "lang=xx", ("lang", "en")),
        ("v=9", "v=9", ("year", 2022)),
        ("closed=<script>", "'<script>'", ("closed", ())),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_kept(
    query: str, word: str, kept: tuple[str, object]
) -> None:
    view, notices = opened(query)
    assert len(notices) == 1
    assert word in notices[0]
    assert getattr(view, kept[0]) == kept[1]


def test_a_near_miss_is_told_the_nearest_name() -> None:
    _, notices = opened("routes=trans_caspain")
    assert "trans_caspian" in notices[0]


def test_nothing_on_is_a_view_too() -> None:
    view, notices = opened("routes=none&avoid=none&focus=none")
    assert (view.routes, view.avoid, view.focus) == ((), (), "")
    assert notices == []
    assert {"routes", "avoid", "focus"} <= set(write(view)["none"].split(","))


VIEWS = st.builds(
    View,
    routes=st.lists(st.sampled_from(KNOWN.corridors), unique=True).map(
        lambda wanted: tuple(c for c in KNOWN.corridors if c in wanted)
    ),
    avoid=st.lists(st.sampled_from(sorted(KNOWN.states)), unique=True).map(
        lambda codes: tuple(sorted(codes))
    ),
    year=st.integers(2019, 2025),
    focus=st.sampled_from(["", *KNOWN.corridors]),
    lat=st.integers(1200, 7400).map(lambda n: n / 100),
    lon=st.integers(-4000, 14000).map(lambda n: n / 100),
    z=st.integers(3, 9),
    only=st.sampled_from(["all", "bypass"]),
    journey=st.sampled_from(["", "ab12cd34"]),
    beside=st.sampled_from(["", "ab12cd34"]),
    event=st.sampled_from(["", *KNOWN.ids["event"]]),
    step=st.integers(1, 20),
    find=st.sampled_from(["", "Reuters", "<b>&", "Каспий"]),
)
VIEWS |= VIEWS.map(lambda view: view.replaced(asof="article", year=2022))


@given(VIEWS)
def test_a_copied_link_opens_the_same_view(view: View) -> None:
    assert parse(write(view), KNOWN) == (view, [])


@given(VIEWS)
def test_a_copied_link_holds_whatever_the_defaults_become(view: View) -> None:
    bare = View(routes=("druzhba",), avoid=("CN",), year=2019, focus="druzhba", lat=20)
    other = replace(KNOWN, default=bare.replaced(event=KNOWN.ids["event"][0], find="Reuters"))
    assert parse(write(view), other)[0] == view


@given(st.dictionaries(st.sampled_from([*write(KNOWN.default), "x"]), st.text(max_size=80)))
def test_no_url_raises(params: dict[str, str]) -> None:
    view, notices = parse(params, KNOWN)
    assert parse(write(view), KNOWN)[0] == view
    assert all(isinstance(text, str) and len(text) < 300 for text in notices)


def test_a_parameter_that_no_page_knows_is_named() -> None:
    view, notices = opened("route=cpc&utm_source=x&embed=true&d=2026-01-01.ab")
    assert view == KNOWN.default
    assert notices == ["'route': this page knows no such parameter."]


def test_a_flood_of_unknown_ids_is_told_in_few_words() -> None:
    _, notices = opened("routes=" + ",".join(f"x{n}" for n in range(4000)))
    assert len(notices) == 4
    assert "3997 more" in notices[-1]
