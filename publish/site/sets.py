"""Write the data beside the pages: each set as JSON and CSV, and with lines or places as map files.

The GeoJSON is RFC 7946. FlatGeobuf and PMTiles are written by GDAL, from the very same rows.
"""

from __future__ import annotations

import json
import tempfile
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
from publish.site.leaves import SETS, Book
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
ZOOMS = 0, 5
"""Least and greatest zoom of the tiles; a nearer map shows the greatest, too. A unit of its tiles
is 300 m, less than any line is known to."""
EXTENT = 4096
"""Units of a tile along its side."""
ROUGH = 0.04
"""Degrees by which a line may miss a point in a set that tells the same leg many times; `legs` has
every line whole."""

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
    for name in SETS:
        yield MADE[name](book)


def _line(legs: Iterable[str], rough: float = 0) -> shapely.Geometry:
    """Return the lines of legs, degrees, lon/lat; a point may be missed by some degrees."""
    atlas = store.library().atlas
    lines = [shapely.LineString(np.round(atlas.legs[leg].line, DECIMALS)) for leg in legs]
    found = lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)
    return found.simplify(rough) if rough else found


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
            "length_km": round(way.journey.judged.length_km, 1),
            "modes": " ".join(way.journey.modes),
            "status": way.journey.status,
            "decided_by": way.journey.decided_by,
            "legs": " ".join(way.journey.ids),
            "crosses": _told(way.verdicts, "crosses"),
            "cannot_tell": _told(way.verdicts, "cannot_tell"),
        }
        for way in book.ways
    ]
    return Plot("journeys", tuple(rows), tuple(_line(way.journey.ids, ROUGH) for way in book.ways))


def _told(verdicts: Mapping[str, list[str]], verdict: str) -> str:
    """List the states, each alone, for which a verdict is told."""
    alone = (key for key, mark in verdicts.items() if "," not in key and mark[3] == verdict)
    return " ".join(sorted(alone))


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
    return Plot("closures", tuple(rows), tuple(_line([row["leg_id"]], ROUGH) for row in rows))


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
    return Plot("years", tuple(rows), tuple(_line([row["leg_id"]], ROUGH) for row in rows))


def _verdicts(book: Book) -> Plot:
    statuses = {c: one.status for c, one in store.corridors_stood(book.year).items()}
    rows: list[Row] = []
    for key in sets_avoided():
        if not key:
            continue
        judged = store.judged_all(frozenset(key))
        for corridor_id, mark in marks(judged, statuses, key).items():
            row = {"corridor_id": corridor_id, "avoid": key_text(key)}
            rows.append({**row, "verdict": mark[3], "words": mark[1]})
    return Plot("verdicts", tuple(rows))


def _table(name: str) -> Callable[[Book], Plot]:
    def _made(_book: Book) -> Plot:
        rows = getattr(store.library().tables, name).rows
        return Plot(name, tuple(row.model_dump(mode="json") for row in rows))

    return _made


MADE: Final[Mapping[str, Callable[[Book], Plot]]] = {
    "corridors": _corridors,
    "legs": _legs,
    "places": _places,
    "journeys": _journeys,
    "closures": _closures,
    "years": _years,
    "verdicts": _verdicts,
    **{name: _table(name) for name in ("figures", "events", "sources")},
}
"""What makes each set. Quotations are none of them: they are not ours to give away."""


@dataclass(frozen=True)
class Written:
    """A file of data.

    Attributes
    ----------
    path
        Its name in the folder of the data.
    form
        Name of its form.
    """

    path: str
    form: str


def written(plot: Plot, version: str) -> list[tuple[Written, bytes]]:
    """Write a set in every form that it has; the same bytes for the same set.

    Parameters
    ----------
    plot
        The set.
    version
        Version of the data.
    """
    about = {"data_version": version, "title": phrase(f"site-set-{plot.name}")}
    files = {
        "JSON": (".json", _json({**about, "rows": plot.rows})),
        "CSV": (".csv", as_csv(plot.rows).encode()),
    }
    if plot.shapes:
        whole = {"type": "FeatureCollection", **about, "features": _features(plot)}
        files["GeoJSON"] = (".geojson", _json(whole))
        files |= _map_files(plot)
    return [
        (Written(f"{plot.name}{suffix}", form), content)
        for form, (suffix, content) in files.items()
    ]


def _json(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def _features(plot: Plot) -> list[Mapping[str, Any]]:
    return [
        {"type": "Feature", "properties": row, "geometry": json.loads(shapely.to_geojson(shape))}
        for row, shape in zip(plot.rows, plot.shapes, strict=True)
    ]


def _map_files(plot: Plot) -> dict[str, tuple[str, bytes]]:
    """Write FlatGeobuf and PMTiles, which GDAL writes to disk alone."""
    frame = gpd.GeoDataFrame(list(plot.rows), geometry=list(plot.shapes), crs=CRS)
    least, most = ZOOMS
    tiles = {"NAME": plot.name, "MINZOOM": least, "MAXZOOM": most, "EXTENT": EXTENT}
    forms = {"FlatGeobuf": (".fgb", {}), "PMTiles": (".pmtiles", tiles)}
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for driver, (suffix, options) in forms.items():
            path = Path(folder) / f"{plot.name}{suffix}"
            given = {name: str(value) for name, value in options.items()}
            pyogrio.write_dataframe(
                frame, path, driver=driver, layer=plot.name, dataset_options=given
            )
            found[driver] = (suffix, path.read_bytes())
    return found
