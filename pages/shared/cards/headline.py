"""Ask what the sentence over the map says: of the year, of the states, of what is shown."""

from __future__ import annotations

from pages.shared import store
from routes.model.atlas import Atlas
from routes.model.terms import ARTICLE_YEAR
from routes.network.moved import Moved, counted_at
from routes.sentences.corridors import Headline, OnMap, Way, Year, bypassing, headline


@store.kept(512)
def headline_of(
    routes: tuple[str, ...], avoid: frozenset[str], year: int, as_article: bool = False
) -> Headline:
    """Say what moved in a year and which of the corridors shown bypass the states to avoid.

    Parameters
    ----------
    routes
        Ids of the corridors shown.
    avoid
        ISO 3166-1 alpha-2.
    year
        Year whose balance is told, and at whose end it is looked.
    as_article
        Look at July 2022, as the article saw it, whatever the year.
    """
    lib = store.library()
    atlas = lib.atlas
    judged = store.judged_all(avoid, as_article)
    standing = store.corridors_stood(year, as_article)
    shown = [OnMap(atlas.corridors[c], standing[c].status, judged[c], standing[c]) for c in routes]
    told = year_told(year, avoid, as_article)
    good = frozenset(one.corridor.corridor_id for one in bypassing(shown)) if avoid else frozenset()
    return headline(
        shown,
        avoid,
        atlas.state_names,
        lib.place_names,
        told,
        store.moved(told.year).corridors.keys(),
        store.carried(told.year, good),
    )


def year_told(year: int, avoid: frozenset[str], as_article: bool = False) -> Year:
    """Return what the balance of a year says of the states to avoid.

    Parameters
    ----------
    year, avoid, as_article
        As of `headline_of`.
    """
    year = ARTICLE_YEAR if as_article else year
    lib = store.library()
    moved, met = store.moved(year), store.met(year, avoid)
    most = lib.balances[year].left.high
    if met is None:
        return Year(year, as_article, None, most)
    return Year(
        year=year,
        as_article=as_article,
        total=moved.total,
        most=most,
        share=met.share,
        met=met.amounts.met,
        clean=met.amounts.clean,
        way=way_of(lib.atlas, moved, met.way) if met.way else None,
    )


def way_of(atlas: Atlas, moved: Moved, leg_id: str) -> Way | None:
    """Return the corridor by which a way out of the country leaves, if all its oil goes by it.

    Parameters
    ----------
    atlas
        Names corridors.
    moved
        What moved in the year.
    leg_id
        The leg that leaves the country.

    Returns
    -------
    None where there is no such corridor, or no figure tells what went by it.
    """
    carried = moved.legs[leg_id]
    if carried is None:
        return None
    for corridor_id, one in moved.corridors.items():
        if leg_id in counted_at(atlas, corridor_id) and one and one.amount == carried.amount:
            return Way(corridor_id, atlas.corridors[corridor_id].name, carried.amount)
    return None
