"""What has no way out: toys by hand and by networkx, laws over random closures, known answers."""

from __future__ import annotations

from datetime import date
from functools import cache

import networkx as nx
import numpy as np
import pytest

from routes.files.load import load_atlas, load_balance, load_tables
from routes.model.atlas import Leg, ZoneKm
from routes.model.rows import Gate
from routes.network import balance as balances
from routes.network.balance import OTHER_WAYS
from routes.network.closures import Closure, closable
from routes.network.limits import AS_SEEN, CASES, ON_PAPER
from routes.network.stranded import Outcome, YearNetwork
from tests.effort import effort
from tests.routes.network import toys
from tests.routes.network.test_balance import GATES, LEGS, PLACES, Known, gate
from tests.routes.network.test_by_hand import berths

ATLAS, TABLES = load_atlas(), load_tables()
BUILT = balances.read(load_balance())
YEARS = [year for year, one in BUILT.items() if one.closes]
TOLERANCE = 1e-6
"""Mt: a tonne."""


@cache
def network(year: int) -> YearNetwork:
    return YearNetwork(ATLAS, TABLES, BUILT, year)


def closed(year: int, *closures: Closure) -> Outcome:
    return network(year).close(closures)


MOVED = [
    toys.known("west", "supply", 4),
    toys.known("east", "supply", 6),
    toys.known("to_north", "kazakh", 7),
    toys.known("to_south", "kazakh", 3),
]


def toy(*rows: Known, legs: list[Leg] = LEGS, gates: tuple[Gate, ...] = GATES) -> YearNetwork:
    atlas, tables = toys.atlas(legs, PLACES), toys.tables(gates, (), rows)
    made = {toys.YEAR: balances.balance(atlas, tables, toys.YEAR)}
    return YearNetwork(atlas, tables, made, toys.YEAR)


def test_with_nothing_closed_what_left_leaves() -> None:
    outcome = toy(*MOVED).close()
    assert outcome.left == pytest.approx(10)
    assert outcome.days == 0
    assert outcome.no_way == outcome.lost == outcome.made_up == dict.fromkeys(CASES, 0.0)
    assert outcome.flows["to_north"].year == pytest.approx(dict.fromkeys(CASES, 7.0))


def test_what_other_ways_were_seen_to_carry_they_carry() -> None:
    """South was never seen to carry more than 3; on paper it takes 5."""
    outcome = toy(*MOVED, toys.known("to_south", "nameplate", 5)).close([Closure("to_north")])
    assert outcome.no_way == pytest.approx({AS_SEEN: 7.0, ON_PAPER: 5.0})
    assert outcome.flows["to_south"].during == pytest.approx({AS_SEEN: 3.0, ON_PAPER: 5.0})
    assert [(cut.id, cut.case) for cut in outcome.cut if cut.mtpa > 1e-6] == [
        ("to_south", AS_SEEN),
        ("to_south", ON_PAPER),
    ]


def test_the_days_themselves_are_counted_and_not_the_years_average() -> None:
    """73 days are a fifth of the year: of 2 Mt due 1.4 have no way, whatever the others do."""
    month = toy(*MOVED).close([Closure("to_north", days=73, start=date(2023, 2, 1))])
    assert (month.days, month.due) == (73, pytest.approx(2.0))
    assert month.no_way == pytest.approx(dict.fromkeys(CASES, 1.4))
    assert month.no_way_per_day[AS_SEEN] == pytest.approx(1.4 / 73)
    assert month.year_end == pytest.approx(dict.fromkeys(CASES, 8.6))


def test_a_field_makes_up_what_it_lost_as_far_as_its_nameplate_and_no_more() -> None:
    """Ten days' loss can be made up in 355 days by fields and pipes with room."""
    rows = [
        *MOVED,
        toys.known("west", "nameplate", 5),
        toys.known("from_west", "nameplate", 20),
        toys.known("to_north", "nameplate", 20),
    ]
    outcome = toy(*rows).close([Closure("to_north", days=10)])
    lost = 10 * 7 / 365
    assert outcome.no_way == pytest.approx(dict.fromkeys(CASES, lost), abs=TOLERANCE)
    assert outcome.made_up[AS_SEEN] == 0.0
    # Only what the western field lost can it make up, 10/365 of its 4 Mt at the most.
    assert 0 < outcome.made_up[ON_PAPER] <= 10 * 4 / 365 + TOLERANCE
    late = toy(*rows).close([Closure("to_north", days=10, start=date(2023, 12, 22))])
    assert late.made_up[ON_PAPER] == 0.0


