"""Format the messages of one language by Fluent's runtime; plurals are Babel's.

Three things are added: the functions `NAMES`, `COUNT` and `ID`; whole numbers without marks; and a
mark in the place of each text that fills a slot, which is exchanged for the text afterwards. So
whoever makes HTML gets the object that was given, and a text may be longer than the runtime takes,
2,500 characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from babel.core import Locale, UnknownLocaleError
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentInt, FluentType
from fluent.syntax import ast

from routes.language.slots import Names, Slot
from routes.model.errors import DataError

MARK = "\x1f"
"""Stands on both sides of the number of a text within what the runtime returns."""
UNGROUPED = FluentInt(0, useGrouping=False)
TAKES = "it takes text, a whole number or Names; other numbers and dates are formatted first"


class Bundle:
    """Messages of one language, to be formatted.

    Parameters
    ----------
    lang
        BCP 47 tag; a variant of a language (en-XA) counts as that does.
    form
        Returns Names as a list in a grammatical form; the empty one is that of the dictionary.

    Raises
    ------
    DataError
        If Babel has no rule of plurals for it: the runtime would count as the server's own
        language does.
    """

    def __init__(self, lang: str, form: Callable[[Names, str], str]) -> None:
        tags = [lang, lang.partition("-")[0]]
        if not any(_is_known(tag) for tag in tags):
            cure = "name the folder by a BCP 47 tag whose language Babel knows"
            raise DataError(f"routes/language/{lang}", None, "no rule of plurals is known", cure)
        self._form = form
        functions: dict[str, Callable[[Any], FluentType]]
        functions = {"NAMES": self._names, "COUNT": _count, "ID": _only}
        self._bundle = FluentBundle(tags, functions, use_isolating=False)

    def add(self, resource: ast.Resource) -> None:
        """Add the messages of a file.

        Parameters
        ----------
        resource
            As Fluent's parser returns it.
        """
        self._bundle.add_resource(resource)

    def pieces(self, message: str, slots: Mapping[str, Slot]) -> tuple[str, ...]:
        """Format a message that has been added, in pieces.

        Parameters
        ----------
        message
            Its id; an attribute as `id.attribute`.
        slots
            What fills its slots, all of them.

        Returns
        -------
        Text of the message and what was given as a text, by turns; the first is of the message.

        Raises
        ------
        TypeError, ValueError, ArithmeticError
            If a slot is filled with what it does not take, a number of more than 28 digits too.
        """
        head, _, attribute = message.partition(".")
        found = self._bundle.get_message(head)
        pattern = found.attributes[attribute] if attribute else found.value
        if pattern is None:
            raise KeyError(message)
        texts: list[str] = []
        given = {name: _fill(name, value, texts) for name, value in slots.items()}
        made, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise ValueError(str(errors[0])) from errors[0]
        pieces = str(made).split(MARK)
        pieces[1::2] = [texts[int(number)] for number in pieces[1::2]]
        return tuple(pieces)

    def _names(self, given: object, form: str = "") -> _Filling:
        filling = _of_names(given)
        return _Filling(filling.slot, self._form(filling.names, form), filling.texts)


class _Filling(FluentType):
    """A text or Names in a slot: chosen by as a text, printed as a mark."""

    def __init__(self, slot: str, value: str | Names, texts: list[str]) -> None:
        self.slot, self.value, self.texts = slot, value, texts

    def __eq__(self, key: object) -> bool:
        if isinstance(self.value, Names):
            raise ValueError(f"{self}; COUNT($slot) and ID($slot) choose by Names")  # noqa: TRY004
        return self.value == key

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return f"slot ${self.slot} is {self.value!r}"

    @property
    def names(self) -> Names:
        if not isinstance(self.value, Names):
            raise TypeError(f"{self}; it takes Names")
        return self.value

    def format(self, locale: Locale) -> str:  # noqa: ARG002
        # The runtime reports a ValueError only.
        if isinstance(self.value, Names):
            raise ValueError(f"{self}; NAMES($slot) prints Names")  # noqa: TRY004
        self.texts.append(self.value)
        return f"{MARK}{len(self.texts) - 1}{MARK}"


def _fill(slot: str, value: Slot, texts: list[str]) -> FluentType:
    if isinstance(value, str | Names):
        return _Filling(slot, value, texts)
    if type(value) is not int:
        raise TypeError(f"slot ${slot} is {value!r}; {TAKES}")
    number = FluentInt(value)
    number.options = UNGROUPED.options
    return number


def _of_names(given: object) -> _Filling:
    if not isinstance(given, _Filling):
        raise TypeError(f"a slot is {given!r}; it takes Names")
    return given


def _count(given: object) -> FluentInt:
    return FluentInt(len(_of_names(given).names.names), useGrouping=False)


def _only(given: object) -> _Filling:
    """Return the id of the only one, else an empty text, which no variant has."""
    filling = _of_names(given)
    names = filling.names.names
    return _Filling(filling.slot, names[0][0] if len(names) == 1 else "", filling.texts)


def _is_known(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
