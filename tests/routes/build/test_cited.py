"""CITATION.cff: valid by the schema of its format, and current with the data and the article.

The schema in tests/data is that of Citation File Format 1.2.0 as cffconvert 2.0.0 ships it; the
program itself needs an older jsonschema than Altair does.
"""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from routes.build.cited import CITATION, cited
from routes.evidence.citation import ARTICLE_AUTHOR, AUTHORS, WORK, title_of
from routes.files.load import ROOT, data_version, load_tables
from routes.model.errors import DataError

TEXT = (ROOT / CITATION).read_text("utf-8")
SCHEMA = json.loads((ROOT / "tests" / "data" / "cff-1.2.0.schema.json").read_text("utf-8"))


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def faults(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(
        SCHEMA, format_checker=jsonschema.FormatChecker(formats=["date"])
    )
    return [error.message for error in validator.iter_errors(read(text))]


def test_it_is_valid() -> None:
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cff-version: 1.2.0", "cff-version: 9"),
        ("title: ", "titel: "),
        ("type: data\n", "type: datum\n"),
        ("license: MIT", "license: OURS"),
        ('date-released: "2', 'date-released: "on 2'),
        ("https://trends", "trends at "),
    ],
)
def test_a_slip_is_seen(old: str, new: str) -> None:
    """The schema refuses words that the format does not have, and what is no date or address."""
    assert old in TEXT
    assert faults(TEXT.replace(old, new, 1))


def test_it_has_the_version_of_the_data() -> None:
    """So has the README, which names no version that could be old."""
    told = read(TEXT)["preferred-citation"]
    version = data_version()
    assert told["version"] == version
    assert told["date-released"] == version.partition(".")[0]
    assert told["year"] == int(version[:4])
    assert cited(TEXT, version) == TEXT, "run make data"


def test_a_new_version_is_written_and_nothing_else() -> None:
    made = cited(TEXT, "2031-02-03.0123abcd")
    old, new = read(TEXT), read(made)
    assert faults(made) == []
    assert new["preferred-citation"].pop("version") == "2031-02-03.0123abcd"
    assert new["preferred-citation"].pop("date-released") == "2031-02-03"
    assert new["preferred-citation"].pop("year") == 2031
    for name in ("version", "date-released", "year"):
        old["preferred-citation"].pop(name)
    assert new == old


@pytest.mark.parametrize("name", ["version", "date-released", "year", "preferred-citation"])
def test_what_is_not_there_is_named(name: str) -> None:
    broken = re.sub(rf"(?m)^(preferred-citation:)?\n?  {name}:.*\n", r"\1\n", TEXT)
    broken = broken.replace("preferred-citation:", "") if name == "preferred-citation" else broken
    with pytest.raises(DataError, match=r"CITATION\.cff: has no .* of its preferred-citation"):
        cited(broken, "2031-02-03.0123abcd")


def test_the_article_is_that_of_the_tables() -> None:
    """Author, title, publisher, date and address are those of its row of sources.csv."""
    (article,) = read(TEXT)["references"]
    row = next(row for row in load_tables().sources if row.source_id == "blank2022")
    assert article["title"] == title_of(row.title)
    assert article["authors"] == [
        {"family-names": ARTICLE_AUTHOR.family, "given-names": ARTICLE_AUTHOR.given}
    ]
    assert article["institution"]["name"] == row.publisher
    assert article["date-published"] == row.date
    assert str(article["year"]) == (row.date or "")[:4]
    assert article["url"] == row.url


def test_the_readme_says_the_same() -> None:
    """Authors and title of the work, and the article with author, title, publisher and date."""
    text = (ROOT / "README.md").read_text("utf-8")
    citing = text[text.index("## Citing") :].split("\n## ")[0]
    words = " ".join(citing.replace(">", " ").replace("*", "").split())
    told = read(TEXT)
    assert told["title"] == told["preferred-citation"]["title"] == WORK
    assert told["authors"] == told["preferred-citation"]["authors"] == [{"name": AUTHORS}]
    assert f"{AUTHORS}. {WORK}." in words
    (article,) = told["references"]
    (author,) = article["authors"]
    for part in (
        f"{author['given-names']} {author['family-names']}",
        article["title"],
        article["institution"]["name"],
        article["date-published"],
        article["url"],
    ):
        assert part in words, part
    assert re.search(r"\d{4}-\d\d-\d\d\.[0-9a-f]{8}", citing) is None


def test_a_release_is_named_alike() -> None:
    """What the changelog names as the last release has the version and the day of the citation."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[([^\]]+)\](?: [-–] (\S+))?", changelog, re.MULTILINE)
    assert headings[0][0] == "Unreleased"
    told = read(TEXT)
    for version, day in headings[1:2]:
        assert (told["version"], told["date-released"]) == (version, day)
