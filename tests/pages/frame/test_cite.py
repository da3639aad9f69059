"""What the dialog offers to cite: the article as it is dated, the map with its data's day."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from routes.files.load import load_atlas
from tests.pages.helpers import opened


def cited(app: AppTest, key: str, what: int, form: str) -> str:
    """Open the dialog and return what it offers to copy."""
    app.toggle(key=f"cite_open_{key}").set_value(True).run()
    app.selectbox(key=f"cite_what_{key}").set_value(what).run()
    app.radio(key=f"cite_form_{key}").set_value(form).run()
    assert not app.exception
    return str(app.code[0].value)


def test_a_passage_is_of_26_august_2022() -> None:
    """The article's own page dates it so."""
    app = opened("pages/Timeline.py")
    assert "TRENDS Research & Advisory, 26 August 2022" in cited(app, "event", 0, "plain")
    bibtex = cited(app, "event", 0, "bibtex")
    assert "  year = {2022},\n  month = {8},\n" in bibtex
    csl = json.loads(cited(app, "event", 0, "csl"))
    assert csl[0]["issued"] == {"date-parts": [[2022, 8, 26]]}


@pytest.mark.parametrize("what", [0, 1], ids=["corridor", "verdict"])
def test_the_map_is_of_the_day_of_its_data(what: int) -> None:
    """A data version begins with its day, as ISO 8601 writes it."""
    year, month, day = (int(part) for part in load_atlas().data_version[:10].split("-"))
    names = "January February March April May June July August September October November December"
    app = opened()
    text = cited(app, "cpc", what, "plain")
    assert f", {day} {names.split()[month - 1]} {year}, data version {year}-{month:02}" in text
    bibtex = cited(app, "cpc", what, "bibtex")
    assert f"  year = {{{year}}},\n  month = {{{month}}},\n" in bibtex
    csl = json.loads(cited(app, "cpc", what, "csl"))
    assert csl[0]["issued"] == {"date-parts": [[year, month, day]]}


def test_a_permalink_is_the_view_with_its_data() -> None:
    app = opened(routes="btc", focus="btc", year="2023")
    text = cited(app, "btc", 0, "plain")
    assert "/?v=1&routes=btc&avoid=RU&year=2023&focus=btc&" in text
    assert f"&d={load_atlas().data_version}." in text
