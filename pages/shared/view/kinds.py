"""Kinds of parameters: numbers, words, ids of the data, states, closures, codes, text.

None knows a parameter by its name: the view (model.py) gives each field a kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pages.shared.view.parameter import (
    NONE,
    SHOWN_AT_MOST,
    At,
    Kind,
    Parameter,
    RefusedError,
    cut,
)
from pages.shared.view.widgets import Typed, numbered, per_cent
from routes.language import number, phrase
from routes.model.units import days_in
from routes.network.closures import (
    DECIMALS,
    TIMES,
    Closure,
    read_closures,
    read_start,
    settle,
    write_closures,
)
from routes.world.states import read_states

TEXT_AT_MOST = 32_000
"""Characters of one parameter; longer text is refused before anything is looked up in it."""

NAMED_AT_MOST = 3
"""Unknown ids of one list that are named, each with the nearest; of the rest the number is."""

DIGITS_AT_MOST = 4
"""Digits before a point: those of a year."""

TYPED_AT_MOST = 40
"""Characters that are read of what was typed into a field of the closures."""

ALIASES: dict[str, str] = {}
"""Ids once published and since renamed, old to new; a link with an old id stays valid."""


def clean_text(text: str, longest: int) -> str:
    """Return what an address keeps of a search: printable characters, not too many.

    Parameters
    ----------
    text
        As typed.
    longest
        Characters at most.
    """
    return "".join(c for c in text[: 4 * longest] if c.isprintable())[:longest].strip()


def is_plain(text: str, decimals: int = 0) -> bool:
    """Return whether a number is written plainly: ASCII digits, and perhaps a sign and a point.

    >>> is_plain("2022"), is_plain("-4.5", 8), is_plain("1e3", 8), is_plain("4.5")
    (True, True, False, False)

    Parameters
    ----------
    text
        The number.
    decimals
        Decimals that it may have; without any it may have no sign either.
    """
    sign = "-" if decimals else ""
    whole, point, fraction = text.removeprefix(sign).partition(".")
    parts = [(whole, DIGITS_AT_MOST), *([(fraction, decimals)] if point else [])]
    return text.isascii() and all(one.isdigit() and len(one) <= most for one, most in parts)


def text_of(value: Any, at: At) -> str:
    """Return text of bearable length.

    Parameters
    ----------
    value
        Anything.
    at
        Where it is read.

    Raises
    ------
    RefusedError
        If it is none, or longer.
    """
    name = at.parameter.name
    if not isinstance(value, str):
        raise RefusedError(phrase("view-no-text", parameter=name, given=cut(value)))
    if len(value) > TEXT_AT_MOST:
        most = number(TEXT_AT_MOST)
        raise RefusedError(phrase("view-too-long", parameter=name, given=cut(value), most=most))
    return value


def _items(value: Any, at: At) -> list[str]:
    """Return a list of ids: text with commas, or what a widget holds; "" and `none` are no ids."""
    if isinstance(value, str):
        parts = [part.strip() for part in text_of(value, at).split(",")]
    elif (
        isinstance(value, list | tuple | set | frozenset)
        and len(value) <= TEXT_AT_MOST
        and all(isinstance(part, str) and len(part) <= TEXT_AT_MOST for part in value)
    ):
        parts = list(value)
    else:
        raise RefusedError(phrase("view-no-list", parameter=at.parameter.name, given=cut(value)))
    return [part for part in parts if part and part.lower() != NONE]


def _unknown(given: str, known: Iterable[str], at: At) -> str:
    """Return the notice on an id that is not known, with the nearest that is."""
    name, shown = at.parameter.name, cut(given)
    near = get_close_matches(given, list(known), n=1) if len(given) <= 2 * SHOWN_AT_MOST else []
    if near:
        return phrase("view-unknown-near", parameter=name, given=shown, near=near[0])
    return phrase("view-unknown", parameter=name, given=shown)


def _all_unknown(wrong: list[str], known: Iterable[str], at: At) -> list[str]:
    """Return notices on the ids of a list that are not known: on each, up to a number."""
    notices = [_unknown(part, known, at) for part in wrong[:NAMED_AT_MOST]]
    if (more := len(wrong) - NAMED_AT_MOST) > 0:
        notices.append(phrase("view-unknown-more", parameter=at.parameter.name, count=more))
    return notices


def _kept(found: tuple[str, ...], unknown: list[str], at: At) -> tuple[str, ...]:
    """Return what was found of a list; where that is nothing, refuse the list."""
    if unknown and not found:
        raise RefusedError(*unknown)
    at.reading.notices += unknown
    return found


@dataclass(frozen=True)
class Number(Kind):
    """A number within the field's bounds, written plainly.

    Attributes
    ----------
    decimals
        Decimals that are kept and written; 0 for whole numbers.
    """

    decimals: int = 0

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read as every kind does, and round what is within the bounds."""
        schema = super().__get_pydantic_core_schema__(source, handler)
        if not self.decimals:
            return schema
        return core_schema.no_info_after_validator_function(self._rounded, schema)

    def _rounded(self, value: float) -> float:
        return round(value, self.decimals)

    def _read(self, value: Any, at: At) -> Any:
        if isinstance(value, str):
            fine = is_plain(value, 4 * self.decimals)
        else:
            fine = isinstance(value, int | float) and not isinstance(value, bool)
        if not fine:
            raise RefusedError(self._refusal(value, at))
        return value

    def _refusal(self, value: Any, at: At) -> str:
        low, high = at.parameter.bounds
        return phrase(
            "view-no-number",
            parameter=at.parameter.name,
            given=cut(value),
            low=f"{low:g}",
            high=f"{high:g}",
            kept=str(at.reading.held[at.parameter.part]),
        )

    def _written(self, value: Any) -> str:
        return f"{value:.{self.decimals}f}"

    def _values(self, parameter: Parameter) -> str:
        low, high = parameter.bounds
        if not self.decimals:
            return f"whole number from {low:g} to {high:g}"
        kept = f"{self.decimals} decimals are kept"
        return f"number from {low:g} to {high:g}, with a point; {kept}"


