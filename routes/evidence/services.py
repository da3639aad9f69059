"""Collect what is published of carrying cargo: days and prices, each for its stretch."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from routes.model.dates import PartialDate
from routes.model.rows import Figure, Service

QUANTITY = re.compile(r"(days|price_40ft)(_plan)?(_low|_high)?")
"""A span of days, or a price in US dollars of a container of 40 feet; one end of a range."""
TIMES = {"times_as_long_as_by_russia": "days", "times_the_price_by_russia": "price_40ft"}
"""What is published only as a multiple of the way through Russia, and of which number."""

Span = tuple[float, float]
"""Least and most; equal where one number was published."""


@dataclass(frozen=True)
class Offer:
    """What one source says of a service at one time.

    Attributes
    ----------
    service
        The service.
    source_id
        Row of sources.csv.
    period
        Time that it is for, as in figures.csv, else the date of the statement.
    days
        Days on the way; None where none are published.
    price_usd
        US dollars for a container of 40 feet; None where no price is published.
    times
        Multiples of the way through Russia, by `days` or `price_40ft`.
    planned
        Whether it is a schedule or a hope, not what trains did.
    at_most
        Whether only the most days were published.
    """

    service: Service
    source_id: str
    period: str
    days: Span | None = None
    price_usd: Span | None = None
    times: dict[str, float] = field(default_factory=dict)
    planned: bool = False
    at_most: bool = False


def ways(service: Service) -> list[frozenset[str]]:
    """Parse the legs by which a journey is known to go by a service, one set for each way.

    Parameters
    ----------
    service
        Row of services.csv.
    """
    return [frozenset(way.split()) for way in service.leg_ids.split("|")]


def along(services: Iterable[Service], ids: Collection[str]) -> list[Service]:
    """List the services whose way a journey goes.

    Parameters
    ----------
    services
        Rows of services.csv.
    ids
        Ids of the journey's legs.
    """
    legs = frozenset(ids)
    return [service for service in services if any(way <= legs for way in ways(service))]


def offers(services: Iterable[Service], figures: Iterable[Figure]) -> list[Offer]:
    """Collect what is published of services: by service, the latest first.

    Parameters
    ----------
    services
        Rows of services.csv.
    figures
        Rows of figures.csv that may be shown.

    Returns
    -------
    One for each service, source and period; rivals stand side by side, none is preferred.
    """
    rows = list(figures)
    return [offer for service in services for offer in _of(service, rows)]


def fewest(found: Iterable[Offer], stretch: str) -> list[Offer]:
    """List the offers with the fewest days of a stretch, by the least that each source gives.

    A schedule, and what has no date or only a most, counts only where nothing else is published.

    Parameters
    ----------
    found
        Offers of several services.
    stretch
        The stretch, as in services.csv.

    Returns
    -------
    Several where sources agree; none where no days are published.
    """
    known = [one for one in found if one.service.stretch_en == stretch and one.days]
    real = [one for one in known if not (one.planned or one.at_most) and _when(one)[0]] or known
    least = min((one.days[0] for one in real if one.days), default=0.0)
    return [one for one in real if one.days and one.days[0] == least]


def _of(service: Service, figures: Iterable[Figure]) -> list[Offer]:
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for row in figures:
        if row.subject_id == service.service_id:
            key = row.source_id, row.period or row.as_of or ""
            grouped.setdefault(key, []).append(row)
    made = [_offer(service, *key, rows) for key, rows in grouped.items()]
    return sorted(made, key=_when, reverse=True)


def _when(offer: Offer) -> tuple[int, int]:
    date = PartialDate.find(offer.period)
    return (date.year, date.month or 0) if date else (0, 0)


def _offer(service: Service, source: str, period: str, rows: list[Figure]) -> Offer:
    numbers: dict[str, list[float]] = {"days": [], "price_40ft": []}
    planned, ends = False, set()
    for row in rows:
        if parts := QUANTITY.fullmatch(row.quantity):
            numbers[parts[1]].append(row.value)
            planned = planned or bool(parts[2])
            ends.add((parts[1], parts[3]))
    return Offer(
        service=service,
        source_id=source,
        period=period,
        days=_span(numbers["days"]),
        price_usd=_span(numbers["price_40ft"]),
        times={TIMES[row.quantity]: row.value for row in rows if row.quantity in TIMES},
        planned=planned,
        at_most=("days", "_high") in ends and ("days", "_low") not in ends,
    )


def _span(values: list[float]) -> Span | None:
    return (min(values), max(values)) if values else None
