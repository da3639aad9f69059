"""A line that was turned round: one id, one line, its direction by date."""

from __future__ import annotations

import pytest

from routes.evidence.moment import Moment
from routes.files.load import load_atlas, load_tables
from routes.network.directions import at, doubtful, of_leg, reverse
from routes.network.journeys import journeys

ATLAS, TABLES = load_atlas(), load_tables()
PIPE = "kenkiyak_atyrau"
RU = frozenset({"RU"})


@pytest.mark.parametrize(
    ("year", "tail", "head", "name", "doubt"),
    [
        (2003, "kenkiyak", "atyrau", "Kenkiyak–Atyrau", False),
        (2018, "kenkiyak", "atyrau", "Kenkiyak–Atyrau", False),
        (2019, "kenkiyak", "atyrau", "Kenkiyak–Atyrau", False),
        (2020, "atyrau", "kenkiyak", "Atyrau–Kenkiyak", True),
        (2021, "atyrau", "kenkiyak", "Atyrau–Kenkiyak", True),
        (2022, "atyrau", "kenkiyak", "Atyrau–Kenkiyak", False),
        (2025, "atyrau", "kenkiyak", "Atyrau–Kenkiyak", False),
    ],
)
def test_kenkiyak_atyrau(year: int, tail: str, head: str, name: str, doubt: bool) -> None:
    """West from 2003, still so on 4 July 2019, east by 20 May 2022."""
    moment = Moment(year)
    leg = at(ATLAS, TABLES.directions, moment).legs[PIPE]
    assert (leg.leg_id, leg.tail, leg.head, leg.name) == (PIPE, tail, head, name)
    assert (PIPE in doubtful(TABLES.directions, moment)) == doubt


def test_only_what_is_named_turns() -> None:
    before = at(ATLAS, TABLES.directions, Moment(2010))
    turned = {k for k, leg in before.legs.items() if leg is not ATLAS.legs[k]}
    assert turned == {row.leg_id for row in TABLES.directions} == {PIPE}
    assert of_leg(TABLES.directions, "btc", Moment(2010)) is None


def test_a_leg_turned_twice_is_itself() -> None:
    leg = ATLAS.legs[PIPE]
    once = reverse(leg, "the other way")
    assert once.line == leg.line[::-1]
    assert once.zones == leg.zones
    assert once.stops[0].name == leg.stops[-1].name
    assert once.stops[0].km == pytest.approx(leg.length_km - leg.stops[-1].km, abs=0.002)
    assert sum(piece.km for piece in once.pieces) == sum(piece.km for piece in leg.pieces)
    for piece, other in zip(once.pieces, reversed(leg.pieces), strict=True):
        assert once.line[piece.start] == leg.line[other.end]
        assert once.line[piece.end] == leg.line[other.start]
    again = reverse(once, leg.name)
    assert (again.line, again.pieces, again.tail) == (leg.line, leg.pieces, leg.tail)


def test_journeys_follow_the_year() -> None:
    """Oil of Aktobe went west until the pipe was turned, oil of Kashagan could go east after."""
    for year, west, east in ((2018, True, False), (2023, False, True)):
        moment = Moment(year)
        aktobe = journeys(ATLAS, TABLES, "aktobe", "rotterdam", RU, moment=moment)
        assert any(PIPE in journey.ids for journey in aktobe) == west
        kashagan = journeys(ATLAS, TABLES, "kashagan", "china", RU, moment=moment)
        assert any(PIPE in journey.ids for journey in kashagan) == east
