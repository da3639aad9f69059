"""The page of the API on a phone: readable, clean, and its examples run by a click."""

import json

import pytest
from playwright.sync_api import Page

from publish.web.api.endpoints import ROOT
from tests.browser.helpers import Server, axe_violations, console_errors, foreign_hosts, sideways

TARGET = 24
"""Pixels that a target has at least."""


def test_the_page_of_the_api(whole_server: Server, phone: Page, subtests: pytest.Subtests) -> None:
    phone.goto(f"{whole_server.url}{ROOT}")
    with subtests.test("nothing scrolls sideways, and every link can be hit"):
        assert sideways(phone) == []
        boxes = [link.bounding_box() for link in phone.locator("a:visible").all()]
        assert len(boxes) > 50
        assert [box for box in boxes if box is None or box["height"] < TARGET] == []
    with subtests.test("axe-core finds nothing"):
        assert axe_violations(phone, ("minor", "moderate", "serious", "critical")) == []
    with subtests.test("the style that its policy allows is used, and nothing is refused"):
        ground = "getComputedStyle(document.querySelector('code')).backgroundColor"
        assert phone.evaluate(ground) != "rgba(0, 0, 0, 0)"
        assert console_errors(phone) == []
        assert foreign_hosts(phone) == set()
    with subtests.test("an example runs by a click"):
        phone.locator("section", has=phone.locator("#flow")).get_by_text("as JSON").click()
        assert json.loads(phone.locator("body").inner_text())["year"] == 2025
