"""Return the plural category of a number, after the rules of CLDR for whole numbers."""

from __future__ import annotations

from collections.abc import Callable

Plural = Callable[[int], str]
"""Returns the category of a count: "one", "few", "many" or "other"."""


def _one_or_other(count: int) -> str:
    return "one" if count == 1 else "other"


def _russian(count: int) -> str:
    """Return one for 1, 21, 31; few for 2 to 4, 22 to 24; many for the rest, 11 to 14 included."""
    ones, teens = count % 10, count % 100
    if ones == 1 and teens != 11:
        return "one"
    if ones in {2, 3, 4} and teens not in {12, 13, 14}:
        return "few"
    return "many"


PLURALS: dict[str, Plural] = {"en": _one_or_other, "kk": _one_or_other, "ru": _russian}
"""Languages that may have a folder beside this file. A variant of one (en-XA) counts as it does."""


def plural_of(lang: str) -> Plural | None:
    """Return the rule of a language, or None if it is not known here.

    Parameters
    ----------
    lang
        BCP 47 tag: `ru`, `en-XA`.
    """
    return PLURALS.get(lang.partition("-")[0])