def test_tanks_take_in_what_cannot_go_on() -> None:
    """Tanks at the hub hold 0.1 Mt: as published they spare that much, as seen nothing."""
    rows = [
        *MOVED,
        toys.known("hub", "storage", 0.1),
        toys.known("to_north", "nameplate", 20),
    ]
    closures = [Closure("to_north", days=10)]
    outcome = toy(*rows).close(closures)
    assert outcome.made_up == pytest.approx({AS_SEEN: 0.0, ON_PAPER: 0.1}, abs=TOLERANCE)
    lost = {case: toy(*rows).shut_in(closures, case) for case in CASES}
    wanted = {AS_SEEN: outcome.no_way[AS_SEEN], ON_PAPER: outcome.no_way[ON_PAPER] - 0.1}
    assert lost == pytest.approx(wanted, abs=TOLERANCE)
    assert toy(*rows).shut_in([], ON_PAPER) == 0.0


def test_others_are_served_first() -> None:
    """Half of 20 Mt is left; others move 6 of it, so that 4 are left of Kazakh 7."""
    rows = [
        *MOVED[:2],
        toys.known("to_south", "kazakh", 3),
        toys.known("to_north", "kazakh", 7),
        toys.known("to_north", "others", 6),
        toys.known("to_north", "nameplate", 20),
    ]
    outcome = toy(*rows).close([Closure("to_north", 0.5)])
    assert outcome.no_way == pytest.approx(dict.fromkeys(CASES, 3.0))


def test_a_closed_field_sends_nothing_by_ways_that_are_not_drawn() -> None:
    rows = [
        *MOVED[:2],
        toys.known("to_north", "kazakh", 7),
        toys.known("to_south", "kazakh", 0),
        toys.known("kazakhstan", "export_total", 10),
    ]
    network = toy(*rows)
    assert network.limits.base(OTHER_WAYS) == pytest.approx(3)
    both = network.close([Closure("west"), Closure("east")])
    assert both.no_way == pytest.approx(dict.fromkeys(CASES, 10.0))


def test_a_day_on_which_two_things_are_closed_is_one_day() -> None:
    first = Closure("to_north", days=20, start=date(2023, 3, 1))
    second = Closure("to_south", days=20, start=date(2023, 3, 11))
    outcome = toy(*MOVED).close([first, second])
    assert outcome.days == 30
    hand = (10 * 7 + 10 * 10 + 10 * 3) / 365
    assert outcome.no_way == pytest.approx(dict.fromkeys(CASES, hand))


@pytest.mark.parametrize("seed", range(40))
def test_one_period_of_one_owner_is_a_maximum_flow(seed: int) -> None:
    """On paper and for the whole year it is that of networkx on the nameplates."""
    rng = np.random.default_rng(seed)
    middles = [f"m{n}" for n in range(int(rng.integers(2, 6)))]
    places = [*PLACES, *(toys.place(name, "KZ") for name in middles)]
    ends = [("west", m) for m in middles] + [("east", m) for m in middles]
    ends += [(a, b) for a in middles for b in middles if a < b]
    ends += [(m, end) for m in middles for end in ("north", "south")]
    chosen = [pair for pair in ends if rng.random() < 0.6]
    chosen += [("west", middles[0]), ("east", middles[-1])]
    chosen += [(m, "north") for m in (middles[0], middles[-1])]
    chosen = list(dict.fromkeys(chosen))
    legs = [toys.leg(f"{tail}_{head}", tail, head) for tail, head in chosen]
    plates = {leg.leg_id: float(rng.integers(1, 12)) for leg in legs}
    # Fields send no more than the network can carry whole, so that the balance needs no slack.
    rows = [toys.known(name, "nameplate", mt) for name, mt in plates.items()]
    rows += [
        toys.known("kazakhstan", "other_home", 0),
        toys.known("kazakhstan", "export_at_least", 1),
    ]
    rows += [toys.known("west", "supply", 1), toys.known("east", "supply", 1)]
    atlas, tables = toys.atlas(legs, places), toys.tables(GATES, (), rows)
    made = {toys.YEAR: balances.balance(atlas, tables, toys.YEAR)}
    network = YearNetwork(atlas, tables, made, toys.YEAR)
    shut = {leg.leg_id: float(rng.choice([0.0, 0.25, 0.5])) for leg in legs if rng.random() < 0.4}
    shut = shut or {legs[0].leg_id: 0.5}
    outcome = network.close([Closure(name, share) for name, share in shut.items()])
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for name in ("west", "east"):
        graph.add_edge("source", name, capacity=network.limits.base(name))
    for leg in legs:
        graph.add_edge(leg.tail, leg.head, capacity=plates[leg.leg_id] * shut.get(leg.leg_id, 1.0))
    for name in ("north", "south"):
        if name in graph:
            graph.add_edge(name, "sink", capacity=1e6)
    for name in ("west", "east"):
        graph.add_edge(name, "other ways", capacity=1e6)
    graph.add_edge("other ways", "sink", capacity=network.limits.whole(OTHER_WAYS).on_paper)
    most = nx.maximum_flow_value(graph, "source", "sink")
    assert outcome.days == 365
    assert outcome.during[ON_PAPER] == pytest.approx(most, abs=1e-8)


