"""Parse and format what closes, and list the closures that affect a leg or a transfer.

One closure is `id`, `id:share`, `id:share:days` or `id:share:days:start`, where `start` is the date
of its first day (`RU:0:30:2025-02-17`); closures of one share and one time may be written as one,
`id.id.id:share:days`. The point between ids needs no escape in a URL, and browsers keep it.

A place may close several times in a year, if the times do not overlap.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MINYEAR, date, timedelta
from difflib import get_close_matches
from functools import partial
from itertools import groupby
from typing import Literal

from routes.language import number, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError, clipped
from routes.model.rows import Transfer
from routes.model.terms import FIRST_YEAR, LAST_YEAR
from routes.model.units import WHOLE_YEAR, days_in
from routes.verdict.judge import judge_headline
from routes.verdict.tests import Verdict
from routes.world.states import read_state

CHARACTERS = 12_000
"""Characters of a list that are read: everything that can close, each with a share, days and a
start of its own, is some 10,200 (a test computes it)."""
CLOSURES = 500
"""Closures of a list that are read: some 330 things can close."""
TIMES = 6
"""Different times of one list, each a start and days: the model runs in periods between them. The
whole year is none of them, it divides nothing."""
FAULTS = 5
"""Faults of a list that are put into words; of the rest the number is given."""
DECIMALS = 6
"""Decimals of a share that are read and written."""
LEAP_YEAR = 2024
"""A year with the most days."""
NAME_CHARACTERS = 50
"""A longer name is no misspelt id: none is near it."""

SHARE = re.compile(rf"0(\.[0-9]{{1,{DECIMALS}}})?|1(\.0{{1,{DECIMALS}}})?")
DAYS = re.compile(r"[1-9][0-9]{0,2}")
START = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Closure:
    """A leg, place, transfer or state of which a share is left for some days of the year.

    Attributes
    ----------
    id
        Id of the leg, place or transfer; of a state its code, ISO 3166-1 alpha-2.
    share
        Share that is left, 0 (shut) to 1; `DECIMALS` decimals of it are kept.
    days
        Days of the year; `WHOLE_YEAR` (366) for the whole year, whichever year it is.
    start
        Its first day; None where no date is told, and then it begins with the year.
    """

    id: str
    share: float = 0.0
    days: int = WHOLE_YEAR
    start: date | None = None

    def __str__(self) -> str:
        """Format it as links and the command line do."""
        share = f"{abs(self.share):.{DECIMALS}f}".rstrip("0").rstrip(".")
        days = f":{self.days}" if self.days < WHOLE_YEAR or self.start else ""
        return f"{self.id}:{share}{days}" + (f":{self.start}" if self.start else "")

    def first_day(self, year: int) -> int:
        """Return the day of a year on which it begins, counted from 0: that of 1 January.

        Parameters
        ----------
        year
            Year of the Gregorian calendar. Where it starts in another, the same day is meant.
        """
        if self.start is None:
            return 0
        return (_same_day(self.start, year) - date(year, 1, 1)).days

    def days_of(self, year: int) -> int:
        """Return for how many days of a year it lasts, to the last of December at most.

        Parameters
        ----------
        year
            Year of the Gregorian calendar; see `first_day`.
        """
        return min(self.days, days_in(year) - self.first_day(year))

    def last_day(self, year: int) -> int:
        """Return the last day of a year on which it lasts, counted from 0.

        Parameters
        ----------
        year
            Year of the Gregorian calendar; see `first_day`.
        """
        return self.first_day(year) + self.days_of(year) - 1

    def in_year(self, year: int) -> Closure:
        """Return it as of a year: begun on the same day of it, and over by the last of December.

        What lasts for all days of the year has `WHOLE_YEAR` as its days and no start.

        Parameters
        ----------
        year
            Year of the Gregorian calendar.
        """
        if self.days_of(year) == days_in(year):
            return replace(self, days=WHOLE_YEAR, start=None)
        if self.start is None:
            return self
        return replace(self, days=self.days_of(year), start=_same_day(self.start, year))


@dataclass(frozen=True)
class Change:
    """What had to be changed of a closure for a list of a year to hold it.

    Attributes
    ----------
    kind
        `moved` into the year, `cut` at its end, `dropped` for one later in the list that overlaps
        it, or left out as one of too many `times`.
    given
        The closure as it was given.
    other
        What stands in its place; of one left out, what it would be with a time of the list.
    year
        The year of the list.
    """

    kind: Literal["moved", "cut", "dropped", "times"]
    given: Closure
    other: Closure
    year: int

    def __str__(self) -> str:
        """Format it as a sentence without a full stop that names the cure."""
        given, other = str(self.given), str(self.other)
        if self.kind == "dropped":
            return phrase("closure-overlap", old=given, new=other)
        if self.kind == "times":
            return phrase("closure-times", given=given, most=TIMES, near=other)
        if self.kind == "cut":
            days = self.other.days_of(self.year)
            return phrase("closure-cut", given=given, days=days, kept=other)
        own = self.given.start.year if self.given.start else self.year
        return phrase(
            "closure-moved",
            given=given,
            year=self.year,
            kept=other,
            cure="year" if FIRST_YEAR <= own <= LAST_YEAR else "none",
            own=own,
        )


def parse(text: str, known: Collection[str], year: int | None = None) -> Closure:
    """Parse one closure: `aktau_port`, `aktau_port:0.5`, `aktau_port:0.5:30` for thirty days.

    Parameters
    ----------
    text
        A state may be given by any code or name, see `routes.world.states.read_state`.
    known
        What can close (`closable`).
    year
        The year it is for; without one that of its start, and where it has no start either, as
        many days are taken as any year has.

    Raises
    ------
    InputError
        If the id is unknown, the share no plain number from 0 to 1, the days no whole number
        from 1 to those of the year or the start no day of it; names the cure.
    """
    closures = parse_part(text, known, year)
    if len(closures) > 1:
        raise InputError("closed", clipped(text), phrase("closure-cure-one"))
    return closures[0]


def parse_part(text: str, known: Collection[str], year: int | None = None) -> list[Closure]:
    """Parse one closure, or several of one share and time: `aktau_port.BY:0.5`.

    Parameters
    ----------
    text, known, year
        As for `parse`.

    Raises
    ------
    InputError
        As for `parse`.
    """
    closures, wrong = _read(text, known, year)
    if wrong:
        raise _unknown(wrong[0], known)
    for closure in closures:
        if year and closure.start and closure.start.year != year:
            near = str(_same_day(closure.start, year))
            cure = phrase("closure-cure-start-year", year=year, near=near)
            raise InputError("closed", clipped(text), cure)
    return closures


def read_closures(
    text: str, known: Collection[str], year: int | None = None
) -> tuple[list[Closure], list[str]]:
    """Parse closures as a link has them, with commas between; the inverse of `write_closures`.

    Parameters
    ----------
    text
        Any text.
    known
        What can close (`closable`).
    year
        The year they are for; see `parse`.

    Returns
    -------
    The closures in order, as `settle` leaves them, and what could not be read or had to be
    changed: plain sentences without a full stop, each with the part and the cure. What is beyond
    `CHARACTERS` or `CLOSURES` is left unread, and a sentence says so.
    """
    found: list[Closure] = []
    faults: list[str] = []
    if len(text) > CHARACTERS:
        text = text[:CHARACTERS].rpartition(",")[0]
        faults.append(phrase("closure-first-characters", n=number(CHARACTERS)))
    parts = [part for part in map(str.strip, text.split(",")) if part]
    if len(parts) > CLOSURES:
        del parts[CLOSURES:]
        faults.append(phrase("closure-first", n=CLOSURES))
    more = 0
    for before, part, after in zip(["", *parts], parts, [*parts[1:], ""], strict=False):
        closures, wrong, messages = _read_part(before, part, after, known, year)
        found += closures
        # A near name takes long to look for: not for a thousand of them.
        room = max(0, FAULTS - len(faults))
        messages += [_worded(_unknown(name, known)) for name in wrong[:room]]
        more += len(messages[room:]) + len(wrong[room:])
        faults += messages[:room]
    kept, changes = settle(found, year)
    room = max(0, FAULTS - len(faults))
    faults += [str(change) for change in changes[:room]]
    if more := more + len(changes[room:]):
        faults.append(phrase("closure-more-faults", n=more))
    return kept, faults


def settle(
    closures: Iterable[Closure], year: int | None = None
) -> tuple[list[Closure], list[Change]]:
    """Return closures as a list of a year holds them, and what had to be changed.

    Each lies within the year, none overlaps another of its id, and they have `TIMES` times at
    most. Of two that overlap the last is kept, in the place of the first; a repeat is merged in
    silence. What is settled stays as it is.

    Parameters
    ----------
    closures
        In the order of the link.
    year
        The year they are for; without one each is taken for the year of its start.
    """
    kept: list[Closure] = []
    changes: list[Change] = []
    of_id: dict[str, list[Closure]] = {}
    for closure in closures:
        mine = year or (closure.start.year if closure.start else None)
        settled = closure.in_year(mine) if mine else closure
        if mine and closure.start and settled.start and closure.start.year != mine:
            changes.append(Change("moved", closure, settled, mine))
        elif settled.start and settled.days < closure.days < WHOLE_YEAR:
            # Of the whole year from its start on, nothing was cut.
            changes.append(Change("cut", closure, settled, settled.start.year))
        others = of_id.setdefault(settled.id, [])
        clash = [other for other in others if _overlap(other, settled)]
        if not clash:
            kept.append(settled)
        for other in clash:
            if other != settled:
                changes.append(Change("dropped", other, settled, mine or 0))
            others.remove(other)
        if clash:
            gone = set(clash)
            place = kept.index(clash[0])
            kept[place] = settled
            kept = [one for n, one in enumerate(kept) if n == place or one not in gone]
        others.append(settled)
    return _within_times(kept, changes), changes


def settle_strictly(closures: Iterable[Closure], year: int) -> tuple[list[Closure], list[Change]]:
    """Return closures as a list of a year holds them, and what was cut at the end of the year.

    Parameters
    ----------
    closures
        In the order given.
    year
        The year they are for.

    Raises
    ------
    InputError
        If two of one place overlap in time, or they have too many times; names what is nearest.
    """
    settled, changes = settle(closures, year)
    for change in changes:
        given, other = str(change.given), str(change.other)
        if change.kind == "dropped":
            raise InputError("closed", f"{given}, {other}", _beside(change, year))
        if change.kind == "times":
            raise InputError("closed", given, phrase("closure-cure-times", most=TIMES, near=other))
    return settled, changes


def _beside(change: Change, year: int) -> str:
    """Return the cure for two that overlap: the one that is nearest to be beside the other."""
    first, second = sorted((change.given, change.other), key=_span)
    start, over = first.first_day(year), first.last_day(year)
    begin, end = second.first_day(year), second.last_day(year)
    if over < end:
        day = date(year, 1, 1) + timedelta(days=over + 1)
        near = replace(second, start=day, days=end - over)
        return phrase("closure-cure-overlap", given=str(second), near=str(near))
    if begin > start:
        near = replace(first, days=begin - start)
        return phrase("closure-cure-overlap", given=str(first), near=str(near))
    return phrase("closure-cure-overlap-same")


def _within_times(closures: list[Closure], changes: list[Change]) -> list[Closure]:
    """Leave out what has a time beyond the first `TIMES`, and note it."""
    times: dict[tuple[int, int], Closure] = {}
    kept = []
    for closure in closures:
        time = _span(closure)
        if closure.days < WHOLE_YEAR and time not in times:
            if len(times) == TIMES:
                near = min(times.values(), key=partial(_apart, closure))
                other = replace(closure, start=near.start, days=near.days)
                changes.append(Change("times", closure, other, 0))
                continue
            times[time] = closure
        kept.append(closure)
    return kept


def _apart(one: Closure, other: Closure) -> int:
    """Return by how many days the times of two closures differ, at both ends together."""
    (start, end), (first, last) = _span(one), _span(other)
    return abs(start - first) + abs(end - last)


def _overlap(one: Closure, other: Closure) -> bool:
    """Whether two closures have a day of the year in common; dated in two years they have none."""
    if one.start and other.start and one.start.year != other.start.year:
        return False
    (start, end), (first, last) = _span(one), _span(other)
    return start <= last and first <= end


def _span(closure: Closure) -> tuple[int, int]:
    """Return the first and the last day of a closure in its year, counted from 0."""
    # Without a date it begins with the year, whichever it is: a leap year has room for all.
    year = closure.start.year if closure.start else LEAP_YEAR
    return closure.first_day(year), closure.last_day(year)


def _same_day(day: date, year: int) -> date:
    """Return the same day of another year; of 29 February the day before where there is none."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def write_closures(closures: Iterable[Closure]) -> str:
    """Format closures as a link has them: neighbours of one share and time as one.

    Parameters
    ----------
    closures
        In the order of the link.
    """
    runs = groupby(closures, key=lambda closure: str(closure).partition(":")[2])
    return ",".join(f"{'.'.join(c.id for c in run)}:{numbers}" for numbers, run in runs)