@dataclass(frozen=True)
class Word(Kind):
    """One of the words that the field's type lists; nothing is the default."""

    def _read(self, value: Any, at: At) -> Any:
        text = text_of(value, at)
        if text.lower() in ("", NONE):
            return at.reading.default[at.parameter.part]
        return text

    def _refusal(self, value: Any, at: At) -> str:
        return _unknown(str(value), at.parameter.options, at)

    def _values(self, parameter: Parameter) -> str:
        return " or ".join(f"`{word}`" for word in parameter.options)


@dataclass(frozen=True)
class Language(Word):
    """A language of the interface."""

    def _read(self, value: Any, at: At) -> Any:
        return text_of(value, at)

    def _refusal(self, value: Any, at: At) -> str:
        return phrase("view-language", parameter=at.parameter.name, given=cut(value))


@dataclass(frozen=True)
class Id(Kind):
    """One id of the data.

    Attributes
    ----------
    of
        What the ids stand for, as in `Vocabulary.ids`.
    table
        Where they are: a table of geodata/tables, in words.
    """

    of: str
    table: str

    def _read(self, value: Any, at: At) -> Any:
        text = text_of("" if value is None else value, at)
        text = ALIASES.get(text, text)
        if text.lower() in ("", NONE):
            return self._blank(at)
        known = at.reading.known.ids[self.of]
        if text not in known:
            raise RefusedError(_unknown(text, known, at))
        return text

    def _blank(self, at: At) -> Any:
        return at.reading.default[at.parameter.part]

    def _values(self, _parameter: Parameter) -> str:
        return f"id of {self.table}"


@dataclass(frozen=True)
class IdOrNothing(Id):
    """One id of the data, or nothing."""

    nothing: Any = ""

    def _blank(self, _at: At) -> Any:
        return self.nothing

    def _values(self, parameter: Parameter) -> str:
        return f"{super()._values(parameter)}, or nothing"


