"""The link that is copied: every parameter, and the version of the data."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from pages.shared.frame.frame import PAGES
from pages.shared.view.link import parse
from routes.files.load import load_atlas
from tests.pages.helpers import component, opened, texts
from tests.pages.view.test_links import KNOWN

VERSION = load_atlas().data_version


@pytest.mark.parametrize("page", PAGES)
def test_a_copied_link_names_its_data_and_opens_the_view(page: str) -> None:
    link = {"routes": "btc,cpc", "focus": "btc", "year": "2023", "z": "6"}
    app = opened("" if page == "Map" else PAGES[page], **link)
    _, data = component(app, "copy")
    copied = dict(parse_qsl(data["query"], keep_blank_values=True))
    assert VERSION
    assert copied.pop("d") == VERSION
    assert data["version"] == VERSION
    view, notices = parse(copied, KNOWN)
    assert notices == []
    # The page shows the first journey where none is named, and copies what it shows.
    assert bool(view.journey) == (page == "Journeys")
    assert view.replaced(journey="") == parse(link, KNOWN)[0]


def test_a_copied_link_of_old_data_says_what_has_changed() -> None:
    """The version matters: with an older one a page says what has changed since."""
    _, data = component(opened(), "copy")
    copied = dict(parse_qsl(data["query"], keep_blank_values=True))
    assert 'class="mv-notice"' not in texts(opened(**copied))
    assert 'class="mv-notice"' in texts(opened(**{**copied, "d": "2020-01-01.00000000"}))
