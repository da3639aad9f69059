"""What a reader is told of a verdict: numbers, bounds, order, notes and sources, worked by hand."""

from __future__ import annotations

import pytest

from routes.model.atlas import Atlas, Corridor, Leg, ZoneKm
from routes.model.rows import Stake
from routes.verdict.judge import decided_by, judge, judge_corridor, judge_headline, verdict_of
from routes.verdict.tests import (
    COMPUTED,
    JURISDICTION,
    NOT_KNOWN,
    OWNERSHIP,
    PORT,
    SEA,
    SOIL,
    WATERS,
    Case,
    Test,
    _most_km,
    add_zones,
)
from tests.routes.verdict.test_judge import (
    INLAND,
    ONE,
    TWO,
    XX,
    leg,
    owners,
    ruling,
    spot,
    stake,
)

FOUR = tuple(leg(name, operators=(f"co_{name}",)) for name in ("one", "two", "three", "four"))


def test_kilometres_and_bounds_are_those_of_the_kind_and_the_state() -> None:
    """Of two legs with land, sea and waters in and beside the state, to a tenth of a kilometre."""
    legs = [
        leg(
            "one",
            ("XX", "land", 10.04, 8.04, 12.04),
            ("XX", "territorial_sea", 20, 18, 22),
            ("YY", "land", 1000, 1000, 1000),
        ),
        leg("two", ("XX", "nearest_waters", 40, 35, 46), ("XX", "land", 1.1, 0, 2.2)),
    ]
    judged = judge(legs, INLAND, XX)
    wanted = {SOIL: (11.1, 8.0, 14.2), SEA: (20, 18, 22), WATERS: (60, 53, 68)}
    for name, numbers in wanted.items():
        test = judged.test(name)  # type: ignore[arg-type]
        assert (test.value, test.low, test.high) == pytest.approx(numbers, abs=1e-12), name
        assert (test.test, test.unit, test.source, test.note) == (name, "km", COMPUTED, "")
    assert judged.length_km == 200
    assert judged.zones == add_zones(legs)
    assert judged.lanes == ()


def test_zones_are_listed_by_length_then_state_then_kind() -> None:
    told = [
        ("ZZ", "land", 5, 5, 5),
        ("YY", "territorial_sea", 5, 5, 5),
        ("YY", "land", 5, 5, 5),
        ("AA", "land", 4, 4, 4),
        ("XX", "land", 9, 9, 9),
    ]
    made = leg("one", *told)  # type: ignore[arg-type]
    assert [(zone.state, zone.kind) for zone in add_zones([made])] == [
        ("XX", "land"),
        ("YY", "land"),
        ("YY", "territorial_sea"),
        ("ZZ", "land"),
        ("AA", "land"),
    ]
    assert add_zones([made])[0] == ZoneKm("XX", "land", 9, 9, 9)


def test_ports_are_counted_once_and_named_in_the_order_of_the_path() -> None:
    legs = [leg("one", tail="q", head="b"), leg("two", tail="b", head="c")]
    places = {
        "q": spot("q", "XX", "terminal"),
        "b": spot("b", "XX", "port"),
        "c": spot("c", "YY", "port"),
    }
    port = judge(legs, places, XX).test(PORT)
    assert (port.answer, port.value, port.unit) == ("yes", 2, "places")
    assert (port.note, port.source, port.low, port.high) == ("Q, B", "source_q", None, None)
    assert decided_by(judge(legs, places, XX), legs, places, XX) == "q"


def owned(*rows: Stake, legs: tuple[Leg, ...] = (ONE, TWO)) -> Test:
    return judge(legs, INLAND, XX, owners(*rows)).test(OWNERSHIP)


def test_what_is_told_of_owners_where_nothing_is_known() -> None:
    test = owned()
    assert (test.answer, test.value, test.unit) == ("cannot_tell", None, "%")
    assert test.source == NOT_KNOWN
    assert test.note == "not all owners known of CO_ONE (100 %), CO_TWO (100 %)"


