"""Hold legs against traces by others, and fit how well a line is known by kind of evidence.

Two things are measured, and one condition is set.

- How far the points of our lines lie off the traces, by kind of evidence: a kind's precision is
  what holds nine in ten of them. Points of both courses count, as they stand and as they stood
  before anybody saw a trace: a sketch that was held against a trace is put right and becomes
  `checked`, so that the sketches that remain elsewhere are like those that stood before. A point
  more than `WRONG_KM` off is no imprecision but another way, which no band can cover.
- How far the traces stray from the straight way between two points, beyond what the points
  themselves are off.
- The band must hold 95 % of each leg as it stands. Where these two do not reach it, both are
  widened together, and the factor is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from routes.geometry.calibration import POINT_KM, band_km
from routes.geometry.geodesic import Floats, Ints, length_km, segments
from routes.model.rows import Evidence
from routes.model.traces import LonLat, Trace

SAMPLE_KM = 0.5
COVERED = 0.95
"""Share of a line that must lie within its band."""
POINT_QUANTILE = 0.9
WANDER_QUANTILE = 0.9
WRONG_KM = 40.0
FEWEST = 8
"""Points from which the precision of a kind is read; with fewer it keeps that of the next worse."""
KINDS: tuple[Evidence, ...] = ("checked", "station", "beside", "sketch", "via")
"""Kinds of evidence on land, the better known first."""
WIDEN = 1.005
MOST_WIDENED = 3.0

ALONG_KM, ALONG_SHARE, END_KM = 15.0, 0.1, 30.0
"""A leg runs along a trace that names no leg of ours if half of it lies within 15 km of it, or a
tenth of the leg's length if that is less, and both its ends within 30 km."""

LEGS_OF_TRACE: Mapping[str, tuple[str, ...]] = {
    "P0643": ("baku_supsa",),
    "P0649": ("uzen_atyrau", "atyrau_bolshoy_chagan", "bolshoy_chagan_samara"),
    "P5202": ("karachaganak_bolshoy_chagan", "bolshoy_chagan_atyrau"),
    "P5207": ("samara_unecha",),
    "P0652": ("unecha_ust_luga",),
}
"""Legs that the pipelines of Global Energy Monitor's data set are, by their number in it."""


@dataclass(frozen=True)
class Course:
    """A leg as it is authored: its points, and how each is known.

    Attributes
    ----------
    leg_id
        Row of legs.csv.
    line
        Its points from tail to head, lon/lat in degrees.
    evidence
        What the position of each point rests on.
    wider_km
        Kilometres written for a point that is known worse than its kind; 0 where there are none.
    """

    leg_id: str
    line: tuple[LonLat, ...]
    evidence: tuple[Evidence, ...]
    wider_km: tuple[float, ...]


@dataclass(frozen=True)
class Model:
    """What makes a band.

    Attributes
    ----------
    point_km
        Kilometres within which a line passes its points, by kind of evidence.
    wander
        How far it strays between two points, as a share of their distance.
    widened
        Factor by which both were widened so that each leg is covered; 1 where they need not be.
    counts
        Points that the precision of each kind was read from.
    """

    point_km: Mapping[Evidence, float]
    wander: float
    widened: float = 1.0
    counts: Mapping[Evidence, int] | None = None


@dataclass(frozen=True, eq=False)
class Held:
    """A leg held against a trace, cut into bits of half a kilometre or less.

    Attributes
    ----------
    trace_id
        The trace.
    course
        The leg.
    by
        How leg and trace were matched: `number`, `hand` or `course`.
    km
        Shape (n,), lengths of the bits in kilometres.
    off_km
        Shape (n,), kilometres from the middle of each to the trace.
    along
        Shape (n,), whether the trace runs along there: past its ends it does not.
    segment
        Shape (n,), number of the segment of the leg that each is part of.
    share
        Shape (n,), where in its segment each is, 0 to 1.
    segment_km
        Shape (m,), lengths of the segments in kilometres.
    point_off_km
        Shape (m + 1,), kilometres from each point of the leg to the trace.
    point_along
        Shape (m + 1,), whether the trace runs along there.
    """

    trace_id: str
    course: Course
    by: str
    km: Floats
    off_km: Floats
    along: NDArray[np.bool_]
    segment: Ints
    share: Floats
    segment_km: Floats
    point_off_km: Floats
    point_along: NDArray[np.bool_]


