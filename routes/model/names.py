"""Word things for people: numbers, states, places, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

COUNTED = 3
"""From so many states on they are counted."""

PROPER = {
    **{small: small.upper() for small in ("spm", "btc", "cpc", "kcp", "kmg", "eu")},
    **{
        name.lower(): name
        for name in (
            "Kazakh",
            "Kashagan",
            "Kuryk",
            "Yeskene",
            "Russian",
            "Russia",
            "China",
            "Kavkazskaya",
            "Kropotkinskaya",
            "KazTransOil",
        )
    },
    "kmtf": "Kazmortransflot",
}
"""Words of a quantity's name that have capitals."""


def short(name: str) -> str:
    """Shorten an authored point's name to the place it is named after.

    >>> short("Kigach river: Kazakh-Russian border"), short("Ganja, N of the city")
    ('Kigach river', 'Ganja')
    """
    return re.sub(r" pump station$", "", re.split(r"[,:(]", name)[0].strip())


def km(value: float) -> str:
    """Write kilometres: whole ones with a thousands comma, one decimal below ten."""
    return f"{value:,.0f} km" if value >= 10 or value == 0 else f"{value:.1f} km"


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    words = list(words)
    return "".join(words) if len(words) < 2 else ", ".join(words[:-1]) + " and " + words[-1]


def territory(codes: Iterable[str], names: dict[str, str]) -> str:
    """Name the territory of the states to avoid."""
    codes = sorted(codes)
    if codes == ["RU"]:
        return "Russian territory"
    return f"the territory of {avoided(codes, names)}"


def avoided(codes: Iterable[str], names: dict[str, str]) -> str:
    """Name the states to avoid, or count them where their names would fill a sentence.

    >>> avoided(["RU"], {"RU": "Russia"}), avoided(["BY", "CN", "RU"], {})
    ('Russia', 'the 3 states to avoid')
    """
    codes = list(codes)
    return states(codes, names) if len(codes) < COUNTED else f"the {len(codes)} states to avoid"


def states(codes: Iterable[str], names: dict[str, str]) -> str:
    """List states by name, those to avoid or any others."""
    return listed(names.get(code, code) for code in sorted(codes))


def date(text: str | None) -> str:
    """Write a date as precisely as it is known: 5 July 2022, March 2022, 2022."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "")
    if not found:
        return text or "undated"
    year, month, day = found.groups()
    parts = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(part for part in parts if part)


def quantity_name(quantity: str, names: Mapping[str, str] | None = None) -> str:
    """Word a quantity of figures.csv: what was counted, without the unit.

    `names` are states by code, for a length in one of them.

    >>> quantity_name("length_km_in_GE", {"GE": "Georgia"}), quantity_name("kazakh_oil_forecast")
    ('length in Georgia', 'Kazakh oil, forecast')
    """
    words, _, holder = quantity.partition(":")
    words = re.sub(r"_percent$|_nm$|(?<=diameter)_(mm|in)$|(?<!new)_km(?=_|$)", "", words)
    words = re.sub(r"_(forecast|plan)(?=_|$)", r", \1", words).replace("_", " ")
    words = re.sub(r"[a-z]+", lambda word: PROPER.get(word.group(), word.group()), words)
    words = re.sub(r"\bin ([A-Z]{2})\b", lambda m: f"in {(names or {}).get(m[1], m[1])}", words)
    return f"{words} of {holder}" if holder else words