def test_a_share_is_told_to_a_thousandth_of_a_per_cent() -> None:
    test = owned(stake("co_one", "XX", 24.2564, owner="X Pipe", holder="state"))
    assert test.note == ("CO_ONE: Xland 24.256 % (all by the state): X Pipe 24.256 %; as of 2023")
    assert test.value == 24.256


def test_of_five_holders_the_four_largest_are_named() -> None:
    shares = {"A": 1, "B": 5, "C": 4, "D": 3, "E": 2}
    test = owned(*(stake("co_one", "XX", n, owner=name) for name, n in shares.items()))
    assert test.note == (
        "CO_ONE: Xland 15 % (all by companies): B 5 %, C 4 %, D 3 %, E 2 %, 1 more; as of 2023"
    )


def test_the_largest_share_in_one_operator_counts_and_its_source_is_named() -> None:
    test = owned(
        stake("co_one", "XX", 20, source_id="first"),
        stake("co_one", "XX", 25, source_id="second", as_of="undated (after 2021-12)"),
        stake("co_two", "XX", 30, source_id="other"),
    )
    assert (test.answer, test.value, test.source) == ("yes", 45, "second")
    undated = owned(stake("co_one", "XX", 30, as_of="undated (after 2021-12)"))
    assert undated.note == "CO_ONE: Xland 30 % (all by companies): XX Oil 30 %"
    tie = owned(stake("co_one", "XX", 20, source_id="a"), stake("co_two", "XX", 20, source_id="b"))
    assert (tie.value, tie.source, tie.note.split(":")[0]) == (20, "a", "CO_ONE")


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (
            [(name, 100) for name in ("co_one", "co_two", "co_three", "co_four")],
            ("none of the holders of 4 operators: CO_ONE, CO_TWO, CO_THREE, CO_FOUR; as of 2023"),
        ),
        (
            [("co_one", 50)],
            "not all owners known of CO_ONE (50 %), CO_TWO (100 %) and 2 more",
        ),
        (
            [("co_one", 100)],
            "not all owners known of CO_TWO (100 %), CO_THREE (100 %), CO_FOUR (100 %)",
        ),
    ],
)
def test_how_a_register_is_told(rows: list[tuple[str, float]], note: str) -> None:
    test = owned(*(stake(one, "YY", percent) for one, percent in rows), legs=FOUR)
    assert test.note == note
    no = not note.startswith("not all")
    assert (test.answer, test.value) == (("no", 0.0) if no else ("cannot_tell", None))
    assert test.source == "register"


def test_an_operator_without_owners_and_a_leg_without_operator_are_both_told() -> None:
    legs = (ONE, leg("ship"))
    assert owned(legs=legs).note == (
        "not all owners known of CO_ONE (100 %); no operator known of SHIP"
    )


def test_a_ruling_is_told_with_its_basis_and_its_source() -> None:
    def _told(*rows: object, **other: object) -> tuple[object, ...]:
        legs = other.get("legs", (ONE, TWO))
        test = judge(legs, INLAND, XX, owners(), rows, frozenset({"all"})).test(JURISDICTION)  # type: ignore[arg-type]
        assert (test.value, test.unit, test.low, test.high) == (None, "", None, None)
        return test.answer, test.source, test.note

    quoted = ruling("all", "XX", "no", source_id=None, quote_id="q-1")
    assert _told(quoted) == ("no", "q-1", "so: no")
    assert _told(ruling("one", "XX", "yes")) == ("yes", "court", "so: yes")
    assert _told() == ("cannot_tell", NOT_KNOWN, "no source found")
    soil = leg("one", ("XX", "land", 10, 8, 12))
    assert _told(legs=(soil,)) == (
        "yes",
        COMPUTED,
        "follows from soil or port: what stands there answers to its courts",
    )