@dataclass(frozen=True)
class Result:
    """What a leg held against a trace has shown.

    Attributes
    ----------
    trace_id, leg_id
        What was held against what.
    by
        How they were matched: `number`, `hand` or `course`.
    length_km
        Length of the leg in kilometres.
    compared_km
        Kilometres of it along which the trace runs.
    error_median_km, error_p95_km
        Distance to the trace in kilometres: of half the line, and of 95 % of it, at most.
    band_median_km
        Width of the stated band to either side in kilometres: of half the line at most.
    covered
        Share of the line that lies within its band, 0 to 1.
    """

    trace_id: str
    leg_id: str
    by: str
    length_km: float
    compared_km: float
    error_median_km: float
    error_p95_km: float
    band_median_km: float
    covered: float


def held_against(
    traces: Sequence[Trace],
    courses: Mapping[str, Course],
    named: Mapping[str, Collection[str]] | None = None,
    candidates: Collection[str] = (),
) -> tuple[list[Held], list[Trace]]:
    """Match traces with legs and measure how far the one is from the other.

    Parameters
    ----------
    traces
        Traces by others.
    courses
        Legs by their id.
    named
        Legs of a trace, as a person says, by the trace's id.
    candidates
        Legs that may be matched with a trace by its course alone, where nobody has named its legs.

    Returns
    -------
    Each pair of a leg and a trace that runs along it, in the order of the traces; and the traces
    that run along no leg.
    """
    held: list[Held] = []
    none: list[Trace] = []
    for trace in traces:
        given = (named or {}).get(trace.trace_id)
        known = LEGS_OF_TRACE.get(trace.trace_id)
        by = "hand" if given else "number" if known else "course"
        pairs = [
            measured(trace, courses[leg], by)
            for leg in given or known or sorted(candidates)
            if leg in courses
        ]
        found = [pair for pair in pairs if by != "course" or _runs_along(pair)]
        found = [p for p in found if p.along.any() and p.off_km[p.along].min() <= WRONG_KM]
        held += found
        if not found:
            none.append(trace)
    return held, none


def _runs_along(held: Held) -> bool:
    whole = float(held.km.sum())
    near = min(ALONG_KM, ALONG_SHARE * whole)
    most = float(held.km[held.along & (held.off_km <= near)].sum())
    ends = held.point_off_km[[0, -1]]
    return bool(most >= whole / 2 and (ends <= END_KM).all())


def measured(trace: Trace, course: Course, by: str = "hand") -> Held:
    """Measure how far a leg is from a trace.

    Parameters
    ----------
    trace
        The trace.
    course
        The leg.
    by
        How they were matched.
    """
    line = np.array(course.line)
    seg = segments([line], SAMPLE_KM)
    whole: Floats = np.bincount(seg.source, weights=seg.km, minlength=len(line) - 1).astype(float)
    before = np.concatenate([[0.0], np.cumsum(whole)[:-1]])
    at = np.cumsum(seg.km) - seg.km / 2 - before[seg.source]
    off, along = _distance(trace, (seg.a + seg.b) / 2)
    point_off, point_along = _distance(trace, line)
    return Held(
        trace_id=trace.trace_id,
        course=course,
        by=by,
        km=seg.km,
        off_km=off,
        along=along,
        segment=seg.source,
        share=np.clip(at / np.maximum(whole[seg.source], 1e-9), 0, 1),
        segment_km=whole,
        point_off_km=point_off,
        point_along=point_along,
    )


