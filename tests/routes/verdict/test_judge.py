"""The verdict: toy paths judged by hand, made-up lines, and the corridors as they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
import shapely

from routes.geometry.measure import Point, measure
from routes.model.atlas import Atlas, BeltKm, Corridor, Leg, LegRecord, Spot, ZoneKm
from routes.model.rows import Jurisdiction, Operator, Stake
from routes.model.tables import Tables
from routes.model.terms import Kind, Medium
from routes.verdict import judge as verdict
from routes.verdict.judge import Judged, judge, judge_corridor, judge_headline, verdict_of
from routes.verdict.ownership import Owners, cycle, owners_of
from routes.verdict.tests import (
    COMPUTED,
    HEADLINE,
    JURISDICTION,
    NAMES,
    NOT_KNOWN,
    OWNERSHIP,
    PORT,
    SEA,
    SOIL,
    TESTS,
    WATERS,
    Test,
    TestName,
    TestSpec,
    add_zones,
)
from tests.expected import EXPECTED, VERDICTS, not_stated
from tests.routes.worldkit import zones

XX = frozenset({"XX"})
Row = tuple[str, Kind, float, float, float]
"""State, kind of zone, km, low, high."""


def leg(leg_id: str, *told: Row, **other: Any) -> Leg:
    """Make a leg of 100 km from place a to place b with kilometres by zone."""
    values: dict[str, Any] = {
        "name": leg_id.upper(),
        "tail": "a",
        "head": "b",
        "mode": "pipeline",
        "medium": "land",
        "goods": "oil",
        "status": "operating",
        "since": "",
        "until": "",
        "operator": "",
        "source_id": "",
        "note": "",
        "length_km": 100.0,
        "offshore_km": 0.0,
        "precision_km": 1.0,
        "pieces": (),
        "stops": (),
    }
    return Leg(leg_id=leg_id, zones=tuple(ZoneKm(*zone) for zone in told), **(values | other))


def spot(place_id: str, country: str = "YY", kind: str = "town") -> Spot:
    return Spot(
        place_id, place_id.upper(), place_id.upper(), country, kind, 0.0, 0.0, f"source_{place_id}"
    )


INLAND = {"a": spot("a"), "b": spot("b")}


def stake(subject: str, state: str | None, percent: float, **other: Any) -> Stake:
    values = {
        "subject_id": subject,
        "owner": f"{state} Oil",
        "state": state,
        "holder": "company",
        "percent": percent,
        "source_id": "register",
        "as_of": "2023",
    }
    return Stake.model_validate(values | other)


def ruling(subject: str, state: str, answer: str, **other: Any) -> Jurisdiction:
    values = {
        "subject_id": subject,
        "state": state,
        "answer": answer,
        "basis": f"so: {answer}",
        "source_id": "court",
    }
    return Jurisdiction.model_validate(values | other)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ("no no no", "bypasses"),
        ("yes no no", "crosses"),
        ("no yes no", "crosses"),
        ("no no yes", "crosses"),
        ("cannot_tell no yes", "crosses"),
        ("cannot_tell no no", "cannot_tell"),
        ("no no cannot_tell", "cannot_tell"),
        ("yes yes yes", "crosses"),
    ],
)
def test_three_answers_make_a_verdict(answers: str, verdict: str) -> None:
    tests = [
        Test(name, answer, None, "", "")  # type: ignore[arg-type]
        for name, answer in zip(HEADLINE, answers.split(), strict=True)
    ]
    assert verdict_of(tests) == verdict
    exposed = Test(OWNERSHIP, "yes" if verdict != "crosses" else "no", 100, "%", "")
    assert verdict_of([*tests, exposed]) == verdict


def test_the_registry_has_every_test_once() -> None:
    """The order is that of reports, whose fields are promised (docs/cli.md)."""
    assert get_args(TestName) == NAMES
    assert len(set(NAMES)) == len(TESTS)
    assert HEADLINE == (SOIL, PORT, SEA)
    assert all(spec.decider for spec in TESTS if spec.headline)
    assert not any(spec.decider for spec in TESTS if not spec.headline)


def test_a_further_test_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entered as exposure it is answered and changes no verdict; in the headline it counts."""
    name: TestName = "seventh"  # type: ignore[assignment]
    answer = Test(name, "yes", 1.0, "km", COMPUTED)
    path = [leg("one", ("YY", "land", 100, 100, 100))]

    monkeypatch.setattr(verdict, "TESTS", (*TESTS, TestSpec(name, False, lambda _: answer)))
    exposed = judge(path, INLAND, XX)
    assert (exposed.verdict, exposed.tests[-1]) == ("bypasses", answer)
    assert exposed.test(name) is answer

    spec = TestSpec(name, True, lambda _: answer, decider=lambda case: case.legs[0].leg_id)
    monkeypatch.setattr(verdict, "TESTS", (*TESTS, spec))
    monkeypatch.setattr(verdict, "HEADLINE", (*HEADLINE, name))
    counted = judge(path, INLAND, XX)
    assert counted.verdict == "crosses"
    assert verdict.decided_by(counted, path, INLAND, XX) == "one"


