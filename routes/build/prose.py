"""Fill the numbers in the prose of the documentation: they are computed, never typed.

A number stands between two comments, which no reader sees: `<!--=key-->31<!--=-->`. What stands
there is written anew by every build. So is the table of what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
import shapely

from routes.evidence.compare import ROUNDED, SAME, STALE_YEARS
from routes.evidence.lengths import compare
from routes.geometry.geodesic import length_km, segment_km
from routes.language import listed, number
from routes.model.atlas import Atlas, Leg
from routes.model.errors import DataError
from routes.model.tables import Tables, points_of
from routes.model.terms import TERRITORIAL_SEA
from routes.model.units import BBL_PER_T, BBL_PER_T_LIGHT
from routes.network.backtest import Comparison, around, backtest
from routes.network.balance import FIRM, Balance
from routes.network.capacity import Range
from routes.network.moved import moved
from routes.network.network import AT_MOST
from routes.world.plane import LocalPlane
from routes.world.zones import Zones

NUMBER = re.compile(r"<!--=([a-z_]+)-->(.*?)<!--=-->", re.DOTALL)
CRIMEA = (32.3, 43.8, 36.7, 46.2)
"""West, south, east and north of what holds Crimea and its territorial sea, degrees."""
ENGURI = (41.56, 42.38)
"""Mouth of the river at which Abkhazia's coast begins, lon and lat in degrees, by 2 km."""
AGAINST = {
    "no_way": "without a way out",
    "output": "without a way out or a tank",
    "diverted": "taken over by other ways",
    "carried": "carried",
    "bypass": "met no port of Russia",
}
"""What of the model a report is held against, in words."""
FAR_KM = 300.0
"""Lanes further from Crimea than this are not over the Black Sea."""


def filled(file: str, document: str, numbers: Mapping[str, str]) -> str:
    """Write the numbers of a document anew.

    Parameters
    ----------
    file
        Its name, for messages.
    document
        Its text, with marks for numbers.
    numbers
        Numbers as text, by key.

    Raises
    ------
    DataError
        If a mark has a key that is not computed, or a number has no mark left; with the cure.
    """
    found = [match[1] for match in NUMBER.finditer(document)]
    known = ", ".join(sorted(numbers))
    for key in found:
        if key not in numbers:
            line = document[: document.index(f"<!--={key}-->")].count("\n") + 1
            raise DataError(file, line, f"number '{key}' is not computed", f"write one of {known}")
    if gone := sorted(set(numbers) - set(found)):
        cure = f"write <!--={gone[0]}--><!--=--> where it belongs, or compute it no more"
        raise DataError(file, None, f"number '{gone[0]}' stands nowhere", cure)
    return NUMBER.sub(lambda m: f"<!--={m[1]}-->{numbers[m[1]]}<!--=-->", document)


def numbers_of(
    tables: Tables, atlas: Atlas, zones: Zones, balances: Mapping[int, Balance]
) -> dict[str, str]:
    """Compute the numbers of the method page.

    Parameters
    ----------
    tables
        What people wrote.
    atlas
        What was built.
    zones
        The world's zones.
    balances
        Those of all years, by year.

    Returns
    -------
    Numbers as text, by key.
    """
    apart = np.percentile(_spacings(tables), [25, 75])
    offshore = max(leg.offshore_km for leg in atlas.legs.values())
    supsa = [one.ratio for one in compare(atlas, tables.figures) if one.subject_id == "baku_supsa"]
    return {
        "spacing_low": number(apart[0]),
        "spacing_high": number(apart[1]),
        "offshore": number(np.ceil(offshore)),
        "same": number(100 * SAME, "g"),
        "rounded": number(100 * ROUNDED, "g"),
        "stale": number(STALE_YEARS),
        "density": number(BBL_PER_T, "g"),
        "density_low": number(BBL_PER_T, "g"),
        "density_high": number(BBL_PER_T_LIGHT, ".1f"),
        "journeys": number(AT_MOST),
        "mooring": _one_mooring(tables),
        "baku_supsa": number(100 * max(supsa, default=0.0), ".1f"),
        "backtest": _backtest(backtest(atlas, tables, balances)),
        "around": _ends(around(atlas, tables, 2023)),
        "around_germany": _ends(around(atlas, tables, 2023, ["unecha_schwedt"])),
        "berths": _ends(balances[2022].of("aktau_oil_berths").range),
        "makhachkala": _ends(balances[2022].of("aktau_makhachkala").range),
        **_trans_caspian(tables, atlas, balances[2022]),
        **_firm(balances),
        **_from_crimea(atlas, zones),
        **_from_abkhazia(tables),
    }


