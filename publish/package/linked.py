"""Describe a page in the vocabulary of schema.org, as JSON-LD: its data, and what is quoted.

A passage is a `Claim`: its words, the article in which they appear, and in a comment what other
sources say. Nobody is rated: there is no `ClaimReview`. Some passages are words that the article
quotes from others; so the author is named with the article, not with the claim.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote as escaped
from urllib.parse import urlencode

from pages.shared import store
from pages.shared.cards.about import about
from pages.shared.cards.citations import Citations, web_address
from pages.shared.cards.passages import MARK, by_the_article, kind_of, parts, passage_link
from pages.shared.map.scenes import has_map
from pages.shared.view.parameter import Page
from publish.package.contents import CC_BY
from publish.package.passages import passages_of
from publish.said import said
from publish.viewed import PAGE, Viewed
from routes.evidence.citation import ARTICLE_ID, AUTHORS
from routes.language import phrase
from routes.model.dates import PartialDate
from routes.model.rows import Event, Quote, Source
from routes.model.terms import FIRST_YEAR, LAST_YEAR

CONTEXT: Final = "https://schema.org"
OF_A_YEAR: Final[tuple[Page, ...]] = ("Map", "Journeys", "Closure")
"""Pages whose data are those of the year in the view; the others tell all years."""
FORMS: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
}
GEO: Final = ("geojson", "gpkg", "kml")

US, DATA, ARTICLE = "#multivector", "#data", "#article"
"""Names by which the parts of a page's description refer to each other."""

Linked = dict[str, Any]


def linked(
    viewed: Viewed, base: str = "", *, url: str = "", downloads: bool = True
) -> list[Linked]:
    """Describe what a page shows.

    Parameters
    ----------
    viewed
        The page and its view.
    base
        Address of the app, with a slash at its end; "" for relative addresses.
    url
        The one address of the page, where it is another than that of the view written out.
    downloads
        Whether the addresses of `take/data` are there, as where server.py serves.

    Returns
    -------
    The page as a part of the application, its data with the article that they start from, and a
    claim for each passage that it shows; JSON-ready and not escaped for HTML. They name each other
    by `@id`, so they belong into one script.
    """
    told = said(viewed)
    with viewed.spoken():
        us = about()
        address = url or f"{base}{escaped(viewed.path)}?{viewed.query}"
        version = store.library().atlas.data_version
        page: Linked = {
            "@context": CONTEXT,
            "@type": "WebPage",
            "name": told.title,
            "description": told.sentence,
            "url": address,
            "inLanguage": viewed.view.lang,
            "dateModified": version.split(".", maxsplit=1)[0],
            "license": CC_BY["path"],
            "publisher": {"@id": US},
            "mainEntity": {"@id": DATA},
            "isPartOf": {
                "@type": "WebApplication",
                "name": "Multivector",
                "description": us.line,
                "url": base or "./",
                "applicationCategory": "ReferenceApplication",
                "operatingSystem": "Any",
            },
        }
        data = _dataset(viewed, base, address, downloads=downloads)
        return [page, data, *(_claim(row, viewed, base) for row in passages_of(viewed))]


def _dataset(viewed: Viewed, base: str, address: str, *, downloads: bool) -> Linked:
    told = said(viewed)
    lib = store.library()
    found: Linked = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": DATA,
        "name": phrase("linked-dataset", page=told.title),
        "description": told.sentence,
        "url": address,
        "version": lib.atlas.data_version,
        "dateModified": lib.atlas.data_version.split(".", maxsplit=1)[0],
        "license": CC_BY["path"],
        "copyrightNotice": phrase("linked-terms"),
        "creator": {"@type": "Organization", "@id": US, "name": AUTHORS},
        "isAccessibleForFree": True,
        "isBasedOn": _article(),
        "temporalCoverage": str(viewed.view.year)
        if viewed.page in OF_A_YEAR
        else f"{FIRST_YEAR}/{LAST_YEAR}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": _box(viewed)},
        },
        "variableMeasured": _measured(viewed.page),
    }
    if downloads:
        query = f"{urlencode({PAGE: viewed.page})}&{viewed.query}"
        found["distribution"] = [
            {
                "@type": "DataDownload",
                "name": phrase("linked-file", form=form.upper()),
                "encodingFormat": media,
                "contentUrl": f"{base}take/data.{form}?{query}",
            }
            for form, media in FORMS.items()
            if has_map(viewed.page) or form not in GEO
        ]
    return found