def first_year(text: str) -> int | None:
    """Return the year in which the first dated closure of a list starts; None where none does.

    Parameters
    ----------
    text
        Any text. A year that no view can have is none.
    """
    found = re.search(rf":{START.pattern}(?![0-9])", text[:CHARACTERS])
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def closable(atlas: Atlas, transfers: Iterable[Transfer]) -> set[str]:
    """List what can close: legs that carry oil, their places, transfers, and states.

    Parameters
    ----------
    atlas
        Has the legs and the states.
    transfers
        All changes of mode; those of oil count.
    """
    legs = [leg for leg in atlas.legs.values() if "oil" in leg.goods]
    ids = {leg.leg_id for leg in legs} | {end for leg in legs for end in (leg.tail, leg.head)}
    ids |= {transfer.transfer_id for transfer in transfers if transfer.goods == "oil"}
    return ids | set(atlas.state_names)


def of_element(
    element: Leg | Transfer, closures: Iterable[Closure], answered: Collection[str] = ()
) -> list[Closure]:
    """List the closures, other than those of states, that affect a leg or a transfer.

    Parameters
    ----------
    element
        The leg or transfer.
    closures
        What closes.
    answered
        Places that a transfer answers for: partly closed, such a place limits its transfer and
        not the lines to it.
    """
    if isinstance(element, Leg):
        ends = (element.tail, element.head)
        return [
            closure
            for closure in closures
            if closure.id == element.leg_id
            or (closure.id in ends and not (closure.id in answered and closure.share > 0))
        ]
    parts = (element.transfer_id, element.place_id, element.terminal_id)
    return [closure for closure in closures if closure.id in parts]


