"""Numbers, bounds, order and words of the network, each worked out by hand on a toy."""

from __future__ import annotations

import pytest

from routes.model.atlas import Atlas, Corridor, Leg, ZoneKm
from routes.model.errors import InputError, MultivectorError
from routes.model.rows import Capacity, Figure, Gate, Jurisdiction
from routes.model.tables import Tables
from routes.network.capacity import Capacities, find, index, mtpa, years
from routes.network.closures import Closure, closable, crossing, of_element, parse
from routes.network.flow import Outcome, close, nearest_year
from routes.network.journeys import differences, journeys, shut_by, spread, states_of, via
from routes.network.maxflow import SINK, SOURCE, Edge, solve
from routes.network.network import AT_MOST, END, START, gate, network, paths
from tests.routes.network import toys
from tests.routes.network.test_toys import GATES, LEGS, PLACES, TRANSFERS

Known = tuple[Capacity, tuple[Figure, ...]]
TOLD = (
    "No more leaves than left in 2023 (published total of exports).",
    (
        "Which market takes the oil is not modelled: beyond the ports of loading the flow is one "
        "of many."
    ),
    "Oil may change lines at Atyrau and Kenkiyak; no source limits it there.",
    "Others’ oil keeps its volume: what a shared line loses, Kazakh oil loses.",
    "Barrels are turned into tonnes at 7.33 barrels a tonne, which is assumed.",
)


def berths(element: str, units: int, mt: float) -> Known:
    """Make the nameplate of an element with so many of its moorings in service, Mt."""
    row, (figure,) = toys.known(element, "nameplate", mt)
    source = f"berths{units}"
    refs = f"{element}:nameplate:{source}"
    return (
        row.model_copy(update={"units": units, "figures": refs}),
        (figure.model_copy(update={"source_id": source}),),
    )


def capacities(*rows: Known, year: int = toys.YEAR) -> Capacities:
    return Capacities(toys.tables(capacities=rows), year)


def bound(caps: Capacities, element: str, share: float = 1.0, naive: bool = False) -> object:
    made = caps.bound(element, share, naive)
    return made.low, made.high, made.basis, made.how


INF = float("inf")
BOUNDS: dict[str, tuple[list[Known], float, tuple[float, float, str, str]]] = {
    "nothing known": ([], 1, (INF, INF, "unknown", "no figure: not taken as a limit")),
    "shut": ([toys.known("pipe", "nameplate", 20)], 0, (0, 0, "figures", "closed")),
    "what moved": (
        [toys.known("pipe", "kazakh", 6, 8)],
        1,
        (6, INF, "moved", "capacity unknown: at least what it moved"),
    ),
    "half of what moved": (
        [toys.known("pipe", "kazakh_at_least", 6, 8)],
        0.5,
        (3, INF, "moved", "capacity unknown: at least what it moved"),
    ),
    "a nameplate": ([toys.known("pipe", "nameplate", 20, 22)], 1, (20, 22, "figures", "nameplate")),
    "a quarter of it": (
        [toys.known("pipe", "nameplate", 20, 22)],
        0.25,
        (5, 5.5, "figures", "25% of the nameplate"),
    ),
    "less others' oil": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "others", 3, 4)],
        1,
        (16, 17, "figures", "nameplate less others’ oil"),
    ),
    "a half less all of others' oil": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "others", 3, 4)],
        0.5,
        (6, 7, "figures", "50% of the nameplate less others’ oil"),
    ),
    "others' oil fills it": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "others", 25, 30)],
        1,
        (0, 0, "figures", "nameplate less others’ oil"),
    ),
    "others' oil not known": (
        [
            toys.known("pipe", "nameplate", 20),
            toys.known("pipe", "total", 12),
            toys.known("pipe", "kazakh_at_least", 6),
        ],
        1,
        (6, 20, "figures", "nameplate; others’ oil not known"),
    ),
    "half of it, others' oil not known": (
        [
            toys.known("pipe", "nameplate", 20),
            toys.known("pipe", "total", 12),
            toys.known("pipe", "kazakh_at_least", 6),
        ],
        0.5,
        (3, 10, "figures", "50% of the nameplate; others’ oil not known"),
    ),
    "neither others' nor Kazakh oil known": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "total", 12)],
        1,
        (0, 20, "figures", "nameplate; others’ oil not known"),
    ),
    "the most that was ever seen": (
        [toys.known("pipe", "most", 5)],
        1,
        (0, 5, "most", "capacity unknown: at most what a source saw in any year"),
    ),
    "half of the most that was ever seen": (
        [toys.known("pipe", "most", 5), toys.known("pipe", "kazakh", 2)],
        0.5,
        (1, 2.5, "most", "capacity unknown: at most what a source saw in any year"),
    ),
    "more than was ever seen before": (
        [toys.known("pipe", "most", 5), toys.known("pipe", "kazakh", 6)],
        1,
        (6, 6, "most", "capacity unknown: at most what a source saw in any year"),
    ),
    "a nameplate beside the most": (
        [toys.known("pipe", "most", 5), toys.known("pipe", "nameplate", 20)],
        1,
        (20, 20, "figures", "nameplate"),
    ),
    "more moved than its nameplate": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "kazakh", 21, 23)],
        1,
        (21, 23, "figures", "nameplate"),
    ),
    "half of it, though more moved": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "kazakh", 21, 23)],
        0.5,
        (10, 10, "figures", "50% of the nameplate"),
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_is_what_the_figures_leave(name: str) -> None:
    rows, share, wanted = BOUNDS[name]
    assert bound(capacities(*rows), "pipe", share) == wanted


