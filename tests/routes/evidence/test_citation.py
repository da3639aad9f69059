"""Citations: three forms of one thing, read back by hand-written readers."""

from __future__ import annotations

import json
import re

import pytest

from routes.evidence import citation
from routes.evidence.citation import Citation, Shown, tex
from routes.evidence.sources import names
from routes.files.load import load_tables
from routes.model.rows import Source

TABLES = load_tables()
SOURCES = {row.source_id: row for row in TABLES.sources}
QUOTES = {row.quote_id: row for row in TABLES.quotes}
SHOWN = Shown("https://example.org/?routes=cpc,btc&focus=cpc&d=2026-01-01.abc", "2026-01-01.abc")
NASTY = r"50 % of A&B_c #1 $x {y} \z ~^"


def fields(bibtex: str) -> dict[str, str]:
    """Read an entry by its braces alone; fails when they do not match."""
    kind = re.match(r"@misc\{([\w-]+),\n", bibtex)
    assert kind
    assert bibtex.endswith("\n}")
    found, depth, start, name = {"key": kind[1]}, 0, 0, ""
    body = bibtex[kind.end() : -2]
    at = 0
    while at < len(body):
        char = body[at]
        if char == "\\":
            at += 2
            continue
        if char == "{":
            if depth == 0:
                name, start = body[:at].rsplit("\n", 1)[-1].strip(" ,="), at + 1
            depth += 1
        elif char == "}":
            depth -= 1
            assert depth >= 0
            if depth == 0:
                found[name] = body[start:at]
        at += 1
    assert depth == 0
    return found


def plain_of(text: str) -> str:
    """Undo the escapes, and the braces that keep capitals."""
    for word, char in (("textbackslash", "\\"), ("textasciitilde", "~"), ("textasciicircum", "^")):
        text = text.replace(f"\\{word}{{}}", f"\0{ord(char)}\0")
    text = re.sub(r"(?<!\\)[{}]", "", text)
    text = re.sub(r"\\([{}%$&#_])", r"\1", text)
    return re.sub(r"\0(\d+)\0", lambda m: chr(int(m[1])), text)


def works() -> dict[str, Citation]:
    figure = next(row for row in TABLES.figures if row.source_id == "kmg_ar2024")
    event = next(row for row in TABLES.events if row.source_id)
    told = next(row for row in TABLES.events if row.quote_id)
    return {
        "corridor": citation.corridor(
            "cpc", "CPC pipeline", "Tengiz → Novorossiysk", "1,476 km", SHOWN
        ),
        "verdict": citation.verdict("cpc", "CPC pipeline", "Russia", "crosses · 1,031 km", SHOWN),
        "journey": citation.journey("a1b2", "Tengiz to Rotterdam by Ceyhan", SHOWN),
        "figure": citation.figure(figure, "CPC pipeline", SOURCES[figure.source_id], SHOWN),
        "event": citation.event(event, SOURCES[event.source_id or ""], "", SHOWN),
        "event of the article": citation.event(told, QUOTES[told.quote_id or ""], "Ibid.", SHOWN),
        "quote": citation.quote(QUOTES["cpc-2022-07-05"], "Reuters, “X,” 2022", SHOWN),
    }


WORKS = works()
each = pytest.mark.parametrize("name", WORKS)


@each
def test_bibtex_says_what_csl_says(name: str) -> None:
    work = WORKS[name]
    entry, (csl,) = fields(work.bibtex), json.loads(work.csl)
    assert entry["key"] == csl["id"]
    assert plain_of(entry["title"]) == csl["title"]
    assert plain_of(entry["note"]) == csl["note"]
    assert entry.get("url", "") == csl.get("URL", "")
    assert int(entry["year"]) == csl["issued"]["date-parts"][0][0]
    (author,) = csl["author"]
    given = f"{author['family']}, {author['given']}" if "family" in author else author["literal"]
    assert plain_of(entry["author"]) == given


@each
def test_the_link_and_the_data_version_are_in_each_form(name: str) -> None:
    work = WORKS[name]
    for form in (work.plain, plain_of(work.bibtex), work.csl):
        assert SHOWN.link in form
        assert SHOWN.data_version in form


@pytest.mark.parametrize("name", ["quote", "event of the article"])
def test_words_of_the_article_cite_the_article(name: str) -> None:
    work = WORKS[name]
    assert work.person == ("Blank", "Stephen")
    assert "endnote" in work.note.lower()
    assert "Multivector authors" not in work.plain
    assert work.plain.startswith("Stephen Blank, “Kazakhstan asserts")


def test_the_articles_own_figure_cites_its_author() -> None:
    row = next(row for row in TABLES.figures if row.source_id == "blank2022")
    assert citation.figure(row, "CPC pipeline", SOURCES["blank2022"], SHOWN).person


@pytest.mark.parametrize("name", ["corridor", "verdict", "journey"])
def test_what_was_computed_cites_this_work(name: str) -> None:
    assert WORKS[name].plain.startswith("The Multivector authors")


def test_what_latex_would_obey_is_escaped() -> None:
    assert plain_of(tex(NASTY)) == NASTY
    source = Source(source_id="x", publisher=NASTY, title=NASTY, url="https://a.org/{x}%20y")
    work = citation.figure(TABLES.figures.rows[0], NASTY, source, SHOWN)
    entry = fields(work.bibtex)
    assert plain_of(entry["title"]) == NASTY
    assert entry["url"] == "https://a.org/%7Bx%7D%20y"
    assert "year" not in entry
    assert "undated" in work.plain


def test_every_source_can_be_cited(subtests: pytest.Subtests) -> None:
    assert len(TABLES.sources) >= 300
    for row in TABLES.sources:
        with subtests.test(row.source_id):
            work = citation.figure(TABLES.figures.rows[0], "CPC", row, SHOWN)
            assert fields(work.bibtex)["key"]
            assert json.loads(work.csl)


def test_every_subject_has_a_name() -> None:
    called = names(TABLES)
    assert {row.subject_id for row in TABLES.figures} <= set(called)
