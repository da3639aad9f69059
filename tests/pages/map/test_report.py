"""What the map's report says is new: a click once, a move once, nothing of a view that was left."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from pages.shared.map import map as map_page
from pages.shared.map.map import Seen
from pages.shared.view.model import View
from pages.shared.view.session import moved
from tests.pages.helpers import opened
from tests.pages.view.test_links import KNOWN

HERE, THERE = (45.5, 44.0, 4), (43.1, 51.0, 6)
NOTHING = Seen(None, None, None, None)


def report(lat: float, lon: float, z: int, clicked: str | None = None) -> dict[str, Any]:
    """Return a report as streamlit-folium sends it; it names degrees east `lng`."""
    centre = {"lat": lat, "lng": lon}
    return {"last_object_clicked_tooltip": clicked, "center": centre, "zoom": z}


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Give the map a memory of its own, without a session."""
    held: dict[str, Any] = {}
    monkeypatch.setattr(map_page, "_memory", lambda _key: held)
    return held


def news(raw: Mapping[str, Any] | None, target: tuple[float, float, int]) -> Seen:
    """Return what a run hears of a report that the browser sent before it."""
    return map_page._news(raw, target, "map")


@pytest.mark.usefixtures("memory")
def test_a_move_is_news_with_latitude_first() -> None:
    assert news(None, HERE) == NOTHING
    seen = news(report(50.25, 60.5, 5), HERE)
    assert seen == Seen(None, 50.25, 60.5, 5)
    view = moved(KNOWN.default, seen.lat, seen.lon, seen.z, KNOWN)
    assert (view.lat, view.lon, view.z) == (50.25, 60.5, 5)


@pytest.mark.usefixtures("memory")
def test_a_report_that_was_there_when_the_target_changed_is_stale() -> None:
    assert news(None, HERE) == NOTHING
    gone = report(50.25, 60.5, 5)
    assert news(gone, HERE).lat == 50.25
    # Back: the target is another, and Streamlit repeats the report on the view that was left.
    assert news(gone, THERE) == NOTHING
    assert news(gone, THERE) == NOTHING, "the report is repeated on every run"
    assert news(report(43.2, 51.0, 6), THERE) == Seen(None, 43.2, 51.0, 6)
    # Moved back to where the stale report stood, by hand: nothing tells the two apart.
    assert news(gone, THERE) == NOTHING


@pytest.mark.usefixtures("memory")
def test_going_back_and_forth_never_moves_the_map() -> None:
    view: View = KNOWN.default
    gone = report(50.25, 60.5, 5)
    for target in (HERE, THERE, HERE, THERE):
        seen = news(gone, target)
        view = moved(view, seen.lat, seen.lon, seen.z, KNOWN)
    assert (view.lat, view.lon, view.z) == HERE


@pytest.mark.usefixtures("memory")
def test_a_click_is_news_once() -> None:
    assert news(report(*HERE, "cpc#1"), HERE).clicked == "cpc"
    assert news(report(*HERE, "cpc#1"), HERE).clicked is None
    assert news(report(*HERE, "cpc#2"), HERE).clicked == "cpc"
    assert news(report(*HERE, "x" * 1000), HERE).clicked is None


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    "raw", [None, [], "x", 7, {}, {"center": None}, {"center": [1, 2]}, {"center": {}, "zoom": 4}]
)
def test_a_report_that_is_none_moves_nothing(raw: Any) -> None:
    seen = news(raw, HERE)
    assert seen.clicked is None
    assert moved(KNOWN.default, seen.lat, seen.lon, seen.z, KNOWN) == KNOWN.default


@pytest.mark.parametrize("page", ["", "pages/Journeys.py", "pages/Closure.py"])
def test_the_map_is_set_to_the_latitude_first(page: str) -> None:
    """Almaty is 43.25 degrees north and 76.95 degrees east; Leaflet takes latitude first."""
    app = opened(page, lat="43.25", lon="76.95", z="6")
    [component] = app.get("component_instance")
    told = json.loads(component.proto.json_args)
    assert (told["center"], told["zoom"]) == ([43.25, 76.95], 6)


def test_the_map_is_bounded_as_the_address_is() -> None:
    """Latitudes are 12 to 74 degrees, longitudes -40 to 140, zooms 3 to 9."""
    [component] = opened().get("component_instance")
    script = json.loads(component.proto.json_args)["script"]
    plain = re.sub(r"\s", "", script)
    assert '"lat":[12,74]' in plain
    assert '"lon":[-40,140]' in plain
    assert '"zoom":[3,9]' in plain
