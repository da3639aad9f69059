"""Load the committed world as one partition of zones: land, then 12 nm, then nearest waters.

Land that the source gives to no state is a zone of each of its neighbours, of kind `unassigned`:
it is nobody's for certain, so it enters what a state has at most and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from routes.model.borders import DE_FACTO, UN, Borders
from routes.model.errors import InputError
from routes.model.terms import KINDS, UNASSIGNED, Kind
from routes.world.edges import EdgeDistance
from routes.world.index import ZoneIndex
from routes.world.layers import AREAS_FILE, FILES, read_areas, read_layer

if TYPE_CHECKING:
    import geopandas as gpd

WGS84 = 4326
"""EPSG code of lon/lat in degrees, as everything here is."""


@dataclass(frozen=True, eq=False)
class Zones:
    """Zones of states that never overlap, with an index that is built on first use.

    Only zones of kind `unassigned` cover each other, one for each state that may have the land.

    The index is kept with the object, so load once per process and pass it on. Workers that are
    forked after `zones.index` was touched share it. Threads may share it as well: prepared
    geometries are not safe in threads, hence the index holds a lock.

    Attributes
    ----------
    state
        ISO 3166-1 alpha-2 of each zone.
    kind
        Kind of each zone, in the same order.
    geometry
        (Multi)polygons in degrees, lon/lat, EPSG:4326, in the same order.
    area
        Disputed area that each zone is of, a row of areas.csv, in the same order; "" for most.
        None at all where no zone is of one.
    """

    state: tuple[str, ...]
    kind: tuple[Kind, ...]
    geometry: NDArray[np.object_]
    area: tuple[str, ...] = ()

    @cached_property
    def index(self) -> ZoneIndex:
        """Index of all zones, built on first use: about two seconds for the world."""
        return ZoneIndex(self.geometry)

    @cached_property
    def edges(self) -> EdgeDistance:
        """Distances to the edges of zones, computed block by block as they are asked for."""
        return EdgeDistance(self.geometry, self.index)

    def of(self, state: str, kinds: Collection[str]) -> NDArray[np.intp]:
        """Return the numbers of a state's zones of the given kinds.

        Parameters
        ----------
        state
            ISO 3166-1 alpha-2.
        kinds
            Kinds of zone wanted.
        """
        return np.array(
            [
                i
                for i, (s, k) in enumerate(zip(self.state, self.kind, strict=True))
                if s == state and k in kinds
            ],
            dtype=np.intp,
        )

    def of_area(self, area: str, kinds: Collection[str]) -> NDArray[np.intp]:
        """Return the numbers of a disputed area's zones of the given kinds.

        Parameters
        ----------
        area
            Row of areas.csv.
        kinds
            Kinds of zone wanted.
        """
        pairs = zip(self.area, self.kind, strict=False)
        return np.array([i for i, (a, k) in enumerate(pairs) if a == area and k in kinds], np.intp)

    @cached_property
    def unassigned(self) -> NDArray[np.bool_]:
        """Whether each zone is of kind `unassigned`."""
        return np.array([kind == UNASSIGNED for kind in self.kind], dtype=bool)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the index behind: it holds a lock and is quicker built than moved."""
        return {
            "state": self.state,
            "kind": self.kind,
            "geometry": self.geometry,
            "area": self.area,
        }


def zones_of(frame: gpd.GeoDataFrame) -> Zones:
    """Build zones from polygons.

    Parameters
    ----------
    frame
        (Multi)polygons, EPSG:4326, with `state` (ISO 3166-1 alpha-2) and `kind`; but for kind
        `unassigned` they do not overlap.

    Raises
    ------
    InputError
        If a column is missing, a kind is unknown, or coordinates are not EPSG:4326.
    """
    if lacking := [name for name in ("state", "kind") if name not in frame.columns]:
        raise InputError("zones", list(frame.columns), f"give a column {lacking[0]}")
    if frame.crs is not None and frame.crs.to_epsg() != WGS84:
        raise InputError("zones", str(frame.crs), "give lon/lat in degrees: zones.to_crs(4326)")
    if unknown := sorted(set(frame["kind"]) - set(KINDS)):
        raise InputError("kind", unknown[0], f"give one of {', '.join(KINDS)}")
    return Zones(tuple(frame["state"]), tuple(frame["kind"]), frame.geometry.to_numpy())


def load_zones(folder: Path, states: Collection[str] | None = None, borders: Borders = UN) -> Zones:
    """Load the zones of the world under a set of borders.

    Parameters
    ----------
    folder
        `geodata/world/`.
    states
        Keep only these states (ISO 3166-1 alpha-2); the rest then counts as `beyond`.
    borders
        Set of borders; in `de_facto` a disputed area is a zone of the state that controls it.

    Returns
    -------
    Zones in order of kind, then state, then area.

    Raises
    ------
    DataError
        If a file is missing or damaged; the message says which and how to rebuild it.
    InputError
        If a state is asked for that the world does not have.
    """
    parts_of: dict[Key, list[shapely.Geometry]] = {}
    for kind, name in FILES.items():
        codes, parts = read_layer(folder / name, kind)
        for state, part in zip(codes, parts, strict=True):
            parts_of.setdefault((kind, state, ""), []).append(part)
    if borders == DE_FACTO:
        parts_of = _redrawn(parts_of, folder / AREAS_FILE)
    if states is not None:
        parts_of = {key: parts for key, parts in parts_of.items() if key[1] in states}
        if unknown := set(states) - {state for _, state, _ in parts_of}:
            cure = "give ISO 3166-1 alpha-2 codes, as in RU,KZ"
            raise InputError("states", sorted(unknown), cure)
    keys = sorted(parts_of, key=lambda key: (KINDS.index(key[0]), *key[1:]))
    geometry = np.empty(len(keys), dtype=object)
    geometry[:] = [shapely.MultiPolygon(parts_of[key]) for key in keys]
    areas = tuple(area for _, _, area in keys)
    return Zones(
        tuple(state for _, state, _ in keys),
        tuple(kind for kind, _, _ in keys),
        geometry,
        areas if any(areas) else (),
    )


Key = tuple[Kind, str, str]
"""Kind of a zone, its state, and its disputed area, which is mostly ""."""


def _redrawn(
    un: dict[Key, list[shapely.Geometry]], path: Path
) -> dict[Key, list[shapely.Geometry]]:
    """Return the zones with those of disputed areas in place of what they are cut from."""
    fresh: dict[Key, list[shapely.Geometry]] = {}
    for area, state, kind, part in read_areas(path):
        fresh.setdefault((kind, state, area), []).append(part)
    return {**un, **fresh}
