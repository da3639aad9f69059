"""Unrolling a path: a toy of two legs, worked out by hand."""

from __future__ import annotations

from routes.geometry.ribbon import Mark, Stretch, unroll
from routes.model.atlas import Atlas, Leg, Piece, Spot, Stop
from routes.model.rows import Event


def spot(place_id: str) -> Spot:
    return Spot(place_id, place_id.title(), place_id.upper(), "AA", "town", 0, 0, "s")


def toy() -> Atlas:
    """Return a railway of 100 km from a to b, and a ship of 50 km on to c."""
    rail = Leg(
        leg_id="rail",
        tail="a",
        head="b",
        mode="rail",
        length_km=100.0,
        offshore_km=0.0,
        precision_km=1.0,
        zones=(),
        pieces=(Piece("AA", "land", 0, 1, 30.0), Piece("BB", "land", 1, 2, 70.0)),
        stops=(
            Stop("A, its station", "town", 0.0, 1, 0, 0),
            Stop("Middle (junction)", "town", 40.0, 2, 0, 0),
            Stop("B, near the end", "port", 99.0, 1, 0, 0),
        ),
    )
    ship = Leg(
        leg_id="ship",
        tail="b",
        head="c",
        mode="sea",
        medium="sea",
        length_km=50.0,
        offshore_km=0.0,
        precision_km=1.0,
        zones=(),
        pieces=(Piece("BB", "territorial_sea", 0, 1, 20.0), Piece("", "beyond", 1, 2, 30.0)),
        stops=(Stop("Strait: north", "sea", 10.0, 1, 0, 0), Stop("C", "port", 49.0, 1, 0, 0)),
    )
    places = {name: spot(name) for name in "abc"}
    return Atlas("1", {}, {"rail": rail, "ship": ship}, places, {})


def event(event_id: str, subjects: str) -> Event:
    return Event.model_validate(
        {
            "event_id": event_id,
            "date": "2022-07",
            "date_precision": "month",
            "subject_ids": subjects,
            "title": "x",
            "effect": "other",
            "in_article": "no",
        }
    )


def test_stretches_follow_each_other() -> None:
    ribbon = unroll(toy(), ["rail", "ship"])
    assert ribbon.length_km == 150.0
    assert ribbon.stretches == (
        Stretch("AA", "land", "rail", 0.0, 30.0),
        Stretch("BB", "land", "rail", 30.0, 70.0),
        Stretch("BB", "territorial_sea", "sea", 100.0, 20.0),
        Stretch("", "beyond", "sea", 120.0, 30.0),
    )


def test_neighbours_of_one_zone_and_mode_are_one_stretch() -> None:
    ribbon = unroll(toy(), ["rail", "rail"])
    assert [(s.state, s.start, s.km) for s in ribbon.stretches] == [
        ("AA", 0.0, 30.0),
        ("BB", 30.0, 70.0),
        ("AA", 100.0, 30.0),
        ("BB", 130.0, 70.0),
    ]
    twice = Atlas("1", {}, {"rail": toy().legs["rail"]}, toy().places, {})
    twice.legs["back"] = Leg(
        leg_id="back",
        tail="b",
        head="c",
        mode="rail",
        length_km=5.0,
        offshore_km=0.0,
        precision_km=1.0,
        zones=(),
        pieces=(Piece("BB", "land", 0, 1, 5.0),),
        stops=(),
    )
    assert unroll(twice, ["rail", "back"]).stretches[-1] == Stretch(
        "BB", "land", "rail", 30.0, 75.0
    )


def test_places_stand_at_their_kilometre_and_the_ends_have_labels() -> None:
    """Where legs meet stands the place's label; a point of the line alone has no name.

    What lies within 2 % of an end gives way to its label.
    """
    marks = unroll(toy(), ["rail", "ship"]).places
    assert marks == (
        Mark(0.0, "A", 0),
        Mark(40.0, "Middle", 3),
        Mark(100.0, "B", 1),
        Mark(150.0, "C", 0),
    )


def test_an_event_stands_at_the_first_of_its_places_on_the_path() -> None:
    events = [event("one", "elsewhere|b|c"), event("two", "elsewhere"), event("three", "a")]
    placed = unroll(toy(), ["rail", "ship"], events).events
    assert [(km, row.event_id) for km, row in placed] == [(100.0, "one"), (0.0, "three")]


def three() -> Atlas:
    """Return the railway and the ship, and a second ship of 50 km on to d in the same waters."""
    atlas = toy()
    on = Leg(
        leg_id="on",
        tail="c",
        head="d",
        mode="sea",
        medium="sea",
        length_km=50.0,
        offshore_km=0.0,
        precision_km=1.0,
        zones=(),
        pieces=(Piece("", "beyond", 0, 1, 50.0),),
        stops=(Stop("Isle", "port", 4.0, 1, 0, 0), Stop("Cape", "port", 46.0, 1, 0, 0)),
    )
    return Atlas("1", {}, {**atlas.legs, "on": on}, {**atlas.places, "d": spot("d")}, {})


def test_the_last_leg_has_the_end_of_the_path_and_lengthens_the_last_stretch() -> None:
    """Of 200 km the last begins at 150; 196 is 2 % from the end and gives way to its label."""
    ribbon = unroll(three(), ["rail", "ship", "on"])
    assert ribbon.places[-1] == Mark(200.0, "D", 0)
    assert ribbon.stretches[-2:] == (
        Stretch("BB", "territorial_sea", "sea", 100.0, 20.0),
        Stretch("", "beyond", "sea", 120.0, 80.0),
    )
    assert [mark.km for mark in ribbon.places if mark.km > 120] == [150.0, 154.0, 200.0]
