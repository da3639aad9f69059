"""Events stand in the article's order, with dates as wide as they are unknown."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from routes.evidence.moment import Moment, after, known_by
from routes.evidence.timeline import by_date, fitting, sections, span, stage, year_of
from routes.files.load import load_tables
from routes.model.atlas import Atlas
from routes.model.dates import PartialDate
from routes.model.rows import Event
from routes.model.tables import Tables

REPO = Path(__file__).resolve().parents[3]
EVENTS = load_tables().events.rows
DATES = {row.source_id: row.date for row in load_tables().sources}
PLACES = {
    record["quote_id"]: (record["paragraph"], record["offset"])
    for record in json.loads((REPO / "geodata/tables/quote_digests.json").read_text("utf-8"))
}


def test_quotes_stand_in_the_articles_order() -> None:
    with (REPO / "geodata/tables/quotes.csv").open(encoding="utf-8", newline="") as file:
        found = [PLACES[row["quote_id"]] for row in csv.DictReader(file)]
    assert len(found) >= 30
    assert found == sorted(found)


def test_what_the_article_tells_follows_its_passages(tables: Tables) -> None:
    told = sections(tables.events, tables.quotes, Moment(2022), DATES).article
    assert len(told) >= 20
    places = [PLACES[e.quote_id or ""] for e in told]
    assert places == sorted(places)
    assert [e.date for e in told] != sorted(e.date for e in told), "no calendar"


def test_by_date_an_event_stands_in_its_month_at_its_day(tables: Tables) -> None:
    parts = sections(tables.events, tables.quotes, Moment(2025), DATES)
    told = by_date(parts)
    assert len(told) == len(tables.events)
    assert [one.piece for one in told] == sorted(one.piece for one in told)
    places = {one.place: one.event for one in told}
    assert [places[n] for n in range(len(parts.article))] == list(parts.article)
    found = {one.event.event_id: one for one in told}
    order = found["court-order-2022-07-05"]
    assert (order.teller, order.piece, order.spot) == ("article", "2022-07", round(4.5 / 31, 3))
    assert (found["rotterdam-2022"].piece, found["rotterdam-2022"].spot) == ("2022", None)
    assert (found["restrictions-2022-06"].piece, found["restrictions-2022-06"].spot) == (
        "2022-06",
        None,
    )
    assert found["btk-opened-2017-10-30"].teller == "others"
    assert found["tankers-hit-2026-01-13"].teller == "later"


def test_what_is_known_to_the_month_stands_before_its_days(tables: Tables) -> None:
    told = by_date(sections(tables.events, tables.quotes, Moment(2022), DATES))
    march = [one.spot for one in told if one.piece == "2022-03"]
    assert march[0] is None
    days = [spot for spot in march if spot is not None]
    assert len(days) >= 4
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("date_of", "otherwise", "year"),
    [("2017-10-30", 2024, 2024), ("2022", 2019, 2022), ("2026-01-13", 2022, 2025)],
)
def test_the_map_of_an_event_is_of_the_nearest_year(
    tables: Tables, date_of: str, otherwise: int, year: int
) -> None:
    event = tables.events.rows[0].model_copy(update={"date": date_of})
    assert year_of(event, otherwise) == year


@pytest.mark.parametrize("year", range(2019, 2026))
def test_later_events_reach_to_the_end_of_the_year(tables: Tables, year: int) -> None:
    parts = sections(tables.events, tables.quotes, Moment(year), DATES)
    assert all(after(e.date) for e in parts.later)
    if year < 2025:
        assert all(known_by(e.date, PartialDate(year, 12)) for e in parts.later)
    else:
        assert len(parts.article + parts.others + parts.later) == len(tables.events)
    assert bool(parts.later) == (year >= 2022)


def test_the_article_knows_of_nothing_later(tables: Tables) -> None:
    parts = sections(tables.events, tables.quotes, Moment(2022, True), DATES)
    assert parts.later == ()
    found = {e.event_id for e in parts.others}
    assert "mine-search-2022-06-15" in found
    assert "baku-supsa-halt-2022-05" not in found, "its source is of 2023"


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2022-03-23", date(2022, 3, 23), date(2022, 3, 24)),
        ("2022-02", date(2022, 2, 1), date(2022, 3, 1)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2022", date(2022, 1, 1), date(2023, 1, 1)),
    ],
)
def test_a_date_is_as_wide_as_it_is_unknown(text: str, first: date, end: date) -> None:
    assert span(text) == (first, end)


def test_no_event_claims_more_precision_than_its_date(subtests: pytest.Subtests) -> None:
    width = {"day": (1, 1), "month": (28, 31), "season": (28, 92), "year": (365, 366)}
    assert len(EVENTS) >= 40
    for event in EVENTS:
        with subtests.test(event.event_id):
            low, high = width[event.date_precision]
            first, end = span(event.date)
            assert low <= (end - first).days <= high


def test_every_event_sets_a_map(atlas: Atlas, subtests: pytest.Subtests) -> None:
    assert len(EVENTS) >= 40
    for event in EVENTS:
        with subtests.test(event.event_id):
            sets_a_map(event, atlas)


def sets_a_map(event: Event, atlas: Atlas) -> None:
    got = stage(event, atlas, ("cpc",))
    assert got.routes
    assert set(got.routes) <= set(atlas.corridors)
    assert got.focus in {"", *got.routes}
    shown = {leg for c in got.routes for leg in atlas.corridors[c].leg_ids}
    assert set(got.closed) <= set(got.legs)
    assert event.effect in {"closes", "limits"} or not got.closed
    assert set(got.closed) <= shown, "a closed leg would not be seen"
    assert 30 < got.lat < 60
    assert -10 < got.lon < 80
    assert 4 <= got.z <= 7


def test_a_stop_at_the_moorings_strikes_out_the_way_to_them(atlas: Atlas, tables: Tables) -> None:
    halt = next(e for e in tables.events if e.event_id == "loading-halt-2022-03-23")
    assert stage(halt, atlas, ()).closed == ("cpc_terminal_moorings",)
    order = next(e for e in tables.events if e.event_id == "court-order-2022-07-05")
    assert stage(order, atlas, ()).closed == (), "the order was never carried out"


def test_a_wide_thing_is_seen_from_further_off() -> None:
    assert fitting([(40.0, 40.0), (41.0, 40.5)])[2] > fitting([(20.0, 40.0), (80.0, 50.0)])[2]
    assert fitting([(40.0, 40.0), (42.0, 44.0)])[:2] == (42.0, 41.0)
