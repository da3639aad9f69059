"""Order the events for the timeline, and choose the map that each of them shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day
from math import cos, log2, radians
from typing import NamedTuple

from routes.evidence.moment import Moment, after, in_view, known_by, touched
from routes.model.atlas import Atlas
from routes.model.dates import PartialDate
from routes.model.rows import Event, Quote
from routes.model.terms import FIRST_YEAR, LAST_YEAR, TELLERS

PIXELS = (560, 360)
"""Width and height for which a map's zoom is chosen."""
MARGIN = 0.8
"""Share of them that is filled at most."""
TILE_PIXELS = 256
"""Width of the whole world at zoom 0."""
ZOOMS = (4, 7)
"""Least and greatest zoom that is chosen."""
LEAST_DEGREES = 0.1
"""A smaller extent is seen as if it were as large as this."""
EVER = PartialDate(9999)


class Sections(NamedTuple):
    """Events in three lists.

    Attributes
    ----------
    article
        What the article tells, in its own order: that of the passages, then of the dates.
    others
        What other sources add to the same past, by date.
    later
        What came after the article, by date.
    """

    article: tuple[Event, ...]
    others: tuple[Event, ...]
    later: tuple[Event, ...]


@dataclass(frozen=True)
class Told:
    """An event in the list by date.

    Attributes
    ----------
    event
        The event.
    teller
        Who tells it: one of `terms.TELLERS`.
    place
        Its place in the order of `Sections`, counted from 0: the article's own, then the others.
    piece
        Part of the axis on which it lies: its month, or its year if that is all that is known.
    spot
        How far into its piece it lies, from 0 to 1; None where no day is known.
    """

    event: Event
    teller: str
    place: int
    piece: str
    spot: float | None


@dataclass(frozen=True)
class Stage:
    """The map that an event shows.

    Attributes
    ----------
    routes
        Corridors on the map.
    focus
        The foremost of them, or "".
    legs
        Legs that the event is about.
    closed
        Those of them that it closed or limited.
    lat, lon
        Centre of the map in degrees, WGS84.
    z
        Its zoom.
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
    holds all that came since). At the time of the article there is none, and of what others add
    only what a source had published by then.

    Parameters
    ----------
    events
        All events.
    quotes
        Passages of the article, in its order.
    moment
        The time looked at.
    dates
        Dates of the sources, by id.
    """
    place = {quote.quote_id: n for n, quote in enumerate(quotes)}
    by_date = sorted(events, key=lambda e: (PartialDate.parse(e.date).first, e.date))
    article = [e for e in by_date if e.in_article == "yes"]
    others = [e for e in by_date if e.in_article == "no"]
    until = moment.month if moment.year < LAST_YEAR or moment.as_article else EVER
    return Sections(
        article=tuple(
            sorted(
                article,
                key=lambda e: (
                    place.get(e.quote_id or "", len(place)),
                    PartialDate.parse(e.date).last,
                ),
            )
        ),
        others=tuple(
            e
            for e in others
            if not after(e.date) and (in_view(e, moment, dates) or not moment.as_article)
        ),
        later=tuple(e for e in others if after(e.date) and known_by(e.date, until)),
    )


def by_date(parts: Sections) -> tuple[Told, ...]:
    """Merge the three lists into one by date, each event with its place on the axis.

    What is known to the month or to the year alone stands at the edge of it, before its days.

    Parameters
    ----------
    parts
        The lists.
    """
    pairs = [(teller, event) for teller in TELLERS for event in getattr(parts, teller)]
    told = [_told(event, teller, place) for place, (teller, event) in enumerate(pairs)]
    return tuple(sorted(told, key=lambda one: (one.piece, one.spot or 0.0, one.place)))


def _told(event: Event, teller: str, place: int) -> Told:
    parsed = PartialDate.parse(event.date)
    if parsed.month is None:
        return Told(event, teller, place, str(parsed), None)
    month = PartialDate(parsed.year, parsed.month)
    if parsed.day is None:
        return Told(event, teller, place, str(month), None)
    days = (month.after - month.first).days
    return Told(event, teller, place, str(month), round((parsed.day - 0.5) / days, 3))


def span(date: str) -> tuple[day, day]:
    """Return the first day that a date can mean, and the day after the last.

    >>> [str(d) for d in span("2022-03")]
    ['2022-03-01', '2022-04-01']

    Parameters
    ----------
    date
        YYYY, YYYY-MM or YYYY-MM-DD.
    """
    parsed = PartialDate.parse(date)
    return parsed.first, parsed.after


def year_of(event: Event, otherwise: int) -> int:
    """Return the year at which a map shows an event, as near to its own as years can be chosen.

    Parameters
    ----------
    event
        The event.
    otherwise
        Year for an event before all that can be chosen, which have no figures of its time.
    """
    year = PartialDate.parse(event.date).year
    return otherwise if year < FIRST_YEAR else min(year, LAST_YEAR)


def stage(event: Event, atlas: Atlas, otherwise: Sequence[str]) -> Stage:
    """Choose the map of an event: its corridors, what it closed, and where to look.

    Parameters
    ----------
    event
        The event.
    atlas
        Has the corridors and their legs.
    otherwise
        Corridors to show for an event that is about none.
    """
    legs = touched(event, atlas)
    subjects = event.subject_ids.split("|")
    routes = tuple(c for c in atlas.corridors if c in subjects) or tuple(
        c for c, corridor in atlas.corridors.items() if set(legs) & set(corridor.leg_ids)
    )
    seen = legs or [leg_id for c in otherwise for leg_id in atlas.corridors[c].leg_ids]
    lat, lon, z = fitting(
        [(stop.lon, stop.lat) for leg_id in seen for stop in atlas.legs[leg_id].stops]
    )
    return Stage(
        routes=routes or tuple(otherwise),
        focus=next((s for s in subjects if s in routes), routes[0] if routes else ""),
        legs=legs,
        closed=legs if event.effect in {"closes", "limits"} else (),
        lat=lat,
        lon=lon,
        z=z,
    )


def fitting(spots: Sequence[tuple[float, float]]) -> tuple[float, float, int]:
    """Return the centre (latitude, longitude, in degrees) and zoom at which points fit a map.

    Parameters
    ----------
    spots
        At least one (longitude, latitude), in degrees.
    """
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = max(max(lons) - min(lons), LEAST_DEGREES)
    high = max(max(lats) - min(lats), LEAST_DEGREES) / cos(radians(lat))
    zoom = min(
        log2(size * MARGIN * 360 / (TILE_PIXELS * degrees))
        for size, degrees in zip(PIXELS, (wide, high), strict=True)
    )
    return round(lat, 2), round(lon, 2), max(ZOOMS[0], min(ZOOMS[1], int(zoom)))
