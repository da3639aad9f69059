"""Write the data as a package that can be cited: Data Package 2, as Frictionless reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any, Final

from pages.shared import store
from pages.shared.cards.about import about
from pages.shared.library import Library
from publish.folder import write_folder
from publish.package.contents import CC_BY, GEM, GEONAMES, NATURAL_EARTH, SEVERAL, TERMS, parts
from publish.package.results import as_json
from routes.evidence.citation import AUTHORS, WORK
from routes.files.load import ROOT, load_document
from routes.model.rows import TABLES
from routes.model.terms import FIRST_YEAR, LAST_YEAR

NAME: Final = "multivector"
DESCRIPTOR: Final = "datapackage.json"
PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
KEYWORDS: Final = (
    "Kazakhstan",
    "oil pipelines",
    "Caspian",
    "transit",
    "geospatial analysis",
)
DOCUMENTS: Final = ("data.md", "cli.md", "method.md", "calibration.md")
"""Pages of the documentation that go with the data."""
README: Final = Path(__file__).with_name("README.txt")
LINK: Final = re.compile(r"\[([^\]]+)\]\(([^):#]+)(#[^)]*)?\)")
"""A link from one document to another file; addresses have a colon."""


def write_package(folder: Path) -> tuple[int, int]:
    """Write the package into a folder, whole or not at all.

    Parameters
    ----------
    folder
        A new or empty folder, or one that holds a package written before.

    Returns
    -------
    Number of files, and bytes in all.

    Raises
    ------
    InputError
        If the folder holds something else.
    NotWrittenError
        If it cannot be written.
    DataError
        If the data cannot be read.
    """
    files = dict(contents(store.library()))
    return len(files) + 1, write_folder(folder, files.items())


def contents(lib: Library) -> Iterator[tuple[str, bytes]]:
    """Return every file of the package by its path: the same bytes for the same data.

    Parameters
    ----------
    lib
        What was built, by the borders as the United Nations see them, and from what.
    """
    found = list(parts(lib))
    yield DESCRIPTOR, as_json(descriptor(lib, [part.resource for part in found]))
    documents = _documents(lib)
    names = {*documents, *(part.resource["path"] for part in found)}
    for name, text in documents.items():
        yield name, unlinked(name, text, names).encode()
    for part in found:
        yield part.resource["path"], part.content


def descriptor(lib: Library, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Describe the package.

    Parameters
    ----------
    lib
        What was built.
    resources
        What is said of each file.
    """
    us = about()
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": WORK,
        "description": f"{us.line}. {us.why} {us.article.sentence}",
        "version": lib.atlas.data_version,
        "licenses": [CC_BY, SEVERAL],
        "contributors": [{"title": AUTHORS, "roles": ["author"]}],
        "sources": [
            {
                "title": f"{us.article.author}: {us.article.title} "
                f"({us.article.publisher}, {us.article.date})",
                "path": us.article.url,
            },
            NATURAL_EARTH,
            GEONAMES,
            GEM,
        ],
        "keywords": list(KEYWORDS),
        "temporal": {
            "start": str(FIRST_YEAR),
            "end": str(LAST_YEAR),
            "description": "years of the balance; figures and events of other years are there, too",
        },
        "spatial": {
            "bbox": bounds(lib),
            "description": "west, south, east and north of all lines, degrees on WGS84",
        },
        "resources": resources,
    }


def bounds(lib: Library) -> list[float]:
    """Return west, south, east and north of all lines, degrees on WGS84.

    Parameters
    ----------
    lib
        What was built.
    """
    points = [point for leg in lib.atlas.legs.values() for point in leg.line]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return [round(edge, 4) for edge in (min(lons), min(lats), max(lons), max(lats))]


def unlinked(name: str, text: str, names: set[str]) -> str:
    """Return a document in which what leads out of the package is no link any more.

    Parameters
    ----------
    name
        Its path in the package.
    text
        As it stands in the repository.
    names
        Paths of all files of the package.
    """
    folder = Path(name).parent

    def _kept(found: re.Match[str]) -> str:
        return found[0] if (folder / found[2]).as_posix() in names else found[1]

    return LINK.sub(_kept, text)


def _documents(lib: Library) -> dict[str, str]:
    """Return what people read, by its path in the package."""
    us = about()
    values = {
        "title": WORK,
        "authors": AUTHORS,
        "version": lib.atlas.data_version,
        "line": us.line,
        "why": us.why,
        "article": us.article.sentence,
        "tables": len(TABLES),
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }
    return {
        "README.md": Template(README.read_text(encoding="utf-8")).substitute(values),
        TERMS: load_document(TERMS, ROOT),
        "LICENSE": load_document("LICENSE", ROOT),
        "CITATION.cff": load_document("CITATION.cff", ROOT),
        **{f"docs/{name}": load_document(name) for name in DOCUMENTS},
    }
