"""Read and write what closes, and list what a closure meets.

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
from routes.world.states import read_state

CHARACTERS = 8_000
"""Characters of a list that are read: everything that can close, each with a share and days of its
own, is some 6,500 (a test computes it)."""
CLOSURES = 500
"""Closures of a list that are read: some 330 things can close."""
FAULTS = 5
"""Faults of a list that are put into words; of the rest the number is given."""
DECIMALS = 6
SHARE = re.compile(rf"0(\.[0-9]{{1,{DECIMALS}}})?|1(\.0{{1,{DECIMALS}}})?")
DAYS = re.compile(r"[1-9][0-9]{0,2}")
NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


@dataclass(frozen=True)
class Closure:
    """A leg, place, transfer or state of which a share is left for some days of the year.

    `days` is `WHOLE_YEAR` (366) for the whole year, whichever year it is.
    """

    id: str
    share: float = 0.0
    days: int = WHOLE_YEAR

    def __str__(self) -> str:
        """Write it as links and the command line do, the share to six decimals."""
        share = f"{abs(self.share):.{DECIMALS}f}".rstrip("0").rstrip(".")
        return f"{self.id}:{share}" + (f":{self.days}" if self.days < WHOLE_YEAR else "")

    def days_of(self, year: int) -> int:
        """Return for how many days of a year it lasts: 365, or 366, if for all of them."""
        return min(self.days, days_in(year))

    def in_year(self, year: int) -> Closure:
        """Return it with `WHOLE_YEAR` as its days if it lasts for all days of the year."""
        return replace(self, days=WHOLE_YEAR) if self.days >= days_in(year) else self


def parse(text: str, known: Collection[str], year: int | None = None) -> Closure:
    """Read one closure: `aktau_port`, `aktau_port:0.5`, or `aktau_port:0.5:30` for thirty days.

    Parameters
    ----------
    text
        A state may be given by any code or name, see `routes.states.read_state`.
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
    found = parse_part(text, known, year)
    if len(found) > 1:
        raise InputError("closed", clipped(text), phrase("closure-cure-one"))
    return found[0]


def parse_part(text: str, known: Collection[str], year: int | None = None) -> list[Closure]:
    """Read one closure, or several of one share and time: `aktau_port.BY:0.5`; see `parse`."""
    closures, wrong = _read(text, known, year)
    if wrong:
        raise _unknown(wrong[0], known)
    return closures


def _read(text: str, known: Collection[str], year: int | None) -> tuple[list[Closure], list[str]]:
    """Read closures of one share and time, and the names in them that are not known."""
    stem, *numbers = text.strip().split(":")
    ids, wrong = _ids(stem, known)
    try:
        if len(numbers) > 2:
            raise ValueError(phrase("closure-cure-form"))
        share = _share(numbers[0]) if numbers else 0.0
        days = _days(numbers[1], year) if len(numbers) > 1 else WHOLE_YEAR
    except ValueError as fault:
        if not ids:  # What follows an unknown name may be no share at all.
            return [], wrong
        raise InputError("closed", clipped(text), str(fault)) from None
    return [Closure(name, share, days) for name in ids], wrong


