"""Lay out what a page lists beside its map, in its own words: table, ribbons, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pages.shared import store
from pages.shared.cards.citations import Citations, SourceLink
from pages.shared.cards.closure import ClosureCard, card_of
from pages.shared.cards.corridor import ribbons_of
from pages.shared.cards.corridors import table_of
from pages.shared.cards.journey import columns, journey_rows, ribbon_of
from pages.shared.cards.listed import listed
from pages.shared.cards.ribbon import RibbonView
from pages.shared.cards.trend import trend_card
from pages.shared.map.scenes import event_of, step_shown
from pages.shared.view.model import View
from publish.viewed import Viewed
from routes.language import named, phrase
from routes.model.terms import ARTICLE_YEAR
from routes.network.balance import EXPORTS, nearest_year
from routes.network.capacity import span
from routes.network.moved import counted_at
from routes.sentences.balance import sources_of

SOURCES_AT_MOST: Final = 8
"""Sources that a picture names; of the rest it says how many there are."""


@dataclass(frozen=True)
class Head:
    """Head of a column.

    Attributes
    ----------
    text
        What it holds.
    num
        Whether it holds numbers.
    """

    text: str
    num: bool = False


@dataclass(frozen=True)
class GridRow:
    """A row of a table.

    Attributes
    ----------
    cells
        Texts, one for each head; of a heading, the first alone.
    total
        Whether it is a sum.
    heading
        Whether it is a heading of the rows below.
    """

    cells: tuple[str, ...]
    total: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as the page shows it.

    Attributes
    ----------
    title
        What it lists.
    heads
        Its columns.
    rows
        Its rows, in the order of the page.
    """

    title: str
    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]


def grid(viewed: Viewed) -> Grid | None:
    """Return the table of a page; None where it has none, or nothing to list.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    of = GRIDS.get(viewed.page)
    with viewed.spoken():
        found = of(viewed.view) if of else None
    return found if found and found.rows else None


def _corridors(view: View) -> Grid:
    table = table_of(view.routes, frozenset(view.avoid), view.year, view.as_article)
    heads = (
        Head(phrase("corridors-column-corridor")),
        Head(phrase("corridors-column-verdict")),
        Head(phrase("corridors-column-inside", avoid=table.avoid), num=True),
        Head(phrase("corridors-column-moved", year=table.year), num=True),
        Head(phrase("corridors-column-km"), num=True),
        Head(phrase("corridors-column-status")),
        Head(phrase("corridors-column-path")),
    )
    rows = (
        GridRow((row.name, row.verdict, row.inside, row.moved, row.km, row.status, row.path))
        for row in table.rows
    )
    return Grid(phrase("corridors-title"), heads, tuple(rows))


def _story(view: View) -> Grid:
    return _corridors(step_shown(view, store.library()))


def _journeys(view: View) -> Grid:
    found = listed(view)
    used = next((one.used.year for one in found.shown if one.used), view.year)
    *heads, _control = columns(found.setting.states, found.ends[0].goods == "oil", used)
    rows = []
    for row in journey_rows(found.setting, found.shown):
        verdict = phrase("picture-verdict", symbol=row.symbol, verdict=row.badge)
        cells = (_told(cell.text, cell.note) for cell in row.cells)
        rows.append(GridRow((row.name, verdict, *cells)))
    origin, market = (named("gate", (one.gate_id, one.name_en)) for one in found.ends)
    title = phrase("journeys-all", origin=origin, market=market)
    return Grid(title, tuple(Head(*head) for head in heads), tuple(rows))


def _told(value: str, ends: str) -> str:
    return phrase("picture-range", value=value, range=ends) if ends else value


def closure_shown(view: View) -> ClosureCard:
    """Return what page Closure shows beside its map.

    Parameters
    ----------
    view
        The view.
    """
    year = nearest_year(store.library().balances, view.year)
    return card_of(year, view.closed, view.case, view.as_article)


def _closure(view: View) -> Grid:
    card = closure_shown(view)
    heads = [Head(phrase("closure-column-what")), Head(phrase("closure-column-mt"), num=True)]
    if card.closed:
        heads = [
            Head(phrase("closure-column-way")),
            Head(phrase("closure-column-moved"), num=True),
            Head(phrase("closure-column-now"), num=True),
        ]
    rows = []
    for group in card.groups:
        if group.title:
            rows.append(GridRow((group.title,), heading=True))
        for row in group.rows:
            shut = f"{row.name} ({phrase('closure-closed')})" if row.closed else row.name
            cells = [shut, _told(row.moved, row.range)]
            rows.append(GridRow((*cells, row.can_move) if card.closed else tuple(cells), row.total))
    title = phrase("closure-balance-heading", year=card.year)
    if card.closed:
        title = phrase("closure-ways-heading", days=card.days)
    return Grid(title, tuple(heads), tuple(rows))


def _trend(view: View) -> Grid:
    card = trend_card(frozenset(view.avoid), view.year, view.as_article)
    heads = (Head(phrase("trend-ways-title")), *(Head(str(y.year), num=True) for y in card.years))
    gap = phrase("trend-gap-cell")
    rows = [
        GridRow(
            (row.name, *(gap if c.gap else _told(c.value, c.ends) for c in row.cells)), row.total
        )
        for row in card.ways
    ]
    rows.append(GridRow((phrase("trend-shares-title"),), heading=True))
    rows += [
        GridRow(
            (row.name, *(gap if c.gap else _told(c.value, c.ends) for c in row.cells)), row.total
        )
        for row in card.shares
    ]
    return Grid(phrase("trend-ways-heading"), heads, tuple(rows))


GRIDS: Final[dict[str, Callable[[View], Grid]]] = {
    "Map": _corridors,
    "Journeys": _journeys,
    "Closure": _closure,
    "Trend": _trend,
    "Story": _story,
}
"""Tables by page; a page that is not here has none."""


def ribbons(viewed: Viewed) -> tuple[RibbonView, ...]:
    """Return the ribbons of a page: of the corridor in focus, or of the journeys on its map.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    view = viewed.view
    with viewed.spoken():
        if viewed.page == "Map" and view.focus:
            lib, avoid = store.library(), frozenset(view.avoid)
            answer = store.corridor_answer(view.focus, avoid, view.year, view.as_article)
            return ribbons_of(lib.atlas, lib.tables, answer)
        if viewed.page == "Journeys":
            found = listed(view)
            return tuple(ribbon_of(found.setting, one) for one in found.chosen)
    return ()


