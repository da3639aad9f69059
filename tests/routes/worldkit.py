"""The world and seeded lines, shared by the tests of the splitter and its bench."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from routes.geometry.geodesic import segments
from routes.geometry.precision import Interval, interval_of, sample
from routes.model.borders import UN, Borders
from routes.model.terms import GROUND, Kind
from routes.world.zones import Zones, load_zones

ROOT = Path(__file__).resolve().parents[2]
WORLD = ROOT / "geodata" / "world"


@cache
def zones(borders: Borders = UN) -> Zones:
    """Load the committed world once for all tests of a process, by each set of borders."""
    return load_zones(WORLD, borders=borders)


LANDLOCKED = frozenset(
    [
        "AD",
        "AF",
        "AM",
        "AT",
        "BF",
        "BI",
        "BO",
        "BT",
        "BW",
        "BY",
        "CF",
        "CH",
        "CZ",
        "ET",
        "HU",
        "KG",
        "LA",
        "LI",
        "LS",
        "LU",
        "MD",
        "MK",
        "ML",
        "MN",
        "MW",
        "NE",
        "NP",
        "PY",
        "RS",
        "RW",
        "SK",
        "SM",
        "SS",
        "SZ",
        "TD",
        "TJ",
        "UG",
        "UZ",
        "VA",
        "XK",
        "ZM",
        "ZW",
    ]
)
"""States without a coast on the ocean or the Caspian, from general knowledge: the 44 that are
usually counted, less Azerbaijan, Kazakhstan and Turkmenistan, and Kosovo."""


def interval(
    line: ArrayLike,
    precision_km: float | ArrayLike,
    state: str,
    kinds: Collection[Kind] = GROUND,
) -> Interval:
    """Bound the kilometres of a line in a state's zones, as the engine does leg by leg."""
    return interval_of(sample(line, precision_km, zones()), state, zones(), kinds)


def densify(line: ArrayLike, step_km: float) -> NDArray[np.float64]:
    """Fill a line up along its geodesics until no two points are more than `step_km` apart."""
    seg = segments([np.asarray(line, dtype=float)], step_km, cut_antimeridian=False)
    return np.concatenate([seg.a[:1], seg.b])


def wandering_lines(count: int, points: int, seed: int) -> list[NDArray[np.float64]]:
    """Draw smooth lines over Eurasia, 50 to 2,000 km long, log-uniform, always the same."""
    rng = np.random.default_rng(seed)
    lines = []
    for _ in range(count):
        step_km = np.exp(rng.uniform(np.log(50), np.log(2000))) / (points - 1)
        heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.15, points))
        centre = rng.uniform([20, 36], [90, 60])
        moves = np.column_stack([np.cos(heading) / np.cos(np.radians(centre[1])), np.sin(heading)])
        lines.append(centre + np.cumsum(moves, axis=0) * step_km / 111.2)
    return lines
