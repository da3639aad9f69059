"""Names on the map: none over another, none cut off, the right one on the right line.

The views are swept once; what each test looks at are the names as the browser laid them out, and
where the data says that lines and places lie, projected here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from shapely import LineString, MultiLineString, Polygon, STRtree, box
from shapely import Point as Spot

from tests.map.conftest import DESKTOP, PHONE, SCRIPTS, open_blank
from tests.map.site import Site
from tests.map.views import Look, looks, on_sheet

pytestmark = pytest.mark.browser

TOUCH_PX2 = 0.5
"""Overlap of two names that is rounding."""
OFF_LINE_PX = 22
"""From a corridor's line to the nearest letter of its name, at most: a line of text and its gap."""
OFF_DOT_PX = 20
"""From a place to the nearest letter of its name, at most."""
ALONE_PX = 100
"""A place without another within this distance, so far from controls and edges, has room."""


class Seen(NamedTuple):
    """What one view of the map wrote."""

    name: str
    look: Look
    size: tuple[float, float]
    names: list[dict[str, Any]]
    controls: list[list[float]]

    def shapes(self) -> list[Polygon]:
        """Return the boxes of the names, turned as they are."""
        return [Polygon(name["corners"]) for name in self.names]


@pytest.fixture(scope="module")
def sweep(
    chromium: Browser, still_site: Site, given: dict[str, Any], lines: dict[str, Any]
) -> list[Seen]:
    """Show every corridor, alone and among all, at four zooms and two widths."""
    found = []
    for width in (DESKTOP, PHONE):
        page = open_blank(chromium, still_site.url, width)
        page.evaluate(
            "async (told) => { window.harness = await import('/harness/harness.js');"
            " await harness.boot(told); }",
            {"scripts": SCRIPTS, "given": given},
        )
        views = looks(lines)
        asked = [look.asked(list(lines["corridors"])) for look in views]
        written = page.evaluate("(all) => harness.sweep(all)", asked)
        for look, seen in zip(views, written, strict=True):
            name = f"{look.name}-{width}px"
            size = (seen["size"][0], seen["size"][1])
            stands = look._replace(centre=tuple(seen["centre"]))
            found.append(Seen(name, stands, size, seen["names"], seen["controls"]))
        page.context.close()
    assert len(found) == 16 * len(lines["corridors"])
    assert sum(len(seen.names) for seen in found) > 10 * len(found), "hardly anything is named"
    return found


def test_no_name_lies_over_another(sweep: list[Seen], subtests: pytest.Subtests) -> None:
    for seen in sweep:
        with subtests.test(seen.name):
            shapes = seen.shapes()
            pairs = STRtree(shapes).query(shapes, predicate="intersects").T
            clash = [
                f"{seen.names[a]['text']} over {seen.names[b]['text']}"
                for a, b in pairs
                if a < b and shapes[a].intersection(shapes[b]).area > TOUCH_PX2
            ]
            assert clash == []


def test_no_name_is_cut_off_or_under_a_control(
    sweep: list[Seen], subtests: pytest.Subtests
) -> None:
    for seen in sweep:
        with subtests.test(seen.name):
            sheet, controls = box(0, 0, *seen.size), [box(*corners) for corners in seen.controls]
            assert controls, "the map has no controls"
            for name, shape in zip(seen.names, seen.shapes(), strict=True):
                assert sheet.contains(shape), name["text"]
                assert not any(shape.intersects(control) for control in controls), name["text"]


def test_the_corridor_in_focus_has_its_name(
    sweep: list[Seen], lines: dict[str, Any], subtests: pytest.Subtests
) -> None:
    for seen in sweep:
        with subtests.test(seen.name):
            focused = [n for n in seen.names if "mv-focus" in n["classes"].split()]
            corridors = [n["text"] for n in focused if n["kind"] == "mv-corridor"]
            assert corridors == [lines["corridors"][seen.look.corridor]["name"]]


