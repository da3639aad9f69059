"""The committed layers: rebuilt byte for byte, valid GeoJSON, kilometres that add up."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from routes.build import make
from routes.files.load import (
    FEEDERS,
    LAYERS_DIR,
    ROOT,
    STATIC_DIR,
    load_atlas,
    load_document,
    load_layer,
    static_version,
)
from routes.files.static import SERVED, check_served
from routes.geometry.split import densify, length_km, pieces, split
from routes.model.errors import DataError
from tests.routes.worldkit import WORLD, zones

GEOD = Geod(ellps="WGS84")
LAYERS = sorted(path.name for path in LAYERS_DIR.glob("*.geojson"))
COMMITTED = {name: LAYERS_DIR / name for name in [*LAYERS, "index.json"]} | {
    "lines.json": STATIC_DIR / "lines.json",
    "SCHEMA.csv": ROOT / "geodata" / "tables" / "SCHEMA.csv",
    "data.md": ROOT / "docs" / "data.md",
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
    assert len(LAYERS) >= 12 and len(LEGS) >= 33
    assert all(FEATURES.values())


@pytest.mark.parametrize("name", COMMITTED)
def test_rebuilt_is_committed_byte_for_byte(name: str, built: dict[str, bytes]) -> None:
    """Run `make data` when this fails: the tables have changed since the last build."""
    assert name in built, f"{name} is left over from an earlier build"
    same = built[name] == COMMITTED[name].read_bytes()
    assert same, f"{name} differs from what the tables give: run make data"


def test_nothing_is_left_over_and_nothing_is_missing(built: dict[str, bytes]) -> None:
    assert set(built) == set(COMMITTED)
    assert {path.name for path in LAYERS_DIR.iterdir()} == {*LAYERS, "index.json"}


def test_the_manifest_names_every_file_with_its_hash(built: dict[str, bytes]) -> None:
    manifest = json.loads(built["index.json"])
    layers = [f"{name}.geojson" for name in [*manifest["corridors"], "feeders"]]
    assert [*layers, "lines.json"] == list(manifest["files"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256(COMMITTED[name].read_bytes()).hexdigest() == digest


def test_a_build_writes_all_and_removes_what_is_no_corridor_any_more(
    built: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "make", lambda tables, world: built)
    folders = [tmp_path / name for name in ("tables", "layers", "static", "docs")]
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "renamed.geojson").write_text("old")
    assert make.build(folders[0], WORLD, *folders[1:]) == sorted(built)
    found = {path.name: path for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: path.read_bytes() for name, path in found.items()} == built
    assert found["lines.json"].parent.name == "static"
    assert found["SCHEMA.csv"].parent.name == "tables" and found["data.md"].parent.name == "docs"


def test_a_build_that_cannot_write_leaves_the_old_files(
    built: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "make", lambda tables, world: built)
    layers, static = tmp_path / "layers", tmp_path / "static"
    layers.mkdir()
    (layers / "cpc.geojson").write_text("old")
    static.write_text("a file where a folder should be")
    with pytest.raises(OSError):
        make.build(tmp_path / "tables", WORLD, layers, static, tmp_path / "docs")
    assert (layers / "cpc.geojson").read_text() == "old"
    assert not (layers / "btc.geojson").exists()


@pytest.mark.parametrize("name", LAYERS)
def test_layer_is_valid_geojson(name: str) -> None:
    """RFC 7946: lon before lat, no `crs`, every feature with an id, a geometry and properties."""
    layer = json.loads((LAYERS_DIR / name).read_text("utf-8"))
    assert set(layer) == {"type", "data_version", "corridor", "places", "features"}
    assert layer["type"] == "FeatureCollection"
    ids = [feature["id"] for feature in layer["features"]]
    assert len(set(ids)) == len(ids) > 0
    if name == FEEDERS:
        assert layer["corridor"] is None
        assert not set(ids) & {leg for c in load_atlas().corridors.values() for leg in c.leg_ids}
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
        assert line.ndim == 2 and line.shape[1] == 2 and len(line) >= 2
        assert (np.abs(line) <= (180, 90)).all()
        # Lon before lat: the whole network lies east of 12°W and between 30°N and 60°N.
        assert line[:, 1].min() > 30 and line[:, 1].max() < 60 and line[:, 0].min() > -12
        assert shapely.LineString(line).is_valid


@pytest.mark.parametrize("name", LAYERS)
def test_geopandas_reads_a_layer(name: str) -> None:
    frame = gpd.read_file(LAYERS_DIR / name)
    assert len(frame) == len(FEATURES[name])
    assert frame.crs.to_epsg() == 4326 and (frame.geom_type == "LineString").all()


def test_a_leg_is_the_same_in_every_layer() -> None:
    seen: dict[str, Any] = {}
    shared = 0
    for features in FEATURES.values():
        for feature in features:
            shared += feature["id"] in seen
            assert seen.setdefault(feature["id"], feature) == feature
    assert shared and set(seen) == set(LEGS)


ALL = {feature["id"]: feature for features in FEATURES.values() for feature in features}


@pytest.mark.parametrize("leg", ALL)
def test_pieces_run_from_tail_to_head(leg: str) -> None:
    """Each piece begins where the last one ended, and is as long as its stretch of the line."""
    line, of = np.array(ALL[leg]["geometry"]["coordinates"]), ALL[leg]["properties"]
    cut = of["pieces"]
    assert cut[0]["start"] == 0 and cut[-1]["end"] == len(line) - 1
    assert [piece["end"] for piece in cut[:-1]] == [piece["start"] for piece in cut[1:]]
    assert all(piece["start"] < piece["end"] for piece in cut)
    # Kilometres are written to the metre, coordinates to 0.1 m.
    assert sum(p["km"] for p in cut) == pytest.approx(of["length_km"], abs=0.0006 * (len(cut) + 1))
    for piece in cut:
        lon, lat = line[piece["start"] : piece["end"] + 1].T
        assert GEOD.line_length(lon, lat) / 1000 == pytest.approx(piece["km"], abs=0.002, rel=1e-6)


@pytest.mark.parametrize("leg", ALL)
def test_zones_add_up_to_the_leg(leg: str) -> None:
    of = ALL[leg]["properties"]
    by_zone: dict[tuple[str, str], float] = {}
    for piece in of["pieces"]:
        key = piece["state"], piece["kind"]
        by_zone[key] = by_zone.get(key, 0) + piece["km"]
    told = {(z["state"], z["kind"]): z["km"] for z in of["zones"] if z["km"] > 0}
    assert told == pytest.approx(by_zone, abs=0.01)
    for zone in of["zones"]:
        assert 0 <= zone["km_low"] <= zone["km"] <= zone["km_high"] <= of["length_km"] + 0.01
        assert zone["km_high"] > 0


@pytest.mark.parametrize("leg", LEGS)
def test_land_waters_and_rest_add_up_to_the_whole(leg: str) -> None:
    line = np.array(LEGS[leg])
    whole = length_km(line)
    assert whole == pytest.approx(GEOD.line_length(*line.T) / 1000, rel=1e-8)
    assert split([line], zones())["km"].sum() == pytest.approx(whole, rel=1e-9)
    unrolled = pieces(line, zones())
    assert sum(piece.km for piece in unrolled.pieces) == pytest.approx(whole, rel=1e-9)
    assert unrolled.km[-1] == pytest.approx(whole, rel=1e-9)


Km = dict[tuple[str, str], float]


def by_overlay(line: np.ndarray) -> tuple[Km, Km]:
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


@pytest.mark.parametrize("leg", LEGS)
def test_split_is_that_of_geopandas_overlay(leg: str) -> None:
    """Both take the same densified line; they agree to 1e-6 of its length in every zone."""
    line = densify(np.array(LEGS[leg]), 0.4)
    ours = split([line], zones(), step_km=None)
    mine = {(r.state, r.kind): r.km for r in ours.itertuples() if r.kind != "beyond"}
    theirs, twice = by_overlay(line)
    assert mine and set(mine) == set(theirs)
    near = 1e-6 * length_km(line)
    for zone, km in mine.items():
        assert -near < theirs[zone] - km < near + twice.get(zone, 0.0), zone
    assert max(twice.values(), default=0.0) < 0.01
    # What two zones have is in one of them, so that all together agree again.
    both = sum(twice.values()) / 2
    assert sum(theirs.values()) - both == pytest.approx(sum(mine.values()), abs=near)


def test_a_missing_layer_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "geodata" / "layers"
    folder.mkdir(parents=True)
    with pytest.raises(DataError, match=r"geodata/layers/index\.json: is missing; .*make data"):
        load_atlas(folder)
    (folder / "index.json").write_bytes((LAYERS_DIR / "index.json").read_bytes())
    with pytest.raises(DataError, match=r"geodata/layers/cpc\.geojson: is missing; .*make data"):
        load_atlas(folder)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{}", "has no 'data_version'"),
        ("[]", "is no JSON object"),
        ("{", "is no JSON"),
        ('{"data_version": "1", "files": {}, "corridors": ["cpc"]}', "has no 'cpc.geojson'"),
    ],
)
def test_a_damaged_manifest_is_named(content: str, fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "geodata" / "layers"
    folder.mkdir(parents=True)
    (folder / "index.json").write_text(content)
    with pytest.raises(DataError, match=rf"geodata/layers/index\.json: {fault}; .*make data"):
        load_atlas(folder)


def test_a_damaged_layer_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "geodata" / "layers"
    folder.mkdir(parents=True)
    manifest = load_layer("index.json", {})
    for path in LAYERS_DIR.iterdir():
        data = path.read_bytes()
        half = data[: len(data) // 2] if path.name == "btc.geojson" else data
        (folder / path.name).write_bytes(half)
    with pytest.raises(DataError, match=r"geodata/layers/btc\.geojson: differs .*make data"):
        load_atlas(folder)
    with pytest.raises(DataError, match=r"geodata/layers/btc\.geojson: is no JSON; .*make data"):
        load_layer("btc.geojson", {}, folder)
    assert load_layer("cpc.geojson", manifest["files"], folder)["corridor"]


def test_static_files_are_named_by_their_content(tmp_path: Path) -> None:
    for folder, text in ((tmp_path / "then", "one"), (tmp_path / "now", "other")):
        folder.mkdir()
        (folder / "a.js").write_text(text)
        (folder / "b.css").write_text("two")
    first = static_version(("a.js", "b.css"), tmp_path / "then")
    assert first == hashlib.sha256(b"onetwo").hexdigest()[:10]
    assert static_version(("a.js", "b.css"), tmp_path / "now") != first
    with pytest.raises(DataError, match="c.js: is missing"):
        static_version(("c.js",), tmp_path)


def test_a_document_is_read_or_named(tmp_path: Path) -> None:
    assert load_document("method.md").startswith("# Method")
    with pytest.raises(DataError, match=r"docs/nothing\.md: is missing; restore it"):
        load_document("nothing.md")


@pytest.mark.parametrize("name", [*SERVED, "lines.json"])
def test_a_missing_static_file_is_named_before_a_page_is_drawn(name: str, tmp_path: Path) -> None:
    check_served()
    static = tmp_path / "static"
    shutil.copytree(STATIC_DIR, static)
    (static / name).unlink()
    with pytest.raises(DataError, match=rf"{re.escape(name)}: is missing; re(store|build) it"):
        check_served(static)


def test_lines_that_were_not_built_here_are_named(tmp_path: Path) -> None:
    static = tmp_path / "static"
    shutil.copytree(STATIC_DIR, static)
    (static / "lines.json").write_text('{"corridors":', "utf-8")
    with pytest.raises(DataError, match=r"lines\.json: differs from what was built; .*make data"):
        check_served(static)
