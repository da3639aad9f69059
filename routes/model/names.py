"""Read English names out of what the data calls things: points of a line, quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping

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

    Parameters
    ----------
    name
        As in waypoints.csv.
    """
    return re.sub(r" pump station$", "", re.split(r"[,:(]", name)[0].strip())


def known_place(name: str, kind: str) -> str:
    """Return the place that readers know a point of a line by; "" where it has none.

    >>> known_place("Ganja, N of the city", "waypoint"), known_place("S of Dossor", "waypoint")
    ('Ganja', '')
    >>> known_place("Ionian Sea S", "sea"), known_place("Aral Sea station", "station")
    ('', 'Aral Sea station')
    >>> known_place("Georgian-Turkish border at Türkgözü", "border"), known_place("Samur", "border")
    ('Türkgözü', '')

    Parameters
    ----------
    name
        As in waypoints.csv.
    kind
        What lies there, a `PointKind`.
    """
    if kind == "waypoint":
        town = re.fullmatch(r"(.+), [NESW]{1,3} of the (?:town|city)", name)
        return town[1] if town else ""
    if kind == "border":
        at = re.search(r"border at (.+)$", name)
        return at[1] if at else ""
    return "" if kind in {"sea_waypoint", "sea"} else short(name)


def quantity_words(quantity: str, names: Mapping[str, str] | None = None) -> str:
    """Return the English name of a quantity of figures.csv, without its unit and holder.

    >>> quantity_words("length_km_in_GE", {"GE": "Georgia"}), quantity_words("kazakh_oil_forecast")
    ('length in Georgia', 'Kazakh oil, forecast')

    Parameters
    ----------
    quantity
        As in the table: `capacity_plan`, `stake_percent`.
    names
        States by code, for a length in one of them.
    """
    words = re.sub(r"_percent$|_nm$|(?<=diameter)_(mm|in)$|(?<!new)_km(?=_|$)", "", quantity)
    words = re.sub(r"_(forecast|plan)(?=_|$)", r", \1", words).replace("_", " ")
    words = re.sub(r"[a-z]+", lambda word: PROPER.get(word.group(), word.group()), words)
    return re.sub(r"\bin ([A-Z]{2})\b", lambda m: f"in {(names or {}).get(m[1], m[1])}", words)
