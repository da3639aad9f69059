"""Read a view from the URL and write it back; the URL is the only place it is kept.

A link carries any subset of the parameters and the rest is default; a copied link carries all.
What cannot be read is named in a notice, and the rest of the view is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from pages.shared.choices import (
    CHOICES,
    CODES,
    NONE,
    closed_of,
    cut,
    ids_of,
    one_of_each,
    strangers,
)
from routes.atlas import Atlas
from routes.tables import Tables

VERSION = 1
YEARS = range(2019, 2026)
ARTICLE, ARTICLE_YEAR = "article", 2022
"""As the article saw it: its year, and nothing that was said after July 2022."""

LAT, LON, ZOOM = (12.0, 74.0), (-40.0, 140.0), (3, 9)
STEPS = (1, 20)


@dataclass(frozen=True)
class View:
    """Everything a link restores.

    Attributes
    ----------
    routes
        Corridors switched on, in the order of the data.
    avoid
        States to avoid, ISO 3166-1 alpha-2, sorted.
    year
        Year of the figures.
    focus
        Corridor whose card is open, or "".
    closed
        Closures as written in the link; pages that know them read them.
    lat, lon, z
        Where the map stands, degrees and zoom.
    asof
        "article": as the article saw it in July 2022; "now": with what came after.
    origin, market, only, journey, beside
        Journeys: from where, to where, "bypass" for those that bypass alone, the journey on the
        map and the one beside it by their codes.
    event
        Event that the timeline has set the map to, or "".
    step
        Step of the story, from 1.
    find
        What is looked for among the sources; plain text.
    """

    routes: tuple[str, ...]
    avoid: tuple[str, ...] = ("RU",)
    year: int = 2022
    focus: str = ""
    closed: str = ""
    lat: float = 45.5
    lon: float = 44.0
    z: int = 4
    lang: str = "en"
    asof: str = "now"
    origin: str = "tengiz"
    market: str = "rotterdam"
    only: str = "all"
    journey: str = ""
    beside: str = ""
    event: str = ""
    step: int = 1
    find: str = ""


@dataclass(frozen=True)
class Known:
    """What a link may name: ids and state codes, the view of a bare address, the data version."""

    corridors: tuple[str, ...]
    states: Collection[str]
    default: View
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data_version: str = ""


def known_from(atlas: Atlas, tables: Tables) -> Known:
    """Tell what links may name in this data, and the bare address: the article's corridors."""
    named = tuple(c for c, corridor in atlas.corridors.items() if corridor.in_article)
    choices = {
        "asof": ("now", ARTICLE),
        "only": ("all", "bypass"),
        "from": tuple(dict.fromkeys(g.gate_id for g in tables.gates if g.role == "origin")),
        "to": tuple(dict.fromkeys(g.gate_id for g in tables.gates if g.role == "market")),
        "event": tuple(event.event_id for event in tables.events),
    }
    default = View(routes=named, focus=named[0])
    return Known(tuple(atlas.corridors), atlas.state_names, default, choices, atlas.data_version)


def parse(params: Mapping[str, str], known: Known) -> tuple[View, list[str]]:
    """Read a view; every notice is plain text that names the parameter and the cure.

    Never raises: whatever stands in a URL opens a view.
    """
    notices: list[str] = []
    view = known.default
    if (version := params.get("v", str(VERSION))) != str(VERSION):
        notices.append(f"v={cut(version)}: this link follows another grammar than {VERSION}; "
                       "what could be read was kept.")  # fmt: skip
    notices += strangers(params, write(view))
    if "routes" in params:
        found = ids_of("routes", params["routes"], known.corridors, notices)
        view = view if found is None else replace(view, routes=found)
    if "avoid" in params:
        codes = ids_of("avoid", params["avoid"].upper(), known.states, notices)
        view = view if codes is None else replace(view, avoid=tuple(sorted(codes)))
    view = replace(view, focus=_focus(params, view, known, notices))
    view = replace(view, closed=closed_of(params.get("closed", ""), notices))
    view = _numbers(params, view, notices)
    never_blank = {name: getattr(view, name) for name in ("asof", "only", "origin", "market")}
    view = replace(view, **one_of_each(params, known.choices, never_blank, notices))
    view = replace(view, year=ARTICLE_YEAR) if view.asof == ARTICLE else view
    if (lang := params.get("lang", "en")) != "en":
        notices.append(f"lang={cut(lang)}: only English is here so far (lang=en).")
    return view, notices


def write(view: View, data_version: str = "") -> dict[str, str]:
    """Write every parameter, so that a later change of a default alters no link.

    `data_version` goes into a copied link only: it tells a later reader what has changed since.
    """
    written = {
        "v": str(VERSION),
        "routes": ",".join(view.routes) or NONE,
        "avoid": ",".join(view.avoid) or NONE,
        "year": str(view.year),
        "focus": view.focus or NONE,
        "closed": view.closed or NONE,
        "lat": f"{view.lat:.2f}",
        "lon": f"{view.lon:.2f}",
        "z": str(view.z),
        "lang": view.lang,
        **{
            name: getattr(view, attribute) or NONE
            for name, attribute in {**CHOICES, **CODES}.items()
        },
        "step": str(view.step),
        "find": view.find or NONE,
    }
    return {**written, "d": data_version} if data_version else written


def _focus(params: Mapping[str, str], view: View, known: Known, notices: list[str]) -> str:
    if "focus" not in params:
        shown = view.routes
        return view.focus if view.focus in shown else (shown[0] if shown else "")
    found = ids_of("focus", params["focus"], known.corridors, notices)
    if found is None:
        return _focus({}, view, known, notices)
    return found[0] if found else ""


def _numbers(params: Mapping[str, str], view: View, notices: list[str]) -> View:
    """Read year, lat, lon and z, each within its bounds."""
    bounds = {"year": (YEARS[0], YEARS[-1]), "lat": LAT, "lon": LON, "z": ZOOM, "step": STEPS}
    found: dict[str, float] = {}
    for name, (low, high) in bounds.items():
        text = params.get(name)
        if text is None:
            continue
        whole = name in {"year", "z", "step"}
        good = re.fullmatch(r"\d{1,4}" if whole else r"-?\d{1,3}(\.\d{1,8})?", text, re.ASCII)
        value = (int(text) if whole else round(float(text), 2)) if good else None
        if value is None or not low <= value <= high:
            kept = getattr(view, name)
            notices.append(
                f"{name}: '{cut(text)}' is not a number from {low:g} to {high:g}; {kept} is shown."
            )
        else:
            found[name] = value
    return replace(view, **found)  # type: ignore[arg-type]
