"""Pages and pictures of the same views, and what is read out of both."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from lxml import etree, html

from publish.drawing.picture import Part, picture
from publish.drawing.press import Form
from publish.viewed import Viewed, read
from tests.pages.helpers import opened, texts

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {
    "map": ("Map", "routes=cpc,btc,china&avoid=RU&year=2023&focus=cpc"),
    "map-iran": ("Map", "avoid=IR,RU&lines=equal&lat=42.00&lon=48.00&z=5"),
    "map-control": ("Map", "routes=cpc,druzhba&avoid=RU&borders=de_facto&focus=cpc"),
    "journeys": ("Journeys", "from=kashagan&to=trieste&avoid=RU"),
    "closure": ("Closure", "closed=cpc_atyrau_kropotkin:0:30:2022-07-06&year=2022"),
    "balance": ("Closure", "year=2023"),
    "trend": ("Trend", "avoid=RU"),
    "timeline": ("Timeline", "event=court-order-2022-07-05"),
    "story": ("Story", "step=3"),
}
"""Views by name: page and query."""


def viewed(name: str) -> Viewed:
    """Return a view.

    Parameters
    ----------
    name
        Its key in `VIEWS`.
    """
    return read(*VIEWS[name])


@cache
def drawn(name: str, form: Form = "svg", part: Part = "map", scale: float = 1) -> bytes:
    """Draw a picture of a view.

    Parameters
    ----------
    name
        Key of the view in `VIEWS`.
    form, part, scale
        As in `picture`.
    """
    return picture(viewed(name), form, scale, part, "https://example.org/")


@cache
def tree(name: str, part: Part = "map") -> etree._Element:
    """Return a picture of a view as a tree.

    Parameters
    ----------
    name
        Key of the view in `VIEWS`.
    part
        What of the page.
    """
    return etree.fromstring(drawn(name, part=part))


def words(root: etree._Element) -> list[str]:
    """List the texts of a picture, rims of letters left out.

    Parameters
    ----------
    root
        The picture.
    """
    found = [one for one in root.iter(f"{SVG}text") if not one.get("aria-hidden")]
    return [" ".join(" ".join(one.itertext()).split()) for one in found]


@cache
def page(name: str) -> Any:
    """Open a page as a link does, without a browser.

    Parameters
    ----------
    name
        Key of the view in `VIEWS`.
    """
    script, query = VIEWS[name]
    app = opened("" if script == "Map" else f"pages/{script}.py", **dict(parse_qsl(query)))
    assert not app.exception
    return app


def told(name: str) -> Any:
    """Return what a page says in HTML of its own, as a tree.

    Parameters
    ----------
    name
        Key of the view in `VIEWS`.
    """
    return html.fromstring(f"<div>{texts(page(name))}</div>")


def shown(name: str) -> dict[str, Any]:
    """Return what the map of a page is sent.

    Parameters
    ----------
    name
        Key of the view in `VIEWS`.
    """
    (component,) = page(name).get("component_instance")
    script = json.loads(component.proto.json_args)["feature_group"]
    sent: dict[str, Any] = json.loads(script.partition("multivector.show(")[2].rpartition(")")[0])
    return sent
