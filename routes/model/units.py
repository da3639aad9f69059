"""Convert quantities of oil, gas and cargo: the only module that does.

Tonnes and barrels are different quantities: the factor between them is the oil's density, and
each conversion says whether it assumed one.
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass

from routes.model.errors import MultivectorError

DAYS_A_YEAR = 365.0
"""Days for which a published rate a day runs: it has no year of its own."""

WHOLE_YEAR = 366
"""Days of a closure that lasts for the whole year, whichever year it is."""

TO_MT = {
    "Mt": 1.0,
    "Mt/y": 1.0,
    "thousand t": 1e-3,
    "thousand t/y": 1e-3,
    "t": 1e-6,
    "Mt/month": 12.0,
    "thousand t/month": 12e-3,
    "t/d": 365e-6,
    "t/h": 8760e-6,
}
"""Million tonnes (a year) in one unit: exact, no density. A month is a twelfth of a year."""

TO_BCM = {"bcm": 1.0, "bcm/y": 1.0}
"""Billion cubic metres of gas (a year) in one unit; at whose temperature no source here says."""

TO_BBL = {"bbl": 1.0, "million bbl": 1e6, "billion bbl": 1e9, "thousand m3": 1e3 / 0.158987294928}
"""Barrels in one unit; a barrel is 42 US gallons, 0.158987294928 m³."""

TO_BBL_A_DAY = {"bbl/d": 1.0, "million bbl/d": 1e6, "million bbl/month": 12e6 / DAYS_A_YEAR}
KM_PER = {"km": 1.0, "mile": 1.609344, "nm": 1.852, "m": 1e-3, "mm": 1e-6, "inch": 2.54e-5}
USD = {"USD": 1.0, "million USD": 1e6, "billion USD": 1e9}
RUB = {"RUB": 1.0, "billion RUB": 1e9}
COUNTS = frozenset(
    {
        "tankers",
        "moorings",
        "people",
        "drones",
        "trains",
        "mines",
        "days",
        "hours",
        "months",
        "year",
        "thousand TEU",
        "ferries",
        "times",
    }
)
"""What is counted, and spans of time: no other unit is compared with it."""

COMMON = (
    (TO_MT, "Mt"),
    (TO_BCM, "bcm"),
    (TO_BBL, "bbl"),
    (TO_BBL_A_DAY, "bbl/d"),
    (KM_PER, "km"),
    (USD, "USD"),
    (RUB, "RUB"),
)

DIMENSIONS = {
    **dict.fromkeys(TO_MT, "mass"),
    **dict.fromkeys(TO_BCM, "gas"),
    **dict.fromkeys(TO_BBL, "volume"),
    **dict.fromkeys(TO_BBL_A_DAY, "volume a day"),
    **dict.fromkeys(KM_PER, "length"),
    **dict.fromkeys((*USD, *RUB), "money"),
    **dict.fromkeys(sorted(COUNTS), "count"),
    "%": "share",
    "bbl/t": "density",
    "million boe": "energy",
}
"""Every unit a figure may have, and what it measures: a closed list."""

BBL_PER_T = 7.33
"""Barrels a tonne by the usual rule for average crude (Energy Institute convention); Tengiz crude
is lighter, near 8.0, and CPC Blend differs too: marked as assumed wherever it is used."""

BBL_PER_T_LIGHT = 8.0
"""Barrels a tonne of the lightest crude here, that of Tengiz (59.8 million bbl = 7.5 Mt)."""


@dataclass(frozen=True)
class Converted:
    """A value in the unit of comparison.

    Attributes
    ----------
    value
        The value, at 7.33 barrels a tonne where a density had to be assumed.
    unit
        Its unit: Mt, bcm, bbl, bbl/d, km, USD, RUB, or the unit as published.
    low, high
        Bounds in the same unit; they differ from `value` where a density had to be assumed,
        between 7.33 and 8.0 barrels a tonne.
    """

    value: float
    unit: str
    low: float
    high: float

    @property
    def assumed(self) -> bool:
        """Whether a density was assumed."""
        return self.low != self.high


def comparable(value: float, unit: str) -> tuple[float, str]:
    """Convert a value to the unit in which rivals are compared, without any density.

    >>> comparable(67.0, "million t/y"), comparable(56.1, "Mt"), comparable(1.0, "mile")
    ((67.0, 'million t/y'), (56.1, 'Mt'), (1.609344, 'km'))

    Parameters
    ----------
    value
        As published.
    unit
        Its unit, one of `DIMENSIONS`.

    Returns
    -------
    (value, unit): Mt, bcm, bbl, bbl/d, km, USD, RUB, or the unit as published.
    """
    for table, common in COMMON:
        if unit in table:
            return value * table[unit], common
    return value, unit


def convert(value: float, unit: str, common: str) -> Converted | None:
    """Convert a published value to a unit of comparison; None where it is not convertible.

    Tonnes and barrels are converted at 7.33 barrels a tonne, with what 8.0 would give as the
    other bound; a rate a day runs for 365 days.

    >>> convert(7.33, "million bbl", "Mt").value, convert(5.0, "km", "Mt")
    (1.0, None)

    Parameters
    ----------
    value
        As published.
    unit
        Its unit, one of `DIMENSIONS`.
    common
        Unit wanted: Mt, bcm, bbl, bbl/d, km, USD or RUB.
    """
    plain, own = comparable(value, unit)
    if own == common:
        return Converted(plain, common, plain, plain)
    days = {"bbl": 1.0, "bbl/d": DAYS_A_YEAR}
    if common == "Mt" and own in days:
        ends = [plain * days[own] / density / 1e6 for density in (BBL_PER_T, BBL_PER_T_LIGHT)]
    elif own == "Mt" and common in days:
        ends = [plain * 1e6 * density / days[common] for density in (BBL_PER_T, BBL_PER_T_LIGHT)]
    else:
        return None
    return Converted(ends[0], common, min(ends), max(ends))


def in_mtpa(value: float, unit: str) -> float:
    """Convert an amount of a year, or a rate, to million tonnes a year.

    Barrels become tonnes at `BBL_PER_T`, which is assumed; moorings stay as they are.

    >>> in_mtpa(1500.0, "thousand t/month"), in_mtpa(1.0, "t/h")
    (18.0, 0.00876)

    Parameters
    ----------
    value
        As published.
    unit
        Its unit: of a mass, a volume, a rate, or `moorings`.

    Raises
    ------
    MultivectorError
        If the unit is none of an amount or a rate of oil.
    """
    if unit == "moorings":
        return value
    converted = convert(value, unit, "Mt")
    if converted is None:
        raise MultivectorError(f"unit '{unit}' is no amount or rate of oil")
    return converted.value


def days_in(year: int) -> int:
    """Return the number of days of a year: 366 in 2024.

    Parameters
    ----------
    year
        Year of the Gregorian calendar.
    """
    return 366 if isleap(year) else 365


def in_kbd(mtpa: float, year: int | None = None) -> float:
    """Convert million tonnes a year to thousand barrels a day, at `BBL_PER_T`.

    >>> round(in_kbd(50.0)), round(in_kbd(50.0, 2024))
    (1004, 1001)

    Parameters
    ----------
    mtpa
        Million tonnes a year.
    year
        The year whose days are counted; None for one of 365 days.
    """
    return mtpa * 1e3 * BBL_PER_T / (DAYS_A_YEAR if year is None else days_in(year))
