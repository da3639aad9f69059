"""Tell what stood and what was known at a time: a year's end, or the article's July 2022."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from routes.language import date, listed, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.rows import Event

ARTICLE_MONTH = "2022-07"
"""The article was written in July 2022: the last event it tells is of the 11th."""

STOPS, STARTS = frozenset({"closes"}), frozenset({"restores", "opens"})


@dataclass(frozen=True)
class Moment:
    """A time to look at: the end of `year`, or the month of the article."""

    year: int
    as_article: bool = False

    @property
    def last(self) -> str:
        """Name the last month that belongs to it, YYYY-MM."""
        return ARTICLE_MONTH if self.as_article else f"{self.year}-12"


@dataclass(frozen=True)
class Standing:
    """How a leg or a corridor stood.

    Attributes
    ----------
    status
        operating, idle, proposed, not_yet; of a corridor also "partly idle".
    since
        Date from which it was idle, as precisely as it is known, or "".
    parts
        Names of the idle legs of a corridor that is partly idle.
    """

    status: str
    since: str = ""
    parts: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Say it in a few words; "" while it operates."""
        if self.status == "idle" and not self.since:
            return phrase("status-idle")
        if self.status == "idle":
            return phrase("status-idle-since", since=date(self.since))
        if self.status == "partly idle":
            return phrase("status-partly-idle", parts=listed(self.parts), since=date(self.since))
        if self.status == "proposed":
            return phrase("status-proposed")
        return phrase("status-not-yet") if self.status == "not_yet" else ""


def earliest(stated: str) -> str:
    """Return the first day that a date of any precision can mean."""
    return (stated + "-01-01")[:10] if len(stated) == 4 else (stated + "-01")[:10]


def latest(stated: str) -> str:
    """Return the last day that a date of any precision can mean; months count 31 days."""
    return (stated + "-12-31")[:10] if len(stated) == 4 else (stated + "-31")[:10]


def _dated(stated: str | None) -> str:
    found = re.match(r"\d{4}(?:-\d{2}){0,2}", stated or "")
    return found.group() if found else ""


def known_by(stated: str | None, cutoff: str) -> bool:
    """Tell whether a statement is certain to have been made by the end of `cutoff`.

    An undated statement, and one dated by a year that `cutoff` lies in, is not certain to be.

    >>> known_by("2022-07-05", "2022-07"), known_by("2022", "2022-07"), known_by(None, "2022-07")
    (True, False, False)
    """
    found = _dated(stated)
    return bool(found) and latest(found) <= latest(cutoff)


def after(stated: str | None, cutoff: str = ARTICLE_MONTH) -> bool:
    """Tell whether something is certain to be later than `cutoff`.

    >>> after("2022-08"), after("2022"), after("undated (after 2021-12)")
    (True, False, False)
    """
    found = _dated(stated)
    return bool(found) and earliest(found) > latest(cutoff)


def in_view(event: Event, moment: Moment, dates: Mapping[str, str | None]) -> bool:
    """Tell whether an event belongs to the past as it looked at that moment.

    As the article saw it: what it tells, and what a source had told by then; `dates` are those
    of the sources by id.
    """
    if not moment.as_article:
        return known_by(event.date, moment.last)
    told = known_by(dates.get(event.source_id or ""), moment.last)
    return event.in_article == "yes" or (told and known_by(event.date, moment.last))


def touched(event: Event, atlas: Atlas) -> tuple[str, ...]:
    """Name the legs that an event is about.

    Of each corridor among its subjects: the legs it names, else those between two places it
    names, else those at one, else all. A place alone stands for the corridors' legs from there.
    """
    subjects = event.subject_ids.split("|")
    named = {s for s in subjects if s in atlas.legs}
    corridors = [s for s in subjects if s in atlas.corridors]
    places = {s for s in subjects if s in atlas.places and s not in corridors}
    found: dict[str, None] = {}
    for corridor_id in corridors:
        legs = atlas.legs_of(corridor_id)
        tries = (
            [leg.leg_id for leg in legs if leg.leg_id in named],
            [leg.leg_id for leg in legs if {leg.tail, leg.head} <= places],
            [leg.leg_id for leg in legs if {leg.tail, leg.head} & places],
        )
        found |= dict.fromkeys(next(filter(None, tries), [leg.leg_id for leg in legs]))
    found |= dict.fromkeys(s for s in subjects if s in named)
    if not corridors:
        drawn = (leg for c in atlas.corridors for leg in atlas.legs_of(c))
        found |= dict.fromkeys(leg.leg_id for leg in drawn if leg.tail in places)
    return tuple(found)


def standings(atlas: Atlas, events: Iterable[Event], moment: Moment) -> dict[str, Standing]:
    """Tell how each leg stood at a moment.

    A proposed leg stays proposed; one in service from later on was not there yet; one that the
    tables call idle was operating before its last day of service. Any other leg is idle from an
    event that closes it to the next that restores or opens it.
    """
    stopped: dict[str, str] = {}
    for event in sorted(events, key=lambda e: earliest(e.date)):
        if event.effect in STOPS | STARTS and known_by(event.date, moment.last):
            for leg_id in touched(event, atlas):
                if event.effect in STOPS:
                    stopped.setdefault(leg_id, event.date)
                else:
                    stopped.pop(leg_id, None)
    found = {}
    for leg_id, leg in atlas.legs.items():
        if leg.status == "proposed":
            found[leg_id] = Standing("proposed")
        elif leg.since and after(leg.since, moment.last):
            found[leg_id] = Standing("not_yet")
        elif leg.status == "idle":
            gone = not leg.until or not after(leg.until, moment.last)
            found[leg_id] = Standing("idle", leg.until) if gone else Standing("operating")
        elif leg_id in stopped:
            found[leg_id] = Standing("idle", stopped[leg_id])
        else:
            found[leg_id] = Standing("operating")
    return found


def status_in(leg_id: str, atlas: Atlas, events: Iterable[Event], moment: Moment) -> str:
    """Tell the status of one leg at a moment: operating, idle, proposed or not_yet."""
    return standings(atlas, events, moment)[leg_id].status


def of_corridor(atlas: Atlas, corridor_id: str, legs: Mapping[str, Standing]) -> Standing:
    """Tell how a corridor stood: as its legs if they agree, partly idle if some are idle."""
    mine = {leg_id: legs[leg_id] for leg_id in atlas.corridors[corridor_id].leg_ids}
    if len({s.status for s in mine.values()}) == 1:
        return min(mine.values(), key=lambda s: s.since)
    idle = {leg_id: s for leg_id, s in mine.items() if s.status == "idle"}
    if not idle:
        return Standing("operating")
    names = tuple(atlas.legs[leg_id].name.removesuffix(" railway") for leg_id in idle)
    return Standing("partly idle", min(s.since for s in idle.values()), names)


def changed(atlas: Atlas, legs: Mapping[str, Standing]) -> dict[str, str]:
    """List the legs whose status is another than the map's file has, for the map's script."""
    drawn = {leg_id: s.status.replace("not_yet", "proposed") for leg_id, s in legs.items()}
    return {leg_id: s for leg_id, s in drawn.items() if s != atlas.legs[leg_id].status}


def in_service(leg: Leg, year: int) -> bool:
    """Tell whether a leg carried, or could carry, for the greater part of a year.

    Where `status_in` speaks of a year's last day, a year's tonnes need the year: a leg that began
    in it counts, one that ended in it does not.
    """
    if leg.status == "proposed" or (leg.since and int(leg.since[:4]) > year):
        return False
    return not (leg.until and int(leg.until[:4]) <= year)
