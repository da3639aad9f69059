"""Check that quoted passages are in the article word for word.

The article itself is not part of the repository. Where it is at hand a passage
is looked up in it; elsewhere its committed digest shows that it has not been
changed since it was.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol, TypedDict

from routes.model.errors import DataError

REFERENCES_HEADING = "References"
CURE = "copy it as printed, then: python -m routes quotes --article FILE --record"


class QuoteLike(Protocol):
    """Anything with an id and a passage as printed, such as a row of `quotes.csv`."""

    @property
    def quote_id(self) -> str:
        """Return the id of the row."""
        ...

    @property
    def text(self) -> str:
        """Return the passage as quoted."""
        ...


class NumberedQuote(QuoteLike, Protocol):
    """A passage with its number in the order of the article."""

    @property
    def seq(self) -> int:
        """Return the number of the passage, from 1."""
        ...


class TextPlace(NamedTuple):
    """Where a passage begins.

    Attributes
    ----------
    paragraph
        Number of its paragraph from 1, headings counted.
    offset
        Number of its first character in the paragraph, from 0.
    """

    paragraph: int
    offset: int


class DigestRecord(TypedDict):
    """A passage's digest and place, as in `geodata/tables/quote_digests.json`.

    Attributes
    ----------
    quote_id
        Row of quotes.csv.
    sha256
        Digest of the passage, as `digest` returns it.
    paragraph, offset
        As in `TextPlace`.
    """

    quote_id: str
    sha256: str
    paragraph: int
    offset: int


@dataclass(frozen=True)
class Misquote:
    """A passage that is not in the article.

    Attributes
    ----------
    quote_id
        Row of quotes.csv.
    text
        The passage as quoted.
    differences
        Words that differ, each with what the article has; empty where nothing is similar.
    """

    quote_id: str
    text: str
    differences: tuple[str, ...]

    def __str__(self) -> str:
        what = "; ".join(self.differences) or "no similar passage"
        return f"quote '{self.quote_id}' is not in the article: {what}; copy it as printed"


def fold(text: str) -> str:
    """Replace every run of white space by one blank; change nothing else.

    Slips, curly quotation marks and stray blanks before them are the article's
    own and stay.

    Parameters
    ----------
    text
        Any text.
    """
    return " ".join(text.split())


def digest(text: str) -> str:
    """Return the SHA-256 of a folded passage in UTF-8, in hexadecimal.

    Parameters
    ----------
    text
        The passage.
    """
    return hashlib.sha256(fold(text).encode()).hexdigest()


def paragraphs(article: str) -> tuple[str, ...]:
    """Split the article into folded paragraphs, headings included, up to its references.

    Parameters
    ----------
    article
        Text of the article, a paragraph a line.
    """
    body: list[str] = []
    for line in article.splitlines():
        if fold(line) == REFERENCES_HEADING:
            break
        if fold(line):
            body.append(fold(line))
    return tuple(body)


def find_place(text: str, article: str) -> TextPlace | None:
    """Return where a passage begins in the article before its references.

    Parameters
    ----------
    text
        The passage.
    article
        Text of the article.

    Returns
    -------
    The paragraph and the character in it, both of the folded text; None when
    the passage is empty or is not there word for word.
    """
    body = paragraphs(article)
    # find() takes an empty passage for one at the very beginning.
    at = " ".join(body).find(fold(text)) if fold(text) else -1
    if at < 0:
        return None
    starts = [0]
    for paragraph in body[:-1]:
        starts.append(starts[-1] + len(paragraph) + 1)
    number = bisect_right(starts, at)
    return TextPlace(number, at - starts[number - 1])


def check_quotes(quotes: Iterable[QuoteLike], article_text: str) -> list[Misquote]:
    """List every passage that is not in the article before its references.

    Parameters
    ----------
    quotes
        Passages.
    article_text
        Text of the article.

    Returns
    -------
    The misquotes in the order of the rows; empty when every passage is verbatim.
    """
    return [
        Misquote(quote.quote_id, quote.text, _differences(quote.text, article_text))
        for quote in quotes
        if find_place(quote.text, article_text) is None
    ]


def digests(quotes: Iterable[QuoteLike], article: str) -> list[DigestRecord]:
    """List the digest and place of each passage, for the check without the article.

    Parameters
    ----------
    quotes
        Passages.
    article
        Text of the article.

    Raises
    ------
    DataError
        If a passage is not in the article; names the row and the words.
    """
    records: list[DigestRecord] = []
    for quote in quotes:
        place = find_place(quote.text, article)
        if place is None:
            fault = str(check_quotes([quote], article)[0])
            raise DataError("geodata/tables/quotes.csv", None, fault)
        records.append(
            DigestRecord(
                quote_id=quote.quote_id,
                sha256=digest(quote.text),
                paragraph=place.paragraph,
                offset=place.offset,
            )
        )
    return records


def not_looked_up(
    file: str, quotes: Iterable[tuple[int, QuoteLike]], records: Iterable[DigestRecord]
) -> Iterator[DataError]:
    """Yield a fault for each passage that is not, to the letter, what was looked up in the article.

    Parameters
    ----------
    file
        Name of the table, for the message.
    quotes
        Line and row of each passage.
    records
        What the article gave when it was at hand.
    """
    known = {record["quote_id"]: record["sha256"] for record in records}
    for line, quote in quotes:
        if known.get(quote.quote_id) != digest(quote.text):
            fault = f"quote '{quote.quote_id}' is not the passage that stands in the article"
            yield DataError(file, line, fault, CURE)


def out_of_order(
    file: str, quotes: Iterable[tuple[int, NumberedQuote]], records: Iterable[DigestRecord]
) -> Iterator[DataError]:
    """Yield a fault for each passage whose number is not its place in the article.

    Parameters
    ----------
    file
        Name of the table, for the message.
    quotes
        Line and row of each passage.
    records
        What the article gave when it was at hand; a passage that was not looked up is passed over.
    """
    places = {record["quote_id"]: (record["paragraph"], record["offset"]) for record in records}
    order = sorted(places, key=places.__getitem__)
    numbers = {quote_id: n for n, quote_id in enumerate(order, 1)}
    for line, quote in quotes:
        right = numbers.get(quote.quote_id, quote.seq)
        if quote.seq != right:
            fault = f"quote '{quote.quote_id}' has seq {quote.seq}"
            yield DataError(file, line, fault, f"in the article it is passage {right}: write that")


def closes_itself(text: str) -> bool:
    """Return whether a passage ends with the article's own quotation mark.

    >>> closes_itself("so as to bypass Russian territory.”"), closes_itself("no “ploy” at all")
    (True, False)

    Parameters
    ----------
    text
        As printed.
    """
    return text.endswith("”")


def _differences(text: str, article: str) -> tuple[str, ...]:
    """Compare a passage with the article at their longest common run of words."""
    # Endnote marks cling to the words before them and are no part of a passage.
    words = re.sub(r"\[[ivxl]+\]", "", " ".join(paragraphs(article))).split(" ")
    said = fold(text).split(" ")
    run = SequenceMatcher(None, words, said, autojunk=False).find_longest_match()
    start = max(0, run.a - run.b)
    printed = words[start : start + len(said)] if run.size else []
    pairs = SequenceMatcher(None, printed, said, autojunk=False).get_opcodes()
    return tuple(
        f"'{' '.join(said[b1:b2])}' where the article has '{' '.join(printed[a1:a2])}'"
        for kind, a1, a2, b1, b2 in pairs
        if kind != "equal" and run.size
    )
