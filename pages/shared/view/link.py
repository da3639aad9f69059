"""The view and its link: whatever is written can be read, and old links stay valid.

A link carries any subset of the parameters; the rest is default. A link that is written carries
all of them, so that a later default changes no old link. Parameters that hold nothing are named
together in `none`. docs/link.md is the grammar, written from the model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from pages.shared.view.kinds import NAMED_AT_MOST, TEXT_AT_MOST
from pages.shared.view.model import Known, View, read
from pages.shared.view.parameter import NONE, cut, parameters_of
from routes.language import phrase
from routes.network.closures import first_year

VERSION: Final = 1
"""Version of the grammar, `v` in a link."""

SAFE: Final = ",:.*~"
"""What stays as it is in a copied link: browsers and mailers leave it alone in a query."""

QUERY_AT_MOST: Final = 32_000
"""Characters of an address that are read at all."""

FIELDS_AT_MOST: Final = 200
"""Parameters of an address that are read at all."""

NOTICES_AT_MOST: Final = 12
"""Notices on one link; of the rest the number is given."""

MARKS: Final = {
    "v": "version of this grammar",
    NONE: "parameters that hold nothing, with commas between",
    "d": "version of the data with which the link was copied; a page opened by it says what has "
    "changed since",
    "go": "`menu` for the one message in which the menu leads to another page",
    "embed": "`true` shows map and verdict alone; Streamlit's own",
    "embed_options": "Streamlit's own",
}
"""Parameters beside the view's, with what they mean. Those that mailers and advertisers add are
left alone too; see `is_foreign`."""

PLACE: Final = ("lat", "lon", "z")
"""Parts of the view that say where the map stands. A link names all or none of them."""

MAY_BE_NOTHING = tuple(
    one.name for one in parameters_of(View).values() if one.kind.nothing is not None
)
"""Parameters that `none` may name."""


def is_foreign(name: str) -> bool:
    """Return whether a parameter was added by somebody who passed the link on.

    >>> is_foreign("utm_source"), is_foreign("fbclid"), is_foreign("route")
    (True, True, False)

    Parameters
    ----------
    name
        Name in the address.
    """
    return name.startswith("utm_") or name.removesuffix("clid") not in ("", name)


def parse(params: Mapping[str, str], known: Known) -> tuple[View, list[str]]:
    """Parse the parameters of an address.

    Parameters
    ----------
    params
        Unescaped texts by name.
    known
        What may be named.

    Returns
    -------
    The view, and notices on what could not be read: plain text that names the parameter and the
    cure. Never raises: whatever stands in an address opens a view.
    """
    parameters = parameters_of(type(known.default))
    by_name = {one.name: one for one in parameters.values()}
    notices: list[str] = []
    if (version := params.get("v", str(VERSION))) != str(VERSION):
        notices.append(phrase("view-other-grammar", given=cut(version), version=VERSION))
    notices += _strangers(params, by_name)
    given: dict[str, Any] = {
        one.part: one.kind.decoded(params[name]) for name, one in by_name.items() if name in params
    }
    for name in params.get(NONE, "")[:TEXT_AT_MOST].split(","):
        one = by_name.get(name)
        if one is not None and one.kind.nothing is not None:
            given.setdefault(one.part, one.kind.nothing)
        elif name:
            notices.append(phrase("view-not-nothing", parameter=NONE, given=cut(name)))
    if "year" not in given and (year := first_year(str(given.get("closed", "")))):
        given["year"] = year
    view, told, refused = read(known.default, given, known)
    notices += _few(told)
    if ("focus" not in given or "focus" in refused) and view.focus not in view.routes:
        view = view.replaced(focus=view.routes[0] if view.routes else "")
    return view, notices


def parse_query(query: str, known: Known) -> tuple[View, list[str]]:
    """Parse the query of a saved link: what stands after its question mark.

    Parameters
    ----------
    query
        As in an address, escaped; of a repeated parameter the last counts.
    known
        What may be named.

    Returns
    -------
    As `parse`.
    """
    return parse(dict(parse_qsl(query, keep_blank_values=True)), known)


def write(view: View, data_version: str = "", *, placed: bool = True) -> dict[str, str]:
    """Write every parameter, so that a later change of a default alters no link.

    Parameters
    ----------
    view
        The view.
    data_version
        Goes into a copied link only: it tells a later reader what has changed since.
    placed
        Whether the map stands at a place of the view's; if not, the link names none, and the map
        opens on what is shown, for the width that it has.

    Returns
    -------
    Texts by name, not escaped.
    """
    held = view.__dict__
    texts = {
        one.name: one.kind.written(held[part])
        for part, one in parameters_of(type(view)).items()
        if placed or part not in PLACE
    }
    written = {"v": str(VERSION), **{name: text for name, text in texts.items() if text}}
    if blank := [name for name, text in texts.items() if not text]:
        written[NONE] = ",".join(blank)
    return {**written, "d": data_version} if data_version else written


def query_of(view: View, data_version: str = "", *, placed: bool = True) -> str:
    """Write the query of a link for people: commas stay commas.

    Parameters
    ----------
    view, data_version, placed
        As in `write`.
    """
    return urlencode(write(view, data_version, placed=placed), safe=SAFE)


def names_place(params: Mapping[str, str], model: type[View] = View) -> bool:
    """Return whether the parameters of an address say where the map stands.

    Parameters
    ----------
    params
        Unescaped texts by name.
    model
        Class of the view.
    """
    parameters = parameters_of(model)
    return any(parameters[part].name in params for part in PLACE)


def only_view(params: Mapping[str, str], model: type[View] = View) -> dict[str, str]:
    """Keep the parameters that belong to the view; the rest makes no other link of it.

    Parameters
    ----------
    params
        Unescaped texts by name.
    model
        Class of the view.
    """
    mine = {"v", NONE, *(one.name for one in parameters_of(model).values())}
    return {name: text for name, text in params.items() if name in mine}


def _few(notices: list[str]) -> list[str]:
    """Bound the number of notices: a flood is told in few words."""
    if (more := len(notices) - NOTICES_AT_MOST) <= 0:
        return notices
    return [*notices[:NOTICES_AT_MOST], phrase("view-more-unreadable", count=more)]


def _strangers(params: Collection[str], known: Collection[str]) -> list[str]:
    """Return a notice that names the parameters that no page knows."""
    found = [n for n in params if n not in known and n not in MARKS and not is_foreign(n)]
    if not found:
        return []
    told = phrase("common-list.comma").join(f"'{cut(name)}'" for name in found[:NAMED_AT_MOST])
    return [phrase("view-no-parameter", names=told)]