MOORED = [
    toys.known("quay_transfer", "units", 3),
    berths("quay_transfer", 3, 60),
    berths("quay_transfer", 2, 45),
    berths("quay_transfer", 1, 21),
]


@pytest.mark.parametrize(
    ("share", "naive", "wanted"),
    [
        (1, False, (60, 60, "figures", "3 of 3 moorings")),
        (0.6, False, (45, 45, "figures", "2 of 3 moorings")),
        (0.34, False, (21, 21, "figures", "1 of 3 moorings")),
        (0.1, False, (0, 0, "figures", "0 of 3 moorings")),
        (0.5, True, (30, 30, "figures", "50% of the nameplate")),
        (1, True, (60, 60, "figures", "nameplate")),
    ],
)
def test_moorings_are_whole(
    share: float, naive: bool, wanted: tuple[float, float, str, str]
) -> None:
    caps = capacities(*MOORED)
    assert caps.moorings("quay_transfer") == 3
    assert caps.moorings("pipe") is None
    assert bound(caps, "quay_transfer", share, naive) == wanted


def test_others_oil_is_never_less_than_nothing() -> None:
    rows = [toys.known("pipe", "total", 4, 10), toys.known("pipe", "kazakh", 5, 11)]
    assert capacities(*rows).others("pipe") == (0, 5)
    rows = [toys.known("pipe", "total", 4), toys.known("pipe", "kazakh", 5)]
    assert capacities(*rows).others("pipe") == (0, 0)
    assert capacities(rows[0]).others("pipe") is None
    assert capacities(rows[1]).others("pipe") is None
    assert capacities(*rows, toys.known("pipe", "others", 2)).others("pipe") == (2, 2)


def test_rows_count_in_their_years_and_tell_what_they_assume_once() -> None:
    noted = [
        (row.model_copy(update={"note": note, "years": span}), figures)
        for (row, figures), note, span in (
            (toys.known("pipe", "nameplate", 20), "as in the plan", "2022..2023"),
            (toys.known("rail", "nameplate", 5), "as in the plan", "2023"),
            (toys.known("field", "supply", 30, 31), "a half each", "2023..2024"),
            (toys.known("rail", "kazakh", 1), None, "2023"),
        )
    ]
    caps = capacities(*noted)
    assert caps.notes() == ["as in the plan", "a half each"]
    assert [row.role for row in caps.rows_of("rail")] == ["nameplate", "kazakh"]
    assert (caps.supply("field"), caps.supply("pipe")) == ((30, 31), (INF, INF))
    assert capacities(*noted, year=2022).get("pipe", "nameplate") == (20, 20)
    assert capacities(*noted, year=2022).rows_of("rail") == []
    assert capacities(*noted, year=2024).get("pipe", "nameplate") is None
    assert caps.get("pipe", "nameplate", 1) is None
    assert (caps.moved("rail"), caps.at_least("rail"), caps.moved("pipe")) == ((1, 1), (1, 1), None)


