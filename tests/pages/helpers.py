"""Open a page as a link does, and read what it shows and what it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def opened(page: str = "", **params: str) -> AppTest:
    """Open the app as a link does; a page of pages/ is reached through its entry script."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if page:
        app.switch_page(page)
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


def texts(app: AppTest) -> str:
    """Join all that a page says in HTML of its own; its style is none of that."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def written(app: AppTest) -> dict[str, str]:
    """Read the address that a page has written."""
    return {key: "".join(app.query_params[key]) for key in app.query_params}


def panel(app: AppTest) -> dict[str, Any]:
    """Read what the switches are drawn with."""
    return component(app, "panel")[1]


def component(app: AppTest, name: str) -> tuple[str, dict[str, Any]]:
    """Return the id of a component of ours, and the data that it is drawn with."""
    found = [e.proto for e in app.get("bidi_component") if e.proto.component_name == name]
    assert len(found) == 1, f"{len(found)} components are called {name}"
    return found[0].id, json.loads(found[0].json)


def row(app: AppTest, corridor: str) -> dict[str, str]:
    """Return the row of a corridor among the switches."""
    rows = [row for group in panel(app)["groups"] for row in group["rows"]]
    return next(one for one in rows if one["id"] == corridor)


def report(app: AppTest, element: str, value: object) -> AppTest:
    """Run the page as it runs when a component reports a value."""
    states = app._tree.get_widget_states()
    states.widgets.add(id=element, json_value=json.dumps(value))
    return app._run(states)


def switch(app: AppTest, *on: str) -> AppTest:
    """Run the page as it runs when exactly these switches are on."""
    element, data = component(app, "panel")
    picked = {"on": list(on), "n": data["answers"] + 1, "session": data["session"]}
    return report(app, element, {"picked": picked})
