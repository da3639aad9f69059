"""Draw the page of the API from its OpenAPI document: every path, parameter, field and unit."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from pages.shared.phrases import GLOBALS
from pages.shared.theme import THEME
from publish.web.api.endpoints import DOCUMENT, ENDPOINTS, VERSION
from publish.web.api.problems import TITLES
from routes.files.load import load_sheets
from routes.language import SOURCE, in_language

SHEET = "api.css"
ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
ENVIRONMENT.globals.update(GLOBALS)
REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class Parameter:
    """What a question may be given.

    Attributes
    ----------
    name, description
        As the document has them.
    required
        Whether there is no question without it.
    default
        What is taken where it is not given; "" for nothing.
    """

    name: str
    description: str
    required: bool
    default: str


@dataclass(frozen=True)
class Question:
    """A question with an address.

    Attributes
    ----------
    name
        Its name, for a link to it.
    path, title
        As the document has them.
    parameters
        What it may be given.
    answer
        Name of the part that it is answered with.
    json, csv
        Addresses of an example, relative to the page.
    shown
        The example, as a reader sees it.
    """

    name: str
    path: str
    title: str
    parameters: tuple[Parameter, ...]
    answer: str
    json: str
    csv: str
    shown: str


@dataclass(frozen=True)
class Item:
    """A field of a part of an answer.

    Attributes
    ----------
    name, description, unit
        As the document has them.
    kind
        Its type, in words.
    part
        Part that it holds, for a link; "" for none.
    """

    name: str
    description: str
    unit: str
    kind: str
    part: str


@dataclass(frozen=True)
class Part:
    """A part of an answer.

    Attributes
    ----------
    name, description
        As the document has them.
    fields
        Its fields.
    """

    name: str
    description: str
    fields: tuple[Item, ...]


@dataclass(frozen=True)
class Page:
    """What the page shows.

    Attributes
    ----------
    document
        The OpenAPI document.
    version
        That of the data.
    """

    document: Mapping[str, Any]
    version: str

    @property
    def lang(self) -> str:
        """Language of the page."""
        return SOURCE

    @property
    def style(self) -> str:
        """Its style sheet."""
        return style()

    @property
    def address(self) -> str:
        """Where the document is, relative to the page."""
        return f"{VERSION}{DOCUMENT}".removeprefix("/")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question."""
        return tuple(self._questions())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every part of an answer, by name."""
        return tuple(self._parts())

    @property
    def problems(self) -> Mapping[str, tuple[int, str]]:
        """Every kind of problem, its status and title."""
        return TITLES

    def _questions(self) -> Iterator[Question]:
        for endpoint in ENDPOINTS:
            told = self.document["paths"][endpoint.path]["get"]
            example = f"{VERSION}{endpoint.example}".removeprefix("/")
            joint = "&" if "?" in example else "?"
            yield Question(
                name=told["operationId"],
                path=f"{VERSION}{endpoint.path}",
                title=told["summary"],
                parameters=tuple(map(_parameter, told["parameters"])),
                answer=endpoint.answered.__name__,
                json=example,
                csv=f"{example}{joint}format=csv",
                shown=f"{VERSION}{endpoint.example}",
            )

    def _parts(self) -> Iterator[Part]:
        for name, schema in sorted(self.document["components"]["schemas"].items()):
            fields = tuple(_item(key, field) for key, field in schema["properties"].items())
            yield Part(name, schema.get("description", ""), fields)


def _parameter(told: Mapping[str, Any]) -> Parameter:
    default = told["schema"].get("default")
    given = ",".join(default) if isinstance(default, list) else str(default or "")
    return Parameter(told["name"], told.get("description", ""), told["required"], given)


def _item(name: str, field: Mapping[str, Any]) -> Item:
    kind, part = _kind(field)
    return Item(name, field.get("description", ""), field.get("unit", ""), kind, part)


def _kind(field: Mapping[str, Any]) -> tuple[str, str]:
    """Return the type of a field in words, and the part that it holds."""
    if "$ref" in field:
        return "", field["$ref"].removeprefix(REFERENCE)
    if "anyOf" in field:
        kinds = [_kind(one) for one in field["anyOf"]]
        part = next((part for _, part in kinds if part), "")
        return " | ".join(kind or part for kind, part in kinds), ""
    if field.get("type") == "array":
        kind, part = _kind(field["items"])
        return f"{kind}[]", part
    if "const" in field or "enum" in field:
        return " | ".join(map(str, field.get("enum", [field.get("const")]))), ""
    return str(field.get("type", "")), ""


def style() -> str:
    """Return the style sheet of the page, the colours before it."""
    return THEME.css() + load_sheets((SHEET,))


def policy() -> str:
    """Return what the page may load: its own style, and nothing else."""
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )


def page(document: Mapping[str, Any], version: str) -> str:
    """Draw the page.

    Parameters
    ----------
    document
        The OpenAPI document.
    version
        That of the data.

    Returns
    -------
    HTML in which every value is escaped.
    """
    with in_language(SOURCE):
        return ENVIRONMENT.get_template("api.html").render(model=Page(document, version))
