"""Lengths, cuts by zone, and pieces; oracles are pyproj and geopandas.overlay."""

from __future__ import annotations

import itertools
import pickle
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from pyproj import Geod

from routes.geometry.geodesic import length_km
from routes.geometry.split import pieces, split
from routes.model.errors import DataError, GeometryError, InputError
from routes.world.index import ZoneIndex
from routes.world.zones import Zones, load_zones
from tests.routes.worldkit import WORLD, densify, wandering_lines, zones

GEOD = Geod(ellps="WGS84")
LINES = wandering_lines(60, 80, seed=4)

point = st.tuples(
    st.floats(-180, 180, allow_subnormal=False), st.floats(-85, 85, allow_subnormal=False)
)


def toy() -> Zones:
    """Two states side by side on the equator, A with a strip of sea south of it."""
    shapes = [shapely.box(0, 0, 2, 1), shapely.box(2, 0, 4, 1), shapely.box(0, -1, 2, 0)]
    geometry = np.array(shapes, dtype=object)
    return Zones(("AA", "BB", "AA"), ("land", "land", "territorial_sea"), geometry)


@pytest.mark.parametrize("line", [LINES[0], [(49.9, 40.3), (28.9, 41.2)], [(0, 0), (179, 1)]])
def test_length_is_that_of_pyproj(line: ArrayLike) -> None:
    lon, lat = np.asarray(line, dtype=float).T
    assert length_km(line) == pytest.approx(GEOD.line_length(lon, lat) / 1000, rel=2e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(point, min_size=2, max_size=6, unique=True))
@example([(0.0, 89.0), (180.0, 89.0)])
def test_a_filled_up_line_is_as_long_and_keeps_its_points(line: list[tuple[float, float]]) -> None:
    if GEOD.line_length(*np.transpose(line)) < 1:
        return
    dense = densify(line, 50.0)
    lon, lat = dense.T
    assert GEOD.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2].max() < 50_001
    assert length_km(dense) == pytest.approx(length_km(line), rel=1e-8)
    for given_point in line:
        assert np.abs(dense - given_point).sum(axis=1).min() < 1e-12


@settings(max_examples=60, deadline=None)
@given(st.lists(point, min_size=2, max_size=5, unique=True))
@example([(179.0, 65.0), (-179.0, 66.0)])
@example([(180.0, 10.0), (-180.0, 11.0)])
@example([(-180.0, 66.0), (180.0, 66.5), (-179.99, 67.0)])
@example([(30.0, 41.0), (30.25, 41.25), (30.5, 41.5)])
def test_parts_add_up_to_the_whole(line: list[tuple[float, float]]) -> None:
    if GEOD.line_length(*np.transpose(line)) < 1:
        return
    whole = length_km(line)
    assert split([line], zones()).km.sum() == pytest.approx(whole, rel=1e-9)
    unrolled = pieces(line, zones())
    assert sum(p.km for p in unrolled.pieces) == pytest.approx(whole, rel=1e-9)
    assert unrolled.km[-1] == pytest.approx(whole, rel=1e-9)
    if np.abs(unrolled.line[:, 1]).max() < 85:  # across a pole nothing is straight in lon/lat
        assert length_km(unrolled.line) == pytest.approx(whole, rel=1e-7)


def test_parts_of_many_lines_add_up_line_by_line() -> None:
    got = split(LINES, zones()).groupby("line").km.sum()
    assert got.index.tolist() == list(range(len(LINES)))
    assert got.to_numpy() == pytest.approx([length_km(line) for line in LINES], rel=1e-9)


def test_split_agrees_with_overlay_on_lines_filled_up_alike() -> None:
    """Measure pieces that geopandas cut; 0.3 km of straight line is its geodesic to 2e-9."""
    lines = [densify(line[:25], 0.3) for line in LINES[:30]]
    assert sum(len(line) for line in lines) > 5000
    mine = split(lines, zones(), step_km=None).set_index(["line", "state", "kind"]).km
    frame = gpd.GeoDataFrame(
        {"line": range(len(lines))},
        geometry=[shapely.LineString(line) for line in lines],
        crs="EPSG:4326",
    )
    partition = zones()
    world = gpd.GeoDataFrame(
        {"state": partition.state, "kind": partition.kind},
        geometry=partition.geometry,
        crs="EPSG:4326",
    )
    cut = frame.overlay(world, how="intersection", keep_geom_type=True)
    cut["km"] = [GEOD.geometry_length(shape) / 1000 for shape in cut.geometry]
    theirs = cut.groupby(["line", "state", "kind"]).km.sum()
    both = mine.to_frame("mine").join(theirs.rename("theirs"), how="outer").fillna(0.0)
    both = both[both.index.get_level_values("kind") != "beyond"]
    assert len(both) > 30
    whole = np.array([length_km(lines[i]) for i in both.index.get_level_values("line")])
    assert (np.abs(both.mine - both.theirs) / whole).max() < 1e-6


def test_a_line_over_the_antimeridian_is_cut_there() -> None:
    """Chukotka: from Russian land west of 180° to Russian land east of it, all in RU."""
    line = [(178.0, 67.5), (-178.0, 67.0)]
    got = split([line], zones())
    assert set(got.state) == {"RU"}
    unrolled = pieces(line, zones())
    over = np.flatnonzero(np.abs(np.diff(unrolled.line[:, 0])) > 180)
    assert len(over) == 1
    assert sorted(unrolled.line[over[0] : over[0] + 2, 0]) == [-180.0, 180.0]
    assert unrolled.line[over[0], 1] == unrolled.line[over[0] + 1, 1]


