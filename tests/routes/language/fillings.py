"""Fill the slots of a message in every way that its variants ask for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from routes.language import Names

COUNTS = (0, 1, 2, 5, 7, 11, 12, 21, 100)
STATES = (
    Names("state", (("RU", "Russia"),)),
    Names("state", (("GE", "Georgia"),)),
    Names("state", (("BY", "Belarus"), ("RU", "Russia"))),
    Names("state", (("BY", "Belarus"), ("CN", "China"), ("RU", "Russia"))),
)
CATEGORIES = {"zero", "one", "two", "few", "many"}


class Kinds(Visitor):
    """Notes what each slot of a message may be filled with, and the messages it refers to."""

    def __init__(self) -> None:
        self.values: dict[str, set[Any]] = {}
        self.references: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        attribute = f".{node.attribute.name}" if node.attribute else ""
        self.references.add(f"{node.id.name}{attribute}")

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.values.setdefault(node.id.name, set())

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        (slot,) = node.arguments.positional
        assert isinstance(slot, ast.VariableReference)
        self.values.setdefault(slot.id.name, set()).update(STATES)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            values = self.values.setdefault(node.selector.id.name, set())
            for variant in node.variants:
                if isinstance(variant.key, ast.NumberLiteral):
                    values.update({int(variant.key.value), *COUNTS})
                elif variant.key.name in CATEGORIES:
                    values.update(COUNTS)
                elif variant.key.name != "other":
                    values.add(variant.key.name)
        self.generic_visit(node)


def kinds_of(text: str) -> dict[str, Kinds]:
    """Return the kinds of each message of a text, by id."""
    found = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Message):
            for name, pattern in (
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ):
                if pattern:
                    found[name] = Kinds()
                    found[name].visit(pattern)
    return found


def fillings(message: str, kinds: dict[str, Kinds]) -> Iterator[dict[str, Any]]:
    """Yield ways to fill the slots of a message and of what it refers to, at most 400."""
    values: dict[str, set[Any]] = {}
    above = [message]
    for one in above:
        above += sorted(kinds[one].references - set(above))
        for slot, found in kinds[one].values.items():
            values.setdefault(slot, set()).update(found)
    ordered = sorted(values)
    choices = [sorted(values[slot] or {f"<{slot}>", "x & y"}, key=repr) for slot in ordered]
    for chosen in islice(product(*choices), 400):
        yield dict(zip(ordered, chosen, strict=True))
