"""Tie the view to the reader's session: adopt a link, follow Back, write what changed.

The URL is adopted when it differs from what was last seen or written here: on a cold start, on
Back and Forward, and when a link leads from page to page. Everything is written in one update,
so that one change is one entry of the history.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.shared.state import ARTICLE, ARTICLE_YEAR, Known, View, parse, write

SEEN, VIEW, TARGET, NOTICES = "url_seen", "view", "map_target", "notices"
MADE = "link_made_with"
ADOPTED, FRESH, OF_PAGE = "links_adopted", "link_is_fresh", "notices_of_page"


def open_view(known: Known) -> View:
    """Return the view of this run and set every widget to it before it is drawn."""
    session = st.session_state
    raw = st.query_params.to_dict()
    # What the grammar does not know stays in the address and must not look like a new link.
    grammar = write(known.default)
    url = {name: text for name, text in raw.items() if name in grammar}
    if url != session.get(SEEN):
        view, session[NOTICES] = parse(raw, known)
        twice = [name for name in url if len(st.query_params.get_all(name)) > 1]
        session[NOTICES] += [
            f"{name}: stands more than once; the last was taken." for name in twice
        ]
        session[SEEN] = url
        session[VIEW] = view
        session[MADE] = raw.get("d")
        session[TARGET] = (view.lat, view.lon, view.z)
        session[ADOPTED] = session.get(ADOPTED, 0) + 1
        session[FRESH] = True
        _fill(view, known, afresh=True)
    else:
        session[FRESH] = False
        _fill(session[VIEW], known, afresh=False)
    session[OF_PAGE] = []
    return _from_widgets(session[VIEW], known)


def notices() -> list[str]:
    """List what could not be read of the link; plain text, to be escaped."""
    return [*st.session_state.get(NOTICES, ()), *st.session_state.get(OF_PAGE, ())]


def shown() -> View:
    """Return the view as last adopted or kept."""
    view: View = st.session_state[VIEW]
    return view


def made_with() -> str | None:
    """Tell the data version that the link was made with; None if it names none."""
    version: str | None = st.session_state.get(MADE)
    return version


def notice(text: str) -> None:
    """Add a notice of the page's own, for this run."""
    told = st.session_state[OF_PAGE]
    if text not in told:
        told.append(text)


def adopted() -> int:
    """Count the links adopted so far: what a page filled from an older one it fills anew."""
    return int(st.session_state.get(ADOPTED, 0))


def target() -> tuple[float, float, int]:
    """Tell where the map should stand; it changes only when a link is adopted."""
    stored: tuple[float, float, int] = st.session_state[TARGET]
    return stored


def moved(view: View, lat: float | None, lon: float | None, z: int | None) -> View:
    """Take over where the reader moved the map.

    Leaflet stands on whole pixels: a centre within a pixel of the link's own is the link's,
    or else every opened link would rewrite itself.
    """
    if lat is None or lon is None or z is None:
        return view
    pixel = 360 / (256 * 2**z)
    if z == view.z and abs(lat - view.lat) <= pixel and abs(lon - view.lon) <= pixel:
        return view
    return replace(view, lat=round(lat, 2), lon=round(lon, 2), z=z)


def keep(view: View) -> None:
    """Remember the view, and write the URL if the reader changed anything."""
    session = st.session_state
    if view == session[VIEW]:
        return
    session[VIEW] = view
    if session[FRESH]:
        # What a page filled in of a link is no change of the reader's: an entry of its own in
        # the history would trap Back.
        return
    session[SEEN] = write(view)
    session[NOTICES] = []
    session[MADE] = None
    # What the reader made just now is of today's data. One assignment is one entry of the history.
    rest = {name: text for name, text in st.query_params.to_dict().items() if name != "d"}
    st.query_params.from_dict({**rest, **session[SEEN]})


def set_routes(wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Switch on exactly these corridors; for a preset's callback."""
    for corridor_id in known:
        st.session_state[switch(corridor_id)] = corridor_id in wanted


def switch(corridor_id: str) -> str:
    """Name the key of a corridor's switch; the map's script looks for it."""
    return f"on_{corridor_id}"


def _fill(view: View, known: Known, afresh: bool) -> None:
    """Give widgets their values; Streamlit drops those of a page that was left."""
    values: dict[str, object] = {switch(c): c in view.routes for c in known.corridors}
    year = ARTICLE if view.asof == ARTICLE else view.year
    values |= {"avoid": list(view.avoid), "year": year, "focus": view.focus or None}
    values |= {"from": view.origin, "to": view.market, "only": view.only == "bypass"}
    values |= {"trip": view.journey or None, "beside": view.beside or None}
    for key, value in values.items():
        if afresh or key not in st.session_state:
            st.session_state[key] = value


def _from_widgets(view: View, known: Known) -> View:
    session = st.session_state
    year = session["year"]
    return replace(
        view,
        routes=tuple(c for c in known.corridors if session[switch(c)]),
        avoid=tuple(sorted(session["avoid"])),
        year=ARTICLE_YEAR if year == ARTICLE else year,
        asof=ARTICLE if year == ARTICLE else "now",
        focus=session["focus"] or "",
        origin=session["from"],
        market=session["to"],
        only="bypass" if session["only"] else "all",
        journey=session["trip"] or "",
        beside=session["beside"] or "",
    )
