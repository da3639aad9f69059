"""Convert quantities of oil and cargo; the only module that does.

Tonnes and barrels are different quantities: the factor between them is the oil's density, and
each conversion says which one it assumed.
"""

from __future__ import annotations

from routes.errors import MultivectorError

TO_MT = {"Mt": 1.0, "Mt/y": 1.0, "thousand t": 1e-3, "thousand t/y": 1e-3, "t": 1e-6}
"""Million tonnes (a year) in one unit: exact, no density."""

TO_BBL = {"bbl": 1.0, "million bbl": 1e6, "billion bbl": 1e9}
TO_BBL_A_DAY = {"bbl/d": 1.0, "million bbl/d": 1e6}

BBL_PER_T = 7.33
"""Barrels a tonne by the usual rule for average crude (Energy Institute convention); Tengiz crude
is lighter, near 8.0, and CPC Blend differs too: marked as assumed wherever it is used."""

KM_PER = {"km": 1.0, "mile": 1.609344, "nm": 1.852, "m": 0.001}


def comparable(value: float, unit: str) -> tuple[float, str]:
    """Convert a value to the unit in which rivals are compared, without any density.

    Returns
    -------
    (value, unit): Mt, bbl, bbl/d, km, or the unit as published.
    """
    for table, common in ((TO_MT, "Mt"), (TO_BBL, "bbl"), (TO_BBL_A_DAY, "bbl/d"), (KM_PER, "km")):
        if unit in table:
            return value * table[unit], common
    return value, unit


DAYS = 365.0


def in_mtpa(value: float, unit: str) -> float:
    """Convert an amount of a year, or a rate, to million tonnes a year.

    Barrels become tonnes at `BBL_PER_T`, which is assumed; moorings and other counts stay as
    they are.

    Raises
    ------
    MultivectorError
        If the unit is none of an amount or a rate of oil.
    """
    if unit in TO_MT:
        return value * TO_MT[unit]
    if unit == "Mt/month":
        return value * 12
    if unit == "t/d":
        return value * 1e-6 * DAYS
    if unit in TO_BBL:
        return value * TO_BBL[unit] / BBL_PER_T / 1e6
    if unit in TO_BBL_A_DAY:
        return value * TO_BBL_A_DAY[unit] * DAYS / BBL_PER_T / 1e6
    if unit == "moorings":
        return value
    raise MultivectorError(f"unit '{unit}' is no amount or rate of oil")


def in_kbd(mtpa: float) -> float:
    """Convert million tonnes a year to thousand barrels a day, at `BBL_PER_T`."""
    return mtpa * 1e3 * BBL_PER_T / DAYS
