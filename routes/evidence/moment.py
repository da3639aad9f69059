"""Derive what existed and what was known at a time: a year's end, or the article's month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routes.language import date, listed, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.dates import PartialDate
from routes.model.rows import Event
from routes.model.terms import (
    ARTICLE_MONTH,
    IDLE,
    NOT_YET,
    OPERATING,
    PARTLY_IDLE,
    PROPOSED,
    LegStatus,
    Status,
    drawn_as,
)

STOPS = frozenset({"closes"})
"""Effects of events after which a leg is idle."""
STARTS = frozenset({"restores", "opens"})
"""Effects of events after which it operates again."""


@dataclass(frozen=True)
class Moment:
    """A time to look at: the end of a year, or the month of the article.

    Attributes
    ----------
    year
        Year of the Gregorian calendar.
    as_article
        Whether the month of the article is meant, whatever the year.
    """

    year: int
    as_article: bool = False

    @property
    def month(self) -> PartialDate:
        """The last month that belongs to it."""
        return ARTICLE_MONTH if self.as_article else PartialDate(self.year, 12)


@dataclass(frozen=True)
class Standing:
    """Status of a leg or a corridor at a time.

    Attributes
    ----------
    status
        What it was.
    since
        Date from which it was idle, as a `PartialDate` is written; "" where not known.
    parts
        Names of the idle legs of a corridor that is partly idle.
    """

    status: Status
    since: str = ""
    parts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The status in a few words; "" while it operates."""
        if self.status == IDLE and not self.since:
            return phrase("status-idle")
        if self.status == IDLE:
            return phrase("status-idle-since", since=date(self.since))
        if self.status == PARTLY_IDLE:
            return phrase("status-partly-idle", parts=listed(self.parts), since=date(self.since))
        if self.status == PROPOSED:
            return phrase("status-proposed")
        return phrase("status-not-yet") if self.status == NOT_YET else ""


def known_by(stated: str | None, cutoff: PartialDate) -> bool:
    """Return whether a statement was certainly made by the end of a day, month or year.

    An undated statement, and one dated by the year of `cutoff` alone, is not certain to be.

    >>> july = PartialDate(2022, 7)
    >>> known_by("2022-07-05", july), known_by("2022", july), known_by(None, july)
    (True, False, False)

    Parameters
    ----------
    stated
        Date of the statement as in the tables, or None for a blank cell.
    cutoff
        Its last day counts.
    """
    made = PartialDate.leading(stated)
    return made is not None and made.last <= cutoff.last


def after(stated: str | None, cutoff: PartialDate = ARTICLE_MONTH) -> bool:
    """Return whether something is certainly later than a day, month or year.

    >>> after("2022-08"), after("2022"), after("undated (after 2021-12)")
    (True, False, False)

    Parameters
    ----------
    stated
        Date as in the tables, or None for a blank cell.
    cutoff
        Its last day does not count; the month of the article unless another is given.
    """
    made = PartialDate.leading(stated)
    return made is not None and made.first > cutoff.last


def in_view(event: Event, moment: Moment, dates: Mapping[str, str | None]) -> bool:
    """Return whether an event belongs to the past as it was known at a time.

    At the time of the article it knows its own events, and those that a source had published.

    Parameters
    ----------
    event
        The event.
    moment
        The time.
    dates
        Dates of the sources, by id.
    """
    past = known_by(event.date, moment.month)
    if not moment.as_article:
        return past
    published = known_by(dates.get(event.source_id or ""), moment.month)
    return event.in_article == "yes" or (published and past)


def touched(event: Event, atlas: Atlas) -> tuple[str, ...]:
    """List the legs that an event is about.

    Of each corridor among its subjects: the legs it names, else those between two places it
    names, else those at one, else all. A place alone means the corridors' legs from there.

    Parameters
    ----------
    event
        The event.
    atlas
        Has the corridors and their legs.
    """
    subjects = event.subject_ids.split("|")
    named = {s for s in subjects if s in atlas.legs}
    corridors = [s for s in subjects if s in atlas.corridors]
    places = {s for s in subjects if s in atlas.places and s not in corridors}
    ids: dict[str, None] = {}
    for corridor_id in corridors:
        legs = atlas.legs_of(corridor_id)
        tries = (
            [leg.leg_id for leg in legs if leg.leg_id in named],
            [leg.leg_id for leg in legs if {leg.tail, leg.head} <= places],
            [leg.leg_id for leg in legs if {leg.tail, leg.head} & places],
        )
        ids |= dict.fromkeys(next(filter(None, tries), [leg.leg_id for leg in legs]))
    ids |= dict.fromkeys(s for s in subjects if s in named)
    if not corridors:
        drawn = (leg for c in atlas.corridors for leg in atlas.legs_of(c))
        ids |= dict.fromkeys(leg.leg_id for leg in drawn if leg.tail in places)
    return tuple(ids)


