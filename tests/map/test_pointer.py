"""Pointer and keyboard on a line: what the tooltip says, what is picked, where the arrows lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.map.conftest import LEG

pytestmark = pytest.mark.browser

Call = Callable[..., Any]


def test_the_tooltip_counts_what_the_verdict_counts(call: Call, state: dict[str, Any]) -> None:
    """Land and territorial sea, 23 km; the 40 km of nearest waters are no part of it."""
    rows = call("pointer", "tipRows", state, "leg")
    assert [row["text"] for row in rows] == [
        "One",
        "A to B",
        "sea lane, operating",
        "this leg 138 km",
    ]
    assert rows[3]["second"] == {"cls": "mv-inside", "text": "23 km inside the states to avoid"}


def test_a_line_only_in_nearest_waters_is_outside(call: Call, state: dict[str, Any]) -> None:
    waters = {**LEG, "pieces": [["RU", "nearest_waters", 0, 6, 138.0]]}
    state["lines"]["legs"]["leg"] = waters
    rows = call("pointer", "tipRows", state, "leg")
    assert rows[3]["second"] == {"cls": "mv-outside", "text": "0 km inside the states to avoid"}


def test_the_tooltip_names_every_corridor_shown_and_the_flow(
    call: Call, state: dict[str, Any]
) -> None:
    state["shown"] |= {"on": ["one", "two"], "avoid": [], "names": {"flow.leg": "moved 5 Mt"}}
    rows = call("pointer", "tipRows", state, "leg")
    assert [row["text"] for row in rows] == [
        "One · Two",
        "A to B",
        "sea lane, operating",
        "this leg 138 km",
        "moved 5 Mt",
    ]
    assert not any("second" in row for row in rows)


def test_a_pick_means_the_corridor_in_focus_else_the_first_shown(
    call: Call, state: dict[str, Any]
) -> None:
    state["shown"] |= {"on": ["one", "two"], "focus": "two"}
    assert call("pointer", "corridorOf", state, "leg") == "two"
    state["shown"] |= {"focus": "three"}
    assert call("pointer", "corridorOf", state, "leg") == "one"
    state["shown"] |= {"on": []}
    assert call("pointer", "corridorOf", state, "leg") is None


def on_line(page: Page | Frame, leg: str) -> tuple[float, float]:
    """Return a point on a drawn line, as the mouse takes it."""
    x, y = page.evaluate(
        """(leg) => {
            const path = document.querySelector(`path.mv-hit[data-leg="${leg}"]`);
            const p = path.getPointAtLength(path.getTotalLength() / 2);
            const at = new DOMPoint(p.x, p.y).matrixTransform(path.getScreenCTM());
            return [at.x, at.y];
        }""",
        leg,
    )
    return x, y


def test_the_mouse_brings_the_tooltip_and_takes_it_away(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['cpc', 'btc'], avoid: ['RU']})")
    tip = drawn_map.locator(".mv-tip")
    expect(tip).to_be_hidden()
    drawn_map.mouse.move(*on_line(drawn_map, "cpc_atyrau_kropotkin"))
    expect(tip).to_be_visible()
    expect(tip.locator(".mv-tip-name")).to_have_text("CPC, Atyrau–Kropotkin")
    expect(tip.locator(".mv-tip-corridor")).to_have_text("CPC pipeline")
    expect(tip.locator(".mv-inside")).to_have_text("770 km inside the states to avoid")
    drawn_map.mouse.move(5, 500)
    expect(tip).to_be_hidden()


def test_the_tooltip_stays_on_the_map(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['cpc', 'btc'], avoid: ['RU']})")
    width, height = drawn_map.evaluate("(({x, y}) => [x, y])(multivector.map.getSize())")
    # At an edge it has an arrow, too, and the legend, which lie over it.
    drawn_map.evaluate("() => { multivector.map.options.maxBounds = null; }")
    drawn_map.add_style_tag(content=".mv-edge, .leaflet-control { display: none !important }")
    x, _ = on_line(drawn_map, "cpc_atyrau_kropotkin")
    # Up and down, the sheet's bounds keep this line away from the edge.
    edges = ((x - 4, 0), (x - width + 4, 0))
    for by in edges:
        drawn_map.evaluate("(by) => void multivector.map.panBy(by, {animate: false})", by)
        # as near to the edge as the sheet lets it come
        drawn_map.mouse.move(*on_line(drawn_map, "cpc_atyrau_kropotkin"))
        box = drawn_map.locator(".mv-tip").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        drawn_map.evaluate("([x, y]) => void multivector.map.panBy([-x, -y], {animate: false})", by)


def test_the_arrows_walk_from_line_to_line_and_come_round(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['cpc'], focus: 'cpc'})")
    focused = "document.activeElement.dataset.leg"
    drawn_map.locator('path.mv-hit[tabindex="0"]').focus()
    first = drawn_map.evaluate(focused)
    walked = [first]
    for _ in range(4):
        drawn_map.keyboard.press("ArrowRight")
        walked.append(drawn_map.evaluate(focused))
    assert len(set(walked)) == 4
    assert walked[4] == first
    drawn_map.keyboard.press("ArrowLeft")
    assert drawn_map.evaluate(focused) == walked[3]
    expect(drawn_map.locator(".mv-tip")).to_be_visible()
    drawn_map.keyboard.press("Escape")
    expect(drawn_map.locator(".mv-tip")).to_be_hidden()


def test_a_pick_raises_its_corridor_at_once(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['cpc', 'btc'], focus: 'btc'})")
    drawn_map.mouse.click(*on_line(drawn_map, "cpc_atyrau_kropotkin"))
    assert drawn_map.evaluate("multivector.state().focus") == "cpc"


MOVED = {"leg": [20.4, 27.463, 29.0]}


@pytest.mark.parametrize(
    ("legs", "words"),
    [
        pytest.param(
            MOVED, "27.5 Mt of Kazakh oil in 2022 (between 20.4 and 29.0)", id="within a range"
        ),
        pytest.param({"leg": [1.29, 1.29, 1.29]}, "1.3 Mt of Kazakh oil in 2022", id="one number"),
        pytest.param({"leg": None}, "Kazakh oil in 2022: not known", id="not known"),
        pytest.param({}, None, id="cargo carries none by its nature"),
    ],
)
def test_the_tooltip_says_what_moved_in_the_year(
    call: Call, state: dict[str, Any], legs: dict[str, Any], words: str | None
) -> None:
    state["shown"] |= {"year": 2022, "lines": "moved"}
    state["years"] = {"years": {"2022": {"legs": legs, "status": {}}}}
    texts = [row["text"] for row in call("pointer", "tipRows", state, "leg")]
    assert [text for text in texts if "Kazakh oil" in text] == ([words] if words else [])


def test_the_tooltip_says_verdict_and_capacity_and_no_name_twice(
    call: Call, state: dict[str, Any]
) -> None:
    names = {
        "verdict.one": "✓ bypasses",
        "cap.leg": "can carry 5 Mt",
        "corridor.one": "A to B line",
    }
    state["shown"] |= {"names": names, "year": 2022}
    texts = [row["text"] for row in call("pointer", "tipRows", state, "leg")]
    assert texts[:4] == ["A to B line", "✓ bypasses", "sea lane, operating", "can carry 5 Mt"]
    state["view"] = {"year": 2019}
    texts = [row["text"] for row in call("pointer", "tipRows", state, "leg")]
    assert "can carry 5 Mt" not in texts, "Python's word is of another year"


def test_a_second_click_takes_the_next_line(blank: Page, state: dict[str, Any]) -> None:
    """At the same place; legs of the same corridors are one choice."""
    legs = {
        key: {**LEG, "corridors": [c]} for key, c in zip("abc", ("one", "two", "two"), strict=True)
    }
    state["shown"]["on"] = ["one", "two"]
    state["lines"]["legs"] = legs
    taken = blank.evaluate(
        """async (state) => {
            const { turnOf } = await import("/app/static/map/pointer.js");
            const clicks = [[5, 5], [6, 5], [5, 6], [80, 5], [80, 5]];
            return clicks.map(([x, y]) => turnOf(state, ["a", "b", "c"], { x, y }));
        }""",
        state,
    )
    assert taken == ["a", "b", "a", "a", "b"]


def test_a_dot_is_hit_within_reach_the_nearest_first(call: Call) -> None:
    dots = [{"id": "near", "x": 10, "y": 10, "r": 4}, {"id": "far", "x": 24, "y": 10, "r": 4}]
    found = [call("pointer", "dotAt", {"dots": dots}, {"x": x, "y": 10}) for x in (16, 18, 40)]
    assert [dot and dot["id"] for dot in found] == ["near", "far", None]


def test_the_pointer_lights_a_corridor_here_and_there(drawn_map: Page) -> None:
    """A line under the pointer and a row of the list light the same; events are told once."""
    drawn_map.evaluate(
        """() => {
            window.heard = [];
            document.addEventListener("mv-hover", ({ detail }) => heard.push(detail));
            document.addEventListener("mv-focus", ({ detail }) => heard.push(detail));
            return harness.show({on: ['cpc', 'btc'], avoid: ['RU'], year: 2022, lines: 'moved'});
        }"""
    )
    lit = """() => [...new Set(
        [...document.querySelectorAll(".mv-leg.mv-lit")].map((p) => p.dataset.leg)
    )]"""
    x, y = on_line(drawn_map, "btc")
    drawn_map.mouse.move(x, y)
    assert drawn_map.evaluate(lit) == ["btc"]
    drawn_map.mouse.click(x, y)
    drawn_map.mouse.move(5, 500)
    assert drawn_map.evaluate(lit) == []
    assert drawn_map.evaluate("heard") == [
        {"corridor": "btc", "from": "map"},
        {"corridor": "btc", "from": "map"},
        {"corridor": None, "from": "map"},
    ]
    send = "([name, detail]) => void document.dispatchEvent(new CustomEvent(name, {detail}))"
    drawn_map.evaluate(send, ["mv-hover", {"corridor": "btc", "from": "panel"}])
    assert drawn_map.evaluate(lit) == ["btc"]
    drawn_map.evaluate(send, ["mv-focus", {"corridor": "cpc", "from": "panel"}])
    assert drawn_map.evaluate("multivector.state().focus") == "cpc"
    weight = """() => Number(
        document.querySelector("path.mv-leg[data-leg=btc]").getAttribute("stroke-width")
    )"""
    thin = drawn_map.evaluate(weight)
    drawn_map.evaluate(send, ["mv-year", {"year": 2022, "lines": "equal"}])
    assert drawn_map.evaluate(weight) > thin
    assert len(drawn_map.evaluate("heard.filter(({from}) => from === 'map')")) == 3