DECIDED: dict[str, tuple[Row, Spot, str]] = {
    "soil before port": (("XX", "land", 10, 8, 12), spot("b", "XX", "port"), "two"),
    "a port": (("XX", "territorial_sea", 10, 8, 12), spot("b", "XX", "port"), "b"),
    "the sea": (("XX", "territorial_sea", 10, 8, 12), spot("b"), "two"),
    "what may be soil": (("XX", "land", 0, 0, 12), spot("b"), "two"),
    "nothing": (("XX", "nearest_waters", 10, 8, 12), spot("b"), ""),
}


@pytest.mark.parametrize("name", DECIDED)
def test_what_decides_a_verdict(name: str) -> None:
    """The leg with most of it, the port, and nothing where a path bypasses."""
    zone, end, wanted = DECIDED[name]
    state, kind, km, low, high = zone
    legs = [leg("one", (state, kind, km / 2, low / 2, high / 2)), leg("two", zone)]
    places = INLAND | {"b": end}
    assert verdict.decided_by(judge(legs, places, XX), legs, places, XX) == wanted


GEOMETRY: dict[str, tuple[tuple[Row, ...], str, str]] = {
    # (state, kind, km, low, high): soil, territorial sea, nearest waters, verdict
    "far away": ((("YY", "land", 100, 100, 100),), "no no no", "bypasses"),
    "through it": ((("XX", "land", 10, 8, 12),), "yes no no", "crosses"),
    "surely a little": ((("XX", "land", 2, 0.1, 5),), "yes no no", "crosses"),
    "perhaps inside": ((("XX", "land", 3, 0, 7),), "cannot_tell no no", "cannot_tell"),
    "perhaps, though drawn outside": (
        (("XX", "land", 0, 0, 7),),
        "cannot_tell no no",
        "cannot_tell",
    ),
    "in its sea": ((("XX", "territorial_sea", 9, 5, 11),), "no yes yes", "crosses"),
    "perhaps in its sea": (
        (("XX", "territorial_sea", 0, 0, 4),),
        "no cannot_tell cannot_tell",
        "cannot_tell",
    ),
    "in its waters only": ((("XX", "nearest_waters", 90, 50, 99),), "no no yes", "bypasses"),
    "perhaps in its waters": (
        (("XX", "nearest_waters", 0, 0, 9),),
        "no no cannot_tell",
        "bypasses",
    ),
    "beyond all": ((("", "beyond", 100, 100, 100),), "no no no", "bypasses"),
}


@pytest.mark.parametrize("name", GEOMETRY)
def test_geometry_answers(name: str) -> None:
    told, answers, verdict = GEOMETRY[name]
    judged = judge([leg("one", *told)], INLAND, XX)
    found = [judged.test(SOIL).answer, judged.test(SEA).answer, judged.test(WATERS).answer]
    assert (" ".join(found), judged.verdict) == (answers, verdict)
    assert judge_headline([leg("one", *told)], INLAND, XX) == verdict
    assert judged.test(SOIL).source == COMPUTED


def test_kilometres_add_up_over_legs_and_states() -> None:
    legs = [
        leg("one", ("XX", "land", 10, 8, 12), ("ZZ", "land", 1, 0, 2)),
        leg("two", ("XX", "land", 5, 5, 5)),
    ]
    assert add_zones(legs) == (ZoneKm("XX", "land", 15, 13, 17), ZoneKm("ZZ", "land", 1, 0, 2))
    soil = judge(legs, INLAND, frozenset({"XX", "ZZ"})).test(SOIL)
    assert (soil.answer, soil.value, soil.low, soil.high, soil.unit) == ("yes", 16, 13, 19, "km")
    assert judge(legs, INLAND, XX).length_km == 200


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (spot("b", "XX", "port"), "yes"),
        (spot("b", "XX", "terminal"), "yes"),
        (spot("b", "XX", "mooring"), "yes"),
        (spot("b", "XX", "pump_station"), "no"),
        (spot("b", "XX", "sea"), "no"),
        (spot("b", "YY", "port"), "no"),
    ],
    ids=lambda value: f"{value.kind}-{value.country}" if isinstance(value, Spot) else value,
)
def test_a_port_in_the_state_is_a_yes(place: Spot, answer: str) -> None:
    judged = judge([leg("one")], INLAND | {"b": place}, XX)
    port = judged.test(PORT)
    assert port.answer == answer
    assert judged.verdict == ("crosses" if answer == "yes" else "bypasses")
    assert (port.value, port.note) == ((1, "B") if answer == "yes" else (0, ""))
    assert port.source == ("source_b" if answer == "yes" else COMPUTED)


