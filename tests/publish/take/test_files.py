"""Every file opens in the tool that it is for, and says there what the tables say."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
import time
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import pytest
from lxml import etree
from shapely.geometry import shape

from publish.take.files import GEO, as_csv, as_geo, as_xlsx
from publish.take.table import Column, Table
from publish.take.tables import features, tables
from publish.viewed import read

DAY = "2026-01-31"
VIEW = read("Map", "routes=cpc,btc,rotterdam&avoid=RU&focus=cpc")
KML = {"k": "http://www.opengis.net/kml/2.2"}
SLY = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "Ақтау – €")
"""Texts that a spreadsheet would compute, and one that an old code page breaks."""


@pytest.fixture(scope="module")
def found() -> tuple[Table, ...]:
    """Return the tables of a view."""
    return tables(VIEW)


@pytest.fixture(scope="module")
def sly() -> Table:
    """Return a table of sly texts and plain values."""
    columns = (Column("text", "a text"), Column("km", "a number", "km"), Column("note", "unknown"))
    return Table("sly", "Sly", columns, tuple({"text": one, "km": -1.5} for one in SLY))


def test_pandas_reads_the_csv(found: tuple[Table, ...], subtests: pytest.Subtests) -> None:
    for table in found:
        with subtests.test(table.name):
            made = as_csv(table)
            assert made.startswith(b"\xef\xbb\xbf")
            frame = pd.read_csv(io.BytesIO(made))
            assert list(frame.columns) == [column.name for column in table.columns]
            assert len(frame) == len(table.rows)
            for column in table.columns:
                for value, cell in zip(frame[column.name], table.rows, strict=True):
                    want = cell.get(column.name)
                    if want is None:
                        assert pd.isna(value)
                    elif isinstance(want, float):
                        assert float(value) == pytest.approx(want)


def test_a_csv_computes_nothing(sly: Table) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(sly).decode("utf-8-sig"))))[1:]
    assert [row[0] for row in rows] == [*(f"'{one}" for one in SLY[:-1]), SLY[-1]]
    assert {row[1] for row in rows} == {"-1.5"}
    assert {row[2] for row in rows} == {""}


def test_openpyxl_and_pandas_read_the_workbook(found: tuple[Table, ...]) -> None:
    made = as_xlsx(found, DAY)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames == [table.name for table in found]
    assert {"shown", "figures", "quotes", "about"} <= set(book.sheetnames)
    for table in found:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A3"
        assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
        units = [cell.value or "" for cell in sheet[2]]
        assert units == [column.unit for column in table.columns]
        assert sheet.max_row == len(table.rows) + 2
        assert all(one.width >= 9 for one in sheet.column_dimensions.values())
    url = [column.name for column in found[-3].columns].index("url") + 1
    linked = [book["figures"].cell(row, url) for row in range(3, 10)]
    assert any(cell.hyperlink and cell.hyperlink.target == cell.value for cell in linked)
    frames = pd.read_excel(io.BytesIO(made), sheet_name=None, skiprows=[1])
    shown = found[0]
    read_back = list(frames["shown"]["soil_km"])
    for value, row in zip(read_back, shown.rows, strict=True):
        want = row.get("soil_km")
        assert pd.isna(value) if want is None else value == pytest.approx(want)
    quotes = list(frames["quotes"]["text"])
    assert quotes == [row["text"] for row in found[-2].rows]


def test_a_workbook_computes_nothing(sly: Table) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([sly], DAY)))["sly"]
    cells = [sheet.cell(row, 1) for row in range(3, 3 + len(SLY))]
    assert [cell.value for cell in cells] == list(SLY)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [*([True] * (len(SLY) - 1)), False]
    assert sheet.cell(3, 2).value == -1.5
    assert sheet.cell(3, 3).value is None


def test_the_same_view_is_the_same_file(
    found: tuple[Table, ...], subtests: pytest.Subtests
) -> None:
    frame = features(VIEW)

    def write() -> dict[str, bytes]:
        made = {form: as_geo(frame, form, DAY, {"title": "Map"}) for form in GEO}
        return {"csv": as_csv(found[0]), "xlsx": as_xlsx(found, DAY), **made}

    first = write()
    time.sleep(1.1)  # what tells the time tells another second
    for form, again in write().items():
        with subtests.test(form):
            assert again == first[form]


def test_no_file_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for form in GEO:
        assert as_geo(features(VIEW), form, DAY, {"title": "Map"})
    assert list(tmp_path.iterdir()) == []


def test_geojson_is_as_its_standard_has_it() -> None:
    frame = features(VIEW)
    made = json.loads(as_geo(frame, "geojson", DAY, {"licence": "CC BY 4.0, “quoted”"}))
    assert made["type"] == "FeatureCollection"
    assert made["about"]["licence"] == "CC BY 4.0, “quoted”"
    assert "crs" not in made
    assert len(made["features"]) == len(frame) > 20
    for one, geometry in zip(made["features"], frame.geometry, strict=True):
        assert set(one) >= {"type", "properties", "geometry"}
        read_back = shape(one["geometry"])
        west, south, east, north = read_back.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        assert read_back.hausdorff_distance(geometry) < 1e-5
    sides = {one["properties"]["side"] for one in made["features"]}
    assert sides == {"inside", "outside", None}


@pytest.mark.parametrize("form", GEO)
def test_gdal_reads_the_features(form: str, tmp_path: Path) -> None:
    """GDAL is what QGIS and `ogrinfo` read with; here it answers through pyogrio."""
    frame = features(VIEW)
    path = tmp_path / f"view.{form}"
    path.write_bytes(as_geo(frame, form, DAY, {"title": "Map"}))
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    assert layers == (["lines", "places"] if GEO[form].layered else ["lines"])
    infos = [pyogrio.read_info(path, layer=name) for name in layers]
    assert sum(info["features"] for info in infos) == len(frame)
    assert all("4326" in info["crs"] for info in infos)
    lines = pyogrio.read_dataframe(path, layer="lines")
    if not GEO[form].layered:
        lines = lines[lines["feature"] == "line"]
    name = "Name" if form == "kml" else "name"
    assert set(lines[name]) == set(frame[frame["feature"] == "line"]["name"])
    want = frame[frame["feature"] == "line"]["piece_km"].sum()
    assert lines["piece_km"].astype(float).sum() == pytest.approx(want)


def test_sqlite_finds_the_geopackage_whole(tmp_path: Path) -> None:
    """A reader that is not GDAL."""
    path = tmp_path / "view.gpkg"
    path.write_bytes(as_geo(features(VIEW), "gpkg", DAY, {"licence": "CC BY 4.0"}))
    with sqlite3.connect(path) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        assert base.execute("pragma application_id").fetchone() == (0x47504B47,)
        rows = base.execute("select table_name, srs_id, description from gpkg_contents").fetchall()
        assert {(name, srs) for name, srs, _ in rows} == {("lines", 4326), ("places", 4326)}
        assert all("CC BY 4.0" in text for _, _, text in rows)
        years = base.execute("select distinct typeof(year), year from lines").fetchall()
        assert years == [("integer", 2022)]
    base.close()


def test_xml_finds_the_kml_whole() -> None:
    """A reader that is not GDAL: the structure as the standard has it."""
    frame = features(VIEW)
    made = etree.fromstring(as_geo(frame, "kml", DAY, {"title": "A & B <c>"}))
    assert made.tag == f"{{{KML['k']}}}kml"
    layers = made.findall("k:Document/k:Document", KML)
    assert [one.findtext("k:name", namespaces=KML) for one in layers] == ["lines", "places"]
    places = made.findall(".//k:Placemark", KML)
    assert len(places) == len(frame)
    for one in places:
        assert one.findtext("k:name", namespaces=KML)
        spots = one.findtext(".//k:coordinates", namespaces=KML)
        assert spots is not None
        for spot in spots.split():
            lon, lat = map(float, spot.split(",")[:2])
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
