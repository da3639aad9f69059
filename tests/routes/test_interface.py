"""The interface for other programs: its examples run, and it agrees with what the rooms answer."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest
import shapely
from geopandas import GeoDataFrame

import routes
from routes.files.load import load_balance
from routes.geometry import precision
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network import stranded
from routes.network.balance import read
from routes.network.closures import Closure
from routes.network.journeys import of_year
from routes.network.stranded import YearNetwork
from routes.verdict.judge import judge_corridor
from routes.verdict.ownership import owners_of
from tests.routes.worldkit import ROOT, zones

RUSSIA = frozenset({"RU"})


def test_the_examples_run() -> None:
    found = doctest.testmod(routes)
    assert found.attempted >= 12
    assert found.failed == 0


@pytest.mark.parametrize("name", [name for name in routes.__all__ if name[0].islower()])
def test_a_function_has_an_example_and_documents_its_parameters(name: str) -> None:
    act = getattr(routes, name)
    text = inspect.getdoc(act) or ""
    assert ">>> " in text
    assert "Returns\n-------" in text
    assert "Raises\n------" in text
    signature = inspect.signature(act)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        assert parameter.name in text.partition("Parameters\n----------")[2]


def test_importing_it_loads_no_library() -> None:
    code = "import sys, routes; print(*sys.modules)"
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"numpy", "pandas", "geopandas", "shapely", "pyproj", "networkx", "pydantic", "click"}
    heavy |= {"highspy"}
    assert not heavy & set(done.stdout.split())
    assert "routes.model.errors" in done.stdout.split()


def test_the_atlas_is_that_of_the_layers(atlas: Atlas) -> None:
    assert routes.load_atlas() == atlas
    assert routes.load_atlas() is routes.load_atlas()


def test_a_corridor_is_judged_with_its_owners_and_courts(atlas: Atlas, tables: Tables) -> None:
    rows = owners_of(tables, atlas.state_names), tables.jurisdictions.rows
    assert len(atlas.corridors) >= 12
    for corridor_id in atlas.corridors:
        told = judge_corridor(atlas, corridor_id, RUSSIA, *rows)
        assert routes.judge(corridor_id) == told
    assert routes.judge("cpc", "Россия") == routes.judge("cpc", ["RU"]) == routes.judge("cpc")
    assert routes.judge("cpc").test("ownership").answer == "yes"


def test_a_path_of_legs_is_judged_as_its_journey(atlas: Atlas, tables: Tables) -> None:
    known = of_year(atlas, tables, "tengiz", "rotterdam", RUSSIA)
    assert routes.journeys("tengiz", "rotterdam") == tuple(known)
    assert known
    for journey in known:
        assert routes.judge(journey.ids) == journey.judged


def test_a_closure_is_that_of_the_year_network(atlas: Atlas, tables: Tables) -> None:
    network = YearNetwork(atlas, tables, read(load_balance()), 2022)
    told = network.close([Closure("kropotkin", 0.7, 30, date(2022, 3, 22)), Closure("BY")])
    assert told.no_way["as_seen"] > 0
    assert routes.close(2022, "kropotkin:0.7:30:2022-03-22, BY") == told
    assert routes.close(2022, ["kropotkin:0.7:30:2022-03-22", "BY"]) == told
    assert routes.close(2022, avoid="Belarus").avoid == {"BY"}
    nothing = routes.close(2022)
    assert set(nothing.no_way.values()) == {0.0}
    assert nothing.year_end == {"as_seen": nothing.left, "on_paper": nothing.left}


def test_a_year_is_laid_out_once_for_each_set_of_borders(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[object, ...]] = []

    class Silent:
        def __init__(self, *given: object) -> None:
            made.append(given)

        def close(self, *_asked: object) -> None:
            """Take what is asked."""

    monkeypatch.setattr(stranded, "YearNetwork", Silent)
    routes._network.cache_clear()  # what is kept is private, and so is this test's look at it
    try:
        for year, borders in ((2022, "un"), (2022, "un"), (2023, "un"), (2022, "de_facto")):
            routes.close(year, "RU:0:30", borders=borders)
    finally:
        routes._network.cache_clear()
    assert [given[-1] for given in made] == [2022, 2023, 2022]
    assert len({id(given[0]) for given in made}) == 2


def test_a_line_is_split_by_the_committed_zones_or_by_given_ones() -> None:
    legs = GeoDataFrame(
        {"precision_km": [2.0]},
        geometry=[shapely.LineString([(50.0, 46.5), (48.0, 46.3)])],
        index=["delta"],
        crs="EPSG:4326",
    )
    world = routes.split_by_zone(legs)
    assert world.equals(precision.split_by_zone(legs, zones()))
    frame = GeoDataFrame(
        {"state": zones().state, "kind": zones().kind}, geometry=zones().geometry, crs="EPSG:4326"
    )
    assert routes.split_by_zone(legs, frame).equals(world)
    assert {"RU", "KZ"} <= set(world.state)


BAD: dict[str, tuple[Callable[[], object], str]] = {
    "corridor": (lambda: routes.judge("btcc"), r"path 'btcc' cannot be used; nearest name: 'btc'"),
    "leg": (lambda: routes.judge(["btc", "cpc"]), r"path 'cpc' cannot be used; "),
    "state": (lambda: routes.judge("btc", "Rusia"), r"avoid 'Rusia' cannot be used; it is no ISO"),
    "no state": (lambda: routes.judge("btc", []), r"avoid \[\] cannot be used; name one state"),
    "gate": (lambda: routes.journeys("tengis", "rotterdam"), r"from 'tengis' .*'tengiz'"),
    "closure": (lambda: routes.close(2022, "kropotkn"), r"'kropotkn' .*kropotkin"),
    "share": (lambda: routes.close(2022, "kropotkin:2"), r"'kropotkin:2' "),
    "start": (lambda: routes.close(2022, "RU:0:30:2023-03-01"), r"nearest: 2022-03-01"),
    "days": (lambda: routes.close(2022, "RU:0:0"), r"the days are 1 to 365; nearest: 1"),
    "too many days": (lambda: routes.close(2022, "RU:0:400"), r"1 to 365; nearest: 365"),
    "overlap": (
        lambda: routes.close(2022, "RU:0:30:2022-03-01,RU:0.5:30:2022-03-11"),
        r"overlap in time; nearest for RU:0\.5:30:2022-03-11: RU:0\.5:10:2022-03-31",
    ),
    "year": (lambda: routes.close(1999), r"year 1999 cannot be used; .*nearest: \d{4}"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_named_with_its_cure(name: str) -> None:
    act, message = BAD[name]
    with pytest.raises(routes.InputError, match=message):
        act()


def test_zones_and_legs_of_another_kind_are_refused() -> None:
    line = GeoDataFrame({"precision_km": [1.0]}, geometry=[shapely.LineString([(0, 0), (1, 1)])])
    box = GeoDataFrame({"state": ["AA"], "kind": ["land"]}, geometry=[shapely.box(0, 0, 2, 1)])
    assert set(routes.split_by_zone(line, box).state) == {"AA"}
    with pytest.raises(routes.InputError, match="give a column precision_km"):
        routes.split_by_zone(line.drop(columns="precision_km"), box)
    with pytest.raises(routes.InputError, match=r"legs 'EPSG:3857' .*to_crs"):
        routes.split_by_zone(line.set_crs(3857), box)
    with pytest.raises(routes.InputError, match=r"zones 'EPSG:3857' .*to_crs"):
        routes.split_by_zone(line, box.set_crs(3857))
    with pytest.raises(routes.InputError, match="give a column kind"):
        routes.split_by_zone(line, box.drop(columns="kind"))
    with pytest.raises(routes.InputError, match="kind 'sea' cannot be used; give one of land"):
        routes.split_by_zone(line, box.assign(kind="sea"))
    with pytest.raises(routes.GeometryError, match="'spm' is a Point"):
        routes.split_by_zone(
            GeoDataFrame({"precision_km": [1.0]}, geometry=[shapely.Point(1, 2)], index=["spm"]),
            box,
        )
