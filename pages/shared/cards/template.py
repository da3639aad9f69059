"""Fill the templates: each takes one typed model and returns HTML in which values are escaped."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

import jinja2

from pages.shared.phrases import GLOBALS

M = TypeVar("M")

ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    undefined=jinja2.StrictUndefined,
)
ENVIRONMENT.globals.update(GLOBALS)


class Template(Generic[M]):
    """A file of `templates/` that knows its model by the name `model`, and nothing else.

    What it may ask of the model is held by `tests/pages/cards/test_templates.py`.

    Parameters
    ----------
    file
        Name of the file.
    model
        Class of what fills it.
    """

    def __init__(self, file: str, model: type[M]) -> None:
        self.file, self.model = file, model

    @cached_property
    def _compiled(self) -> jinja2.Template:
        return ENVIRONMENT.get_template(self.file)

    def fill(self, model: M) -> str:
        """Render the template.

        Parameters
        ----------
        model
            What fills it.

        Returns
        -------
        HTML in which every value is escaped.
        """
        return self._compiled.render(model=model)
