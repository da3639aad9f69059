"""Two journeys side by side: each quality of each, the second taken from the first."""

from __future__ import annotations

from math import inf
from typing import cast

from pages.shared.cards.citations import Citations
from pages.shared.cards.journey import PairRow, journeys_list, side_by_side
from routes.files.load import load_atlas, load_tables
from routes.network.capacity import Bound, Capacities
from routes.network.journeys import Journey, journeys
from routes.network.network import END, START, gate

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


def pair(a: Journey, b: Journey, caps: Caps) -> dict[str, PairRow]:
    rows = side_by_side(ATLAS, a, b, cast("Capacities", caps))
    return {row.label: row for row in rows}


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
    row = pair(a, b, caps)["Bottleneck, Kazakh oil"]
    assert row.first == f"5.0–15.0 Mt/y, {leg.name}"
    assert row.second == f"2.5–12.5 Mt/y, {transfer.name_en}"


def test_where_no_figure_bounds_a_journey_nothing_is_known() -> None:
    a, b = FOUND[:2]
    parts = [*(leg.leg_id for leg in a.legs), *(one.transfer_id for one in a.transfers)]
    row = pair(a, b, Caps(**dict.fromkeys(parts, inf)))["Bottleneck, Kazakh oil"]
    assert row.first == "not known"


def test_a_difference_is_the_first_less_the_second() -> None:
    a, b = sorted(FOUND, key=lambda journey: journey.judged.length_km)[:2]
    km = round(b.judged.length_km - a.judged.length_km)
    assert km > 0
    assert pair(a, b, Caps())["Length"].difference == f"-{km:,} km"
    assert pair(b, a, Caps())["Length"].difference == f"+{km:,} km"


def test_a_row_counts_the_kilometres_on_the_ground_of_the_states_to_avoid() -> None:
    """Land and territorial sea count, nearest waters do not; what is on the map is marked."""
    start = gate(TABLES, START, "tengiz")
    ends = start, gate(TABLES, END, "rotterdam", start.goods)
    caps = cast("Capacities", Caps())
    made = journeys_list(ATLAS, Citations(TABLES), FOUND, FOUND[1:2], ends, RU, (), caps)
    assert [row.chosen for row in made.rows] == [n == 1 for n in range(len(FOUND))]
    assert made.pair == ()
    inside = [
        sum(
            zone.km
            for leg in journey.legs
            for zone in leg.zones
            if zone.state == "RU" and zone.kind in ("land", "territorial_sea")
        )
        for journey in FOUND
    ]
    assert max(inside) > 100
    assert [row.inside for row in made.rows] == [f"{km:,.0f}" for km in inside]
