"""The style sheets: every rule and every declaration is one that the browser understands.

The formatter sees whether a sheet can be parsed; a property or a value that does not exist is
passed over by a browser without a word.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.map.site import STATIC

pytestmark = pytest.mark.browser

SHEETS = sorted([*STATIC.glob("*.css"), *STATIC.glob("site/*.css")])
DECLARATION = re.compile(r"""^\s+([a-z-]+):\s*((?:"[^"]*"|[^;{}"])+);\s*$""", re.MULTILINE)
SELECTOR = re.compile(r"^\s*([^@{};/*\s][^{};]*?)\s*\{$", re.MULTILINE)


def test_the_sheets_were_found() -> None:
    assert {"app.css", "map.css"} <= {path.name for path in SHEETS}
    text = "a:hover {\n  color: red;\n  grid-area:\n    b /\n    c;\n}\n"
    assert DECLARATION.findall(text) == [("color", "red"), ("grid-area", "b /\n    c")]
    assert SELECTOR.findall(text) == ["a:hover"]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_the_browser_understands_every_line(blank: Page, path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    declarations = [[p, v.replace("!important", "").strip()] for p, v in DECLARATION.findall(text)]
    ends = re.sub(r'"[^"]*"', "", text).count(";")
    assert len(declarations) == ends, "some line is not read by this test"
    unknown = blank.evaluate(
        "(all) => all.filter(([property, value]) => !CSS.supports(property, value))", declarations
    )
    assert unknown == []
    selectors = SELECTOR.findall(text)
    assert selectors
    unknown = blank.evaluate(
        """(all) => all.filter((selector) => {
            try { document.querySelector(selector); return false; } catch { return true; }
        })""",
        selectors,
    )
    assert unknown == []
