"""The journeys page without a browser: URL in, elements out, URL out."""

from __future__ import annotations

import pytest

from routes.files.load import load_atlas, load_tables
from routes.network.journeys import journeys
from tests.pages.helpers import opened, picked, texts, written

FOUND = journeys(load_atlas(), load_tables(), "tengiz", "rotterdam", frozenset({"RU"}))
CPC = next(j for j in FOUND if "cpc_atyrau_kropotkin" in j.ids)
BTC = next(j for j in FOUND if "btc" in j.ids)


def test_a_bare_address_asks_the_articles_question() -> None:
    app = opened("pages/Journeys.py")
    assert not app.exception
    assert app.selectbox(key="from").value == "tengiz"
    assert app.selectbox(key="to").value == "rotterdam"
    assert "3 of 8</b> journeys from Tengiz to Rotterdam bypass Russian territory" in texts(app)
    assert app.radio(key="trip").value == BTC.code


def test_a_market_has_the_name_of_its_place_for_the_goods() -> None:
    """Oil for Türkiye lands at Ceyhan, cargo at Istanbul."""
    for origin, name in (("kashagan", "Türkiye (Ceyhan)"), ("dostyk", "Türkiye (Istanbul)")):
        app = opened("pages/Journeys.py", **{"from": origin, "to": "turkey"})
        assert name in app.selectbox(key="to").options


def test_the_list_says_what_is_known_of_oil_on_a_way() -> None:
    text = texts(opened("pages/Journeys.py", year="2023"))
    assert "2</b> of them are known to have carried Kazakh oil on every part by 2023" in text
    assert "in 2023, at most 1.06 Mt" in text
    assert "never, as far as sources tell" in text
    assert "At most 1.06 Mt went all the way in 2023" in text
    cargo = texts(opened("pages/Journeys.py", **{"from": "dostyk"}))
    assert "Kazakh oil on it" not in cargo


def test_two_journeys_stand_side_by_side() -> None:
    app = opened("pages/Journeys.py", journey=CPC.code, beside=BTC.code)
    assert app.radio(key="trip").value == CPC.code
    text = texts(app)
    assert "Side by side" in text
    assert "only the first: Russia" in text
    difference = CPC.judged.length_km - BTC.judged.length_km
    assert f"{difference:+,.0f} km" in text


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
    assert len(app.radio(key="trip").options) == 3
    assert opened("pages/Journeys.py", only="bypass", to="samara").radio.len == 0


def test_cargo_goes_where_cargo_goes() -> None:
    app = opened("pages/Journeys.py", **{"from": "dostyk", "to": "samara"})
    assert not app.exception
    assert "does not take cargo" in texts(app)
    assert app.selectbox(key="to").value == "rotterdam"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"from": "tengis"}, "nearest name: &#x27;tengiz&#x27;"),
        ({"journey": "ffffffff"}, "journey ffffffff is not among those shown"),
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
    assert "closed: Port of Aktau" in texts(some)
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