def quay(*rows: Known) -> YearNetwork:
    """Make a pipe to a quay with three moorings in YY, and a ship on to the market."""
    places = [
        toys.place("field", "KZ"),
        toys.place("quay", "YY", "port"),
        toys.place("market", "ZZ"),
    ]
    legs = [
        toys.leg("pipe", "field", "quay"),
        toys.leg("ship", "quay", "market", mode="sea", medium="sea"),
    ]
    known = [
        toys.known("field", "supply", 18),
        toys.known("pipe", "kazakh", 18),
        toys.known("quay_transfer", "units", 3),
        berths("quay_transfer", 3, 20),
        berths("quay_transfer", 2, 20),
        berths("quay_transfer", 1, 12),
        *rows,
    ]
    atlas = toys.atlas(legs, places)
    transfers = [toys.transfer("quay", "pipeline", "sea")]
    tables = toys.tables(toys.gates("field", "market"), transfers, known)
    made = {toys.YEAR: balances.balance(atlas, tables, toys.YEAR)}
    return YearNetwork(atlas, tables, made, toys.YEAR)


@pytest.mark.parametrize(
    ("closure", "through"),
    [
        (Closure("quay_transfer", 0.667), 18),
        (Closure("quay_transfer", 0.333), 12),
        (Closure("quay", 0.333), 12),
        (Closure("quay", 0.1), 0),
        (Closure("quay_transfer"), 0),
        (Closure("pipe", 0.5), 9),
        (Closure("ship"), 0),
        (Closure("YY"), 0),
        (Closure("YY", 0.333), 0.333 * 18),
        (Closure("market"), 0),
        (Closure("elsewhere"), 18),
    ],
    ids=str,
)
def test_what_is_left_of_a_quay_with_three_moorings(closure: Closure, through: float) -> None:
    """Moorings are whole, and a place closed in part limits its quay alone; a state, all in it."""
    outcome = quay().close([closure])
    assert outcome.during == pytest.approx(dict.fromkeys(CASES, through), abs=TOLERANCE)


def test_a_state_shuts_what_crosses_it_and_as_seen_what_cannot_be_told() -> None:
    def _shut(*zones: ZoneKm) -> Outcome:
        legs = [toys.leg("pipe", "west", "north", *zones)]
        rows = [toys.known("west", "supply", 18), toys.known("pipe", "kazakh", 18)]
        gates = (gate("west", "origin"), gate("north", "market"))
        return toy(*rows, legs=legs, gates=gates).close(avoid=frozenset({"XX"}))

    across = _shut(ZoneKm("XX", "land", 10, 8, 12))
    assert across.no_way == pytest.approx(dict.fromkeys(CASES, 18.0), abs=TOLERANCE)
    assert (across.closures, across.avoid) == ((Closure("XX"),), {"XX"})
    assert across.flows["pipe"].closed
    unsure = _shut(ZoneKm("XX", "land", 1, 0, 2))
    assert unsure.no_way == pytest.approx({AS_SEEN: 18.0, ON_PAPER: 0.0}, abs=TOLERANCE)
    assert not unsure.flows["pipe"].closed


