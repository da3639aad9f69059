"""The card lists every holder of every operator, and says what is not known."""

from __future__ import annotations

import pytest

from pages.shared.cards.citations import Citations
from pages.shared.cards.owners import OperatorOwners, operators_owners, without_operator
from routes.files.load import load_atlas, load_tables
from routes.verdict.ownership import owners_of

ATLAS, TABLES = load_atlas(), load_tables()
OWNERS = owners_of(TABLES, ATLAS.state_names)


def listed(corridor: str, *avoid: str) -> tuple[OperatorOwners, ...]:
    registers = OWNERS.along(ATLAS.legs_of(corridor))
    return operators_owners(registers, frozenset(avoid), ATLAS.state_names, Citations(TABLES))


def test_every_holder_of_cpc_is_listed_the_largest_first() -> None:
    """Eleven shareholders, one of them a joint company of two: twelve, and none unknown."""
    (cpc,) = listed("cpc", "RU")
    assert (len(cpc.rows), cpc.holders) == (12, 12)
    assert [(row.owner, row.state, row.kind, row.percent) for row in cpc.rows[:3]] == [
        ("Transneft (for the Russian Federation)", "Russia", "the state’s", "24 %"),
        ("KazMunayGas (for the Republic of Kazakhstan)", "Kazakhstan", "the state’s", "19 %"),
        (
            "Chevron Caspian Pipeline Consortium Company",
            "United States",
            "a company",
            "15 %",
        ),
    ]
    rosneft = next(row for row in cpc.rows if row.owner == "Rosneft")
    assert rosneft.percent == "3.825 %"
    assert rosneft.through == "51 % of 7.5 %, through Rosneft-Shell Caspian Ventures Limited"
    assert rosneft.source is not None
    assert (rosneft.source.text, rosneft.when) == (
        "Oil & Gas Journal, 24 June 1996",
        "24 June 1996",
    )
    shell = next(row for row in cpc.rows if row.owner == "Shell")
    assert "3.75 of the venture's 7.4 in CPC" in shell.note
    assert "[" not in shell.note
    assert cpc.shares.startswith(
        "Russia 47.325 % (by the state 31 %, by companies 16.325 %); "
        "United States 22.5 % (all by companies); Kazakhstan 20.75 % (all by the state)"
    )
    assert {row.state for row in cpc.rows if row.inside} == {"Russia"}


@pytest.mark.parametrize(
    ("corridor", "operator", "percent", "named"),
    [
        ("china", "MunaiTas", "49 %", False),
        ("atyrau_samara", "KazTransOil (KTO)", "10 %", True),
        ("druzhba", "Transneft", "21.9 %", True),
    ],
)
def test_what_is_in_unknown_hands_stands_in_the_list(
    corridor: str, operator: str, percent: str, named: bool
) -> None:
    one = next(one for one in listed(corridor, "RU") if one.name == operator)
    unknown = {row.percent: row.source for row in one.rows if row.state == "not known"}
    assert percent in unknown
    assert bool(unknown[percent]) is named


def test_legs_without_an_operator_are_named() -> None:
    legs = ATLAS.legs_of("trans_caspian")
    assert without_operator(legs) == tuple(leg.name for leg in legs if leg.mode == "sea")
    assert without_operator(ATLAS.legs_of("cpc")) == ()
