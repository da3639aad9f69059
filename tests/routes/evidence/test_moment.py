"""What stood when, and what was known by the article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from routes.evidence.moment import (
    Moment,
    after,
    changed,
    in_service,
    in_view,
    known_by,
    of_corridor,
    standings,
    touched,
)
from routes.model.atlas import Atlas
from routes.model.rows import Event
from routes.model.tables import Tables
from routes.model.terms import ARTICLE_MONTH

YEARS = range(2019, 2026)


def event(effect: str, date: str, subjects: str, told: str = "no") -> Event:
    return Event(
        event_id=f"{effect}-{date}",
        date=date,
        date_precision="day",
        subject_ids=subjects,
        title="x",
        effect=effect,
        source_id="s",
        in_article=told,
    )


@pytest.mark.parametrize(
    ("stated", "known", "later"),
    [
        ("2022-07-11", True, False),
        ("2022-07", True, False),
        ("2022-08", False, True),
        ("2022-07-31", True, False),
        ("2022-08-01", False, True),
        ("2022", False, False),
        ("2021", True, False),
        ("2023", False, True),
        ("2009 (about)", True, False),
        ("undated", False, False),
        ("undated (after 2021-12)", False, False),
        ("", False, False),
        (None, False, False),
    ],
)
def test_what_was_known_and_what_is_later(stated: str | None, known: bool, later: bool) -> None:
    assert (known_by(stated, ARTICLE_MONTH), after(stated)) == (known, later)


@pytest.mark.parametrize("year", YEARS)
def test_baku_supsa_ran_until_may_2022(atlas: Atlas, tables: Tables, year: int) -> None:
    found = standings(atlas, tables.events, Moment(year))["baku_supsa"]
    assert found.status == ("operating" if year < 2022 else "idle")
    assert found.words == ("" if year < 2022 else "idle since May 2022")


@pytest.mark.parametrize("year", YEARS)
def test_georgias_part_of_btk_was_closed_at_the_end_of_2023(
    atlas: Atlas, tables: Tables, year: int
) -> None:
    legs = standings(atlas, tables.events, Moment(year))
    closed = {leg for leg in atlas.corridors["btk"].leg_ids if legs[leg].status == "idle"}
    assert closed == ({"tbilisi_akhalkalaki"} if year == 2023 else set())
    whole = of_corridor(atlas, "btk", legs)
    assert whole.status == ("partly idle" if year == 2023 else "operating")
    if year == 2023:
        assert whole.words == "Tbilisi–Akhalkalaki closed since May 2023"


def test_the_article_saw_baku_supsa_idle_and_everything_else_as_the_data(
    atlas: Atlas, tables: Tables
) -> None:
    assert changed(atlas, standings(atlas, tables.events, Moment(2022, True))) == {}
    assert changed(atlas, standings(atlas, tables.events, Moment(2019))) == {
        "baku_supsa": "operating"
    }


def test_proposed_stays_proposed_and_what_came_later_was_not_there(
    atlas: Atlas,
) -> None:
    later = replace(atlas.legs["btc"], since="2021-03")
    toy = replace(atlas, legs={**atlas.legs, "btc": later})
    assert standings(toy, (), Moment(2020))["btc"].status == "not_yet"
    assert standings(toy, (), Moment(2021))["btc"].status == "operating"
    assert changed(toy, standings(toy, (), Moment(2020)))["btc"] == "proposed"
    restored = [event("restores", "2020-01-01", "trans_caspian_pipeline")]
    line = standings(atlas, restored, Moment(2025))["trans_caspian_pipeline"]
    assert line.status == "proposed"


def test_a_line_is_idle_from_a_stop_to_the_next_start(atlas: Atlas) -> None:
    told = [event("restores", "2021-02-01", "btc"), event("closes", "2020-05-01", "btc")]
    found = [standings(atlas, told, Moment(year))["btc"].status for year in (2019, 2020, 2021)]
    assert found == ["operating", "idle", "operating"]
    limited = [event("limits", "2020-05-01", "btc")]
    assert standings(atlas, limited, Moment(2020))["btc"].status == "operating"


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        ({"until": "2022-05"}, {2020, 2021}),
        ({"until": "2022"}, {2020, 2021}),
        ({"since": "2022-05"}, {2022, 2023, 2024}),
        ({"since": "2021-12-31", "until": "2023-01-01"}, {2021, 2022}),
        ({"status": "idle"}, {2020, 2021, 2022, 2023, 2024}),
        ({"status": "proposed"}, set()),
        ({"status": "proposed", "since": "2021"}, set()),
    ],
    ids=str,
)
def test_a_leg_carries_in_the_year_it_begins_and_not_in_the_year_it_ends(
    atlas: Atlas, cells: dict[str, Any], years: set[int]
) -> None:
    blank: dict[str, Any] = {"since": "", "until": "", "status": "operating"}
    line = replace(atlas.legs["btc"], **(blank | cells))
    assert {year for year in range(2020, 2025) if in_service(line, year)} == years


def test_a_pipeline_that_ended_this_year_bounds_nothing_this_year(atlas: Atlas) -> None:
    """Baku–Supsa has been idle since May 2022: its tonnes of that year are none."""
    line = atlas.legs["baku_supsa"]
    assert [in_service(line, year) for year in (2021, 2022, 2023)] == [True, False, False]


@pytest.mark.parametrize(
    ("subjects", "legs"),
    [
        ("btk|tbilisi_akhalkalaki", ("tbilisi_akhalkalaki",)),
        ("cpc|novorossiysk_cpc_terminal|cpc_moorings", ("cpc_terminal_moorings",)),
        ("cpc|kropotkin", ("cpc_atyrau_kropotkin", "cpc_kropotkin_terminal")),
        ("btc|rotterdam|ceyhan_terminal", ("btc", "ceyhan_ionian")),
        ("tengiz", ("cpc_tengiz_atyrau",)),
        ("kazakhstan", ()),
    ],
)
def test_an_event_is_about_the_narrowest_legs_it_names(
    atlas: Atlas, subjects: str, legs: tuple[str, ...]
) -> None:
    assert touched(event("closes", "2020-01-01", subjects), atlas) == legs


def test_the_article_sees_its_own_events_and_no_later_one(tables: Tables) -> None:
    dates = {row.source_id: row.date for row in tables.sources}
    seen = [e for e in tables.events if in_view(e, Moment(2022, True), dates)]
    assert {e.event_id for e in tables.events if e.in_article == "yes"} <= {
        e.event_id for e in seen
    }
    assert not any(after(e.date) for e in seen)
    assert len(seen) < len(tables.events)