def _ids(stem: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """Read what stands before the share: an id, a state, or several with points between."""
    parts = stem.split(".")
    found = {part: part if part in known else None for part in parts}
    # A name may have a point of its own: U.S.
    if None in found.values() and (whole := read_state(stem, known)):
        return [whole], []
    found = {part: name or read_state(part, known) for part, name in found.items()}
    ids = dict.fromkeys(name for name in found.values() if name)
    return list(ids), [part for part, name in found.items() if name is None]


def _unknown(name: str, known: Collection[str]) -> InputError:
    """Word that nothing of a name can close; a place or line may be proposed, never a state."""
    ids = [one for one in known if one.islower()] if len(name) < 50 else []
    near = get_close_matches(name, ids, n=1, cutoff=0.6)
    cure = phrase("closure-cure-near", near=near[0]) if near else phrase("closure-cure-name")
    return InputError("closed", clipped(name), cure)


def _worded(fault: InputError) -> str:
    """Format what an error says, in the reader's language."""
    return phrase("closure-unusable", given=repr(fault.value), cure=fault.cure)


def _share(text: str) -> float:
    """Read the share left; a ValueError words the cure."""
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
    """Read the days; a ValueError words the cure."""
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


def read_closures(
    text: str, known: Collection[str], year: int | None = None
) -> tuple[list[Closure], list[str]]:
    """Read closures as a link writes them, with commas between; the inverse of `write_closures`.

    Parameters
    ----------
    known
        What can close (`closable`).
    year
        The year they are for; see `parse`.

    Returns
    -------
    The closures in order, one for each id, and what could not be read: plain sentences without a
    full stop, each with the part and the cure. Of two closures of one id that contradict each
    other the last is kept, and both are named. What is beyond `CHARACTERS` or `CLOSURES` is left
    unread, and said to be.
    """
    found: dict[str, Closure] = {}
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
        closures: list[Closure] = []
        wrong: list[str] = []
        told: list[str] = []
        if _cut_at_comma(part, after):
            share = f"{part},{after}".split(":")[1].replace(",", ".")
            cure = phrase("closure-cure-comma", share=share)
            told.append(_worded(InputError("closed", clipped(f"{part},{after}"), cure)))
        elif not _cut_at_comma(before, part):
            try:
                closures, wrong = _read(part, known, year)
            except InputError as fault:
                told.append(_worded(fault))
        for closure in closures:
            old = found.setdefault(closure.id, closure)
            if old != closure:
                told.append(phrase("closure-contradict", old=str(old), new=str(closure)))
                found[closure.id] = closure
        # Looking for a name that is near takes long: not for a thousand of them.
        room = max(0, FAULTS - len(faults))
        told += [_worded(_unknown(name, known)) for name in wrong[:room]]
        more += len(told[room:]) + len(wrong[room:])
        faults += told[:room]
    if more:
        faults.append(phrase("closure-more-faults", n=more))
    return list(found.values()), faults


def _cut_at_comma(part: str, after: str) -> bool:
    """Tell whether two parts are one whose share has a decimal comma: `aktau_port:0` and `5`."""
    return bool(re.search(":[01]\\Z", part) and re.fullmatch("[0-9]+(:[^:]*)?", after))


def write_closures(closures: Sequence[Closure]) -> str:
    """Write closures as a link does: neighbours of one share and time as one."""
    runs = groupby(closures, key=lambda closure: str(closure).partition(":")[2])
    return ",".join(f"{'.'.join(c.id for c in run)}:{numbers}" for numbers, run in runs)


def closable(atlas: Atlas, transfers: Iterable[Transfer]) -> set[str]:
    """List what can close: legs that carry oil, their places, transfers, and states."""
    legs = [leg for leg in atlas.legs.values() if "oil" in leg.goods]
    found = {leg.leg_id for leg in legs} | {end for leg in legs for end in (leg.tail, leg.head)}
    found |= {transfer.transfer_id for transfer in transfers if transfer.goods == "oil"}
    return found | set(atlas.state_names)


def of_element(
    leg: Leg | Transfer, closures: Iterable[Closure], answered: Collection[str] = ()
) -> list[Closure]:
    """List the closures that meet a leg or a transfer.

    `answered` are the places that a transfer answers for: partly closed, such a place limits
    its transfer and not the lines to it.
    """
    found = []
    for closure in closures:
        if isinstance(leg, Leg):
            ends = closure.id in (leg.tail, leg.head)
            hit = closure.id == leg.leg_id or (
                ends and not (closure.id in answered and closure.share > 0)
            )
        else:
            hit = closure.id in (leg.transfer_id, leg.place_id, leg.terminal_id)
        if hit:
            found.append(closure)
    return found


def crossing(atlas: Atlas, legs: Iterable[Leg], states: frozenset[str]) -> dict[str, str]:
    """Name the legs that are shut when states are avoided: leg id to crosses or cannot_tell."""
    verdicts = {leg.leg_id: judge_headline([leg], atlas.places, states) for leg in legs}
    return {leg: verdict for leg, verdict in verdicts.items() if verdict != "bypasses"}
