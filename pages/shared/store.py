"""Keep what is costly to compute: the only cache.

What the engine answers is kept here. What is drawn of it is kept by the cards themselves, with
`kept`, so that `refresh` empties all of it at once; this module knows no card. Kept functions take
ids and frozen sets, which are quick to look up, and never tables or the atlas.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from threading import RLock
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from pages.shared.library import Library
from pages.shared.theme import THEME
from pages.shared.view.drawn import by_borders, drawn_borders
from routes.evidence.key_figures import KeyFigure, key_figures
from routes.evidence.lengths import Compared, compare
from routes.evidence.moment import (
    Moment,
    Standing,
    in_view,
    known_by,
    of_corridor,
    standings,
)
from routes.evidence.rivals import Published, rival_sets
from routes.evidence.services import Offer, offers
from routes.evidence.sources import Basis, bases
from routes.evidence.subjects import belonging
from routes.files.load import (
    built_stamp,
    load_atlas,
    load_provenance,
    load_sheets,
    load_tables,
    static_version,
)
from routes.files.static import check_redrawn, check_served
from routes.geometry.ribbon import Ribbon, unroll
from routes.language import SOURCE, in_language, language
from routes.model.atlas import Atlas
from routes.model.borders import UN, Borders, Provenance
from routes.model.rows import Event
from routes.model.tables import Tables
from routes.model.terms import ARTICLE_MONTH, IDLE
from routes.network.capacity import Capacities, Range
from routes.network.closures import Closure
from routes.network.directions import at
from routes.network.journeys import Journey, journeys
from routes.network.moved import Carried, Moved, counted_at
from routes.network.stranded import Outcome, YearNetwork
from routes.network.trend import Amounts, YearTrend, gap
from routes.verdict.judge import Judged, judge_corridor
from routes.verdict.ownership import Owners, Register

P = ParamSpec("P")
T = TypeVar("T")
SHEETS = (
    "app.css",
    "panel.css",
    "journeys.css",
    "closure.css",
    "trend.css",
    "timeline.css",
    "story.css",
    "sources.css",
    "still.css",
    "take.css",
    "print.css",
)
"""Every sheet on every page: together they are long enough for the browser to keep them."""

NONE = Carried(0.0, 0.0, 0.0)
"""What a corridor carries that carries no oil."""
TOLD_SHARE = 0.005
"""Share of what left below which some corridors carried nothing, as far as figures tell."""

_built: list[int] = []
_read: list[Library] = []
_caches: list[Callable[[], None]] = []


def kept(
    most: int | None, *, in_words: bool = True, by_lines: bool = True
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep a function's results; what it raises is not kept.

    Readers who ask for the same at once, as all do when a server starts, wait for the first of
    them. No function that is kept asks for itself by way of another, so none waits for ever.

    Streamlit's cache hashes every argument at every call, a hundred times the price of this one,
    and a visitor may clear it.

    Parameters
    ----------
    most
        Results that are kept, those used last; None for all of them.
    in_words
        Whether a result has sentences: then it is kept for each language by itself.
    by_lines
        Whether a result hangs on borders: then it is kept for each set of them by itself.
    """

    def _wrap(function: Callable[P, T]) -> Callable[P, T]:
        def _answer(lang: str, lines: Borders, *args: P.args, **named: P.kwargs) -> T:
            with in_language(lang), by_borders(lines):
                return function(*args, **named)

        lock = RLock()
        computed = lru_cache(maxsize=most)(_answer)

        def _once(*args: Any, **named: Any) -> T:
            with lock:
                return computed(*args, **named)

        # An answer that is there is found without the lock.
        made = lru_cache(maxsize=most)(_once)
        _caches.extend((computed.cache_clear, made.cache_clear))
        answer = cast("Callable[..., T]", made)  # all arguments are hashable: they are looked up

        @wraps(function)
        def _ask(*args: P.args, **named: P.kwargs) -> T:
            lang, lines = language() if in_words else SOURCE, drawn_borders() if by_lines else UN
            return answer(lang, lines, *args, **named)

        return _ask

    return _wrap


