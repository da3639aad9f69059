"""A link made with older data is told what changed for what it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.evidence.changes import CLOSED, VERSION, changes, describe, since
from routes.evidence.subjects import concerned, full_names
from routes.files.load import ROOT, load_atlas, load_document, load_tables

LOG = """# Changelog

## [Unreleased]

### Added

- 2026-03-03: `btc`: a feature, no data.

### Data

- 2026-03-03.aaaaaaaa: `cpc`, `cpc_moorings`: length was 1,510,
  is 1,511.
  - a remark below it
- 2026-03-02: `btc`: shorter.
- 2026-03-02: Everything is drawn anew.

## [1.0] - 2026-02-01

### Data

- 2026-02-01.bbbbbbbb: First tables.
- World.

### Fixed

- `cpc`: not data.
"""
FOUND = changes(LOG)
NAMES = {"cpc": "CPC pipeline", "cpc_moorings": "CPC moorings", "btc": "BTC", "btk": "BTK"}
NOW = "2026-03-03.aaaaaaaa"


def test_entries_of_every_data_section_are_read() -> None:
    assert [(c.version, sorted(c.ids)) for c in FOUND] == [
        ("2026-03-03.aaaaaaaa", ["cpc", "cpc_moorings"]),
        ("2026-03-02", ["btc"]),
        ("2026-03-02", []),
        ("2026-02-01.bbbbbbbb", []),
        ("2026-02-01.bbbbbbbb", []),
    ]
    assert FOUND[0].text == "`cpc`, `cpc_moorings`: length was 1,510, is 1,511."


def test_only_what_is_newer_counts() -> None:
    assert since("2026-02-01.bbbbbbbb", FOUND) == FOUND[:3]
    assert since("2026-03-03.aaaaaaaa", FOUND) == ()
    assert since("2026-03-02.cccccccc", FOUND) == FOUND[:3], "of that day nothing tells which"
    assert since("2026-03-03.dddddddd", FOUND) == FOUND[:1]
    assert since("2020-01-01.eeeeeeee", FOUND) == FOUND


def test_a_link_is_told_what_concerns_it() -> None:
    head, *rest = describe("2026-02-01.bbbbbbbb", NOW, FOUND, {"cpc"}, NAMES)
    assert "1 February 2026" in head
    assert NOW in head
    assert "2 changes" in head
    assert rest == [
        "3 March 2026: CPC pipeline, CPC moorings: length was 1,510, is 1,511.",
        "2 March 2026: Everything is drawn anew.",
    ]
    assert describe("2026-02-01.bbbbbbbb", NOW, FOUND[:1], {"btk"}, NAMES)[0].endswith(
        "names nothing that this view shows."
    )


@pytest.mark.parametrize(
    ("corridor", "told"), [("trans_caspian", True), ("rotterdam", False), ("cpc", False)]
)
def test_a_change_of_a_place_concerns_the_corridors_that_meet_it(corridor: str, told: bool) -> None:
    """Aktau's port moved: a link that shows what leaves from there is told, another is not."""
    tables = load_tables()
    log = changes(
        "## [Unreleased]\n\n### Data\n\n- 2026-03-03.aaaaaaaa: `aktau_port` was 2 km off.\n"
    )
    shown, called = concerned(tables, corridor), full_names(tables)
    head, *rest = describe("2026-02-01.bbbbbbbb", NOW, log, shown, called)
    assert rest == (["3 March 2026: Port of Aktau was 2 km off."] if told else [])
    assert ("1 change may concern" in head) == told


@pytest.mark.parametrize(("shown", "told"), [({"btc"}, False), ({"btc", CLOSED}, True)])
def test_a_change_of_closures_concerns_links_with_something_closed(
    shown: set[str], told: bool
) -> None:
    """Whatever it is that they close, and no other link."""
    log = changes("## [Unreleased]\n\n### Data\n\n- 2026-03-03.aaaaaaaa: `closed`: days count.\n")
    _, *rest = [*describe("2026-02-01.bbbbbbbb", NOW, log, shown, NAMES), ""]
    assert any("days count" in text for text in rest) == told


def test_a_link_of_today_or_of_no_version_is_told_nothing() -> None:
    assert describe(NOW, NOW, FOUND, {"cpc"}, NAMES) == []
    assert describe(None, NOW, FOUND, {"cpc"}, NAMES) == []


def test_a_link_of_newer_data_is_told_so() -> None:
    (text,) = describe("2027-01-01.ffffffff", NOW, FOUND, {"cpc"}, NAMES)
    assert "older data" in text


@pytest.mark.parametrize("bad", ["", "x", "<b>", "2026-13-01.aaaaaaaa", "2026-02-01.XYZ", "\x00"])
def test_a_version_that_cannot_be_read_is_describe(bad: str) -> None:
    (text,) = describe(bad, NOW, FOUND, {"cpc"}, NAMES)
    assert "no data version" in text


@given(st.text(max_size=60))
def test_no_version_raises(text: str) -> None:
    assert len(describe(text, NOW, FOUND, {"cpc"}, NAMES)) >= (text != NOW)


def test_the_changelogs_entries_can_be_read() -> None:
    found = changes(load_document("CHANGELOG.md", ROOT))
    assert len(found) >= 4
    days = [c.version[:10] for c in found]
    assert all(VERSION.fullmatch(c.version) for c in found)
    assert days == sorted(days, reverse=True), "the newest stands first"


def test_the_changelog_names_ids_that_exist() -> None:
    atlas, tables = load_atlas(), load_tables()
    known = {*atlas.corridors, *atlas.legs, *atlas.places}
    known |= {CLOSED, *(row.subject_id for row in tables.subjects)}
    known |= {row.gate_id for row in tables.gates}
    named = {i for c in changes(load_document("CHANGELOG.md", ROOT)) for i in c.ids}
    assert named
    assert named <= known
