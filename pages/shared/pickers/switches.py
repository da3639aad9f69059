"""Draw the states to avoid, and the switches: presets and one row a corridor with its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.frame.component import Component
from pages.shared.view import session
from pages.shared.view.model import View, key_of
from routes.language import phrase, state_names
from routes.model.atlas import Atlas
from routes.verdict.judge import Judged

SWITCHES = Component("panel", lambda: phrase("picker-no-switches"), ("picked",))
GROUPS = ("oil_pipelines", "rail_and_sea", "proposed", "russian_baseline", "gas")
"""Groups of corridors as in corridors.csv, in the order of the panel."""
BY_HAND = "gas"
"""Group that no preset switches on: what the sentence counts by itself is for oil and cargo."""


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
        "groups": _groups(atlas, judged, view),
        "presets": _presets(atlas, judged, view),
        "texts": {"presets": phrase("picker-corridors")},
        "on": list(view.routes),
        **session.answers(key_of("routes")),
    }
    SWITCHES.draw(key_of("routes"), data)


def avoid(atlas: Atlas) -> None:
    """Draw the picker of states to avoid, those that a corridor touches first.

    Parameters
    ----------
    atlas
        Names of states.
    """
    names = atlas.state_names
    st.multiselect(
        phrase("picker-avoid"),
        store.states_by_touch(),
        format_func=lambda code: names[code],
        key=key_of("avoid"),
        placeholder=phrase("picker-avoid.empty"),
    )


def _presets(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the presets: label, corridors, and whether it means nothing without a state."""
    every = [c for c in judged if atlas.corridors[c].group != BY_HAND]
    article = [c for c in every if atlas.corridors[c].in_article]
    bypassing = [c for c in every if judged[c].verdict == "bypasses"]
    crossing = [c for c in every if judged[c].verdict == "crosses"]
    if view.avoid:
        named = state_names(view.avoid, atlas.state_names)
        bypass = phrase("picker-corridors-bypass", avoid=named)
        cross = phrase("picker-corridors-cross", avoid=named)
    else:
        bypass = phrase("picker-corridors-bypass-none")
        cross = phrase("picker-corridors-cross-none")
    return [
        {"label": phrase("picker-corridors-article"), "ids": article, "disabled": False},
        {"label": phrase("picker-corridors-all"), "ids": every, "disabled": False},
        {"label": bypass, "ids": bypassing, "disabled": not view.avoid},
        {"label": cross, "ids": crossing, "disabled": not view.avoid},
    ]


def _groups(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> list[dict[str, Any]]:
    """List the rows by group: name, verdict in words with its symbol, and the path."""
    avoid_ = frozenset(view.avoid)
    stood = store.corridors_stood(view.year, view.as_article)
    groups = []
    for group in GROUPS:
        rows = []
        for corridor_id, corridor in atlas.corridors.items():
            if corridor.group != group:
                continue
            standing = stood[corridor_id]
            mark = badge(judged[corridor_id], standing.status, avoid_, atlas.state_names)
            # The path as written may end in a status, which is that of one time.
            parts = (corridor.path.partition(",")[0], standing.words)
            path = phrase("common-list.comma").join(filter(None, parts))
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
        groups.append({"title": phrase(f"picker-group-{group}"), "rows": rows})
    return groups