def _measured(page: Page) -> list[Linked]:
    """List what the data of a page measure, each with its unit."""
    verdict = _variable(phrase("linked-verdict"))
    length = _variable(phrase("linked-length"), "km", "KMT")
    moved = _variable(phrase("linked-moved"), "Mt")
    found: dict[Page, list[Linked]] = {
        "Map": [verdict, length, moved],
        "Journeys": [verdict, length],
        "Closure": [_variable(phrase("linked-no-way"), "Mt"), moved],
        "Trend": [_variable(phrase("linked-share"), "%", "P1"), moved],
        "Story": [verdict, length],
        "Timeline": [verdict],
    }
    return found.get(page, [_variable(phrase("linked-figures"))])


def _variable(name: str, unit: str = "", code: str = "") -> Linked:
    """Return a variable with its unit, and the unit's code of UN/CEFACT where it has one."""
    told = {"@type": "PropertyValue", "name": name, "unitText": unit, "unitCode": code}
    return {key: text for key, text in told.items() if text}


def _box(viewed: Viewed) -> str:
    """Return south, west, north and east of the corridors shown, else of all, in degrees."""
    atlas = store.library().atlas
    shown = [leg for one in viewed.view.routes for leg in atlas.legs_of(one)]
    points = [point for leg in shown or atlas.legs.values() for point in leg.line]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    edges = (min(lats), min(lons), max(lats), max(lons))
    return " ".join(f"{edge:.2f}" for edge in edges)


def _claim(row: Quote, viewed: Viewed, base: str) -> Linked:
    """Describe a passage: the author's words, where they appear, and what other sources say."""
    tables = store.library().tables
    as_article = viewed.view.as_article
    cite = Citations(tables, as_article)
    found: Linked = {
        "@context": CONTEXT,
        "@type": "Claim",
        "text": row.text,
        "url": base + passage_link(row.quote_id, as_article=as_article),
        "appearance": {"@id": ARTICLE},
        "creditText": phrase("article-printed"),
        "genre": kind_of(row),
    }
    if row.date_of_event:
        found["temporalCoverage"] = row.date_of_event
    if row.endnote:
        endnote = cite.endnote(row.endnote)
        found["citation"] = phrase("linked-endnote", number=row.endnote, reference=endnote)
    remark = by_the_article(row.remark or "", cite) if as_article else row.remark or ""
    if remark:
        sources = {source.source_id: source for source in tables.sources}
        named = [one for mark in MARK.findall(remark) for one in mark.strip("[]").split(", ")]
        comment: Linked = {
            "@type": "Comment",
            "text": "".join(
                part.source.text if part.source else part.text for part in parts(remark, cite)
            ),
            "author": {"@id": US},
        }
        if cited := [_source(sources[one]) for one in dict.fromkeys(named) if one in sources]:
            comment["citation"] = cited
        found["comment"] = comment
    told = [one for one in tables.events if one.quote_id == row.quote_id]
    if told:
        found["about"] = [_event(one, cite) for one in told]
    return found


def _event(row: Event, cite: Citations) -> Linked:
    """Describe an event that a passage tells, with another source that tells it."""
    event: Linked = {"@type": "Event", "name": row.title, "startDate": row.date}
    if row.source_id and not cite.source(row.source_id).after:
        sources = store.library().tables.sources
        event["subjectOf"] = _source(next(s for s in sources if s.source_id == row.source_id))
    return event


def _article() -> Linked:
    row = next(row for row in store.library().tables.sources if row.source_id == ARTICLE_ID)
    return _source(row) | {
        "@type": "Article",
        "@id": ARTICLE,
        "name": about().article.title,
        "headline": about().article.title,
        "author": {"@type": "Person", "name": about().article.author},
    }


def _source(row: Source) -> Linked:
    """Describe a publication: what is not known of it is left out."""
    day = PartialDate.leading(row.date)
    told = {
        "@type": "CreativeWork",
        "name": row.title,
        "publisher": {"@type": "Organization", "name": row.publisher},
        "datePublished": str(day) if day else "",
        "url": web_address(row.url),
    }
    return {key: value for key, value in told.items() if value}