@dataclass(frozen=True)
class Ids(Id):
    """Ids of the data, in its order."""

    nothing: Any = ()

    def _read(self, value: Any, at: At) -> Any:
        wanted = dict.fromkeys(ALIASES.get(part, part) for part in _items(value, at))
        known = at.reading.known.ids[self.of]
        wrong = [part for part in wanted if part not in known]
        found = tuple(one for one in known if one in wanted)
        return _kept(found, _all_unknown(wrong, known, at), at)

    def _written(self, value: Any) -> str:
        return ",".join(value)

    def _values(self, _parameter: Parameter) -> str:
        return f"ids of {self.table} with commas between, or nothing; their order does not matter"


@dataclass(frozen=True)
class States(Kind):
    """States by code or name, sorted by code."""

    nothing: Any = ()

    def _read(self, value: Any, at: At) -> Any:
        wanted = _items(value, at)
        found, wrong = read_states(",".join(wanted), at.reading.known.states)
        # No other state is proposed: a likeness of names must not decide whom to avoid.
        return _kept(found, _all_unknown(list(wrong), (), at), at)

    def _written(self, value: Any) -> str:
        return ",".join(value)

    def _values(self, _parameter: Parameter) -> str:
        return (
            "states with commas between, or nothing: codes of ISO 3166-1 (`RU`, `RUS`, `643`) or "
            "names in English, Russian or Kazakh; written as two letters, sorted"
        )


