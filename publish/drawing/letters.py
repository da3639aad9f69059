"""Measure words in the font that pictures are set in, and break them into lines."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import ImageFont

from routes.model.errors import DataError

FAMILY: Final = "Source Sans Pro"
"""Family of the font, which is a package: no picture hangs on what a machine has."""
FAMILIES: Final = f"'{FAMILY}', 'Source Sans 3', 'Source Sans', Helvetica, Arial, sans-serif"
"""Families that a picture names, the first that is there is taken: SVG travels without its font."""
STEM: Final = "SourceSansPro"
FACES: Final = {
    (400, False): "Regular",
    (600, False): "Semibold",
    (700, False): "Bold",
    (400, True): "It",
    (600, True): "SemiboldIt",
}
"""Files of the font by weight and whether they are italic."""
SIGNS: Final = str.maketrans({"✕": "×", "◐": "◆", "\n": " ", "\t": " "})
"""Signs that the font has not, with those that stand for them in a picture."""
BREAKS: Final = frozenset("&,?/–-")
"""Letters after which a word that is wider than a line may be cut."""
KEPT: Final = frozenset(" \u00a0")
"""Spaces; at the second no line is broken."""
NO_LETTER: Final = "\uffff"
UNITS: Final = 200
"""Pixels of the letters that are measured; what is asked for is a part of it."""


@cache
def folder() -> Path:
    """Return the folder of the font's files.

    Raises
    ------
    DataError
        If its package is not installed.
    """
    package = find_spec("font_source_sans_pro")
    if package is None or not package.submodule_search_locations:
        raise DataError(
            "font_source_sans_pro", None, "is not installed", "install requirements.txt"
        )
    return Path(package.submodule_search_locations[0]) / "files"


def files() -> list[str]:
    """List the files of the font that pictures use."""
    return [str(folder() / f"{STEM}-{face}.ttf") for face in FACES.values()]


@cache
def _face(weight: int, italic: bool) -> ImageFont.FreeTypeFont:
    # As CSS chooses among what is there: 500 takes the regular, what is heavier the next one up.
    there = [one for one, slanted in FACES if slanted == italic]
    heavy = next((one for one in there if one >= weight > 500), max(there))
    return ImageFont.truetype(
        folder() / f"{STEM}-{FACES[heavy if weight > 500 else 400, italic]}.ttf", UNITS
    )


@lru_cache(maxsize=4_000)
def _has(letter: str) -> bool:
    """Return whether the font has a letter; of those that it has not it draws one box."""
    face = _face(400, False)
    return bytes(face.getmask(letter)) != bytes(face.getmask(NO_LETTER))


@lru_cache(maxsize=4_000)
def _printed(letter: str) -> str:
    if letter in KEPT:
        return letter
    if unicodedata.category(letter) == "Cf":  # joins or parts what stands beside it
        return ""
    return letter if letter.isprintable() and _has(letter) else "?"


def printable(words: str) -> str:
    """Return words of letters that the font has: signs as those beside it, what is foreign as ?.

    What a reader typed into an address may stand in a picture, and a PDF that is to be archived
    takes no letter without its form.

    Parameters
    ----------
    words
        Text.
    """
    plain = unicodedata.normalize("NFC", words).translate(SIGNS)
    return "".join(map(_printed, plain))


@lru_cache(maxsize=20_000)
def width(words: str, size: float, weight: int = 400, italic: bool = False) -> float:
    """Measure words in one line, in pixels.

    Parameters
    ----------
    words
        Text.
    size
        Pixels of the letters.
    weight
        Weight of the font, 100 to 900.
    italic
        Whether the letters are italic.
    """
    return _face(weight, italic).getlength(words) * size / UNITS


def lines(words: str, size: float, room: float, weight: int = 400) -> list[str]:
    """Break words into lines that fit a room; a word that is wider is cut.

    Parameters
    ----------
    words
        Text.
    size
        Pixels of the letters.
    room
        Width in pixels.
    weight
        Weight of the font.
    """
    broken: list[str] = []
    words = printable(words)
    line = ""
    for word in words.split(" "):
        for piece in _pieces(word, size, room, weight) if word else ():
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size, weight) > room:
                broken.append(line)
                line = piece
            else:
                line = longer
    return [*broken, line] if line else broken


def _pieces(word: str, size: float, room: float, weight: int) -> list[str]:
    """Cut a word that is wider than a line, such as an address."""
    if width(word, size, weight) <= room or len(word) < 2:
        return [word]
    kept = 1
    while width(word[: kept + 1], size, weight) <= room:
        kept += 1
    # An address is cut where one of its parts ends, a compound at its dash.
    ends = [n + 1 for n, letter in enumerate(word[:kept]) if letter in BREAKS]
    kept = ends[-1] if ends and ends[-1] > kept / 3 else kept
    return [word[:kept], *_pieces(word[kept:], size, room, weight)]
