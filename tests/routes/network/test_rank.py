"""What hurts most: a toy by hand, shares against all orders, and the committed ranking."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random
from statistics import fmean

import networkx as nx
import pytest

from routes.files.load import load_balance, load_ranking
from routes.model.atlas import Atlas, ZoneKm
from routes.model.tables import Tables
from routes.network import balance as balances
from routes.network import rank as ranks
from routes.network.closures import closable, parse_part
from routes.network.edges import SINK, SOURCE
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.rank import BEYOND, MONTH, SPANS, Loss, Ranking, closure_of, name_of, rank
from routes.network.shapley import shapley
from routes.network.stranded import YearNetwork
from tests.routes.network import toys

RANKINGS = ranks.read(load_ranking())
YEARS = list(RANKINGS)


def land(state: str) -> ZoneKm:
    return ZoneKm(state, "land", 100.0, 100.0, 100.0)


def toy() -> tuple[Ranking, Atlas]:
    """Rank a field of 6 Mt, of which 4 go north, and 2 by two legs in a row south.

    Either way can carry 5 on paper.
    """
    places = [
        toys.place("field", "KZ"),
        toys.place("hub", "KZ"),
        toys.place("north", "XX"),
        toys.place("halfway", "YY"),
        toys.place("south", "ZZ"),
    ]
    legs = [
        toys.leg("from_field", "field", "hub", land("KZ")),
        toys.leg("to_north", "hub", "north", land("XX")),
        toys.leg("to_halfway", "hub", "halfway", land("YY")),
        toys.leg("to_south", "halfway", "south", land("ZZ")),
    ]
    rows = (
        toys.known("field", "supply", 6),
        toys.known("kazakhstan", "export_total", 6),
        toys.known("to_north", "kazakh", 4),
        toys.known("to_north", "nameplate", 5),
        toys.known("to_halfway", "kazakh", 2),
        toys.known("to_halfway", "nameplate", 5),
        toys.known("to_south", "nameplate", 5),
    )
    ends = (*toys.gates("field", "north"), toys.gates("field", "south")[1])
    tables, atlas = toys.tables(ends, (), rows), toys.atlas(legs, places)
    made = balances.balance(atlas, tables, toys.YEAR)
    return rank(YearNetwork(atlas, tables, {toys.YEAR: made}, toys.YEAR), atlas), atlas


def by_hand(as_seen: float, on_paper: float) -> Loss:
    both = {AS_SEEN: as_seen, ON_PAPER: on_paper}
    return {"days": {case: mt * MONTH / 365 for case, mt in both.items()}, "year": both}


def test_a_toy_by_hand() -> None:
    """South is one row: whatever of it is shut, the north takes none as seen, and 1 Mt on paper."""
    made, atlas = toy()
    assert {name_of(row, atlas): row.members for row in made.rows if row.kind != "state"} == {
        "FROM_FIELD": ("field", "from_field", "hub"),
        "TO_NORTH": ("to_north", "north"),
        "HUB to SOUTH": ("to_halfway", "halfway", "to_south", "south"),
    }
    found = {row.id: row.no_way for row in made.rows}
    assert list(found)[:3] == ["from_field", "to_north", "XX"]
    expected = {
        "from_field": by_hand(6, 6),
        "to_north": by_hand(4, 1),
        "XX": by_hand(4, 1),
        "to_halfway": by_hand(2, 1),
        "YY": by_hand(2, 1),
        "ZZ": by_hand(2, 1),
    }
    assert set(found) == set(expected)
    for name, loss in found.items():
        for span in SPANS:
            assert loss[span] == pytest.approx(expected[name][span], abs=2e-6), name


def test_a_pair_costs_more_than_its_sum_where_one_can_stand_in_for_the_other() -> None:
    """Both ways shut leave 6 Mt: on paper 4 more than 1 and 1, as seen no more than 4 and 2."""
    pairs = {frozenset(pair.ids): pair for pair in toy()[0].pairs}
    pair = pairs[frozenset({"to_north", "to_halfway"})]
    assert pair.no_way["year"] == pytest.approx({AS_SEEN: 6, ON_PAPER: 6}, abs=2e-6)
    assert pair.excess["year"] == pytest.approx({AS_SEEN: 0, ON_PAPER: 4}, abs=2e-6)
    assert frozenset({"YY", "ZZ"}) not in pairs


def test_states_share_by_hand() -> None:
    """On paper, X first costs 1, then either of the others 5; of the three orders X is once first.

    As seen each way costs what it carried, whoever comes first.
    """
    shares = toy()[0].shares
    assert shares[ON_PAPER].by_state == pytest.approx({"XX": 11 / 3, "YY": 7 / 6, "ZZ": 7 / 6})
    assert shares[AS_SEEN].by_state == pytest.approx({"XX": 4, "YY": 1, "ZZ": 1})


def test_markets_of_the_toy_are_stopped_by_one_row() -> None:
    made = {one.market: one for one in toy()[0].markets}
    assert made["north"].sets == (("from_field",), ("to_north",))
    assert made["south"].sets == (("from_field",), ("to_halfway",))
    assert (made["north"].states, made["south"].states) == (("XX",), ("YY", "ZZ"))


def test_shares_are_the_mean_over_all_orders() -> None:
    """Six players of random sets, some alike, some without any, in a game that no sum gives."""
    random = Random(7)  # noqa: S311  not for secrets
    for _ in range(5):
        sets = {
            player: frozenset(random.sample("abcde", random.randrange(4))) for player in "uvwxy"
        }
        sets["z"] = sets["u"]

        def cost(shut: frozenset[str]) -> float:
            return len(shut) ** 2 + 3 * ({"a", "b"} <= shut)

        gains: dict[str, list[float]] = {player: [] for player in sets}
        for order in permutations(sets):
            shut: frozenset[str] = frozenset()
            for player in order:
                gains[player].append(cost(shut | sets[player]) - cost(shut))
                shut |= sets[player]
        found = shapley(sets, frozenset.union, cost)
        assert found == pytest.approx({player: fmean(each) for player, each in gains.items()})
        assert sum(found.values()) == pytest.approx(cost(shut), abs=1e-9)


def test_there_is_a_ranking_of_every_year_whose_balance_closes() -> None:
    closing = [year for year, one in balances.read(load_balance()).items() if one.closes]
    assert closing == YEARS
    assert len(YEARS) >= 4


@pytest.mark.parametrize("year", YEARS)
def test_shares_add_up_to_the_total(year: int) -> None:
    for shares in RANKINGS[year].shares.values():
        assert len(shares.by_state) > 10
        assert sum(shares.by_state.values()) == pytest.approx(shares.total, abs=1e-9)
        assert min(shares.by_state.values()) >= 0
        assert max(shares.by_state, key=lambda state: shares.by_state[state]) == "RU"
        assert "KZ" not in shares.by_state


@pytest.mark.parametrize("year", YEARS)
def test_more_shut_never_costs_less(year: int) -> None:
    made = RANKINGS[year]
    assert len(made.rows) > 50
    rows = {row.id: row for row in made.rows}
    for row in made.rows:
        for case in CASES:
            assert 0 <= row.no_way["days"][case] <= row.no_way["year"][case] <= made.left + 1e-5
            if row.kind == "state":
                assert row.no_way["year"][case] <= made.shares[case].total + 1e-5
        for span in SPANS:
            assert row.no_way[span][AS_SEEN] >= row.no_way[span][ON_PAPER] - 1e-5
    assert made.pairs
    for pair in made.pairs:
        one, other = (rows[name].no_way for name in pair.ids)
        for span in SPANS:
            for case in CASES:
                assert pair.no_way[span][case] >= max(one[span][case], other[span][case]) - 1e-5
                excess = pair.no_way[span][case] - one[span][case] - other[span][case]
                assert pair.excess[span][case] == pytest.approx(excess, abs=1e-3)


@pytest.mark.parametrize("year", YEARS)
def test_cpc_from_atyrau_to_the_moorings_is_one_row(year: int, atlas: Atlas) -> None:
    (row,) = (row for row in RANKINGS[year].rows if "cpc_atyrau_kropotkin" in row.members)
    assert row.members == (
        "cpc_atyrau_kropotkin",
        "kropotkin",
        "cpc_kropotkin_terminal",
        "novorossiysk_cpc_terminal",
        "cpc_terminal_moorings",
        "cpc_moorings",
    )
    assert name_of(row, atlas) == "CPC, Atyrau to CPC moorings"
    assert closure_of([row.id], "days") == "cpc_atyrau_kropotkin:0:30"


@pytest.mark.parametrize("year", YEARS)
def test_every_place_leg_and_state_that_carried_oil_is_in_one_row(year: int, atlas: Atlas) -> None:
    made = balances.read(load_balance())[year]
    legs = [leg for leg in atlas.legs if made.of(leg).out >= ranks.CARRIES]
    assert len(legs) > 30
    named = [name for row in RANKINGS[year].rows for name in row.members]
    assert len(named) == len(set(named))
    ends = {end for leg in legs for end in (atlas.legs[leg].tail, atlas.legs[leg].head)}
    sea = {end for end in ends if not atlas.places[end].country}
    found = {name for name in named if name not in atlas.state_names}
    assert {*legs, *ends} - sea == found - sea
    assert sea & found <= {row for row in named if row not in {r.id for r in RANKINGS[year].rows}}
    assert {"RU", "TR", "CN", "AZ"} <= set(named)


@pytest.mark.parametrize("year", YEARS)
def test_each_row_is_a_closure_that_a_link_can_hold(
    year: int, atlas: Atlas, tables: Tables
) -> None:
    known = closable(atlas, tables.transfers)
    for row in RANKINGS[year].rows:
        (short,) = parse_part(closure_of([row.id], "days"), known, year)
        (long,) = parse_part(closure_of([row.id], "year"), known, year)
        assert (short.id, short.share, short.days, short.start) == (row.id, 0.0, MONTH, None)
        assert (long.id, long.days_of(year)) == (row.id, 366 if year % 4 == 0 else 365)


def test_a_row_says_what_its_closure_answers(atlas: Atlas, tables: Tables) -> None:
    """Every fifth row of a year, and each member of the lines among them, one closure each."""
    year = YEARS[-1]
    network = YearNetwork(atlas, tables, balances.read(load_balance()), year)
    rows = RANKINGS[year].rows[::5]
    assert len(rows) > 10
    for row in rows:
        for name in row.members:
            for span in SPANS:
                closures = parse_part(closure_of([name], span), {name}, year)
                outcome = network.close(closures)
                assert outcome.no_way == pytest.approx(row.no_way[span], abs=5e-6), name


@pytest.mark.parametrize("year", YEARS)
def test_the_sets_that_stop_a_market_are_the_smallest(
    year: int, atlas: Atlas, tables: Tables
) -> None:
    """By networkx there is no way to it without them, and the least cut has no fewer legs."""
    network = YearNetwork(atlas, tables, balances.read(load_balance()), year)
    net, limits = network.model.net, network.limits
    markets = RANKINGS[year].markets
    assert {one.market for one in markets} >= {"china", "rotterdam", "augusta", BEYOND}
    served = {one.market for one in markets}
    beyond = served & {"rotterdam", "augusta", "trieste", "turkey"} - {"turkey"}
    graph = nx.DiGraph()
    for edge in network.edges:
        if edge.kind == "field" and not limits.base(edge.element):
            continue
        if edge.head != SINK and (not edge.element or limits.whole(edge.element).on_paper > 0):
            graph.add_edge(edge.tail, edge.head, element=edge.element)
            if edge.kind == "leg":
                graph[edge.tail][edge.head]["capacity"] = 1
    for one in markets:
        ends = beyond if one.market == BEYOND else {one.market}
        whole = graph.copy()
        whole.add_edges_from((f">{end}", "all") for end in ends)
        assert nx.has_path(whole, SOURCE, "all")
        assert one.sets, one.market
        least, _ = nx.minimum_cut(whole, SOURCE, "all")
        assert len(one.sets[0]) <= least
        for ids in one.sets:
            shut = set(ids)
            left = whole.copy()
            gone = {t.transfer_id for t in net.transfers if shut & {t.place_id, t.terminal_id}}
            gone |= {k for k, leg in net.legs.items() if shut & {k, leg.tail, leg.head}}
            edges = list(whole.edges(data="element"))
            left.remove_edges_from((a, b) for a, b, element in edges if element in gone)
            assert not nx.has_path(left, SOURCE, "all"), (one.market, ids)
        for ids in combinations(one.sets[0], len(one.sets[0]) - 1):
            assert ids not in one.sets


def test_rankings_are_read_as_they_were_written() -> None:
    assert ranks.read(ranks.write(RANKINGS)) == RANKINGS
