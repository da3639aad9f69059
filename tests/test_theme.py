"""The colours come from one palette, and can be read: WCAG AA contrast is computed."""

import re
import tomllib
from pathlib import Path

import pytest

from pages.shared.theme import THEME

ROOT = Path(__file__).resolve().parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
GROUNDS = ["backgroundColor", "secondaryBackgroundColor"]
BADGES = sorted(k.removesuffix("TextColor") for k in CONFIG if k.endswith("TextColor"))
AA = 4.5

Colour = tuple[float, float, float]


def parse(text: str) -> Colour:
    """Parse `#rrggbb` as three numbers from 0 to 255."""
    red, green, blue = (int(text.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4))
    return (red, green, blue)


def rgb(key: str) -> Colour:
    """Return a colour of Streamlit's file."""
    return parse(CONFIG[key])


def luminance(colour: Colour) -> float:
    """Compute the relative luminance of an sRGB colour (WCAG 2.2, definition)."""
    shares = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Compute the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    """The measure itself is right at its ends."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((9, 9, 9), (9, 9, 9)) == 1


def test_all_seven_badges_have_colours() -> None:
    """No badge falls back on a colour that nobody checked."""
    assert BADGES == ["blue", "gray", "green", "orange", "red", "violet", "yellow"]
    assert all(f"{name}BackgroundColor" in CONFIG for name in BADGES)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("key", ["textColor", "linkColor", "primaryColor"])
def test_text_reaches_aa(key: str, ground: str) -> None:
    """Text, links and the accent are readable on both grounds."""
    assert contrast(rgb(key), rgb(ground)) >= AA


@pytest.mark.parametrize("ground", GROUNDS)
def test_captions_reach_aa(ground: str) -> None:
    """Streamlit mixes 60 % of the text's colour with the ground for a caption."""
    mixed = [0.6 * t + 0.4 * g for t, g in zip(rgb("textColor"), rgb(ground), strict=True)]
    assert contrast((mixed[0], mixed[1], mixed[2]), rgb(ground)) >= AA


@pytest.mark.parametrize("ground", ["badge", *GROUNDS])
@pytest.mark.parametrize("name", BADGES)
def test_badges_reach_aa(name: str, ground: str) -> None:
    """A badge's words are readable on the badge, and the same colour as plain text."""
    key = f"{name}BackgroundColor" if ground == "badge" else ground
    assert contrast(rgb(f"{name}TextColor"), rgb(key)) >= AA


def test_a_primary_button_reaches_aa() -> None:
    """White on the accent is readable."""
    assert contrast((255, 255, 255), rgb("primaryColor")) >= AA


# One palette: pages/shared/theme.py.

CODE = sorted(
    path
    for folder, pattern in (("static", "*.css"), ("static", "**/*.js"), ("pages", "**/*"))
    for path in (ROOT / folder).glob(pattern)
    if path.suffix in {".css", ".js", ".py", ".html"} and "vendor" not in path.parts
)
PALETTE = ROOT / "pages" / "shared" / "theme.py"
HEX = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{3}){1,2}\b(?![\w-])")
USED = re.compile(r"var\(--([\w-]+)\)")
SET = re.compile(r"(?<![\w-])--([\w-]+):")


def test_streamlit_has_the_colours_of_the_palette() -> None:
    """Streamlit reads its file before our code runs, so it holds them a second time."""
    kept = {key: value for key, value in CONFIG.items() if key.endswith("Color")}
    assert kept == THEME.streamlit_options()
    bar = CONFIG["sidebar"]
    assert bar["backgroundColor"] == THEME.white
    assert bar["secondaryBackgroundColor"] == THEME.soft


def test_no_other_file_names_a_colour(subtests: pytest.Subtests) -> None:
    """Sheets, scripts and pages take their colours from the palette."""
    assert len(CODE) > 30
    assert PALETTE in CODE
    for path in CODE:
        if path == PALETTE:
            continue
        with subtests.test(path.relative_to(ROOT).as_posix()):
            assert HEX.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("color: #0b6fa4;", ["#0b6fa4"]),
        ("'#fff'", ["#fff"]),
        ("&#39; #top #selector-name", []),
        ("# a remark", []),
    ],
)
def test_a_colour_is_seen(text: str, found: list[str]) -> None:
    """The search finds what it searches."""
    assert HEX.findall(text) == found


def test_a_sheet_uses_only_what_is_set(subtests: pytest.Subtests) -> None:
    """A misspelt custom property would be no colour at all, without a word."""
    sheets = [path for path in CODE if path.suffix == ".css"]
    assert len(sheets) > 5
    for sheet in sheets:
        with subtests.test(sheet.name):
            text = sheet.read_text("utf-8")
            known = set(THEME.for_map() if sheet.name == "map.css" else THEME.properties())
            assert set(USED.findall(text)) - known - set(SET.findall(text)) == set()


def test_every_colour_is_used() -> None:
    """A field of the palette that nothing draws with is one to be forgotten."""
    text = "".join(path.read_text("utf-8") for path in CODE if path != PALETTE)
    ours = set(USED.findall(text))
    ours |= {name.replace("_", "-") for name in re.findall(r"(?:THEME|theme)\.(\w+)", text)}
    config = set(THEME.streamlit_options().values())
    unused = [name for name, value in THEME.properties().items() if name not in ours]
    assert [name for name in unused if THEME.properties()[name] not in config] == []


def test_the_css_sets_every_colour() -> None:
    """What the pages' sheets build on is one rule."""
    assert THEME.css().startswith(":root{")
    assert set(SET.findall(THEME.css())) == set(THEME.properties())
    assert "--outside-dark:#084c74;" in THEME.css()


WORDS = {
    "white": ("ink", "dim", "outside", "inside", "map_ink", "map_text", "map_dim", "legend"),
    "soft": ("ink", "dim", "outside", "inside"),
    "outside_pale": ("outside_dark", "ink"),
    "inside_pale": ("inside_dark", "ink"),
    "unsure_pale": ("unsure_dark",),
    "notice_pale": ("notice_dark",),
    "bottleneck_pale": ("ink",),
    "land": ("map_ink", "corridor_name", "state_name", "city_name", "legend"),
    "home": ("map_ink", "corridor_name", "home_name", "city_name", "legend"),
    "water": ("map_ink", "corridor_name", "sea_name", "state_name", "legend"),
    "tint": ("map_ink", "corridor_name", "avoided_name", "legend"),
    "outside": ("white",),
    "inside": ("white",),
}
"""Colours of words, by the ground that they meet."""


@pytest.mark.parametrize(
    ("ground", "words"), [(ground, words) for ground, all_ in WORDS.items() for words in all_]
)
def test_words_reach_aa_on_their_ground(ground: str, words: str) -> None:
    """Of the pages and of the map."""
    assert contrast(parse(getattr(THEME, words)), parse(getattr(THEME, ground))) >= AA
