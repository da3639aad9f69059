"""What each corridor moved: as the balance says, nothing twice, and unknown where nothing tells."""

from __future__ import annotations

import json
from itertools import pairwise
from math import isfinite
from typing import Any

import pytest

from routes.files.load import LAYERS_DIR, STATIC_DIR, load_moved
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.model.terms import YEARS
from routes.network.balance import Balance, Estimate, Held, read
from routes.network.moved import Carried, Moved, counted_at, known, moved, write
from routes.network.moved import read as read_moved
from routes.network.trend import YearTrend

RAW: dict[str, Any] = json.loads((LAYERS_DIR / "balance.json").read_text("utf-8"))["years"]
FILE: dict[str, Any] = json.loads((STATIC_DIR / "years.json").read_text("utf-8"))
BALANCES: dict[int, Balance] = read(RAW)
MOVED: dict[int, Moved] = read_moved(load_moved())
CLOSED = [year for year, one in RAW.items() if one["closes"]]


def gone(year: int, corridor_id: str) -> Carried:
    one = MOVED[year].corridors[corridor_id]
    assert one is not None
    return one


@pytest.mark.parametrize(
    ("year", "corridor_id", "low", "high"),
    [
        (2022, "cpc", 52.15, 52.25),
        (2022, "atyrau_samara", 4.186, 8.392),
        (2022, "aktau_makhachkala", 2.017, 2.3),
        (2022, "china", 1.29, 1.29),
        (2022, "btc", 0.245, 0.251),
        # Tankers to Baku, 0.25 Mt, and 0.25 Mt by rail that joins at Alat for Batumi.
        (2022, "trans_caspian", 0.502, 0.504),
        (2023, "druzhba", 0.993, 0.994),
        (2025, "cpc", 63.75, 63.85),
        (2021, "cpc", 53.05, 54.5),
        (2022, "baku_supsa", 0.0, 0.0),
    ],
)
def test_what_is_known_of_a_corridor(year: int, corridor_id: str, low: float, high: float) -> None:
    one = gone(year, corridor_id)
    assert (one.low, one.high) == pytest.approx((low, high), abs=0.0011)
    assert one.low <= one.drawn <= one.high


def test_what_no_figure_tells_is_none_and_cargo_and_gas_are_absent() -> None:
    for year in (2019, 2020):
        assert MOVED[year].total is None
        assert MOVED[year].others is None
        assert MOVED[year].corridors["cpc"] is None
    assert MOVED[2020].legs["kenkiyak_kumkol"] is not None, "known by itself"
    assert all(one.corridors["rotterdam"] is None for one in MOVED.values())
    assert MOVED[2021].corridors["china"] is None, (
        "no figure of 2021, and a nameplate tells nothing"
    )
    for one in MOVED.values():
        absent = {"btk", "cac", "cagp", "northern", "kti", "trans_caspian_pipeline"}
        assert not absent & one.corridors.keys()
        assert not {"aktau_alat", "zharyk_beyneu", "trans_caspian_pipeline"} & one.legs.keys()


def test_the_file_has_whole_ranges_of_every_year() -> None:
    assert FILE["data_version"]
    assert list(FILE["years"]) == [str(year) for year in YEARS]
    for year, one in FILE["years"].items():
        cells = [*one["legs"].values(), *one["corridors"].values(), one["total"], one["others"]]
        told = [each for each in cells if each is not None]
        assert told
        for low, drawn, high in told:
            assert 0 <= low <= drawn + 0.001 <= high + 0.002, year
            assert isfinite(high)
        assert all(0 <= a <= b <= 1 for s in one["shares"].values() for a, b in pairwise(s))
        assert (one["total"] is not None) == (year in CLOSED)
        stood = {"operating", "idle", "proposed"}
        assert set(one["status"].values()) <= stood
    assert FILE["years"]["2022"]["status"] == {}
    assert FILE["years"]["2019"]["status"]["baku_supsa"] == "operating"