def sources(viewed: Viewed) -> tuple[SourceLink, ...]:
    """List the sources of the amounts that a page shows, those that hold most of them first.

    Parameters
    ----------
    viewed
        The page and its view.
    """
    lib, view = store.library(), viewed.view
    with viewed.spoken():
        cite = Citations(lib.tables, view.as_article)
        if viewed.page == "Timeline":
            event = event_of(view, lib)[0]
            link = cite.source(event.source_id) if event.source_id else None
            return (link,) if link else ()
        year = ARTICLE_YEAR if view.as_article else view.year
        elements = _elements(viewed)
        counted: dict[str, int] = {}
        for one in [year] if viewed.page != "Trend" else sorted(store.trends()):
            for source_id in _holding(one, elements):
                counted[source_id] = counted.get(source_id, 0) + 1
        ids = sorted(counted, key=lambda one: -counted[one])
        return tuple(dict.fromkeys(cite.source(one) for one in ids))


def _elements(viewed: Viewed) -> tuple[str, ...]:
    """List the elements of the year's balance whose amounts a page shows."""
    lib, view = store.library(), viewed.view
    if viewed.page == "Journeys":
        return tuple(dict.fromkeys(leg for one in listed(view).chosen for leg in one.ids))
    if viewed.page in {"Closure", "Trend"}:
        year = nearest_year(lib.balances, view.year)
        return (*lib.balances[year].ways, EXPORTS)
    if viewed.page == "Story":
        view = step_shown(view, lib)
    return tuple(dict.fromkeys(leg for one in view.routes for leg in counted_at(lib.atlas, one)))


def _holding(year: int, elements: Sequence[str]) -> Iterable[str]:
    """Yield the sources of the figures that hold amounts of a year, one for each that it holds."""
    lib = store.library()
    balance = lib.balances[year]
    rows = {
        f"{row.element_id}:{row.role}": row for row in lib.tables.capacities if year in span(row)
    }
    for element in elements:
        one = balance.of(element)
        for held in {each.observation for each in (*one.low_by, *one.high_by)}:
            if row := rows.get(held):
                yield from sources_of(row)
