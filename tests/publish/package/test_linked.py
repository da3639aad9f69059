"""What a page tells search engines: words of schema.org, true passages, nothing that ends a script.

rdflib reads it as JSON-LD with a context of our own, for that of schema.org is on the network; that
each word belongs to its type is asked of another package that was made from schema.org.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from rdflib import RDF, Graph, URIRef
from starlette.applications import Starlette

from pages.shared import store
from pages.shared.frame.take import MAPPED
from pages.shared.map.scenes import has_map
from pages.shared.view.parameter import PAGES
from publish.package import linked as module
from publish.package.linked import linked
from publish.package.passages import passages_of
from publish.said import said
from publish.viewed import read
from publish.web import downloads
from publish.web.preview import in_script
from routes.files.load import load_tables

TABLES = load_tables()
QUOTES = {row.text: row for row in TABLES.quotes}
SOURCES = {row.title: row for row in TABLES.sources}
BASE = "https://example.org/routes/"
VIEWS = [
    *((page, "") for page in PAGES),
    ("Map", "focus=btc&avoid=RU,TR&year=2023"),
    ("Map", "focus=cpc&asof=article"),
    ("Map", "focus=none"),
    ("Story", "step=3"),
    ("Timeline", "event=court-order-2022-07-05"),
    ("Sources", "tab=article"),
    ("Sources", "tab=article&find=cpc-2022-07-05"),
]
SCHEMA = "https://schema.org/"


def claims(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one["@type"] == "Claim"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Walk everything that has a type."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def properties(kind: str) -> set[str]:
    """Return the properties that schema.org gives a type, by a package made from it."""
    model = getattr(importlib.import_module(f"pydantic2_schemaorg.{kind}"), kind)
    return {field.alias for field in model.__fields__.values()}


# Its own reader of JSON-LD uses a class that it is about to drop.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_another_library_reads_it(page: str, query: str) -> None:
    """One page, one data set and a claim a passage; what is named by id is there."""
    viewed = read(page, query)
    found = linked(viewed, BASE)
    local = [{**one, "@context": {"@vocab": SCHEMA}} for one in found]
    assert {one["@context"] for one in found} == {"https://schema.org"}
    graph = Graph().parse(data=json.dumps(local), format="json-ld", publicID=BASE)

    def of_type(name: str) -> list[Any]:
        return list(graph.subjects(RDF.type, URIRef(SCHEMA + name)))

    assert len(of_type("WebPage")) == len(of_type("Dataset")) == len(of_type("Article")) == 1
    assert len(of_type("Claim")) == len(passages_of(viewed))
    for name in ("mainEntity", "creator", "publisher", "appearance", "isBasedOn", "author"):
        for value in graph.objects(predicate=URIRef(SCHEMA + name)):
            assert (value, RDF.type, None) in graph, (name, value)
    (data,) = of_type("Dataset")
    version = graph.value(data, URIRef(SCHEMA + "version"))
    assert str(version) == store.library().atlas.data_version


def test_words_are_those_of_schema_org() -> None:
    """Every property belongs to the type that it stands at."""
    seen = set()
    for page, query in VIEWS:
        for node in nodes(linked(read(page, query), BASE)):
            names = {name for name in node if not name.startswith("@")}
            seen.add(node["@type"])
            assert names - properties(node["@type"]) == set(), node["@type"]
    assert seen >= {"Claim", "Comment", "Dataset", "DataDownload", "Event", "PropertyValue"}
    assert "ratingValue" not in properties("Claim")  # the package tells words from words
    assert "reviewRating" not in properties("Claim")


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_data_are_told_as_the_page_tells_them(page: str, query: str) -> None:
    viewed = read(page, query)
    first, data, *_ = linked(viewed, BASE)
    told = said(viewed)
    assert (first["name"], first["description"]) == (told.title, told.sentence)
    assert data["description"] == told.sentence
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Quotations are not" in data["copyrightNotice"]
    assert data["creator"]["name"] == "The Multivector authors"
    assert data["isBasedOn"]["datePublished"] == "2022-08-26"
    assert re.fullmatch(r"20\d\d(/20\d\d)?", data["temporalCoverage"])
    south, west, north, east = map(float, data["spatialCoverage"]["geo"]["box"].split())
    assert -90 < south < north < 90
    assert -180 < west < east < 180
    for one in data["variableMeasured"]:
        assert one["name"]


@pytest.mark.parametrize("page", PAGES)
def test_downloads_are_the_addresses_of_the_view(page: str) -> None:
    """They open the same page and view; a page without a map has no lines to take."""
    viewed = read(page, "year=2023&avoid=RU,BY")
    data = linked(viewed, BASE)[1]
    forms = set()
    for one in data["distribution"]:
        address = urlsplit(one["contentUrl"])
        assert address.path.startswith("/routes/take/data.")
        forms.add(address.path.rpartition(".")[2])
        params = dict(parse_qsl(address.query))
        again = read(params.pop("page"), address.query)
        assert (again.page, again.view) == (viewed.page, viewed.view)
    tables, lines = {"csv", "xlsx"}, {"geojson", "gpkg", "kml"}
    assert forms == (tables | lines if page in MAPPED else tables)
    assert "distribution" not in linked(viewed, "", downloads=False)[1]
    assert linked(viewed)[1]["distribution"][0]["contentUrl"].startswith("take/data.csv?")


@pytest.mark.parametrize("page", ["Map", "Trend"])
def test_downloads_are_there(page: str) -> None:
    """Each address is answered with what it says that it is; forms and pages are the server's."""
    assert set(module.FORMS) == set(downloads.TYPES)
    assert [one for one in PAGES if has_map(one)] == [*MAPPED]
    found = linked(read(page, "year=2023"), "http://routes.example.org/")[1]["distribution"]

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(Starlette(routes=downloads.ROUTES))
        async with httpx.AsyncClient(transport=transport) as client:
            return [await client.get(one["contentUrl"]) for one in found]

    answers = asyncio.run(ask())
    assert answers
    for one, answer in zip(found, answers, strict=True):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(one["encodingFormat"])


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_claims_are_passages_word_for_word(page: str, query: str) -> None:
    """Words and endnote are the article's, other sources those of the remark; nobody is rated."""
    endnotes = {row.number: row for row in TABLES.endnotes}
    for one in claims(linked(read(page, query), BASE)):
        row = QUOTES[one["text"]]
        assert "Stephen Blank" in one["creditText"]
        assert ("citation" in one) == bool(row.endnote)
        if row.endnote:
            assert one["citation"].startswith(f"Endnote {row.endnote}: ")
            assert (
                endnotes[row.endnote].reference in one["citation"]
                or (endnotes[row.endnote].resolved or "") in one["citation"]
            )
        for cited in one.get("comment", {}).get("citation", []):
            assert f"{SOURCES[cited['name']].source_id}" in (row.remark or "")
        assert "[" not in one.get("comment", {}).get("text", "")
    assert "Review" not in json.dumps(linked(read(page, query), BASE)).replace("Law Review", "")