def test_a_reference_names_one_figure() -> None:
    def _figure(value: float, period: str, unit: str = "Mt") -> Figure:
        return Figure.model_validate(
            {
                "subject_id": "pipe",
                "quantity": "throughput",
                "value": value,
                "unit": unit,
                "period": period,
                "source_id": "report",
            }
        )

    rows = index(
        [_figure(10, "2021"), _figure(12, "2022"), _figure(13, "2022"), _figure(3, "q", "km")]
    )
    ref = "pipe:throughput:report"
    assert [row.value for row in find(rows, ref)] == [10, 12, 13, 3]
    assert [row.value for row in find(rows, f"{ref}:2022")] == [12, 13]
    assert [row.value for row in find(rows, f"{ref}:2022@13")] == [13]
    assert [row.value for row in find(rows, f"{ref}@10")] == [10]
    assert find(rows, "pipe:throughput:other") == find(rows, "no reference") == []
    assert mtpa(rows, f"{ref}@13|{ref}:2021|{ref}@12") == (10, 13)
    with pytest.raises(
        MultivectorError,
        match=r"^'pipe:throughput:report:2022' names 2 rows of figures\.csv, not one$",
    ):
        mtpa(rows, f"{ref}:2021|{ref}:2022")
    with pytest.raises(MultivectorError, match="'x' names 0 rows"):
        mtpa(rows, "x")


# Closures of a network.


def moored(*rows: Known) -> tuple[Atlas, Tables]:
    """Make a pipe from the field to a quay with three moorings, and a ship on to the market."""
    legs = [
        toys.leg("pipe", "field", "quay", length_km=300.0),
        toys.leg("ship", "quay", "market", mode="sea", medium="sea", length_km=700.0),
    ]
    transfers = [toys.transfer("quay", "pipeline", "sea")]
    return toys.atlas(legs, PLACES), toys.tables(GATES, transfers, [*MOORED, *rows])


LEFT = [toys.known("kazakhstan", "export_total", 50), toys.known("pipe", "kazakh", 40, 44)]


def test_one_mooring_of_three_is_no_third_of_the_tonnes() -> None:
    outcome = close(*moored(*LEFT), toys.YEAR, [Closure("quay_transfer", 0.34)])
    assert outcome.flow == (21, 21)
    assert outcome.naive == pytest.approx((20.4, 20.4))
    assert outcome.actual == (50, 50)
    assert outcome.shortfall == (29, 29)
    assert outcome.cut == outcome.cut_low == (("quay_transfer", 21),)
    assert outcome.counted == {"quay_transfer": "1 of 3 moorings"}
    assert (outcome.ways, outcome.partly_known, outcome.year) == (("pipe",), False, 2023)
    pipe, ship = outcome.legs
    assert (pipe.leg_id, pipe.actual, pipe.flow, pipe.flow_low) == ("pipe", (40, 44), 21, 21)
    assert (ship.leg_id, ship.actual, ship.flow, ship.flow_low) == ("ship", None, 21, 21)
    assert not pipe.closed
    assert pipe.bound is outcome.bounds["pipe"]
    assert outcome.bounds["quay_transfer"].how == "1 of 3 moorings"
    assert outcome.assumptions == (
        *TOLD,
        "Capacity unknown, at least what it moved: PIPE.",
        "No figure at all, not taken as a limit: SHIP.",
        "Output of 2023 has no source, not taken as a limit: FIELD.",
    )


def test_moorings_that_are_rounded_are_told_first() -> None:
    noted, figures = toys.known("field", "supply", 35, 36)
    rows = [*LEFT, (noted.model_copy(update={"note": "as in the plan"}), figures)]
    outcome = close(*moored(*rows), toys.YEAR, [Closure("quay", 0.5)])
    assert outcome.assumptions == (
        "QUAY transfer: 50 % of 3 is 1.5; only whole moorings load: 2 are counted.",
        *TOLD,
        "Capacity unknown, at least what it moved: PIPE.",
        "No figure at all, not taken as a limit: SHIP.",
        "As in the plan.",
    )
    assert outcome.flow == (35, 36)
    assert outcome.cut == (("field", 36),)
    assert outcome.cut_low == (("field", 35),)
    # The place answers by its transfer: half of it halves no line that leads there.
    assert outcome.bounds["pipe"].low == 40
    assert close(*moored(*rows), toys.YEAR, [Closure("quay")]).bounds["pipe"].high == 0