def test_states_to_avoid_are_closed_once_and_after_what_is_named() -> None:
    outcome = quay().close([Closure("YY", 0.5)], frozenset({"ZZ", "YY"}))
    assert outcome.closures == (Closure("YY", 0.5), Closure("ZZ"))


CHAINS, LINKS = effort(12, 50), 5
"""Chains of closures of one test, and closures of a chain: in eight tests 480, or all 2,000."""
STATES = ("RU", "TR", "AZ", "GE", "CN", "BY", "DE", "IT")
IDS = sorted(closable(ATLAS, TABLES.transfers) - set(ATLAS.state_names))


def picked(rng: np.random.Generator, year: int) -> Closure:
    """Pick a closure: of anything that can close, in part or whole, for days or the year."""
    name = str(rng.choice(STATES)) if rng.random() < 0.15 else str(rng.choice(IDS))
    share = float(rng.choice([0.0, 0.0, 0.333, 0.5, round(float(rng.random()), 3)]))
    days = int(rng.choice([7, 30, 98, 366]))
    start = date(year, int(rng.integers(1, 13)), int(rng.integers(1, 28)))
    return Closure(name, share, days, start if days < 366 and rng.random() < 0.7 else None)


@pytest.mark.parametrize("seed", range(8))
def test_laws_hold_for_any_closures(seed: int) -> None:
    """More closed never lets more through; flow and what has no way are what left.

    As seen never lets more through than on paper, and no field sends more than it did.
    """
    rng = np.random.default_rng(seed)
    assert YEARS
    for _ in range(CHAINS):
        year = int(rng.choice(YEARS))
        chain: list[Closure] = []
        before = network(year).close()
        for _ in range(LINKS):
            chain.append(picked(rng, year))
            after = network(year).close(chain)
            _check_laws(before, after, chain)
            before = after


def _check_laws(before: Outcome, after: Outcome, chain: list[Closure]) -> None:
    told = f"{after.year}: {', '.join(map(str, chain))}"
    for case in CASES:
        assert after.no_way[case] >= before.no_way[case] - TOLERANCE, told
        assert after.lost[case] >= before.lost[case] - TOLERANCE, told
        assert after.no_way[case] >= 0, told
        assert after.lost[case] >= 0, told
        assert after.during[case] + after.no_way[case] == pytest.approx(after.due, abs=1e-9), told
        assert after.year_end[case] + after.lost[case] == pytest.approx(after.left, abs=1e-9), told
        for name in network(after.year).limits.fields:
            flow = after.flows[name]
            assert flow.during[case] <= flow.before + TOLERANCE, f"{told}: {name}"
            assert flow.year[case] <= flow.moved.out + TOLERANCE, f"{told}: {name}"
    assert after.no_way[AS_SEEN] >= after.no_way[ON_PAPER] - TOLERANCE, told
    assert after.lost[AS_SEEN] >= after.lost[ON_PAPER] - TOLERANCE, told


@pytest.mark.parametrize("year", YEARS)
def test_a_closure_that_leaves_all_changes_nothing(year: int) -> None:
    open_ids = [name for name in IDS if name in network(year).model.elements]
    assert len(open_ids) > 50
    outcome = closed(year, *(Closure(name, 1.0) for name in open_ids))
    assert outcome.days == 0
    assert outcome.lost == dict.fromkeys(CASES, 0.0)
    assert outcome.left == pytest.approx(outcome.balance.left.drawn, abs=1e-6)


@pytest.mark.parametrize("year", YEARS)
def test_the_drawn_flow_fits_its_limits(year: int) -> None:
    """So that with a thing of no oil closed all of it still leaves."""
    outcome = closed(year, Closure("supsa_terminal" if year > 2022 else "aktau_neka"))
    assert outcome.days == 365 + (year == 2024)
    assert outcome.no_way == pytest.approx(dict.fromkeys(CASES, 0.0), abs=TOLERANCE)


# The table of what an analyst asked and what was true. Margins are those of the figures.

BIG = ("tengiz", "kashagan", "karachaganak")


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_without_the_three_large_fields_most_of_the_exports_are_gone(year: int) -> None:
    """No field of Mangystau makes good what Tengiz, Kashagan and Karachaganak give."""
    outcome = closed(year, *(Closure(field) for field in BIG))
    for case in CASES:
        assert 0.70 <= outcome.no_way[case] / outcome.due <= 0.92