def _distance(trace: Trace, points: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return kilometres to the trace, and whether it runs along: past its ends it does not."""
    merged = shapely.line_merge(shapely.multilinestrings([np.array(part) for part in trace.lines]))
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(merged)]
    off, along = np.empty(len(points)), np.empty(len(points), dtype=bool)
    # A plane for every 11 km to the north: a degree of longitude shrinks by 0.2 % on the way.
    band = np.round(points[:, 1], 1)
    for lat in np.unique(band):
        here = band == lat
        scale = _km_per_degree(float(lat))
        lines = np.array([shapely.LineString(part * scale) for part in parts])
        spots = shapely.points(points[here] * scale)
        each = shapely.distance(spots[:, None], lines[None, :])
        nearest = lines[each.argmin(axis=1)]
        at_km, near_km = shapely.line_locate_point(nearest, spots), each.min(axis=1)
        inside = (at_km > 1e-6) & (at_km < shapely.length(nearest) - 1e-6)
        off[here] = near_km
        along[here] = shapely.is_ring(nearest) | inside | (near_km < 1e-6)
    return off, along


def _km_per_degree(lat: float) -> Floats:
    """Measure a degree of longitude and one of latitude in kilometres."""
    return np.array(
        [
            length_km([(-0.5, lat), (0.5, lat)]),
            length_km([(0.0, lat - 0.5), (0.0, lat + 0.5)]),
        ]
    )


def bands(held: Held, model: Model) -> Floats:
    """Compute the width of the band at each bit of a leg, in kilometres.

    Parameters
    ----------
    held
        The leg, held against a trace.
    model
        What makes the band.
    """
    known = zip(held.course.evidence, held.course.wider_km, strict=True)
    ends = np.array([max(model.point_km[kind], wider) for kind, wider in known])
    return band_km(
        ends[held.segment],
        ends[held.segment + 1],
        held.segment_km[held.segment],
        held.share,
        model.wander,
    )


def result_of(held: Held, band: Floats) -> Result:
    """Summarize a leg held against a trace.

    Parameters
    ----------
    held
        The leg, held against a trace.
    band
        Kilometres within which each bit of it is said to lie.
    """
    on = held.along
    km, off = held.km[on], held.off_km[on]
    return Result(
        trace_id=held.trace_id,
        leg_id=held.course.leg_id,
        by=held.by,
        length_km=float(held.km.sum()),
        compared_km=float(km.sum()),
        error_median_km=quantile(off, km, 0.5),
        error_p95_km=quantile(off, km, 0.95),
        band_median_km=quantile(band[on], km, 0.5),
        covered=float(km[off <= band[on]].sum() / km.sum()),
    )


def pooled(held: Sequence[Held], each_band: Sequence[Floats]) -> tuple[float, float]:
    """Compute the median error and the median band over all kilometres compared.

    Parameters
    ----------
    held
        Legs held against traces.
    each_band
        The band of each.
    """
    km = np.concatenate([h.km[h.along] for h in held])
    off = np.concatenate([h.off_km[h.along] for h in held])
    band = np.concatenate([b[h.along] for h, b in zip(held, each_band, strict=True)])
    return quantile(off, km, 0.5), quantile(band, km, 0.5)


def quantile(values: ArrayLike, weights: ArrayLike, share: float) -> float:
    """Return the least value that a share of the weights does not exceed.

    Parameters
    ----------
    values
        Shape (n,).
    weights
        Shape (n,), none negative.
    share
        0 to 1.
    """
    value, weight = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    order = np.argsort(value, kind="stable")
    reached = np.cumsum(weight[order]) >= share * weight.sum() * (1 - 1e-12)
    return float(value[order][int(np.argmax(reached))])


def fit(now: Sequence[Held], before: Sequence[Held] = ()) -> Model:
    """Fit a band: what holds the points, what holds the ways between them, and each leg as a whole.

    Parameters
    ----------
    now
        Legs as they stand, held against traces.
    before
        Legs as they stood before a trace was seen; their points count, their lines do not.

    Returns
    -------
    Precisions rounded up to 0.1 km, the wander to 0.01. Kinds of which nothing was held against a
    trace (those at sea) keep what they have.
    """
    off = _points_off(now, before)
    counts = {kind: len(off[kind]) for kind in KINDS}
    read: dict[Evidence, float] = {}
    worse: float | None = None
    for kind in reversed(KINDS):
        if counts[kind] >= FEWEST:
            read[kind] = quantile(off[kind], np.ones(counts[kind]), POINT_QUANTILE)
        elif worse is not None:
            read[kind] = worse
        worse = read.get(kind, POINT_KM[kind])
    strays = _wander(now)
    factor = 1.0
    while True:
        wide = {kind: _up(km * factor, 10) for kind, km in read.items()}
        model = Model({**POINT_KM, **wide}, _up(strays * factor, 100), factor, counts)
        if _least_covered(now, model) >= COVERED or factor >= MOST_WIDENED:
            return model
        factor *= WIDEN


def _up(value: float, parts: int) -> float:
    """Round up to a part of one."""
    return float(np.ceil(value * parts - 1e-9) / parts)


def _least_covered(held: Iterable[Held], model: Model) -> float:
    return min(result_of(h, bands(h, model)).covered for h in held)


def _points_off(now: Iterable[Held], before: Iterable[Held]) -> dict[Evidence, list[float]]:
    """List how far points are off their trace, by kind; each place counts once for a trace."""
    off: dict[Evidence, list[float]] = defaultdict(list)
    seen: set[tuple[str, LonLat]] = set()
    for held in [*now, *before]:
        course = held.course
        known = zip(course.line, course.evidence, course.wider_km, strict=True)
        for (at, kind, wider), km, along in zip(
            known, held.point_off_km, held.point_along, strict=True
        ):
            if along and not wider and km <= WRONG_KM and (held.trace_id, at) not in seen:
                seen.add((held.trace_id, at))
                off[kind].append(float(km))
    return off


def _wander(now: Sequence[Held]) -> float:
    """Measure how far traces stray between two points, beyond what the points are off."""
    strays, weights = [], []
    for held in now:
        t, length = held.share, held.segment_km[held.segment]
        off = held.point_off_km
        wedge = (1 - t) * off[held.segment] + t * off[held.segment + 1]
        inner = held.along & (t > 0.1) & (t < 0.9)
        if inner.any():
            strays.append(((held.off_km - wedge) / (length * t * (1 - t)))[inner])
            # Each leg has one voice, however long it is.
            weights.append(held.km[inner] / held.km[inner].sum())
    return max(0.0, quantile(np.concatenate(strays), np.concatenate(weights), WANDER_QUANTILE))


def left_out(
    now: Sequence[Held], before: Sequence[Held]
) -> list[tuple[str, Model, list[Result], list[Result]]]:
    """Fit without one trace at a time, and measure that one with what the others gave.

    Parameters
    ----------
    now
        Legs as they stand, held against traces.
    before
        Legs as they stood before a trace was seen.

    Returns
    -------
    For each trace its id, the model fitted to the others, and its legs under that model, as they
    stand and as they stood; none where there is only one trace.
    """
    names = list(dict.fromkeys(held.trace_id for held in now))
    if len(names) < 2:
        return []
    told = []
    for name in names:
        model = fit(
            [held for held in now if held.trace_id != name],
            [held for held in before if held.trace_id != name],
        )
        stand = [result_of(h, bands(h, model)) for h in now if h.trace_id == name]
        stood = [result_of(h, bands(h, model)) for h in before if h.trace_id == name]
        told.append((name, model, stand, stood))
    return told