def test_whole_moorings_and_closed_ones_are_not_rounded_nor_naive() -> None:
    shut = close(*moored(*LEFT), toys.YEAR, [Closure("quay_transfer")])
    assert (shut.flow, shut.cut, shut.naive) == ((0, 0), (), None)
    assert shut.counted == {"quay_transfer": "0 of 3 moorings"}
    assert shut.shortfall == (50, 50)
    assert not any("whole moorings" in text for text in shut.assumptions)
    open_ = close(*moored(*LEFT), toys.YEAR)
    assert (open_.flow, open_.cut, open_.cut_low) == (
        (50, 50),
        (("kazakhstan", 50),),
        (("kazakhstan", 50),),
    )
    assert (open_.counted, open_.naive, open_.closures) == ({}, None, ())


def test_what_left_is_production_less_use_or_what_the_ways_out_moved() -> None:
    used = [
        toys.known("kazakhstan", "production", 90, 92),
        toys.known("kazakhstan", "domestic", 20, 21),
        toys.known("pipe", "kazakh", 40, 44),
    ]
    outcome = close(*moored(*used), toys.YEAR)
    assert (outcome.actual, outcome.partly_known) == ((69, 72), False)
    assert outcome.basis == "computed: production less domestic use"
    outcome = close(*moored(*used[1:]), toys.YEAR)
    assert (outcome.actual, outcome.partly_known) == ((40, 44), True)
    assert outcome.basis.startswith("at least: ")


def test_two_ways_out_add_up() -> None:
    legs = [toys.leg(one, "field", "quay") for one in ("east", "west", "south")]
    legs += [toys.leg("home", "yard_kz", "field"), toys.leg("abroad", "quay", "market")]
    places = [*PLACES, toys.place("yard_kz", "KZ")]
    rows = [
        toys.known("east", "kazakh", 4, 5),
        toys.known("west", "kazakh", 6, 8),
        toys.known("home", "kazakh", 70),
        toys.known("abroad", "kazakh", 80),
    ]
    outcome = close(toys.atlas(legs, places), toys.tables(GATES, (), rows), toys.YEAR)
    assert outcome.ways == ("east", "west", "south")
    assert outcome.actual == (10, 13)
    assert outcome.basis == "at least: sum of 2 of 3 ways out with a figure"


def lines(*closures: Closure, avoid: frozenset[str] = frozenset(), **leg: object) -> Outcome:
    """Close something of a pipe of 20 Mt from the field to the market that left 18."""
    zones = leg.pop("zones", ())
    pipe = toys.leg("pipe", "field", "market", *zones, **leg)  # type: ignore[misc]
    rows = [
        toys.known("kazakhstan", "export_total", 18),
        toys.known("pipe", "nameplate", 20),
        toys.known("pipe", "kazakh", 18),
    ]
    tables = toys.tables(GATES, (), rows)
    return close(toys.atlas([pipe], PLACES), tables, toys.YEAR, closures, avoid)


@pytest.mark.parametrize(
    ("closures", "high", "how"),
    [
        ([Closure("pipe", days=73)], 16, "closed for 73 of 365 days"),
        ([Closure("pipe", 0.5, 73)], 18, "50% of the nameplate for 73 of 365 days"),
        ([Closure("pipe", 0.5)], 10, "50% of the nameplate"),
        ([Closure("pipe", 0.5), Closure("market", 0.25)], 5, "25% of the nameplate"),
        ([Closure("market", 0.25), Closure("pipe", 0.5)], 5, "25% of the nameplate"),
        ([Closure("pipe", days=365)], 0, "closed"),
        ([Closure("quay")], 20, "nameplate"),
    ],
    ids=lambda value: ",".join(map(str, value)) if isinstance(value, list) else str(value),
)
def test_a_part_of_a_line_or_of_the_year(closures: list[Closure], high: float, how: str) -> None:
    outcome = lines(*closures)
    (leg,) = outcome.legs
    assert (leg.bound.low, leg.bound.high) == pytest.approx((high, high))
    assert (leg.bound.how, leg.bound.basis) == (how, "figures")
    assert leg.closed == (high == 0)
    assert outcome.flow == pytest.approx((min(18, high), min(18, high)))
    assert outcome.shortfall == pytest.approx((max(0, 18 - high),) * 2)
    assert (leg.actual, leg.flow) == ((18, 18), pytest.approx(min(18, high)))


