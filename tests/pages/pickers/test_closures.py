"""The closure page without a browser: URL in, elements out, URL out."""

from __future__ import annotations

import pytest

from pages.shared.pickers import closures as closure_picker
from routes.files.load import load_atlas, load_tables
from routes.network.closures import closable, parse
from tests.pages.helpers import opened, texts, written

ATLAS, TABLES = load_atlas(), load_tables()
KNOWN = closable(ATLAS, TABLES.transfers)
EVENTS = {event.event_id: event for event in TABLES.events}


def test_nothing_closed_says_what_left() -> None:
    app = opened("pages/Closure.py", year="2023")
    assert not app.exception
    assert "In 2023 <b>70.5 Mt</b> of Kazakh oil left the country" in texts(app)
    assert "<h3>Bottlenecks</h3>" not in texts(app)
    assert "The bottleneck" not in texts(app)


def test_all_of_russia() -> None:
    app = opened("pages/Closure.py", year="2023", closed="RU:0")
    assert "With all of Russia closed, <b>15.2–17.8 Mt a year</b>" in texts(app)
    assert "Atasu–Alashankou (10.0), Beyneu–Kungrad railway (0.3) and oil berths of Aktau" in texts(
        app
    )


def test_one_mooring_of_three() -> None:
    app = opened("pages/Closure.py", year="2023", closed="novorossiysk_cpc_terminal:0.333")
    text = texts(app)
    assert "down to 1 of 3 moorings" in text
    assert "A share of moorings is not a share of tonnes" in text
    assert "66.7–70.1" in text


# By the beginning of the label: year, what closes, the share left, days. From the events: two of
# three moorings were damaged, a court ordered thirty days, flow fell by 30 %.
PRESETS = [
    ("22–23 March 2022", 2022, "novorossiysk_cpc_terminal", 1 / 3, 365, "down to 1 of 3 moorings"),
    ("5 July 2022", 2022, "cpc_atyrau_kropotkin", 0, 30, "for 30 days"),
    ("All of Russia", 2024, "RU", 0, 366, "With all of Russia closed"),
    ("17 February 2025", 2025, "kropotkin", 0.7, 365, "Kropotkin"),
    ("29 November 2025", 2025, "novorossiysk_cpc_terminal", 1 / 3, 365, "down to 1 of 3 moorings"),
]


def test_every_preset_is_listed_here() -> None:
    labels = [closure_picker.preset_label(one) for one in closure_picker.PRESETS]
    assert len(labels) == len(PRESETS)
    assert all(label.startswith(one[0]) for label, one in zip(labels, PRESETS, strict=True))


@pytest.mark.parametrize("number", range(len(PRESETS)), ids=[one[0] for one in PRESETS])
def test_a_preset_closes_what_it_says(number: int) -> None:
    _, year, part, share, days, words = PRESETS[number]
    app = opened("pages/Closure.py", year="2024")
    app.button(key=f"closure_{number}").click().run()
    assert not app.exception
    now = written(app)
    assert now["year"] == str(year)
    assert app.multiselect(key="closing").value == [part]
    left = float(app.text_input(key=f"share_{part}").value or "nan")
    assert left == pytest.approx(100 * share, abs=0.05)
    assert app.text_input(key=f"days_{part}").value == str(days)
    assert words in texts(app)
    again = opened("pages/Closure.py", **now)
    assert texts(again) == texts(app)
    assert [b.key for b in again.button if b.proto.type == "primary"] == [f"closure_{number}"]


@pytest.mark.parametrize("preset", closure_picker.PRESETS)
def test_a_preset_names_what_can_close(preset: str) -> None:
    for part in closure_picker.PRESETS[preset].closed.split(","):
        assert parse(part, KNOWN)


