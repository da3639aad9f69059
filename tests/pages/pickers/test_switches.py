"""The switches: what the presets switch on, and what a row says."""

from __future__ import annotations

from typing import Any

import pytest

from pages.shared import store
from pages.shared.pickers import moved
from pages.shared.pickers.switches import BY_HAND, GROUPS, _presets, grouped
from pages.shared.view.model import View, known_from
from routes.files.load import load_atlas, load_tables
from routes.model.terms import YEARS
from routes.network.moved import Carried
from tests.pages.helpers import component, opened, panel, pick, switch, written

ATLAS, TABLES = load_atlas(), load_tables()
VIEW = known_from(ATLAS, TABLES).default
GAS = {"cac", "cagp"}


def presets(view: View = VIEW) -> dict[str, list[str]]:
    """Return the corridors of each preset by its label."""
    judged = store.judged_all(frozenset(view.avoid), False)
    return {one["label"]: one["ids"] for one in _presets(ATLAS, judged, view)}


def rows(view: View = VIEW) -> list[dict[str, Any]]:
    """List the rows of the panel."""
    judged = store.judged_all(frozenset(view.avoid), False)
    return [row for group in grouped(ATLAS, judged, view) for row in group["rows"]]


def test_no_preset_and_no_bare_address_switches_gas_on() -> None:
    """Decision 0017: the sentence counts ways out for oil and cargo unless gas is asked for."""
    found = presets()
    assert {c.corridor_id for c in ATLAS.corridors.values() if c.group == BY_HAND} == GAS
    assert list(found) == ["Named in the article", "All", "Bypass Russia", "Cross Russia", "None"]
    assert all(GAS.isdisjoint(ids) for ids in found.values())
    assert set(found["All"]) == set(ATLAS.corridors) - GAS
    assert [label for label, ids in found.items() if not ids] == ["None"]
    assert GAS.isdisjoint(VIEW.routes)


def test_gas_can_be_switched_on() -> None:
    judged = store.judged_all(frozenset({"RU"}), False)
    (gas,) = [g for g in grouped(ATLAS, judged, VIEW) if GAS & {row["id"] for row in g["rows"]}]
    assert [row["id"] for row in gas["rows"]] == ["cac", "cagp"]


def test_what_crosses_by_every_lane_is_among_what_crosses() -> None:
    view = VIEW.replaced(avoid=("AZ", "CN", "GE", "IR", "RU", "TR"))
    found = presets(view)
    assert "rotterdam" in found["Cross the 6 states to avoid"]
    assert "rotterdam" not in found["Bypass the 6 states to avoid"]
    assert "rotterdam" not in presets()["Cross Russia"]


def test_without_a_state_there_is_neither_a_verdict_nor_a_preset_of_one() -> None:
    view = VIEW.replaced(avoid=())
    assert list(presets(view)) == ["Named in the article", "All", "None"]
    assert {(one["symbol"], one["badge"]) for one in rows(view)} == {("", "")}


def test_every_corridor_stands_among_its_own_kind() -> None:
    judged = store.judged_all(frozenset({"RU"}), False)
    groups = grouped(ATLAS, judged, VIEW)
    assert len(groups) == len(GROUPS)
    found = {row["id"]: group["title"] for group in groups for row in group["rows"]}
    assert set(found) == set(ATLAS.corridors)
    assert {found[c] for c in ("cpc", "druzhba", "atyrau_samara", "btc")} == {"Oil pipelines"}
    assert {found[c] for c in ("northern", "aktau_makhachkala", "btk")} == {"Rail and sea"}
    assert not any("Russia" in title for title in found.values())


@pytest.mark.parametrize(
    ("corridor", "path"),
    [
        ("northern", "Almaty, Astana → Moscow → Brest → Duisburg"),
        ("baku_supsa", "Sangachal → Supsa, idle since May 2022"),
        ("rotterdam", "depends on the port of loading"),
    ],
)
def test_a_row_has_the_whole_path_and_the_status_of_the_year(corridor: str, path: str) -> None:
    assert next(one["path"] for one in rows() if one["id"] == corridor) == path