def test_what_is_not_known_to_be_limited_stays_so_for_days() -> None:
    rows = [toys.known("kazakhstan", "export_total", 50), toys.known("pipe", "kazakh", 40)]
    outcome = close(*moored(*rows), toys.YEAR, [Closure("pipe", 0.5, 73), Closure("ship", 0.5, 73)])
    assert outcome.bounds["pipe"].low == pytest.approx(40 * (0.8 + 0.1))
    assert outcome.bounds["pipe"].high == INF
    assert (outcome.bounds["pipe"].basis, outcome.bounds["ship"].basis) == ("moved", "unknown")
    assert (outcome.bounds["ship"].low, outcome.bounds["ship"].high) == (INF, INF)


def test_a_state_shuts_what_crosses_it_and_perhaps_what_cannot_be_told() -> None:
    across = lines(Closure("XX"), zones=(ZoneKm("XX", "land", 10, 8, 12),))
    assert (across.flow, across.legs[0].closed) == ((0, 0), True)
    unsure = lines(Closure("XX"), zones=(ZoneKm("XX", "land", 1, 0, 2),))
    assert (unsure.bounds["pipe"].low, unsure.bounds["pipe"].high) == (0, 20)
    assert unsure.flow == (0, 18)
    assert unsure.shortfall == (0, 18)
    assert unsure.cut == (("kazakhstan", 18),)
    assert unsure.cut_low == ()
    assert unsure.legs[0].flow_low == 0
    assert unsure.legs[0].flow == pytest.approx(18)
    half = lines(Closure("XX", 0.5), zones=(ZoneKm("XX", "land", 10, 8, 12),))
    assert half.flow == (10, 10)
    beside = lines(Closure("XX"), Closure("YY"), zones=(ZoneKm("WW", "land", 10, 8, 12),))
    assert beside.flow == (18, 18)


def test_states_to_avoid_are_closed_once_and_in_order() -> None:
    zones = (ZoneKm("XX", "land", 10, 8, 12),)
    outcome = lines(Closure("XX", 0.5), avoid=frozenset({"YY", "XX", "KZ"}), zones=zones)
    assert outcome.closures == (Closure("XX", 0.5), Closure("KZ"), Closure("YY"))
    assert outcome.avoid == {"XX", "YY", "KZ"}
    assert lines(avoid=frozenset({"XX"}), zones=zones).flow == (0, 0)
    assert lines(Closure("pipe", days=365)).closures == (Closure("pipe"),)


def test_a_line_that_had_ended_carries_nothing_and_is_not_closed() -> None:
    outcome = lines(until="2022")
    assert outcome.bounds["pipe"].how == "not in service in 2023"
    assert (outcome.bounds["pipe"].low, outcome.bounds["pipe"].high) == (0, 0)
    assert outcome.bounds["pipe"].basis == "figures"
    assert not outcome.legs[0].closed


def test_the_years_are_those_in_which_kazakh_oil_is_known_to_have_moved() -> None:
    row, figures = toys.known("pipe", "kazakh", 1)
    other, more = toys.known("rail", "nameplate", 1)
    tables = toys.tables(
        capacities=[
            (row.model_copy(update={"years": "2018..2019"}), figures),
            (row.model_copy(update={"years": "2023"}), figures),
            (other.model_copy(update={"years": "2021"}), more),
        ]
    )
    assert years(tables) == [2018, 2019, 2023]
    asked = {2000: 2018, 2019: 2019, 2020: 2019, 2022: 2023, 2030: 2023}
    assert {year: nearest_year(tables, year) for year in asked} == asked
    with pytest.raises(
        InputError,
        match=r"^year 2022 cannot be used; no throughput is known for it; nearest: 2023$",
    ):
        close(toys.atlas(LEGS, PLACES), tables, 2022)


