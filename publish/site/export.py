"""Write the site into a folder, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from markupsafe import Markup

from pages.shared import store
from pages.shared.view.drawn import by_borders
from publish.drawing.card import card
from publish.drawing.layers import map_layer
from publish.folder import write_folder
from publish.site import sketch
from publish.site.browser import script, shared_data, static_bytes, style
from publish.site.leaves import FIRST, Book, Leaf, Link
from publish.site.page import GENERATOR, Shell, html
from publish.site.sets import FOLDER, Written, plots, written
from routes.language import SOURCE, in_language, phrase
from routes.model.borders import UN
from routes.model.terms import YEARS

MARK: Final = "site.json"
"""File in the root that says what the site is, for programs."""
ASSETS: Final = "assets"
LEAFLET: Final = "vendor/leaflet/leaflet.js"
COPIED: Final = {
    LEAFLET: "leaflet.js",
    "vendor/leaflet/LICENSE": "leaflet-licence.txt",
    "favicon.png": "favicon.png",
}
"""Files of `static/` that are taken as they are, by their names on the site."""
CARD: Final = "card.png"
"""The card for previews, of the first page: one for each page would be a third of the site."""
DESK: Final = (640, 360)
"""Pixels of the picture of a map."""
OWN: Final = frozenset({"map", "corridor"})
"""Kinds of pages whose map stands where it shows most; the others lie over one ground."""

File = tuple[str, bytes]
"""Path from the root of the site, and content."""


def export_site(folder: Path) -> tuple[int, int]:
    """Write the whole site into a folder.

    Parameters
    ----------
    folder
        A new or empty folder, or one that holds a site written before, which is replaced.

    Returns
    -------
    Number of files, and bytes in all.

    Raises
    ------
    InputError
        If the folder holds something else.
    NotWrittenError
        If it cannot be written; then nothing is left of it.
    DataError
        If the data cannot be read.
    """
    count = 1  # the list of files

    def _counted() -> Iterator[File]:
        nonlocal count
        for file in contents():
            count += 1
            yield file

    size = write_folder(folder, _counted())
    return count, size


def contents() -> Iterator[File]:
    """Yield every file of the site: the same bytes for the same data."""
    with in_language(SOURCE), by_borders(UN):
        yield from _contents()


def _contents() -> Iterator[File]:
    version = store.library().atlas.data_version
    mark = {"made_by": GENERATOR, "data_version": version, "first": FIRST}
    yield MARK, f"{json.dumps(mark)}\n".encode()
    yield f"{ASSETS}/site.css", style().encode()
    yield f"{ASSETS}/site.js", script(shared_data()).encode()
    for name, known_as in COPIED.items():
        yield f"{ASSETS}/{known_as}", static_bytes(name)
    yield f"{ASSETS}/{sketch.GROUND}", sketch.ground().encode()
    book = Book()
    files: dict[str, tuple[Written, ...]] = {}
    for plot in plots(book):
        made = written(plot, version)
        files[plot.name] = tuple(one for one, _ in made)
        for one, content in made:
            yield f"{FOLDER}/{one.path}", content
    for leaf in book.leaves():
        yield from _leaf(leaf, files)


def _leaf(leaf: Leaf, files: Mapping[str, tuple[Written, ...]]) -> Iterator[File]:
    stem = leaf.path.removesuffix(".html")
    name = stem.rpartition("/")[2]
    picture = f"{name}.svg" if leaf.kind != "list" else ""
    ground = ""
    if picture and leaf.kind not in OWN and sketch.fits(leaf.viewed):
        ground = f"{leaf.root}{ASSETS}/{sketch.GROUND}"
        yield f"{stem}.svg", sketch.lines(leaf.viewed).encode()
    elif picture:
        yield f"{stem}.svg", map_layer(leaf.viewed, *DESK).svg.encode()
    preview = f"{leaf.root}{CARD}"
    if leaf.path == FIRST:
        yield preview, card(leaf.viewed)
    root = f"{leaf.root}{ASSETS}/"
    shell = Shell(
        style=Markup('<link rel="stylesheet" href="{}site.css">').format(root),
        scripts=Markup(
            '<script defer src="{0}leaflet.js"></script><script defer src="{0}site.js"></script>'
        ).format(root),
        icon=f"{root}favicon.png",
        picture=picture,
        ground=ground,
        card=preview,
        menu=_menu(),
        files=files,
    )
    yield leaf.path, html(leaf, shell).encode()


def _menu() -> tuple[Link, ...]:
    return (
        Link(FIRST, phrase("site-menu-map")),
        Link("journeys.html", phrase("site-menu-journeys")),
        Link("closures.html", phrase("site-menu-closures")),
        Link(f"year/{YEARS[-1]}.html", phrase("site-menu-years")),
        Link("story/0.html", phrase("site-menu-story")),
        Link("events.html", phrase("site-menu-events")),
        Link("data.html", phrase("site-menu-data")),
    )
