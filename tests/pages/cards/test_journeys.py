"""The list of journeys, cell by cell; two side by side, the second taken from the first."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import cast

from pages.shared.cards.citations import Citations
from pages.shared.cards.journey import (
    Cell,
    PairRow,
    Setting,
    columns,
    journey_rows,
    journeys_list,
    side_by_side,
)
from routes.files.load import load_atlas, load_tables
from routes.language import state_names
from routes.network.capacity import Bound, Capacities
from routes.network.journeys import Journey, journeys, names_of, via
from routes.network.moved import Carried, Moved
from routes.network.uses import Used

ATLAS, TABLES = load_atlas(), load_tables()
RU = frozenset({"RU"})
FOUND = journeys(ATLAS, TABLES, "tengiz", "rotterdam", RU)


class Caps:
    """Capacities made up by hand: every element lets 40 to 50 Mt through, but those named."""

    year = 2023

    def __init__(self, **high: float) -> None:
        self.high = high

    def bound(self, element: str) -> Bound:
        high = self.high.get(element, 50.0)
        return Bound(high - 10, high, "unknown" if high == inf else "figures")


def setting(caps: Caps, moved: Moved | None = None) -> Setting:
    names = names_of(ATLAS, FOUND)
    return Setting(ATLAS, names, RU, (), cast("Capacities", caps), moved)


def pair(a: Journey, b: Journey, caps: Caps) -> dict[str, PairRow]:
    return {row.label: row for row in side_by_side(setting(caps), a, b)}


def used(journey: Journey, most_mt: float | None = None, by: str = "") -> Journey:
    """Return a journey of which so much is known by its own sources."""
    return replace(journey, used=Used("before", 2022, most_mt, by))


def told(column: str, caps: Caps, journey: Journey, moved: Moved | None = None) -> Cell:
    """Return what the list says of a journey in a column."""
    heads = [text for text, num in columns(setting(caps).states, True, 2022) if num]
    row = journey_rows(setting(caps, moved), [journey])[0]
    return dict(zip(heads, row.cells, strict=True))[column]


BOTTLENECK = "Bottleneck, Mt of Kazakh oil a year"
MOVED = "Kazakh oil all the way in 2022, Mt"


def test_the_bottleneck_of_a_journey_is_where_least_goes_through() -> None:
    """The narrowest leg of the one, the narrowest transfer of the other, with its name."""
    a, b, leg, transfer = next(
        (a, b, leg, transfer)
        for a in FOUND
        for b in FOUND
        for leg in a.legs
        for transfer in b.transfers
        if leg not in b.legs and transfer not in a.transfers
    )
    caps = Caps(**{leg.leg_id: 15.0, transfer.transfer_id: 12.5})
    row = pair(used(a), used(b), caps)[BOTTLENECK]
    assert row.first == f"5.0–15.0, {leg.name}"
    assert row.second == f"2.5–12.5, {transfer.name_en}"
    assert told(BOTTLENECK, caps, used(a)) == Cell("5.0–15.0", leg.name)
    assert told(BOTTLENECK, caps, used(b)) == Cell("2.5–12.5", transfer.name_en)


def test_where_no_figure_bounds_a_journey_nothing_is_known() -> None:
    a = used(FOUND[0])
    parts = [*(leg.leg_id for leg in a.legs), *(one.transfer_id for one in a.transfers)]
    caps = Caps(**dict.fromkeys(parts, inf))
    assert told(BOTTLENECK, caps, a) == Cell("not known")
    assert told(MOVED, caps, a) == Cell("not known")


def test_what_went_all_the_way_is_at_most_what_its_least_part_carried() -> None:
    """By what moved, or by what sources say of this field's oil, whichever is less; named."""
    journey = FOUND[0]
    first, second = journey.legs[:2]
    legs = {first.leg_id: Carried(1.0, 2.0, 2.3), "x": Carried(0.0, 0.1, 0.1), second.leg_id: None}
    moved = Moved(2022, legs, {}, None, None)
    assert told(MOVED, Caps(), used(journey), moved) == Cell("at most 2.3", first.name)
    less = used(journey, 0.25, second.leg_id)
    assert told(MOVED, Caps(), less, moved) == Cell("at most 0.25", second.name)
    none = used(journey, 0.0, second.leg_id)
    assert told(MOVED, Caps(), none, moved) == Cell("none", second.name)


def test_a_difference_is_the_first_less_the_second() -> None:
    """With a true minus."""
    a, b = sorted(FOUND, key=lambda journey: journey.judged.length_km)[:2]
    km = round(b.judged.length_km - a.judged.length_km)
    assert km > 0
    assert pair(a, b, Caps())["Length"].difference == f"−{km:,} km"
    assert pair(b, a, Caps())["Length"].difference == f"+{km:,} km"


def test_a_row_tells_soil_apart_from_soil_and_waters() -> None:
    """The badge and the column of soil have one number; nearest waters are in neither."""
    rows = journey_rows(setting(Caps()), FOUND)
    places = [head for head, num in columns(setting(Caps()).states, False, 2022) if num]
    soil = places.index("km on soil of Russia")
    waters = places.index("km on its soil and in its 12-mile waters")
    inside = [
        [
            sum(
                zone.km
                for leg in journey.legs
                for zone in leg.zones
                if zone.state == "RU" and zone.kind in kinds
            )
            for kinds in (("land",), ("land", "territorial_sea"))
        ]
        for journey in FOUND
    ]
    assert max(km for km, _ in inside) > 100
    assert any(both > land + 1 for land, both in inside)
    assert [(row.cells[soil].text, row.cells[waters].text) for row in rows] == [
        (f"{land:,.0f}", f"{both:,.0f}") for land, both in inside
    ]
    for row in rows:
        if row.css == "bad":
            assert row.badge == f"crosses · {row.cells[soil].text} km"


def test_without_a_state_to_avoid_no_column_is_about_one() -> None:
    heads = [text for text, _ in columns(state_names([], {}), True, 2022)]
    assert not [text for text in heads if "soil" in text]


def test_a_row_says_what_is_idle_and_what_was_never_used() -> None:
    idle = replace(used(FOUND[0]), status="idle")
    never = replace(FOUND[1], used=Used("never", 2022, 0.0, FOUND[1].ids[0]))
    rows = journey_rows(setting(Caps()), [idle, never, used(FOUND[3])])
    assert [row.tags for row in rows] == [("idle",), ("never used",), ()]


def test_only_those_on_the_map_have_a_card() -> None:
    made = journeys_list(setting(Caps()), Citations(TABLES), FOUND[1:2], True)
    assert [card.via for card in made.cards] == [via(ATLAS, FOUND[1])]
    assert made.pair == ()
