"""Names of what rows are about: short in lists, full in sentences, for the same ids."""

from __future__ import annotations

from routes.evidence.subjects import concerned, full_names, labels
from routes.model.atlas import Atlas
from routes.model.tables import Tables


def test_both_name_the_same_things_and_differ_in_places_alone(tables: Tables) -> None:
    short, full = labels(tables), full_names(tables)
    assert set(short) == set(full)
    differ = {one for one in short if short[one] != full[one]}
    assert differ
    assert differ <= {row.place_id for row in tables.places}
    assert (short["ceyhan_terminal"], full["ceyhan_terminal"]) == (
        "Ceyhan",
        "Ceyhan marine terminal",
    )


def test_everything_on_the_map_is_named_as_it_is_there(atlas: Atlas, tables: Tables) -> None:
    full = full_names(tables)
    drawn = {place.place_id: place.name for place in atlas.places.values()}
    drawn |= {leg.leg_id: leg.name for leg in atlas.legs.values()}
    drawn |= {one: corridor.name for one, corridor in atlas.corridors.items()}
    assert len(drawn) > 100
    assert drawn == {one: full[one] for one in drawn}


def test_legs_and_places_belong_to_their_corridor(tables: Tables) -> None:
    assert concerned(tables, "baku_supsa") == {
        "baku_supsa",
        "sangachal",
        "supsa_terminal",
        "acg_partners",
    }, "the operator's owners and courts are the corridor's"
    assert {"btk", "tbilisi_akhalkalaki"} <= concerned(tables, "btk")
    assert concerned(tables, "nowhere") == frozenset()
