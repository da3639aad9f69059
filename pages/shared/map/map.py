"""Draw the map and report what the reader did with it.

The map is built from constants on every run, so streamlit-folium never mounts it anew.
Lines and background are static files that the map's own script fetches (`static/map/`); a rerun
sends only ids. This is the only place where (lon, lat) becomes Leaflet's (lat, lon).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import folium
import streamlit as st
import streamlit_folium
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from pages.shared import store
from pages.shared.frame.component import Component
from pages.shared.map.still import Sheet, Shown, still, still_html
from pages.shared.store import kept
from pages.shared.theme import THEME
from pages.shared.view import session
from pages.shared.view.drawn import drawn_borders
from pages.shared.view.model import LAT, LON, ZOOM, Known, View, accept
from routes.files.load import LINES, LINES_REDRAWN, STATIC_DIR, load_layer, static_version
from routes.files.static import DIGESTS
from routes.language import in_language, language, listed, phrase, script_phrases
from routes.model.borders import UN, Borders
from routes.model.terms import GROUND, HOME

_LAT, _LON, _ZOOM = (View.model_fields[part].default for part in ("lat", "lon", "z"))
BASE_VIEW: tuple[float, float, int] = (_LAT, _LON, _ZOOM)
"""Where the map stands when nobody asked for anything else: latitude, longitude, zoom."""

PICKED = "borders"
"""What a report of the legend begins with, before a colon and the set of borders."""
TOKEN_AT_MOST = 120
"""Characters in which the map names what was clicked; a longer text is none of its own."""
DATA = LINES, "basemap.json", "years.json"
"""What the map's script fetches at once, as `static/map.js` has it."""
LATER = frozenset({"static/map/band.js"})
"""Modules that the map imports when it stands close, not at its start."""
SEEN_FROM_FRAME = "../../app/static/"
"""The app's static folder, seen from the frame of streamlit-folium: no host, no base path."""


@dataclass(frozen=True)
class Seen:
    """What the reader did since the last run; None where there is nothing new.

    Attributes
    ----------
    clicked
        Corridor id of a line just clicked (`leg:<id>` on a map of legs, `borders:<set>` for the
        legend's switch, `place:<id>` for a dot where `places` asks for it), in the one run that
        the click started.
    lat, lon, z
        Where the browser says that the reader moved the map, unchecked: `session.moved` takes
        over what is a place. All None while the map stands where `target` put it.
    """

    clicked: str | None
    lat: object
    lon: object
    z: object


WATCH = Component("watch")


def constants(version: str) -> dict[str, Any]:
    """Build what the map's script is told once, before any view.

    Parameters
    ----------
    version
        Data version; the map says so where its lines are of another.

    Returns
    -------
    JSON: `version`; `theme` (CSS custom properties); `texts` and their `lang`; `limits` with the
    least and most `zoom`, and of the sheet the least and most `lat` and `lon`, degrees; `ground`,
    the kinds of zone that count as a state's ground; `home`, the state whose oil leaves.
    """
    return {
        "version": version,
        "theme": THEME.for_map(),
        "texts": {"lang": language(), **script_phrases("map-script-")},
        "limits": {"zoom": list(ZOOM), "lat": list(LAT), "lon": list(LON)},
        "ground": sorted(GROUND),
        "home": HOME,
    }


