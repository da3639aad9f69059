"""The committed layers: rebuilt byte for byte, valid GeoJSON, kilometres that add up."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from routes.build import make
from routes.build.layers import as_json
from routes.build.measured import measured_atlas
from routes.files.load import (
    BALANCE,
    FEEDERS,
    LAYERS_DIR,
    LINES_BAND,
    LINES_BY_YEAR,
    LINES_REDRAWN,
    MANIFEST,
    RANKING,
    RANKING_TABLE,
    REDRAWN,
    ROOT,
    STATIC_DIR,
    load_balance,
    sha256,
)
from routes.geometry.geodesic import length_km
from routes.geometry.split import pieces, split
from routes.model.atlas import Atlas
from routes.model.errors import NotWrittenError
from routes.model.tables import Tables
from routes.network import balance
from tests.routes.worldkit import WORLD, densify, zones

GEOD = Geod(ellps="WGS84")
LAYERS = sorted(path.name for path in LAYERS_DIR.glob("*.geojson"))
BESIDE = [REDRAWN, BALANCE, RANKING, RANKING_TABLE]
COMMITTED = {name: LAYERS_DIR / name for name in [*LAYERS, *BESIDE, "index.json"]} | {
    "lines.json": STATIC_DIR / "lines.json",
    LINES_REDRAWN: STATIC_DIR / LINES_REDRAWN,
    LINES_BY_YEAR: STATIC_DIR / LINES_BY_YEAR,
    LINES_BAND: STATIC_DIR / LINES_BAND,
    "SCHEMA.csv": ROOT / "geodata" / "tables" / "SCHEMA.csv",
    "data.md": ROOT / "docs" / "data.md",
    "method.md": ROOT / "docs" / "method.md",
    "calibration.md": ROOT / "docs" / "calibration.md",
    "CITATION.cff": ROOT / "CITATION.cff",
}
FEATURES = {name: json.loads((LAYERS_DIR / name).read_text("utf-8"))["features"] for name in LAYERS}


def _authored() -> dict[str, list[tuple[float, float]]]:
    """Read the points of each leg from waypoints.csv, by another way than the loader's."""
    found: dict[str, list[tuple[float, float]]] = {}
    with (ROOT / "geodata" / "tables" / "waypoints.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["leg_id"], []).append((float(row["lon"]), float(row["lat"])))
    return found


LEGS = _authored()


def test_there_is_something_to_look_at() -> None:
    assert len(LAYERS) >= 12
    assert len(LEGS) >= 33
    assert all(FEATURES.values())


@pytest.mark.parametrize("name", COMMITTED)
def test_rebuilt_is_committed_byte_for_byte(name: str, built: dict[str, bytes]) -> None:
    """Run `make data` when this fails: the tables have changed since the last build."""
    assert name in built, f"{name} is left over from an earlier build"
    same = built[name] == COMMITTED[name].read_bytes()
    assert same, f"{name} differs from what the tables give: run make data"


def test_what_is_measured_is_what_is_read_back(atlas: Atlas, tables: Tables) -> None:
    """Files keep all that measuring returns, coordinates to 0.1 m."""
    made = measured_atlas(tables, zones(), atlas.data_version, atlas.state_names)
    assert set(made.legs) == set(atlas.legs) == set(LEGS)
    for leg_id, leg in made.legs.items():
        read = atlas.legs[leg_id]
        assert replace(leg, line=read.line) == read
        assert np.abs(np.array(leg.line) - np.array(read.line)).max() < 1e-6
    assert replace(made, legs=atlas.legs) == atlas


def test_nothing_is_left_over_and_nothing_is_missing(built: dict[str, bytes]) -> None:
    assert set(built) == set(COMMITTED)
    assert {path.name for path in LAYERS_DIR.iterdir()} == {*LAYERS, *BESIDE, "index.json"}


def test_the_manifest_names_every_file_with_its_hash(built: dict[str, bytes]) -> None:
    manifest = json.loads(built["index.json"])
    layers = [f"{name}.geojson" for name in [*manifest["corridors"], "feeders"]]
    drawn = ["lines.json", LINES_REDRAWN, LINES_BY_YEAR, LINES_BAND]
    assert [*layers, *BESIDE, *drawn] == list(manifest["files"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(COMMITTED[name].read_bytes()).hexdigest() == digest


def test_a_build_writes_all_and_removes_what_is_no_corridor_any_more(
    built: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "make", lambda _tables, _world: built)
    folders = [tmp_path / name for name in ("tables", "layers", "static", "docs")]
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "renamed.geojson").write_text("old")
    assert make.build(folders[0], WORLD, *folders[1:]) == sorted(built)
    found = {path.name: path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == built
    assert found["lines.json"].parent.name == "static"
    assert found["SCHEMA.csv"].parent.name == "tables"
    assert found["data.md"].parent.name == "docs"
    assert found["method.md"].parent.name == "docs"
    assert found["CITATION.cff"].parent == tmp_path


def test_a_build_that_cannot_write_leaves_the_old_files(
    built: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "make", lambda _tables, _world: built)
    layers, static = tmp_path / "layers", tmp_path / "static"
    layers.mkdir()
    (layers / "cpc.geojson").write_text("old")
    static.write_text("a file where a folder should be")
    with pytest.raises(
        NotWrittenError, match=r"static/lines\.json: cannot be written .*; make room"
    ):
        make.build(tmp_path / "tables", WORLD, layers, static, tmp_path / "docs")
    assert not list(tmp_path.rglob("*.new"))
    assert (layers / "cpc.geojson").read_text() == "old"
    assert not (layers / "btc.geojson").exists()


def test_a_full_disk_names_the_file_and_leaves_nothing_half(
    built: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        if path.name == "cpc.geojson.new":
            path.touch()
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    real = Path.write_bytes
    monkeypatch.setattr(make, "make", lambda _tables, _world: built)
    monkeypatch.setattr(Path, "write_bytes", full)
    folders = [tmp_path / "geodata" / name for name in ("tables", "layers", "static", "docs")]
    told = r"geodata/layers/cpc\.geojson: cannot be written \(No space left on device\); make room"
    with pytest.raises(NotWrittenError, match=told):
        make.build(folders[0], WORLD, *folders[1:])
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", LAYERS)
def test_layer_is_valid_geojson(name: str, atlas: Atlas) -> None:
    """RFC 7946: lon before lat, no `crs`, every feature with an id, a geometry and properties."""
    layer = json.loads((LAYERS_DIR / name).read_text("utf-8"))
    assert set(layer) == {"type", "data_version", "corridor", "places", "features"}
    assert layer["type"] == "FeatureCollection"
    ids = [feature["id"] for feature in layer["features"]]
    assert len(set(ids)) == len(ids) > 0
    if name == FEEDERS:
        assert layer["corridor"] is None
        assert not set(ids) & {leg for c in atlas.corridors.values() for leg in c.leg_ids}
    else:
        assert layer["corridor"]["corridor_id"] == name.removesuffix(".geojson")
        assert set(ids) == {leg for branch in layer["corridor"]["branches"] for leg in branch}
    for feature in layer["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["properties"]["leg_id"] == feature["id"]
        assert set(feature["geometry"]) == {"type", "coordinates"}
        line = np.array(feature["geometry"]["coordinates"])
        assert feature["geometry"]["type"] == "LineString"
        assert line.ndim == 2
        assert line.shape[1] == 2
        assert len(line) >= 2
        assert (np.abs(line) <= (180, 90)).all()
        # Lon before lat: the whole network lies east of 12°W and between 27°N and 60°N.
        assert line[:, 1].min() > 27
        assert line[:, 1].max() < 60
        assert line[:, 0].min() > -12
        assert shapely.LineString(line).is_valid


@pytest.mark.parametrize("name", LAYERS)
def test_geopandas_reads_a_layer(name: str) -> None:
    frame = gpd.read_file(LAYERS_DIR / name)
    assert len(frame) == len(FEATURES[name])
    assert frame.crs.to_epsg() == 4326
    assert (frame.geom_type == "LineString").all()


def test_a_leg_is_the_same_in_every_layer() -> None:
    seen: dict[str, Any] = {}
    shared = 0
    for features in FEATURES.values():
        for feature in features:
            shared += feature["id"] in seen
            assert seen.setdefault(feature["id"], feature) == feature
    assert shared
    assert set(seen) == set(LEGS)


ALL = {feature["id"]: feature for features in FEATURES.values() for feature in features}


def test_pieces_run_from_tail_to_head(subtests: pytest.Subtests) -> None:
    """Each piece begins where the last one ended, and is as long as its stretch of the line."""
    assert len(ALL) == len(LEGS)
    for leg, feature in ALL.items():
        line, of = np.array(feature["geometry"]["coordinates"]), feature["properties"]
        cut = of["pieces"]
        with subtests.test(leg):
            assert (cut[0]["start"], cut[-1]["end"]) == (0, len(line) - 1)
            assert [piece["end"] for piece in cut[:-1]] == [piece["start"] for piece in cut[1:]]
            assert all(piece["start"] < piece["end"] for piece in cut)
            # Kilometres are written to the metre, coordinates to 0.1 m.
            near = 0.0006 * (len(cut) + 1)
            assert sum(p["km"] for p in cut) == pytest.approx(of["length_km"], abs=near)
            for piece in cut:
                lon, lat = line[piece["start"] : piece["end"] + 1].T
                km = GEOD.line_length(lon, lat) / 1000
                assert km == pytest.approx(piece["km"], abs=0.002, rel=1e-6)


def test_zones_add_up_to_the_leg(subtests: pytest.Subtests) -> None:
    assert len(ALL) == len(LEGS)
    for leg, feature in ALL.items():
        of = feature["properties"]
        by_zone: dict[tuple[str, str], float] = {}
        for piece in of["pieces"]:
            key = piece["state"], piece["kind"]
            by_zone[key] = by_zone.get(key, 0) + piece["km"]
        told = {(z["state"], z["kind"]): z["km"] for z in of["zones"] if z["km"] > 0}
        with subtests.test(leg):
            assert told == pytest.approx(by_zone, abs=0.01)
            for zone in of["zones"]:
                assert 0 <= zone["km_low"] <= zone["km"] <= zone["km_high"]
                assert 0 < zone["km_high"] <= of["length_km"] + 0.01


def test_land_waters_and_rest_add_up_to_the_whole(subtests: pytest.Subtests) -> None:
    assert LEGS
    for leg, points in LEGS.items():
        line = np.array(points)
        whole = length_km(line)
        with subtests.test(leg):
            assert whole == pytest.approx(GEOD.line_length(*line.T) / 1000, rel=1e-8)
            assert split([line], zones())["km"].sum() == pytest.approx(whole, rel=1e-9)
            unrolled = pieces(line, zones())
            assert sum(piece.km for piece in unrolled.pieces) == pytest.approx(whole, rel=1e-9)
            assert unrolled.km[-1] == pytest.approx(whole, rel=1e-9)


Km = dict[tuple[str, str], float]


def by_overlay(line: NDArray[np.float64]) -> tuple[Km, Km]:
    """Split a line by geopandas.overlay; the world is first cut to its surroundings.

    Returns km by zone, and of them the km that another zone has, too: where three zones meet the
    world's rounding makes them overlap by metres, which overlay counts twice.
    """
    around = shapely.LineString(line).simplify(0.01).buffer(0.05)
    world = zones()
    near = shapely.STRtree(world.geometry).query(around)
    box = shapely.box(*around.bounds).buffer(0.1).bounds
    cut = shapely.make_valid(shapely.clip_by_rect(world.geometry[near], *box))
    frame = gpd.GeoDataFrame(
        {"state": [world.state[i] for i in near], "kind": [world.kind[i] for i in near]},
        geometry=shapely.intersection(cut, around),
        crs=4326,
    )
    frame = frame[frame.geom_type.isin(["Polygon", "MultiPolygon"])]
    leg = gpd.GeoDataFrame(geometry=[shapely.LineString(line)], crs=4326)
    twice = gpd.overlay(frame, frame, how="intersection", keep_geom_type=True)
    twice = twice[(twice.state_1 != twice.state_2) | (twice.kind_1 != twice.kind_2)]
    twice = twice.rename(columns={"state_1": "state", "kind_1": "kind"})
    found: list[Km] = []
    for polygons in (frame, twice[["state", "kind", "geometry"]]):
        parts = gpd.overlay(leg, polygons, how="intersection", keep_geom_type=True)
        parts["km"] = [GEOD.geometry_length(part) / 1000 for part in parts.geometry]
        found.append(parts.groupby(["state", "kind"])["km"].sum().to_dict())
    return found[0], found[1]


def test_split_is_that_of_geopandas_overlay(subtests: pytest.Subtests) -> None:
    """Both take the same densified line; they agree to 1e-6 of its length in every zone."""
    assert LEGS
    for leg, points in LEGS.items():
        line = densify(np.array(points), 0.4)
        ours = split([line], zones(), step_km=None)
        ours = ours[ours.kind != "beyond"]
        mine: Km = dict(zip(zip(ours.state, ours.kind, strict=True), ours.km, strict=True))
        theirs, twice = by_overlay(line)
        near = 1e-6 * length_km(line)
        with subtests.test(leg):
            assert mine
            assert set(mine) == set(theirs)
            for zone, km in mine.items():
                assert -near < theirs[zone] - km < near + twice.get(zone, 0.0), zone
            assert max(twice.values(), default=0.0) < 0.01
            # What two zones have is in one of them, so that all together agree again.
            both = sum(twice.values()) / 2
            assert sum(theirs.values()) - both == pytest.approx(sum(mine.values()), abs=near)


def test_figures_that_contradict_each_other_are_told_and_stop_nothing(tmp_path: Path) -> None:
    """A year whose balance has a contradiction gives a line; the committed folder as many."""
    known = balance.read(load_balance())
    told = [f"{year}: {one}" for year, each in known.items() for one in each.contradictions]
    assert make.contradicted() == told
    odd = balance.Contradiction(("a:kazakh", "b:export_total"), "b:export_total", 1.5)
    wrong = {2023: replace(known[2023], contradictions=(odd,))}
    data = as_json({"years": balance.write(wrong)})
    (tmp_path / BALANCE).write_bytes(data)
    (tmp_path / MANIFEST).write_bytes(as_json({"files": {BALANCE: sha256(data)}}))
    line = "2023: b:export_total contradicts a:kazakh by +1.5 Mt"
    assert make.contradicted(tmp_path) == [line]
