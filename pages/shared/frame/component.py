"""Components of our own: a module of `static/` draws into the page, without a frame.

Streamlit takes a component's script as text and imports it from a `blob:` address. That text is
the same few lines for each of ours: it imports the module that the data names, with its digest,
and hands on what Streamlit gave it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from routes.files.load import static_version

LOADER = """
const loaded = {};
export default function (component) {
  const url = new URL(component.data.module, document.baseURI).href;
  (loaded[url] ??= import(url)).then((module) => module.draw(component)).catch((error) => {
    component.parentElement.textContent = component.data.failed || "";
    console.error(error);
  });
}
"""


_made: dict[str, Component] = {}


def modules() -> list[str]:
    """List the addresses of the modules of all components that were made, seen from the page."""
    return [one.module for one in _made.values()]


class Component:
    """A component drawn by `static/<module>.js`, which exports `draw(component)`.

    Parameters
    ----------
    name
        Name among Streamlit's components.
    failed
        Returns what the page shows where the module cannot be loaded; plain text.
    states
        Names of the values that it reports.
    """

    def __init__(
        self, name: str, failed: Callable[[], str] = str, states: tuple[str, ...] = ()
    ) -> None:
        self.name, self.failed, self.states = name, failed, states
        _made[name] = self
        self._mount = st.components.v2.component(name, js=LOADER, isolate_styles=False)

    @property
    def module(self) -> str:
        """The address of its module, seen from the page."""
        return f"app/static/{self.name}.js?v={static_version((f'{self.name}.js',))}"

    def draw(self, key: str, data: Mapping[str, Any], **options: Any) -> None:
        """Draw it. Its values come with the next run, in session state.

        Parameters
        ----------
        key
            Key of the component on the page.
        data
            What the module draws, JSON-ready.
        **options
            As in `streamlit.components.v2.component`.
        """
        listen: dict[str, Any] = {f"on_{state}_change": _nothing for state in self.states}
        self._mount(
            key=key,
            data={**data, "module": self.module, "failed": self.failed()},
            **listen,
            **options,
        )


def _nothing() -> None:
    """Do nothing: Streamlit keeps only those values of a component that have a callback."""
