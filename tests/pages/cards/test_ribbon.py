"""A ribbon has every place where the line has it, and shows as inside what is inside."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from pyproj import Geod

from pages.shared.cards.ribbon import (
    FOLDED,
    RibbonView,
    Scale,
    event_groups,
    place_labels,
    ribbon_view,
    segments,
)
from pages.shared.cards.zones import zone_rows
from routes.files.load import load_atlas, load_tables
from routes.geometry.ribbon import Ribbon, Stretch, unroll
from routes.model.atlas import ZoneKm
from routes.model.names import known_place, short
from routes.model.tables import points_of
from routes.model.terms import Kind
from routes.verdict.judge import judge_corridor

ATLAS, TABLES = load_atlas(), load_tables()
POINTS = points_of(TABLES)
WGS84 = Geod(ellps="WGS84")
RU = frozenset({"RU"})


def measured(path: tuple[str, ...]) -> dict[str, float]:
    """Measure at which kilometre of a path each authored point lies: the first of each name."""
    km, found = 0.0, dict[str, float]()
    for leg_id in path:
        points = POINTS[leg_id]
        tail = ATLAS.places[ATLAS.legs[leg_id].tail].label
        found.setdefault(short(tail), km)
        found.setdefault(short(points[0].place_name), km)
        for one, other in pairwise(points):
            km += WGS84.inv(one.lon, one.lat, other.lon, other.lat)[2] / 1000
            found.setdefault(known_place(other.place_name, other.kind), km)
    return found


def test_every_place_stands_at_its_kilometre(subtests: pytest.Subtests) -> None:
    """Kilometres are summed along the authored points by another library."""
    seen = 0
    for corridor_id, corridor in ATLAS.corridors.items():
        for branch in corridor.branches:
            with subtests.test(corridor=corridor_id, branch=branch[0]):
                ribbon, expected = unroll(ATLAS, branch), measured(branch)
                assert ribbon.places[0].km == 0
                assert ribbon.places[-1].km == pytest.approx(ribbon.length_km)
                for mark in ribbon.places[1:-1]:
                    assert mark.km == pytest.approx(expected[mark.text], abs=0.2), mark.text
                    seen += 1
    assert seen > 50


def test_a_label_stands_at_its_kilometre() -> None:
    """A place a quarter down the path stands a quarter from the left, and says its kilometre."""
    ribbon = unroll(ATLAS, ATLAS.corridors["cpc"].branches[0])
    quarter = replace(ribbon.places[1], km=ribbon.length_km / 4, text="Quarter", rank=0)
    ribbon = replace(ribbon, places=(ribbon.places[0], quarter, ribbon.places[-1]))
    labels = {label.text: label for label in place_labels(ribbon, Scale(ribbon, RU))}
    assert labels["Quarter"].percent == pytest.approx(25)
    assert labels["Quarter"].title == f"km {ribbon.length_km / 4:,.0f}"
    assert labels[short(ribbon.places[-1].text)].percent == pytest.approx(100)


def unrolled() -> Ribbon:
    """Return a path of 100 km through each kind of zone of Russia, and one of Georgia."""
    kinds: dict[Kind, float] = {"land": 40, "territorial_sea": 20, "nearest_waters": 30}
    stretches, start = [], 0.0
    for kind, km in kinds.items():
        stretches.append(Stretch("RU", kind, "pipeline", start, km))
        start += km
    whole = unroll(ATLAS, ATLAS.corridors["cpc"].branches[0])
    ends = (replace(whole.places[0], km=0.0), replace(whole.places[-1], km=100.0))
    return Ribbon(100.0, (*stretches, Stretch("GE", "land", "pipeline", 90.0, 10.0)), ends, ())


def test_nearest_waters_are_outside_on_the_ribbon() -> None:
    """They are advisory: a verdict counts land and territorial sea alone."""
    drawn = [
        (part.css, part.percent) for part in segments(Scale(unrolled(), RU), RU, ATLAS.state_names)
    ]
    assert drawn == [
        ("in land", 40),
        ("in territorial_sea", 20),
        ("out nearest_waters", 30),
        ("out land", 10),
    ]


def test_nearest_waters_are_outside_in_the_table() -> None:
    """The same kilometres as a table mark the same zones."""
    kinds: dict[Kind, float] = {"land": 40, "territorial_sea": 20, "nearest_waters": 30}
    zones = tuple(ZoneKm("RU", kind, km, km - 2, km + 2) for kind, km in kinds.items())
    zones += (ZoneKm("GE", "land", 10, 8, 12),)
    judged = replace(judge_corridor(ATLAS, "cpc", RU), zones=zones, length_km=100.0)
    rows = zone_rows(judged, RU, ATLAS.state_names)
    assert [(row.state, row.where, row.inside) for row in rows] == [
        ("Russia", "land", True),
        ("Russia", "territorial sea", True),
        ("Russia", "nearest waters", False),
        ("Georgia", "land", False),
    ]
    assert [(row.km, row.range, row.share) for row in rows][:2] == [
        ("40", "38–42", "40.0 %"),
        ("20", "18–22", "20.0 %"),
    ]


def test_who_cannot_see_it_hears_every_stretch() -> None:
    """The text of the bar names each state with what it is and its kilometres."""
    view: RibbonView = ribbon_view(ATLAS, RU, unrolled())
    assert view.length == "100 km"
    assert re.split(r"; ", view.spoken) == [
        "Russia: 40 km",
        "Russia, territorial sea: 20 km",
        "Russia, nearest waters: 30 km",
        "Georgia: 10 km",
    ]


def by_ship() -> Ribbon:
    """Return 100 km of pipe in Georgia, a harbour of Russia, 900 km at sea, and 20 km on land."""
    whole = unroll(ATLAS, ATLAS.corridors["cpc"].branches[0])
    stretches = (
        Stretch("GE", "land", "pipeline", 0.0, 100.0),
        Stretch("RU", "territorial_sea", "sea", 100.0, 30.0),
        Stretch("TR", "nearest_waters", "sea", 130.0, 300.0),
        Stretch("", "beyond", "sea", 430.0, 600.0),
        Stretch("NL", "land", "rail", 1030.0, 20.0),
    )
    first, last = whole.places[0], whole.places[-1]
    places = (
        replace(first, km=0.0),
        replace(first, km=100.0, text="Port", rank=1),
        replace(first, km=500.0, text="Strait", rank=1),
        replace(last, km=1050.0),
    )
    return Ribbon(1050.0, stretches, places, ())


def test_a_long_way_by_ship_is_folded_and_the_land_has_the_room() -> None:
    """Of 100 per cent 17 are the ship's; the rest is shared by 150 km, what crosses among it."""
    scale = Scale(by_ship(), RU)
    parts = segments(scale, RU, ATLAS.state_names)
    unit = (100 - FOLDED) / 150
    assert [part.css for part in parts] == [
        "out land",
        "in territorial_sea",
        "out fold",
        "out land",
    ]
    assert [part.percent for part in parts] == pytest.approx(
        [100 * unit, 30 * unit, FOLDED, 20 * unit]
    )
    assert sum(part.percent for part in parts) == pytest.approx(100)
    labels = [(label.css, label.text) for label in parts[2].labels]
    assert labels == [("narrow", "900 km"), ("wide broad", "// 900 km")]
    assert parts[2].title == (
        "By ship, 900 km, not to scale: Türkiye, nearest waters: 300 km; open sea: 600 km"
    )
    assert scale.at(130 + 450) == pytest.approx(130 * unit + FOLDED / 2)
    assert "Strait" not in {label.text for label in place_labels(by_ship(), scale)}
    key = [entry.text for entry in ribbon_view(ATLAS, RU, by_ship()).key]
    assert key == ["in Russia", "land", "// by ship, not to scale"]


