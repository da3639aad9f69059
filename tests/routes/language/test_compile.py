"""Hold our compiler and rules to Fluent's own resolver and to CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import babel
import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentType, fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from routes.language import SOURCE, Names, load_catalogue
from routes.language.plurals import PLURALS, plural_of
from routes.language.read import read_messages
from tests.routes.language.pseudo import in_pseudo_language

COUNTS = (0, 1, 2, 5, 7, 11, 12, 21, 100)
STATES = (
    Names("state", (("RU", "Russia"),)),
    Names("state", (("GE", "Georgia"),)),
    Names("state", (("BY", "Belarus"), ("RU", "Russia"))),
    Names("state", (("BY", "Belarus"), ("CN", "China"), ("RU", "Russia"))),
)
CATEGORIES = {"zero", "one", "two", "few", "many"}


class Given(FluentType):
    """Names, as Fluent's own resolver takes them."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def format(self, locale: Any) -> str:
        raise AssertionError(f"a message prints Names without NAMES() in {locale}")


def names_of(given: Given) -> str:
    """List names in English."""
    words = [name for _, name in given.names.names]
    return " and ".join([*filter(None, [", ".join(words[:-1])]), *words[-1:]])


FUNCTIONS: dict[str, Any] = {
    "NAMES": names_of,
    "COUNT": lambda given: fluent_number(len(given.names.names)),
    "ID": lambda given: given.names.names[0][0] if len(given.names.names) == 1 else "",
}


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


def test_every_message_is_what_fluents_own_resolver_makes_of_it(subtests: pytest.Subtests) -> None:
    """Each English message, its slots filled in up to 400 ways."""
    text = "\n".join(read_messages()[SOURCE].values())
    bundle = FluentBundle([SOURCE], functions=FUNCTIONS, use_isolating=False)
    bundle.add_resource(FluentResource(text))
    kinds = kinds_of(text)
    house, compared = load_catalogue(), 0
    assert house.ids()
    for message in house.ids():
        with subtests.test(message=message):
            head, _, attribute = message.partition(".")
            theirs = bundle.get_message(head)
            pattern = theirs.attributes[attribute] if attribute else theirs.value
            assert pattern is not None
            for slots in fillings(message, kinds):
                args = {k: Given(v) if isinstance(v, Names) else v for k, v in slots.items()}
                made, errors = bundle.format_pattern(pattern, args)
                assert errors == []
                assert house.format(message, **slots) == made
                compared += 1
    assert compared >= len(house.ids())


def test_every_message_is_there_in_pseudo_language(subtests: pytest.Subtests) -> None:
    """Each message is compiled and formatted, with accents."""
    kinds = kinds_of("\n".join(read_messages()[SOURCE].values()))
    with in_pseudo_language() as made:
        assert made.ids("en-XA") == made.ids()
        for message in made.ids():
            with subtests.test(message=message):
                for slots in fillings(message, kinds):
                    assert made.format(message, "en-XA", **slots)


@pytest.mark.parametrize("lang", PLURALS)
def test_plurals_are_those_of_cldr(lang: str) -> None:
    """Babel's rule for every count to a thousand, and some above."""
    rule = babel.Locale.parse(lang).plural_form
    ours = plural_of(lang)
    assert ours
    for count in (*range(1001), 1011, 1_000_000, 1_000_001):
        assert ours(count) == rule(count), count


def test_a_variant_counts_as_its_language_and_an_unknown_one_not_at_all() -> None:
    """Pseudo-language is English; Polish has no rule here."""
    assert plural_of("en-XA") is PLURALS["en"]
    assert plural_of("pl") is None
