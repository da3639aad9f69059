"""Say which journeys a view lists, and which of them are on its map.

The page draws what is said here, and so does a picture of it: neither decides anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared import store
from pages.shared.view.model import View
from routes.model.tables import Tables
from routes.network.journeys import Journey
from routes.network.network import END, START, gate


@dataclass(frozen=True)
class Listed:
    """The journeys of a view.

    Attributes
    ----------
    found
        All journeys between its gates.
    shown
        Those that its list shows.
    chosen
        The one or two on its map, the first one foremost; none where nothing is listed.
    """

    found: tuple[Journey, ...]
    shown: tuple[Journey, ...]
    chosen: tuple[Journey, ...]


def gates_of(tables: Tables, role: str, goods: str = "") -> list[str]:
    """List the gates of a role that take a good.

    Parameters
    ----------
    tables
        Gates.
    role
        `START` or `END` of a journey.
    goods
        The good; every gate of the role for "".
    """
    fitting = [g.gate_id for g in tables.gates if g.role == role and goods in ("", g.goods)]
    return list(dict.fromkeys(fitting))


def market_of(tables: Tables, view: View) -> str:
    """Return the market of a view, or the first that takes what its origin gives.

    Parameters
    ----------
    tables
        Gates.
    view
        The view.
    """
    options = gates_of(tables, END, gate(tables, START, view.origin).goods)
    return view.market if view.market in options else options[0]


def on_map(view: View, codes: Sequence[str]) -> tuple[str, str]:
    """Return the journey on the map and the one beside it: the first listed if none is named.

    Where the one on the map is not listed and the one beside it is, that takes its place.

    Parameters
    ----------
    view
        The view.
    codes
        Codes of the journeys listed, in their order.

    Returns
    -------
    Codes; "" for none.
    """
    first, beside = (code if code in codes else "" for code in (view.journey, view.beside))
    if not first:
        first, beside = beside or next(iter(codes), ""), ""
    return first, "" if beside == first else beside


def listed(view: View) -> Listed:
    """Return the journeys of a view.

    Parameters
    ----------
    view
        The view; its market takes what its origin gives (`market_of`).
    """
    avoid = frozenset(view.avoid)
    found = store.journeys_of(view.origin, view.market, avoid, view.year, view.as_article)
    every = view.only == "all" or not avoid
    shown = tuple(one for one in found if every or one.judged.verdict == "bypasses")
    by_code = {one.code: one for one in shown}
    picked = on_map(view, tuple(by_code))
    return Listed(found, shown, tuple(by_code[code] for code in picked if code))
