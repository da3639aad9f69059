"""What a page shows of the view, read in its several places, and compared."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from pages.shared.view.model import View
from tests import walk
from tests.browser.helpers import map_of, wait_idle
from tests.walk import ATLAS


def query(page: Page) -> dict[str, str]:
    """Return the parameters of the address."""
    return dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))


def view_of(url: str) -> View:
    """Return the view of a link, which must be readable as a whole."""
    return walk.view_of(urlsplit(url).query)


def copied(page: Page) -> str:
    """Click *Copy link* and return the link."""
    button = page.locator("button.mv-copy")
    button.click()
    expect(button).to_have_attribute("data-link", re.compile("http"))
    return str(button.get_attribute("data-link"))


def state_of_map(page: Page) -> dict[str, Any]:
    """Return what the map's script says that it shows, once it has drawn the land."""
    frame = map_of(page)
    frame.locator("path.mv-land").first.wait_for(state="attached")
    found: dict[str, Any] = frame.locator("body").evaluate("() => multivector.state()")
    return found


def shown(page: Page) -> dict[str, object]:
    """Return what the page's own controls and map show of the view, as parts of a view."""
    found: dict[str, object] = {}
    where = urlsplit(page.url).path.rpartition("/")[2] or "Map"
    if where == "Map":
        article = page.locator(".mv-moment").get_attribute("aria-pressed") == "true"
        year = "" if article else page.locator(".mv-along input").input_value()
        found["lines"] = "equal" if page.locator(".mv-equal input").is_checked() else "moved"
    else:
        year = page.get_by_role("combobox", name="Year of the figures").input_value()
    found |= {"asof": "article"} if not year.isdigit() else {"asof": "now", "year": int(year)}
    if where in ("Map", "Journeys"):
        chips = page.locator(".st-key-avoid .mv-chip > span")
        codes = {name: code for code, name in ATLAS.state_names.items()}
        texts = [text.strip() for text in chips.all_inner_texts()]
        found["avoid"] = tuple(sorted(codes[text] for text in texts))
    if where == "Map":
        on = page.locator(".mv-row:has(input:checked)")
        listed = on.evaluate_all("all => all.map(row => row.dataset.corridor)")
        # Rows are sorted by what they moved, the view as the data are.
        found["routes"] = tuple(c for c in ATLAS.corridors if c in listed)
        title = page.locator(".mv-card h2").first.inner_text()
        names = {corridor.name: c for c, corridor in ATLAS.corridors.items()}
        found["focus"] = names[title]
        state = state_of_map(page)
        assert tuple(state["on"]) == found["routes"], "map and switches differ"
        assert tuple(sorted(state["avoid"])) == found["avoid"], "map and picker differ"
        assert state["focus"] == found["focus"], "map and card differ"
    if where == "Closure":
        # What is counted in moorings has a list to pick from, which shows no share.
        fields = page.locator(
            '[class*="st-key-share_"] [data-testid="stTextInput"] input, '
            '[class*="st-key-share_"][data-testid="stTextInput"] input'
        )
        keys = fields.evaluate_all(
            "all => all.map(f => f.closest('[class*=st-key-share_]').className"
            ".match(/st-key-share_(\\w+)/)[1])"
        )
        found["closed"] = {
            key: float(field.input_value()) for key, field in zip(keys, fields.all(), strict=True)
        }
    if where == "Story":
        dots = page.locator(".mv-dot")
        marked = dots.evaluate_all("all => all.map(dot => dot.hasAttribute('aria-current'))")
        assert marked.count(True) == 1
        found["step"] = marked.index(True)
    if where == "Sources":
        found["find"] = page.get_by_label("Search").input_value()
    return found


def settle(page: Page) -> None:
    """Wait until the page has answered everything that was done on it."""
    wait_idle(page)
    page.wait_for_timeout(400)
    wait_idle(page)


def agreed(page: Page) -> View:
    """Return the one view that address, copied link, controls and map name."""
    address = view_of(page.url)
    link = view_of(copied(page))
    if "lat=" not in urlsplit(page.url).query:
        # No place was named yet: the link names where this reader's map stands.
        link = link.replaced(lat=address.lat, lon=address.lon, z=address.z)
    if not address.journey:
        # The page shows the first journey where none is named, and copies what it shows.
        assert link.replaced(journey="") == address, f"copied {link}\naddress {address}"
    else:
        assert link == address, f"copied {link}\naddress {address}"
    for part, value in shown(page).items():
        held = getattr(address, part)
        if part == "closed":
            shares = {one.id: round(100 * one.share, 2) for one in address.closed}
            held = {one: shares[one] for one in value} if isinstance(value, dict) else shares
        assert value == held, f"{part}: the page shows {value}, the address {held}"
    return address


def go(page: Page, name: str) -> None:
    """Follow the menu to a page."""
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()
    path = "/" if name == "Map" else f"/{name}"
    page.wait_for_function("path => location.pathname === path", arg=path)
    current = page.locator(".mv-nav [aria-current=page]")
    expect(current).to_have_text(name)
    settle(page)
