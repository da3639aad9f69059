"""List the corridors shown on the map as a table, for who cannot see it or cannot run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pages.shared import store
from pages.shared.cards.badges import badge
from pages.shared.cards.template import Template
from pages.shared.cards.zones import km_range
from routes.evidence.moment import Standing
from routes.language import Names, number, phrase, state_names
from routes.model.atlas import Atlas
from routes.model.terms import ARTICLE_YEAR
from routes.network.moved import Moved
from routes.sentences.corridors import mt_of
from routes.verdict.judge import Judged
from routes.verdict.tests import SOIL


@dataclass(frozen=True)
class CorridorRow:
    """A corridor shown.

    Attributes
    ----------
    name
        Name of the corridor.
    verdict
        Sign and words of its verdict.
    inside
        Kilometres on the soil of the states to avoid, of branches from least to most; – where there
        is no verdict.
    moved
        Kazakh oil that went by it in the year, Mt, from least to most; *not known*, or – for what
        carries none by its nature.
    km
        Kilometres of track.
    status
        Its status at the time looked at.
    path
        Where it runs.
    """

    name: str
    verdict: str
    inside: str
    moved: str
    km: str
    status: str
    path: str


@dataclass(frozen=True)
class CorridorTable:
    """The corridors shown.

    Attributes
    ----------
    avoid
        The states to avoid.
    year
        Year whose oil is told.
    rows
        The corridors, in the order of the data; without any there is no table.
    """

    avoid: Names
    year: int
    rows: tuple[CorridorRow, ...]


TABLE = Template("corridors.html", CorridorTable)


@store.kept(512)
def table_html(
    routes: tuple[str, ...], avoid: frozenset[str], year: int, as_article: bool = False
) -> str:
    """Render what the map shows as a table.

    Parameters
    ----------
    routes
        Ids of the corridors shown.
    avoid
        ISO 3166-1 alpha-2.
    year
        Year whose end is looked at.
    as_article
        Look at July 2022, as the article saw it, whatever the year.

    Returns
    -------
    HTML in which every value is escaped.
    """
    return TABLE.fill(table_of(routes, avoid, year, as_article))


def table_of(
    routes: tuple[str, ...], avoid: frozenset[str], year: int, as_article: bool = False
) -> CorridorTable:
    """Return what the map shows as a table.

    Parameters
    ----------
    routes, avoid, year, as_article
        As in `table_html`.
    """
    judged, stood = store.judged_all(avoid, as_article), store.corridors_stood(year, as_article)
    moved = store.moved(ARTICLE_YEAR if as_article else year)
    return corridor_table(store.library().atlas, routes, avoid, judged, stood, moved)


def corridor_table(
    atlas: Atlas,
    routes: Sequence[str],
    avoid: frozenset[str],
    judged: Mapping[str, Judged],
    stood: Mapping[str, Standing],
    moved: Moved,
) -> CorridorTable:
    """Build the table: verdict, kilometres in the states to avoid, oil, length, status, path.

    Parameters
    ----------
    atlas
        What was built.
    routes
        Ids of the corridors shown.
    avoid
        ISO 3166-1 alpha-2.
    judged, stood
        Judgement and status by corridor.
    moved
        What moved in the year.
    """
    rows = []
    for corridor_id in routes:
        corridor, one = atlas.corridors[corridor_id], judged[corridor_id]
        standing = stood[corridor_id]
        rows.append(
            CorridorRow(
                name=corridor.name,
                verdict=badge(one, standing.status, avoid, atlas.state_names).plain,
                inside=_inside(one),
                moved=_moved(moved, corridor_id),
                km=number(one.length_km),
                status=standing.words or phrase("status-operating"),
                path=corridor.path.partition(",")[0],
            )
        )
    return CorridorTable(state_names(avoid, atlas.state_names), moved.year, tuple(rows))


def _moved(moved: Moved, corridor_id: str) -> str:
    if corridor_id not in moved.corridors:
        return "–"
    one = moved.corridors[corridor_id]
    return mt_of((one.low, one.high), one.drawn) if one else phrase("corridors-unknown")


def _inside(judged: Judged) -> str:
    if not judged.tests or judged.verdict == "depends":
        return "–"
    soil = judged.test(SOIL)
    most = number(soil.value or 0)
    return most if soil.least is None else km_range(soil.least, soil.value) or most
