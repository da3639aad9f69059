"""Follow a reader: adopt a link, take over what widgets and map report, write the address.

What a reader does reaches the server as a message that carries the address and the values of
all widgets, as the browser showed them when it was sent. Three things follow.

- An address is a link only if this session never wrote it, if the reader went Back or Forward, or
  if a page offered it. One that the session wrote earlier comes from a message that was under
  way when the address changed: the session's own view is newer.
- In such a late message only what differs from the message before it is an action of the
  reader's. Everything else is older than what the session knows.
- The address is written last in a run, so that a browser that reports it has drawn the rest.
"""

from __future__ import annotations

import math
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.view import guard, link
from pages.shared.view.drawn import use_borders
from pages.shared.view.model import Known, View, accept
from pages.shared.view.parameter import Page, Parameter, bound_on, parameters_of
from pages.shared.view.widgets import same
from routes.language import number, phrase, use_language
from routes.model.borders import UN

MEMORY = "followed"
REPORTS_AT_MOST = 2**31
STREAMLITS_OWN = frozenset({"embed", "embed_options"})
Address = frozenset[tuple[str, str]]
MISSING = object()


@dataclass
class Followed:
    """What a session remembers of its reader.

    Attributes
    ----------
    view
        The view as last adopted or changed.
    seen
        Parameters that the address holds, or will once the browser has drawn the last answer.
    held
        Addresses that this session has adopted or written, the newest last.
    offered
        Addresses of links on the page that lead to another view than the session's.
    received
        Values by widget key as the browser last reported them.
    page, bound
        Page that was drawn last, and the parameters that have a widget on it.
    visit
        Number of times that the reader came to a page from another one.
    actions
        What buttons asked for since the last run.
    notices, of_page
        Sentences on what could not be read of the link, and on this run's own.
    made_with
        Data version that the link was copied with; None if it names none.
    target
        Latitude, longitude in degrees and zoom where the map should stand.
    placed
        Whether the link named that place or the reader moved the map; if not, the map opens on
        what is shown.
    on_map
        Ids of what a map showed that is fitted to it; None before the first.
    token, answered
        Name of this session in the pages that it draws, and the number of the last report that it
        has taken over of each component of ours.
    recovering
        Whether this is the first run of a session that meets a page drawn by another one. The
        widgets then show what the browser reports, an action that came too early among it; what
        they say is taken over in a second run, when their names are known.
    fresh
        Whether this run adopted a link.
    unwritten
        Whether the address has to be written at the end of the run.
    """

    view: View
    seen: dict[str, str]
    page: str = ""
    visit: int = 0
    held: deque[Address] = field(default_factory=lambda: deque(maxlen=100))
    offered: set[Address] = field(default_factory=set)
    received: dict[str, Any] = field(default_factory=dict)
    bound: tuple[Parameter, ...] = ()
    actions: list[Callable[[View], View]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    of_page: list[str] = field(default_factory=list)
    made_with: str | None = None
    target: tuple[float, float, int] = (0.0, 0.0, 0)
    placed: bool = True
    on_map: tuple[str, ...] | None = None
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    answered: dict[str, int] = field(default_factory=dict)
    recovering: bool = False
    fresh: bool = False
    unwritten: bool = False


def speak(model: type[View] = View) -> None:
    """Answer in the language that the address asks for, else in that of the session's view.

    The borders are those of the session's view, until it is opened.

    Call it first in each run, and in each fragment that opens no view: what a run says is in the
    language of its own thread.

    Parameters
    ----------
    model
        Class of the view.
    """
    parameter = parameters_of(model)["lang"]
    me: Followed | None = st.session_state.get(MEMORY)
    held = model.model_fields[parameter.part].default if me is None else me.view.lang
    wanted = dict(parse_qsl(came_from()[: link.QUERY_AT_MOST])).get(parameter.name)
    use_language(wanted if wanted in parameter.options else held)
    use_borders(UN if me is None else me.view.borders)


def open_view(known: Known, page: Page) -> View:
    """Return the view of this run and set the page's widgets to it before they are drawn.

    Parameters
    ----------
    known
        What a view may name.
    page
        Name of the page, as in the menu.
    """
    model = type(known.default)
    speak(model)
    bound = bound_on(model, page)
    raw, faults = _address(model)
    mine = link.only_view(raw, model)
    address = frozenset(mine.items())
    me: Followed | None = st.session_state.get(MEMORY)
    # The menu leads to the session's own view, whatever the address was when it was used.
    menu = me is not None and "go" in raw and (mine == me.seen or address in me.held)
    if me is None or (not menu and _is_link(me, mine)):
        if me is not None and me.page == page:
            # What was under way when the reader went Back is heard, and gives way to it.
            _reported(me, bound, True, known)
        me = _adopt(me, raw, mine, faults, known)
        _fill(me, bound, afresh=True)
    elif menu or me.page != page:
        me.fresh, me.of_page = False, []
        me.unwritten = me.unwritten or mine != me.seen or "go" in raw
        _apply(me, me.view)
        _fill(me, bound, afresh=True)
    else:
        me.fresh = False
        late = mine != me.seen
        # Written once more, a late address is the same in the browser; one that Back left there
        # beside an action gives way to the session's view.
        me.unwritten = me.unwritten or late
        me.of_page = []
        _apply(me, _reported(me, bound, late, known))
        _fill(me, bound)
    me.visit += me.page != page
    me.page, me.bound, me.offered = page, bound, set()
    # The address may have been a late one, of another language than the session's by now.
    use_language(me.view.lang)
    use_borders(me.view.borders)
    return me.view


def _is_link(me: Followed, mine: dict[str, str]) -> bool:
    """Return whether the browser's address is a link, and not one of the session's own."""
    ctx = get_script_run_ctx()
    address = frozenset(mine.items())
    return (
        (ctx is not None and ctx.is_history_navigation)
        or address in me.offered
        or (mine != me.seen and address not in me.held)
    )


def _address(model: type[View]) -> tuple[dict[str, str], list[str]]:
    """Read the address; the last of a repeated parameter counts."""
    ctx = get_script_run_ctx()
    query = ctx.query_string if ctx is not None else ""
    faults = []
    if len(query) > link.QUERY_AT_MOST:
        query = query[: link.QUERY_AT_MOST].rpartition("&")[0]
        faults.append(phrase("view-link-too-long", most=number(link.QUERY_AT_MOST)))
    parts = query.split("&")
    if len(parts) > link.FIELDS_AT_MOST:
        count, most = number(len(parts)), number(link.FIELDS_AT_MOST)
        faults.append(phrase("view-too-many", count=count, most=most))
    pairs = parse_qsl("&".join(parts[: link.FIELDS_AT_MOST]), keep_blank_values=True)
    raw = dict(pairs)
    counted = [name for name, _ in pairs]
    twice = [name for name in link.only_view(raw, model) if counted.count(name) > 1]
    faults += [phrase("view-twice", parameter=name) for name in twice]
    return raw, faults


def _adopt(
    me: Followed | None,
    raw: Mapping[str, str],
    mine: dict[str, str],
    faults: list[str],
    known: Known,
) -> Followed:
    """Take over a link: its view, its notices, where the map stands."""
    view, notices = link.parse(raw, known)
    if me is None:
        me = st.session_state[MEMORY] = Followed(view, mine, recovering=guard.waiting())
    me.view, me.seen, me.notices = view, mine, [*notices, *faults]
    me.made_with, me.of_page, me.actions = raw.get("d"), [], []
    me.target = (view.lat, view.lon, view.z)
    me.placed = link.names_place(mine, type(known.default))
    # Another address may be under way to a browser that went Back: this one has to follow it. It
    # replaces the address, as every one does that answers Back.
    me.fresh, me.unwritten = True, "go" in raw or len(me.held) > 0
    me.held.append(frozenset(mine.items()))
    return me


@dataclass
class Reports:
    """What the widgets report in this run, each value as the browser sent it.

    Attributes
    ----------
    me
        What the session remembers.
    late
        Whether the message was under way when the address changed.
    parts
        What components of ours report, by key, as far as it was asked for.
    """

    me: Followed
    late: bool
    parts: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def value(self, key: str, shown: Any) -> Any:
        """Return what the reader chose in a widget, or what it should show.

        Parameters
        ----------
        key
            Key of the widget.
        shown
            What it should show.
        """
        try:
            got = st.session_state[key]
        except KeyError:
            return shown
        before = self.me.received.get(key, MISSING)
        self.me.received[key] = got
        return got if not self.late or got != before else shown

    def picked(self, key: str) -> Mapping[str, Any]:
        """Return the parts that a component of ours reports in this run; none if nothing is new.

        Parameters
        ----------
        key
            Key of the component.
        """
        if key not in self.parts:
            self.parts[key] = self._picked(key)
        return self.parts[key]

    def _picked(self, key: str) -> Mapping[str, Any]:
        """Return what a component reports, each report once."""
        try:
            report = st.session_state[key]["picked"]
            number, token, parts = report["n"], report["session"], report["parts"]
        except (KeyError, TypeError, AttributeError):
            return {}
        if token != self.me.token or isinstance(number, bool) or not isinstance(number, int):
            return {}
        if not self.me.answered.get(key, 0) < number < REPORTS_AT_MOST:
            return {}
        self.me.answered[key] = number
        return parts if isinstance(parts, Mapping) else {}


def _reported(me: Followed, bound: Iterable[Parameter], late: bool, known: Known) -> View:
    """Take over what the widgets report; what cannot be used is named and the view kept."""
    view, reports = me.view, Reports(me, late)
    for parameter in bound:
        # Against what the widgets were showing: a change of the year moves what the others hold.
        changed = parameter.changed(me.view.__dict__, reports)
        if changed:
            view, notices = accept(view, changed, known)
            me.of_page += [text for text in notices if text not in me.of_page]
    return view


def _apply(me: Followed, view: View) -> None:
    """Make a view the session's, and carry out what buttons asked for since the last run."""
    for action in me.actions:
        view = action(view)
    me.actions = []
    if view != me.view:
        _change(me, view)


def _change(me: Followed, view: View) -> None:
    me.placed = me.placed or _place(view) != _place(me.view)
    me.view, me.seen = view, link.write(view, placed=me.placed)
    me.unwritten = True
    # What the reader made just now is of today's data.
    me.notices, me.made_with = [], None


def _fill(me: Followed, bound: Iterable[Parameter], afresh: bool = False) -> None:
    """Give widgets their values: those that show others, or all of them.

    Widgets of one name on two pages are two widgets. The new one does not take over what the old
    one left under the name, so on a page that is entered each value is set anew.
    """
    state = st.session_state
    if me.recovering:
        return
    for parameter in bound:
        for key, value in parameter.shown(me.view.__dict__).items():
            if afresh or key not in state or not same(state[key], value):
                state[key] = value


def refill(part: str) -> None:
    """Give the widget of a part its value once more; call it before the widget is drawn.

    A widget whose labels change with what was found is another widget under the same name, and
    would begin at its default.

    Parameters
    ----------
    part
        Attribute of the view.
    """
    me = _mine()
    if not me.recovering:
        parameter = parameters_of(type(me.view))[part]
        st.session_state.update(parameter.shown(me.view.__dict__))


def act(change: Callable[[View], View]) -> None:
    """Change the view when this run opens it; for a button's callback.

    The change is a function of the view as it will be then, not as it was drawn: three quick
    clicks on *Next* are three steps.

    Parameters
    ----------
    change
        View before to view after.
    """
    me: Followed | None = st.session_state.get(MEMORY)
    if me is not None:
        me.actions.append(change)


def button(label: str, key: str, change: Callable[[View], View], **options: Any) -> None:
    """Draw a button that changes the view.

    Parameters
    ----------
    label, key
        As in `streamlit.button`.
    change
        View before to view after; see `act`.
    **options
        As in `streamlit.button`.
    """
    clicked = st.button(label, key=key, on_click=act, args=(change,), **options)
    if clicked and _mine().recovering:
        # Nobody knew the button yet when the click came, so nobody was called.
        act(change)


def keep(view: View) -> None:
    """Remember what a page made of the view: a move of the map, a choice it filled in.

    Call it before the page's widgets are drawn; they show what was kept.

    Parameters
    ----------
    view
        The view that the page shows.
    """
    me = _mine()
    if view == me.view:
        return
    _keep(me, view)
    _fill(me, me.bound)


def _keep(me: Followed, view: View) -> None:
    if me.fresh:
        # What a page filled in of a link is no change of the reader's: an entry of its own in
        # the history would trap Back.
        me.placed = me.placed or _place(view) != _place(me.view)
        me.view = view
    else:
        _change(me, view)


def publish() -> None:
    """Write the address if it changed; call it last. One update is one entry of the history."""
    me = _mine()
    if me.recovering:
        me.recovering = False
        st.rerun()
    if not me.unwritten:
        return
    me.unwritten = False
    me.held.append(frozenset(me.seen.items()))
    st.query_params.from_dict(_whole(me))


def address_of(view: View) -> str:
    """Return the query that `publish` writes for a view, as the browser will hold it.

    Parameters
    ----------
    view
        The view.
    """
    raw, _ = _address(type(view))
    kept = {name: text for name, text in raw.items() if name.lower() in STREAMLITS_OWN}
    me = _mine()
    return urlencode({**kept, **_whole(me, link.write(view, placed=me.placed))})


def query_of(view: View, data_version: str = "") -> str:
    """Write the query of a link for people to a view of this session's.

    Parameters
    ----------
    view, data_version
        As in `link.write`.
    """
    return link.query_of(view, data_version, placed=_mine().placed)


def _whole(me: Followed, seen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Keep what others put into the address beside the view's parameters.

    Streamlit keeps its own, such as `embed`, by itself and refuses to be given them.
    """
    model = type(me.view)
    raw, _ = _address(model)
    ours = {*link.only_view(raw, model), "go"}
    if me.made_with is None:
        ours.add("d")
    rest = {
        name: text
        for name, text in raw.items()
        if name not in ours and name.lower() not in STREAMLITS_OWN
    }
    return {**rest, **(me.seen if seen is None else seen)}


def moved(view: View, lat: object, lon: object, z: object, known: Known) -> View:
    """Take over where the reader moved the map; anything but a place on it is no move.

    Leaflet stands on whole pixels: a centre within a pixel of the link's own is the link's,
    or else every opened link would rewrite itself.

    Parameters
    ----------
    view
        The view as it was.
    lat, lon
        Centre of the map as the browser reports it, degrees.
    z
        Its zoom.
    known
        What may be named.
    """
    parts = {}
    parameters = parameters_of(type(view))
    for part, value in (("lat", lat), ("lon", lon), ("z", z)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return view
        if isinstance(value, float) and math.isnan(value):
            return view
        low, high = parameters[part].bounds
        parts[part] = min(max(value, low), high)
    there, refused = accept(view, parts, known)
    pixel = 360 / (256 * 2**there.z)
    near = abs(there.lat - view.lat) <= pixel and abs(there.lon - view.lon) <= pixel
    return view if refused or (there.z == view.z and near) else there


def offer(params: Mapping[str, str]) -> Mapping[str, str]:
    """Note a link on the page that leads to another view; return its parameters.

    Parameters
    ----------
    params
        Texts by name, as `link.write` returns them.
    """
    _mine().offered.add(frozenset(params.items()))
    return params


def came_from() -> str:
    """Return the query that the browser held when it asked for this run."""
    ctx = get_script_run_ctx()
    return ctx.query_string if ctx is not None else ""


def notices() -> list[str]:
    """List what could not be read; plain text, to be escaped."""
    me = _mine()
    return [*me.notices, *me.of_page]


def notice(text: str) -> None:
    """Add a notice of the page's own, for this run.

    Parameters
    ----------
    text
        Plain text.
    """
    told = _mine().of_page
    if text not in told:
        told.append(text)


def shown() -> View:
    """Return the view as last adopted or kept."""
    return _mine().view


def page() -> Page:
    """Return the page that is drawn, once its view was opened."""
    return cast("Page", _mine().page)


def fresh() -> bool:
    """Return whether this run adopted a link."""
    return _mine().fresh


def made_with() -> str | None:
    """Return the data version that the link was made with; None if it names none."""
    return _mine().made_with


def answers(key: str = "") -> dict[str, Any]:
    """Return what tells a component which of its reports this run answers, and who answers.

    Parameters
    ----------
    key
        Key of the component; "" for the map, which numbers no reports.
    """
    me = _mine()
    return {"answers": me.answered.get(key, 0), "session": me.token}


def target() -> tuple[float, float, int]:
    """Return where the map should stand; it changes only when a link is adopted."""
    return _mine().target


def placed() -> bool:
    """Return whether the view has a place: the link named it, or the reader moved the map.

    If not, the map opens on what is shown, for the width that it has (`Drawing.fit`).
    """
    return _mine().placed


def _place(view: View) -> tuple[float, float, int]:
    return view.lat, view.lon, view.z


def visit() -> int:
    """Return how often the reader came to a page: what is drawn once a visit is told by it."""
    return _mine().visit


def aim(view: View, lat: float, lon: float, z: int) -> View:
    """Have the map stand at a place, as a link does; return the view with it.

    Call it before `keep`.

    Parameters
    ----------
    view
        The view.
    lat, lon
        Centre of the map, degrees, within the bounds of the view.
    z
        Its zoom, within them too.
    """
    me = _mine()
    me.target, me.placed = (lat, lon, z), True
    return view.replaced(lat=lat, lon=lon, z=z)


def to_fit(shown: tuple[str, ...]) -> bool:
    """Return whether the map should be moved to what it shows.

    It should where the reader picked something else, and where neither link nor reader said where
    it stands. A link that names a place is followed, and so is the menu: the view travels along.

    Parameters
    ----------
    shown
        Ids of what it shows.
    """
    me = _mine()
    before, me.on_map = me.on_map, shown
    if not me.placed:
        return True
    return not me.fresh and before is not None and before != shown


def _mine() -> Followed:
    me: Followed = st.session_state[MEMORY]
    return me
