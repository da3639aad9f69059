"""Write the site into a folder, or one view as a file: whole, or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from markupsafe import Markup

from pages.shared import store
from pages.shared.view.drawn import by_borders
from publish.drawing.card import card
from publish.drawing.layers import map_layer
from publish.site.browser import script, shared_data, style
from publish.site.leaves import FIRST, Book, Leaf, Link
from publish.site.page import GENERATOR, Shell, html, inline
from publish.site.sets import FOLDER, Written, plots, write
from publish.site.single import leaf_of
from publish.viewed import Viewed
from routes.files.load import STATIC_DIR
from routes.language import SOURCE, in_language, phrase
from routes.model.borders import UN
from routes.model.errors import InputError, NotWrittenError
from routes.model.terms import YEARS

MARK: Final = "site.json"
"""File in the root of a site that says that it was written here: such a folder may be replaced."""
ASSETS = "assets"
LEAFLET = "vendor/leaflet/leaflet.js"
LEAFLET_LICENCE = "vendor/leaflet/LICENSE"
ICON = "favicon.png"
DESK, SMALL = (960, 540), (480, 270)
"""Pixels of the picture of a map, and of one of many: half as wide, a quarter of the points."""
CARDED = frozenset({"map", "corridor", "closure", "year", "story"})
"""Kinds of pages that have a card of their own for previews; the others have that of the first."""


def export_site(folder: Path) -> int:
    """Write the whole site into a folder; return how many bytes it has.

    Parameters
    ----------
    folder
        Where: a folder that is not there, is empty, or holds a site that was written before, which
        is replaced.

    Raises
    ------
    InputError
        If something else is there.
    NotWrittenError
        If it cannot be written; then nothing is left of it.
    """
    target = folder.absolute()
    _check_free(target)
    with _beside(target) as made, in_language(SOURCE), by_borders(UN):
        _write_site(made)
        size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
        _put(made, target)
    return size


def export_view(viewed: Viewed, file: Path) -> int:
    """Write one view as a file that needs no other; return how many bytes it has.

    Parameters
    ----------
    viewed
        The page and its view.
    file
        Where: a file that is not there, or was written so before.

    Raises
    ------
    InputError
        If the page has no map, or the file is something else.
    NotWrittenError
        If it cannot be written; then nothing is left of it.
    """
    target = file.absolute()
    _check_ours(target)
    with viewed.spoken():
        leaf = leaf_of(viewed)
        scripts = f"{(STATIC_DIR / LEAFLET).read_text('utf-8')}\n"
        scripts += script(shared_data(viewed.view.as_article))
        shell = Shell(
            style=Markup("<style>{}</style>").format(Markup(style())),
            scripts=Markup("<script>{}</script>").format(Markup(scripts.replace("</", "<\\/"))),
            icon=inline((STATIC_DIR / ICON).read_bytes(), "image/png"),
            picture=inline(map_layer(viewed, *DESK).svg.encode(), "image/svg+xml"),
        )
        text = html(leaf, shell)
    with _written(target):
        fresh = target.with_name(f".{target.name}.part")
        try:
            fresh.write_text(text, "utf-8", newline="\n")
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return len(text.encode())


def _check_free(folder: Path) -> None:
    cure = "give a folder that is not there, an empty one, or one that was exported before"
    try:
        if not folder.exists() and not folder.is_symlink():
            return
        if folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir())):
            return
    except OSError as fault:
        raise NotWrittenError(folder.name, None, _reason(fault), "give another folder") from None
    raise InputError("all", str(folder), f"it holds something else; {cure}")


def _check_ours(file: Path) -> None:
    cure = "it holds something else; give a file that is not there, or one that was exported before"
    try:
        if not file.exists():
            return
        with file.open("rb") as opened:
            if f'content="{GENERATOR}"'.encode() in opened.read(2000):
                return
    except OSError as fault:
        raise NotWrittenError(file.name, None, _reason(fault), "give another file") from None
    raise InputError("view", str(file), cure)


def _reason(fault: OSError) -> str:
    return f"cannot be written: {fault.strerror or fault}"


@contextmanager
def _written(target: Path) -> Iterator[None]:
    """Name what cannot be written."""
    try:
        yield
    except OSError as fault:
        cure = "give a place where you may write, with room for it"
        raise NotWrittenError(target.name, None, _reason(fault), cure) from None


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Make a folder beside another one, which is gone in the end, whatever happens."""
    with _written(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as room:
            made = Path(room) / "site"
            made.mkdir()
            yield made


def _put(made: Path, target: Path) -> None:
    """Put a folder that is whole in the place of another one."""
    old = made.with_name("old")
    if target.exists():
        target.replace(old)
    try:
        made.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise


def _write_site(folder: Path) -> None:
    assets = folder / ASSETS
    assets.mkdir()
    (assets / "site.css").write_text(style(), "utf-8", newline="\n")
    (assets / "site.js").write_text(script(shared_data()), "utf-8", newline="\n")
    for name in (LEAFLET, LEAFLET_LICENCE, ICON):
        known_as = "leaflet-licence.txt" if name == LEAFLET_LICENCE else Path(name).name
        shutil.copyfile(STATIC_DIR / name, assets / known_as)
    book = Book()
    version = store.library().atlas.data_version
    (folder / FOLDER).mkdir()
    files = {plot.name: write(plot, folder / FOLDER, version) for plot in plots(book)}
    for leaf in book.leaves():
        _write_leaf(leaf, folder, files)
    mark = {"made_by": GENERATOR, "data_version": version, "first": FIRST}
    (folder / MARK).write_text(json.dumps(mark) + "\n", "utf-8", newline="\n")


def _write_leaf(leaf: Leaf, folder: Path, files: Mapping[str, tuple[Written, ...]]) -> None:
    path = folder / leaf.path
    path.parent.mkdir(exist_ok=True)
    picture = ""
    if leaf.kind != "list":
        drawn = map_layer(leaf.viewed, *(SMALL if leaf.kind == "journey" else DESK))
        path.with_suffix(".svg").write_text(drawn.svg, "utf-8", newline="\n")
        picture = f"{path.stem}.svg"
    card_name = f"{leaf.root}index.png"
    if leaf.kind in CARDED:
        path.with_suffix(".png").write_bytes(card(leaf.viewed))
        card_name = f"{path.stem}.png"
    path.write_text(html(leaf, _shell(leaf, picture, card_name, files)), "utf-8", newline="\n")


def _shell(
    leaf: Leaf, picture: str, card_name: str, files: Mapping[str, tuple[Written, ...]]
) -> Shell:
    root = f"{leaf.root}{ASSETS}/"
    return Shell(
        style=Markup('<link rel="stylesheet" href="{}site.css">').format(root),
        scripts=Markup(
            '<script defer src="{0}leaflet.js"></script><script defer src="{0}site.js"></script>'
        ).format(root),
        icon=f"{root}{ICON}",
        picture=picture,
        card=card_name,
        menu=_menu(),
        files=files,
    )


def _menu() -> tuple[Link, ...]:
    return (
        Link(FIRST, phrase("site-menu-map")),
        Link("journeys.html", phrase("site-menu-journeys")),
        Link("closures.html", phrase("site-menu-closures")),
        Link(f"year/{YEARS[-1]}.html", phrase("site-menu-years")),
        Link("story/0.html", phrase("site-menu-story")),
        Link("events.html", phrase("site-menu-events")),
    )
