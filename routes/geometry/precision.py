"""Bound a line's kilometres in a state, given how well the place of the line is known.

The line may lie anywhere within its precision, and the border within the border's. Every half
kilometre of line is compared with its distance from the edge of the state's zones: deeper inside
than both together it surely is in the state (low); outside by no more it may be (high). So may
what lies on land of no state that the state touches, or as near to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

from routes.geometry.calibration import WANDER, band_km
from routes.geometry.geodesic import STEP_KM, Floats, Ints, segments
from routes.geometry.split import span_ends
from routes.model.errors import GeometryError, InputError
from routes.model.terms import BEYOND, GROUND, HOME, LAND, UNASSIGNED, Kind
from routes.world.edges import MAX_KM
from routes.world.zones import WGS84, Zones, zones_of

SAMPLE_KM = 0.5
NM12_KM = 12 * 1.852
"""Width of a belt of 12 nautical miles, kilometres."""
BORDER_KM = 3.0
BORDER_KM_OF: Mapping[frozenset[str], float] = {
    frozenset({HOME, "CN"}): 5.0,
    frozenset({HOME, "UZ"}): 5.0,
    frozenset({HOME, "TM"}): 5.0,
}
"""Kilometres within which a border of Natural Earth 1:10m is known.

Source: own measurement against OpenStreetMap's borders (used for checking only), every 1 km of
15 borders: the 90th percentile of the distance is below 2.7 km for most, 5.03 for KZ-CN, 3.95 for
KZ-UZ, 4.04 for KZ-TM. See `geodata/world/README.md`.
"""
WITHIN_12NM = "within_12nm"
"""Kind of the rows of `split_by_zone` that are no part of the partition."""
COLUMNS = ("leg_id", "state", "kind", "km", "km_low", "km_high")


@dataclass(frozen=True)
class Interval:
    """Kilometres of a line in a state.

    Attributes
    ----------
    low
        Kilometres that surely lie in the state.
    mid
        Kilometres as drawn.
    high
        Kilometres that may lie in it.
    """

    low: float
    mid: float
    high: float


@dataclass(frozen=True, eq=False)
class Samples:
    """A line cut into bits of half a kilometre or less, each in one zone.

    Attributes
    ----------
    middle
        Shape (n, 2), their middles, lon/lat in degrees.
    km
        Shape (n,), their lengths in kilometres.
    zone
        Shape (n,), number of the zone of each; -1 where there is none.
    precision_km
        Shape (n,), kilometres within which each is known.
    """

    middle: Floats
    km: Floats
    zone: Ints
    precision_km: Floats


def split_by_zone(
    legs: gpd.GeoDataFrame,
    zones: Zones | gpd.GeoDataFrame,
    *,
    belts: bool = False,
    wander: float = WANDER,
) -> pd.DataFrame:
    """Measure how many kilometres of each leg lie in each state's zone.

    Parameters
    ----------
    legs
        LineStrings, EPSG:4326, indexed by `leg_id`, with `precision_km` (a number per leg, or
        one per point).
    zones
        Polygons, EPSG:4326, with `state` (ISO 3166-1 alpha-2) and `kind`, that do not overlap;
        or what `load_zones` returns.
    belts
        Whether to add, per coast, a row of kind `within_12nm`: the kilometres within 12 nautical
        miles of it, whatever coast is nearer. They are for legs at sea: land counts as sea.
    wander
        How far the lines stray between two points, as a share of their distance.

    Returns
    -------
    One row per (leg_id, state, kind): `km`, and `km_low`, `km_high` when the line may lie
    anywhere within its precision. Zones that the line misses but may touch have `km` 0.
    `unassigned` and `beyond` (state "") have no bounds: they are NaN. Without the belts the rows
    of a leg add up to its length.

    Raises
    ------
    GeometryError
        If a line is empty or has a coordinate outside ±180°, ±90°.
    InputError
        If a column is missing, a kind of zone is unknown, or coordinates are not EPSG:4326.
    """
    if "precision_km" not in legs.columns:
        raise InputError("legs", list(legs.columns), "give a column precision_km, kilometres")
    if legs.crs is not None and legs.crs.to_epsg() != WGS84:
        raise InputError("legs", str(legs.crs), "give lon/lat in degrees: legs.to_crs(4326)")
    partition = zones if isinstance(zones, Zones) else zones_of(zones)
    rows: list[tuple[object, str, str, float, float, float]] = []
    for leg_id, shape, precision_km in zip(
        legs.index, legs.geometry, legs["precision_km"], strict=True
    ):
        bits = _bits_of(leg_id, shape, precision_km, partition, wander)
        rows += [(leg_id, *row) for row in _rows_of(bits, partition)]
        rows += [(leg_id, *row) for row in _belt_rows(bits, partition)] if belts else []
    return pd.DataFrame.from_records(rows, columns=list(COLUMNS))


def _bits_of(
    leg_id: object, shape: shapely.Geometry, precision_km: ArrayLike, zones: Zones, wander: float
) -> Samples:
    """Cut one leg into bits, or refuse it by its id."""
    if shape is None or shape.geom_type != "LineString":
        what = "nothing" if shape is None else f"a {shape.geom_type}"
        raise GeometryError(f"leg {leg_id!r} is {what}; give one LineString")
    try:
        return sample(shapely.get_coordinates(shape), precision_km, zones, wander)
    except GeometryError as fault:
        raise GeometryError(f"leg {leg_id!r}: {fault}") from None


def _rows_of(bits: Samples, zones: Zones) -> Iterator[tuple[str, Kind, float, float, float]]:
    """Yield state, kind, km, low and high of one leg."""
    near = states_near(bits, zones, float(bits.precision_km.max()) + BORDER_KM)
    # A state has several zones of a kind where some are of disputed areas.
    for state, kind in dict.fromkeys(zip(zones.state, zones.kind, strict=True)):
        if state in near and kind != UNASSIGNED:
            got = interval_of(bits, state, zones, (kind,))
            if got.high > 0:
                yield state, kind, got.mid, got.low, got.high
    beyond = bits.zone < 0
    nobodys = zones.unassigned[bits.zone] & ~beyond
    if rest := float(bits.km[nobodys].sum()):
        yield "", UNASSIGNED, rest, np.nan, np.nan
    if rest := float(bits.km[beyond].sum()):
        yield "", BEYOND, rest, np.nan, np.nan


def _belt_rows(bits: Samples, zones: Zones) -> Iterator[tuple[str, str, float, float, float]]:
    """Yield state, `WITHIN_12NM`, km, low and high of one leg."""
    for state, masks in belts_near(bits, zones).items():
        got = masks.interval(bits)
        if got.high > 0:
            yield state, WITHIN_12NM, got.mid, got.low, got.high


@dataclass(frozen=True, eq=False)
class Masks:
    """Which bits of a line lie in a state.

    Attributes
    ----------
    surely, inside, maybe
        Shape (n,), whether each surely lies there, does as drawn, and may.
    """

    surely: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    maybe: NDArray[np.bool_]

    def interval(self, bits: Samples) -> Interval:
        """Compute the kilometres of each.

        Parameters
        ----------
        bits
            The line, of as many bits.
        """
        low, mid, high = (
            float(bits.km[mask].sum()) for mask in (self.surely, self.inside, self.maybe)
        )
        return Interval(low, mid, high)


def interval_of(
    bits: Samples,
    state: str,
    zones: Zones,
    kinds: Collection[Kind] = GROUND,
    border_km: float = BORDER_KM,
) -> Interval:
    """Bound the kilometres of a line in a state's zones.

    Parameters
    ----------
    bits
        The line, as `sample` cuts it: once for many states.
    state
        ISO 3166-1 alpha-2.
    zones
        The partition.
    kinds
        Kinds of the state's zones taken together; the edge between two of them is no edge.
    border_km
        Precision of the zones' own edges in kilometres, wider where `BORDER_KM_OF` says so.

    Returns
    -------
    low <= mid <= high in kilometres. The intervals of several states do not add up.
    """
    return _masks(bits, state, zones, kinds, border_km).interval(bits)


def belt_masks(bits: Samples, state: str, zones: Zones) -> Masks:
    """Find what of a line lies within 12 nautical miles of a state's coast, whoever's is nearer.

    The partition gives water within 12 miles of two coasts to the nearer one. Here it is within
    12 miles of both: what lies in the state's own ground, and what lies in another's and is no
    further than 12 miles from its land.

    Parameters
    ----------
    bits
        The line, as `sample` cuts it: once for many states.
    state
        ISO 3166-1 alpha-2.
    zones
        The partition.

    Returns
    -------
    What lies in the state's ground by the partition, and more.
    """
    own = _masks(bits, state, zones, GROUND, BORDER_KM)
    reach = bits.precision_km + BORDER_KM
    coast = zones.edges.distance_km(
        zones.of(state, (LAND,)), bits.middle, NM12_KM + float(reach.max())
    )
    # What no belt covers is beyond 12 miles of every coast, but for how the belts were drawn.
    ground = np.isin(zones.kind, list(GROUND))[bits.zone] & (bits.zone >= 0)
    inside = own.inside | (ground & (coast <= NM12_KM))
    surely = own.surely | (inside & (coast + reach <= NM12_KM))
    return Masks(surely, inside, own.maybe | (coast - reach <= NM12_KM))


def belts_near(bits: Samples, zones: Zones) -> dict[str, Masks]:
    """Find what of a line lies within 12 nautical miles of each coast that it may be so near to.

    Parameters
    ----------
    bits
        The line, as `sample` cuts it.
    zones
        The partition.

    Returns
    -------
    `belt_masks` by ISO 3166-1 alpha-2 code, sorted.
    """
    near = states_near(bits, zones, float(bits.precision_km.max()) + BORDER_KM + NM12_KM)
    return {state: belt_masks(bits, state, zones) for state in sorted(near)}


def _masks(
    bits: Samples, state: str, zones: Zones, kinds: Collection[Kind], border_km: float
) -> Masks:
    own = zones.of(state, kinds)
    inside = np.isin(bits.zone, own)
    border = np.full(len(inside), border_km)
    for pair, wider_km in BORDER_KM_OF.items():
        if state in pair and wider_km > border_km:
            (other,) = pair - {state}
            reach = bits.precision_km + wider_km
            land = zones.of(other, (LAND,))
            at_pair = zones.edges.distance_km(land, bits.middle, float(reach.max())) <= reach
            border[at_pair] = wider_km
    reach = bits.precision_km + border
    near = zones.edges.distance_km(own, bits.middle, float(reach.max())) <= reach
    maybe = inside | near
    claims = zones.of(state, (UNASSIGNED,)) if LAND in kinds else own[:0]
    if len(claims):
        wide = np.concatenate([own, claims])
        maybe |= zones.edges.distance_km(wide, bits.middle, float(reach.max())) <= reach
        for claim in zones.geometry[claims]:
            maybe |= shapely.intersects_xy(claim, bits.middle)
    return Masks(inside & ~near, inside, maybe)


def interval_in(bits: Samples, own: Ints, zones: Zones, border_km: float) -> Interval:
    """Bound the kilometres of a line in some zones, all known as well as each other.

    Parameters
    ----------
    bits
        The line, as `sample` cuts it.
    own
        Numbers of the zones; the edge between two of them is no edge.
    zones
        The partition.
    border_km
        Precision of the zones' own edges in kilometres.
    """
    inside = np.isin(bits.zone, own)
    reach = bits.precision_km + border_km
    near = zones.edges.distance_km(own, bits.middle, float(reach.max())) <= reach
    low, mid, high = (
        float(bits.km[mask].sum()) for mask in (inside & ~near, inside, inside | near)
    )
    return Interval(low, mid, high)


def sample(
    line: ArrayLike, precision_km: float | ArrayLike, zones: Zones, wander: float = WANDER
) -> Samples:
    """Cut a line at every crossing and at least every half kilometre.

    Parameters
    ----------
    line
        Shape (n, 2), lon/lat in degrees.
    precision_km
        Kilometres within which the line passes its points: one number, or one for each of the n.
        Between two points the line is known less well, see `band_km`.
    zones
        The partition.
    wander
        How far the line strays between two points, as a share of their distance.

    Raises
    ------
    GeometryError
        If the line cannot be measured, or the precisions do not match its points.
    InputError
        If a precision is negative, not a number, or so large that nothing could be said.
    """
    xy = np.asarray(line, dtype=float)
    seg = segments([xy], STEP_KM)
    ends = _per_point(precision_km, len(xy))
    whole = np.bincount(seg.source, weights=seg.km, minlength=len(ends) - 1)
    spans = zones.index.locate(seg.a, seg.b)
    a, b, km = span_ends(seg, spans)
    parts = np.maximum(np.ceil(km / SAMPLE_KM), 1).astype(np.intp)
    of = np.repeat(np.arange(len(parts)), parts)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = ((nth + 0.5) / parts[of])[:, None]
    piece = (km / parts)[of]
    source = seg.source[spans.segment[of]]
    # The middle of each bit, counted from the start of the segment that was given.
    end = np.cumsum(piece)
    before = np.concatenate([[0.0], np.cumsum(whole)[:-1]])
    along = np.clip((end - piece / 2 - before[source]) / np.maximum(whole[source], 1e-9), 0, 1)
    band = band_km(ends[source], ends[source + 1], whole[source], along, wander)
    return Samples(a[of] + share * (b[of] - a[of]), piece, spans.zone[of], np.minimum(band, MAX_KM))


def _per_point(precision_km: float | ArrayLike, points: int) -> Floats:
    """Return the precision of each point."""
    given = np.asarray(precision_km, dtype=float)
    if given.ndim > 1 or (given.ndim == 1 and len(given) != points):
        raise GeometryError(f"{given.size} precisions for {points} points; give one, or one each")
    bad = ~((given >= 0) & (given <= MAX_KM))
    if bad.any():
        worst = float(np.atleast_1d(given)[int(np.argmax(np.atleast_1d(bad)))])
        raise InputError("precision_km", worst, f"give kilometres from 0 to {MAX_KM:g}")
    return np.broadcast_to(given, (points,))


def states_near(bits: Samples, zones: Zones, reach_km: float) -> set[str]:
    """Return the states with a zone within some distance of a line, and some not far off.

    Parameters
    ----------
    bits
        The line, as `sample` cuts it.
    zones
        The partition.
    reach_km
        The distance in kilometres.
    """
    turn = 1 / 110.5 / np.maximum(np.cos(np.radians(bits.middle[:, 1])), 0.05)
    reach = reach_km * np.column_stack([turn, np.full(len(turn), 1 / 110.5)])
    # Ten samples (5 km) share a box.
    first = np.arange(0, len(bits.middle), 10)
    low = np.minimum.reduceat(bits.middle - reach, first)
    high = np.maximum.reduceat(bits.middle + reach, first)
    tiles = zones.index.tree.query(shapely.box(*low.T, *high.T))[1]
    return {zones.state[z] for z in np.unique(zones.index.tile_zone[tiles])}
