"""Describe a parameter of the address: the one place where all of its properties meet.

A parameter is one annotated field of the view (model.py). Type, bounds, name in the address, one
line of documentation and an example are pydantic's; its kind says how it is read and written, and
`Owned` where the reader sets it. Reading, writing, notices, widgets and docs/link.md follow.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel, GetCoreSchemaHandler, ValidationInfo
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from pages.shared.view.widgets import Parts, Reports, Widget
from routes.language import phrase

Page = Literal["Map", "Journeys", "Closure", "Trend", "Timeline", "Story", "Sources", "Method"]
PAGES: tuple[Page, ...] = get_args(Page)
"""Pages in the order of the menu, by the name in menu and address."""

NONE = "none"
"""Word that stands for nothing in an address."""

SHOWN_AT_MOST = 40
"""Characters of foreign text that a notice shows."""


@dataclass(frozen=True)
class Owned:
    """Where the reader sets a parameter; every page carries it along.

    Attributes
    ----------
    pages
        Pages with a widget for it, or whose map or buttons set it.
    widget
        Widget that shows and sets it; None where a map, a button or another widget does.
    bare
        What an address without it means, in words, where the default alone does not say it.
    """

    pages: tuple[Page, ...]
    widget: Widget | None = None
    bare: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """What the data has names for, and a view may name.

    Attributes
    ----------
    ids
        Ids by what they stand for (`corridor`, `origin`, `market`, `event`), in the order of the
        data.
    states
        Codes of states, ISO 3166-1 alpha-2.
    closable
        Names by id of what can close.
    """

    ids: Mapping[str, tuple[str, ...]]
    states: Collection[str]
    closable: Mapping[str, str]


@dataclass
class Reading:
    """One reading of a view from foreign values.

    Attributes
    ----------
    known
        What may be named.
    parameters
        Parameters by attribute of the view.
    default, held
        Values by attribute: of the bare address, and of the view that is read into.
    notices
        What was left out of a value of which the rest could be read.
    """

    known: Vocabulary
    parameters: Mapping[str, Parameter]
    default: Parts
    held: Parts
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class At:
    """Where a value is being read.

    Attributes
    ----------
    parameter
        The parameter that it is for.
    reading
        The reading that it is part of.
    read
        Attributes that were read before it, by name.
    """

    parameter: Parameter
    reading: Reading
    read: Mapping[str, Any]


class RefusedError(ValueError):
    """Report a value that cannot be used.

    Parameters
    ----------
    *notices
        Sentences for the reader that name the parameter and the cure; plain text.
    """

    def __init__(self, *notices: str) -> None:
        self.notices = notices
        super().__init__(*notices)


class Kind:
    """How a parameter is read and written: what a kind of its own overrides begins with `_`.

    This one leaves its values to the field's type.
    """

    nothing: Any = None
    """What the parameter holds when `none` names it; None where it always holds something."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a value by this kind before the field's type and bounds check it."""
        return core_schema.with_info_before_validator_function(self._before, handler(source))

    def _before(self, value: Any, info: ValidationInfo) -> Any:
        reading = info.context
        if not isinstance(reading, Reading):
            # A view made in code: its type and its bounds are all that is checked.
            return value
        part = str(info.field_name)
        if value is reading.held[part]:
            # What the view holds already was read when it came.
            return value
        return self._read(value, At(reading.parameters[part], reading, info.data))

    def decoded(self, text: str) -> Any:
        """Return the value that an address writes so, unchecked.

        Parameters
        ----------
        text
            As in the address, unescaped.
        """
        return self._decoded(text)

    def written(self, value: Any) -> str:
        """Return the text that an address holds; "" for nothing.

        Parameters
        ----------
        value
            The field's value.
        """
        return self._written(value)

    def refusal(self, value: Any, at: At) -> str:
        """Return the notice on a value that the field's type or bounds refuse.

        Parameters
        ----------
        value
            The foreign value.
        at
            Where it was read.
        """
        return self._refusal(value, at)

    def values(self, parameter: Parameter) -> str:
        """Return what a parameter of this kind takes, in words, for docs/link.md.

        Parameters
        ----------
        parameter
            A parameter of this kind.
        """
        return self._values(parameter)

    def _decoded(self, text: str) -> Any:
        return text

    def _read(self, value: Any, _at: At) -> Any:
        """Return what the field's type takes over of a foreign value, or raise RefusedError."""
        return value

    def _written(self, value: Any) -> str:
        return str(value)

    def _refusal(self, value: Any, at: At) -> str:
        return phrase("view-unreadable", parameter=at.parameter.name, given=cut(value))

    def _values(self, _parameter: Parameter) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Parameter:
    """A parameter as its field of the view declares it.

    Attributes
    ----------
    part
        Attribute of the view.
    name
        Name in the address.
    kind
        How it is read and written.
    owned
        Where the reader sets it.
    about
        One sentence of documentation.
    example
        A value as in an address.
    default
        Value of the field; None where it comes from the data.
    low, high
        Bounds of a number, both allowed; None where there are none.
    pattern
        Regular expression of its text; "" where there is none.
    options
        Words of which it is one; empty where its values are others.
    """

    part: str
    name: str
    kind: Kind
    owned: Owned
    about: str
    example: str
    default: Any = None
    low: float | None = None
    high: float | None = None
    pattern: str = ""
    options: tuple[str, ...] = ()

    @property
    def bounds(self) -> tuple[float, float]:
        """Lower and upper bound of a number, both allowed."""
        if self.low is None or self.high is None:
            raise TypeError(f"{self.part} has no bounds; give its field ge and le")
        return self.low, self.high

    @property
    def key(self) -> str:
        """Key of the widget that shows it."""
        if self.owned.widget is None:
            raise TypeError(f"{self.part} has no widget; give its field Owned(..., widget)")
        return self.owned.widget.key

    def shown(self, view: Parts) -> dict[str, Any]:
        """Return what its widget shows of a view, by key.

        Parameters
        ----------
        view
            The view's values.
        """
        return self.owned.widget.values(self.part, view) if self.owned.widget else {}

    def changed(self, view: Parts, reports: Reports) -> dict[str, Any]:
        """Return the parts of a view that the reader changed in its widget, as foreign values.

        Parameters
        ----------
        view
            The view's values.
        reports
            What the widgets report.
        """
        return self.owned.widget.parts(self.part, view, reports) if self.owned.widget else {}


