"""The server: Streamlit's pages, and beside them previews, pictures, data and an API.

    streamlit run server.py [options of streamlit run]

`streamlit run app.py` serves the pages alone.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import create_task_group
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from pages.shared.frame import doors
from pages.shared.view import guard
from publish.web import ours, process
from publish.web.completed import complete
from publish.web.fault import raised
from publish.web.headers import Safe
from publish.web.limits import Limits
from publish.web.swift import Swift


@asynccontextmanager
async def _started(_app: st.App) -> AsyncIterator[None]:
    """Set up what needs Streamlit's runtime, or the socket that listens."""
    process.answer_at_once()
    process.know_the_frame()
    process.open_browser(Path(__file__))
    async with create_task_group() as beside:
        beside.start_soon(process.warm)
        yield
        beside.cancel_scope.cancel()


process.keep_few_heaps()
# The first messages of all come before any page has imported it.
guard.install()
doors.open_them()
app = st.App(
    Path(__file__).with_name("app.py"),
    routes=ours.routes(),
    middleware=[Middleware(Safe), Middleware(Limits), Middleware(Swift, page=complete)],
    exception_handlers={HTTPException: raised},
    lifespan=_started,
)
