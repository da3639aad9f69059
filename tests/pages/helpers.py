"""Open a page as a link does, and read what it shows and what it wrote."""

from __future__ import annotations

from pathlib import Path

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
    """Join all that a page says in HTML of its own."""
    return "\n".join(element.proto.body for element in app.get("html"))


def written(app: AppTest) -> dict[str, str]:
    """Read the address that a page has written."""
    return {key: "".join(app.query_params[key]) for key in app.query_params}
