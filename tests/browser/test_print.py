"""A printed page: Chromium makes the PDF, PDFium reads it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page

from pages.shared.store import library
from pages.shared.theme import THEME
from pages.shared.view.parameter import PAGES
from tests.browser.helpers import MAP, Server, box_of, console_errors, watch, whole

pytestmark = pytest.mark.browser
QUERIES = {
    "Map": "?routes=cpc,btc,trans_caspian&focus=cpc",
    "Closure": "?closed=cpc_loading:0.5:30:2022-03-22",
    "Story": "?step=3",
}
CONTROLS = {
    "Copy link",
    "States to avoid",
    "Add a state",
    "Named in the article",
    "Equal lines",
    "Only those that bypass",
    "What closes?",
    "Cite this",
    "Search figures",
    "Show on the map",
    "Open this view on the map",
    "What other sources add",
}
"""Words of controls that stand nowhere else."""
GROUNDS = {
    tuple(bytes.fromhex(getattr(THEME, name)[1:]))
    for name in ("water", "land", "tint", "home", "coast")
}
CODE = np.array([65536, 256, 1])
"""Makes one number of the three of a colour."""
LEAST_OF_A_SHEET = 0.1
"""Part of a sheet that a map covers at least."""
TEXTS = """() => {
    const found = [];
    const read = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (read.nextNode()) {
        const told = read.currentNode.parentElement;
        const one = told.closest('.mv-card, .mv-quote, .mv-sentence, .mv-happening, .mv-method, '
            + '.mv-trips td, .mv-step, .mv-unfold, .mv-entry, .st-key-method');
        const left = told.closest('.mv-read, .mv-why > summary, button, .wide, .broad, .mv-unseen, '
            + '.mv-compare, .mv-screen-only, .mv-what, .mv-trips td:last-child, style, '
            + '[data-testid=stRadio], [class*=st-key-cite]');
        if (one && !left && read.currentNode.data.trim()) found.push(read.currentNode.data);
    }
    return found;
}"""
"""What cards say, folded or not, but for marks that are explained once, among the notes."""


def bare(text: str) -> str:
    """Leave out of a text what lines and styles change: spaces, hyphens, capitals, notes."""
    return re.sub(r"\s|\[\d+\]|[-\xad\x02\ufffe]", "", text).casefold()


def map_on(sheet: pypdfium2.PdfPage) -> tuple[float, float, float, float] | None:
    """Return where a sheet has a map: left, top, right, bottom as parts of the sheet."""
    image = np.asarray(sheet.render(scale=0.5).to_pil().convert("RGB"))
    drawn = np.isin(image @ CODE, [np.array(ground) @ CODE for ground in GROUNDS])
    if drawn.mean() < LEAST_OF_A_SHEET:
        return None
    ys, xs = np.nonzero(drawn)
    height, width = drawn.shape
    return xs.min() / width, ys.min() / height, xs.max() / width, ys.max() / height


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_whole(server: Server, page: Page, tmp_path: Path, name: str) -> None:
    watch(page)
    path = "" if name == "Map" else name
    page.goto(f"{server.url}/{path}{QUERIES.get(name, '')}")
    whole(page)
    texts = [text for text in page.evaluate(TEXTS) if text.strip()]
    assert texts
    before = page.url, page.locator("details[open]").count()
    frames = [box_of(frame) for frame in page.locator(MAP).all()]

    page.pdf(path=tmp_path / "page.pdf", format="A4")
    sheets = list(pypdfium2.PdfDocument(tmp_path / "page.pdf"))
    told = [sheet.get_textpage().get_text_range() for sheet in sheets]
    version = library().atlas.data_version
    for number, text in enumerate(told, 1):
        assert f"Data version {version}" in text, number
        assert f"Sheet {number} of {len(told)}" in text
        assert page.title() in text
        assert f"{server.url}/{path}?v=1&routes=" in text, number
        assert bare(f"d={version}") in bare(text), "the whole link, with its data"
    everything = bare("".join(told))
    for control in CONTROLS if name != "Method" else ():  # which tells of them
        assert bare(control) not in everything, control
    missing = [text for text in texts if bare(text) not in everything]
    assert not missing, missing[:5]

    maps = [found for found in map(map_on, sheets) if found]
    assert len(maps) == len(frames)
    for left, top, right, bottom in maps:
        assert left > 0.04
        assert right < 0.96, "cut at the side"
        assert (right - left) * 210 / ((bottom - top) * 297) == pytest.approx(900 / 580, rel=0.02)
        assert "naturalearth;leaflet" in everything, "the last corner of the map"

    # Nothing is left of it on the screen, and nobody was told of a move.
    page.wait_for_timeout(600)
    assert (page.url, page.locator("details[open]").count()) == before
    assert [box_of(frame) for frame in page.locator(MAP).all()] == frames
    assert page.locator("[data-note]").count() == 0
    assert console_errors(page) == []


def test_addresses_are_written_out_and_a_long_list_says_what_is_left_out(
    server: Server, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{server.url}/Sources")
    whole(page)
    links = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('[data-testid=stMain] a[href^=http]')]"
        ".map((a) => a.href))]"
    )
    assert len(links) > 30
    page.pdf(path=tmp_path / "page.pdf", format="A4", landscape=True)
    sheets = list(pypdfium2.PdfDocument(tmp_path / "page.pdf"))
    told = bare("".join(sheet.get_textpage().get_text_range() for sheet in sheets))
    assert [link for link in links if bare(link) not in told] == []
    of = len(library().tables.sources) - 1
    assert bare(f"the first 40 of this list; {of - 40} more") in told
