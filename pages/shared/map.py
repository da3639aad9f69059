"""Draw the map and report what the reader did with it.

The map is built from constants on every run, so streamlit-folium never mounts it anew.
Lines and background are static files that the map's own script fetches; a rerun sends only
ids. This is the only place where (lon, lat) becomes Leaflet's (lat, lon).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from routes.load import static_version

BASE_VIEW: tuple[float, float, int] = (45.5, 44.0, 4)
"""Where the map stands when nobody asked for anything else: latitude, longitude, zoom."""

FETCHED = ("map.js", "map.css", "basemap.json", "lines.json")
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
        Where the reader moved the map, degrees and zoom; all None while the map stands
        where `target` put it.
    """

    clicked: str | None
    lat: float | None
    lon: float | None
    z: int | None


class _Start(folium.MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "multivector.init({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )


class _Base(folium.Map):
    """An offline map, the same script on every run whatever it will show."""

    def __init__(self, version: str) -> None:
        super().__init__(
            location=BASE_VIEW[:2],
            zoom_start=BASE_VIEW[2],
            tiles=None,
            min_zoom=3,
            max_zoom=9,
            max_bounds=True,
            min_lat=12,
            max_lat=74,
            min_lon=-40,
            max_lon=140,
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
        self.add_child(_Start())


class _Show(folium.FeatureGroup):
    """Carry the ids to the browser; the group itself stays empty.

    streamlit-folium only ever appends to `window.feature_group`: emptied here, it holds one.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = [];"
        "var {{ this.get_name() }} = L.featureGroup();"
        "multivector.show({{ this.state|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__()
        self.state = state


def _memory(key: str) -> dict[str, Any]:
    memory: dict[str, Any] = st.session_state.setdefault(f"_{key}_memory", {})
    return memory


def _news(raw: Mapping[str, Any], target: tuple[float, float, int], key: str) -> Seen:
    """Tell what is new in the map's report, which Streamlit repeats on every run.

    A report that was already there when the target changed (Back, Forward, a story's next
    step) tells of the view that was left, not of the one that is shown.
    """
    memory = _memory(key)
    centre, zoom, token = raw.get("center"), raw.get("zoom"), raw.get("last_object_clicked_tooltip")
    where = (centre["lat"], centre["lng"], zoom) if centre else None
    if memory.get("target") != target:
        memory.update(target=target, stale=where)
    clicked = token.partition("#")[0] if token and token != memory.get("token") else None
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
        Latitude, longitude in degrees and zoom where the map should stand. Keep it in the
        session and change it only on a cold start, Back or Forward: passing the reader's
        own view back never settles.
    key
        Name of the map on the page.
    height
        Pixels; on a phone the map takes less by itself.
    version
        Data version, constant while the process lives.
    width
        Leg id → line width in pixels, where width shows a flow.
    closed
        Leg ids drawn as struck out.
    legs
        Leg ids to show beside the corridors' own; a click on one is told as `leg:<id>`.
    strong
        Leg ids drawn foremost.
    """
    state: dict[str, Any] = {"on": [*on], "avoid": [*avoid], "focus": focus, "names": {**names}}
    more = {"width": {**(width or {})}, "closed": [*closed], "legs": [*legs], "strong": [*strong]}
    state |= {name: value for name, value in more.items() if value}
    raw = st_folium(
        _Base(version),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip", "zoom", "center"],
        feature_group_to_add=_Show(state),
        center=target[:2],
        zoom=target[2],
        on_change=lambda: _memory(key).update(raw=st.session_state.get(key)),
    )
    return _news(raw or {}, target, key)
