"""Keep what is costly to read: the only cache. Cached functions take ids and frozen sets."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from pages.shared import card
from pages.shared.state import Known, known_from
from routes.atlas import Atlas
from routes.capacity import Capacities
from routes.closures import Closure
from routes.evidence import key_figures
from routes.flow import Outcome, close
from routes.journeys import Journey, journeys
from routes.lengths import compare
from routes.load import Tables, load_atlas, load_tables
from routes.ribbon import unroll
from routes.rivals import Published, rival_sets
from routes.served import check_served
from routes.sourced import Basis, bases
from routes.verdict import Judged, judge_corridor


@dataclass(frozen=True)
class Library:
    """Everything that is read once per process and never changed."""

    atlas: Atlas
    tables: Tables

    @cached_property
    def known(self) -> Known:
        """What a link may name."""
        return known_from(self.atlas, self.tables)

    @cached_property
    def place_names(self) -> dict[str, str]:
        """Names of places by id."""
        return {place.place_id: place.label for place in self.atlas.places.values()}


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
def judged_all(avoid: frozenset[str]) -> dict[str, Judged]:
    """Judge every corridor against the states to avoid."""
    lib = library()
    stakes, jurisdictions = lib.tables.stakes.rows, lib.tables.jurisdictions.rows
    return {
        corridor_id: judge_corridor(lib.atlas, corridor_id, avoid, stakes, jurisdictions)
        for corridor_id in lib.atlas.corridors
    }


@st.cache_resource(show_spinner=False, max_entries=256)
def journeys_of(origin: str, market: str, avoid: frozenset[str]) -> tuple[Journey, ...]:
    """List the journeys between two gates; an InputError names what does not fit."""
    lib = library()
    return tuple(journeys(lib.atlas, lib.tables, origin, market, avoid))


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
def card_html(corridor_id: str, avoid: frozenset[str], year: int) -> str:
    """Lay out the card of a corridor."""
    lib = library()
    corridor = lib.atlas.corridors[corridor_id]
    events = [event for event in lib.tables.events if event.date.startswith(str(year))]
    return card.render(
        lib.atlas,
        lib.tables,
        corridor_id,
        avoid,
        year,
        judged_all(avoid)[corridor_id],
        [unroll(lib.atlas, branch, events) for branch in corridor.branches],
        key_figures(lib.tables.figures, (corridor_id, *corridor.leg_ids), year),
        compare(lib.atlas, lib.tables.figures.rows),
    )


@st.cache_resource(show_spinner=False)
def source_bases() -> list[Basis]:
    """List every source with what rests on it."""
    return bases(library().tables)


@st.cache_resource(show_spinner=False)
def rivals() -> list[Published]:
    """List the questions on which sources contradict each other."""
    return rival_sets(library().tables.figures)
