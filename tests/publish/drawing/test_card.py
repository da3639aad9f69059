"""The card of a view: nothing on it is cut off, no letter is missing, and it says what it shows."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageFont

from pages.shared import store
from publish.drawing import card as drawing
from publish.drawing.card import card, variants, words_of
from publish.drawing.letters import folder
from publish.drawing.press import press
from publish.said import said
from publish.viewed import read

PANEL, EDGE = 520, 40
"""Pixels: the width of the words' panel, and where the words begin."""
ABOVE, AIR = 116, 4
"""Pixels: where the sentence begins, and what is free above it and below."""
LONGEST = {
    "six states": ("Map", "avoid=AZ,CN,GE,IR,RU,TR&asof=article"),
    "twelve corridors": (
        "Map",
        (
            "avoid=BY,RU&year=2024&borders=de_facto&routes="
            "cpc,btc,china,trans_caspian,btk,atyrau_samara,aktau_makhachkala,baku_novorossiysk,"
            "baku_supsa,druzhba,northern,rotterdam"
        ),
    ),
    "eight closures": (
        "Closure",
        (
            "year=2023&avoid=BY,RU&closed=cpc_loading:0.333333:30,aktau_port:0.5,RU:0:10,"
            "btc:0.1,novorossiysk_cpc_terminal:0:40,AZ:0.5:20,GE:0.2:15,atasu_alashankou:0:60"
        ),
    ),
    "many ways": ("Journeys", "from=karachaganak&to=rotterdam&avoid=AZ,GE,RU&asof=article"),
    "a step": ("Story", "step=7"),
    "what is not known": ("Trend", "avoid=AZ,CN,GE,IR,RU,TR"),
    "a long event": ("Timeline", "event=tengiz-btc-first-2023-03-23&avoid=AZ,CN,GE"),
    "a link that cannot be read": ("Map", "avoid=XX&routes=nothing&year=1&asof=article"),
}
LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЩщЪъ–−×·…’“”"


def pixels(png: bytes) -> Image.Image:
    """Open a picture."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def is_white(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Tell whether nothing is drawn in a box: left, top, right, bottom."""
    return image.crop(box).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("case", LONGEST)
def test_words_stay_in_their_panel(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page, query = LONGEST[case]
    image = pixels(card(read(page, query)))
    assert image.size == (1200, 630)
    assert is_white(image, (10, 0, EDGE - 4, 630)), "left of the words"
    assert is_white(image, (PANEL - 16, 0, PANEL, 630)), "right of them"
    assert is_white(image, (10, 0, PANEL, 28)), "above them"
    assert is_white(image, (10, 616, PANEL, 630)), "below them"
    # What stands above and below the sentence is as it is without one, and air is between them.
    monkeypatch.setattr(drawing, "variants", lambda _: [{"first": [], "second": []}])
    bare = pixels(card(read(page, query)))
    rows = [y for y in range(630) if not is_white(bare, (EDGE, y, PANEL - 16, y + 1))]
    above = max(y for y in rows if y < ABOVE)
    below = min(y for y in rows if y > ABOVE)
    for top, bottom in ((0, above + AIR), (below - AIR, 630)):
        box = (10, top, PANEL, bottom)
        assert image.crop(box).tobytes() == bare.crop(box).tobytes()
    assert not is_white(image, (EDGE, above + AIR, PANEL - 16, below - AIR))


@pytest.mark.parametrize("case", LONGEST)
def test_some_words_of_the_longest_are_left_and_none_is_half(case: str) -> None:
    viewed = read(*LONGEST[case])
    words = words_of(viewed.page, said(viewed))
    found = variants(words)
    lengths = [sum(len(text) for text, _ in one["first"]) for one in found]
    assert lengths == sorted(lengths, reverse=True)
    assert 10 < lengths[-1] <= drawing.ROOMS[-1][0]
    whole = re.findall(r"\w+", words.first)
    for one in found:
        shown = "".join(text for text, _ in one["first"])
        assert set(re.findall(r"\w+", shown)) <= set(whole)


def test_every_letter_of_a_name_is_in_the_font() -> None:
    tables = store.library().tables
    texts = [LETTERS]
    for rows in (tables.places, tables.corridors, tables.legs, tables.events, tables.story):
        assert len(list(rows)) > 5
        texts += [value for row in rows for _, value in row if isinstance(value, str)]
    letters = sorted({letter for text in texts for letter in text if letter.isprintable()})
    assert set("ҚғәҮ") <= set(letters)
    for weight in ("Regular", "Semibold", "Bold"):
        font = ImageFont.truetype(str(folder() / f"SourceSansPro-{weight}.ttf"), 40)
        missing = bytes(font.getmask("\uffff"))
        assert missing, "a letter that no font has is drawn as a box"
        assert [
            one for one in letters if not one.isspace() and bytes(font.getmask(one)) == missing
        ] == []


def test_a_letter_that_is_missing_would_be_seen() -> None:
    font = ImageFont.truetype(str(folder() / "SourceSansPro-Regular.ttf"), 40)
    assert bytes(font.getmask("漢")) == bytes(font.getmask("\uffff"))
    assert bytes(font.getmask("Қ")) != bytes(font.getmask("\uffff"))


def test_a_link_that_cannot_be_read_is_told_on_its_card() -> None:
    plain, told = (pixels(card(read("Map", query))) for query in ("", "avoid=RU,XX"))
    assert plain.crop((PANEL, 0, 1200, 630)).tobytes() == told.crop((PANEL, 0, 1200, 630)).tobytes()
    assert plain.tobytes() != told.tobytes()


def test_a_story_says_the_states_of_its_own_step() -> None:
    viewed = read("Story", "step=2&avoid=CN")
    with viewed.spoken():
        assert drawing.facts(viewed.page, viewed.view) == "Avoiding Russia · 2022"


def test_no_text_is_taken_for_markup() -> None:
    bad = '#panic("x") *b* $1$ <a> @x \\ \n = y'
    data = {
        "title": bad,
        "kickers": [bad],
        "variants": [{"first": [(bad, True)], "second": [(bad, False)]}],
        "facts": bad,
        "version": bad,
        "notice": bad,
        "kind": "numbers",
        "numbers": [(bad, bad)] * 4,
    }
    assert pixels(press("card.typ", data)).size == (1200, 630)
