"""Cargo's ways out: by Russia's railways, across the Caspian, by Iran; each verdict by hand."""

from __future__ import annotations

import pytest

from routes.files.load import load_atlas, load_tables
from routes.network.journeys import journeys

ATLAS, TABLES = load_atlas(), load_tables()
RU = frozenset({"RU"})


@pytest.mark.parametrize("origin", ["almaty", "astana", "karaganda", "aktobe_city"])
@pytest.mark.parametrize(
    ("market", "by", "verdict"),
    [
        ("germany", "moscow_malaszewicze", "crosses"),
        ("poland", "moscow_malaszewicze", "crosses"),
        ("latvia", "moscow_riga", "crosses"),
        ("ust_luga", "moscow_ust_luga", "crosses"),
        ("novorossiysk", "syzran_novorossiysk", "crosses"),
        ("rotterdam", "duisburg_rotterdam", "crosses"),
        ("rotterdam", "novorossiysk_port_bosphorus", "crosses"),
        ("rotterdam", "aktau_alat", "bypasses"),
        ("poti", "aktau_alat", "bypasses"),
        ("turkey", "kuryk_alat", "bypasses"),
        ("bandar_abbas", "mangystau_gorgan", "bypasses"),
    ],
)
def test_the_verdict_of_a_way(origin: str, market: str, by: str, verdict: str) -> None:
    found = [j for j in journeys(ATLAS, TABLES, origin, market, RU) if by in j.ids]
    assert found
    assert {journey.judged.verdict for journey in found} == {verdict}


def test_kilometres_add_up_over_states_and_zones() -> None:
    found = journeys(ATLAS, TABLES, "almaty", "rotterdam", RU)
    assert len(found) >= 10
    for journey in found:
        by_leg = sum(leg.length_km for leg in journey.legs)
        by_zone = sum(zone.km for zone in journey.judged.zones)
        assert journey.judged.length_km == pytest.approx(by_leg)
        assert by_zone == pytest.approx(by_leg, rel=1e-3)


def test_gas_has_no_journeys() -> None:
    gas = {leg.leg_id for leg in ATLAS.legs.values() if leg.goods == "gas"}
    assert len(gas) == 7
    assert {gate.goods for gate in TABLES.gates} == {"oil", "cargo"}
