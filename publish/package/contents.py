"""List what is in the package: tables, layers, results, each with its schema, terms and digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pages.shared.library import Library
from publish.package.lines import flatgeobuf, geopackage
from publish.package.results import results
from publish.package.schema import schema_of
from routes.files.load import FEEDERS, LAYERS_DIR, REDRAWN, TABLES_DIR, sha256
from routes.model.atlas import Atlas
from routes.model.rows import TABLES

TERMS: Final = "LICENSE-DATA.md"
CC_BY: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
NOT_CC_BY: Final = {
    "quotes": "Not CC BY: short passages, attributed, quoted for comment and verification; all "
    "rights stay with the author, Stephen Blank, and the publisher, TRENDS Research & Advisory",
    "endnotes": "Bibliographic facts, as printed in the article",
}
"""Terms of the tables that are no work of ours, in a few words."""
SEVERAL: Final = {
    "title": "CC BY 4.0, but for the quotations and what others made; each kind in LICENSE-DATA.md",
    "path": TERMS,
}
GEONAMES: Final = {"title": "GeoNames, CC BY 4.0", "path": "https://www.geonames.org/"}
GEM: Final = {
    "title": "Global Oil Infrastructure Tracker, Global Energy Monitor, CC BY 4.0: some rows were "
    "held against it; no vertex of it is here",
    "path": "https://globalenergymonitor.org/",
}
NATURAL_EARTH: Final = {"title": "Natural Earth 1:10m, public domain"}
MEDIA: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "fgb": "application/flatgeobuf",
}


@dataclass(frozen=True)
class Part:
    """A file of data in the package.

    Attributes
    ----------
    content
        The file.
    resource
        What `datapackage.json` says of it.
    """

    content: bytes
    resource: dict[str, Any]


def parts(lib: Library) -> Iterator[Part]:
    """List the files of data in the order of the package.

    Parameters
    ----------
    lib
        What was built, by the borders as the United Nations see them, and from what.
    """
    yield from _tables()
    yield from _layers(lib.atlas)
    for one in results(lib):
        yield _part(
            one.name,
            one.path,
            one.content,
            one.title,
            one.description,
            schema=one.schema,
            sources=[NATURAL_EARTH],
        )


def _tables() -> Iterator[Part]:
    """List the tables that people write, word for word."""
    for table, model in TABLES.items():
        terms = [{"title": NOT_CC_BY[table], "path": TERMS}] if table in NOT_CC_BY else [CC_BY]
        yield _part(
            table,
            f"tables/{table}.csv",
            (TABLES_DIR / f"{table}.csv").read_bytes(),
            f"{table}.csv",
            (model.__doc__ or "").strip(),
            schema=schema_of(table),
            terms=terms,
            sources=[GEONAMES, GEM] if table in {"places", "waypoints"} else [],
        )


def _layers(atlas: Atlas) -> Iterator[Part]:
    """List the lines: a file of each corridor as it was built, and all of them in one."""
    what = (
        "One feature a leg: its line (degrees, WGS84, lon/lat), its length, its kilometres by "
        "state and zone with their bounds, and how well it is known."
    )
    for corridor_id, corridor in atlas.corridors.items():
        title = f"{corridor.name}: {corridor.path}"
        yield _layer(f"layer-{corridor_id}", f"{corridor_id}.geojson", title, what)
    title = "Legs that are in no corridor"
    yield _layer("layer-feeders", FEEDERS, title, what)
    title = "Legs and places that lines of control measure otherwise, and the disputed areas"
    yield _layer("layer-de-facto", REDRAWN, title, what)
    content = geopackage(atlas)
    title = "All legs and places, two layers"
    yield _lines("multivector", "layers/multivector.gpkg", content, title)
    yield _lines("legs-fgb", "layers/legs.fgb", flatgeobuf(atlas), "All legs")


def _layer(name: str, file: str, title: str, what: str) -> Part:
    content = (LAYERS_DIR / file).read_bytes()
    path = f"layers/{file.removesuffix('.json').removesuffix('.geojson')}.geojson"
    return _part(
        name.replace("_", "-"), path, content, title, what, sources=[NATURAL_EARTH, GEONAMES]
    )


def _lines(name: str, path: str, content: bytes, title: str) -> Part:
    what = "Lines and attributes (degrees, WGS84, lon/lat; lengths in km)."
    return _part(name, path, content, title, what, sources=[NATURAL_EARTH, GEONAMES])


def _part(
    name: str,
    path: str,
    content: bytes,
    title: str,
    description: str,
    *,
    schema: Any = None,
    terms: Any = (CC_BY,),
    sources: Any = (),
) -> Part:
    form = path.rpartition(".")[2]
    resource: dict[str, Any] = {
        "name": name,
        "path": path,
        "title": title,
        "description": description,
        "format": form,
        "mediatype": MEDIA[form],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content)}",
    }
    if form in {"csv", "json", "geojson"}:
        resource["encoding"] = "utf-8"
    if schema is not None:
        resource |= {"type": "table", "schema": schema}
    resource["licenses"] = list(terms)
    if sources:
        resource["sources"] = list(sources)
    return Part(content, resource)
