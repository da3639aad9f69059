"""What a reader does on a page with keyboard and mouse, until the page has answered."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.helpers import MAP, box_of
from tests.browser.views import settle


def pick(page: Page, label: str, option: str) -> None:
    """Add an option to a list."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    page.keyboard.press("Escape")
    settle(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose one of a list."""
    box = page.get_by_role("combobox", name=label)
    # At the very edge of the window the click's focus scrolls the page, which closes the list.
    box.evaluate("element => element.scrollIntoView({block: 'center'})")
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def set_year(page: Page, year: int) -> None:
    """Draw the map's slider to a year."""
    page.locator(".mv-along input").fill(str(year))
    settle(page)


def open_card(page: Page, corridor: str) -> None:
    """Click a corridor's name in the list."""
    page.get_by_role("button", name=corridor, exact=True).click()
    settle(page)


def type_in(page: Page, label: str, text: str) -> None:
    """Type into a field and leave it."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Enter")
    settle(page)


def drag(page: Page, by: float = 160) -> None:
    """Move the map with the mouse."""
    box = box_of(page.locator(MAP))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y + by / 4, steps=5)
    page.mouse.up()
    settle(page)
