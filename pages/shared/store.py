"""Keep what is costly to read: the only cache. Cached functions take ids and frozen sets."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from pages.shared import card
from pages.shared.state import Known, View, known_from
from routes.atlas import Atlas
from routes.capacity import Capacities
from routes.changes import Change, changes, told
from routes.closures import Closure
from routes.evidence import key_figures
from routes.flow import Outcome, close
from routes.journeys import Journey, journeys
from routes.lengths import compare
from routes.load import ROOT, Tables, load_atlas, load_document, load_tables
from routes.ribbon import unroll
from routes.served import check_served
from routes.verdict import Judged, judge_corridor
from routes.when import ARTICLE_MONTH, Moment, Standing, in_view, known_by, of_corridor, standings


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

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of everything that a row can be about, by id."""
        return {
            **{row.subject_id: row.name_en for row in self.tables.subjects},
            **{place.place_id: place.name for place in self.atlas.places.values()},
            **{leg.leg_id: leg.name for leg in self.atlas.legs.values()},
            **{c: corridor.name for c, corridor in self.atlas.corridors.items()},
        }

    @cached_property
    def dates(self) -> dict[str, str | None]:
        """Dates of the sources by id."""
        return {row.source_id: row.date for row in self.tables.sources}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed in the data, the newest first."""
        return changes(load_document("CHANGELOG.md", ROOT))

    def changed(self, view: View, made_with: str | None) -> list[str]:
        """Say what changed in the data, for what is shown, since the link was made."""
        legs = {leg.leg_id: leg for c in view.routes for leg in self.atlas.legs_of(c)}
        places = {place for leg in legs.values() for place in (leg.tail, leg.head)}
        shown = {*view.routes, *legs, *places, view.focus}
        return told(made_with, self.atlas.data_version, self.changes, shown, self.names)


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