def test_a_corridor_has_its_own_name_on_its_own_line(
    sweep: list[Seen], lines: dict[str, Any], subtests: pytest.Subtests
) -> None:
    for seen in sweep:
        with subtests.test(seen.name):
            named = [n for n in seen.names if n["kind"] == "mv-corridor"]
            ids = [name["corridor"] for name in named]
            assert len(set(ids)) == len(ids), "a corridor is named twice"
            for name in named:
                row = lines["corridors"][name["corridor"]]
                assert name["text"] == row["name"]
                own = MultiLineString(
                    [
                        [on_sheet((lon, lat), seen.look, seen.size) for lon, lat in line]
                        for line in (lines["legs"][leg]["line"] for leg in row["legs"])
                    ]
                )
                assert own.distance(Polygon(name["corners"])) <= OFF_LINE_PX, name["text"]


def places(seen: Seen, lines: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Spot]]:
    """Yield the places of rank 1 of the corridors shown, with their points on the sheet."""
    for place in lines["places"]:
        shown = seen.look.crowded or seen.look.corridor in place["corridors"]
        if place["rank"] == 1 and place["corridors"] and shown:
            yield place, Spot(on_sheet((place["lon"], place["lat"]), seen.look, seen.size))


def test_a_place_has_its_own_name_beside_it(
    sweep: list[Seen], lines: dict[str, Any], subtests: pytest.Subtests
) -> None:
    by_id = {place["id"]: place for place in lines["places"] if place["id"]}
    for seen in sweep:
        with subtests.test(seen.name):
            for name in (n for n in seen.names if n["place"]):
                place = by_id[name["place"]]
                assert name["text"] == place["name"]
                spot = Spot(on_sheet((place["lon"], place["lat"]), seen.look, seen.size))
                assert spot.distance(Polygon(name["corners"])) <= OFF_DOT_PX, name["text"]


def test_a_place_with_room_is_named(
    sweep: list[Seen], lines: dict[str, Any], subtests: pytest.Subtests
) -> None:
    looked_at = 0
    for seen in sweep:
        with subtests.test(seen.name):
            room = box(0, 0, *seen.size).buffer(-ALONE_PX)
            controls = [box(*corners).buffer(ALONE_PX) for corners in seen.controls]
            near = list(places(seen, lines))
            for place, spot in near:
                others = [other for one, other in near if one is not place]
                alone = all(spot.distance(other) > ALONE_PX for other in others)
                if not alone or not room.contains(spot) or any(c.contains(spot) for c in controls):
                    continue
                looked_at += 1
                assert place["name"] in [n["text"] for n in seen.names if n["place"]]
    assert looked_at > 50, "hardly any place had room"


def test_states_are_named_and_the_avoided_one_is_marked(sweep: list[Seen]) -> None:
    russia = [n for seen in sweep for n in seen.names if n["text"] == "RUSSIA"]
    others = [n for seen in sweep for n in seen.names if n["text"] == "KAZAKHSTAN"]
    assert len(russia) > 20
    assert all("mv-avoided" in name["classes"] for name in russia)
    assert len(others) > 20
    assert not any("mv-avoided" in name["classes"] for name in others)


# What `place` does on a sheet of one's own: pure, without a map.

LETTER_PX = 7


Place = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def place(blank: Page) -> Place:
    """Set wishes on an empty sheet of 400 by 300 pixels, with letters of one width."""

    def place(wishes: dict[str, Any], **sheet: object) -> list[dict[str, Any]]:
        asked = [wish for kind in wishes.values() for wish in kind]
        found: list[dict[str, Any]] = blank.evaluate(
            f"""async ([sheet, wishes]) => {{
                const {{ place }} = await import("/app/static/map/labels.js");
                const measure = (text) => text.length * {LETTER_PX};
                return place({{ ...sheet, measure }}, wishes);
            }}""",
            [{"width": 400, "height": 300, "taken": [], "paths": [], **sheet}, asked],
        )
        return found

    return place


