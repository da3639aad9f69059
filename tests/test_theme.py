"""The theme's colours can be read: WCAG AA contrast, computed from .streamlit/config.toml."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
GROUNDS = ["backgroundColor", "secondaryBackgroundColor"]
BADGES = sorted(k.removesuffix("TextColor") for k in THEME if k.endswith("TextColor"))
AA = 4.5

Colour = tuple[float, float, float]


def rgb(key: str) -> Colour:
    """Read a colour of the theme as three numbers from 0 to 255."""
    text = THEME[key].lstrip("#")
    red, green, blue = (int(text[i : i + 2], 16) for i in (0, 2, 4))
    return (red, green, blue)


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
    assert all(f"{name}BackgroundColor" in THEME for name in BADGES)


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
