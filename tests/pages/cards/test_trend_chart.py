"""The charts of the trend: bars on each other, a band with gaps, events where they happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pages.shared import store
from pages.shared.cards.trend_chart import MARKED, marked, trend_spec

RU = frozenset({"RU"})


def rows(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of all data of a chart."""
    for data in spec["datasets"].values():
        yield from data


def test_bars_stand_on_each_other_and_add_up_to_what_left() -> None:
    bars = [row for row in rows(trend_spec("ways", RU, as_article=False)) if "base" in row]
    years = {row["year"] for row in bars}
    assert len(years) >= 4
    for year in years:
        mine = [row for row in bars if row["year"] == year]
        assert [row["base"] for row in mine[1:]] == [row["y"] for row in mine[:-1]]
        left = store.trends()[int(year)].balance.left
        assert mine[-1]["y"] == pytest.approx(left.drawn, abs=1e-6)
        for row in mine:
            assert row["low"] - 1e-6 <= row["y"] <= row["high"] + 1e-6, row["way"]


def test_a_gap_is_drawn_as_one_and_the_band_stays_open() -> None:
    spec = trend_spec("share", RU, as_article=False)
    gaps = [row for row in rows(spec) if "why" in row]
    shares = {row["year"]: row for row in rows(spec) if "share" in row}
    assert {str(row["x"]) for row in gaps} | shares.keys() == {str(y) for y in range(2019, 2026)}
    assert not {str(row["x"]) for row in gaps} & shares.keys()
    for row in shares.values():
        assert 0 <= row["y"] <= row["high"] <= 100


def test_events_stand_where_they_happened() -> None:
    spec = trend_spec("numbers", frozenset(), as_article=False)
    found = {row["when"]: row["x"] for row in rows(spec) if "when" in row}
    assert len(found) == len(MARKED)
    assert found["5 July 2022"] == pytest.approx(2022 + 185 / 365)


def test_the_article_knew_none_of_the_later_events() -> None:
    assert [event.event_id for _, event in marked(as_article=True)] == [
        "loading-halt-2022-03-23",
        "court-order-2022-07-05",
    ]


def test_a_way_is_coloured_by_what_its_oil_meets() -> None:
    trends = store.trends()
    assert trends
    for trend in trends.values():
        met = {way: trend.met_by(way, RU) for way in (*trend.balance.ways, "other_ways")}
        assert met["cpc_atyrau_kropotkin"] == met["bolshoy_chagan_samara"] == "yes"
        assert met["atasu_alashankou"] == "no"
        assert met["other_ways"] == "unknown"
        assert trend.met_by("atasu_alashankou", frozenset({"CN"})) == "yes"
        assert trend.met_by("atasu_alashankou", frozenset({"KZ"})) == "yes"
        assert trend.met_by("cpc_atyrau_kropotkin", frozenset({"TR"})) == "depends"
        assert trend.met_by("cpc_atyrau_kropotkin", frozenset()) == "no"
