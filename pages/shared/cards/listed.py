"""List the journeys of a view: those found, those in the list, the one or two on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.journey import Setting, setting_of
from pages.shared.view.model import View
from routes.language import listed as enumerated
from routes.language import phrase
from routes.model.rows import Gate
from routes.model.tables import Tables
from routes.network.journeys import Journey
from routes.network.network import END, START, gate
from routes.sentences.journeys import summarise


@dataclass(frozen=True)
class Listed:
    """What page Journeys shows of a view.

    Attributes
    ----------
    view
        The view with a market that takes what its origin gives, and with journeys that are listed.
    ends
        Origin and market.
    found, shown
        All journeys between them, and those in the list.
    setting
        What they are told in.
    notices
        What of the view could not be shown as it was asked for; plain text.
    gone
        Whether it names a journey that is not between these ends.
    """

    view: View
    ends: tuple[Gate, Gate]
    found: tuple[Journey, ...]
    shown: tuple[Journey, ...]
    setting: Setting
    notices: tuple[str, ...]
    gone: bool

    @property
    def chosen(self) -> tuple[Journey, ...]:
        """The journey on the map, and the one set beside it."""
        by_code = {journey.code: journey for journey in self.shown}
        return tuple(by_code[code] for code in (self.view.journey, self.view.beside) if code)

    @property
    def sentence(self) -> str:
        """The sentence that leads the page: text in which `**` encloses what should be bold."""
        return summarise(
            store.library().atlas,
            self.found,
            self.shown,
            self.ends,
            frozenset(self.view.avoid),
            self.view.closed,
            self.setting.caps,
        )


def listed(view: View) -> Listed:
    """List the journeys of a view.

    Parameters
    ----------
    view
        The view.
    """
    tables = store.library().tables
    view, refused = _fitting(tables, view)
    avoid = frozenset(view.avoid)
    start = gate(tables, START, view.origin)
    gates = (view.origin, view.market)
    found = store.journeys_of(*gates, avoid, view.year, view.as_article)
    every = view.only == "all" or not avoid
    shown = tuple(j for j in found if every or j.judged.verdict == "bypasses")
    setting = setting_of(gates, avoid, view.year, view.as_article, view.closed)
    settled, left, gone = _settled(view, shown, setting.names)
    return Listed(
        view=settled,
        ends=(start, gate(tables, END, view.market, start.goods)),
        found=found,
        shown=shown,
        setting=setting,
        notices=tuple(text for text in (refused, left) if text),
        gone=gone,
    )


def names_of_gates(tables: Tables, role: str, goods: str = "") -> dict[str, str]:
    """Return the names of the gates of a role by id; one that takes two goods by that for one.

    Parameters
    ----------
    tables
        Gates.
    role
        `START` or `END`.
    goods
        The good by which a gate that takes two is named.
    """
    mine = [g for g in tables.gates if g.role == role]
    return {g.gate_id: g.name_en for g in sorted(mine, key=lambda g: g.goods == goods)}


def gates_for(tables: Tables, role: str, goods: str = "") -> list[str]:
    """Return the ids of the gates of a role that take a good.

    Parameters
    ----------
    tables
        Gates.
    role
        `START` or `END`.
    goods
        The good; every gate for "".
    """
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    return list(dict.fromkeys(fitting))


def _fitting(tables: Tables, view: View) -> tuple[View, str]:
    """Return the view with a market that takes what its origin gives, and a notice or ""."""
    goods = gate(tables, START, view.origin).goods
    options = gates_for(tables, END, goods)
    if view.market in options:
        return view, ""
    names = names_of_gates(tables, END, goods)
    market, shown = names[view.market], names[options[0]]
    told = phrase("picker-market-refuses", market=market, goods=goods, shown=shown)
    return view.replaced(market=options[0]), told


def _settled(
    view: View, shown: Sequence[Journey], found: Mapping[str, str]
) -> tuple[View, str, bool]:
    """Return the view with journeys that are in the list: the first one if none is named.

    Where the one on the map is not in the list and the one beside it is, that takes its place. A
    notice says so, in words: a journey that is left out because it crosses is named by its path.
    """
    codes = [journey.code for journey in shown]
    left = [view.journey, view.beside]
    first, beside = (code if code in codes else "" for code in left)
    if not first:
        first, beside = beside or next(iter(codes), ""), ""
    if beside == first:
        beside = ""
    out = [found[code] for code in dict.fromkeys(left) if code in found and code not in codes]
    told, gone = "", False
    if out and first:
        told = phrase("picker-journeys-left", n=len(out), ways=enumerated(out), shown=found[first])
    else:
        gone = any(code and code not in found for code in left)
    return view.replaced(journey=first, beside=beside), told, gone
