"""Tell whether a leg was in service in a year."""

from __future__ import annotations

from routes.atlas import Leg


def in_service(leg: Leg, year: int) -> bool:
    """Tell whether a leg carried, or could carry, for the greater part of a year.

    A leg that began in a year counts for it; one that ended in a year does not.
    """
    if leg.status == "proposed" or leg.since and int(leg.since[:4]) > year:
        return False
    return not (leg.until and int(leg.until[:4]) <= year)
