"""Lay out the map of a view as features: its lines, cut where they enter a state; its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import geopandas as gpd
from shapely import LineString, Point

from pages.shared import store
from pages.shared.map.scenes import has_map, scene
from publish.take.table import Cell, rounded
from publish.viewed import Viewed
from routes.language import phrase
from routes.model.atlas import Atlas, Leg, Piece
from routes.model.rows import Place
from routes.model.terms import ARTICLE_YEAR, GROUND
from routes.network.balance import nearest_year

LINES = (
    "leg_id",
    "piece",
    "name",
    "corridor_ids",
    "corridors",
    "mode",
    "goods",
    "status",
    "state",
    "state_name",
    "zone",
    "side",
    "piece_km",
    "length_km",
    "precision_km",
    "year",
    "moved_mt_low",
    "moved_mt_drawn",
    "moved_mt_high",
    "operator",
    "since",
    "source_id",
    "source",
)
PLACES = ("place_id", "name", "kind", "state", "precision_km", "source_id", "source")
COLUMNS = ("feature", *dict.fromkeys((*LINES, *PLACES)))
"""Every property, so that all features have the same."""
WHOLE = ("piece", "year")
"""Those that are whole numbers."""
LINE, PLACE = "line", "place"
"""Kinds of feature."""
MT = 3
"""Decimals of million tonnes, as the map has them."""


def features(viewed: Viewed) -> gpd.GeoDataFrame:
    """Lay out what the map of a view shows.

    Parameters
    ----------
    viewed
        The page and its view.

    Returns
    -------
    Lines and points, EPSG:4326, with the properties `COLUMNS`. A line is a piece of a leg in one
    zone of one state; the pieces of a leg in their order make it whole. No feature for a page
    without a map.
    """
    with viewed.spoken():
        lib = store.library()
        legs = [lib.atlas.legs[leg_id] for leg_id in _shown(viewed)]
        rows = [*_lines(viewed, lib.atlas, legs), *_places(lib.atlas, legs)]
        geometry = [row.pop("geometry") for row in rows]
        columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
        frame = gpd.GeoDataFrame(columns, geometry=geometry, crs="EPSG:4326")
        return frame.astype(dict.fromkeys(WHOLE, "Int64"))


def _shown(viewed: Viewed) -> list[str]:
    """List the legs that the map of a view shows; none for a page without a map."""
    lib = store.library()
    if not has_map(viewed.page):
        return []
    found = scene(viewed.page, viewed.view, lib)
    of_corridors = (lib.atlas.corridors[one].leg_ids for one in found.drawing.on)
    return list(dict.fromkeys((*chain.from_iterable(of_corridors), *found.drawing.legs)))


def _lines(viewed: Viewed, atlas: Atlas, legs: Iterable[Leg]) -> Iterator[dict[str, object]]:
    view, lib = viewed.view, store.library()
    year = ARTICLE_YEAR if view.as_article else view.year
    if viewed.page == "Closure":
        year = nearest_year(lib.balances, view.year)
    moved, stood = store.moved(year).legs, store.stood(view.year, view.as_article)
    for leg in legs:
        mine = [one for one in atlas.corridors.values() if leg.leg_id in one.leg_ids]
        carried = moved.get(leg.leg_id)
        shared: Mapping[str, Cell] = {
            "leg_id": leg.leg_id,
            "name": leg.name,
            "corridor_ids": "|".join(one.corridor_id for one in mine) or None,
            "corridors": phrase("common-list.comma").join(one.name for one in mine) or None,
            "mode": leg.mode,
            "goods": leg.goods,
            "status": stood[leg.leg_id].words or phrase("status-operating"),
            "length_km": rounded(leg.length_km, MT),
            "precision_km": leg.precision_km,
            "year": year,
            "moved_mt_low": rounded(carried.low, MT) if carried else None,
            "moved_mt_drawn": rounded(carried.drawn, MT) if carried else None,
            "moved_mt_high": rounded(carried.high, MT) if carried else None,
            "operator": leg.operator or None,
            "since": leg.since or None,
            "source_id": leg.source_id,
            "source": _source(leg.source_id),
        }
        for n, piece in enumerate(leg.pieces, 1):
            yield {
                **shared,
                "feature": LINE,
                "piece": n,
                "state": piece.state or None,
                "state_name": atlas.state_names.get(piece.state),
                "zone": piece.kind,
                "side": _side(piece, frozenset(view.avoid)),
                "piece_km": rounded(piece.km, MT),
                "geometry": LineString(leg.line[piece.start : piece.end + 1]),
            }


def _side(piece: Piece, avoid: frozenset[str]) -> str | None:
    """Return whether a piece is on ground of the states to avoid; None without any."""
    if not avoid:
        return None
    return "inside" if piece.state in avoid and piece.kind in GROUND else "outside"


def _places(atlas: Atlas, legs: Iterable[Leg]) -> Iterator[dict[str, object]]:
    rows: Mapping[str, Place] = {row.place_id: row for row in store.library().tables.places}
    for place_id in dict.fromkeys(end for leg in legs for end in (leg.tail, leg.head)):
        spot = atlas.places[place_id]
        yield {
            "feature": PLACE,
            "place_id": place_id,
            "name": spot.name,
            "kind": spot.kind,
            "state": spot.country or None,
            "state_name": atlas.state_names.get(spot.country),
            "precision_km": rows[place_id].precision_km,
            "source_id": spot.source_id,
            "source": _source(spot.source_id),
            "geometry": Point(spot.lon, spot.lat),
        }


def _source(source_id: str) -> str:
    source = next(row for row in store.library().tables.sources if row.source_id == source_id)
    return f"{source.publisher}: {source.title}"
