"""The switches: what the presets switch on."""

from __future__ import annotations

from pages.shared import store
from pages.shared.pickers.switches import BY_HAND, _groups, _presets
from pages.shared.view.model import known_from
from routes.files.load import load_atlas, load_tables

ATLAS, TABLES = load_atlas(), load_tables()
VIEW = known_from(ATLAS, TABLES).default
GAS = {"cac", "cagp"}


def test_no_preset_and_no_bare_address_switches_gas_on() -> None:
    """Decision 0017: the sentence counts ways out for oil and cargo unless gas is asked for."""
    judged = store.judged_all(frozenset({"RU"}), False)
    presets = _presets(ATLAS, judged, VIEW)
    assert {c.corridor_id for c in ATLAS.corridors.values() if c.group == BY_HAND} == GAS
    assert len(presets) == 4
    assert all(preset["ids"] and GAS.isdisjoint(preset["ids"]) for preset in presets)
    assert set(presets[1]["ids"]) == set(ATLAS.corridors) - GAS
    assert GAS.isdisjoint(VIEW.routes)


def test_gas_can_be_switched_on() -> None:
    judged = store.judged_all(frozenset({"RU"}), False)
    (gas,) = [g for g in _groups(ATLAS, judged, VIEW) if GAS & {row["id"] for row in g["rows"]}]
    assert [row["id"] for row in gas["rows"]] == ["cac", "cagp"]
