"""Every passage of `quotes.csv` stands word for word in the article.

Where the article is at hand (beside the repository) each passage is looked up
in it. The committed digests are checked always: without the article they show
that no passage has been changed since it was last looked up.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from routes.evidence.quotes import (
    TextPlace,
    check_quotes,
    closes_itself,
    digest,
    digests,
    find_place,
    fold,
    out_of_order,
    paragraphs,
)
from routes.files.load import load_tables
from routes.model.errors import DataError

REPO = Path(__file__).resolve().parents[3]
QUOTES = REPO / "geodata" / "tables" / "quotes.csv"
DIGESTS = REPO / "geodata" / "tables" / "quote_digests.json"
ARTICLE = REPO.parent / "shared" / "seed" / "article.txt"


@dataclass(frozen=True)
class Passage:
    quote_id: str
    text: str


def _passages() -> list[Passage]:
    with QUOTES.open(encoding="utf-8", newline="") as file:
        return [Passage(row["quote_id"], row["text"]) for row in csv.DictReader(file)]


PASSAGES = _passages()
RECORDS = {record["quote_id"]: record for record in json.loads(DIGESTS.read_text("utf-8"))}

TOY = (
    "Title\n\nOil  left by a port,\nwhere cargoes wait.\n“Odd “ marks stay.\n"
    "References\n[i] Oil left by sea."
)


@pytest.fixture(scope="module")
def article() -> str:
    """Return the article; skip where only the digests can be checked."""
    if not ARTICLE.exists():
        pytest.skip("the article is not beside the repository; its digests are checked")
    return ARTICLE.read_text(encoding="utf-8")


def test_rows_were_found() -> None:
    assert len(PASSAGES) >= 24


def test_ids_are_unique() -> None:
    assert len({passage.quote_id for passage in PASSAGES}) == len(PASSAGES)


def test_digests_cover_the_same_rows() -> None:
    assert sorted(RECORDS) == sorted(passage.quote_id for passage in PASSAGES)


def test_annotations_are_verbatim(subtests: pytest.Subtests) -> None:
    assert len(PASSAGES) >= 24
    text = ARTICLE.read_text(encoding="utf-8") if ARTICLE.exists() else ""
    for passage in PASSAGES:
        with subtests.test(passage.quote_id):
            record = RECORDS[passage.quote_id]
            assert digest(passage.text) == record["sha256"], "the passage is not the one looked up"
            if text:
                assert [str(misquote) for misquote in check_quotes([passage], text)] == []
                assert find_place(passage.text, text) == (record["paragraph"], record["offset"])


def test_committed_digests_are_what_the_article_gives(article: str) -> None:
    assert digests(PASSAGES, article) == [RECORDS[passage.quote_id] for passage in PASSAGES]


def test_no_two_passages_overlap(article: str) -> None:
    whole = " ".join(paragraphs(article))
    spans = sorted((whole.index(fold(p.text)), fold(p.text), p.quote_id) for p in PASSAGES)
    overlaps = [
        (first[2], second[2])
        for first, second in pairwise(spans)
        if first[0] + len(first[1]) > second[0]
    ]
    assert overlaps == []


def test_the_article_is_not_reproduced(article: str) -> None:
    assert sum(len(passage.text) for passage in PASSAGES) < 0.15 * len(article)


def test_a_changed_word_is_named(article: str) -> None:
    [slip] = [passage for passage in PASSAGES if "diversity" in passage.text]
    mended = replace(slip, text=slip.text.replace("diversity", "diversify"))
    [misquote] = check_quotes([*PASSAGES, mended], article)
    assert misquote.quote_id == slip.quote_id
    assert misquote.differences == ("'diversify' where the article has 'diversity'",)
    assert slip.quote_id in str(misquote)


def test_a_changed_word_changes_the_digest() -> None:
    assert digest("Red Sea") != digest("Black Sea")


def test_only_white_space_is_folded() -> None:
    assert find_place("a port, where cargoes", TOY) == TextPlace(paragraph=2, offset=12)
    assert digest("a port,\n where") == digest("a port, where")
    assert find_place("Odd “ marks", TOY) == TextPlace(paragraph=4, offset=1)
    assert find_place('Odd " marks', TOY) is None
    assert find_place("oil left", TOY) is None


def test_references_are_not_the_article() -> None:
    assert find_place("Oil left by", TOY) == TextPlace(paragraph=2, offset=0)
    assert find_place("Oil left by sea", TOY) is None
    [misquote] = check_quotes([Passage("by-sea", "Oil left by sea")], TOY)
    assert misquote.differences == ("'sea' where the article has 'a'",)


def test_an_empty_passage_is_no_passage() -> None:
    [misquote] = check_quotes([Passage("empty", " ")], TOY)
    assert "no similar passage" in str(misquote)


def test_digests_of_a_misquote_name_the_row() -> None:
    with pytest.raises(DataError, match="by-sea"):
        digests([Passage("by-sea", "Oil left by sea")], TOY)


ROWS = load_tables().quotes.rows


def _rows() -> list[dict[str, str]]:
    with QUOTES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_passages_are_numbered_as_they_stand_in_the_article(article: str) -> None:
    places = {row["quote_id"]: find_place(row["text"], article) for row in _rows()}
    assert len(places) == 32
    assert all(places.values())
    told = sorted(_rows(), key=lambda row: int(row["seq"]))
    assert [int(row["seq"]) for row in told] == list(range(1, 33))
    found = [place for row in told if (place := places[row["quote_id"]])]
    assert found == sorted(found)


def test_a_wrong_number_is_refused() -> None:
    """The digests have the places: the order is held without the article, too."""
    records = list(RECORDS.values())
    rows = list(enumerate(ROWS, 2))
    assert list(out_of_order("quotes.csv", rows, records)) == []
    (line, first), (_, second) = rows[7], rows[8]
    swapped = [(line, first.model_copy(update={"seq": second.seq}))]
    (fault,) = out_of_order("quotes.csv", swapped, records)
    assert str(fault) == (
        f"quotes.csv line {line}: quote '{first.quote_id}' has seq {second.seq}; in the article "
        f"it is passage {first.seq}: write that"
    )


def test_sequence_and_cause_are_marked_apart(subtests: pytest.Subtests) -> None:
    """A remark that calls the cause, the motive or the hint a claim stands beside such a mark."""
    marked = {row["quote_id"] for row in _rows() if row["cause"] == "claim"}
    assert marked == {
        "restrictions-2022-06",
        "cpc-2022-03",
        "cpc-2022-07-05",
        "tengiz-2022-07-06",
    }
    for row in _rows():
        with subtests.test(row["quote_id"]):
            if re.search(r"\b(cause|intent|behind it) is a claim", row["remark"]):
                assert row["cause"] == "claim"
            if row["cause"]:
                assert row["kind"] == "fact", "what is a claim altogether needs no second mark"


def test_the_article_s_own_closing_mark_is_seen() -> None:
    assert [row["quote_id"] for row in _rows() if closes_itself(row["text"])] == [
        "bypass-russia-2022-03-29",
        "transit-ban-2022-07",
    ]
