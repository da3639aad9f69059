"""The view and its link: whatever is written can be read, and old links stay valid.

A link carries any subset of the parameters; the rest is default. A link that is written carries
all of them, so that a later default changes no old link. Parameters that hold nothing are named
together in `none`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from pages.shared.view.model import (
    NAMED_AT_MOST,
    NONE,
    PARAMETERS,
    TEXT_AT_MOST,
    Known,
    View,
    accept,
    cut,
)
from routes.network.closures import write_closures

VERSION = 1
SAFE = ",:.*~"
"""What stays as it is in a copied link: browsers and mailers leave it alone in a query."""
OTHERS = re.compile(r"d|v|none|go|embed|embed_options|utm_\w+|\w+clid")
"""Parameters beside the view's: data version, grammar, the menu, Streamlit's, what mailers add."""
MAY_BE_NOTHING = ("routes", "avoid", "focus", "closed", "journey", "beside", "event", "find")


def parse(params: Mapping[str, str], known: Known) -> tuple[View, list[str]]:
    """Read a view; every notice is plain text that names the parameter and the cure.

    Never raises: whatever stands in an address opens a view.
    """
    notices: list[str] = []
    if (version := params.get("v", str(VERSION))) != str(VERSION):
        notices.append(
            f"v={cut(version)}: this link follows another grammar than {VERSION}; "
            "what could be read was kept."
        )
    notices += _strangers(params)
    given: dict[str, Any] = {
        name: params[parameter] for name, parameter in PARAMETERS.items() if parameter in params
    }
    if "find" in given:
        given["find"] = _unmarked(given["find"])
    for parameter in params.get(NONE, "")[:TEXT_AT_MOST].split(","):
        if parameter in MAY_BE_NOTHING:
            given.setdefault(parameter, "" if parameter == "find" else NONE)
        elif parameter:
            notices.append(f"none: '{cut(parameter)}' is no parameter that can be nothing.")
    view, refused = accept(known.default, given, known)
    notices += _few(refused)
    if "focus" not in given or (given["focus"] != NONE and any(_of("focus", t) for t in refused)):
        shown = view.routes
        if view.focus not in shown:
            view = view.replaced(focus=shown[0] if shown else "")
    return view, notices


def write(view: View, data_version: str = "") -> dict[str, str]:
    """Write every parameter, so that a later change of a default alters no link.

    `data_version` goes into a copied link only: it tells a later reader what has changed since.
    """
    texts = {
        **{parameter: str(getattr(view, name)) for name, parameter in PARAMETERS.items()},
        "routes": ",".join(view.routes),
        "avoid": ",".join(view.avoid),
        "closed": write_closures(view.closed),
        "find": _marked(view.find),
        "lat": f"{view.lat:.2f}",
        "lon": f"{view.lon:.2f}",
    }
    written = {"v": str(VERSION), **{name: text for name, text in texts.items() if text}}
    if blank := [name for name, text in texts.items() if not text]:
        written[NONE] = ",".join(blank)
    return {**written, "d": data_version} if data_version else written


def query_of(view: View, data_version: str = "") -> str:
    """Write the query of a link for people: commas stay commas."""
    return urlencode(write(view, data_version), safe=SAFE)


def only_view(params: Mapping[str, str]) -> dict[str, str]:
    """Keep the parameters that belong to the view; the rest makes no other link of it."""
    mine = {"v", NONE, *PARAMETERS.values()}
    return {name: text for name, text in params.items() if name in mine}


def _marked(text: str) -> str:
    """Mark a search for the very word that means nothing in a link."""
    return f"={text}" if text == NONE or text.startswith("=") else text


def _unmarked(text: str) -> str:
    return "" if text == NONE else text.removeprefix("=")


def _of(parameter: str, notice: str) -> bool:
    return notice.startswith(f"{parameter}:")


def _few(notices: list[str]) -> list[str]:
    """Bound the number of notices: a flood is told in few words."""
    most = 12
    if len(notices) <= most:
        return notices
    return [*notices[:most], f"{len(notices) - most} more parts of the link cannot be read."]


def _strangers(params: Collection[str]) -> list[str]:
    """Word the parameters that no page knows."""
    known = {*PARAMETERS.values()}
    found = [name for name in params if name not in known and not OTHERS.fullmatch(name)]
    told = ", ".join(f"'{cut(name)}'" for name in found[:NAMED_AT_MOST])
    return [f"{told}: this page knows no such parameter."] if found else []
