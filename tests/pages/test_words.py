"""Every word on a page comes from a message or from the data: the pages are read in accents.

In the pseudo-language each letter of a message has an accent, so a plain word on a page comes from
no message. The data's own words are taken out first: names, titles, quotes, notes and units.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from html.parser import HTMLParser
from itertools import chain
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from pages.shared.frame.frame import PAGES as SCRIPTS
from pages.shared.map.map import constants
from pages.shared.view import session
from pages.shared.view.parameter import PAGES
from routes.evidence.citation import ARTICLE_AUTHOR, LABEL_CHARACTERS, title_of
from routes.files.load import load_atlas, load_provenance, load_tables
from routes.language import use_language
from routes.model.names import quantity_words, short
from routes.world.states import DAILY
from tests.pages.helpers import ROOT, opened
from tests.routes.language.pseudo import LANG, in_pseudo_language

LINKS: dict[str, dict[str, str]] = {
    "app.py": {"routes": "cpc,btc,rotterdam", "focus": "cpc", "avoid": "BY,RU", "year": "2023"},
    "pages/Journeys.py": {"from": "tengiz", "to": "rotterdam", "avoid": "RU"},
    "pages/Closure.py": {"closed": "cpc_loading:0.333333:30,aktau_port,RU", "year": "2023"},
    "pages/Timeline.py": {"event": "two-moorings-2022-07-01", "year": "2023"},
    "pages/Story.py": {"step": "2"},
}
"""A link to a page that shows more than the page alone, by its script."""

STILL_ENGLISH = {
    "# Method": "a document, docs/method.md: it is translated as a whole",
    "## For developers": "the same document, and docs/calibration.md, that the build writes",
}
"""Texts that no message has, by how they begin, with the reason."""

ATTRIBUTES = frozenset({"title", "aria-label", "alt", "placeholder"})
"""What a reader sees or hears of HTML beside its text."""
FIELDS = frozenset({"label", "options", "placeholder", "help", "alt"})
"""What a reader sees of Streamlit's elements, beside `body` and the data of components."""
CODES = frozenset(
    {
        "id",
        "ids",
        "on",
        "focus",
        "offer",
        "part",
        "more",
        "also",
        "modes",
        "status",
        "css",
        "at",
        "asof",
        "lines",
    }
    | {"module", "query", "session", "version"}
    | {"event", "group", "language", "order", "piece", "tell", "teller"}
    # Addresses, names of files' forms, and citations, which test_cite reads in each form.
    | {"link", "page", "form", "part", "shape", "citation"}
)
"""What components are given that no reader sees."""

SHOWN_AS = re.compile(r":[a-z-]+(?=\[)")
"""How Streamlit's Markdown writes a badge or small print."""
SPLIT = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\*\*")
"""Where a cell is filled or marked on its way to a page: slots, ids of sources, marks of bold."""
ROMAN = re.compile(r"[ivxl]+")
WORD = re.compile(r"(?<![\w'’])[A-Za-z][A-Za-z'’-]+(?!\w)")


class _Reader(HTMLParser):
    """Notes what a reader sees or hears of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in {"style", "script"}
        self.texts += [text for name, text in attrs if name in ATTRIBUTES and text]

    def handle_endtag(self, _tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def read_html(body: str) -> list[str]:
    """List what a reader sees or hears of HTML."""
    reader = _Reader()
    reader.feed(body)
    return reader.texts


def leaves(value: object, key: str = "") -> Iterator[str]:
    """Yield the texts of what a component is given, less those that are codes."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from leaves(one, str(name))
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, key)
    elif isinstance(value, str) and key not in CODES and value not in PAGES:
        yield value


def elements(block: Block) -> Iterator[Any]:
    """Yield what a page draws, blocks among it, as it is sent to the browser."""
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if isinstance(child, Block):
            yield from elements(child)


def seen(app: AppTest) -> list[str]:
    """List the texts on a page."""
    texts: list[str] = []
    for proto in elements(app._tree):
        for field, value in proto.ListFields():
            if field.name == "json":
                texts += leaves(json.loads(value))
            elif field.name == "body":
                texts += read_html(value)
            elif field.name in FIELDS:
                texts += [value] if isinstance(value, str) else value
    return texts