def test_what_can_close_and_what_it_affects() -> None:
    cargo = toys.leg("cargo", "depot", "halt", goods="cargo")
    places = [*PLACES, toys.place("depot", "WW"), toys.place("halt", "WW")]
    atlas = toys.atlas([*LEGS, cargo], places)
    other = toys.transfer("depot", "rail", "sea").model_copy(update={"goods": "cargo"})
    assert closable(atlas, [*TRANSFERS, other]) == {
        *("pipe", "rail", "ship", "field", "yard", "quay", "market"),
        *("yard_transfer", "quay_transfer", "KZ", "XX", "YY", "ZZ", "WW"),
    }
    part, shut = Closure("quay", 0.5), Closure("quay")
    for leg in LEGS[1:]:
        assert of_element(leg, [part, shut], {"quay"}) == [shut]
        assert of_element(leg, [part, shut]) == [part, shut]
    assert of_element(LEGS[0], [part, Closure("field"), Closure("pipe"), Closure("yard")]) == [
        Closure("field"),
        Closure("pipe"),
        Closure("yard"),
    ]
    moved = TRANSFERS[1].model_copy(update={"terminal_id": "jetty"})
    all_ = [Closure("quay_transfer"), part, Closure("jetty"), Closure("ship"), Closure("yard")]
    assert of_element(moved, all_) == all_[:3]


def test_the_legs_that_a_state_affects() -> None:
    legs = [
        toys.leg("across", "field", "yard", ZoneKm("ZZ", "land", 10, 8, 12)),
        toys.leg("unsure", "field", "yard", ZoneKm("ZZ", "land", 1, 0, 2)),
        toys.leg("beside", "field", "yard", ZoneKm("YY", "land", 10, 8, 12)),
    ]
    atlas = toys.atlas(legs, PLACES)
    assert crossing(atlas, legs, frozenset({"ZZ"})) == {
        "across": "crosses",
        "unsure": "cannot_tell",
    }


# Journeys.


def test_a_journey_is_named_by_where_it_changes_mode() -> None:
    atlas, tables = toys.atlas(LEGS, PLACES), toys.tables(GATES, TRANSFERS)
    (journey,) = journeys(atlas, tables, "field", "market", frozenset())
    assert str(via(atlas, journey)) == "by YARD and QUAY"
    assert journey.modes == ("pipeline", "rail", "sea")
    assert journey.ids == ("pipe", "rail", "ship")
    assert [one.transfer_id for one in journey.transfers] == ["yard_transfer", "quay_transfer"]
    # sha256sum of the three ids with a space between.
    assert journey.code == "1b332e6a"
    straight = [toys.leg("a", "field", "yard"), toys.leg("b", "yard", "market")]
    atlas = toys.atlas(straight, PLACES)
    (journey,) = journeys(atlas, toys.tables(GATES), "field", "market", frozenset())
    assert (str(via(atlas, journey)), journey.modes) == (
        "by pipeline all the way",
        ("pipeline",),
    )
    assert journey.judged.length_km == 200


def test_the_states_of_a_journey_are_those_whose_ground_it_crosses() -> None:
    legs = [
        toys.leg(
            "pipe",
            "field",
            "market",
            ZoneKm("XX", "land", 60, 60, 60),
            ZoneKm("YY", "territorial_sea", 90, 90, 90),
            ZoneKm("YY", "land", 1, 1, 1),
            ZoneKm("ZZ", "nearest_waters", 200, 200, 200),
            ZoneKm("KZ", "land", 0.04, 0, 1),
            ZoneKm("QQ", "land", 0.05, 0, 1),
        )
    ]
    atlas = toys.atlas(legs, PLACES)
    (journey,) = journeys(atlas, toys.tables(GATES), "field", "market", frozenset())
    assert states_of(atlas, journey) == ["State of YY", "State of XX", "QQ"]
    assert differences(["a", "b", "c"], ["d", "b"]) == (["a", "c"], ["d"])


def test_a_state_that_may_be_crossed_shuts_a_journey() -> None:
    legs = [toys.leg("pipe", "field", "market", ZoneKm("XX", "land", 1, 0, 2))]
    atlas = toys.atlas(legs, PLACES)
    (journey,) = journeys(atlas, toys.tables(GATES), "field", "market", frozenset())
    what = [Closure("XX"), Closure("YY"), Closure("XX", 0.1), Closure("XX", days=365)]
    assert shut_by(atlas, journey, what) == [Closure("XX")]


