"""The data package: valid for Frictionless' own tool, whole, the same each time, its terms told."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import socket
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import geopandas as gpd
import pyogrio
import pytest

from pages.shared import store
from publish.package.schema import KEYS, links, schema_of
from publish.package.write import bounds, contents, unlinked, write_package
from routes.files.load import ROOT, TABLES_DIR, load_atlas, load_balance, load_tables
from routes.model.rows import TABLES
from routes.network.balance import read
from tests.expected import EXPECTED

Resources = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a package that was written once."""
    folder = tmp_path_factory.mktemp("package") / "multivector"
    files, size = write_package(folder)
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert (files, size) == (len(written), sum(path.stat().st_size for path in written))
    return folder


@pytest.fixture(scope="module")
def described(package: Path) -> dict[str, Any]:
    """Return what the package says of itself."""
    found: dict[str, Any] = json.loads((package / "datapackage.json").read_text("utf-8"))
    return found


@pytest.fixture
def resources(described: dict[str, Any]) -> Resources:
    return {one["name"]: one for one in described["resources"]}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(package: Path) -> set[str]:
    """Ask Frictionless' own tool what is wrong; it may not look further than the folder."""
    report = frictionless.validate(str(package / "datapackage.json"))
    return {error[0] for error in report.flatten(["type"])}


