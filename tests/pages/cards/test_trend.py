"""The trend page without a browser: URL in, sentence and table out, URL out."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import store
from tests.pages.helpers import opened, pick, texts, written

NO_GAP = 4
"""Years at least of which it is known what left."""


def trend(**params: str) -> AppTest:
    app = opened("pages/Trend.py", **params)
    assert not app.exception
    return app


def lead(app: AppTest) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", texts(app))
    assert found
    return found[1]


@pytest.mark.parametrize("avoid", ["RU", "TR", "CN", "BY,CN,RU", "KZ", "NZ"])
def test_a_sentence_for_every_choice_of_states(avoid: str) -> None:
    app = trend(avoid=avoid)
    assert "share of oil exports that met" in lead(app)
    assert "effective number" in lead(app)
    assert written(app)["avoid"] == avoid


def test_without_a_state_no_share_is_told() -> None:
    app = trend(none="avoid")
    assert "share" not in lead(app)
    assert "effective number" in lead(app)
    assert "touched their soil" not in texts(app)


def test_a_state_is_picked_in_place() -> None:
    app = trend(avoid="RU")
    pick(app, "picker", avoid=["CN"])
    assert "met China" in lead(app)
    assert written(app)["avoid"] == "CN"


def test_as_the_article_saw_it_ends_in_2022() -> None:
    body = texts(trend(asof="article"))
    assert 'scope="col" class="num chosen">2022</th>' in body
    assert ">2023</th>" not in body
    assert ">2025</th>" in texts(trend())


def test_each_year_is_a_column_and_one_that_is_not_known_says_why() -> None:
    trends = store.trends()
    assert len(trends) >= NO_GAP
    body = texts(trend())
    rows = re.findall(r"<tr class=.*?</tr>", body, re.DOTALL)
    assert len(rows) >= 10
    for row in rows:
        cells = re.findall(r"<td class=\"num( gap)?\"", row)
        assert len(cells) == 7, row
        assert sum(bool(gap) for gap in cells) == 7 - len(trends), row
    for year in range(2019, 2026):
        assert (f"{year} is a gap: no figure of that year bounds" in body) == (year not in trends)


def test_it_can_be_cited_with_the_sentence() -> None:
    app = trend(avoid="CN")
    app.toggle(key="cite_open_trend").set_value(True).run()
    text = app.code[0].value
    assert "met China" in text
    assert "**" not in text
    assert "/Trend?" in text


def test_the_year_that_is_set_says_why_its_numbers_are_what_they_are() -> None:
    shown = sorted(store.trends())
    assert len(shown) >= NO_GAP
    body = texts(trend(year=str(shown[-1])))
    assert f"the figures of {shown[-1]} and their sources" in body
    why = body[body.index("mv-trend-why") :]
    assert why.count("<dt>") >= 5
    assert "CPC, Atyrau–Kropotkin" in why
    assert why.count("<a href") >= 5
    gaps = [year for year in range(2019, 2026) if year not in shown]
    for year in gaps:
        assert "mv-trend-why" not in texts(trend(year=str(year)))