def test_rows_on_a_corridor_are_spread_over_its_legs() -> None:
    legs = {one.leg_id: one for one in LEGS}
    corridor = Corridor("line", "Line", "", "pipeline", True, "own", "", (("pipe", "rail"),))
    alone = Corridor("ship", "Ship", "", "pipeline", True, "own", "", (("ship",),))
    atlas = Atlas("1", {"line": corridor, "ship": alone}, legs, {}, {})

    def _ruling(subject: str, basis: str) -> Jurisdiction:
        return Jurisdiction.model_validate(
            {
                "subject_id": subject,
                "state": "XX",
                "answer": "no",
                "basis": basis,
                "source_id": "court",
            }
        )

    rows = [
        _ruling("line", "A"),
        _ruling("rail", "B"),
        _ruling("ship", "C"),
        _ruling("elsewhere", "D"),
        _ruling("line", "E"),
    ]
    assert [(row.subject_id, row.basis) for row in spread(atlas, rows)] == [
        ("rail", "B"),
        ("elsewhere", "D"),
        ("pipe", "A"),
        ("ship", "C"),
        ("pipe", "E"),
    ]


# Paths.


def test_a_network_holds_what_carries_its_good_and_is_no_plan() -> None:
    legs = [
        *LEGS,
        toys.leg("plan", "field", "market", status="proposed"),
        toys.leg("idle", "field", "yard", status="idle"),
        toys.leg("cargo", "field", "yard", mode="rail", goods="cargo"),
        toys.leg("both", "field", "yard", mode="rail", goods="oil|cargo"),
    ]
    other = TRANSFERS[0].model_copy(update={"goods": "cargo"})
    cargo_gate = GATES[1].model_copy(update={"goods": "cargo"})
    tables = toys.tables((*GATES, cargo_gate), (*TRANSFERS, other))
    net = network(toys.atlas(legs, PLACES), tables, "oil")
    assert (net.good, set(net.legs)) == ("oil", {"pipe", "rail", "ship", "idle", "both"})
    assert (net.transfers, net.gates) == (tuple(TRANSFERS), tuple(GATES))
    cargo = network(toys.atlas(legs, PLACES), tables, "cargo")
    assert (set(cargo.legs), cargo.transfers) == ({"cargo", "both"}, (other,))


def test_legs_join_where_they_meet_by_one_mode_or_a_transfer() -> None:
    net = network(toys.atlas(LEGS, PLACES), toys.tables(GATES, TRANSFERS), "oil")
    pipe, rail, ship = LEGS
    assert net.transfer(pipe, rail) == TRANSFERS[0]
    assert net.joins(pipe, rail)
    assert not net.joins(rail, pipe)
    assert not net.joins(pipe, ship)
    assert net.joins(pipe, toys.leg("on", "yard", "market"))
    assert not net.joins(pipe, toys.leg("wrong", "yard", "market", mode="sea"))
    assert net.transfer(toys.leg("sea", "field", "yard", mode="sea"), rail) is None
    assert net.transfers_of(LEGS) == tuple(TRANSFERS)
    assert net.transfers_of([pipe, toys.leg("on", "yard", "market")]) == ()
    two = TRANSFERS[0].model_copy(update={"from_modes": "sea|pipeline"})
    net = network(toys.atlas(LEGS, PLACES), toys.tables(GATES, [two]), "oil")
    assert net.transfer(pipe, rail) == two


def through(*legs: Leg) -> list[tuple[str, ...]]:
    net = network(toys.atlas(legs, PLACES), toys.tables(GATES, TRANSFERS), "oil")
    return [tuple(leg.leg_id for leg in path) for path in paths(net, *GATES)]


def test_paths_are_listed_shortest_first_without_circles() -> None:
    a, b = toys.leg("a", "field", "yard"), toys.leg("b", "yard", "market", length_km=250.0)
    straight = toys.leg("straight", "field", "market", length_km=350.5)
    back = toys.leg("back", "yard", "field", length_km=1.0)
    short = toys.leg("short", "field", "market", length_km=349.5)
    assert through(straight, a, b, back, short) == [("short",), ("a", "b"), ("straight",)]
    assert through(a, back) == []
    assert through(b) == []


