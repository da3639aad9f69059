"""Compile messages of Project Fluent to Python functions.

The grammar is read by `fluent.syntax`, the parser of Fluent's authors. Only what follows the parser
is ours: their resolver takes 6 to 76 µs a message with slots and needs 33 MB of Babel, and the
compiler that others made takes 1.9 s for 800 messages (docs/decisions/0008). The tests hold it to
their resolver, message by message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn, Protocol

from fluent.syntax import FluentParser, ast

from routes.model.errors import DataError

KEYS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Categories of CLDR: the keys of a variant that stand for a count."""
CHOOSERS = (str, int, type(None))
HOW = "the docstring of routes/language/__init__.py shows how a message is written"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of things by id, to be declined where the language declines names.

    Parameters
    ----------
    kind
        What they are: `state`, `place`. A language writes state `RU` in message `name-state-RU`.
    names
        Id and name in the reader's language, in the order in which they are listed.
    """

    kind: str
    names: tuple[tuple[str, str], ...]


Slot = str | int | Names
"""What fills a slot. A number with decimals is formatted first: see routes/language/numbers.py."""

Write = Callable[[Mapping[str, Slot], list[str]], None]
"""Appends the pieces of a message to a list, its slots filled."""


class Scope(Protocol):
    """What a message may ask of its language while it is formatted."""

    def plural(self, count: int) -> str:
        """Return the plural category of a count."""

    def find(self, message: str) -> Write:
        """Return another message of this language, or of the one that it falls back on."""

    def form(self, names: Names, form: str) -> str:
        """Return names in a grammatical form, as a list."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A message or term, ready to be formatted.

    Parameters
    ----------
    file, line
        Where it stands: path from the root of the repository, and line, the first being 1.
    write
        Appends its pieces to a list.
    constant
        Its text if it has neither slots nor references, else None.
    slots
        Names of the slots that it uses itself.
    references
        Ids of the messages and terms that it refers to.
    """

    file: str
    line: int
    write: Write
    constant: str | None
    slots: frozenset[str]
    references: frozenset[str]


def compile_file(file: str, text: str, scope: Scope) -> dict[str, Compiled]:
    """Compile a file of messages.

    Parameters
    ----------
    file
        Path from the root of the repository, for errors; its stem is the first word of every id.
    text
        Messages in Fluent's syntax 1.0.
    scope
        The language that they belong to.

    Returns
    -------
    Messages by id, attributes as `id.attribute`, terms with their dash.

    Raises
    ------
    DataError
        If the text is no Fluent, an id is there twice or belongs to another file, or a message
        asks for what is not offered here.
    """
    return _File(file, text, scope).compiled()


class _File:
    def __init__(self, file: str, text: str, scope: Scope) -> None:
        self.file, self.text, self.scope = file, text, scope
        self.topic = file.rpartition("/")[2].removesuffix(".ftl")

    def fault(self, node: ast.SyntaxNode, fault: str, cure: str = HOW) -> NoReturn:
        raise DataError(self.file, self.line(node), fault, cure)

    def line(self, node: ast.SyntaxNode) -> int:
        start = node.span.start if node.span else 0
        return self.text.count("\n", 0, start) + 1

    def compiled(self) -> dict[str, Compiled]:
        found: dict[str, Compiled] = {}
        for name, node, pattern in self.entries():
            if name in found:
                self.fault(node, f"message '{name}' is here twice", "keep one of them")
            if name.lstrip("-").partition("-")[0] != self.topic:
                cure = f"begin its id with '{self.topic}-', or move it to the file it is named for"
                self.fault(node, f"message '{name}' does not belong to this file", cure)
            made = _Pattern(self, in_term=name.startswith("-"))
            pieces = made.pieces(pattern)
            constant = _constant(pieces)
            found[name] = Compiled(
                self.file,
                self.line(node),
                _writer(pieces),
                constant,
                frozenset(made.slots),
                frozenset(made.references),
            )
        return found

    def entries(self) -> Iterator[tuple[str, ast.SyntaxNode, ast.Pattern]]:
        """Yield the id, the place and the text of every message, attribute and term."""
        for entry in FluentParser().parse(self.text).body:
            if isinstance(entry, ast.Junk):
                told = entry.annotations[0].message if entry.annotations else "cannot be read"
                start = (entry.content or "").strip().partition("\n")[0]
                self.fault(entry, f"{told or 'cannot be read'} in {start!r}")
            if isinstance(entry, ast.Message | ast.Term):
                name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                if entry.value:
                    yield name, entry, entry.value
                for attribute in entry.attributes:
                    yield f"{name}.{attribute.id.name}", attribute, attribute.value


class _Pattern:
    """Compiles one pattern and notes what it uses."""

    def __init__(self, file: _File, *, in_term: bool) -> None:
        self.file, self.scope, self.in_term = file, file.scope, in_term
        self.slots: set[str] = set()
        self.references: set[str] = set()

    def pieces(self, pattern: ast.Pattern) -> list[str | Write]:
        made: list[str | Write] = []
        for element in pattern.elements:
            if isinstance(element, ast.TextElement):
                if "\n" in element.value:
                    cure = "keep the text of a message on one line, however long"
                    self.file.fault(element, "a text goes on in the next line", cure)
                made.append(element.value)
            else:
                made.append(self.placeable(element.expression))
        return made

    def placeable(
        self, node: ast.InlineExpression | ast.Placeable | ast.SelectExpression
    ) -> str | Write:
        match node:
            case ast.Placeable():
                made = self.placeable(node.expression)
            case ast.SelectExpression():
                made = self.select(node)
            case ast.StringLiteral():
                made = str(node.parse()["value"])
            case ast.NumberLiteral():
                made = node.value
            case ast.VariableReference():
                made = self.slot(node)
            case ast.MessageReference():
                attribute = f".{node.attribute.name}" if node.attribute else ""
                made = self.reference(f"{node.id.name}{attribute}")
            case ast.TermReference():
                made = self.term(node)
            case ast.FunctionReference():
                made = self.call(node)
        return made

    def call(self, node: ast.FunctionReference) -> Write:
        value = self.function(node)

        def write(slots: Mapping[str, Slot], out: list[str]) -> None:
            out.append(str(value(slots)))

        return write

    def slot(self, node: ast.VariableReference) -> Write:
        name = node.id.name
        if self.in_term:
            cure = 'a term chooses by what it is called with: { -name(case: "genitive") }'
            self.file.fault(node, f"a term prints the slot ${name}", cure)
        self.slots.add(name)

        def write(slots: Mapping[str, Slot], out: list[str]) -> None:
            value = slots[name]
            out.append(value if isinstance(value, str) else _digits(name, value))

        return write

    def reference(self, name: str) -> Write:
        self.references.add(name)
        find = self.scope.find

        def write(slots: Mapping[str, Slot], out: list[str]) -> None:
            find(name)(slots, out)

        return write

    def term(self, node: ast.TermReference) -> Write:
        name = f"-{node.id.name}"
        self.references.add(name)
        find, given = self.scope.find, self.named(node.arguments)

        def write(_: Mapping[str, Slot], out: list[str]) -> None:
            find(name)(given, out)

        return write

    def named(self, arguments: ast.CallArguments | None) -> dict[str, Slot]:
        """Return named arguments, which Fluent allows to be literals only."""
        return {
            a.name.name: str(a.value.parse()["value"])
            if isinstance(a.value, ast.StringLiteral)
            else int(a.value.value)
            for a in (arguments.named if arguments else [])
        }

    def function(self, node: ast.FunctionReference) -> Callable[[Mapping[str, Slot]], str | int]:
        """Compile NAMES($x, form: "genitive"), COUNT($x) or ID($x)."""
        call, arguments = node.id.name, node.arguments
        first = arguments.positional[0] if len(arguments.positional) == 1 else None
        given = self.named(arguments)
        allowed = {"NAMES": {"form"}, "COUNT": set(), "ID": set()}
        cure = 'call NAMES($slot), NAMES($slot, form: "genitive"), COUNT($slot) or ID($slot)'
        if call not in allowed:
            self.file.fault(node, f"there is no function {call}", cure)
        if not isinstance(first, ast.VariableReference) or not given.keys() <= allowed[call]:
            self.file.fault(node, f"{call} is called with what it does not take", cure)
        slot, form = first.id.name, str(given.get("form", ""))
        self.slots.add(slot)
        listed = self.scope.form

        def call_names(slots: Mapping[str, Slot]) -> str:
            return listed(_names(slots, slot), form)

        def count(slots: Mapping[str, Slot]) -> int:
            return len(_names(slots, slot).names)

        def only(slots: Mapping[str, Slot]) -> str:
            names = _names(slots, slot).names
            return names[0][0] if len(names) == 1 else ""

        offered: dict[str, Callable[[Mapping[str, Slot]], str | int]]
        offered = {"NAMES": call_names, "COUNT": count, "ID": only}
        return offered[call]

    def select(self, node: ast.SelectExpression) -> Write:
        selector = self.selector(node)
        exact: dict[str | int | None, Write] = {}
        default: Write = _writer([])
        for variant in node.variants:
            pieces = self.pieces(variant.value)
            chosen = _writer(pieces)
            key: str | int = self.key(variant.key)
            if key in exact:
                self.file.fault(variant, f"the variant [{key}] is here twice", "keep one of them")
            exact[key] = chosen
            if variant.default:
                default = chosen
        plural = self.scope.plural
        by_count = any(key in KEYS for key in exact)

        def write(slots: Mapping[str, Slot], out: list[str]) -> None:
            value = selector(slots)
            if not isinstance(value, CHOOSERS):
                raise TypeError(f"a variant is chosen by {value!r}; it takes text or a count")
            found = exact.get(value)
            if found is None and by_count and isinstance(value, int):
                found = exact.get(plural(value))
            (found or default)(slots, out)

        return write

    def selector(self, node: ast.SelectExpression) -> Callable[[Mapping[str, Slot]], Slot | None]:
        what = node.selector
        if isinstance(what, ast.FunctionReference):
            return self.function(what)
        if not isinstance(what, ast.VariableReference):
            cure = "choose by a slot, or by COUNT or ID of one"
            self.file.fault(node, "a variant is chosen by something that never changes", cure)
        name = what.id.name
        if self.in_term:
            return lambda slots: slots.get(name)
        self.slots.add(name)
        return lambda slots: slots[name]

    def key(self, key: ast.Identifier | ast.NumberLiteral) -> str | int:
        if isinstance(key, ast.Identifier):
            return key.name
        if not key.value.lstrip("-").isdigit():
            self.file.fault(key, f"the variant [{key.value}] is no whole number")
        return int(key.value)


def _digits(name: str, value: object) -> str:
    """Print a count; a bool or a number with decimals is a slip."""
    if type(value) is int:
        return str(value)
    told = "NAMES($slot) prints Names; format numbers with decimals first"
    raise TypeError(f"slot ${name} is {value!r}; {told}")


def _names(slots: Mapping[str, Slot], name: str) -> Names:
    value = slots[name]
    if not isinstance(value, Names):
        raise TypeError(f"slot ${name} is {value!r}; it takes Names")
    return value


def _constant(pieces: list[str | Write]) -> str | None:
    fixed = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(fixed) if len(fixed) == len(pieces) else None


def _writer(pieces: list[str | Write]) -> Write:
    """Join pieces to one function that appends them all."""
    steps = tuple(pieces)

    def write(slots: Mapping[str, Slot], out: list[str]) -> None:
        for step in steps:
            if isinstance(step, str):
                out.append(step)
            else:
                step(slots, out)

    return write