def refresh() -> None:
    """Forget what was read if the layers were built anew: a page shows one data version."""
    stamp = built_stamp()
    if _built and _built[0] != stamp:
        for clear in _caches:
            clear()
        static_version.cache_clear()
    _built[:] = [stamp]


@kept(None, in_words=False, by_lines=False)
def sheets() -> str:
    """Read the style sheets of all pages, after the colours that they build on."""
    return THEME.css() + load_sheets(SHEETS)


@kept(None, in_words=False)
def library() -> Library:
    """Read the layers and tables; a DataError names the file at fault and is not kept."""
    check_served()
    if drawn_borders() != UN:
        check_redrawn()
    read = Library(load_atlas(borders=drawn_borders()), _tables())
    # What was read here and imported so far stays for good: the collector may walk past it.
    gc.collect()
    gc.freeze()
    _read[:] = [read]
    return read


def ready() -> bool:
    """Return whether the layers were read: what asks before would make the first reader wait."""
    return bool(_read)


@kept(None, in_words=False, by_lines=False)
def _tables() -> Tables:
    return load_tables()


@kept(None, in_words=False, by_lines=False)
def origins() -> dict[str, Provenance]:
    """Read where each set of borders comes from."""
    return load_provenance()


@kept(None, in_words=False)
def states_touched() -> list[str]:
    """List the states that a leg touches, those on whose soil one lies first, then by name."""
    atlas = library().atlas
    zones = [zone for leg in atlas.legs.values() for zone in leg.zones if zone.state]
    soil = {zone.state for zone in zones if zone.kind == "land" and zone.km > 0}
    touched = {zone.state for zone in zones}
    return sorted(touched, key=lambda code: (code not in soil, atlas.state_names[code]))


def served(name: str) -> str:
    """Return the address of a static file, which changes with what is in it.

    Parameters
    ----------
    name
        Its name in `static/`.
    """
    return f"app/static/{name}?v={static_version((name,))}"


@kept(None, in_words=False)
def owners(as_article: bool = False) -> Owners:
    """Return who owns the operators.

    Parameters
    ----------
    as_article
        By what was known when the article was written, and as it stood then.
    """
    lib = library()
    held = _known(lib.tables.stakes.rows, as_article)
    if as_article:  # what was given up later was still held
        held = tuple(
            row if known_by(row.until, ARTICLE_MONTH) else row.model_copy(update={"until": None})
            for row in held
        )
    return Owners(lib.tables.operators.rows, held, lib.atlas.state_names)


@kept(512)
def judged_all(avoid: frozenset[str], as_article: bool = False) -> dict[str, Judged]:
    """Judge every corridor against the states to avoid.

    Parameters
    ----------
    avoid
        ISO 3166-1 alpha-2.
    as_article
        By what was known when the article was written, not by all that is known.
    """
    lib = library()
    jurisdictions = _known(lib.tables.jurisdictions.rows, as_article)
    return {
        corridor_id: judge_corridor(
            lib.atlas, corridor_id, avoid, owners(as_article), jurisdictions
        )
        for corridor_id in lib.atlas.corridors
    }


@kept(32, in_words=False)
def stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Return the status of each leg at a time.

    Parameters
    ----------
    year
        Year at whose end.
    as_article
        As the article saw it in July 2022, whatever the year.
    """
    lib = library()
    return standings(lib.atlas, lib.tables.events, Moment(year, as_article))


@kept(32)
def corridors_stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Return the status of each corridor at a time.

    Parameters
    ----------
    year, as_article
        As in `stood`.
    """
    atlas = library().atlas
    return {c: of_corridor(atlas, c, stood(year, as_article)) for c in atlas.corridors}


@dataclass(frozen=True)
class CorridorAnswer:
    """What the engine answers about a corridor.

    Attributes
    ----------
    corridor_id
        Id of the corridor.
    avoid
        States to avoid, ISO 3166-1 alpha-2.
    moment
        Time looked at.
    judged
        Verdict, tests and kilometres.
    standing
        Its status at that time.
    events
        Events of the year that belong to the past as it looked at that time, of any subject.
    ribbons
        Its branches unrolled, with those events.
    figures
        The figures shown first, with their rivals: its own, then those of its legs.
    lengths
        Every published length beside that on the map, of any subject.
    registers
        Its operators with their owners, in the order of its legs.
    """

    corridor_id: str
    avoid: frozenset[str]
    moment: Moment
    judged: Judged
    standing: Standing
    events: tuple[Event, ...]
    ribbons: tuple[Ribbon, ...]
    figures: tuple[KeyFigure, ...]
    lengths: tuple[Compared, ...]
    registers: tuple[Register, ...]