class _Start(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "multivector.init({{ this._parent.get_name() }}, {{ this.given|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, version: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.given = constants(version)


def _tail(version: str) -> str:
    """Write the version into an address, of the frame's files and of what they fetch.

    The digests change with any file of static/; lines.json is of the data's version.
    """
    return f"?v={static_version((DIGESTS,))}-{version}"


def frame_files(version: str) -> list[tuple[str, str]]:
    """List what the frame will fetch of `static/`, as the page has it, each with its kind.

    Parameters
    ----------
    version
        Data version.
    """
    listed = load_layer(DIGESTS, {}, STATIC_DIR)["files"]
    scripts = [name for name in listed if name.startswith("static/map/") and name not in LATER]
    kinds = {
        "static/map.js": "script",
        "static/vendor/leaflet/leaflet.js": "script",
        **dict.fromkeys(scripts, "script"),
        "static/vendor/leaflet/leaflet.css": "style",
        "static/map.css": "style",
        **{f"static/{name}": "fetch" for name in DATA},
    }
    return [(f"app/{name}{_tail(version)}", kind) for name, kind in kinds.items()]


class _Base(folium.Map):
    """An offline map, the same script on every run whatever it will show."""

    def __init__(self, version: str) -> None:
        super().__init__(
            location=BASE_VIEW[:2],
            zoom_start=BASE_VIEW[2],
            tiles=None,
        )
        tail = _tail(version)
        # The map's own script first: it asks for all the rest, while Leaflet is on its way.
        self.default_js = [
            ("multivector", f"{SEEN_FROM_FRAME}map.js{tail}"),
            ("leaflet", f"{SEEN_FROM_FRAME}vendor/leaflet/leaflet.js{tail}"),
        ]
        self.default_css: list[tuple[str, str]] = []
        self.add_child(_Start(version))


@cache
def _constant(version: str, key: str, lang: str) -> Mapping[str, Any]:
    """Return what streamlit-folium sends of a map, the same on every run in a language.

    `st_folium` works it out anew each time: folium compiles eleven templates for it, which costs
    more than all the rest of a run. It is built here once, by the same functions.
    """
    with in_language(lang):
        base = _Base(version)
    base.get_root().render()
    header = streamlit_folium._get_header(base)  # noqa: SLF001 - decision 0007
    html = streamlit_folium._get_html(base)  # noqa: SLF001
    script = streamlit_folium._get_map_string(base)  # noqa: SLF001
    return {
        "script": script,
        "header": header,
        "html": html,
        "id": streamlit_folium.get_full_id(base),
        "key": streamlit_folium.generate_js_hash(script, key, False),
        "css_links": [href for _, href in base.default_css],
        "js_links": [src for _, src in base.default_js],
        "width": None,
        "returned_objects": ["last_object_clicked_tooltip", "zoom", "center"],
        "default": {"last_object_clicked_tooltip": None, "zoom": BASE_VIEW[2]},
        "return_on_hover": False,
        "layer_control": None,
        "pixelated": False,
        "wrap_longitude": False,
    }


def _show(state: Mapping[str, Any]) -> str:
    """Write the script of the one group that travels: ids for the map's own script.

    The group stays empty, and streamlit-folium only ever appends to `window.feature_group`:
    emptied here, it holds one.
    """
    return (
        "window.feature_group = [L.featureGroup().addTo(map_div)];"
        f"multivector.show({htmlsafe_json_dumps(state)});"
    )


def _memory(key: str) -> dict[str, Any]:
    memory: dict[str, Any] = st.session_state.setdefault(f"_{key}_memory", {})
    return memory


def _news(raw: object, target: tuple[float, float, int], key: str) -> Seen:
    """Return what is new in the map's report, which Streamlit repeats on every run.

    A report that was already there when the target changed (Back, Forward, a story's next
    step) is about the view that was left, not the one that is shown.
    """
    memory = _memory(key)
    report = raw if isinstance(raw, Mapping) else {}
    token, centre = report.get("last_object_clicked_tooltip"), report.get("center")
    where = None
    if isinstance(centre, Mapping):
        where = (centre.get("lat"), centre.get("lng"), report.get("zoom"))
    if memory.get("target") != target:
        memory.update(target=target, stale=where)
    clicked = None
    if isinstance(token, str) and len(token) <= TOKEN_AT_MOST and token != memory.get("token"):
        clicked = token.partition("#")[0]
        memory["token"] = token
    if where is None or where == memory["stale"]:
        return Seen(clicked, None, None, None)
    return Seen(clicked, *where)


def peek(target: tuple[float, float, int], key: str = "map") -> Seen:
    """Return what started this run before the map is drawn, so that no second run is needed.

    Call it at the top of the page (or of the fragment) that calls `draw` with the same
    `target` and `key`; a click is reported once, here or there.

    Parameters
    ----------
    target
        Latitude, longitude in degrees and zoom where the map should stand.
    key
        Name of the map on the page.
    """
    raw = _memory(key).pop("raw", None)
    return _news(raw, target, key) if raw else Seen(None, None, None, None)


@dataclass(frozen=True)
class Drawing:
    """What a map shows; what is left out is empty.

    Attributes
    ----------
    on
        Corridor ids to show.
    avoid
        States to avoid, ISO 3166-1 alpha-2; lines inside them change colour.
    focus
        Corridor drawn foremost, or None.
    names
        Texts of this view, which go before those of `constants`: any of these (`inside`, …),
        `flow.<leg>` for the tooltip, and `cap.<leg or corridor>` and `verdict.<corridor>`, too;
        and `corridor.<id>`, `leg.<id>`, `place.<id>`, `state.<code>`, `sea.<id>` where the name
        differs from the one in the data.
    width
        Leg id → line width in pixels; it shows a flow.
    closed, strong
        Leg ids drawn as struck out, and those drawn foremost.
    legs
        Leg ids to show beside the corridors' own; a click on one is reported as `leg:<id>`.
    status
        Leg id → status at the time looked at, where it is not that of the data.
    address
        Query of this view, which the map keeps up to date while the reader moves it; "" where
        a move is no part of the view.
    panel
        Whether the switches on the page say what is on; `on` counts where they are not drawn.
    borders
        Set of borders; the legend switches it where `address` says that the map is of a view.
    fit
        "shown" where the link names no place: the map opens on what is shown, for the width that
        it has; "" where it stands at the target of `draw`.
    year
        The year whose amounts the widths show, where `width` says nothing.
    lines
        "moved" where widths show what moved in the year, "equal" where they show no amount.
    places
        Whether a click on a place's dot is reported as `place:<id>`; else it means a corridor.
    """

    on: Sequence[str] = ()
    avoid: Sequence[str] = ()
    focus: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    width: Mapping[str, float] = field(default_factory=dict)
    closed: Sequence[str] = ()
    legs: Sequence[str] = ()
    strong: Sequence[str] = ()
    status: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    panel: bool = False
    borders: Borders = UN
    fit: Literal["", "shown"] = ""
    year: int = 0
    lines: Literal["moved", "equal"] = "equal"
    places: bool = False

    def shown(self, target: tuple[float, float, int]) -> Shown:
        """Return what a picture of it shows.

        Parameters
        ----------
        target
            Latitude, longitude in degrees and zoom where the map should stand.
        """
        moved = store.moved(self.year).legs if self.year and self.lines == "moved" else {}
        return Shown(
            on=tuple(self.on),
            avoid=tuple(self.avoid),
            focus=self.focus or "",
            legs=tuple(self.legs),
            closed=tuple(self.closed),
            strong=tuple(self.strong),
            width=tuple(self.width.items()),
            moved=tuple((leg, it.drawn if it else None) for leg, it in moved.items()),
            status=tuple(self.status.items()),
            place=None if self.fit else target,
        )

    def message(self, session_id: str = "", came_from: str = "") -> dict[str, Any]:
        """Return what the map's script is sent of it, ready for JSON; most of what is empty is not.

        Parameters
        ----------
        session_id
            Session that answers: a line picked while another one took over is reported anew.
        came_from
            Query that this run answers; where the address is another by now, it is the newer.
        """
        sent: dict[str, Any] = {
            "on": [*self.on],
            "avoid": [*self.avoid],
            "focus": self.focus,
            "names": {**self.names},
        }
        more = {
            "width": {**self.width},
            "closed": [*self.closed],
            "legs": [*self.legs],
            "strong": [*self.strong],
            "status": {**self.status},
            "session": session_id,
            "address": self.address,
            "at": came_from if self.address else "",
            "panel": self.panel,
            "borders": "" if self.borders == UN else self.borders,
            "fit": self.fit,
            "year": self.year,
            "lines": "" if self.lines == "equal" else self.lines,
            "places": self.places,
        }
        return sent | {name: value for name, value in more.items() if value}


@kept(None, in_words=False)
def sheet_of() -> Sheet:
    """Return what a picture of the map draws from, by the borders of this run."""
    lines = load_layer(LINES, {}, STATIC_DIR)
    if drawn_borders() != UN:
        other = load_layer(LINES_REDRAWN, {}, STATIC_DIR)["legs"]
        legs = {leg: {**row, **other.get(leg, {})} for leg, row in lines["legs"].items()}
        lines = {**lines, "legs": legs}
    return Sheet(lines, load_layer("basemap.json", {}, STATIC_DIR))


@kept(32)
def picture(shown: Shown) -> str:
    """Return the map as the server draws it, as HTML.

    Parameters
    ----------
    shown
        What is drawn.
    """
    sheet = sheet_of()
    corridors = sheet.lines["corridors"]
    names = [corridors[c]["name"] for c in shown.on]
    label = phrase("map-still", count=len(names), corridors=listed(names))
    svg = still(sheet, shown, ground=GROUND, home=HOME, lang=language())
    return still_html(svg, label)


def redrawn(view: View, seen: Seen, known: Known) -> View:
    """Take over the set of borders that was picked in the legend.

    Parameters
    ----------
    view
        The view as it was.
    seen
        What the reader did.
    known
        What may be named.
    """
    kind, _, borders = (seen.clicked or "").partition(":")
    return accept(view, {"borders": borders}, known)[0] if kind == PICKED else view


def draw(
    drawing: Drawing,
    target: tuple[float, float, int],
    *,
    key: str = "map",
    height: int = 560,
    version: str = "",
    pictured: bool = False,
) -> Seen:
    """Draw the map and return what the reader did with it.

    Parameters
    ----------
    drawing
        What it shows.
    target
        Latitude, longitude in degrees and zoom where the map should stand. Change it only on a
        cold start, Back or Forward: passing the reader's own view back never settles.
    key
        Name of the map on the page.
    height
        Pixels, of which it takes less on a phone by itself.
    version
        Data version, constant while the process lives.
    pictured
        Whether a picture drawn by the server stands until the map is drawn.
    """
    WATCH.draw(f"{key}_watch", {"texts": {"blocked": phrase("map-blocked")}})
    constant = _constant(version, key, language())
    mounted = constant["key"]
    raw = streamlit_folium._component_func(  # noqa: SLF001 - decision 0007
        **constant,
        height=height,
        feature_group=_show(drawing.message(session.answers()["session"], session.came_from())),
        center=target[:2],
        zoom=target[2],
        on_change=lambda: _memory(key).update(raw=st.session_state.get(mounted)),
    )
    if pictured:
        _draw_picture(drawing, target, key)
    return _news(raw, target, key)


def _draw_picture(drawing: Drawing, target: tuple[float, float, int], key: str) -> None:
    """Draw the picture that stands until the live map is drawn: one for each visit to the page.

    While the live map changes it stays as it was, so that nothing of it is sent again.
    """
    memory = _memory(key)
    if memory.get("visit") != session.visit():
        memory.update(visit=session.visit(), shown=drawing.shown(target))
    st.html(picture(memory["shown"]))