@cache
def parameters_of(model: type[BaseModel]) -> Mapping[str, Parameter]:
    """List the parameters of a view by attribute, in the order in which links write them.

    Parameters
    ----------
    model
        Class of the view.

    Raises
    ------
    TypeError
        If a field lacks a part of its declaration; names the field and the part.
    """
    return {part: _declared(part, info) for part, info in model.model_fields.items()}


def _declared(part: str, info: FieldInfo) -> Parameter:
    """Return the parameter that a field declares."""
    kind = next((mark for mark in info.metadata if isinstance(mark, Kind)), None)
    owned = next((mark for mark in info.metadata if isinstance(mark, Owned)), None)
    if kind is None or owned is None or not info.description or not info.examples:
        raise TypeError(f"field {part}: give it a kind, Owned, a description and an example")
    return Parameter(
        part,
        info.alias or part,
        kind,
        owned,
        info.description,
        info.examples[0],
        None if info.is_required() else info.default,
        _limit(info, "ge"),
        _limit(info, "le"),
        _limit(info, "pattern") or "",
        get_args(info.annotation) if _is_words(info.annotation) else (),
    )


def _limit(info: FieldInfo, name: str) -> Any:
    """Return a limit that a field sets by `Field(name=...)`, or None."""
    found = (getattr(mark, name, None) for mark in info.metadata)
    return next((limit for limit in found if limit is not None), None)


def _is_words(annotation: Any) -> bool:
    """Return whether a type is a choice of words."""
    return all(isinstance(one, str) for one in get_args(annotation))


@cache
def bound_on(model: type[BaseModel], page: str) -> tuple[Parameter, ...]:
    """List the parameters of a view that have a widget on a page.

    Parameters
    ----------
    model
        Class of the view.
    page
        Name of the page.
    """
    every = parameters_of(model).values()
    return tuple(one for one in every if page in one.owned.pages and one.owned.widget)


def cut(value: Any) -> str:
    """Shorten a foreign value for a notice, and keep its printable characters only.

    Parameters
    ----------
    value
        Anything; its text is shown.
    """
    # Of a list of 200,000 ids nobody needs the text; of a number with 400 digits neither.
    text = value if isinstance(value, str) else str(value)
    clean = "".join(c for c in text[: 4 * SHOWN_AT_MOST] if c.isprintable())
    return clean if len(clean) <= SHOWN_AT_MOST else clean[:SHOWN_AT_MOST] + "…"