ONE, TWO = leg("one", operators=("co_one",)), leg("two", operators=("co_two",))
BOTH = leg("both", operators=("co_one", "co_two"))
NAMES_OF_STATES = {"XX": "Xland", "YY": "Yland", "ZZ": "Zland"}


def operator(operator_id: str, states: str | None = None) -> Operator:
    values = {
        "operator_id": operator_id,
        "name_en": f"{operator_id} in full",
        "label_en": operator_id.upper(),
        "states": states,
        "owners": "listed",
        "source_id": f"source_{operator_id}",
    }
    return Operator.model_validate(values)


def owners(*rows: Stake, states: str | None = None) -> Owners:
    """Make a register of four operators, the first at home in some states."""
    ids = ("co_one", "co_two", "co_three", "co_four", "venture", "mother")
    companies = [operator(one, states if one == "co_one" else None) for one in ids]
    return Owners(companies, rows, NAMES_OF_STATES)


def owned(*rows: Stake, legs: tuple[Leg, ...] = (ONE,), avoid: frozenset[str] = XX) -> Test:
    return judge(legs, INLAND, avoid, owners(*rows)).test(OWNERSHIP)


def test_nobody_known_runs_it() -> None:
    test = owned(stake("co_one", "XX", 100), legs=(leg("one"), leg("two")))
    assert (test.answer, test.value, test.source) == ("cannot_tell", None, NOT_KNOWN)
    assert test.note == "no operator known here, so no owner"


def test_the_shares_of_a_state_in_one_operator_add_up() -> None:
    """The 7.5 % of a joint company count by part: 51 % of them are 3.825."""
    test = owned(
        stake("co_one", "XX", 24, owner="X Pipe", holder="state", as_of="undated"),
        stake("co_one", "XX", 12.5, owner="X Oil", as_of="2023-01"),
        stake("co_one", None, 7.5, owner="X & Y", holder="joint", owner_id="venture"),
        stake("co_one", "YY", 56, as_of="2025"),
        stake("venture", "XX", 51, owner="X Gas", as_of="1996-06-24"),
        stake("venture", "YY", 49, owner="Y Gas"),
    )
    assert (test.answer, test.unit, test.source) == ("yes", "%", "register")
    assert test.value == 40.325
    assert test.note == (
        "CO_ONE: Xland 40.325 % (by the state 24 %, by companies 16.325 %): X Pipe 24 %, "
        "X Oil 12.5 %, X Gas 3.825 % through X & Y (51 % of 7.5 %); as of 2023-01"
    )


def test_a_share_is_followed_down_to_the_last_holder() -> None:
    """50 % of 90 % of the whole; where the chain ends in one whose owners are unknown, at him."""
    rows = (
        stake("co_one", "YY", 50, owner="Two", owner_id="co_two", holder="state"),
        stake("co_two", "YY", 90, owner="Mother", owner_id="mother", holder="state"),
        stake("mother", "XX", 40, owner="Fund", holder="state"),
    )
    test = owned(*rows)
    assert (test.answer, test.value) == ("yes", 18)
    assert "Fund 18 % through Two, Mother (40 % of 90 % of 50 %)" in test.note
    cut = owned(*rows[:2], avoid=frozenset({"YY"}))
    assert cut.value == 45
    assert "Mother 45 % through Two (90 % of 50 %)" in cut.note


def test_each_of_several_states_is_told_with_its_share() -> None:
    test = owned(
        stake("co_one", "XX", 30, owner="X Fund", holder="state"),
        stake("co_one", "ZZ", 20, owner="Z Oil"),
        avoid=frozenset({"XX", "ZZ"}),
    )
    assert test.value == 50
    assert test.note == (
        "CO_ONE: Xland 30 % (all by the state), Zland 20 % (all by companies): "
        "X Fund 30 %, Z Oil 20 %; as of 2023"
    )


def test_shares_in_two_operators_are_not_added() -> None:
    rows = stake("co_one", "XX", 30), stake("co_two", "XX", 40), stake("co_two", "YY", 60)
    for legs in ((ONE, TWO), (BOTH,)):
        test = owned(*rows, legs=legs)
        assert (test.answer, test.value) == ("yes", 40)
        assert test.note == "CO_TWO: Xland 40 % (all by companies): XX Oil 40 %; as of 2023"


def test_a_share_that_was_given_up_counts_for_nothing() -> None:
    rows = stake("co_one", "XX", 30, until="2024-11-29"), stake("co_one", "YY", 100)
    assert owned(*rows).answer == "no"


def test_a_yes_needs_no_complete_register() -> None:
    assert owned(stake("co_two", "XX", 1), legs=(ONE, TWO)).answer == "yes"


