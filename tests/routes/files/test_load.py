"""Reading files: what is missing or damaged is named, with the cure."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from routes.files.load import (
    LAYERS_DIR,
    LINES_REDRAWN,
    REDRAWN,
    TABLES_DIR,
    WORLD_DIR,
    load_atlas,
    load_document,
    load_layer,
    load_provenance,
    static_version,
)
from routes.files.static import check_redrawn
from routes.model.borders import BORDERS, DE_FACTO, UN
from routes.model.errors import DataError, InputError


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
    with pytest.raises(DataError, match=r"c\.js: is missing"):
        static_version(("c.js",), tmp_path)


def test_a_document_is_read_or_named() -> None:
    assert load_document("method.md").startswith("# Method")
    with pytest.raises(DataError, match=r"docs/nothing\.md: is missing; restore it"):
        load_document("nothing.md")


def test_tables_that_were_edited_after_the_build_are_told(tmp_path: Path) -> None:
    tables = tmp_path / "geodata" / "tables"
    shutil.copytree(TABLES_DIR, tables)
    assert load_atlas(tables_dir=tables).corridors
    gates = tables / "gates.csv"
    gates.write_text(gates.read_text("utf-8").replace("Tengiz", "Tengis"), "utf-8")
    told = r"geodata/layers/index\.json: has data version .*, but the tables are .*; rebuild it"
    with pytest.raises(DataError, match=told):
        load_atlas(tables_dir=tables)


@pytest.mark.parametrize("borders", BORDERS)
def test_a_state_that_is_lacking_is_named(borders: str, tmp_path: Path) -> None:
    folder = tmp_path / "geodata" / "world"
    folder.mkdir(parents=True)
    rows = (WORLD_DIR / "states.csv").read_text("utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("GE,")]
    assert len(kept) == len(rows) - 1
    (folder / "states.csv").write_text("\n".join(kept), "utf-8")
    with pytest.raises(
        DataError, match=r"geodata/world/states\.csv: lacks GE, which .* needs; rest"
    ):
        load_atlas(world_dir=folder, borders=borders)


def test_what_other_borders_take_is_read_when_asked_for_and_named_when_missing(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "geodata" / "layers"
    folder.mkdir(parents=True)
    for path in LAYERS_DIR.iterdir():
        if path.name != REDRAWN:
            (folder / path.name).write_bytes(path.read_bytes())
    assert load_atlas(folder).borders == UN
    with pytest.raises(DataError, match=r"geodata/layers/de_facto\.json: is missing; .*make data"):
        load_atlas(folder, borders=DE_FACTO)
    (folder / REDRAWN).write_bytes((LAYERS_DIR / REDRAWN).read_bytes()[:-9])
    with pytest.raises(DataError, match=r"geodata/layers/de_facto\.json: differs .*make data"):
        load_atlas(folder, borders=DE_FACTO)
    manifest = load_layer("index.json", {})
    del manifest["files"][REDRAWN]
    (folder / "index.json").write_text(json.dumps(manifest))
    with pytest.raises(DataError, match=r"index\.json: has no 'de_facto\.json'"):
        load_atlas(folder, borders=DE_FACTO)


def test_borders_that_nobody_draws_are_refused() -> None:
    with pytest.raises(InputError, match=r"borders '<script>' cannot be used; give one of un, de_"):
        load_atlas(borders="<script>")


def test_a_file_of_origins_that_lacks_a_set_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "geodata" / "world"
    folder.mkdir(parents=True)
    for content in ("{}", "[", '{"un": {}}'):
        (folder / "borders.json").write_text(content)
        with pytest.raises(DataError, match=r"geodata/world/borders\.json: does not say where"):
            load_provenance(folder)


def test_what_the_map_fetches_for_other_borders_is_held_against_the_build(tmp_path: Path) -> None:
    check_redrawn()
    with pytest.raises(DataError, match=r"lines_de_facto\.json: is missing"):
        check_redrawn(tmp_path)
    (tmp_path / LINES_REDRAWN).write_text("{}")
    with pytest.raises(DataError, match=r"lines_de_facto\.json: differs from what was built"):
        check_redrawn(tmp_path)
