"""Parse and format what closes, and list the closures that affect a leg or a transfer.

One closure is `id`, `id:share` or `id:share:days`; closures of one share and one time may be
written as one, `id.id.id:share:days`. The point between ids needs no escape in a URL, and browsers
keep it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby

from routes.language import number, phrase
from routes.model.atlas import Atlas, Leg
from routes.model.errors import InputError, clipped
from routes.model.rows import Transfer
from routes.model.units import WHOLE_YEAR, days_in
from routes.verdict.judge import judge_headline
from routes.verdict.tests import Verdict
from routes.world.states import read_state

CHARACTERS = 8_000
"""Characters of a list that are read: everything that can close, each with a share and days of its
own, is some 6,500 (a test computes it)."""
CLOSURES = 500
"""Closures of a list that are read: some 330 things can close."""
FAULTS = 5
"""Faults of a list that are put into words; of the rest the number is given."""
DECIMALS = 6
"""Decimals of a share that are read and written."""
NAME_CHARACTERS = 50
"""A longer name is no misspelt id: none is near it."""

SHARE = re.compile(rf"0(\.[0-9]{{1,{DECIMALS}}})?|1(\.0{{1,{DECIMALS}}})?")
DAYS = re.compile(r"[1-9][0-9]{0,2}")
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
    """

    id: str
    share: float = 0.0
    days: int = WHOLE_YEAR

    def __str__(self) -> str:
        """Format it as links and the command line do."""
        share = f"{abs(self.share):.{DECIMALS}f}".rstrip("0").rstrip(".")
        return f"{self.id}:{share}" + (f":{self.days}" if self.days < WHOLE_YEAR else "")

    def days_of(self, year: int) -> int:
        """Return for how many days of a year it lasts: 365, or 366, if for all of them.

        Parameters
        ----------
        year
            Year of the Gregorian calendar.
        """
        return min(self.days, days_in(year))

    def in_year(self, year: int) -> Closure:
        """Return it with `WHOLE_YEAR` as its days if it lasts for all days of the year.

        Parameters
        ----------
        year
            Year of the Gregorian calendar.
        """
        return replace(self, days=WHOLE_YEAR) if self.days >= days_in(year) else self


def parse(text: str, known: Collection[str], year: int | None = None) -> Closure:
    """Parse one closure: `aktau_port`, `aktau_port:0.5`, or `aktau_port:0.5:30` for thirty days.

    Parameters
    ----------
    text
        A state may be given by any code or name, see `routes.world.states.read_state`.
    known
        What can close (`closable`).
    year
        The year it is for; without one as many days are taken as any year has.

    Raises
    ------
    InputError
        If the id is unknown, the share no plain number from 0 to 1 or the days no whole number
        from 1 to those of the year; names the cure.
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
    The closures in order, one for each id, and what could not be read: plain sentences without a
    full stop, each with the part and the cure. Of two closures of one id that contradict each
    other the last is kept, and both are named. What is beyond `CHARACTERS` or `CLOSURES` is left
    unread, and a sentence says so.
    """
    kept: dict[str, Closure] = {}
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
        for closure in closures:
            old = kept.setdefault(closure.id, closure)
            if old != closure:
                clash = phrase("closure-contradict", old=str(old), new=str(closure))
                messages.append(clash)
                kept[closure.id] = closure
        # A near name takes long to look for: not for a thousand of them.
        room = max(0, FAULTS - len(faults))
        messages += [_worded(_unknown(name, known)) for name in wrong[:room]]
        more += len(messages[room:]) + len(wrong[room:])
        faults += messages[:room]
    if more:
        faults.append(phrase("closure-more-faults", n=more))
    return list(kept.values()), faults


def write_closures(closures: Iterable[Closure]) -> str:
    """Format closures as a link has them: neighbours of one share and time as one.

    Parameters
    ----------
    closures
        In the order of the link.
    """
    runs = groupby(closures, key=lambda closure: str(closure).partition(":")[2])
    return ",".join(f"{'.'.join(c.id for c in run)}:{numbers}" for numbers, run in runs)


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
    return bool(re.search(":[01]\\Z", part) and re.fullmatch("[0-9]+(:[^:]*)?", after))


def _read(text: str, known: Collection[str], year: int | None) -> tuple[list[Closure], list[str]]:
    """Parse closures of one share and time, and the names in them that are not known."""
    stem, *numbers = text.strip().split(":")
    ids, wrong = _ids(stem, known)
    try:
        share, days = _numbers(numbers, year)
    except ValueError as fault:
        if not ids:  # What follows an unknown name may be no share at all.
            return [], wrong
        raise InputError("closed", clipped(text), str(fault)) from None
    return [Closure(name, share, days) for name in ids], wrong


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


def _numbers(numbers: Sequence[str], year: int | None) -> tuple[float, int]:
    """Parse the share left and the days; a ValueError has the cure."""
    if len(numbers) > 2:
        raise ValueError(phrase("closure-cure-form"))
    share = _share(numbers[0]) if numbers else 0.0
    return share, _days(numbers[1], year) if len(numbers) > 1 else WHOLE_YEAR


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


def _days(text: str, year: int | None) -> int:
    most = WHOLE_YEAR if year is None else days_in(year)
    if DAYS.fullmatch(text) and int(text) <= most:
        return WHOLE_YEAR if int(text) == most else int(text)
    if not NUMBER.fullmatch(text) or (0 < float(text) < most and "." not in text):
        raise ValueError(phrase("closure-cure-days", most=most))
    if 1 < float(text) < most:
        low = int(float(text))
        raise ValueError(phrase("closure-cure-days-whole", low=low, high=low + 1))
    near = most if float(text) > most else 1
    raise ValueError(phrase("closure-cure-days-range", most=most, near=near))
