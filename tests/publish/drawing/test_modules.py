"""The live map's modules run without a browser."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shared.map.scenes import SCENES, has_map, scene
from pages.shared.store import library
from publish.drawing.layers import map_layer
from publish.drawing.modules import MODULES, wrapped
from publish.viewed import read
from routes.files.load import STATIC_DIR
from routes.model.errors import DataError
from tests.publish.drawing.pages import VIEWS, shown, viewed


def test_a_module_is_wrapped_with_what_it_exports() -> None:
    text = 'import { a } from "./a.js";\nexport const b = a + 1;\nexport function c() {}\n'
    body = wrapped("b.js", text)
    assert 'const { a } = modules["a.js"];' in body
    assert "return {b, c};" in body
    assert "export" not in body


@pytest.mark.parametrize(
    "text", ["export default 1;", 'import * as a from "./a.js";', "export { a };"]
)
def test_a_form_that_is_not_known_is_named(text: str) -> None:
    with pytest.raises(DataError, match=r"static/map/b\.js: pictures cannot read"):
        wrapped("b.js", text)


def test_each_module_that_another_asks_for_is_run() -> None:
    """A module that is imported comes before; what speaks with the page is stood in for."""
    before = {"bridge.js"}
    for name in MODULES:
        text = (STATIC_DIR / "map" / f"{name}.js").read_text("utf-8")
        asked = {
            line.split('"./')[1].rstrip('";') for line in text.splitlines() if '} from "./' in line
        }
        assert asked <= before, name
        before.add(f"{name}.js")


def test_many_may_ask_at_once() -> None:
    """One thread runs the modules, whoever asks; each gets what it asked for."""
    views = [read("Map", f"routes={one}&avoid=RU") for one in list(library().atlas.corridors)[:6]]
    alone = [map_layer(view, 400, 300).svg for view in views]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda view: map_layer(view, 400, 300).svg, views * 2))
    assert together == alone * 2
    assert len(set(alone)) == len(alone)


@pytest.mark.parametrize("name", [name for name, (page, _) in VIEWS.items() if page != "Trend"])
def test_the_scene_is_what_the_page_sends_to_its_map(name: str) -> None:
    """But for the texts, the address and the session, which are the page's own."""
    sent, view = shown(name), viewed(name)
    assert has_map(view.page)
    found = scene(view.page, view.view, library())
    mine = found.drawing.message()
    own = {"names", "address", "at", "session", "panel", "fit"}
    assert {k: v for k, v in sent.items() if k not in own} == {
        k: v for k, v in mine.items() if k not in own
    }
    assert mine["names"].items() <= sent["names"].items()


def test_pages_without_a_map_have_no_scene() -> None:
    assert {"Map", "Journeys", "Closure", "Timeline", "Story"} == set(SCENES)
    assert not has_map("Trend")
    assert not has_map("Sources")
