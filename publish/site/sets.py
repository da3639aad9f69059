"""Write the data beside the pages: each set as JSON and CSV, and with lines or places as map files.

The GeoJSON is RFC 7946. FlatGeobuf and PMTiles are written by GDAL, from the very same rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from pages.shared import store
from pages.shared.pickers.closures import PRESETS
from publish.site.browser import key_text, marks, sets_avoided
from publish.site.leaves import Book
from routes.language import phrase
from routes.model.formats import as_csv
from routes.model.terms import YEARS
from routes.network.balance import nearest_year
from routes.network.closures import parse_part
from routes.verdict.judge import Judged

FOLDER = "data"
CRS = "EPSG:4326"
DECIMALS = 4
"""Decimals of degrees that are written: ten metres, far less than any line is known to."""
ZOOMS = 0, 8
"""Least and greatest zoom of the tiles; a map shows the greatest at any nearer one, too."""
SIMPLIFIED = 4096
"""Units of a tile."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Plot:
    """A set of data.

    Attributes
    ----------
    name
        Name of its files.
    rows
        What is told, JSON-ready: the same columns in each; None is not known.
    shapes
        A line or a place for each row; none for a set that has no place.
    """

    name: str
    rows: tuple[Row, ...]
    shapes: tuple[shapely.Geometry, ...] = ()


def plots(book: Book) -> Iterator[Plot]:
    """Yield every set of data of the site.

    Parameters
    ----------
    book
        Its pages.
    """
    for make in MADE:
        yield make(book)


def _line(legs: Iterable[str]) -> shapely.Geometry:
    """Return the lines of legs, degrees, lon/lat; those that follow each other joined."""
    atlas = store.library().atlas
    lines = [shapely.LineString(np.round(atlas.legs[leg].line, DECIMALS)) for leg in legs]
    return lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)


def _verdicts_of(judged: Mapping[str, Mapping[str, Judged]], one: str) -> Row:
    return {f"verdict_{key}": by_id[one].verdict for key, by_id in judged.items()}


def _corridors(_book: Book) -> Plot:
    atlas = store.library().atlas
    keys = [key for key in sets_avoided() if len(key) == 1]
    judged = {key_text(key): store.judged_all(frozenset(key)) for key in keys}
    rows: list[Row] = [
        {
            "corridor_id": corridor_id,
            "name": one.name,
            "group": one.group,
            "in_article": one.in_article,
            "length_km": round(judged["RU"][corridor_id].length_km, 1),
            "legs": " ".join(one.leg_ids),
            **_verdicts_of(judged, corridor_id),
        }
        for corridor_id, one in atlas.corridors.items()
    ]
    shapes = [_line(dict.fromkeys(one.leg_ids)) for one in atlas.corridors.values()]
    return Plot("corridors", tuple(rows), tuple(shapes))


def _legs(_book: Book) -> Plot:
    atlas = store.library().atlas
    of: dict[str, list[str]] = {leg: [] for leg in atlas.legs}
    for corridor_id, corridor in atlas.corridors.items():
        for leg in dict.fromkeys(corridor.leg_ids):
            of[leg].append(corridor_id)
    rows: list[Row] = [
        {
            "leg_id": leg_id,
            "name": leg.name,
            "mode": leg.mode,
            "status": leg.status,
            "corridors": " ".join(of[leg_id]),
            "tail": leg.tail,
            "head": leg.head,
            "length_km": round(leg.length_km, 1),
            "precision_km": round(leg.precision_km, 1),
            "source_id": leg.source_id,
        }
        for leg_id, leg in atlas.legs.items()
    ]
    return Plot("legs", tuple(rows), tuple(_line([leg]) for leg in atlas.legs))


def _places(_book: Book) -> Plot:
    places = store.library().tables.places.rows
    rows: list[Row] = [
        {
            "place_id": one.place_id,
            "name": one.name_en,
            "name_ru": one.name_ru,
            "name_kk": one.name_kk,
            "country": one.country,
            "kind": one.kind,
            "precision_km": one.precision_km,
            "source_id": one.source_id,
        }
        for one in places
    ]
    return Plot("places", tuple(rows), tuple(shapely.Point(one.lon, one.lat) for one in places))


def _journeys(book: Book) -> Plot:
    rows: list[Row] = [
        {
            "code": way.journey.code,
            "from": way.origin,
            "to": way.market,
            "name": way.name,
            "verdict_RU": way.journey.judged.verdict,
            "length_km": round(way.journey.judged.length_km, 1),
            "modes": " ".join(way.journey.modes),
            "status": way.journey.status,
            "decided_by": way.journey.decided_by,
            "legs": " ".join(way.journey.ids),
        }
        for way in book.ways
    ]
    return Plot("journeys", tuple(rows), tuple(_line(way.journey.ids) for way in book.ways))


