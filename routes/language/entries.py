"""Parse a file of messages, and list what each message uses; the grammar is Fluent's own parser's.

Fluent's runtime prints a mark where a message refers to what is not there. So that no reader sees
one, slots and references are listed before a message is formatted, and slips are found by file and
line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from routes.model.errors import DataError

FUNCTIONS: dict[str, frozenset[str]] = {
    "NAMES": frozenset({"form"}),
    "COUNT": frozenset(),
    "ID": frozenset(),
}
"""What a message may call (routes/language/bundle.py), and the names of its options."""
HOW = "the docstring of routes/language/__init__.py shows how a message is written"
HOW_CALLED = 'call NAMES($slot), NAMES($slot, form: "genitive"), COUNT($slot) or ID($slot)'


@dataclass(frozen=True, slots=True)
class Entry:
    """A message, an attribute or a term: where it stands and what it uses.

    Attributes
    ----------
    file
        Path from the root of the repository.
    line
        Line in the file, the first being 1.
    slots
        Names of the slots that it uses itself.
    references
        Ids of the messages and terms that it refers to.
    """

    file: str
    line: int
    slots: frozenset[str]
    references: frozenset[str]


def parse_entries(file: str, text: str) -> tuple[ast.Resource, dict[str, Entry]]:
    """Parse a file of messages.

    Parameters
    ----------
    file
        Path from the root of the repository, for errors; its stem is the first word of every id.
    text
        Messages in Fluent's syntax 1.0.

    Returns
    -------
    What Fluent's runtime takes, and entries by id: attributes as `id.attribute`, terms with their
    dash.

    Raises
    ------
    DataError
        If the text is no Fluent, an id is there twice or belongs to another file, or a message
        calls what is not offered here.
    """
    resource = FluentParser().parse(text)
    place = _Place(file, text)
    topic = file.rpartition("/")[2].removesuffix(".ftl")
    found: dict[str, Entry] = {}
    for name, node, pattern in _patterns(resource, place):
        if name in found:
            place.fault(node, f"message '{name}' is here twice", "keep one of them")
        if name.lstrip("-").partition("-")[0] != topic:
            cure = f"begin its id with '{topic}-', or move it to the file it is named for"
            place.fault(node, f"message '{name}' does not belong to this file", cure)
        uses = _Uses(place, in_term=name.startswith("-"))
        uses.visit(pattern)
        line = place.line(node)
        found[name] = Entry(file, line, frozenset(uses.slots), frozenset(uses.references))
    return resource, found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the nodes of a file stand."""

    file: str
    text: str

    def line(self, node: ast.SyntaxNode) -> int:
        start = node.span.start if node.span else 0
        return self.text.count("\n", 0, start) + 1

    def fault(self, node: ast.SyntaxNode, fault: str, cure: str = HOW) -> NoReturn:
        raise DataError(self.file, self.line(node), fault, cure)


def _patterns(
    resource: ast.Resource, place: _Place
) -> Iterator[tuple[str, ast.SyntaxNode, ast.Pattern]]:
    """Yield the id, the place and the text of every message, attribute and term."""
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            told = entry.annotations[0].message if entry.annotations else None
            start = (entry.content or "").strip().partition("\n")[0]
            place.fault(entry, f"{told or 'cannot be read'} in {start!r}")
        if isinstance(entry, ast.Message | ast.Term):
            name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
            if entry.value:
                yield name, entry, entry.value
            for attribute in entry.attributes:
                yield f"{name}.{attribute.id.name}", attribute, attribute.value


class _Uses(Visitor):
    """Notes what a pattern uses, and refuses what the house does not write."""

    def __init__(self, place: _Place, *, in_term: bool) -> None:
        self.place, self.in_term = place, in_term
        self.slots: set[str] = set()
        self.references: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        if "\n" in node.value:
            cure = "keep the text of a message on one line, however long"
            self.place.fault(node, "a text goes on in the next line", cure)

    def visit_Placeable(self, node: ast.Placeable) -> None:  # noqa: N802
        if self.in_term and isinstance(node.expression, ast.VariableReference):
            fault = f"a term prints the slot ${node.expression.id.name}"
            cure = 'a term chooses by what it is called with: { -name(case: "genitive") }'
            self.place.fault(node.expression, fault, cure)
        self.generic_visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        if not self.in_term:
            self.slots.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.add(f"{node.id.name}{_attribute(node)}")

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.add(f"-{node.id.name}{_attribute(node)}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        call, given = node.id.name, node.arguments
        if call not in FUNCTIONS:
            self.place.fault(node, f"there is no function {call}", HOW_CALLED)
        one = len(given.positional) == 1 and isinstance(given.positional[0], ast.VariableReference)
        if not one or not {option.name.name for option in given.named} <= FUNCTIONS[call]:
            self.place.fault(node, f"{call} is called with what it does not take", HOW_CALLED)
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        keys: set[str] = set()
        for variant in node.variants:
            key = variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
            if key in keys:
                fault = f"the variant [{key}] is here twice"
                self.place.fault(variant, fault, "keep one of them")
            keys.add(key)
        self.generic_visit(node)


def _attribute(node: ast.MessageReference | ast.TermReference) -> str:
    return f".{node.attribute.name}" if node.attribute else ""
