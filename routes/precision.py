"""Say how far a line's kilometres in a state may be off, given how well its place is known.

The line may lie anywhere within its precision, and the border within the border's. Every half
kilometre of line is asked how far it is from the edge of the state's zones: deeper inside than
both together it surely is in the state (low); outside by no more it may be (high). So may what
lies on land of no state that the state touches, or as near to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from routes.errors import GeometryError
from routes.samples import Samples, sample, states_near
from routes.zones import BEYOND, LAND, TERRITORIAL_SEA, UNASSIGNED, Zones

BORDER_KM = 3.0
BORDER_KM_OF: Mapping[frozenset[str], float] = {
    frozenset({"KZ", "CN"}): 5.0,
    frozenset({"KZ", "UZ"}): 5.0,
    frozenset({"KZ", "TM"}): 5.0,
}
"""Kilometres within which a border of Natural Earth 1:10m is known.

Source: own measurement against OpenStreetMap's borders (used for checking only), every 1 km of
15 borders: the 90th percentile of the distance is below 2.7 km for most, 5.03 for KZ-CN, 3.95 for
KZ-UZ, 4.04 for KZ-TM. See `geodata/world/README.md`.
"""


@dataclass(frozen=True)
class Interval:
    """Kilometres of a line in a state: surely, as drawn, and at most."""

    low: float
    mid: float
    high: float


def interval(
    line: ArrayLike,
    precision_km: float | ArrayLike,
    state: str,
    zones: Zones,
    kinds: Collection[str] = (LAND, TERRITORIAL_SEA),
    border_km: float = BORDER_KM,
    mid: float | None = None,
) -> Interval:
    """Bound the kilometres of a line in a state's zones.

    Parameters
    ----------
    line, precision_km, zones
        As in `sample`.
    state, kinds
        ISO 3166-1 alpha-2, and the kinds of its zones taken together; the edge between two of
        them is no edge.
    border_km
        Precision of the zones' own edges, wider where `BORDER_KM_OF` says so.
    mid
        Kilometres as drawn if `split` has told them already; they are the same but for rounding.

    Returns
    -------
    low <= mid <= high. The intervals of several states do not add up.
    """
    bits = sample(line, precision_km, zones)
    got = interval_of(bits, state, zones, kinds, border_km)
    return got if mid is None else Interval(min(got.low, mid), mid, max(got.high, mid))


def interval_of(
    bits: Samples,
    state: str,
    zones: Zones,
    kinds: Collection[str] = (LAND, TERRITORIAL_SEA),
    border_km: float = BORDER_KM,
) -> Interval:
    """Bound the kilometres of a sampled line, see `interval`; sample once for many states."""
    own = zones.of(state, kinds)
    inside = np.isin(bits.zone, own)
    border = np.full(len(inside), border_km)
    for pair, wider_km in BORDER_KM_OF.items():
        if state in pair and wider_km > border_km:
            (other,) = pair - {state}
            reach = bits.precision_km + wider_km
            land = zones.of(other, (LAND,))
            at_pair = zones.edges.distance_km(land, bits.at, float(reach.max())) <= reach
            border[at_pair] = wider_km
    reach = bits.precision_km + border
    near = zones.edges.distance_km(own, bits.at, float(reach.max())) <= reach
    mid = float(bits.km[inside].sum())
    low = float(bits.km[inside & ~near].sum())
    maybe = inside | near
    claims = zones.of(state, (UNASSIGNED,)) if LAND in kinds else own[:0]
    if len(claims):
        wide = np.concatenate([own, claims])
        maybe |= zones.edges.distance_km(wide, bits.at, float(reach.max())) <= reach
        for claim in zones.geometry[claims]:
            maybe |= shapely.intersects_xy(claim, bits.at)
    return Interval(low, mid, float(bits.km[maybe].sum()))


def split_by_zone(legs: gpd.GeoDataFrame, zones: Zones) -> pd.DataFrame:
    """Measure how many kilometres of each leg lie in each state's zone.

    Parameters
    ----------
    legs
        LineStrings, EPSG:4326, indexed by `leg_id`, with `precision_km` (a number per leg, or
        one per point).
    zones
        The partition, see `load_zones`.

    Returns
    -------
    One row per (leg_id, state, kind): `km`, and `km_low`, `km_high` when the line may lie
    anywhere within its precision. Zones that the line misses but may touch have `km` 0.
    `unassigned` and `beyond` (state "") have no bounds: they are NaN.

    Raises
    ------
    GeometryError
        If a line is empty or has a coordinate outside ±180°, ±90°.
    """
    rows: list[tuple[object, str, str, float, float, float]] = []
    for leg_id, shape, precision in zip(
        legs.index, legs.geometry, legs["precision_km"], strict=True
    ):
        if shape is None or shape.geom_type != "LineString":
            what = "nothing" if shape is None else f"a {shape.geom_type}"
            raise GeometryError(f"leg {leg_id!r} is {what}; give one LineString")
        try:
            bits = sample(shapely.get_coordinates(shape), precision, zones)
        except GeometryError as e:
            raise GeometryError(f"leg {leg_id!r}: {e}") from None
        near = states_near(bits, zones, float(bits.precision_km.max()) + BORDER_KM)
        for state, kind in zip(zones.state, zones.kind, strict=True):
            if state in near and kind != UNASSIGNED:
                got = interval_of(bits, state, zones, (kind,))
                if got.high > 0:
                    rows.append((leg_id, state, kind, got.mid, got.low, got.high))
        beyond = bits.zone < 0
        for kind, here in (
            (UNASSIGNED, zones.unassigned[bits.zone] & ~beyond),
            (BEYOND, beyond),
        ):
            if rest := float(bits.km[here].sum()):
                rows.append((leg_id, "", kind, rest, np.nan, np.nan))
    columns = ["leg_id", "state", "kind", "km", "km_low", "km_high"]
    return pd.DataFrame.from_records(rows, columns=columns)
