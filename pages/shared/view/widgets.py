"""What a page's widgets show of the view, and what they report of it.

A binding ties widgets to parts of the view in both directions. It trusts nothing that a widget
reports: what it returns goes through the view's model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from pages.shared.view.model import ARTICLE, View
from routes.network.closures import Closure


class Reports(Protocol):
    """What the widgets of a page report."""

    def value(self, key: str, shown: Any) -> Any:
        """Return what the reader chose in a widget, or what it should show."""

    def picked(self, key: str) -> Any:
        """Return what a component of ours reports, each report once; None if nothing is new."""


class Binding(Protocol):
    """Widgets that show a part of the view."""

    def values(self, view: View) -> dict[str, Any]:
        """Return the value of each widget, by its key, that shows the view."""

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return the parts of the view that the widgets report, as foreign values."""


def same(one: Any, other: Any) -> bool:
    """Compare what widgets hold; the order in which states were picked does not matter."""
    if isinstance(one, list) and isinstance(other, list):
        try:
            return sorted(one) == sorted(other)
        except TypeError:
            return False
    return type(one) is type(other) and bool(one == other)


@dataclass(frozen=True)
class Switches:
    """The panel of switches, one component: it shows what it is sent, and reports lists."""

    key: str = "panel_on"

    def values(self, view: View) -> dict[str, Any]:
        """Return nothing: the panel takes its state from what it is drawn with."""
        return {}

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return the corridors switched on, if a switch was used."""
        on = reports.picked(self.key)
        return {} if on is None else {"routes": on}


@dataclass(frozen=True)
class Choice:
    """A widget that holds one part of the view; None in the widget is "" in the view."""

    part: str
    key: str

    def values(self, view: View) -> dict[str, Any]:
        """Return the part."""
        held = getattr(view, self.part)
        return {self.key: list(held) if isinstance(held, tuple) else held or None}

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return what was chosen."""
        chosen = reports.value(self.key, self.values(view)[self.key])
        return {self.part: "" if chosen is None else chosen}


@dataclass(frozen=True)
class Search:
    """The search box."""

    key: str = "find"

    def values(self, view: View) -> dict[str, Any]:
        """Return the text."""
        return {self.key: view.find}

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return what was typed."""
        return {"find": reports.value(self.key, view.find) or ""}


@dataclass(frozen=True)
class Bypass:
    """The switch that keeps only those journeys that bypass."""

    key: str = "only"

    def values(self, view: View) -> dict[str, Any]:
        """Return whether it is on."""
        return {self.key: view.only == "bypass"}

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return the word that links write."""
        on = reports.value(self.key, view.only == "bypass")
        return {"only": "bypass" if on is True else "all"}


@dataclass(frozen=True)
class Year:
    """The year of the figures, with the article's moment among them."""

    key: str = "year"

    def values(self, view: View) -> dict[str, Any]:
        """Return the year, or the word for the article's moment."""
        return {self.key: ARTICLE if view.as_article else view.year}

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return year and moment."""
        chosen = reports.value(self.key, self.values(view)[self.key])
        return {"asof": ARTICLE} if chosen == ARTICLE else {"asof": "now", "year": chosen}


CLOSED_AT_MOST = 500
AVOID = Choice("avoid", "avoid")
FOCUS = Choice("focus", "focus")
ORIGIN, MARKET = Choice("origin", "from"), Choice("market", "to")
JOURNEY, BESIDE = Choice("journey", "trip"), Choice("beside", "beside")


def share_key(part: str) -> str:
    """Return the key of the field that holds the per cent left of what closes."""
    return f"share_{part}"


def days_key(part: str) -> str:
    """Return the key of the field that holds the days for which something closes."""
    return f"days_{part}"


@dataclass(frozen=True)
class Closures:
    """What closes, and for each the per cent left and the days, typed as text.

    A browser's number field turns `3,5` into 35 and letters into nothing, so these are text
    fields, and what they hold is read here.
    """

    read: Callable[[View, Iterable[tuple[str, Any, Any]]], tuple[Closure, ...]]
    key: str = "closing"

    def values(self, view: View) -> dict[str, Any]:
        """Return the ids that close, and each one's share and days."""
        found: dict[str, Any] = {self.key: [closure.id for closure in view.closed]}
        for closure in view.closed:
            found[share_key(closure.id)] = per_cent(closure.share)
            found[days_key(closure.id)] = whole_days(closure, view.year)
        return found

    def parts(self, view: View, reports: Reports) -> dict[str, Any]:
        """Return the closures."""
        shown = self.values(view)
        ids = reports.value(self.key, shown[self.key])
        ids = ids if isinstance(ids, list) else shown[self.key]
        typed = [
            (
                part,
                reports.value(share_key(part), shown.get(share_key(part))),
                reports.value(days_key(part), shown.get(days_key(part))),
            )
            for part in ids[:CLOSED_AT_MOST]
            if isinstance(part, str)
        ]
        return {"closed": self.read(view, typed)}


def per_cent(share: float) -> str:
    """Write a share as the per cent that a field shows, without zeros that say nothing."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".")


def whole_days(closure: Closure, year: int) -> str:
    """Write the days of a closure as a field shows them."""
    return str(closure.days_of(year))
