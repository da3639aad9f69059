"""Widgets: what each shows of the view, and what it reports of it.

A widget ties keys of the session's state to a parameter in both directions. It trusts nothing that
the browser reports: what it returns goes through the view's model. It reports a part only if that
is not what it was showing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from routes.network.closures import CLOSURES, Closure

Parts = Mapping[str, Any]
"""Values of a view by attribute."""

ARTICLE = "article"
"""As the article saw it: a moment among the years, and a word of the address."""


class Reports(Protocol):
    """What the widgets of a page report."""

    def value(self, key: str, shown: Any) -> Any:
        """Return what the reader chose in a widget.

        Parameters
        ----------
        key
            Key of the widget.
        shown
            What it shows, if the reader chose nothing.
        """

    def picked(self, key: str) -> Parts:
        """Return the parts that a component of ours reports in this run; none if nothing is new.

        Parameters
        ----------
        key
            Key of the component.
        """


@dataclass(frozen=True)
class Widget:
    """A widget, or several, that show a parameter of the view.

    Attributes
    ----------
    key
        Key of the widget in the session's state.
    """

    key: str

    def values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return what the widgets show, by key.

        Parameters
        ----------
        part
            Attribute that they are for.
        view
            The view's values.
        """
        return self._values(part, view)

    def parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return the parts of the view that the reader changed, as foreign values.

        Parameters
        ----------
        part
            Attribute that they are for.
        view
            The view's values.
        reports
            What the widgets report.
        """
        return self._parts(part, view, reports)

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        raise NotImplementedError

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        raise NotImplementedError


def same(one: Any, other: Any) -> bool:
    """Compare what widgets hold; the order in which states were picked does not matter.

    Parameters
    ----------
    one, other
        Values of a widget.
    """
    if isinstance(one, list) and isinstance(other, list):
        try:
            return sorted(one) == sorted(other)
        except TypeError:
            return False
    return type(one) is type(other) and bool(one == other)


@dataclass(frozen=True)
class Panel(Widget):
    """A component of ours, which may set several parts: it shows what it is drawn with."""

    def _values(self, _part: str, _view: Parts) -> dict[str, Any]:
        """Return nothing: the component takes its state from what it is drawn with."""
        return {}

    def _parts(self, part: str, _view: Parts, reports: Reports) -> dict[str, Any]:
        """Return the part, if the reader set it."""
        return _own(reports.picked(self.key), part)


def _own(parts: Parts, *names: str) -> dict[str, Any]:
    """Return some of the parts that a component reports."""
    return {name: parts[name] for name in names if name in parts}


@dataclass(frozen=True)
class Pick(Widget):
    """A list to pick from, or a field to type in; None in the widget is "" in the view."""

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return the value."""
        held = view[part]
        return {self.key: list(held) if isinstance(held, tuple) else held or None}

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return what was picked."""
        shown = self._values(part, view)[self.key]
        chosen = reports.value(self.key, shown)
        return {} if same(chosen, shown) else {part: "" if chosen is None else chosen}


@dataclass(frozen=True)
class PickOrPanel(Pick):
    """A list to pick from on some pages, a component of ours on others.

    Attributes
    ----------
    panel
        Key of the component.
    """

    panel: str = ""

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return what was picked, in either."""
        return _own(reports.picked(self.panel), part) or super()._parts(part, view, reports)


@dataclass(frozen=True)
class TextField(Widget):
    """A field to type text in."""

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return the text."""
        return {self.key: view[part]}

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return what was typed."""
        typed = reports.value(self.key, view[part])
        return {} if same(typed, view[part]) else {part: "" if typed is None else typed}


@dataclass(frozen=True)
class Switch(Widget):
    """A switch between two words of the address.

    Attributes
    ----------
    on, off
        The words.
    """

    on: str
    off: str

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return whether it is on."""
        return {self.key: view[part] == self.on}

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return the word for on or off."""
        shown = view[part] == self.on
        on = reports.value(self.key, shown) is True
        return {} if on is shown else {part: self.on if on else self.off}


