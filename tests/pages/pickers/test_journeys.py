"""The journeys page without a browser: URL in, elements out, URL out."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.view.fit import fit
from routes.files.load import load_atlas, load_tables
from routes.network.journeys import journeys
from tests.pages.helpers import component, opened, picked, report, texts, written

ATLAS = load_atlas()
FOUND = journeys(ATLAS, load_tables(), "tengiz", "rotterdam", frozenset({"RU"}))
CPC = next(j for j in FOUND if "cpc_atyrau_kropotkin" in j.ids)
BTC = next(j for j in FOUND if "btc" in j.ids)


def listed(app: AppTest) -> dict[str, Any]:
    """Return what the list of journeys is drawn with."""
    return component(app, "journeys")[1]


def pick(app: AppTest, journey: str, beside: str = "") -> AppTest:
    """Return the page as it runs when these are picked in the list."""
    element, data = component(app, "journeys")
    parts = {"journey": journey, "beside": beside}
    picked = {"parts": parts, "n": data["answers"] + 1, "session": data["session"]}
    return report(app, element, {"picked": picked})


def place(app: AppTest) -> tuple[float, float, int]:
    """Return where the address says that the map stands."""
    now = written(app)
    return float(now["lat"]), float(now["lon"]), int(now["z"])


def test_a_bare_address_asks_the_articles_question() -> None:
    app = opened("pages/Journeys.py")
    assert not app.exception
    assert app.selectbox(key="from").value == "tengiz"
    assert app.selectbox(key="to").value == "rotterdam"
    assert "3 of 8</b> journeys from Tengiz to Rotterdam bypass Russian territory" in texts(app)
    assert listed(app)["on"] == BTC.code


def test_the_sentence_compares_what_ways_can_carry() -> None:
    """Two ways that share the berths of Aktau carry together what these let through, not twice."""
    text = texts(opened("pages/Journeys.py"))
    assert "1 of them idle" in text
    assert (
        "those that run together can carry at most <b>7.5 Mt a year</b>, "
        "against <b>53.7–54.0 by Novorossiysk (CPC)</b>" in text
    )
    cargo = texts(opened("pages/Journeys.py", **{"from": "dostyk"}))
    assert "can carry" not in cargo


def test_a_market_has_the_name_of_its_place_for_the_goods() -> None:
    """Oil for Türkiye lands at Ceyhan, cargo at Istanbul."""
    for origin, name in (("kashagan", "Türkiye (Ceyhan)"), ("dostyk", "Türkiye (Istanbul)")):
        app = opened("pages/Journeys.py", **{"from": origin, "to": "turkey"})
        assert name in app.selectbox(key="to").options


def test_the_list_says_what_is_known_of_oil_on_a_way() -> None:
    """The list and the card have one number, and name the part that it is of."""
    app = opened("pages/Journeys.py", year="2023")
    text, data = texts(app), listed(app)
    assert "2</b> of them are known to have carried Kazakh oil on every part by 2023" in text
    assert data["columns"][2]["text"] == "Kazakh oil all the way in 2023, Mt"
    rows = {row["id"]: row for row in data["rows"]}
    moved = rows[BTC.code]["cells"][0]
    assert (moved["text"], moved["note"]) == ("at most 1.06", "Aktau–Sangachal, tankers")
    assert [row["tags"] for row in rows.values()].count(["idle", "never used"]) == 1
    assert "At most 1.06 Mt went all the way in 2023: no more was on Aktau–Sangachal" in text
    cargo = listed(opened("pages/Journeys.py", **{"from": "dostyk"}))
    assert not [one for one in cargo["columns"] if "Kazakh oil" in one["text"]]


def test_two_journeys_stand_side_by_side() -> None:
    app = opened("pages/Journeys.py", journey=CPC.code, beside=BTC.code)
    assert (listed(app)["on"], listed(app)["beside"]) == (CPC.code, BTC.code)
    text = texts(app)
    assert "Side by side" in text
    assert "only the first: Russia" in text
    difference = CPC.judged.length_km - BTC.judged.length_km
    assert f"−{-difference:,.0f} km" in text


def test_picking_a_row_shows_it_and_moves_the_map_to_it() -> None:
    app = pick(opened("pages/Journeys.py"), CPC.code, BTC.code)
    now = written(app)
    assert (now["journey"], now["beside"]) == (CPC.code, BTC.code)
    lines = [ATLAS.legs[leg].line for leg in {*CPC.ids, *BTC.ids}]
    assert place(app) == fit(lines)
    alone = pick(app, CPC.code)
    assert written(alone)["none"].split(",").count("beside") == 1
    assert listed(alone)["beside"] == ""


def test_a_link_that_names_a_place_is_followed() -> None:
    """One that names none opens on the journey, and so may the first change of it."""
    away = {"lat": "43.10", "lon": "60.00", "z": "6"}
    app = opened("pages/Journeys.py", **away)
    app.toggle(key="cite_open_journey").set_value(True).run()
    assert place(app) == (43.1, 60.0, 6)
    assert place(pick(opened("pages/Journeys.py", **away), CPC.code)) != (43.1, 60.0, 6)


def test_what_is_left_out_is_named_by_its_path() -> None:
    """Of two on the map the one that bypasses stays; the notice has no code in it."""
    app = opened("pages/Journeys.py", journey=CPC.code, beside=BTC.code)
    app.toggle(key="only").set_value(True).run()
    assert not app.exception
    text = texts(app)
    assert "Not in the list, as it does not bypass: by Novorossiysk (CPC). Shown: by Aktau" in text
    assert CPC.code not in text.partition("mv-card")[0]
    assert (listed(app)["on"], listed(app)["beside"]) == (BTC.code, "")


def test_journeys_of_one_name_are_told_apart() -> None:
    """From Almaty to Duisburg by rail, there are two ways: one over Aktobe, one over Moiynty."""
    names = [
        row["name"]
        for row in listed(opened("pages/Journeys.py", **{"from": "almaty", "to": "germany"}))[
            "rows"
        ]
    ]
    assert len(set(names)) == len(names)
    assert {"By rail all the way, over Aktobe", "By rail all the way, over Moiynty"} <= set(names)


def test_a_change_writes_the_whole_view() -> None:
    app = opened("pages/Journeys.py")
    app.selectbox(key="from").select("karachaganak").run()
    app.selectbox(key="to").select("schwedt").run()
    assert not app.exception
    now = written(app)
    assert (now["from"], now["to"], now["avoid"]) == ("karachaganak", "schwedt", "RU")
    assert len(now["journey"]) == 8


def test_only_those_that_bypass() -> None:
    app = opened("pages/Journeys.py", only="bypass")
    assert len(listed(app)["rows"]) == 3
    none = opened("pages/Journeys.py", only="bypass", to="samara")
    assert not [e for e in none.get("bidi_component") if e.proto.component_name == "journeys"]


def test_cargo_goes_where_cargo_goes() -> None:
    app = opened("pages/Journeys.py", **{"from": "dostyk", "to": "samara"})
    assert not app.exception
    assert "does not take cargo" in texts(app)
    assert app.selectbox(key="to").value == "rotterdam"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"from": "tengis"}, "nearest name: &#x27;tengiz&#x27;"),
        ({"journey": "ffffffff"}, "The journey that the link names is not between these ends"),
        ({"journey": "<script>"}, "&lt;script&gt;"),
        ({"from": "kumkol"}, "There is no way from Kumkol fields to Rotterdam"),
        ({"closed": "BY:x"}, "the share left is 0 to 1"),
    ],
)
def test_what_does_not_fit_is_named_and_the_rest_kept(params: dict[str, str], words: str) -> None:
    app = opened("pages/Journeys.py", **params)
    assert not app.exception
    assert words in texts(app)
    assert picked(app) == ["RU"]


def test_closures_that_cut_every_way_are_named() -> None:
    app = opened(
        "pages/Journeys.py",
        closed="aktau_port.cpc_atyrau_kropotkin.bolshoy_chagan_samara.tengiz_alat:0",
    )
    assert "No way from Tengiz to Rotterdam is left" in texts(app)
    assert "Port of Aktau" in texts(app)
    assert "CPC, Atyrau–Kropotkin" in texts(app)
    some = opened("pages/Journeys.py", closed="aktau_port:0")
    assert ["closed: Port of Aktau"] in [row["tags"] for row in listed(some)["rows"]]
    assert "0 of 3</b> journeys from" in texts(some)


def test_a_journey_can_be_cited_with_its_link() -> None:
    app = opened("pages/Journeys.py")
    assert not app.code
    app.toggle(key="cite_open_journey").set_value(True).run()
    assert not app.exception
    assert "Tengiz to Rotterdam by Aktau" in app.code[0].value
    assert f"journey={BTC.code}" in app.code[0].value
    assert "d=2026-" in app.code[0].value


@pytest.mark.parametrize(("year", "idle"), [("2021", False), ("2022", True), ("2025", True)])
def test_the_year_says_whether_baku_supsa_ran(year: str, idle: bool) -> None:
    text = texts(opened("pages/Journeys.py", year=year))
    assert ("1 of them idle" in text) == idle