@dataclass(frozen=True)
class Closures(Kind):
    """What closes, each with the share left, the days and the first of them.

    Attributes
    ----------
    year
        Attribute of the view that holds the year for which the days are.
    """

    year: str = "year"
    nothing: Any = ()

    def _read(self, value: Any, at: At) -> Any:
        if isinstance(value, str):
            return () if value.lower() in ("", NONE) else self._listed(text_of(value, at), at)
        if isinstance(value, list | tuple):
            if all(isinstance(one, Closure) for one in value):
                return tuple(value)
            if all(isinstance(one, Typed) for one in value):
                return self._typed(value, at)
        name = at.parameter.name
        raise RefusedError(phrase("view-no-closures", parameter=name, given=cut(value)))

    def _listed(self, text: str, at: At) -> tuple[Closure, ...]:
        """Read closures as an address writes them; what cannot be read is named and left out."""
        notices, name = at.reading.notices, at.parameter.name
        found, faults = read_closures(text, at.reading.known.closable, self._year_of(at))
        notices += [phrase("view-rest-kept", fault=fault) for fault in faults[:NAMED_AT_MOST]]
        if (more := len(faults) - NAMED_AT_MOST) > 0:
            notices.append(phrase("view-closures-more", parameter=name, count=more))
        return tuple(found)

    def _typed(self, rows: Iterable[Typed], at: At) -> tuple[Closure, ...]:
        """Read what was typed for each thing that closes; what cannot be keeps its last value."""
        held = at.reading.held[at.parameter.part]
        before = {(one.id, n): one for one, n in numbered(held)}
        found, lasts = [], []
        for row in rows:
            if row.id not in at.reading.known.closable:
                name, shown = at.parameter.name, cut(row.id)
                at.reading.notices.append(phrase("view-cannot-close", parameter=name, given=shown))
                continue
            last = before.get((row.id, row.n), Closure(row.id))
            lasts.append(last)
            share, days = self._share(row, last, at), self._days(row, last, at)
            found.append(Closure(row.id, share, days, self._start(row, last, at)))
        return tuple(self._timed(found, lasts, at))

    def _timed(self, found: list[Closure], lasts: list[Closure], at: At) -> list[Closure]:
        """Return the closures; where their times cannot stand together, with the last ones."""
        _, changes = settle(found, self._year_of(at))
        wrong = {change.kind: change for change in changes}
        names, notices = at.reading.known.closable, at.reading.notices
        if clash := wrong.get("dropped"):
            notices.append(phrase("view-overlap", name=names[clash.given.id]))
        elif extra := wrong.get("times"):
            notices.append(phrase("view-times", name=names[extra.given.id], most=TIMES))
        else:
            return found
        return [
            replace(one, days=last.days, start=last.start)
            for one, last in zip(found, lasts, strict=True)
        ]

    def _year_of(self, at: At) -> int:
        year: int = at.read.get(self.year, at.reading.held[self.year])
        return year

    def _share(self, row: Typed, last: Closure, at: At) -> float:
        """Return the share of a per cent typed with a point or a comma."""
        if row.share is None:
            return last.share
        plain = str(row.share)[:TYPED_AT_MOST].strip().removesuffix("%").strip()
        plain = plain.replace(",", ".").removesuffix(".")
        if is_plain(plain, DECIMALS - 2) and 0 <= float(plain) <= 100:
            return abs(round(float(plain) / 100, DECIMALS))
        at.reading.notices.append(
            phrase(
                "view-no-per-cent",
                name=at.reading.known.closable[row.id],
                given=cut(row.share),
                kept=per_cent(last.share),
            )
        )
        return last.share

    def _days(self, row: Typed, last: Closure, at: At) -> int:
        """Return whole days of the year."""
        year = self._year_of(at)
        shown, most = str(last.days_of(year)), days_in(year)
        if row.days is None or row.days == shown:
            return last.days
        plain = str(row.days)[:TYPED_AT_MOST].strip()
        if is_plain(plain) and 1 <= int(plain) <= most:
            return int(plain)
        at.reading.notices.append(
            phrase(
                "view-no-days",
                name=at.reading.known.closable[row.id],
                given=cut(row.days),
                most=most,
                kept=shown,
            )
        )
        return last.days

    def _start(self, row: Typed, last: Closure, at: At) -> date | None:
        """Return the date of the first day, None for a field without one."""
        if row.start is None:
            return last.start
        plain = str(row.start)[:TYPED_AT_MOST].strip()
        if not plain:
            return None
        try:
            return read_start(plain)
        except ValueError as fault:
            at.reading.notices.append(
                phrase(
                    "view-no-start",
                    name=at.reading.known.closable[row.id],
                    given=cut(row.start),
                    cure=str(fault),
                    kept=str(last.start or date(self._year_of(at), 1, 1)),
                )
            )
            return last.start

    def _written(self, value: Any) -> str:
        return write_closures(value)

    def _values(self, _parameter: Parameter) -> str:
        return (
            "closures with commas between, or nothing: `id`, `id:share`, `id:share:days` or "
            "`id:share:days:start`, where `id` is a leg, a place, a transfer or a state, `share` "
            f"what is left, from 0 to 1 with at most {DECIMALS} decimals (without it 0), `days` "
            "how many days of the year it lasts (without it all) and `start` the first of them, "
            "`YYYY-MM-DD` (without it 1 January); ids of one share and time may have points "
            "between; one id may stand several times if its times do not overlap; at most "
            f"{TIMES} different times, each a start and days; the year of the first start is "
            "that of an address without `year`"
        )


@dataclass(frozen=True)
class Code(Kind):
    """A code that only its page can look up, of the field's pattern; or nothing."""

    nothing: Any = ""

    def _read(self, value: Any, at: At) -> Any:
        text = text_of("" if value is None else value, at)
        return "" if text.lower() == NONE else text

    def _values(self, parameter: Parameter) -> str:
        return f"code as its page writes it, `{parameter.pattern}`, or nothing"


@dataclass(frozen=True)
class Text(Kind):
    """Plain text, cut to its length.

    Attributes
    ----------
    longest
        Characters that are kept.
    """

    longest: int
    nothing: Any = ""

    def _decoded(self, text: str) -> Any:
        # `none` means nothing in an address; marked, it is the word.
        return "" if text == NONE else text.removeprefix("=")

    def _read(self, value: Any, at: At) -> Any:
        return clean_text(text_of("" if value is None else value, at), self.longest)

    def _written(self, value: Any) -> str:
        return f"={value}" if value == NONE or value.startswith("=") else str(value)

    def _values(self, _parameter: Parameter) -> str:
        return (
            f"text of at most {self.longest} characters, or nothing; the word `{NONE}`, and text "
            "that begins with `=`, have a `=` before them"
        )
