"""Name the terms that tables, engine, map and pages share, each once."""

from __future__ import annotations

from typing import Final, Literal

from routes.model.dates import PartialDate

Mode = Literal["pipeline", "rail", "sea"]
"""How a leg carries."""

Medium = Literal["land", "sea"]
"""What a leg lies on; a subsea pipeline lies on the sea."""

MODES: Final[tuple[Mode, ...]] = ("pipeline", "rail", "sea")

Kind = Literal["land", "territorial_sea", "nearest_waters", "unassigned", "beyond"]
"""Kind of zone. `unassigned` is land that the source of borders gives to no state, `beyond` what
no zone covers; kilometres on either are no state's: their state is ""."""

LAND: Final[Kind] = "land"
TERRITORIAL_SEA: Final[Kind] = "territorial_sea"
NEAREST_WATERS: Final[Kind] = "nearest_waters"
UNASSIGNED: Final[Kind] = "unassigned"
BEYOND: Final[Kind] = "beyond"
KINDS: Final[tuple[Kind, ...]] = (LAND, TERRITORIAL_SEA, NEAREST_WATERS, UNASSIGNED, BEYOND)
"""Kinds of zone in order of precedence."""

GROUND: Final[frozenset[Kind]] = frozenset({LAND, TERRITORIAL_SEA})
"""What counts as a state's ground, where its laws hold: its land and its territorial sea."""

LegStatus = Literal["operating", "idle", "proposed"]
"""Status of a leg as the table gives it and the map draws it."""

Status = Literal["operating", "idle", "proposed", "not_yet", "partly idle"]
"""How a leg or a corridor stood at a time: beside what the table gives, `not_yet` for a leg that
was in service from later on, and `partly idle` for a corridor some of whose legs were idle."""

OPERATING: Final = "operating"
IDLE: Final = "idle"
PROPOSED: Final = "proposed"
NOT_YET: Final = "not_yet"
PARTLY_IDLE: Final = "partly idle"

UNBUILT: Final[frozenset[Status]] = frozenset({PROPOSED, NOT_YET})
"""What was not there yet: in no total of what exists, and drawn as proposed."""

HOME: Final = "KZ"
"""State whose oil and cargo leave: Kazakhstan, ISO 3166-1 alpha-2."""

HOME_SUBJECT: Final = "kazakhstan"
"""Id under which the tables state what holds for the whole country."""

RUSSIA: Final = "RU"
"""State to avoid unless the reader picks others, ISO 3166-1 alpha-2."""

FIRST_YEAR: Final = 2019
LAST_YEAR: Final = 2025
YEARS: Final = range(FIRST_YEAR, LAST_YEAR + 1)
"""Years that a reader can choose: those of the figures."""

ARTICLE_MONTH: Final = PartialDate(2022, 7)
"""The article was written in July 2022: the last event it tells is of the 11th."""

ARTICLE_YEAR: Final = ARTICLE_MONTH.year
"""Year that the article looks at."""

TELLERS: Final = ("article", "others", "later")
"""Who tells an event: the article; other sources, of the same past; anybody, of what came after."""

UNSOURCED: Final = "unsourced"
"""Row of sources.csv, and kind of source, of a number for which no source was found."""


def drawn_as(status: Status) -> LegStatus:
    """Return the status that a leg is drawn by on the map.

    >>> drawn_as("not_yet"), drawn_as("idle")
    ('proposed', 'idle')

    Parameters
    ----------
    status
        How the leg stood at the time shown.
    """
    if status in UNBUILT:
        return PROPOSED
    return IDLE if status == IDLE else OPERATING
