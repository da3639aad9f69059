"""Write tables and features as the files of other tools."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import geopandas as gpd
import pyogrio
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pages.shared.theme import THEME
from publish.take.features import LINE, LINES, PLACE, PLACES
from publish.take.table import Cell, Column, Table

BOM: Final = "\ufeff"
"""Begins a CSV: without it Excel reads UTF-8 as the code page of the machine, and `Aqtaý` and every
dash are broken. pandas, R and QGIS skip it."""
FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet takes for the beginning of a formula."""
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML, and so a spreadsheet, cannot hold."""
CELL_AT_MOST: Final = 32_767
"""Characters that Excel keeps of a cell."""
WIDTHS: Final = (9, 60)
"""Least and greatest width of a column, in characters."""
WRAPPED: Final = 40
"""Width from which a column's text is wrapped."""
HEAD_ROWS: Final = 2
"""Rows above the data of a sheet: names, and units with what the columns hold."""
FORMATS: Mapping[str, str] = {"km": "#,##0.0", "Mt": "#,##0.000", "Mt/y": "#,##0.000", "%": "0.0"}
"""Formats of numbers by unit."""
LINES_LAYER, PLACES_LAYER = "lines", "places"
"""Layers of a GeoPackage, folders of a KML."""
DIGITS: Final = 6
"""Decimals of degrees: a tenth of a metre."""
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Time in the archive of a sheet: the same tables make the same file."""


class Geo(NamedTuple):
    """A form of file for features.

    Attributes
    ----------
    driver
        GDAL's name of it.
    layered
        Whether lines and places are apart.
    options
        Of its writer.
    """

    driver: str
    layered: bool
    options: Mapping[str, str]


TABLES: Final = ("csv", "xlsx")
"""Forms of tables, by the ending of the file."""
GEO: Mapping[str, Geo] = {
    "geojson": Geo("GeoJSON", False, {"RFC7946": "YES", "COORDINATE_PRECISION": str(DIGITS)}),
    # Version 1.4 is more than Debian's GDAL knows, and nothing of it is used.
    "gpkg": Geo("GPKG", True, {"VERSION": "1.3"}),
    "kml": Geo("LIBKML", True, {}),
}
"""Forms of features, by the ending of the file."""


def as_csv(table: Table) -> bytes:
    """Write a table as CSV: UTF-8 with a mark of order, commas, CRLF, names in the first row.

    A text that a spreadsheet would compute (`=`, `+`, `-`, `@` first) gets an apostrophe before
    it; numbers stay numbers.

    Parameters
    ----------
    table
        The table.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.cells)
    return (BOM + out.getvalue()).encode()


