"""Compare published lengths of pipelines with their lengths on the map.

A line on a map cuts the corners that the pipe does not, so the two differ and are shown side by
side; neither is stretched to meet the other (docs/method.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from routes.language import phrase
from routes.model.atlas import Atlas, Leg
from routes.model.rows import Figure, Stretch
from routes.model.terms import LAND, PROPOSED
from routes.model.units import comparable

QUANTITY = re.compile(r"length_km(?:_in_([A-Z]{2}))?")


@dataclass(frozen=True)
class Compared:
    """One published length and what the map has.

    Attributes
    ----------
    subject_id
        Corridor or leg.
    name
        Its name.
    stretch
        What was measured, from where to where.
    state
        State in which the length was published, ISO 3166-1 alpha-2; "" for the whole line.
    published_km
        The length as published, km.
    source_id
        Row of sources.csv that says so.
    as_of
        Date of the statement as in figures.csv, or "".
    map_km
        The length on the map, km.
    ratio
        Length on the map over length published.
    share_published
        Per cent of the whole line that was published for the state; None for the whole line.
    share_map
        Per cent of the whole line that the map has in the state; None for the whole line.
    """

    subject_id: str
    name: str
    stretch: str
    state: str
    published_km: float
    source_id: str
    as_of: str
    map_km: float
    ratio: float
    share_published: float | None = None
    share_map: float | None = None


@dataclass(frozen=True)
class Spread:
    """How far published lengths and the map are apart.

    Attributes
    ----------
    lengths
        Published lengths of whole lines, rivals included.
    lines
        Lines that they are about.
    least, middle, most
        Map over published, per cent: the least, the middle and the greatest.
    shares
        Published shares of a line in a state.
    points
        Percentage points by which the map differs from such a share, at most.
    """

    lengths: int
    lines: int
    least: float
    middle: float
    most: float
    shares: int
    points: float


def spread(compared: Iterable[Compared]) -> Spread | None:
    """Summarize what was measured; no bound is set that a line would have to keep.

    Parameters
    ----------
    compared
        What `compare` returns.

    Returns
    -------
    None where no length of a whole line was published.
    """
    rows = list(compared)
    whole = [row for row in rows if not row.state]
    if not whole:
        return None
    ratios = [100 * row.ratio for row in whole]
    apart = [
        abs(row.share_map - row.share_published)
        for row in rows
        if row.share_map is not None and row.share_published is not None
    ]
    return Spread(
        lengths=len(whole),
        lines=len({row.subject_id for row in whole}),
        least=min(ratios),
        middle=median(ratios),
        most=max(ratios),
        shares=len(apart),
        points=max(apart, default=0.0),
    )


def compare(
    atlas: Atlas, figures: Iterable[Figure], stretches: Iterable[Stretch] = ()
) -> list[Compared]:
    """Compare every published length of a land pipeline that exists, rivals included.

    Like is compared with like: a corridor whose published length is of a part of it is compared
    along that part, on rails, too; one whose published length is of another way than the map
    draws is not compared.

    Parameters
    ----------
    atlas
        What was built. Only legs on land count: the published length of CPC ends at the
        terminal, not at the moorings off it.
    figures
        Rows whose quantity is `length_km` or `length_km_in_XX` are used, the others are not.
    stretches
        What published lengths are of, where it is not all that is drawn.

    Returns
    -------
    In the order of the rows. The share in a state is published over the length that the same
    source gives to the whole line, or else over the first length published for it.
    """
    rows = [row for row in figures if QUANTITY.fullmatch(row.quantity)]
    parts = {one.subject_id: one for one in stretches}
    compared = []
    for row in rows:
        part = parts.get(row.subject_id)
        legs = _along(atlas, part) if part else _on_land(atlas, row.subject_id)
        km, unit = comparable(row.value, row.unit)
        if not legs or unit != "km":
            continue
        state = row.quantity.removeprefix("length_km").removeprefix("_in_")
        whole = sum(leg.length_km for leg in legs)
        on_map = _km_in(legs, state) if state else whole
        published = _whole(rows, row) if state else None
        compared.append(
            Compared(
                subject_id=row.subject_id,
                name=_name(atlas, row.subject_id),
                stretch=part.stretch_en if part else ends(atlas, legs),
                state=state,
                published_km=km,
                source_id=row.source_id,
                as_of=row.as_of or "",
                map_km=on_map,
                ratio=on_map / km,
                share_published=100 * km / published if published else None,
                share_map=100 * on_map / whole if published else None,
            )
        )
    return compared


def ends(atlas: Atlas, legs: Sequence[Leg]) -> str:
    """Name a stretch by the places at which it begins and ends.

    Parameters
    ----------
    atlas
        Names the places.
    legs
        The legs, in order; at least one.
    """
    first, last = atlas.places[legs[0].tail], atlas.places[legs[-1].head]
    return phrase("length-stretch", first=first.label, last=last.label)


def _along(atlas: Atlas, part: Stretch) -> tuple[Leg, ...]:
    """List the legs of a stretch; none where the map draws another way."""
    return tuple(atlas.legs[leg_id] for leg_id in (part.leg_ids or "").split())


def _on_land(atlas: Atlas, subject: str) -> tuple[Leg, ...]:
    """List the land pipelines of a corridor or leg; none unless it is all pipeline and built."""
    if subject in atlas.corridors:
        legs = atlas.legs_of(subject)
    elif subject in atlas.legs:
        legs = (atlas.legs[subject],)
    else:
        return ()
    if any(leg.mode != "pipeline" or leg.status == PROPOSED for leg in legs):
        return ()
    return tuple(leg for leg in legs if leg.medium == "land")


def _name(atlas: Atlas, subject: str) -> str:
    known = atlas.corridors.get(subject) or atlas.legs[subject]
    return known.name


def _km_in(legs: Sequence[Leg], state: str) -> float:
    return sum(z.km for leg in legs for z in leg.zones if (z.state, z.kind) == (state, LAND))


def _whole(rows: Sequence[Figure], part: Figure) -> float | None:
    totals = [r for r in rows if r.subject_id == part.subject_id and r.quantity == "length_km"]
    totals.sort(key=lambda row: row.source_id != part.source_id)
    return comparable(totals[0].value, totals[0].unit)[0] if totals else None