@kept(64)
def corridor_answer(
    corridor_id: str, avoid: frozenset[str], year: int, as_article: bool = False
) -> CorridorAnswer:
    """Return all that is known about a corridor.

    Parameters
    ----------
    corridor_id
        Id of the corridor.
    avoid
        ISO 3166-1 alpha-2.
    year
        Year of figures and events.
    as_article
        By what was known when the article was written, not by all that is known.
    """
    lib = library()
    moment = Moment(year, as_article)
    events = tuple(
        event
        for event in lib.tables.events
        if event.date.startswith(str(year)) and in_view(event, moment, lib.dates)
    )
    corridor = lib.atlas.corridors[corridor_id]
    return CorridorAnswer(
        corridor_id=corridor_id,
        avoid=avoid,
        moment=moment,
        judged=judged_all(avoid, as_article)[corridor_id],
        standing=corridors_stood(year, as_article)[corridor_id],
        events=events,
        ribbons=tuple(unroll(lib.atlas, branch, events) for branch in corridor.branches),
        figures=corridor_figures(corridor_id, year, as_article),
        lengths=lengths(as_article),
        registers=owners(as_article).along(lib.atlas.legs_of(corridor_id)),
    )


@kept(128)
def corridor_figures(
    corridor_id: str, year: int, as_article: bool = False
) -> tuple[KeyFigure, ...]:
    """Choose the figures of a corridor and of its legs.

    Parameters
    ----------
    corridor_id, year, as_article
        As in `corridor_answer`.
    """
    lib = library()
    legs = lib.atlas.corridors[corridor_id].leg_ids
    subjects = corridor_id, *legs, *belonging(lib.tables, corridor_id)
    figures = _known(lib.tables.figures.rows, as_article)
    return tuple(key_figures(figures, subjects, year, lib.cargo))


@kept(None, in_words=False)
def services_offered(as_article: bool = False) -> tuple[Offer, ...]:
    """Collect the days and prices published of carrying cargo.

    Parameters
    ----------
    as_article
        Those alone that had been published when the article was written.
    """
    lib = library()
    return tuple(offers(lib.tables.services, _known(lib.tables.figures.rows, as_article)))


@kept(None)
def lengths(as_article: bool = False) -> tuple[Compared, ...]:
    """Compare every published length with that on the map.

    Parameters
    ----------
    as_article
        Those alone that had been published when the article was written.
    """
    lib = library()
    figures = _known(lib.tables.figures.rows, as_article)
    return tuple(compare(lib.atlas, figures, lib.tables.stretches))


@kept(256)
def journeys_of(
    origin: str, market: str, avoid: frozenset[str], year: int, as_article: bool = False
) -> tuple[Journey, ...]:
    """List the journeys between two gates.

    Parameters
    ----------
    origin, market
        Ids of the gates.
    avoid
        ISO 3166-1 alpha-2.
    year, as_article
        Time at which legs stand idle and run their way, as in `stood`.

    Raises
    ------
    InputError
        If the market does not take what the origin sends.
    """
    lib = library()
    still = {leg for leg, one in stood(year, as_article).items() if one.status == IDLE}
    moment = Moment(year, as_article)
    return tuple(journeys(lib.atlas, lib.tables, origin, market, avoid, frozenset(still), moment))


@kept(32, in_words=False)
def running(year: int, as_article: bool = False) -> Atlas:
    """Return the atlas with each leg as it ran at a time.

    Parameters
    ----------
    year, as_article
        The time, as in `stood`.
    """
    lib = library()
    return at(lib.atlas, lib.tables.directions, Moment(year, as_article))