def _backtest(tested: Iterable[Comparison]) -> str:
    """Format what was reported beside what the model says, as a table."""
    head = (
        "| what happened | held against | reported, Mt | modelled, Mt | |\n|---|---|---|---|---|\n"
    )
    rows = (
        f"| {one.row.name_en} | {AGAINST[one.row.against]} | {_ends(one.reported)} "
        f"| {_ends(one.modelled)} | {_told(one)} |\n"
        for one in tested
    )
    return f"\n\n{head}{''.join(rows)}\n"


def _ends(bounds: Range) -> str:
    """Format a range of Mt: one number where its ends are the same to the digits shown."""
    low, high = (number(end, ".2f") for end in bounds)
    return low if low == high else f"{low}–{high}"


def _told(one: Comparison) -> str:
    """Format whether a report lies in the range, and the reason where one is due."""
    told = "inside" if one.inside else "outside"
    return f"{told}; {one.row.reason}" if one.row.reason else told


def _firm(balances: Mapping[int, Balance]) -> dict[str, str]:
    """List the years whose balance closes, and those of them that are firm."""
    return {
        "years_closed": listed([str(year) for year, one in balances.items() if one.closes]),
        "firm": number(100 * FIRM, "g"),
        "years_firm": listed([str(year) for year, one in balances.items() if one.firm]) or "none",
    }


def _trans_caspian(tables: Tables, atlas: Atlas, balance: Balance) -> dict[str, str]:
    """Return what went by the Trans-Caspian corridor, and by each of its ends, Mt."""
    whole = moved(atlas, tables, balance).corridors["trans_caspian"]
    return {
        "trans_caspian": _ends((whole.low, whole.high)) if whole else "none",
        "aktau_baku": _ends(balance.of("aktau_baku").range),
        "batumi": _ends(balance.of("samtredia_batumi").range),
    }


def _spacings(tables: Tables) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the kilometres between neighbouring points of the lines on land."""
    land = {leg.leg_id for leg in tables.legs if leg.medium == "land"}
    lines = [
        np.array([(point.lon, point.lat) for point in points])
        for leg_id, points in points_of(tables).items()
        if leg_id in land
    ]
    return np.concatenate([segment_km(line[:-1], line[1:]) for line in lines])


def _one_mooring(tables: Tables) -> str:
    """Return what one mooring of CPC was said to load, in Mt a month."""
    wanted = ("novorossiysk_cpc_terminal", "capacity_one_spm", "Mt/month")
    rows = [r for r in tables.figures if (r.subject_id, r.quantity, r.unit) == wanted]
    if len(rows) != 1:
        fault = f"has {len(rows)} rows of {', '.join(wanted)}, which the method page quotes"
        raise DataError(tables.figures.file, None, fault, "keep one of them")
    return number(rows[0].value, "g")


def _from_crimea(atlas: Atlas, zones: Zones) -> dict[str, str]:
    """Measure how far lanes stay outside the territorial sea of Crimea, in whole km."""
    plane = LocalPlane((CRIMEA[0] + CRIMEA[2]) / 2, (CRIMEA[1] + CRIMEA[3]) / 2)
    belt = zones.geometry[zones.of("UA", {TERRITORIAL_SEA})[0]]
    sea = plane.to_plane(np.array([shapely.clip_by_rect(belt, *CRIMEA)]))[0]

    def _km(leg: Leg) -> float:
        line = plane.to_plane(np.array([shapely.LineString(leg.line)]))[0]
        return float(shapely.distance(line, sea)) / 1000

    drawn = {leg_id for corridor in atlas.corridors.values() for leg_id in corridor.leg_ids}
    far = {leg: _km(leg) for leg in atlas.legs.values() if leg.mode == "sea"}
    near = {leg: km for leg, km in far.items() if km < FAR_KM}
    nearest = min(near, key=near.__getitem__)
    others = {leg: km for leg, km in near.items() if leg.leg_id in drawn}
    return {
        "crimea_lane": nearest.name,
        "crimea": number(np.floor(near[nearest])),
        "crimea_corridors": number(np.floor(min(others.values()))),
    }


def _from_abkhazia(tables: Tables) -> dict[str, str]:
    """Measure how far lanes begin from where Abkhazia's coast does, in whole km."""
    begin = {
        leg: points[0]
        for leg, points in points_of(tables).items()
        if leg in {"poti_bosphorus", "supsa_bosphorus", "batumi_bosphorus"}
    }
    return {
        f"abkhazia_{leg.partition('_')[0]}": number(
            length_km(np.array([(point.lon, point.lat), ENGURI]))
        )
        for leg, point in begin.items()
    }
