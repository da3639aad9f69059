"""Citations in three forms, each read back by a library that others wrote."""

from __future__ import annotations

import csv
import json
import re
from calendar import month_name
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import citeproc  # type: ignore[import-untyped]
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthLongStringMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from bibtexparser.model import Entry
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

from routes.evidence import citation
from routes.evidence.citation import ARTICLE_ID, Citation, Permalink, tex
from routes.evidence.subjects import labels
from routes.files.load import TABLES_DIR, load_tables
from routes.model.rows import Event, Figure, Source

TABLES = load_tables()
SOURCES = {row.source_id: row for row in TABLES.sources}
QUOTES = {row.quote_id: row for row in TABLES.quotes}
SEEN = Permalink("https://example.org/?routes=cpc,btc&focus=cpc&d=2026-01-31.abc", "2026-01-31.abc")
NASTY = r"50 % of A&B_c #1 $x {y} \z ~^"


def bibtex(work: Citation) -> Entry:
    """Parse the BibTeX of a citation: one entry, and nothing that cannot be read."""
    library = parse_string(work.bibtex, append_middleware=[MonthLongStringMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.entry_type == "misc"
    return entry


def decoded(work: Citation) -> Entry:
    """Parse the BibTeX of a citation, with LaTeX turned back to text."""
    library = parse_string(work.bibtex, append_middleware=[LatexDecodingMiddleware()])
    (entry,) = library.entries
    for field in entry.fields:
        field.value = field.value.replace("ˆ", "^")  # as the library reads \textasciicircum
    return entry


def csl(work: Citation) -> Any:
    """Read the CSL-JSON of a citation with citeproc."""
    return CiteProcJSON(json.loads(work.csl))[work.key.lower()]


def in_a_style(work: Citation) -> str:
    """Render the CSL-JSON of a citation in a style that comes with citeproc."""
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(
        style, CiteProcJSON(json.loads(work.csl)), citeproc.formatter.plain
    )
    bibliography.register(citeproc.Citation([citeproc.CitationItem(work.key)]))
    (text,) = bibliography.bibliography()
    return str(text)


def article() -> dict[str, str]:
    """Read the article's row from the table, as text."""
    with (TABLES_DIR / "sources.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["source_id"] == ARTICLE_ID)


def _figure() -> Citation:
    row = next(row for row in TABLES.figures if row.source_id == "kmg_ar2024")
    return citation.figure(row, "CPC pipeline", SOURCES[row.source_id], SEEN)


def _event() -> Citation:
    row = next(row for row in TABLES.events if row.source_id)
    return citation.event(row, SOURCES[row.source_id or ""], SEEN)


def _quote() -> Citation:
    row = QUOTES["cpc-2022-07-05"]
    return citation.quote(row, "Reuters, “X,” 2022", SOURCES[ARTICLE_ID], SEEN)


def _own() -> Citation:
    row = next(row for row in TABLES.quotes if not row.endnote)
    return citation.quote(row, "", SOURCES[ARTICLE_ID], SEEN)


# Made anew in each test: what is made at import is made before a mutant is set (docs/mutants.md).
WORKS: dict[str, Callable[[], Citation]] = {
    "corridor": lambda: citation.corridor(
        "cpc", "CPC pipeline", "Tengiz → Novorossiysk", "1,476 km", SEEN
    ),
    "verdict": lambda: citation.verdict(
        "cpc", "CPC pipeline", "Russia", "crosses · 1,031 km", SEEN
    ),
    "journey": lambda: citation.journey("a1b2", "Tengiz to Rotterdam by Ceyhan", SEEN),
    "figure": _figure,
    "event": _event,
    "quote": _quote,
    "quote without an endnote": _own,
}
each = pytest.mark.parametrize("name", WORKS)


@each
def test_bibtex_says_what_csl_says(name: str) -> None:
    work = WORKS[name]()
    entry, item = decoded(work), csl(work)
    (plain,) = json.loads(work.csl)
    assert entry.key == plain["id"] == work.key
    assert entry["title"] == plain["title"] == work.title
    assert entry["note"] == plain["note"] == work.note
    assert bibtex(work)["url"] == plain["URL"] == work.url
    assert entry["year"] == str(item.issued.year)
    (author,) = plain["author"]
    given = f"{author['family']}, {author['given']}" if "family" in author else author["literal"]
    assert entry["author"] == given


@each
def test_csl_has_the_types_and_variables_of_csl(name: str) -> None:
    """The lists are those of CSL's own schema, as citeproc brings it."""
    schema = files("citeproc") / "data" / "schema" / "schemas" / "styles"
    types, variables = (
        set(re.findall(r'"([\w-]+)"', (schema / f"csl-{part}.rnc").read_text("utf-8")))
        for part in ("types", "variables")
    )
    assert len(types) > 30
    assert len(variables) > 80
    (plain,) = json.loads(WORKS[name]().csl)
    assert plain.pop("type") in types
    assert set(plain) - {"id"} <= variables


@each
def test_a_style_of_csl_prints_author_year_title_and_address(name: str) -> None:
    work = WORKS[name]()
    text = in_a_style(work)
    assert text.startswith("Blank, S." if work.person else work.publisher)
    for part in (work.day[:4], work.title, work.url):
        assert part in text


@each
def test_the_link_and_the_data_version_are_in_each_form(name: str) -> None:
    work = WORKS[name]()
    entry = decoded(work)
    seen = " ".join(str(field.value) for field in entry.fields) + bibtex(work)["url"]
    for form in (work.plain, seen, work.csl):
        assert SEEN.link in form
        assert SEEN.data_version in form


@pytest.mark.parametrize("day", [f"2023-{month:02d}-15" for month in range(1, 13)] + ["2022-12"])
def test_the_month_is_that_of_the_source(day: str) -> None:
    source = Source(source_id="x", publisher="P", title="T", date=day)
    work = citation.figure(TABLES.figures.rows[0], "CPC", source, SEEN)
    year, month = day.split("-")[:2]
    entry = bibtex(work)
    assert (entry["year"], entry["month"]) == (year, month_name[int(month)])
    assert (csl(work).issued.year, csl(work).issued.month) == (int(year), int(month))


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2021", [2021]),
        ("2021-04", [2021, 4]),
        ("2009 (about)", [2009]),
        ("undated (after 2021-12)", None),
        (None, None),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(stated: str | None, date: list[int] | None) -> None:
    source = Source(source_id="x", publisher="P", title="T", date=stated)
    work = citation.figure(TABLES.figures.rows[0], "CPC", source, SEEN)
    (plain,) = json.loads(work.csl)
    assert plain.get("issued") == ({"date-parts": [date]} if date else None)
    assert ("year" in bibtex(work).fields_dict) == (date is not None)
    assert ("month" in bibtex(work).fields_dict) == (date is not None and len(date) > 1)


@pytest.mark.parametrize("name", ["quote", "quote without an endnote"])
def test_words_of_the_article_cite_the_article_as_its_row_has_it(name: str) -> None:
    work, row = WORKS[name](), article()
    assert row["title"] == f"{work.title} (S. Blank)"
    assert (work.publisher, work.day, work.url) == (row["publisher"], row["date"], row["url"])
    parts = [int(part) for part in row["date"].split("-")]
    issued = csl(work).issued
    assert [issued.year, issued.month, issued.day] == parts
    entry = bibtex(work)
    assert (entry["year"], entry["month"]) == (str(parts[0]), month_name[parts[1]])
    assert "endnote" in work.note.lower()
    assert work.plain.startswith(f"Stephen Blank, “{work.title}”, {work.publisher}, 26 August 2022")


def test_the_articles_author_is_a_person_to_bibtex() -> None:
    library = parse_string(
        WORKS["quote"]().bibtex, append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    (author,) = library.entries[0]["author"]
    assert (author.first, author.last) == (["Stephen"], ["Blank"])


def test_a_correction_of_the_articles_row_reaches_its_citation() -> None:
    changed = {"date": "2022-09-01", "publisher": "Another", "url": "https://example.org/a"}
    row = SOURCES[ARTICLE_ID].model_copy(update=changed)
    work = citation.quote(QUOTES["cpc-2022-07-05"], "X", row, SEEN)
    assert {"date": work.day, "publisher": work.publisher, "url": work.url} == changed


def test_the_articles_own_figure_cites_its_author() -> None:
    row = next(row for row in TABLES.figures if row.source_id == ARTICLE_ID)
    work = citation.figure(row, "CPC pipeline", SOURCES[ARTICLE_ID], SEEN)
    assert work.person == ("Blank", "Stephen")


@pytest.mark.parametrize("name", ["corridor", "verdict", "journey"])
def test_what_was_computed_cites_this_work(name: str) -> None:
    assert WORKS[name]().plain.startswith("The Multivector authors")


def test_what_latex_would_obey_is_escaped() -> None:
    source = Source(source_id="x", publisher=NASTY, title=NASTY, url="https://a.org/{x}%20y")
    work = citation.figure(TABLES.figures.rows[0], NASTY, source, SEEN)
    entry = decoded(work)
    assert (entry["title"], entry["author"]) == (NASTY, NASTY)
    assert NASTY in entry["note"]
    assert bibtex(work)["url"] == "https://a.org/%7Bx%7D%20y"
    assert "undated" in work.plain
    assert tex(" a\n b ") == "a b"


def test_every_source_can_be_cited(subtests: pytest.Subtests) -> None:
    assert len(TABLES.sources) >= 300
    for row in TABLES.sources:
        with subtests.test(row.source_id):
            work = citation.figure(TABLES.figures.rows[0], "CPC", row, SEEN)
            assert bibtex(work).key == work.key
            assert decoded(work)["title"] == work.title
            assert csl(work).title


def test_every_subject_has_a_name() -> None:
    called = labels(TABLES)
    assert {row.subject_id for row in TABLES.figures} <= set(called)


SOURCE = Source(
    source_id="annual_report",
    publisher="The Pipe Company",
    title="Annual report",
    date="2024-03-05",
    url="https://example.org/report",
)
FIGURE: dict[str, object] = {
    "subject_id": "pipe",
    "quantity": "throughput",
    "value": 63.5,
    "unit": "Mt",
    "period": "2023",
    "source_id": "annual_report",
    "locator": "p. 12",
}
SHOWN = f"Shown in Multivector, data version {SEEN.data_version}: {SEEN.link}"


def test_what_was_computed_is_cited_word_for_word() -> None:
    made = {name: WORKS[name]() for name in ("corridor", "verdict", "journey")}
    notes = {
        "corridor": "Tengiz → Novorossiysk; 1,476 km on the map, computed along geodesics.",
        "verdict": "Verdict on Russia, computed from the line on the map and the rows behind it.",
        "journey": "Journey a1b2, computed on the network of the legs.",
    }
    titles = {
        "corridor": "CPC pipeline",
        "verdict": "CPC pipeline: crosses · 1,031 km",
        "journey": "Tengiz to Rotterdam by Ceyhan",
    }
    keys = {
        "corridor": "multivector-corridor-cpc",
        "verdict": "multivector-verdict-cpc",
        "journey": "multivector-journey-a1b2",
    }
    assert {name: one.note for name, one in made.items()} == notes
    assert {name: one.title for name, one in made.items()} == titles
    assert {name: one.key for name, one in made.items()} == keys
    assert {name: one.label for name, one in made.items()} == {name: f"The {name}" for name in made}
    for one in made.values():
        assert (one.kind, one.day, one.version) == ("dataset", "2026-01-31", SEEN.data_version)
        assert one.person is None
        assert one.within == "Multivector: Kazakhstan's export routes and the states they cross"
        assert one.plain == (
            f"The Multivector authors, “{one.title}”, {one.within}, 31 January 2026, "
            f"data version {SEEN.data_version}, {SEEN.link}. {one.note}"
        )
        (plain,) = json.loads(one.csl)
        assert plain["container-title"] == one.within
        assert (plain["version"], plain["type"]) == (one.version, "dataset")
        assert plain["publisher"] == one.publisher
        entry = decoded(one)
        assert (entry["howpublished"], entry["version"]) == (one.within, one.version)


def test_a_figure_is_cited_with_its_value_period_place_and_source() -> None:
    made = citation.figure(Figure.model_validate(FIGURE), "The pipe", SOURCE, SEEN)
    assert made.key == "annual_report-figure-pipe-throughput"
    assert made.label == "63.5 Mt, The Pipe Company"
    assert made.note == f"The pipe, throughput (2023): 63.5 Mt, p. 12. {SHOWN}"
    assert (made.kind, made.person, made.within, made.version) == ("webpage", None, "", "")
    assert made.plain == (
        "The Pipe Company, “Annual report”, 5 March 2024, https://example.org/report. " + made.note
    )
    assert decoded(made)["howpublished"] == "The Pipe Company"
    bare = Figure.model_validate(FIGURE | {"period": None, "locator": None})
    made = citation.figure(bare, "The pipe", SOURCE, SEEN)
    assert made.note == f"The pipe, throughput: 63.5 Mt. {SHOWN}"


def test_an_event_is_cited_with_its_date_and_title() -> None:
    row = Event.model_validate(
        {
            "event_id": "storm-1",
            "date": "2022-07",
            "date_precision": "month",
            "subject_ids": "pipe",
            "title": "A storm",
            "effect": "other",
            "in_article": "no",
            "source_id": "annual_report",
        }
    )
    made = citation.event(row, SOURCE, SEEN)
    assert (made.key, made.label) == ("annual_report-event-storm-1", "A storm")
    assert made.note == f"July 2022: A storm. {SHOWN}"
    assert (made.title, made.publisher) == (SOURCE.title, SOURCE.publisher)


def test_a_passage_is_cited_with_its_endnote() -> None:
    text = "A passage that is a good deal longer than the sixty characters of a label."
    row = QUOTES["cpc-2022-07-05"].model_copy(update={"text": text, "quote_id": "q", "endnote": 7})
    made = citation.quote(row, "Reuters, 2022.", SOURCES[ARTICLE_ID], SEEN)
    assert made.label == f"“{text[:60]}…”"
    assert made.note == f"“{text}” The article cites (endnote 7): Reuters, 2022. {SHOWN}"
    assert (made.key, made.kind) == (f"{ARTICLE_ID}-q", "report")
    own = row.model_copy(update={"endnote": None})
    made = citation.quote(own, "", SOURCES[ARTICLE_ID], SEEN)
    assert made.note == f"“{text}” No endnote of its own. {SHOWN}"
    (plain,) = json.loads(made.csl)
    assert plain["author"] == [{"family": "Blank", "given": "Stephen"}]


def test_a_key_has_no_character_that_ends_it() -> None:
    assert citation.journey("a b/é ", "x", SEEN).key == "multivector-journey-a-b"


def test_what_is_not_known_is_in_no_form() -> None:
    source = Source(source_id="x", publisher="P", title="T")
    made = citation.figure(Figure.model_validate(FIGURE), "The pipe", source, SEEN)
    assert made.plain.startswith("P, “T”, undated. The pipe")
    assert set(json.loads(made.csl)[0]) == {"id", "type", "title", "author", "publisher", "note"}
    assert set(bibtex(made).fields_dict) == {"author", "title", "howpublished", "note"}