REGISTERS = {
    "one operator": ([stake("co_one", "YY", 60), stake("co_one", "ZZ", 40)], (ONE,), ""),
    "one operator, rounded": ([stake("co_one", "YY", 99.6)], (ONE,), ""),
    "with a gap": ([stake("co_one", "YY", 60)], (ONE,), "CO_ONE (40 %)"),
    "with a tenth missing": ([stake("co_one", "YY", 90)], (ONE,), "CO_ONE (10 %)"),
    "with half a per cent missing": ([stake("co_one", "YY", 99.5)], (ONE,), "CO_ONE (0.5 %)"),
    "a holder of no known state": (
        [stake("co_one", "YY", 60), stake("co_one", None, 40)],
        (ONE,),
        "CO_ONE (40 %)",
    ),
    "a joint company with a gap": (
        [
            stake("co_one", "YY", 50),
            stake("co_one", None, 50, holder="joint", owner_id="venture"),
            stake("venture", "ZZ", 51),
        ],
        (ONE,),
        "CO_ONE (24.5 %)",
    ),
    "every operator": ([stake("co_one", "YY", 100), stake("co_two", "ZZ", 100)], (ONE, TWO), ""),
    "one of two operators": ([stake("co_one", "YY", 100)], (ONE, TWO), "CO_TWO (100 %)"),
    "one of two on one leg": ([stake("co_one", "YY", 100)], (BOTH,), "CO_TWO (100 %)"),
}


@pytest.mark.parametrize("name", REGISTERS)
def test_a_no_needs_a_complete_register(name: str) -> None:
    rows, legs, gap = REGISTERS[name]
    test = owned(*rows, legs=legs)
    assert (test.answer, test.value) == (("cannot_tell", None) if gap else ("no", 0.0))
    assert test.note.endswith(f"not all owners known of {gap}" if gap else "as of 2023")


def test_a_no_needs_an_operator_of_every_leg() -> None:
    test = owned(stake("co_one", "YY", 100), legs=(ONE, leg("ship"), leg("ferry")))
    assert (test.answer, test.value) == ("cannot_tell", None)
    assert test.note == "no operator known of SHIP; FERRY"


def test_ownership_never_changes_the_verdict() -> None:
    held = owners(stake("co_one", "XX", 100))
    judged = judge([ONE], INLAND, XX, held, [ruling("one", "XX", "yes")])
    assert judged.verdict == "bypasses"
    assert judged.test(OWNERSHIP).answer == judged.test(JURISDICTION).answer == "yes"


def courts(
    *rows: Jurisdiction,
    avoid: frozenset[str] = XX,
    legs: tuple[Leg, ...] = (ONE, TWO),
    places: dict[str, Spot] = INLAND,
    states: str | None = None,
) -> Test:
    held = owners(states=states)
    return judge(legs, places, avoid, held, rows, frozenset({"all"})).test(JURISDICTION)


RULINGS = {
    "nothing known": ([], XX, "cannot_tell"),
    "another state's": ([ruling("all", "YY", "yes")], XX, "cannot_tell"),
    "yes on the whole": ([ruling("all", "XX", "yes")], XX, "yes"),
    "yes on a leg": ([ruling("one", "XX", "yes")], XX, "yes"),
    "yes before no": ([ruling("all", "XX", "no"), ruling("two", "XX", "yes")], XX, "yes"),
    "yes on an operator": ([ruling("co_two", "XX", "yes")], XX, "yes"),
    "no on the whole": ([ruling("all", "XX", "no")], XX, "no"),
    "no on one leg of two": ([ruling("one", "XX", "no")], XX, "cannot_tell"),
    "no on every leg": ([ruling("one", "XX", "no"), ruling("two", "XX", "no")], XX, "no"),
    "no for one state of two": (
        [ruling("all", "XX", "no")],
        frozenset({"XX", "ZZ"}),
        "cannot_tell",
    ),
    "no for both states": (
        [ruling("all", "XX", "no"), ruling("all", "ZZ", "no")],
        frozenset({"XX", "ZZ"}),
        "no",
    ),
}


@pytest.mark.parametrize("name", RULINGS)
def test_courts(name: str) -> None:
    rows, avoid, answer = RULINGS[name]
    test = courts(*rows, avoid=avoid)
    assert test.answer == answer
    assert test.source == ("court" if answer != "cannot_tell" else NOT_KNOWN)


def test_soil_and_port_answer_to_their_courts() -> None:
    on_soil = leg("one", ("XX", "land", 10, 8, 12))
    at_sea = leg("one", ("XX", "territorial_sea", 10, 8, 12))
    assert courts(legs=(on_soil,)).answer == "yes"
    assert courts(legs=(on_soil,)).source == COMPUTED
    assert courts(places=INLAND | {"b": spot("b", "XX", "port")}).answer == "yes"
    assert courts(legs=(at_sea,)).answer == "cannot_tell"


