"""Draw the map and report what the reader did with it.

The map is built from constants on every run, so streamlit-folium never mounts it anew.
Lines and background are static files that the map's own script fetches; a rerun sends only
ids. This is the only place where (lon, lat) becomes Leaflet's (lat, lon).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import folium
import streamlit as st
import streamlit_folium
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import LAT, LON, ZOOM
from routes.files.load import static_version

BASE_VIEW: tuple[float, float, int] = (45.5, 44.0, 4)
"""Where the map stands when nobody asked for anything else: latitude, longitude, zoom."""

TOKEN_AT_MOST = 120
"""Characters in which the map names what was clicked; a longer text is none of its own."""
SEEN_FROM_FRAME = "../../app/static/"
"""The app's static folder, seen from the frame of streamlit-folium: no host, no base path."""


@dataclass(frozen=True)
class Seen:
    """What the reader did since the last run; None where there is nothing new.

    Attributes
    ----------
    clicked
        Corridor id of a line just clicked (`leg:<id>` on a map of legs), in the one run that the
        click started.
    lat, lon, z
        Where the browser says that the reader moved the map, unchecked: `session.moved` takes
        over what is a place. All None while the map stands where `target` put it.
    """

    clicked: str | None
    lat: object
    lon: object
    z: object


WATCH = Component("watch")
TEXTS = {
    "blocked": "The map cannot run in this browser: its script was blocked. What it shows stands "
    "in the list and the tables of this page."
}


class _Start(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "multivector.init({{ this._parent.get_name() }}, {{ this.given|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, version: str) -> None:
        super().__init__()
        self.given = {"version": version, "zoom": list(ZOOM)}


class _Base(folium.Map):
    """An offline map, the same script on every run whatever it will show."""

    def __init__(self, version: str) -> None:
        super().__init__(
            location=BASE_VIEW[:2],
            zoom_start=BASE_VIEW[2],
            tiles=None,
            max_bounds=True,
            min_lat=LAT[0],
            max_lat=LAT[1],
            min_lon=LON[0],
            max_lon=LON[1],
            max_bounds_viscosity=0.8,
        )
        tail = f"?v={static_version(('map.js', 'map.css', 'basemap.json'))}-{version}"
        self.default_js = [
            ("leaflet", f"{SEEN_FROM_FRAME}vendor/leaflet/leaflet.js"),
            ("multivector", f"{SEEN_FROM_FRAME}map.js{tail}"),
        ]
        self.default_css = [
            ("leaflet_css", f"{SEEN_FROM_FRAME}vendor/leaflet/leaflet.css"),
            ("multivector_css", f"{SEEN_FROM_FRAME}map.css{tail}"),
        ]
        self.add_child(_Start(version))


@cache
def _constant(version: str, key: str) -> Mapping[str, Any]:
    """Return what streamlit-folium sends of a map, the same on every run.

    `st_folium` works it out anew each time: folium compiles eleven templates for it, which costs
    more than all the rest of a run. It is built here once, by the same functions.
    """
    base = _Base(version)
    base.get_root().render()
    header, html = streamlit_folium._get_header(base), streamlit_folium._get_html(base)
    script = streamlit_folium._get_map_string(base)
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
    """Tell what started this run before the map is drawn, so that no second run is needed.

    Call it at the top of the page (or of the fragment) that calls `draw` with the same
    `target` and `key`; a click is told once, here or there.
    """
    raw = _memory(key).pop("raw", None)
    return _news(raw, target, key) if raw else Seen(None, None, None, None)


def draw(
    on: Sequence[str],
    avoid: Sequence[str],
    focus: str | None,
    names: Mapping[str, str],
    target: tuple[float, float, int],
    key: str = "map",
    height: int = 560,
    version: str = "",
    width: Mapping[str, float] | None = None,
    closed: Sequence[str] = (),
    legs: Sequence[str] = (),
    strong: Sequence[str] = (),
    status: Mapping[str, str] | None = None,
    address: str = "",
    panel: bool = False,
) -> Seen:
    """Draw the map with these corridors and return what the reader did.

    Parameters
    ----------
    on
        Corridor ids to show.
    avoid
        States to avoid, ISO 3166-1 alpha-2; lines inside them change colour.
    focus
        Corridor drawn foremost, or None.
    names
        Texts in the reader's language: `lang`, `map`, `legend`, `inside`, `outside`,
        `pipeline`, `rail`, `sea`, `operating`, `idle`, `proposed`, `closed`, `km`, and
        `corridor.<id>`, `leg.<id>`, `place.<id>`, `state.<code>`, `sea.<id>` where the name
        differs from the English one in the data. What is missing is English.
    target
        Latitude, longitude in degrees and zoom where the map should stand. Change it only on a
        cold start, Back or Forward: passing the reader's own view back never settles.
    key, height
        Name of the map on the page; pixels, of which it takes less on a phone by itself.
    version
        Data version, constant while the process lives.
    width
        Leg id → line width in pixels; it shows a flow.
    closed, strong
        Leg ids drawn as struck out, and those drawn foremost.
    legs
        Leg ids to show beside the corridors' own; a click on one is told as `leg:<id>`.
    status
        Leg id → status at the time looked at, where it is not that of the data.
    address
        Query of this view, which the map keeps up to date while the reader moves it; "" where
        a move is no part of the view.
    panel
        Whether the switches on the page say what is on; `on` counts where they are not drawn.
    """
    state: dict[str, Any] = {"on": [*on], "avoid": [*avoid], "focus": focus, "names": {**names}}
    more = {
        "width": {**(width or {})},
        "closed": [*closed],
        "legs": [*legs],
        "strong": [*strong],
        "status": {**(status or {})},
        "session": session.answers()["session"],
        "address": address,
        "at": session.came_from() if address else "",
        "panel": panel,
    }
    state |= {name: value for name, value in more.items() if value}
    WATCH.draw(f"{key}_watch", {"texts": TEXTS})
    given = _constant(version, key)
    mounted = given["key"]
    raw = streamlit_folium._component_func(
        **given,
        height=height,
        feature_group=_show(state),
        center=target[:2],
        zoom=target[2],
        on_change=lambda: _memory(key).update(raw=st.session_state.get(mounted)),
    )
    return _news(raw, target, key)