def _closures(book: Book) -> Plot:
    lib = store.library()
    rows: list[Row] = []
    for preset_id, preset in PRESETS.items():
        year = nearest_year(lib.balances, preset.year or book.year)
        parts = preset.closed.split(",")
        closures = tuple(
            one for part in parts for one in parse_part(part, lib.known.closable, year)
        )
        outcome = store.outcome_of(year, closures)
        rows += [
            {
                "closure": preset_id,
                "closed": preset.closed,
                "year": year,
                "leg_id": flow.leg_id,
                "is_closed": flow.closed,
                "moved_drawn_mt": round(flow.moved.out, 3),
                "flow_as_seen_mt": round(flow.year["as_seen"], 3),
                "flow_on_paper_mt": round(flow.year["on_paper"], 3),
            }
            for flow in outcome.flows.values()
            if flow.leg_id in lib.atlas.legs
        ]
    return Plot("closures", tuple(rows), tuple(_line([row["leg_id"]]) for row in rows))


def _years(_book: Book) -> Plot:
    atlas = store.library().atlas
    rows: list[Row] = []
    for year in YEARS:
        stood = store.stood(year)
        rows += [
            {
                "year": year,
                "leg_id": leg_id,
                "status": stood[leg_id].status,
                "low_mt": one and round(one.low, 3),
                "drawn_mt": one and round(one.drawn, 3),
                "high_mt": one and round(one.high, 3),
            }
            for leg_id, one in store.moved(year).legs.items()
            if leg_id in atlas.legs
        ]
    return Plot("years", tuple(rows), tuple(_line([row["leg_id"]]) for row in rows))


def _verdicts(book: Book) -> Plot:
    atlas = store.library().atlas
    statuses = {c: one.status for c, one in store.corridors_stood(book.year).items()}
    rows: list[Row] = []
    for key in sets_avoided():
        if not key:
            continue
        judged = store.judged_all(frozenset(key))
        for corridor_id, mark in marks(judged, statuses, key).items():
            name = atlas.corridors[corridor_id].name
            rows.append(_verdict("corridor", corridor_id, name, key_text(key), mark))
    for way in book.ways:
        for key_of, mark in way.verdicts.items():
            if key_of:
                rows.append(_verdict("journey", way.journey.code, way.name, key_of, mark))
    return Plot("verdicts", tuple(rows))


def _verdict(kind: str, one_id: str, name: str, avoid: str, mark: list[str]) -> Row:
    return {
        "kind": kind,
        "id": one_id,
        "name": name,
        "avoid": avoid,
        "verdict": mark[3],
        "words": mark[1],
    }


def _table(name: str) -> Callable[[Book], Plot]:
    def _made(_book: Book) -> Plot:
        rows = getattr(store.library().tables, name).rows
        return Plot(name, tuple(row.model_dump(mode="json") for row in rows))

    return _made


MADE: Final[tuple[Callable[[Book], Plot], ...]] = (
    _corridors,
    _legs,
    _places,
    _journeys,
    _closures,
    _years,
    _verdicts,
    _table("figures"),
    _table("events"),
    _table("sources"),
)
"""What makes each set. Quotations are none of them: they are not ours to give away."""


@dataclass(frozen=True)
class Written:
    """A file of data.

    Attributes
    ----------
    path
        Path from the root of the site.
    form
        Name of its form.
    size
        Bytes.
    """

    path: str
    form: str
    size: int


def write(plot: Plot, folder: Path, version: str) -> tuple[Written, ...]:
    """Write a set in every form that it has.

    Parameters
    ----------
    plot
        The set.
    folder
        Where its files go.
    version
        Version of the data.
    """
    path = folder / plot.name
    about = {"data_version": version, "title": phrase(f"site-set-{plot.name}")}
    texts = {
        ".json": _json({**about, "rows": plot.rows}),
        ".csv": as_csv(plot.rows),
    }
    forms = {".json": "JSON", ".csv": "CSV"}
    if plot.shapes:
        texts[".geojson"] = _json(
            {"type": "FeatureCollection", **about, "features": _features(plot)}
        )
        forms |= {".geojson": "GeoJSON", ".fgb": "FlatGeobuf", ".pmtiles": "PMTiles"}
        _write_map_files(plot, path)
    for suffix, text in texts.items():
        path.with_suffix(suffix).write_text(text, "utf-8", newline="\n")
    return tuple(
        Written(f"{FOLDER}/{plot.name}{suffix}", form, path.with_suffix(suffix).stat().st_size)
        for suffix, form in forms.items()
    )


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _features(plot: Plot) -> list[Mapping[str, Any]]:
    return [
        {"type": "Feature", "properties": row, "geometry": json.loads(shapely.to_geojson(shape))}
        for row, shape in zip(plot.rows, plot.shapes, strict=True)
    ]


def _write_map_files(plot: Plot, path: Path) -> None:
    frame = gpd.GeoDataFrame(list(plot.rows), geometry=list(plot.shapes), crs=CRS)
    pyogrio.write_dataframe(
        frame, path.with_suffix(".fgb"), driver="FlatGeobuf", layer=plot.name, SPATIAL_INDEX="YES"
    )
    least, most = ZOOMS
    pyogrio.write_dataframe(
        frame,
        path.with_suffix(".pmtiles"),
        driver="PMTiles",
        layer=plot.name,
        dataset_options={
            "NAME": plot.name,
            "MINZOOM": str(least),
            "MAXZOOM": str(most),
            "EXTENT": str(SIMPLIFIED),
        },
    )
