"""The panel beside the map, and the lists to pick from: mouse, keyboard, events both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from routes.files.load import load_state_rows
from routes.world.states import _key
from tests.browser.helpers import Server, axe_violations, box_of, opened, wait_idle
from tests.browser.views import settle

pytestmark = pytest.mark.browser
LEAST_PX = 24
"""Side of a target that a finger hits (WCAG 2.5.8)."""

RECORD = """() => { window.told = [];
  for (const name of ['mv-hover', 'mv-focus', 'mv-routes'])
    document.addEventListener(name, ({detail}) => told.push([name, detail])); }"""


def tell(page: Page, name: str, detail: object) -> None:
    """Dispatch an event as the map or the slider does."""
    page.evaluate(
        "([name, detail]) => document.dispatchEvent(new CustomEvent(name, {detail}))",
        [name, detail],
    )


def listed(page: Page) -> list[str]:
    """Return the corridors of the first group, in the order of their rows."""
    rows = page.locator(".mv-rows").first.locator(".mv-row")
    found: list[str] = rows.evaluate_all("all => all.map(row => row.dataset.corridor)")
    return found


def test_a_row_opens_its_card_and_lights_up(server: Server, page: Page) -> None:
    opened(page, server.url + "/?routes=cpc,btc&focus=cpc")
    page.evaluate(RECORD)
    name = page.get_by_role("button", name="Pipeline to China", exact=True)
    row = page.locator(".mv-row[data-corridor=china]")

    # The name opens its card, which says that it is not on the map and offers to show it.
    name.click()
    expect(page.locator(".mv-card h2")).to_have_text("Pipeline to China")
    wait_idle(page)
    told = page.evaluate("() => told")
    assert ["mv-hover", {"corridor": "china", "from": "panel"}] in told
    assert ["mv-focus", {"corridor": "china", "from": "panel"}] in told
    expect(name).to_have_attribute("aria-current", "true")
    assert page.locator(".mv-row-name[aria-current]").count() == 1
    box = page.locator("#mv-on-china")
    expect(box).not_to_be_checked()
    offer = page.locator(".mv-offer")
    expect(offer).to_contain_text("Pipeline to China is not on the map.")
    offer.get_by_role("button").click()
    expect(box).to_be_checked()
    expect(offer).to_be_hidden()
    wait_idle(page)
    assert "china" in page.url

    # What the map tells lights a row up or opens it; its own words are not heard again.
    tell(page, "mv-hover", {"corridor": "btc", "from": "map"})
    assert page.locator(".mv-lit").evaluate_all("all => all.map(r => r.dataset.corridor)") == [
        "btc"
    ]
    tell(page, "mv-hover", {"corridor": None, "from": "map"})
    assert page.locator(".mv-lit").count() == 0
    tell(page, "mv-focus", {"corridor": "btc", "from": "map"})
    expect(page.locator("#mv-name-btc")).to_have_attribute("aria-current", "true")
    assert row.get_attribute("class") == "mv-row"


def test_a_year_shows_at_once_and_the_keyboard_does_all(server: Server, page: Page) -> None:
    opened(page, server.url + "/?routes=cpc,btc&focus=cpc")
    # Rows are sorted by what they moved in the year; a toggle moves none.
    before = listed(page)
    assert before[:2] == ["cpc", "atyrau_samara"]
    assert page.locator("#mv-mt-cpc").inner_text() == "52.2 Mt · 81 %"
    tell(page, "mv-year", {"year": 2019, "lines": "moved"})
    assert page.locator("#mv-mt-cpc").inner_text() == "tonnes not known"
    assert "2019" in page.locator(".mv-about").inner_text()
    tell(page, "mv-year", {"year": 2022, "lines": "moved"})
    page.locator("#mv-on-btc").click()
    settle(page)
    assert listed(page) == before

    # Keyboard: two stops a row, arrows to the same stop of the next.
    page.locator("#mv-on-cpc").focus()
    page.keyboard.press("Space")
    expect(page.locator("#mv-on-cpc")).not_to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#mv-name-cpc")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#mv-name-atyrau_samara")).to_be_focused()
    assert page.locator(".mv-lit").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator(".mv-card h2")).to_have_text("Atyrau–Samara pipeline")

    # Nothing on: a way back in the place of what the numbers are.
    row = page.locator(".mv-row").first
    first = box_of(row)["y"]
    page.get_by_role("button", name="None", exact=True).last.click()
    assert page.locator(".mv-row input:checked").count() == 0
    assert box_of(row)["y"] == pytest.approx(first, abs=1)
    page.locator(".mv-empty button").click()
    assert page.locator(".mv-row input:checked").count() == 7
    settle(page)
    assert axe_violations(page) == []


def test_what_is_to_be_hit_is_large_enough_and_survives_forced_colours(
    server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page(forced_colors="active")
    opened(page, server.url)
    for target in (".mv-row-box", ".mv-row-name", ".mv-preset", ".mv-chip-remove"):
        boxes = [box_of(one) for one in page.locator(target).all() if one.is_visible()]
        assert boxes, target
        assert min(min(one["width"], one["height"]) for one in boxes) >= LEAST_PX, target
    strokes = page.locator(".mv-swatch path:not(.mv-hollow)").evaluate_all(
        "all => all.map(p => getComputedStyle(p).stroke)"
    )
    assert len(set(strokes)) == 1, "colour alone tells nothing: the pattern does"
    bar = page.locator(".mv-row-bar .least").first
    assert bar.evaluate("i => getComputedStyle(i).backgroundColor") == "rgb(200, 68, 27)"


def test_a_state_is_found_by_every_name_and_picked_by_keyboard(server: Server, page: Page) -> None:
    opened(page, server.url)
    field = page.get_by_role("combobox", name="States to avoid")
    options = page.locator(".st-key-avoid [role=option]")
    status = page.locator(".st-key-avoid [role=status]")
    with page.expect_response(lambda answer: "states.json" in answer.url):
        field.click()
    assert options.first.inner_text() == "Azerbaijan"
    for typed, first in (
        ("turkey", "Türkiye"),
        ("Turkiye", "Türkiye"),
        ("türkiye", "Türkiye"),
        ("792", "Türkiye"),
        ("czech", "Czechia"),
        ("kor", "South Korea"),
        ("Қытай", "China"),
        ("ru", "Russia\nalready picked"),
    ):
        field.fill(typed)
        expect(options.first).to_have_text(first.replace("\n", ""))
    expect(status).to_have_text("Russia: already picked")
    field.fill("zzz")
    expect(status).to_have_text("No state is called that.")
    assert page.get_by_role("option", name="Select").count() == 0

    # Enter takes the first that fits, Backspace the last away, a preset exactly its own.
    field.fill("turkey")
    field.press("Enter")
    chips = page.locator(".st-key-avoid .mv-chip > span")
    expect(chips).to_have_text(["Russia", "Türkiye"])
    settle(page)
    assert "avoid=RU%2CTR" in page.url
    page.get_by_role("button", name="Remove Russia").click()
    settle(page)
    assert "avoid=TR" in page.url
    page.get_by_role("button", name="Russia and Iran").click()
    settle(page)
    assert "avoid=IR%2CRU" in page.url
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant")
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"

    # The script compares names as the engine does.
    names = [row[name] for row in load_state_rows() for name in ("name_en", "name_ru")]
    assert len(names) > 400
    keys = page.evaluate(
        "async ([url, names]) => { const {keyOf} = await import(url); return names.map(keyOf); }",
        [server.url + "/app/static/picker.js", names],
    )
    assert keys == [_key(name) for name in names]


def test_a_closure_is_found_by_its_town_and_says_which_is_which(server: Server, page: Page) -> None:
    opened(page, server.url + "/Closure?year=2022")
    field = page.get_by_role("combobox", name="What closes?")
    options = page.locator(".st-key-closing [role=option]")
    for typed in ("Novoross", "новоросс"):
        field.fill(typed)
        found = options.all_inner_texts()
        assert found[0].startswith("Novorossiysk – all oil terminals")
        assert any(one.startswith("CPC terminal, Novorossiysk\n3 moorings") for one in found)
        assert any(one.startswith("Novorossiysk (Sheskharis)\n") for one in found)
    for typed, words in (("aktau", "Port of Aktau"), ("turkey", "all of Türkiye")):
        field.fill(typed)
        assert options.first.inner_text().startswith(words)
    assert any(one.startswith("Bosphorus") for one in options.all_inner_texts())
    field.fill("Novoross")
    field.press("Enter")
    settle(page)
    assert "closed=novorossiysk_cpc_terminal.novorossiysk_sheskharis%3A0" in page.url
    expect(page.locator(".st-key-closing .mv-chip")).to_have_count(2)
    pressed = page.get_by_role("button", name="Novorossiysk shuts")
    expect(pressed).to_have_attribute("data-testid", "stBaseButton-primary")
