"""Keep what calibrating found, and render it as docs/calibration.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from routes.files.traces import CALIBRATION_DIR, MEASURED, load_measured
from routes.geometry.calibration import FITTED_ON, POINT_KM, SEA_WANDER, WANDER
from routes.geometry.fit import COVERED, KINDS, POINT_QUANTILE, WRONG_KM

PAGE = """# How well the lines are known

This page is written by `make data` from what `python -m routes calibrate --traces DIR --record`
found; change it nowhere by hand.

A stated precision is a claim: at least {covered:.0%} of a line lies within it of where the pipe is.
It was held against {traces} traces by others (© Global Energy Monitor, GOIT, individual routes,
CC BY 4.0) on {day}: {legs} legs, {km:,.0f} km. Half of our line lies within {error:.1f} km of the
traces; half of the band is no wider than {band:.1f} km to either side, {ratio:.1f} times as much.
Of each leg the band covers {least:.1f} % or more.

## After

Kilometres. The line is sampled at least every 0.5 km, and compared where the trace runs along.

{after}
## Before

The same legs as they stood when each point carried a number written by hand, before anybody had
seen a trace of them.

{before}
## The band

At a point the band is as wide to either side as the kind of evidence says that the point rests on.
Between two points it goes straight from the one width to the other, and wider by the wander: at a
share t of the way between two points L km apart by {wander:g} · L · t · (1 − t), in the middle
{middle:g} % of their distance.

| evidence | km | points it was read from |
|---|---|---|
{kinds}
What a kind means stands in the [data dictionary](data.md). A kind's number holds {points:.0%} of
its points, as they stand and as they stood before; a point more than {wrong:g} km off is on another
way, which no band can cover, and is left out. The wander is what the traces stray between two
points beyond what the points are off. Where these two do not cover {covered:.0%} of each leg, all
are widened together: here by a factor of {widened:g}.

**Railways** have the numbers of pipelines: a stop is a place beside the line. No independent map of
these railways was found, so their bands are carried over, not measured. **Sea lanes** are not
calibrated: no trace of a ship was held against them. Their numbers rest on how wide lanes are and
how ships pass a cape, and a ship, which steers straight, strays by {sea:g} % of a stretch in its
middle.

## Without one trace

The band as the other traces give it, and how it covers the legs of the one left out: as they stand,
and as they stood before. Some of what stood before was on another way altogether.

{left_out}"""
LEGS_HEAD = """| leg | trace | compared | error median | p95 | band median | within it | ratio |
|---|---|---|---|---|---|---|---|
"""


def write_calibration(report: Mapping[str, Any], folder: Path = CALIBRATION_DIR) -> None:
    """Write what calibrating found.

    Parameters
    ----------
    report
        What `calibrate --format json` prints.
    folder
        Folder of `measured.json`.
    """
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / MEASURED).write_text(f"{text}\n", encoding="utf-8")


def calibration_md(folder: Path = CALIBRATION_DIR) -> bytes:
    """Render the page of the calibration from what was found last, and the numbers in use.

    Parameters
    ----------
    folder
        Folder of `measured.json`.

    Raises
    ------
    DataError
        If it is missing or damaged.
    """
    found = load_measured(folder)
    legs, pooled = found["legs"], found["pooled"]
    page = PAGE.format(
        covered=COVERED,
        traces=len({entry["trace"] for entry in legs}),
        day=FITTED_ON,
        legs=len(legs),
        km=sum(entry["compared_km"] for entry in legs),
        error=pooled["error_median_km"],
        band=pooled["band_median_km"],
        ratio=pooled["ratio"],
        least=min(entry["covered_percent"] for entry in legs),
        after=_legs(legs),
        before=_legs(found["before"]),
        wander=WANDER,
        middle=25 * WANDER,
        kinds=_kinds(found["points"]),
        points=POINT_QUANTILE,
        wrong=WRONG_KM,
        widened=found["fitted"]["widened"],
        sea=25 * SEA_WANDER,
        left_out=_left_out(found["left_out"]),
    )
    return page.encode("utf-8")


def _legs(entries: Iterable[Mapping[str, Any]]) -> str:
    """Render a table of legs."""
    rows = (
        f"| `{entry['leg_id']}` | {entry['trace']} | {entry['compared_km']:,.0f} "
        f"| {entry['error_median_km']:.1f} | {entry['error_p95_km']:.1f} "
        f"| {entry['band_median_km']:.1f} | {entry['covered_percent']:.1f} % "
        f"| {entry['ratio']:.1f} |\n"
        for entry in entries
    )
    return LEGS_HEAD + "".join(rows)


def _kinds(counts: Mapping[str, int]) -> str:
    """Render the rows of the kinds of evidence; those at sea were read from nothing."""
    return "".join(
        f"| `{kind}` | {km:g} | {counts[kind] if kind in KINDS else 'not calibrated'} |\n"
        for kind, km in POINT_KM.items()
    )


def _left_out(entries: Iterable[Mapping[str, Any]]) -> str:
    """Render what the others say of each trace."""
    kinds = " | ".join(f"`{kind}`" for kind in KINDS)
    head = f"| without | {kinds} | wander | covers, as they stand | as they stood |\n"
    rows = [head, "|---" * (len(KINDS) + 4) + "|\n"]
    for entry in entries:
        points = " | ".join(f"{entry['point_km'][kind]:g}" for kind in KINDS)
        rows.append(
            f"| {entry['trace']} | {points} | {entry['wander']:g} | {_covered(entry['legs'])} "
            f"| {_covered(entry['before'])} |\n"
        )
    return "".join(rows)


def _covered(entries: Iterable[Mapping[str, Any]]) -> str:
    return ", ".join(f"`{e['leg_id']}` {e['covered_percent']:.1f} %" for e in entries)
