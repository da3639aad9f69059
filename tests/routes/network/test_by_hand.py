"""Numbers, bounds, order and words of the network, each worked out by hand on a toy."""

from __future__ import annotations

import pytest

from routes.model.atlas import Atlas, Corridor, Leg, ZoneKm
from routes.model.errors import InputError, MultivectorError
from routes.model.rows import Capacity, Figure, Gate, Jurisdiction
from routes.network.capacity import Capacities, find, index, mtpa
from routes.network.closures import Closure, closable, crossing, of_element, parse
from routes.network.journeys import differences, journeys, shut_by, spread, states_of, via
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


def bound(caps: Capacities, element: str) -> object:
    made = caps.bound(element)
    return made.low, made.high, made.basis, made.how


INF = float("inf")
BOUNDS: dict[str, tuple[list[Known], tuple[float, float, str, str]]] = {
    "nothing known": ([], (INF, INF, "unknown", "no figure: not taken as a limit")),
    "what moved": (
        [toys.known("pipe", "kazakh", 6, 8)],
        (6, INF, "moved", "capacity unknown: at least what it moved"),
    ),
    "a nameplate": ([toys.known("pipe", "nameplate", 20, 22)], (20, 22, "figures", "nameplate")),
    "less others' oil": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "others", 3, 4)],
        (16, 17, "figures", "nameplate less others’ oil"),
    ),
    "others' oil fills it": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "others", 25, 30)],
        (0, 0, "figures", "nameplate less others’ oil"),
    ),
    "others' oil not known": (
        [
            toys.known("pipe", "nameplate", 20),
            toys.known("pipe", "total", 12),
            toys.known("pipe", "kazakh_at_least", 6),
        ],
        (6, 20, "figures", "nameplate; others’ oil not known"),
    ),
    "neither others' nor Kazakh oil known": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "total", 12)],
        (0, 20, "figures", "nameplate; others’ oil not known"),
    ),
    "the most that was ever seen": (
        [toys.known("pipe", "most", 5)],
        (0, 5, "most", "capacity unknown: at most what a source saw in any year"),
    ),
    "more than was ever seen before": (
        [toys.known("pipe", "most", 5), toys.known("pipe", "kazakh", 6)],
        (6, 6, "most", "capacity unknown: at most what a source saw in any year"),
    ),
    "a nameplate beside the most": (
        [toys.known("pipe", "most", 5), toys.known("pipe", "nameplate", 20)],
        (20, 20, "figures", "nameplate"),
    ),
    "more moved than its nameplate": (
        [toys.known("pipe", "nameplate", 20), toys.known("pipe", "kazakh", 21, 23)],
        (21, 23, "figures", "nameplate"),
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_is_what_the_figures_leave(name: str) -> None:
    rows, wanted = BOUNDS[name]
    assert bound(capacities(*rows), "pipe") == wanted


MOORED = [
    toys.known("quay_transfer", "units", 3),
    berths("quay_transfer", 3, 60),
    berths("quay_transfer", 2, 45),
    berths("quay_transfer", 1, 21),
]


def test_moorings_are_counted() -> None:
    caps = capacities(*MOORED)
    assert caps.moorings("quay_transfer") == 3
    assert caps.moorings("pipe") is None
    assert bound(caps, "quay_transfer") == (60, 60, "figures", "3 of 3 moorings")


def test_others_oil_is_never_less_than_nothing() -> None:
    rows = [toys.known("pipe", "total", 4, 10), toys.known("pipe", "kazakh", 5, 11)]
    assert capacities(*rows).others("pipe") == (0, 5)
    rows = [toys.known("pipe", "total", 4), toys.known("pipe", "kazakh", 5)]
    assert capacities(*rows).others("pipe") == (0, 0)
    assert capacities(rows[0]).others("pipe") is None
    assert capacities(rows[1]).others("pipe") is None
    assert capacities(*rows, toys.known("pipe", "others", 2)).others("pipe") == (2, 2)


def test_rows_count_in_their_years() -> None:
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
    assert [row.role for row in caps.rows_of("rail")] == ["nameplate", "kazakh"]
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


LEFT = [toys.known("kazakhstan", "export_total", 50), toys.known("pipe", "kazakh", 40, 44)]


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


def test_what_cannot_close_is_told_with_its_parameter() -> None:
    with pytest.raises(
        InputError, match=r"^closed 'fjeld' cannot be used; nearest name: 'field'$"
    ) as fault:
        parse("fjeld", {"field", "market"})
    assert (fault.value.name, fault.value.value) == ("closed", "fjeld")
