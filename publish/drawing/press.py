"""Set texts and layers on a sheet, with Typst, in this process: no browser, no file but the font.

Data are texts, never markup: a template reads them as JSON. Nothing hangs on the machine or on the
time: the fonts are a package, and the date of a PDF is that of the data.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

import typst

from pages.shared import store
from pages.shared.theme import THEME
from publish.drawing.layers import Layer
from publish.drawing.letters import folder, printable

Form = Literal["png", "svg", "pdf"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
TEMPLATES = Path(__file__).with_name("templates")
DPI: Final = 72.0
"""A point of a sheet is a pixel of a picture at scale 1."""
STANDARD: Final = "a-2a"
"""Standard of the PDF: archivable, its text marked up for screen readers."""
IMAGE = re.compile(
    r'<image(?P<where>[^>]*?) xlink:href="data:image/svg\+xml;base64,(?P<data>[^"]*)"'
    r' width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*/>'
)
"""How Typst puts an SVG into an SVG: as a picture that nobody can edit or search."""


@cache
def _fonts() -> typst.Fonts:
    # As a folder: of single files Typst takes none, and of its own it takes those of a book.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())]
    )


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


@cache
def looks() -> str:
    """Return a digest of the sheets: what was drawn with others is out of date."""
    sheets = sorted(TEMPLATES.glob("*.typ"))
    return hashlib.sha256(b"".join(_template(sheet.name) for sheet in sheets)).hexdigest()[:12]


def day_of(version: str) -> datetime:
    """Return the day of a version of the data, at midnight UTC.

    Parameters
    ----------
    version
        As `2026-01-31.0a1b2c3d`.
    """
    return datetime.fromisoformat(version.partition(".")[0]).replace(tzinfo=UTC)


def press(
    template: str,
    data: Mapping[str, Any],
    layers: Sequence[Layer] = (),
    *,
    form: Form = "png",
    scale: float = 1,
) -> bytes:
    """Set a sheet.

    Any thread may call it: what it needs is made anew for each call, and Python's lock is free
    while Typst works. What Typst remembers it forgets by itself.

    Parameters
    ----------
    template
        File in `templates/`.
    data
        What it reads as `data.json`: texts and numbers, JSON-ready; never taken for markup. `title`
        and `sentence` are told to who cannot see an SVG.
    layers
        Drawings, which it finds as `<name>.svg`.
    form
        Kind of file.
    scale
        Pixels of a PNG to a point of the sheet.
    """
    files = {
        "main.typ": _template(template),
        "data.json": json.dumps(_printable(data), ensure_ascii=False).encode(),
        "theme.json": json.dumps(THEME.properties()).encode(),
        **{f"{layer.name}.svg": layer.svg.encode() for layer in layers},
    }
    more: dict[str, Any] = {}
    if form == "png":
        more["ppi"] = DPI * scale
    if form == "pdf":
        more["timestamp"] = day_of(store.library().atlas.data_version)
        more["pdf_standards"] = [STANDARD]
    # Files by name are in the binding's documentation and not in its types.
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    compiled = cast("Callable[..., bytes | list[bytes]]", compiler.compile)
    pages = compiled(files, format=form, **more)
    made = pages if isinstance(pages, bytes) else pages[0]
    return _opened(made.decode(), data).encode() if form == "svg" else made


def _printable(data: Any) -> Any:
    """Return data whose texts have but letters that the font has."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {key: _printable(value) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_printable(value) for value in data]
    return data


def _opened(svg: str, data: Mapping[str, Any]) -> str:
    """Put the layers into an SVG as they are, where Typst has put pictures of them."""
    told = "".join(
        f"<{name}>{escape(str(data[key]))}</{name}>"
        for name, key in (("title", "title"), ("desc", "sentence"))
        if key in data
    )
    head, start, rest = svg.partition(">")
    return head + start + told + IMAGE.sub(_inlined, rest)


def _inlined(found: re.Match[str]) -> str:
    drawing = base64.b64decode(found["data"]).decode()
    size = f'width="{found["width"]}" height="{found["height"]}"'
    inner = re.sub(r' width="[^"]*" height="[^"]*"', f" {size}", drawing, count=1)
    return f"<g{found['where']}>{inner}</g>"
