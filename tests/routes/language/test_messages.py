"""Hold the catalogue and those who ask it together: ids, slots, plain text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from routes.language import SOURCE, load_catalogue, named, phrase
from routes.language.read import read_messages
from tests.routes.language.calls import ROOT, Call, UnreadableError, calls, faults, sources
from tests.routes.language.fillings import fillings, kinds_of
from tests.routes.language.pseudo import LANG, in_pseudo_language

HTML = re.compile(r"<[a-zA-Z/!]|&#?\w+;")


class _Seen(Visitor):
    """Notes the texts of a message and what it refers to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.references: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802
        self.texts.append(node.value)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        attribute = f".{node.attribute.name}" if node.attribute else ""
        self.references.add(f"{node.id.name}{attribute}")


def seen(text: str) -> dict[str, _Seen]:
    """Return what is in each message and attribute of a file."""
    found: dict[str, _Seen] = defaultdict(_Seen)
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Message | ast.Term):
            dash = "-" if isinstance(entry, ast.Term) else ""
            if entry.value:
                found[f"{dash}{entry.id.name}"].visit(entry.value)
            for attribute in entry.attributes:
                found[f"{dash}{entry.id.name}.{attribute.id.name}"].visit(attribute.value)
    return found


@pytest.fixture(scope="module")
def asked() -> list[Call]:
    """Return every call in the project."""
    found = []
    for path in sources():
        found += list(calls(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")))
    assert found
    return found


@pytest.fixture(scope="module")
def english() -> dict[str, _Seen]:
    """Return what is in each English message."""
    found = {k: v for text in read_messages()[SOURCE].values() for k, v in seen(text).items()}
    assert found
    return found


def test_every_language_compiles() -> None:
    """No file has a slip, and no translation has a message or a slot that English lacks."""
    assert SOURCE in load_catalogue().languages
    load_catalogue().check()


def test_every_call_fits_a_message(asked: list[Call]) -> None:
    """Every id exists, and is given the slots that its message has."""
    house = load_catalogue()
    assert faults(asked, {message: house.slots(message) for message in house.ids()}) == []


def test_every_message_is_asked_for(asked: list[Call], english: dict[str, _Seen]) -> None:
    """Every message is used by a call or by another message that is."""
    ids = load_catalogue().ids()
    used = {m for m in ids for call in asked if re.fullmatch(call.pattern, m)}
    while more := {r for m in used for r in english[m].references} - used:
        used |= more
    assert sorted(m for m in set(ids) - used) == []


def test_every_message_is_there_in_pseudo_language(subtests: pytest.Subtests) -> None:
    """Each message is formatted in each of its variants, in English and with accents."""
    kinds = kinds_of("\n".join(read_messages()[SOURCE].values()))
    with in_pseudo_language() as made:
        assert made.ids(LANG) == made.ids() == sorted(kinds)
        for message in made.ids():
            with subtests.test(message=message):
                for slots in fillings(message, kinds):
                    assert made.format(message, **slots)
                    assert made.format(message, LANG, **slots)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, ""), (1, " for 1 day"), (2, " for 2 days"), (21, " for 21 days")]
)
def test_days_of_a_closure_are_counted(days: int, expected: str) -> None:
    """One day is no days; a closure of the whole year names none."""
    port = named("part", ("aktau_port", "Aktau port"))
    for dated, start, tail in (("no", "", ""), ("yes", "6 July 2022", " from 6 July 2022")):
        made = phrase(
            "closure-what",
            kind="part",
            part=port,
            left="none",
            share="",
            days=days,
            dated=dated,
            start=start,
        )
        assert made == f"Aktau port closed{expected}{tail}"


@pytest.mark.parametrize(("n", "expected"), [(1, "1 more crosses it"), (2, "2 more cross it")])
def test_corridors_that_are_not_named_are_counted(n: int, expected: str) -> None:
    """The verb agrees with their number."""
    assert phrase("verdict-crosses-more", n=n) == expected