def test_a_lane_alone_is_not_folded() -> None:
    lane = replace(by_ship(), stretches=by_ship().stretches[2:4], length_km=900.0)
    assert [part.css for part in segments(Scale(lane, RU), RU, ATLAS.state_names)] == [
        "out nearest_waters",
        "out beyond",
    ]


def test_readers_meet_places_that_they_know() -> None:
    """The CPC pipeline runs by Atyrau and Kropotkin; no working name of a waypoint is shown."""
    shown = {
        label.text
        for corridor in ATLAS.corridors.values()
        for branch in corridor.branches
        for ribbon in [unroll(ATLAS, branch)]
        for label in place_labels(ribbon, Scale(ribbon, RU))
    }
    assert {"Atyrau", "Kropotkin"} <= shown
    cpc = unroll(ATLAS, ATLAS.corridors["cpc"].branches[0])
    broad = {label.text for label in place_labels(cpc, Scale(cpc, RU)) if "broad" in label.css}
    assert {"Atyrau", "Kropotkin"} <= broad
    working = re.compile(r"\b(off|entrance|crossing|roads|[NSEW]{1,2})\b|river", re.IGNORECASE)
    assert [name for name in shown if working.search(name)] == []


def test_events_can_be_opened_by_keys_and_touch() -> None:
    """Each place has a line of its own, with every event behind it, and no hover is needed."""
    event = TABLES.events.rows[0]
    ribbon = replace(by_ship(), events=((100.0, event), (100.0, event), (1030.0, event)))
    groups = event_groups(ribbon, Scale(ribbon, RU))
    assert [(group.text, len(group.events)) for group in groups] == [
        ("km 100: 2 events", 2),
        ("km 1,030: 1 event", 1),
    ]
    assert groups[0].events[0].endswith(event.title)
