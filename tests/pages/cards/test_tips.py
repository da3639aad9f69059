"""What Python tells the map's tooltips: verdicts of corridors, capacities of legs."""

from __future__ import annotations

from pages.shared import store
from pages.shared.cards.tips import line_tips
from routes.network.capacity import Capacities

AVOID = frozenset({"RU"})
YEAR = 2022


def tips(avoid: frozenset[str] = AVOID) -> dict[str, str]:
    """Ask for the tips of a year."""
    lib = store.library()
    stood = store.corridors_stood(YEAR, False)
    statuses = {corridor_id: standing.status for corridor_id, standing in stood.items()}
    judged = store.judged_all(avoid, False)
    return line_tips(lib.atlas, judged, statuses, avoid, Capacities(lib.tables, YEAR))


def test_every_corridor_has_its_verdict() -> None:
    found = tips()
    assert {key for key in found if key.startswith("verdict.")} == {
        f"verdict.{corridor_id}" for corridor_id in store.library().atlas.corridors
    }
    assert found["verdict.cpc"].startswith("✕ crosses")
    assert found["verdict.btc"] == "✓ bypasses"


def test_without_a_state_there_is_no_verdict() -> None:
    assert not any(key.startswith("verdict.") for key in tips(frozenset()))


def test_a_capacity_is_told_where_figures_bound_it() -> None:
    found = tips()
    assert found["cap.btc"] == "can carry 19.6–29.4 Mt of Kazakh oil in 2022"
    legs = store.library().atlas.legs
    told = {key.removeprefix("cap.") for key in found if key.startswith("cap.")}
    assert told
    assert told <= set(legs)
    assert "alat_tbilisi" not in told or "oil" in legs["alat_tbilisi"].goods