def test_with_the_bosphorus_closed_what_passed_it_is_stranded() -> None:
    """About 60 Mt of Kazakh oil passed it in 2025; Midia takes in what its refinery can."""
    outcome = closed(2025, Closure("bosphorus_strait"))
    assert 55 <= outcome.no_way[AS_SEEN] <= 68
    assert outcome.no_way[ON_PAPER] >= 30
    assert outcome.flows["constanta"].during[ON_PAPER] <= 6.5


def test_with_tuerkiye_closed_neither_sea_nor_pipe_is_left() -> None:
    outcome = closed(2023, Closure("TR"))
    assert outcome.no_way[AS_SEEN] >= 45
    assert outcome.flows["btc"].during == pytest.approx(dict.fromkeys(CASES, 0.0), abs=TOLERANCE)


def test_without_russia_for_thirty_days_five_to_six_million_tonnes_cannot_leave() -> None:
    outcome = closed(2025, Closure("RU", days=30))
    assert 4.5 <= outcome.no_way[ON_PAPER] <= outcome.no_way[AS_SEEN] <= 6.5
    assert outcome.no_way[AS_SEEN] >= 5.5


def test_the_court_order_of_july_2022_would_have_stranded_millions_of_tonnes() -> None:
    """The pipe's 52.2 Mt are 4.3 in thirty days; other ways took over 0.56 in a month."""
    outcome = closed(2022, Closure("cpc_atyrau_kropotkin", days=30, start=date(2022, 7, 6)))
    assert outcome.no_way[AS_SEEN] == pytest.approx(30 / 365 * 52.2 - 0.553, abs=0.1)
    assert 1.5 <= outcome.no_way[ON_PAPER] <= outcome.no_way[AS_SEEN]


def test_two_of_three_moorings_suffice() -> None:
    outcome = closed(2024, Closure("cpc_loading", 0.667))
    assert outcome.no_way == pytest.approx(dict.fromkeys(CASES, 0.0), abs=TOLERANCE)


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_one_mooring_of_three_is_no_third_of_the_tonnes(year: int) -> None:
    """It loads up to 3.5 Mt a month, 42 a year, less what others load."""
    outcome = closed(year, Closure("novorossiysk_cpc_terminal", 0.333))
    others = network(year).limits.others("cpc_loading")
    loaded = outcome.flows["cpc_loading"].during
    assert loaded[AS_SEEN] == pytest.approx(
        min(42.0 - others[1], outcome.flows["cpc_loading"].before), abs=0.7
    )
    assert loaded[AS_SEEN] > 1.2 * outcome.flows["cpc_loading"].before / 3


def test_without_russia_in_2023_what_went_round_it_still_goes_and_little_more() -> None:
    """2.6 Mt went round it by ways with a figure; Kumkol's fields give no 10 Mt."""
    outcome = closed(2023, Closure("RU"))
    assert 2.6 <= outcome.during[AS_SEEN] <= 3.73
    assert 3.73 <= outcome.during[ON_PAPER] <= 16
    assert outcome.flows["kumkol"].during[ON_PAPER] <= 4
    assert outcome.flows["tengiz"].during[ON_PAPER] > 0


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_no_field_is_without_a_limit(year: int) -> None:
    made = BUILT[year]
    assert made.of("kashagan").high <= 23
    assert made.of("karachaganak").high <= 14


def test_spm1_alone_from_29_november_2025() -> None:
    """Other ways took over 0.36 Mt in December at the most, and no 8.2 a year to Samara."""
    outcome = closed(2025, Closure("cpc_loading", 0.333, 31, date(2025, 12, 1)))
    ways = [way for way in outcome.ways if way != "cpc_atyrau_kropotkin"]
    more = sum(outcome.flows[way].during[AS_SEEN] - outcome.flows[way].before for way in ways)
    assert 0.3 <= more <= 0.57
    assert outcome.no_way[AS_SEEN] >= 1.5


def test_kropotkinskaya_was_out_for_98_days() -> None:
    outcome = closed(2025, Closure("kropotkin", 0.7, 98, date(2025, 2, 17)))
    assert outcome.days == 98
    assert outcome.no_way[ON_PAPER] <= 0.5
    assert outcome.no_way[AS_SEEN] >= 2.0
