"""Open a page as a link does, and read what it shows and what it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def opened(page: str = "", **params: str) -> AppTest:
    """Return the app opened as a link does; a page of pages/ is reached through its entry script.

    Parameters
    ----------
    page
        Script of a page of pages/; "" for the map.
    **params
        Parameters of the address.
    """
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if page:
        app.switch_page(page)
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def texts(app: AppTest) -> str:
    """Return all that a page says in HTML of its own; its style is none of that.

    Parameters
    ----------
    app
        The page.
    """
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def written(app: AppTest) -> dict[str, str]:
    """Return the address that a page has written.

    Parameters
    ----------
    app
        The page.
    """
    return {key: "".join(app.query_params[key]) for key in app.query_params}


def panel(app: AppTest) -> dict[str, Any]:
    """Return what the switches are drawn with.

    Parameters
    ----------
    app
        The page.
    """
    return component(app, "panel")[1]


def component(app: AppTest, name: str) -> tuple[str, dict[str, Any]]:
    """Return the id of a component of ours, and the data that it is drawn with.

    Parameters
    ----------
    app
        The page.
    name
        Name of the component.
    """
    found = [e.proto for e in app.get("bidi_component") if e.proto.component_name == name]
    assert len(found) == 1, f"{len(found)} components are called {name}"
    return found[0].id, json.loads(found[0].json)


def row(app: AppTest, corridor: str) -> dict[str, str]:
    """Return the row of a corridor among the switches.

    Parameters
    ----------
    app
        The page.
    corridor
        Id of the corridor.
    """
    rows = [row for group in panel(app)["groups"] for row in group["rows"]]
    return next(one for one in rows if one["id"] == corridor)


def report(app: AppTest, element: str, value: object) -> AppTest:
    """Return the page as it runs when a component reports a value.

    Parameters
    ----------
    app
        The page.
    element
        Id of the component.
    value
        What it reports, JSON-ready.
    """
    states = app._tree.get_widget_states()
    states.widgets.add(id=element, json_value=json.dumps(value))
    return app._run(states)


def pick(app: AppTest, name: str, **parts: object) -> AppTest:
    """Return the page as it runs when a component of ours reports parts of the view.

    Parameters
    ----------
    app
        The page.
    name
        Name of the component.
    **parts
        What it reports, by attribute of the view.
    """
    element, data = component(app, name)
    picked = {"parts": parts, "n": data["answers"] + 1, "session": data["session"]}
    return report(app, element, {"picked": picked})


def picked(app: AppTest) -> list[str]:
    """Return the ids on the chips of the picker.

    Parameters
    ----------
    app
        The page.
    """
    return [one["id"] for one in component(app, "picker")[1]["picked"]]


def switch(app: AppTest, *on: str) -> AppTest:
    """Return the page as it runs when exactly these switches are on.

    Parameters
    ----------
    app
        The page.
    *on
        Ids of the corridors switched on.
    """
    return pick(app, "panel", routes=list(on))
