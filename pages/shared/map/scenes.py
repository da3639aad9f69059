"""Say what the map of each page shows for a view: the page draws it, and so does a picture of it.

What hangs on the reader's session stays with the page: the address that the map keeps up to date,
and whether the map opens on what is shown; so do the texts of its tooltips.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from typing_extensions import TypeIs

from pages.shared import store
from pages.shared.cards.closure import CASE_OF
from pages.shared.cards.flow import closed_legs, leg_widths, legs_shown
from pages.shared.cards.listed import listed
from pages.shared.cards.story import CLOSING, OPENING
from pages.shared.library import Library
from pages.shared.map.map import Drawing
from pages.shared.view.link import parse_query
from pages.shared.view.model import View
from pages.shared.view.parameter import Page
from routes.evidence.moment import Moment, changed, touched
from routes.evidence.story import fill
from routes.evidence.timeline import Sections, Stage, sections, stage
from routes.language import phrase, state_names
from routes.model.rows import Event
from routes.network.balance import nearest_year


@dataclass(frozen=True)
class Scene:
    """What the map of a page shows for a view.

    Attributes
    ----------
    drawing
        What is drawn, with the names of the two sides of its colours.
    place
        Latitude, longitude in degrees and zoom of its middle, where the page sets it or the view
        names it.
    """

    drawing: Drawing
    place: tuple[float, float, int]


MapPage = Literal["Map", "Journeys", "Closure", "Timeline", "Story"]
"""A page with a map."""


def has_map(page: Page) -> TypeIs[MapPage]:
    """Return whether a page has a map.

    Parameters
    ----------
    page
        Name of the page.
    """
    return page in SCENES


def scene(page: MapPage, view: View, lib: Library) -> Scene:
    """Return what the map of a page shows for a view.

    Parameters
    ----------
    page
        Name of the page.
    view
        The view.
    lib
        What was read, by the borders of the view.
    """
    found = SCENES[page](view, lib)
    status = changed(lib.atlas, store.stood(view.year, view.as_article))
    drawing = replace(
        found.drawing, status=status, borders=view.borders, names=_sides(found.drawing, lib)
    )
    return replace(found, drawing=drawing)


def _sides(drawing: Drawing, lib: Library) -> dict[str, str]:
    """Name the two sides of the map's colours; without states to avoid there are none."""
    if not drawing.avoid:
        return {}
    avoid = state_names(drawing.avoid, lib.atlas.state_names)
    return {
        "inside": phrase("frame-inside", avoid=avoid),
        "outside": phrase("frame-outside", avoid=avoid),
    }


def _map(view: View, _lib: Library) -> Scene:
    drawing = Drawing(
        on=view.routes,
        avoid=view.avoid,
        focus=view.focus or None,
        year=view.year,
        lines=view.lines,
    )
    return Scene(drawing, _place(view))


def _place(view: View) -> tuple[float, float, int]:
    return view.lat, view.lon, view.z


def _journeys(view: View, _lib: Library) -> Scene:
    chosen = listed(view).chosen
    drawing = Drawing(
        legs=list(dict.fromkeys(leg for journey in chosen for leg in journey.ids)),
        strong=chosen[0].ids if len(chosen) > 1 else (),
        avoid=view.avoid,
    )
    return Scene(drawing, _place(view))


def _closure(view: View, lib: Library) -> Scene:
    outcome = store.outcome_of(nearest_year(lib.balances, view.year), view.closed)
    drawing = Drawing(
        legs=legs_shown(lib.atlas, outcome),
        avoid=view.avoid,
        width=leg_widths(lib.atlas, outcome, CASE_OF[view.case]),
        closed=closed_legs(lib.atlas, outcome),
        places=True,
    )
    return Scene(drawing, _place(view))


@store.kept(8, in_words=False)
def events_told(year: int, as_article: bool) -> Sections:
    """Return the events of the timeline in its sections.

    Parameters
    ----------
    year, as_article
        Time looked at, as in `store.stood`.
    """
    lib = store.library()
    return sections(lib.tables.events, lib.tables.quotes, Moment(year, as_article), lib.dates)


def event_of(view: View, lib: Library) -> tuple[Event, Stage]:
    """Return the event that the map of the timeline is set to, and how it is set.

    Parameters
    ----------
    view
        The view; where it names no event, it is the first that the map can show.
    lib
        What was read.
    """
    parts = events_told(view.year, view.as_article)
    first = next(one.event_id for one in parts.article if touched(one, lib.atlas))
    named = view.event or first
    event = next(one for one in lib.tables.events if one.event_id == named)
    return event, stage(event, lib.atlas, view.routes or lib.known.default.routes)


def _timeline(view: View, lib: Library) -> Scene:
    _, set_up = event_of(view, lib)
    drawing = Drawing(
        on=set_up.routes,
        avoid=view.avoid,
        focus=set_up.focus or None,
        closed=set_up.closed,
    )
    return Scene(drawing, (set_up.lat, set_up.lon, set_up.z))


def steps_of(lib: Library) -> tuple[str, ...]:
    """List the maps of the story by their number, as in a link: opening, steps, end.

    Parameters
    ----------
    lib
        What was read.
    """
    return (OPENING, *(row.view for row in lib.tables.story.rows), CLOSING)


def told_by(query: str, view: View, lib: Library) -> View:
    """Return the view that a part of the story shows; the time and the borders are the reader's.

    Parameters
    ----------
    query
        Its map, as in a link.
    view
        The reader's view.
    lib
        What was read.
    """
    found, _ = parse_query(query, lib.known)
    mine = ("year", "asof", "borders", "lines", "step")
    return found.replaced(**{part: getattr(view, part) for part in mine})


def texts_of_steps(view: View, lib: Library) -> dict[int, str]:
    """Return what the map of each step of the story shows, its numbers filled in, by step.

    Parameters
    ----------
    view
        The reader's view.
    lib
        What was read.
    """
    stood = store.corridors_stood(view.year, view.as_article)
    statuses = {corridor_id: standing.status for corridor_id, standing in stood.items()}
    texts = {}
    for row in lib.tables.story.rows:
        shown = told_by(row.view, view, lib)
        judged = store.judged_all(frozenset(shown.avoid), view.as_article)
        texts[row.step] = fill(row.says_map, lib.atlas, judged, statuses, shown.routes)
    return texts


def step_shown(view: View, lib: Library) -> View:
    """Return the view that the story shows at the reader's step; the last one for any beyond.

    Parameters
    ----------
    view
        The reader's view.
    lib
        What was read.
    """
    maps = steps_of(lib)
    return told_by(maps[min(view.step, len(maps) - 1)], view, lib)


def _story(view: View, lib: Library) -> Scene:
    return _map(step_shown(view, lib), lib)


SCENES: Final[dict[Page, Callable[[View, Library], Scene]]] = {
    "Map": _map,
    "Journeys": _journeys,
    "Closure": _closure,
    "Timeline": _timeline,
    "Story": _story,
}
"""What the map shows, by page; a page that is not here has no map."""
