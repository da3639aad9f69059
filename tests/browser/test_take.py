"""The control that takes a view away, in its panel: what it gives is what is on the screen."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from publish.web.downloads import TYPES
from tests.browser.helpers import Server, axe_violations, box_of, sideways, whole
from tests.browser.readers import OpenPage
from tests.browser.views import copied

PHONES = (390, 360)
LINK = "?routes=cpc,btc&avoid=BY,RU&year=2023&focus=btc"


def opened(page: Page, where: str = ".st-key-top") -> None:
    """Open the panel."""
    page.locator(f"{where} button.mv-take").click()
    expect(page.locator("dialog[open]")).to_be_visible()


def answers(page: Page, panel: Locator, query: dict[str, list[str]]) -> None:
    """Ask for every file of data and one picture of each form, and hold their views to a query."""
    addresses: list[str] = panel.locator("a").evaluate_all("all => all.map(one => one.href)")
    data = [one for one in addresses if "/take/data." in one]
    pictures = [one for one in addresses if "/take/picture." in one]
    assert len(data) > 15
    assert len(pictures) > 10
    one_each = {urlsplit(one).path: one for one in pictures}
    for address in [*data, *one_each.values()]:
        asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
        own = {"page", "table", "part", "scale"}
        assert {name: text for name, text in asked.items() if name not in own} == query
        answer = page.request.get(address)
        assert answer.status == 200, address
        form = urlsplit(address).path.rpartition(".")[2]
        if form in TYPES:
            assert answer.headers["content-type"] == TYPES[form]
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert len(answer.body()) > 100


def test_what_is_taken_is_the_view_on_the_screen(
    whole_server: Server, page: Page, subtests: pytest.Subtests
) -> None:
    page.goto(f"{whole_server.url}/{LINK}")
    whole(page)
    link = copied(page)
    opened(page)
    panel = page.locator("dialog[open]")
    query = parse_qs(urlsplit(link).query, keep_blank_values=True)
    assert {"lat", "lon", "z"} <= set(query), "the map's place goes with it"
    with subtests.test("every address answers with its file, and with the view of the screen"):
        answers(page, panel, query)
    with subtests.test("a screen reader is told what each gives"):
        names = panel.locator("a").evaluate_all("all => all.map(one => one.ariaLabel)")
        assert len(set(names)) == len(names)
        assert axe_violations(page) == []
    with subtests.test("what is small can be hit"):
        small = panel.locator("a, button, input, summary, label").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 24)"
            ".filter(one => !one.closest('label') || one.matches('label'))"
            ".map(one => one.outerHTML)"
        )
        assert small == []
    with subtests.test("a citation names the link of the screen, in each form"):
        for form in ("Text", "BibTeX", "CSL-JSON"):
            panel.get_by_label(form, exact=True).check()
            assert link in panel.locator(".mv-take-text").first.inner_text()
    with subtests.test("a frame is loaded only for who wants to see it, as large as it is asked"):
        assert panel.locator("iframe").count() == 0
        panel.get_by_label("Width").fill("600")
        code = panel.locator(".mv-take-text").last
        expect(code).to_contain_text('width="600" height="680"')
        expect(code).to_contain_text("&amp;embed=true")
        panel.locator("summary").click()
        inner = panel.frame_locator("iframe")
        expect(inner.locator(".mv-lead, .mv-sentence").first).to_be_visible(timeout=30_000)
    with subtests.test("Escape closes it, and the focus is where it was"):
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect(page.locator(".st-key-top button.mv-take")).to_be_focused()
    with subtests.test("a card gives its own tables, of the same view"):
        opened(page, "[class*='st-key-cite_']")
        panel = page.locator("dialog[open]")
        expect(panel.get_by_role("heading", level=2)).to_contain_text("Baku–Tbilisi–Ceyhan")
        first = panel.locator("a", has_text="CSV").first
        assert "table=tests" in str(first.get_attribute("href"))
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", PHONES)
def test_on_a_phone_it_is_a_sheet_and_the_header_is_one_row(
    whole_server: Server, open_page: OpenPage, width: int
) -> None:
    page = open_page((width, 780))
    page.goto(f"{whole_server.url}/Journeys")
    whole(page)
    top = page.locator(".st-key-top")
    parts = [".mv-fold", '[data-testid="stSelectbox"]', ".mv-copy", ".mv-take"]
    boxes = [box_of(top.locator(part)) for part in parts]
    assert boxes[1]["width"] >= 64, "the year can be read"
    assert all(box["x"] + box["width"] <= width for box in boxes)
    assert all(box["height"] >= 24 for box in boxes)
    opened(page)
    sheet = box_of(page.locator("dialog[open]"))
    assert sheet["x"] == 0
    assert sheet["width"] == width
    assert sheet["y"] + sheet["height"] == pytest.approx(780, abs=1)
    assert sideways(page) == []


def test_without_the_server_it_says_what_is_missing(server: Server, page: Page) -> None:
    """`streamlit run app.py` alone has no files to give; it cites, prints and embeds."""
    page.goto(server.url)
    whole(page)
    opened(page)
    panel = page.locator("dialog[open]")
    assert panel.locator("a").count() == 0
    expect(panel).to_contain_text("need the server")
    expect(panel.get_by_role("button", name="Print this page")).to_be_visible()
    expect(panel.locator(".mv-take-text").first).to_contain_text("The Multivector authors")
