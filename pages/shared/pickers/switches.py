"""Draw the states to avoid, and the switches: presets, and a row a corridor with what it moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.frame.component import Component
from pages.shared.pickers.moved import carried_texts
from pages.shared.pickers.picker import PICKER, picker_words
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.files.load import STATE_NAMES
from routes.language import listed, phrase, state_names
from routes.model.atlas import Atlas, Corridor
from routes.model.terms import PROPOSED, YEARS, drawn_as
from routes.verdict.judge import Judged

SWITCHES = Component("panel", lambda: phrase("picker-no-switches"), ("picked",))
OFFER = Component("offer")
GROUPS = ("oil_pipelines", "rail_and_sea", "proposed", "gas")
"""Groups of the panel, in its order; those of corridors.csv less the one that is named after a
state: what it holds stands among its own kind, so that a row's place says nothing of a verdict."""
BY_HAND = "gas"
"""Group that no preset switches on: what the sentence counts by itself is for oil and cargo."""
AVOIDED = (("RU",), ("RU", "BY"), ("RU", "IR"), ("RU", "CN"))
"""Sets of states that are asked about most, ISO 3166-1 alpha-2."""
AVOIDED_AT_MOST = 12
"""States that a reader can pick; a link may name any number."""
MODES = 2
"""Modes of a corridor that its swatch shows, in the order of its path."""


def switches(atlas: Atlas, view: View) -> None:
    """Draw the presets and the switches of a view; it is one component.

    Parameters
    ----------
    atlas
        Corridors and names of states.
    view
        The view.
    """
    judged = store.judged_all(frozenset(view.avoid), view.as_article)
    data = {
        "groups": grouped(atlas, judged, view),
        "presets": _presets(atlas, judged, view),
        "texts": {
            "presets": phrase("picker-corridors"),
            "years": {str(year): phrase("picker-moved-about", year=year) for year in YEARS},
            "open": phrase("picker-open-card"),
            "none": phrase("picker-none-on"),
            "back": phrase("picker-none-on.button"),
        },
        "on": list(view.routes),
        "focus": view.focus,
        "year": view.year,
        **session.answers(key_of("routes")),
    }
    SWITCHES.draw(key_of("routes"), data)


def offer(atlas: Atlas, view: View) -> None:
    """Draw, above the card of a corridor that is not on the map, that it is not, and a button.

    It follows the switches in the browser: a switch runs nothing that stands beside it.

    Parameters
    ----------
    atlas
        Names of corridors.
    view
        The view; nothing is drawn where no card is open.
    """
    if not view.focus:
        return
    data = {
        "offer": view.focus,
        "on": list(view.routes),
        "texts": {
            "hidden": phrase("picker-off-map", name=atlas.corridors[view.focus].name),
            "show": phrase("picker-off-map.button"),
        },
    }
    OFFER.draw("offer", data)


def avoid(atlas: Atlas) -> None:
    """Draw the picker of states to avoid, those that a corridor touches first.

    Parameters
    ----------
    atlas
        Names of states.
    """
    names, likely = atlas.state_names, store.states_touched()
    group = phrase("picker-avoid-likely")
    words = {
        "presets": phrase("picker-avoid"),
        "others": phrase("picker-avoid-others"),
        "empty": phrase("picker-avoid.empty"),
        "nothing": phrase("picker-avoid-nothing"),
        "most": phrase("picker-avoid-most", most=AVOIDED_AT_MOST),
    }
    data = {
        "part": "avoid",
        "label": phrase("picker-avoid"),
        "picked": [{"id": code, "text": names[code]} for code in session.shown().avoid],
        "presets": [
            {"label": listed(names[code] for code in codes), "ids": list(codes)}
            for codes in AVOIDED
        ]
        + [{"label": phrase("picker-avoid-none"), "ids": []}],
        "options": [{"id": code, "text": names[code], "group": group} for code in likely],
        "more": store.served(STATE_NAMES),
        "most": AVOIDED_AT_MOST,
        "texts": {**picker_words(), **words},
        **session.answers(key_of("avoid")),
    }
    PICKER.draw(key_of("avoid"), data)


def _presets(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the presets: label, corridors, whether there are none; a verdict's need a state."""
    every = [c for c in judged if atlas.corridors[c].group != BY_HAND]
    article = [c for c in every if atlas.corridors[c].in_article]
    presets = {
        phrase("picker-corridors-article"): article,
        phrase("picker-corridors-all"): every,
    }
    if view.avoid:
        named = state_names(view.avoid, atlas.state_names)
        presets |= {
            phrase("picker-corridors-bypass", avoid=named): [
                c for c in every if judged[c].verdict == "bypasses"
            ],
            phrase("picker-corridors-cross", avoid=named): [
                c for c in every if _crosses(judged[c])
            ],
        }
    listed = [{"label": label, "ids": ids, "empty": not ids} for label, ids in presets.items()]
    return [*listed, {"label": phrase("picker-corridors-none"), "ids": [], "empty": False}]


def _crosses(judged: Judged) -> bool:
    """Return whether a corridor crosses, by whichever of its lanes."""
    lanes = [lane.judged.verdict for lane in judged.lanes]
    every = judged.verdict == "depends" and all(verdict == "crosses" for verdict in lanes)
    return judged.verdict == "crosses" or every


def group_of(atlas: Atlas, corridor: Corridor) -> str:
    """Return the group of the panel that a corridor stands in.

    Parameters
    ----------
    atlas
        The corridor's legs.
    corridor
        The corridor.
    """
    if corridor.group in GROUPS:
        return corridor.group
    modes = {leg.mode for leg in atlas.legs_of(corridor.corridor_id)}
    return "oil_pipelines" if modes == {"pipeline"} else "rail_and_sea"


def _way(path: str) -> str:
    """Return a path without the status that it may end in as written, which is that of one time."""
    way, arrow, end = path.rpartition("→")
    return f"{way}{arrow}{end.partition(',')[0]}"


def grouped(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the rows by group: name, look, verdict in words with its symbol, path, what moved.

    Parameters
    ----------
    atlas
        Has the corridors.
    judged
        Their verdicts, by id.
    view
        States to avoid and the year.
    """
    rows: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    avoid = frozenset(view.avoid)
    stood = store.corridors_stood(view.year, view.as_article)
    moved = carried_texts()
    for corridor_id, corridor in atlas.corridors.items():
        standing = stood[corridor_id]
        mark = badge(judged[corridor_id], standing.status, avoid, atlas.state_names)
        parts = (_way(corridor.path), standing.words)
        legs = atlas.legs_of(corridor_id)
        # What is idle in parts is in use as a whole.
        status = PROPOSED if corridor.group == "proposed" else drawn_as(standing.status)
        rows[group_of(atlas, corridor)].append(
            {
                "id": corridor_id,
                "name": corridor.name,
                "modes": list(dict.fromkeys(leg.mode for leg in legs))[:MODES],
                "status": status,
                "symbol": mark.symbol if avoid else "",
                "badge": mark.text if avoid else "",
                "css": mark.css,
                "path": phrase("common-list.comma").join(filter(None, parts)),
                "moved": moved[corridor_id],
            }
        )
    return [{"title": phrase(f"picker-group-{group}"), "rows": rows[group]} for group in GROUPS]
