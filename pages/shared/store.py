"""Keep what is costly to read: the only cache. Cached functions take ids and frozen sets."""

from __future__ import annotations

import gc
from typing import Any

import streamlit as st

from pages.shared import card
from pages.shared.library import Library
from routes.capacity import Capacities
from routes.closures import Closure
from routes.evidence import key_figures
from routes.flow import Outcome, close
from routes.journeys import Journey, journeys
from routes.lengths import compare
from routes.load import load_atlas, load_tables
from routes.ribbon import unroll
from routes.rivals import Published, rival_sets
from routes.served import check_served
from routes.sourced import Basis, bases
from routes.verdict import Judged, judge_corridor
from routes.when import ARTICLE_MONTH, Moment, Standing, in_view, known_by, of_corridor, standings


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Read the layers and tables; a DataError names the file at fault and is not cached."""
    check_served()
    read = Library(load_atlas(), load_tables())
    # Streamlit collects garbage after every run, while the answer waits to be sent. What was
    # read here and imported so far stays for good: let it walk past that.
    gc.collect()
    gc.freeze()
    return read


@st.cache_resource(show_spinner=False, max_entries=512)
def judged_all(avoid: frozenset[str], as_article: bool = False) -> dict[str, Judged]:
    """Judge every corridor against the states to avoid, by all or by what the article knew."""
    lib = library()
    stakes = _known(lib.tables.stakes.rows, as_article)
    jurisdictions = _known(lib.tables.jurisdictions.rows, as_article)
    return {
        corridor_id: judge_corridor(lib.atlas, corridor_id, avoid, stakes, jurisdictions)
        for corridor_id in lib.atlas.corridors
    }


@st.cache_resource(show_spinner=False, max_entries=32)
def stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Tell how each leg stood at the end of a year, or as the article saw it."""
    lib = library()
    return standings(lib.atlas, lib.tables.events, Moment(year, as_article))


@st.cache_resource(show_spinner=False, max_entries=32)
def corridors_stood(year: int, as_article: bool = False) -> dict[str, Standing]:
    """Tell how each corridor stood at the end of a year, or as the article saw it."""
    atlas = library().atlas
    return {c: of_corridor(atlas, c, stood(year, as_article)) for c in atlas.corridors}


@st.cache_resource(show_spinner=False, max_entries=256)
def journeys_of(
    origin: str, market: str, avoid: frozenset[str], year: int, as_article: bool = False
) -> tuple[Journey, ...]:
    """List the journeys between two gates; an InputError names what does not fit."""
    lib = library()
    still = {leg for leg, one in stood(year, as_article).items() if one.status == "idle"}
    return tuple(journeys(lib.atlas, lib.tables, origin, market, avoid, frozenset(still)))


@st.cache_resource(show_spinner=False, max_entries=16)
def capacities(year: int) -> Capacities:
    """Read the capacities of a year."""
    return Capacities(library().tables, year)


@st.cache_resource(show_spinner=False, max_entries=256)
def flow_of(year: int, closures: tuple[Closure, ...]) -> Outcome:
    """Compute what can still leave; an InputError names a year without figures."""
    lib = library()
    return close(lib.atlas, lib.tables, year, closures)


@st.cache_resource(show_spinner=False, max_entries=512)
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
    return card.render(
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


@st.cache_resource(show_spinner=False)
def source_bases() -> list[Basis]:
    """List every source with what rests on it."""
    return bases(library().tables)


@st.cache_resource(show_spinner=False)
def rivals() -> list[Published]:
    """List the questions on which sources contradict each other."""
    return rival_sets(library().tables.figures)