def standings(atlas: Atlas, events: Iterable[Event], moment: Moment) -> dict[str, Standing]:
    """Return the status of each leg at a time, by id.

    A proposed leg stays proposed; one in service from later on was not there yet; one that the
    tables call idle was operating before its last day of service. Any other leg is idle from an
    event that closes it to the next that restores or opens it.

    Parameters
    ----------
    atlas
        Has the legs.
    events
        In any order; those of later dates do not count.
    moment
        The time.
    """
    stopped = _stopped(atlas, events, moment)
    return {leg_id: _standing(leg, stopped, moment) for leg_id, leg in atlas.legs.items()}


def _stopped(atlas: Atlas, events: Iterable[Event], moment: Moment) -> dict[str, str]:
    """Return since when legs are closed by events, by id."""
    stopped: dict[str, str] = {}
    for event in sorted(events, key=lambda e: PartialDate.parse(e.date).first):
        if event.effect in STOPS | STARTS and known_by(event.date, moment.month):
            for leg_id in touched(event, atlas):
                if event.effect in STOPS:
                    stopped.setdefault(leg_id, event.date)
                else:
                    stopped.pop(leg_id, None)
    return stopped


def _standing(leg: Leg, stopped: Mapping[str, str], moment: Moment) -> Standing:
    if leg.status == PROPOSED:
        return Standing(PROPOSED)
    if after(leg.since, moment.month):
        return Standing(NOT_YET)
    if leg.status == IDLE:
        return Standing(OPERATING) if after(leg.until, moment.month) else Standing(IDLE, leg.until)
    if leg.leg_id in stopped:
        return Standing(IDLE, stopped[leg.leg_id])
    return Standing(OPERATING)


def of_corridor(atlas: Atlas, corridor_id: str, legs: Mapping[str, Standing]) -> Standing:
    """Return the status of a corridor: that of its legs if they agree, partly idle if some are.

    Parameters
    ----------
    atlas
        Has the corridors.
    corridor_id
        The corridor.
    legs
        Status of each leg, as `standings` returns it.
    """
    mine = {leg_id: legs[leg_id] for leg_id in atlas.corridors[corridor_id].leg_ids}
    if len({s.status for s in mine.values()}) == 1:
        return min(mine.values(), key=lambda s: s.since)
    idle = {leg_id: s for leg_id, s in mine.items() if s.status == IDLE}
    if not idle:
        return Standing(OPERATING)
    names = tuple(atlas.legs[leg_id].name.removesuffix(" railway") for leg_id in idle)
    return Standing(PARTLY_IDLE, min(s.since for s in idle.values()), names)


def changed(atlas: Atlas, legs: Mapping[str, Standing]) -> dict[str, LegStatus]:
    """Return how legs are drawn that were drawn otherwise in the map's file, by id.

    Parameters
    ----------
    atlas
        Has each leg as the map's file draws it.
    legs
        Status of each leg, as `standings` returns it.
    """
    drawn = {leg_id: drawn_as(standing.status) for leg_id, standing in legs.items()}
    return {leg_id: s for leg_id, s in drawn.items() if s != atlas.legs[leg_id].status}


def in_service(leg: Leg, year: int) -> bool:
    """Return whether a leg carried, or could carry, for the greater part of a year.

    A status holds on a year's last day, but a year's tonnes need the year: a leg that began in
    it counts, one that ended in it does not.

    Parameters
    ----------
    leg
        The leg.
    year
        Year of the Gregorian calendar.
    """
    since, until = PartialDate.leading(leg.since), PartialDate.leading(leg.until)
    begun = since is None or since.year <= year
    return leg.status != PROPOSED and begun and (until is None or until.year > year)
