"""Set texts and layers on a sheet, with Typst."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from pages.shared.theme import THEME
from publish.drawing.layers import Layer

Form = Literal["png", "svg", "pdf"]
TEMPLATES = Path(__file__).with_name("templates")
DPI = 72.0
"""A point of a sheet is a pixel of a picture at scale 1."""


@cache
def _fonts() -> list[str]:
    package = find_spec("font_source_sans_pro")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("font_source_sans_pro", name="font-source-sans-pro")
    return [str(Path(package.submodule_search_locations[0]) / "files")]


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


@cache
def looks() -> str:
    """Return a digest of the sheets: what was drawn with others is out of date."""
    sheets = sorted(TEMPLATES.glob("*.typ"))
    return hashlib.sha256(b"".join(_template(sheet.name) for sheet in sheets)).hexdigest()[:12]


def press(
    template: str,
    data: Mapping[str, Any],
    layers: Sequence[Layer] = (),
    *,
    form: Form = "png",
    scale: float = 1,
) -> bytes:
    """Set a sheet.

    Parameters
    ----------
    template
        File in `templates/`.
    data
        What it reads as `data`: texts and numbers, JSON-ready; never taken for markup.
    layers
        Drawings, which it finds as `/<name>.svg`.
    form
        Kind of file.
    scale
        Pixels of a PNG to a point of the sheet.
    """
    files = {
        "main.typ": _template(template),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        "theme.json": json.dumps(THEME.properties()).encode(),
        **{f"{layer.name}.svg": layer.svg.encode() for layer in layers},
    }
    # Files by name are in the binding's documentation and not in its types.
    compiled: Callable[..., bytes] = typst.compile
    return compiled(
        files, format=form, ppi=DPI * scale, font_paths=_fonts(), ignore_system_fonts=True
    )
