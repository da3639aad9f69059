"""Make a language of accents and brackets from English: what has none comes from no message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer

from routes.language import in_language
from routes.language.catalogue import SOURCE, Catalogue
from routes.language.read import read_messages

LANG = "en-XA"
"""The tag that CLDR gives to accented English."""
OPEN, CLOSE = "⟦⟧"
ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)


class _Accents(Transformer):
    """Accents the text of every message; brackets enclose it, not its variants or attributes."""

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802
        node.value = node.value.translate(ACCENTS)
        return node

    def visit_StringLiteral(self, node: ast.StringLiteral) -> ast.StringLiteral:  # noqa: N802
        node.value = node.value.translate(ACCENTS)
        return node


def pseudo(text: str) -> str:
    """Return messages in pseudo-language.

    Parameters
    ----------
    text
        A file of messages in English.
    """
    resource = FluentParser().parse(text)
    _Accents().visit(resource)
    for entry in resource.body:
        # Marks of numbers and joints of lists stay: a bracket in them would break what they join.
        if isinstance(entry, ast.Message) and entry.value:
            elements = entry.value.elements
            entry.value.elements = [ast.TextElement(OPEN), *elements, ast.TextElement(CLOSE)]
    return str(FluentSerializer().serialize(resource))


def pseudo_catalogue() -> Catalogue:
    """Return the house's messages in English and in pseudo-language."""
    texts: Mapping[str, Mapping[str, str]] = read_messages()
    made = {file: pseudo(text) for file, text in texts[SOURCE].items()}
    return Catalogue({**texts, LANG: made})


@contextmanager
def in_pseudo_language() -> Iterator[Catalogue]:
    """Answer in pseudo-language within a block, in this thread and in those that ask for `LANG`."""
    made = pseudo_catalogue()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routes.language.catalogue._read", lambda: made)
        with in_language(LANG):
            yield made