def test_an_operator_answers_to_the_courts_of_where_it_is_registered() -> None:
    """Computed from the register of operators; a sourced yes stands before, a no gives way."""
    test = courts(states="YY|XX")
    assert (test.answer, test.source) == ("yes", "source_co_one")
    assert test.note == (
        "computed from where the operator is at home: CO_ONE is registered in Xland or belongs "
        "to it"
    )
    assert courts(ruling("two", "XX", "yes"), states="XX").source == "court"
    assert courts(ruling("all", "XX", "no"), states="XX").answer == "yes"
    assert courts(states="YY").answer == "cannot_tell"
    assert courts(states="XX", legs=(TWO,)).answer == "cannot_tell"


def toy_atlas(rule: str) -> Atlas:
    """Two lanes that share their last leg: one from a port of XX, one from a port of YY."""
    legs = {
        "from_x": leg("from_x", ("XX", "territorial_sea", 10, 8, 12), tail="px", head="s"),
        "from_y": leg("from_y", tail="py", head="s"),
        "trunk": leg("trunk", tail="s", head="q"),
    }
    places = {
        "px": spot("px", "XX", "port"),
        "py": spot("py", "YY", "port"),
        "s": spot("s", "", "sea"),
        "q": spot("q", "ZZ", "port"),
    }
    branches = (("from_x", "trunk"), ("from_y", "trunk"))
    lanes = Corridor("lanes", "Lanes", "", "rail_and_sea", True, rule, "", branches)
    return Atlas("1", {"lanes": lanes}, legs, places, {})


def test_lanes_are_judged_by_their_port_of_loading() -> None:
    judged = judge_corridor(toy_atlas("depends"), "lanes", XX)
    assert judged.verdict == "depends"
    assert [(lane.origin, lane.legs, lane.judged.verdict) for lane in judged.lanes] == [
        ("px", ("from_x", "trunk"), "crosses"),
        ("py", ("from_y", "trunk"), "bypasses"),
    ]
    assert judged.length_km == 300  # the trunk is one leg and counts once
    port, soil = judged.test(PORT), judged.test(SOIL)
    assert (port.answer, port.note) == ("depends", "yes when loaded at PX")
    assert (soil.answer, soil.note) == ("no", "")


@pytest.mark.parametrize(
    ("avoid", "verdict", "port"), [("ZZ", "crosses", "yes"), ("WW", "bypasses", "no")]
)
def test_what_all_lanes_share_depends_on_nothing(avoid: str, verdict: str, port: str) -> None:
    judged = judge_corridor(toy_atlas("depends"), "lanes", frozenset({avoid}))
    assert judged.verdict == verdict
    assert judged.test(PORT).answer == port
    assert {lane.judged.verdict for lane in judged.lanes} == {verdict}


def test_an_answer_that_is_open_for_some_lanes_depends_on_the_port_and_says_so() -> None:
    atlas = toy_atlas("depends")
    legs = atlas.legs | {
        "from_y": leg("from_y", ("XX", "territorial_sea", 0, 0, 3), tail="py", head="s")
    }
    judged = judge_corridor(replace(atlas, legs=legs), "lanes", XX)
    sea = judged.test(SEA)
    assert sea.answer == judged.verdict == "depends"
    assert sea.note == "yes when loaded at PX; cannot tell when loaded at PY"


def test_every_lane_may_cross_in_a_way_of_its_own() -> None:
    """From one port by the port, from the other by the sea: no test is yes for both, all cross."""
    atlas = toy_atlas("depends")
    legs = {
        **atlas.legs,
        "from_x": leg("from_x", tail="px", head="s"),
        "from_y": leg("from_y", ("XX", "territorial_sea", 9, 5, 11), tail="py", head="s"),
    }
    judged = judge_corridor(replace(atlas, legs=legs), "lanes", XX)
    assert judged.verdict == "crosses"
    assert [judged.test(name).answer for name in HEADLINE] == ["no", "depends", "depends"]


def test_a_corridor_of_its_own_verdict_is_judged_as_a_whole() -> None:
    judged = judge_corridor(toy_atlas("own"), "lanes", XX)
    assert (judged.verdict, judged.lanes) == ("crosses", ())


@pytest.mark.parametrize("rule", ["own", "depends"])
def test_alternative_branches_are_not_added(rule: str) -> None:
    """40 km of one branch, 70 of the other and 5 of both: nobody drives 115 km."""
    atlas = toy_atlas(rule)
    legs = {
        "from_x": leg("from_x", ("ZZ", "land", 40, 39, 41), tail="px", head="s"),
        "from_y": leg("from_y", ("ZZ", "land", 70, 68, 72), tail="py", head="s"),
        "trunk": leg("trunk", ("ZZ", "land", 5, 5, 5), tail="s", head="q"),
    }
    judged = judge_corridor(replace(atlas, legs=legs), "lanes", frozenset({"ZZ"}))
    soil = judged.test(SOIL)
    assert (soil.least, soil.value, soil.low, soil.high) == (45, 75, 44, 77)
    assert [branch.judged.test(SOIL).value for branch in judged.branches] == [45, 75]
    assert [branch.judged.length_km for branch in judged.branches] == [200, 200]
    assert (judged.length_km, judged.zones[0].km) == (300, 115)