@pytest.mark.parametrize("year", CLOSED)
def test_the_ways_out_add_up_to_what_left(year: str) -> None:
    """Added up here from the file of the map: each way once, and what left by ways not drawn."""
    one = FILE["years"][year]
    raw = RAW[year]["estimates"]
    ways = [raw[way][:3] for way in RAW[year]["ways"]] + [raw["other_ways"][:3]]
    low, high, drawn = (sum(column) for column in zip(*ways, strict=True))
    least, middle, most = one["total"]
    assert low - 0.01 <= least <= most <= high + 0.01
    assert drawn == pytest.approx(middle, abs=0.001)
    for way in RAW[year]["ways"]:
        if one["legs"][way] is not None:
            low, high, drawn = raw[way][:3]
            assert one["legs"][way] == pytest.approx((low, drawn, high), abs=0.00051)


def test_a_corridor_that_shares_legs_counts_a_tonne_once(atlas: Atlas) -> None:
    """The same ends by another way: legs of a cut by themselves, and their sum."""
    assert set(counted_at(atlas, "trans_caspian")) == {"aktau_baku", "samtredia_batumi"}
    assert counted_at(atlas, "btk") == ()
    assert counted_at(atlas, "druzhba") == ("unecha_schwedt",)
    assert counted_at(atlas, "rotterdam") == ("gibraltar_rotterdam",)
    checked = 0
    for year in map(int, CLOSED):
        for corridor_id, one in MOVED[year].corridors.items():
            parts = [BALANCES[year].of(leg) for leg in counted_at(atlas, corridor_id)]
            if one and len(parts) > 1:
                checked += 1
                assert max(part.low for part in parts) - 0.001 <= one.low
                assert one.high <= sum(part.high for part in parts) + 0.001
                assert one.high <= BALANCES[year].left.high
    assert checked >= 8


def test_two_ways_of_counting_one_leg_agree(atlas: Atlas, tables: Tables) -> None:
    """In two layers, and as the balance has it."""
    for year in map(int, CLOSED):
        trend = YearTrend(atlas, tables, BALANCES[year])
        for way in BALANCES[year].ways:
            one = BALANCES[year].of(way)
            assert trend.passed((way,)) == pytest.approx((one.low, one.high), abs=1e-5)
            assert trend.passed_drawn((way,)) == pytest.approx(one.drawn, abs=1e-5)


def test_shares_agree_with_amounts() -> None:
    checked = 0
    for year in map(int, CLOSED):
        total = MOVED[year].total
        assert total is not None
        for one in [*MOVED[year].corridors.values(), MOVED[year].others]:
            if one and one.share:
                checked += 1
                low, drawn, high = one.share
                assert one.low / total[2] - 0.001 <= low <= one.low / total[0] + 0.001
                assert one.high / total[2] - 0.001 <= high <= one.high / total[0] + 0.001
                assert drawn == pytest.approx(one.drawn / total[1], abs=0.0005)
    assert checked > 30


@pytest.mark.parametrize(
    ("low", "high", "by", "told"),
    [
        (0.0, 5.0, "a:kazakh", True),
        (0.0, 5.0, "a:nameplate", False),
        (0.0, 5.0, "a:most", False),
        (0.0, 5.0, "", False),
        (0.0, 26.0, "a:kazakh", False),
        (26.0, 90.0, "a:nameplate", True),
        (0.0, float("inf"), "", False),
        (1.0, float("inf"), "", False),
        (0.0, 0.0, "", True),
    ],
)
def test_when_a_quantity_is_known(low: float, high: float, by: str, told: bool) -> None:
    held = (Held(by, 1.0, high),) if by else ()
    one = Estimate("a", low, high, high_by=held)
    assert known(one, Estimate("kazakhstan", 100.0, 100.0)) is told


def test_what_is_written_is_read_back(atlas: Atlas, tables: Tables) -> None:
    made = moved(atlas, tables, BALANCES[2022])
    back = read_moved({"2022": json.loads(json.dumps(write(made)))})[2022]
    assert back == MOVED[2022]
    assert back.legs.keys() == made.legs.keys()
    assert made.total is not None
    assert back.total == pytest.approx(made.total, abs=0.00051)
