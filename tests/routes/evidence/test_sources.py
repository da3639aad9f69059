"""Dead form of sources: publisher, title, date and address are there, or the row says why not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from routes.files.load import load_tables
from routes.model.rows import Source

ROWS = load_tables().sources.rows
NO_ADDRESS = re.compile(r"address not shown|no page|own work|no single source|^none$")
EMPTY = {"", "-", "n/a", "none", "unknown", "tbd", "?", "undated"}


def test_there_are_sources() -> None:
    assert len(ROWS) >= 300


def faults(row: Source) -> list[str]:
    """List what is missing or dead about the form of a source."""
    found = [
        name
        for name in ("publisher", "title", "kind", "access")
        if (getattr(row, name) or "").strip().lower() in EMPTY - {"none"}
    ]
    if not row.date:
        found.append("date: write undated where none is known")
    if row.url:
        parts = urlsplit(row.url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", row.url):
            found.append("url is no address")
    elif not NO_ADDRESS.search(row.access or ""):
        found.append("no url, and access does not say why")
    return found


def test_a_source_is_whole(subtests: pytest.Subtests) -> None:
    assert ROWS
    for row in ROWS:
        with subtests.test(row.source_id):
            assert faults(row) == []


def test_a_title_is_no_address(subtests: pytest.Subtests) -> None:
    assert ROWS
    for row in ROWS:
        with subtests.test(row.source_id):
            assert not row.title.startswith("http")
            assert len(row.title) >= 3
            assert row.title.count("(") == row.title.count(")")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", None),
        ("url", None),
        ("url", "interfax.com/1"),
        ("url", "https://a b.com"),
        ("url", "javascript:alert(1)"),
        ("publisher", "unknown"),
        ("title", "?"),
        ("kind", None),
        ("access", None),
    ],
)
def test_dead_form_is_seen(column: str, value: str | None) -> None:
    row = next(row for row in ROWS if row.source_id == "interfax_20250226")
    assert faults(row) == []
    assert faults(row.model_copy(update={column: value}))