def test_picking_and_opening_again() -> None:
    app = opened("pages/Closure.py", year="2023")
    app.multiselect(key="closing").select("aktau_port").run()
    app.text_input(key="share_aktau_port").set_value("50").run()
    app.text_input(key="days_aktau_port").set_value("30").run()
    assert written(app)["closed"] == "aktau_port:0.5:30"
    app.button(key="closure_none").click().run()
    assert "closed" in written(app)["none"].split(",")
    assert app.multiselect(key="closing").value == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"closed": "aktu_port:0.5"}, "nearest name: &#x27;aktau_port&#x27;"),
        ({"closed": "aktau_port:7"}, "the share left is 0 to 1; nearest: 1"),
        ({"closed": "aktau_port:0:999"}, "the days are 1 to 365; nearest: 365"),
        ({"closed": "<script>alert(1)</script>"}, "&lt;script&gt;"),
        ({"year": "2019"}, "no throughput is known for 2019; 2021 is shown"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_kept(params: dict[str, str], words: str) -> None:
    app = opened("pages/Closure.py", **{"avoid": "BY", **params})
    assert not app.exception
    assert words in texts(app)
    assert "of Kazakh oil" in texts(app)


def test_a_closure_beside_a_broken_one_is_kept() -> None:
    app = opened("pages/Closure.py", closed="nowhere:0,aktau_port:0.25", year="2023")
    assert app.multiselect(key="closing").value == ["aktau_port"]
    assert app.text_input(key="share_aktau_port").value == "25"


def test_everything_that_can_be_picked_has_a_name() -> None:
    found = closure_picker.options(ATLAS, TABLES)
    assert len(found) > 60
    assert len(set(found)) == len(found)
    assert all(closure_picker.label(ATLAS, TABLES, part) != part for part in found)
    assert closure_picker.label(ATLAS, TABLES, "cpc_loading") == "CPC moorings (transfer)"
    assert set(found) <= KNOWN


def test_no_two_that_can_be_picked_share_a_name() -> None:
    """A list takes its choices back by their labels."""
    labels = [closure_picker.label(ATLAS, TABLES, part) for part in KNOWN]
    assert sorted(set(labels)) == sorted(labels)


NUMBERS = [
    ("3,5", "3.5", "aktau_port:0.035"),
    ("3.5", "3.5", "aktau_port:0.035"),
    (" 50 % ", "50", "aktau_port:0.5"),
    ("", "25", "aktau_port:0.25"),
    ("abc", "25", "aktau_port:0.25"),
    ("1e1", "25", "aktau_port:0.25"),
    ("0_1", "25", "aktau_port:0.25"),
    ("101", "25", "aktau_port:0.25"),
    ("٣", "25", "aktau_port:0.25"),
]


@pytest.mark.parametrize(("typed", "shown", "kept"), NUMBERS)
def test_a_comma_is_a_point_and_what_cannot_be_read_keeps_the_last(
    typed: str, shown: str, kept: str
) -> None:
    app = opened("pages/Closure.py", year="2023", closed="aktau_port:0.25")
    app.text_input(key="share_aktau_port").set_value(typed).run()
    assert not app.exception
    assert app.text_input(key="share_aktau_port").value == shown
    assert written(app)["closed"] == kept
    assert ("is not a per cent from 0 to 100; 25 is kept" in texts(app)) == (shown == "25")


@pytest.mark.parametrize("typed", ["30.9", "1,5", "0", "367", "x", ""])
def test_days_are_whole_days_of_the_year(typed: str) -> None:
    app = opened("pages/Closure.py", year="2023", closed="aktau_port:0:30")
    app.text_input(key="days_aktau_port").set_value(typed).run()
    assert written(app)["closed"] == "aktau_port:0:30"
    assert "is not a whole number of days from 1 to 365; 30 is kept" in texts(app)


def test_2024_has_366_days() -> None:
    app = opened("pages/Closure.py", year="2024", closed="aktau_port:0")
    assert app.text_input(key="days_aktau_port").value == "366"
    app.text_input(key="days_aktau_port").set_value("365").run()
    assert written(app)["closed"] == "aktau_port:0:365"


@pytest.mark.parametrize("page", ["pages/Closure.py", "pages/Journeys.py"])
def test_as_the_article_saw_it_says_what_it_could_not_know(page: str) -> None:
    words = "figures of the year 2022, which were published later"
    assert words in texts(opened(page, asof="article"))
    assert words not in texts(opened(page, year="2022"))


def test_the_preset_that_was_just_clicked_is_marked() -> None:
    app = opened("pages/Closure.py", year="2023")
    app.button(key="closure_2").click().run()
    marked = [b.key for b in app.button if b.proto.type == "primary"]
    assert marked == ["closure_2"]
    assert app.button(key="closure_none")