def test_the_passages_are_those_that_the_page_shows() -> None:
    """All of them among the sources, one where it is looked for, those of a step or an event."""
    assert len(passages_of(read("Sources", "tab=article"))) == len(TABLES.quotes)
    (one,) = passages_of(read("Sources", "tab=article&find=cpc-2022-07-05"))
    assert one.quote_id == "cpc-2022-07-05"
    (one,) = passages_of(read("Timeline", "event=court-order-2022-07-05"))
    assert one.quote_id == "cpc-2022-07-05"
    step = TABLES.story.rows[2]
    assert {q.quote_id for q in passages_of(read("Story", "step=3"))} == set(
        step.quote_ids.split("|")
    )
    about_btc = passages_of(read("Map", "focus=btc"))
    assert {"btc-agreements-2022-07"} <= {one.quote_id for one in about_btc}
    assert passages_of(read("Map", "focus=none")) == []
    assert passages_of(read("Method", "focus=cpc")) == []


def test_the_article_saw_nothing_later() -> None:
    """As the article saw it, remarks and events name no later source."""
    days = [
        node["datePublished"][:7]
        for page in ("Map", "Sources")
        for claim in claims(linked(read(page, "asof=article&focus=cpc&tab=article"), BASE))
        for node in nodes(claim)
        if "datePublished" in node
    ]
    assert days
    assert max(days) <= "2022-07"


def test_nothing_ends_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that look like HTML stay words, and are read back as they were."""
    viewed = read("Timeline", "event=court-order-2022-07-05")
    (row,) = passages_of(viewed)
    hostile = "</script><script>alert(1)</script><!--\u2028"
    evil = row.model_copy(update={"text": hostile})
    monkeypatch.setattr(module, "passages_of", lambda _: [evil])
    found = linked(viewed, "https://example.org/</script>/")
    written = str(in_script(found))
    assert "<" not in written
    assert "\u2028" not in written
    assert json.loads(written) == found
    assert claims(found)[0]["text"] == hostile
