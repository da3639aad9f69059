"""Draw the states to avoid, and the switches: presets and one row a corridor with its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import View
from pages.shared.view.widgets import Switches
from routes.language import avoided
from routes.model.atlas import Atlas
from routes.verdict.judge import Judged

SWITCHES = Component("panel", "The switches could not be loaded: reload the page.", ("picked",))
TEXTS = {"presets": "Corridors to show"}
GROUPS = {
    "oil_pipelines": "Oil pipelines",
    "rail_and_sea": "Rail and sea",
    "proposed": "Proposed (in no total)",
    "russian_baseline": "Russian baseline",
}
"""Titles of the groups of corridors, in order."""


def switches(atlas: Atlas, view: View) -> None:
    """Draw the presets and the switches of a view; it is one component."""
    judged = store.judged_all(frozenset(view.avoid), view.as_article)
    data = {
        "groups": _groups(atlas, judged, view),
        "presets": _presets(atlas, judged, view),
        "texts": TEXTS,
        "on": list(view.routes),
        **session.answers(),
    }
    SWITCHES.draw(Switches.key, data)


def avoid(atlas: Atlas) -> None:
    """Draw the picker of states, those that a corridor touches first."""
    names = atlas.state_names
    st.multiselect(
        "States to avoid",
        store.states_by_touch(),
        format_func=lambda code: names[code],
        key="avoid",
        placeholder="Pick a state",
    )


def _presets(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the presets: label, corridors, and whether it means nothing without a state."""
    named = avoided(view.avoid, atlas.state_names) if view.avoid else "…"
    chosen = {
        "Named in the article": [c for c in judged if atlas.corridors[c].in_article],
        "All": list(judged),
        f"Bypass {named}": [c for c in judged if judged[c].verdict == "bypasses"],
        f"Cross {named}": [c for c in judged if judged[c].verdict == "crosses"],
    }
    return [
        {"label": label, "ids": ids, "disabled": n > 1 and not view.avoid}
        for n, (label, ids) in enumerate(chosen.items())
    ]


def _groups(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the rows by group: name, verdict in words with its symbol, and the path."""
    avoid_ = frozenset(view.avoid)
    stood = store.corridors_stood(view.year, view.as_article)
    groups = []
    for group, title in GROUPS.items():
        rows = []
        for corridor_id, corridor in atlas.corridors.items():
            if corridor.group != group:
                continue
            standing = stood[corridor_id]
            mark = badge(judged[corridor_id], standing.status, avoid_, atlas.state_names)
            # The path as written may end in a status, which is that of one time.
            path = ", ".join(filter(None, [corridor.path.partition(",")[0], standing.words]))
            rows.append(
                {
                    "id": corridor_id,
                    "name": corridor.name,
                    "symbol": mark.symbol,
                    "badge": mark.text,
                    "css": mark.css,
                    "path": path,
                }
            )
        groups.append({"title": title, "rows": rows})
    return groups