@dataclass(frozen=True)
class Moment(Widget):
    """The year of the figures, with the article's moment among the years.

    Attributes
    ----------
    asof
        Attribute of the view that holds `article` or `now`.
    panel
        Key of the component of ours that sets it on some pages.
    """

    asof: str = "asof"
    panel: str = ""

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return the year, or the word for the article's moment."""
        return {self.key: ARTICLE if view[self.asof] == ARTICLE else view[part]}

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return year and moment."""
        own = _own(reports.picked(self.panel), part, self.asof)
        if own:
            return own
        shown = self._values(part, view)[self.key]
        chosen = reports.value(self.key, shown)
        if same(chosen, shown):
            return {}
        return {self.asof: ARTICLE} if chosen == ARTICLE else {self.asof: "now", part: chosen}


@dataclass(frozen=True)
class Typed:
    """A row of the closures' fields as the reader left it.

    Attributes
    ----------
    id
        What closes.
    share
        Per cent left, as typed; None where the field is not drawn yet.
    days
        Days of the year, as typed; None where the field is not drawn yet.
    start
        Its first day, as typed; None where the field is not drawn yet.
    n
        Which of the closures of this id it is, counted from 0.
    """

    id: str
    share: Any
    days: Any
    start: Any = None
    n: int = 0


@dataclass(frozen=True)
class Rows(Widget):
    """What closes, and a row of fields for each: per cent left, days, first day, typed as text.

    A browser's number field turns `3,5` into 35 and letters into nothing, so these are text
    fields.

    Attributes
    ----------
    year
        Attribute of the view that holds the year.
    """

    year: str = "year"

    def share_key(self, closed: str, n: int = 0) -> str:
        """Return the key of the field that holds the per cent left.

        Parameters
        ----------
        closed
            Id of what closes.
        n
            Which of the closures of this id, counted from 0.
        """
        return _nth(f"share_{closed}", n)

    def days_key(self, closed: str, n: int = 0) -> str:
        """Return the key of the field that holds the days.

        Parameters
        ----------
        closed, n
            As for `share_key`.
        """
        return _nth(f"days_{closed}", n)

    def start_key(self, closed: str, n: int = 0) -> str:
        """Return the key of the field that holds the first day.

        Parameters
        ----------
        closed, n
            As for `share_key`.
        """
        return _nth(f"start_{closed}", n)

    def _values(self, part: str, view: Parts) -> dict[str, Any]:
        """Return each one's share, days and first day; the list is drawn with the ids."""
        closures: tuple[Closure, ...] = view[part]
        found: dict[str, Any] = {}
        for one, n in numbered(closures):
            found[self.share_key(one.id, n)] = per_cent(one.share)
            found[self.days_key(one.id, n)] = str(one.days_of(view[self.year]))
            found[self.start_key(one.id, n)] = str(one.start or "")
        return found

    def _parts(self, part: str, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return the rows as they were typed."""
        shown, before = self._values(part, view), [one.id for one in view[part]]
        before = list(dict.fromkeys(before))
        ids = _own(reports.picked(self.key), part).get(part)
        if not isinstance(ids, list):
            ids = before
        times = Counter(closure.id for closure in view[part])
        typed = [
            self._row(one, n, lambda key: reports.value(key, shown.get(key)))
            for one in ids[:CLOSURES]
            if isinstance(one, str)
            for n in range(times[one] or 1)
        ]
        held = [self._row(one, n, shown.__getitem__) for one in before for n in range(times[one])]
        return {} if typed == held else {part: typed}

    def _row(self, closed: str, n: int, value: Callable[[str], Any]) -> Typed:
        """Return a row of fields; `value` returns that of a key."""
        share, days = value(self.share_key(closed, n)), value(self.days_key(closed, n))
        return Typed(closed, share, days, value(self.start_key(closed, n)), n)


def _nth(key: str, n: int) -> str:
    """Return the key of a field of the n-th closure of an id: no id has a point."""
    return f"{key}.{n + 1}" if n else key


def numbered(closures: Iterable[Closure]) -> Iterator[tuple[Closure, int]]:
    """Yield closures, each with which of its id's it is, counted from 0.

    Parameters
    ----------
    closures
        In the order of the view.
    """
    seen: Counter[str] = Counter()
    for closure in closures:
        yield closure, seen[closure.id]
        seen[closure.id] += 1


def per_cent(share: float) -> str:
    """Format a share as the per cent that a field shows, exact and without zeros that say nothing.

    >>> per_cent(0.3333), per_cent(0.5), per_cent(0.000001)
    ('33.33', '50', '0.0001')

    Parameters
    ----------
    share
        0 to 1, to six decimals.
    """
    return f"{100 * share:.4f}".rstrip("0").rstrip(".")
