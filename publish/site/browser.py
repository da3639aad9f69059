"""Gather what the map needs in the browser, so that it runs in a page that was opened from disk.

From disk a browser imports no module and fetches nothing. So the modules of `static/map/` travel
as texts in a classic script; `static/site/boot.js` hands them to the browser under the names that
stand in their imports (an import map of blobs). But for these names they are what the app serves.
The data travel in the same file, compressed.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.cards.headline import headline_of
from pages.shared.cards.tips import line_tips
from pages.shared.map.map import constants
from pages.shared.pickers.moved import carried_texts
from pages.shared.pickers.switches import AVOIDED
from pages.shared.view.drawn import drawn_borders
from routes.evidence.moment import changed
from routes.files.load import (
    LINES,
    LINES_BAND,
    LINES_BY_YEAR,
    LINES_REDRAWN,
    STATIC_DIR,
    load_layer,
)
from routes.language import listed, phrase, script_phrases, state_names
from routes.model.borders import UN
from routes.model.errors import DataError
from routes.model.terms import YEARS
from routes.verdict.judge import Judged

SCHEME = "mv:"
"""What the names of modules begin with: nothing that a browser would ask a host for."""
HOST = "site/host.js"
"""The module that begins, by its path in `static/`."""
SPECIFIER = re.compile(r"""(\bfrom |\bimport |\bimport\()(["'])(\.{1,2}/[^"']+)\2""")
"""An import of another module of ours, as the formatter leaves it."""
STYLES = "vendor/leaflet/leaflet.css", "map.css", "site/site.css"
"""Sheets of the site, after those of the app."""
ADDRESS = re.compile(r"url\((?!#)[^)]*\)")
"""A picture that a sheet would fetch: Leaflet's, for what our map does not have."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BASE = LINES, "basemap.json", LINES_BY_YEAR
"""What the map is given at its start, in the order in which it expects it."""
RESTORE = "restore it from the repository"

Key = tuple[str, ...]
"""States that are avoided at once, ISO 3166-1 alpha-2, sorted."""


def key_text(key: Iterable[str]) -> str:
    """Write states to avoid as the page names them, in its address, too.

    Parameters
    ----------
    key
        ISO 3166-1 alpha-2.
    """
    return ",".join(sorted(key))


def sets_avoided() -> list[Key]:
    """List the sets of states that a reader of the site can avoid: presets, none, each alone."""
    sets = [tuple(sorted(codes)) for codes in AVOIDED]
    alone = [(code,) for code in store.states_touched()]
    return list(dict.fromkeys([*sets, (), *alone]))


def names_avoided(key: Key) -> str:
    """Name a set of states in a list.

    Parameters
    ----------
    key
        The states.
    """
    names = store.library().atlas.state_names
    return listed(names[code] for code in key) if key else phrase("picker-avoid-none")


def static_bytes(name: str) -> bytes:
    """Load a file of `static/`.

    Parameters
    ----------
    name
        Its path there.

    Raises
    ------
    DataError
        If it is missing.
    """
    try:
        return (STATIC_DIR / name).read_bytes()
    except OSError:
        raise DataError(f"static/{name}", None, "is missing", RESTORE) from None


def modules() -> dict[str, str]:
    """Return every module that the page needs, by its name, with its imports under such names.

    Raises
    ------
    DataError
        If an import is written in a form that is not known here.
    """
    found: dict[str, str] = {}
    waiting = [HOST]
    while waiting:
        path = waiting.pop()
        folder = posixpath.dirname(path)
        wanted: list[str] = []

        def _named(match: re.Match[str], folder: str = folder, wanted: list[str] = wanted) -> str:
            target = posixpath.normpath(posixpath.join(folder, match[3]))
            wanted.append(target)
            return f"{match[1]}{match[2]}{SCHEME}{target}{match[2]}"

        text = SPECIFIER.sub(_named, static_bytes(path).decode())
        if left := re.search(r"""(?:\bfrom|\bimport\(?) ?["']\.[^"']*["']""", text):
            raise DataError(
                f"static/{path}", None, f"imports {left[0]} in an unknown form", RESTORE
            )
        found[SCHEME + path] = text
        waiting += [one for one in wanted if SCHEME + one not in found]
    return dict(sorted(found.items()))


def style() -> str:
    """Return the sheet of the site: that of the app, Leaflet's, the map's, and its own."""
    own = "\n".join(static_bytes(name).decode() for name in STYLES)
    return ADDRESS.sub("none", COMMENT.sub("", f"{store.sheets()}\n{own}"))


def marks(
    judged: Mapping[str, Judged], statuses: Mapping[str, str], key: Key
) -> dict[str, list[str]]:
    """Return the verdict of each corridor or journey: sign, words, class of the colour, verdict.

    Parameters
    ----------
    judged
        Judgements by id.
    statuses
        Status by id.
    key
        States to avoid.
    """
    names = store.library().atlas.state_names
    found = {}
    for one_id, one in judged.items():
        mark = badge(one, statuses[one_id], frozenset(key), names)
        found[one_id] = [mark.symbol, mark.text, mark.css, one.verdict if key else ""]
    return found


def _texts_of(key: Key, as_article: bool) -> dict[str, str]:
    """Return the names of the two sides of the map's colours, and the tips of its corridors."""
    atlas = store.library().atlas
    if not key:
        return {}
    avoid, year = frozenset(key), YEARS[-1]
    statuses = {c: one.status for c, one in store.corridors_stood(year, as_article).items()}
    judged = store.judged_all(avoid, as_article)
    tips = line_tips(atlas, judged, statuses, avoid, store.capacities(year))
    names = state_names(avoid, atlas.state_names)
    return {
        "inside": phrase("frame-inside", avoid=names),
        "outside": phrase("frame-outside", avoid=names),
        **{name: text for name, text in tips.items() if name.startswith("verdict.")},
    }


def _caps_of(year: int) -> dict[str, str]:
    return line_tips(store.library().atlas, {}, {}, frozenset(), store.capacities(year))


def _sentences(key: Key, routes: tuple[str, ...], as_article: bool) -> dict[str, list[str]]:
    told = {year: headline_of(routes, frozenset(key), year, as_article) for year in YEARS}
    return {str(year): [one.lead, one.count] for year, one in told.items()}


def shared_data(as_article: bool = False) -> dict[str, Any]:
    """Return what every page of the site is given, in the language and by the borders set.

    Parameters
    ----------
    as_article
        By what was known when the article was written.

    Returns
    -------
    JSON: `files`, what the map draws; `given`, what it is told once; `sets` of states with their
    `names`; by set `verdicts` of corridors, `names` of this view, and `sentences` by year of the
    corridors that are `on` at first; by year `moved`, `caps`, `status`; `texts`.
    """
    lib = store.library()
    atlas, routes = lib.atlas, lib.known.default.routes
    files = [*BASE, LINES_BAND, *([LINES_REDRAWN] if drawn_borders() != UN else [])]
    sets = sets_avoided()
    statuses = {c: one.status for c, one in store.corridors_stood(YEARS[-1], as_article).items()}
    verdicts = {
        key_text(key): marks(store.judged_all(frozenset(key), as_article), statuses, key)
        for key in sets
    }
    return {
        "files": {name: load_layer(name, {}, STATIC_DIR) for name in files},
        "base": list(BASE),
        "given": constants(atlas.data_version),
        "on": list(routes),
        "sets": {key_text(key): list(key) for key in sets},
        "avoided": {key_text(key): names_avoided(key) for key in sets},
        "verdicts": verdicts,
        "names": {key_text(key): _texts_of(key, as_article) for key in sets},
        "sentences": {key_text(key): _sentences(key, routes, as_article) for key in sets},
        "corridors": {c: one.name for c, one in atlas.corridors.items()},
        "moved": carried_texts(),
        "caps": {str(year): _caps_of(year) for year in YEARS},
        "status": {str(year): changed(atlas, store.stood(year, as_article)) for year in YEARS},
        "texts": script_phrases("site-script-"),
    }


def pack(data: Mapping[str, Any]) -> str:
    """Pack data as text, the same for the same data.

    Parameters
    ----------
    data
        Anything that JSON holds.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")


def script(data: Mapping[str, Any]) -> str:
    """Write the classic script that holds modules and data, and begins with them.

    Parameters
    ----------
    data
        What `shared_data` returns.
    """
    held = json.dumps(
        {"host": SCHEME + HOST, "modules": modules(), "packed": pack(data)},
        ensure_ascii=False,
    ).replace("</", "<\\/")
    return f"window.multivectorSite = {held};\n{static_bytes('site/boot.js').decode()}"
