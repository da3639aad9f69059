"""Turn round the lines that ran the other way at a time: one line keeps one id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from routes.evidence.moment import Moment
from routes.model.atlas import Atlas, Leg, Piece, Stop
from routes.model.dates import PartialDate
from routes.model.rows import Direction


def at(atlas: Atlas, directions: Iterable[Direction], moment: Moment) -> Atlas:
    """Return the atlas with each leg as it ran at a time.

    Between two times for which a direction is known, a leg runs as it did in the later one.

    Parameters
    ----------
    atlas
        As it was built: each leg from its tail to its head.
    directions
        Rows of directions.csv.
    moment
        The time.
    """
    rows = list(directions)
    turned = {
        row.leg_id: reverse(atlas.legs[row.leg_id], row.name_en)
        for row in _running(rows, moment)
        if row.runs == "reversed" and row.leg_id in atlas.legs
    }
    return replace(atlas, legs={**atlas.legs, **turned}) if turned else atlas


def doubtful(directions: Iterable[Direction], moment: Moment) -> frozenset[str]:
    """List the legs whose direction at a time is not known: they were turned round about then.

    Parameters
    ----------
    directions
        Rows of directions.csv.
    moment
        The time.
    """
    rows = list(directions)
    return frozenset(
        row.leg_id
        for row in _running(rows, moment)
        if PartialDate.parse(row.since).first > moment.month.last
        and any(_begun(other, moment) for other in rows if other.leg_id == row.leg_id)
    )


def of_leg(directions: Iterable[Direction], leg_id: str, moment: Moment) -> Direction | None:
    """Return the row that says how a leg ran at a time; None for one that was never turned.

    Parameters
    ----------
    directions
        Rows of directions.csv.
    leg_id
        The leg.
    moment
        The time.
    """
    return next((row for row in _running(list(directions), moment) if row.leg_id == leg_id), None)


def reverse(leg: Leg, name: str) -> Leg:
    """Return a leg that runs from its head to its tail.

    Parameters
    ----------
    leg
        The leg as drawn.
    name
        Its name in English while it runs so.
    """
    last = len(leg.line) - 1
    return replace(
        leg,
        name=name,
        tail=leg.head,
        head=leg.tail,
        line=leg.line[::-1],
        pieces=tuple(_reversed_piece(piece, last) for piece in leg.pieces[::-1]),
        stops=tuple(_reversed_stop(stop, leg.length_km) for stop in leg.stops[::-1]),
    )


def _reversed_piece(piece: Piece, last: int) -> Piece:
    return replace(piece, start=last - piece.end, end=last - piece.start)


def _reversed_stop(stop: Stop, length_km: float) -> Stop:
    return replace(stop, km=round(length_km - stop.km, 3))


def _running(rows: list[Direction], moment: Moment) -> list[Direction]:
    """List for each leg the row of a time, else the next to come, else the last there was."""
    chosen: dict[str, Direction] = {}
    for row in sorted(rows, key=lambda row: PartialDate.parse(row.since).first, reverse=True):
        if row.leg_id not in chosen or not _ended(row, moment):
            chosen[row.leg_id] = row
    return list(chosen.values())


def _begun(row: Direction, moment: Moment) -> bool:
    return PartialDate.parse(row.since).first <= moment.month.last


def _ended(row: Direction, moment: Moment) -> bool:
    """Whether the time of a row ended before a moment's last day, in a year before it."""
    return row.until is not None and PartialDate.parse(row.until).year < moment.month.year