def crossing(atlas: Atlas, legs: Iterable[Leg], states: frozenset[str]) -> dict[str, Verdict]:
    """Return the legs that closing states affects, by id: `crosses` or `cannot_tell`.

    Parameters
    ----------
    atlas
        Has the places.
    legs
        Legs to judge, each by itself.
    states
        ISO 3166-1 alpha-2.
    """
    verdicts = {leg.leg_id: judge_headline([leg], atlas.places, states) for leg in legs}
    return {leg: verdict for leg, verdict in verdicts.items() if verdict != "bypasses"}


def _read_part(
    before: str, part: str, after: str, known: Collection[str], year: int | None
) -> tuple[list[Closure], list[str], list[str]]:
    """Parse one part of a list: its closures, names that are not known, and faults in words."""
    if _cut_at_comma(part, after):
        share = f"{part},{after}".split(":")[1].replace(",", ".")
        cure = phrase("closure-cure-comma", share=share)
        return [], [], [_worded(InputError("closed", clipped(f"{part},{after}"), cure))]
    if _cut_at_comma(before, part):
        return [], [], []  # named with the part before
    try:
        return *_read(part, known, year), []
    except InputError as fault:
        return [], [], [_worded(fault)]


def _cut_at_comma(part: str, after: str) -> bool:
    """Whether two parts are one whose share has a decimal comma: `aktau_port:0` and `5`."""
    return bool(re.search(":[01]\\Z", part) and re.fullmatch("[0-9]+(:[^:]*){0,2}", after))


