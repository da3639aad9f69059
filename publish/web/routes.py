"""List every address that the server answers beside those of Streamlit."""

from __future__ import annotations

from starlette.routing import BaseRoute

from publish.web import downloads, embedding, pictures

ROUTES: list[BaseRoute] = [*pictures.ROUTES, *downloads.ROUTES, *embedding.ROUTES]
