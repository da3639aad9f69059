"""Report how far our lines are from traces by others, and what their bands must be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from routes.geometry.calibration import FITTED_ON, POINT_KM, WANDER
from routes.geometry.fit import (
    COVERED,
    KINDS,
    Course,
    Held,
    Model,
    Result,
    bands,
    fit,
    held_against,
    left_out,
    pooled,
    result_of,
)
from routes.geometry.geodesic import Floats
from routes.model.errors import DataError, InputError, clipped, nearest_name
from routes.model.rows import FormerPoint, Waypoint
from routes.model.tables import Tables, points_of
from routes.model.terms import PROPOSED
from routes.model.traces import Trace

SCHEMA = 1
FORMER_SHARE = 0.02
"""What a band was before it was calibrated: the worse of both ends' numbers, and at least this
share of the segment's length."""


def calibration_report(
    tables: Tables,
    former: Iterable[FormerPoint],
    traces: Sequence[Trace],
    named: Mapping[str, Collection[str]],
    data_version: str,
) -> dict[str, Any]:
    """Return what holding our lines against traces shows, JSON-ready; docs/cli.md lists the fields.

    Parameters
    ----------
    tables
        Everything people write.
    former
        Points of legs as they stood before a trace was seen.
    traces
        Traces by others.
    named
        Legs of a trace as the user says, by the trace's id.
    data_version
        Date and hash of the tables.

    Raises
    ------
    InputError
        If a leg or trace that the user names is not there.
    DataError
        If a trace runs along no leg.
    """
    points = points_of(tables)
    courses = {leg: _course(leg, rows) for leg, rows in points.items()}
    _check(named, courses, traces)
    on_land = {
        leg.leg_id
        for leg in tables.legs
        if (leg.mode, leg.medium) == ("pipeline", "land") and leg.status != PROPOSED
    }
    now, none = held_against(traces, courses, named, on_land)
    if none:
        cure = f"take it away, or name its legs: --legs {none[0].trace_id}=LEG"
        raise DataError(none[0].file, None, "runs along no leg", cure)
    stood = _former(former)
    legs_of = {
        t.trace_id: [h.course.leg_id for h in now if h.trace_id == t.trace_id] for t in traces
    }
    before, _ = held_against(
        traces, {leg: _former_course(leg, rows) for leg, rows in stood.items()}, legs_of
    )
    stated, fitted = Model(POINT_KM, WANDER), fit(now, before)
    each = [bands(held, stated) for held in now]
    error, band = pooled(now, each)
    legs = [_entry(result_of(held, width)) for held, width in zip(now, each, strict=True)]
    return {
        "schema": SCHEMA,
        "data_version": data_version,
        "fitted_on": FITTED_ON,
        "stated": _model(stated),
        "fitted": {**_model(fitted), "widened": round(fitted.widened, 3)},
        "points": {kind: (fitted.counts or {}).get(kind, 0) for kind in KINDS},
        "pooled": {
            "error_median_km": round(error, 2),
            "band_median_km": round(band, 2),
            "ratio": round(band / error, 2),
        },
        "covers": all(entry["covered_percent"] >= 100 * COVERED for entry in legs),
        "legs": legs,
        "before": [
            _entry(result_of(held, _former_band(held, stood[held.course.leg_id])))
            for held in before
        ],
        "left_out": [
            {
                "trace": trace,
                **_model(model),
                "legs": [_entry(result) for result in stand],
                "before": [_entry(result) for result in past],
            }
            for trace, model, stand, past in left_out(now, before)
        ],
    }


def leg_names(texts: Iterable[str]) -> dict[str, list[str]]:
    """Parse which legs a trace is, as a user types it: `P0643=baku_supsa`, legs with commas.

    Parameters
    ----------
    texts
        One or more; what names one trace adds up.

    Raises
    ------
    InputError
        If a text is not of that form.
    """
    named: dict[str, list[str]] = {}
    for text in texts:
        trace, sign, legs = text.partition("=")
        if not (trace and sign and legs):
            raise InputError("legs", clipped(text), "write TRACE=LEG, as in P0643=baku_supsa")
        named.setdefault(trace, []).extend(leg.strip() for leg in legs.split(","))
    return named


