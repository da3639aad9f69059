"""`calibrate`: what it prints, how it takes what strangers send, and the five traces at hand."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from routes.build.calibrated import calibration_md
from routes.cli import main
from routes.files.load import DOCS_DIR, ROOT
from routes.files.traces import MOST_BYTES, MOST_POINTS, load_measured
from routes.geometry.calibration import FITTED_ON, POINT_KM, WANDER
from routes.geometry.fit import COVERED, KINDS, LEGS_OF_TRACE
from routes.model.atlas import Atlas

DOCUMENT = (DOCS_DIR / "cli.md").read_text(encoding="utf-8")
TRACES = ROOT.parent / "shared" / "traces"
MOST_RATIO = 3.0
LINE = {"type": "LineString", "coordinates": [[49.5, 40.2], [46.0, 41.0], [41.8, 42.0]]}


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main.main, ["calibrate", *map(str, words)])


def folder_of(tmp_path: Path, content: object, name: str = "P0643.geojson") -> Path:
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def feature(geometry: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def of(*points: object) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": list(points)}


BAD: dict[str, tuple[object, str]] = {
    "no json": ("{", r"P0643\.geojson line 1: is no JSON; export it"),
    "an empty file": ("", r"P0643\.geojson line 1: is no JSON"),
    "no number": (
        '{"type": "LineString", "coordinates": [[1, NaN], [2, 3]]}',
        r"P0643\.geojson: is no JSON",
    ),
    "nested without end": ("[" * 100_000, r"P0643\.geojson: is no JSON"),
    "no geojson": ([1, 2], r"P0643\.geojson: is no GeoJSON: it has no type"),
    "another type": ({"type": "Topology"}, r"P0643\.geojson: geometry is Topology, no line; give"),
    "no features": (
        {"type": "FeatureCollection", "features": []},
        r"P0643\.geojson: has no features; give a LineString",
    ),
    "a feature without geometry": (
        {"type": "FeatureCollection", "features": [feature(LINE), feature(None)]},
        r"P0643\.geojson: feature 2 has no geometry; give a LineString",
    ),
    "a point": (
        feature({"type": "Point", "coordinates": [1, 2]}),
        r"P0643\.geojson: feature 1 is Point, no line; give a LineString",
    ),
    "a polygon": (
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]},
        r"P0643\.geojson: geometry is Polygon, no line",
    ),
    "a name that is an escape": (
        {"type": "\x1b[31mline", "coordinates": []},
        r"P0643\.geojson: geometry is [^\x1b]+, no line",
    ),
    "one point": (of([1, 2]), r"P0643\.geojson: geometry has 1 point; a line has two or more"),
    "no point": (of(), r"P0643\.geojson: geometry has 0 points; a line has two or more"),
    "one place twice": (of([1, 2], [1, 2]), r"P0643\.geojson: geometry has 1 point; a line"),
    "a part of one point": (
        {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[1, 2]]]},
        r"P0643\.geojson: geometry part 2 has 1 point",
    ),
    "out of range": (
        of([49.5, 40.2], [40.2, 149.5]),
        r"P0643\.geojson: geometry point 2 is \[40\.2, 149\.5\]; give lon, lat in degrees",
    ),
    "metres": (of([4950000, 40.2], [40.2, 49]), r"point 1 is \[4950000, 40\.2\]; give lon, lat"),
    "an infinite number": (of([1e400, 2], [3, 4]), r"P0643\.geojson: is no JSON"),
    "a number of many digits": (
        '{"type": "LineString", "coordinates": [[1' + "0" * 400 + ", 2], [3, 4]]}",
        r"geometry point 1 is \[10+…; give lon, lat",
    ),
    "text for a number": (of(["1", "2"], [3, 4]), r"point 1 is .*; give lon, lat"),
    "true for a number": (of([True, False], [3, 4]), r"point 1 is \[true, false\]; give"),
    "a point of one number": (of([1], [3, 4]), r"point 1 is \[1\]; give lon, lat"),
    "lists for numbers": (of([[1], [2]], [3, 4]), r"point 1 is .*; give lon, lat"),
    "no list": ({"type": "LineString", "coordinates": "1 2"}, r"geometry has no coordinates"),
    "along no leg": (
        of([-70, -40], [-71, -41]),
        r"P0643\.geojson: runs along no leg; take it away, or name its legs: --legs P0643=LEG",
    ),
    "more points than a pipeline": (
        of(*([n / MOST_POINTS, 1] for n in range(MOST_POINTS + 1))),
        rf"P0643\.geojson: has more than {MOST_POINTS} points; simplify it",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_trace_that_is_none_is_named_with_its_place_and_the_cure(
    name: str, tmp_path: Path
) -> None:
    content, told = BAD[name]
    result = run("--traces", folder_of(tmp_path, content))
    assert result.exit_code == 2, result.output
    assert re.search(told, result.stderr)
    assert "Traceback" not in result.stderr
    assert len(result.stderr) < 300


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for folder, told in (
        (tmp_path / "gone", "traces '.+' cannot be used; give a folder that is there"),
        (file, "is no folder; give the one"),
        (tmp_path, r"put \*\.geojson files into it"),
    ):
        result = run("--traces", folder)
        assert result.exit_code == 2
        assert re.search(told, result.stderr)
    assert run().exit_code == 2


def test_what_is_no_regular_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.geojson")
    assert re.search(r"a\.geojson: is no file; give", run("--traces", tmp_path).stderr)
    (tmp_path / "a.geojson").unlink()
    with (tmp_path / "a.geojson").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert re.search(r"a\.geojson: has more than 20 MB; simpl", run("--traces", tmp_path).stderr)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("P0643", "write TRACE=LEG, as in P0643=baku_supsa"),
        ("P0643=", "write TRACE=LEG"),
        ("P0644=btc", "nearest name: 'P0643'"),
        ("P0643=btcc", "legs 'btcc' cannot be used; nearest name: 'btc'"),
    ],
)
def test_legs_named_by_hand_must_be_there(words: str, told: str, tmp_path: Path) -> None:
    result = run("--traces", folder_of(tmp_path, LINE), "--legs", words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_trace_of_another_number_is_matched_by_hand_and_several_add_up(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, LINE, "mine.geojson")
    result = run(
        "--traces", folder, "--legs", "mine=baku_supsa", "--legs", "mine=btc", "--format", "json"
    )
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    assert [(e["trace"], e["leg_id"], e["matched_by"]) for e in told["legs"]] == [
        ("mine", "baku_supsa", "hand"),
        ("mine", "btc", "hand"),
    ]
    assert told["left_out"] == []


def test_the_page_is_that_of_what_was_found_last() -> None:
    assert (DOCS_DIR / "calibration.md").read_bytes() == calibration_md()
    found = load_measured()
    assert found["fitted_on"] == FITTED_ON
    assert found["stated"] == {"point_km": {k: POINT_KM[k] for k in KINDS}, "wander": WANDER}
    assert {entry["leg_id"] for entry in found["legs"]} == {
        leg for legs in LEGS_OF_TRACE.values() for leg in legs
    }


def keys(value: object) -> set[str]:
    """Return every key of a JSON value, but ids of kinds, which are data."""
    if isinstance(value, dict):
        inner = [keys(part) for key, part in value.items() if key not in {"point_km", "points"}]
        return {*value, *(key for part in inner for key in part)}
    if isinstance(value, list):
        return {key for part in value for key in keys(part)}
    return set()


def test_its_fields_are_documented() -> None:
    part = DOCUMENT.split("## `calibrate --format json`")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert documented | {"schema", "data_version"} == keys(load_measured())


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    if not TRACES.is_dir():
        pytest.skip("the traces by others are not beside the repository: ../shared/traces")
    result = run("--traces", TRACES, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_the_page_says_what_the_traces_show(found: dict[str, Any], atlas: Atlas) -> None:
    """After a point was moved: python -m routes calibrate --traces ../shared/traces --record."""
    recorded = load_measured()
    assert found["data_version"] == atlas.data_version
    for part in ("legs", "before"):
        assert len(found[part]) == 8
        for now, then in zip(found[part], recorded[part], strict=True):
            assert now == pytest.approx(then, abs=0.05), "run calibrate with --record"


def test_table_and_csv_tell_the_same(found: dict[str, Any]) -> None:
    table, csv = (run("--traces", TRACES, "--format", form).stdout for form in ("table", "csv"))
    for entry in found["legs"]:
        for text in (table, csv):
            assert entry["leg_id"] in text
            assert str(entry["covered_percent"]) in text
    assert "without P0643" in table
    assert csv.count("\n") == len(found["legs"]) + 1


def test_the_band_covers_every_leg_that_a_trace_is_at_hand_for(
    found: dict[str, Any], subtests: pytest.Subtests
) -> None:
    assert len(found["legs"]) == 8
    for entry in found["legs"]:
        with subtests.test(entry["leg_id"]):
            assert entry["covered_percent"] >= 100 * COVERED
    assert found["covers"]


def test_the_band_is_no_wider_than_needed(found: dict[str, Any]) -> None:
    assert found["pooled"]["ratio"] <= MOST_RATIO


def test_the_numbers_in_use_are_those_that_the_traces_give(found: dict[str, Any]) -> None:
    for kind in KINDS:
        assert found["fitted"]["point_km"][kind] == pytest.approx(POINT_KM[kind], abs=0.3)
    assert found["fitted"]["wander"] == pytest.approx(WANDER, abs=0.03)


def test_a_trace_left_out_is_covered_by_what_the_others_give(
    found: dict[str, Any], subtests: pytest.Subtests
) -> None:
    assert len(found["left_out"]) == len(LEGS_OF_TRACE)
    for left in found["left_out"]:
        for entry in left["legs"]:
            with subtests.test(f"{left['trace']}-{entry['leg_id']}"):
                assert entry["covered_percent"] >= 90