def _read(text: str, known: Collection[str], year: int | None) -> tuple[list[Closure], list[str]]:
    """Parse closures of one share and time, and the names in them that are not known."""
    stem, *numbers = text.strip().split(":")
    ids, wrong = _ids(stem, known)
    try:
        share, days, start = _numbers(numbers, year)
    except ValueError as fault:
        if not ids:  # What follows an unknown name may be no share at all.
            return [], wrong
        raise InputError("closed", clipped(text), str(fault)) from None
    closures = [Closure(name, share, days, start) for name in ids]
    return closures, wrong


def _ids(stem: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """Parse what precedes the share: an id, a state, or several with points between."""
    parts = stem.split(".")
    names = {part: part if part in known else None for part in parts}
    # A name may have a point of its own: U.S.
    if None in names.values() and (whole := read_state(stem, known)):
        return [whole], []
    names = {part: name or read_state(part, known) for part, name in names.items()}
    ids = dict.fromkeys(name for name in names.values() if name)
    return list(ids), [part for part, name in names.items() if name is None]


def _unknown(name: str, known: Collection[str]) -> InputError:
    """Return the fault of a name: a near place or line may be proposed, never a state."""
    ids = [one for one in known if one.islower()] if len(name) < NAME_CHARACTERS else []
    near = get_close_matches(name, ids, n=1, cutoff=0.6)
    cure = phrase("common-nearest", near=near[0]) if near else phrase("closure-cure-name")
    return InputError("closed", clipped(name), cure)


def _worded(fault: InputError) -> str:
    """Format what an error says, in the reader's language."""
    return phrase("closure-unusable", given=repr(fault.value), cure=fault.cure)


def _numbers(numbers: Sequence[str], year: int | None) -> tuple[float, int, date | None]:
    """Parse the share left, the days and the start; a ValueError has the cure."""
    if len(numbers) > 3:
        raise ValueError(phrase("closure-cure-form"))
    share = _share(numbers[0]) if numbers else 0.0
    start = read_start(numbers[2]) if len(numbers) > 2 else None
    days = _days(numbers[1], year, start) if len(numbers) > 1 else WHOLE_YEAR
    return share, days, start


def _share(text: str) -> float:
    if SHARE.fullmatch(text):
        return float(text)
    if re.fullmatch("[01],[0-9]{1,9}", text):
        raise ValueError(phrase("closure-cure-comma", share=text.replace(",", ".")))
    if not NUMBER.fullmatch(text):
        raise ValueError(phrase("closure-cure-plain"))
    value = float(text)
    if value < 0:
        raise ValueError(phrase("closure-cure-low"))
    if value > 100:
        raise ValueError(phrase("closure-cure-high"))
    if value > 1:
        share = f"{value / 100:g}"
        raise ValueError(phrase("closure-cure-percent", percent=text, share=share))
    plain = str(Closure("", value)).strip(":")
    raise ValueError(phrase("closure-cure-decimals", decimals=DECIMALS, share=plain))


def _days(text: str, year: int | None, start: date | None) -> int:
    year = year or (start.year if start else None)
    most = WHOLE_YEAR if year is None else days_in(year)
    if DAYS.fullmatch(text) and int(text) <= most:
        return WHOLE_YEAR if int(text) == most and start is None else int(text)
    if year and start:  # What is beyond the end of the year is cut; more than a year is none.
        most -= Closure("", start=start).first_day(year)
    if not NUMBER.fullmatch(text) or (0 < float(text) < most and "." not in text):
        raise ValueError(phrase("closure-cure-days", most=most))
    if 1 < float(text) < most:
        low = int(float(text))
        raise ValueError(phrase("closure-cure-days-whole", low=low, high=low + 1))
    near = most if float(text) > most else 1
    raise ValueError(phrase("closure-cure-days-range", most=most, near=near))


def read_start(text: str) -> date:
    """Parse the first day of a closure, YYYY-MM-DD.

    Parameters
    ----------
    text
        Any text.

    Raises
    ------
    ValueError
        If it is written otherwise or there is no such day; its text is the cure.
    """
    parts = START.fullmatch(text)
    if not parts:
        raise ValueError(phrase("closure-cure-start"))
    year, month, day = map(int, parts.groups())
    first = date(max(year, MINYEAR), min(max(month, 1), 12), 1)
    last = monthrange(first.year, first.month)[1]
    near = first + timedelta(days=min(max(day, 1), last) - 1)
    if (near.year, near.month, near.day) != (year, month, day):
        raise ValueError(phrase("closure-cure-start-day", near=str(near)))
    return near