@kept(16, in_words=False, by_lines=False)
def capacities(year: int) -> Capacities:
    """Return the capacities of a year.

    Parameters
    ----------
    year
        Any.
    """
    return Capacities(library().tables, year)


@kept(16, in_words=False)
def year_network(year: int) -> YearNetwork:
    """Return the oil of a year, ready to answer one closure after another.

    Parameters
    ----------
    year
        One whose balance closes (`balance.nearest_year`).
    """
    lib = library()
    return YearNetwork(lib.atlas, lib.tables, lib.balances, year)


@kept(256, in_words=False)
def outcome_of(year: int, closures: tuple[Closure, ...]) -> Outcome:
    """Compute what has no way out.

    Parameters
    ----------
    year
        One whose balance closes (`balance.nearest_year`).
    closures
        What is closed.
    """
    return year_network(year).close(closures)


def moved(year: int) -> Moved:
    """Return what went by each corridor and leg in a year.

    Parameters
    ----------
    year
        One that a reader can choose.
    """
    return library().moved[year]


@kept(None, in_words=False)
def trend(year: int) -> YearTrend | None:
    """Return how the oil left in a year; None where that is not known.

    Parameters
    ----------
    year
        Any.
    """
    lib = library()
    balance = lib.balances.get(year)
    return None if balance is None or gap(balance) else YearTrend(lib.atlas, lib.tables, balance)


@kept(None, in_words=False)
def trends() -> dict[int, YearTrend]:
    """Return how the oil left in each year of which that is known."""
    return {year: one for year in library().balances if (one := trend(year))}


@dataclass(frozen=True)
class Met:
    """How much of what left in a year met some states.

    Attributes
    ----------
    amounts
        What met them and what did not, Mt.
    share
        Least and greatest share of what left that met them.
    way
        Leg by which most of it left; "" for none.
    """

    amounts: Amounts
    share: Range
    way: str


@kept(256, in_words=False)
def met(year: int, avoid: frozenset[str]) -> Met | None:
    """Return how much of what left in a year met some states; None where that is not known.

    Parameters
    ----------
    year
        Any.
    avoid
        ISO 3166-1 alpha-2; without any, nothing met one, and the leg is that by which most left.
    """
    one = trend(year)
    if one is None:
        return None
    return Met(one.amounts(avoid), one.touched(avoid), one.main_way(avoid))


@kept(256, in_words=False)
def carried(year: int, corridors: frozenset[str]) -> Range | None:
    """Return the least and greatest share of what left that went by any of some corridors.

    Parameters
    ----------
    year
        Any.
    corridors
        Their ids; a tonne that went by several counts once.

    Returns
    -------
    Parts of one, 0 where none of them carries oil; None where no figure tells.
    """
    lib = library()
    legs = {leg for one in corridors for leg in counted_at(lib.atlas, one)}
    if not legs:
        return 0.0, 0.0
    found = trend(year)
    if found is None:
        return None
    low, high = found.passed_share(sorted(legs))
    told = [moved(year).corridors.get(one, NONE) for one in corridors]
    return None if low < TOLD_SHARE and None in told else (low, high)


@kept(256, in_words=False)
def touched(avoid: frozenset[str]) -> dict[int, tuple[float, float]]:
    """Return the least and greatest share of what left in each year that met any of some states.

    Parameters
    ----------
    avoid
        ISO 3166-1 alpha-2.
    """
    return {year: one.touched(avoid) for year, one in trends().items()}


@kept(None, by_lines=False)
def source_bases() -> list[Basis]:
    """List every source with what rests on it."""
    return bases(library().tables)


@kept(None, in_words=False, by_lines=False)
def rivals() -> list[Published]:
    """List the questions on which sources contradict each other."""
    return rival_sets(library().tables.figures)


class _Stated(Protocol):
    """A row with the date of its statement."""

    @property
    def as_of(self) -> str | None: ...


R = TypeVar("R", bound=_Stated)


def _known(rows: tuple[R, ...], as_article: bool) -> tuple[R, ...]:
    """Keep what had been stated when the article was written, if that is asked for."""
    return tuple(r for r in rows if known_by(r.as_of, ARTICLE_MONTH)) if as_article else rows
