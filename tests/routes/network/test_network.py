"""The network and its journeys, on the committed data."""

from __future__ import annotations

from itertools import pairwise

import pytest

from routes.files.load import load_atlas, load_tables
from routes.model.errors import InputError
from routes.network.journeys import Journey, code_of, journeys
from routes.network.network import AT_MOST, network

ATLAS, TABLES = load_atlas(), load_tables()
RU = frozenset({"RU"})
ORIGINS = {g.gate_id: g.goods for g in TABLES.gates if g.role == "origin"}
PAIRS = [
    (origin, gate.gate_id)
    for origin, good in ORIGINS.items()
    for gate in TABLES.gates
    if gate.role == "market" and gate.goods == good
]


def found(origin: str, market: str, avoid: frozenset[str] = RU) -> list[Journey]:
    return journeys(ATLAS, TABLES, origin, market, avoid)


def test_there_are_origins_and_markets() -> None:
    assert set(ORIGINS) >= {
        "tengiz",
        "kashagan",
        "karachaganak",
        "aktobe",
        "kumkol",
        "mangystau",
        "dostyk",
        "altynkol",
    }
    assert len(PAIRS) >= 50


def test_a_journey_is_a_path_from_origin_to_market(subtests: pytest.Subtests) -> None:
    assert len(PAIRS) >= 50
    for origin, market in PAIRS:
        with subtests.test(f"{origin}-{market}"):
            leads_from(origin, market)


def leads_from(origin: str, market: str) -> None:
    gates = {(g.role, g.gate_id, g.goods): g.place_id for g in TABLES.gates}
    good = ORIGINS[origin]
    net = network(ATLAS, TABLES, good)
    assert len(found(origin, market)) <= AT_MOST
    for journey in found(origin, market):
        assert journey.legs[0].tail == gates["origin", origin, good]
        assert journey.legs[-1].head == gates["market", market, good]
        places = [journey.legs[0].tail, *(leg.head for leg in journey.legs)]
        assert len(set(places)) == len(places)
        changes = 0
        for before, after in pairwise(journey.legs):
            assert before.head == after.tail
            changes += before.mode != after.mode
            if before.mode != after.mode:
                assert any(t.place_id == before.head for t in net.transfers)
        assert changes == len(journey.transfers)
        assert all(good in leg.goods and leg.status != "proposed" for leg in journey.legs)
        assert journey.judged.length_km == pytest.approx(sum(x.length_km for x in journey.legs))
        assert journey.code == code_of(journey.ids)


def test_tengiz_to_rotterdam() -> None:
    """The question of the article: one way by Russia's coast, one by Ceyhan, and the trap."""
    by = {journey.ids: journey for journey in found("tengiz", "rotterdam")}
    through = {
        name: [j for ids, j in by.items() if name in ids]
        for name in ("cpc_atyrau_kropotkin", "btc", "aktau_makhachkala", "baku_supsa")
    }
    assert all(len(journey) == 1 for journey in through.values())
    cpc, btc, trap, supsa = (journey[0] for journey in through.values())
    assert cpc.judged.verdict == trap.judged.verdict == "crosses"
    assert btc.judged.verdict == supsa.judged.verdict == "bypasses"
    assert (btc.status, supsa.status) == ("operating", "idle")
    assert cpc.decided_by == "cpc_atyrau_kropotkin"
    assert trap.decided_by == "makhachkala_novorossiysk"
    assert btc.modes == ("rail", "sea", "pipeline", "sea")
    assert len(btc.transfers) == 3
    assert len(cpc.transfers) == 1


def test_the_running_journey_stands_before_the_idle_one() -> None:
    statuses = [j.status for j in found("tengiz", "rotterdam") if j.judged.verdict == "bypasses"]
    assert statuses == ["operating", "operating", "idle"]


def test_kashagan_reaches_ceyhan_without_russia() -> None:
    """Its first oil for BTC reached Sangachal on 27 January 2025; a test cargo came by rail."""
    (journey,) = found("kashagan", "turkey")
    assert journey.judged.verdict == "bypasses"
    assert (journey.ids[1], journey.ids[-1]) == ("atyrau_beyneu", "btc")
    assert journey.modes == ("pipeline", "rail", "sea", "pipeline")
    assert journey.transfers[0].transfer_id == "atyrau_rail_loading"


def test_karachaganak_has_a_way_to_ceyhan() -> None:
    (journey,) = found("karachaganak", "turkey")
    assert journey.judged.verdict != "crosses"
    assert {"bolshoy_chagan_atyrau", "atyrau_beyneu", "btc"} <= set(journey.ids)


def test_what_is_handed_over_at_samara_goes_on() -> None:
    """To Ust-Luga, to Germany, and to Novorossiysk and from there by sea; all through Russia."""
    assert {j.ids[-1] for j in found("tengiz", "ust_luga")} == {"unecha_ust_luga"}
    by_sea = [j for j in found("karachaganak", "rotterdam") if "samara_novorossiysk" in j.ids]
    assert [j.judged.verdict for j in by_sea] == ["crosses"]


def test_oil_goes_to_georgia_by_rail_round_russia_and_through_it() -> None:
    verdicts = {j.ids[0]: j.judged.verdict for j in found("tengiz", "georgia")}
    assert verdicts == {"tengiz_beyneu": "bypasses", "tengiz_alat": "crosses"}


def test_swaps_with_iran_are_past() -> None:
    (swap,) = found("mangystau", "iran")
    assert (swap.status, swap.legs[-1].until) == ("idle", "2011")


def test_tank_cars_are_loaded_from_named_pipes_alone() -> None:
    """Tengiz oil is loaded at Tengiz: none goes by CPC to Atyrau and back by rail."""
    net = network(ATLAS, TABLES, "oil")
    rack = ATLAS.legs["atyrau_beyneu"]
    takes = {k for k, leg in net.legs.items() if leg.mode != rack.mode and net.joins(leg, rack)}
    assert takes == {"kashagan_atyrau", "bolshoy_chagan_atyrau"}


def test_a_journey_knows_who_owns_its_pipes() -> None:
    """By the operators of its legs; shares in different operators are not added."""
    cpc = next(j for j in found("tengiz", "rotterdam") if "cpc_atyrau_kropotkin" in j.ids)
    owned = cpc.judged.test("ownership")
    assert (owned.answer, owned.value) == ("yes", 47.325)
    assert cpc.judged.test("jurisdiction").answer == "yes"


def test_what_decides_depends_on_whom_to_avoid() -> None:
    btc = next(j for j in found("tengiz", "turkey", frozenset({"TR"})) if "btc" in j.ids)
    assert btc.judged.verdict == "crosses"
    assert btc.decided_by == "btc"
    home = found("tengiz", "rotterdam", frozenset({"NL"}))
    assert {j.decided_by for j in home} == {"rotterdam"}


@pytest.mark.parametrize(
    ("origin", "market", "words"),
    [
        ("tengis", "rotterdam", "nearest name: 'tengiz'"),
        ("tengiz", "roterdam", "nearest name: 'rotterdam'"),
        ("tengiz", "qqq", "one of rotterdam"),
        ("dostyk", "china", "cargo goes to one of rotterdam, constanta, turkey"),
    ],
)
def test_an_unknown_end_is_told_what_is_near(origin: str, market: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        found(origin, market)


def test_kumkol_has_no_way_to_rotterdam() -> None:
    """Its oil goes east; nothing is invented."""
    assert found("kumkol", "rotterdam") == []
