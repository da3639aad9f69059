"""Draw the switches: presets, states to avoid, one switch a corridor with its badge."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.shared import session, store, words
from pages.shared.state import View
from routes.atlas import Atlas
from routes.names import states
from routes.verdict import Judged


def draw(atlas: Atlas, view: View) -> None:
    """Draw the whole panel for a view."""
    judged = store.judged_all(frozenset(view.avoid))
    presets(atlas, judged, view)
    avoid(atlas)
    switches(atlas, judged, view)


def presets(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> None:
    """Draw one button a preset; the one that is on is marked."""
    avoided = states(view.avoid, atlas.state_names) if view.avoid else "…"
    avoided = avoided if len(view.avoid) < 3 else f"{len(view.avoid)} states"
    chosen = {
        "Named in the article": [c for c in judged if atlas.corridors[c].in_article],
        "All": list(judged),
        f"Bypass {avoided}": [c for c in judged if judged[c].verdict == "bypasses"],
        f"Cross {avoided}": [c for c in judged if judged[c].verdict == "crosses"],
    }
    with st.container(horizontal=True, key="presets", gap="small"):
        for n, (label, wanted) in enumerate(chosen.items()):
            st.button(
                label,
                key=f"preset_{n}",
                type="primary" if wanted and set(wanted) == set(view.routes) else "secondary",
                disabled=n > 1 and not view.avoid,
                on_click=session.set_routes,
                args=(tuple(wanted), tuple(judged)),
            )


def avoid(atlas: Atlas) -> None:
    """Draw the picker of states, those that a corridor touches first."""
    touched = {zone.state for leg in atlas.legs.values() for zone in leg.zones if zone.state}
    names = atlas.state_names
    options = sorted(names, key=lambda code: (code not in touched, names[code]))
    st.multiselect(
        "States to avoid",
        options,
        format_func=lambda code: names[code],
        key="avoid",
        placeholder="Pick a state",
    )


def switches(atlas: Atlas, judged: Mapping[str, Judged], view: View) -> None:
    """Draw a switch for each corridor, by group."""
    avoided = frozenset(view.avoid)
    for group, title in words.GROUPS.items():
        st.html(f'<h3 class="mv-group">{title}</h3>')
        for corridor_id, corridor in atlas.corridors.items():
            if corridor.group != group:
                continue
            status = atlas.status(corridor_id)
            badge = words.badge(judged[corridor_id], status, avoided, atlas.state_names)
            st.checkbox(
                f"**{corridor.name}** :{badge.colour}-badge[{badge.text}] :small[{corridor.path}]",
                key=session.switch(corridor_id),
                width="stretch",
            )
