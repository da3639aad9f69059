"""The pages without a browser: URL in, elements out, URL out."""

from __future__ import annotations

import ast
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import store
from routes.files.load import load_atlas
from routes.model.errors import DataError
from tests.pages.helpers import ROOT, component, opened, panel, pick, picked, switch, texts, written


def on(app: AppTest) -> set[str]:
    return set(panel(app)["on"])


def test_a_bare_address_opens_the_articles_corridors() -> None:
    app = opened()
    assert not app.exception
    assert on(app) == {
        "cpc",
        "btc",
        "china",
        "trans_caspian",
        "rotterdam",
        "btk",
        "trans_caspian_pipeline",
    }
    assert "4 of the 6</b> existing corridors shown" in texts(app)
    assert sum(len(group["rows"]) for group in panel(app)["groups"]) == len(load_atlas().corridors)


def test_a_link_opens_its_view_and_a_change_writes_all_of_it() -> None:
    app = opened(routes="cpc,druzhba", avoid="BY", focus="druzhba", year="2023")
    assert on(app) == {"cpc", "druzhba"}
    assert picked(app) == ["BY"]
    assert component(app, "sheet")[1]["focus"] == "druzhba"
    switch(app, "cpc", "btc", "druzhba")
    assert not app.exception
    now = written(app)
    assert now["routes"] == "cpc,btc,druzhba"
    assert now["avoid"] == "BY"
    assert now["v"] == "1"
    assert now["none"] == "closed,journey,beside,event,find"
    assert set(now) == {
        "v",
        "routes",
        "avoid",
        "year",
        "focus",
        "case",
        "lang",
        "lines",
        "asof",
        "borders",
        "from",
        "to",
        "only",
        "step",
        "tab",
        "none",
    }


def told(app: AppTest) -> dict[str, Any]:
    """Return what the map's script is sent."""
    [component] = app.get("component_instance")
    script = json.loads(component.proto.json_args)["feature_group"]
    found: dict[str, Any] = json.loads(script.partition("multivector.show(")[2].rpartition(")")[0])
    return found


def test_a_link_that_names_no_place_of_the_map_goes_on_naming_none() -> None:
    """The map opens on what is shown, on a phone as on a desk, until somebody moves it."""
    app = opened(routes="cpc,druzhba")
    assert told(app)["fit"] == "shown"
    switch(app, "cpc", "btc")
    assert told(app)["fit"] == "shown"
    assert not {"lat", "lon", "z"} & set(written(app))
    placed = opened(routes="cpc,druzhba", z="5")
    assert "fit" not in told(placed)
    switch(placed, "cpc", "btc")
    assert [written(placed)[part] for part in ("lat", "lon", "z")] == ["45.50", "44.00", "5"]


@pytest.mark.parametrize(
    ("preset", "some", "never"),
    [("All", "druzhba", ""), ("Bypass Russia", "btc", "cpc"), ("Cross Russia", "cpc", "btc")],
)
def test_a_preset_switches(preset: str, some: str, never: str) -> None:
    app = opened(routes="none")
    ids = next(one["ids"] for one in panel(app)["presets"] if one["label"] == preset)
    switch(app, *ids)
    assert some in on(app)
    assert never not in on(app)
    assert written(app)["routes"] == ",".join(panel(app)["on"])


def test_any_state_can_be_the_one_to_avoid() -> None:
    app = opened(routes="cpc,btc")
    pick(app, "picker", avoid=["GE", "TR"])
    assert not app.exception
    assert "1 of the 2</b> corridors shown bypasses the territory of Georgia and" in texts(app)
    pick(app, "picker", avoid=[])
    assert not app.exception
    assert "no verdict" in texts(app)


@pytest.mark.parametrize(
    "params",
    [
        {"routes": "<img src=x onerror=alert(1)>"},
        {"avoid": "![x](https://example.org/x.png)"},
        {"lat": "<b>", "lon": "1e999", "z": "-3"},
        {"year": "9" * 400, "focus": "[a](javascript:alert(1))"},
        {"closed": "'; drop table", "lang": "\x00"},
    ],
    ids=lambda params: next(iter(params)),
)
def test_a_bad_link_is_told_as_text_and_the_page_stands(params: dict[str, str]) -> None:
    app = opened(**params)
    assert not app.exception
    notice = next(body for body in texts(app).split("\n") if "mv-notice" in body)
    for value in params.values():
        assert "<" not in value or value not in notice
    assert "corridors shown" in texts(app)
    # Nothing of the URL goes through Markdown, which would fetch images and draw links.
    assert not any("example.org" in str(m.value) for m in app.markdown)


def test_the_method_page_opens_with_the_same_view() -> None:
    app = opened("pages/Method.py", routes="cpc", year="2023")
    assert not app.exception
    assert "Published" in texts(app)


def test_layers_that_were_built_anew_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page never shows the text of one data version beside the lines of another."""
    store.refresh()
    before = store.library()
    store.refresh()
    assert store.library() is before
    monkeypatch.setattr(store, "built_stamp", lambda: 1)
    store.refresh()
    assert store.library() is not before


def test_a_page_without_a_corridor_stands() -> None:
    app = opened(routes="none")
    assert not app.exception
    assert "No corridor is switched on" in texts(app)


def test_no_page_draws_a_stray_value() -> None:
    """Streamlit draws every expression that stands alone on a page, such as a docstring."""
    pages = [ROOT / "app.py", *(ROOT / "pages").glob("*.py")]
    assert len(pages) >= 7
    for page in pages:
        for node in ast.parse(page.read_text("utf-8")).body[1:]:
            stray = isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call)
            assert not stray, f"{page.name}:{node.lineno}"


def test_an_address_draws_the_lines_of_control_and_says_so() -> None:
    app = opened(borders="de_facto", focus="baku_supsa")
    assert not app.exception
    page = texts(app)
    assert "Drawn by the lines of control" in page
    assert "of it South Ossetia (controlled by Russia, claimed by Georgia)" in page
    assert "3 of the 6</b> existing corridors shown bypass" in page
    assert written(app)["borders"] == "de_facto"
    assert "Drawn by the lines of control" not in texts(opened(focus="baku_supsa"))


def test_borders_that_nobody_draws_are_the_uns_with_a_notice() -> None:
    app = opened(borders="<script>")
    assert not app.exception
    page = texts(app)
    assert "borders" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "Drawn by the lines of control" not in page
    assert "4 of the 6</b> existing corridors shown bypass" in page


def test_where_the_lines_of_control_cannot_be_read_the_page_falls_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged() -> None:
        raise DataError("static/lines_de_facto.json", None, "is missing", "rebuild it: make data")

    monkeypatch.setattr(store, "check_redrawn", damaged)
    for clear in store._caches:
        clear()
    for page in ("", "pages/Method.py"):
        app = opened(page, borders="de_facto")
        assert not app.exception
        told = texts(app)
        assert "static/lines_de_facto.json: is missing; rebuild it: make data" in told
        assert "Drawn by the lines of control" not in told
    for clear in store._caches:
        clear()


def test_the_method_page_switches_the_borders_and_lists_what_changes() -> None:
    app = opened("pages/Method.py")
    assert "Baku–Supsa pipeline, asked about Russia" in texts(app)
    assert app.radio(key="borders").value == "un"
    app.radio(key="borders").set_value("de_facto").run()
    assert not app.exception
    assert written(app)["borders"] == "de_facto"
    assert "Drawn by the lines of control" in texts(app)
