"""Order the events: as the article tells them, what others add, and what came after."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day
from datetime import timedelta
from math import cos, log2, radians
from typing import NamedTuple

from routes.evidence.moment import Moment, after, earliest, in_view, known_by, latest, touched
from routes.model.atlas import Atlas
from routes.model.rows import Event, Quote

YEARS_LAST = 2025
"""The last year that can be chosen; what came later belongs to it."""
PIXELS = (560, 360)
"""Width and height for which a map's zoom is chosen."""
ZOOMS = (4, 7)


class Sections(NamedTuple):
    """Events in three lists.

    Attributes
    ----------
    article
        What the article tells, in its own order: that of the passages, then of the dates.
    beside
        What other sources add to the same past, by date.
    later
        What came after the article, by date.
    """

    article: tuple[Event, ...]
    beside: tuple[Event, ...]
    later: tuple[Event, ...]


@dataclass(frozen=True)
class Stage:
    """How an event sets the map.

    Attributes
    ----------
    routes, focus
        Corridors to show, and the one foremost or "".
    legs
        Legs the event is about.
    closed
        Those of them that it closed or limited.
    lat, lon, z
        Where the map should stand.
    """

    routes: tuple[str, ...]
    focus: str
    legs: tuple[str, ...]
    closed: tuple[str, ...]
    lat: float
    lon: float
    z: int


def sections(
    events: Iterable[Event],
    quotes: Iterable[Quote],
    moment: Moment,
    dates: Mapping[str, str | None],
) -> Sections:
    """Sort events into what the article tells, what others add, and what came after.

    Later events are those to the end of the moment's year (the last year that can be chosen
    holds all that came since). As the article saw it there is none, and of what others add only
    what a source had told by then; `dates` are those of the sources by id.
    """
    place = {quote.quote_id: n for n, quote in enumerate(quotes)}
    by_date = sorted(events, key=lambda e: (earliest(e.date), e.date))
    told = [e for e in by_date if e.in_article == "yes"]
    others = [e for e in by_date if e.in_article == "no"]
    past = moment.last if moment.year < YEARS_LAST or moment.as_article else "9999"
    return Sections(
        tuple(
            sorted(told, key=lambda e: (place.get(e.quote_id or "", len(place)), latest(e.date)))
        ),
        tuple(
            e
            for e in others
            if not after(e.date) and (in_view(e, moment, dates) or not moment.as_article)
        ),
        tuple(e for e in others if after(e.date) and known_by(e.date, past)),
    )


def span(date: str) -> tuple[day, day]:
    """Return the first day that a date can mean, and the day after the last.

    >>> [str(d) for d in span("2022-03")]
    ['2022-03-01', '2022-04-01']
    """
    parts = [int(part) for part in date.split("-")]
    first = day(parts[0], *[*parts[1:], 1, 1][:2])
    if len(parts) == 3:
        return first, first + timedelta(days=1)
    month = parts[1] if len(parts) == 2 else 12
    last = day(parts[0], month, calendar.monthrange(parts[0], month)[1])
    return first, last + timedelta(days=1)


def shortly_after(event: Event) -> str:
    """Return a day about a month after an event, where a chart may end."""
    return str(span(event.date)[1] + timedelta(days=31))


def stage(event: Event, atlas: Atlas, otherwise: Sequence[str]) -> Stage:
    """Set the map for an event: its corridors, what it closed, and where to look.

    Parameters
    ----------
    otherwise
        Corridors to show for an event that is about none.
    """
    legs = touched(event, atlas)
    subjects = event.subject_ids.split("|")
    routes = tuple(c for c in atlas.corridors if c in subjects) or tuple(
        c for c, corridor in atlas.corridors.items() if set(legs) & set(corridor.leg_ids)
    )
    spots = [
        (stop.lon, stop.lat)
        for leg_id in legs or _legs(atlas, otherwise)
        for stop in atlas.legs[leg_id].stops
    ]
    closed = legs if event.effect in {"closes", "limits"} else ()
    focus = next((s for s in subjects if s in routes), routes[0] if routes else "")
    return Stage(routes or tuple(otherwise), focus, legs, closed, *fitting(spots))


def _legs(atlas: Atlas, corridors: Sequence[str]) -> list[str]:
    return [leg_id for c in corridors for leg_id in atlas.corridors[c].leg_ids]


def fitting(spots: Sequence[tuple[float, float]]) -> tuple[float, float, int]:
    """Tell the centre (latitude, longitude) and zoom at which points (lon, lat) fit a map."""
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = max(max(lons) - min(lons), 0.1)
    high = max(max(lats) - min(lats), 0.1) / cos(radians(lat))
    zoom = min(
        log2(size * 0.8 * 360 / (256 * d)) for size, d in zip(PIXELS, (wide, high), strict=True)
    )
    return round(lat, 2), round(lon, 2), max(ZOOMS[0], min(ZOOMS[1], int(zoom)))
