"""Render what changes on the map from year to year: what moved, and what stood idle."""

from __future__ import annotations

from collections.abc import Mapping

from routes.build.layers import as_json
from routes.evidence.moment import Moment, changed, standings
from routes.model.atlas import Atlas
from routes.model.tables import Tables
from routes.network import moved
from routes.network.balance import Balance


def map_years(atlas: Atlas, tables: Tables, balances: Mapping[int, Balance]) -> bytes:
    """Render what moved in each year, for the map in the browser and for the pages.

    Parameters
    ----------
    atlas
        As measured.
    tables
        What the balances were computed from; its events say what stood idle.
    balances
        By year.

    Returns
    -------
    JSON: `data_version`, and `years` (year to `legs` and `corridors`, id to least, drawn and
    greatest Mt, or null where no figure tells; `shares` of what left; `total`; `others`, which left
    by ways that are not drawn; and `status` of legs that stood at the end of the year otherwise
    than `lines.json` has them).
    """
    years = {}
    for year, balance in balances.items():
        stood = standings(atlas, tables.events, Moment(year))
        years[str(year)] = {
            **moved.write(moved.moved(atlas, tables, balance)),
            "status": changed(atlas, stood),
        }
    return as_json({"data_version": atlas.data_version, "years": years})