def test_a_branch_that_has_nothing_of_it_is_not_the_shortest() -> None:
    atlas = toy_atlas("own")
    legs = atlas.legs | {"from_x": leg("from_x", ("ZZ", "land", 40, 39, 41), tail="px", head="s")}
    soil = judge_corridor(replace(atlas, legs=legs), "lanes", frozenset({"ZZ"})).test(SOIL)
    assert (soil.least, soil.value) == (40, 40)


def test_a_single_path_has_no_least() -> None:
    judged = judge([leg("one", ("XX", "land", 10, 8, 12))], INLAND, XX)
    assert judged.test(SOIL).least is None
    assert judged.branches == ()


def test_no_state_picked_asks_nothing() -> None:
    nobody = frozenset[str]()
    judged = judge([leg("one", ("XX", "land", 10, 8, 12))], INLAND, nobody)
    assert (judged.verdict, judged.tests) == ("not_asked", ())
    assert verdict.decided_by(judged, [ONE], INLAND, nobody) == ""
    lanes = judge_corridor(toy_atlas("depends"), "lanes", nobody)
    assert (lanes.verdict, lanes.tests) == ("not_asked", ())


def test_of_several_states_each_has_its_own_answers() -> None:
    """XX is crossed from its port alone, ZZ from both; YY is a port of one, WW nothing."""
    judged = judge_corridor(toy_atlas("depends"), "lanes", frozenset({"XX", "YY", "ZZ", "WW"}))
    assert judged.verdict == "crosses"
    assert {state: one.verdict for state, one in judged.by_state} == {
        "XX": "depends",
        "YY": "depends",
        "ZZ": "crosses",
    }
    assert judge_corridor(toy_atlas("depends"), "lanes", XX).by_state == ()


def test_water_within_twelve_miles_of_two_coasts_is_of_both_and_counts_once() -> None:
    """Nearest to YY, and so near to XX as well: test 3 is yes for either, once for both."""
    belt = (BeltKm(("XX", "YY"), 9, 5, 11), BeltKm(("YY",), 3, 2, 4))
    lane = leg("one", ("YY", "territorial_sea", 12, 8, 14), medium="sea", belts=belt)
    for avoid, km in (("XX", 9), ("YY", 12), ("XX YY", 12)):
        judged = judge([lane], INLAND, frozenset(avoid.split()))
        assert (judged.test(SEA).answer, judged.test(SEA).value) == ("yes", km)
        assert judged.twice_km == 9
    only = judge([lane], INLAND, XX)
    assert only.test(WATERS).answer == "no"
    assert verdict.decided_by(only, [ONE, lane], INLAND, XX) == "one"
    assert {belt.state: belt.km for belt in only.belts} == {"XX": 9, "YY": 12}


REAL_LANES = {
    # Every ship passes the Bosphorus or loads at Ceyhan; all unload at Rotterdam.
    "TR": "crosses",
    "NL": "crosses",
    "ES": "crosses",
    "FR": "crosses",
    "GI": "crosses",
    "GB": "cannot_tell",
    "UZ": "bypasses",
    "KZ": "bypasses",
    "RU": "depends",
    "GE": "depends",
}


@pytest.mark.parametrize("state", REAL_LANES)
def test_the_verdict_of_lanes_comes_from_the_lanes(
    state: str, atlas: Atlas, tables: Tables
) -> None:
    judged = real("rotterdam", atlas, tables, frozenset({state}))
    assert judged.verdict == REAL_LANES[state]
    verdicts = {lane.judged.verdict for lane in judged.lanes}
    assert (len(verdicts) > 1) == (judged.verdict == "depends")


def test_no_journey_on_the_trans_caspian_corridor_does_more_than_its_longest_branch(
    atlas: Atlas, tables: Tables
) -> None:
    soil = real("trans_caspian", atlas, tables, frozenset({"KZ"})).test(SOIL)
    assert (soil.least, soil.value) == pytest.approx((2840, 3125), abs=15)


def test_status_is_that_of_the_legs() -> None:
    atlas = toy_atlas("own")
    assert atlas.status("lanes") == "operating"
    idle = {key: leg(key, status="proposed") for key in atlas.legs}
    assert Atlas("1", atlas.corridors, idle, atlas.places, {}).status("lanes") == "proposed"
    mixed = atlas.legs | {"trunk": leg("trunk", status="idle")}
    assert Atlas("1", atlas.corridors, mixed, atlas.places, {}).status("lanes") == "operating"