def town(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Wish for the name of a place."""
    at = {"x": x, "y": y}
    plain = {"kind": "place", "height": 13, "worth": 60, "end": True, "dot": True, "face": "12px"}
    return {"text": text, "key": text, "at": at, **plain, **more}


def names(marks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the names among what was set, by their text."""
    return {mark["text"]: mark for mark in marks if "text" in mark}


def test_a_name_stands_to_the_right_of_its_dot(place: Place) -> None:
    marks = place({"places": [town("Aktau", 200, 150)]})
    dot, name = marks
    assert (dot["x"], dot["y"]) == (200, 150)
    assert dot["r"] > 0
    assert (name["text"], name["anchor"], name["angle"]) == ("Aktau", "start", 0)
    assert name["x"] > 200
    assert name["y"] == 150


def test_at_the_right_edge_it_stands_to_the_left(place: Place) -> None:
    name = names(place({"places": [town("Aktau", 385, 150)]}))["Aktau"]
    assert name["anchor"] == "end"
    assert name["x"] < 385


def test_it_makes_room_for_what_is_taken(place: Place) -> None:
    right = [205, 100, 400, 200]
    name = names(place({"places": [town("Aktau", 200, 150)]}, taken=[right]))["Aktau"]
    shape = Polygon.from_bounds(*name["boxes"][0])
    assert shape.intersection(Polygon.from_bounds(*right)).area == 0


def test_no_name_is_better_than_one_far_away(place: Place) -> None:
    walls = [[0, 0, 400, 146], [0, 154, 400, 300]]
    marks = place({"places": [town("Aktau", 200, 150, end=False)]}, taken=walls)
    assert marks == []


def test_terminal_and_town_of_one_name_are_named_once(place: Place) -> None:
    twins = [town("Aktau", 200, 150), town("Aktau", 215, 150)]
    assert len(names(place({"places": twins}))) == 1
    apart = [town("Aktau", 100, 150), town("Aktau", 300, 150)]
    marks = place({"places": apart})
    assert [mark["text"] for mark in marks if "text" in mark] == ["Aktau", "Aktau"]


def corridor(text: str, *points: tuple[float, float], **more: Any) -> dict[str, Any]:
    """Wish for the name of a line."""
    path = {"points": [{"x": x, "y": y} for x, y in points], "weight": 5, "extra": 0}
    plain = {"kind": "corridor", "key": text, "worth": 45, "face": "12px", "height": 14}
    return {**plain, "text": text, "paths": [path], **more}


def test_a_name_follows_its_line(place: Place) -> None:
    line = [(50, 250), (350, 150)]
    (name,) = place(
        {"corridors": [corridor("Pipeline", *line)]},
        paths=[[{"x": x, "y": y} for x, y in line]],
    )
    assert name["angle"] == pytest.approx(-18.4, abs=0.1)
    assert 7 < LineString(line).distance(Spot(name["x"], name["y"])) < 20
    assert name["y"] < 250 - (name["x"] - 50) / 3, "it stands above the line"


def test_a_name_is_never_upside_down(place: Place) -> None:
    (name,) = place({"corridors": [corridor("Pipeline", (350, 150), (50, 250))]})
    assert -90 < name["angle"] < 90


def test_beside_a_line_too_short_it_stands_level(place: Place) -> None:
    (name,) = place({"corridors": [corridor("A long name", (200, 150), (230, 160))]})
    assert name["angle"] == 0
    assert LineString([(200, 150), (230, 160)]).distance(Spot(name["x"], name["y"])) < 30


def test_what_is_in_focus_goes_first(place: Place) -> None:
    line = [(150, 150), (230, 150)]
    wall = [0, 0, 400, 140]
    both = [corridor("Other", *line), corridor("Focus", *line, worth=160)]
    assert next(iter(names(place({"corridors": both}, taken=[wall])))) == "Focus"
    assert set(names(place({"corridors": both[:1]}, taken=[wall]))) == {"Other"}


def test_nothing_overlaps_in_a_crowd(place: Place) -> None:
    """Forty places on a sheet that has room for some of them."""
    crowd = [town(f"Place {n}", 20 + 47 * (n % 8), 20 + 53 * (n // 8)) for n in range(40)]
    found = names(place({"places": crowd}))
    assert 5 < len(found) < 40
    shapes = [Polygon.from_bounds(*name["boxes"][0]) for name in found.values()]
    pairs = STRtree(shapes).query(shapes, predicate="overlaps").T
    assert [pair for pair in pairs if pair[0] < pair[1]] == []
