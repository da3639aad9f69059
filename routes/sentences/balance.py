"""Format what the numbers of a year's balance rest on, and which figures contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isinf

from routes.language import listed, named, number, phrase
from routes.model.atlas import Atlas
from routes.model.rows import Capacity
from routes.model.terms import HOME_SUBJECT
from routes.network.balance import Contradiction, Estimate, Held
from routes.network.capacity import Index, find
from routes.network.observations import bounds_of

DIGITS = ".4g"
"""Format of a published figure, Mt."""
SAME = 0.015
"""Part of an amount by which two ends may differ that are told as one."""


@dataclass(frozen=True)
class Term:
    """A figure that an amount is computed from.

    Attributes
    ----------
    text
        What it is of and its value, in words; with *less* where it is taken off.
    row
        The row of capacities.csv that it is read from.
    """

    text: str
    row: Capacity | None


@dataclass(frozen=True)
class Told:
    """An end of what is known of an amount, and the figures that hold it there.

    Attributes
    ----------
    text
        The amount in words.
    terms
        The figures; none where nothing holds it.
    """

    text: str
    terms: tuple[Term, ...]


class Explainer:
    """Say what the numbers of a year's balance rest on.

    Parameters
    ----------
    atlas
        Names legs and places.
    figures
        As `capacity.index` returns them.
    rows
        The rows of capacities.csv that hold for the year.
    names
        Names of transfers and gates by id.
    """

    def __init__(
        self, atlas: Atlas, figures: Index, rows: Iterable[Capacity], names: Mapping[str, str]
    ) -> None:
        self._atlas = atlas
        self._names = names
        self._figures = figures
        self._rows = {f"{row.element_id}:{row.role}": row for row in rows}

    def told(self, one: Estimate) -> tuple[Told, ...]:
        """Explain an amount: in one part where the same figures hold both its ends, else in two.

        Parameters
        ----------
        one
            What the balance says of it.
        """
        low, high = tuple(map(self._term, one.low_by)), tuple(map(self._term, one.high_by))
        if low == high or (low and set(low) <= set(high) and one.high - one.low <= SAME * one.high):
            return (Told(phrase("balance-is", mt=amount(one)), high),) if high else ()
        parts = []
        if low:
            least = phrase("balance-at-least", mt=number(one.low, DIGITS))
            parts.append(Told(least, low))
        if not isinf(one.high):
            parts.append(Told(phrase("balance-at-most", mt=number(one.high, DIGITS)), high))
        return tuple(parts)

    def _term(self, held: Held) -> Term:
        row = self.row(held.observation)
        what = self.what(held.observation)
        value = self._value(row) if row else number(abs(held.value), DIGITS)
        side = "less" if held.weight < 0 else "more"
        return Term(phrase("balance-term", side=side, what=what, mt=value), row)

    def _value(self, row: Capacity) -> str:
        """Format the figures of a row as published, Mt."""
        values = []
        for ref in row.figures.split("|"):
            for figure in find(self._figures, ref):
                ends = list(bounds_of(figure))
                values.append((min(ends) + max(ends)) / 2)
        low, high = number(min(values), DIGITS), number(max(values), DIGITS)
        return low if low == high else phrase("number-range", low=low, high=high)

    def row(self, observation: str) -> Capacity | None:
        """Return the row of capacities.csv that an observation was read from.

        Parameters
        ----------
        observation
            `element:role`.
        """
        return self._rows.get(observation)

    def what(self, observation: str) -> str:
        """Format what a figure is of.

        Parameters
        ----------
        observation
            `element:role`.
        """
        element, _, role = observation.partition(":")
        if element == HOME_SUBJECT:
            return phrase("balance-country", role=role)
        name = self._names.get(element) or self._atlas.name_of(element)
        return phrase("balance-role", role=role, part=named("part", (element, name)))

    def contradiction(self, one: Contradiction) -> str:
        """Format which figures cannot all be true, and the least that would let them be.

        Parameters
        ----------
        one
            The contradiction.
        """
        others = [self.what(each) for each in one.observations if each != one.adjusted]
        return phrase(
            "balance-contradiction",
            adjusted=self.what(one.adjusted),
            others=listed(others),
            side="more" if one.by_mt > 0 else "less",
            mt=number(abs(one.by_mt), ".2g"),
        )


def amount(one: Estimate, scale: float = 1.0, spec: str = "") -> str:
    """Format what is known of an amount, one number where its ends are nearly the same.

    Parameters
    ----------
    one
        What the balance says of it.
    scale
        Part of the year that is meant.
    spec
        Format of each number; by the size of the amount if empty.
    """
    low, high = scale * one.low, scale * one.high
    spec = spec or (".1f" if one.drawn * scale >= 10 else ".2f")
    if isinf(high):
        return phrase("closure-amount-least", mt=number(low, spec))
    if high - low <= SAME * high:
        return number(scale * one.drawn, spec)
    first, last = number(low, spec), number(high, spec)
    return first if first == last else phrase("number-range", low=first, high=last)


def sources_of(row: Capacity) -> Iterator[str]:
    """Yield the sources of a row of capacities.csv, each once.

    Parameters
    ----------
    row
        The row.
    """
    yield from dict.fromkeys(ref.split(":")[2].split("@")[0] for ref in row.figures.split("|"))