def test_a_ring_of_owners_is_found() -> None:
    rows = [
        stake("co_one", None, 50, owner_id="co_two"),
        stake("co_two", None, 50, owner_id="co_three"),
        stake("co_three", "YY", 50),
    ]
    assert cycle(rows) == ()
    ring = [*rows, stake("co_three", None, 50, owner_id="co_two")]
    assert cycle(ring) == ("co_two", "co_three", "co_two")
    assert cycle([stake("co_one", None, 1, owner_id="co_one")]) == ("co_one", "co_one")


def test_an_unknown_test_is_refused() -> None:
    with pytest.raises(StopIteration):
        judge([ONE], INLAND, XX).test("colour")  # type: ignore[arg-type]


RUSSIA = frozenset({"RU"})


def real(corridor: str, atlas: Atlas, tables: Tables, avoid: frozenset[str] = RUSSIA) -> Judged:
    held = owners_of(tables, atlas.state_names)
    return judge_corridor(atlas, corridor, avoid, held, tables.jurisdictions.rows)


def test_every_corridor_is_expected_and_no_other(atlas: Atlas) -> None:
    assert len(EXPECTED) >= 12
    assert not_stated(atlas.corridors) == []


def test_a_corridor_that_nobody_stated_is_named_with_its_file() -> None:
    (said,) = not_stated([*EXPECTED, "mine"])
    assert said.startswith("tests/data/corridors.csv: no row of 'mine'")
    (said,) = not_stated(sorted(EXPECTED)[1:])
    assert said.startswith(f"tests/data/corridors.csv: {min(EXPECTED)!r} is no corridor")


@pytest.mark.parametrize("corridor", EXPECTED)
def test_verdict_on_russia(corridor: str, atlas: Atlas, tables: Tables) -> None:
    judged, expected = real(corridor, atlas, tables), EXPECTED[corridor]
    assert judged.verdict == expected.verdict
    for name in (*HEADLINE, OWNERSHIP):
        assert judged.test(name).answer == getattr(expected, name), name
    assert {lane.origin: lane.judged.verdict for lane in judged.lanes} == expected.lanes


@pytest.mark.parametrize(("corridor", "avoid", "verdict"), VERDICTS)
def test_verdict_on_other_states(
    corridor: str, avoid: str, verdict: str, atlas: Atlas, tables: Tables
) -> None:
    assert real(corridor, atlas, tables, frozenset(avoid.split())).verdict == verdict


@pytest.mark.parametrize("corridor", EXPECTED)
def test_every_test_has_an_answer_and_a_source(corridor: str, atlas: Atlas, tables: Tables) -> None:
    known = {COMPUTED, NOT_KNOWN} | {row.source_id for row in tables.sources}
    known |= {row.quote_id for row in tables.quotes}
    tests = real(corridor, atlas, tables).tests
    assert [test.test for test in tests] == list(NAMES)
    for test in tests:
        assert test.source in known
        assert test.source != NOT_KNOWN or test.answer == "cannot_tell"


def test_what_russia_owns_of_cpc(atlas: Atlas, tables: Tables) -> None:
    """24 + 7 by the state, 12.5 of Lukoil and 51 % of 7.5 of Rosneft: no majority."""
    test = real("cpc", atlas, tables).test(OWNERSHIP)
    assert (test.answer, test.value) == ("yes", 47.325)
    assert "Russia 47.325 % (by the state 31 %, by companies 16.325 %)" in test.note
    assert "Rosneft 3.825 % through Rosneft-Shell Caspian Ventures Limited (51 % of 7.5 %)" in (
        test.note
    )


@pytest.mark.parametrize("corridor", ["druzhba", "atyrau_samara", "baku_novorossiysk"])
def test_transneft_runs_it_so_russia_owns_it(corridor: str, atlas: Atlas, tables: Tables) -> None:
    """78 % of Transneft's capital are Russia's (Sputnik, 20 August 2018)."""
    test = real(corridor, atlas, tables).test(OWNERSHIP)
    assert (test.answer, test.value, test.source) == ("yes", 78, "sputnikar_20180820")
    assert test.note.startswith("Transneft: Russia 78 % (all by the state)")


@pytest.mark.parametrize(
    ("corridor", "state", "percent"),
    [
        ("cpc", "KZ", 20.75),
        ("btc", "AZ", 32.96),
        ("baku_supsa", "AZ", 31.655),
        ("china", "CN", 50),
        ("china", "KZ", 87.3),  # 97 % of KazMunayGas, which has 90 % of KazTransOil
        ("trans_caspian", "KZ", 100),
        ("btk", "TR", 100),
        ("druzhba", "BY", 100),
        ("cac", "RU", 50.23),
        ("cagp", "CN", 50),
    ],
)
def test_what_a_state_owns_of_the_operators(
    corridor: str, state: str, percent: float, atlas: Atlas, tables: Tables
) -> None:
    test = real(corridor, atlas, tables, frozenset({state})).test(OWNERSHIP)
    assert (test.answer, test.value) == ("yes", percent)