def _csv_cell(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def as_xlsx(tables: Sequence[Table], day: str) -> bytes:
    """Write tables as a workbook, a sheet each: names, units, then rows under a head that stays.

    Parameters
    ----------
    tables
        The tables, in the order of the sheets.
    day
        Day of the data, YYYY-MM-DD, which dates the workbook: the same tables make the same file.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for one in tables:
        _sheet(book.create_sheet(one.name), one)
    stamp = datetime.fromisoformat(day)
    book.properties.creator = "Multivector"
    book.properties.title = tables[0].title if tables else ""
    book.properties.created = stamp
    out = io.BytesIO()
    book.save(out)
    return _same_for_ever(out.getvalue(), stamp)


def _sheet(sheet: Worksheet, table: Table) -> None:
    head = Font(bold=True)
    ground = PatternFill("solid", fgColor=THEME.soft.removeprefix("#"))
    small = Font(italic=True, color=THEME.dim.removeprefix("#"))
    for n, column in enumerate(table.columns, 1):
        name, unit = sheet.cell(1, n), sheet.cell(HEAD_ROWS, n)
        _write(name, column.name)
        _write(unit, column.unit)
        name.font, unit.font = head, small
        name.fill = unit.fill = ground
        name.alignment = Alignment(vertical="top")
    wide = [_width(column, row) for column, row in _by_column(table)]
    for n, width in enumerate(wide, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    for at, cells in enumerate(table.cells, HEAD_ROWS + 1):
        for n, (column, value) in enumerate(zip(table.columns, cells, strict=True), 1):
            if value is None:
                continue
            cell = sheet.cell(at, n)
            _write(cell, value)
            if isinstance(value, float) and (form := FORMATS.get(column.unit)):
                cell.number_format = form
            if isinstance(value, str):
                wrapped = wide[n - 1] >= WRAPPED
                cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
                if column.name == "url" and value.startswith(("https://", "http://")):
                    cell.hyperlink = value
                    cell.font = Font(underline="single", color=THEME.outside.removeprefix("#"))
    sheet.freeze_panes = sheet.cell(HEAD_ROWS + 1, 1)
    last = get_column_letter(max(1, len(table.columns)))
    sheet.auto_filter.ref = f"A{HEAD_ROWS}:{last}{HEAD_ROWS + len(table.rows)}"


def _by_column(table: Table) -> Iterable[tuple[Column, list[Cell]]]:
    return ((column, [row.get(column.name) for row in table.rows]) for column in table.columns)


def _width(column: Column, cells: Iterable[Cell]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    least, most = WIDTHS
    return min(most, max(least, longest + 1, len(column.name) + 2))


def _write(cell: SheetCell, value: Cell) -> None:
    """Write a value; a text stays text, whatever it begins with."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str):
        cell.value = UNWRITABLE.sub("", value)[:CELL_AT_MOST]
        cell.data_type = "s"
        if FORMULA.match(value):
            cell.quotePrefix = True
    else:
        cell.value = value


def _same_for_ever(book: bytes, stamp: datetime) -> bytes:
    """Take the time of writing out of a workbook: out of its archive and its properties."""
    modified = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    told = stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = modified.sub(rb"\g<1>" + told, data)
            new.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_geo(frame: gpd.GeoDataFrame, form: str, day: str, about: Mapping[str, str]) -> bytes:
    """Write features as GeoJSON, GeoPackage or KML.

    Parameters
    ----------
    frame
        Lines and places, as `features` lays them out.
    form
        Key of `GEO`.
    day
        Day of the data, YYYY-MM-DD: the same features make the same file.
    about
        What the file says of itself: its title, licence and link, by name.
    """
    geo = GEO[form]
    told = _told(form, about)
    layers = _layers(frame) if geo.layered else {LINES_LAYER: frame}
    # GDAL writes several layers to a path alone.
    with tempfile.TemporaryDirectory(prefix="take") as folder:
        path = Path(folder) / f"multivector.{form}"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
        for n, (name, layer) in enumerate(layers.items()):
            pyogrio.write_dataframe(
                layer, path, layer=name, driver=geo.driver, append=n > 0, **geo.options, **told
            )
        return path.read_bytes()


def _told(form: str, about: Mapping[str, str]) -> Mapping[str, str]:
    """Return the options by which a file says what it is."""
    text = "\n".join(f"{name}: {is_}" for name, is_ in about.items())
    if form == "geojson":
        return {"FOREIGN_MEMBERS_COLLECTION": json.dumps({"about": about}, ensure_ascii=False)}
    return {"DESCRIPTION": text}


def _layers(frame: gpd.GeoDataFrame) -> dict[str, gpd.GeoDataFrame]:
    """Part lines and places, each with its own properties."""
    own: Mapping[str, tuple[str, Sequence[str]]] = {
        LINES_LAYER: (LINE, LINES),
        PLACES_LAYER: (PLACE, PLACES),
    }
    found = {}
    for name, (kind, columns) in own.items():
        mine = frame[frame["feature"] == kind]
        found[name] = gpd.GeoDataFrame(mine[[*columns]], geometry=mine.geometry, crs=frame.crs)
    return found


FORMS: Final = (*TABLES, *GEO)
"""Every form, by the ending of the file."""