def test_frictionless_finds_it_valid(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is there, with its size and digest; every cell, key and reference is right."""

    def refuse(*_: object) -> None:
        raise AssertionError("asks the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.valid
    seen = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    tables = load_tables()
    for table in TABLES:
        assert seen[table] == len(getattr(tables, table))


def recounted(folder: Path) -> None:
    """Write sizes and digests anew, so that nothing but what is in the files can be refused."""
    path = folder / "datapackage.json"
    told = json.loads(path.read_text("utf-8"))
    for one in told["resources"]:
        data = (folder / one["path"]).read_bytes()
        one |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    path.write_text(json.dumps(told), encoding="utf-8")


def changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        recounted(folder)

    return change


def cut(folder: Path) -> None:
    path = folder / "tables" / "figures.csv"
    path.write_bytes(path.read_bytes()[:-1])


def lost(folder: Path) -> None:
    (folder / "layers" / "cpc.geojson").unlink()


def twice(folder: Path) -> None:
    path = folder / "tables" / "sources.csv"
    text = path.read_text("utf-8")
    path.write_text(text + text.splitlines(keepends=True)[-1], encoding="utf-8")
    recounted(folder)


def untyped(folder: Path) -> None:
    path = folder / "datapackage.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"type": "integer"', '"type": "tonnes"', 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "wanted"),
    [
        (cut, {"hash-count", "byte-count"}),
        (lost, {"scheme-error"}),
        (twice, {"primary-key"}),
        (untyped, {"package-error", "resource-error", "schema-error", "field-error"}),
        (changed("tables/legs.csv", ",pipeline,", ",canal,"), {"constraint-error"}),
        (changed("tables/legs.csv", ",tengiz,", ",tengis,"), {"foreign-key"}),
        (changed("tables/places.csv", ",46.18,", ",north,"), {"type-error"}),
        (changed("tables/places.csv", ",46.18,", ",146.18,"), {"constraint-error"}),
        (changed("tables/events.csv", ",2022-07-05,", ",5 July 2022,"), {"constraint-error"}),
        (changed("results/verdicts.csv", "un,RU,cpc,", "un,RU,cpp,"), {"foreign-key"}),
    ],
)
def test_a_broken_copy_is_refused(
    package: Path, tmp_path: Path, damage: Callable[[Path], None], wanted: set[str]
) -> None:
    """The tool sees what is cut, lost, doubled, mistyped, or names what is not there."""
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    damage(copy)
    found = faults(copy)
    assert found & wanted, found


def test_it_is_the_same_each_time() -> None:
    """The same data are the same bytes, those of the GeoPackage and of FlatGeobuf, too."""
    lib = store.library()
    first, second = dict(contents(lib)), dict(contents(lib))
    assert len(first) > 50
    assert [name for name, data in first.items() if second[name] != data] == []


def test_it_is_versioned_by_its_data(described: dict[str, Any]) -> None:
    """Version, years and place are those of the data."""
    atlas = load_atlas()
    assert described["version"] == atlas.data_version
    assert described["temporal"]["start"] == str(min(read(load_balance())))
    west, south, east, north = described["spatial"]["bbox"]
    assert (west, south, east, north) == tuple(bounds(store.library()))
    for place in load_atlas().places.values():
        assert west - 0.2 <= place.lon <= east + 0.2
        assert south - 0.2 <= place.lat <= north + 0.2
    assert [one["title"] for one in described["contributors"]] == ["The Multivector authors"]


def test_tables_are_those_of_the_repository(package: Path) -> None:
    """Every table is there, byte for byte."""
    assert {path.name for path in (package / "tables").iterdir()} == {f"{t}.csv" for t in TABLES}
    for table in TABLES:
        name = f"{table}.csv"
        assert (package / "tables" / name).read_bytes() == (TABLES_DIR / name).read_bytes()


def test_schemas_are_those_of_the_models(subtests: pytest.Subtests) -> None:
    """Columns stand as in the file; what one names a row of is told where a sentence says so."""
    assert TABLES
    for table in TABLES:
        with subtests.test(table):
            schema = schema_of(table)
            header = (TABLES_DIR / f"{table}.csv").read_text("utf-8").split("\n", 1)[0]
            assert [field["name"] for field in schema["fields"]] == header.split(",")
            for field in schema["fields"]:
                assert field["description"]
                # "row of legs.csv" names one table; "row of operators.csv, or place" does not.
                named = re.match(r"row of (\w+)\.csv(?!,? or)", field["description"])
                key = field["name"] in KEYS.get(table, ())[:1] and table != "stretches"
                if named and not key:
                    assert links(table)[field["name"]] == named[1]


def test_numbers_have_units(package: Path, resources: Resources, subtests: pytest.Subtests) -> None:
    """A number with a fraction names its unit, or the column that has it."""
    found = 0
    for name, one in resources.items():
        for field in one.get("schema", {}).get("fields", []):
            if field["type"] == "number":
                found += 1
                with subtests.test(f"{name}.{field['name']}"):
                    assert (
                        field.get("unit") or field["unitColumn"] in rows(package / one["path"])[0]
                    )
    assert found > 15


def test_quotations_are_not_given_away(resources: Resources, package: Path) -> None:
    """Every file says its terms, and quotes.csv is not CC BY."""
    assert all(one["licenses"] for one in resources.values())
    told = json.dumps(resources["quotes"]["licenses"])
    assert "CC-BY" not in told
    assert "Stephen Blank" in told
    assert resources["figures"]["licenses"][0]["name"] == "CC-BY-4.0"
    assert "CC BY does not cover them" in (package / "LICENSE-DATA.md").read_text("utf-8")
    passages = [row["text"] for row in rows(package / "tables" / "quotes.csv")]
    assert len(passages) > 20
    for path in package.rglob("*"):
        if path.is_file() and path.name != "quotes.csv" and path.suffix not in {".gpkg", ".fgb"}:
            text = path.read_text("utf-8")
            assert [one for one in passages if one in text] == [], path.name


def test_lines_open_in_their_tools(package: Path) -> None:
    """GDAL reads every layer: all legs, and lines as long as they say by another library."""
    atlas = load_atlas()
    box = package / "layers" / "multivector.gpkg"
    assert {name for name, _ in pyogrio.list_layers(box)} == {"legs", "places"}
    for path, layer in ((box, "legs"), (package / "layers" / "legs.fgb", None)):
        legs = gpd.read_file(path, layer=layer).set_index("leg_id")
        assert set(legs.index) == set(atlas.legs)
        assert legs.crs == "EPSG:4326"
        lengths = legs.to_crs(legs.crs).geometry.apply(legs.crs.get_geod().geometry_length) / 1000
        assert (abs(lengths - legs.length_km) < 0.01 + legs.length_km * 1e-5).all()
    assert len(gpd.read_file(box, layer="places")) == len(atlas.places)
    seen = set()
    for path in sorted((package / "layers").glob("*.geojson")):
        seen |= set(gpd.read_file(path)["leg_id"])
    assert seen == set(atlas.legs)


def test_results_are_those_of_the_house(package: Path) -> None:
    """Verdicts on Russia are what was stated by hand; a balance is that of its year."""
    told = {
        row["corridor_id"]: row
        for row in rows(package / "results" / "verdicts.csv")
        if (row["borders"], row["avoid"]) == ("un", "RU")
    }
    assert EXPECTED
    for corridor_id, wanted in EXPECTED.items():
        row = told[corridor_id]
        assert (row["verdict"], row["soil"], row["port"], row["territorial_sea"]) == (
            wanted.verdict,
            wanted.soil,
            wanted.port,
            wanted.territorial_sea,
        )
    balances = read(load_balance())
    lines = rows(package / "results" / "balance.csv")
    assert {int(row["year"]) for row in lines} == set(balances)
    (left,) = [r for r in lines if (r["year"], r["id"]) == ("2022", "kazakhstan")]
    assert float(left["drawn"]) == pytest.approx(balances[2022].left.drawn)


def test_documents_lead_nowhere_else(package: Path) -> None:
    """Every link of a document leads to a file of the package, or to an address."""
    documents = sorted(package.rglob("*.md"))
    assert {path.name for path in documents} >= {"README.md", "LICENSE-DATA.md", "data.md"}
    for path in documents:
        text = path.read_text("utf-8")
        targets = [t for t in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if ":" not in t]
        assert [t for t in targets if not (path.parent / t).is_file()] == []
    assert "$" not in (package / "README.md").read_text("utf-8")
    assert unlinked("docs/a.md", "[b](b.md#c), [d](../d.md)", {"docs/b.md"}) == "[b](b.md#c), d"


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "routes", "export", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_it(package: Path, tmp_path: Path) -> None:
    """It says what it wrote; written anew it is the same, and another's folder is left alone."""
    for _ in range(2):
        done = command("--package", str(tmp_path / "out"))
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(r"out: \d+ files, \d\.\d MB\n", done.stdout)
    assert (tmp_path / "out" / "SHA256SUMS").read_bytes() == (package / "SHA256SUMS").read_bytes()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    done = command("--package", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "it holds mine.txt; give the name of a new folder" in done.stderr
    done = command("--package", str(tmp_path / "out" / "mine.txt" / "package"))
    assert done.returncode == 3
    assert done.stderr.startswith("package: cannot be written (")
    assert "Traceback" not in done.stderr


def test_the_release_recipe_works(tmp_path: Path) -> None:
    """The script of `make package` writes, validates and packs, the same bytes each time."""
    script = ["bash", str(ROOT / "scripts" / "package.sh"), str(tmp_path)]
    found = []
    for _ in range(2):
        done = subprocess.run(script, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found.append(done.stdout.splitlines()[-1])
    assert found[0] == found[1]
    (digest,) = tmp_path.glob("*.sha256")
    subprocess.run(["sha256sum", "-c", digest.name], cwd=tmp_path, check=True)
    with tarfile.open(digest.with_suffix("")) as packed:
        names = [name.partition("/")[2] for name in packed.getnames()]
    assert {"datapackage.json", "README.md", "tables/quotes.csv", "SHA256SUMS"} <= set(names)
    recipe = (ROOT / "docs" / "release.md").read_text("utf-8")
    assert "make package" in recipe
    assert "scripts/package.sh" in (ROOT / "Makefile").read_text("utf-8")
