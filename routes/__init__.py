"""The engine's interface for notebooks and other programs: five functions and their errors.

>>> import routes
>>> routes.judge("btc").verdict, routes.judge("cpc").verdict
('bypasses', 'crosses')

The rest of the engine is private to the house and may change. Importing this costs next to
nothing: each function imports what it needs when it is called, and the committed data are read
once. Nothing here knows Streamlit, a clock or the network.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from routes.model.borders import UN
from routes.model.errors import DataError, GeometryError, InputError, MultivectorError, nearest_name
from routes.model.terms import RUSSIA

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from routes.model.atlas import Atlas
    from routes.model.tables import Tables
    from routes.network.journeys import Journey
    from routes.network.stranded import Outcome, YearNetwork
    from routes.verdict.judge import Judged
    from routes.world.zones import Zones

__all__ = [
    "DataError",
    "GeometryError",
    "InputError",
    "MultivectorError",
    "close",
    "journeys",
    "judge",
    "load_atlas",
    "split_by_zone",
]


def load_atlas(borders: str = UN) -> Atlas:
    """Load the committed corridors, legs and places, once for each set of borders.

    >>> atlas = load_atlas()
    >>> leg = atlas.legs["baku_supsa"]
    >>> leg.name, leg.mode, leg.tail, leg.head
    ('Baku–Supsa', 'pipeline', 'sangachal', 'supsa_terminal')
    >>> round(leg.length_km) == round(sum(piece.km for piece in leg.pieces))
    True

    Parameters
    ----------
    borders
        Set of borders: `un` as the United Nations see them, `de_facto` by the lines of control.

    Returns
    -------
    Lengths are kilometres along geodesics on WGS84, lines are (longitude, latitude) in degrees.

    Raises
    ------
    DataError
        If a file is missing or damaged; names the file and how to rebuild it.
    InputError
        If there is no such set of borders.
    """
    return _atlas(borders)


def split_by_zone(
    legs: GeoDataFrame,
    zones: GeoDataFrame | Zones | None = None,
    *,
    belts: bool = False,
    borders: str = UN,
) -> DataFrame:
    """Measure how many kilometres of each leg lie in each state's zone.

    >>> from geopandas import GeoDataFrame
    >>> from shapely import LineString
    >>> mine = GeoDataFrame(
    ...     {"precision_km": [2.0]},
    ...     geometry=[LineString([(66.0, 47.0), (68.0, 47.0)])],
    ...     index=["mine"],
    ...     crs=4326,
    ... )
    >>> split_by_zone(mine).round(1).to_dict("records")  # doctest: +NORMALIZE_WHITESPACE
    [{'leg_id': 'mine', 'state': 'KZ', 'kind': 'land',
      'km': 152.1, 'km_low': 152.1, 'km_high': 152.1}]

    Parameters
    ----------
    legs
        LineStrings, EPSG:4326, indexed by `leg_id`, with `precision_km` (a number per leg, or
        one per point): the true line passes its points within so many kilometres. Between two
        points it is known less well, as docs/calibration.md says.
    zones
        Polygons, EPSG:4326, with `state` (ISO 3166-1 alpha-2) and `kind`: `land`,
        `territorial_sea` (12 nautical miles), `nearest_waters` or `unassigned`. They do not
        overlap. None for the committed world, which takes some seconds to load once.
    belts
        Whether to add, per coast, a row of kind `within_12nm`: the kilometres within 12 nautical
        miles of it, also where another coast is nearer.
    borders
        Set of borders of the committed world, as in `load_atlas`.

    Returns
    -------
    One row per (leg_id, state, kind): `km`, and `km_low`, `km_high` when the line may lie anywhere
    within its precision. Zones that the line misses but may touch have `km` 0. `unassigned` and
    `beyond` (state "") have no bounds: they are NaN. Without the belts the rows of a leg add up to
    its length.

    Raises
    ------
    GeometryError
        If a line is empty or has a coordinate outside ±180°, ±90°.
    InputError
        If a column is missing, a kind of zone is unknown, or coordinates are not EPSG:4326.
    """
    from routes.geometry import precision

    return precision.split_by_zone(legs, _zones(borders) if zones is None else zones, belts=belts)


def judge(
    path: str | Sequence[str], avoid: str | Collection[str] = RUSSIA, borders: str = UN
) -> Judged:
    """Judge a corridor, or a path of legs, against the states to avoid.

    >>> judged = judge("aktau_makhachkala", avoid="Russia")
    >>> judged.verdict, judged.test("port").answer, judged.test("port").note
    ('crosses', 'yes', 'Port of Makhachkala')
    >>> judge(["btc"], avoid=["GE", "AM"]).verdict
    'crosses'
    >>> judge("baku_supsa").verdict, judge("baku_supsa", borders="de_facto").verdict
    ('bypasses', 'cannot_tell')

    Parameters
    ----------
    path
        Id of a corridor, or ids of legs from tail to head, each once.
    avoid
        States by ISO 3166-1 code or by name in English, Russian or Kazakh; in one text they
        are separated by commas.
    borders
        Set of borders, as in `load_atlas`.

    Returns
    -------
    The verdict with its tests, each with its answer, number, unit and source: kilometres with
    their bounds, ports, per cent held by the states.

    Raises
    ------
    InputError
        If an id or a state is unknown, or none is given; names the nearest id.
    """
    from routes.network.journeys import spread
    from routes.verdict.judge import judge as judge_legs
    from routes.verdict.judge import judge_corridor
    from routes.verdict.ownership import owners_of

    atlas, tables = load_atlas(borders), _tables()
    codes = _avoided(avoid)
    owners, jurisdictions = owners_of(tables, atlas.state_names), tables.jurisdictions.rows
    if isinstance(path, str):
        _check("path", path, atlas.corridors)
        return judge_corridor(atlas, path, codes, owners, jurisdictions)
    for leg_id in path:
        _check("path", leg_id, atlas.legs)
    legs = [atlas.legs[leg_id] for leg_id in path]
    return judge_legs(legs, atlas.places, codes, owners, spread(atlas, jurisdictions))


def journeys(
    origin: str,
    market: str,
    avoid: str | Collection[str] = RUSSIA,
    year: int | None = None,
    borders: str = UN,
) -> tuple[Journey, ...]:
    """List the journeys from a field or border to a market, each judged as a whole.

    >>> best = journeys("tengiz", "rotterdam")[0]
    >>> best.judged.verdict, best.modes
    ('bypasses', ('rail', 'sea', 'pipeline', 'sea'))

    Parameters
    ----------
    origin, market
        Ids of gates.csv, such as `tengiz` and `rotterdam`.
    avoid
        States as in `judge`.
    year
        Year of which way lines ran and what is known of Kazakh oil on them; the last with figures
        unless another is given.
    borders
        Set of borders, as in `load_atlas`.

    Returns
    -------
    At most 24, those that bypass first; of them those that carried Kazakh oil, what is idle after
    what runs, then by length in kilometres.

    Raises
    ------
    InputError
        If a gate or a state is unknown, or the market does not take what the origin sends.
    """
    from routes.network import journeys as listed

    atlas, codes = load_atlas(borders), _avoided(avoid)
    return tuple(listed.of_year(atlas, _tables(), origin, market, codes, year))


def close(
    year: int,
    closures: str | Collection[str] = (),
    avoid: str | Collection[str] = (),
    borders: str = UN,
) -> Outcome:
    """Compute how much Kazakh oil has no way out when something closes, and for how long.

    >>> month = close(2023, "novorossiysk_cpc_terminal:0:30:2023-03-01")
    >>> month.days, round(month.due / month.left, 4) == round(30 / 365, 4)
    (30, True)
    >>> month.no_way["as_seen"] >= month.no_way["on_paper"] > 0
    True
    >>> month.lost["on_paper"] <= month.no_way["on_paper"]
    True

    Parameters
    ----------
    year
        Year of the balance.
    closures
        What closes, each as `id`, `id:share left`, `id:share left:days` or
        `id:share left:days:first day`; ids of legs, places, transfers and states. In one text they
        are separated by commas.
    avoid
        States that are closed as a whole, as in `judge`; none by default.
    borders
        Set of borders, as in `load_atlas`.

    Returns
    -------
    Million tonnes in two cases, `as_seen` and `on_paper`: `no_way` on the days of the closure,
    `lost` and `made_up` by the end of the year, `year_end` can leave in it; `left` did. `flows`
    has what each leg carries, `cut` what binds.

    Raises
    ------
    InputError
        If a closure cannot be read, two of one place overlap, a state is unknown, or the balance
        of the year does not close; names the nearest that can be used.
    """
    from routes.network.closures import closable, parse_part, settle_strictly

    network, codes = _network(year, borders), _codes(avoid)
    known = closable(load_atlas(borders), _tables().transfers)
    parts = closures.split(",") if isinstance(closures, str) else closures
    read = [closure for part in parts for closure in parse_part(part.strip(), known, year)]
    return network.close(settle_strictly(read, year)[0], codes)


@cache
def _atlas(borders: str) -> Atlas:
    from routes.files import load

    return load.load_atlas(borders=borders)


@cache
def _tables() -> Tables:
    from routes.files import load

    return load.load_tables()


@cache
def _network(year: int, borders: str) -> YearNetwork:
    from routes.files.load import load_balance
    from routes.network.balance import closing, read
    from routes.network.stranded import YearNetwork

    balances = read(load_balance())
    closing(balances, year)
    return YearNetwork(load_atlas(borders), _tables(), balances, year)


@cache
def _zones(borders: str) -> Zones:
    from routes.files.load import WORLD_DIR, borders_of
    from routes.world.zones import load_zones

    return load_zones(WORLD_DIR, borders=borders_of(borders))


def _codes(states: str | Collection[str]) -> frozenset[str]:
    """Return the codes of states that are given by code or name."""
    from routes.world.states import cure_of, read_states

    text = states if isinstance(states, str) else ",".join(states)
    codes, wrong = read_states(text, load_atlas().state_names)
    if wrong:
        raise InputError("avoid", wrong[0], cure_of(wrong[:1]))
    return frozenset(codes)


def _avoided(states: str | Collection[str]) -> frozenset[str]:
    """Return the codes of one state or more."""
    codes = _codes(states)
    if not codes:
        raise InputError("avoid", states, "name one state or more, as in RU,BY")
    return codes


def _check(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise InputError(name, value, nearest_name(value, known) or f"one of {', '.join(known)}")
