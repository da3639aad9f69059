"""Keep what is costly to read: the only cache. Cached functions take ids and frozen sets."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from pages.shared.cards import chart
from pages.shared.cards import corridor as corridor_card
from pages.shared.cards.tables import panel_table
from pages.shared.library import Library
from routes.evidence.key_figures import key_figures
from routes.evidence.lengths import compare
from routes.evidence.moment import (
    ARTICLE_MONTH,
    Moment,
    Standing,
    in_view,
    known_by,
    of_corridor,
    standings,
)
from routes.evidence.rivals import Published, rival_sets
from routes.evidence.sources import Basis, bases
from routes.files.load import built_stamp, load_atlas, load_sheets, load_tables, static_version
from routes.files.static import check_served
from routes.geometry.ribbon import unroll
from routes.network.capacity import Capacities
from routes.network.closures import Closure
from routes.network.flow import Outcome, close
from routes.network.journeys import Journey, journeys
from routes.verdict.judge import Judged, judge_corridor

P = ParamSpec("P")
T = TypeVar("T")
SHEETS = (
    "app.css",
    "journeys.css",
    "closure.css",
    "timeline.css",
    "story.css",
    "sources.css",
)
"""Every sheet on every page: together they are long enough for the browser to keep them."""

_built: list[int] = []
_caches: list[Callable[[], None]] = []


def kept(most: int | None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep a function's results, at most so many; what it raises is not kept.

    Streamlit's cache hashes every argument at every call, a hundred times the price of this one,
    and a visitor may clear it.
    """

    def wrap(function: Callable[P, T]) -> Callable[P, T]:
        made = lru_cache(maxsize=most)(function)
        _caches.append(made.cache_clear)
        return cast("Callable[P, T]", made)

    return wrap


def refresh() -> None:
    """Forget what was read if the layers were built anew: a page shows one data version."""
    stamp = built_stamp()
    if _built and _built[0] != stamp:
        for clear in _caches:
            clear()
        static_version.cache_clear()
    _built[:] = [stamp]


@kept(None)
def sheets() -> str:
    """Read the style sheets of all pages."""
    return load_sheets(SHEETS)


@kept(None)
def states_by_touch() -> list[str]:
    """List the states, those that a leg touches first, then by name."""
    atlas = library().atlas
    touched = {zone.state for leg in atlas.legs.values() for zone in leg.zones if zone.state}
    names = atlas.state_names
    return sorted(names, key=lambda code: (code not in touched, names[code]))


@kept(None)
def library() -> Library:
    """Read the layers and tables; a DataError names the file at fault and is not cached."""
    check_served()
    read = Library(load_atlas(), load_tables())
    # What was read here and imported so far stays for good: the collector may walk past it.
    gc.collect()
    gc.freeze()
    return read


@kept(512)
def judged_all(avoid: frozenset[str], as_article: bool = False) -> dict[str, Judged]:
    """Judge every corridor against the states to avoid, by all or by what the article knew."""
    lib = library()
    stakes = _known(lib.tables.stakes.rows, as_article)
    jurisdictions = _known(lib.tables.jurisdictions.rows, as_article)
    return {
        corridor_id: judge_corridor(lib.atlas, corridor_id, avoid, stakes, jurisdictions)
        for corridor_id in lib.atlas.corridors
    }


@kept(32)
def stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Tell how each leg stood at the end of a year, or as the article saw it."""
    lib = library()
    return standings(lib.atlas, lib.tables.events, Moment(year, as_article))


@kept(32)
def corridors_stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Tell how each corridor stood at the end of a year, or as the article saw it."""
    atlas = library().atlas
    return {c: of_corridor(atlas, c, stood(year, as_article)) for c in atlas.corridors}


@kept(256)
def journeys_of(
    origin: str, market: str, avoid: frozenset[str], year: int, as_article: bool = False
) -> tuple[Journey, ...]:
    """List the journeys between two gates; an InputError names what does not fit."""
    lib = library()
    still = {leg for leg, one in stood(year, as_article).items() if one.status == "idle"}
    return tuple(journeys(lib.atlas, lib.tables, origin, market, avoid, frozenset(still)))


@kept(16)
def capacities(year: int) -> Capacities:
    """Read the capacities of a year."""
    return Capacities(library().tables, year)


@kept(256)
def flow_of(year: int, closures: tuple[Closure, ...]) -> Outcome:
    """Compute what can still leave; an InputError names a year without figures."""
    lib = library()
    return close(lib.atlas, lib.tables, year, closures)


@kept(512)
def table_html(
    routes: tuple[str, ...], avoid: frozenset[str], year: int, as_article: bool = False
) -> str:
    """Render what the map shows as a table, for who cannot see it or cannot run it."""
    lib = library()
    judged, stood_ = judged_all(avoid, as_article), corridors_stood(year, as_article)
    return panel_table(lib.atlas, routes, avoid, judged, stood_)


@kept(512)
def card_html(corridor_id: str, avoid: frozenset[str], year: int, as_article: bool = False) -> str:
    """Lay out the card of a corridor."""
    lib = library()
    corridor = lib.atlas.corridors[corridor_id]
    moment = Moment(year, as_article)
    events = [
        e
        for e in lib.tables.events
        if e.date.startswith(str(year)) and in_view(e, moment, lib.dates)
    ]
    return corridor_card.render(
        lib.atlas,
        lib.tables,
        corridor_id,
        avoid,
        moment,
        judged_all(avoid, as_article)[corridor_id],
        [unroll(lib.atlas, branch, events) for branch in corridor.branches],
        key_figures(
            _known(lib.tables.figures.rows, as_article), (corridor_id, *corridor.leg_ids), year
        ),
        compare(lib.atlas, _known(lib.tables.figures.rows, as_article)),
        corridors_stood(year, as_article)[corridor_id],
    )


def _known(rows: tuple[Any, ...], as_article: bool) -> tuple[Any, ...]:
    """Keep what had been stated when the article was written, if that is asked for."""
    return tuple(r for r in rows if known_by(r.as_of, ARTICLE_MONTH)) if as_article else rows


@kept(64)
def timeline_spec(
    events: tuple[str, ...], chosen: str, first: str, last: str, start: int
) -> dict[str, Any]:
    """Build the chart of events; altair checks it against its schema, which takes 60 ms."""
    by_id = {event.event_id: event for event in library().tables.events}
    picture = chart.timeline([by_id[e] for e in events], chosen, first, last, start)
    spec: dict[str, Any] = picture.to_dict()
    return spec


@kept(None)
def source_bases() -> list[Basis]:
    """List every source with what rests on it."""
    return bases(library().tables)


@kept(None)
def rivals() -> list[Published]:
    """List the questions on which sources contradict each other."""
    return rival_sets(library().tables.figures)