def _check(
    named: Mapping[str, Collection[str]], courses: Collection[str], traces: Iterable[Trace]
) -> None:
    """Refuse legs and traces that are not there."""
    known = {trace.trace_id for trace in traces}
    for trace, legs in named.items():
        if trace not in known:
            cure = nearest_name(trace, known) or "name a file of the folder, without its ending"
            raise InputError("legs", clipped(trace), cure)
        for leg in legs:
            if leg not in courses:
                cure = nearest_name(leg, courses) or "give the id of a leg, see legs.csv"
                raise InputError("legs", clipped(leg), cure)


def _course(leg: str, rows: Sequence[Waypoint]) -> Course:
    return Course(
        leg,
        tuple((row.lon, row.lat) for row in rows),
        tuple(row.evidence for row in rows),
        tuple(row.wider_km or 0.0 for row in rows),
    )


def _former(points: Iterable[FormerPoint]) -> dict[str, list[FormerPoint]]:
    of_leg: dict[str, list[FormerPoint]] = {}
    for point in points:
        of_leg.setdefault(point.leg_id, []).append(point)
    return of_leg


def _former_course(leg: str, rows: Sequence[FormerPoint]) -> Course:
    return Course(
        leg,
        tuple((row.lon, row.lat) for row in rows),
        tuple(row.evidence for row in rows),
        (0.0,) * len(rows),
    )


def _former_band(held: Held, rows: Sequence[FormerPoint]) -> Floats:
    """Return the band that was stated before it was calibrated."""
    known = np.array([row.precision_km for row in rows])
    each = np.maximum(np.maximum(known[:-1], known[1:]), FORMER_SHARE * held.segment_km)
    return np.asarray(each[held.segment], dtype=np.float64)


def _model(model: Model) -> dict[str, Any]:
    return {
        "point_km": {kind: model.point_km[kind] for kind in KINDS},
        "wander": model.wander,
    }


def _entry(result: Result) -> dict[str, Any]:
    return {
        "trace": result.trace_id,
        "leg_id": result.leg_id,
        "matched_by": result.by,
        "length_km": round(result.length_km, 1),
        "compared_km": round(result.compared_km, 1),
        "error_median_km": round(result.error_median_km, 2),
        "error_p95_km": round(result.error_p95_km, 2),
        "band_median_km": round(result.band_median_km, 2),
        "covered_percent": round(100 * result.covered, 1),
        "ratio": round(result.band_median_km / max(result.error_median_km, 0.01), 2),
    }


def calibration_text(report: Mapping[str, Any]) -> str:
    """Format what a person wants to know beside the table of legs.

    Parameters
    ----------
    report
        What `calibration_report` returns.
    """
    all_of = report["pooled"]
    lines = [
        "",
        (
            f"all legs: error median {all_of['error_median_km']} km, band median "
            f"{all_of['band_median_km']} km, {all_of['ratio']} times the error; "
            f"{'every' if report['covers'] else 'NOT every'} leg is covered for {COVERED:.0%}"
        ),
        f"stated, of {report['fitted_on']}: {_told(report['stated'])}",
        (
            f"fitted to these traces:  {_told(report['fitted'])}, widened by "
            f"{report['fitted']['widened']}"
        ),
    ]
    for left in report["left_out"]:
        covered = ", ".join(f"{e['leg_id']} {e['covered_percent']} %" for e in left["legs"])
        lines.append(f"without {left['trace']}: {_told(left)}; covers {covered}")
    return "\n".join(lines)


def _told(model: Mapping[str, Any]) -> str:
    points = ", ".join(f"{kind} {km:g}" for kind, km in model["point_km"].items())
    return f"{points} km; wander {model['wander']:g}"
