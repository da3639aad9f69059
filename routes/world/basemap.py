"""Render the map's background: land, borders and label points in one small static file.

The file is a topology: every stretch of coast or border is stored once, as an arc, and a
state is a list of rings of arcs. So a border is drawn once and neighbours never leave a
sliver, whatever the simplification. Source: Natural Earth 1:10m countries (public domain),
German worldview: Crimea is Ukraine's, Abkhazia and South Ossetia are Georgia's.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from routes.world.make import UNCLAIMED
from routes.world.sea import holes_in
from routes.world.topology import FRAME, SCALE, topology

NO_STATE = ""
"""Key of the land that the source gives to no state: it is drawn as land, not as a lake."""


def render_basemap(source_zip: Path, labels: Path) -> bytes:
    """Render the background map as one JSON file, the same bytes for the same input.

    Parameters
    ----------
    source_zip
        Natural Earth `ne_10m_admin_0_countries_deu.zip`, EPSG:4326.
    labels
        Label points as CSV, positions in degrees: `geodata/basemap_labels.csv`. `within`: rough
        bounds of a sea, as boxes of its west, south, east and north.

    Returns
    -------
    JSON: `scale` (steps per degree), `arcs` (x, y, then differences, lon first, in steps),
    `kinds` (one letter per arc: b border, c coast, f frame), `states` (ISO 3166-1 alpha-2 or
    `NO_STATE` → polygons → rings → arcs, ~i = backwards), `labels`.
    """
    data = {"schema": 1, "source": "Natural Earth 5.1.1, 1:10m, public domain", "scale": SCALE}
    data |= topology(_states(source_zip))
    data["labels"] = _labels(labels)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode("utf-8")


def _states(source_zip: Path) -> gpd.GeoSeries:
    """Read the countries as a valid coverage cut to the frame, one row per code and `NO_STATE`."""
    raw = gpd.read_file(f"zip://{source_zip}", columns=["ISO_A2_EH", "ADM0_A3"])
    raw["state"] = raw["ISO_A2_EH"].where(raw["ISO_A2_EH"] != "-99", raw["ADM0_A3"])
    raw = raw[raw["state"] != UNCLAIMED].copy()
    raw.geometry = shapely.make_valid(raw.geometry.values)
    land = raw.dissolve("state").geometry
    land.loc[NO_STATE] = holes_in(land.to_numpy())
    land = land.sort_index()
    # 0.003° removes what no zoom shows, and does so without tearing neighbours apart
    simple = shapely.coverage_simplify(land.values, 0.003)
    land = gpd.GeoSeries(simple, index=land.index)
    land = land.clip_by_rect(*FRAME)
    return land[~land.is_empty]


def _labels(table: Path) -> list[dict[str, Any]]:
    """Read the label points; a label may have several places, best first."""
    labels = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = zip(row["lon"].split(), row["lat"].split(), strict=True)
            labels.append(
                {
                    "kind": row["kind"],
                    "id": row["id"],
                    "zoom": [int(row["min_zoom"]), int(row["max_zoom"])],
                    "size": int(row["size"]),
                    "at": [[float(x), float(y)] for x, y in at],
                    "name": {lang: row[f"name_{lang}"] for lang in ("en", "ru", "kk")},
                    **_within(row["within"]),
                }
            )
    return labels


def _within(cell: str) -> dict[str, list[list[float]]]:
    """Read the rough bounds of a sea; its name may stand in the water within."""
    boxes = [[float(degrees) for degrees in box.split()] for box in cell.split("|") if box]
    return {"within": boxes} if boxes else {}
