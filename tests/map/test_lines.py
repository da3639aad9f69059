"""The lines and their legend: what is inside, how it is drawn, and what the map says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from shapely import LineString, Point

from tests.map.conftest import LEG, PIECES
from tests.map.site import STATIC

pytestmark = pytest.mark.browser

Call = Callable[..., Any]


def test_land_and_territorial_sea_are_inside(call: Call, state: dict[str, Any]) -> None:
    """Nearest waters are not: the verdict counts them apart."""
    inside = [call("lines", "isInside", state, piece) for piece in PIECES]
    assert inside == [False, True, True, False, False, False]
    assert call("lines", "insideKm", state, LEG) == 23


def test_kilometres_inside_are_those_of_the_data(
    blank: Page, given: dict[str, Any], lines: dict[str, Any], subtests: pytest.Subtests
) -> None:
    """Of every leg, for Russia and for two states at once."""
    assert len(lines["legs"]) > 50
    for avoid in (["RU"], ["GE", "TR"]):
        found = blank.evaluate(
            """async ([state, legs]) => {
                const { insideKm } = await import("/app/static/map/lines.js");
                return Object.fromEntries(Object.entries(legs)
                    .map(([id, leg]) => [id, insideKm(state, leg)]));
            }""",
            [{"given": given, "shown": {"avoid": avoid}}, lines["legs"]],
        )
        assert any(found.values())
        for leg_id, leg in lines["legs"].items():
            with subtests.test(f"{leg_id}-{'-'.join(avoid)}"):
                land, sea = (
                    sum(km for code, kind, _, _, km in leg["pieces"] if code in avoid and kind == k)
                    for k in ("land", "territorial_sea")
                )
                assert found[leg_id] == pytest.approx(land + sea)


def test_neighbours_on_one_side_are_one_stroke(call: Call, state: dict[str, Any]) -> None:
    runs = call("lines", "runsOf", state, LEG)
    assert [(run["inside"], run["start"], run["end"]) for run in runs] == [
        (False, 0, 1),
        (True, 1, 3),
        (False, 3, 6),
    ]
    assert runs[1]["line"] == [[40, 1], [40, 2], [40, 3]]


def test_a_description_names_kind_length_and_what_is_inside(
    call: Call, state: dict[str, Any]
) -> None:
    said = call("lines", "describe", state, "leg")
    assert said == [
        "A to B",
        "sea lane, operating",
        "138 km",
        "23 km inside the states to avoid",
    ]
    state["shown"] |= {"closed": ["leg"], "avoid": [], "names": {"leg.leg": "Von A nach B"}}
    assert call("lines", "describe", state, "leg") == ["Von A nach B", "sea lane, closed", "138 km"]
    state["shown"] |= {"closed": [], "status": {"leg": "idle"}}
    assert call("lines", "describe", state, "leg")[1] == "sea lane, idle"


@pytest.mark.parametrize(("km", "text"), [(0, "0"), (9.44, "9.4"), (10.4, "10"), (1234.6, "1,235")])
def test_kilometres_are_rounded_for_reading(
    call: Call, state: dict[str, Any], km: float, text: str
) -> None:
    assert call("lines", "kilometres", state, km) == text


def strokes(page: Page, state: dict[str, Any], leg: dict[str, Any], inside: bool) -> Any:
    """Return the strokes of a run at zoom 4."""
    return page.evaluate(
        """async ([state, leg, inside]) => {
            const { strokes } = await import("/app/static/map/lines.js");
            return strokes({ ...state, map: { getZoom: () => 4 } }, "leg", leg, inside);
        }""",
        [state, leg, inside],
    )


def test_colour_is_the_verdict(blank: Page, state: dict[str, Any]) -> None:
    theme = state["given"]["theme"]
    for mode in ("pipeline", "rail", "sea"):
        leg = {**LEG, "mode": mode}
        assert {s["color"] for s in strokes(blank, state, leg, inside=True)} == {theme["inside"]}
        assert {s["color"] for s in strokes(blank, state, leg, inside=False)} == {theme["outside"]}


def test_every_kind_has_a_pattern_of_its_own(blank: Page, state: dict[str, Any]) -> None:
    kinds = [{"mode": mode} for mode in ("pipeline", "rail", "sea")]
    kinds += [{"status": status} for status in ("idle", "proposed")]
    patterns = [
        tuple((s.get("dashArray"), s["lineCap"]) for s in strokes(blank, state, leg, inside=False))
        for leg in ({**LEG, "mode": "pipeline", **kind} for kind in kinds)
    ]
    assert len(set(patterns)) == len(kinds)


def test_a_closed_line_is_grey_whatever_side_it_is_on(blank: Page, state: dict[str, Any]) -> None:
    state["shown"]["closed"] = ["leg"]
    for inside in (True, False):
        (stroke,) = strokes(blank, state, LEG, inside)
        assert stroke["color"] == state["given"]["theme"]["closed"]
        assert stroke["dashArray"]


def test_a_flow_is_as_wide_as_it_is_told(blank: Page, state: dict[str, Any]) -> None:
    plain = strokes(blank, state, LEG, inside=False)[0]["weight"]
    state["shown"]["width"] = {"leg": 6}
    assert strokes(blank, state, LEG, inside=False)[0]["weight"] == 6
    state["shown"]["width"] = {"leg": 0}
    assert 0 < strokes(blank, state, LEG, inside=False)[0]["weight"] < plain


def test_what_is_in_focus_is_wider(blank: Page, state: dict[str, Any]) -> None:
    plain = strokes(blank, state, LEG, inside=False)[0]["weight"]
    for more in ({"focus": "two"}, {"strong": ["leg"]}):
        shown = {**state, "shown": {**state["shown"], **more}}
        assert strokes(blank, shown, LEG, inside=False)[0]["weight"] > plain


# On a real map.


def drawn(page: Page) -> list[dict[str, str]]:
    """List the lines drawn, with leg, side, colour and dashes."""
    found: list[dict[str, str]] = page.evaluate(
        """() => [...document.querySelectorAll("path.mv-leg")].map((p) => ({
            leg: p.dataset.leg, inside: p.dataset.inside, stroke: p.getAttribute("stroke"),
            dash: p.getAttribute("stroke-dasharray") }))"""
    )
    return found


def test_only_what_is_shown_is_drawn(drawn_map: Page, lines: dict[str, Any]) -> None:
    for on in (["cpc", "btc"], ["btc"], [], ["btk"]):
        drawn_map.evaluate("(on) => harness.show({on})", on)
        legs = {leg for c in on for leg in lines["corridors"][c]["legs"]}
        assert {row["leg"] for row in drawn(drawn_map)} == legs
    drawn_map.evaluate("harness.show({on: [], legs: ['cpc_tengiz_atyrau']})")
    assert {row["leg"] for row in drawn(drawn_map)} == {"cpc_tengiz_atyrau"}


def test_a_closed_line_is_struck_out_once(drawn_map: Page, lines: dict[str, Any]) -> None:
    """The cross lies in the middle of the closed line, and on no other."""
    leg = "cpc_atyrau_kropotkin"
    drawn_map.evaluate("harness.show({on: ['cpc', 'btc'], avoid: ['RU']})")
    assert drawn_map.evaluate("harness.written().strikes") == []
    drawn_map.evaluate(
        "(leg) => harness.show({on: ['cpc', 'btc'], avoid: ['RU'], closed: [leg]})", leg
    )
    (strike,) = drawn_map.evaluate("harness.written().strikes")
    points = drawn_map.evaluate(
        "(line) => line.map(([lon, lat]) => multivector.map.latLngToContainerPoint([lat, lon]))"
        ".map(({x, y}) => [x, y])",
        lines["legs"][leg]["line"],
    )
    line = LineString(points)
    assert line.distance(Point(strike)) < 3
    assert line.project(Point(strike)) == pytest.approx(line.length / 2, abs=5)
    assert {row["stroke"] for row in drawn(drawn_map) if row["leg"] == leg} == {
        drawn_map.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--closed')"
        )
    }


def test_crosses_keep_apart(drawn_map: Page, lines: dict[str, Any]) -> None:
    """With every line closed what still flows would not be seen among crosses."""
    everything = list(lines["legs"])
    drawn_map.evaluate("(legs) => harness.show({on: [], legs, closed: legs})", everything)
    strikes = [Point(at) for at in drawn_map.evaluate("harness.written().strikes")]
    assert len(strikes) > 3
    apart = [a.distance(b) for n, a in enumerate(strikes) for b in strikes[:n]]
    assert min(apart) >= 89
    assert len(strikes) < len(everything) / 2


def legend(page: Page) -> list[tuple[str, str | None]]:
    """List the rows of the legend and their headings: text, and colour of the line before it."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(
            ".mv-group b, .mv-group span, .mv-legend li:not(.mv-group)"
        )].map((item) => [
            item.textContent.trim(),
            item.querySelector("path")?.getAttribute("stroke") ?? null,
        ])"""
    )
    return [tuple(row) for row in found]


def test_the_legend_shows_each_side_in_the_colour_of_its_lines(
    drawn_map: Page, given: dict[str, Any]
) -> None:
    """The colours are read off the lines themselves, the side off the data."""
    drawn_map.evaluate(
        "harness.show({on: ['cpc'], avoid: ['RU'],"
        " names: {inside: 'inside Russia', outside: 'outside Russia'}})"
    )
    rows = dict(legend(drawn_map))
    sides: dict[str, set[str]] = {"0": set(), "1": set()}
    for row in drawn(drawn_map):
        sides[row["inside"]].add(row["stroke"])
    assert {rows["inside Russia"]} == sides["1"] == {given["theme"]["inside"]}
    assert {rows["outside Russia"]} == sides["0"] == {given["theme"]["outside"]}


def test_lines_inside_are_those_on_the_avoided_ground(
    drawn_map: Page, lines: dict[str, Any]
) -> None:
    everything = list(lines["corridors"])
    drawn_map.evaluate("(on) => harness.show({on, avoid: ['RU']})", everything)
    inside = {row["leg"] for row in drawn(drawn_map) if row["inside"] == "1"}
    ground = {"land", "territorial_sea"}
    expected = {
        leg_id
        for leg_id, leg in lines["legs"].items()
        if leg["corridors"] and any(p[0] == "RU" and p[1] in ground for p in leg["pieces"])
    }
    assert inside == expected
    assert inside


def test_the_legend_lists_what_is_on_the_map(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['btc']})")
    assert [text for text, _ in legend(drawn_map)] == [
        "Colour: where",
        "no state to avoid is picked",
        "Pattern: what",
        "pipeline",
        "Marks: places",
        "loading port",
        "terminal",
        "Borders as the UN sees them",
    ]
    drawn_map.evaluate(
        "harness.show({on: ['btk', 'btc'], avoid: ['RU'], status: {btc: 'proposed'}})"
    )
    assert [text for text, _ in legend(drawn_map)] == [
        "Colour: where",
        "outside the states to avoid",
        "Pattern: what",
        "pipeline",
        "railway",
        "proposed",
        "Marks: places",
        "loading port",
        "terminal",
        "railway stop",
        "Borders as the UN sees them",
    ]


def test_the_legend_has_no_row_for_what_is_closed(
    drawn_map: Page, lines: dict[str, Any], given: dict[str, Any]
) -> None:
    """No line inside Russia is left when all that touch it are closed; *closed* is as drawn."""
    shown = "(closed) => harness.show({on: ['cpc', 'btk'], avoid: ['RU'], closed})"
    drawn_map.evaluate(shown, [])
    assert "inside the states to avoid" in dict(legend(drawn_map))
    drawn_map.evaluate(shown, lines["corridors"]["cpc"]["legs"])
    rows = dict(legend(drawn_map))
    told = list(rows)
    assert told[:5] == [
        "Colour: where",
        "outside the states to avoid",
        "Pattern: what",
        "railway",
        "closed",
    ]
    assert told[5:7] == ["Marks: places", "loading port"]
    assert told[-1] == "Borders as the UN sees them"
    assert rows["closed"] == given["theme"]["closed"]


def test_a_closure_comes_and_goes_in_the_legend(drawn_map: Page) -> None:
    """Also where nothing else in it changes."""
    for closed, row in ((["btc"], True), ([], False)):
        drawn_map.evaluate("(closed) => harness.show({on: ['btc'], closed})", closed)
        assert any(text.endswith("closed") for text, _ in legend(drawn_map)) == row


def test_the_tab_key_reaches_one_line_and_hears_it(drawn_map: Page) -> None:
    drawn_map.evaluate("harness.show({on: ['cpc', 'btc'], focus: 'btc', avoid: ['RU']})")
    stops = drawn_map.locator('path.mv-hit[tabindex="0"]')
    assert stops.count() == 1
    assert stops.get_attribute("data-leg") == "btc"
    label = stops.get_attribute("aria-label") or ""
    assert label.startswith("Baku–Tbilisi–Ceyhan")
    assert label.endswith("0 km inside the states to avoid")


def test_the_width_is_what_moved_in_the_year(drawn_map: Page) -> None:
    """Linear in Mt; least for nothing, a band for what may be, and the legend says so."""
    years = json.loads((STATIC / "years.json").read_text("utf-8"))["years"]["2022"]["legs"]
    drawn_map.evaluate(
        "(on) => harness.show({on, avoid: ['RU'], year: 2022, lines: 'moved'},"
        " {centre: [45, 45], zoom: 4})",
        ["cpc", "atyrau_samara", "baku_supsa", "btk"],
    )
    width = drawn_map.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("path.mv-leg")].map(
            (p) => [p.dataset.leg, Number(p.getAttribute("stroke-width"))]))"""
    )
    big, small = "cpc_atyrau_kropotkin", "cpc_tengiz_atyrau"
    assert width[big] / width[small] == pytest.approx(years[big][1] / years[small][1], rel=1e-6)
    assert years["atyrau_bolshoy_chagan"] is None
    bands = drawn_map.evaluate(
        "() => [...document.querySelectorAll('path.mv-band')].map((p) => p.dataset.leg)"
    )
    assert "atyrau_bolshoy_chagan" in bands
    assert "cpc_atyrau_kropotkin" not in bands
    texts = [text for text, _ in legend(drawn_map)]
    assert "Width: how much Kazakh oil in 2022" in texts
    assert {"1 Mt", "10 Mt", "50 Mt", "not known"} <= {*texts}
    drawn_map.evaluate("harness.show({on: ['cpc'], year: 2022})")
    assert not any("Mt" in text for text, _ in legend(drawn_map))
