"""Reading files: what is missing or damaged is named, with the cure."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from routes.files.load import (
    LAYERS_DIR,
    TABLES_DIR,
    load_atlas,
    load_document,
    load_layer,
    static_version,
)
from routes.model.errors import DataError


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
