"""Ask the live map's own modules where lines, names and signs lie, without a browser.

`static/map/` is plain JavaScript that asks neither Leaflet nor a page for that. QuickJS runs it
here, so that a picture is drawn by the same rules as the map, and by the same code. `sheet.js`
beside this file stands in for what little the modules ask of a browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import quickjs

from publish.drawing.letters import width
from routes.files.load import LINES, LINES_REDRAWN, STATIC_DIR, built_stamp
from routes.language import number
from routes.model.errors import DataError

MODULES: Final = ("settle", "labels", "ground", "bundles", "world", "marks", "lines", "names")
"""Modules of `static/map/` that are run, each after those that it imports."""
STANDS_IN: Final = (
    'globalThis.modules = {"bridge.js":'
    " {narrow: () => false, wide: () => false, lineAt: () => null}};"
)
"""What is said in place of the module that speaks with the page around the map."""
FILES: Final = {
    "base": LINES,
    "world": "basemap.json",
    "years": "years.json",
    "redrawn": LINES_REDRAWN,
}
"""What the live map fetches, by the name that the modules have for it."""
MOST_BYTES: Final = 128 * 2**20
"""Bytes that the modules may take; they take six million."""

BY_NAME: Final = "import and export by name, a declaration at a time"
RUN: Final = "run `node --check` on its files"

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z_]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|function) )", re.MULTILINE)
EXPORTED = re.compile(r"^export (?:const|class|function) ([A-Za-z_]\w*)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
FACE = re.compile(r"(italic )?(\d+) ([\d.]+)px")


@dataclass(frozen=True)
class Sheet:
    """What is seen of the map.

    Attributes
    ----------
    lat, lon
        Its middle, degrees.
    zoom
        Its zoom, of any value.
    width, height
        Its size in pixels.
    taken
        Boxes on it under which no name may stand: left, top, right, bottom in pixels.
    """

    lat: float
    lon: float
    zoom: float
    width: float
    height: float
    taken: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class Drawn:
    """What the modules say of a map.

    Attributes
    ----------
    legs
        Legs, bottom up: `id`, `corridors`, `whole` (points), `casing` (width), `halo`, `runs` of
        `inside`, `points` and `strokes`.
    ink
        Marks, names and strikes, bottom up: `name`, `attributes`, `style`, `dataset`, `text` and
        `children` of each.
    rows
        Rows of the legend: `group`, `text`, `sign` (nodes of a mark), `grey` and `strokes`.
    """

    legs: Sequence[Mapping[str, Any]]
    ink: Sequence[Mapping[str, Any]]
    rows: Sequence[Mapping[str, Any]]


def wrapped(name: str, text: str) -> str:
    """Turn a module into a function's body, for an engine that loads no modules.

    Parameters
    ----------
    name
        Its file.
    text
        Its source.

    Raises
    ------
    DataError
        If it imports or exports in a form that is not known here.
    """
    names = ", ".join(EXPORTED.findall(text))
    body = IMPORT.sub(r'const {\1} = modules["\2"];', text)
    body = EXPORT.sub("", body)
    if left := LEFT.search(body):
        raise DataError(f"static/map/{name}", None, f"pictures cannot read '{left[0]}'", BY_NAME)
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{{names}}};\n}})();'


def _measured(words: str, face: str) -> float:
    found = FACE.match(face)
    if found is None:
        raise DataError("static/map/names.js", None, f"{face!r} is no face", "write `600 12px`")
    return width(words, float(found[3]), int(found[2]), bool(found[1]))


def _formatted(value: float, least: float, most: float) -> str:
    whole = number(value, f",.{int(most)}f")
    if least == most or "." not in whole:
        return whole
    head, _, tail = whole.partition(".")
    tail = tail[: int(least)] + tail[int(least) :].rstrip("0")
    return f"{head}.{tail}" if tail else head


@cache
def _glue() -> str:
    return Path(__file__).with_name("sheet.js").read_text("utf-8")


class _Engine:
    """The modules, read once. One thread runs them: an engine is bound to where it began."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="map")
        self._context: quickjs.Context | None = None
        self._stamp: object = None

    def ask(self, asked: Mapping[str, Any]) -> Drawn:
        return self._thread.submit(self._ask, json.dumps(asked)).result()

    def _ask(self, asked: str) -> Drawn:
        stamp = built_stamp()
        if self._context is None or stamp != self._stamp:
            self._context, self._stamp = _begun(), stamp
        self._context.set("asked", self._context.parse_json(asked))
        try:
            answer = json.loads(self._context.eval('modules["sheet.js"].draw(asked)'))
        except quickjs.JSException as fault:
            self._context = None
            raise DataError("static/map", None, f"cannot be run: {fault}", RUN) from fault
        return Drawn(answer["legs"], answer["ink"], answer["rows"])


def _begun() -> quickjs.Context:
    context = quickjs.Context()
    context.set_memory_limit(MOST_BYTES)
    context.add_callable("measureText", _measured)
    context.add_callable("formatNumber", _formatted)
    context.eval(STANDS_IN)
    for name in MODULES:
        context.eval(wrapped(f"{name}.js", (STATIC_DIR / "map" / f"{name}.js").read_text("utf-8")))
    context.eval(wrapped("sheet.js", _glue()))
    for name, file in FILES.items():
        context.set("file", context.parse_json((STATIC_DIR / file).read_text("utf-8")))
        context.eval(f'modules["sheet.js"].read({{{name}: file}}); file = null;')
    return context


_ENGINE = _Engine()


def drawn(
    view: Mapping[str, Any],
    given: Mapping[str, Any],
    sheet: Sheet,
    *,
    named: bool = True,
    few: bool = False,
) -> Drawn:
    """Ask the modules for a map.

    Parameters
    ----------
    view
        What is shown, as `Drawing.message` has it.
    given
        Texts, colours and bounds, as `constants` of the live map has them.
    sheet
        What is seen.
    named
        Whether places, states and corridors are named; without, `ink` is empty.
    few
        Whether no town and no sea is named, of the places fields, ports and terminals alone, and of
        the states those that matter.

    Raises
    ------
    DataError
        If a module cannot be run.
    """
    whole = {
        "on": [],
        "avoid": [],
        "focus": None,
        "names": {},
        "width": {},
        "closed": [],
        "legs": [],
        "strong": [],
        "status": {},
        "borders": "",
        "year": 0,
        "lines": "equal",
        **view,
    }
    seen = {
        "lat": sheet.lat,
        "lon": sheet.lon,
        "zoom": sheet.zoom,
        "width": sheet.width,
        "height": sheet.height,
        "taken": sheet.taken,
    }
    return _ENGINE.ask({"view": whole, "given": given, "sheet": seen, "named": named, "few": few})