COUNTED = {
    "exposure-none-holds": (
        "none of the holders of Transneft",
        "none of the holders of 2 operators: Transneft",
    ),
    "closure-more-faults": (
        "closed: 1 more part cannot be read",
        "closed: 2 more parts cannot be read",
    ),
    "view-more-unreadable": (
        "1 more part of the link cannot be read.",
        "2 more parts of the link cannot be read.",
    ),
    "corridor-more-quotes": ("1 more passage", "2 more passages"),
    "event-legs": ("1 leg", "2 legs"),
}
OTHERS: dict[str, Any] = {"first": "May", "last": "June", "total": 7, "operators": "Transneft"}


@pytest.mark.parametrize("message", COUNTED)
def test_one_and_two_are_counted(message: str) -> None:
    """What is counted is one thing or several things."""
    house = load_catalogue()
    (count,) = house.slots(message) & {"n", "count"}
    others = {slot: text for slot, text in OTHERS.items() if slot in house.slots(message)}
    made = tuple(house.format(message, **{**others, count: n}) for n in (1, 2))
    assert made == COUNTED[message]


def test_no_message_holds_html(english: dict[str, _Seen]) -> None:
    """A message is plain text: whoever makes HTML escapes it."""
    texts = [(m, text) for m, one in english.items() for text in one.texts]
    assert texts
    assert [(m, text) for m, text in texts if HTML.search(text)] == []


@pytest.mark.parametrize("text", ["a <b>word</b>", "nothing&nbsp;here", "a&#160;b", "a<br/>"])
def test_html_is_seen(text: str) -> None:
    """The guard above sees HTML."""
    assert HTML.search(text)


MESSAGES = {"card-length": frozenset({"km"}), "card-answer-yes": frozenset[str]()}


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app.py", 'phrase("card-lenght", km="1")'),
        ("app.py", 'phrase("card-length")'),
        ("app.py", 'phrase("card-length", km="1", miles="2")'),
        ("app.py", 'phrase("card-long" if x else "card-width", km="1")'),
        ("app.py", 'phrase(f"card-question-{answer}")'),
        ("app.py", 'phrase(f"card-answer-{answer}", km="1")'),
        ("app.py", 'script_phrases("map-")'),
        ("pages/shared/templates/card.html", '{{ t("card-length") }}'),
        ("pages/shared/templates/card.html", '{{ t_html("card-lenght", km=x) }}'),
        ("pages/shared/templates/card.html", '{% if t("card-answers-" ~ answer) %}{% endif %}'),
    ],
)
def test_a_call_is_refused(path: str, source: str) -> None:
    """The guards above see a wrong id and wrong slots, in code and in templates."""
    assert faults(calls(path, source), MESSAGES)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app.py", "phrase(name)"),
        ("app.py", 'phrase("card-" + name)'),
        ("app.py", 'phrase(f"{topic}-length")'),
        ("app.py", 'phrase(f"card-{a}-{b}")'),
        ("app.py", 'phrase("card-length", **slots)'),
        ("card.html", "{{ t(row.label) }}"),
        ("card.html", '{{ t("card-length", **slots) }}'),
    ],
)
def test_a_call_that_cannot_be_read_is_refused(path: str, source: str) -> None:
    """Who searches for an id finds where it is used."""
    with pytest.raises(UnreadableError):
        list(calls(path, source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app.py", 'phrase("card-length", km=km(x))'),
        ("app.py", 'language.phrase("card-length", lang="ru", km=km(x))'),
        ("app.py", 'phrase(f"card-answer-{answer}")'),
        ("app.py", 'script_phrases("card-")'),
        ("card.html", '{{ t("card-length", km=row.km) }}'),
        ("card.html", '{% set x = t("card-answer-" ~ row.answer) %}'),
    ],
)
def test_a_call_is_found(path: str, source: str) -> None:
    """What fits passes, and is seen."""
    found = list(calls(path, source))
    assert len(found) == 1
    assert faults(found, MESSAGES) == []


def test_the_walk_asks_for_a_file_of_each_kind() -> None:
    """The walk has modules of the engine, pages and templates to look at."""
    suffixes = {(path.relative_to(ROOT).parts[0], path.suffix) for path in sources()}
    assert {("app.py", ".py"), ("routes", ".py"), ("pages", ".py"), ("pages", ".html")} <= suffixes