@pytest.mark.parametrize(
    ("corridor", "year", "modes", "status"),
    [
        ("cpc", 2022, ["pipeline"], "operating"),
        ("trans_caspian", 2022, ["rail", "sea"], "operating"),
        ("rotterdam", 2022, ["sea"], "operating"),
        ("baku_supsa", 2023, ["pipeline"], "idle"),
        ("baku_supsa", 2021, ["pipeline"], "operating"),
        ("trans_caspian_pipeline", 2022, ["pipeline"], "proposed"),
    ],
)
def test_a_swatch_has_the_pattern_of_the_line(
    corridor: str, year: int, modes: list[str], status: str
) -> None:
    (one,) = [one for one in rows(VIEW.replaced(year=year)) if one["id"] == corridor]
    assert (one["modes"], one["status"]) == (modes, status)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Carried(52.15, 52.2, 52.25, 0.8104, 0.8117, 0.8132), "52.2 Mt · 81 %"),
        (Carried(7.9, 8.1, 9.2, 0.123, 0.13, 0.143), "7.9–9.2 Mt · 12–15 %"),
        (Carried(0.245, 0.248, 0.251, 0.0038, 0.0039, 0.0039), "0.25 Mt · 0.4 %"),
        (Carried(0, 0.2, 1.4, 0, 0.003, 0.022), "0–1.4 Mt · 0–3 %"),
        (Carried(0, 0, 0, 0, 0, 0), "no Kazakh oil"),
        (Carried(1.5, 1.6, 1.9), "1.5–1.9 Mt"),
        (Carried(3.449, 3.45, 3.551, 0.034, 0.036, 0.0439), "3.4–3.6 Mt · 4 %"),
    ],
)
def test_tonnes_and_share_in_words(one: Carried, words: str) -> None:
    assert moved.amount(one) == words


def test_a_row_has_every_year_and_bars_have_one_scale() -> None:
    found = {one["id"]: one["moved"] for one in rows()}
    assert all(list(years) == [str(year) for year in YEARS] for years in found.values())
    shown = [one for years in found.values() for one in years.values() if "at" in one]
    assert len(shown) > 30
    assert max(one["high"] for one in shown) == 100
    assert all(0 <= one["low"] <= one["high"] for one in shown)
    assert found["northern"]["2022"] == {"text": "cargo, no oil"}
    assert found["cagp"]["2022"] == {"text": "gas, no oil"}
    assert found["trans_caspian_pipeline"]["2022"] == {"text": "not built"}
    assert found["cpc"]["2022"]["text"] == "52.2 Mt · 81 %"
    unknown = [one for years in found.values() for one in years.values() if one.get("unknown")]
    assert {one["text"] for one in unknown} == {"tonnes not known"}


def test_a_name_opens_its_card_and_keeps_the_switches() -> None:
    app = opened(routes="cpc,btc", focus="cpc")
    assert panel(app)["focus"] == "cpc"
    pick(app, "panel", focus="china")
    assert not app.exception
    now = written(app)
    assert (now["focus"], now["routes"]) == ("china", "cpc,btc")
    assert panel(app)["focus"] == "china"
    # Both at once, as after a switch that was not answered yet.
    pick(app, "panel", focus="btc", routes=["btc"])
    assert (written(app)["focus"], written(app)["routes"]) == ("btc", "btc")


def test_a_name_that_nobody_has_is_told_and_changes_nothing() -> None:
    app = opened(routes="cpc", focus="cpc")
    pick(app, "panel", focus="<b>", routes=["cpc", "nowhere"])
    assert not app.exception
    assert panel(app)["focus"] == "cpc"
    assert panel(app)["on"] == ["cpc"]


def test_the_card_of_a_corridor_that_is_not_on_the_map_offers_to_show_it() -> None:
    app = opened(routes="btc", focus="cpc")
    _, data = component(app, "offer")
    assert (data["offer"], data["on"]) == ("cpc", ["btc"])
    assert data["texts"] == {"hidden": "CPC pipeline is not on the map.", "show": "Show it"}
    switch(app, "btc", "cpc")
    assert component(app, "offer")[1]["on"] == ["cpc", "btc"]
    names = [e.proto.component_name for e in opened(none="focus").get("bidi_component")]
    assert "panel" in names
    assert "offer" not in names


def test_the_states_of_a_corridor_come_first_and_presets_name_theirs() -> None:
    app = opened(avoid="RU,TR")
    _, data = component(app, "picker")
    assert data["part"] == "avoid"
    assert [one["text"] for one in data["picked"]] == ["Russia", "Türkiye"]
    assert [one["label"] for one in data["presets"]] == [
        "Russia",
        "Russia and Belarus",
        "Russia and Iran",
        "Russia and China",
        "None",
    ]
    likely = {one["id"] for one in data["options"]}
    assert {"RU", "BY", "GE", "AZ", "TR", "CN", "IR", "TM"} <= likely
    assert "NZ" not in likely
    assert len(likely) < 40
    for codes, address in ((["RU", "BY"], "BY,RU"), (["CN"], "CN"), ([], None)):
        pick(app, "picker", avoid=codes)
        assert not app.exception
        assert written(app).get("avoid") == address
    assert component(app, "picker")[1]["picked"] == []