def test_of_many_paths_the_shortest_are_listed() -> None:
    legs = [toys.leg(f"n{n}", "field", "market", length_km=500.0 - n) for n in range(AT_MOST + 6)]
    assert through(*legs) == [(f"n{n}",) for n in range(AT_MOST + 5, 5, -1)]


def test_a_gate_is_found_by_role_name_and_good() -> None:
    cargo = GATES[1].model_copy(update={"goods": "cargo", "place_id": "quay"})
    depot = GATES[1].model_copy(update={"goods": "cargo", "gate_id": "depot"})
    oil_only = GATES[1].model_copy(update={"gate_id": "tanks"})
    tables = toys.tables((*GATES, cargo, depot, oil_only))
    assert gate(tables, START, "field") == GATES[0]
    assert gate(tables, END, "market") == GATES[1]
    assert gate(tables, END, "market", "cargo") == cargo

    def _fault(role: str, name: str, good: str = "") -> str:
        with pytest.raises(InputError) as fault:
            gate(tables, role, name, good)
        return str(fault.value)

    assert _fault(START, "fjeld") == "from 'fjeld' cannot be used; nearest name: 'field'"
    assert _fault(END, "marke") == "to 'marke' cannot be used; nearest name: 'market'"
    assert _fault(START, "qqqq") == "from 'qqqq' cannot be used; one of field"
    assert _fault(END, "qqqq") == "to 'qqqq' cannot be used; one of market, depot, tanks"
    assert _fault(END, "tanks", "cargo") == (
        "to 'tanks' cannot be used; cargo goes to one of market, depot"
    )


def test_gates_are_rows_of_their_kind() -> None:
    assert all(isinstance(one, Gate) for one in GATES)


# Flow.


def test_a_flow_goes_the_shortest_way_and_old_ways_first() -> None:
    """Of 10 Mt the old way keeps 3, the shortest takes its 4, the next the rest."""
    ways = [
        Edge(SOURCE, "f", "field", 10),
        Edge("f", "g", "long", INF, km=900),
        Edge("f", "g", "short", 4, km=100),
        Edge("f", "g", "old", 8, used=3, km=5000),
        Edge("g", SINK, "", INF),
    ]
    solved = solve(ways)
    assert solved.value == 10
    assert solved.cut == (("field", 10),)
    assert solved.flows == pytest.approx({"field": 10, "long": 3, "short": 4, "old": 3})
    assert solve(ways, routed=False).flows == {}


def test_parallel_edges_add_up_and_each_is_in_the_cut() -> None:
    ways = [
        Edge(SOURCE, "f", "field", INF),
        *(Edge("f", SINK, name, limit) for name, limit in (("a", 1.5), ("b", 2), ("c", 0))),
    ]
    solved = solve(ways)
    assert (solved.value, solved.cut) == (3.5, (("a", 1.5), ("b", 2)))
    assert solved.flows == pytest.approx({"field": 3.5, "a": 1.5, "b": 2})


def test_more_moved_before_than_can_now() -> None:
    ways = [
        Edge(SOURCE, "f", "field", 5),
        Edge("f", SINK, "old", 2, used=9, km=10),
        Edge("f", SINK, "new", 9, km=20),
    ]
    assert solve(ways).flows == pytest.approx({"field": 5, "old": 2, "new": 3})


def test_the_cut_nearest_to_the_source_is_named_to_the_gram() -> None:
    chain = [Edge(SOURCE, "a", "first", 5), Edge("a", "b", "same", 5), Edge("b", SINK, "", INF)]
    assert solve(chain).cut == (("first", 5),)
    tight = [Edge(SOURCE, "a", "first", 5 + 1e-11), Edge("a", SINK, "second", 5)]
    assert solve(tight).cut == (("second", 5),)
    assert solve([Edge(SOURCE, "a", "first", 5)]).value == 0


def test_what_cannot_close_is_told_with_its_parameter() -> None:
    with pytest.raises(
        InputError, match=r"^closed 'fjeld' cannot be used; nearest name: 'field'$"
    ) as fault:
        parse("fjeld", {"field", "market"})
    assert (fault.value.name, fault.value.value) == ("closed", "fjeld")