def test_the_register_of_a_german_pipeline_ends_at_a_russian_company(
    atlas: Atlas, tables: Tables
) -> None:
    """Rosneft has 54.17 % of PCK, PCK 45 % of MVL, which runs Druzhba in Germany: 24.3765 %."""
    register = owners_of(tables, atlas.state_names).register("mvl")
    assert sum(one.percent for one in register.of(RUSSIA)) == pytest.approx(24.3765)
    assert register.complete


def test_any_state_can_be_avoided(atlas: Atlas, tables: Tables) -> None:
    assert real("btc", atlas, tables, frozenset({"GE"})).verdict == "crosses"
    assert real("btc", atlas, tables, frozenset({"AM"})).verdict == "bypasses"
    assert real("druzhba", atlas, tables, frozenset({"BY"})).verdict == "crosses"


def made_up(medium: Medium, precision_km: float, *xy: tuple[float, float]) -> Judged:
    """Judge a line of our own against Russia, measured as the build measures."""
    mine = LegRecord(leg_id="mine", tail="a", head="b", medium=medium)
    line = [Point(lon, lat, precision_km) for lon, lat in xy]
    return judge([measure(mine, line, zones())], INLAND, RUSSIA)


MADE_UP: dict[str, tuple[Medium, float, str, *tuple[tuple[float, float], ...]]] = {
    "deep in Kazakhstan": ("land", 2, "bypasses", (66.0, 47.0), (68.0, 47.0)),
    "deep in Russia": ("land", 2, "crosses", (45.0, 55.0), (47.0, 55.0)),
    "into Russia and back, far inside": ("land", 2, "crosses", (61.0, 50.0), (61.0, 52.5)),
    "off Sochi, 40 km out": ("sea", 2, "bypasses", (39.2, 43.17), (39.0, 43.30)),
    "off Sochi, in its sea": ("sea", 2, "crosses", (39.45, 43.55), (39.6, 43.45)),
}


@pytest.mark.parametrize("name", MADE_UP)
def test_made_up_lines(name: str) -> None:
    medium, precision, verdict, *xy = MADE_UP[name]
    assert made_up(medium, precision, *xy).verdict == verdict


def beside_russia(kind: str, degrees: float, box: tuple[float, ...]) -> list[tuple[float, float]]:
    """Draw a line that follows the edge of Russia's zone, some way outside of it (or inside)."""
    world = zones()
    zone = world.geometry[world.of("RU", {kind})[0]]
    west, south, east, north = box
    near = shapely.clip_by_rect(zone, west - 1, south - 1, east + 1, north + 1)
    edge = shapely.clip_by_rect(shapely.boundary(near.buffer(degrees)), *box)
    longest = max(shapely.get_parts(shapely.line_merge(edge)), key=shapely.length)
    return [(float(x), float(y)) for x, y in longest.simplify(0.002).coords]


URAL = (51.2, 50.4, 53.3, 51.9)
SOCHI = (38.9, 43.1, 39.7, 43.6)
BESIDE: dict[str, tuple[Medium, Kind, float, tuple[float, ...], float, bool, str]] = {
    # medium, edge followed, degrees outside it, within, precision in km, drawn inside, verdict
    "2 to 3 km outside the border": ("land", "land", 0.03, URAL, 0.5, False, "cannot_tell"),
    "1 km inside the border": ("land", "land", -0.01, URAL, 0.5, True, "cannot_tell"),
    "15 km outside the border": ("land", "land", 0.2, URAL, 0.5, False, "bypasses"),
    "15 km outside, but placed by 15 km": ("land", "land", 0.2, URAL, 15, False, "cannot_tell"),
    "15 km inside the border": ("land", "land", -0.2, URAL, 0.5, True, "crosses"),
    "3 km outside the 12 miles": ("sea", "territorial_sea", 0.03, SOCHI, 1, False, "cannot_tell"),
    "1 km inside the 12 miles": ("sea", "territorial_sea", -0.01, SOCHI, 1, True, "cannot_tell"),
    "12 km outside the 12 miles": ("sea", "territorial_sea", 0.12, SOCHI, 1, False, "bypasses"),
}


@pytest.mark.parametrize("name", BESIDE)
def test_made_up_lines_along_the_edge_of_russia(name: str) -> None:
    medium, kind, degrees, box, precision, inside, verdict = BESIDE[name]
    line = beside_russia(kind, degrees, box)
    assert len(line) > 2
    judged = made_up(medium, precision, *line)
    test = judged.test(SOIL if kind == "land" else SEA)
    assert ((test.value or 0) > 0) == inside
    assert judged.verdict == verdict
    if verdict == "cannot_tell":
        assert test.low == 0
        assert test.high
        assert test.high > 5