@pytest.mark.parametrize("turn", [1, -1], ids=["eastward", "westward"])
def test_the_way_round_does_not_matter(turn: int) -> None:
    lines = [line[::turn] for line in LINES[:10]]
    want = split(LINES[:10], zones()).set_index(["line", "state", "kind"]).km
    got = split(lines, zones()).set_index(["line", "state", "kind"]).km
    both = want.to_frame("a").join(got.rename("b"), how="outer").fillna(0.0)
    assert both.a.to_numpy() == pytest.approx(both.b.to_numpy(), abs=1e-6)


def test_a_toy_world_by_hand() -> None:
    """From open water through A's sea, A and B to nothing; one degree of equator is 111.3195 km."""
    got = split([[(1, 0.5), (5, 0.5)]], toy(), step_km=None)
    assert list(zip(got.state, got.kind, strict=True)) == [
        ("AA", "land"),
        ("BB", "land"),
        ("", "beyond"),
    ]
    whole = GEOD.inv(1, 0.5, 5, 0.5)[2] / 1000
    assert got.km.tolist() == pytest.approx([whole / 4, whole / 2, whole / 4])
    unrolled = pieces([(1, -2), (1, 0.5)], toy())
    names = [(p.state, p.kind) for p in unrolled.pieces]
    assert names == [("", "beyond"), ("AA", "territorial_sea"), ("AA", "land")]
    ends = [unrolled.line[p.end].tolist() for p in unrolled.pieces]
    assert ends == [pytest.approx(e, abs=1e-9) for e in ([1, -1], [1, 0], [1, 0.5])]


def test_pieces_are_a_chain_of_different_zones() -> None:
    found = 0
    for line in LINES:
        unrolled = pieces(line, zones())
        chain = unrolled.pieces
        assert (chain[0].start, chain[-1].end) == (0, len(unrolled.line) - 1)
        assert len(unrolled.km) == len(unrolled.line)
        for one, two in itertools.pairwise(chain):
            assert one.end == two.start
            assert (one.state, one.kind) != (two.state, two.kind)
            found += 1
        for piece in chain:
            assert piece.km >= 0.001
            run = unrolled.km[piece.end] - unrolled.km[piece.start]
            assert run == pytest.approx(piece.km, abs=2e-3)
    assert found > 50


def test_overlaps_and_slits_lose_no_kilometre() -> None:
    """Zones that overlap or gape by rounding: each bit counts once, the first met first."""
    shapes = [shapely.box(0, 0, 2, 1), shapely.box(1.9999, 0, 4, 1), shapely.box(4.0001, 0, 5, 1)]
    index = ZoneIndex(np.array(shapes, dtype=object))
    spans = index.locate(np.array([[1.0, 0.5]]), np.array([[4.5, 0.5]]))
    assert spans.zone.tolist() == [0, 1, -1, 2]
    assert (spans.end - spans.start).sum() == pytest.approx(1.0, abs=1e-12)
    assert spans.start[1:].tolist() == spans.end[:-1].tolist()


BAD: dict[str, tuple[ArrayLike, str]] = {
    "empty": ([], "line 0 is empty"),
    "one point": ([(1, 2)], "two or more points"),
    "no length": ([(1, 2), (1, 2)], "no length"),
    "no length across 180": ([(180, 66), (-180, 66)], "no length"),
    "no length at a pole": ([(10, 90), (-75, 90), (0, 90)], "no length"),
    "no length by the sign of zero": ([(0.0, 0.0), (-0.0, -0.0)], "no length"),
    "NaN": ([(1, 2), (float("nan"), 3)], "point 1"),
    "infinite": ([(1, 2), (3, float("inf"))], "point 1"),
    "longitude": ([(181, 2), (3, 4)], "longitude must lie in ±180°"),
    "latitude": ([(1, 2), (3, -91)], "latitude in ±90°"),
    "three numbers": ([(1, 2, 3), (4, 5, 6)], "shape"),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_measured_is_refused(fault: str) -> None:
    line, message = BAD[fault]
    for act in (
        length_km,
        lambda x: densify(x, 5.0),
        lambda x: split([x], toy()),
        lambda x: pieces(x, toy()),
    ):
        with pytest.raises(GeometryError, match=message):
            act(line)


def test_the_faulty_line_is_named() -> None:
    with pytest.raises(GeometryError, match="line 2 point 1"):
        split([LINES[0], LINES[1], [(0, 0), (0, 99)]], toy())


def test_no_lines_is_an_empty_table() -> None:
    assert split([], toy()).columns.tolist() == ["line", "state", "kind", "km"]
    assert len(split([], toy())) == 0


def test_zones_of_some_states_only() -> None:
    some = load_zones(WORLD, states={"KZ", "GE"})
    assert set(some.state) == {"KZ", "GE"}
    with pytest.raises(InputError, match="XY"):
        load_zones(WORLD, states={"KZ", "XY"})


def test_zones_travel_without_their_index() -> None:
    one = toy()
    assert one.index is one.index
    two = pickle.loads(pickle.dumps(one))  # noqa: S301 – pickled on the same line
    assert split([LINES[0]], two).equals(split([LINES[0]], one))


@pytest.mark.parametrize("content", [None, b"", b"not gzip", b"\x1f\x8b\x08"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    for name in ("land", "territorial_sea", "sectors"):
        target = tmp_path / f"{name}.geojson.gz"
        target.write_bytes((WORLD / target.name).read_bytes())
    broken = tmp_path / "land.geojson.gz"
    broken.unlink()
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(DataError, match=r"land\.geojson\.gz.*rebuild it with"):
        load_zones(tmp_path)
