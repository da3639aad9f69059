"""The method in two layers: readers first, in plain words; every link leads to a heading."""

from __future__ import annotations

import re

from pages.shared.cards.method import (
    CLOSURES,
    HEADING,
    LINK,
    anchor,
    layers,
    method_link_html,
    repository_anchor,
)
from pages.shared.view.model import known_from
from routes.files.load import load_atlas, load_document, load_tables
from tests.pages.helpers import opened, texts

METHOD, CALIBRATION = (load_document(name) for name in ("method.md", "calibration.md"))
READERS, DEVELOPERS = layers(METHOD, CALIBRATION)
HEADINGS = HEADING.findall(f"{READERS}\n{DEVELOPERS}")


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    anchors = [anchor(title) for _, title in HEADINGS]
    assert len(set(anchors)) == len(anchors), "two headings have one anchor"
    links = LINK.findall(READERS)
    assert len(links) > 8
    assert [link for link in (*links, *LINK.findall(DEVELOPERS)) if link not in anchors] == []


def test_every_link_within_the_document_leads_to_a_heading_of_the_repository() -> None:
    """The calibration is another document there."""
    anchors = [repository_anchor(title) for _, title in HEADING.findall(METHOD)]
    assert [link for link in LINK.findall(METHOD) if link not in anchors] == [
        repository_anchor("How well the lines are known")
    ]


def test_readers_come_first_and_on_about_one_screen() -> None:
    """No file, command or library is named before the heading for developers."""
    assert READERS.startswith("# Method\n")
    assert 200 < len(READERS.split()) < 500
    assert re.findall(r"`[^`]+`|HiGHS|make data|\.csv", READERS) == []
    for asked in ("verdict", "range", "exact", "borders", "not known"):
        assert asked in READERS.lower(), asked


def test_contents_list_every_section_for_developers() -> None:
    sections = [title for marks, title in HEADING.findall(DEVELOPERS) if len(marks) == 3]
    assert len(sections) > 12
    contents = re.findall(r"^- \[.+\]\(#(.+)\)$", DEVELOPERS, re.MULTILINE)
    assert contents[: len(sections)] == [anchor(title) for title in sections]
    assert [marks for marks, _ in HEADINGS].count("#") == 1


def test_closure_links_to_how_it_is_computed() -> None:
    """The view goes along, and the anchor is that of a heading of the page."""
    view = known_from(load_atlas(), load_tables()).default
    link = method_link_html(view.replaced(year=2023))
    assert re.search(r'href="Method\?v=1&amp;[^"]*year=2023[^"]*#two-cases"', link)
    assert CLOSURES in {title for _, title in HEADINGS}
    assert "#two-cases" in texts(opened("pages/Closure.py", year="2023"))