@cache
def of_the_data() -> re.Pattern[str]:
    """Return what finds the data's own words: cells of the tables, and names made of them."""
    tables, atlas = load_tables(), load_atlas()
    rows = chain.from_iterable(getattr(tables, name).rows for name in vars(tables))
    cells = [v for row in rows for v in row.model_dump().values() if isinstance(v, str)]
    told = {piece.strip(" .,;:“”") for cell in cells for piece in (cell, *SPLIT.split(cell))}
    # A cell of one small word is a code, such as a status: that a reader sees in a message.
    told = {text for text in told if re.search(r"[A-Z\s]", text)} | set(atlas.state_names.values())
    told |= set(chain.from_iterable(DAILY.values()))
    told |= {row.publisher or "" for row in tables.sources}
    told |= {text for origin in load_provenance().values() for text in asdict(origin).values()}
    for row in tables.figures:
        quantity, _, holder = row.quantity.partition(":")
        told |= {quantity_words(quantity, atlas.state_names), quantity_words(quantity), holder}
        told |= {row.unit, row.locator or "", row.period or "", row.note or ""}
    told |= {row.text[:LABEL_CHARACTERS].strip() for row in tables.quotes}
    told |= {short(row.place_name) for row in tables.waypoints}
    told |= {f"{ARTICLE_AUTHOR.given} {ARTICLE_AUTHOR.family}"}
    told |= {title_of(row.title) for row in tables.sources}
    told |= {one.strip(" .,;:") for row in tables.story for one in SPLIT.split(row.says_map)}
    told |= {text[:1].upper() + text[1:] for text in told}
    longest = sorted(filter(None, told), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, longest))})(?![A-Za-z])")


def foreign(texts: Iterable[str]) -> dict[str, list[str]]:
    """List the words that come from no message and not from the data, by the text they stand in."""
    found = {}
    for text in texts:
        if text.startswith(tuple(STILL_ENGLISH)):
            continue
        rest = of_the_data().sub("·", SHOWN_AS.sub("", text))
        words = [word for word in WORD.findall(rest) if not ROMAN.fullmatch(word)]
        if words:
            found[text] = words
    return found


@pytest.mark.parametrize("page", SCRIPTS.values())
def test_every_word_comes_from_a_message(page: str) -> None:
    """Each run and fragment asks for the reader's language first, and says nothing of its own."""
    with in_pseudo_language(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "use_language", lambda _lang: use_language(LANG))
        app = opened("" if page == "app.py" else page, **LINKS.get(page, {}))
        assert not app.exception
        for toggle in app.toggle:
            if str(toggle.key).startswith("cite_open_"):
                toggle.set_value(True)
        app.run()
        assert not app.exception
    texts = seen(app)
    assert sum("⟦" in text for text in texts) > 10
    assert [f"{words} in {text!r}" for text, words in foreign(texts).items()] == []


def test_a_word_of_no_message_is_seen() -> None:
    """The walk above sees text, attributes, and what a component is given; names are the data's."""
    html = '<p title="A tip">⟦Þåĝé⟧ under CPC pipeline</p><style>body</style>'
    assert foreign(read_html(html)) == {"A tip": ["tip"], "⟦Þåĝé⟧ under CPC pipeline": ["under"]}
    assert list(leaves({"id": "cpc", "rows": [{"name": "Row"}]})) == ["Row"]


def fragments() -> dict[str, set[str]]:
    """Return what each fragment calls, by its name."""
    found = {}
    for path in (ROOT / "app.py", *(ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                "fragment" in ast.unparse(one) for one in node.decorator_list
            ):
                calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
                found[node.name] = {ast.unparse(call) for call in calls}
    return found


def test_a_fragment_asks_for_the_language() -> None:
    """It runs alone, in a thread that no page has told the language; one of them says nothing."""
    asking = {"session.speak", "session.open_view"}
    found = fragments()
    assert {name for name, calls in found.items() if calls & asking} == {"answer", "draw"}
    assert found.keys() == {"answer", "draw", "_stay_in_touch"}


def test_the_maps_script_is_given_messages_only() -> None:
    with in_pseudo_language():
        texts = constants("2026-01-31")["texts"]
    assert texts.pop("lang") == LANG
    assert len(texts) >= 14
    assert {key: text for key, text in texts.items() if re.search("[A-Za-z]", text)} == {}