def test_a_no_on_every_leg_of_one_state_is_none_for_the_other() -> None:
    rows = [ruling(one, "XX", "no") for one in ("one", "two")] + [ruling("one", "ZZ", "no")]
    both = frozenset({"XX", "ZZ"})
    judged = judge([ONE, TWO], INLAND, both, None, rows)
    assert judged.test(JURISDICTION).answer == "cannot_tell"
    rows.append(ruling("two", "ZZ", "no"))
    assert judge([ONE, TWO], INLAND, both, None, rows).test(JURISDICTION).answer == "no"


def test_of_two_legs_the_one_with_more_of_the_kind_in_the_state_decides() -> None:
    """Another state's kilometres, and those of another kind, count for nothing."""
    legs = [
        leg("much_of_others", ("YY", "land", 90, 90, 90), ("XX", "land", 1, 1, 1)),
        leg("most", ("XX", "land", 4, 4, 4)),
        leg("sea", ("XX", "territorial_sea", 50, 50, 50)),
    ]
    assert decided_by(judge(legs, INLAND, XX), legs, INLAND, XX) == "most"
    # The registry made its deciders at import; a fault put in later is seen in a new one.
    assert _most_km("land")(Case(legs, INLAND, XX)) == "most"
    assert _most_km("territorial_sea")(Case(legs, INLAND, XX)) == "sea"
    maybe = [
        leg("perhaps", ("XX", "land", 0, 0, 900)),
        leg("drawn", ("XX", "land", 0.5, 0, 1)),
        leg("hardly", ("XX", "land", 0, 0, 1)),
    ]
    assert decided_by(judge(maybe, INLAND, XX), maybe, INLAND, XX) == "drawn"
    unsure = [leg("hardly", ("XX", "land", 0, 0, 1)), leg("perhaps", ("XX", "land", 0, 0, 9))]
    assert decided_by(judge(unsure, INLAND, XX), unsure, INLAND, XX) == "perhaps"


def test_a_headline_of_no_answers_cannot_be_told() -> None:
    assert verdict_of([]) == "cannot_tell"
    assert verdict_of([Test(OWNERSHIP, "no", 0.0, "%", "")]) == "cannot_tell"
    port = {"a": spot("a"), "b": spot("b", "XX", "port")}
    assert judge_headline([ONE], port, XX) == "crosses"
    assert judge_headline([ONE], INLAND, XX) == "bypasses"


def test_a_corridors_rows_count_and_its_lanes_are_named() -> None:
    """Three lanes, two of which load in the state; their operator's register is one."""
    legs = {
        name: leg(name, tail=f"port_{name}", head="end", length_km=length, operators=("co_one",))
        for name, length in (("p", 100.0), ("q", 200.0), ("r", 400.0))
    }
    places = {
        "port_p": spot("port_p", "XX", "port"),
        "port_q": spot("port_q", "XX", "port"),
        "port_r": spot("port_r", "YY", "port"),
        "end": spot("end"),
    }
    corridor = Corridor(
        "lanes", "Lanes", "", "rail_and_sea", True, "depends", "", (("p",), ("q",), ("r",))
    )
    atlas = Atlas("1", {"lanes": corridor}, legs, places, {})
    held = owners(stake("co_one", "XX", 40), stake("co_one", "YY", 60))
    judged = judge_corridor(atlas, "lanes", XX, held, [ruling("lanes", "XX", "no")])
    assert judged.length_km == 700
    port = judged.test(PORT)
    assert (port.answer, port.note) == ("depends", "yes when loaded at PORT_P, PORT_Q")
    assert [lane.origin for lane in judged.lanes] == ["port_p", "port_q", "port_r"]
    assert [lane.judged.length_km for lane in judged.lanes] == [100, 200, 400]
    assert judged.test(OWNERSHIP).value == 40
    last = judged.lanes[-1].judged
    assert (last.test(OWNERSHIP).value, last.test(JURISDICTION).answer) == (40, "no")
    with pytest.raises(KeyError, match="nowhere"):
        judge_corridor(atlas, "nowhere", XX)
